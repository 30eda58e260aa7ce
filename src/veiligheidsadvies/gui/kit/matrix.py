"""Counts in a grid: rows with a tile, columns with an icon over a word; every number leads to its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from veiligheidsadvies.gui.kit.cells import Cell
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
HEADER, ROW = 46, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """`tone` colours the icon; numbers in an `is_alarm` column are bold in it."""

    key: str
    title: str
    icon: str = ""
    tone: str = "muted"
    is_alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """`key` is also the tile."""

    key: str
    title: str
    has_tile: bool = True


class MatrixModel(QAbstractTableModel):
    """Counts by (row, column), with totals of its own."""

    def __init__(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows, self.columns = tuple(rows), tuple(columns)
        self._counts: Mapping[tuple[str, str], int] = {}

    def set_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Counts by (row key, column key); what is absent is zero."""
        self._counts = dict(counts)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def count(self, row: int, column: int) -> int:
        """The number in a cell; the last row and the last column are totals."""
        rows = self.rows if row == len(self.rows) else self.rows[row : row + 1]
        last = column - 1 == len(self.columns)
        columns = self.columns if last else self.columns[column - 1 : column]
        return sum(self._counts.get((one.key, other.key), 0) for one in rows for other in columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """The rows and their total."""
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """The title, the columns and their total."""
        return 0 if parent.isValid() else len(self.columns) + 2

    def title(self, section: int) -> str:
        """The words over a column."""
        if section == 0:
            return ""
        return self.columns[section - 1].title if section <= len(self.columns) else "Totaal"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles for screen readers."""
        is_words = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return self.title(section) if is_words and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell and what is said of it."""
        if not index.isValid():
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        return cell.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _cell(self, row: int, column: int) -> Cell:
        is_total = row == len(self.rows)
        title = "Totaal" if is_total else self.rows[row].title
        if column == 0:
            tile = "" if is_total or not self.rows[row].has_tile else self.rows[row].key
            return Cell(text=title, tile=tile, is_bold=is_total, spoken=title)
        count = self.count(row, column)
        is_alarm = column <= len(self.columns) and self.columns[column - 1].is_alarm and count > 0
        is_muted = not count or (column > len(self.columns) and not is_total)
        color = "te_laat" if is_alarm else "muted" if is_muted else "text"
        return Cell(
            text=str(count) if count else "–",
            color=color,
            is_bold=is_total or is_alarm,
            is_right=True,
            spoken=f"{title}, {self.title(column)}: {count}",
        )


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pen, cell = Pen(painter), index.data(CELL_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        view: Matrix = self.parent()  # type: ignore[assignment]
        is_current = view.currentIndex() == index
        if is_current and view.hasFocus():
            pen.fill(rect, "accent_soft")
        if index.row() < len(view.table.rows):
            pen.rule(rect.left(), rect.right() + 1, rect.bottom())
        x = rect.left()
        if cell.tile:
            x += pen.tile(x, rect.center().y(), cell.tile) + 8
        inside = QRect(x, rect.top(), rect.right() - x + 1, rect.height())
        if cell.is_right:
            pen.text(inside, cell.text, color=cell.color, is_bold=cell.is_bold, align=RIGHT)
        else:
            pen.text(inside, cell.text, color=cell.color, is_bold=cell.is_bold)
        if is_current and view.hasFocus():
            pen.ring(rect)


class _Header(QHeaderView):
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt name
        pen, view = Pen(painter), self.parent()
        pen.fill(rect, "surface")
        pen.rule(rect.left(), rect.right() + 1, rect.bottom(), "line")
        if not isinstance(view, Matrix) or section == 0:
            return
        columns = view.table.columns
        if section <= len(columns) and columns[section - 1].icon:
            column = columns[section - 1]
            words = width_of(column.title, "small")
            x = rect.right() - min(words // 2 + 8, rect.width() - 2) - 1 if words > 18 else rect.right() - 17  # noqa: PLR2004
            pen.icon(QRect(x, rect.top() + 4, 16, 16), column.icon, column.tone)
        line = QRect(rect.left(), rect.top() + 22, rect.width(), 20)
        pen.text(line, view.table.title(section), role="small", color="muted", align=RIGHT)


class Matrix(QTableView):
    """Arrows move, Enter or a click opens: `opened(row key or "", column key or "")`, "" standing for all."""

    opened = Signal(str, str)

    def __init__(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], *, name: str, accessible: str
    ) -> None:
        super().__init__()
        describe(self, name, accessible)
        self.table = MatrixModel(rows, columns, self)
        self.setModel(self.table)
        self.setItemDelegate(_Delegate(self))
        header = _Header(Qt.Orientation.Horizontal, self)
        let_style_fill(self, header, self.verticalHeader())
        header.setFixedHeight(HEADER)
        header.setMinimumSectionSize(32)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, self.table.columnCount()):
            header.resizeSection(section, max(48, width_of(self.table.title(section), "small") + 8))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HEADER + ROW * self.table.rowCount() + 2)
        self.clicked.connect(self._open)
        self.setCurrentIndex(self.table.index(0, 1))

    def set_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Counts by (row key, column key)."""
        self.table.set_counts(counts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        row_key = self.table.rows[row].key if row < len(self.table.rows) else ""
        column_key = self.table.columns[column - 1].key if 0 < column <= len(self.table.columns) else ""
        self.opened.emit(row_key, column_key)
