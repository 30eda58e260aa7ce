"""Making a new vault: every file it consists of, or none."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from veiligheidsadvies.domain.errors import VaultExists
from veiligheidsadvies.vault import attempts, integrity, keys, location, migrate, slotfile
from veiligheidsadvies.vault.database import create_database, transaction
from veiligheidsadvies.vault.files import environment_errors, sync_folder
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import RECOVERY_NAME, RECOVERY_SLOT, Clock, UnlockedKey, system_clock

_UNFINISHED = ".advieskluis.deel"
_ABANDONED = 3600  # seconds; making a vault takes a few


@contextlib.contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder to make a vault in, put in the place of `folder` when the block is done, or gone.

    Whatever ends the program, and whoever makes a vault there at the same moment: in `folder` stands a
    finished vault or none. The vault must be closed before the block ends. Raises VaultExists,
    FolderUnreadable, UnsafeLocation and StorageUnavailable.
    """
    location.check_new(folder)
    with environment_errors():
        _make_parent(folder)
        _remove_abandoned(folder.parent)
    part = _unfinished(folder)
    try:
        yield part
        _put_in_place(part, folder)
    except BaseException:
        clear(part, is_ours=True)
        raise


def withdraw(folder: Path) -> None:
    """Take away a vault that was put in place and never used: all of it at once, as it came.

    What the disk does not let go is removed when a vault is next made beside it.
    """
    part = _unfinished(folder)
    with contextlib.suppress(OSError):
        folder.rename(part)
        clear(part, is_ours=True)


def _unfinished(folder: Path) -> Path:
    return folder.with_name(f".{secrets.token_hex(4)}{_UNFINISHED}")


def _make_parent(folder: Path) -> None:
    """The folders above, so that they outlast a power cut as well."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for parent in missing:
        sync_folder(parent.parent)


def _put_in_place(part: Path, folder: Path) -> None:
    with environment_errors():
        sync_folder(part)
        if os.name == "nt" and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()  # elsewhere an empty folder is replaced
        try:
            part.rename(folder)
        except OSError as error:
            if folder.is_dir() and any(folder.iterdir()):
                raise VaultExists from error
            raise
        try:
            sync_folder(folder.parent)
        except OSError:
            withdraw(folder)
            raise


def _remove_abandoned(parent: Path) -> None:
    """What is left of a vault whose making was cut off."""
    for part in parent.glob(f".*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            if not part.is_symlink() and time.time() - part.stat().st_mtime > _ABANDONED:
                clear(part, is_ours=True)


def furnish(
    folder: Path,
    *,
    passphrase: str,
    slot_name: str,
    kdf: KdfParameters | None = None,
    now: Clock = system_clock,
) -> UnlockedKey:
    """Make a vault with one opening slot in an absent or empty folder; the key that opens it.

    Slow (without `kdf` the key derivation is measured first); may run in a worker thread. Raises VaultExists,
    FolderUnreadable, UnsafeLocation and StorageUnavailable; nothing is left behind then.
    """
    location.check_new(folder)
    is_ours = not folder.exists()
    try:
        with environment_errors():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        location.tighten(folder)
        created = now().astimezone(dt.UTC).isoformat(timespec="seconds")
        return _fill(folder, created, passphrase=passphrase, slot_name=slot_name, kdf=kdf or keys.calibrate())
    except BaseException:
        clear(folder, is_ours=is_ours)
        raise


def _fill(folder: Path, created: str, *, passphrase: str, slot_name: str, kdf: KdfParameters) -> UnlockedKey:
    data_key, vault_id = secrets.token_bytes(keys.KEY_BYTES), secrets.token_hex(16)
    slot = keys.new_opening_slot(
        vault_id, data_key, name=slot_name, passphrase=passphrase, kdf=kdf, created=created
    )
    connection = create_database(folder, data_key)
    try:
        migrate.apply(connection, migrate.scripts())
        with transaction(connection):
            connection.execute(
                "INSERT INTO kluis (id, kluis_id, logsleutel, aangemaakt_op) VALUES (1, ?, ?, ?)",
                (vault_id, secrets.token_bytes(keys.KEY_BYTES), created),
            )
            connection.execute(
                "INSERT INTO sleutelhouder (sleuf_id, naam, soort, sinds) VALUES (?, ?, 'herstelblad', ?)",
                (RECOVERY_SLOT, RECOVERY_NAME, created),
            )
            connection.execute(
                "INSERT INTO instelling (naam, waarde) VALUES (?, ?)", (integrity.LAST_CHECK, created)
            )
    finally:
        connection.close()
    slotfile.write(folder, SlotFile(vault_id=vault_id, generation=1, slots=(slot,)), data_key)
    attempts.clear(folder)
    return UnlockedKey(data_key=data_key, slot_id=slot.id, slot_name=slot.name)


def clear(folder: Path, *, is_ours: bool) -> None:
    """Take away a vault that could not be finished, with its folder if that was made for it."""
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        if is_ours:
            folder.rmdir()
