"""Exemplaren: the numbered copies of papers of this dossier; booking them off is done in their own screen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.exemplaarwoorden import paper_words, reader, state_cell, way_cell
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.measure_columns import day_cell
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, make_table
from veiligheidsadvies.text.formats import date_full


class CopiesTab(Tab):
    """A list; Enter opens the register at that copy. `print_asked()`."""

    print_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="exemplaren")
        self.view = make_table(desk, _columns(desk), name="exemplaren_dossier", accessible="Exemplaren")
        self.view.opened.connect(
            lambda copy: self.go.emit(Plek(scherm="exemplaren", dossier_id=self.dossier_id, row_id=copy.id))
        )
        self.print = Button("Afdrukken…", name="exemplaren_afdrukken")
        self.print.clicked.connect(self.print_asked)
        self.all = Button("Register van exemplaren", name="naar_exemplaren", role="link")
        self.all.clicked.connect(lambda: self.go.emit(Plek(scherm="exemplaren", dossier_id=self.dossier_id)))
        self.empty = EmptyState(
            "Er zijn nog geen exemplaren uitgegeven",
            detail="Elk afgedrukt of opgeslagen stuk krijgt een nummer en komt hier te staan.",
            action="Afdrukken…",
            name="exemplaren_leeg",
        )
        self.empty.asked.connect(self.print_asked)
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        filling(self, button_bar((self.print,), (self.all,)), self.panel)

    def load(self) -> None:
        """Read again."""
        found = self.desk.services.exemplaren.list_of_dossier(self.dossier_id)
        self.panel.set_rows(found)
        self.print.setVisible(bool(found))

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()


def _columns(desk: Desk) -> list[Column[Exemplaarregel]]:
    today = desk.services.today
    return [
        Column(name="nummer", title="Nummer", width=92, cell=lambda e: text_cell(e.nummer, is_bold=True)),
        Column(
            name="document",
            title="Document",
            width=128,
            stretch=True,
            cell=lambda e: text_cell(paper_words(e)),
        ),
        Column(
            name="ontvanger",
            title="Lezer",
            width=160,
            cell=lambda e: text_cell(reader(e, desk.secrecy)),
        ),
        Column(name="retour", title="Retour vóór", width=136, cell=lambda e: _due_cell(e, today)),
        Column(name="stand", title="Stand", width=92, cell=state_cell),
        Column(name="wijze", title="Wijze", width=136, cell=way_cell),
        Column(
            name="op",
            title="Buiten sinds",
            width=100,
            cell=lambda e: text_cell(date_full(e.uitgegeven_op.date())),
        ),
    ]


def _due_cell(copy: Exemplaarregel, today: dt.date) -> Cell:
    if copy.afloop is not Afloop.BUITEN:
        return text_cell(date_full(copy.retour_voor) or "–", is_muted=True)
    return day_cell(copy.retour_voor, today)
