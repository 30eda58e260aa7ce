"""What somebody may put in the place of a small file of ours: links, pipes, devices, floods, dear keys."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import argon2.low_level
import pytest

from tests.vault.conftest import PASSPHRASE
from veiligheidsadvies import paths, settings
from veiligheidsadvies.domain.errors import (
    CopyRefused,
    FileUnreadable,
    SlotFileDamaged,
    TooManySlots,
    UnsafeLocation,
    UnsafeReason,
    UserError,
)
from veiligheidsadvies.exchange.table_file import load
from veiligheidsadvies.services.bestand import read_file
from veiligheidsadvies.vault import attempts, copyfile, location, marks, slotfile
from veiligheidsadvies.vault.files import LARGEST, read_small
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.lock import WriterLock
from veiligheidsadvies.vault.unlock import UnlockedKey, system_clock, unlock
from veiligheidsadvies.vault.vault import Vault

VAULT_ID = "ab" * 16
SECONDS = 20


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Whoever waits for a pipe that nobody writes to waits for ever."""

    def hangs(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _link(place: Path, elsewhere: Path) -> None:
    elsewhere.write_bytes(place.read_bytes() if place.exists() else b"{}")
    place.unlink(missing_ok=True)
    place.symlink_to(elsewhere)


def _pipe(place: Path, _elsewhere: Path) -> None:
    place.unlink(missing_ok=True)
    os.mkfifo(place)


def _flood(place: Path, _elsewhere: Path) -> None:
    with place.open("wb") as file:
        file.truncate(1 << 40)  # no blocks of the disk are taken


def _folder(place: Path, _elsewhere: Path) -> None:
    place.unlink(missing_ok=True)
    place.mkdir()


SPOILED = (_link, _pipe, _flood, _folder)
Spoil = Callable[[Path, Path], None]


@pytest.mark.parametrize("spoil", SPOILED)
@pytest.mark.parametrize("name", [*slotfile.NAMES, "pogingen.json", "slot.lock"])
def test_a_file_of_the_vault_that_is_no_file_is_told_at_once(
    folder: Path, key: UnlockedKey, tmp_path: Path, name: str, spoil: Spoil
) -> None:
    elsewhere = tmp_path / "elders"
    spoil(folder / name, elsewhere)
    before = elsewhere.read_bytes() if elsewhere.exists() else None
    with within(SECONDS):
        for call in (lambda: unlock(folder, PASSPHRASE), lambda: Vault.open(folder, key).close()):
            try:
                call()
            except UserError as told:
                assert spoil is not _link or isinstance(told, UnsafeLocation)
            else:
                assert spoil is not _link
    assert (elsewhere.read_bytes() if elsewhere.exists() else None) == before


@pytest.mark.parametrize("name", [*slotfile.NAMES, "pogingen.json"])
def test_the_reader_itself_follows_no_link(folder: Path, tmp_path: Path, name: str) -> None:
    """Also when it was put there after the folder was looked at."""
    _link(folder / name, tmp_path / "elders")
    with pytest.raises(OSError, match="symbolic links"):
        read_small(folder / name)
    with pytest.raises(UserError):
        slotfile.read_candidates(folder) if name in slotfile.NAMES else attempts.read(folder)


def test_the_lock_writes_through_no_link_that_was_put_there_meanwhile(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    victim = tmp_path / "slachtoffer"
    victim.write_bytes(b"blijft")
    acquire = filelock.FileLock.acquire

    def acquired_and_replaced(self: Any, *given: Any, **more: Any) -> Any:
        taken = acquire(self, *given, **more)
        (folder / location.LOCK_NAME).unlink()
        (folder / location.LOCK_NAME).symlink_to(victim)
        return taken

    monkeypatch.setattr(filelock.FileLock, "acquire", acquired_and_replaced)
    with pytest.raises(UserError):
        WriterLock.take(folder, system_clock())
    assert victim.read_bytes() == b"blijft"


@pytest.mark.parametrize("spoil", SPOILED)
def test_the_memory_of_this_machine_is_empty_when_it_is_no_file(tmp_path: Path, spoil: Spoil) -> None:
    marks.write(VAULT_ID, marks.Marks(row=7, head="X", numbers={"exemplaar/2026": 3}), is_durable=False)
    place = paths.configuration() / "kluizen" / f"{VAULT_ID}.json"
    spoil(place, tmp_path / "elders")
    with within(SECONDS):
        assert marks.read(VAULT_ID) == marks.Marks()


@pytest.mark.parametrize("spoil", SPOILED)
def test_preferences_that_are_no_file_are_the_defaults(tmp_path: Path, spoil: Spoil) -> None:
    settings.save(settings.Settings(lock_after_minutes=9))
    spoil(settings.file(), tmp_path / "elders")
    with within(SECONDS):
        assert settings.load() == settings.Settings()


def test_a_small_file_may_be_as_large_as_the_largest(tmp_path: Path) -> None:
    file = tmp_path / "bestand"
    file.write_bytes(b"x" * LARGEST)
    assert len(read_small(file)) == LARGEST
    file.write_bytes(b"x" * (LARGEST + 1))
    assert read_small(file) == b""


def _write_slots(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    for name in slotfile.NAMES:
        data = json.loads((folder / name).read_bytes())
        edit(data)
        for entry in data["sleuven"]:
            body = {field: value for field, value in entry.items() if field != "controle"}
            entry["controle"] = slotfile._checksum(body)
        (folder / name).write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    "cost",
    [
        {"m": 8},
        {"m": FLOOR.memory_kib - 1},
        {"t": 2},
        {"p": 3},
        {"m": -1},
        {"m": 2 * 1024 * 1024},
        {"m": 1024 * 1024, "t": 32},
        {"m": 1 << 62},
        {"t": 1 << 31},
        {"p": 1 << 24},
        {"m": 1e300},
        {"m": "9" * 5000},
    ],
    ids=lambda cost: str(cost)[:24],
)
def test_a_cost_out_of_bounds_takes_no_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cost: dict[str, Any]
) -> None:
    """With the right passphrase: it is the cost that is refused, before Argon2 is asked for anything."""
    _write_slots(folder, lambda data: data["sleuven"][0]["kdf"].update(cost))
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", lambda *_, **__: pytest.fail("memory was taken"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SlotFileDamaged):
        unlock(folder, PASSPHRASE)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024  # KiB


@pytest.mark.parametrize("name", ["id", "naam", "aangemaakt"])
@pytest.mark.parametrize("value", [[], {}, 7, None, ["x"]], ids=str)
def test_a_slot_that_holds_no_text_where_there_should_be_one_is_damaged(
    folder: Path, name: str, value: object
) -> None:
    _write_slots(folder, lambda data: data["sleuven"][0].update({name: value}))
    with pytest.raises(SlotFileDamaged):
        unlock(folder, PASSPHRASE)


def test_more_slots_than_a_vault_can_have_are_not_tried_one_by_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them would take a second from who types."""

    def many(data: dict[str, Any]) -> None:
        data["sleuven"] = [{**data["sleuven"][0], "id": f"{number:016x}"} for number in range(65)]

    _write_slots(folder, many)
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", lambda *_, **__: pytest.fail("it was tried"))
    with pytest.raises(SlotFileDamaged):
        unlock(folder, "mis")


def test_no_more_slots_are_written_than_are_read(folder: Path, key: UnlockedKey) -> None:
    (file, _) = slotfile.read_candidates(folder)
    before = (folder / slotfile.NAMES[0]).read_bytes()
    crowded = slotfile.SlotFile(
        vault_id=file.vault_id, generation=2, slots=file.slots * (slotfile.MOST_SLOTS + 1)
    )
    with pytest.raises(TooManySlots):
        slotfile.write(folder, crowded, key.data_key)
    assert (folder / slotfile.NAMES[0]).read_bytes() == before


@pytest.mark.parametrize("kind", ["vfat", "exfat", "msdos", "fat32"])
def test_no_vault_is_made_on_a_disk_without_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(location, "filesystem_type", lambda _: kind)
    with pytest.raises(UnsafeLocation) as caught:
        Vault.create(tmp_path / "nieuw", passphrase="p", slot_name="Anja", kdf=FLOOR)
    assert caught.value.reason is UnsafeReason.BESTANDSSYSTEEM
    assert not (tmp_path / "nieuw").exists()


def test_a_vault_on_a_shared_folder_of_another_machine_is_refused(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("smb3", "nfs4", "fuse.sshfs", "fuse.rclone", "vboxsf", "fuse.gvfsd-fuse", "davfs"):
        monkeypatch.setattr(location, "filesystem_type", lambda _, kind=kind: kind)
        with pytest.raises(UnsafeLocation) as caught:
            Vault.open(folder, key)
        assert caught.value.reason is UnsafeReason.NETWERK


def test_a_folder_of_the_vault_inside_the_vault_is_no_way_out(
    folder: Path, key: UnlockedKey, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    shutil.rmtree(folder / location.BACKUP_FOLDER, ignore_errors=True)
    (folder / location.BACKUP_FOLDER).symlink_to(elsewhere)
    with pytest.raises(UnsafeLocation):
        Vault.open(folder, key)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("read", "told"),
    [(copyfile.read, CopyRefused), (load, FileUnreadable), (read_file, FileUnreadable)],
    ids=["copy", "list", "attachment"],
)
def test_a_pipe_that_is_chosen_as_a_file_is_refused_at_once(
    tmp_path: Path, read: Callable[[Path], object], told: type[UserError]
) -> None:
    pipe = tmp_path / "pijp.kluiskopie"
    os.mkfifo(pipe)
    with within(SECONDS), pytest.raises(told):
        read(pipe)
