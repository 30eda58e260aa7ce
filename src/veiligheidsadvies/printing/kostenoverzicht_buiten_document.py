"""The cost overview for outside: one line that adds up, how to read it, and room for the ledger beside it."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Signatures,
    fit,
    gap,
    heading_cell,
    paragraph,
    section,
    title,
)
from veiligheidsadvies.printing.charts import BudgetBar
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import opened
from veiligheidsadvies.printing.kosten_snapshots import Jaargeld, KostenoverzichtBuiten
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import HEAVY, MM, TEXT_INDENT, THIN, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell, head_row
from veiligheidsadvies.printing.text import amount

_EACH = 28 * MM
_COLUMNS = (
    Column(0, WIDTH - 4 * _EACH),
    *(Column(WIDTH - (4 - place) * _EACH, _EACH, is_number=True) for place in range(4)),
)
_SHARE = 24 * MM
_LEDGER = (
    Column(TEXT_INDENT, WIDTH - TEXT_INDENT - 4 * _SHARE),
    *(Column(WIDTH - (4 - place) * _SHARE, _SHARE, is_number=True) for place in range(4)),
)


def render(snapshot: KostenoverzichtBuiten) -> bytes:
    """The overview as PDF; UnprintableText when a text holds a sign that the font lacks."""
    money = snapshot.geld
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(9)]
    story += [_line(snapshot), gap(13)]
    bar = _bar(money)
    if bar is not None:
        story += [section("Waar staan wij?", [bar], level=3.4 * MM), gap(9)]
    for one in snapshot.uitleg:
        body = paragraph(one.tekst, left=TEXT_INDENT) if one.kop else opened("", (one,))
        story += [section(one.kop, [body]), gap(8)]
    story += [_ledger(money), gap(11), Signatures(snapshot.handtekeningen, left=TEXT_INDENT)]
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _line(snapshot: KostenoverzichtBuiten) -> RowTable:
    money, bold = snapshot.geld, styles.TABLE_BOLD
    cells = (
        cell(snapshot.regel, bold),
        cell(_known(money.begroot)),
        cell(amount(money.gefactureerd)),
        cell(amount(money.verplicht)),
        cell(_known(money.vrij), bold),
    )
    row = Row(cells, rule=HEAVY, pad_top=2.2 * MM, pad_bottom=2.2 * MM)
    head = head_row(("Onderdeel van Bedrijfsvoering", "Begroot", "Gefactureerd", "Verplicht", "Vrij"))
    return RowTable(_COLUMNS, (row,), head=head)


def _bar(money: Jaargeld) -> BudgetBar | None:
    """Nothing to draw without a budget, or when more was credited than billed."""
    if money.begroot is None or money.vrij is None or money.gefactureerd < 0 or money.begroot <= 0:
        return None
    parts = ((money.gefactureerd, "gefactureerd"), (money.verplicht, "verplicht"), (money.vrij, "vrij"))
    return BudgetBar("begroot", money.begroot, parts)


def _ledger(money: Jaargeld) -> RowTable:
    """This paper's amounts, and empty lines for those of the ledger and the difference."""
    stated = (_known(money.begroot), *(amount(one) for one in (money.gefactureerd, money.verplicht)))
    cells = [cell(text) for text in ("Deze stand", *stated, amount(money.betaald))]
    rows = [Row(tuple(cells), pad_top=1.2 * MM, pad_bottom=1.2 * MM)]
    rows += [_to_fill_in("Grootboek", THIN), _to_fill_in("Verschil", HEAVY)]
    return RowTable(
        _LEDGER,
        rows,
        head=head_row(("In euro, incl. btw", "Begroot", "Gefactureerd", "Verplicht", "Betaald")),
        margin=heading_cell("Aansluiting", "In te vullen door wie het grootboek bijhoudt."),
        keep=3,
    )


def _to_fill_in(label: str, rule: float) -> Row:
    return Row((cell(label), *(Cell(),) * 4), rule=rule, pad_top=2.4 * MM, pad_bottom=1.2 * MM, least=4 * MM)


def _known(cents: int | None) -> str:
    return "niet vastgesteld" if cents is None else amount(cents)
