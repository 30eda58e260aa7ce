"""Charts in black.

Filled, hatched and outlined, told apart without colour, each part named where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.furniture import draw, draw_right
from veiligheidsadvies.printing.marks import draw_hatching, draw_tile, draw_unit
from veiligheidsadvies.printing.snapshots import Standgroep
from veiligheidsadvies.printing.styles import FINE, HEAVY, MM, TEXT_INDENT, TEXT_WIDTH, WIDTH
from veiligheidsadvies.printing.text import euro
from veiligheidsadvies.printing.wrap import width

Counts = dict[Standgroep, int]

_WORDS = {
    Standgroep.GEREED: ("gereed", "gereed"),
    Standgroep.LOOPT: ("loopt", "lopen"),
    Standgroep.WACHT: ("wacht", "wachten"),
    Standgroep.TE_LAAT: ("te laat", "te laat"),
    Standgroep.VERVALLEN: ("vervallen", "vervallen"),
}


def standing(counts: Counts) -> str:
    """ "1 loopt · 7 wachten · 1 te laat"."""
    parts = [
        f"{counts[group]}\u00a0{words[counts[group] != 1]}"
        for group, words in _WORDS.items()
        if counts.get(group)
    ]
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """One domain in the overview; `anchor` names the place whose page is told at the right."""

    domein: str
    naam: str
    counts: Counts
    anchor: str


class Progress(Flowable):
    """A row per domain: tile, name, one square a measure, the counts in words, and the page."""

    _PAD = 2.2 * MM
    _UNITS_WIDTH = 105 * MM

    def __init__(self, domains: Sequence[DomainProgress]) -> None:
        super().__init__()
        self._domains = domains
        most = max((sum(domain.counts.values()) for domain in domains), default=0)
        self._unit = 3.6 * MM if most <= 60 else 1.9 * MM  # noqa: PLR2004 - three lines of squares
        self._step = self._unit * 1.31
        self._per_row = int(self._UNITS_WIDTH / self._step)

    def _height(self, domain: DomainProgress) -> float:
        rows = -(-max(1, sum(domain.counts.values())) // self._per_row)
        return 2 * self._PAD + rows * self._step + styles.TABLE.leading + 0.3 * MM

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The height of all rows, in points."""
        self.width, self.height = WIDTH, sum(self._height(domain) for domain in self._domains)
        return self.width, self.height

    def draw(self) -> None:
        """The rows between rules."""
        canvas, top = self.canv, self.height
        canvas.setLineWidth(HEAVY)
        canvas.line(0, top, WIDTH, top)
        for number, domain in enumerate(self._domains, 1):
            high = self._height(domain)
            self._draw_row(domain, top, high)
            top -= high
            canvas.setLineWidth(HEAVY if number == len(self._domains) else FINE)
            canvas.line(0, top, WIDTH, top)

    def _draw_row(self, domain: DomainProgress, top: float, high: float) -> None:
        canvas, middle = self.canv, top - high / 2
        draw_tile(canvas, domain.domein, 0, middle - 3.3 * MM, size=6.6 * MM)
        draw(canvas, domain.naam, styles.BODY_BOLD, x=9 * MM, y=middle - 1.2 * MM)
        groups = [group for group in _WORDS for _ in range(domain.counts.get(group, 0))]
        for number, group in enumerate(groups):
            row, place = divmod(number, self._per_row)
            y = top - self._PAD - self._unit - row * self._step
            draw_unit(canvas, group, TEXT_INDENT + place * self._step, y, size=self._unit)
        words = standing(domain.counts)
        if not words:
            draw(canvas, "geen maatregelen", styles.TABLE, x=TEXT_INDENT, y=middle - 1.1 * MM)
            return
        draw(canvas, words, styles.TABLE, x=TEXT_INDENT, y=top - high + self._PAD + 0.8 * MM)
        draw_page_reference(canvas, domain.anchor, x=WIDTH, y=middle - 1.1 * MM)


def draw_page_reference(canvas: Any, anchor: str, *, x: float, y: float) -> None:
    """ "blz. 4" ending at x, drawn when all pages stand."""
    right, up = canvas.absolutePosition(x, y)
    canvas.later(
        lambda done: draw_right(done, f"blz.\u00a0{done.anchors[anchor]}", styles.TABLE, x=right, y=up)
    )


