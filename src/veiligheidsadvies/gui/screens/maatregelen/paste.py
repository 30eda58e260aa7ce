"""Rows pasted from a spreadsheet: read as measures, every bad row named, nothing written before it is agreed.

With a first row of column names (of the list or of the form) the columns may stand in any order. Without
one, a column is known by what is in it: codes, a domain, amounts, dates, and else text.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.advies import AdviesId, Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.services.context import unprintable
from veiligheidsadvies.text.formats import amount_problem, fold, parse_amount, parse_date
from veiligheidsadvies.text.messages import explain_problem

RAMING = "raming"
_READ = (
    "catalogus_code",
    "titel",
    "domein",
    "advies_ref",
    "tekst",
    "norm",
    "grondslag",
    "betaler",
    "prioriteit",
    "verantwoordelijke",
    "leverancier",
    "termijn",
)
_ALSO = {
    "code": "catalogus_code",
    "raming": RAMING,
    "raming incl. btw": RAMING,
    "bedrag": RAMING,
    "titel": "titel",
}
_IGNORED = frozenset({"dossier", "status", "verplicht"})
_CODE = re.compile(r"[A-Za-z]{1,3}-?\d{1,3}")
NAMES = {
    **{fold(velden(Maatregel)[name].label): name for name in _READ},
    **{name: name for name in _READ},
    **_ALSO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plakregel:
    """One pasted row as a measure that belongs to no dossier yet; `raming` is incl. btw."""

    maatregel: Maatregel
    raming: Bedrag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaksel:
    """What was pasted; `fouten` are sentences that each name their row (the first row is 1)."""

    regels: tuple[Plakregel, ...]
    fouten: tuple[str, ...]

    def items(
        self, dossier_id: DossierId, advies_id: AdviesId | None
    ) -> list[tuple[Maatregel, Bedrag | None]]:
        """What `save_many` wants."""
        return [
            (replace(one.maatregel, dossier_id=dossier_id, advies_id=advies_id), one.raming)
            for one in self.regels
        ]


def read(text: str, find_line: Callable[[str], Catalogusmaatregel | None], *, today: dt.date) -> Plaksel:
    """The measures in tab-separated text; an empty cell takes what the catalogue knows of the code."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        return Plaksel(regels=(), fouten=())
    names = _header(numbered[0][1])
    if names is None:
        names = _guess([row for _, row in numbered], today)
    else:
        numbered = numbered[1:]
    lines: list[Plakregel] = []
    wrong: list[str] = []
    for number, row in numbered:
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name and cell.strip()}
        line, problems = _line(cells, find_line, today)
        wrong += [f"rij {number}, {_label(one.field)}: {explain_problem(one)}" for one in problems]
        lines.append(line)
    return Plaksel(regels=tuple(lines), fouten=tuple(wrong))


def _header(row: Sequence[str]) -> list[str] | None:
    words = [fold(cell.strip()) for cell in row]
    names = [NAMES.get(one, "") for one in words]
    known = sum(1 for name, one in zip(names, words, strict=True) if name or one in _IGNORED)
    has_subject = "titel" in names or "catalogus_code" in names
    return names if has_subject and known * 2 >= len([one for one in words if one]) else None


def _guess(rows: Sequence[Sequence[str]], today: dt.date) -> list[str]:
    texts = iter(("titel", "tekst"))
    found: list[str] = []
    for at in range(max(map(len, rows))):
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        name = _kind(cells, today)
        found.append(next(texts, "") if name == "" and cells else name if name not in found else "")
    return found


def _kind(cells: Sequence[str], today: dt.date) -> str:
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("catalogus_code", _CODE.fullmatch),
        ("domein", lambda cell: fold(cell) in set(Domein)),
        ("termijn", lambda cell: parse_date(cell, today) if re.search(r"\D", cell) else None),
        (RAMING, parse_amount),
    )
    return next((name for name, test in tests if cells and all(test(cell) for cell in cells)), "")


def _line(
    cells: Mapping[str, str], find_line: Callable[[str], Catalogusmaatregel | None], today: dt.date
) -> tuple[Plakregel, list[Problem]]:
    code = cells.get("catalogus_code", "")
    known = find_line(code) if code else None
    values: dict[str, Any] = _known(known)
    problems: list[Problem] = []
    for name, cell in cells.items():
        value, problem = _value(name, cell, today)
        if problem is not None:
            problems.append(problem)
        else:
            values[name] = value
    raming = values.pop(RAMING, None)
    if "domein" not in values:
        problems.append(Problem("domein", "verplicht") if not code else Problem("catalogus_code", "onbekend"))
        values["domein"] = Domein.WONEN
    maatregel = Maatregel(**{"titel": "", **values})
    problems += [*maatregel.problems(), *unprintable(maatregel)]
    return Plakregel(maatregel=maatregel, raming=raming), problems


def _known(line: Catalogusmaatregel | None) -> dict[str, Any]:
    if line is None:
        return {}
    names = (
        "domein",
        "titel",
        "norm",
        "grondslag",
        "betaler",
        "terugkerend",
        "interval_maanden",
        "certificaat_vereist",
    )
    return {name: getattr(line, name) for name in names}


def _value(name: str, cell: str, today: dt.date) -> tuple[Any, Problem | None]:
    if name == RAMING:
        found = parse_amount(cell)
        if found is None:
            return None, amount_problem(cell, RAMING)
        return found, Problem(RAMING, "negatief") if found.cents < 0 else None
    if name == "termijn":
        day = parse_date(cell, today)
        return day, None if day else Problem(name, "datum_ongeldig")
    if name == "catalogus_code":
        return cell.upper(), None
    kind = _enum(name)
    if kind is None:
        return cell, None
    chosen = next((one for one in kind if fold(cell) in {fold(word(one)), fold(str(one.value))}), None)
    choices = {"keuzes": ", ".join(word(one) for one in kind)}
    return chosen, None if chosen is not None else Problem(name, "keuze", choices)


def _enum(name: str) -> type[enum.Enum] | None:
    annotation = typing.get_type_hints(Maatregel)[name]
    arms = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    return next((arm for arm in arms if isinstance(arm, type) and issubclass(arm, enum.Enum)), None)


def _label(name: str) -> str:
    known = velden(Maatregel)
    return known[name].label if name in known else name.capitalize()
