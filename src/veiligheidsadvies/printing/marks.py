"""Signs drawn with strokes.

The four domain tiles, the five status marks, tick boxes, chart squares and hatching.

The font lacks most of these, and a drawn mark is the same on every printer. Icons stand on a grid of 24
units, y up. All places are the lower left corner, all sizes in points.
"""

from __future__ import annotations

import math
from typing import Any

from veiligheidsadvies.printing.snapshots import Standgroep
from veiligheidsadvies.printing.styles import MM

Stroke = tuple[tuple[float, float], ...]

TILES = {"wonen": "#84401F", "werk": "#3A5068", "verplaatsen": "#485B14", "informatie": "#55439A"}
"""The only colours on paper; in black and white all four are the same dark grey."""

_ICONS: dict[str, tuple[Stroke, ...]] = {
    "wonen": (
        ((1.8, 3.8), (22.2, 3.8)),
        ((4.6, 3.8), (4.6, 12), (12, 19.6), (19.4, 12), (19.4, 3.8)),
        ((9.6, 3.8), (9.6, 10), (14.4, 10), (14.4, 3.8)),
    ),
    "werk": (
        ((1.6, 3.6), (22.4, 3.6)),
        ((3.8, 3.6), (3.8, 20.6), (13, 20.6), (13, 3.6)),
        ((13, 14), (20.2, 14), (20.2, 3.6)),
        *(((7, y), (9.8, y)) for y in (16.4, 12.4, 8.4)),
        *(((16, y), (17.4, y)) for y in (10.2, 6.9)),
    ),
    "verplaatsen": (
        ((1.6, 11.4), (22.4, 11.4)),
        ((3.2, 11.4), (3.2, 4), (6.8, 4), (6.8, 6.6), (17.2, 6.6), (17.2, 4), (20.8, 4), (20.8, 11.4)),
        ((4.2, 11.4), (7, 18.4), (17, 18.4), (19.8, 11.4)),
        ((6.4, 9), (8.2, 9)),
        ((15.8, 9), (17.6, 9)),
    ),
    "informatie": (((10.4, 18.4), (13.6, 18.4)), ((10.4, 5.6), (13.6, 5.6))),
}


def draw_tile(canvas: Any, domein: str, x: float, y: float, *, size: float) -> None:
    """The filled square of a domain with its white icon."""
    canvas.saveState()
    canvas.setFillColor(TILES[domein])
    canvas.rect(x, y, size, size, stroke=0, fill=1)
    inset = 0.15 * size
    canvas.translate(x + inset, y + inset)
    scale = (size - 2 * inset) / 24
    canvas.scale(scale, scale)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(1.7)
    _round(canvas)
    for stroke in _ICONS[domein]:
        _polyline(canvas, stroke)
    if domein == "informatie":
        canvas.roundRect(6.2, 2, 11.6, 20, 2)
    canvas.restoreState()


def draw_box(canvas: Any, x: float, y: float, *, size: float = 4 * MM) -> None:
    """A box to tick by hand."""
    canvas.setLineWidth(0.9)
    canvas.rect(x + 0.45, y + 0.45, size - 0.9, size - 0.9)


def draw_tick(canvas: Any, x: float, y: float, *, size: float = 4 * MM) -> None:
    """A tick without a box: the program knows that this is done."""
    canvas.saveState()
    canvas.setLineWidth(1.5)
    _round(canvas)
    _polyline(canvas, tuple((x + u * size, y + v * size) for u, v in ((0.12, 0.5), (0.4, 0.2), (0.9, 0.82))))
    canvas.restoreState()


