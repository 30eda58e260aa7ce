"""An icon that stands by itself on a screen, drawn in the colours of the theme in force."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from veiligheidsadvies.gui.kit.icons import draw_icon
from veiligheidsadvies.gui.kit.theme import tokens


class IconLabel(QWidget):
    """A decorative icon (the words beside it say the same) or, with `tile`, the tinted tile of a domain."""

    def __init__(self, name: str = "", color: str = "text", pixels: int = 18, *, tile: str = "") -> None:
        super().__init__()
        self._name, self._color, self._pixels, self._tile = name, color, pixels, tile
        self.setFixedSize(22 if tile else pixels, 22 if tile else pixels)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, color: str) -> None:
        """Show another icon."""
        self._name, self._color = name, color
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Draw it."""
        painter = QPainter(self)
        if self._tile:
            from veiligheidsadvies.gui.kit.painting import Pen

            Pen(painter).tile(0, self.height() // 2, self._tile)
        elif self._name:
            box = QRect(0, 0, self._pixels, self._pixels)
            draw_icon(painter, box, self._name, tokens().color(self._color))
        painter.end()
