"""Use cases on papers: what a plan and a summary hold, how they look, and issuing them as numbered copies."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.printing.snapshots import Maatregelenplan, Samenvatting
from veiligheidsadvies.services.bestand import refuse_vault, write_file
from veiligheidsadvies.services.bladbeeld import PageImage, pages, raster_pages
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.maatregelenplan_stuk import maatregelenplan
from veiligheidsadvies.services.samenvatting_stuk import samenvatting
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import preview, produce
from veiligheidsadvies.services.uitgifte_gegevens import (
    EIGEN,
    Aanvraag,
    Geregistreerd,
    Nagekeken,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)

__all__ = [
    "DRUKBAAR",
    "EIGEN",
    "Geregistreerd",
    "Ontvanger",
    "PageImage",
    "StukkenService",
    "Uitgifte",
    "Uitgiftegegevens",
    "Wijze",
    "pages",
    "produce",
    "raster_pages",
    "refuse_vault",
    "write_file",
]

DRUKBAAR = (SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING)
"""The papers that are made from a dossier."""


@dataclass(frozen=True, slots=True)
class StukkenService:
    """One public method is one user action.

    In a window: `request`, `verify` in a job, `enrol`, `produce` in a job, `complete`.
    """

    context: Context

    def maatregelenplan(self, dossier_id: DossierId, ontvanger: Ontvanger) -> Maatregelenplan:
        """What the plan says to this reader; InvalidInput without a reader, NotFound without organisation."""
        return maatregelenplan(self.context, dossier_id, ontvanger)

    def samenvatting(self, dossier_id: DossierId, ontvanger: Ontvanger) -> Samenvatting:
        """What the summary says to this reader; raises as `maatregelenplan`."""
        return samenvatting(self.context, dossier_id, ontvanger)

    def snapshot(
        self, document: SoortDocument, dossier_id: DossierId, ontvanger: Ontvanger
    ) -> Maatregelenplan | Samenvatting:
        """The plan or the summary; ValueError for a paper that is not made from a dossier."""
        if document is SoortDocument.MAATREGELENPLAN:
            return self.maatregelenplan(dossier_id, ontvanger)
        if document is SoortDocument.SAMENVATTING:
            return self.samenvatting(dossier_id, ontvanger)
        raise ValueError(document)

    def preview(self, document: SoortDocument, dossier_id: DossierId, ontvanger: Ontvanger) -> bytes:
        """The PDF with copy number "voorbeeld", for the screen only; not registered. UnprintableText."""
        return preview(self.snapshot(document, dossier_id, ontvanger))

    def issue(
        self, document: SoortDocument, dossier_id: DossierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Uitgifte:
        """A numbered copy, registered before this returns its bytes; raises as `UitgifteService.issue`."""
        snapshot = self.snapshot(document, dossier_id, ontvanger)
        return UitgifteService(self.context).issue(snapshot, dossier_id, ontvanger, gegevens)

    def register(
        self, document: SoortDocument, dossier_id: DossierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """The first half of `issue`: number and register; then `produce` gives the bytes."""
        snapshot = self.snapshot(document, dossier_id, ontvanger)
        return UitgifteService(self.context).register(snapshot, dossier_id, ontvanger, gegevens)

    def request(
        self, document: SoortDocument, dossier_id: DossierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Aanvraag:
        """The first step of `register`: what the copy will say."""
        snapshot = self.snapshot(document, dossier_id, ontvanger)
        return UitgifteService(self.context).request(snapshot, dossier_id, ontvanger, gegevens)

    def enrol(self, verified: Nagekeken) -> Geregistreerd:
        """The last step of `register`, of every kind of paper: its number."""
        return UitgifteService(self.context).enrol(verified)

    def complete(self, registered: Geregistreerd, pdf: bytes) -> Uitgifte:
        """The last step of `issue`: the copy is whole and may leave."""
        return UitgifteService(self.context).complete(registered, pdf)

    def cancel(self, registered: Geregistreerd, error: BaseException) -> Changes:
        """When `produce` failed: the number stays used and the copy is destroyed in the register."""
        return UitgifteService(self.context).cancel(registered, error)
