"""`python -m tools.faults [--alleen NAAM …] [--kort] [--poging N] [--opnieuw] [--minuten N]`.

Breaks the program in every way a machine can, and prints one table.

What was done is kept in build/faults: a run that was interrupted goes on where it was, unless the program
changed meanwhile or `--opnieuw` asks to begin again. `--kort` is the short form, which keeps nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from tools.faults import place, rows, tally
from tools.faults.row import Row
from tools.faults.runner import attempt, run
from tools.faults.table import Line, findings, table
from tools.faults.tally import Tally

_WHOLE = "120"
"""Minutes of random clicking. A run of another length is kept apart: it does not count as this one."""


def main() -> int:
    """Run what was asked for; 0 when every bar is met."""
    asked = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    asked.add_argument("--alleen", metavar="NAAM", choices=sorted(rows.MODULES), action="append")
    asked.add_argument("--kort", action="store_true")
    asked.add_argument("--poging", metavar="N", type=int)
    asked.add_argument("--opnieuw", action="store_true")
    asked.add_argument("--minuten", metavar="N", help="of random clicking", default=_WHOLE)
    given = asked.parse_args()
    os.environ["FAULTS_MONKEY_SECONDS"] = "6" if given.kort else str(float(given.minuten) * 60)
    chosen = [rows.row_of(name) for name in given.alleen or rows.MODULES]
    if given.kort:
        chosen = [row for row in chosen if row.short]
    if not any(row.locks_memory for row in chosen):
        place.leave_memory_unlocked()
    with place.workshop():
        place.basis()
        if given.poging is not None:
            return _once(chosen, given.poging)
        lines = [_short(row) for row in chosen] if given.kort else _long(chosen, given)
    print(table(lines))
    if told := findings(lines):
        print(f"\n{told}")
    return 0 if all(done.holds(row, wanted) for row, done, wanted in lines) else 1


def _once(chosen: list[Row], seed: int) -> int:
    outcomes = [attempt(row.name, seed) for row in chosen]
    for row, outcome in zip(chosen, outcomes, strict=True):
        print(f"{row.name} {seed}: {outcome}")
    return 1 if any(outcome.found or outcome.lost for outcome in outcomes) else 0


def _short(row: Row) -> Line:
    done = Tally()
    run(row, done, row.short, keep=lambda _: None)
    return row, done, row.short


def _long(chosen: list[Row], given: argparse.Namespace) -> list[Line]:
    sources = tally.sources()
    here = [row for row in chosen if not row.is_aside] or chosen
    with _aside([row for row in chosen if row not in here], given):
        done = {row.name: _whole(row, sources, given) for row in here}
    return [
        (row, done.get(row.name) or tally.load(kept_as(row, given.minuten), sources), row.tries)
        for row in chosen
    ]


def _whole(row: Row, sources: str, given: argparse.Namespace) -> Tally:
    name = kept_as(row, given.minuten)
    done = Tally(sources=sources) if given.opnieuw else tally.load(name, sources)
    print(f"{row.name}: {done.done} of {row.tries} done", file=sys.stderr, flush=True)
    run(row, done, row.tries, keep=lambda kept: tally.save(name, kept))
    return done


def kept_as(row: Row, minutes: str) -> str:
    """The name under which a row is kept."""
    return f"{row.name}-{minutes}" if row.is_aside and float(minutes) != float(_WHOLE) else row.name


@contextlib.contextmanager
def _aside(aside: list[Row], given: argparse.Namespace) -> Iterator[None]:
    """Meanwhile run these rows in a process of their own, and wait for them at the end."""
    more = ["--minuten", given.minuten, *(["--opnieuw"] if given.opnieuw else [])]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tools.faults", "--alleen", row.name, *more], stdout=subprocess.DEVNULL
        )
        for row in aside
    ]
    try:
        yield
        for process in started:
            process.wait()
    finally:
        for process in started:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
