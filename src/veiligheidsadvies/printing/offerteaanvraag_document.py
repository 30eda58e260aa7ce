"""The request for a quote: the order without prices, and room to write them on the sheet itself."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Hanging,
    facts_table,
    fit,
    gap,
    paragraph,
    title,
    writing_line,
)
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.leverancier_blocks import (
    agreed_and_signed,
    part_of,
    parties,
    points,
    room_to_write,
    work,
)
from veiligheidsadvies.printing.leverancier_snapshots import OfferteaanvraagStuk
from veiligheidsadvies.printing.leverancier_woorden import (
    AANTAL,
    BTW,
    IN_TE_VULLEN,
    INDIENEN,
    NR,
    OFFERTE,
    OVER_DE_OFFERTE,
    PER_STUK,
    TOELICHTING,
    WERK,
    ZONDER_BTW,
)
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell, head_row, ruled

_COLUMNS = (
    Column(0, 7 * MM),
    Column(8 * MM, 76 * MM),
    Column(85 * MM, 19 * MM, is_number=True),
    Column(110 * MM, 21 * MM),
    Column(134 * MM, 9 * MM),
    Column(146 * MM, 22 * MM),
)
_HEADS = (NR, WERK, AANTAL, PER_STUK, f"{BTW} %", ZONDER_BTW)
_LEAST = 7 * MM


def render(snapshot: OfferteaanvraagStuk) -> bytes:
    """The request as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(5.5)]
    story += [parties(snapshot.partijen), gap(6.5)]
    if snapshot.toelichting:
        story += [points(TOELICHTING, snapshot.toelichting, is_numbered=False), gap(6)]
    story += [
        _table(snapshot),
        gap(6),
        KeepTogether([Hanging(OFFERTE, level=6.2 * MM), _Terms()]),
        gap(6),
    ]
    facts = [(one.label, one.tekst) for one in snapshot.indienen]
    story += [facts_table(INDIENEN, facts, bold=1), gap(6.5)]
    story += agreed_and_signed(snapshot.afspraken, snapshot.handtekeningen)
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _table(snapshot: OfferteaanvraagStuk) -> RowTable:
    rows = [
        Row(
            (
                cell(str(one.nr)),
                work(one.titel, one.eis, per_jaar=one.per_jaar),
                cell(one.aantal),
                *(room_to_write(column.width) for column in _COLUMNS[3:]),
            ),
            least=_LEAST,
        )
        for one in snapshot.regels
    ]
    rows[-1:] = [ruled(row) for row in rows[-1:]]
    sums = [_sum(label, is_last=label == IN_TE_VULLEN[-1]) for label in IN_TE_VULLEN]
    return RowTable(
        _COLUMNS,
        [*rows, *sums],
        head=head_row(_HEADS),
        keep=len(sums) + 1,
        continuation=part_of(snapshot.titel),
    )


def _sum(label: str, *, is_last: bool) -> Row:
    face = styles.TABLE_BOLD if is_last else styles.TABLE
    room = room_to_write(_COLUMNS[-1].width)
    rule = styles.HEAVY if is_last else 0
    return Row(
        (Cell(), cell(label, face), Cell(), Cell(), Cell(), room),
        rule=rule,
        least=4.6 * MM,
        pad_bottom=1.2 * MM,
    )


class _Terms(Flowable):
    """Lines for what a quote says beside its prices."""

    _LABELS = tuple(zip(OVER_DE_OFFERTE, (44 * MM, 34 * MM, 0), strict=True))

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Room to write, and the labels, in points."""
        self.width, self.height = WIDTH, 11 * MM
        return self.width, self.height

    def draw(self) -> None:
        """The lines, side by side."""
        left = TEXT_INDENT
        for label, wide in self._LABELS:
            length = wide or WIDTH - left
            writing_line(self.canv, label, left, 4 * MM, length=length)
            left += length + 4 * MM
