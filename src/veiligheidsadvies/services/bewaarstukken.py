"""Use cases on the papers of records law: declaration of destruction, extract, register entry."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.vernietiging import Vernietiging, VernietigingId
from veiligheidsadvies.printing.bewaren_snapshots import Bewaarstuk
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.inzage_stuk import inzage_uittreksel
from veiligheidsadvies.services.uitgifte import UitgifteService
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

LEZERS = {
    SoortDocument.VERNIETIGING: ("archief", "functionaris gegevensbescherming"),
    SoortDocument.VERWERKINGSREGISTER: ("functionaris gegevensbescherming", "archief"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarpapier:
    """Which paper: of a destruction, of a dossier, or of the whole vault."""

    document: SoortDocument
    dossier_id: DossierId | None = None
    vernietiging_id: VernietigingId | None = None


@dataclass(frozen=True, slots=True)
class BewaarstukkenService:
    """One public method is one user action; in a window `request` begins, as for every paper."""

    context: Context

    def snapshot(self, papier: Bewaarpapier, ontvanger: Ontvanger) -> Bewaarstuk:
        """What the paper says to this reader; an extract is always for the person himself."""
        if papier.document is SoortDocument.INZAGE and papier.dossier_id:
            return inzage_uittreksel(self.context, papier.dossier_id)
        if papier.document is SoortDocument.VERNIETIGING and papier.vernietiging_id:
            gone = records.get(self.context.connection, Vernietiging, papier.vernietiging_id)
            return vernietigingsverklaring(self.context, gone, ontvanger)
        if papier.document is SoortDocument.VERWERKINGSREGISTER:
            return verwerkingsregister(self.context, ontvanger)
        raise ValueError(papier)

    def request(self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """The first step of `register`: what the copy will say."""
        reader = self._reader(papier, ontvanger)
        snapshot = self.snapshot(papier, reader)
        return UitgifteService(self.context).request(snapshot, papier.dossier_id, reader, gegevens)

    def register(
        self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """The first half of `issue`: number and register; then `produce` gives the bytes."""
        reader = self._reader(papier, ontvanger)
        snapshot = self.snapshot(papier, reader)
        return UitgifteService(self.context).register(snapshot, papier.dossier_id, reader, gegevens)

    def issue(self, papier: Bewaarpapier, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Uitgifte:
        """A numbered copy, registered before this returns its bytes; raises as `UitgifteService.issue`."""
        reader = self._reader(papier, ontvanger)
        snapshot = self.snapshot(papier, reader)
        return UitgifteService(self.context).issue(snapshot, papier.dossier_id, reader, gegevens)

    def _reader(self, papier: Bewaarpapier, ontvanger: Ontvanger) -> Ontvanger:
        return EIGEN if papier.document is SoortDocument.INZAGE else ontvanger
