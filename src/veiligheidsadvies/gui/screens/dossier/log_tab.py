"""Logboek: what was done in this dossier, when and by whom; words only, never the content of a field."""

from __future__ import annotations

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling
from veiligheidsadvies.services.logboek import Logregel
from veiligheidsadvies.text.formats import date_full


class LogTab(Tab):
    """The newest rows of the log that touched this dossier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="logboek")
        model: TableModel[Logregel] = TableModel(_columns(), key=lambda line: line.nummer)
        self.view = make_table(model, name="logboek", accessible="Logboek")
        self._head = label("", "small", name="logkop")
        empty = EmptyState("Er is nog niets vastgelegd", name="logboek_leeg")
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        filling(self, button_bar((self._head,)), self.panel)

    def load(self) -> None:
        """Read again."""
        self.panel.set_rows(self.desk.services.logboek.list_of_dossier(self.dossier_id))
        self._head.setText(f"Logkop van de kluis: {self.desk.services.logboek.kop}")

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()


def _columns() -> list[Column[Logregel]]:
    return [
        Column(
            name="tijd",
            title="Wanneer",
            width=148,
            cell=lambda r: text_cell(f"{date_full(r.tijdstip.date())} {r.tijdstip:%H:%M}"),
        ),
        Column(name="wat", title="Wat", width=240, stretch=True, cell=lambda r: text_cell(r.wat)),
        Column(name="wie", title="Wie", width=200, cell=lambda r: text_cell(r.actor)),
        Column(name="resultaat", title="Resultaat", width=140, cell=lambda r: text_cell(r.resultaat)),
        Column(name="nummer", title="Nr.", width=72, cell=lambda r: text_cell(str(r.nummer), is_muted=True)),
    ]
