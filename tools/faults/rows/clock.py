"""A clock that is wrong, jumps or stands elsewhere: the log keeps its order, and days are right.

One try is one pair of moments: work at the first, open and work again at the second. The lock counts on a
clock that cannot be set, so it fires whatever the clock on the wall does, also after a night asleep. The last
tries are of copies on six days in a row, and one more when the clock is ahead: none of them goes.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import time_machine

from tools.faults import sound
from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row
from tools.faults.work import Worker
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.services.kluis import Services, open_vault
from veiligheidsadvies.services.taak import Doel, Groep
from veiligheidsadvies.vault.location import BACKUP_FOLDER

_HERE = "CET-1CEST,M3.5.0,M10.5.0/3"
_ZONES = (_HERE, "UTC0", "EST5EDT,M3.2.0,M11.1.0", "<+14>-14", "<-11>11")
"""As POSIX writes zones, so that no list of zones is needed. The first is ours."""
_NOON = dt.datetime(2026, 3, 12, 11, 0, tzinfo=dt.UTC)
_JUMPS = (
    *(dt.timedelta(days=days) for days in (3653, -3653, 366, -366, 1, -1)),
    *(dt.timedelta(hours=hours) for hours in (12, -12, 1, -1)),
    dt.timedelta(0),
)
_TURNS = (
    dt.datetime(2026, 3, 29, 0, 59, 50, tzinfo=dt.UTC),  # summer time begins here
    dt.datetime(2026, 10, 25, 0, 59, 50, tzinfo=dt.UTC),  # and ends: an hour comes twice
    dt.datetime(2028, 2, 28, 22, 59, 50, tzinfo=dt.UTC),  # midnight before a leap day
    dt.datetime(2028, 2, 29, 22, 59, 50, tzinfo=dt.UTC),  # and after it
    dt.datetime(2027, 12, 31, 22, 59, 50, tzinfo=dt.UTC),  # the last seconds of a year
)
_LEAP = dt.date(2028, 2, 29)
_LIMIT = 5 * 60  # seconds until it locks
_COPY_DAYS = 6
_AHEAD = tuple(dt.timedelta(days=days) for days in (31, 366, 3653))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Work at `first`, and again at `second`, in a zone each."""

    first: dt.datetime
    second: dt.datetime
    zones: tuple[str, str]


_CASES = [
    *(Case(first=_NOON, second=_NOON + jump, zones=(_HERE, zone)) for jump in _JUMPS for zone in _ZONES),
    *(
        Case(first=turn, second=turn + dt.timedelta(seconds=20), zones=(zone, zone))
        for turn in _TURNS
        for zone in _ZONES
    ),
]


def _run(seed: int) -> Outcome:
    if seed >= len(_CASES):
        return _copies(seed, _AHEAD[seed - len(_CASES)])
    case = _CASES[seed]
    with tried(ROW.name, seed) as place:
        with _at(case.first, case.zones[0]):
            wrong = _work(place)
        with _at(case.second, case.zones[1]):
            wrong += [*_look_again(place), *_lock(case.second - case.first)]
    return Outcome(found=tuple(f"{case}: {one}" for one in wrong))


def _copies(seed: int, ahead: dt.timedelta) -> Outcome:
    """One day with the clock ahead takes away no copy, at the vault or on the stick; nor the day after it."""
    last = _NOON + dt.timedelta(days=_COPY_DAYS - 1)
    with tried(ROW.name, seed) as place:
        stick = place.root / "stick"
        stick.mkdir()
        for day in range(_COPY_DAYS):
            _copy(place, stick, _NOON + dt.timedelta(days=day))
        folders = (stick, place.folder / BACKUP_FOLDER)
        before = {path for folder in folders for path in folder.iterdir()}
        wrong = [] if len(before) == 2 * _COPY_DAYS else [f"{len(before)} copies were made"]
        for moment in (last + ahead, last + dt.timedelta(days=1)):
            _copy(place, stick, moment)
            wrong += [f"on {moment:%Y-%m-%d} {path.name} went" for path in before if not path.exists()]
    return Outcome(found=tuple(f"copies, {ahead.days} days ahead: {one}" for one in wrong))


