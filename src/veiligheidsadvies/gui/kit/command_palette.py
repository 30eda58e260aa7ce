"""The palette (Ctrl+K): type, see what fits, Enter goes there. Holds nothing itself; a callable finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from veiligheidsadvies.gui.kit.header import SearchBox
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe, label, let_style_fill

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
WIDTH, ROWS, ROW = 560, 9, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: a record, a screen or a command; `kind` stands muted at the right (with its keys)."""

    key: object
    text: str
    detail: str = ""
    kind: str = ""
    icon: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.text, hit.detail, hit.kind) if part)
        return hit.text if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        return QSize(WIDTH - 24, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT_ROLE)
        pen = Pen(painter)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            pen.fill(rect, "accent_soft", radius=4)
            pen.frame(rect, "focus", width=2, radius=4)
        if hit.icon:
            pen.icon(QRect(rect.left() + 10, rect.center().y() - 8, 18, 18), hit.icon, "muted")
        inside = rect.adjusted(40, 0, -12, 0)
        taken = pen.text(inside, hit.kind, role="small", color="muted", align=RIGHT)
        inside.setRight(inside.right() - taken - 12)
        width = pen.text(inside, hit.text)
        pen.text(inside.adjusted(width + 10, 1, 0, 0), hit.detail, role="small", color="muted")


class CommandPalette(QFrame):
    """Lies over its window; `chosen(key)`. Esc or a click elsewhere closes it and gives the focus back."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__(window)
        describe(self, "palet", "Zoeken en opdrachten")
        self.setProperty("role", "palette")
        self._find, self._before = find, None
        self.field = SearchBox(
            "Zoek personen, codes, maatregelen of opdrachten",
            name="palet_zoeken",
            hint="Esc",
            width=WIDTH - 24,
        )
        self.list = QListView()
        describe(self.list, "palet_lijst", "Gevonden")
        let_style_fill(self.list)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Model(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self._nothing = label("Niets gevonden", "muted", name="palet_niets")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.setFixedWidth(WIDTH)
        self.hide()

    _before: QWidget | None

    def open(self, typed: str = "") -> None:
        """Show it, with what was typed already."""
        window = self.parentWidget()
        if self.isHidden():
            self._before = window.focusWidget() if window is not None else None
        self.field.setText(typed)
        self._search(typed)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Hide it and go back to where the focus was."""
        if self.isHidden():
            return
        self.hide()
        self.field.clear()
        self._model.set_hits(())
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():  # its screen may be gone
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field work the list."""
        if event.type() == QEvent.Type.FocusOut and not self.isHidden():
            self.dismiss()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if event.key() in steps:
            row = max(
                0,
                min(self.list.currentIndex().row() + steps[Qt.Key(event.key())], self._model.rowCount() - 1),
            )
            self.list.setCurrentIndex(self._model.index(row))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _search(self, typed: str) -> None:
        hits = self._find(typed.strip())
        self._model.set_hits(hits)
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self.list.setFixedHeight(ROW * min(max(len(hits), 1), ROWS) + 2)
        if hits:
            self.list.setCurrentIndex(self._model.index(0))
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            self.move(max(8, (window.width() - self.width()) // 2), min(96, max(8, window.height() // 8)))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            key = index.data(HIT_ROLE).key
            self.dismiss()
            self.chosen.emit(key)
