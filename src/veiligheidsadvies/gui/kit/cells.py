"""What stands in one cell of a table or tree, and how it is painted.

A column turns a record into a `Cell`: words with an optional icon, tile or colour. One delegate paints all.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.painting import LEFT, RIGHT, Pen
from veiligheidsadvies.gui.kit.parse import format_money
from veiligheidsadvies.gui.kit.tokens import size

INSET = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Words and how they look; colours are token names. `spoken` replaces the words for screen readers.

    `indent` in pixels moves what stands in a tree to the right; of an icon and a tile the icon comes first.
    An icon stands directly before its words, at the right edge as well.
    """

    text: str = ""
    color: str = "text"
    icon: str = ""
    icon_color: str = ""
    tile: str = ""
    is_bold: bool = False
    is_right: bool = False
    spoken: str = ""
    indent: int = 0


def text_cell(text: str | None, *, is_bold: bool = False, is_muted: bool = False) -> Cell:
    """Plain words; nothing shows as nothing."""
    return Cell(text=text or "", is_bold=is_bold, color="muted" if is_muted else "text")


def tile_cell(tile: str, text: str, *, is_bold: bool = False) -> Cell:
    """A domain tile with a code or name behind it."""
    return Cell(text=text, tile=tile, is_bold=is_bold, spoken=f"{tile} {text}")


def status_cell(group: str, word: str) -> Cell:
    """The icon of a status group (te_laat, wacht, loopt, gereed, vervallen) and the exact word."""
    return Cell(text=word, icon=icon_name("status", group), icon_color=group)


def date_cell(text: str, *, lateness: str = "", is_today: bool = False) -> Cell:
    """A date; when late, the words that say how much replace it."""
    if lateness:
        return Cell(text=lateness, icon=icon_name("status", "te_laat"), color="te_laat", is_bold=True)
    if is_today:
        return Cell(text=text, icon="ph.clock", icon_color="wacht")
    return Cell(text=text)


def money_cell(cents: int | None, *, is_bold: bool = False, is_muted: bool = False) -> Cell:
    """`1.234,50` right-aligned without the sign; zero and nothing are a dash."""
    shown = format_money(cents, has_sign=False) if cents else "–"
    color = "muted" if is_muted or not cents else "text"
    return Cell(text=shown, is_right=True, is_bold=is_bold, color=color, spoken=shown if cents else "geen")


def number_cell(value: int | None, *, is_bold: bool = False) -> Cell:
    """A whole number, right-aligned; zero is a dash."""
    return Cell(
        text=str(value) if value else "–", is_right=True, is_bold=is_bold, color="text" if value else "muted"
    )


def paint_cell(pen: Pen, rect: QRect, cell: Cell) -> None:
    """Draw a cell inside its rectangle with the inset of the look."""
    inside = rect.adjusted(INSET, 0, -INSET, 0)
    x, middle = inside.left() + cell.indent, rect.center().y()
    if cell.icon:
        side = size("icon_small")
        if cell.is_right:
            x = max(x, inside.right() + 1 - width_of(cell.text, is_bold=cell.is_bold) - 6 - side)
        pen.icon(QRect(x, middle - side // 2, side, side), cell.icon, cell.icon_color or cell.color)
        x += side + 6
    if cell.tile:
        x += pen.tile(x, middle, cell.tile) + INSET
    right = inside.right() + (0 if cell.is_right else 4)
    words = QRect(x, rect.top(), right - x + 1, rect.height())
    pen.text(words, cell.text, color=cell.color, is_bold=cell.is_bold, align=RIGHT if cell.is_right else LEFT)


def cell_width(cell: Cell) -> int:
    """Pixels this cell wants, insets included."""
    extra = (size("domain_tile") + INSET if cell.tile else 0) + (size("icon_small") + 6 if cell.icon else 0)
    return width_of(cell.text, is_bold=cell.is_bold) + extra + cell.indent + 2 * INSET + 2
