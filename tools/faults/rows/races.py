"""Two starters at the same moment, a holder that crashed, a lock that names a process that lives.

Exactly one writes; who comes second is told so, and nothing stale is in the way of the next.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from tools.faults import place as places
from tools.faults import sound
from tools.faults.child import Child, Tell, forked
from tools.faults.place import PASSPHRASE, Place, tried
from tools.faults.row import Outcome, Row
from tools.faults.work import Worker
from veiligheidsadvies.domain.errors import VaultExists, VaultInUse
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import open_vault, unlock
from veiligheidsadvies.vault.location import LOCK_NAME

_STARTERS = 3
_BEFORE = 0.02  # seconds until all of them start
_OPEN, _IN_USE, _EXISTS = "open", "in use", "exists"


def _run(seed: int) -> Outcome:
    kind = (_opening, _crashed, _reused, _making)[seed % 4]
    with tried(ROW.name, seed) as place:
        wrong = kind(place)
    return Outcome(found=tuple(f"{kind.__name__.strip('_')}: {one}" for one in wrong))


def _start(place: Place, tell: Tell, at: float) -> None:
    """Open at the moment `at`, write, and hold it until the end of this process."""
    while time.monotonic() < at:
        pass
    try:
        services = open_vault(place.folder, place.key)
    except VaultInUse:
        tell(_IN_USE)
        return
    tell(_OPEN)
    worker = Worker(services, place.chance, place.root)
    while True:
        worker.do("save", tell)


def _together(place: Place) -> list[str]:
    """What the starters told, each its first word; all are gone afterwards, however they were at it."""
    at = time.monotonic() + _BEFORE
    jitter = [place.chance.uniform(0, 0.002) for _ in range(_STARTERS)]
    with (
        forked(lambda tell: _start(place, tell, at + jitter[0])) as first,
        forked(lambda tell: _start(place, tell, at + jitter[1])) as second,
        forked(lambda tell: _start(place, tell, at + jitter[2])) as third,
    ):
        starters = (first, second, third)
        answers = [_first_word(child) for child in starters]
        for child in starters:
            child.kill()
        told = [line for child in starters for line in child.told()]
    return [*_one_of(answers), *_afterwards(place, told)]


def _first_word(child: Child) -> str:
    ends = time.monotonic() + 30
    while not child.lines and child.hear(1) and time.monotonic() < ends:
        pass
    return child.lines[0] if child.lines else "nothing"


def _one_of(answers: list[str]) -> list[str]:
    is_right = sorted(answers) == sorted([_OPEN, *[_IN_USE] * (_STARTERS - 1)])
    return [] if is_right else [f"the starters said {answers}"]


def _afterwards(place: Place, told: list[dict[str, object]]) -> list[str]:
    """The holder crashed: the next one opens at once, and everything that was acknowledged is there."""
    services = open_vault(place.folder, place.key)
    try:
        return [*sound.missing(services, told), *sound.faults(services)]
    finally:
        services.close()


def _opening(place: Place) -> list[str]:
    return _together(place)


def _crashed(place: Place) -> list[str]:
    """Two rounds: those of the second meet the lock that a crash left."""
    return [*_together(place), *_together(place)]


def _reused(place: Place) -> list[str]:
    """The text names a process that lives, as after a restart of the machine; only the lock itself counts."""
    (place.folder / LOCK_NAME).write_text(f"proces {os.getpid()} op elders sinds 01-01-2026 09:00", "utf-8")
    return _together(place)


def _making(place: Place) -> list[str]:
    """Two make a vault at the same place: one of them has it, whole."""
    folder = place.root / "nieuw.advieskluis"
    at = time.monotonic() + _BEFORE
    with (
        forked(lambda tell: _make(folder, tell, at, "een")) as first,
        forked(lambda tell: _make(folder, tell, at + place.chance.uniform(0, 0.002), "twee")) as second,
    ):
        answers = [_first_word(first), _first_word(second)]
        first.finish()
        second.finish()
    wrong = [] if sorted(answers) == [_EXISTS, _OPEN] else [f"the makers said {answers}"]
    services = open_vault(folder, unlock(folder, PASSPHRASE))
    try:
        wrong += sound.faults(services)
        if services.actor != ("een", "twee")[answers.index(_OPEN)]:
            wrong.append("it is not the vault of who made it")
    finally:
        services.close()
    return wrong + [f"{path.name} was left behind" for path in place.root.glob(".*.deel")]


def _make(folder: Path, tell: Tell, at: float, name: str) -> None:
    while time.monotonic() < at:
        pass
    try:
        kluis.create(
            folder, places.organisatie(), passphrase=PASSPHRASE, slot_name=name, kdf=places.CHEAP
        ).close()
        tell(_OPEN)
    except VaultExists:
        tell(_EXISTS)


ROW = Row(
    name="races",
    title="starters at the same moment, crashed holder, reused process number, two makers",
    tries=200,
    short=4,
    run=_run,
    locks_memory=False,
    bar="exactly one writer",
)
