"""The order, or a change of it: number, what, price to the cent; then day, rules and signatures."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import facts_table, fit, gap, paragraph, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.leverancier_blocks import agreed_and_signed, part_of, parties, points, work
from veiligheidsadvies.printing.leverancier_snapshots import Besteldregel, OpdrachtStuk
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Geld, Handtekening
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
from veiligheidsadvies.printing.text import amount, euro

_ONE_RATE = ((0, 7, False), (8, 88, False), (97, 21, True), (119, 23, True), (143, 25, True))
_MORE_RATES = (
    (0, 7, False),
    (8, 74, False),
    (83, 21, True),
    (105, 23, True),
    (129, 12, True),
    (143, 25, True),
)


def render(snapshot: OpdrachtStuk) -> bytes:
    """The order as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(5.5)]
    story += [parties(snapshot.partijen), gap(6.5)]
    if snapshot.wijzigt:
        story += [points("Wat wijzigt?", snapshot.wijzigt, is_numbered=False), gap(6)]
    story += [_table(snapshot), gap(7)]
    facts = [(one.label, one.tekst) for one in snapshot.uitvoering]
    story += [facts_table("Uitvoering", facts, bold=1), gap(7)]
    story += agreed_and_signed(snapshot.afspraken, _signers(snapshot))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _table(snapshot: OpdrachtStuk) -> RowTable:
    is_mixed = len({line.btw for line in snapshot.regels}) > 1
    columns = [
        Column(left * MM, wide * MM, is_number=number)
        for left, wide, number in (_MORE_RATES if is_mixed else _ONE_RATE)
    ]
    heads = ["Nr", "Werk en eis", "Aantal", "Per stuk", *(["Btw"] if is_mixed else []), "Zonder btw"]
    rows = [_line(one, is_mixed=is_mixed) for one in snapshot.regels]
    rows[-1:] = [ruled(row) for row in rows[-1:]]
    sums = _totals(snapshot, len(columns))
    return RowTable(
        columns,
        [*rows, *sums],
        head=head_row(heads),
        keep=len(sums) + 1,
        continuation=part_of(snapshot.titel),
    )


def _line(one: Besteldregel, *, is_mixed: bool) -> Row:
    rate = [cell(f"{one.btw}%")] if is_mixed else []
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
    """Without btw, the btw of each rate, and what is to be paid; a change tells the new total too."""
    whole, before = snapshot.totaal, snapshot.eerder
    rows = [_sum("Zonder btw", amount(whole.ex), count, pad_top=1.3 * MM)]
    rows += [_sum(f"Btw {one.tarief}%", amount(one.bedrag), count) for one in snapshot.btw]
    rows[-1:] = [_sum(*_last_rate(snapshot), count, rule=styles.FINE, pad_bottom=1.2 * MM)]
    if before is None:
        rows.append(_whole("Totaal inclusief btw", whole, count))
    else:
        rows.append(_whole("Deze wijziging inclusief btw", whole, count))
        rows.append(_sum("Opdracht tot nu toe, inclusief btw", amount(before.incl), count, pad_top=1.3 * MM))
        rows.append(_whole("Opdracht na deze wijziging inclusief btw", before + whole, count))
    if snapshot.ieder_jaar and snapshot.ieder_jaar.incl:
        returning = euro(snapshot.ieder_jaar.incl)
        rows.append(_sum("Hiervan keert ieder jaar terug, inclusief btw", returning, count, pad_top=MM))
    return rows


def _last_rate(snapshot: OpdrachtStuk) -> tuple[str, str]:
    if not snapshot.btw:
        return "Zonder btw", amount(snapshot.totaal.ex)
    last = snapshot.btw[-1]
    return f"Btw {last.tarief}%", amount(last.bedrag)


def _sum(
    label: str,
    text: str,
    count: int,
    *,
    rule: float = 0,
    pad_top: float = 0.3 * MM,
    pad_bottom: float = 0.3 * MM,
) -> Row:
    cells = (Cell(), cell(label), *(Cell(),) * (count - 3), cell(text))
    return Row(cells, rule=rule, pad_top=pad_top, pad_bottom=pad_bottom)


def _whole(label: str, value: Geld, count: int) -> Row:
    bold = styles.TABLE_BOLD
    cells = (Cell(), cell(label, bold), *(Cell(),) * (count - 3), cell(euro(value.incl), bold))
    return total_row(cells, pad_top=1.4 * MM)


def _signers(snapshot: OpdrachtStuk) -> tuple[Handtekening, ...]:
    blank = "naam in blokletters"
    return (
        Handtekening(
            rol="Opdrachtgever",
            naam=snapshot.opdrachtgever,
            verklaring="" if snapshot.opdrachtgever else blank,
        ),
        Handtekening(
            rol="Tweede persoon (vier ogen)",
            naam=snapshot.tweede_persoon,
            verklaring=snapshot.akkoord or ("" if snapshot.tweede_persoon else blank),
        ),
        Handtekening(rol="Opdrachtnemer, voor akkoord", verklaring=blank),
    )
