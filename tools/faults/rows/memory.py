"""A thousand canaries in records, drafts, passphrase, clipboard and undo, looked for in all memory of ours.

Seen on screen in the real program, then locked by key and by the clock, and ended.
"""

from __future__ import annotations

from tools.faults import suite
from tools.faults.row import Outcome, Row

_PLANTED = 1000
_TEST = "tests/e2e/test_memory.py"


def _run(_seed: int) -> Outcome:
    results = suite.run(_TEST, workers=2)
    return Outcome(
        tries=_PLANTED * len(results),
        struck=sum(int(one.told.get("seen", "0")) for one in results),
        found=tuple(f"{one.name}: {one.fault}" for one in results if one.fault),
    )


ROW = Row(
    name="memory",
    title="1,000 canaries in memory: locked by key, locked by the clock, ended",
    tries=1,
    short=0,
    run=_run,
    strikes=0.95,
    seconds=600,
)
