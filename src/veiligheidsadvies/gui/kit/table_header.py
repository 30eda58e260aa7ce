"""The heading of a table: small muted titles, the sorted one bold with a caret, a tick box for all rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.frozen import FrozenColumns
from veiligheidsadvies.gui.kit.painting import LEFT, RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import let_style_fill
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.tokens import size


class TableHeader(QHeaderView):
    """Paints the titles of a `TableModel`; a click asks for sorting.

    `widths_dragged` comes once after the user made a column wider or narrower, not when the window does.
    """

    sort_asked = Signal(str, bool)
    all_asked = Signal()
    widths_dragged = Signal()

    def __init__(self, model: TableModel[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        let_style_fill(self)
        self._table = model
        self.frozen: FrozenColumns | None = None
        self.sorted_by, self.is_descending = "", False
        self.setObjectName("kolommen")
        self.setAccessibleName("Kolommen")
        self.setFixedHeight(size("table_header"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(28)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionClicked.connect(self._on_clicked)
        self._is_pressed = self._is_dragged = self._is_on_frozen = False
        self.sectionResized.connect(self._note_drag)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin."""
        self._is_pressed = True
        self._is_on_frozen = self._is_over_frozen(event)
        super().mousePressEvent(self._mapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an edge: as wide as its words."""
        self._is_pressed = True
        self._is_on_frozen = self._is_over_frozen(event)
        super().mouseDoubleClickEvent(self._mapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag that began on a column that stays is measured there."""
        if not self._is_pressed:
            self._is_on_frozen = self._is_over_frozen(event)
        super().mouseMoveEvent(self._mapped(event))

    def _is_over_frozen(self, event: QMouseEvent) -> bool:
        return self.frozen is not None and self.frozen.is_over(round(event.position().x()))

    def _mapped(self, event: QMouseEvent) -> QMouseEvent:
        if not self._is_on_frozen:
            return event
        place = event.position() - QPointF(self.offset(), 0)
        return QMouseEvent(
            event.type(),
            place,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag has ended."""
        super().mouseReleaseEvent(self._mapped(event))
        was_dragged, self._is_pressed, self._is_dragged = self._is_dragged, False, False
        if was_dragged:
            self.widths_dragged.emit()

    def _note_drag(self) -> None:
        self._is_dragged = self._is_dragged or self._is_pressed

    def show_sort(self, name: str, *, is_descending: bool) -> None:
        """Mark a column as the sorted one."""
        self.sorted_by, self.is_descending = name, is_descending
        self.viewport().update()

    def ask_sort(self, section: int) -> None:
        """Sort by a column; the second time the other way round."""
        column = self._table.columns[section - self._table.first]
        if column.sort:
            is_descending = self.sorted_by == column.sort and not self.is_descending
            self.show_sort(column.sort, is_descending=is_descending)
            self.sort_asked.emit(column.sort, is_descending)

    def _on_clicked(self, section: int) -> None:
        if section < self._table.first:
            self.all_asked.emit()
        else:
            self.ask_sort(section)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The titles that stay are painted over those that scroll."""
        super().paintEvent(event)
        if self.frozen is None or not self.frozen.width():
            return
        painter = QPainter(self.viewport())
        for section, left, width in self.frozen.places():
            self.paintSection(painter, QRect(left, 0, width, self.height()), section)
        self.frozen.paint_edge(Pen(painter), self.height())
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt name
        """One title."""
        pen = Pen(painter)
        pen.fill(rect, "surface")
        pen.rule(rect.left(), rect.right() + 1, rect.bottom(), "line")
        if section < self._table.first:
            pen.tick_box(QPoint(rect.left() + 18, rect.center().y()), self._table.tick_state())
            return
        column = self._table.columns[section - self._table.first]
        is_sorted = bool(column.sort) and column.sort == self.sorted_by
        inside = rect.adjusted(8, 0, -8, 0)
        color = "text" if is_sorted else "muted"
        if not is_sorted:
            pen.text(
                inside, column.title, role="small", color=color, align=RIGHT if column.is_right else LEFT
            )
            return
        words = width_of(column.title, "small", is_bold=True)
        x = max(inside.left(), inside.right() - words - 16) if column.is_right else inside.left()
        pen.text(
            QRect(x, rect.top(), inside.right() - x - 14, rect.height()),
            column.title,
            role="small",
            color=color,
            is_bold=True,
        )
        caret = "ph.caret-down" if self.is_descending else "ph.caret-up"
        at = min(x + words + 4, inside.right() - 12)
        pen.icon(QRect(at, rect.center().y() - 6, 12, 12), caret, color)
