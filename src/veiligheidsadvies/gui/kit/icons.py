"""Icons by name (`ph.lock-simple`), drawn from the Phosphor font that qtawesome ships.

Only the font and its list of names are read: importing qtawesome itself loads eleven fonts, and on Windows it
installs them. An icon looks its colour up while it paints, so that a change of theme needs no new icons.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPixmap,
)

from veiligheidsadvies.gui.kit import theme
from veiligheidsadvies.gui.kit.fonts import package_folder
from veiligheidsadvies.gui.kit.tokens import icon_name

_KEPT = 256
"""Pictures of icons, one for each name, colour and size; a few hundred bytes to 4 KiB each."""
__all__ = ["action_icon", "draw_icon", "icon", "icon_name", "pixmap", "tile_icon"]


def _file(begin: str, end: str) -> str:
    folder = package_folder("qtawesome") / "fonts"
    found = [name for name in os.listdir(folder) if name.startswith(begin) and name.endswith(end)]  # noqa: PTH208 - a glob takes 1 ms of the first window
    return str(folder / min(found))


@functools.cache
def _names() -> str:
    return Path(_file("phosphor-charmap-", ".json")).read_text(encoding="utf-8")


@functools.cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(_file("phosphor-", ".ttf"))
    return QFontDatabase.applicationFontFamilies(number)[0]


@functools.cache
def glyph(name: str) -> str:
    """The sign of an icon; an unknown name is a KeyError (a bug)."""
    # Looked up in the text: reading all 4,470 names would cost the first window 3 ms.
    _, mark, rest = _names().partition(f'"{name.removeprefix("ph.")}": "0x')
    if not mark:
        raise KeyError(name)
    return chr(int(rest[: rest.index('"')], 16))


def draw_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Draw an icon to fill a square."""
    side, device = max(8, min(rect.width(), rect.height())), painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    left, top = rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2
    painter.drawImage(QPointF(left, top), _drawn(name, color.rgba(), side, ratio))


@functools.lru_cache(maxsize=_KEPT)
def _drawn(name: str, color: int, side: int, ratio: float) -> QImage:
    """The sign cut out of the colour: setting a colour to draw words in loads `Qt`, see `early`."""
    font = QFont(_family())
    font.setPixelSize(side)
    sign, seen = glyph(name), QFontMetricsF(font)
    base = QPointF((side - seen.horizontalAdvance(sign)) / 2, (side + seen.ascent() - seen.descent()) / 2)
    shape, made = _blank(side, ratio), _blank(side, ratio)
    painter = QPainter(shape)
    painter.setFont(font)
    painter.drawText(base, sign)
    painter.end()
    made.fill(QColor.fromRgba(color))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawPixmap(QPoint(0, 0), shape)
    painter.end()
    return made.toImage()  # which may outlive the application, and a pixmap may not


def _blank(side: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(side, side) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(0, 0, 0, 0))
    return made


class _Engine(QIconEngine):
    def __init__(self, name: str, color: str, color_on: str) -> None:
        super().__init__()
        self._name, self._color, self._color_on = name, color, color_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name = self._color_on if state == QIcon.State.On else self._color
        if mode == QIcon.Mode.Disabled:
            name = "disabled_text"
        draw_icon(painter, rect, self._name, theme.tokens().color(name))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color, self._color_on)


class _TileEngine(QIconEngine):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(theme.tokens().color(f"{self._name}.tint"))
        painter.drawRoundedRect(QRectF(rect), rect.width() * 0.18, rect.width() * 0.18)
        painter.restore()
        inset = max(1, rect.width() * 3 // 22)
        inner = rect.adjusted(inset, inset, -inset, -inset)
        draw_icon(painter, inner, icon_name("domain", self._name), theme.tokens().color(self._name))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _TileEngine(self._name)


def tile_icon(name: str) -> QIcon:
    """The tinted tile of a domain as an icon."""
    return QIcon(_TileEngine(name))


def icon(name: str, color: str = "text", *, color_on: str = "") -> QIcon:
    """An icon in a token colour; `color_on` is used while its button is checked."""
    return QIcon(_Engine(name, color, color_on or color))


def action_icon(name: str, color: str = "text") -> QIcon:
    """The icon of an entry of `icon.action` in the token file."""
    return icon(icon_name("action", name), color)


def pixmap(name: str, color: str, pixels: int, ratio: float = 1.0) -> QPixmap:
    """A fixed picture for places that take no icon; redraw it when the theme changes."""
    picture = QPixmap(QSize(pixels, pixels) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    draw_icon(painter, QRect(0, 0, pixels, pixels), name, theme.tokens().color(color))
    painter.end()
    return picture
