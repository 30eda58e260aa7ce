"""From a record's field declarations to the fields of a form, and from a filled form back to the record."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import Veld, velden
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Date, Integer, Kind, LongText, Money, Text, YesNo
from veiligheidsadvies.gui.kit.parse import NOT_A_DATE, Refusal
from veiligheidsadvies.text.formats import amount, amount_problem, parse_amount, parse_date
from veiligheidsadvies.text.messages import explain_problem

R = TypeVar("R")
_SHORT = 40


def word(member: enum.Enum) -> str:
    """How a stored word is said: its own `woord`, or the value without underscores."""
    own = getattr(member, "woord", None)
    if isinstance(member, BtwTarief):
        return f"{int(member)} %"
    return str(own) if own else str(member.value).replace("_", " ")


def options(kind: type[enum.Enum]) -> tuple[Option, ...]:
    """All members of an enum as choices, in their own order."""
    return tuple(Option(value=member, text=word(member)) for member in kind)


def read_amount(text: str) -> Any:
    """What a money field makes of typed text: Bedrag, None when empty, or a sentence."""
    if not text.strip():
        return None
    found = parse_amount(text)
    return Refusal(explain_problem(amount_problem(text, ""))) if found is None else found


def read_date(text: str) -> Any:
    """What a date field makes of typed text: a date, None when empty, or a sentence."""
    if not text.strip():
        return None
    found = parse_date(text, dt.datetime.now().astimezone().date())
    return Refusal(NOT_A_DATE) if found is None else found


def money(width: int | None = 136) -> Money:
    """A money field whose value is a Bedrag."""
    return Money(width=width, parse=read_amount, show=lambda value: amount(value, zero="€\u00a00,00"))


def date() -> Date:
    """A date field that reads everything `text.formats.parse_date` reads."""
    return Date(parse=read_date)


def field(record: type[Any], name: str, **over: Any) -> Field:
    """The form field of one declared field; `over` replaces what the declaration gives."""
    meaning = velden(record)[name]
    given: dict[str, Any] = {
        "name": name,
        "label": meaning.label,
        "kind": kind_of(record, name),
        "help": meaning.uitleg,
        "secret": meaning.gevoelig,
        "required": False,
    }
    return Field(**{**given, **over})


def section(title: str, record: type[Any], names: Sequence[str], **over: Mapping[str, Any]) -> Section:
    """A section of declared fields; `over` holds what differs per field name."""
    return Section(title, tuple(field(record, name, **over.get(name, {})) for name in names))


def kind_of(record: type[Any], name: str) -> Kind:
    """The kind of editor that fits the annotation of a field."""
    annotation = typing.get_type_hints(record)[name]
    may_be_empty = isinstance(annotation, types.UnionType)
    if may_be_empty:
        annotation = next(arm for arm in typing.get_args(annotation) if arm is not types.NoneType)
    meaning = velden(record)[name]
    if annotation is str:
        return _text(meaning)
    if annotation is bool:
        return YesNo()
    if annotation is dt.date:
        return date()
    if annotation is Bedrag:
        return money()
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return _choice(annotation, may_be_empty=may_be_empty)
    return Integer()


def _text(meaning: Veld) -> Kind:
    if meaning.lang:
        return LongText()
    return Text(width=200 if meaning.maximum <= _SHORT else None)


def _choice(kind: type[enum.Enum], *, may_be_empty: bool) -> Kind:
    longest = max(len(word(member)) for member in kind)
    return Choice(options=options(kind), width=max(120, 56 + 8 * longest), may_be_empty=may_be_empty)


def values_of(record: Any) -> dict[str, Any]:
    """A record as form values; empty text as None."""
    found = {name: getattr(record, name) for name in velden(type(record))}
    return {name: None if value == "" else value for name, value in found.items()}


def filled(record: R, values: Mapping[str, Any]) -> R:
    """The record with the values of a form; None becomes empty text where the field is text.

    And nothing (0 cents) where the field is an amount that is nothing unless somebody says otherwise.
    """
    usual = {field.name: field.default for field in dataclasses.fields(typing.cast("Any", record))}
    hints = typing.get_type_hints(type(record))
    known = {
        name: _empty(hints[name], usual[name]) if value is None else value
        for name, value in values.items()
        if name in hints
    }
    return typing.cast("R", dataclasses.replace(typing.cast("Any", record), **known))


def _empty(kind: object, usual: object) -> object:
    if kind is str:
        return ""
    return NIHIL if kind is Bedrag and usual == NIHIL else None


def sentences(problems: Sequence[Problem]) -> dict[str, str]:
    """Problems by field as Dutch sentences, the first of each field."""
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(problem.field, explain_problem(problem))
    return found
