"""The last page of the Maatregelenplan.

Costs ex, btw and incl by payer and by domain, and what is still open.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    WideHeading,
    gap,
    heading_cell,
    paragraph,
    section,
    title,
)
from veiligheidsadvies.printing.charts import (
    CostBar,
    CostBars,
)
from veiligheidsadvies.printing.marks import draw_tile
from veiligheidsadvies.printing.snapshots import (
    Domeinblok,
    Geld,
    Maatregelenplan,
    OpenPunt,
)
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT, WIDTH
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


def cost_page(plan: Maatregelenplan) -> list[Any]:
    """The flowables of the costs and open points, beginning on a new page."""
    story = [*title("Kosten en open punten"), gap(3)]
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
        heading = WideHeading(f"Waar gaat het geld in {plan.periode} heen?", "inclusief btw", below=1.2 * MM)
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
    body[-1] = ruled(body[-1])
    sums = [cell(amount(cents), styles.TABLE_BOLD) for cents in _six(plan.in_jaar, plan.per_jaar)]
    body.append(total_row((cell("Totaal", styles.TABLE_BOLD), *sums)))
    year = f"In {plan.periode}\n"
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
    rows[-1] = ruled(rows[-1])
    head = head_row(("Wat", "Wie", "Wanneer"))
    table = RowTable(columns, rows, head=head, margin=heading_cell("Open punten"))
    return [CondPageBreak(30 * MM), table]
