"""Checks that every record shares, read from the field declarations."""

from __future__ import annotations

import datetime as dt
import functools
import re
import typing
from collections.abc import Iterable
from typing import Any, TypeGuard

from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import velden

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2199, 12, 31)
# Control characters and lone surrogates; a whole snapshot of a paper passes here too, so no loop over signs.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROLS_BUT_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def check_fields(record: Any, *, required: Iterable[str] = ()) -> list[Problem]:
    """Required fields, lengths (characters), control characters and dates outside 1900–2199."""
    found = [Problem(name, "verplicht") for name in required if _is_empty(getattr(record, name))]
    for name, meaning in velden(type(record)).items():
        value = getattr(record, name)
        if isinstance(value, str):
            found += _check_text(name, value, maximum=meaning.maximum, has_lines=meaning.lang)
        elif _is_day(value) and not EARLIEST <= value <= LATEST:
            found.append(Problem(name, "datum_buiten_bereik"))
    return found


def problems_of(record: Any) -> list[Problem]:
    """Everything that keeps a record from being saved, also when a number, a day or a choice was wiped out.

    Such a field is asked for. What the record says itself is told as far as it can be said without it.
    """
    kind: type = type(record)
    wiped = [name for name in _always_there(kind) if getattr(record, name) is None]
    own: list[Problem] = []
    try:
        own += record.problems()
    except (AttributeError, LookupError, TypeError):
        if not wiped:
            raise
    return [*(Problem(name, "verplicht") for name in wiped), *(one for one in own if one.field not in wiped)]


@functools.cache
def _always_there(kind: type) -> tuple[str, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(name for name in velden(kind) if type(None) not in typing.get_args(hints[name]))


def check_order(record: Any, *, first: str, second: str) -> list[Problem]:
    """`second` may not lie before `first` when both are known; told at `second`."""
    begin, end = getattr(record, first), getattr(record, second)
    if begin is None or end is None or begin <= end:
        return []
    return [Problem(second, "datum_volgorde", {"veld": velden(type(record))[first].label, "datum": begin})]


def check_range(record: Any, name: str, *, lowest: int, highest: int) -> list[Problem]:
    """A whole number from `lowest` to `highest`, both included; a field that was emptied is required."""
    number = getattr(record, name)
    if number is None:
        return [Problem(name, "verplicht")]
    if lowest <= number <= highest:
        return []
    return [Problem(name, "buiten_bereik", {"laagste": lowest, "hoogste": highest})]


def _check_text(name: str, value: str, *, maximum: int, has_lines: bool) -> list[Problem]:
    if len(value) > maximum:
        return [Problem(name, "te_lang", {"maximum": maximum, "lengte": len(value)})]
    if (_CONTROLS_BUT_LINES if has_lines else _CONTROLS).search(value):
        return [Problem(name, "stuurteken")]
    return []


def _is_day(value: object) -> TypeGuard[dt.date]:
    """A calendar day; a moment of the clock is a date to Python and none to us."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
