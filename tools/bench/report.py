"""What was measured against which bound, and how that is told."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line: a ratio of `ours` to `other`, or `ours` against a limit when `other` is None."""

    what: str
    ours: float
    bound: float
    other: float | None = None
    against: str = ""
    unit: str = "ms"

    @property
    def figure(self) -> float:
        """What is held against the bound."""
        return self.ours if self.other is None else self.ours / self.other

    @property
    def holds(self) -> bool:
        """Whether it stays within the bound."""
        return self.figure <= self.bound


HEAD = ("what", "ours", "the other side", "", "ratio", "bound", "holds")


def table(lines: Sequence[Measured]) -> str:
    """All lines below each other."""
    rows = [HEAD, *(_row(line) for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    right = {1, 3, 4, 5}
    return "\n".join(
        "  ".join(
            word.rjust(width) if at in right else word.ljust(width)
            for at, (word, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(line: Measured) -> tuple[str, ...]:
    other = "" if line.other is None else f"{line.other:.1f} {line.unit}"
    ratio = "" if line.other is None else f"{line.figure:.2f}"
    bound = f"{line.bound:g}" if line.other is not None else f"{line.bound:g} {line.unit}"
    ours = f"{line.ours:.1f} {line.unit}"
    return line.what, ours, line.against, other, ratio, f"≤ {bound}", "yes" if line.holds else "NO"


def alternate(ours: Callable[[], float], other: Callable[[], float], *, times: int) -> tuple[float, float]:
    """The medians of both sides, measured in turns so that a busy machine hinders both alike."""
    mine, theirs = [], []
    for _ in range(times):
        theirs.append(other())
        mine.append(ours())
    return statistics.median(mine), statistics.median(theirs)
