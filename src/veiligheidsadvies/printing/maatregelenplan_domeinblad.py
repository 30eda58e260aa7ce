"""The domain page of the Maatregelenplan.

What is done and not, box by box, with its own totals and signatures.

It goes to the house alone, so it names no other domain.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportlab.platypus import CondPageBreak

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    DomainTitle,
    Signatures,
    box_mark,
    gap,
    heading_cell,
    paragraph,
)
from veiligheidsadvies.printing.charts import (
    Counts,
    standing,
)
from veiligheidsadvies.printing.marks import draw_status
from veiligheidsadvies.printing.page import Anchor
from veiligheidsadvies.printing.snapshots import (
    Domeinblok,
    Geld,
    Maatregelenplan,
    Maatregelregel,
    Standgroep,
)
from veiligheidsadvies.printing.styles import FINE, MM, TEXT_INDENT
from veiligheidsadvies.printing.tables import (
    Cell,
    Column,
    Mark,
    Row,
    RowTable,
    cell,
    head_row,
    ruled,
    total_row,
)
from veiligheidsadvies.printing.text import amount, euro
from veiligheidsadvies.text.formats import count, date_full


def counts(blok: Domeinblok) -> Counts:
    """How many measures stand in each group."""
    return dict(Counter(regel.groep for regel in blok.maatregelen))


def domain_page(blok: Domeinblok, plan: Maatregelenplan) -> list[Any]:
    """The flowables of one domain, beginning on a new page."""
    words = f"{count(len(blok.maatregelen), 'maatregel', 'maatregelen')} · {standing(counts(blok))}"
    story = [Anchor(blok.domein), DomainTitle(blok.domein, blok.naam, words), gap(4)]
    if blok.inleiding:
        story += [paragraph(blok.inleiding), gap(3.6)]
    story += [_measures(blok, plan), gap(7)]
    if blok.betalers:
        story += [CondPageBreak(30 * MM), _payers(blok, plan), gap(7.5)]
    if blok.handtekeningen:
        story.append(Signatures(blok.handtekeningen))
    return story


_MEASURE = (
    Column(0, 6 * MM),
    Column(8 * MM, 73 * MM),
    Column(82.4 * MM, 18.2 * MM),
    Column(102.4 * MM, 30 * MM),
    Column(132.4 * MM, 18.4 * MM, is_number=True),
    Column(151.5 * MM, 16.5 * MM, is_number=True),
)
_TEXT = Column(8 * MM, 142 * MM)
_SHORT_TEXT = 180
"""Up to so many characters a text stands in the column of its measure, longer ones across the columns."""


def _measures(blok: Domeinblok, plan: Maatregelenplan) -> RowTable:
    head = head_row(("Af", "Maatregel", "Betaalt\nregelt", "Stand en dag", f"In {plan.periode}", "Per jaar"))
    rows = [_measure(regel) for regel in blok.maatregelen]
    rows[-1] = ruled(rows[-1])
    label = (  # one line each, level with its sum
        (styles.TABLE_BOLD, f"Totaal {blok.naam.lower()} in euro, inclusief btw"),
        (styles.SECOND, "exclusief btw"),
        (styles.SECOND, "btw"),
        (styles.SECOND, plan.bedragen),
    )
    once, yearly = blok.in_jaar, blok.per_jaar
    rows.append(
        total_row(
            (
                Cell(),
                Cell(label),
                Cell(),
                Cell(),
                _sums(once),
                _sums(yearly),
            )
        )
    )
    return RowTable(_MEASURE, rows, head=head, keep=4, continuation=f"{blok.naam}, vervolg")


def _sums(money: Geld) -> Cell:
    return Cell(
        (
            (styles.TABLE_BOLD, amount(money.incl)),
            (styles.SECOND, amount(money.ex)),
            (styles.SECOND, amount(money.btw)),
        )
    )


def _measure(regel: Maatregelregel) -> Row:
    is_short = len(regel.tekst) <= _SHORT_TEXT
    advice = f"advies\u00a0{regel.advies_ref}" if regel.advies_ref else ""
    second = " · ".join(part for part in (regel.code, regel.norm, advice) if part)
    what = [(styles.TABLE_BOLD, regel.titel)]
    if second:
        what.append((styles.SECOND, second))
    if regel.tekst and is_short:
        what.append((styles.NOTE, regel.tekst))
    who = ((styles.TABLE, regel.betaler_woord), (styles.SECOND, regel.verantwoordelijke))
    day = date_full(regel.datum)
    when = ((styles.TABLE, regel.stand), (styles.SECOND, f"{regel.datum_soort} {day}".strip()))
    return Row(
        (
            Cell(mark=_DONE if regel.is_af else _BOX),
            Cell(tuple(what)),
            Cell(who if regel.verantwoordelijke else who[:1]),
            Cell(when if when[1][1] else when[:1], mark=_STATUS[regel.groep], indent=4.2 * MM),
            _money(regel.in_jaar),
            _money(regel.per_jaar),
        ),
        below=None if is_short else cell(regel.tekst, styles.NOTE),
        below_column=_TEXT,
        rule=FINE,
        pad_top=1.7 * MM,
        pad_bottom=1.2 * MM,
    )


def _money(money: Geld) -> Cell:
    return cell(amount(money.incl))


def _status_mark(group: Standgroep) -> Mark:
    drop = styles.TABLE.baseline + 0.45 * MM
    name = f"stand-{group.value}"
    return lambda canvas, x, top: canvas.stamp(
        name, lambda form: draw_status(form, group, 0, 0), x, top - drop
    )


_BOX, _DONE = box_mark(), box_mark(is_done=True)
_STATUS = {group: _status_mark(group) for group in Standgroep}


def _payers(blok: Domeinblok, plan: Maatregelenplan) -> RowTable:
    columns = (
        Column(TEXT_INDENT, 20 * MM),
        Column(TEXT_INDENT + 22 * MM, 30 * MM),
        Column(TEXT_INDENT + 53 * MM, 17 * MM, is_number=True),
        Column(TEXT_INDENT + 71 * MM, 16 * MM, is_number=True),
        Column(TEXT_INDENT + 88 * MM, 18.5 * MM, is_number=True),
        Column(TEXT_INDENT + 107.5 * MM, 17.5 * MM, is_number=True),
    )
    rows = [
        Row(
            (
                cell(regel.naam),
                cell(regel.grondslag),
                cell(amount(regel.in_jaar.ex)),
                cell(amount(regel.in_jaar.btw)),
                cell(euro(regel.in_jaar.incl)),
                cell(euro(regel.per_jaar.incl)),
            )
        )
        for regel in blok.betalers
    ]
    rows[-1] = ruled(rows[-1])
    head = head_row(("Wie betaalt", "Grondslag", "Ex btw", "Btw", f"In {plan.periode}", "Per jaar"))
    return RowTable(columns, rows, head=head, margin=heading_cell("Wie betaalt wat?", blok.naam))
