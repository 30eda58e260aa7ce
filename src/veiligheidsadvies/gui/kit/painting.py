"""What delegates and painted widgets share: text, tile, ring, hatching, tick box, filled button."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from veiligheidsadvies.gui.kit.fonts import font, width_of
from veiligheidsadvies.gui.kit.icons import draw_icon, icon_name
from veiligheidsadvies.gui.kit.theme import tokens
from veiligheidsadvies.gui.kit.tokens import size

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


@functools.cache
def _metrics(role: str, *, is_bold: bool) -> QFontMetrics:
    return QFontMetrics(font(role, is_bold=is_bold))


@functools.cache
def _on_one_line(align: Qt.AlignmentFlag) -> int:
    """Joining flags in Python takes longer than drawing a word."""
    return (align | Qt.TextFlag.TextSingleLine).value


class Pen:
    """A painter with the words of the look: roles and token names instead of fonts and colours."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter

    def text(
        self,
        rect: QRect,
        text: str,
        *,
        color: str = "text",
        role: str = "body",
        is_bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """One line, elided at the right when it does not fit; returns the width it took."""
        self.painter.setFont(font(role, is_bold=is_bold))
        self.painter.setPen(tokens().color(color))
        metrics = _metrics(role, is_bold=is_bold)
        shown, width = text, metrics.horizontalAdvance(text)
        if width > rect.width():
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
            width = metrics.horizontalAdvance(shown)
        self.painter.drawText(rect, _on_one_line(align), shown)
        return width

    def lines(
        self, rect: QRect, text: str, *, color: str = "text", role: str = "body", count: int = 2
    ) -> None:
        """Up to `count` lines broken at words, the last one elided."""
        metrics = QFontMetrics(font(role))
        height = 20 if role == "body" else 18
        rest = re.findall(r"[^\s-]*-+\s*|[^\s-]+\s*", " ".join(text.split()))
        for number in range(count):
            line = ""
            while rest and metrics.horizontalAdvance((line + rest[0]).rstrip()) <= rect.width():
                line += rest.pop(0)
            if rest and (number == count - 1 or not line):
                line, rest = "".join([line, *rest]), []
            line = line.rstrip()
            self.text(
                QRect(rect.x(), rect.y() + number * height, rect.width(), height),
                line,
                color=color,
                role=role,
            )

    def icon(self, rect: QRect, name: str, color: str) -> None:
        """An icon by its font name, in a token colour."""
        draw_icon(self.painter, rect, name, tokens().color(color))

    def tile(self, x: int, middle: int, name: str) -> int:
        """The tinted square of a domain; returns its width."""
        side = size("domain_tile")
        rect = QRect(x, middle - side // 2, side, side)
        self.fill(QRectF(rect), f"{name}.tint", radius=4)
        inset = (side - 16) // 2
        self.icon(rect.adjusted(inset, inset, -inset, -inset), icon_name("domain", name), name)
        return side

    def fill(self, rect: QRectF | QRect, color: str | QColor, *, radius: float = 0) -> None:
        """A filled rectangle without an edge."""
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=radius > 0)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(tokens().color(color) if isinstance(color, str) else color)
        self.painter.drawRoundedRect(QRectF(rect), radius, radius)
        self.painter.restore()

    def frame(
        self,
        rect: QRectF | QRect,
        color: str,
        *,
        width: float = 1,
        radius: float = 0,
        is_dashed: bool = False,
    ) -> None:
        """An edge drawn inside the rectangle."""
        half = width / 2
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens().color(color), width)
        if is_dashed:
            pen.setDashPattern([3, 3] if width <= 1 else [3, 2])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
        self.painter.restore()

    def ring(self, rect: QRectF | QRect, *, color: str = "focus", radius: float = 2) -> None:
        """The 2 px focus ring."""
        self.frame(rect, color, width=size_of_ring(), radius=radius)

    def rule(self, left: int, right: int, y: int, color: str = "hairline") -> None:
        """A horizontal line of one pixel."""
        self.painter.fillRect(QRect(left, y, right - left, 1), tokens().color(color))

    def hatch(self, rect: QRectF | QRect, color: str) -> None:
        """Slanted stripes: lines of 3 px every 5, because Qt's own pattern stays one device pixel."""
        area = QRectF(rect)
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setClipRect(area)
        self.painter.setPen(QPen(tokens().color(color), 2.4))
        x = area.left() - area.height()
        while x < area.right() + area.height():
            self.painter.drawLine(QLineF(x, area.bottom() + 1, x + area.height() + 2, area.top() - 1))
            x += 5
        self.painter.restore()

    def tick_box(self, center: QPoint, state: Qt.CheckState, *, is_focused: bool = False) -> None:
        """A check box of 16 px: empty, ticked, or partly."""
        box = QRectF(center.x() - 8, center.y() - 8, 16, 16)
        if state == Qt.CheckState.Unchecked:
            self.fill(box, "surface", radius=3)
            self.frame(box, "line", radius=3)
        else:
            self.fill(box, "accent", radius=3)
            self._mark(box, is_partial=state == Qt.CheckState.PartiallyChecked)
        if is_focused:
            self.ring(box.adjusted(-4, -4, 4, 4), radius=4)

    def _mark(self, box: QRectF, *, is_partial: bool) -> None:
        path = QPainterPath()
        if is_partial:
            path.moveTo(box.left() + 4, box.center().y())
            path.lineTo(box.right() - 4, box.center().y())
        else:
            path.moveTo(box.left() + 3.5, box.top() + 8.5)
            path.lineTo(box.left() + 6.5, box.top() + 11.5)
            path.lineTo(box.left() + 12.5, box.top() + 5)
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QPen(tokens().color("on_accent"), 1.75))
        self.painter.drawPath(path)
        self.painter.restore()

    def button(self, rect: QRect, text: str, *, is_filled: bool) -> None:
        """A button inside a list row: filled on the current row, else only its words in accent."""
        if is_filled:
            self.fill(rect, "accent", radius=4)
            self.text(rect, text, color="on_accent", is_bold=True, align=CENTER)
        else:
            self.text(rect.adjusted(0, 0, -4, 0), text, color="accent", align=RIGHT)


def size_of_ring() -> int:
    """Width of the focus ring in pixels."""
    return 2


def button_width(text: str) -> int:
    """Pixels a painted button needs for its words."""
    return width_of(text, is_bold=True) + 26
