"""Files that somebody else wrote, and writes that fail half-way: told as what they are, nothing half done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.vault.conftest import PASSPHRASE
from tests.vault.rows import add_dossier, dossier
from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable, VaultDamaged, WrongPassphrase
from veiligheidsadvies.vault import attempts, marks, session, slotfile
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock
from veiligheidsadvies.vault.vault import Vault

DEEP = b"[" * 200_000
PAGE = 4096
_LOG_HEADER, _FRAME_HEADER = 32, 24
FULL = StorageUnavailable(StorageFailure.VOL)


def test_deeply_nested_files_count_as_absent(folder: Path, key: UnlockedKey) -> None:
    vault = Vault.open(folder, key)
    vault_id = vault.vault_id
    vault.close()
    (folder / "pogingen.json").write_bytes(DEEP)
    (paths.configuration() / "kluizen" / f"{vault_id}.json").write_bytes(DEEP)
    assert attempts.read(folder) is None
    assert marks.read(vault_id) == marks.Marks()
    Vault.open(folder, unlock(folder, PASSPHRASE)).close()


@pytest.mark.parametrize("row", [10**30, -1])
def test_a_log_row_that_no_database_holds_is_no_memory(folder: Path, key: UnlockedKey, row: int) -> None:
    vault = Vault.open(folder, key)
    vault.close()
    file = paths.configuration() / "kluizen" / f"{vault.vault_id}.json"
    for name, value in (("regel", row), ("koppen", {"x": [row, "A"]}), ("koppen", {"x": 3}), ("koppen", [])):
        file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), name: value}), "utf-8")
        assert marks.read(vault.vault_id) == marks.Marks()
        Vault.open(folder, key).close()


def test_a_number_beyond_all_copies_is_no_memory(folder: Path, key: UnlockedKey) -> None:
    vault = Vault.open(folder, key)
    vault_id = vault.vault_id
    vault.close()
    remembered = {
        "regel": 0,
        "kop": "",
        "sleuf": "",
        "nummers": {"exemplaar/2026": 10**30, "opdracht/2026": 7},
    }
    place = paths.configuration() / "kluizen" / f"{vault_id}.json"
    place.write_text(json.dumps(remembered), encoding="utf-8")
    vault = Vault.open(folder, key)
    with vault.action("Nummers") as log:
        log.write("dossier", None, dossier())
        assert vault.next_number("exemplaar", 2026) == 1
        assert vault.next_number("opdracht", 2026) == 8
    vault.close()


def test_a_wrong_passphrase_is_told_as_such_where_nothing_can_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: Any) -> None:
        raise FULL

    monkeypatch.setattr(attempts, "_write", refused)
    with pytest.raises(WrongPassphrase):
        unlock(folder, "een heel andere zin")


def test_a_slot_change_of_which_half_is_written_is_taken_back(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(folder, key)
    (slot,) = vault.list_slots()
    before = [(folder / name).read_bytes() for name in slotfile.NAMES]
    write = slotfile.write_atomically

    def fails_at_the_copy(path: Path, content: bytes) -> None:
        if path.name == slotfile.NAMES[1] and content != before[1]:
            raise FULL
        write(path, content)

    monkeypatch.setattr(slotfile, "write_atomically", fails_at_the_copy)
    with pytest.raises(StorageUnavailable):
        vault.change_passphrase(slot.id, old=PASSPHRASE, new="een nieuwe zin van vijf woorden", kdf=FLOOR)
    vault.close()
    assert [(folder / name).read_bytes() for name in slotfile.NAMES] == before
    with pytest.raises(WrongPassphrase):
        unlock(folder, "een nieuwe zin van vijf woorden")


def test_wherever_a_page_is_damaged_it_is_called_damage(
    folder: Path, key: UnlockedKey, tmp_path: Path
) -> None:
    vault = Vault.open(folder, key)
    for number in range(20):
        add_dossier(vault, **dossier(f"X-{number}", notitie="x" * 3000))
    vault.close()
    pages = (folder / "dossiers.db").stat().st_size // PAGE
    for page in range(1, pages, max(1, pages // 20)):
        broken = Path(shutil.copytree(folder, tmp_path / f"kapot-{page}"))
        with (broken / "dossiers.db").open("r+b") as file:
            file.seek(page * PAGE + 100)
            file.write(b"y" * 200)
        try:
            vault = Vault.open(broken, key)
        except VaultDamaged:
            continue
        assert not all(outcome.ok for outcome in vault.checks() if not outcome.warning)
        vault.close()


@pytest.mark.parametrize("is_beside", [False, True])
def test_half_a_page_that_stands_whole_in_the_log_is_no_damage(
    folder: Path, key: UnlockedKey, tmp_path: Path, *, is_beside: bool
) -> None:
    """As a power cut leaves it that came while the log was brought over to the file."""
    vault = Vault.open(folder, key)
    row = add_dossier(vault, notitie="bevestigd")
    cut = shutil.copytree(folder, tmp_path / "afgebroken")
    vault.close()
    log = (cut / "dossiers.db-wal").read_bytes()
    frames = range(_LOG_HEADER, len(log), _FRAME_HEADER + PAGE)
    pages = {int.from_bytes(log[at : at + 4], "big") for at in frames} - {1}
    data = bytearray((cut / "dossiers.db").read_bytes())
    for page in pages:
        data[page * PAGE - 2000 : page * PAGE] = bytes(2000)
    assert pages
    (cut / "dossiers.db").write_bytes(data)
    again = Vault.open(cut, key)
    outcomes = again.check_beside()() if is_beside else again.checks()
    assert [one.name for one in outcomes if not one.ok and not one.warning] == []
    assert again.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,)) == "bevestigd"
    again.close()


def test_a_slot_file_that_fails_after_a_rekey_leaves_a_session_that_goes_on(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has its new key by then: what is written next must not carry slots of the old one."""
    vault = Vault.open(folder, key)
    vault.confirm_recovery(vault.recovery_groups())
    write, calls = slotfile.write, 0

    def fails_the_second_time(*arguments: Any) -> slotfile.SlotFile:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise FULL
        return write(*arguments)

    monkeypatch.setattr(slotfile, "write", fails_the_second_time)
    vault.rekey({key.slot_id: PASSPHRASE})
    assert slotfile.read_candidates(folder)[0].pending
    add_dossier(vault, notitie="na de storing")
    vault.rename_slot(key.slot_id, "Anja B.")
    assert not vault.recovery_confirmed
    vault.close()
    new = unlock(folder, PASSPHRASE)
    assert new.data_key != key.data_key
    vault = Vault.open(folder, new)
    assert vault.connection.value("SELECT notitie FROM dossier") == "na de storing"
    vault.close()


