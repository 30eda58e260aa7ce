"""A copy of the whole vault, opened and checked, before its schema is changed."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from veiligheidsadvies.domain.errors import VaultDamaged
from veiligheidsadvies.vault import slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, Connection, open_database
from veiligheidsadvies.vault.files import environment_errors, sync_file, sync_folder
from veiligheidsadvies.vault.location import BACKUP_FOLDER


def make(folder: Path, connection: Connection, *, data_key: bytes, at: dt.datetime) -> Path:
    """Copy the vault to a folder below its backups, a vault that opens with the same passphrases; its path.

    Raises VaultDamaged when the copy does not read back, StorageUnavailable when there is no room.
    """
    version = int(connection.value("PRAGMA user_version"))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    name = f"voor-schema-{version + 1:04d}-{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    unfinished, target = folder / BACKUP_FOLDER / f"{name}.deel", folder / BACKUP_FOLDER / name
    with environment_errors():
        (folder / BACKUP_FOLDER).mkdir(mode=0o700, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        try:
            for source in (DATABASE_NAME, *slotfile.NAMES):
                if (folder / source).exists():
                    (unfinished / source).touch(mode=0o600)
                    shutil.copyfile(folder / source, unfinished / source)
                    sync_file(unfinished / source)
            _verify(unfinished / DATABASE_NAME, data_key, version)
            unfinished.replace(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return target


def _verify(copy: Path, data_key: bytes, version: int) -> None:
    connection = open_database(copy, data_key, is_read_only=True)
    try:
        is_whole = (
            connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
            and connection.value("PRAGMA quick_check") == "ok"
            and connection.value("PRAGMA user_version") == version
        )
    finally:
        connection.close()
    if not is_whole:
        raise VaultDamaged
