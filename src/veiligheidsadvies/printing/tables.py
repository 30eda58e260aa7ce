"""Tables of lines: every row measured once, split anywhere without losing a line, totals never alone.

ReportLab's own Table makes a Paragraph per cell and loses rows that are taller than a page when its options
meet; here a cell is a stack of wrapped lines, so a plan of 200 measures costs what its lines cost, and a note
of 4,000 characters goes on over the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable, PageBreak

from veiligheidsadvies.printing.styles import (
    FINE,
    HEAVY,
    MARGIN_WIDTH,
    MM,
    TABLE,
    TABLE_BOLD,
    TABLE_HEAD,
    Face,
)
from veiligheidsadvies.printing.wrap import lines, width

Mark = Callable[[Any, float, float], None]
"""Draws a sign: canvas, left edge, top of the row's text."""

_LEAST_PART = 48.0
"""The least height in points of either part of a row that is split."""

_MOST_KEPT = 540.0
"""Rows that are higher together, in points, cannot be kept together: a frame is about 640 points."""

_BELOW_GAP = 0.5 * MM
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, in points from the table's left edge."""

    left: float
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts below each other, each in its face.

    `mark` is drawn at the left and moves the first text by `indent`.
    """

    texts: tuple[tuple[Face, str], ...] = ()
    mark: Mark | None = None
    indent: float = 0.0


def cell(text: str, face: Face = TABLE) -> Cell:
    """A cell of one text."""
    return Cell(((face, text),))


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and a text below them that may be long.

    `rule` is the weight of the line under the row; `pad_top`, `pad_bottom` and `least` (the least height of
    the cells) are points; `align` is 0 for cells level at the top, 0.5 in the middle, 1 at the bottom.
    """

    cells: tuple[Cell, ...]
    below: Cell | None = None
    below_column: Column | None = None
    rule: float = FINE
    pad_top: float = 1.4 * MM
    pad_bottom: float = 1.5 * MM
    align: float = 0.0
    least: float = 0.0


def head_row(titles: Sequence[str], *, rule: float = HEAVY) -> Row:
    """The heading of a table: 8 pt semibold, bottom-aligned, a heavy rule below."""
    cells = tuple(cell(title, TABLE_HEAD) for title in titles)
    return Row(cells, rule=rule, pad_top=0, pad_bottom=1.15 * MM, align=1)


def ruled(row: Row) -> Row:
    """The row with a heavy rule below it, as the last before a total."""
    return replace(row, rule=HEAVY)


def total_row(cells: Sequence[Cell], *, pad_top: float = 1.9 * MM) -> Row:
    """A total, between heavy rules."""
    return Row(tuple(cells), rule=HEAVY, pad_top=pad_top, pad_bottom=1.6 * MM)


PlacedLine = tuple[float, float, Face, str]
"""Left edge, a height, face, text: below the stack's top while laid out, the baseline when drawn."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """The lines of one cell; `down` is how far its top lies below the row's top."""

    down: float
    lines: tuple[PlacedLine, ...]

    @property
    def height(self) -> float:
        return self.lines[-1][1] + self.lines[-1][2].leading if self.lines else 0.0

    @property
    def bottom(self) -> float:
        return self.down + self.height if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class _LaidRow:
    height: float
    rule: float
    pad_bottom: float
    stacks: tuple[_Stack, ...]
    marks: tuple[tuple[Mark, float, float], ...] = ()