def test_no_sheet_is_confirmed_after_a_rekey_that_filled_the_disk(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(folder, key)
    vault.confirm_recovery(vault.recovery_groups())

    def full(_connection: object) -> None:
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(session, "transaction", full)
        vault.rekey({key.slot_id: PASSPHRASE})
    assert vault.history(limit=1)[0].verb == "kluis opnieuw versleutelen"
    assert not vault.recovery_confirmed
    vault.close()
    again = Vault.open(folder, unlock(folder, PASSPHRASE))
    assert not again.recovery_confirmed
    again.close()


def test_numbers_that_cannot_be_kept_outside_the_vault_are_told(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise FULL

    vault = Vault.open(folder, key)
    with monkeypatch.context() as patch:
        patch.setattr(marks, "write", full)
        with vault.action("Nummers") as log:
            log.write("dossier", None, dossier())
            vault.next_number("exemplaar", 2026)
        assert not vault.is_remembered
        (told,) = [outcome for outcome in vault.check_here() if outcome.name == "nummers"]
        assert (told.ok, told.warning) == (False, True)
        assert "buiten de kluis" in told.detail
    assert vault.is_remembered
    assert [outcome.ok for outcome in vault.check_here() if outcome.name == "nummers"] == [True]
    vault.close()


def _damage_room(folder: Path) -> None:
    path = folder / "dossiers.db"
    content = bytearray(path.read_bytes())
    content[-400_000] ^= 1
    path.write_bytes(content)


def test_damaged_room_for_a_full_disk_is_made_again_and_told_once(folder: Path, key: UnlockedKey) -> None:
    vault = Vault.open(folder, key)
    row = add_dossier(vault, notitie="blijft staan")
    vault.keep_room()
    schema = vault.connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2").fetchall()
    vault.close()
    _damage_room(folder)
    vault = Vault.open(folder, key)
    outcomes = vault.checks()
    assert [outcome.name for outcome in outcomes if not outcome.ok and not outcome.warning] == []
    (told,) = [outcome for outcome in outcomes if outcome.name == "ruimte voor een volle schijf"]
    assert not told.ok
    assert "is opnieuw gemaakt op" in told.detail
    assert all(outcome.ok for outcome in vault.checks() if outcome.name == told.name)
    vault.keep_room()
    assert vault.connection.value("SELECT length(vulling) FROM reserve") == 1024 * 1024
    assert vault.connection.value("SELECT notitie FROM dossier WHERE id = ?", (row,)) == "blijft staan"
    after = vault.connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2").fetchall()
    assert after == schema
    vault.close()


def test_damaged_room_does_not_stop_who_types(folder: Path, key: UnlockedKey) -> None:
    vault = Vault.open(folder, key)
    vault.keep_room()
    vault.close()
    _damage_room(folder)
    vault = Vault.open(folder, key)
    vault.keep_room()
    vault.save_draft("dossier:1", "typt door")
    assert vault.connection.value("SELECT length(vulling) FROM reserve") == 1024 * 1024
    assert all(outcome.ok for outcome in vault.check_beside()())
    vault.close()
