"""What the machine tells about its own safety; what it does not tell is never taken for right."""

from __future__ import annotations

import ctypes
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services import beveiliging, kluis
from veiligheidsadvies.services.beveiliging import (
    Oordeel,
    core_dumps,
    disk_encryption,
    hibernation,
    memory_lock,
    memory_shield,
    place_of,
    swap,
    temporary_files,
)
from veiligheidsadvies.vault import location


def _mounts(folder: Path, device: str) -> str:
    return (
        f"22 1 0:20 / / rw - overlay overlay rw\n36 22 {device} / {folder} rw,noatime - ext4 /dev/dm-0 rw\n"
    )


def _device(root: Path, number: str, uuid: str = "", slaves: dict[str, str] | None = None) -> None:
    place = root / number
    (place / "dm").mkdir(parents=True)
    (place / "dm" / "uuid").write_text(uuid)
    (place / "slaves").mkdir()
    for name, below in (slaves or {}).items():
        (place / "slaves" / name / "dm").mkdir(parents=True)
        (place / "slaves" / name / "dm" / "uuid").write_text(below)


@pytest.mark.parametrize(
    ("uuid", "slaves", "expected"),
    [
        ("CRYPT-LUKS2-aa", {}, Oordeel.GOED),
        ("LVM-bb", {"dm-0": "CRYPT-LUKS2-aa"}, Oordeel.GOED),
        ("LVM-bb", {"dm-0": "CRYPT-LUKS2-aa", "sdb1": ""}, Oordeel.FOUT),
        ("", {}, Oordeel.FOUT),
    ],
)
def test_disk_encryption_is_found_through_its_layers(
    tmp_path: Path, uuid: str, slaves: dict[str, str], expected: Oordeel
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(_mounts(tmp_path, "254:1"))
    _device(tmp_path / "dev", "254:1", uuid, slaves)
    point = disk_encryption(tmp_path / "kluis", mounts=mounts, devices=tmp_path / "dev")
    assert point.oordeel is expected


def test_a_disk_that_cannot_be_known_is_not_called_right(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("22 1 0:20 / / rw - overlay overlay rw\n")
    point = disk_encryption(tmp_path, mounts=mounts, devices=tmp_path)
    assert point.oordeel is Oordeel.LET_OP
    assert disk_encryption(tmp_path, mounts=tmp_path / "weg", devices=tmp_path).oordeel is Oordeel.LET_OP


HEAD = "Filename Type Size Used Priority\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", Oordeel.GOED),
        ("/dev/zram0 partition 100 0 100\n", Oordeel.GOED),
        ("/dev/dm-3 partition 100 0 -2\n", Oordeel.GOED),
        ("/dev/sda2 partition 100 0 -2\n", Oordeel.FOUT),
        ("/dev/dm-3 partition 100 0 -2\n/dev/sda2 partition 100 0 -2\n", Oordeel.FOUT),
        ("/dev/weg partition 100 0 -2\n", Oordeel.LET_OP),
        ("/dev/dm-3\n", Oordeel.LET_OP),
    ],
)
def test_swap_on_disk_is_red_unless_encrypted(tmp_path: Path, lines: str, expected: Oordeel) -> None:
    table = tmp_path / "swaps"
    table.write_text(HEAD + lines)
    _device(tmp_path / "block", "dm-3", "CRYPT-PLAIN-swap")
    _device(tmp_path / "block", "sda2")
    assert swap(table, devices=tmp_path / "block").oordeel is expected


@pytest.mark.parametrize(
    ("device", "uuid", "expected"),
    [
        ("254:1", "CRYPT-LUKS2-aa", Oordeel.GOED),
        ("254:1", "", Oordeel.FOUT),
        ("0:44", "", Oordeel.LET_OP),
        ("8:9", "CRYPT-LUKS2-aa", Oordeel.LET_OP),
    ],
)
def test_a_swap_file_is_as_safe_as_the_disk_it_lies_on(
    tmp_path: Path, device: str, uuid: str, expected: Oordeel
) -> None:
    place, mounts, table = tmp_path / "een schijf", tmp_path / "mountinfo", tmp_path / "swaps"
    mounts.write_text(_mounts(Path(str(place).replace(" ", "\\040")), device))
    _device(tmp_path / "dev", "254:1", uuid)
    written = str(place / "swapfile").replace(" ", "\\040")
    table.write_text(f"{HEAD}{written} file 100 0 -2\n")
    assert swap(table, mounts=mounts, numbers=tmp_path / "dev").oordeel is expected


