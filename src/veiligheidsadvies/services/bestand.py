"""A file that leaves the vault on purpose: whole or not at all, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    FileInTheWay,
    FileUnreadable,
    FileUnwritable,
    NameNotText,
)
from veiligheidsadvies.vault import location
from veiligheidsadvies.vault.files import environment_errors, outside_errors, sync_file, write_atomically

LARGEST_READ = 100_000_000
"""Bytes of a file that is looked at: no paper of ours comes near it."""
_TRIED = 1 << 20
"""Bytes that are tried in a place: more than a sheet of paper takes."""


def read_file(path: Path) -> bytes:
    """What is in a file; FileUnreadable when it cannot be read, is no file or is larger than 100 MB."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_READ:
            raise FileUnreadable
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable from error


def refuse_vault(path: Path) -> None:
    """Raise FileUnwritable for a place in a vault: a paper there could replace the vault itself.

    And for one where that cannot be looked at.
    """
    try:
        is_in_vault = any(location.holds_vault(folder) for folder in path.absolute().resolve().parents)
    except (OSError, RuntimeError) as error:  # the second: links that go round, before Python 3.13
        raise FileUnwritable from error
    if is_in_vault:
        raise FileUnwritable


def is_text(path: Path) -> bool:
    """Whether this path can be written down: on Linux a name is bytes, which need not be text."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        return False
    return True


def refuse_no_text(path: Path) -> None:
    """Raise NameNotText for a path that the vault could not remember."""
    if not is_text(path):
        raise NameNotText


def write_file(path: Path, content: bytes) -> None:
    """Write or replace `path` with mode 0600; on failure no part of it remains.

    Raises StorageUnavailable (VOL) when the disk is full, FileUnwritable for everything else, a place in a
    vault among it.
    """
    refuse_vault(path)
    with outside_errors():
        write_atomically(path, content)


@contextlib.contextmanager
def held_place(path: Path) -> Iterator[None]:
    """Keep the place of a file that the block writes, for what may not be done when its paper has no place.

    The place is tried with bytes that are taken away again; a block that writes nothing leaves nothing.
    Raises as `write_file`, and FileInTheWay, before the block begins.
    """
    refuse_vault(path)
    if os.path.lexists(path):
        raise FileInTheWay
    with outside_errors(), environment_errors():
        path.open("xb").close()
    try:
        with outside_errors(), environment_errors():
            path.write_bytes(bytes(_TRIED))
            sync_file(path)
            os.truncate(path, 0)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if path.stat().st_size == 0:
                path.unlink()
