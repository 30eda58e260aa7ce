"""From tasks and findings to the lines of the list, and where the verb of a line leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.agenda import Group, Item, More, Row
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.services.vandaag import Doel, Groep, Taak
from veiligheidsadvies.text.bevindingen import ERNST_WOORD, heading, second_line
from veiligheidsadvies.text.formats import count, date_full, date_short, date_words

BINNENKORT_EERST, BINNENKORT_MINST = 4, 2
"""How many lines of ‘Binnenkort’ stand there before the user asks for the rest: on a page, and at least."""

GROUPS = {
    Groep.TE_LAAT: ("Te laat", icon_name("status", "te_laat"), "te_laat"),
    Groep.DEZE_WEEK: ("Deze week", "ph.calendar-blank", "muted"),
    Groep.BINNENKORT: ("Binnenkort", "ph.calendar", "muted"),
}
"""Title, icon and colour of the groups of the list."""
_TAB = {
    Doel.WOONPLEK: "woonplek",
    Doel.WERKLOCATIE: "woonplek",
    Doel.ADVIES: "advies",
    Doel.STAP: "stap",
    Doel.HERIJKING: "herijking",
    Doel.EINDE_AMBT: "maatregelen",
}
_BEHEER = {Doel.HERSTELBLAD: "herstelblad", Doel.BEWAREN: "bewaren"}
_ELSEWHERE = {
    Doel.LEVERANCIER: ("leveranciers", ""),
    Doel.OPDRACHT: ("opdrachten", ""),
    Doel.AANVRAAG: ("opdrachten", "aanvraag"),
    Doel.KOPIE: ("beheer", "kopieen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierbevinding:
    """A finding with the dossier it stands on."""

    dossier_id: int
    dossier_code: str
    bevinding: Bevinding


Regel = Taak | Dossierbevinding
Grouped = Mapping[Groep, Sequence[Taak]]
A_ROW = Row(key=None, when="", who="", what="", why="", action="")


def by_group(tasks: Sequence[Taak], today: dt.date) -> Grouped:
    """The tasks of each group that has any, groups in order."""
    found: dict[Groep, list[Taak]] = {group: [] for group in Groep}
    for task in tasks:
        found[task.groep(today)].append(task)
    return {group: members for group, members in found.items() if members}


def lines(
    tasks: Grouped, findings: Sequence[Dossierbevinding], today: dt.date, *, soon: int | None
) -> list[Item]:
    """Groups in order with their rows; `soon` is how many of ‘Binnenkort’, None for all."""
    shown: list[Item] = []
    for group, members in tasks.items():
        title, picture, tone = GROUPS[group]
        shown.append(Group(title=title, count=len(members), icon=picture, tone=tone))
        limit = len(members) if soon is None or group is not Groep.BINNENKORT else soon
        shown += [_row(task, today) for task in members[:limit]]
        if limit < len(members):
            last = date_words(members[-1].dag, year=False)
            shown.append(More(text=f"Nog {len(members) - limit} tot en met {last} tonen"))
    if findings:
        blocks = any(one.bevinding.ernst is Ernst.BLOKKEERT for one in findings)
        picture = icon_name("finding", "blokkeert" if blocks else "let_op")
        tone = "te_laat" if blocks else "wacht"
        shown.append(Group(title="Bevindingen", count=len(findings), icon=picture, tone=tone))
        shown += [_finding_row(one) for one in findings]
    return shown


def outline(tasks: Grouped) -> list[Item]:
    """The lines without words and without ‘Binnenkort’, to see how much room that has."""
    kept: list[Item] = []
    for group, members in tasks.items():
        kept.append(Group(title="", count=0, icon="", tone=""))
        kept += [More(text="")] if group is Groep.BINNENKORT else [A_ROW] * len(members)
    return kept


def _row(task: Taak, today: dt.date) -> Row:
    late = (today - task.dag).days
    return Row(
        key=task,
        when=count(late, "dag", "dagen") if late > 0 else date_short(task.dag, today),
        who=task.dossier_code,
        what=task.wat,
        why=_why(task, today) if late > 0 else task.waarom,
        action=task.knop,
        is_late=late > 0,
    )


def _why(task: Taak, today: dt.date) -> str:
    """The reason of a late task, with the day on which it was due."""
    day = date_full(task.dag) if task.dag.year != today.year else f"{task.dag.day:02}-{task.dag.month:02}"
    if task.doel is Doel.EXEMPLAAR:
        return f"{task.waarom.partition(',')[0]} · retour vóór {day}"
    return " · ".join(part for part in (task.waarom, f"termijn was {day}") if part)


def _finding_row(one: Dossierbevinding) -> Row:
    return Row(
        key=one,
        when=ERNST_WOORD[one.bevinding.ernst],
        who=one.dossier_code,
        what=heading(one.bevinding),
        why=second_line(one.bevinding),
        action="Bekijken…",
        is_late=False,
    )


def place_of(line: Regel) -> Plek:
    """Where the verb of a line leads."""
    if isinstance(line, Dossierbevinding):
        return Plek(scherm="dossier", dossier_id=line.dossier_id)
    if line.doel is Doel.MAATREGEL:
        return Plek(scherm="maatregel", dossier_id=line.dossier_id, row_id=line.row_id)
    if line.doel is Doel.EXEMPLAAR:
        return Plek(scherm="exemplaren", dossier_id=line.dossier_id, row_id=line.row_id)
    if line.doel in _BEHEER:
        return Plek(scherm="beheer", tab=_BEHEER[line.doel])
    if line.doel in _ELSEWHERE:
        screen, tab = _ELSEWHERE[line.doel]
        return Plek(scherm=screen, row_id=line.row_id, tab=tab)
    row_id = None if line.doel is Doel.EINDE_AMBT else line.row_id
    field = "pkvw_soort" if line.doel is Doel.WOONPLEK else None  # always about the certificate
    return Plek(
        scherm="dossier", dossier_id=line.dossier_id, tab=_TAB[line.doel], row_id=row_id, filter=field
    )


def subject_of(line: Regel) -> Plek:
    """The dossier a line is about; without one the same as its verb."""
    if line.dossier_id is None:
        return place_of(line)
    return Plek(scherm="dossier", dossier_id=line.dossier_id)


def matrix_counts(cells: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The cells of the matrix by plain words."""
    return {(str(domain), column): number for (domain, column), number in cells.items()}
