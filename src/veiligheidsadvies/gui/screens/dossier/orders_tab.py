"""Opdrachten: the orders and requests of this dossier; they open in their own screen."""

from __future__ import annotations

from veiligheidsadvies.domain.bedrag import total
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.opdrachtregister import Rij, columns, list_rows
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import money_cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling
from veiligheidsadvies.text.formats import count


class OrdersTab(Tab):
    """A list; Enter opens an order or a request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="opdrachten")
        model: TableModel[Rij] = TableModel(
            columns(lambda: desk.services.today, has_dossier=False), key=lambda row: row.key, parent=self
        )
        self.view = make_table(model, name="opdrachten_dossier", accessible="Opdrachten en aanvragen")
        self.view.opened.connect(self._open)
        self.order = Button("Opdracht maken…", name="opdracht_maken", on_click=lambda: self._start("nieuw"))
        self.request = Button(
            "Offertes aanvragen…", name="aanvraag_maken", on_click=lambda: self._start("aanvraag_nieuw")
        )
        self.all = Button("Alle opdrachten", name="naar_opdrachten", role="link")
        self.all.clicked.connect(lambda: self.go.emit(Plek(scherm="opdrachten")))
        self.empty = EmptyState(
            "Nog geen opdrachten",
            detail="Kies maatregelen die akkoord zijn. Vraag offertes aan, of maak meteen een opdracht.",
            action="Opdracht maken…",
            name="opdrachten_dossier_leeg",
        )
        self.empty.asked.connect(lambda: self._start("nieuw"))
        self.panel = TablePanel(self.view, empty=self.empty)
        filling(self, button_bar((self.order, self.request), (self.all,)), self.panel)

    def load(self) -> None:
        """Read again."""
        rows = list_rows(self.desk.services, self.dossier_id)
        sums = total(one.incl for one in rows if one.incl is not None)
        words = count(len(rows), "opdracht of aanvraag", "opdrachten en aanvragen")
        self.panel.set_rows(
            rows, {"nummer": text_cell(words, is_bold=True), "incl": money_cell(sums.cents, is_bold=True)}
        )
        self.order.setVisible(bool(rows))

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def _open(self, row: Rij) -> None:
        tab = "aanvraag" if row.is_aanvraag else ""
        self.go.emit(Plek(scherm="opdrachten", row_id=row.id, tab=tab))

    def _start(self, tab: str) -> None:
        self.go.emit(Plek(scherm="opdrachten", dossier_id=self.dossier_id, tab=tab))
