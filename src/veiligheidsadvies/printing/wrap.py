"""Text broken into lines by the widths of the font.

Cheaper than a Paragraph, and nothing in it is mark-up.
"""

from __future__ import annotations

from functools import cache

from veiligheidsadvies.printing.fonts import printable, register
from veiligheidsadvies.printing.styles import Face


@cache
def _glyph_width(font: str, sign: str) -> float:
    from reportlab.pdfbase import pdfmetrics

    register()
    return float(pdfmetrics.stringWidth(sign, font, 1))


def width(text: str, face: Face) -> float:
    """Width in points."""
    font = face.font
    return sum([_glyph_width(font, sign) for sign in text]) * face.size


def lines(text: str, face: Face, available: float) -> list[str]:
    """The text in lines no wider than `available` points; line breaks stay, a word too long is broken."""
    found: list[str] = []
    for part in printable(text).split("\n"):
        found.extend([part] if width(part, face) <= available else _wrap(part, face, available))
    return found


def _wrap(text: str, face: Face, available: float) -> list[str]:
    found: list[str] = []
    line, used = "", 0.0
    space = width(" ", face)
    for word in text.split(" "):
        wide = width(word, face)
        if line and used + space + wide <= available:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            found.append(line)
        if wide > available:
            *full, word = _break_word(word, face, available)  # noqa: PLW2901 - its last part goes on
            found.extend(full)
            wide = width(word, face)
        line, used = word, wide
    found.append(line)
    return found


def _break_word(word: str, face: Face, available: float) -> list[str]:
    """The parts of a word that is wider than a line; a single sign is never refused."""
    parts, part, used = [], "", 0.0
    for sign in word:
        wide = _glyph_width(face.font, sign) * face.size
        if part and used + wide > available:
            parts.append(part)
            part, used = "", 0.0
        part, used = part + sign, used + wide
    return [*parts, part]
