"""A new data key: the database is encrypted anew beside the old one and swapped in.

While it is under way the slot file holds the slots of both keys; what the database opens with decides which
half is dropped at the next opening. All else that changes with the key is written into the new database
before it is swapped in, so that one rename does all.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    SlotFileDamaged,
    StorageFailure,
    StorageUnavailable,
    VaultDamaged,
)
from veiligheidsadvies.vault import slotfile
from veiligheidsadvies.vault.database import (
    DATABASE_NAME,
    Connection,
    damaged_pages,
    open_database,
    transaction,
)
from veiligheidsadvies.vault.files import environment_errors, sync_file, sync_folder
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import opens

GENERATIONS = 2
"""Of the slot file: with the slots of both keys, and with those of the new one."""
_COPY_NAME = f"{DATABASE_NAME}.nieuw"


def make_copy(
    folder: Path,
    connection: Connection,
    *,
    old_key: bytes,
    new_key: bytes,
    change: Callable[[Connection], None],
) -> None:
    """Write the whole database under `new_key` beside the old one, and read it back.

    `change` is done to the copy in one transaction: it holds from the moment the copy counts. Raises
    StorageUnavailable, also while something else reads the vault, for then the file is not all there is.
    """
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
    if busy:
        raise StorageUnavailable(StorageFailure.BEZET)
    copy = folder / _COPY_NAME
    try:
        with environment_errors():
            copy.touch(mode=0o600)
            shutil.copyfile(folder / DATABASE_NAME, copy)
        changed = open_database(copy, old_key)
        try:
            changed.execute("PRAGMA journal_mode = DELETE").fetchall()
            with transaction(changed):
                change(changed)
            changed.rekey(new_key)
        finally:
            changed.close()
        _verify(copy, new_key)
        with environment_errors():
            sync_file(copy)
    except BaseException:
        remove_leftovers(folder)
        raise


def swap(folder: Path) -> None:
    """Put the copy in the place of the database, which must be closed. Raises StorageUnavailable.

    It may stand there all the same then: ask `opens`.
    """
    if (folder / f"{DATABASE_NAME}-wal").exists():  # something else reads it
        raise StorageUnavailable(StorageFailure.BEZET)
    with environment_errors():
        (folder / _COPY_NAME).replace(folder / DATABASE_NAME)
        sync_folder(folder)


def settle(folder: Path, file: SlotFile, data_key: bytes) -> None:
    """Drop the slots of the old key, once it is sure that the disk has the new database."""
    with environment_errors():
        sync_folder(folder)
    slotfile.write(folder, promoted(file), data_key)


def finish(folder: Path, data_key: bytes, *, former: Callable[[], Sequence[bytes]] = tuple) -> None:
    """After a crash: drop the half of the slots that the database does not open with.

    `former` gives the data keys of before, which the database holds: a slot file half-way is under the MAC of
    one of them. One that is under no key of ours was written by somebody else, and stays untouched.
    """
    try:
        file = slotfile.authentic(folder, data_key)
    except SlotFileDamaged:
        half_way = _half_way(folder, former)
        if half_way is not None and opens(folder, data_key):
            settle(folder, half_way, data_key)
    else:
        if file.pending and opens(folder, data_key):
            slotfile.write(folder, replace(file, generation=file.generation + 1, pending=()), data_key)
    remove_leftovers(folder)


def _half_way(folder: Path, former: Callable[[], Sequence[bytes]]) -> SlotFile | None:
    found = [file for file in slotfile.read_candidates(folder) if file.pending]
    old_keys = former() if found else ()
    ours = (file for file in found if any(slotfile.is_authentic(file, one) for one in old_keys))
    return next(ours, None)


def promoted(file: SlotFile) -> SlotFile:
    """The slot file after the swap: only the slots of the new key."""
    return replace(file, generation=file.generation + 1, slots=file.pending, pending=())


def remove_leftovers(folder: Path) -> None:
    """Remove what an interrupted re-key or write left behind."""
    with contextlib.suppress(OSError):
        for path in (*folder.glob(f"{_COPY_NAME}*"), *folder.glob("*.tmp")):
            path.unlink(missing_ok=True)


def _verify(copy: Path, new_key: bytes) -> None:
    connection = open_database(copy, new_key, is_read_only=True)
    try:
        if damaged_pages(connection):
            raise VaultDamaged
        if connection.value("PRAGMA quick_check") != "ok":
            raise VaultDamaged
    finally:
        connection.close()
