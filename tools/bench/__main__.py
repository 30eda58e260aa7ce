"""`python -m tools.bench [--alleen NAAM …]`: measure, print one table, and fail when a bound is broken.

The parts are start, visit, paper, order, copy and lock. The large vaults are made once, in `build/bench`.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import driving
from tools.bench import copying, lock, order, paper, start, vaults
from tools.bench.report import Measured, table

_ROUNDS = 3
_EMPTY, _SMALL, _LARGE = vaults.SIZES
_SOURCES = ("src", "tools")
Visits = dict[int, dict[str, float]]


def main() -> int:
    """Measure what was asked for; 0 when every bound holds."""
    asked = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    asked.add_argument("--alleen", metavar="NAAM", choices=sorted(PARTS), action="append")
    chosen = asked.parse_args().alleen or list(PARTS)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for folder in _SOURCES:
        # As installed: a machine may forbid Python to keep what it compiled, and then every start compiles.
        compileall.compile_dir(folder, quiet=1)
    for size in vaults.SIZES:
        vaults.vault_of(size)
    lines: list[Measured] = []
    for name in chosen:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        lines += PARTS[name]()
    print(table(lines))
    return 0 if all(line.holds for line in lines) else 1


def _fresh(size: int) -> Path:
    """A copy of the vault, and preferences that know nothing of it."""
    shutil.rmtree(vaults.FOLDER / "config", ignore_errors=True)
    driving.configuration((vaults.FOLDER / "config").resolve())
    return vaults.copy_of(size, vaults.FOLDER / "run" / "kluis.advieskluis")


def _start() -> list[Measured]:
    return [start.measure(_fresh(_LARGE))]


def _paper() -> list[Measured]:
    return [paper.measure(_fresh(_SMALL))]


def _order() -> list[Measured]:
    return [order.measure(_fresh(_SMALL))]


def _copy() -> list[Measured]:
    return [copying.measure(_fresh(_LARGE))]


def _lock() -> list[Measured]:
    return lock.measure(_fresh(_LARGE))


def _visit() -> list[Measured]:
    """Visit the vaults in turns; each round visits all of them once."""
    rounds = [{size: _visited(size) for size in vaults.SIZES} for _ in range(_ROUNDS)]
    medians = {size: _medians([one[size] for one in rounds]) for size in vaults.SIZES}
    return _judge(medians)


def _visited(size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.visit", str(_fresh(size))],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _medians(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _judge(visits: Visits) -> list[Measured]:
    large, small, empty = visits[_LARGE], visits[_SMALL], visits[_EMPTY]
    count = f"{_LARGE:_}".replace("_", ".")
    gaps = ("unlock", "save", "preview", "issue")
    return [
        Measured(
            what=f"unlock to the first list, {count} measures",
            ours=large["unlock"],
            against="Argon2id alone",
            other=large["argon2"],
            bound=1.15,
        ),
        Measured(
            what=f"open the list of {count}",
            ours=large["open"],
            against=f"of {_SMALL:_}".replace("_", "."),
            other=small["open"],
            bound=1.5,
        ),
        Measured(what=f"key to result in the list of {count}", ours=large["key_list"], bound=50),
        Measured(what=f"key to result in search, {count}", ours=large["key_palette"], bound=50),
        Measured(
            what=f"memory after unlock, {count} measures",
            ours=large["memory"],
            against="empty vault",
            other=empty["memory"],
            bound=1.6,
            unit="MiB",
        ),
        *(
            Measured(what=f"longest gap in the event loop, {name}", ours=large[f"gap_{name}"], bound=100)
            for name in gaps
        ),
    ]


PARTS: dict[str, Callable[[], list[Measured]]] = {
    "start": _start,
    "visit": _visit,
    "paper": _paper,
    "order": _order,
    "copy": _copy,
    "lock": _lock,
}

if __name__ == "__main__":
    sys.exit(main())
