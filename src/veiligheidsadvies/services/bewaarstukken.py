"""Use cases on the papers of records law: declaration of destruction, extract, register entry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.vernietiging import Vernietiging, VernietigingId
from veiligheidsadvies.printing.bewaren_snapshots import Bewaarstuk, InzageUittreksel
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.derden import Derden, named
from veiligheidsadvies.services.inzage_stuk import inzage_uittreksel
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import (
    EIGEN,
    Aanvraag,
    Geregistreerd,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)
from veiligheidsadvies.services.vernietigingsverklaring_stuk import vernietigingsverklaring
from veiligheidsadvies.services.verwerkingsregister_stuk import verwerkingsregister
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

LEZERS = {
    SoortDocument.VERNIETIGING: ("archief", "functionaris gegevensbescherming"),
    SoortDocument.VERWERKINGSREGISTER: ("functionaris gegevensbescherming", "archief"),
}

_PRINTED = PAPIERWOORDEN | {"hier", "rechten"}
"""Words that an extract says outside what it holds of a dossier: finding them there tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarpapier:
    """Which paper: of a destruction, of a dossier, or of the whole vault.

    `ook_weg` are words of others in the texts of a dossier that its extract leaves out as well.
    """

    document: SoortDocument
    dossier_id: DossierId | None = None
    vernietiging_id: VernietigingId | None = None
    ook_weg: tuple[str, ...] = field(default=(), repr=False)

    @property
    def weg(self) -> tuple[str, ...]:
        """What was typed, each word or name once."""
        return tuple(dict.fromkeys(text for one in self.ook_weg if (text := " ".join(one.split()))))


@dataclass(frozen=True, slots=True)
class BewaarstukkenService:
    """One public method is one user action; in a window `request` begins, as for every paper."""

    context: Context

    def snapshot(self, papier: Bewaarpapier, ontvanger: Ontvanger) -> Bewaarstuk:
        """What the paper says to this reader; an extract is always for the person himself."""
        if papier.document is SoortDocument.INZAGE and papier.dossier_id:
            return inzage_uittreksel(self.context, papier.dossier_id, papier.weg)
        if papier.document is SoortDocument.VERNIETIGING and papier.vernietiging_id:
            gone = records.get(self.context.connection, Vernietiging, papier.vernietiging_id)
            return vernietigingsverklaring(self.context, gone, ontvanger)
        if papier.document is SoortDocument.VERWERKINGSREGISTER:
            return verwerkingsregister(self.context, ontvanger)
        raise ValueError(papier)

    def mogelijk_anderen(self, papier: Bewaarpapier, stuk: Bewaarstuk) -> list[str]:
        """What still looks like a name of somebody else in an extract: a guess, for who reads it."""
        if not isinstance(stuk, InzageUittreksel) or papier.dossier_id is None:
            return []
        texts = [fact.tekst for part in stuk.onderdelen for fact in part.gegevens]
        return Derden(self.context, papier.dossier_id, papier.weg).seem_named(texts)

    def request(self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """The first step of `register`: what the copy will say."""
        reader = self._reader(papier, ontvanger)
        snapshot = self.snapshot(papier, reader)
        asked = UitgifteService(self.context).request(snapshot, papier.dossier_id, reader, gegevens)
        typed = [one for one in papier.weg if not set(fold(one).split()) <= _PRINTED]
        return replace(asked, gezocht=(*asked.gezocht, *named(typed)))

    def register(
        self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """The first half of `issue`: number and register; then `produce` gives the bytes."""
        return UitgifteService(self.context).enrol(verify(self.request(papier, ontvanger, gegevens)))

    def issue(self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Uitgifte:
        """A numbered copy, registered before this returns its bytes; raises as `UitgifteService.issue`."""
        registered = self.register(papier, ontvanger, gegevens)
        return UitgifteService(self.context).finish(registered, lambda: produce(registered))

    def _reader(self, papier: Bewaarpapier, ontvanger: Ontvanger) -> Ontvanger:
        return EIGEN if papier.document is SoortDocument.INZAGE else ontvanger
