"""From starting the process to its first frame: the unlock window beside a bare main window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tools.bench.first_frame import PIPE
from tools.bench.report import Measured, alternate

_TIMES = 9


def measure(folder: Path) -> Measured:
    """Start both in turns; the first of each only warms the file cache."""
    words = ("program", str(folder)), ("bare",)
    for one in words:
        _start(*one)
    ours, other = alternate(lambda: _start(*words[0]), lambda: _start(*words[1]), times=_TIMES)
    return Measured(
        what="start to the unlock window", ours=ours, against="bare QMainWindow", other=other, bound=1.5
    )


def _start(*words: str) -> float:
    """Milliseconds from starting the process to its first frame."""
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tools.bench.first_frame", *words]
    start = time.monotonic_ns()
    process = subprocess.Popen(command, pass_fds=(writing,), env={**os.environ, PIPE: str(writing)})
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.readline()
    process.wait(timeout=30)
    if not told:
        raise RuntimeError(f"{words[0]} showed no window")
    return (int(told) - start) / 1_000_000
