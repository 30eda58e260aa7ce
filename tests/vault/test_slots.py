"""Persons and keys: slots, approvals, and a new data key with a crash at every step."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.vault.conftest import PASSPHRASE, Made, make
from tests.vault.rows import add_dossier
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    LastOpeningSlot,
    NotFound,
    StorageFailure,
    StorageUnavailable,
    UserError,
    WrongPassphrase,
)
from veiligheidsadvies.vault import files, holders, keys, preparing, rekey, slotfile
from veiligheidsadvies.vault.database import ConstraintBroken
from veiligheidsadvies.vault.keys import KdfParameters, SlotKind
from veiligheidsadvies.vault.preparing import fingerprint
from veiligheidsadvies.vault.recovery import groups_of
from veiligheidsadvies.vault.unlock import UnlockedKey, opens, unlock, unlock_by_recovery
from veiligheidsadvies.vault.vault import Vault

SECOND = "het wachtwoord van Bram"
DIGEST = hashlib.sha256(b"besluit").digest()


CHEAP = KdfParameters(memory_kib=1024, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def cheap_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving keys is not the subject here, and there are many."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        return make(tmp_path_factory, CHEAP)


def both_files_agree(folder: Path) -> bool:
    one, other = (folder / name for name in slotfile.NAMES)
    return one.read_bytes() == other.read_bytes()


class TestOpeningSlots:
    def test_a_second_person(self, vault: Vault, key: UnlockedKey) -> None:
        slot_id = vault.add_opening_slot("Bram", SECOND)
        assert both_files_agree(vault.folder)
        assert [(slot.name, slot.is_current) for slot in vault.list_slots()] == [
            ("Anja", True),
            ("Bram", False),
        ]
        assert {slot.kdf for slot in vault.list_slots()} == {CHEAP}
        vault.close()
        found = unlock(vault.folder, SECOND)
        assert (found.slot_id, found.slot_name, found.data_key) == (slot_id, "Bram", key.data_key)

    def test_prepared_in_another_thread(self, vault: Vault) -> None:
        with ThreadPoolExecutor() as pool:
            prepared = pool.submit(vault.prepare_opening_slot, "Bram", SECOND).result()
        assert [slot.name for slot in vault.list_slots()] == ["Anja"]
        vault.keep(prepared)
        vault.close()
        assert unlock(vault.folder, SECOND).slot_name == "Bram"

    def test_names_in_the_log_follow(self, vault: Vault, key: UnlockedKey) -> None:
        add_dossier(vault)
        vault.rename_slot(key.slot_id, "Anja de Vries")
        assert vault.actor == "Anja de Vries"
        assert {line.actor for line in vault.history()} == {"Anja de Vries"}
        with pytest.raises(NotFound):
            vault.rename_slot("0" * 16, "niemand")

    def test_removed_person_keeps_a_name_in_the_log(self, vault: Vault, key: UnlockedKey) -> None:
        slot_id = vault.add_opening_slot("Bram", SECOND)
        vault.close()
        other = Vault.open(vault.folder, unlock(vault.folder, SECOND))
        add_dossier(other)
        other.remove_slot(key.slot_id)
        assert "Anja" in {line.actor for line in other.history()}
        with pytest.raises(LastOpeningSlot):
            other.remove_slot(slot_id)
        other.close()
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, PASSPHRASE)

    def test_an_approval_slot_is_no_opening_slot(self, vault: Vault, key: UnlockedKey) -> None:
        vault.add_approval_slot("Bram", SECOND)
        with pytest.raises(LastOpeningSlot):
            vault.remove_slot(key.slot_id)
        vault.close()
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, SECOND)

    def test_changing_a_passphrase(self, vault: Vault, key: UnlockedKey) -> None:
        with pytest.raises(WrongPassphrase):
            vault.change_passphrase(key.slot_id, old="mis", new="nieuw en lang")
        vault.change_passphrase(key.slot_id, old=PASSPHRASE, new="nieuw en lang")
        vault.close()
        assert unlock(vault.folder, "nieuw en lang").data_key == key.data_key
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, PASSPHRASE)

    def test_every_change_stands_in_the_log(self, vault: Vault) -> None:
        slot_id = vault.add_approval_slot("Bram", SECOND)
        vault.rename_slot(slot_id, "Bram B.")
        vault.remove_slot(slot_id)
        assert [(line.verb, line.object) for line in vault.history(limit=3)] == [
            ("sleutel intrekken", f"sleutel:{slot_id}"),
            ("sleutel hernoemen", f"sleutel:{slot_id}"),
            ("akkoordsleutel toevoegen", f"sleutel:{slot_id}"),
        ]
        assert vault.undo_description() is None

    def test_a_full_disk_leaves_the_old_slots(
        self, vault: Vault, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise StorageUnavailable(StorageFailure.VOL)

        with monkeypatch.context() as patch:
            patch.setattr(slotfile, "write_atomically", full)
            with pytest.raises(StorageUnavailable):
                vault.add_opening_slot("Bram", SECOND)
        assert [slot.name for slot in vault.list_slots()] == ["Anja"]
        vault.close()
        assert unlock(vault.folder, PASSPHRASE).data_key == key.data_key


class TestApprovals:
    def test_signed_and_verified(self, vault: Vault) -> None:
        slot_id = vault.add_approval_slot("Bram", SECOND)
        signature = vault.sign_approval(slot_id, SECOND, DIGEST)
        assert vault.verify_approval(slot_id, DIGEST, signature)
        assert not vault.verify_approval(slot_id, hashlib.sha256(b"ander besluit").digest(), signature)
        assert not vault.verify_approval(slot_id, DIGEST, bytes(64))
        assert not vault.verify_approval(slot_id, DIGEST, b"")
        assert not vault.verify_approval("0" * 16, DIGEST, signature)
        vault.remove_slot(slot_id)
        assert vault.verify_approval(slot_id, DIGEST, signature)

    def test_wrong_passphrase(self, vault: Vault, key: UnlockedKey) -> None:
        slot_id = vault.add_approval_slot("Bram", SECOND)
        with pytest.raises(ApprovalRefused) as caught:
            vault.sign_approval(slot_id, PASSPHRASE, DIGEST)
        assert caught.value.reason is ApprovalReason.WACHTWOORD
        with pytest.raises(NotFound):
            vault.sign_approval(key.slot_id, PASSPHRASE, DIGEST)

    def test_fingerprint_stands_in_the_log_and_is_checked(self, vault: Vault) -> None:
        slot_id = vault.add_approval_slot("Bram", SECOND)
        (info,) = [slot for slot in vault.list_slots() if slot.kind is SlotKind.AKKOORD]
        assert [len(group) for group in info.fingerprint.split()] == [4] * 5
        assert vault.history(limit=1)[0].result == info.fingerprint
        assert {outcome.name: outcome.ok for outcome in vault.checks()}["akkoordsleutels"]
        forged = bytes(range(32))
        assert fingerprint(forged) != info.fingerprint
        vault.connection.execute(
            "UPDATE sleutelhouder SET publieke_sleutel = ? WHERE sleuf_id = ?", (forged, slot_id)
        )
        assert not {outcome.name: outcome.ok for outcome in vault.checks()}["akkoordsleutels"]

    def test_signatures_are_checked(self, vault: Vault) -> None:
        slot_id = vault.add_approval_slot("Bram", SECOND)
        signature = vault.sign_approval(slot_id, SECOND, DIGEST)
        vault.approvals = lambda: [(slot_id, DIGEST, signature)]
        assert {outcome.name: outcome.ok for outcome in vault.checks()}["akkoorden"]
        vault.approvals = lambda: [(slot_id, DIGEST, signature), (slot_id, bytes(32), signature)]
        assert not {outcome.name: outcome.ok for outcome in vault.checks()}["akkoorden"]


class TestRekey:
    def test_the_old_key_and_sheet_no_longer_open(
        self, vault: Vault, key: UnlockedKey, tmp_path: Path
    ) -> None:
        folder = vault.folder
        row = add_dossier(vault, notitie="blijft")
        vault.confirm_recovery(vault.recovery_groups())
        vault.add_opening_slot("Bram", SECOND)
        approval = vault.add_approval_slot("Carla", "derde wachtwoord")
        signature = vault.sign_approval(approval, "derde wachtwoord", DIGEST)
        connection, head = vault.connection, vault.log_head()
        vault.checkpoint()
        old_copy = shutil.copytree(folder, tmp_path / "oude kopie")

        assert vault.rekey({key.slot_id: PASSPHRASE}) == ("Bram",)

        assert vault.connection is connection
        assert vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,)) == "blijft"
        assert not vault.recovery_confirmed
        assert vault.verify_approval(approval, DIGEST, signature)
        assert vault.sign_approval(approval, "derde wachtwoord", DIGEST) == signature
        assert {outcome.name: outcome.ok for outcome in vault.checks(anchor=head)}["anker"]
        assert all(outcome.ok for outcome in vault.checks() if not outcome.warning)
        vault.undo()
        vault.redo()
        vault.close()
        assert both_files_agree(folder)
        assert not list(folder.glob("*.nieuw*"))
        assert not opens(folder, key.data_key)
        assert unlock(folder, PASSPHRASE).data_key != key.data_key
        with pytest.raises(WrongPassphrase):
            unlock(folder, SECOND)
        with pytest.raises(UserError):
            unlock_by_recovery(folder, groups_of(key.data_key))
        assert opens(old_copy, unlock(old_copy, SECOND).data_key)

    def test_refused_before_anything_changes(self, vault: Vault, key: UnlockedKey) -> None:
        vault.checkpoint()
        before = (vault.folder / "dossiers.db").read_bytes()
        with pytest.raises(WrongPassphrase):
            vault.rekey({key.slot_id: "mis"})
        with pytest.raises(LastOpeningSlot):
            vault.rekey({})
        assert (vault.folder / "dossiers.db").read_bytes() == before

    @pytest.mark.parametrize("step", ["make_copy", "swap", "write"])
    def test_goes_on_with_the_old_key_when_a_step_fails(
        self, vault: Vault, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        row = add_dossier(vault, notitie="blijft")

        def full(*_: object, **__: object) -> None:
            raise StorageUnavailable(StorageFailure.VOL)

        real_write = slotfile.write
        calls: list[int] = []

        def full_once(*arguments: Any) -> slotfile.SlotFile:
            calls.append(1)
            return full() or real_write(*arguments) if len(calls) == 1 else real_write(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(*(slotfile, step, full_once) if step == "write" else (rekey, step, full))
            with pytest.raises(StorageUnavailable):
                vault.rekey({key.slot_id: PASSPHRASE})
        assert vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,)) == "blijft"
        add_dossier(vault, "GED-05")
        assert not list(vault.folder.glob("*.nieuw*"))
        vault.close()
        assert unlock(vault.folder, PASSPHRASE).data_key == key.data_key

    def test_a_crash_at_any_step_leaves_a_vault_that_opens(
        self, vault: Vault, key: UnlockedKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Every state that was on disk during a re-key is opened afterwards."""
        folder, states = vault.folder, tmp_path / "toestanden"
        add_dossier(vault, notitie="blijft")

        def snapshot() -> None:
            shutil.copytree(folder, states / f"{len(list(states.glob('*'))):02d}")

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                result = real(*arguments, **named)
                snapshot()
                return result

            return call

        states.mkdir()
        with monkeypatch.context() as patch:
            patch.setattr(slotfile, "write_atomically", watched(files.write_atomically))
            patch.setattr(rekey, "make_copy", watched(rekey.make_copy))
            patch.setattr(rekey, "swap", watched(rekey.swap))
            vault.rekey({key.slot_id: PASSPHRASE})
        vault.close()
        crashed = sorted(states.iterdir())
        assert len(crashed) >= 6
        seen = set()
        for state in crashed:
            found = unlock(state, PASSPHRASE)
            seen.add(found.data_key == key.data_key)
            opened = Vault.open(state, found)
            assert opened.connection.value("SELECT notitie FROM dossier") == "blijft"
            assert all(outcome.ok for outcome in opened.checks() if not outcome.warning)
            opened.close()
            assert both_files_agree(state)
            assert not list(state.glob("*.nieuw*"))
            assert b'"volgende": []' in (state / "sleutels.json").read_bytes()
        assert seen == {True, False}

    def test_a_write_that_was_open_is_not_lost(self, vault: Vault, key: UnlockedKey) -> None:
        with pytest.raises(ConstraintBroken), vault.action("Mislukt") as log:
            log.write("stap", None, {"dossier_id": 1, "nummer": 1, "door": "", "toelichting": ""})
        vault.save_draft("formulier", "half")
        vault.rekey({key.slot_id: PASSPHRASE})
        assert vault.find_draft("formulier") == "half"


