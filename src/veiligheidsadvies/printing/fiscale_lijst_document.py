"""The fiscal list: what was billed by code and category, for who works out the tax; sums, and no tax."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import Signatures, WideHeading, fit, gap, paragraph, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import long_table, opened
from veiligheidsadvies.printing.kosten_snapshots import Fiscaalrij, Fiscaaltotaal, FiscaleLijst
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Geld
from veiligheidsadvies.printing.styles import FINE, MM
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

_MONEY = tuple(Column(left * MM, 22 * MM, is_number=True) for left in (102, 124, 146))
_LINES = (Column(0, 22 * MM), Column(24 * MM, 44 * MM), Column(70 * MM, 30 * MM), *_MONEY)
_SUMS = (Column(0, 98 * MM), *_MONEY)


def render(snapshot: FiscaleLijst) -> bytes:
    """The list as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    if snapshot.regels:
        story += [*long_table("Per dossier", "in euro", _lines(snapshot)), gap(7)]
        story += [WideHeading("Per fiscale categorie", "in euro"), _sums(snapshot), gap(7)]
    else:
        story += [paragraph(f"In {snapshot.jaar} is niets gefactureerd."), gap(7)]
    if snapshot.weten:
        story += [opened("Wat moet u weten?", snapshot.weten), gap(8)]
    if snapshot.handtekeningen:
        story.append(KeepTogether([Signatures(snapshot.handtekeningen)]))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _lines(snapshot: FiscaleLijst) -> RowTable:
    rows, before = [], ""
    for one in snapshot.regels:
        rows.append(_line(one, is_first=one.dossier != before))
        before = one.dossier
    rows[-1] = ruled(rows[-1])
    rows.append(_total(("Totaal", "", ""), snapshot.totaal))
    head = head_row(("Dossier", "Fiscale categorie", "Betaald door", "Excl. btw", "Btw", "Incl. btw"))
    return RowTable(_LINES, rows, head=head, keep=3, continuation=f"{snapshot.titel}, vervolg")


def _line(one: Fiscaalrij, *, is_first: bool) -> Row:
    code = cell(one.dossier, styles.TABLE_BOLD if is_first else styles.TABLE)
    return Row(
        (code, cell(one.categorie), cell(one.betaler), *_money(one.bedrag)),
        rule=FINE,
        pad_top=MM,
        pad_bottom=MM,
    )


def _sums(snapshot: FiscaleLijst) -> RowTable:
    rows = [_sum(one) for one in snapshot.totalen]
    rows[-1] = ruled(rows[-1])
    rows.append(_total(("Totaal",), snapshot.totaal))
    head = head_row(("Fiscale categorie", "Excl. btw", "Btw", "Incl. btw"))
    return RowTable(_SUMS, rows, head=head, keep=3, continuation=f"{snapshot.titel}, vervolg")


def _sum(one: Fiscaaltotaal) -> Row:
    name = Cell(((styles.TABLE_BOLD, one.categorie), (styles.SECOND, one.uitleg)))
    return Row((name, *_money(one.bedrag)))


def _total(words: tuple[str, ...], money: Geld) -> Row:
    bold = styles.TABLE_BOLD
    cells = [cell(text, bold) for text in words] + [cell(amount(c), bold) for c in _three(money)]
    return total_row(cells, pad_top=1.5 * MM)


def _money(money: Geld) -> tuple[Cell, ...]:
    return tuple(cell(amount(cents)) for cents in _three(money))


def _three(money: Geld) -> tuple[int, int, int]:
    return money.ex, money.btw, money.incl
