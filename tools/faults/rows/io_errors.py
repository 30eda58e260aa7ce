"""The disk fails or is full at a call that changes a file, each call in its turn, and then works again.

What was asked is done whole, or told in Dutch and not done; no file is left empty; and the work goes on in
the same program as soon as the disk does.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.faults import sound, tracing
from tools.faults.change import Change, Go
from tools.faults.changes import CHANGES
from tools.faults.child import Tell, forked, stop_here
from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row
from tools.faults.rows.power_cut import working
from tools.faults.work import Worker
from veiligheidsadvies import settings
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.services.kluis import open_vault
from veiligheidsadvies.text.messages import explain

_PARTS = 15
"""Tries that share the calls of one change between them."""
_FULL = 8
"""Calls of one kind in a row that find no room."""
_PATIENCE = 3 * _FULL
_MAY_BE_EMPTY = ("-wal", "-shm", ".lock", "trace")
_RUN = 7
"""Of a long row of the same call (the pages of a file) one in so many is taken. Errors take turns."""
_UNTRUE = "a change was told as not done, and it is there"
_GROWING = frozenset({"pwrite64", "write", "mkdir", "ftruncate"})


def _told_truly(kind: str) -> Change:
    """One piece of work; it tells when a change was told as not done, and is there."""

    def prepare(place: Place, tell: Tell) -> Go:
        worker = Worker(open_vault(place.folder, place.key), place.chance, place.root)
        worker.do("save", tell)

        def go() -> None:
            before = sound.digest(worker.services)
            try:
                worker.do(kind, tell)
            except UserError:
                if sound.digest(worker.services) != before:
                    tell(_UNTRUE)
                raise

        return go

    return dataclasses.replace(working(kind), prepare=prepare)


def _preferences() -> Change:
    def prepare(place: Place, _tell: Tell) -> Go:
        settings.save(settings.Settings(window_width=1000))

        def go() -> None:
            try:
                settings.save(settings.Settings(window_width=1001 + place.chance.randrange(9)))
            except OSError:  # as the window does: only forgotten
                settings.load()

        return go

    def judge(_place: Place, _told: list[str]) -> list[str]:
        return [] if settings.load().window_width in range(1000, 1011) else ["the preferences are gone"]

    return Change(name="preferences", prepare=prepare, judge=judge)


_ALL = [
    *map(_told_truly, ("save", "bulk")),
    working("issue", rounds=1),
    _preferences(),
    *(change for variants in CHANGES.values() for change in variants),
]
_known: dict[str, list[str]] = {}


def _run(seed: int) -> Outcome:
    change, part = _ALL[seed // _PARTS], seed % _PARTS
    calls = _calls_of(change)
    positions = _worth_trying(calls)[part::_PARTS]
    total = Outcome(tries=0, struck=0)
    for number, at in enumerate(positions):
        one = _broken(change, calls, at, "ENOSPC" if calls[at] in _GROWING and number % 2 else "EIO")
        total = dataclasses.replace(
            total, tries=total.tries + 1, struck=total.struck + one.struck, found=total.found + one.found
        )
    return total


def _worth_trying(calls: Sequence[str]) -> list[int]:
    """Every call, but of a long row of the same one only the first, the last and some between."""
    found = []
    for at, name in enumerate(calls):
        is_inside = calls[max(0, at - _RUN) : at + _RUN + 1] == [name] * (2 * _RUN + 1)
        if not is_inside or at % _RUN == 0:
            found.append(at)
    return found


def _calls_of(change: Change) -> list[str]:
    """The calls that one whole change makes; looked at once in each process."""
    if change.name not in _known:
        with tried(f"look-{ROW.name}", 0) as place:
            trace = place.root / "trace"
            with forked(lambda tell: _child(change, place, tell)) as child:
                with tracing.watched(child, trace, "-e", f"trace={','.join(tracing.CHANGES)}"):
                    child.finish()
                _known[change.name] = tracing.calls_of(trace, child)
    return _known[change.name]


def _broken(change: Change, calls: Sequence[str], at: int, error: str) -> Outcome:
    number = Counter(calls[: at + 1])[calls[at]]
    when = f"{number}..{number + _FULL - 1}" if error == "ENOSPC" else f"{number}"
    with tried(f"{ROW.name}-{change.name.replace(' ', '-')}", at) as place:
        with forked(lambda tell: _child(change, place, tell)) as child:
            inject = f"inject={calls[at]}:error={error}:when={when}"
            with tracing.watched(child, place.root / "trace", "-e", inject):
                child.finish()
        was_hit = "INJECTED" in (place.root / "trace").read_text("ascii", "replace")
        wrong = [*_not_told(child.lines), *change.judge(place, child.lines), *_empty(place.root)]
    where = f"{change.name}, {error} at call {at} of {len(calls)} ({calls[at]})"
    return Outcome(struck=int(was_hit), found=tuple(f"{where}: {one}" for one in wrong))


def _child(change: Change, place: Place, tell: Tell) -> None:
    """Try until it is done; what is told each time is for who reads the sentence."""
    go = change.prepare(place, tell)
    stop_here()
    for _ in range(_PATIENCE):
        try:
            go()
        except UserError as error:
            tell(f"told {json.dumps(explain(error))}")
            continue
        tell("done")
        break


def _not_told(lines: Sequence[str]) -> list[str]:
    sentences = [json.loads(line.removeprefix("told ")) for line in lines if line.startswith("told ")]
    wrong = [f"no sentence: {one!r}" for one in sentences if not one.strip().endswith((".", "?"))]
    wrong += [_UNTRUE] * lines.count(_UNTRUE)
    return wrong if "done" in lines else [*wrong, f"it never went on: {sentences[-1:]}"]


def _empty(root: Path) -> list[str]:
    """Files that hold nothing; a write-ahead log may."""
    files = [path for path in root.rglob("*") if path.is_file() and not path.stat().st_size]
    return [f"{path.name} is empty" for path in files if not path.name.endswith(_MAY_BE_EMPTY)]


ROW = Row(
    name="io-errors",
    title="I/O error, full disk at every write, fsync and rename: vault, slots, copies, papers, settings",
    tries=len(_ALL) * _PARTS,
    short=2,
    run=_run,
    locks_memory=False,
    bar="a Dutch sentence, no empty file, goes on",
    strikes=0.9,
    group=_PARTS,
    seconds=600,
)
