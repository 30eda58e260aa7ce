"""The course of a year: stacked columns, a month each, against a line that should not be passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from veiligheidsadvies.gui.kit.bars import OUTLINED, Segment, paint_segment
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.painting import CENTER, RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe

_AXIS, _FOOT, _TOP, _LEGEND = 36, 24, 12, 28
_BETWEEN = 6  # pixels that keep the names of two columns apart
_STEPS = (1, 2, 5)
_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColumn:
    """One column: what stands under it, its parts from the bottom up, and what is said of it."""

    title: str
    parts: Sequence[Segment]
    spoken: str
    is_current: bool = False

    @property
    def total(self) -> int:
        """How high it is."""
        return sum(max(0, part.value) for part in self.parts)


class CourseChart(QWidget):
    """← → go from column to column and say each; `unit` values are one step of the words at the axis."""

    moved = Signal(int)

    def __init__(self, *, name: str, accessible: str, unit: int = 1) -> None:
        super().__init__()
        describe(self, name, accessible)
        self._title, self._unit = accessible, unit
        self._columns: Sequence[ChartColumn] = ()
        self._limit: int | None = None
        self._limit_words, self._at = "", 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(220)

    def set_columns(
        self, columns: Sequence[ChartColumn], *, limit: int | None = None, limit_words: str = ""
    ) -> None:
        """Show these; `limit` draws the line with its words."""
        self._columns, self._limit, self._limit_words = tuple(columns), limit, limit_words
        self._at = next((at for at, one in enumerate(columns) if one.is_current), 0)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """As in the look: 320 by 340."""
        return QSize(320, 340)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One column back or on."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._columns:
            super().keyPressEvent(event)
            return
        self._at = max(0, min(len(self._columns) - 1, self._at + step))
        self._say()
        self.moved.emit(self._at)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Gone."""
        super().focusOutEvent(event)
        self.update()

    def _say(self) -> None:
        words = self._columns[self._at].spoken if self._columns else "leeg"
        self.setAccessibleDescription(words)
        self.setToolTip(words if self._columns else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Axis, line, columns, legend."""
        painter = QPainter(self)
        pen = Pen(painter)
        plot = QRect(_AXIS, _TOP, self.width() - _AXIS, self.height() - _TOP - _FOOT - _LEGEND)
        highest = max([one.total for one in self._columns] + [self._limit or 0] + [self._unit])
        step = _step(highest / self._unit / _LINES) * self._unit
        top = (highest // step + (1 if highest % step else 0)) * step

        def y_of(value: float) -> float:
            return plot.bottom() - plot.height() * value / top

        for number in range(int(top // step) + 1):
            y = round(y_of(number * step))
            pen.rule(plot.left(), plot.right(), y, "line" if number == 0 else "hairline")
            words = f"{number * step // self._unit:,}".replace(",", ".")
            pen.text(QRect(0, y - 9, _AXIS - 10, 18), words, role="small", color="muted", align=RIGHT)
        self._paint_columns(pen, plot, y_of)
        if self._limit is not None:
            y = round(y_of(self._limit))
            pen.fill(QRect(plot.left(), y, plot.width(), 2), "text")
            pen.text(QRect(plot.left() + 4, y + 3, plot.width(), 18), self._limit_words, role="small")
        self._paint_legend(pen)
        painter.end()

    def _paint_columns(self, pen: Pen, plot: QRect, y_of: Callable[[float], float]) -> None:
        if not self._columns:
            return
        pitch = plot.width() / len(self._columns)
        width = max(6.0, min(18.0, pitch - 8))
        named = self.named(pitch)
        for number, column in enumerate(self._columns):
            middle = plot.left() + pitch * (number + 0.5)
            below = 0
            for part in column.parts:
                if part.value <= 0:
                    continue
                low, high = y_of(below), y_of(below + part.value)
                rect = QRectF(middle - width / 2, high, width, low - high)
                if part.fill == OUTLINED:
                    pen.frame(rect, "line", is_dashed=True)
                else:
                    paint_segment(pen, rect, part)
                below += part.value
            if number not in named:
                continue
            room = pitch * (1 if len(named) == len(self._columns) else 2)
            foot = QRect(round(middle - room / 2), plot.bottom() + 5, round(room), 18)
            is_here = self.hasFocus() and number == self._at
            pen.text(
                foot,
                column.title,
                role="small",
                color="text" if column.is_current else "muted",
                is_bold=column.is_current,
                align=CENTER,
            )
            if is_here:
                pen.ring(foot.adjusted(0, -1, 0, 1))

    def named(self, pitch: float) -> range:
        """The columns that have room for their name: all, or every other one with the one that matters.

        That is the one with the cursor, else the current one; `pitch` is the width of a column in pixels.
        """
        widest = max((width_of(one.title, "small", is_bold=True) for one in self._columns), default=0)
        if widest + _BETWEEN <= pitch:
            return range(len(self._columns))
        current = next((at for at, one in enumerate(self._columns) if one.is_current), 0)
        return range((self._at if self.hasFocus() else current) % 2, len(self._columns), 2)

    def _paint_legend(self, pen: Pen) -> None:
        parts = self._columns[0].parts if self._columns else ()
        x, y = _AXIS, self.height() - _LEGEND + 8
        for part in parts:
            box = QRectF(x, y + 3, 12, 12)
            if part.fill == OUTLINED:
                pen.frame(box, "line", is_dashed=True)
            else:
                paint_segment(pen, box, part)
            words = part.title.lower()
            wide = width_of(words, "small")
            pen.text(QRect(QPoint(x + 18, y), QSize(wide + 2, 18)), words, role="small")
            x += wide + 36


def _step(wanted: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 1
    while True:
        for one in _STEPS:
            if one * power >= wanted:
                return one * power
        power *= 10
