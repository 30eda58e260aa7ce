"""What stands in the memory of the program: every process of it, every map of every process."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.e2e.program import PATIENCE

_OTHERS = frozenset({"strace"})  # has the environment of what it started
_KERNEL = ("[vvar", "[vsyscall")


def processes(config: Path) -> list[int]:
    """Every process that was started with this configuration folder, and its children, wherever they went."""
    wanted = f"VEILIGHEIDSADVIES_CONFIG={config}".encode()
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _is_ours(entry, wanted):
            found.append(int(entry.name))
    for process in found:  # grows while it is walked through
        for file in Path(f"/proc/{process}/task").glob("*/children"):
            found += [int(child) for child in file.read_text().split() if int(child) not in found]
    return found


def _is_ours(entry: Path, wanted: bytes) -> bool:
    """Of others we cannot look inside; nor of one that ends meanwhile."""
    with contextlib.suppress(OSError):
        if (entry / "comm").read_text().strip() not in _OTHERS:
            return wanted in (entry / "environ").read_bytes().split(b"\0")
    return False


def contents(process: int) -> Iterator[bytes]:
    """All that can be read of the memory of a process, map by map, while it is held. A gap fails."""
    with _held(process), Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            where, rights, *rest = line.split(maxsplit=5)
            if "r" not in rights or rest[-1].startswith(_KERNEL):
                continue  # the clocks of the kernel
            start, end = (int(number, 16) for number in where.split("-"))
            yield _content(memory.fileno(), start, end, line)


def count(process: int, words: str) -> int:
    """How often a text stands in the memory of a process."""
    needles = (words.encode(), words.encode("utf-16-le"))
    return sum(content.count(needle) for content in contents(process) for needle in needles)


@contextlib.contextmanager
def _held(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        _wait_until_held(process)
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def _wait_until_held(process: int) -> None:
    """All its threads stand still, at two looks; one that runs may take memory away from under the reader."""
    ends, held = time.monotonic() + PATIENCE, 0
    while held < 2:
        assert time.monotonic() < ends, "it does not stop"
        states = [
            file.read_text().rpartition(")")[2].split()[0]
            for file in Path(f"/proc/{process}/task").glob("*/stat")
        ]
        held = held + 1 if set(states) <= {"T", "t"} else 0
        time.sleep(0.02)


def _content(memory: int, start: int, end: int, line: str) -> bytes:
    parts = []
    while start < end:
        part = b""
        with contextlib.suppress(OSError):
            part = os.pread(memory, min(end - start, 1 << 24), start)
        if not part:
            assert _is_past_the_file(line, start), f"unreadable: {line}"
            break
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _is_past_the_file(line: str, address: int) -> bool:
    """Whether the file that is mapped there ends before this address, so that nothing can be read of it."""
    where, _rights, offset, _device, node, *rest = line.split(maxsplit=5)
    if node == "0" or not rest:
        return False
    begin = int(where.split("-")[0], 16)
    return int(offset, 16) + address - begin >= Path(rest[0]).stat().st_size


def found_in(content: bytes, marks: Sequence[bytes]) -> Iterator[bytes]:
    """What follows each of these marks, up to eighty bytes."""
    for mark in marks:
        at = content.find(mark)
        while at >= 0:
            yield content[at : at + 80]
            at = content.find(mark, at + len(mark))
