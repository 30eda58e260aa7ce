"""The frame of Kosten: tabs over one year, with steps to other years; each tab is made when first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from veiligheidsadvies.domain.begroting import Begroting, Jaarafsluiting
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import Button, rule
from veiligheidsadvies.gui.kit.tabs import TabStrip
from veiligheidsadvies.gui.kit.year_switch import YearSwitch
from veiligheidsadvies.gui.screens.kosten.budget_page import BudgetPage
from veiligheidsadvies.gui.screens.kosten.contracts_page import ContractsPage
from veiligheidsadvies.gui.screens.kosten.list_pages import FiscalPage, PayerPage
from veiligheidsadvies.gui.screens.kosten.page import KostenPage
from veiligheidsadvies.gui.screens.kosten.year_page import YearPage
from veiligheidsadvies.services.changes import Changes

TABS: tuple[tuple[str, str, Callable[[Desk], KostenPage]], ...] = (
    ("jaar", "Jaar", YearPage),
    ("betaler", "Per betaler", PayerPage),
    ("fiscaal", "Fiscale lijst", FiscalPage),
    ("abonnementen", "Abonnementen", ContractsPage),
    ("begroting", "Begroting", BudgetPage),
)
_PAPER = {"fiscaal": SoortDocument.FISCALE_LIJST, "abonnementen": SoortDocument.CONTRACTENLIJST}
_PAPERS = (SoortDocument.KOSTENOVERZICHT, SoortDocument.KOSTENOVERZICHT_BUITEN, *_PAPER.values())


class KostenScreen(Screen):
    """`Plek.tab` is the name of a tab, `filter` a year; without them what was shown last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="kosten")
        self.strip = TabStrip(name="kosten_tabs", accessible="Onderdelen van Kosten")
        for _, words, _make in TABS:
            self.strip.addTab(words)
        self.year = YearSwitch(desk.services.today.year, name="kostenjaar")
        self.year.switched.connect(lambda _: self._show())
        self.print = Button("", name="kosten_afdrukken", icon_name="ph.printer")
        self.print.setAccessibleName("Een stuk van dit jaar afdrukken")
        self.print.setToolTip("Kostenoverzicht, fiscale lijst of contractenlijst van dit jaar afdrukken")
        self.print.clicked.connect(self.print_paper)
        self.stack = QStackedWidget()
        self._pages: dict[int, KostenPage] = {}
        self._at = 0
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.addWidget(self.strip, 1)
        top.addWidget(self.year)
        top.addSpacing(8)
        top.addWidget(self.print)
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.addWidget(rule())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        self.strip.currentChanged.connect(self._on_tab)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+PgDown", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))

    @property
    def page(self) -> KostenPage:
        """The page of the current tab."""
        if self._at not in self._pages:
            made = TABS[self._at][2](self.desk)
            made.go.connect(self._go)
            self.stack.addWidget(made)
            self._pages[self._at] = made
            if isinstance(made, YearPage):
                made.equation.enter.clicked.connect(lambda: self._go(Plek(scherm="kosten", tab="begroting")))
        return self._pages[self._at]

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The title."""
        return (("Kosten", None),)

    def remark(self) -> str:
        """What the amounts are."""
        return f"incl. btw, {self.desk.services.beheer.organisatie().termen.gebied} betaalt"

    def show_place(self, plek: Plek) -> None:
        """Show a tab of a year."""
        if isinstance(plek.filter, int):
            self.year.set_year(plek.filter)
        names = [name for name, _, _ in TABS]
        if plek.tab in names and names.index(plek.tab) != self._at:
            self.strip.setCurrentIndex(names.index(plek.tab))
        else:
            self._show()
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:
        """Money, a measure, an order or a contract changed."""
        kinds = (Kostenregel, Begroting, Jaarafsluiting, Maatregel, Opdracht, Factuur, Contract)
        if changes.touches(*kinds):
            self._show()

    def focus_first(self) -> None:
        """Where the work of the tab begins."""
        self.page.focus_first()

    def commands(self) -> Sequence[Command]:
        """A year back and on."""
        return (
            Command(
                name="kosten_vorig_jaar",
                text="&Vorig jaar",
                menu="beeld",
                shortcut="Alt+PgUp",
                run=lambda: self.year.step(-1),
            ),
            Command(
                name="kosten_volgend_jaar",
                text="Vol&gend jaar",
                menu="beeld",
                shortcut="Alt+PgDown",
                run=lambda: self.year.step(1),
            ),
        )

    def print_paper(self) -> None:
        """Ask which paper of the shown year, the one of the current tab in front, and let it out."""
        from veiligheidsadvies.gui.binding.jaarstuk import paper_name  # heavy: only when printing
        from veiligheidsadvies.gui.binding.uitgifte import open_jaarstuk

        first = _PAPER.get(TABS[self._at][0], SoortDocument.KOSTENOVERZICHT)
        papers = sorted(_PAPERS, key=lambda paper: paper is not first)
        options = [Option(value=paper, text=paper_name(paper)) for paper in papers]
        chosen = self.desk.prompts.ask_choice(
            self, f"Wat wilt u van {self.year.year} afdrukken?", label="Stuk", options=options
        )
        if chosen is not None:
            open_jaarstuk(self.desk, self, chosen, self.year.year)

    def _go(self, plek: Plek) -> None:
        if plek.scherm == "kosten":
            self.show_place(plek)
        else:
            self.go.emit(plek)

    def _step(self, step: int) -> None:
        self.strip.setCurrentIndex((self._at + step) % len(TABS))
        if not self.strip.hasFocus():
            self.focus_first()

    def _on_tab(self, number: int) -> None:
        self._at = number
        self._show()

    def _show(self) -> None:
        page = self.page
        page.show_year(self.desk.services.kosten.kostenoverzicht(self.year.year))
        self.stack.setCurrentWidget(page)
