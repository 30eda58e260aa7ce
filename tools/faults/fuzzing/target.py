"""What is common to everything that is handed made-up bytes."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from tools.faults.place import Place

LONGEST = 2.0
"""Seconds of the processor in which the program must have made something of it."""
_WAITED = 20.0
"""Seconds by the clock; more than a busy machine ever takes."""


class Target(ABC):
    """A door of the program. `check` raises when what came in did harm."""

    is_text = False
    """Whether people type it; then what is made up is text."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @property
    @abstractmethod
    def examples(self) -> Sequence[bytes]:
        """What should come in, to be spoiled."""

    def mended(self, data: bytes) -> bytes:
        """What was spoiled with its checksums made right again, so that more than these is tried."""
        return data

    @abstractmethod
    def check(self, data: bytes) -> None:
        """Hand it over."""

    def close(self) -> None:  # noqa: B027 - most open nothing
        """Let go of what was opened."""

    def timed(self, data: bytes) -> None:
        """As `check`, and not for long."""
        start, worked = time.perf_counter(), time.process_time()
        self.check(data)
        took, worked = time.perf_counter() - start, time.process_time() - worked
        if worked > LONGEST or took > _WAITED:
            raise AssertionError(f"it took {took:.1f} s")


def same(before: dict[Path, bytes]) -> None:
    """Raise when a file is not what it was."""
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            raise AssertionError(f"{path.name} was changed")
