"""The papers of records law in the dialog that lets a paper out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.vernietiging import VernietigingId
from veiligheidsadvies.services.bewaarstukken import LEZERS, Bewaarpapier
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Aanvraag, Ontvanger, Uitgiftegegevens

ALLES = "Op dit blad staat wat over de bestuurder bewaard wordt, ook zijn adres. Kijkt er niemand mee?"


class BewaarBron:
    """A declaration of destruction, an extract for the person himself, or the register entry."""

    komt_terug = False
    wijzen = tuple(Wijze)

    def __init__(self, services: Services, papier: Bewaarpapier, titel: str) -> None:
        self._services, self._papier, self.titel = services, papier, titel
        self.dossier_id = papier.dossier_id
        self.is_vrij = papier.document is not SoortDocument.INZAGE
        self.lezers = tuple(Ontvanger(naam=one) for one in LEZERS.get(papier.document, ())) or (EIGEN,)

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - depends on the paper alone
        """An extract holds everything."""
        return ALLES if self._papier.document is SoortDocument.INZAGE else ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """Read from the records as they stand now."""
        return self._services.bewaarstukken.snapshot(self._papier, ontvanger)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it."""
        return self._services.bewaarstukken.request(self._papier, ontvanger, gegevens)


class InzageBron(BewaarBron):
    """An extract: what else is in it of others, its maker leaves out by hand."""

    def leave_out(self, words: Sequence[str]) -> None:
        """From now on these words are left out as well."""
        self._papier = replace(self._papier, ook_weg=tuple(words))

    def seem_named(self, stuk: Any) -> list[str]:
        """What still looks like a name of another in what `snapshot` gave."""
        return self._services.bewaarstukken.mogelijk_anderen(self._papier, stuk)


def inzage_bron(services: Services, dossier_id: DossierId) -> InzageBron:
    """The extract of the bestuurder of a dossier."""
    papier = Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=dossier_id)
    return InzageBron(services, papier, f"Inzage-uittreksel van {services.dossiers.get(dossier_id).code}")


def verklaring_bron(services: Services, vernietiging_id: int) -> BewaarBron:
    """The declaration of one destruction."""
    gone = services.bewaren.get_vernietiging(vernietiging_id)
    papier = Bewaarpapier(
        document=SoortDocument.VERNIETIGING, vernietiging_id=VernietigingId(vernietiging_id)
    )
    return BewaarBron(services, papier, f"Verklaring van vernietiging {gone.nummer}")


def register_bron(services: Services) -> BewaarBron:
    """The entry in the Verwerkingsregister."""
    return BewaarBron(
        services, Bewaarpapier(document=SoortDocument.VERWERKINGSREGISTER), "Verwerkingsregister"
    )
