"""A copy of a vault: whole, verified, readable by nobody, and refused when anything of it is wrong."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unreachable import shut
from tests.vault.conftest import Clock
from tests.vault.rows import add_dossier
from veiligheidsadvies.domain.errors import (
    CopyFault,
    CopyNotVerified,
    CopyRefused,
    FileInTheWay,
    FileUnwritable,
    StorageUnavailable,
    VaultDamaged,
)
from veiligheidsadvies.vault import copyfile, copying, integrity
from veiligheidsadvies.vault.chain import Verification
from veiligheidsadvies.vault.copying import MadeCopy
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database
from veiligheidsadvies.vault.vault import Vault

CANARY = "Kanarieveld 77"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "kluis.kluiskopie"


@pytest.fixture
def made(vault: Vault, target: Path, clock: Clock) -> MadeCopy:
    add_dossier(vault, notitie=CANARY)
    vault.put_blob(CANARY.encode())
    return copying.make(vault.copy_source(), target, now=clock)


def test_a_copy_holds_all_and_shows_nothing(made: MadeCopy, vault: Vault, target: Path) -> None:
    content = target.read_bytes()
    assert CANARY.encode() not in content
    assert b"SQLite format 3" not in content
    assert b'dossier"' not in content  # how many there are is told under the seal only
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert made.manifest.counts["dossier"] == made.manifest.counts["inhoud"] == 1
    assert made.manifest.log_head == vault.log_head()
    assert made.header.vault_id == vault.vault_id
    assert made.sha256 == copyfile.verify(copyfile.read(target))


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="what is read back may come from memory here")
def test_what_is_read_back_comes_from_the_disk(vault: Vault, target: Path, clock: Clock) -> None:
    vault.put_blob(os.urandom(1_000_000))
    probe = target.with_name("proef")
    with probe.open("wb+", buffering=0) as file:
        file.write(bytes(1_000_000))
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        before = _read_from_disk()
        probe.read_bytes()
        if _read_from_disk() == before:
            pytest.skip("this file system is memory")
    before = _read_from_disk()
    made = copying.make(vault.copy_source(), target, now=clock)
    assert _read_from_disk() - before > 0.9 * made.size
    copy = copyfile.read(target)
    target.read_bytes()  # so that only the second one has to come from the disk
    before = _read_from_disk()
    copying.duplicate(copy, target.with_name("tweede.kluiskopie"), vault.copy_source().data_key)
    assert _read_from_disk() - before > 0.9 * made.size


def _read_from_disk() -> int:
    """Bytes that the system fetched for this process from a disk, not from memory."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("read_bytes"))


def test_nothing_else_is_left(made: MadeCopy, vault: Vault, target: Path) -> None:
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]
    assert list((vault.folder / "reservekopieen").iterdir()) == []
    assert made.path == target


