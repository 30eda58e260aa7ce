"""Use cases on the papers of a year: cost overviews, fiscal list, list of contracts, register of copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.printing.kosten_snapshots import Jaarstuk
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.contractenlijst_stuk import contractenlijst
from veiligheidsadvies.services.fiscale_lijst_stuk import fiscale_lijst
from veiligheidsadvies.services.jaarstuk_blad import MANAGER
from veiligheidsadvies.services.kostenoverzicht_stuk import kostenoverzicht_binnen, kostenoverzicht_buiten
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import preview
from veiligheidsadvies.services.uitgifte_gegevens import (
    Aanvraag,
    Geregistreerd,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)
from veiligheidsadvies.services.uitgifteregister_stuk import uitgifteregister

_MAKERS: dict[SoortDocument, Callable[[Context, int, Ontvanger], Jaarstuk]] = {
    SoortDocument.KOSTENOVERZICHT: kostenoverzicht_binnen,
    SoortDocument.KOSTENOVERZICHT_BUITEN: kostenoverzicht_buiten,
    SoortDocument.FISCALE_LIJST: fiscale_lijst,
    SoortDocument.CONTRACTENLIJST: contractenlijst,
    SoortDocument.UITGIFTEREGISTER: uitgifteregister,
}
JAARSTUKKEN = tuple(_MAKERS)
"""The papers that are made of a year."""

BUDGETHOUDER = "budgethouder"


@dataclass(frozen=True, slots=True)
class JaarstukkenService:
    """One public method is one user action; in a window `request` begins, as for every paper."""

    context: Context

    def snapshot(self, document: SoortDocument, jaar: int, ontvanger: Ontvanger) -> Jaarstuk:
        """What the paper says to this reader; InvalidInput without one, ValueError for another paper."""
        make = _MAKERS.get(document)
        if make is None:
            raise ValueError(document)
        return make(self.context, jaar, ontvanger)

    def readers(self, document: SoortDocument) -> tuple[str, ...]:
        """The offices that usually get this paper, the first in front."""
        secretaris = Bladgegevens(self.context).organisatie().termen.secretaris
        usual = {
            SoortDocument.KOSTENOVERZICHT: (BUDGETHOUDER, secretaris, MANAGER),
            SoortDocument.KOSTENOVERZICHT_BUITEN: ("Financiën en control", secretaris),
            SoortDocument.FISCALE_LIJST: ("salarisadministratie", "fiscalist", MANAGER),
            SoortDocument.CONTRACTENLIJST: (MANAGER, BUDGETHOUDER),
            SoortDocument.UITGIFTEREGISTER: (MANAGER, secretaris, "auditor"),
        }
        return usual[document]

    def preview(self, document: SoortDocument, jaar: int, ontvanger: Ontvanger) -> bytes:
        """The PDF with copy number "voorbeeld", for the screen only; not registered. UnprintableText."""
        return preview(self.snapshot(document, jaar, ontvanger))

    def request(
        self, document: SoortDocument, jaar: int, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Aanvraag:
        """The first step of `register`: what the copy will say."""
        snapshot = self.snapshot(document, jaar, ontvanger)
        return UitgifteService(self.context).request(snapshot, None, ontvanger, gegevens)

    def register(
        self, document: SoortDocument, jaar: int, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """The first half of `issue`: number and register; then `produce` gives the bytes."""
        snapshot = self.snapshot(document, jaar, ontvanger)
        return UitgifteService(self.context).register(snapshot, None, ontvanger, gegevens)

    def issue(
        self, document: SoortDocument, jaar: int, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Uitgifte:
        """A numbered copy, registered before this returns its bytes; raises as `UitgifteService.issue`."""
        snapshot = self.snapshot(document, jaar, ontvanger)
        return UitgifteService(self.context).issue(snapshot, None, ontvanger, gegevens)
