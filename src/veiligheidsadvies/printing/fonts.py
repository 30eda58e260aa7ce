"""Source Sans Pro on paper.

Registered once, always embedded, and asked beforehand whether it knows every sign.

ReportLab's built-in fonts lack ş, ğ, ł and ĳ and are not embedded; an unknown glyph would print as a box. So
a text with a sign that the font lacks is refused at its field (`missing_signs`) and never reaches paper.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

from veiligheidsadvies.printing.cmap import code_points

REGULAR = "SSP"
SEMIBOLD = "SSP-S"
BOLD = "SSP-B"
ITALIC = "SSP-I"
LIGHT = "SSP-L"

_FILES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    SEMIBOLD: "SourceSansPro-Semibold.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
    ITALIC: "SourceSansPro-It.ttf",
    LIGHT: "SourceSansPro-Light.ttf",
}

_REPLACED = str.maketrans(
    {
        "\u2011": "-",  # non-breaking hyphen: the font has none
        **dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\t", " "),
        **dict.fromkeys("\u2007\u202f", "\u00a0"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),  # invisible: soft hyphen, zero widths, byte order mark
        **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
    }
)


def _folder() -> Path:
    spec = importlib.util.find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("font_source_sans_pro")
    return Path(spec.origin).parent / "files"


@cache
def register() -> None:
    """Make the five faces known to ReportLab; mark-up <b> gives Semibold, <i> Italic."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = _folder()
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


@cache
def known_signs() -> frozenset[int]:
    """The code points that Regular and Semibold both can draw."""
    folder = _folder()
    return code_points(folder / _FILES[REGULAR]) & code_points(folder / _FILES[SEMIBOLD])


def printable(text: str) -> str:
    """The text as it goes to paper.

    Composed, U+2011 as a hyphen, invisible signs left out, breaks as newline.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_REPLACED)


def missing_signs(text: str) -> str:
    """The signs that cannot be printed, once each, in the order found; control characters are among them."""
    known = known_signs()
    if unicodedata.is_normalized("NFC", text) and known.issuperset(map(ord, set(text) - {"\n"})):
        return ""
    return "".join(dict.fromkeys(sign for sign in printable(text) if sign != "\n" and ord(sign) not in known))
