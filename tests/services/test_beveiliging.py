"""What the machine tells about its own safety; what it does not tell is never taken for right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.services.beveiliging import Oordeel, disk_encryption, hibernation, swap


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
