"""From what someone types to a value, or to a sentence that says what is wrong and what to do.

Pure functions: an editor gets one of these, or another with the same shape. Empty text is None, never a
refusal; whether a field may stay empty is for the form to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Text that is no value; the sentence is shown at the field."""

    sentence: str


Parse = Callable[[str], Any]

_AMOUNT = re.compile(
    r"^(?:€|eur)?\s*(-?)\s*(\d[\d. ]*?)(?:[.,](\d{1,2}))?(?:,-+|,–)?$", re.IGNORECASE | re.ASCII
)
_WHOLE = re.compile(r"^(\d+|\d{1,3}(?:[. ]\d{3})+)$", re.ASCII)
NOT_A_DATE = "Dit is geen datum. Typ dag, maand en jaar, bijvoorbeeld 12-03-2026."
NOT_MONEY = "Dit is geen bedrag. Typ bijvoorbeeld 1.234,50."
TOO_HIGH = "Dit bedrag is te hoog voor deze administratie."
NOT_A_NUMBER = "Dit is geen heel getal. Typ alleen cijfers."
MOST_CENTS = 99_999_999_999
LONGEST = 30  # signs; Python refuses to read thousands of digits


def parse_money(text: str) -> int | Refusal | None:
    """Cents out of `1.234,50`, `1234.50`, `1.234,5`, `€ 12`, `12,-`; a dot before three digits groups."""
    shown = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if not shown:
        return None
    found = _AMOUNT.match(shown)
    if found is None:
        return Refusal(NOT_MONEY)
    sign, whole, cents = found.groups()
    if not _WHOLE.match(whole.strip()):
        return Refusal(NOT_MONEY)
    if len(whole) > LONGEST:
        return Refusal(TOO_HIGH)
    amount = int(re.sub(r"[. ]", "", whole)) * 100 + int((cents or "0").ljust(2, "0"))
    if amount > MOST_CENTS:
        return Refusal(TOO_HIGH)
    return -amount if sign else amount


def format_money(cents: int, *, has_sign: bool = True) -> str:
    """`€ 1.234,50` with a narrow, unbreakable space, or without the sign."""
    whole, rest = divmod(abs(cents), 100)
    digits = f"{whole:,}".replace(",", ".") + f",{rest:02d}"
    return ("€\u00a0" if has_sign else "") + ("-" if cents < 0 else "") + digits


def format_date(value: date) -> str:
    """`12-03-2026`."""
    return f"{value:%d-%m-%Y}"


def parse_integer(text: str) -> int | Refusal | None:
    """A whole number; dots between thousands are allowed."""
    shown = text.strip()
    if not shown:
        return None
    is_number = re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+|-?\d{1,12}", shown, re.ASCII) is not None
    if not is_number or len(shown) > LONGEST:
        return Refusal(NOT_A_NUMBER)
    return int(shown.replace(".", ""))


def plain_text(text: str) -> str | None:
    """The text without spaces around it; None when there is nothing."""
    return text.strip() or None