def test_what_cannot_be_read_is_not_called_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise PermissionError

    table, state = tmp_path / "swaps", tmp_path / "disk"
    assert swap(table).oordeel is Oordeel.LET_OP  # not there
    assert hibernation(tmp_path / "geen sys" / "disk").oordeel is Oordeel.LET_OP
    for empty in (table, state):
        empty.write_text("")
    assert (swap(table).oordeel, hibernation(state).oordeel) == (Oordeel.LET_OP, Oordeel.LET_OP)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(_mounts(tmp_path, "254:1"))
    _device(tmp_path / "dev", "254:1", "CRYPT-LUKS2-aa")
    table.write_text(HEAD)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", refuse)
        points = (
            swap(table),
            hibernation(state),
            disk_encryption(tmp_path / "kluis", mounts=mounts, devices=tmp_path / "dev"),
        )
    assert {point.oordeel for point in points} == {Oordeel.LET_OP}


def test_hibernation_is_told(tmp_path: Path) -> None:
    state = tmp_path / "disk"
    assert hibernation(state).oordeel is Oordeel.GOED
    state.write_text("[disabled]\n")
    assert hibernation(state).oordeel is Oordeel.GOED
    state.write_text("platform [shutdown] reboot\n")
    assert hibernation(state).oordeel is Oordeel.LET_OP


def test_the_vault_tells_its_sheet_its_rights_and_its_last_check(tmp_path: Path) -> None:
    services = builders.open_services(tmp_path)
    try:
        points = {point.naam: point for point in services.beheer.beveiligingsstatus()}
        assert points["Herstelblad"].oordeel is Oordeel.FOUT
        assert points["Rechten van de kluismap"].oordeel is Oordeel.GOED
        services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
        (services.beheer.folder / "dossiers.db").chmod(0o644)
        points = {point.naam: point for point in services.beheer.beveiligingsstatus()}
        assert points["Herstelblad"].oordeel is Oordeel.GOED
        assert points["Rechten van de kluismap"].oordeel is Oordeel.FOUT
    finally:
        services.close()


def test_a_recovery_sheet_that_was_used_is_red_until_there_is_a_new_one(tmp_path: Path) -> None:
    def told() -> tuple[Oordeel, str]:
        (point,) = [one for one in services.beheer.beveiligingsstatus() if one.naam == "Herstelblad"]
        return point.oordeel, point.stand

    def checked() -> tuple[bool, bool, str]:
        (outcome,) = [one for one in services.beheer.check_here() if one.name == "herstelblad"]
        return outcome.ok, outcome.warning, outcome.detail

    services = builders.open_services(tmp_path)
    groups = services.beheer.herstelgroepen()
    services.beheer.confirm_herstelblad(groups)
    assert (told()[0], checked()) == (Oordeel.GOED, (True, True, ""))
    folder = services.beheer.folder
    services.close()
    services = kluis.open_vault(folder, kluis.unlock_by_recovery(folder, groups), now=builders.Clock())
    try:
        assert told() == (Oordeel.FOUT, "is gebruikt: de envelop is open")
        assert checked() == (False, True, "gebruikt op 12-03-2026, maak een nieuw")
        name = services.sleutels.restore_access(builders.WACHTWOORDZIN)
        (slot,) = [one for one in services.beheer.list_slots() if one.name == name]
        services.context.vault.rekey({slot.id: builders.WACHTWOORDZIN})
        assert (told()[1], checked()[2]) == ("niet bevestigd", "nog niet bevestigd")
        services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
        assert (told()[0], checked()[0]) == (Oordeel.GOED, True)
    finally:
        services.close()


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (resource.RLIM_INFINITY, "zet haar geheugen vast;"),
        (64 * 1024 * 1024, "zet haar geheugen vast;"),
        (8 * 1024 * 1024, "ten hoogste 8 MB;"),
        (64 * 1024, "ten hoogste 64 kB;"),
    ],
)
def test_nothing_but_the_database_is_kept_out_of_swap(
    monkeypatch: pytest.MonkeyPatch, limit: int, told: str
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert memory_lock().oordeel is Oordeel.LET_OP
    assert told in memory_lock().stand


@pytest.mark.parametrize(
    ("limits", "expected"),
    [((0, 0), Oordeel.GOED), ((0, 1), Oordeel.FOUT), ((resource.RLIM_INFINITY,) * 2, Oordeel.FOUT)],
)
def test_a_memory_that_a_crash_may_write_down_is_red(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], expected: Oordeel
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    assert core_dumps().oordeel is expected


CLOSED = """
from veiligheidsadvies.gui.shell.hardening import close_memory
from veiligheidsadvies.services.beveiliging import memory_shield
before = memory_shield().oordeel.value
close_memory()
print(before, memory_shield().oordeel.value)
"""


def test_a_memory_that_others_may_read_is_red_until_it_is_closed() -> None:
    done = subprocess.run([sys.executable, "-c", CLOSED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["fout", "goed"]


def test_a_memory_of_which_nothing_is_known_is_not_called_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    assert memory_shield().oordeel is Oordeel.LET_OP


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ext4", Oordeel.GOED), ("ntfs", Oordeel.GOED), ("vfat", Oordeel.FOUT), ("", Oordeel.LET_OP)],
)
def test_the_disk_of_the_vault_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, expected: Oordeel
) -> None:
    monkeypatch.setattr(location, "filesystem_type", lambda _: kind)
    assert place_of(tmp_path).oordeel is expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("tmpfs", Oordeel.GOED), ("ext4", Oordeel.FOUT), ("", Oordeel.LET_OP)]
)
def test_a_print_job_on_disk_is_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, expected: Oordeel
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(location, "filesystem_type", lambda folder: asked.append(folder) or kind)
    assert temporary_files().oordeel is expected
    assert asked == [tmp_path]


