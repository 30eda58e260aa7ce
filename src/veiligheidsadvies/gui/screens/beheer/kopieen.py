"""Copies of the vault: how it stands, the list with until when each is kept, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.kopieen import kopieen_signal
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.flow import FlowLayout
from veiligheidsadvies.gui.kit.jobs import Progress
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.beheer.kopie_acties import CopyPart, Kopieacties
from veiligheidsadvies.gui.screens.beheer.kopie_rijen import Kopierij, columns, rows, standing
from veiligheidsadvies.gui.screens.beheer.part import scrolling
from veiligheidsadvies.gui.screens.beheer.status_list import StatusList

EXPLAINED = (
    "Elke dag maakt het programma zelf een kopie van de hele kluis, versleuteld als de kluis zelf, en kijkt "
    "die na. Het bewaart de laatste van 12 dagen, 10 weken en 9 maanden."
)

_LIST_HEIGHT = 252
"""Pixels: the heading and six copies; in a low window the whole tab scrolls."""


class KopieenPart(CopyPart):
    """A few lines on how it stands, buttons, and the table of copies."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="kopieen")
        self._running: Progress | None = None
        model: TableModel[Kopierij] = TableModel(columns(), key=lambda row: row.sleutel)
        self.view = make_table(model, name="kopieen", accessible="Reservekopieën van deze kluis")
        empty = EmptyState(
            "Er is nog geen kopie",
            detail="Kort na het openen maakt het programma de eerste zelf.",
            name="kopieen_leeg",
        )
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        self.panel.setMinimumHeight(_LIST_HEIGHT)
        self.standing = StatusList(name="kopiestand")
        self.doing = label("", "small", name="kopie_bezig")
        self.bar = BusyBar("Er wordt met een kopie gewerkt")
        self._acties = acties = Kopieacties(self)
        self.make = Button("Nu kopie maken…", name="kopie_maken", role="primary", icon_name="ph.copy")
        self.restore = Button("Terugzetten…", name="kopie_terugzetten")
        self.check = Button("Nakijken", name="kopie_nakijken")
        self.drill = Button("Oefening", name="kopie_oefening")
        self.second = Button("Tweede plaats…", name="kopie_tweede_plaats")
        self.remove = Button("Weghalen…", name="kopie_weghalen")
        for button, action in (
            (self.make, acties.make),
            (self.restore, acties.restore),
            (self.check, acties.check),
            (self.drill, acties.drill),
            (self.second, acties.choose_second),
            (self.remove, acties.remove),
        ):
            button.clicked.connect(action)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.make, self.drill, self.second, self.restore, self.check, self.remove):
            flow.addWidget(button)
        column = scrolling(self, spacing=8)
        column.addWidget(label(EXPLAINED, "muted", is_wrapped=True))
        column.addWidget(self.standing)
        column.addWidget(buttons)
        column.addWidget(self.doing)
        column.addWidget(self.bar)
        column.addWidget(self.panel, 1)
        self.doing.hide()
        kopieen_signal().changed.connect(self.load)

    def load(self) -> None:
        """The register as it is now."""
        services = self.desk.services
        if not services.is_open:  # a copy takes its place
            return
        found = rows(services)
        self.panel.set_rows(found)
        for button in (self.check, self.remove):
            button.setEnabled(bool(found))
        self.standing.set_lines(standing(services))

    def focus_first(self) -> None:
        """The list, or what makes its first row."""
        (self.view if self.view.table.rows() else self.make).setFocus()

    def begin(self, what: str) -> None:
        """The drill, from the menu."""
        if what == "oefening":
            self._acties.drill()

    def current(self) -> Kopierij | None:
        """The row that is chosen."""
        return self.view.current()

    @property
    def is_busy(self) -> bool:
        """Whether something runs already."""
        return self._running is not None

    def run(
        self,
        words: str,
        work: Callable[[Callable[[float], None]], Any],
        then: Callable[[Any], None],
        *,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Do something long beside the window, with a line that says how far it is.

        `again` is done in place of telling what failed, when the vault got another key meanwhile.
        """
        kopieen = self.desk.services.kopieen
        mark = kopieen.sleutelmerk

        def fail(error: BaseException) -> None:
            if again is not None and isinstance(error, UserError) and kopieen.sleutelmerk != mark:
                self._ended()
                again()
            else:
                self._failed(error)

        self.doing.setText(words)
        self.doing.show()
        self.bar.show()
        self._running = self.desk.jobs.run_long(
            lambda progress: work(progress.report),
            owner=self,
            on_success=lambda result: self._done(result, then),
            on_error=fail,
            on_progress=lambda part, _: self.doing.setText(f"{words} {part * 100:.0f} %"),
            on_cancelled=self._ended,
        )

    def _done(self, result: Any, then: Callable[[Any], None]) -> None:
        self._ended()
        try:
            then(result)
        except UserError as error:
            self.desk.performer.tell(self, error)
        self.load()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if not isinstance(error, UserError):
            raise error
        self.desk.performer.tell(self, error)

    def _ended(self) -> None:
        self._running = None
        self.doing.hide()
        self.bar.hide()
