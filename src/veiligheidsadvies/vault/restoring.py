"""Putting a copy back: beside its place, brought up to date, checked, and only then swapped in.

What stood there is set aside and never removed by itself. After a crash at any moment there is the old vault
or the new one: `location.finish_swap` ends a swap that was broken off.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    CopyFault,
    CopyRefused,
    NotAVault,
    RecoveryKeyForeign,
    SlotFileDamaged,
    StorageUnavailable,
    VaultDamaged,
    VaultExists,
)
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault import attempts, copyfile, copying, location, marks, migrate, slotfile
from veiligheidsadvies.vault import chain as log_chain
from veiligheidsadvies.vault.chain import Entry
from veiligheidsadvies.vault.contents import FROM_PAPER, NUMBERS_DOUBTED
from veiligheidsadvies.vault.copyfile import CopyFile, Report, silent
from veiligheidsadvies.vault.database import DATABASE_NAME, Connection, open_database, transaction
from veiligheidsadvies.vault.files import environment_errors, outside_errors, sync_folder
from veiligheidsadvies.vault.integrity import CheckOutcome
from veiligheidsadvies.vault.lock import WriterLock
from veiligheidsadvies.vault.recovering import OF_ONE_KEY
from veiligheidsadvies.vault.unlock import Clock, UnlockedKey

ASIDE, DAMAGED = "opzij", "beschadigd"
PUT_BACK = "reservekopie terugzetten"
"""The log line of a copy that was put back."""
SECOND_PLACE = "kopie_tweede_plaats"
"""Setting: the folder on a stick or another disk where copies go as well."""
_STAMP = "%Y%m%dT%H%M%SZ"
_SET_ASIDE = re.compile(rf"-(?P<kind>{ASIDE}|{DAMAGED})-(?P<stamp>\d{{8}}T\d{{6}}Z)(-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A copy whose parts stand beside their place; nothing of it counts yet."""

    copy: CopyFile
    folder: Path
    target: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A vault that another one took the place of. `size` in bytes."""

    path: Path
    at: dt.datetime
    is_damaged: bool
    size: int


def unpack(path: Path, target: Path, *, report: Report = silent) -> Unpacked:
    """Write the parts of a copy beside `target`, each byte checked; slow for a large vault.

    Raises CopyRefused, FileUnreadable, UnsafeLocation, FolderUnreadable, StorageUnavailable, FileUnwritable
    where no vault stands, and VaultExists when `target` is something else than a vault; nothing remains then.
    """
    copy = copyfile.read(path)
    _check_target(target, copy)
    folder = _beside(target)
    told = contextlib.nullcontext if os.path.lexists(target) else outside_errors
    with told():
        with environment_errors():
            _clear(folder)
            _clear(location.ready_beside(target))  # a restore that was broken off before it took its place
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        location.check_new(folder)
    copying.begin(folder)
    try:
        with told(), environment_errors():
            folder.mkdir(mode=0o700)
        copyfile.extract(copy, folder, report=report)
        attempts.clear(folder)
    except BaseException:
        copying.end(folder)
        raise
    return Unpacked(copy=copy, folder=folder, target=target)


def abandon(unpacked: Unpacked) -> None:
    """The copy is not put back after all."""
    copying.end(unpacked.folder)


def hold(unpacked: Unpacked) -> None:
    """Keep it although everything that was under way is abandoned."""
    copying.end(unpacked.folder, is_kept=True)


def remove_leftovers(target: Path) -> None:
    """What a restore that was broken off left beside the vault at `target`, which is open now."""
    with contextlib.suppress(OSError):
        _clear(_beside(target))
        _clear(location.ready_beside(target))


def prove(unpacked: Unpacked, key: UnlockedKey) -> list[CheckOutcome]:
    """Every check of the unpacked copy against what it said of itself when it was made. Slow.

    Raises RecoveryKeyForeign and CopyRefused when the key is not that of this copy, or its seal is broken.
    """
    try:
        return _prove(unpacked.copy, unpacked.folder, key.data_key)
    except CopyRefused as error:
        if error.fault is CopyFault.ANDERE_SLEUTEL and key.by_recovery:
            raise RecoveryKeyForeign from error
        raise


def rehearse(path: Path, room: Path, data_key: bytes, *, report: Report = silent) -> list[CheckOutcome]:
    """Do with a copy all that putting it back does, in the empty folder `room`; what was checked. Slow.

    Raises CopyRefused, FileUnreadable and StorageUnavailable.
    """
    copy = copyfile.read(path)
    copyfile.extract(copy, room, report=lambda part: report(part * 0.4))
    outcomes = [CheckOutcome(name="bestand", ok=True, detail="elke byte is zoals hij geschreven werd")]
    outcomes += _prove(copy, room, data_key)
    report(0.9)
    if all(outcome.ok for outcome in outcomes):
        steps = bring_up_to_date(room, data_key)
        told = "niet nodig, de kopie is van deze versie"
        if steps:
            told = f"{count(steps, 'versie', 'versies')} verder gebracht"
        outcomes.append(CheckOutcome(name="bijwerken", ok=True, detail=told))
    report(1.0)
    return outcomes


def _prove(copy: CopyFile, folder: Path, data_key: bytes) -> list[CheckOutcome]:
    manifest = copyfile.unseal(copy, data_key)
    database = folder / DATABASE_NAME
    outcomes = copying.check_database(database, data_key, manifest, copy.header.schema, with_content=True)
    return [*outcomes, _slots(folder, data_key)]


def bring_up_to_date(folder: Path, data_key: bytes) -> int:
    """Take the unpacked database through the scripts it lacks; how many. VaultTooNew, VaultDamaged."""
    connection = open_database(folder / DATABASE_NAME, data_key)
    try:
        todo = migrate.missing_scripts(connection, migrate.scripts())
        migrate.apply(connection, todo)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    return len(todo)


def record(
    unpacked: Unpacked,
    key: UnlockedKey,
    *,
    now: Clock,
    origin: str,
    approved_by: str = "",
    numbers: Mapping[tuple[str, int], int],
) -> bool:
    """Log in the vault-to-be that it was put back, and let its numbers go on above those from paper.

    `approved_by` names the key or the form of the second person, "" where there was no vault to sign with.
    `numbers` holds the highest used number by series and year. Returns whether paper may bear higher ones:
    none were told, and this machine does not know that it saw them all.

    A vault that takes no other's place has no second place for copies: those there are of another one.
    """
    connection = open_database(unpacked.folder / DATABASE_NAME, key.data_key)
    try:
        vault_id, chain = copying.chain_of(connection)
        number, mac = chain.last()
        known = marks.read(vault_id)
        is_known = known.reaches((number, log_chain.head(mac))) and not known.is_doubted
        is_doubted = not numbers and not (is_known and not _is_set(connection, NUMBERS_DOUBTED))
        result = f"akkoord van {approved_by}" if approved_by else "zonder tweede persoon"
        entry = Entry(
            verb=PUT_BACK,
            object=f"kopie van {unpacked.copy.header.made_at:%Y-%m-%dT%H:%M:%SZ}",
            result=result,
            origin=origin,
        )
        with transaction(connection):
            chain.append(entry, actor=key.slot_id, at=now(), action=None)
            _go_on_above(connection, numbers)
            _set(connection, NUMBERS_DOUBTED, _stamp(now()) if is_doubted else None)
            if not os.path.lexists(unpacked.target):
                _set(connection, SECOND_PLACE, None)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    return is_doubted


def forget_paper(unpacked: Unpacked, key: UnlockedKey) -> None:
    """The vault whose place it takes has another key: no recovery sheet of this one counts as being there."""
    connection = open_database(unpacked.folder / DATABASE_NAME, key.data_key)
    try:
        with transaction(connection):
            for name in OF_ONE_KEY:
                _set(connection, name, None)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def settle_numbers(
    unpacked: Unpacked,
    key: UnlockedKey,
    *,
    now: Clock,
    origin: str,
    numbers: Mapping[tuple[str, int], int],
) -> None:
    """Somebody looked at paper after `record`: go on above these; none when nothing is higher."""
    connection = open_database(unpacked.folder / DATABASE_NAME, key.data_key)
    try:
        _, chain = copying.chain_of(connection)
        told = ", ".join(f"{series} {year}-{last}" for (series, year), last in numbers.items())
        entry = Entry(verb=FROM_PAPER, object="kluis", result=told or "niets hoger", origin=origin)
        with transaction(connection):
            chain.append(entry, actor=key.slot_id, at=now(), action=None)
            _go_on_above(connection, numbers)
            _set(connection, NUMBERS_DOUBTED, None)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _go_on_above(connection: Connection, numbers: Mapping[tuple[str, int], int]) -> None:
    for (series, year), last in numbers.items():
        connection.execute(
            "INSERT INTO nummering (reeks, jaar, laatste) VALUES (?, ?, ?)"
            " ON CONFLICT (reeks, jaar) DO UPDATE SET laatste = max(laatste, excluded.laatste)",
            (series, year, last),
        )


def _is_set(connection: Connection, name: str) -> bool:
    return connection.value("SELECT 1 FROM instelling WHERE naam = ?", (name,)) is not None


def _set(connection: Connection, name: str, value: str | None) -> None:
    connection.execute("DELETE FROM instelling WHERE naam = ?", (name,))
    if value is not None:
        connection.execute("INSERT INTO instelling (naam, waarde) VALUES (?, ?)", (name, value))


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def swap(unpacked: Unpacked, key: UnlockedKey, *, at: dt.datetime, is_damaged: bool = False) -> Path | None:
    """Put the proved vault in its place; where the old one is now, None when there was none.

    The copies in the folder of the old vault go along. Raises VaultInUse and StorageUnavailable: the old
    vault stands as it stood then.
    """
    target = unpacked.target
    aside: Path | None = None
    with contextlib.ExitStack() as held:
        if os.path.lexists(target):
            lock = WriterLock.take(target, at)
            held.callback(lock.release)
            _take_copies_along(target, unpacked.folder)
            aside = _free_name(target, DAMAGED if is_damaged else ASIDE, at)
            if os.name == "nt":
                held.close()  # nothing in a folder may be open there when it gets another name
        _rename(unpacked.folder, target, aside)
        copying.end(unpacked.folder, is_kept=True)
    if aside is not None:
        _leave_no_double(aside, target)
    _remember(target, key, aside)
    return aside


def _rename(unpacked: Path, target: Path, aside: Path | None) -> None:
    ready = location.ready_beside(target)
    with environment_errors():
        sync_folder(unpacked)
        unpacked.rename(ready)
        try:
            if aside is not None:
                target.rename(aside)
            ready.rename(target)
        except OSError:
            with contextlib.suppress(OSError):
                if aside is not None and not os.path.lexists(target):
                    aside.rename(target)
            _clear(ready)
            raise
        sync_folder(target.parent)


def list_set_aside(folder: Path) -> list[SetAside]:
    """What was set aside beside `folder`, the newest first; one that cannot be read is among them."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder.parent.iterdir():
            match = _SET_ASIDE.fullmatch(path.stem.removeprefix(folder.stem))
            is_ours = path.name.startswith(folder.stem) and path.suffix == folder.suffix
            at = _moment(match["stamp"]) if match is not None else None
            if match is None or at is None or not is_ours or path.is_symlink() or not _may_hold_vault(path):
                continue
            found.append(SetAside(path=path, at=at, is_damaged=match["kind"] == DAMAGED, size=_size(path)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _moment(stamp: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _may_hold_vault(folder: Path) -> bool:
    try:
        return location.holds_vault(folder)
    except OSError:
        return True


def _size(folder: Path) -> int:
    """The bytes in a folder, as far as it can be read."""
    total = 0
    for entry in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += entry.stat().st_size if entry.is_file() else 0
    return total


def remove_set_aside(folder: Path, aside: SetAside) -> None:
    """Take away a vault that was set aside for `folder`; NotAVault for anything else."""
    if aside.path not in [one.path for one in list_set_aside(folder)]:
        raise NotAVault
    with environment_errors():
        shutil.rmtree(aside.path)


def _check_target(target: Path, copy: CopyFile) -> None:
    """Only a vault that the copy is of may stand there."""
    location.finish_swap(target)
    if not os.path.lexists(target):
        return
    with location.folder_errors():
        if target.is_symlink() or not target.is_dir():
            raise VaultExists
        is_vault = location.holds_vault(target)
        if not is_vault and any(target.iterdir()):
            raise VaultExists
    if not is_vault:
        with outside_errors(), environment_errors():
            target.rmdir()
        return
    location.check_existing(target)
    ids = {file.vault_id for file in slotfile.read_candidates(target)}
    if ids and copy.header.vault_id not in ids:
        raise CopyRefused(CopyFault.ANDERE_KLUIS)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.herstel{copying.UNFINISHED}")


def _slots(folder: Path, data_key: bytes) -> CheckOutcome:
    try:
        number = len(slotfile.authentic(folder, data_key).opening_slots)
    except SlotFileDamaged:
        return CheckOutcome(name="sleutelbestand", ok=False, detail="niet van deze kluis")
    return CheckOutcome(
        name="sleutelbestand",
        ok=True,
        detail=count(number, "sleutel opent de kluis", "sleutels openen de kluis"),
    )


def _take_copies_along(old: Path, new: Path) -> None:
    """The copies of the old vault stand in the new one too before the swap: a crash loses none of them."""
    source, target = old / location.BACKUP_FOLDER, new / location.BACKUP_FOLDER
    if not source.is_dir() or source.is_symlink():
        return
    with environment_errors():
        target.mkdir(mode=0o700, exist_ok=True)
        for path in source.glob(f"*{copyfile.SUFFIX}"):
            if path.is_file() and not path.is_symlink():
                _link(path, target / path.name)


def _link(path: Path, target: Path) -> None:
    try:
        target.hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copyfile(path, target)
        target.chmod(0o600)


def _leave_no_double(aside: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        for path in (aside / location.BACKUP_FOLDER).glob(f"*{copyfile.SUFFIX}"):
            if (target / location.BACKUP_FOLDER / path.name).is_file():
                path.unlink()


def _free_name(target: Path, word: str, at: dt.datetime) -> Path:
    stem = f"{target.stem}-{word}-{at.astimezone(dt.UTC):{_STAMP}}"
    path, number = target.with_name(f"{stem}{target.suffix}"), 2
    while os.path.lexists(path):
        path, number = target.with_name(f"{stem}-{number}{target.suffix}"), number + 1
    return path


def _remember(folder: Path, key: UnlockedKey, aside: Path | None) -> None:
    """An older log was put back on purpose: here that is no reason to warn, elsewhere it is as before.

    The numbers only go up. When nothing can be remembered, the next opening asks what it would have known.
    """
    with contextlib.suppress(VaultDamaged, StorageUnavailable):
        connection = open_database(folder / DATABASE_NAME, key.data_key, is_read_only=True)
        try:
            vault_id, chain = copying.chain_of(connection)
            row, mac = chain.last()
            used = connection.execute("SELECT reeks, jaar, laatste FROM nummering").fetchall()
            is_doubted = _is_set(connection, NUMBERS_DOUBTED)
        finally:
            connection.close()
        new, place, seen = marks.read(vault_id), marks.place_of(folder), (row, log_chain.head(mac))
        if aside is not None and place in new.heads:
            new = new.with_head(marks.place_of(aside), new.heads[place])
        if not new.row:
            new = replace(new, row=seen[0], head=seen[1])
        new = new.with_head(place, seen).with_numbers(
            {f"{series}/{year}": last for series, year, last in used}
        )
        marks.write(vault_id, replace(new, is_doubted=is_doubted), is_durable=True)


def _clear(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder)
