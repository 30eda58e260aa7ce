"""The order, or a change of it: number, what, price to the cent; then day, rules and signatures."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import facts_table, fit, gap, paragraph, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.leverancier_blocks import agreed_and_signed, part_of, parties, points, work
from veiligheidsadvies.printing.leverancier_snapshots import Besteldregel, OpdrachtStuk
from veiligheidsadvies.printing.leverancier_woorden import (
    AANTAL,
    BTW,
    NR,
    PER_STUK,
    UITVOERING,
    WERK,
    WIJZIGT,
    ZONDER_BTW,
    Som,
    Soort,
    is_mixed,
    signers,
    sums,
)
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

_ONE_RATE = ((0, 7, False), (8, 88, False), (97, 21, True), (119, 23, True), (143, 25, True))
_MORE_RATES = (
    (0, 7, False),
    (8, 74, False),
    (83, 21, True),
    (105, 23, True),
    (129, 12, True),
    (143, 25, True),
)

_CLOSE = 0.3 * MM
_ABOVE = {Soort.EX: 1.3 * MM, Soort.EERDER: 1.3 * MM, Soort.JAARLIJKS: MM}


def render(snapshot: OpdrachtStuk) -> bytes:
    """The order as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(5.5)]
    story += [parties(snapshot.partijen), gap(6.5)]
    if snapshot.wijzigt:
        story += [points(WIJZIGT, snapshot.wijzigt, is_numbered=False), gap(6)]
    story += [_table(snapshot), gap(7)]
    facts = [(one.label, one.tekst) for one in snapshot.uitvoering]
    story += [facts_table(UITVOERING, facts, bold=1), gap(7)]
    story += agreed_and_signed(snapshot.afspraken, signers(snapshot))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _table(snapshot: OpdrachtStuk) -> RowTable:
    has_rates = is_mixed(snapshot)
    columns = [
        Column(left * MM, wide * MM, is_number=number)
        for left, wide, number in (_MORE_RATES if has_rates else _ONE_RATE)
    ]
    heads = [NR, WERK, AANTAL, PER_STUK, *([BTW] if has_rates else []), ZONDER_BTW]
    rows = [_line(one, has_rate=has_rates) for one in snapshot.regels]
    rows[-1:] = [ruled(row) for row in rows[-1:]]
    sums = _totals(snapshot, len(columns))
    return RowTable(
        columns,
        [*rows, *sums],
        head=head_row(heads),
        keep=len(sums) + 1,
        continuation=part_of(snapshot.titel),
    )


def _line(one: Besteldregel, *, has_rate: bool) -> Row:
    rate = [cell(f"{one.btw}%")] if has_rate else []
    return Row(
        (
            cell(str(one.nr)),
            work(one.titel, one.eis, per_jaar=one.per_jaar, wijzigt=one.wijzigt),
            cell(one.aantal),
            cell(amount(one.stuk)),
            *rate,
            cell(amount(one.ex)),
        )
    )


def _totals(snapshot: OpdrachtStuk, count: int) -> list[Row]:
    """A thin rule below the btw of the last rate, a heavy one above each total."""
    found = sums(snapshot)
    last = max(at for at, one in enumerate(found) if one.soort in {Soort.EX, Soort.BTW})
    return [_sum(one, count, is_last=at == last) for at, one in enumerate(found)]


def _sum(one: Som, count: int, *, is_last: bool) -> Row:
    if one.soort is Soort.TOTAAL:
        bold = styles.TABLE_BOLD
        cells = (Cell(), cell(one.label, bold), *(Cell(),) * (count - 3), cell(one.tekst, bold))
        return total_row(cells, pad_top=1.4 * MM)
    cells = (Cell(), cell(one.label), *(Cell(),) * (count - 3), cell(one.tekst))
    if is_last:
        return Row(cells, rule=styles.FINE, pad_top=_CLOSE, pad_bottom=1.2 * MM)
    return Row(cells, rule=0, pad_top=_ABOVE.get(one.soort, _CLOSE), pad_bottom=_CLOSE)
