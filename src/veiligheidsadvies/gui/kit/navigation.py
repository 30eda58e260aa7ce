"""The list at the left: icon, word, count where something waits. Collapses to icons in a narrow window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill
from veiligheidsadvies.gui.kit.tokens import size

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = ENTRY_ROLE + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One screen; `starts_group` puts air above it."""

    name: str
    text: str
    icon: str
    shortcut: str = ""
    starts_group: bool = False


class _Model(QAbstractListModel):
    def __init__(self, entries: Sequence[Entry], parent: QObject) -> None:
        super().__init__(parent)
        self.entries, self.counts = tuple(entries), dict[str, int]()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        count = self.counts.get(entry.name, 0)
        if role == COUNT_ROLE:
            return count
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.text} ({entry.shortcut})" if entry.shortcut else entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {count} wachten" if count else entry.text
        return entry.text if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    is_collapsed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        return QSize(40, size("navigation_item") + self._air(index))

    def _air(self, index: Index) -> int:
        return 16 if index.data(ENTRY_ROLE).starts_group else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        pen, state = Pen(painter), option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect.adjusted(0, self._air(index), 0, 0)  # type: ignore[attr-defined]
        view: Navigation = self.parent()  # type: ignore[assignment]
        is_current = entry.name == view.shown
        if is_current:
            pen.fill(rect, "accent_soft", radius=4)
            pen.fill(QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16), "accent", radius=1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            pen.fill(rect, "hover", radius=4)
        color = "accent" if is_current else "text"
        side = size("icon_navigation")
        x = rect.left() + ((rect.width() - side) // 2 if self.is_collapsed else 12)
        pen.icon(QRect(x, rect.center().y() - side // 2 + 1, side, side), entry.icon, color)
        count = index.data(COUNT_ROLE)
        if not self.is_collapsed:
            pen.text(rect.adjusted(44, 0, -28, 0), entry.text, color=color, is_bold=is_current)
            if count:
                shade = "text" if is_current else "muted"
                pen.text(rect.adjusted(0, 0, -12, 0), str(count), role="small", color=shade, align=RIGHT)
        elif count:
            pen.fill(QRect(x + side - 4, rect.top() + 6, 8, 8), "te_laat", radius=4)
        if state & QStyle.StateFlag.State_Selected and view.hasFocus():
            pen.ring(rect, radius=4)


class Navigation(QListView):
    """Shows the screens; `chosen` tells the name when the user goes to one."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, "navigation", "Schermen")
        let_style_fill(self)
        self.setProperty("role", "navigation")
        self.shown = ""
        """The name of the screen that is shown; the keyboard may be on another one."""
        self._delegate = _Delegate(self)
        self._list = _Model(entries, self)
        self.setModel(self._list)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(8, 12, 8, 0)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.set_collapsed(is_collapsed=False)
        self.clicked.connect(self._choose)

    def set_current(self, name: str) -> None:
        """Mark a screen without emitting."""
        self.shown = name
        self.viewport().update()
        for row, entry in enumerate(self._list.entries):
            if entry.name == name:
                self.setCurrentIndex(self._list.index(row))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How much waits per screen; 0 shows nothing."""
        self._list.counts = dict(counts)
        self._list.dataChanged.emit(self._list.index(0), self._list.index(self._list.rowCount() - 1))

    def set_collapsed(self, *, is_collapsed: bool) -> None:
        """Icons only, with tooltip and accessible name."""
        self._delegate.is_collapsed = is_collapsed
        self.setFixedWidth(size("navigation_collapsed" if is_collapsed else "navigation"))
        self.scheduleDelayedItemsLayout()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who comes back begins at the screen that is shown."""
        super().focusOutEvent(event)
        self.set_current(self.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the screen; arrows only move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ENTRY_ROLE).name)
