"""The Vertrouwelijke samenvatting.

The decision and its amount, whether the budget bears it, boxes at the foot.

For the secretaris or the commissaris; one or two pages, never a name, a single measure or the text of an
advice.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Choices,
    Hanging,
    RequestBar,
    WideHeading,
    fit,
    gap,
    rich_paragraph,
    section,
    title,
    writing_line,
)
from veiligheidsadvies.printing.charts import BudgetBar
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.marks import draw_tile
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Alinea, Domeinkosten, Samenvatting
from veiligheidsadvies.printing.styles import FINE, HEAVY, MM, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell, head_row
from veiligheidsadvies.printing.text import amount, euro, markup


def render(snapshot: Samenvatting) -> bytes:
    """The summary as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story = [*title(snapshot.titel), gap(2), *_request(snapshot), gap(6)]
    if snapshot.waarom:
        story += [_paragraphs("Waarom nu?", [markup(text) for text in snapshot.waarom]), gap(7)]
    story += [*_costs(snapshot), gap(6)]
    if snapshot.begroting:
        money = snapshot.begroting
        parts = (
            (money.vastgelegd, "al vastgelegd"),
            (money.dit_besluit, "dit besluit"),
            (money.vrij, "blijft vrij"),
        )
        budget = BudgetBar(f"begroting {money.jaar}", money.totaal, parts)
        story += [section("Past dit in de begroting?", [budget], level=3.4 * MM), gap(6.5)]
    if snapshot.weten:
        story += [_paragraphs("Wat moet u weten?", [_opened(item) for item in snapshot.weten]), gap(6)]
    story.append(_Decision(snapshot.beslisser, Choices(snapshot.keuzes)))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _request(paper: Samenvatting) -> list[Any]:
    amounts = f"<b>{euro(paper.totaal_in_jaar)}</b> in {paper.periode}"
    if paper.totaal_per_jaar:
        amounts += f" en <b>{euro(paper.totaal_per_jaar)}</b> per jaar daarna"
    content: list[Any] = [rich_paragraph(f"{markup(paper.besluit)}<br/>{amounts}.", styles.LEAD)]
    if paper.besluit_noot:
        content += [Spacer(0, 0.8 * MM), rich_paragraph(markup(paper.besluit_noot), styles.TABLE)]
    return [Hanging("Gevraagd besluit", level=styles.LEAD.baseline), RequestBar(content)]


def _paragraphs(heading: str, sources: list[str]) -> Any:
    content: list[Any] = []
    for source in sources:
        content += [rich_paragraph(source, left=TEXT_INDENT), Spacer(0, 1.6 * MM)]
    return section(heading, content[:-1])


def _opened(item: Alinea) -> str:
    opening = f"<b>{markup(item.kop)}</b> " if item.kop else ""
    return opening + markup(item.tekst)


_COLUMNS = (
    Column(0, 42 * MM),
    Column(43 * MM, 14 * MM, is_number=True),
    Column(58 * MM, 24 * MM, is_number=True),
    Column(83 * MM, 17 * MM, is_number=True),
    Column(106 * MM, 36 * MM),
    Column(144 * MM, 24 * MM),
)


def _costs(paper: Samenvatting) -> list[Any]:
    rows = [_domain(regel) for regel in paper.domeinen]
    if rows:
        rows[-1] = Row(rows[-1].cells, rule=HEAVY, pad_top=rows[-1].pad_top, pad_bottom=rows[-1].pad_bottom)
    sums = (str(paper.totaal_aantal), amount(paper.totaal_in_jaar), amount(paper.totaal_per_jaar))
    cells = [cell(text, styles.TABLE_BOLD) for text in ("Totaal", *sums)]
    rows.append(Row((*cells, Cell(), Cell()), rule=HEAVY, pad_top=1.6 * MM, pad_bottom=1.6 * MM))
    head = head_row(("Domein", "Aantal", f"In {paper.periode}", "Per jaar", "Grondslag", "Gereed in"))
    heading = WideHeading("Maatregelen en kosten per domein", "in euro, inclusief btw")
    return [heading, RowTable(_COLUMNS, rows, head=head, keep=4)]


def _domain(regel: Domeinkosten) -> Row:
    drop = styles.TABLE.baseline + 1.75 * MM
    name = Cell(
        ((styles.TABLE_BOLD, regel.naam),),
        mark=lambda canvas, x, top: draw_tile(canvas, regel.domein, x, top - drop, size=5.6 * MM),
        indent=8 * MM,
    )
    texts = (
        str(regel.aantal),
        amount(regel.in_jaar),
        amount(regel.per_jaar),
        regel.grondslag,
        regel.gereed_in,
    )
    cells = (name, *(cell(text) for text in texts))
    return Row(cells, rule=FINE, pad_top=2.2 * MM, pad_bottom=2 * MM)


class _Decision(Flowable):
    """The foot of the paper: boxes, room for a condition, date and signature; one block."""

    def __init__(self, office: str, choices: Choices) -> None:
        super().__init__()
        self._office, self._choices = office, choices

    def wrap(self, *available: float) -> tuple[float, float]:
        """34 mm and what the boxes need beyond one line."""
        self._boxes = self._choices.wrap(*available)[1]
        self.width, self.height = WIDTH, 30.5 * MM + self._boxes
        return self.width, self.height

    def draw(self) -> None:
        """Rule, heading, boxes and writing lines."""
        canvas, top = self.canv, self.height
        canvas.setLineWidth(HEAVY)
        canvas.line(0, top, WIDTH, top)
        Hanging("Uw besluit", level=5.6 * MM).drawOn(canvas, 0, top)
        self._choices.drawOn(canvas, 0, top - 2.2 * MM - self._boxes)
        length = WIDTH - TEXT_INDENT
        writing_line(canvas, "voorwaarde", TEXT_INDENT, 18.3 * MM, length=length)
        writing_line(canvas, "datum", TEXT_INDENT, 3.8 * MM, length=30 * MM)
        start = TEXT_INDENT + 34 * MM
        writing_line(canvas, f"handtekening {self._office}", start, 3.8 * MM, length=WIDTH - start)
