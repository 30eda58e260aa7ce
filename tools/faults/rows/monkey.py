"""Random clicking, typing and locking in the real window: no traceback, and nothing grows.

How long is in FAULTS_MONKEY_SECONDS (`--minuten`); growth is judged from five minutes on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row

SECONDS = "FAULTS_MONKEY_SECONDS"
_WHOLE = 2 * 3600
_JUDGED = 300  # seconds
_MEMORY, _OBJECTS = 0.10, 0.05
KEPT = Path("build/faults")


def _run(seed: int) -> Outcome:
    seconds = float(os.environ.get(SECONDS, _WHOLE))
    with tried(ROW.name, seed) as place:
        vault = _example(place) if seconds >= _JUDGED else place.folder
        done = subprocess.run(
            [sys.executable, "-m", "tools.faults.monkey", vault, place.root, str(seed), str(seconds)],
            check=False,
            capture_output=True,
            text=True,
            timeout=seconds * 1.2 + 120,
        )
        file = place.root / "monkey.json"
        if done.returncode or not file.exists():
            return Outcome(found=(f"the program ended with {done.returncode}: {done.stderr[-2000:]}",))
        return _judged(json.loads(file.read_text("utf-8")), seed, seconds)


def _example(place: Place) -> Path:
    made = place.root / "voorbeeld"
    subprocess.run(
        [sys.executable, "-m", "veiligheidsadvies", "voorbeeld", made], check=True, capture_output=True
    )
    shutil.rmtree(place.root / "config", ignore_errors=True)
    return made / "voorbeeld.advieskluis"


def _judged(seen: dict[str, list[float]], seed: int, seconds: float) -> Outcome:
    from tools.faults.monkey import growth  # loads Qt

    tracebacks = [str(text) for text in seen["tracebacks"]]
    if tracebacks:
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"monkey-{seed}.txt").write_text("\n".join(tracebacks), "utf-8")
    wrong = [f"traceback: {text.strip().splitlines()[-1]}" for text in tracebacks]
    memory, objects = growth(seen["memory"]), growth(seen["objects"])
    if seconds >= _JUDGED:
        wrong += [f"memory grew by {memory:.0%}"] if memory >= _MEMORY else []
        wrong += [f"the number of objects grew by {objects:.0%}"] if objects >= _OBJECTS else []
    told = f"{seconds / 60:.0f} min, {seen['acts']:,} acts, {seen['locks']} locks"
    grown = f", memory {memory:+.1%}, objects {objects:+.1%}" if seconds >= _JUDGED else ""
    return Outcome(found=tuple(wrong), figure=told + grown)


ROW = Row(
    name="monkey",
    title="random clicking, typing, locking",
    tries=1,
    short=1,
    run=_run,
    bar="0 tracebacks, memory < 10 %, objects flat",
    is_aside=True,
    seconds=4 * 3600,
)
