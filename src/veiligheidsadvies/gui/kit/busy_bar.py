"""A thin bar that moves as long as something of unknown length runs beside the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar

from veiligheidsadvies.gui.kit.pieces import describe
from veiligheidsadvies.gui.kit.theme import tokens

_HEIGHT = 2
_STEP = 125
"""Milliseconds. What runs beside the window may need every core: a style that draws this bar itself does so
30 times a second, and the derivation of a key took 5 % longer."""
_STEPS = 16
_PART = 4
"""The moving part is a fourth of the bar."""


class BusyBar(QProgressBar):
    """Hidden until shown; its place is kept, so that nothing moves when it comes."""

    def __init__(self, accessible: str) -> None:
        super().__init__()
        describe(self, "voortgang", accessible)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._at, self._timer = 0, QTimer(self)
        self._timer.setInterval(_STEP)
        self._timer.timeout.connect(self._move)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the left."""
        super().showEvent(event)
        self._at = 0
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line, and the part that moves over it."""
        painter, part = QPainter(self), self.width() // _PART
        painter.fillRect(event.rect(), tokens().color("line"))
        left = self._at * (self.width() + part) // _STEPS - part
        painter.fillRect(QRect(left, 0, part, self.height()), tokens().color("accent"))
        painter.end()

    def _move(self) -> None:
        self._at = self._at % _STEPS + 1
        self.update()
