"""The pieces that papers for suppliers share: two parties, points in order, and room to write in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import Signatures, gap, heading_cell
from veiligheidsadvies.printing.leverancier_snapshots import Partij
from veiligheidsadvies.printing.leverancier_woorden import AFSPRAKEN, below_title
from veiligheidsadvies.printing.snapshots import Handtekening
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT, THIN, WIDTH, Face
from veiligheidsadvies.printing.tables import Cell, Column, Mark, Row, RowTable, cell

_STEP = 7 * MM
_MOST_TOGETHER = 12
_SECOND_PARTY = styles.column_left(5) - styles.LEFT


def parties(partijen: Sequence[Partij]) -> RowTable:
    """Up to two letterheads, abreast."""
    columns = (
        Column(0, _SECOND_PARTY - 4 * MM),
        Column(_SECOND_PARTY, WIDTH - _SECOND_PARTY),
    )
    cells = [_letterhead(one) for one in partijen]
    cells += [Cell()] * (len(columns) - len(cells))
    return RowTable(columns, (Row(tuple(cells[: len(columns)]), rule=0, pad_top=0, pad_bottom=0),))


def _letterhead(partij: Partij) -> Cell:
    return Cell(((styles.TABLE_BOLD, partij.kop), *((styles.TABLE, line) for line in partij.regels if line)))


def points(
    heading: str, texts: Sequence[str], *, face: Face = styles.TABLE, is_numbered: bool = True
) -> RowTable:
    """Sentences one below the other, numbered or with a dash, under a hanging heading."""
    bold = styles.BODY_BOLD if face is styles.BODY else styles.TABLE_BOLD
    columns = (Column(TEXT_INDENT, _STEP - MM), Column(TEXT_INDENT + _STEP, WIDTH - TEXT_INDENT - _STEP))
    rows = [
        Row(
            (cell(str(number) if is_numbered else "–", bold), cell(text, face)),
            rule=0,
            pad_top=0,
            pad_bottom=0.8 * MM,
        )
        for number, text in enumerate(texts, 1)
    ]
    return RowTable(columns, rows, margin=heading_cell(heading))


def work(titel: str, eis: str, *, per_jaar: bool = False, wijzigt: int = 0) -> Cell:
    """What is asked: the work in semibold, what it must satisfy below it, and that it returns each year."""
    below = below_title(eis, per_jaar=per_jaar, wijzigt=wijzigt)
    return Cell(((styles.TABLE_BOLD, titel), *((styles.SECOND, text) for text in below)))


def room_to_write(width: float) -> Cell:
    """An empty cell with a line to write on, `width` points long from the left edge of its column."""
    return Cell(((styles.TABLE, ""),), mark=_line_mark(width))


def _line_mark(width: float) -> Mark:
    drop = styles.TABLE.baseline + 0.9 * MM

    def draw(canvas: Any, x: float, top: float) -> None:
        canvas.draw_rule(x, x + width, top - drop, weight=THIN)

    return draw


def agreed_and_signed(afspraken: Sequence[str], places: Sequence[Handtekening]) -> list[Any]:
    """What was agreed with the signatures below it: on one sheet, unless there is too much of it."""
    story: list[Any] = [points(AFSPRAKEN, afspraken), gap(7)] if afspraken else []
    story.append(Signatures(places))
    return [KeepTogether(story)] if len(afspraken) <= _MOST_TOGETHER else story


def part_of(titel: str) -> str:
    """The line above the heading of each later part of a table."""
    return f"{titel}, vervolg"
