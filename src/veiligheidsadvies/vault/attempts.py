"""Failed unlocks: counted beside the vault, told and logged at the next unlock, slowed down as they grow.

The file is not authenticated and its absence is told. It slows a visitor at the keyboard, not a thief with
a copy.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.vault.files import environment_errors, read_small, write_atomically
from veiligheidsadvies.vault.location import ATTEMPTS_NAME

_FREE_ATTEMPTS = 3
_LONGEST_WAIT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """How many wrong passphrases since when; `last` is the time of the newest."""

    count: int = 0
    since: dt.datetime | None = None
    last: dt.datetime | None = None


def read(folder: Path) -> Attempts | None:
    """What stands in the file; None when it is absent or damaged."""
    with environment_errors():
        try:
            content = read_small(folder / ATTEMPTS_NAME)
        except FileNotFoundError:
            return None
    try:
        data = json.loads(content)
        return Attempts(
            count=max(int(data["aantal"]), 0),
            since=_time(data["sinds"]),
            last=_time(data["laatste"]),
        )
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None


def record_failure(folder: Path, at: dt.datetime) -> None:
    """Count one more wrong passphrase."""
    before = read(folder) or Attempts()
    at = at.astimezone(dt.UTC)
    _write(folder, Attempts(count=before.count + 1, since=before.since or at, last=at))


def clear(folder: Path) -> None:
    """Begin again at none."""
    _write(folder, Attempts())


def seconds_to_wait(folder: Path, at: dt.datetime) -> int:
    """Whole seconds until the next attempt is taken; 0 at first, then doubling up to five minutes."""
    attempts = read(folder)
    if attempts is None or attempts.last is None or attempts.count < _FREE_ATTEMPTS:
        return 0
    # Bounded before it is raised to a power: the count comes from an open file.
    wait = min(2 ** min(attempts.count - _FREE_ATTEMPTS + 1, 10), _LONGEST_WAIT)
    passed = (at.astimezone(dt.UTC) - attempts.last).total_seconds()
    # A clock that was put back does not make the wait longer than it is.
    return 0 if passed >= wait else min(wait, max(1, math.ceil(wait - passed)))


def _write(folder: Path, attempts: Attempts) -> None:
    data = {"aantal": attempts.count, "sinds": _text(attempts.since), "laatste": _text(attempts.last)}
    write_atomically(folder / ATTEMPTS_NAME, json.dumps(data).encode())


def _text(time: dt.datetime | None) -> str | None:
    return time.isoformat(timespec="seconds") if time else None


def _time(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC) if text else None