class RowTable(Flowable):
    """Rows under a heading that returns on each page.

    The last `keep` rows (a total and its rows) stay together.

    `margin` hangs in the margin column, level with the first line. `continuation` is the line above the
    heading of every later part, so that a sheet on its own still tells what it belongs to.
    """

    def __init__(  # noqa: PLR0913 - what a table is made of
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        head: Row | None = None,
        keep: int = 1,
        top_rule: float = 0.0,
        margin: Cell | None = None,
        continuation: str = "",
    ) -> None:
        super().__init__()
        self._left = min(column.left for column in columns)
        self._right = max(column.left + column.width for column in columns)
        self._top_rule = top_rule
        self._heads = [_lay(head, columns)] if head else []
        self._rows = [_lay(row, columns) for row in rows]
        self._keep = _keepable(self._rows, keep)
        self._margin = _lay_margin(margin, [*self._heads, *self._rows]) if margin else None
        self._later_heads = self._heads
        if continuation:
            column = Column(self._left, self._right - self._left)
            again = Row((cell(continuation, TABLE_BOLD),), rule=0, pad_top=0, pad_bottom=2 * MM)
            self._later_heads = [_lay(again, [column]), *self._heads]

    def _part(self, rows: list[_LaidRow], *, keep: int, is_first: bool) -> RowTable:
        made = RowTable.__new__(RowTable)
        Flowable.__init__(made)
        for name in ("_left", "_right", "_top_rule", "_later_heads"):
            setattr(made, name, getattr(self, name))
        made._heads = self._heads if is_first else self._later_heads
        made._margin = self._margin if is_first else None
        made._rows = rows
        made._keep = _keepable(rows, keep)
        return made

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The size in points; the width is that of the columns."""
        rows = self._head_height() + sum(row.height for row in self._rows)
        self.width, self.height = self._right, max(rows, self._margin.height if self._margin else 0.0)
        return self.width, self.height

    def _head_height(self) -> float:
        return sum(row.height for row in self._heads)

    def split(self, _width: float, room: float) -> list[Flowable]:
        """Two tables with a page break between; none when a new page must come first."""
        room -= self._head_height()
        fitting = self._fitting_rows(room)
        first, rest = self._rows[:fitting], self._rows[fitting:]
        if not fitting or len(rest) > self._keep:
            parts = _split_row(rest[0], room - sum(row.height for row in first))
            if parts:
                first, rest = [*first, parts[0]], [parts[1], *rest[1:]]
        if not first:
            return []
        return [
            self._part(first, keep=1, is_first=True),
            PageBreak(),  # else what is left would be tried once more, with its heading, on this page
            self._part(rest, keep=self._keep, is_first=False),
        ]

    def _fitting_rows(self, room: float) -> int:
        used, count = 0.0, 0
        for row in self._rows:
            if used + row.height > room + _ROUNDING:
                break
            used, count = used + row.height, count + 1
        return count if count == len(self._rows) else max(0, min(count, len(self._rows) - self._keep))

    def draw(self) -> None:
        """Heading, rows and their rules."""
        canvas, top = self.canv, self.height
        placed: list[PlacedLine] = []
        if self._margin:
            _place(self._margin, top, placed)
        if self._top_rule:
            canvas.draw_rule(self._left, self._right, top, weight=self._top_rule)
        for row in (*self._heads, *self._rows):
            _place(row, top, placed)
            for mark, x, down in row.marks:
                mark(canvas, x, top - down)
            top -= row.height
            if row.rule:
                canvas.draw_rule(self._left, self._right, top, weight=row.rule)
        canvas.draw_lines(placed)


def _keepable(rows: Sequence[_LaidRow], wanted: int) -> int:
    """How many of the last rows can stay together on one page: the wanted number, unless too high."""
    keep = max(1, min(wanted, len(rows)))
    while keep > 1 and sum(row.height for row in rows[-keep:]) > _MOST_KEPT:
        keep -= 1
    return keep


def _place(row: _LaidRow, top: float, placed: list[PlacedLine]) -> None:
    for stack in row.stacks:
        start = top - stack.down
        for x, down, face, text in stack.lines:
            placed.append((x, start - down - face.baseline, face, text))


def _lay(row: Row, columns: Sequence[Column]) -> _LaidRow:
    pairs = list(zip(row.cells, columns, strict=True)) if len(row.cells) > 1 else [(row.cells[0], columns[0])]
    stacks = [_stack(item, column, row.pad_top) for item, column in pairs]
    tallest = max([row.least, *(stack.height for stack in stacks)])
    if row.align:
        stacks = [replace(stack, down=row.pad_top + (tallest - stack.height) * row.align) for stack in stacks]
    marks = tuple((item.mark, column.left, row.pad_top) for item, column in pairs if item.mark)
    height = row.pad_top + tallest
    if row.below and row.below_column:
        below = _stack(row.below, row.below_column, height + _BELOW_GAP)
        stacks.append(below)
        height = below.bottom
    return _LaidRow(height + row.pad_bottom, row.rule, row.pad_bottom, tuple(stacks), marks)


def _lay_margin(item: Cell, rows: Sequence[_LaidRow]) -> _LaidRow:
    """The hanging heading, its first baseline level with the first of the table."""
    tops = [stack.down + stack.lines[0][2].baseline for stack in rows[0].stacks if stack.lines]
    stack = _stack(item, Column(0, MARGIN_WIDTH), 0)
    down = min(tops, default=0.0) - stack.lines[0][2].baseline
    return _LaidRow(down + stack.height, 0.0, 0.0, (replace(stack, down=down),))


def _stack(item: Cell, column: Column, down: float) -> _Stack:
    found: list[PlacedLine] = []
    top, indent = 0.0, item.indent
    for face, text in item.texts:
        for line in lines(text, face, column.width - indent):
            x = column.left + (column.width - width(line, face) if column.is_number else indent)
            found.append((x, top, face, line))
            top += face.leading
        indent = 0.0
    return _Stack(down, tuple(found))


def _split_row(row: _LaidRow, room: float) -> tuple[_LaidRow, _LaidRow] | None:
    """The row in two, the first part at most `room` high; None when either part would be too small."""
    limit = min(room, row.height - _LEAST_PART) - row.pad_bottom
    if limit < _LEAST_PART:
        return None
    first, rest = [], []
    for stack in row.stacks:
        stays = tuple(line for line in stack.lines if stack.down + line[1] + line[2].leading <= limit)
        first.append(replace(stack, lines=stays))
        rest.append(replace(stack, lines=stack.lines[len(stays) :]))
    over = [stack.down + stack.lines[0][1] for stack in rest if stack.lines]
    done = max(stack.bottom for stack in first)
    if not over or not done:
        return None
    up = min(over) - row.pad_bottom
    moved = tuple(replace(stack, down=stack.down - up) for stack in rest)
    return (
        replace(row, height=done + row.pad_bottom, rule=0.0, stacks=tuple(first)),
        replace(row, height=row.height - up, stacks=moved, marks=()),
    )
