"""The list of contracts: what goes on until somebody gives notice, the first day to give it in front."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import fit, gap, paragraph, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import long_table, opened
from veiligheidsadvies.printing.kosten_snapshots import Contractenlijst, Contractrij
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
from veiligheidsadvies.printing.text import amount
from veiligheidsadvies.text.formats import date_full

_LINES = (
    Column(0, 21 * MM),
    Column(23 * MM, 17 * MM),
    Column(42 * MM, 46 * MM),
    Column(90 * MM, 34 * MM),
    Column(126 * MM, 21 * MM),
    Column(148 * MM, 20 * MM, is_number=True),
)
_SUMS = (
    Column(0, 40 * MM),
    Column(42 * MM, 22 * MM, is_number=True),
    Column(66 * MM, 24 * MM, is_number=True),
)


def render(snapshot: Contractenlijst) -> bytes:
    """The list as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    if snapshot.regels:
        rest = "per jaar, in euro, inclusief btw"
        story += [*long_table("Wat loopt door?", rest, _lines(snapshot)), gap(7)]
        story += [*long_table("Per dossier", "in euro, inclusief btw", _sums(snapshot)), gap(7)]
    else:
        story += [paragraph(f"In {snapshot.jaar} loopt geen contract."), gap(7)]
    if snapshot.weten:
        story.append(opened("Wat moet u weten?", snapshot.weten))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _lines(snapshot: Contractenlijst) -> RowTable:
    rows = [_line(one) for one in snapshot.regels]
    rows[-1] = ruled(rows[-1])
    bold = styles.TABLE_BOLD
    whole = [cell("Totaal", bold), *(Cell(),) * 4, cell(amount(snapshot.totaal), bold)]
    rows.append(total_row(whole, pad_top=1.5 * MM))
    head = head_row(("Opzeggen t/m", "Dossier", "Contract", "Leverancier", "Einde termijn", "Per jaar"))
    return RowTable(_LINES, rows, head=head, keep=3, continuation=f"{snapshot.titel}, vervolg")


def _line(one: Contractrij) -> Row:
    face = styles.TABLE_BOLD if one.is_dringend else styles.TABLE
    day = cell(date_full(one.opzeggen_voor), face) if one.opzeggen_voor else cell(one.stand)
    second = [(styles.SECOND, text) for text in (one.kenmerk, one.stand if one.opzeggen_voor else "") if text]
    contract = Cell(((styles.TABLE_BOLD, one.naam), *second))
    texts = (cell(one.leverancier or "–"), cell(date_full(one.einde)), cell(amount(one.per_jaar)))
    return Row((day, cell(one.dossier), contract, *texts), pad_top=1.3 * MM, pad_bottom=1.3 * MM)


def _sums(snapshot: Contractenlijst) -> RowTable:
    rows = [
        Row((cell(one.dossier), cell(str(one.aantal)), cell(amount(one.per_jaar))), pad_top=MM, pad_bottom=MM)
        for one in snapshot.dossiers
    ]
    rows[-1] = ruled(rows[-1])
    texts = ("Totaal", str(len(snapshot.regels)), amount(snapshot.totaal))
    rows.append(total_row([cell(text, styles.TABLE_BOLD) for text in texts], pad_top=1.5 * MM))
    head = head_row(("Dossier", "Contracten", "Per jaar"))
    return RowTable(_SUMS, rows, head=head, keep=3, continuation=f"{snapshot.titel}, vervolg")
