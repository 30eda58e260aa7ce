"""Every list in the application: columns described once, one model.

Sorting, filtering and totals of long lists are done by whoever gives the rows; the model only shows them.
`Rows` may be a list or a `Windowed`, which fetches a page at a time when it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from veiligheidsadvies.gui.kit.cells import Cell
from veiligheidsadvies.gui.kit.secrecy import Secrecy

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN = {
    ROW_ROLE,
    Qt.ItemDataRole.CheckStateRole,
    CELL_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
}


@dataclass(frozen=True, kw_only=True)  # no slots: they break Column[T](...)
class Column(Generic[T]):
    """One column. `cell` is what the user sees; `export` what is copied (default: the words of the cell).

    `width` in pixels is the first width, `stretch` takes what is left. `sort` is the key in a sort request,
    "" for a column that cannot be sorted. `is_secret` words are hidden in privacy mode.
    """

    name: str
    title: str
    cell: Callable[[T], Cell]
    width: int = 120
    stretch: bool = False
    sort: str = ""
    is_right: bool = False
    is_secret: bool = False
    export: Callable[[T], str] | None = None


class Windowed(Sequence[T]):
    """A long list that is fetched a page at a time: `fetch(offset, limit)`."""

    def __init__(self, count: int, fetch: Callable[[int, int], Sequence[T]], *, page: int = 200) -> None:
        self._count, self._fetch, self._page = count, fetch, page
        self._pages: dict[int, Sequence[T]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        number, place = divmod(index, self._page)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * self._page, self._page)
        return self._pages[number][place]


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows and their ticks. A tick belongs to the key of a row and survives sorting and filtering."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], Hashable],
        is_tickable: bool = False,
        secrecy: Secrecy | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.is_tickable = is_tickable
        self._key, self._secrecy = key, secrecy
        self._rows: Sequence[T] = ()
        self._ticked: dict[Hashable, T] = {}
        if secrecy is not None:
            secrecy.follow(self, lambda _: self._repaint())

    @property
    def first(self) -> int:
        """The number of the first described column: 1 behind tick boxes."""
        return 1 if self.is_tickable else 0

    def set_rows(self, rows: Sequence[T], *, keeps_ticks: bool = True) -> None:
        """Show other rows; ticks of rows that are not shown any more are kept unless told otherwise."""
        self.beginResetModel()
        self._rows = rows
        if not keeps_ticks:
            self._ticked.clear()
        self.endResetModel()
        self.ticks_changed.emit()

    def row(self, number: int) -> T:
        """The record of a row."""
        return self._rows[number]

    def rows(self) -> Sequence[T]:
        """All records, in the order shown."""
        return self._rows

    def row_of(self, key: Hashable) -> int:
        """The row number of a key, or -1; walks the rows."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def key_of(self, number: int) -> Hashable:
        """The key of a row."""
        return self._key(self._rows[number])

    def ticked(self) -> list[T]:
        """The ticked records, in the order in which they were ticked."""
        return list(self._ticked.values())

    def is_ticked(self, number: int) -> bool:
        """Whether a row is ticked."""
        return bool(self._ticked) and self._key(self._rows[number]) in self._ticked

    def tick(self, numbers: Iterable[int], *, is_on: bool) -> None:
        """Tick or untick rows, as one change."""
        for number in numbers:
            row = self._rows[number]
            if is_on:
                self._ticked[self._key(row)] = row
            else:
                self._ticked.pop(self._key(row), None)
        self._repaint()
        self.ticks_changed.emit()

    def toggle(self, number: int) -> None:
        """Tick or untick one row."""
        self.tick([number], is_on=not self.is_ticked(number))

    def clear_ticks(self) -> None:
        """Untick everything, also what is not shown."""
        if self._ticked:
            self._ticked.clear()
            self._repaint()
            self.ticks_changed.emit()

    def tick_state(self) -> Qt.CheckState:
        """None, some or all of the shown rows."""
        count = len(self._ticked)
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count >= len(self._rows) else Qt.CheckState.PartiallyChecked

    def export(self, numbers: Iterable[int], *, has_header: bool = True) -> str:
        """Rows as tab-separated text, for the clipboard; hidden words stay hidden."""
        lines = ["\t".join(column.title for column in self.columns)] if has_header else []
        for number in numbers:
            row = self._rows[number]
            lines.append("\t".join(self._exported(column, row) for column in self.columns))
        return "\n".join(lines)

    def _exported(self, column: Column[T], row: T) -> str:
        words = column.export(row) if column.export else column.cell(row).text
        words = words.replace("\t", " ").replace("\n", " ")
        return self._secrecy.shown(words) if column.is_secret and self._secrecy else words

    def _cell(self, column: Column[T], row: T) -> Cell:
        cell = column.cell(row)
        if column.is_secret and self._secrecy is not None and self._secrecy.is_hidden:
            return Cell(text=self._secrecy.shown(cell.text), color="muted", spoken="verborgen")
        return cell

    def _repaint(self) -> None:
        if len(self._rows):
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Shown rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Described columns and the tick boxes."""
        return 0 if parent.isValid() else len(self.columns) + self.first

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected; tick boxes can be ticked."""
        flags = super().flags(index)
        if index.isValid() and self.is_tickable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, cell, record and what a screen reader says."""
        if not index.isValid() or role not in _SHOWN:
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if index.column() < self.first:
            return self._tick_data(index.row(), role)
        column = self.columns[index.column() - self.first]
        cell = self._cell(column, row)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {cell.spoken or cell.text or 'leeg'}"
        return None if role == Qt.ItemDataRole.CheckStateRole else cell.text

    def _tick_data(self, number: int, role: int) -> Any:
        is_on = self.is_ticked(number)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "gekozen" if is_on else "niet gekozen"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick through the accessibility bus."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() >= self.first:
            return False
        self.tick([index.row()], is_on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if section < self.first:
            return "Kiezen" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.columns[section - self.first].title
        return None
