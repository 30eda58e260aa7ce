"""The table of measures: the selection bar, the list that is fetched a page at a time, and its totals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import total
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.chips import SelectionBar
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.maatregelen.bulk import Bulk
from veiligheidsadvies.gui.screens.maatregelen.columns import (
    FIRST_PAGE,
    Ids,
    MaatregelenModel,
    columns,
    total_cells,
)
from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde
from veiligheidsadvies.text.formats import amount

HINT = "Spatie kiest een regel, Enter opent hem, Ctrl+N voegt toe"


class TablePage(QWidget):
    """Shows what a filter leaves. Signals: `opened(row id)`, `pasted(text)`, `counted(shown, all)`.

    `order_asked(tab)`: an order (`nieuw`) or a request for quotes (`aanvraag_nieuw`) for what is chosen.
    """

    opened = Signal(int)
    pasted = Signal(str)
    counted = Signal(int, int)
    order_asked = Signal(str)

    def __init__(self, desk: Desk, empty: EmptyState) -> None:
        super().__init__()
        self._desk, self._service = desk, desk.services.maatregelen
        self._filter = MaatregelFilter()
        self._order, self._is_descending, self._note = Volgorde.DAG, False, ""
        self.model = MaatregelenModel(
            columns(lambda: desk.services.today), key=lambda row: row.id, is_tickable=True, parent=self
        )
        self.view = make_table(self.model, name="maatregelen", accessible="Maatregelen")
        self.view.freeze("maatregel")
        self.view.header.show_sort(Volgorde.DAG.value, is_descending=False)
        self.view.opened.connect(lambda row: self.opened.emit(row.id))
        self.view.pasted.connect(self.pasted)
        self.view.sort_asked.connect(self._sort)
        self.panel = TablePanel(self.view, empty=empty)
        self._bulk = Bulk(desk, self)
        self._add_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.panel, 1)
        self.model.ticks_changed.connect(self._show_selection)
        self._totals = QTimer(self, singleShot=True, interval=0)
        self._totals.timeout.connect(self._show_totals)
        WidthWatch(self).crossed.connect(self._fit)
        self._show_selection()

    def _add_bar(self) -> None:
        bulk = self._bulk
        self._status = Button("Status…", name="kies_status", on_click=self.change_status)
        self._folding = [
            Button(
                "Offertes aanvragen…",
                name="kies_aanvraag",
                on_click=lambda: self.order_asked.emit("aanvraag_nieuw"),
            ),
            Button("Termijn…", name="kies_termijn", on_click=lambda: bulk.change(self.chosen(), "termijn")),
        ]
        self._order_button = Button(
            "Opdracht maken…", name="kies_opdracht", on_click=lambda: self.order_asked.emit("nieuw")
        )
        self._more = Button("Wijzigen…", name="kies_wijzigen", on_click=self._show_menu)
        none = Button(
            "Selectie opheffen", name="selectie_opheffen", role="link", on_click=self.clear_selection
        )
        self.bar = SelectionBar(
            [self._order_button, self._folding[0], self._status, self._folding[1], self._more, none],
            hint=HINT,
        )

    def chosen(self) -> list[int]:
        """Ids of the ticked measures, or of the current one."""
        number = self.view.currentIndex().row()
        return self.model.ticked_ids() or ([self.model.id_at(number)] if number >= 0 else [])

    def change_status(self) -> None:
        """Choose a next status for the chosen measures."""
        self._bulk.status(self.chosen())

    def clear_selection(self) -> None:
        """Untick everything and go back to the list."""
        self.model.clear_ticks()
        self.view.setFocus()

    def _fit(self) -> None:
        """In a narrow window the supplier moves behind the money, right out of view."""
        header, first = self.view.header, self.model.first
        names = [column.name for column in self.model.columns]
        supplier = first + names.index("leverancier")
        place = header.count() - 1 if is_narrow(self) else supplier
        header.moveSection(header.visualIndex(supplier), place)
        self._show_selection()

    def _show_menu(self) -> None:
        menu = self._bulk.menu(self.chosen, is_folded=is_narrow(self))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _show_selection(self) -> None:
        number = len(self.model.ticked_ids())
        if not number:
            self.bar.set_selection("", "")
            return
        known = total(row.raming for row in self.model.ticked()) if number <= FIRST_PAGE else None
        detail = f"raming {amount(known)}" if known is not None else ""
        self.bar.set_selection(f"{number} geselecteerd", detail)
        for button in self._folding:
            button.setVisible(not is_narrow(self))

    def show_filter(self, chosen: MaatregelFilter, *, note: str = "") -> None:
        """List what this filter leaves; the totals follow after the first picture."""
        self._filter, self._note = chosen, note
        self.reload()

    def reload(self) -> None:
        """List again: the first page now, the rest when somebody goes there."""
        chosen, order, is_descending = self._filter, self._order, self._is_descending
        service = self._service
        limit = FIRST_PAGE if chosen.ids is None else -1
        first = service.list_ids(chosen, order, descending=is_descending, limit=limit)
        is_all = limit < 0 or len(first) < limit
        number = len(first) if is_all else service.count(chosen)
        ids = Ids(first, number, lambda: service.list_ids(chosen, order, descending=is_descending))
        if ticked := self.model.ticked_ids():
            self.model.keep_ticked(service.list_ids(MaatregelFilter(ids=tuple(ticked)), Volgorde.CODE))
        self.model.show_ids(ids, service.list_page)
        self._totals.start()

    def _show_totals(self) -> None:
        of = self._service.count(MaatregelFilter())
        total_ = self._service.totals(self._filter)
        self.panel.total.set_cells(total_cells(total_, of, note=self._note))
        self.counted.emit(total_.aantal, of)

    def _sort(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._order, self._is_descending = Volgorde(key), is_descending
        self.reload()

    def go_to(self, row_id: int) -> None:
        """Make a measure the current row, when it is in the list."""
        number = self.model.row_of(row_id)
        if number >= 0:
            self.view.go_to(number)

    def tick(self, ids: Sequence[int]) -> None:
        """Tick these measures."""
        numbers = [number for row_id in ids if (number := self.model.row_of(row_id)) >= 0]
        self.model.tick(numbers, is_on=True)
