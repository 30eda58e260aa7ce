"""The Maatregelenplan.

What the bestuurder must do, where it stands, what it costs; then a sheet per domain.

The first page leads with three things and a day, for who is nervous and has one minute. A domain page goes to
the house alone, so it bears its own totals and signatures. The last page splits the costs and lists what is
open.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportlab.platypus import CondPageBreak, PageBreak

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Contacts,
    DomainTitle,
    Signatures,
    WideHeading,
    box_mark,
    facts_table,
    fit,
    gap,
    heading_cell,
    paragraph,
    section,
    title,
)
from veiligheidsadvies.printing.charts import (
    CostBar,
    CostBars,
    Counts,
    DomainProgress,
    Legend,
    Progress,
    standing,
)
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.marks import draw_status, draw_tile
from veiligheidsadvies.printing.page import Anchor, build
from veiligheidsadvies.printing.snapshots import (
    Domeinblok,
    Geld,
    Maatregelenplan,
    Maatregelregel,
    OpenPunt,
    Standgroep,
)
from veiligheidsadvies.printing.styles import FINE, HEAVY, MM, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Mark, Row, RowTable, cell, head_row
from veiligheidsadvies.printing.text import amount, euro
from veiligheidsadvies.text.formats import count, date_full

_COSTS = "kosten"


def render(snapshot: Maatregelenplan) -> bytes:
    """The plan as PDF; UnprintableText when a text holds a sign that the font lacks."""
    height = Furniture(snapshot.blad).frame_height
    story = fit(_first_page(snapshot), height)
    for blok in snapshot.domeinen:
        if blok.maatregelen:
            story += [PageBreak(), *fit(_domain_page(blok, snapshot), height)]
    return build(snapshot, [*story, PageBreak(), *_last_page(snapshot)])


def _counts(blok: Domeinblok) -> Counts:
    return dict(Counter(regel.groep for regel in blok.maatregelen))


def _first_page(plan: Maatregelenplan) -> list[Any]:
    story = [*title(plan.titel), paragraph(plan.inleiding, styles.LEAD), gap(7.4)]
    if plan.vragen:
        story += [_requests(plan), gap(7)]
    story += [*_progress(plan), gap(5.6), _costs_table(plan), gap(6)]
    if plan.grondslagen:
        facts = ((fact.label, fact.tekst) for fact in plan.grondslagen)
        story += [facts_table("Waarop rust dit plan?", facts), gap(6)]
    if plan.contacten:
        story.append(Contacts("Vragen of zorgen?", plan.contacten))
    return story


def _requests(plan: Maatregelenplan) -> RowTable:
    columns = (
        Column(TEXT_INDENT, 6 * MM),
        Column(TEXT_INDENT + 7.6 * MM, 29 * MM),
        Column(TEXT_INDENT + 38.6 * MM, 86.4 * MM),
    )
    rows = [
        Row(
            (
                Cell(mark=box_mark(styles.BODY, is_done=vraag.is_gedaan)),
                cell(vraag.dag, styles.BODY_BOLD),
                cell(vraag.zin, styles.BODY),
            ),
            rule=0,
            pad_top=1.1 * MM,
            pad_bottom=1.1 * MM,
        )
        for vraag in plan.vragen
    ]
    return RowTable(columns, rows, margin=heading_cell(plan.vragen_kop))


def _progress(plan: Maatregelenplan) -> list[Any]:
    domains = [
        DomainProgress(domein=blok.domein, naam=blok.naam, counts=_counts(blok), anchor=blok.domein)
        for blok in plan.domeinen
    ]
    counts: Counts = dict(Counter(regel.groep for blok in plan.domeinen for regel in blok.maatregelen))
    whole, done = sum(counts.values()), counts.get(Standgroep.GEREED, 0)
    words = f"{done} van de {whole} maatregelen {'is' if done == 1 else 'zijn'} gereed"
    return [
        WideHeading("Hoe staat het ervoor?", words if whole else "er zijn nog geen maatregelen"),
        Progress(domains),
        Legend(counts),
    ]


def _costs_table(plan: Maatregelenplan) -> RowTable:
    columns = (
        Column(TEXT_INDENT, 62 * MM),
        Column(TEXT_INDENT + 64 * MM, 27 * MM, is_number=True),
        Column(TEXT_INDENT + 95 * MM, 30 * MM, is_number=True),
    )
    rows = [
        Row(
            (cell(regel.naam), cell(euro(regel.in_jaar.incl)), cell(euro(regel.per_jaar.incl))),
            pad_top=1.5 * MM,
        )
        for regel in plan.kosten
    ]
    if len(rows) > 1:
        sums = (plan.in_jaar.incl, plan.per_jaar.incl)
        rows[-1] = _ruled(rows[-1])
        rows.append(_total_row((cell("Totaal", styles.TABLE_BOLD), *_bold(sums)), pad_top=1.5 * MM))
    elif rows:
        rows[-1] = _ruled(rows[-1])
    head = head_row(("Wie betaalt", f"In {plan.jaar}", "Daarna per jaar"))
    margin = heading_cell("Kosten", f"{plan.bedragen}, inclusief btw", "uitgesplitst op het laatste blad")
    return RowTable(columns, rows, head=head, margin=margin)


def _ruled(row: Row) -> Row:
    return Row(row.cells, rule=HEAVY, pad_top=row.pad_top, pad_bottom=row.pad_bottom)


def _bold(cents: tuple[int, ...]) -> list[Cell]:
    return [cell(euro(item), styles.TABLE_BOLD) for item in cents]


def _total_row(cells: tuple[Cell, ...], *, pad_top: float = 1.9 * MM) -> Row:
    return Row(cells, rule=HEAVY, pad_top=pad_top, pad_bottom=1.6 * MM)


def _domain_page(blok: Domeinblok, plan: Maatregelenplan) -> list[Any]:
    words = f"{count(len(blok.maatregelen), 'maatregel', 'maatregelen')} · {standing(_counts(blok))}"
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
    Column(8 * MM, 77 * MM),
    Column(86.4 * MM, 18.2 * MM),
    Column(106.4 * MM, 26 * MM),
    Column(132.4 * MM, 18.4 * MM, is_number=True),
    Column(151.5 * MM, 16.5 * MM, is_number=True),
)
_TEXT = Column(8 * MM, 142 * MM)
_SHORT_TEXT = 180
"""Up to so many characters a text stands in the column of its measure, longer ones across the columns."""


def _measures(blok: Domeinblok, plan: Maatregelenplan) -> RowTable:
    head = head_row(("Af", "Maatregel", "Betaalt\nregelt", "Stand en dag", f"In {plan.jaar}", "Per jaar"))
    rows = [_measure(regel) for regel in blok.maatregelen]
    rows[-1] = _with_rule(rows[-1], HEAVY)
    label = f"Totaal {blok.naam.lower()}, {plan.bedragen} in euro inclusief btw"
    once, yearly = blok.in_jaar, blok.per_jaar
    rows.append(
        _total_row(
            (
                Cell(),
                Cell(((styles.TABLE_BOLD, label), (styles.SECOND, "exclusief btw"), (styles.SECOND, "btw"))),
                Cell(),
                Cell(),
                _sums(once),
                _sums(yearly),
            )
        )
    )
    return RowTable(_MEASURE, rows, head=head, keep=4, continuation=f"{blok.naam}, vervolg")


def _with_rule(row: Row, rule: float) -> Row:
    return Row(row.cells, row.below, row.below_column, rule, row.pad_top, row.pad_bottom)


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
    rows[-1] = _ruled(rows[-1])
    head = head_row(("Wie betaalt", "Grondslag", "Ex btw", "Btw", f"In {plan.jaar}", "Per jaar"))
    return RowTable(columns, rows, head=head, margin=heading_cell("Wie betaalt wat?", blok.naam))


def _last_page(plan: Maatregelenplan) -> list[Any]:
    story = [Anchor(_COSTS), *title("Kosten en open punten"), gap(3)]
    if plan.kosten:
        rows = [(cell(regel.naam), regel.in_jaar, regel.per_jaar) for regel in plan.kosten]
        story += [
            WideHeading("Per betaler", f"{plan.bedragen} in euro"),
            _split_costs(rows, plan, "Wie betaalt"),
            gap(7),
        ]
    domains = [(_tile_cell(blok), blok.in_jaar, blok.per_jaar) for blok in plan.domeinen if blok.maatregelen]
    if domains:
        story += [
            WideHeading("Per domein", f"{plan.bedragen} in euro"),
            _split_costs(domains, plan, "Domein"),
            gap(7),
        ]
    bars = [_cost_bar(blok) for blok in plan.domeinen if blok.in_jaar.incl > 0]
    if bars:
        heading = WideHeading(f"Waar gaat het geld in {plan.jaar} heen?", "inclusief btw", below=1.2 * MM)
        story += [
            CondPageBreak(60 * MM),
            heading,
            CostBars(bars, ("werkgever", "bestuurder", "anderen")),
            gap(7),
        ]
    return [*story, *_open_points(plan.open_punten)]


def _tile_cell(blok: Domeinblok) -> Cell:
    drop = styles.TABLE.baseline + 1.6 * MM
    return Cell(
        ((styles.TABLE_BOLD, blok.naam),),
        mark=lambda canvas, x, top: draw_tile(canvas, blok.domein, x, top - drop, size=5.2 * MM),
        indent=8 * MM,
    )


def _split_costs(rows: list[tuple[Cell, Geld, Geld]], plan: Maatregelenplan, first: str) -> RowTable:
    each = 19 * MM
    columns = [Column(0, WIDTH - 6 * each - 2 * MM)]
    columns += [Column(WIDTH - (6 - place) * each, each, is_number=True) for place in range(6)]
    body = [
        Row(
            (name, *(cell(amount(cents)) for cents in _six(once, yearly))),
            pad_top=1.7 * MM,
            pad_bottom=1.7 * MM,
        )
        for name, once, yearly in rows
    ]
    body[-1] = _ruled(body[-1])
    sums = [cell(amount(cents), styles.TABLE_BOLD) for cents in _six(plan.in_jaar, plan.per_jaar)]
    body.append(_total_row((cell("Totaal", styles.TABLE_BOLD), *sums)))
    year = f"In {plan.jaar}\n"
    head = head_row((first, f"{year}ex btw", "btw", "incl btw", "Per jaar\nex btw", "btw", "incl btw"))
    return RowTable(columns, body, head=head, keep=4)


def _six(once: Geld, yearly: Geld) -> tuple[int, ...]:
    return (once.ex, once.btw, once.incl, yearly.ex, yearly.btw, yearly.incl)


def _cost_bar(blok: Domeinblok) -> CostBar:
    by_payer = {"organisatie": 0, "bestuurder": 0}
    for regel in blok.betalers:
        by_payer[regel.betaler] = by_payer.get(regel.betaler, 0) + regel.in_jaar.incl
    employer, own = by_payer.pop("organisatie"), by_payer.pop("bestuurder")
    return CostBar(domein=blok.domein, naam=blok.naam, parts=(employer, own, sum(by_payer.values())))


def _open_points(points: tuple[OpenPunt, ...]) -> list[Any]:
    if not points:
        return [section("Open punten", [paragraph("Er zijn geen open punten.", left=TEXT_INDENT)])]
    columns = (
        Column(TEXT_INDENT, 72 * MM),
        Column(TEXT_INDENT + 75 * MM, 25 * MM),
        Column(TEXT_INDENT + 102 * MM, 23 * MM),
    )
    rows = [Row((cell(point.tekst), cell(point.wie), cell(point.dag))) for point in points]
    rows[-1] = _ruled(rows[-1])
    head = head_row(("Wat", "Wie", "Wanneer"))
    table = RowTable(columns, rows, head=head, margin=heading_cell("Open punten"))
    return [CondPageBreak(30 * MM), table]
