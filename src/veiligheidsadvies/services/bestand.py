"""A file that leaves the vault on purpose: whole or not at all, readable by its owner only."""

from __future__ import annotations

from pathlib import Path

from veiligheidsadvies.domain.errors import FileUnreadable, FileUnwritable, StorageFailure, StorageUnavailable
from veiligheidsadvies.vault import location
from veiligheidsadvies.vault.files import write_atomically

LARGEST_READ = 100_000_000
"""Bytes of a file that is looked at: no paper of ours comes near it."""


def read_file(path: Path) -> bytes:
    """What is in a file; FileUnreadable when it cannot be read, is no file or is larger than 100 MB."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_READ:
            raise FileUnreadable
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable from error


def refuse_vault(path: Path) -> None:
    """Raise FileUnwritable for a place in a vault: a paper there could replace the vault itself."""
    if any(location.holds_vault(folder) for folder in path.absolute().resolve().parents):
        raise FileUnwritable


def write_file(path: Path, content: bytes) -> None:
    """Write or replace `path` with mode 0600; on failure no part of it remains.

    Raises StorageUnavailable (VOL) when the disk is full, FileUnwritable for everything else, a place in a
    vault among it.
    """
    refuse_vault(path)
    try:
        write_atomically(path, content)
    except StorageUnavailable as error:
        if error.failure is StorageFailure.VOL:
            raise
        raise FileUnwritable from error
