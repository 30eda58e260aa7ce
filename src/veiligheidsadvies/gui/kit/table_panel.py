"""A table with its row of totals, bound to the same column widths, and the empty state in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.cells import Cell, cell_width, paint_cell
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.table_view import TableView
from veiligheidsadvies.gui.kit.tokens import size


class TotalRow(QWidget):
    """One row under a table whose cells follow the widths and the sideways scrolling of its columns."""

    def __init__(self, view: TableView) -> None:
        super().__init__()
        self._view = view
        self._cells: dict[str, Cell] = {}
        self.setObjectName(f"{view.objectName()}_totaal")
        self.setFixedHeight(size("table_total"))
        view.header.sectionResized.connect(lambda *_: self.update())
        view.header.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(lambda *_: self.update())

    def set_cells(self, cells: Mapping[str, Cell]) -> None:
        """Totals by column name; words may run on over empty columns to the right, a sum is never cut."""
        self._cells = dict(cells)
        self._view.set_least({name: cell_width(cell) for name, cell in cells.items() if cell.is_right})
        self.setAccessibleName(" ".join(cell.text for cell in cells.values()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the table."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """The rule above and the totals."""
        painter = QPainter(self)
        pen, header, table = Pen(painter), self._view.header, self._view.table
        right = min(self.width(), header.length())
        pen.rule(0, right, 0, "line")
        covered = self._view.frozen.width()
        for number, column in enumerate(table.columns, table.first):
            cell = self._cells.get(column.name)
            if cell is None:
                continue
            stays = bool(covered) and number < self._view.frozen.count
            left = header.sectionPosition(number) if stays else header.sectionViewportPosition(number)
            width = header.sectionSize(number)
            if not cell.is_right:
                width = covered - left if stays else self._run_on(number, width)
            start = 0 if stays else covered
            painter.setClipRect(start, 0, right - start, self.height())
            paint_cell(pen, QRect(left, 1, width, self.height() - 1), cell)
        painter.end()

    def _run_on(self, number: int, width: int) -> int:
        first = self._view.table.first
        for at in range(number + 1, first + len(self._view.table.columns)):
            if self._view.table.columns[at - first].name in self._cells:
                break
            width += self._view.header.sectionSize(at)
        return width


class TablePanel(QWidget):
    """A table with its totals underneath, and what stands there when it is empty."""

    def __init__(self, view: TableView, *, has_total: bool = True, empty: QWidget | None = None) -> None:
        super().__init__()
        self.view, self.total, self._empty = view, TotalRow(view), empty
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(view, 1)
        column.addWidget(self.total)
        self.total.setVisible(has_total)
        self._has_total = has_total
        if empty is not None:
            column.addWidget(empty, 1)
            view.table.modelReset.connect(self._show_what_fits)
        self._show_what_fits()

    def set_rows(self, rows: Sequence[Any], totals: Mapping[str, Cell] | None = None) -> None:
        """Show rows and their totals together."""
        self.view.table.set_rows(rows)
        self.total.set_cells(totals or {})

    def _show_what_fits(self) -> None:
        is_empty = self._empty is not None and self.view.table.rowCount() == 0
        self.view.setVisible(not is_empty)
        self.total.setVisible(self._has_total and not is_empty)
        if self._empty is not None:
            self._empty.setVisible(is_empty)
