"""Dates, money, plurals and the sort key, as Dutch screens and papers write them; and reading them back."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.problems import Problem

MAANDEN = (
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
)
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_FOLD = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "ĳ": "ij", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'"}
    | {"ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
NBSP = "\u00a0"
_LONGEST_NUMBER = 30
_MEGABYTE = 1_000_000
_DOUBTFUL = re.compile(r"(-?)([1-9]\d{0,2}),(\d{3})", re.ASCII)


def amount(value: Bedrag | None, *, sign: bool = True, zero: str = "–") -> str:
    """Cents as `€ 1.234,56` (`sign=False`: without €); zero and None as a dash."""
    if value is None or not value.cents:
        return zero
    euros, cents = divmod(abs(value.cents), 100)
    number = f"{grouped(euros)},{cents:02d}"
    minus = "-" if value.cents < 0 else ""
    return f"€{NBSP}{minus}{number}" if sign else minus + number


def date_short(day: dt.date | None, today: dt.date) -> str:
    """`vandaag`, `vr 13-03` within the year, `14-11-2025` otherwise; nothing for None."""
    if day is None:
        return ""
    if day == today:
        return "vandaag"
    if day.year == today.year:
        return f"{DAGEN[day.weekday()][:2]} {day:%d-%m}"
    return date_full(day)


def date_full(day: dt.date | None) -> str:
    """`14-11-2025`; nothing for None."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}" if day else ""


def date_words(day: dt.date, *, weekday: bool = False, year: bool = True) -> str:
    """`12 maart 2026`, or `donderdag 12 maart 2026`."""
    words = f"{day.day} {MAANDEN[day.month - 1]}" + (f" {day.year}" if year else "")
    return f"{DAGEN[day.weekday()]} {words}" if weekday else words


def days_late(days: int) -> str:
    """`1 dag te laat`, `13 dagen te laat`."""
    return f"{count(days, 'dag', 'dagen')} te laat"


def grouped(number: int) -> str:
    """A whole number with dots between thousands: `3.412`."""
    return f"{number:,}".replace(",", ".")


def file_size(size: int) -> str:
    """Bytes as `12 kB`, `3,4 MB`; at least 1 kB."""
    if size < _MEGABYTE:
        return f"{max(round(size / 1000), 1)} kB"
    return f"{grouped(size // _MEGABYTE)},{size * 10 // _MEGABYTE % 10} MB"


def count(number: int, one: str, many: str) -> str:
    """`1 maatregel`, `14 maatregelen`."""
    return f"{number} {one if number == 1 else many}"


def fold(text: str) -> str:
    """Text for comparing: without case, accents, ligatures and typographic quotes."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLD))
    if plain.isascii():
        return plain
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_FOLD)


def sort_key(text: str) -> tuple[str, str]:
    """Order of names: folded first, exact second."""
    return fold(text), text


def parse_amount(text: str) -> Bedrag | None:
    """`1.234,50`, `1234.50`, `€ 12`, `1.234,5`, `1.234` as cents; None when it is no amount.

    The last comma or dot is the decimal sign when one or two digits follow it; three digits after a dot are
    thousands. One comma before three digits (`12,345`) may mean either and is none: see `amount_problem`.
    """
    if _meanings(text):
        return None
    match = re.fullmatch(r"(-?)([1-9]\d{0,2}(?:[.,]\d{3})+|\d+)(?:([.,])(\d{1,2}))?", _bare(text))
    if not match:
        return None
    minus, whole, mark, cents = match.groups()
    if len(whole) > _LONGEST_NUMBER:
        return None
    marks = {sign for sign in whole if sign in ".,"}
    if len(marks) > 1 or (marks and mark in marks):
        return None
    euros = int(re.sub(r"[.,]", "", whole))
    value = euros * 100 + (int(cents.ljust(2, "0")) if cents else 0)
    return Bedrag(-value if minus else value)


def amount_problem(text: str, field: str) -> Problem:
    """Why `parse_amount` gave None for a text that is not empty; a doubtful one asks which was meant."""
    meant = _meanings(text)
    if meant is None:
        return Problem(field, "bedrag_ongeldig")
    return Problem(field, "bedrag_dubbelzinnig", {"duizenden": meant[0], "komma": meant[1]})


def _meanings(text: str) -> tuple[str, str] | None:
    """The thousands and the cents that `12,345` may stand for; None when only one reading is possible."""
    found = _DOUBTFUL.fullmatch(_bare(text))
    if found is None:
        return None
    minus, whole, rest = found.groups()
    mille = int(whole) * 1000 + int(rest)
    cents = Bedrag((mille + 5) // 10)
    return f"{minus}{whole}.{rest}", minus + amount(cents, sign=False)


def _bare(text: str) -> str:
    return text.replace("€", "").replace(NBSP, "").replace(" ", "").removesuffix(",-").removesuffix(",--")


_DATE = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?|(\d{2})(\d{2})(\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2})",
    re.ASCII,
)
_WORDS = re.compile(r"(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?", re.ASCII)
_RELATIVE = {"gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_CENTURY = 100
_SHORT_MONTH = 3
JAREN_VOORUIT = 30
"""A year of two digits lies at most so many years ahead, else in the past: terms are near, births are not."""


def parse_date(text: str, today: dt.date) -> dt.date | None:
    """A date as people type it: `12-3-2026`, `12-03`, `12032026`, `2026-03-12`, `12 maart`, `vandaag`, `+7`.

    None when it is no date or the date does not exist. Without a year: the year of `today`. A year of two
    digits lies from 69 years before that year up to 30 after it: in 2026 `56` is 2056 and `70` is 1970.
    """
    bare = " ".join(text.casefold().split())
    if bare in _RELATIVE:
        return _shifted(today, _RELATIVE[bare])
    if shift := re.fullmatch(r"[+-]\d{1,4}", bare, re.ASCII):
        return _shifted(today, int(shift[0]))
    if words := _WORDS.fullmatch(bare):
        return _date(words[3] or "", str(_month(words[2])), words[1], today)
    match = _DATE.fullmatch(bare)
    if not match:
        return None
    if match[7]:
        return _date(match[7], match[8], match[9], today)
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    return _date(year or "", month, day, today)


def _month(word: str) -> int:
    """The number of a month by its name, first three letters or `mrt`, 0 for any other word."""
    word = "maart" if word == "mrt" else word
    is_short = len(word) == _SHORT_MONTH
    found = (i for i, name in enumerate(MAANDEN, 1) if name == word or (is_short and name.startswith(word)))
    return next(found, 0)


def _shifted(today: dt.date, days: int) -> dt.date | None:
    try:
        return today + dt.timedelta(days=days)
    except OverflowError:
        return None


def _date(year: str, month: str, day: str, today: dt.date) -> dt.date | None:
    number = int(year) if year else today.year
    if year and len(year) < len("2026"):
        number += today.year // _CENTURY * _CENTURY
        if number > today.year + JAREN_VOORUIT:
            number -= _CENTURY
        elif number <= today.year + JAREN_VOORUIT - _CENTURY:
            number += _CENTURY
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        return None
