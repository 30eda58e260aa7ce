"""How far a dossier is: which of the twenty steps its records prove, and how its measures stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.maatregel import OPEN, Status
from veiligheidsadvies.domain.regels import Dossierstand
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.storage import maatregel_table

PLAN_STAP = 8
PKVW_STAP = 10
HERIJKING_STAP = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkstand:
    """How far the measures of a dossier are: their statuses, and the first and last day one changed."""

    alle: frozenset[Status] = frozenset()
    eerste: dt.date | None = None
    laatste: dt.date | None = None
    aantal: int = 0
    open: int = 0
    te_laat: int = 0
    volgende_dag: dt.date | None = None


_ORDERED = {
    Status.OPDRACHT_GEGEVEN,
    Status.INGEPLAND,
    Status.UITGEVOERD,
    Status.OPGELEVERD,
    Status.IN_BEHEER,
    Status.AFGEWIKKELD,
    Status.TOEGEPAST,
    Status.BESPROKEN,
}


_DONE_WORK = {Status.UITGEVOERD, Status.OPGELEVERD, Status.IN_BEHEER, Status.AFGEWIKKELD, Status.TOEGEPAST}


OPGELEVERD = _DONE_WORK - {Status.UITGEVOERD}


def werkstand(lines: Sequence[maatregel_table.Werkregel], today: dt.date) -> Werkstand:
    """Add up the measures of one dossier on one day."""
    live = [line for line in lines if line.status in OPEN or line.status in OPGELEVERD]
    moved = [line.status_op for line in lines if line.status_op]
    started = [line.status_op for line in lines if line.status_op and line.status is not Status.GEADVISEERD]
    return Werkstand(
        alle=frozenset(line.status for line in lines),
        eerste=min(started, default=None),
        laatste=max(moved, default=None),
        aantal=len(live),
        open=sum(1 for line in live if line.status in OPEN),
        te_laat=sum(1 for line in live if line.dag and line.dag < today),
        volgende_dag=min((line.dag for line in live if line.dag), default=None),
    )


def step_days(
    dossier: Dossier, stand: Dossierstand, notes: Mapping[int, Stap], werk: Werkstand
) -> dict[int, dt.date]:
    """Steps that are done and when: what the records prove, and what the manager noted."""
    advies = stand.adviezen[0] if stand.adviezen else None
    home = stand.woonplek
    found: dict[int, dt.date | None] = {1: dossier.aangemeld_op, 20: dossier.gesloten_op}
    if advies is not None:
        known = advies.ccv_datum
        found |= {
            2: advies.aangevraagd_op or known,
            3: advies.intake_op or known,
            4: advies.schouw_op or known,
            5: known,
            6: advies.bva_datum,
            7: advies.gedeeld_op,
        }
        found[1] = found[1] or found[2]
    if home is not None and stand.has_pkvw:
        found[PKVW_STAP] = home.pkvw_afgifte
    found |= _work_days(werk)
    found |= {number: stap.gereed_op for number, stap in notes.items() if stap.gereed_op is not None}
    return {number: day for number, day in found.items() if day is not None}


def _work_days(werk: Werkstand) -> dict[int, dt.date | None]:
    found: dict[int, dt.date | None] = {}
    if werk.alle and Status.GEADVISEERD not in werk.alle:
        found[PLAN_STAP] = werk.eerste
    live = {status for status in werk.alle if status in OPEN or status in OPGELEVERD}
    for steps, reached in (((11, 12), _ORDERED), ((13,), _DONE_WORK), ((14,), OPGELEVERD)):
        if live and live <= reached:
            found |= dict.fromkeys(steps, werk.laatste)
    return found


def days_late(number: int, notes: Mapping[int, Stap], stand: Dossierstand, today: dt.date) -> int:
    """Whole days past the term of the current step; 0 without one."""
    note = notes.get(number)
    due = note.termijn if note else None
    if number == PKVW_STAP and stand.woonplek is not None and stand.woonplek.pkvw_termijn is not None:
        due = stand.woonplek.pkvw_termijn
    return max(0, (today - due).days) if due else 0
