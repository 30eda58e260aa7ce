"""The first columns of a table, which stay while the rest scrolls sideways under them.

Nothing stands over the table: while it is scrolled, its own viewport paints these columns once more at their
first place, and a point on them is read as a point of the table that is not scrolled.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from veiligheidsadvies.gui.kit.painting import Pen

_SHARE = 0.6  # of the table; wider than this, nothing useful would be left to scroll


class FrozenColumns:
    """`count` first columns of the table under a header; 0 lets all of them scroll."""

    def __init__(self, header: QHeaderView) -> None:
        self._header = header
        self.count = 0

    def width(self) -> int:
        """Pixels they cover now; 0 while the table is not scrolled, or has no room for them."""
        if not self.count or not self._header.offset():
            return 0
        width = sum(self._header.sectionSize(number) for number in range(self.count))
        return width if width <= self._header.viewport().width() * _SHARE else 0

    def places(self) -> list[tuple[int, int, int]]:
        """Section, left and width of each, as they are painted."""
        made, left = [], 0
        for number in range(self.count):
            width = self._header.sectionSize(number)
            made.append((number, left, width))
            left += width
        return made

    def is_over(self, x: int) -> bool:
        """Whether this place is on a column that stays."""
        return 0 <= x < self.width()

    def mapped(self, point: QPoint) -> QPoint:
        """Where a point would be without them; points beside them stay as they are."""
        return QPoint(point.x() - self._header.offset(), point.y()) if self.is_over(point.x()) else point

    def paint(self, painter: QPainter, view: QTableView) -> None:
        """Every visible row once more, and the line behind which the rest scrolls."""
        covered = self.width()
        if not covered:
            return
        pen, model, delegate = Pen(painter), view.model(), view.itemDelegate()
        last = view.rowAt(view.viewport().height() - 1)
        first, last = view.rowAt(0), last if last >= 0 else model.rowCount() - 1
        if first < 0:
            return
        bottom = view.rowViewportPosition(last) + view.rowHeight(last)
        pen.fill(QRect(0, 0, covered, bottom), "surface")
        for row in range(first, last + 1):
            top, height = view.rowViewportPosition(row), view.rowHeight(row)
            for number, left, width in self.places():
                option = QStyleOptionViewItem()
                option.rect = QRect(left, top, width, height)  # type: ignore[attr-defined] # absent from the stubs
                delegate.paint(painter, option, model.index(row, number))
        self.paint_edge(pen, bottom)

    def paint_edge(self, pen: Pen, height: int) -> None:
        """The line at their right."""
        pen.fill(QRect(self.width() - 1, 0, 1, height), "line")
