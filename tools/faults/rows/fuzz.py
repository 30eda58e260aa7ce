"""What is handed to the program, made up by chance (hypothesis) and by what the code does with it (atheris).

Ten minutes of each for every door. No crash, no wait of more than two seconds, nothing half changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec

from tools.faults.place import tried
from tools.faults.row import Outcome, Row

_SECONDS = 30.0
_TIMES = 20
_ABSENT = "atheris is not installed here"
_DOORS = {
    "slots": "slot file",
    "copy": "backup file",
    "list": "list of measures",
    "sheet": "recovery sheet",
    "search": "words to look for",
    "settings": "preferences and memory of the machine",
}


def _by_chance(name: str) -> Callable[[int], Outcome]:
    def run(seed: int) -> Outcome:
        from tools.faults.fuzzing import campaign

        with tried(f"fuzz-{name}", seed) as place, campaign.opened(name, place) as target:
            return campaign.run(target, seed, _SECONDS)

    return run


def _by_coverage(name: str) -> Callable[[int], Outcome]:
    def run(seed: int) -> Outcome:
        if find_spec("atheris") is None:
            return Outcome(tries=0, struck=0, figure=_ABSENT)  # nothing was tried: it does not hold
        with tempfile.TemporaryDirectory(prefix=f"cover-{name}-") as folder:
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "tools.faults.fuzzing.coverage",
                    name,
                    str(seed),
                    str(int(_SECONDS)),
                    folder,
                ],
                capture_output=True,
                text=True,
                check=False,
            )
        return told(done.stderr, done.returncode)

    return run


def told(text: str, code: int) -> Outcome:
    """What libFuzzer says at its end."""
    lines = text.splitlines()
    counted = [line.split()[1] for line in lines if line.startswith("Done ") and "runs in" in line]
    if code == 0 and counted:
        return Outcome(tries=int(counted[-1]), struck=int(counted[-1]))
    wrong = [line.strip() for line in lines if "Error" in line or "ERROR" in line] or lines[-3:]
    return Outcome(found=(" | ".join(wrong)[:400],))


def _chance(name: str) -> Row:
    return Row(
        name=f"fuzz-{name}",
        title=f"made-up {_DOORS[name]}, by chance, 10 minutes",
        tries=_TIMES,
        short=0,
        run=_by_chance(name),
    )


def _coverage(name: str) -> Row:
    return Row(
        name=f"cover-{name}",
        title=f"made-up {_DOORS[name]}, by coverage, 10 minutes",
        tries=_TIMES,
        short=0,
        run=_by_coverage(name),
    )


SLOTS, COPY, LIST = _chance("slots"), _chance("copy"), _chance("list")
SHEET, SEARCH, SETTINGS = _chance("sheet"), _chance("search"), _chance("settings")
COVER_SLOTS, COVER_COPY, COVER_LIST = _coverage("slots"), _coverage("copy"), _coverage("list")
COVER_SHEET, COVER_SEARCH, COVER_SETTINGS = _coverage("sheet"), _coverage("search"), _coverage("settings")
