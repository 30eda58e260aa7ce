"""Slot files that were put in the place of ours: made up without a key, or of ours and older."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.vault.conftest import PASSPHRASE
from veiligheidsadvies.domain.errors import SlotFileDamaged, StorageFailure, StorageUnavailable
from veiligheidsadvies.vault import holders, keys, rekey, slotfile
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.session import Notice
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock
from veiligheidsadvies.vault.vault import Vault

OWN, NEW, SECOND = "de zin die een ander koos", "een nieuwe zin van Anja", "het woord van de directeur"
NO_KEY = bytes(32)


def _files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in slotfile.NAMES}


def _put_back(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _warned(vault: Vault) -> list[str]:
    return [one.name for one in vault.check_here() if not one.ok and one.name != "herstelblad"]


class TestHalfWay:
    """A re-key that is under way leaves slots of two keys; anybody can write a file that looks like that."""

    def test_slots_that_somebody_made_up_are_not_taken_for_ours(self, folder: Path) -> None:
        file = slotfile.read_candidates(folder)[0]
        stranger = keys.new_approval_slot(
            file.vault_id, name="Directeur", passphrase=OWN, kdf=FLOOR, created=file.slots[0].created
        )
        forged = replace(file, generation=file.generation + 1, pending=(*file.slots, stranger))
        slotfile.write(folder, forged, NO_KEY)
        before = _files(folder)
        with pytest.raises(SlotFileDamaged):
            Vault.open(folder, unlock(folder, PASSPHRASE))
        assert _files(folder) == before

    def test_our_own_file_half_way_is_finished(
        self, folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        vault = Vault.open(folder, key)
        with monkeypatch.context() as patch:
            patch.setattr(rekey, "settle", _full)
            vault.rekey({key.slot_id: PASSPHRASE})
            vault.keep_old_keys(frozenset())  # no copy asks for the key of before, but the slot file does
            vault.close()
        assert slotfile.read_candidates(folder)[0].pending
        again = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert [slot.name for slot in again.list_slots()] == ["Anja"]
        assert again.notices == []
        again.keep_old_keys(frozenset())
        assert again.old_keys == ()
        again.close()
        assert not slotfile.read_candidates(folder)[0].pending


def _full(*_args: Any) -> None:
    raise StorageUnavailable(StorageFailure.VOL)


class TestOlder:
    """The MAC is right, for the data key is the same; the database knows that there was a newer one."""

    def test_a_key_that_was_revoked_stays_revoked(self, folder: Path, key: UnlockedKey) -> None:
        vault = Vault.open(folder, key)
        gone = vault.add_approval_slot("Directeur", SECOND, kdf=FLOOR)
        older = _files(folder)
        vault.remove_slot(gone)
        vault.close()
        _put_back(folder, older)
        again = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert again.notices == [Notice.OUDERE_SLEUTELS]
        assert [slot.name for slot in again.list_slots()] == ["Anja"]
        assert ("ouder sleutelbestand teruggezet", "opgemerkt") in [
            (line.verb, line.result) for line in again.history(limit=5)
        ]
        assert _warned(again) == ["oudere sleutels"]
        again.close()
        third = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert third.notices == []
        assert _warned(third) == ["oudere sleutels"]
        third.rekey({key.slot_id: PASSPHRASE})
        assert _warned(third) == []
        third.close()

    def test_a_passphrase_that_was_replaced_is_told_to_open_again(
        self, folder: Path, key: UnlockedKey
    ) -> None:
        older = _files(folder)
        vault = Vault.open(folder, key)
        vault.change_passphrase(key.slot_id, old=PASSPHRASE, new=NEW, kdf=FLOOR)
        vault.close()
        _put_back(folder, older)
        again = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert again.notices == [Notice.OUDERE_SLEUTELS]
        assert _warned(again) == ["oudere sleutels"]
        again.close()

    def test_an_older_file_after_all_slot_files_were_lost(self, folder: Path, key: UnlockedKey) -> None:
        older = _files(folder)
        vault = Vault.open(folder, key)
        vault.change_passphrase(key.slot_id, old=PASSPHRASE, new=NEW, kdf=FLOOR)
        vault.close()
        for name in slotfile.NAMES:
            (folder / name).unlink()
        recovered = Vault.open(folder, replace(key, by_recovery=True))
        assert recovered.notices == []
        recovered.set_new_passphrase(SECOND, name="Anja", kdf=FLOOR)
        recovered.close()
        own = Vault.open(folder, unlock(folder, SECOND))
        assert own.notices == []
        own.close()
        _put_back(folder, older)
        again = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert Notice.OUDERE_SLEUTELS in again.notices
        again.close()

    def test_our_own_changes_are_no_older_file(self, folder: Path, key: UnlockedKey) -> None:
        vault = Vault.open(folder, key)
        vault.add_approval_slot("Directeur", SECOND, kdf=FLOOR)
        vault.rename_slot(key.slot_id, "Anja B.")
        vault.rekey({key.slot_id: PASSPHRASE})
        assert holders.generation(vault.connection) == slotfile.read_candidates(folder)[0].generation
        vault.close()
        again = Vault.open(folder, unlock(folder, PASSPHRASE))
        assert again.notices == []
        assert _warned(again) == []
        again.close()


@pytest.mark.parametrize(
    "odd",
    [
        {"salt": b""},
        {"salt": bytes(7)},
        {"nonce": b""},
        {"nonce": b"x"},
        {"nonce": bytes(200)},
        {"wrapped": b""},
    ],
)
def test_a_slot_that_no_cipher_takes_leaves_the_other_file_to_open(
    folder: Path, odd: dict[str, bytes]
) -> None:
    """Its checksum needs no key to be right, and it may be tried before the slot of who types."""
    whole = _files(folder)
    file = slotfile.read_candidates(folder)[0]
    stranger = replace(file.slots[0], id="ff" * 8, **odd)  # type: ignore[arg-type]
    slotfile.write(folder, replace(file, generation=file.generation + 1, slots=(stranger,)), NO_KEY)
    (folder / slotfile.NAMES[1]).write_bytes(whole[slotfile.NAMES[1]])
    assert unlock(folder, PASSPHRASE).slot_name == "Anja"
