"""Ended (kill -9) just before one of the calls that make, migrate or lock a vault, or change its keys.

Each try takes one call of all that change a file. Afterwards the vault opens with the old or the new secret
and is whole; a vault that was being made is there whole, or can be made at the same place.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from tools.faults import tracing
from tools.faults.change import Change
from tools.faults.changes import CHANGES
from tools.faults.child import Child, Tell, forked, stop_here
from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row

_PAGE = "pwrite64"


def _run(seed: int) -> Outcome:
    kind, number = list(CHANGES)[seed % len(CHANGES)], seed // len(CHANGES)
    variants = CHANGES[kind]
    change = variants[number % len(variants)]
    with tried(ROW.name, seed) as place:
        calls = _calls_of(change)
        at = moment(calls, place.chance)
        with forked(lambda tell: _child(change, place, tell)) as child:
            inject = tracing.at(calls, at) % "signal=SIGKILL"
            with tracing.watched(child, place.root / "trace", "-e", f"inject={inject}"):
                was_hit = child.finish() < 0
        wrong = change.judge(place, child.lines)
    told = tuple(f"{change.name}, before call {at} of {len(calls)}: {one}" for one in wrong)
    return Outcome(struck=int(was_hit), found=told, lost=sum("gone" in one for one in wrong))


def moment(calls: Sequence[str], chance: random.Random) -> int:
    """Any call; one in two is none of the many that write a page, but of the few that order them."""
    few = [at for at, name in enumerate(calls) if name != _PAGE]
    return chance.choice(few if few and chance.random() < 0.5 else range(len(calls)))  # noqa: PLR2004


def _child(change: Change, place: Place, tell: Tell) -> None:
    go = change.prepare(place, tell)
    stop_here()
    go()
    tell("done")


_known: dict[str, list[str]] = {}


def _calls_of(change: Change) -> list[str]:
    """The calls that one whole change makes; looked at once in each process."""
    if change.name not in _known:
        with tried(f"look-{change.name}", 0) as place:
            _known[change.name] = _looked_at(change, place)
    return _known[change.name]


def _looked_at(change: Change, place: Place) -> list[str]:
    trace = place.root / "trace"
    with forked(lambda tell: _child(change, place, tell)) as child:
        with tracing.watched(child, trace, "-e", f"trace={','.join(tracing.CHANGES)}"):
            child.finish()
        return _checked(tracing.calls_of(trace, child), child)


def _checked(calls: list[str], child: Child) -> list[str]:
    if not calls or "done" not in child.lines:
        raise RuntimeError("nothing was seen")
    return calls


ROW = Row(
    name="kill-change",
    title=f"kill -9 during {', '.join(CHANGES)}",
    tries=100 * len(CHANGES),
    short=len(CHANGES),
    run=_run,
    locks_memory=False,
    strikes=0.9,
)
