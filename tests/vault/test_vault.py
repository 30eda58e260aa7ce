"""Making, opening and closing a vault, and what each kind of damage is told as."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vault.conftest import PASSPHRASE, Clock
from tests.vault.rows import add_dossier, dossier
from veiligheidsadvies.domain.errors import (
    NotAVault,
    SlotFileDamaged,
    StorageFailure,
    StorageUnavailable,
    UserError,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.vault import copyfile, keys, migrate, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database
from veiligheidsadvies.vault.furnish import furnish
from veiligheidsadvies.vault.keys import FLOOR, KdfParameters
from veiligheidsadvies.vault.session import Notice
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock
from veiligheidsadvies.vault.vault import Vault

CANARY = "kanarievogel-Özdil"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class TestCreating:
    def test_the_first_slot_opens_it(self, tmp_path: Path, clock: Clock) -> None:
        folder = tmp_path / "nieuw.advieskluis"
        made = Vault.create(folder, passphrase="één lang wachtwoord", slot_name="Anja", kdf=FLOOR, now=clock)
        assert made.actor == "Anja"
        assert not made.due_for_check
        made.close()
        opened = Vault.open(folder, unlock(folder, "één lang wachtwoord"), now=clock)
        assert opened.vault_id == made.vault_id
        opened.close()

    def test_nobody_else_can_read_it(self, vault: Vault) -> None:
        assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
        files = [path for path in vault.folder.rglob("*") if path.is_file()]
        assert len(files) >= 6
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}

    def test_never_over_something_else(self, tmp_path: Path, clock: Clock) -> None:
        (tmp_path / "brief.txt").write_text("van mij")
        with pytest.raises(VaultExists):
            Vault.create(tmp_path, passphrase="geheim genoeg", slot_name="Anja", kdf=FLOOR, now=clock)
        assert (tmp_path / "brief.txt").read_text() == "van mij"

    def test_leaves_nothing_behind_when_it_fails(
        self, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise StorageUnavailable(StorageFailure.VOL)

        monkeypatch.setattr(slotfile, "write", full)
        folder = tmp_path / "nieuw.advieskluis"
        with pytest.raises(StorageUnavailable):
            Vault.create(folder, passphrase="geheim genoeg", slot_name="Anja", kdf=FLOOR, now=clock)
        assert not folder.exists()

    def test_refuses_a_cheap_key_derivation(self, tmp_path: Path, clock: Clock) -> None:
        cheap = KdfParameters(memory_kib=1024, passes=1, lanes=1)
        with pytest.raises(ValueError, match="out of bounds"):
            Vault.create(tmp_path / "x", passphrase="geheim", slot_name="Anja", kdf=cheap, now=clock)

    def test_in_a_worker_thread(self, tmp_path: Path, clock: Clock) -> None:
        folder = tmp_path / "kluis #1, 50%? Özdil's.advieskluis"
        with ThreadPoolExecutor() as pool:
            job = pool.submit(furnish, folder, passphrase=PASSPHRASE, slot_name="Anja", kdf=FLOOR, now=clock)
        vault = Vault.open(folder, job.result(), now=clock)
        assert add_dossier(vault)
        assert all(outcome.ok for outcome in vault.check_beside()() if not outcome.warning)
        vault.close()


class TestDamage:
    """Each has an error of its own, and nothing on disk has changed afterwards."""

    def refused(self, folder: Path, key: UnlockedKey) -> UserError:
        before = contents(folder)
        with pytest.raises(UserError) as caught:
            Vault.open(folder, key)
        after = contents(folder)
        assert {name: before[name] for name in before if name != "slot.lock"} == {
            name: after[name] for name in after if name != "slot.lock"
        }
        return caught.value

    def test_absent(self, tmp_path: Path, key: UnlockedKey) -> None:
        for call in (lambda: unlock(tmp_path / "weg", PASSPHRASE), lambda: Vault.open(tmp_path / "weg", key)):
            with pytest.raises(NotAVault):
                call()

    def test_another_folder(self, tmp_path: Path, key: UnlockedKey) -> None:
        (tmp_path / "brief.txt").write_text("van mij")
        assert isinstance(self.refused(tmp_path, key), NotAVault)

    def test_zero_length(self, folder: Path, key: UnlockedKey) -> None:
        (folder / "dossiers.db").write_bytes(b"")
        assert isinstance(self.refused(folder, key), VaultDamaged)

    def test_database_gone(self, folder: Path, key: UnlockedKey) -> None:
        (folder / "dossiers.db").unlink()
        assert isinstance(self.refused(folder, key), VaultDamaged)

    def test_plaintext_in_its_place(self, folder: Path, key: UnlockedKey) -> None:
        (folder / "dossiers.db").write_bytes(b"SQLite format 3\0" + bytes(8192))
        assert isinstance(self.refused(folder, key), VaultDamaged)

    def test_first_page(self, folder: Path, key: UnlockedKey) -> None:
        data = bytearray((folder / "dossiers.db").read_bytes())
        data[100] ^= 1
        (folder / "dossiers.db").write_bytes(data)
        assert isinstance(self.refused(folder, key), VaultDamaged)

    def test_page_further_on(self, folder: Path, key: UnlockedKey, clock: Clock) -> None:
        vault = Vault.open(folder, key, now=clock)
        with vault.action("Veel") as log:
            for number in range(300):
                log.write("dossier", None, dossier(f"GED-{number}", notitie="x" * 900))
        page = vault.connection.value("SELECT rootpage FROM sqlite_master WHERE name = 'dossier'")
        vault.close()
        data = bytearray((folder / "dossiers.db").read_bytes())
        data[(page - 1) * 4096 + 100] ^= 1
        (folder / "dossiers.db").write_bytes(data)
        vault = Vault.open(folder, key, now=clock)
        with pytest.raises(VaultDamaged):
            vault.connection.execute("SELECT * FROM dossier").fetchall()
        assert not {outcome.name: outcome.ok for outcome in vault.checks()}["versleuteling"]
        vault.close()

    def test_truncated(self, folder: Path, key: UnlockedKey, clock: Clock) -> None:
        path = folder / "dossiers.db"
        path.write_bytes(path.read_bytes()[: 4096 * 12 + 17])
        with pytest.raises(VaultDamaged):
            Vault.open(folder, key, now=clock)

    def test_newer_schema(self, folder: Path, key: UnlockedKey) -> None:
        connection = open_database(folder / "dossiers.db", key.data_key)
        connection.execute("PRAGMA user_version = 999")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
        error = self.refused(folder, key)
        assert isinstance(error, VaultTooNew)
        assert (error.found, error.supported) == (999, migrate.scripts()[-1].version)

    def test_wrong_passphrase_is_not_damage(self, folder: Path) -> None:
        with pytest.raises(WrongPassphrase):
            unlock(folder, "iets anders")

    def test_both_slot_files_gone(self, folder: Path) -> None:
        for name in slotfile.NAMES:
            (folder / name).unlink()
        with pytest.raises(SlotFileDamaged):
            unlock(folder, PASSPHRASE)


class TestSecondOpener:
    HOLDER = (
        "import sys; from pathlib import Path; from veiligheidsadvies.vault.vault import Vault, UnlockedKey\n"
        "key = UnlockedKey(data_key=bytes.fromhex(sys.stdin.readline()), slot_id='x', slot_name='x')\n"
        "vault = Vault.open(Path(sys.argv[1]), key)\n"
        "print('open', flush=True); sys.stdin.readline()\n"
    )

    def test_is_told_who_holds_it(self, folder: Path, key: UnlockedKey) -> None:
        with subprocess.Popen(
            [sys.executable, "-c", self.HOLDER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as other:
            assert other.stdin is not None
            assert other.stdout is not None
            print(key.data_key.hex(), file=other.stdin, flush=True)
            assert other.stdout.readline() == "open\n"
            for _ in range(2):  # being refused does not wipe the name of the holder
                with pytest.raises(VaultInUse) as caught:
                    Vault.open(folder, key)
                assert str(other.pid) in caught.value.holder
                assert "Anja" not in caught.value.holder
            other.send_signal(signal.SIGKILL)
            other.wait()
        Vault.open(folder, key).close()

    def test_same_process_too(self, vault: Vault, key: UnlockedKey) -> None:
        with pytest.raises(VaultInUse):
            Vault.open(vault.folder, key)
        assert add_dossier(vault)


class TestKilled:
    WRITER = (
        "import sys; from pathlib import Path; from veiligheidsadvies.vault.vault import Vault, UnlockedKey\n"
        "from tests.vault.rows import dossier\n"
        "key = UnlockedKey(data_key=bytes.fromhex(sys.stdin.readline()), slot_id='x', slot_name='x')\n"
        "vault = Vault.open(Path(sys.argv[1]), key)\n"
        "for number in range(100000):\n"
        "    with vault.action('Toegevoegd') as log:\n"
        "        log.write('dossier', None, dossier(f'GED-{number}'))\n"
        "    vault.save_draft('formulier', str(number))\n"
        "    print(number, flush=True)\n"
    )

    def test_what_was_done_stays_done(self, folder: Path, key: UnlockedKey) -> None:
        with subprocess.Popen(
            [sys.executable, "-c", self.WRITER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as other:
            assert other.stdin is not None
            assert other.stdout is not None
            print(key.data_key.hex(), file=other.stdin, flush=True)
            for _ in range(30):
                last = int(other.stdout.readline())
            other.send_signal(signal.SIGKILL)
            last = int((other.stdout.read().split() or [str(last)])[-1])
        vault = Vault.open(folder, key)
        assert vault.connection.value("SELECT count(*) FROM dossier") >= last + 1
        assert int(vault.find_draft("formulier") or -1) >= last
        assert vault.undo_description() == "Toegevoegd"
        assert Notice.OUDERE_KLUIS not in vault.notices
        assert all(outcome.ok for outcome in vault.checks() if not outcome.warning)
        vault.close()


def test_no_file_of_the_vault_holds_plaintext(vault: Vault) -> None:
    row = add_dossier(vault, notitie=CANARY)
    vault.save_draft("formulier", CANARY)
    vault.put_blob(CANARY.encode() * 1000)
    vault.set_setting("indeling", CANARY)
    with vault.action("Dossier gewijzigd") as log:
        log.write("dossier", row, {"notitie": f"{CANARY} opnieuw"})
    vault.add_approval_slot("Bram", "nog een wachtwoord", kdf=FLOOR)
    for _ in range(2):
        for path in vault.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert CANARY.encode() not in content
                assert b"kanarievogel" not in content
                assert b"SQLite format" not in content
        vault.checkpoint()


def test_a_key_does_not_show_in_a_traceback(vault: Vault, key: UnlockedKey) -> None:
    slot = vault._slot_file.slots[0]
    for thing in (vault, key, slot, vault._chain, vault._slot_file):
        assert key.data_key.hex() not in repr(thing)
        assert repr(key.data_key) not in repr(thing)
        assert slot.wrapped.hex() not in repr(thing)
        assert repr(slot.wrapped) not in repr(thing)


def test_an_unencrypted_file_at_the_end_is_a_bug(folder: Path, key: UnlockedKey) -> None:
    vault = Vault.open(folder, key)
    vault.connection.close()
    (folder / "dossiers.db").write_bytes(b"SQLite format 3\0" + bytes(8192))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_remember", lambda: None)
        patch.setattr(vault, "checkpoint", lambda: None)
        with pytest.raises(RuntimeError, match="without encryption"):
            vault.close()
    with pytest.raises(VaultDamaged):
        Vault.open(folder, key)


def test_loose_rights_are_tightened_and_told(folder: Path, key: UnlockedKey) -> None:
    folder.chmod(0o755)
    (folder / "dossiers.db").chmod(0o644)
    vault = Vault.open(folder, key)
    assert Notice.RECHTEN_AANGESCHERPT in vault.notices
    assert stat.S_IMODE((folder / "dossiers.db").stat().st_mode) == 0o600
    vault.close()


def test_closing_twice_is_harmless_and_leaves_one_file(vault: Vault) -> None:
    add_dossier(vault)
    vault.close()
    vault.close()
    assert not list(vault.folder.glob("dossiers.db-*"))


def test_older_vault_put_back_is_noticed(folder: Path, key: UnlockedKey, tmp_path: Path) -> None:
    old = shutil.copytree(folder, tmp_path / "oud")
    vault = Vault.open(folder, key)
    add_dossier(vault)
    vault.close()
    assert Notice.OUDERE_KLUIS not in _opened_and_closed(folder, key).notices
    shutil.rmtree(folder)
    shutil.copytree(old, folder)
    vault = Vault.open(folder, key)
    assert Notice.OUDERE_KLUIS in vault.notices
    outcome = {outcome.name: outcome for outcome in vault.checks()}["oudere kluis"]
    assert (outcome.ok, outcome.warning) == (False, True)
    vault.accept_older_vault()
    assert {outcome.name: outcome.ok for outcome in vault.checks()}["oudere kluis"]
    vault.close()
    assert Notice.OUDERE_KLUIS not in _opened_and_closed(folder, key).notices


def test_an_older_database_under_newer_slot_files_is_noticed(folder: Path, key: UnlockedKey) -> None:
    """Slots that the log does not know are made up for, and hide nothing."""
    old = (folder / DATABASE_NAME).read_bytes()
    vault = Vault.open(folder, key)
    add_dossier(vault)
    vault.add_approval_slot("Directeur", "het woord van de directeur", kdf=FLOOR)
    vault.close()
    (folder / DATABASE_NAME).write_bytes(old)
    vault = Vault.open(folder, key)
    assert vault.notices == [Notice.OUDERE_KLUIS]
    assert [slot.name for slot in vault.list_slots()] == ["Anja", "Directeur"]
    vault.close()


def test_an_older_database_with_still_older_slot_files_is_told_as_both(
    folder: Path, key: UnlockedKey
) -> None:
    slots = {name: (folder / name).read_bytes() for name in slotfile.NAMES}
    vault = Vault.open(folder, key)
    vault.add_approval_slot("Directeur", "het woord van de directeur", kdf=FLOOR)
    vault.close()
    old = (folder / DATABASE_NAME).read_bytes()
    vault = Vault.open(folder, key)
    add_dossier(vault)
    vault.close()
    for name, content in {**slots, DATABASE_NAME: old}.items():
        (folder / name).write_bytes(content)
    vault = Vault.open(folder, key)
    assert vault.notices == [Notice.OUDERE_KLUIS, Notice.OUDERE_SLEUTELS]
    vault.close()


def _opened_and_closed(folder: Path, key: UnlockedKey) -> Vault:
    vault = Vault.open(folder, key)
    vault.close()
    return vault


def test_older_schema_is_copied_first(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, all_scripts = tmp_path / "oud.advieskluis", migrate.scripts()
    newer = migrate.Script(
        version=all_scripts[-1].version + 1, name="later.sql", sql="CREATE TABLE later (id INTEGER) STRICT;"
    )
    vault = Vault.create(folder, passphrase=PASSPHRASE, slot_name="Anja", kdf=FLOOR, now=clock)
    add_dossier(vault)
    vault.close()
    key = unlock(folder, PASSPHRASE)
    monkeypatch.setattr(migrate, "scripts", lambda: [*all_scripts, newer])
    vault = Vault.open(folder, key, now=clock)
    assert vault.connection.value("SELECT count(*) FROM later") == 0
    (known,) = vault.list_copies()
    assert (known.soort, known.sleutelmerk, known.is_goed) == (SoortKopie.SCHEMA, vault.key_mark, True)
    vault.close()
    monkeypatch.undo()
    (copy,) = (folder / "reservekopieen").iterdir()
    assert copy.name == known.bestand
    put_back = tmp_path / "terug.advieskluis"
    put_back.mkdir(mode=0o700)
    copyfile.extract(copyfile.read(copy), put_back)
    older = Vault.open(put_back, key, now=clock)
    assert older.connection.value("SELECT count(*) FROM dossier") == 1
    older.close()


def test_failing_migration_leaves_the_old_version(
    folder: Path, key: UnlockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_scripts = migrate.scripts()
    broken = migrate.Script(
        version=all_scripts[-1].version + 1,
        name="stuk.sql",
        sql="CREATE TABLE later (id INTEGER) STRICT;\nINSERT INTO bestaat_niet VALUES (1);",
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "scripts", lambda: [*all_scripts, broken])
        with pytest.raises(Exception, match="bestaat_niet"):
            Vault.open(folder, key)
    vault = Vault.open(folder, key)
    assert vault.connection.value("SELECT count(*) FROM sqlite_master WHERE name = 'later'") == 0
    vault.close()


def test_check_falls_due_after_a_day(vault: Vault, clock: Clock) -> None:
    vault.record_check([])
    clock.forward(hours=23)
    assert not vault.due_for_check
    clock.forward(hours=2)
    assert vault.due_for_check
    outcomes = vault.check_beside()()
    assert all(outcome.ok for outcome in outcomes)
    vault.record_check(outcomes)
    assert not vault.due_for_check


def test_failed_attempts_are_told_and_logged(folder: Path, key: UnlockedKey, clock: Clock) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            unlock(folder, "mis", now=clock)
    clock.forward(minutes=5)
    vault = Vault.open(folder, key, now=clock)
    assert vault.failed_attempts.count == 2
    assert vault.failed_attempts.since == dt.datetime(2026, 3, 12, 9, 15, tzinfo=dt.UTC)
    assert any(line.result == "2 keer mislukt" for line in vault.history())
    vault.close()
    assert _opened_and_closed(folder, key).failed_attempts.count == 0


def test_absent_attempts_file_is_told(folder: Path, key: UnlockedKey) -> None:
    (folder / "pogingen.json").unlink()
    assert Notice.POGINGEN_ONBEKEND in _opened_and_closed(folder, key).notices
    assert Notice.POGINGEN_ONBEKEND not in _opened_and_closed(folder, key).notices


def test_calibration_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(per_mib_pass: float) -> None:
        monkeypatch.setattr(keys, "_seconds", lambda kdf: kdf.memory_kib / 1024 * kdf.passes * per_mib_pass)

    seconds(0.001)
    assert keys.calibrate().memory_kib == 256 * 1024
    assert 0.8 <= 256 * keys.calibrate().passes * 0.001 <= 1.5
    seconds(0.005)
    assert keys.calibrate() == KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
    seconds(1.0)
    assert keys.calibrate() == FLOOR
    seconds(0.0)
    assert keys.calibrate().is_acceptable


def test_a_busy_moment_gives_no_weaker_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def calibrated(*measured: float) -> KdfParameters:
        taken = iter(measured)
        monkeypatch.setattr(keys, "_seconds", lambda _: next(taken))
        return keys.calibrate()

    wanted = calibrated(0.3, 0.3, 1.4)
    assert calibrated(2.0, 0.3, 1.4) == wanted
    assert calibrated(0.75, 0.75, 0.6, 1.4).passes == wanted.passes, "busy all along, found out afterwards"
