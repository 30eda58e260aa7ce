"""How the lines of a search list look: tile, words, and what belongs to them muted at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen

Index = QModelIndex | QPersistentModelIndex
ROW, INSET = 32, 10


class OptionDelegate(QStyledItemDelegate):
    """Paints the option that `option_at` gives for a row number; None is painted as the row's own words."""

    def __init__(self, view: QListView, option_at: Callable[[int], Option | None]) -> None:
        super().__init__(view)
        self._option_at = option_at
        view.setProperty("role", "popup")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        """Rows as high as those of a combo box."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        pen = Pen(painter)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        pen.fill(rect, "accent_soft" if is_marked else "surface")
        inside = rect.adjusted(INSET, 0, -INSET, 0)
        shown = self._option_at(index.row())
        if shown is None:
            pen.text(inside, str(index.data()))
            return
        if shown.tile:
            inside.setLeft(inside.left() + pen.tile(inside.left(), rect.center().y(), shown.tile) + 8)
        if shown.detail:
            width = pen.text(inside, shown.detail, color="muted", role="small", align=RIGHT)
            inside.setRight(inside.right() - width - 12)
        pen.text(inside, shown.text)
