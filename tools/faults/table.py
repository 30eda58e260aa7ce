"""The one table that is printed at the end, and stands in docs/reliability.md."""

from __future__ import annotations

from collections.abc import Sequence

from tools.faults.row import Row
from tools.faults.tally import Tally

_HEADS = ("test", "tries", "struck", "found", "lost", "bar", "holds", "time")
Line = tuple[Row, Tally, int]


def table(lines: Sequence[Line]) -> str:
    """All rows beneath each other, as Markdown."""
    cells = [_HEADS, *(_cells(*line) for line in lines), _total([tally for _, tally, _ in lines])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(_HEADS))]
    text = [_line(row, widths) for row in cells]
    text.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(text)


def findings(lines: Sequence[Line]) -> str:
    """What was found, with how to do it again."""
    return "\n".join(
        f'{row.name}: {what}\n    make faults ARGS="--alleen {row.name} --poging {seed}"'
        for row, tally, _ in lines
        for seed, what in tally.findings
    )


def _cells(row: Row, tally: Tally, wanted: int) -> tuple[str, ...]:
    told = f"{row.title} ({tally.figure})" if tally.figure else row.title
    holds = "yes" if tally.holds(row, wanted) else "NO"
    if tally.done < wanted:
        holds = f"{tally.done} of {wanted} so far"
    numbers = (tally.tries, tally.struck, tally.found, tally.lost)
    return (told, *(f"{number:,}" for number in numbers), row.bar, holds, _time(tally.seconds))


def _total(tallies: Sequence[Tally]) -> tuple[str, ...]:
    """The sum of every column that is a number."""
    numbers = (
        sum(tally.tries for tally in tallies),
        sum(tally.struck for tally in tallies),
        sum(tally.found for tally in tallies),
        sum(tally.lost for tally in tallies),
    )
    time = _time(sum(tally.seconds for tally in tallies))
    return ("all together", *(f"{number:,}" for number in numbers), "", "", time)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    words = {0, 5, 6}
    padded = [
        cell.ljust(width) if at in words else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "| " + " | ".join(padded) + " |"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
