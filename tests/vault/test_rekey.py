"""Another data key: who keeps access and how, what a sudden end leaves, and what fails on the way."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.vault.conftest import PASSPHRASE, Made, make
from tests.vault.interruptions import FullDisk, every_state
from tests.vault.rows import add_dossier
from veiligheidsadvies.domain.errors import (
    LastOpeningSlot,
    NotFound,
    StorageFailure,
    StorageUnavailable,
    UserError,
    WrongPassphrase,
)
from veiligheidsadvies.vault import keys, rekey, slotfile
from veiligheidsadvies.vault.copyfile import mark_of
from veiligheidsadvies.vault.database import open_database
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.rekeying import Access
from veiligheidsadvies.vault.unlock import UnlockedKey, opens, unlock
from veiligheidsadvies.vault.vault import Vault

SECOND, NEW = "het wachtwoord van Bram", "een nieuw wachtwoord van Anja"
WORDS = "zeven woorden die voor een keer zijn"
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


def verbs(vault: Vault, count: int) -> list[tuple[str, str]]:
    return [(line.verb, line.object) for line in vault.history(limit=count)]


class TestAccess:
    def test_revoking_keeps_out_who_has_an_old_copy_of_the_slots(
        self, vault: Vault, key: UnlockedKey
    ) -> None:
        bram = vault.add_opening_slot("Bram", SECOND)
        vault.checkpoint()
        old_slots = {name: (vault.folder / name).read_bytes() for name in slotfile.NAMES}
        dropped = vault.apply_rekey(vault.prepare_rekey({key.slot_id: Access(passphrase=PASSPHRASE)}))
        assert dropped == ("Bram",)
        assert verbs(vault, 2) == [
            ("kluis opnieuw versleutelen", "kluis"),
            ("sleutel intrekken", f"sleutel:{bram}"),
        ]
        vault.close()
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, SECOND)
        for name, content in old_slots.items():
            (vault.folder / name).write_bytes(content)
        with pytest.raises(UserError):
            Vault.open(vault.folder, unlock(vault.folder, SECOND))

    def test_a_passphrase_that_was_seen_is_replaced_with_the_key(
        self, vault: Vault, key: UnlockedKey
    ) -> None:
        vault.apply_rekey(vault.prepare_rekey({key.slot_id: Access(passphrase=PASSPHRASE, new=NEW)}))
        assert verbs(vault, 2)[1] == ("wachtwoord wijzigen", f"sleutel:{key.slot_id}")
        vault.close()
        assert unlock(vault.folder, NEW).data_key != key.data_key
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, PASSPHRASE)

    def test_a_handover_opens_once_and_is_replaced(self, vault: Vault, key: UnlockedKey) -> None:
        bram = vault.add_opening_slot("Bram", SECOND)
        access = {key.slot_id: Access(passphrase=PASSPHRASE), bram: Access(handover=WORDS)}
        assert vault.apply_rekey(vault.prepare_rekey(access)) == ()
        assert {slot.name: slot.is_handed_over for slot in vault.list_slots()} == {
            "Anja": False,
            "Bram": True,
        }
        assert not vault.needs_new_passphrase
        with pytest.raises(RuntimeError):
            vault.prepare_replacement(bram, SECOND)  # only its owner
        vault.close()
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, SECOND)
        for _ in range(2):  # asked again as long as it was not replaced
            opened = Vault.open(vault.folder, unlock(vault.folder, WORDS))
            assert opened.needs_new_passphrase
            if _:
                opened.keep(opened.prepare_replacement(bram, SECOND))
                assert not opened.needs_new_passphrase
                assert not any(slot.is_handed_over for slot in opened.list_slots())
            opened.close()
        with pytest.raises(WrongPassphrase):
            unlock(vault.folder, WORDS)
        assert unlock(vault.folder, SECOND).slot_name == "Bram"

    def test_somebody_must_prove_a_passphrase(self, vault: Vault, key: UnlockedKey) -> None:
        approval = vault.add_approval_slot("Carla", "derde wachtwoord")
        with pytest.raises(LastOpeningSlot):
            vault.prepare_rekey({key.slot_id: Access(handover=WORDS)})
        with pytest.raises(LastOpeningSlot):
            vault.prepare_rekey({})
        with pytest.raises(NotFound):
            vault.prepare_rekey({approval: Access(passphrase="derde wachtwoord")})
        with pytest.raises(WrongPassphrase):
            vault.prepare_rekey({key.slot_id: Access(passphrase="mis", new=NEW)})

    def test_slots_that_changed_meanwhile_ask_for_another_key(self, vault: Vault, key: UnlockedKey) -> None:
        prepared = vault.prepare_rekey({key.slot_id: Access(passphrase=PASSPHRASE)})
        vault.add_opening_slot("Bram", SECOND)
        with pytest.raises(RuntimeError):
            vault.apply_rekey(prepared)

    def test_the_keys_of_before_are_kept_until_no_copy_needs_them(
        self, vault: Vault, key: UnlockedKey
    ) -> None:
        for _ in range(2):
            vault.rekey({key.slot_id: PASSPHRASE})
        assert len(vault.old_keys) == 2
        assert vault.old_keys[0] == key.data_key
        assert key.data_key.hex() not in repr(vault) + str(vault.history(limit=9))
        vault.keep_old_keys(frozenset({mark_of(vault.old_keys[1])}))
        assert key.data_key not in vault.old_keys
        assert len(vault.old_keys) == 1
        vault.keep_old_keys(frozenset())
        assert vault.old_keys == ()

    def test_when_a_slot_was_last_used(self, vault: Vault, key: UnlockedKey, clock: Any) -> None:
        bram = vault.add_opening_slot("Bram", SECOND)
        assert set(vault.last_openings()) == {key.slot_id}
        vault.close()
        clock.forward(days=3)
        opened = Vault.open(vault.folder, unlock(vault.folder, SECOND), now=clock)
        found = opened.last_openings()
        opened.close()
        assert found[bram] == "2026-03-15T09:15:00+00:00"
        assert found[key.slot_id] == "2026-03-12T09:15:00+00:00"


CHANGES: dict[str, Callable[[Vault, str], object]] = {
    "re-key": lambda vault, own: vault.apply_rekey(
        vault.prepare_rekey({own: Access(passphrase=PASSPHRASE, new=NEW)})
    ),
    "another passphrase": lambda vault, own: vault.change_passphrase(own, old=PASSPHRASE, new=NEW),
    "one more person": lambda vault, _own: vault.add_opening_slot("Bram", NEW),
    "another name": lambda vault, own: vault.rename_slot(own, "Anja de Vries"),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_stopped_before_any_file_operation_the_vault_opens(
    vault: Vault, key: UnlockedKey, tmp_path: Path, name: str
) -> None:
    """With the old secret or with the new one, in every state that ever stood on disk."""
    add_dossier(vault, notitie="blijft")
    with every_state(vault.folder, tmp_path / "toestanden") as watch:
        CHANGES[name](vault, key.slot_id)
    vault.close()
    crashed = sorted(watch.states.iterdir())
    assert len(crashed) >= 5
    used = set()
    for state in crashed:
        secret = _opening_secret(state)
        used.add(secret)
        opened = Vault.open(state, unlock(state, secret))
        assert opened.connection.value("SELECT notitie FROM dossier") == "blijft"
        assert all(outcome.ok for outcome in opened.checks() if not outcome.warning)
        opened.close()
        assert (state / slotfile.NAMES[0]).read_bytes() == (state / slotfile.NAMES[1]).read_bytes()
        assert not [path.name for path in state.iterdir() if ".nieuw" in path.name or ".tmp" in path.name]
        assert b'"volgende": []' in (state / slotfile.NAMES[0]).read_bytes()
    assert PASSPHRASE in used
    assert NEW in used or name == "another name"


def _opening_secret(folder: Path) -> str:
    for secret in (NEW, PASSPHRASE):
        try:
            unlock(folder, secret)
        except WrongPassphrase:
            continue
        return secret
    raise AssertionError("neither the old nor the new secret opens")


def test_every_failing_file_operation_leaves_the_old_or_the_new_key(
    folder: Path, key: UnlockedKey, tmp_path: Path
) -> None:
    told = 0
    for number in range(1, 60):
        disk = FullDisk(Path(shutil.copytree(folder, tmp_path / str(number))), number)
        told += _is_told_and_goes_on(disk, key)
        if disk.is_past_the_end:
            break
    assert 6 <= told < number < 59


def _is_told_and_goes_on(disk: FullDisk, key: UnlockedKey) -> bool:
    """Whether a re-key was told as not done; either way the session goes on and the vault opens."""
    vault, is_told = Vault.open(disk.folder, key), False
    row = add_dossier(vault, notitie="blijft")
    with disk.failing():
        try:
            vault.rekey({key.slot_id: PASSPHRASE})
        except StorageUnavailable as error:
            is_told = error.failure is StorageFailure.VOL
    assert vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,)) == "blijft"
    add_dossier(vault, "GED-05")
    vault.add_opening_slot("Bram", SECOND)
    vault.close()
    found = unlock(disk.folder, PASSPHRASE).data_key
    assert found == unlock(disk.folder, SECOND).data_key
    assert (found == key.data_key) == is_told
    return is_told


def test_what_somebody_else_reads_is_not_left_out(vault: Vault, key: UnlockedKey) -> None:
    """A reader beside keeps the write-ahead log from being taken in: then the file is not all there is."""
    reader = open_database(vault.folder / "dossiers.db", key.data_key, is_read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM dossier").fetchall()
    row = add_dossier(vault, notitie="nog niet in het bestand")
    with pytest.raises(StorageUnavailable) as caught:
        vault.rekey({key.slot_id: PASSPHRASE})
    assert caught.value.failure is StorageFailure.BEZET
    reader.close()
    vault.rekey({key.slot_id: PASSPHRASE})
    assert (
        vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,))
        == "nog niet in het bestand"
    )


def test_a_reader_that_leaves_half_way_does_not_make_it_whole(
    vault: Vault, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing stands in the way of the swap, and the copy lacks what was in the log."""
    reader = open_database(vault.folder / "dossiers.db", key.data_key, is_read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM dossier").fetchall()
    row = add_dossier(vault, notitie="nog niet in het bestand")
    with monkeypatch.context() as patch:
        patch.setattr(rekey, "_verify", lambda *_: reader.close())
        with pytest.raises(StorageUnavailable):
            vault.rekey({key.slot_id: PASSPHRASE})
    reader.close()
    assert vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,))


def test_a_disk_that_does_not_confirm_the_swap_keeps_both_halves(
    vault: Vault, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rename may be lost with the power: then the old key opens, so its slots stay until it is sure."""

    def refused(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(rekey, "sync_folder", refused)
        old = (vault.folder / "dossiers.db").read_bytes()
        vault.rekey({key.slot_id: PASSPHRASE})
    both = slotfile.read_candidates(vault.folder)[0]
    assert both.slots
    assert both.pending
    lost = shutil.copytree(vault.folder, vault.folder.parent / "zonder de wissel")
    (lost / "dossiers.db").write_bytes(old)
    assert Vault.open(lost, unlock(lost, PASSPHRASE)).close() is None
    vault.add_opening_slot("Bram", SECOND)
    assert not slotfile.read_candidates(vault.folder)[0].pending
    vault.close()
    assert not opens(vault.folder, key.data_key)
    assert unlock(vault.folder, SECOND).data_key == unlock(vault.folder, PASSPHRASE).data_key
