"""The Verklaring van vernietiging: day and hour, the ground, the counts, and where it is not gone yet."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.bewaren_snapshots import Kopieregel, Vernietigingsverklaring
from veiligheidsadvies.printing.blocks import (
    Signatures,
    WideHeading,
    box_mark,
    facts_table,
    fit,
    gap,
    paragraph,
    title,
)
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import long_table
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import MM
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell, head_row, ruled
from veiligheidsadvies.text.formats import date_full, grouped

_LABEL = 33 * MM
_COUNTS = (Column(0, 60 * MM), Column(62 * MM, 20 * MM, is_number=True), Column(90 * MM, 78 * MM))
_COPIES = (
    Column(0, 56 * MM),
    Column(58 * MM, 24 * MM),
    Column(84 * MM, 32 * MM),
    Column(118 * MM, 34 * MM),
    Column(154 * MM, 14 * MM),
)
HAND = "tot u haar weghaalt"
_WHEN = (
    "Een kopie gaat weg bij de eerste nieuwe kopie na de dag waarop zij vervalt, zodra er drie zijn van de "
    "laatste week."
)


def render(snapshot: Vernietigingsverklaring) -> bytes:
    """The declaration as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(7)]
    story += [facts_table("Grond", _pairs(snapshot.grond), label_width=_LABEL), gap(8)]
    story += [WideHeading("Vernietigd"), _counts(snapshot), gap(2.5)]
    story += [paragraph(snapshot.gebleven, styles.NOTE), gap(7)]
    story += [*_copies(snapshot), gap(8)]
    closing = [
        facts_table("Controle", _pairs(snapshot.controle), label_width=_LABEL),
        gap(9),
        Signatures(snapshot.handtekeningen),
    ]
    story.append(KeepTogether(closing))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _pairs(facts: Any) -> list[tuple[str, str]]:
    return [(one.label, one.tekst) for one in facts]


def _counts(snapshot: Vernietigingsverklaring) -> RowTable:
    rows = [
        Row((cell(one.wat), cell(grouped(one.aantal)), cell(one.hoe)), pad_top=1.2 * MM, pad_bottom=1.2 * MM)
        for one in snapshot.tellingen
    ]
    rows[-1] = ruled(rows[-1])
    return RowTable(_COUNTS, rows, head=head_row(("Wat is vernietigd", "Aantal", "Hoe")), keep=len(rows))


def _copies(snapshot: Vernietigingsverklaring) -> list[Any]:
    heading, rest = "Nog aanwezig in reservekopieën", "tot de dag waarop zij vervallen"
    if not snapshot.kopieen:
        words = "Er is geen reservekopie van vóór deze vernietiging bekend."
        return [WideHeading("Reservekopieën"), paragraph(words)]
    rows = [_copy(one) for one in snapshot.kopieen]
    rows[-1] = ruled(rows[-1])
    head = head_row(("Reservekopie", "Gemaakt", "Bewaarplaats", "Vervalt", "Gewist"))
    table = long_table(heading, rest, RowTable(_COPIES, rows, head=head, keep=2))
    is_turning = any(one.vervalt for one in snapshot.kopieen)
    return [*table, gap(2.5), paragraph(_WHEN, styles.NOTE)] if is_turning else table


def _copy(one: Kopieregel) -> Row:
    texts = (
        cell(one.kenmerk, styles.TABLE_BOLD),
        cell(date_full(one.gemaakt)),
        cell(one.plaats),
        cell(date_full(one.vervalt) if one.vervalt else HAND),
    )
    tick = Cell(((styles.TABLE, ""),), mark=box_mark())
    return Row((*texts, tick), pad_top=1.2 * MM, pad_bottom=1.2 * MM)
