"""One writer at a time: an OS lock on `slot.lock`. Its text only names the holder, without personal data."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from veiligheidsadvies.domain.errors import UnsafeLocation, UnsafeReason, VaultInUse
from veiligheidsadvies.vault.files import environment_errors, read_small
from veiligheidsadvies.vault.location import LOCK_NAME

if TYPE_CHECKING:
    from filelock import FileLock

_WRITING = os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)


class WriterLock:
    """Held from opening a vault until it is closed; the system drops it when the process ends."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, at: dt.datetime) -> WriterLock:
        """Lock `folder`, or raise VaultInUse with what the holder wrote about itself."""
        from filelock import FileLock, Timeout

        path = folder / LOCK_NAME
        if path.is_symlink():
            raise UnsafeLocation(UnsafeReason.KOPPELING)
        lock = FileLock(path, timeout=0, mode=0o600, fallback_to_soft=False)
        with environment_errors():
            try:
                lock.acquire()
            except Timeout as error:
                raise VaultInUse(_holder(path)) from error
            try:
                text = f"proces {os.getpid()} op {platform.node()} sinds {at:%d-%m-%Y %H:%M}"
                with os.fdopen(os.open(path, _WRITING), "w", encoding="utf-8") as file:
                    file.write(text)
            except OSError:
                lock.release()
                raise
        return cls(lock)

    def release(self) -> None:
        """Let another program open the vault."""
        self._lock.release()


def _holder(path: Path) -> str:
    try:
        return read_small(path).decode("utf-8", "replace")[:200].strip()
    except OSError:  # Windows lets nobody read a locked file
        return ""
