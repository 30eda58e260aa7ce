"""The delivery sheet: ticked line by line at the work, with papers, codes, what is left to do, signatures."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Hanging,
    Signatures,
    WideHeading,
    box_mark,
    fit,
    gap,
    heading_cell,
    paragraph,
    title,
    writing_line,
)
from veiligheidsadvies.printing.furniture import Furniture, draw
from veiligheidsadvies.printing.leverancier_blocks import part_of, room_to_write, work
from veiligheidsadvies.printing.leverancier_snapshots import Leverregel, OpleverstaatStuk, Vinkpunt
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.tables import Cell, Column, Row, RowTable, cell, head_row, ruled
from veiligheidsadvies.printing.wrap import lines

_COLUMNS = (
    Column(0, 7 * MM),
    Column(8 * MM, 84 * MM),
    Column(93 * MM, 20 * MM, is_number=True),
    Column(119 * MM, 20 * MM),
    Column(144 * MM, 24 * MM),
)
_HEADS = ("Nr", "Werk en eis", "Besteld", "Geleverd", "In orde")
_LEFT_TO_DO = (
    Column(0, 11 * MM),
    Column(12 * MM, 102 * MM),
    Column(119 * MM, 20 * MM),
    Column(144 * MM, 24 * MM),
)
_CHECKS = (Column(TEXT_INDENT, 86 * MM), Column(TEXT_INDENT + 89 * MM, 36 * MM))
_LEAST = 4.5 * MM
_EMPTY_LINES = 3
_BOX = 6.5 * MM


def render(snapshot: OpleverstaatStuk) -> bytes:
    """The delivery sheet as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    story += [_lines(snapshot), gap(6.5), _checks(snapshot), gap(6)]
    story += [
        CondPageBreak(40 * MM),
        WideHeading("Restpunten", "wat nog niet goed is"),
        _left_to_do(snapshot),
    ]
    story += [gap(5), KeepTogether([Hanging("Foto’s", level=styles.TABLE.baseline), _Photos(snapshot.fotos)])]
    story += [gap(7), Signatures(snapshot.handtekeningen)]
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _lines(snapshot: OpleverstaatStuk) -> RowTable:
    rows = [_line(one) for one in snapshot.regels]
    rows[-1:] = [ruled(row) for row in rows[-1:]]
    return RowTable(_COLUMNS, rows, head=head_row(_HEADS), continuation=part_of(snapshot.titel))


def _line(one: Leverregel) -> Row:
    delivered = cell(one.geleverd) if one.geleverd else room_to_write(_COLUMNS[3].width)
    done = Cell(((styles.TABLE, ""),), mark=box_mark(is_done=one.is_af))
    return Row((cell(str(one.nr)), work(one.titel, one.eis), cell(one.aantal), delivered, done), least=_LEAST)


def _checks(snapshot: OpleverstaatStuk) -> RowTable:
    rows = [_check(one) for one in snapshot.punten]
    return RowTable(_CHECKS, rows, margin=heading_cell("Bij oplevering"))


def _check(one: Vinkpunt) -> Row:
    """A box with its sentence, and behind it what is known or a line to write it on."""
    said = Cell(((styles.TABLE, one.zin),), mark=box_mark(is_done=one.is_gedaan), indent=_BOX)
    blank = room_to_write(_CHECKS[1].width) if one.has_lijn else Cell()
    return Row((said, cell(one.tekst, styles.TABLE_BOLD) if one.tekst else blank), rule=0)


def _left_to_do(snapshot: OpleverstaatStuk) -> RowTable:
    known = [
        Row((cell(one.nr), cell(one.tekst), cell(one.dag), Cell(((styles.TABLE, ""),), mark=box_mark())))
        for one in snapshot.resten
    ]
    blank = Row((Cell(), Cell(), Cell(), Cell(((styles.TABLE, ""),), mark=box_mark())), least=5 * MM)
    rows = [*known, *(blank,) * _EMPTY_LINES]
    return RowTable(_LEFT_TO_DO, rows, head=head_row(("Bij nr", "Wat", "Gereed vóór", "Gereed")))


class _Photos(Flowable):
    """Numbers of photographs, filled in or to be written; never what is on them."""

    def __init__(self, numbers: str) -> None:
        super().__init__()
        self._lines = lines(numbers, styles.TABLE, WIDTH - TEXT_INDENT) if numbers else [""]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The lines and the label below them, in points."""
        self.width, self.height = WIDTH, len(self._lines) * styles.TABLE.leading + 4.5 * MM
        return self.width, self.height

    def draw(self) -> None:
        """The numbers on their line."""
        for row, line in enumerate(reversed(self._lines)):
            y = 4 * MM + 1.2 * MM + row * styles.TABLE.leading
            draw(self.canv, line, styles.TABLE, x=TEXT_INDENT, y=y)
        label = "alleen nummers, geen plaats en geen naam"
        writing_line(self.canv, label, TEXT_INDENT, 4 * MM, length=WIDTH - TEXT_INDENT)
