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
from veiligheidsadvies.services import beveiliging
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
        ("/swapfile file 100 0 -2\n", Oordeel.FOUT),
        ("/dev/dm-3 partition 100 0 -2\n", Oordeel.GOED),
    ],
)
def test_swap_on_disk_is_red_unless_encrypted(tmp_path: Path, lines: str, expected: Oordeel) -> None:
    table = tmp_path / "swaps"
    table.write_text(HEAD + lines)
    _device(tmp_path / "block", "dm-3", "CRYPT-PLAIN-swap")
    assert swap(table, devices=tmp_path / "block").oordeel is expected


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


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (resource.RLIM_INFINITY, Oordeel.GOED),
        (64 * 1024 * 1024, Oordeel.GOED),
        (8 * 1024 * 1024, Oordeel.LET_OP),
        (64 * 1024, Oordeel.LET_OP),
    ],
)
def test_what_the_system_keeps_out_of_swap_is_told(
    monkeypatch: pytest.MonkeyPatch, limit: int, expected: Oordeel
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert memory_lock().oordeel is expected


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


@pytest.mark.parametrize(("kind", "expected"), [("tmpfs", Oordeel.GOED), ("ext4", Oordeel.FOUT)])
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


def test_on_another_system_nothing_is_called_right_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    points = {point.naam: point.oordeel for point in beveiliging._machine_points(Path("/"))}
    assert set(points.values()) == {Oordeel.LET_OP}
    assert set(beveiliging._ON_LINUX_ONLY) <= set(points)