def draw_status(canvas: Any, group: Standgroep, x: float, y: float, *, size: float = 2.8 * MM) -> None:
    """The mark of a status group; the word stands beside it."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 24, size / 24)
    canvas.setLineWidth(2.3)
    _round(canvas)
    _STATUS[group](canvas)
    canvas.restoreState()


def _disc_with_tick(canvas: Any) -> None:
    canvas.circle(12, 12, 11.6, stroke=0, fill=1)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(2.8)
    _polyline(canvas, ((6.6, 12.2), (10.4, 8), (17.4, 16)))


def _disc_with_exclamation(canvas: Any) -> None:
    canvas.circle(12, 12, 11.6, stroke=0, fill=1)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(3.2)
    canvas.line(12, 18.4, 12, 11.4)
    canvas.line(12, 6, 12, 5.9)


def _ring_with_arrow(canvas: Any) -> None:
    canvas.circle(12, 12, 10.6)
    canvas.line(6.6, 12, 17, 12)
    _polyline(canvas, ((13, 16), (17, 12), (13, 8)))


def _hourglass(canvas: Any) -> None:
    canvas.line(4.6, 22.4, 19.4, 22.4)
    canvas.line(4.6, 1.6, 19.4, 1.6)
    canvas.setLineWidth(2)
    _polyline(canvas, ((6.4, 22.4), (6.4, 18.2), (17.6, 5.8), (17.6, 1.6)))
    _polyline(canvas, ((17.6, 22.4), (17.6, 18.2), (6.4, 5.8), (6.4, 1.6)))


def _ring_with_minus(canvas: Any) -> None:
    canvas.circle(12, 12, 10.6)
    canvas.line(7, 12, 17, 12)


_STATUS = {
    Standgroep.GEREED: _disc_with_tick,
    Standgroep.TE_LAAT: _disc_with_exclamation,
    Standgroep.LOOPT: _ring_with_arrow,
    Standgroep.WACHT: _hourglass,
    Standgroep.VERVALLEN: _ring_with_minus,
}


def draw_unit(canvas: Any, group: Standgroep, x: float, y: float, *, size: float = 3.6 * MM) -> None:
    """One measure in a chart: gereed filled, loopt hatched, wacht empty, te laat a heavy edge with "!"."""
    if group is Standgroep.GEREED:
        canvas.rect(x, y, size, size, stroke=0, fill=1)
        return
    edge = (1.5 if group is Standgroep.TE_LAAT else 0.5) * size / (3.6 * MM)
    if group is Standgroep.LOOPT:
        draw_hatching(canvas, x, y, width=size, height=size, gap=1.1 * MM * size / (3.6 * MM))
    canvas.setLineWidth(edge)
    canvas.rect(x + edge / 2, y + edge / 2, size - edge, size - edge)
    middle = x + size / 2
    if group is Standgroep.TE_LAAT:
        canvas.line(middle, y + 0.76 * size, middle, y + 0.44 * size)
        canvas.line(middle, y + 0.32 * size, middle, y + 0.2 * size)
    elif group is Standgroep.VERVALLEN:
        canvas.line(x + 0.25 * size, y + size / 2, x + 0.75 * size, y + size / 2)


def draw_hatching(
    canvas: Any, x: float, y: float, *, width: float, height: float, gap: float = 1.3 * MM
) -> None:
    """Lines of 45° inside a rectangle, `gap` points apart.

    Drawn as strokes, not as a pattern, so it stays black.
    """
    if width <= 0 or height <= 0:
        return
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(0.55)
    path = canvas.beginPath()
    step = gap * math.sqrt(2) / 1.15
    start = x - height
    while start < x + width:
        path.moveTo(start, y)
        path.lineTo(start + height, y + height)
        start += step
    canvas.drawPath(path)
    canvas.restoreState()


def _polyline(canvas: Any, points: Stroke) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path)


def _round(canvas: Any) -> None:
    canvas.setLineCap(1)
    canvas.setLineJoin(1)


def draw_scissors(canvas: Any, x: float, y: float, *, size: float) -> None:
    """Open scissors that point right, at the left end of a line to cut along."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 24, size / 24)
    canvas.setLineWidth(1.8)
    _round(canvas)
    for side in (5.5, 18.5):
        canvas.circle(5, side, 3.2)
    canvas.line(7.7, 7.2, 23, 18)
    canvas.line(7.7, 16.8, 23, 6)
    canvas.restoreState()
