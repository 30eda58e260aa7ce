"""Small files that are replaced whole or not at all, and the errors of the environment in our own words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    FileUnreadable,
    FileUnwritable,
    StorageFailure,
    StorageUnavailable,
)

_FAILURES = {
    errno.ENOSPC: StorageFailure.VOL,
    errno.EDQUOT: StorageFailure.VOL,
    errno.EROFS: StorageFailure.ALLEEN_LEZEN,
    errno.EACCES: StorageFailure.ALLEEN_LEZEN,
    errno.EPERM: StorageFailure.ALLEEN_LEZEN,
    errno.EBUSY: StorageFailure.BEZET,
}
LARGEST = 4_000_000
"""Bytes of a small file of ours; the largest holds a few dozen key slots."""
_READING = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def environment_errors() -> Iterator[None]:
    """Tell an OSError of the block as StorageUnavailable."""
    try:
        yield
    except OSError as error:
        failure = _FAILURES.get(error.errno or 0, StorageFailure.INVOER_UITVOER)
        raise StorageUnavailable(failure) from error


@contextlib.contextmanager
def outside_errors() -> Iterator[None]:
    """In a place outside the vault: a full disk as it is, everything else as FileUnwritable."""
    try:
        yield
    except FileUnreadable as error:
        raise FileUnwritable from error
    except StorageUnavailable as error:
        if error.failure is StorageFailure.VOL:
            raise
        raise FileUnwritable from error


def read_small(path: Path) -> bytes:
    """What is in a small file of ours; b"" for one that is too large, and for what is no plain file.

    A link is not followed and nothing is waited for: somebody else may have put it there. Raises OSError, a
    link among it.
    """
    descriptor = os.open(path, _READING)
    with os.fdopen(descriptor, "rb") as file:
        kept = os.fstat(descriptor)
        if not stat.S_ISREG(kept.st_mode) or kept.st_size > LARGEST:
            return b""
        return file.read(LARGEST)


def write_atomically(path: Path, content: bytes, *, is_durable: bool = True) -> None:
    """Replace `path` by a file of mode 0600 with this content; a crash leaves the old or the new one.

    With `is_durable` the bytes are on the disk when this returns. Raises StorageUnavailable.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    with environment_errors():
        try:
            descriptor = os.open(temporary, _NEW_FILE, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                if is_durable:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        if is_durable:
            sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable (Windows does that by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of an existing file durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
