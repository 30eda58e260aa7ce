"""What was destroyed: its number, ground and persons, and until when copies still hold it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.gui.binding.bewaarstuk import verklaring_bron
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, number_cell, status_cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.text.formats import count, date_full

_WAT = {Bewaarsoort.DOSSIER: "Het hele dossier", Bewaarsoort.GELD: "Bedragen die overbleven"}


class DestroyedPage(QWidget):
    """A row for each destruction, the newest in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        model: TableModel[Vernietiging] = TableModel(self._columns(), key=lambda one: one.id)
        self.view = make_table(model, name="vernietigd", accessible="Wat vernietigd is")
        self.view.opened.connect(lambda _: self.issue())
        empty = EmptyState(
            "Er is nog niets vernietigd",
            detail="Elke vernietiging krijgt een verklaring.",
            name="vernietigd_leeg",
        )
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        self.copies = Button("Reservekopieën…", name="vernietigd_kopieen", on_click=self.tell_copies)
        self.print = Button(
            "Verklaring…", name="verklaring", role="primary", icon_name="ph.printer", on_click=self.issue
        )
        bar = QHBoxLayout()
        bar.addWidget(self.copies)
        bar.addStretch(1)
        bar.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)

    def load(self) -> None:
        """All of them."""
        found = self.desk.services.bewaren.list_vernietigingen()
        self.panel.set_rows(found)
        for button in (self.copies, self.print):
            button.setEnabled(bool(found))

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def issue(self) -> None:
        """The declaration of the current one, as a numbered copy."""
        from veiligheidsadvies.gui.binding.uitgifte import open_bron  # heavy: only when printing

        gone: Vernietiging | None = self.view.current()
        if gone is not None:
            open_bron(self.desk, self, lambda: verklaring_bron(self.desk.services, gone.id or 0))

    def tell_copies(self) -> None:
        """Which copies of the vault still hold it, and until when."""
        gone: Vernietiging | None = self.view.current()
        if gone is not None:
            self.desk.prompts.tell(self, copies_words(self.desk, gone))

    def _columns(self) -> list[Column[Vernietiging]]:
        return [
            Column(
                name="nummer",
                title="Verklaring",
                width=120,
                cell=lambda one: text_cell(one.nummer, is_bold=True),
            ),
            Column(name="code", title="Dossier", width=96, cell=lambda one: text_cell(one.code)),
            Column(name="wat", title="Wat", width=216, cell=_what),
            Column(name="op", title="Vernietigd op", width=120, cell=self._day),
            Column(name="regels", title="Regels", width=80, is_right=True, cell=_rows),
            Column(name="door", title="Voorgesteld door", width=160, cell=_by),
            Column(name="kopieen", title="Nog in reservekopieën", width=216, stretch=True, cell=self._copies),
        ]

    def _day(self, one: Vernietiging) -> Cell:
        return text_cell(date_full(one.op.astimezone(self.desk.services.now.tzinfo).date()))

    def _copies(self, one: Vernietiging) -> Cell:
        found = self.desk.services.bewaren.list_kopieen(one)
        if not found:
            return status_cell("gereed", "niet meer")
        words = count(len(found), "kopie", "kopieën")
        days = [copy.tot for copy in found]
        last = None if None in days else max(day for day in days if day is not None)
        return status_cell("wacht", f"{words}, {_until(last)}")


def copies_words(desk: Desk, gone: Vernietiging) -> str:
    """A line for each copy of the vault that still holds it."""
    found = desk.services.bewaren.list_kopieen(gone)
    if not found:
        return f"Geen reservekopie bevat nog wat {gone.nummer} noemt."
    lines = [f"{one.naam}, {one.plaats}: {_until(one.tot)}" for one in found]
    return "\n".join([f"Reservekopieën met wat {gone.nummer} noemt", *lines])


def _until(day: dt.date | None) -> str:
    return f"tot en met {date_full(day)}" if day else "tot u haar weghaalt"


def _what(one: Vernietiging) -> Cell:
    return text_cell(_WAT.get(one.soort, one.soort.woord))


def _rows(one: Vernietiging) -> Cell:
    return number_cell(one.rijen)


def _by(one: Vernietiging) -> Cell:
    return text_cell(one.voorgesteld_door)
