"""The four kinds of line in an agenda."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit in hours: `remaining` such as `nog 22 u 33 min`, `elapsed` from 0 to 1."""

    key: object
    title: str
    detail: str
    remaining: str
    until: str
    elapsed: float
    action: str
    tone: str = "wacht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading with a count."""

    title: str
    count: int
    icon: str
    tone: str = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """When, whose, what, why and the verb."""

    key: object
    when: str
    who: str
    what: str
    why: str
    action: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """A last line that shows what is still hidden."""

    text: str


Item = Clock | Group | Row | More


def spoken(item: Item) -> str:
    """What a screen reader says."""
    match item:
        case Clock():
            return f"{item.title}, {item.remaining}, {item.until}. {item.detail}. Enter: {_verb(item.action)}"
        case Group():
            return f"{item.title}, {item.count}"
        case Row():
            when = f"Te laat, {item.when}" if item.is_late else item.when
            return f"{when}, {item.who}, {item.what}. {item.why}. Enter: {_verb(item.action)}"
        case More():
            return item.text


def _verb(action: str) -> str:
    return action.removesuffix("…").casefold() or "niets"
