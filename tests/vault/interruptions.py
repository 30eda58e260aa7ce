"""What a sudden end leaves on disk, before every single file operation; and file operations that fail."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from veiligheidsadvies.vault.database import Connection

_EVENTS = frozenset(
    ["open", "os.chmod", "os.remove", "os.rename", "os.truncate", "shutil.copyfile", "os.rmdir", "os.mkdir"]
)
_watching: list[Watch] = []


class Watch:
    """Copies of one folder, each different state once, in the order in which they stood there."""

    def __init__(self, folder: Path, states: Path) -> None:
        self.folder, self.states, self.operations = folder, states, 0
        self._seen: set[str] = set()
        self._is_copying = False

    def look(self) -> None:
        if self._is_copying:
            return
        self._is_copying = True
        try:
            self.operations += 1
            mark = self._mark()
            if mark not in self._seen:
                self._seen.add(mark)
                shutil.copytree(self.folder, self.states / f"{len(self._seen):03d}")
        finally:
            self._is_copying = False

    def _mark(self) -> str:
        whole = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in _EVENTS:
        return
    watch = _watching[-1]
    if any(str(watch.folder) in str(one) for one in arguments if isinstance(one, str | bytes | Path)):
        watch.look()


_is_hooked = False


@contextmanager
def every_state(folder: Path, states: Path) -> Iterator[Watch]:
    """Keep every state of `folder` in `states`: before each file operation, around each SQL statement."""
    global _is_hooked  # noqa: PLW0603 - a hook cannot be taken back
    if not _is_hooked:
        sys.addaudithook(_heard)
        _is_hooked = True
    states.mkdir()
    watch = Watch(folder, states)
    real = Connection.execute

    def execute(self: Connection, *arguments: Any) -> Any:
        watch.look()
        try:
            return real(self, *arguments)
        finally:
            watch.look()

    _watching.append(watch)
    Connection.execute = execute  # type: ignore[method-assign]
    try:
        yield watch
    finally:
        Connection.execute = real  # type: ignore[method-assign]
        _watching.clear()
    watch.look()


class FullDisk:
    """The `number`-th file operation on a file of `folder` fails once with a full disk."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number, self.count = folder, number, 0

    def over(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if str(self.folder) in str(arguments) or isinstance(arguments[0], int):
                self.count += 1
                if self.count == self.number:
                    raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **named)

        return call

    @contextmanager
    def failing(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for place, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (shutil, "copyfile")):
                patch.setattr(place, name, self.over(getattr(place, name)))
            yield

    @property
    def is_past_the_end(self) -> bool:
        return self.count < self.number
