"""Painted bars: a budget told apart by fill, hatching and outline; and one amount against the largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import describe, label
from veiligheidsadvies.gui.kit.theme import tokens

_LEGEND = 352  # pixels: an amount farther from its word is hard to read across
SOLID, HATCHED, OUTLINED = "solid", "hatched", "outlined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a bar; `shown` is the amount in words, `fill` is solid, hatched or outlined."""

    title: str
    value: int
    shown: str
    fill: str = SOLID
    color: str = "chart.gefactureerd"
    is_detail: bool = False


def paint_segment(pen: Pen, rect: QRectF, segment: Segment) -> None:
    """Fill a rectangle the way the segment asks."""
    if segment.fill == SOLID:
        pen.fill(rect, segment.color)
    elif segment.fill == HATCHED:
        pen.fill(rect, "surface")
        pen.hatch(rect, segment.color)
    else:
        pen.fill(rect, "surface")
        pen.frame(rect, "line")


class Bar(QWidget):
    """All segments beside each other; `mark` is a dashed line at a value (such as the estimate)."""

    def __init__(self, *, name: str, accessible: str) -> None:
        super().__init__()
        describe(self, name, accessible)
        self._title = accessible
        self._segments: Sequence[Segment] = ()
        self._mark: int | None = None
        self.setFixedHeight(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_segments(self, segments: Sequence[Segment], *, mark: int | None = None) -> None:
        """Show these, in this order."""
        self._segments, self._mark = tuple(one for one in segments if not one.is_detail), mark
        self.setAccessibleDescription("; ".join(f"{one.title} {one.shown}" for one in segments))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, 16)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Segments with gaps of 2 px; what is more than nothing is at least 2 px."""
        painter = QPainter(self)
        pen = Pen(painter)
        shown = [one for one in self._segments if one.value > 0]
        total = sum(one.value for one in shown)
        room = self.width() - 2 * max(0, len(shown) - 1)
        x = 0.0
        for number, segment in enumerate(shown):
            width = max(2.0, room * segment.value / total)
            if number == len(shown) - 1:
                width = self.width() - x
            paint_segment(pen, QRectF(x, 0, width, self.height()), segment)
            x += width + 2
        if not shown:
            pen.frame(QRectF(0, 0, self.width(), self.height()), "line")
        if self._mark is not None and 0 < self._mark < total:
            at = round(self.width() * self._mark / total) + 0.5
            line = QPen(tokens().color("line"), 1, Qt.PenStyle.CustomDashLine)
            line.setDashPattern([3, 3])
            painter.setPen(line)
            painter.drawLine(QLineF(at, 1, at, self.height() - 1))
        painter.end()


class Swatch(QWidget):
    """The little square of a legend."""

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        self._segment = segment
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Filled as its part of the bar."""
        painter = QPainter(self)
        paint_segment(Pen(painter), QRectF(0, 0, 12, 12), self._segment)
        painter.end()


class BudgetBar(QWidget):
    """A bar and its legend in the same order, amounts at the right."""

    def __init__(self, *, name: str = "begroting", accessible: str = "Begroting") -> None:
        super().__init__()
        self.setObjectName(f"{name}_blok")
        self.bar = Bar(name=name, accessible=accessible)
        legend = QWidget()
        legend.setMaximumWidth(_LEGEND)
        self._legend = QGridLayout(legend)
        self._legend.setContentsMargins(0, 0, 0, 0)
        self._legend.setHorizontalSpacing(8)
        self._legend.setVerticalSpacing(8)
        self._legend.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(legend)

    def set_segments(self, segments: Sequence[Segment], *, mark: int | None = None) -> None:
        """Show these; a detail (`waarvan …`) stands muted in the legend and not in the bar."""
        self.bar.set_segments(segments, mark=mark)
        clear(self._legend)
        for row, segment in enumerate(segments):
            role = "muted" if segment.is_detail else ""
            if not segment.is_detail:
                self._legend.addWidget(Swatch(segment), row, 0)
            self._legend.addWidget(label(segment.title, role), row, 1)
            self._legend.addWidget(label(segment.shown, role), row, 2, Qt.AlignmentFlag.AlignRight)


class _Strip(QWidget):
    def __init__(self, share: float, color: str) -> None:
        super().__init__()
        self._share, self._color = share, color
        self.setFixedHeight(6)
        self.setMinimumWidth(40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        painter = QPainter(self)
        if self._share > 0:
            Pen(painter).fill(QRectF(0, 0, max(4.0, self.width() * self._share), 6), self._color, radius=2)
        painter.end()


class UnitBars(QWidget):
    """Amounts under each other with a strip each, against the largest of them."""

    def __init__(self, *, name: str = "bedragen") -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 100)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, 100)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """One row each; the fill is solid in the colour of the segment."""
        clear(self._grid)
        largest = max((one.value for one in segments), default=0)
        for row, one in enumerate(segments):
            self._grid.addWidget(label(one.title), row, 0)
            strip = QWidget()
            line = QHBoxLayout(strip)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(_Strip(one.value / largest if largest else 0.0, one.color))
            self._grid.addWidget(strip, row, 1)
            self._grid.addWidget(label(one.shown), row, 2, Qt.AlignmentFlag.AlignRight)
            self._grid.setRowMinimumHeight(row, 20)