class Legend(Flowable):
    """What the squares mean; only the groups that occur, and always the four usual ones."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self._groups = [group for group in _WORDS if group is not Standgroep.VERVALLEN or counts.get(group)]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """One line and the white above it."""
        return WIDTH, 6 * MM

    def draw(self) -> None:
        """Squares and words."""
        x = TEXT_INDENT
        for group in self._groups:
            draw_unit(self.canv, group, x, 1.3 * MM, size=3 * MM)
            draw(self.canv, _WORDS[group][0], styles.NOTE, x=x + 4.3 * MM, y=1.7 * MM)
            x += 11.3 * MM + width(_WORDS[group][0], styles.NOTE)


@dataclass(frozen=True, slots=True)
class CostBar:
    """One bar: what the organisation pays, what the bestuurder pays, and the rest, in cents incl btw."""

    domein: str
    naam: str
    parts: tuple[int, int, int]

    @property
    def total(self) -> int:
        """Cents."""
        return sum(self.parts)


class CostBars(Flowable):
    """A bar per domain on one scale.

    Filled, hatched, outlined in the order of `words`; the amount at its end.
    """

    _HIGH, _STEP, _LABEL = 4.2 * MM, 8 * MM, 24 * MM

    def __init__(self, bars: Sequence[CostBar], words: tuple[str, str, str]) -> None:
        super().__init__()
        self._bars = [bar for bar in bars if bar.total > 0]
        self._used = [
            (index, word) for index, word in enumerate(words) if any(b.parts[index] for b in self._bars)
        ]
        self._most = max((bar.total for bar in self._bars), default=1)

    def wrap(self, *_available: float) -> tuple[float, float]:
        """8 mm a bar and the line that names the fillings."""
        self.width, self.height = WIDTH, len(self._bars) * self._STEP + 5 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Bars, amounts and names."""
        canvas, top = self.canv, self.height
        for bar in self._bars:
            y = top - self._STEP + (self._STEP - self._HIGH) / 2
            draw_tile(canvas, bar.domein, 0, y - 0.7 * MM, size=5.6 * MM)
            draw(canvas, bar.naam, styles.TABLE_BOLD, x=8 * MM, y=y + 1.1 * MM)
            x = TEXT_INDENT
            for index, part in enumerate(bar.parts):
                x = self._draw_part(index, part, x, y)
            draw(canvas, euro(bar.total), styles.TABLE, x=x + 1.3 * MM, y=y + 1.1 * MM)
            top -= self._STEP
        x = TEXT_INDENT
        for index, word in self._used:
            _draw_filled(canvas, index, x, 0.8 * MM, wide=3 * MM, high=3 * MM)
            draw(canvas, word, styles.NOTE, x=x + 4.3 * MM, y=1.2 * MM)
            x += 11.3 * MM + width(word, styles.NOTE)

    def _draw_part(self, index: int, cents: int, x: float, y: float) -> float:
        if cents <= 0:
            return x
        wide = max(0.6 * MM, cents / self._most * (TEXT_WIDTH - self._LABEL))
        _draw_filled(self.canv, index, x, y, wide=wide, high=self._HIGH)
        return x + wide + 0.7 * MM


def _draw_filled(canvas: Any, index: int, x: float, y: float, *, wide: float, high: float) -> None:
    """A part of a bar: 0 filled, 1 hatched, 2 outlined."""
    if index == 0:
        canvas.rect(x, y, wide, high, stroke=0, fill=1)
        return
    if index == 1:
        draw_hatching(canvas, x, y, width=wide, height=high)
    canvas.setLineWidth(0.5)
    canvas.rect(x + 0.25, y + 0.25, max(0.1, wide - 0.5), high - 0.5)


class BudgetBar(Flowable):
    """A budget as one bar: what is used filled, what is used next hatched, what stays free outlined.

    `parts` are cents incl. btw with the word below them, none of them negative but the last: what is short
    is told as such, and a mark shows where the budget ends.
    """

    _HIGH = 6.4 * MM

    def __init__(self, heading: str, whole: int, parts: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        free, word = parts[-1]
        self._heading, self._whole, self._is_short = f"{heading}: {euro(whole)}", whole, free < 0
        self._parts = [*parts[:-1], (-free, "tekort") if free < 0 else (free, word)]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Total above, bar, labels below."""
        return WIDTH, 20.5 * MM

    def draw(self) -> None:
        """The bar and its labels; a label that would touch its neighbour moves aside, with an elbow."""
        canvas, parts = self.canv, self._parts
        draw_right(canvas, self._heading, styles.TABLE, x=WIDTH, y=17.9 * MM)
        scale = TEXT_WIDTH / max(1, sum(max(0, cents) for cents, _ in parts))
        starts, x = [], TEXT_INDENT
        for index, (cents, _) in enumerate(parts):
            wide = max(0, cents) * scale
            if wide > 0:
                gap = 0.7 * MM if index < len(parts) - 1 else 0
                _draw_filled(canvas, index, x, 9.4 * MM, wide=max(0.3 * MM, wide - gap), high=self._HIGH)
            starts.append(x)
            x += wide
        widths = [
            2.6 * MM + max(width(euro(cents), styles.TABLE_BOLD), width(word, styles.TABLE))
            for cents, word in parts
        ]
        for (cents, word), start, left in zip(parts, starts, _label_places(starts, widths), strict=True):
            self._draw_label(start, left, cents, word)
        if self._is_short:
            self._draw_limit(TEXT_INDENT + self._whole * scale)

    def _draw_label(self, start: float, left: float, cents: int, word: str) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.5)
        path = canvas.beginPath()
        path.moveTo(start, 9.4 * MM)
        if abs(left - start) > 0.1:  # noqa: PLR2004 - points
            path.lineTo(start, 7.9 * MM)
            path.lineTo(left, 7.9 * MM)
        path.lineTo(left, 0)
        canvas.drawPath(path)
        draw(canvas, euro(cents), styles.TABLE_BOLD, x=left + 1.4 * MM, y=4.3 * MM)
        draw(canvas, word, styles.TABLE, x=left + 1.4 * MM, y=0.4 * MM)

    def _draw_limit(self, x: float) -> None:
        """Where the budget ends when more is asked than there is."""
        self.canv.setLineWidth(1.6)
        self.canv.line(x, 8.4 * MM, x, 16.8 * MM)


def _label_places(starts: list[float], widths: list[float]) -> list[float]:
    """Where labels begin: at their part, right of the label before, and never past the edge of the page."""
    places: list[float] = []
    for start, before in zip(starts, [0.0, *widths], strict=False):
        places.append(max(start, places[-1] + before) if places else start)
    edge = WIDTH
    for index in reversed(range(len(places))):
        places[index] = min(places[index], edge - widths[index])
        edge = places[index]
    return places
