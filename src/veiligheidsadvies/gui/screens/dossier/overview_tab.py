"""Overzicht: the next step first, then what the rules find, the next measures, and figures beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.organisatie import Termen
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.kit.bands import NextStep
from veiligheidsadvies.gui.kit.findings import FindingList
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.screens.dossier.measure_columns import first_measure_columns
from veiligheidsadvies.gui.screens.dossier.overview_facts import OverviewFacts
from veiligheidsadvies.gui.screens.dossier.remedies import (
    Target,
    shown_findings,
    target_of_finding,
    target_of_step,
)
from veiligheidsadvies.gui.screens.dossier.tab import Tab, fit_rows, make_table, scrolling
from veiligheidsadvies.services.dossier_overzicht import DossierOverzicht
from veiligheidsadvies.text.formats import count

PLAN_STAP, AKKOORD_STAP = 8, 9


class OverviewTab(Tab):
    """`target_asked(Target)`: a button of the next step or of a finding; `paper_asked(SoortDocument)`."""

    target_asked = Signal(object)
    paper_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="overzicht")
        self.next = NextStep()
        self._buttons: list[Button] = []
        self.findings = FindingList(name="bevindingen")
        self.findings.acted.connect(self._act_on)
        self.all = Button("Alle maatregelen", name="alle_maatregelen", role="link")
        self.all.clicked.connect(lambda: self.tab_asked.emit("maatregelen"))
        self.measures = make_table(
            desk,
            first_measure_columns(desk.services.today),
            name="eerstvolgende",
            accessible="Eerstvolgende maatregelen",
            has_header=False,
        )
        self.measures.opened.connect(
            lambda m: self.go.emit(Plek(scherm="maatregel", dossier_id=self.dossier_id, row_id=m.id))
        )
        self.no_measures = label("Nog geen maatregelen met een termijn", "muted")
        self.side = OverviewFacts(desk)
        self._terms: Termen | None = None
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.next)
        column.addSpacing(28)
        column.addWidget(SectionHeading("Bevindingen"))
        column.addWidget(self.findings)
        column.addSpacing(28)
        column.addWidget(SectionHeading("Eerstvolgende maatregelen", aside=self.all))
        column.addWidget(self.measures)
        column.addSpacing(4)
        column.addWidget(self.no_measures)
        column.addStretch(1)
        columns = TwoColumns(left, self.side, shares=(2, 1), gap=40)
        columns.set_right_width(336)
        scrolling(self, columns)

    def load(self) -> None:
        """Read again; the screen hands over what it has read already with `show_overview`."""
        found = self.desk.services.overzicht.get(self.dossier_id)
        self.show_overview(found, self.desk.services.beheer.organisatie().termen)

    def show_overview(self, found: DossierOverzicht, terms: Termen) -> None:
        """Show where the dossier stands."""
        had_focus = any(button.hasFocus() for button in self._buttons)
        self._show_next(found)
        if had_focus:
            self.focus_first()
        self.findings.set_findings(shown_findings(found.bevindingen, self.desk.services.today))
        fit_rows(self.measures, found.eerstvolgende)
        self.no_measures.setVisible(not found.eerstvolgende)
        number = found.aantal_maatregelen
        self.all.setText(
            f"Alle {count(number, 'maatregel', 'maatregelen')}" if number else "Naar maatregelen"
        )
        self.side.show_overview(found, terms)

    def _show_next(self, found: DossierOverzicht) -> None:
        step = found.volgende
        first = Button(step.knop, name="volgende_stap_knop", role="primary")
        first.clicked.connect(lambda: self.target_asked.emit(target_of_step(step)))
        buttons = [first]
        if step.nummer in {PLAN_STAP, AKKOORD_STAP} and found.aantal_maatregelen:
            paper = SoortDocument.MAATREGELENPLAN if step.nummer == PLAN_STAP else SoortDocument.SAMENVATTING
            second = Button(f"{paper.woord}…", name="volgende_stap_papier")
            second.setAccessibleName(f"{paper.woord} afdrukken")
            second.clicked.connect(lambda: self.paper_asked.emit(paper))
            buttons.append(second)
        self._buttons = buttons
        self.next.set_step(step.titel, step.uitleg, buttons)

    def _act_on(self, finding: object) -> None:
        if isinstance(finding, Bevinding):
            target: Target = target_of_finding(finding)
            self.target_asked.emit(target)

    def focus_first(self) -> None:
        """The button of the next step."""
        if self._buttons:
            self._buttons[0].setFocus()
