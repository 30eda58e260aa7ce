"""The register of copies on paper: every number of a year, what became of it, and who checked it."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import KeepTogether

from veiligheidsadvies.printing import styles
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
from veiligheidsadvies.printing.kosten_snapshots import Registerrij, Standtotaal, Uitgifteregister
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import MM
from veiligheidsadvies.printing.tables import (
    Cell,
    Column,
    Row,
    RowTable,
    cell,
    head_row,
    ruled,
    total_row,
)
from veiligheidsadvies.text.formats import date_full

_LINES = (
    Column(0, 17 * MM),
    Column(19 * MM, 33 * MM),
    Column(54 * MM, 20 * MM),
    Column(76 * MM, 33 * MM),
    Column(111 * MM, 22 * MM),
    Column(135 * MM, 23 * MM),
    Column(158 * MM, 10 * MM),
)
_SUMS = (Column(0, 42 * MM), *(Column(left * MM, 24 * MM, is_number=True) for left in (44, 78, 111, 144)))


def render(snapshot: Uitgifteregister) -> bytes:
    """The register as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    story += [WideHeading("Hoe staat het ervoor?"), _sums(snapshot), gap(7)]
    if snapshot.regels:
        story += [*long_table("Alle exemplaren", "op nummer", _lines(snapshot)), gap(7)]
    facts = [(one.label, one.tekst) for one in snapshot.controle]
    closing: list[Any] = [facts_table("Controle", facts, label_width=36 * MM), gap(9)] if facts else []
    story.append(KeepTogether([*closing, Signatures(snapshot.handtekeningen)]))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _sums(snapshot: Uitgifteregister) -> RowTable:
    rows = [
        Row(tuple(cell(text) for text in _counts(one)), pad_top=MM, pad_bottom=MM) for one in snapshot.standen
    ]
    rows[-1:] = [ruled(row) for row in rows[-1:]]
    whole = [cell(text, styles.TABLE_BOLD) for text in _counts(snapshot.totaal)]
    rows.append(total_row(whole, pad_top=1.5 * MM))
    head = head_row(("Stand", "Op papier", "Versleuteld bestand", "Open bestand", "Samen"))
    return RowTable(_SUMS, rows, head=head, keep=len(rows))


def _counts(one: Standtotaal) -> tuple[str, ...]:
    numbers = (one.papier, one.versleuteld, one.open, one.aantal)
    return (one.stand, *(str(number) if number else "–" for number in numbers))


def _lines(snapshot: Uitgifteregister) -> RowTable:
    rows = [_line(one) for one in snapshot.regels]
    rows[-1] = ruled(rows[-1])
    head = head_row(("Nummer", "Document", "Hoort bij", "Lezer", "Uit, hoe", "Stand", "Gezien"))
    return RowTable(_LINES, rows, head=head, keep=2, continuation=f"{snapshot.titel}, vervolg")


def _line(one: Registerrij) -> Row:
    second = styles.SECOND
    note = [(second, one.noot)] if one.noot else []
    day = [(second, date_full(one.stand_op))] if one.stand_op else []
    cells = (
        cell(one.nummer, styles.TABLE_BOLD),
        Cell(((styles.TABLE, one.document), (second, one.deel))),
        cell(one.hoort_bij),
        Cell(((styles.TABLE, one.ontvanger), *note)),
        Cell(((styles.TABLE, date_full(one.uit)), (second, one.wijze))),
        Cell(((styles.TABLE, one.stand), *day)),
        Cell(((styles.TABLE, ""),), mark=box_mark() if one.is_na_te_zien else None),
    )
    return Row(cells, pad_top=1.2 * MM, pad_bottom=1.2 * MM)
