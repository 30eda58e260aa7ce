"""Making a new vault: every file it consists of, or none."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import shutil
from pathlib import Path

from veiligheidsadvies.vault import attempts, keys, location, migrate, slotfile
from veiligheidsadvies.vault.database import create_database, transaction
from veiligheidsadvies.vault.files import environment_errors
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import RECOVERY_NAME, RECOVERY_SLOT, Clock, UnlockedKey, system_clock


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
    UnsafeLocation and StorageUnavailable; nothing is left behind then.
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