@pytest.mark.parametrize("is_at_rest", [True, False])
def test_it_is_the_state_of_one_moment_whoever_writes_meanwhile(
    *, is_at_rest: bool, vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("veiligheidsadvies.vault.database._PAGES_AT_ONCE", 8)
    monkeypatch.setattr(copying, "_CHUNK", 8 * 4096)
    if not is_at_rest:
        monkeypatch.setattr(copying, "_TRIES", 0)
    add_dossier(vault)
    written: list[float] = []

    def write_meanwhile(part: float) -> None:
        if len(written) < 5:
            add_dossier(vault, code=f"GED-{len(written) + 10}")
            vault.put_blob(
                bytes([len(written)]) * 400_000
            )  # so much that SQLite wants to move it to the file
            vault.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        written.append(part)

    made = copying.make(vault.copy_source(), target, now=clock, report=write_meanwhile)
    assert made.manifest.counts["dossier"] == 1
    assert made.manifest.counts["inhoud"] == 0
    assert vault.connection.value("SELECT count(*) FROM dossier") == 6
    assert all(outcome.ok or outcome.warning for outcome in vault.checks())
    assert written == sorted(written)
    assert written[-1] == pytest.approx(1.0)


def test_the_work_can_be_stopped_at_every_moment(vault: Vault, target: Path, clock: Clock) -> None:
    add_dossier(vault)
    told: list[float] = []
    copying.make(vault.copy_source(), target.with_name("eerst.kluiskopie"), now=clock, report=told.append)
    for stop_at in range(1, len(told) + 1):
        seen: list[float] = []

        def stop(part: float, seen: list[float] = seen, stop_at: int = stop_at) -> None:
            seen.append(part)
            if len(seen) == stop_at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            copying.make(vault.copy_source(), target, now=clock, report=stop)
        assert [entry.name for entry in target.parent.iterdir()] == ["eerst.kluiskopie"]
        assert list((vault.folder / "reservekopieen").iterdir()) == []


def test_what_stands_there_is_not_replaced(made: MadeCopy, vault: Vault, clock: Clock) -> None:
    before = made.path.read_bytes()
    with pytest.raises(FileInTheWay):
        copying.make(vault.copy_source(), made.path, now=clock)
    with pytest.raises(FileUnwritable):
        copying.make(vault.copy_source(), made.path.parent / "weg" / "x.kluiskopie", now=clock)
    assert made.path.read_bytes() == before


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_a_place_that_cannot_be_looked_at_takes_no_copy(
    code: int, vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, target.parent, code)
    for path in (target, target.parent / "onder" / target.name):
        with pytest.raises(FileUnwritable):
            copying.make(vault.copy_source(), path, now=clock)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE dossier SET notitie = 'anders'", id="rows changed"),
        pytest.param("DELETE FROM dossier", id="rows gone"),
        pytest.param("UPDATE logregel SET actor = 'ander' WHERE nummer = 1", id="log changed"),
        pytest.param("DELETE FROM logregel WHERE nummer = (SELECT max(nummer) FROM logregel)", id="tail cut"),
    ],
)
def test_a_copy_that_differs_from_the_vault_is_no_copy(
    damage: str, vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_dossier(vault)
    honest = copying._snapshot

    def dishonest(source: copying.Source, room: Path, *rest: object) -> object:
        result = honest(source, room, *rest)  # type: ignore[arg-type]
        changed = open_database(room / DATABASE_NAME, source.data_key)
        changed.execute("PRAGMA foreign_keys = OFF").fetchall()
        changed.execute(damage)
        changed.close()
        return result

    monkeypatch.setattr(copying, "_snapshot", dishonest)
    if damage.startswith("UPDATE dossier"):
        # A value alone is seen when the parts are compared with what was hashed.
        monkeypatch.setattr(copying, "check_database", lambda *_, **__: [])
    with pytest.raises(CopyNotVerified):
        copying.make(vault.copy_source(), target, now=clock)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(("number", "told"), [(1, "1 tabel wijkt af"), (2, "2 tabellen wijken af")])
def test_tables_that_differ_are_counted(
    number: int, told: str, made: MadeCopy, vault: Vault, tmp_path: Path
) -> None:
    copyfile.extract(copyfile.read(made.path), tmp_path)
    counts = {**made.manifest.counts, **dict.fromkeys(("dossier", "inhoud")[:number], 7)}
    outcomes = copying.check_database(
        tmp_path / DATABASE_NAME,
        vault.copy_source().data_key,
        replace(made.manifest, counts=counts),
        made.header.schema,
    )
    assert [outcome.detail for outcome in outcomes if not outcome.ok] == [told]


def test_bytes_that_the_disk_changed_are_noticed(
    vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = copyfile.write

    def failing_disk(path: Path, *rest: object, **more: object) -> None:
        honest(path, *rest, **more)  # type: ignore[arg-type]
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(copyfile, "write", failing_disk)
    with pytest.raises(CopyNotVerified):
        copying.make(vault.copy_source(), target, now=clock)
    assert list(target.parent.iterdir()) == []


def test_a_damaged_vault_gives_no_copy(vault: Vault, target: Path, clock: Clock) -> None:
    add_dossier(vault)
    source = vault.copy_source()
    vault.close()
    path = source.folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[5 * 4096 + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises((VaultDamaged, CopyNotVerified)):
        copying.make(source, target, now=clock)
    assert list(target.parent.iterdir()) == []


def test_every_flipped_byte_and_every_cut_is_refused(made: MadeCopy, vault: Vault) -> None:
    content = made.path.read_bytes()
    key = vault.copy_source().data_key
    size = len(content)
    places = [*range(0, 1100, 13), *range(1100, size, size // 60), size - 1]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 0x20
        made.path.write_bytes(changed)
        with pytest.raises(CopyRefused):
            _whole(made.path, key)
    for length in [0, 5, 16, 18, 20, 300, 900, size // 2, size - 1]:
        made.path.write_bytes(content[:length])
        with pytest.raises(CopyRefused):
            copyfile.read(made.path)
    made.path.write_bytes(content + b"x")
    with pytest.raises(CopyRefused):
        copyfile.read(made.path)
    made.path.write_bytes(content)
    _whole(made.path, key)


def _whole(path: Path, key: bytes) -> None:
    copy = copyfile.read(path)
    copyfile.unseal(copy, key)
    copyfile.verify(copy)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", CopyFault.GEEN_KOPIE),
        (b"%PDF-1.7 iets heel anders", CopyFault.GEEN_KOPIE),
        (b"KLUISKOPIE 2\r\n\x1a\n", CopyFault.TE_NIEUW),
        (copyfile.MAGIC, CopyFault.AFGEBROKEN),
        (copyfile.MAGIC + b"\xff\xff\xff\xff", CopyFault.BESCHADIGD),
        (copyfile.MAGIC + b"\x00\x00\x00\x00", CopyFault.BESCHADIGD),
        (copyfile.MAGIC + b"\x00\x00\x00\x05abc", CopyFault.AFGEBROKEN),
    ],
)
def test_each_bad_file_has_its_own_reason(content: bytes, fault: CopyFault, target: Path) -> None:
    target.write_bytes(content)
    with pytest.raises(CopyRefused) as refused:
        copyfile.read(target)
    assert refused.value.fault is fault


GOOD = {
    "formaat": 1, "kenmerk": "0" * 32, "kluis": "0" * 32, "gemaakt_op": "2026-03-12T09:15:00+00:00",
    "programma": "1", "schema": 5, "sleutelmerk": "0" * 16,
    "delen": [
        {"naam": "dossiers.db", "grootte": 4096, "sha256": "0" * 64},
        {"naam": "sleutels.json", "grootte": 1, "sha256": "0" * 64},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "over",
    [
        {"delen": []},
        {"delen": [{"naam": "../../weg", "grootte": 4096, "sha256": "0" * 64}, GOOD["delen"][1]]},  # type: ignore[index]
        {"delen": [{"naam": "dossiers.db", "grootte": 2**62, "sha256": "0" * 64}, GOOD["delen"][1]]},  # type: ignore[index]
        {"delen": [{"naam": "dossiers.db", "grootte": -4096, "sha256": "0" * 64}, GOOD["delen"][1]]},  # type: ignore[index]
        {"delen": [GOOD["delen"][0], {"naam": "sleutels.json", "grootte": 2**30, "sha256": "0" * 64}]},  # type: ignore[index]
        {"kluis": "../" * 10 + "aa"},
        {"kenmerk": 7},
        {"gemaakt_op": "gisteren"},
        {"schema": True},
        {"formaat": [[[]]]},
    ],
)
def test_a_header_that_we_never_write_is_refused(over: dict[str, object], target: Path) -> None:
    def file(header: dict[str, object]) -> bytes:
        raw = json.dumps(header).encode()
        return copyfile.MAGIC + len(raw).to_bytes(4, "big") + raw + b"\x00\x00\x00\x01s" + b"x" * 4097

    target.write_bytes(file(GOOD))
    assert copyfile.read(target).header.schema == 5
    target.write_bytes(file({**GOOD, **over}))
    with pytest.raises(CopyRefused):
        copyfile.read(target)


def test_nested_rubbish_is_refused_too(target: Path) -> None:
    raw = b"[" * 60_000
    target.write_bytes(copyfile.MAGIC + len(raw).to_bytes(4, "big") + raw + b"\x00\x00\x00\x01s")
    with pytest.raises(CopyRefused):
        copyfile.read(target)


def test_another_key_is_told_apart_from_damage(made: MadeCopy) -> None:
    with pytest.raises(CopyRefused) as refused:
        copyfile.unseal(copyfile.read(made.path), bytes(32))
    assert refused.value.fault is CopyFault.ANDERE_SLEUTEL


def test_a_duplicate_is_read_back_as_well(
    made: MadeCopy, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = vault.copy_source().data_key
    second = made.path.with_name("tweede.kluiskopie")
    assert copying.duplicate(copyfile.read(made.path), second, key) == (made.size, made.sha256)
    honest = copyfile.clone

    def failing_disk(copy: copyfile.CopyFile, path: Path, **more: object) -> None:
        honest(copy, path, **more)  # type: ignore[arg-type]
        os.truncate(path, copy.size - 10)

    monkeypatch.setattr(copyfile, "clone", failing_disk)
    with pytest.raises(CopyNotVerified):
        copying.duplicate(copyfile.read(made.path), second.with_name("derde.kluiskopie"), key)
    assert sorted(entry.name for entry in made.path.parent.iterdir()) == [made.path.name, second.name]


def test_the_chain_is_part_of_what_is_checked(
    vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "veiligheidsadvies.vault.chain.Chain.verify", lambda *_, **__: Verification(rows=3, first_wrong=3)
    )
    with pytest.raises(CopyNotVerified) as failed:
        copying.make(vault.copy_source(), target, now=clock)
    assert failed.value.checks == ("logboek",)


@pytest.mark.parametrize(("row", "is_seen"), [(1, False), (4, True)])
def test_a_daily_copy_verifies_the_log_from_where_the_last_one_ended(
    row: int, *, is_seen: bool, vault: Vault, target: Path, clock: Clock
) -> None:
    """What lies before it was proved by the copy of then, and is again by a drill, `kopie` and `controle`."""
    known = (vault.connection.value("SELECT max(nummer) FROM logregel"), vault.log_head())
    for code in ("GED-04", "GED-05", "GED-06"):
        add_dossier(vault, code=code)
    vault.connection.execute("UPDATE logregel SET actie = 'anders' WHERE nummer = ?", (row,))
    source = replace(vault.copy_source(), known_log=known)
    if is_seen:
        with pytest.raises(CopyNotVerified):
            copying.make(source, target, now=clock)
    else:
        copying.make(source, target, now=clock)
    for forged in (None, (known[0], "0000 0000 0000 0000"), (99, known[1])):
        with pytest.raises(CopyNotVerified):
            copying.make(replace(source, known_log=forged), target.with_name("vol.kluiskopie"), now=clock)


def test_an_attachment_that_changed_is_found(made: MadeCopy, vault: Vault, tmp_path: Path) -> None:
    copyfile.extract(copyfile.read(made.path), tmp_path)
    source = vault.copy_source()
    changed = open_database(tmp_path / DATABASE_NAME, source.data_key)
    assert integrity.check_attachments(changed).ok
    changed.execute("UPDATE inhoud SET bytes = x'00'")
    assert not integrity.check_attachments(changed).ok
    changed.close()


def test_leftovers_of_a_crash_are_gone_at_the_next_opening(vault: Vault, clock: Clock) -> None:
    backups, source = vault.folder / "reservekopieen", vault.copy_source()
    (backups / ".abc.deel").mkdir(parents=True)
    (backups / ".abc.deel" / DATABASE_NAME).write_bytes(b"half")
    (backups / ".k.kluiskopie.ab12.deel").write_bytes(b"half")
    (backups / "goed.kluiskopie").write_bytes(b"heel")
    key = vault._key
    vault.close()
    Vault.open(source.folder, key, now=clock).close()
    assert [entry.name for entry in backups.iterdir()] == ["goed.kluiskopie"]


@pytest.mark.parametrize("is_duplicate", [False, True])
def test_what_was_broken_off_in_a_folder_of_the_user_goes_with_the_next_copy(
    *, is_duplicate: bool, vault: Vault, target: Path, clock: Clock
) -> None:
    made = copying.make(vault.copy_source(), target.with_name("eerst.kluiskopie"), now=clock)
    ours = f".{vault.vault_id[:8]}."
    others = ["foto.deel", ".00000000.ab12cd34.kluiskopie.deel", f"{ours}ab12cd34.kluiskopie"]
    for name in (*others, f"{ours}ab12cd34.kluiskopie.deel", f"{ours}0.kluiskopie.deel"):
        (target.parent / name).write_bytes(b"half")
        os.utime(target.parent / name, (0, 0))
    (target.parent / f"{ours}map.kluiskopie.deel").mkdir()
    os.utime(target.parent / f"{ours}map.kluiskopie.deel", (0, 0))
    (target.parent / f"{ours}nu.kluiskopie.deel").write_bytes(b"half")  # by another program, under way
    own = target.parent / f"{ours}zelf.kluiskopie.deel"
    own.write_bytes(b"half")
    os.utime(own, (0, 0))
    copying.begin(own)
    if is_duplicate:
        copying.duplicate(copyfile.read(made.path), target, vault.copy_source().data_key)
    else:
        copying.make(vault.copy_source(), target, now=clock)
    kept = [*others, made.path.name, target.name, own.name]
    kept += [f"{ours}map.kluiskopie.deel", f"{ours}nu.kluiskopie.deel"]
    assert sorted(entry.name for entry in target.parent.iterdir()) == sorted(kept)
    copying.end(own)


def test_a_name_may_be_as_long_as_the_disk_takes(vault: Vault, target: Path, clock: Clock) -> None:
    long = target.with_name("k" * (255 - len(target.suffix)) + target.suffix)
    made = copying.make(vault.copy_source(), long, now=clock)
    copying.duplicate(copyfile.read(made.path), made.path.with_name(f"l{long.name[1:]}"), vault._key.data_key)
    assert len(list(target.parent.iterdir())) == 2


def test_a_full_disk_leaves_nothing(
    vault: Vault, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("veiligheidsadvies.vault.copyfile.os.fsync", full)
    with pytest.raises(StorageUnavailable):
        copying.make(vault.copy_source(), target, now=clock)
    assert list(target.parent.iterdir()) == []
