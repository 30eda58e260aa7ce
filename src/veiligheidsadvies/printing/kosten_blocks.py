"""The pieces that the papers of a year share: rows with a tile, paragraphs that open in semibold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import WideHeading, rich_paragraph, section
from veiligheidsadvies.printing.marks import draw_tile
from veiligheidsadvies.printing.snapshots import Alinea
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT
from veiligheidsadvies.printing.tables import Cell, RowTable
from veiligheidsadvies.printing.text import markup


def tile_cell(domein: str, naam: str) -> Cell:
    """The name of a domain behind its tile."""
    drop = styles.TABLE.baseline + 1.6 * MM
    return Cell(
        ((styles.TABLE_BOLD, naam),),
        mark=lambda canvas, x, top: draw_tile(canvas, domein, x, top - drop, size=5.2 * MM),
        indent=8 * MM,
    )


def long_table(heading: str, rest: str, table: RowTable) -> list[Any]:
    """A heading above a table that may go on for pages: it begins where it stands, and never alone."""
    above = WideHeading(heading, rest)
    above.keepWithNext = False  # what is kept together goes to the next page whole
    return [CondPageBreak(45 * MM), above, table]


def opened(heading: str, alineas: Sequence[Alinea]) -> Any:
    """Paragraphs in the text column, each opening with its own words in semibold."""
    content: list[Any] = []
    for one in alineas:
        source = f"<b>{markup(one.kop)}</b> {markup(one.tekst)}" if one.kop else markup(one.tekst)
        content += [rich_paragraph(source, left=TEXT_INDENT), Spacer(0, 1.6 * MM)]
    return section(heading, content[:-1])
