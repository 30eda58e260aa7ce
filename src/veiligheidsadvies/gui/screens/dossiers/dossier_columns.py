"""The columns of the list of dossiers, their order and their totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from veiligheidsadvies.domain.bedrag import Bedrag, total
from veiligheidsadvies.domain.bestuurder import Ambt
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, money_cell, number_cell, text_cell
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.services.dossier_overzicht import DossierRegel
from veiligheidsadvies.text.formats import count, date_short, fold, sort_key

_SHORT = {
    Ambt.CDK.woord: "CdK",
    Ambt.DIJKGRAAF.woord: "dijkgraaf",
    Ambt.LID_DB.woord: "lid DB",
    Ambt.OVERIG.woord: "overig",
}
"""Offices too long for a column; a screen reader still says the whole word."""
Key = Callable[[DossierRegel], Any]


def columns(today: dt.date) -> list[Column[DossierRegel]]:
    """Code, name, office, phase, work, the next day and money; names are secret."""

    def money(name: str, title: str, width: int) -> Column[DossierRegel]:
        return Column[DossierRegel](
            name=name,
            title=title,
            width=width,
            is_right=True,
            sort=name,
            cell=lambda line: money_cell(_amount(line, name).cents),
        )

    return [
        Column(name="code", title="Code", width=76, sort="code", cell=_code_cell),
        Column(
            name="naam",
            title="Naam",
            width=192,
            sort="naam",
            is_secret=True,
            cell=lambda line: text_cell(line.naam),
        ),
        Column(
            name="ambt",
            title="Ambt",
            width=112,
            stretch=True,
            sort="ambt",
            cell=lambda line: Cell(text=_SHORT.get(line.ambt, line.ambt), spoken=line.ambt),
        ),
        Column(name="fase", title="Fase", width=124, sort="fase", cell=_phase_cell),
        Column(
            name="open",
            title="Open",
            width=52,
            is_right=True,
            sort="open",
            cell=lambda line: number_cell(line.open),
        ),
        Column(name="te_laat", title="Te laat", width=62, is_right=True, sort="te_laat", cell=_late_cell),
        Column(
            name="dag",
            title="Eerste dag",
            width=138,
            sort="dag",
            cell=lambda line: _day_cell(line, today),
        ),
        money("raming", "Raming", 96),
        money("verplicht", "Verplicht", 86),
        money("gefactureerd", "Gefactureerd", 94),
    ]


def _code_cell(line: DossierRegel) -> Cell:
    return text_cell(line.code, is_bold=True, is_muted=line.is_gesloten)


def _phase_cell(line: DossierRegel) -> Cell:
    return text_cell("gesloten" if line.is_gesloten else line.voortgang.fase.woord)


def _late_cell(line: DossierRegel) -> Cell:
    if not line.te_laat:
        return number_cell(0)
    return Cell(text=str(line.te_laat), color="te_laat", is_bold=True, is_right=True)


def _day_cell(line: DossierRegel, today: dt.date) -> Cell:
    if line.volgende_dag is None:
        return Cell(text="–", color="muted", spoken="geen")
    late = (today - line.volgende_dag).days
    if late > 0:
        return Cell(
            text=f"{count(late, 'dag', 'dagen')} te laat",
            icon=icon_name("status", "te_laat"),
            color="te_laat",
            is_bold=True,
        )
    return date_cell(date_short(line.volgende_dag, today), is_today=late == 0)


def _amount(line: DossierRegel, name: str) -> Bedrag:
    amount: Bedrag = getattr(line.geld, name)
    return amount


_KEYS: dict[str, Key] = {
    "code": lambda line: (line.is_gesloten, line.code),
    "naam": lambda line: sort_key(line.naam),
    "ambt": lambda line: sort_key(line.ambt),
    "fase": lambda line: (line.is_gesloten, line.voortgang.huidige),
    "open": lambda line: line.open,
    "te_laat": lambda line: line.te_laat,
    "dag": lambda line: line.volgende_dag or dt.date.max,
}


def sorted_lines(lines: Sequence[DossierRegel], name: str, *, is_descending: bool) -> list[DossierRegel]:
    """In the order of one column."""
    key = _KEYS.get(name, lambda line: _amount(line, name).cents)
    return sorted(lines, key=key, reverse=is_descending)


def passing(lines: Sequence[DossierRegel], text: str, *, has_names: bool) -> list[DossierRegel]:
    """Lines that hold every typed word in code, office or phase, and in the name unless names are hidden."""
    words = fold(text).split()

    def haystack(line: DossierRegel) -> str:
        name = line.naam if has_names else ""
        return fold(f"{line.code} {line.ambt} {line.voortgang.fase.woord} {name}")

    return [line for line in lines if all(word in haystack(line) for word in words)]


def totals(lines: Sequence[DossierRegel]) -> dict[str, Cell]:
    """What stands under the columns."""
    late = sum(line.te_laat for line in lines)
    found = {
        "code": text_cell(count(len(lines), "dossier", "dossiers"), is_bold=True),
        "open": number_cell(sum(line.open for line in lines), is_bold=True),
        "te_laat": Cell(
            text=str(late) if late else "–", color="te_laat" if late else "muted", is_bold=True, is_right=True
        ),
    }
    for name in ("raming", "verplicht", "gefactureerd"):
        found[name] = money_cell(total(_amount(line, name) for line in lines).cents, is_bold=True)
    return found
