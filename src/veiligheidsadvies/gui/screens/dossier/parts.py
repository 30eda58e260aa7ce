"""Which tabs a kind of dossier has, and the papers that can be printed of it."""

from __future__ import annotations

from collections.abc import Sequence

from veiligheidsadvies.domain.dossier import SoortDossier
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.screens.dossier.advice_tab import AdviceTab
from veiligheidsadvies.gui.screens.dossier.copies_tab import CopiesTab
from veiligheidsadvies.gui.screens.dossier.cost_tab import CostTab
from veiligheidsadvies.gui.screens.dossier.documents_tab import DocumentsTab
from veiligheidsadvies.gui.screens.dossier.home_tab import HomeTab
from veiligheidsadvies.gui.screens.dossier.log_tab import LogTab
from veiligheidsadvies.gui.screens.dossier.measures_tab import MeasuresTab
from veiligheidsadvies.gui.screens.dossier.orders_tab import OrdersTab
from veiligheidsadvies.gui.screens.dossier.overview_tab import OverviewTab
from veiligheidsadvies.gui.screens.dossier.tab import Tab
from veiligheidsadvies.gui.screens.dossier.work_place_tab import WorkPlaceTab


def tabs_of(kind: SoortDossier, desk: Desk) -> Sequence[tuple[str, Tab]]:
    """(title, tab) in order; an organisation has work locations where a person has a home."""
    home: tuple[str, Tab] = (
        ("Werklocaties", WorkPlaceTab(desk))
        if kind is SoortDossier.ORGANISATIE
        else ("Woonplek en PKVW", HomeTab(desk))
    )
    return (
        ("Overzicht", OverviewTab(desk)),
        ("Advies", AdviceTab(desk)),
        ("Maatregelen", MeasuresTab(desk)),
        ("Opdrachten", OrdersTab(desk)),
        ("Kosten", CostTab(desk)),
        home,
        ("Documenten", DocumentsTab(desk)),
        ("Exemplaren", CopiesTab(desk)),
        ("Logboek", LogTab(desk)),
    )


def papers_of(kind: SoortDossier | None) -> Sequence[SoortDocument]:
    """What can be printed; the confidential summary is about a person."""
    if kind is SoortDossier.BESTUURDER:
        return (SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING, SoortDocument.INZAGE)
    return (SoortDocument.MAATREGELENPLAN,)