def test_the_last_check_and_the_numbers_are_told_both_ways(tmp_path: Path) -> None:
    clock = builders.Clock()
    services = builders.open_services(tmp_path, now=clock)
    try:
        vault = services.context.vault
        vault.record_check(vault.checks())
        points = {point.naam: point.oordeel for point in services.beheer.beveiligingsstatus()}
        assert (points["Laatste controle"], points["Nummers buiten de kluis"]) == (Oordeel.GOED, Oordeel.GOED)
        clock.forward(days=2)
        points = {point.naam: point.oordeel for point in services.beheer.beveiligingsstatus()}
        assert points["Laatste controle"] is Oordeel.LET_OP
        (told,) = [beveiliging._numbers(is_remembered=False)]
        assert told.oordeel is Oordeel.LET_OP
    finally:
        services.close()


def test_what_a_check_found_stays_told_until_a_check_finds_nothing(tmp_path: Path) -> None:
    def told() -> tuple[Oordeel, str]:
        (point,) = [one for one in services.beheer.beveiligingsstatus() if one.naam == "Laatste controle"]
        return point.oordeel, point.stand

    services = builders.open_services(tmp_path)
    try:
        vault = services.context.vault
        services.beheer.checks()
        assert told() == (Oordeel.GOED, "in de afgelopen 24 uur")
        vault.connection.execute("UPDATE logregel SET resultaat = resultaat || '.' WHERE nummer = 1")
        services.beheer.checks()
        assert told() == (Oordeel.FOUT, "vond een fout: logboek")
        vault.connection.execute("UPDATE logregel SET resultaat = rtrim(resultaat, '.') WHERE nummer = 1")
        assert told()[0] is Oordeel.FOUT
        services.beheer.checks()
        assert told()[0] is Oordeel.GOED
        akkoord = builders.sign_on_paper(
            services,
            services.overgangen.propose(
                [builders.add_maatregel(services, builders.add_dossier(services))], Status.AFGEWEKEN, "reden"
            ),
            "J. de Vries",
        )
        vault.connection.execute("UPDATE akkoord SET naam = 'E. Yeşilgöz' WHERE id = ?", (akkoord,))
        services.beheer.checks()
        assert told() == (Oordeel.FOUT, "vond een fout: namen bij akkoorden")
    finally:
        services.close()


def test_on_another_system_nothing_is_called_right_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    points = {point.naam: point.oordeel for point in beveiliging._machine_points(Path("/"))}
    assert set(points.values()) == {Oordeel.LET_OP}
    assert set(beveiliging._ON_LINUX_ONLY) <= set(points)
