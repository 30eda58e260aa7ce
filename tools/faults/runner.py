"""Runs the tries of a row in processes of their own, a seed each, and adds up what they gave."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import FrameType

from tools.faults.place import accept_cheap_keys, leave_memory_unlocked
from tools.faults.row import Outcome, Row
from tools.faults.rows import row_of
from tools.faults.tally import Tally

_BATCH = 20


class TriedTooLong(Exception):
    """A try that does not end."""


def run(row: Row, tally: Tally, wanted: int, *, keep: Callable[[Tally], None]) -> None:
    """Try the seeds that `tally` lacks up to `wanted`; `keep` is called now and then."""
    started, before = time.monotonic(), tally.seconds
    for seed, outcome in _outcomes(row, range(tally.done, wanted)):
        tally.add(seed, outcome)
        tally.seconds = before + time.monotonic() - started
        for what in outcome.found:
            print(f"  {row.name} {seed}: {what}", file=sys.stderr, flush=True)
        if tally.done % max(_BATCH, row.group) == 0:
            keep(tally)
    keep(tally)


def _outcomes(row: Row, seeds: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
    """In the order of the seeds."""
    if len(seeds) <= row.group:
        yield from ((seed, attempt(row.name, seed)) for seed in seeds)
        return
    spawn = multiprocessing.get_context("spawn")  # a child that is forked off must not hold our pipes
    with ProcessPoolExecutor(max_workers=row.processes, mp_context=spawn) as pool:
        try:
            found = pool.map(_attempt, [(row.name, seed) for seed in seeds], chunksize=row.group)
            yield from zip(seeds, found, strict=True)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _attempt(asked: tuple[str, int]) -> Outcome:
    accept_cheap_keys()  # a process of its own, that only comes here
    if not row_of(asked[0]).locks_memory:
        leave_memory_unlocked()
    return attempt(*asked)


def attempt(name: str, seed: int) -> Outcome:
    """One try; what it raises is found."""
    row = row_of(name)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(row.seconds)
    try:
        return row.run(seed)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding and the next try goes on
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Outcome(found=(f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})",))
    finally:
        signal.alarm(0)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TriedTooLong("it hangs")
