"""What a field is: declared once with the field, read by form, table, paper, glossary, search and privacy."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    """The meaning of one field of a record.

    `gevoelig`: hidden in privacy mode, noted when read, left out of exports, hunted by the release check.
    `zoekbaar`: its text goes into the search index. `lang`: more than one line. `maximum`: characters.
    `gedrukt`: may reach paper, so every sign must exist in the paper font.
    """

    naam: str
    label: str
    uitleg: str = ""
    gevoelig: bool = False
    zoekbaar: bool = False
    lang: bool = False
    gedrukt: bool = True
    maximum: int = 200


def veld(
    label: str,
    *,
    default: Any = MISSING,
    uitleg: str = "",
    gevoelig: bool = False,
    zoekbaar: bool = False,
    lang: bool = False,
    gedrukt: bool = True,
    maximum: int | None = None,
) -> Any:
    """Declare a dataclass field together with its Dutch label and what it means to the program."""
    meaning = {
        "label": label,
        "uitleg": uitleg,
        "gevoelig": gevoelig,
        "zoekbaar": zoekbaar,
        "lang": lang,
        "gedrukt": gedrukt,
        "maximum": maximum if maximum is not None else (4000 if lang else 200),
    }
    return dataclasses.field(default=default, metadata={"veld": meaning})


_DECLARED: dict[type, dict[str, Veld]] = {}


def velden(record: type) -> dict[str, Veld]:
    """All declared fields of a record class, in order, by attribute name."""
    if record not in _DECLARED:
        _DECLARED[record] = {
            item.name: Veld(naam=item.name, **item.metadata["veld"])
            for item in dataclasses.fields(record)
            if "veld" in item.metadata
        }
    return _DECLARED[record]


def label(record: type, name: str) -> str:
    """The Dutch label of one field; a missing declaration is a KeyError (a bug)."""
    return velden(record)[name].label
