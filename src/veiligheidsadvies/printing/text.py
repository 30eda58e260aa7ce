"""Words and numbers on their way to paper: user text made harmless, money and dates in Dutch form.

ReportLab's Paragraph is mark-up: `<nog onbekend>` would lose text, `<b>x` raise and `<img src=…>` open a
file. So `markup` is the one door through which a text from a record becomes Paragraph mark-up.
"""

from __future__ import annotations

import datetime as dt

from veiligheidsadvies.printing.fonts import printable

NBSP = "\u00a0"
NIL = "–"

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def markup(text: str) -> str:
    """Any text as Paragraph mark-up that prints literally; line breaks are kept."""
    escaped = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "<br/>")


def amount(cents: int) -> str:
    """Cents as "1.350,00", zero as a dash, a negative amount with a real minus sign."""
    if cents == 0:
        return NIL
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""  # noqa: RUF001 - the minus sign, as wide as a digit
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}"


def euro(cents: int) -> str:
    """Cents as "€ 1.350,00" that does not break; zero as a dash."""
    return NIL if cents == 0 else f"€{NBSP}{amount(cents)}"


def long_date(day: dt.date) -> str:
    """ "12 maart 2026"."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: dt.date) -> str:
    """ "20-03-2026", for tables."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"
