"""Words and numbers on their way to paper: user text made harmless, cents in Dutch form.

ReportLab's Paragraph is mark-up: `<nog onbekend>` would lose text, `<b>x` raise and `<img src=…>` open a
file. So `markup` is the one door through which a text from a record becomes Paragraph mark-up.
"""

from __future__ import annotations

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.printing.fonts import printable
from veiligheidsadvies.text import formats


def markup(text: str) -> str:
    """Any text as Paragraph mark-up that prints literally; line breaks are kept."""
    escaped = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "<br/>")


def amount(cents: int) -> str:
    """Cents as "1.350,00" under a heading that says euro; zero as a dash."""
    return formats.amount(Bedrag(cents), sign=False)


def euro(cents: int) -> str:
    """Cents as "€ 1.350,00" that does not break; zero as a dash."""
    return formats.amount(Bedrag(cents))
