"""What a row gave so far: added up, kept on disk so that an interrupted run goes on, and judged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tools.faults.row import Outcome, Row

STATE = Path("build/faults")
_SOURCES = ("src", "tools/faults", "tests/e2e")
_KEPT_FINDINGS = 200


@dataclass(slots=True, kw_only=True)
class Tally:
    """The sum of the first `done` seeds of a row. `findings` are (seed, what was wrong)."""

    done: int = 0
    tries: int = 0
    struck: int = 0
    found: int = 0
    lost: int = 0
    seconds: float = 0.0
    figure: str = ""
    sources: str = ""
    findings: list[tuple[int, str]] = field(default_factory=list)

    def add(self, seed: int, outcome: Outcome) -> None:
        """Count one more try."""
        self.done += 1
        self.tries += outcome.tries
        self.struck += outcome.struck
        self.found += len(outcome.found)
        self.lost += outcome.lost
        self.figure = outcome.figure or self.figure
        room = max(0, _KEPT_FINDINGS - len(self.findings))
        self.findings += [(seed, what) for what in outcome.found][:room]

    def holds(self, row: Row, wanted: int) -> bool:
        """Whether everything that was wanted was tried, struck often enough, and found nothing."""
        is_whole = self.done >= wanted and self.tries > 0 and self.struck >= row.strikes * self.tries
        return is_whole and self.found == 0 and self.lost == 0


def load(name: str, sources: str) -> Tally:
    """What was kept of this row, unless the program changed since."""
    try:
        data = json.loads((STATE / f"{name}.json").read_text("utf-8"))
        kept = Tally(**{**data, "findings": [(seed, what) for seed, what in data["findings"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return Tally(sources=sources)
    return kept if kept.sources == sources else Tally(sources=sources)


def save(name: str, tally: Tally) -> None:
    """Keep it; swapped in whole, since this may be interrupted too."""
    STATE.mkdir(parents=True, exist_ok=True)
    part = STATE / f"{name}.json.part"
    part.write_text(json.dumps(asdict(tally), indent=1), "utf-8")
    part.replace(STATE / f"{name}.json")


def sources() -> str:
    """Stands for the program and the tests as they are now."""
    total = hashlib.sha256()
    for folder in _SOURCES:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".py", ".sql"}:
                total.update(str(path).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