class CutOff(Exception):
    """The program ends here."""


@pytest.mark.parametrize("kind", SlotKind)
def test_a_slot_and_its_log_row_come_together(
    vault: Vault, key: UnlockedKey, kind: SlotKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the slot files and the log the program may end: the log is made up at the next opening."""

    def ends(*_: object) -> None:
        raise CutOff

    add = vault.add_approval_slot if kind is SlotKind.AKKOORD else vault.add_opening_slot
    with monkeypatch.context() as patch, pytest.raises(CutOff):
        patch.setattr(vault, "_append", ends)
        add("Bram", SECOND)
    vault.close()
    vault = Vault.open(vault.folder, key)
    (added,) = [slot for slot in vault.list_slots() if slot.name == "Bram"]
    assert added.id not in vault.forged_approval_keys()
    if kind is SlotKind.AKKOORD:
        assert vault.verify_approval(added.id, DIGEST, vault.sign_approval(added.id, SECOND, DIGEST))

    with monkeypatch.context() as patch, pytest.raises(CutOff):
        patch.setattr(vault, "_append", ends)
        vault.rename_slot(added.id, "Bram B.")
    vault.close()
    vault = Vault.open(vault.folder, key)
    assert vault.may_be_name(added.id, "Bram")
    assert vault.may_be_name(added.id, "Bram B.")
    assert not vault.may_be_name(added.id, "Cor")
    assert vault.names_of(added.id) == {"Bram", "Bram B."}

    with monkeypatch.context() as patch, pytest.raises(CutOff):
        patch.setattr(vault, "_append", ends)
        vault.remove_slot(added.id)
    vault.close()
    vault = Vault.open(vault.folder, key)
    told = vault.connection.execute(
        "SELECT actie FROM logregel WHERE object = ? ORDER BY nummer", (f"sleutel:{added.id}",)
    ).fetchall()
    assert told == [(preparing.ADDED[kind],), (holders.RENAMED,), (preparing.REMOVED,)]
    vault.close()


@pytest.mark.parametrize("kind", SlotKind)
def test_a_change_that_the_log_cannot_take_is_not_made(
    vault: Vault, key: UnlockedKey, kind: SlotKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slot files are written first; what is told as not done must not stand in them."""

    def is_full(*_: object) -> None:
        raise StorageUnavailable(StorageFailure.VOL)

    add = vault.add_approval_slot if kind is SlotKind.AKKOORD else vault.add_opening_slot
    slot_id = add("Bram", SECOND)
    before = vault.list_slots()
    with monkeypatch.context() as patch:
        patch.setattr(vault, "_append", is_full)
        for change in (lambda: add("Cor", SECOND), lambda: vault.remove_slot(slot_id)):
            with pytest.raises(StorageUnavailable):
                change()
            assert vault.list_slots() == before
            assert both_files_agree(vault.folder)
    add("Cor", SECOND)
    vault.remove_slot(slot_id)
    assert not vault.forged_approval_keys()
    folder = vault.folder
    vault.close()
    vault = Vault.open(folder, key)
    assert [slot.name for slot in vault.list_slots()][1:] == ["Cor"]
    vault.close()
