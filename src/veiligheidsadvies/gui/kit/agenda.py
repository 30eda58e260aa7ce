"""One list of what needs doing: clocks, headings and rows that say when, whose, what, why, and one verb.

Headings are skipped by the arrows; Enter does the verb, Ctrl+Enter opens what the row is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from veiligheidsadvies.gui.kit.agenda_delegate import AgendaDelegate, action_rect, item_height
from veiligheidsadvies.gui.kit.agenda_items import Clock, Group, Item, More, Row, spoken
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole

__all__ = ["Agenda", "Clock", "Group", "Item", "More", "Row"]


class AgendaModel(QAbstractListModel):
    """The items of an agenda, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()

    def set_items(self, items: Sequence[Item]) -> None:
        """Show other items."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Items of all kinds."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be reached."""
        if index.isValid() and isinstance(self.items[index.row()], Group):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The item, how high it is and what a screen reader says of it."""
        if not index.isValid():
            return None
        row = index.row()
        item = self.items[row]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.SizeHintRole:  # asked of every line before the first one is painted
            after = self.items[row + 1] if row + 1 < len(self.items) else None
            return QSize(200, item_height(item, after))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(item)
        return item.why if role == Qt.ItemDataRole.ToolTipRole and isinstance(item, Row) else None


@dataclass(frozen=True, slots=True)
class _Kept:
    key: object
    row: int


class Agenda(QListView):
    """Signals: `acted(key)` the verb of a row, `opened(key)` its subject, `more_asked()`, `resized()`."""

    acted = Signal(object)
    opened = Signal(object)
    more_asked = Signal()
    resized = Signal()

    def __init__(self, *, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, name, accessible)
        let_style_fill(self)
        self._model = AgendaModel(self)
        self.setModel(self._model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_full = False

    def set_items(self, items: Sequence[Item]) -> None:
        """Show items; the current one stays, or else its place, or else the first row after the clocks."""
        kept = _Kept(self.current_key(), self.currentIndex().row())
        self._model.set_items(items)
        self._fit()
        numbers = [at for at, item in enumerate(items) if not isinstance(item, Group)]
        rows = [at for at in numbers if isinstance(items[at], Row)]
        same = [at for at in numbers if kept.key is not None and getattr(items[at], "key", None) == kept.key]
        near = [at for at in rows if 0 <= kept.row <= at]
        for found in (same, near, rows, numbers):
            if found:
                self.setCurrentIndex(self._model.index(found[0]))
                return

    def set_full_height(self, *, is_full: bool) -> None:
        """As high as all its lines, for a page that scrolls as a whole (a narrow window)."""
        self._is_full = is_full
        self._fit()

    def _fit(self) -> None:
        # Asking hundreds of lines for their height takes 6 ms, so only where it matters.
        rows = range(self._model.rowCount()) if self._is_full else ()
        self.setMinimumHeight(sum(self.sizeHintForRow(number) for number in rows) + 4 if self._is_full else 0)

    def room_for(self, items: Sequence[Item], other: Item) -> int:
        """How many lines like `other` fit beside these without scrolling."""
        used = sum(item_height(item, after) for item, after in zip(items, [*items[1:], None], strict=False))
        return max(0, self.viewport().height() - used) // item_height(other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more or less room."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As long as nothing is scrolled the list ends with a whole line."""
        super().paintEvent(event)
        rect = self.visualRect(self.indexAt(QPoint(4, self.viewport().height() - 1)))
        is_cut = rect.isValid() and rect.bottom() >= self.viewport().height()
        if is_cut and rect.top() > 0 and not self.verticalScrollBar().value():
            painter = QPainter(self.viewport())
            Pen(painter).fill(rect, "surface")
            painter.end()

    def current_key(self) -> object:
        """The key of the current row, or None."""
        index = self.currentIndex()
        return getattr(index.data(ITEM_ROLE), "key", None) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts, Ctrl+Enter opens."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._emit(self.opened)
        else:
            self._act()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the verb does it; a click elsewhere only goes there."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        item = index.data(ITEM_ROLE)
        if isinstance(item, More) or action_rect(item, self.visualRect(index)).contains(point):
            self._act()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the subject."""
        super().mouseDoubleClickEvent(event)
        self._emit(self.opened)

    def _act(self) -> None:
        item = self.currentIndex().data(ITEM_ROLE) if self.currentIndex().isValid() else None
        if isinstance(item, More):
            self.more_asked.emit()
        elif isinstance(item, Row | Clock) and item.action:
            self.acted.emit(item.key)

    def _emit(self, signal: Any) -> None:
        key = self.current_key()
        if key is not None:
            signal.emit(key)
