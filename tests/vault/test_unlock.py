"""Slots on disk: damage told apart from a wrong passphrase, repair from the copy, forged files."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.vault.conftest import PASSPHRASE, Clock
from veiligheidsadvies.domain.errors import (
    SlotFileDamaged,
    StorageFailure,
    StorageUnavailable,
    TooManyAttempts,
    UnsafeLocation,
    UnsafeReason,
    VaultInUse,
    WrongPassphrase,
)
from veiligheidsadvies.vault import attempts, files, keys, location, lock, marks, slotfile
from veiligheidsadvies.vault.keys import CEILING, FLOOR, KdfParameters
from veiligheidsadvies.vault.session import Notice
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock
from veiligheidsadvies.vault.vault import Vault

MAIN, COPY = slotfile.NAMES


def change(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def garble_slot(data: dict[str, Any]) -> None:
    wrapped = data["sleuven"][0]["sleutel"]
    data["sleuven"][0]["sleutel"] = ("11" if wrapped.startswith("00") else "00") + wrapped[2:]


def checksum_again(slot: dict[str, Any]) -> None:
    slot["controle"] = slotfile._checksum({name: value for name, value in slot.items() if name != "controle"})


def edit_kdf(**values: int) -> Callable[[dict[str, Any]], None]:
    def edit(data: dict[str, Any]) -> None:
        data["sleuven"][0]["kdf"].update(values)
        checksum_again(data["sleuven"][0])

    return edit


class TestRepair:
    def is_repaired(self, folder: Path) -> bool:
        vault = Vault.open(folder, unlock(folder, PASSPHRASE))
        is_told = Notice.SLEUTELBESTAND_HERSTELD in vault.notices
        vault.close()
        return is_told and (folder / MAIN).read_bytes() == (folder / COPY).read_bytes()

    @pytest.mark.parametrize("name", slotfile.NAMES)
    def test_garbled_slot(self, folder: Path, name: str) -> None:
        change(folder / name, garble_slot)
        assert self.is_repaired(folder)

    @pytest.mark.parametrize("name", slotfile.NAMES)
    @pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"formaat": 1, "kluis": "x"}'])
    def test_nothing_readable(self, folder: Path, name: str, content: bytes) -> None:
        (folder / name).write_bytes(content)
        assert self.is_repaired(folder)

    @pytest.mark.parametrize("name", [MAIN, COPY])
    def test_of_another_vault_with_the_same_passphrase(self, folder: Path, name: str, tmp_path: Path) -> None:
        other = tmp_path / "ander.advieskluis"
        Vault.create(other, passphrase=PASSPHRASE, slot_name="Bert", kdf=FLOOR).close()
        shutil.copyfile(other / MAIN, folder / name)
        assert self.is_repaired(folder)

    @pytest.mark.parametrize("name", [MAIN, COPY])
    def test_of_before_another_key(self, folder: Path, name: str, key: UnlockedKey) -> None:
        before = (folder / MAIN).read_bytes()
        vault = Vault.open(folder, key)
        vault.rekey({key.slot_id: PASSPHRASE})
        vault.close()
        (folder / name).write_bytes(before)
        assert self.is_repaired(folder)

    def test_absent(self, folder: Path) -> None:
        (folder / MAIN).unlink()
        assert self.is_repaired(folder)

    def test_forged_name(self, folder: Path) -> None:
        def edit(data: dict[str, Any]) -> None:
            data["sleuven"][0]["naam"] = "Iemand anders"
            checksum_again(data["sleuven"][0])

        change(folder / MAIN, edit)
        assert self.is_repaired(folder)
        vault = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert vault.actor == "Anja"
        vault.close()

    def test_wrong_passphrase_while_one_is_damaged(self, folder: Path) -> None:
        change(folder / MAIN, garble_slot)
        with pytest.raises(WrongPassphrase):
            unlock(folder, "mis")

    def test_damaged_twice(self, folder: Path) -> None:
        for name in slotfile.NAMES:
            change(folder / name, garble_slot)
        with pytest.raises(SlotFileDamaged):
            unlock(folder, PASSPHRASE)

    def test_forged_twice(self, folder: Path, key: UnlockedKey) -> None:
        for name in slotfile.NAMES:
            change(folder / name, lambda data: data.update(generatie=99))
        with pytest.raises(SlotFileDamaged):
            unlock(folder, PASSPHRASE)
        with pytest.raises(SlotFileDamaged):
            Vault.open(folder, key)

    @pytest.mark.parametrize(
        "values", [{"m": 1024}, {"t": 1}, {"p": 1}, {"m": 1 << 40}, {"t": 1 << 30}, {"p": 255}, {"m": -1}]
    )
    def test_parameters_out_of_bounds_are_not_tried(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, int]
    ) -> None:
        for name in slotfile.NAMES:
            change(folder / name, edit_kdf(**values))
        monkeypatch.setattr(keys, "derive", lambda *_: pytest.fail("memory was taken"))
        with pytest.raises(SlotFileDamaged):
            unlock(folder, PASSPHRASE)


def test_cost_bounds() -> None:
    assert FLOOR.is_acceptable
    assert replace(CEILING, passes=8).is_acceptable
    assert replace(KdfParameters(), passes=CEILING.passes).is_acceptable
    assert not replace(CEILING, passes=9).is_acceptable, "half a minute and more at every wrong passphrase"
    assert KdfParameters().is_acceptable
    assert KdfParameters().memory_kib == 256 * 1024


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    salt = bytes(16)
    assert keys.derive("caf\u00e9", salt, FLOOR) == keys.derive("cafe\u0301", salt, FLOOR)


def test_a_slot_of_another_vault_does_not_open(key: UnlockedKey) -> None:
    slot = keys.new_opening_slot(
        "ab" * 16, key.data_key, name="x", passphrase="p", kdf=FLOOR, created="2026-03-12"
    )
    assert keys.unwrap("ab" * 16, slot, "p") == key.data_key
    assert keys.unwrap("cd" * 16, slot, "p") is None


def test_the_last_used_slot_is_tried_first(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(folder, key)
    second = vault.add_opening_slot("Bram", "een tweede wachtwoord", kdf=FLOOR)
    vault.close()
    Vault.open(folder, unlock(folder, "een tweede wachtwoord")).close()
    tried: list[str] = []
    real = keys.unwrap

    def watched(vault_id: str, slot: keys.Slot, passphrase: str) -> bytes | None:
        tried.append(slot.id)
        return real(vault_id, slot, passphrase)

    monkeypatch.setattr(keys, "unwrap", watched)
    assert unlock(folder, "een tweede wachtwoord").slot_name == "Bram"
    assert tried == [second]


class TestAttempts:
    def test_each_failure_makes_the_next_slower(self, folder: Path, clock: Clock) -> None:
        waits = []
        for _ in range(14):
            attempts.record_failure(folder, clock())
            waits.append(attempts.seconds_to_wait(folder, clock()))
        assert waits[:6] == [0, 0, 2, 4, 8, 16]
        assert waits[-1] == 300
        clock.forward(seconds=300)
        assert attempts.seconds_to_wait(folder, clock()) == 0

    def test_waiting_is_told_before_the_passphrase_is_tried(self, folder: Path, clock: Clock) -> None:
        for _ in range(5):
            attempts.record_failure(folder, clock())
        with pytest.raises(TooManyAttempts) as caught:
            unlock(folder, PASSPHRASE, now=clock)
        assert caught.value.seconds == 8
        clock.forward(seconds=9)
        assert unlock(folder, PASSPHRASE, now=clock)

    def test_clock_put_back(self, folder: Path, clock: Clock) -> None:
        for _ in range(4):
            attempts.record_failure(folder, clock())
        clock.time -= dt.timedelta(days=900)
        assert attempts.seconds_to_wait(folder, clock()) == 4

    @pytest.mark.parametrize(
        "content", [b"", b"[]", b'{"aantal": "x"}', b'{"aantal": 1e999, "sinds": null, "laatste": null}']
    )
    def test_nonsense_counts_as_absent(self, folder: Path, clock: Clock, content: bytes) -> None:
        (folder / "pogingen.json").write_bytes(content)
        assert attempts.read(folder) is None
        assert attempts.seconds_to_wait(folder, clock()) == 0

    def test_an_absurd_count_waits_the_longest(self, folder: Path, clock: Clock) -> None:
        time = clock().isoformat()
        (folder / "pogingen.json").write_text(
            f'{{"aantal": 1{"0" * 300}, "sinds": "{time}", "laatste": "{time}"}}'
        )
        assert attempts.seconds_to_wait(folder, clock()) == 300


class TestLocation:
    def test_a_link_is_refused(self, folder: Path, tmp_path: Path, key: UnlockedKey) -> None:
        link = tmp_path / "link.advieskluis"
        link.symlink_to(folder)
        for call in (lambda: unlock(link, PASSPHRASE), lambda: Vault.open(link, key)):
            with pytest.raises(UnsafeLocation) as caught:
                call()
            assert caught.value.reason is UnsafeReason.KOPPELING

    @pytest.mark.parametrize("name", ["slot.lock", "dossiers.db", "sleutels.json.1", "pogingen.json"])
    def test_a_linked_file_is_refused(
        self, folder: Path, tmp_path: Path, key: UnlockedKey, name: str
    ) -> None:
        (folder / name).rename(tmp_path / "elders")
        (folder / name).symlink_to(tmp_path / "elders")
        before = (tmp_path / "elders").read_bytes()
        with pytest.raises(UnsafeLocation):
            Vault.open(folder, key)
        assert (tmp_path / "elders").read_bytes() == before

    def test_a_linked_lock_is_refused_by_the_lock_itself(
        self, folder: Path, tmp_path: Path, clock: Clock
    ) -> None:
        (folder / "slot.lock").unlink()
        (folder / "slot.lock").symlink_to(tmp_path / "elders")
        with pytest.raises(UnsafeLocation):
            lock.WriterLock.take(folder, clock())
        assert not (tmp_path / "elders").exists()

    def test_a_network_share_is_refused(
        self, folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(location, "filesystem_type", lambda _: "nfs4")
        for call in (
            lambda: Vault.open(folder, key),
            lambda: Vault.create(tmp_path / "nieuw", passphrase="p", slot_name="Anja", kdf=FLOOR),
        ):
            with pytest.raises(UnsafeLocation) as caught:
                call()
            assert caught.value.reason is UnsafeReason.NETWERK

    def test_the_closest_mount_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        table = (
            "21 1 254:1 / / rw - ext4 /dev/vda rw\n"
            "44 21 0:39 / /srv/über rw - nfs4 server:/deel rw\n"
            "45 21 0:40 / /srv/mijn\\040schijf rw - cifs //server/deel rw\n"
            "46 45 0:41 / /srv/mijn\\040schijf/lokaal rw - tmpfs tmpfs rw\n"
        )
        monkeypatch.setattr(Path, "read_bytes", lambda _: table.encode())
        assert location.filesystem_type(Path("/srv")) == "ext4"
        assert location.filesystem_type(Path("/srv/mijn schijf/kluis")) == "cifs"
        assert location.filesystem_type(Path("/srv/mijn schijf/lokaal/kluis")) == "tmpfs"
        assert location.filesystem_type(Path("/srv/über/kluis")) == "nfs4"

    def test_rights_that_cannot_be_tightened(
        self, folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "dossiers.db").chmod(0o666)
        monkeypatch.setattr(Path, "chmod", lambda *_, **__: None)
        with pytest.raises(UnsafeLocation) as caught:
            Vault.open(folder, key)
        assert caught.value.reason is UnsafeReason.RECHTEN


def test_replacing_a_file_leaves_the_old_one_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sleutels.json"
    files.write_atomically(path, b"oud")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailable) as caught:
        files.write_atomically(path, b"nieuw")
    assert caught.value.failure is StorageFailure.VOL
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"oud"]


def test_the_lock_is_free_again_when_its_text_cannot_be_written(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", refused)
        with pytest.raises(StorageUnavailable) as caught:
            lock.WriterLock.take(folder, clock())
    assert caught.value.failure is StorageFailure.ALLEEN_LEZEN
    held = lock.WriterLock.take(folder, clock())
    with pytest.raises(VaultInUse):
        lock.WriterLock.take(folder, clock())
    held.release()


def test_a_damaged_memory_of_this_machine_is_an_empty_one(vault: Vault, configuration: Path) -> None:
    (file,) = (configuration / "kluizen").iterdir()
    assert marks.read(vault.vault_id).row > 0
    file.write_bytes(b"{")
    assert marks.read(vault.vault_id) == marks.Marks()
