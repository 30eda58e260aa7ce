"""Reservekopie: a verified copy of the whole vault in one file, and how long each one is kept.

Kept are the last copy of each of 12 days, of each of 10 weeks and of each of 9 months, today's included. So
for every copy a last day is known, as the records law asks of what was destroyed in the vault itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from veiligheidsadvies.domain.datum import add_months

DAGEN, WEKEN, MAANDEN = 12, 10, 9
_Period = Callable[[dt.date], tuple[int, ...]]
MINSTENS = 3
"""So many of the newest copies, each of another day, stay however old they are."""
ZEKER_DAGEN = 7
"""The clock is believed when the newest three days with a copy lie within so many days, today among them."""
TWEEDE_PLAATS_DAGEN = 7
OEFENING_DAGEN = 365


class SoortKopie(StrEnum):
    """What a copy was made for. `OPZIJ` is a whole vault that was set aside when another one was put back."""

    DAGELIJKS = "dagelijks"
    TWEEDE = "tweede"
    SCHEMA = "schema"
    HAND = "hand"
    OPZIJ = "opzij"

    @property
    def wisselt(self) -> bool:
        """Whether the program takes it away when its time is over."""
        return self in {SoortKopie.DAGELIJKS, SoortKopie.TWEEDE, SoortKopie.SCHEMA}


class Bewaarreden(StrEnum):
    """As what a copy is kept."""

    DAG = "dagelijks"
    WEEK = "wekelijks"
    MAAND = "maandelijks"
    NIEUWSTE = "nieuwste"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaring:
    """As what a copy is kept longest, and the last day of that."""

    als: Bewaarreden
    tot: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopie:
    """One file of the register. `map` is "" for the folder of the vault; `bevinding` is "" when all is well.

    `grootte` in bytes; `sleutelmerk` tells which data key opens it; `weg_op`: it is there no longer.
    """

    id: int
    kenmerk: str
    soort: SoortKopie
    map: str
    bestand: str
    gemaakt_op: dt.datetime
    grootte: int
    sha256: str
    logregel: int
    logkop: str
    schema_versie: int
    programma: str
    sleutelmerk: str
    nagekeken_op: dt.datetime
    bevinding: str = ""
    weg_op: dt.datetime | None = None
    weg_reden: str = ""

    @property
    def is_goed(self) -> bool:
        """Whether it is there and was whole when it was last looked at."""
        return self.weg_op is None and not self.bevinding


def bewaringen(momenten: Iterable[dt.datetime], vandaag: dt.date) -> Mapping[dt.datetime, Bewaring]:
    """What is kept of copies made at these moments, as what, and until when; all others may go.

    `vandaag` is the day by which copies are taken away (`wisseldag`). A copy may go sooner than `tot`: when a
    newer one of the same day, week or month comes. Never later, as long as there are three newer ones.
    Moments after that day (a clock that was wrong) stay, and are none of the newest three.
    """
    ordered = sorted(set(momenten))
    kept: dict[dt.datetime, Bewaring] = {}
    for moment in _last_of_each(ordered, lambda day: (day.year, day.month)):
        _keep(kept, moment, Bewaring(als=Bewaarreden.MAAND, tot=_month_end(moment.date())), vandaag)
    for moment in _last_of_each(ordered, lambda day: tuple(day.isocalendar())[:2]):
        _keep(kept, moment, Bewaring(als=Bewaarreden.WEEK, tot=_week_end(moment.date())), vandaag)
    by_day = _last_of_each(ordered, lambda day: (day.year, day.month, day.day))
    for moment in by_day:
        last = moment.date() + dt.timedelta(days=DAGEN - 1)
        _keep(kept, moment, Bewaring(als=Bewaarreden.DAG, tot=last), vandaag)
    for moment in [one for one in by_day if one.date() <= vandaag][-MINSTENS:]:
        kept.setdefault(moment, Bewaring(als=Bewaarreden.NIEUWSTE, tot=vandaag))
    return kept


def wisseldag(dagen: Iterable[dt.date], vandaag: dt.date) -> dt.date:
    """The day by which copies are taken away, of the days on which copies were made.

    Today, once the newest three of those days lie within a week; else the oldest of these three. So one day
    on which the clock was ahead takes nothing away. Days after today say nothing.
    """
    newest = sorted({day for day in dagen if day <= vandaag})[-MINSTENS:]
    is_sure = len(newest) == MINSTENS and (vandaag - newest[0]).days < ZEKER_DAGEN
    return vandaag if is_sure or not newest else newest[0]


def laatste_op(kopieen: Iterable[Kopie], nu: dt.datetime) -> dt.datetime | None:
    """When the newest good one was made. One dated after now proves nothing: a clock is or was wrong."""
    return max((one.gemaakt_op for one in kopieen if one.is_goed and one.gemaakt_op <= nu), default=None)


def schema_bewaring(gemaakt_op: dt.date) -> dt.date:
    """The last day on which a copy from before a change of the schema is kept."""
    return add_months(gemaakt_op, MAANDEN)


def _last_of_each(ordered: Sequence[dt.datetime], period: _Period) -> list[dt.datetime]:
    last: dict[tuple[int, ...], dt.datetime] = {}
    for moment in ordered:
        last[period(moment.date())] = moment
    return list(last.values())


def _keep(
    kept: dict[dt.datetime, Bewaring], moment: dt.datetime, bewaring: Bewaring, vandaag: dt.date
) -> None:
    """As the longest of what it qualifies for."""
    before = kept.get(moment)
    if bewaring.tot >= vandaag and (before is None or bewaring.tot > before.tot):
        kept[moment] = bewaring


def _week_end(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=6 - day.weekday(), weeks=WEKEN - 1)


def _month_end(day: dt.date) -> dt.date:
    return add_months(day.replace(day=1), MAANDEN) - dt.timedelta(days=1)
