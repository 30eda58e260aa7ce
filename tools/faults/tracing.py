"""strace beside a child: what it changes on the disk, and faults at exactly one of those calls.

strace needs no compiler and no root; `make setup-test` installs it.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.faults.child import Child

CHANGES = (
    *("pwrite64", "write", "writev", "pwritev", "sendfile", "copy_file_range", "ftruncate", "fallocate"),
    *("fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat"),
    *("rmdir", "chmod", "fchmod", "fchmodat", "link", "linkat"),
)
"""Every call that changes a file or a folder, or makes that last."""
_CALL = re.compile(r"^(\d+)\s+(?:<\.\.\. )?(\w+)(?:\(| resumed)")
_PATIENCE = 20  # seconds


@contextlib.contextmanager
def watched(child: Child, file: Path, *options: str) -> Iterator[None]:
    """Let strace look at a child that waits in `stop_here`, and let it go on, until the block ends."""
    child.wait_until_stopped()
    command = ["strace", "-f", "-qq", "-o", str(file), *options, "-p", str(child.number)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as tracer:
        try:
            _wait_until_traced(child.number, tracer)
            os.kill(child.number, signal.SIGCONT)
            yield
        finally:
            detach(tracer)


def detach(tracer: subprocess.Popen[bytes]) -> None:
    """Let the child go on without anybody looking."""
    if tracer.poll() is None:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(_PATIENCE)


def _wait_until_traced(number: int, tracer: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not _tracer_of(number):
        if tracer.poll() is not None or time.monotonic() > ends:
            raise RuntimeError("strace may not look at a process here")
        time.sleep(0.001)


def _tracer_of(number: int) -> int:
    for line in Path(f"/proc/{number}/status").read_text("ascii", "replace").splitlines():
        if line.startswith("TracerPid:"):
            return int(line.split()[1])
    return 0


def calls_of(file: Path, child: Child) -> list[str]:
    """The names of the calls of the child itself, in order; those of its threads are left out."""
    found = []
    for line in file.read_text("ascii", "replace").splitlines():
        call = _CALL.match(line)
        if call and int(call[1]) == child.number and "resumed" not in line.split("(")[0]:
            found.append(call[2])
    return found


def at(calls: Sequence[str], position: int) -> str:
    """What strace wants to know of the call at `position`: it counts each kind of call apart."""
    name = calls[position]
    return f"{name}:%s:when={Counter(calls[: position + 1])[name]}"
