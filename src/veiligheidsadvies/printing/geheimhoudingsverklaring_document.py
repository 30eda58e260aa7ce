"""The secrecy declaration of a supplier: what stays secret, what he promises, and who signs for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Signatures,
    WideHeading,
    facts_table,
    fit,
    gap,
    heading_cell,
    paragraph,
    title,
    writing_line,
)
from veiligheidsadvies.printing.furniture import draw
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Geheimhoudingsverklaring
from veiligheidsadvies.printing.styles import FRAME_BOTTOM, FRAME_TOP, MM, PAGE_HEIGHT, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell
from veiligheidsadvies.printing.wrap import lines

_FRAME = PAGE_HEIGHT - FRAME_TOP - FRAME_BOTTOM
_EMPTY_LINES = 2
_MOST_TOGETHER = 12
_STEP = 6 * MM


def render(snapshot: Geheimhoudingsverklaring) -> bytes:
    """The declaration as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    story += [facts_table("Wie spreken dit af?", _facts(snapshot), label_width=14 * MM), gap(6)]
    story += [_points("Wat is geheim?", snapshot.geheim), gap(5)]
    story += [_points("Wat belooft u?", snapshot.beloften, is_numbered=True), gap(5)]
    story += [_text("Hoe lang geldt dit?", snapshot.duur), gap(5)]
    story += [_text("Als het misgaat", snapshot.gevolgen), gap(5)]
    story += [_text("Waarom dit blad?", snapshot.waarom), gap(7)]
    signing: list[Any] = [WideHeading("Ieder die het werk doet, tekent zelf")]
    signing += [*_people(snapshot.personen), gap(4), Signatures(snapshot.handtekeningen)]
    # Names and signatures on one sheet; more people than a sheet holds go on to the next.
    story += [KeepTogether(signing)] if len(snapshot.personen) <= _MOST_TOGETHER else signing
    return build(snapshot, fit(story, _FRAME))


def _facts(snapshot: Geheimhoudingsverklaring) -> list[tuple[str, str]]:
    return [(fact.label, fact.tekst) for fact in snapshot.partijen]


def _points(heading: str, points: Sequence[str], *, is_numbered: bool = False) -> RowTable:
    columns = (Column(TEXT_INDENT, _STEP), Column(TEXT_INDENT + _STEP, WIDTH - TEXT_INDENT - _STEP))
    rows = [
        Row(
            (cell(str(number) if is_numbered else "–", styles.BODY_BOLD), cell(point, styles.BODY)),
            rule=0,
            pad_top=0,
            pad_bottom=0.4 * MM,
        )
        for number, point in enumerate(points, 1)
    ]
    return RowTable(columns, rows, margin=heading_cell(heading))


def _text(heading: str, paragraphs: Sequence[str]) -> RowTable:
    rows = [
        Row((Cell(((styles.BODY, words),)),), rule=0, pad_top=0, pad_bottom=0.6 * MM) for words in paragraphs
    ]
    return RowTable((Column(TEXT_INDENT, WIDTH - TEXT_INDENT),), rows, margin=heading_cell(heading))


def _people(names: Sequence[str]) -> list[Any]:
    """A row for each who signs along; lines to write a name on when nobody was named yet."""
    return [_Person(name) for name in names] or [_Person("") for _ in range(_EMPTY_LINES)]


class _Person(Flowable):
    """A name, and lines for the day and the signature; two rows never share a line."""

    _NAME, _DAY = 70 * MM, 29.5 * MM

    def __init__(self, name: str) -> None:
        super().__init__()
        self._lines = lines(name, styles.BODY_BOLD, self._NAME - 4 * MM) if name else []

    def wrap(self, *_available: float) -> tuple[float, float]:
        """At least 13 mm: room to sign, and the labels."""
        self.width = WIDTH
        self.height = max(13 * MM, len(self._lines) * styles.BODY_BOLD.leading + 8 * MM)
        return self.width, self.height

    def draw(self) -> None:
        """The name on its line, and the two lines beside it."""
        foot = 4 * MM
        for row, line in enumerate(reversed(self._lines)):
            y = foot + 1.4 * MM + row * styles.BODY_BOLD.leading
            draw(self.canv, line, styles.BODY_BOLD, x=0, y=y)
        writing_line(self.canv, "naam", 0, foot, length=self._NAME)
        writing_line(self.canv, "datum", self._NAME + 4 * MM, foot, length=self._DAY)
        left = self._NAME + self._DAY + 8 * MM
        writing_line(self.canv, "handtekening", left, foot, length=WIDTH - left)
