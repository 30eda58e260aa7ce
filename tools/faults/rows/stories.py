"""Every story of a user under strace, then again without any network: the same results.

Files are written in vault, configuration and tmpfs only, no socket of a network is asked for, and no text
that was typed or kept stands in the open in anything that was written.
"""

from __future__ import annotations

import os

from tools.faults import suite
from tools.faults.row import Outcome, Row

_STORIES = "tests/e2e"
_NO_NETWORK = ("unshare", "--net", *(() if os.geteuid() == 0 else ("--map-root-user",)))


def _run(_seed: int) -> Outcome:
    with_network = {one.name: one.fault for one in suite.run(_STORIES, workers=2)}
    without = {one.name: one.fault for one in suite.run(_STORIES, workers=2, before=_NO_NETWORK)}
    found = [f"{name}: {fault}" for name, fault in with_network.items() if fault]
    for name in sorted(with_network.keys() | without.keys()):
        if with_network.get(name) != without.get(name):
            found.append(f"{name} without network: {without.get(name, 'not run')}")
    count = len(with_network) + len(without)
    return Outcome(tries=count, struck=count, found=tuple(found))


ROW = Row(
    name="stories",
    title="every story under strace, again in unshare -n: files, sockets, canaries",
    tries=1,
    short=0,
    run=_run,
    strikes=1,
    seconds=1800,
)
