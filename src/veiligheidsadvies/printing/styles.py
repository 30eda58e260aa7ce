"""Measures and type of the paper, in points (1 mm = 72 / 25,4 pt); nothing else decides a size.

A4 portrait: eight columns of 17,5 mm with gutters of 4, 24 mm from the left (binder holes) and 18 from the
right. Text is always pure black: grey is a dot screen on a laser printer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from veiligheidsadvies.printing import fonts

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, WIDTH = 24 * MM, 168 * MM
RIGHT = LEFT + WIDTH
FRAME_TOP, FRAME_BOTTOM = 40 * MM, 31 * MM
MARGIN_WIDTH = 39 * MM
TEXT_INDENT = 43 * MM
TEXT_WIDTH = 125 * MM

HEAVY, THIN, FINE = 0.9, 0.5, 0.25
"""Rule weights: around tables and signatures, header and footer, between rows."""

WATERMARK_GREY = 0xE9 / 255


def column_left(number: int) -> float:
    """Left edge of column 1–8, from the left edge of the page."""
    return LEFT + (number - 1) * 21.5 * MM


@dataclass(frozen=True, slots=True)
class Face:
    """A font with size and leading in points."""

    font: str
    size: float
    leading: float

    @property
    def baseline(self) -> float:
        """From the top of a line down to its baseline."""
        return (self.leading - self.size) / 2 + 0.77 * self.size


TITLE = Face(fonts.SEMIBOLD, 25, 28)
TITLE_LIGHT = Face(fonts.LIGHT, 25, 28)
LEAD = Face(fonts.REGULAR, 12.5, 17)
LEAD_BOLD = Face(fonts.SEMIBOLD, 12.5, 17)
HEADING = Face(fonts.SEMIBOLD, 11, 14.2)
HEADING_REST = Face(fonts.REGULAR, 11, 14.2)
BODY = Face(fonts.REGULAR, 10, 14.2)
BODY_BOLD = Face(fonts.SEMIBOLD, 10, 14.2)
TABLE = Face(fonts.REGULAR, 9, 11.4)
TABLE_BOLD = Face(fonts.SEMIBOLD, 9, 11.4)
SECOND = Face(fonts.REGULAR, 8, 10)
TABLE_HEAD = Face(fonts.SEMIBOLD, 8, 10)
NOTE = Face(fonts.REGULAR, 8.4, 11)
LABEL = Face(fonts.REGULAR, 7.2, 9)
KEY = Face(fonts.SEMIBOLD, 16, 18)
TELEPHONE = Face(fonts.SEMIBOLD, 17.5, 21)


@cache
def paragraph_style(face: Face, left: float = 0.0) -> Any:
    """The ReportLab style of a face: left-aligned, black, no widows or orphans, unbroken words broken."""
    from reportlab.lib.styles import ParagraphStyle

    fonts.register()
    return ParagraphStyle(
        f"{face.font} {face.size} {left}",
        leftIndent=left,
        bulletIndent=left - 7 * MM,
        bulletFontSize=face.size,
        fontName=face.font,
        fontSize=face.size,
        leading=face.leading,
        bulletFontName=face.font,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
