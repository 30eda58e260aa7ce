"""What one row of the table is: a test that is tried many times, each time from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AS_PROMISED = "0 found, 0 lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one try gave.

    `tries` counts the faults it made, `struck` those that came in time to hit something; `found` names what
    was not as promised, `lost` counts acknowledged changes that are gone. `figure` is a measured value.
    """

    tries: int = 1
    struck: int = 1
    found: tuple[str, ...] = ()
    lost: int = 0
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One test. `run(seed)` must do the same for the same seed, as far as the machine lets it.

    `tries` is how often the long form runs it and `short` how often the short form does, 0 for one among the
    tests. A row that strikes less often than `strikes` (a share) tests nothing and fails. `group` seeds next
    to each other go to one process; `processes` run beside each other. `locks_memory` is False for rows about
    files: strace would look at hundreds of thousands of calls that never reach the disk. A row that
    `is_aside` takes hours of one processor: among others it runs beside them. A try that takes longer than
    `seconds` hangs, and is found.
    """

    name: str
    title: str
    tries: int
    short: int
    run: Callable[[int], Outcome]
    bar: str = AS_PROMISED
    strikes: float = 0.5
    group: int = 1
    processes: int = 2
    locks_memory: bool = True
    is_aside: bool = False
    seconds: int = 120
