"""From a passphrase or a recovery sheet to the data key. Slow on purpose; touches no database connection.

`unlock` may run in a worker thread: plain data in, plain data out.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    RecoveryKeyForeign,
    SlotFileDamaged,
    StorageUnavailable,
    TooManyAttempts,
    VaultDamaged,
    WrongPassphrase,
)
from veiligheidsadvies.vault import attempts, keys, location, marks, recovery, recovery_parts, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, check_file, open_database
from veiligheidsadvies.vault.keys import Slot, SlotKind
from veiligheidsadvies.vault.slotfile import SlotFile

RECOVERY_SLOT = "herstelblad"
RECOVERY_NAME = "Herstelblad"
Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """The local time with its offset."""
    return dt.datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockedKey:
    """Who opened which slot, and the data key it held."""

    data_key: bytes = field(repr=False)
    slot_id: str
    slot_name: str
    by_recovery: bool = False


def unlock(folder: Path, passphrase: str, *, now: Clock = system_clock) -> UnlockedKey:
    """The data key behind a passphrase.

    Raises WrongPassphrase when no slot opens and all are whole, SlotFileDamaged when one that might have
    opened is not, TooManyAttempts, NotAVault, FolderUnreadable, UnsafeLocation, VaultDamaged,
    StorageUnavailable.
    """
    location.check_existing(folder)
    wait = attempts.seconds_to_wait(folder, now())
    if wait:
        raise TooManyAttempts(wait)
    files = slotfile.read_candidates(folder)
    tried, is_tampered, foreign = 0, False, None
    for file, slot in _slots_to_try(files):
        tried += 1
        data_key = keys.unwrap(file.vault_id, slot, passphrase)
        if data_key is None:
            continue
        if not _is_trusted(folder, files, data_key):
            # Half-way a re-key one of the two keys opens nothing; its passphrase is as wrong as any other.
            is_tampered = is_tampered or not any(one.pending for one in files)
            continue
        found = UnlockedKey(data_key=data_key, slot_id=slot.id, slot_name=slot.name)
        if _is_of_both(files, file) or opens(folder, data_key):
            return found
        foreign = foreign or found
    if foreign is not None:
        return foreign  # whoever opens the database with it finds that it does not fit
    if is_tampered or tried == 0 or _damaged_everywhere(files):
        raise SlotFileDamaged
    # Where nothing can be written the passphrase is as wrong as anywhere else.
    with contextlib.suppress(StorageUnavailable):
        attempts.record_failure(folder, now())
    raise WrongPassphrase


def unlock_by_recovery(folder: Path, groups: Sequence[str]) -> UnlockedKey:
    """The data key of a typed recovery sheet; works without a slot file.

    Raises RecoveryKeyInvalid for typing mistakes, RecoveryKeyForeign when the sheet is of another vault or an
    older key, and what `unlock` raises of places and files. As there, a key that is right comes back also
    when the database behind it is damaged.
    """
    location.check_existing(folder)
    return _recovered(folder, recovery.key_of(groups))


def unlock_by_parts(folder: Path, parts: Sequence[Sequence[str]]) -> UnlockedKey:
    """The data key of two typed parts of a sheet, as lists of words.

    Raises RecoveryPartInvalid, and what `unlock_by_recovery` raises.
    """
    location.check_existing(folder)
    return _recovered(folder, recovery_parts.key_of(parts))


def _recovered(folder: Path, data_key: bytes) -> UnlockedKey:
    if not _wrote_slots(folder, data_key):
        check_file(folder / DATABASE_NAME)
        if not opens(folder, data_key):
            raise RecoveryKeyForeign
    return UnlockedKey(data_key=data_key, slot_id=RECOVERY_SLOT, slot_name=RECOVERY_NAME, by_recovery=True)


def _wrote_slots(folder: Path, data_key: bytes) -> bool:
    """Whether the slot files prove the key: a database that it does not open is damaged then.

    Half-way a re-key they prove nothing, and neither does one of them alone against the other.
    """
    whole = [file for file in slotfile.read_candidates(folder) if not file.damaged]
    proving = [file for file in whole if not file.pending and slotfile.is_authentic(file, data_key)]
    return bool(whole) and len(proving) == len(whole)


def opens(folder: Path, data_key: bytes) -> bool:
    """Whether the database in `folder` opens with this key (0.4 ms)."""
    try:
        open_database(folder / DATABASE_NAME, data_key, is_read_only=True).close()
    except VaultDamaged:
        return False
    return True


def _slots_to_try(files: Sequence[SlotFile]) -> Iterator[tuple[SlotFile, Slot]]:
    """Every different whole opening slot, the one that opened last time first."""
    seen: dict[tuple[str, Slot], tuple[SlotFile, Slot]] = {}
    for file in files:
        for slot in (*file.slots, *file.pending):
            if slot.kind is SlotKind.OPENEN:
                seen.setdefault((file.vault_id, slot), (file, slot))
    found = list(seen.values())
    last = marks.read(files[0].vault_id).last_slot if files else ""
    return iter(sorted(found, key=lambda item: item[1].id != last))


def _is_trusted(folder: Path, files: Sequence[SlotFile], data_key: bytes) -> bool:
    """Whether a slot file is under the MAC of this key; half-way a re-key, whether it opens the database."""
    if any(file.pending for file in files):
        return opens(folder, data_key)
    return any(slotfile.is_authentic(file, data_key) for file in files)


def _is_of_both(files: Sequence[SlotFile], file: SlotFile) -> bool:
    """Whether the two slot files are of one vault and one key; one of them may have been put there."""
    return all((one.vault_id, one.generation) == (file.vault_id, file.generation) for one in files)


def _damaged_everywhere(files: Sequence[SlotFile]) -> bool:
    """Whether a slot is damaged in every file that holds it, so that a right passphrase may have failed."""
    if any(not file.damaged for file in files):
        return False
    whole = {slot.id for file in files for slot in file.slots}
    return any(slot_id not in whole for file in files for slot_id in file.damaged)
