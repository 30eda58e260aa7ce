"""The Maatregelenplan.

What the bestuurder must do, where it stands, what it costs; then a sheet per domain.

The first page leads with three things and a day, for who is nervous and has one minute. A domain page goes to
the house alone, so it bears its own totals and signatures. The last page splits the costs and lists what is
open.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportlab.platypus import PageBreak

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Contacts,
    WideHeading,
    box_mark,
    facts_table,
    fit,
    gap,
    heading_cell,
    paragraph,
    title,
)
from veiligheidsadvies.printing.charts import (
    Counts,
    DomainProgress,
    Legend,
    Progress,
)
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.maatregelenplan_domeinblad import counts, domain_page
from veiligheidsadvies.printing.maatregelenplan_kostenblad import cost_page
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import (
    Maatregelenplan,
    Standgroep,
)
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT
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
from veiligheidsadvies.printing.text import euro


def render(snapshot: Maatregelenplan) -> bytes:
    """The plan as PDF; UnprintableText when a text holds a sign that the font lacks."""
    height = Furniture(snapshot.blad).frame_height
    story = fit(_first_page(snapshot), height)
    for blok in snapshot.domeinen:
        if blok.maatregelen:
            story += [PageBreak(), *fit(domain_page(blok, snapshot), height)]
    return build(snapshot, [*story, PageBreak(), *cost_page(snapshot)])


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
        Column(TEXT_INDENT + 7.6 * MM, 37 * MM),
        Column(TEXT_INDENT + 46 * MM, 79 * MM),
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
        DomainProgress(domein=blok.domein, naam=blok.naam, counts=counts(blok), anchor=blok.domein)
        for blok in plan.domeinen
    ]
    standings: Counts = dict(Counter(regel.groep for blok in plan.domeinen for regel in blok.maatregelen))
    whole, done = sum(standings.values()), standings.get(Standgroep.GEREED, 0)
    words = f"{done} van de {whole} maatregelen {'is' if done == 1 else 'zijn'} gereed"
    return [
        WideHeading("Hoe staat het ervoor?", words if whole else "er zijn nog geen maatregelen"),
        Progress(domains),
        Legend(standings),
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
        rows[-1] = ruled(rows[-1])
        rows.append(total_row((cell("Totaal", styles.TABLE_BOLD), *_bold(sums)), pad_top=1.5 * MM))
    elif rows:
        rows[-1] = ruled(rows[-1])
    head = head_row(("Wie betaalt", f"In {plan.periode}", "Daarna per jaar"))
    margin = heading_cell("Kosten", f"{plan.bedragen}, inclusief btw", "uitgesplitst op het laatste blad")
    return RowTable(columns, rows, head=head, margin=margin)


def _bold(cents: tuple[int, ...]) -> list[Cell]:
    return [cell(euro(item), styles.TABLE_BOLD) for item in cents]
