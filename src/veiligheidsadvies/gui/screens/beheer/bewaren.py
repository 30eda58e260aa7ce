"""Bewaren: what may go and when, the terms, and what went."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.chips import Switch
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.screens.beheer.bewaarlijst import DuePage
from veiligheidsadvies.gui.screens.beheer.bewaartermijnen import RulesPage
from veiligheidsadvies.gui.screens.beheer.part import Part, filling
from veiligheidsadvies.gui.screens.beheer.vernietigd import DestroyedPage

_EXPLAINED = {
    "lijst": "Vernietigen kan pas na de laatste dag, zonder bewaarplicht, en met het akkoord van een tweede "
    "persoon. Nummers en bedragen blijven, zonder naam of inhoud, zo lang als de administratie ze nodig "
    "heeft.",
    "termijnen": "Voorstellen van het programma, tot u ze vastlegt na advies van archivaris en FG. Een "
    "soort zonder categorie uit de selectielijst wordt niet vernietigd, en haar dossier ook niet.",
    "vernietigd": "Wat er was staat hier niet. Reservekopieën van daarvoor bevatten het nog tot de dag "
    "waarop zij vervallen.",
}


class BewarenPart(Part):
    """Three pages over one explanation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="bewaren")
        self.pages: dict[str, DuePage | RulesPage | DestroyedPage] = {
            "lijst": DuePage(desk),
            "termijnen": RulesPage(desk),
            "vernietigd": DestroyedPage(desk),
        }
        self.switch = Switch(
            (
                ("lijst", "Wat mag weg", "ph.calendar"),
                ("termijnen", "Termijnen", "ph.books"),
                ("vernietigd", "Vernietigd", "ph.file-text"),
            ),
            name="bewaren_deel",
        )
        self.switch.switched.connect(self.turn)
        self._words = label("", "muted", is_wrapped=True, name="bewaren_uitleg")
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.switch)
        top.addStretch(1)
        column = filling(self)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addWidget(self._stack, 1)
        self._at = "lijst"
        self.turn("lijst")

    def turn(self, name: str) -> None:
        """Show another of the three."""
        self._at = name
        self.switch.set_current(name)
        self._words.setText(_EXPLAINED[name])
        self._stack.setCurrentWidget(self.pages[name])
        self.pages[name].load()

    def load(self) -> None:
        """Read the shown page again."""
        self.pages[self._at].load()

    def focus_first(self) -> None:
        """The list of the shown page."""
        self.pages[self._at].focus_first()