def _copy(place: Place, stick: Path, moment: dt.datetime) -> None:
    with _at(moment, _HERE):
        services = open_vault(place.folder, place.key)
        try:
            services.kopieen.choose_second_place(stick)
            services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
        finally:
            services.close()


@contextmanager
def _at(moment: dt.datetime, zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        with time_machine.travel(moment, tick=False):
            yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def _work(place: Place) -> list[str]:
    services = open_vault(place.folder, place.key)
    try:
        Worker(services, place.chance, place.root).do("save", lambda _: None)
        return _due(services)
    finally:
        services.close()


def _look_again(place: Place) -> list[str]:
    """The vault opens without a warning, its log goes on in order, and undo takes back what came last."""
    services = open_vault(place.folder, place.key)
    try:
        wrong = [f"warned of {notice.value}" for notice in services.beheer.notices()]
        before = sound.digest(services)
        Worker(services, place.chance, place.root).do("save", lambda _: None)
        wrong += _newest_is_now(services)
        services.undo()
        if sound.digest(services) != before:
            wrong.append("undo did not take back what came last")
        return [*wrong, *_due(services), *sound.faults(services)]
    finally:
        services.close()


def _newest_is_now(services: Services) -> list[str]:
    lines = services.context.vault.history(limit=5)
    numbers = [line.number for line in lines]
    wrong = [] if numbers == sorted(numbers, reverse=True) else [f"the log is in the order {numbers}"]
    told = lines[0].time.astimezone(dt.UTC).replace(microsecond=0)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return wrong if told == now else [*wrong, f"the log says {told}, it is {now}"]


def _due(services: Services) -> list[str]:
    """What is due today is not late, what was due yesterday is; on the calendar that hangs here."""
    local = dt.datetime.now().astimezone().date()
    wrong = [] if services.today == local else [f"today is {local}, the program says {services.today}"]
    measures = services.dossiers.list_maatregelen(services.dossiers.list_all()[0].id)  # type: ignore[arg-type]
    yesterday, today = measures[0], measures[1]
    for one, day in ((yesterday, local - dt.timedelta(days=1)), (today, local)):
        services.maatregelen.save(replace(one, termijn=day))
    tasks = [task for task in services.vandaag.taken() if task.doel is Doel.MAATREGEL]
    late = {task.row_id for task in tasks if task.groep(local) is Groep.TE_LAAT}
    if yesterday.id not in late or today.id in late:
        wrong.append(f"late on {local}: {sorted(late, key=str)}")
    if (add_months(_LEAP, 12), add_months(_LEAP, 48)) != (dt.date(2029, 2, 28), dt.date(2032, 2, 29)):
        wrong.append("a year after a leap day is not the last day of February")
    return wrong


def _lock(jump: dt.timedelta) -> list[str]:
    """The idle clock does not see the jump; it does see twelve hours asleep, and five minutes of nobody."""
    from PySide6.QtCore import QCoreApplication  # heavy

    from veiligheidsadvies.gui.shell.lock import IdleClock, awake_and_asleep

    QCoreApplication.instance() or QCoreApplication([])
    before = awake_and_asleep()
    with time_machine.travel(dt.datetime.now(dt.UTC) + jump, tick=False):
        wrong = [] if abs(awake_and_asleep() - before) < 60 else ["the idle clock jumps with the wall"]  # noqa: PLR2004
    for asleep, locks in ((12 * 3600, True), (_LIMIT, True), (_LIMIT - 1, False)):
        passed = [0.0]
        idle = IdleClock(minutes=_LIMIT // 60, clock=lambda: passed[0])  # noqa: B023 - used before the next
        fired: list[bool] = []
        idle.over.connect(lambda: fired.append(True))  # noqa: B023 - used before the next
        idle.restart()
        passed[0] += asleep
        idle.look()
        if bool(fired) is not locks:
            wrong.append(f"after {asleep} seconds the lock {'did not fire' if locks else 'fired'}")
    return wrong


ROW = Row(
    name="clock",
    title="clock: ten years off, summer time, leap day, other zone, twelve hours asleep, copies ahead",
    tries=len(_CASES) + len(_AHEAD),
    short=2,
    run=_run,
    locks_memory=False,
    bar="lock fires, log in order, days right, no copy goes",
)
