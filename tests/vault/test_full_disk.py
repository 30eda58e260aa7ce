"""A disk that is full or read-only: told, nothing lost, and it works again once there is room."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.vault.rows import add_dossier, dossier
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable, VaultDamaged
from veiligheidsadvies.vault import database, files
from veiligheidsadvies.vault.unlock import UnlockedKey
from veiligheidsadvies.vault.vault import Vault

MOUNT, UNMOUNT = shutil.which("mount"), shutil.which("umount")


class SmallDisk:
    """A file system of its own, of a few megabytes, that can be filled."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def mount(self, *options: str) -> bool:
        command = [
            MOUNT or "",
            "-t",
            "tmpfs",
            "-o",
            ",".join(("size=6m", *options)),
            "tmpfs",
            str(self.place),
        ]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def fill(self) -> None:
        with (self.place / "vulling").open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError as error:
                    assert error.errno == errno.ENOSPC

    def empty(self) -> None:
        (self.place / "vulling").unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    place = tmp_path / "schijf"
    place.mkdir()
    disk = SmallDisk(place)
    assert disk.mount()
    yield disk
    subprocess.run([UNMOUNT or "", "-l", str(place)], check=True)


def may_mount() -> bool:
    """Whether this process may make a file system (CAP_SYS_ADMIN)."""
    if MOUNT is None or UNMOUNT is None:
        return False
    status = Path("/proc/self/status").read_text("utf-8")
    (effective,) = [line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")]
    return bool(int(effective, 16) >> 21 & 1)


if may_mount():

    def test_full_disk(small_disk: SmallDisk, folder: Path, key: UnlockedKey) -> None:
        place = Path(shutil.copytree(folder, small_disk.place / "proef.advieskluis"))
        vault = Vault.open(place, key)
        vault.keep_room()
        row = add_dossier(vault, notitie="stond er al")
        small_disk.fill()

        for attempt in range(2):
            with pytest.raises(StorageUnavailable) as caught, vault.action("Te groot") as log:
                for number in range(2000):
                    log.write("dossier", None, dossier(f"X-{attempt}-{number}", notitie="x" * 2000))
            assert caught.value.failure is StorageFailure.VOL
        assert vault.connection.value("SELECT count(*) FROM dossier") == 1

        for number in range(3):  # the unsaved forms at a lock
            vault.save_draft(f"formulier:{number}", "halve zin " * 5000)
        vault.close()

        vault = Vault.open(place, key)
        vault.keep_room()
        assert vault.find_draft("formulier:2") == "halve zin " * 5000
        small_disk.empty()
        with vault.action("Nu past het") as log:
            log.write("dossier", row, {"notitie": "en nu weer"})
        assert all(outcome.ok for outcome in vault.checks() if not outcome.warning)
        vault.close()
        vault = Vault.open(place, key)
        vault.keep_room()
        assert vault.connection.value("SELECT length(vulling) FROM reserve") == 1024 * 1024
        vault.close()

    def test_read_only_disk(small_disk: SmallDisk, folder: Path, key: UnlockedKey) -> None:
        place = Path(shutil.copytree(folder, small_disk.place / "proef.advieskluis"))
        assert small_disk.mount("remount", "ro")
        with pytest.raises(StorageUnavailable) as caught:
            Vault.open(place, key)
        assert caught.value.failure is StorageFailure.ALLEEN_LEZEN


def test_no_room_for_more_pages(vault: Vault) -> None:
    vault.keep_room()
    row = add_dossier(vault, notitie="stond er al")
    pages = vault.connection.value("PRAGMA page_count")
    vault.connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    head = vault.log_head()
    with pytest.raises(StorageUnavailable) as caught, vault.action("Te groot") as log:
        for number in range(2000):
            log.write("dossier", None, dossier(f"X-{number}", notitie="x" * 2000))
    assert caught.value.failure is StorageFailure.VOL
    assert vault.log_head() == head
    vault.save_draft("formulier", "halve zin " * 5000)
    assert vault.find_draft("formulier") == "halve zin " * 5000
    vault.connection.execute("PRAGMA max_page_count = 1000000").fetchall()
    with vault.action("Nu past het") as log:
        log.write("dossier", row, {"notitie": "en nu weer"})
    assert vault.connection.value("PRAGMA secure_delete") == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (5, StorageFailure.BEZET),
        (6, StorageFailure.BEZET),
        (8, StorageFailure.ALLEEN_LEZEN),
        (8 | 1 << 8, StorageFailure.ALLEEN_LEZEN),
        (10 | 3 << 8, StorageFailure.INVOER_UITVOER),
        (13, StorageFailure.VOL),
        (14, StorageFailure.INVOER_UITVOER),
        (15, StorageFailure.BEZET),
    ],
)
def test_what_the_environment_did(code: int, told: StorageFailure) -> None:
    error = database._translated(_error(code))
    assert isinstance(error, StorageUnavailable)
    assert error.failure is told


def test_what_damage_is_and_what_a_bug_is() -> None:
    assert isinstance(database._translated(_error(11)), VaultDamaged)
    assert isinstance(database._translated(_error(26)), VaultDamaged)
    assert database._translated(_error(1)) is None
    assert database._translated(ValueError()) is None


def _error(code: int) -> Exception:
    error: Any = database.sqlcipher.OperationalError("x")
    error.sqlite_errorcode = code
    return error  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, StorageFailure.VOL),
        (errno.EDQUOT, StorageFailure.VOL),
        (errno.EROFS, StorageFailure.ALLEEN_LEZEN),
        (errno.EACCES, StorageFailure.ALLEEN_LEZEN),
        (errno.EIO, StorageFailure.INVOER_UITVOER),
    ],
)
def test_what_the_system_said(number: int, told: StorageFailure) -> None:
    with pytest.raises(StorageUnavailable) as caught, files.environment_errors():
        raise OSError(number, "x")
    assert caught.value.failure is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("database or disk is full", StorageFailure.VOL),
        ("disk I/O error", StorageFailure.INVOER_UITVOER),
        ("An error occurred with PRAGMA key or rekey.", StorageFailure.INVOER_UITVOER),
    ],
)
def test_what_is_told_in_words_only(words: str, told: StorageFailure) -> None:
    error = database._told_in_words(database.sqlcipher.OperationalError(words))
    assert isinstance(error, StorageUnavailable)
    assert error.failure is told
    malformed = database.sqlcipher.DatabaseError("database disk image is malformed")
    assert isinstance(database._told_in_words(malformed), VaultDamaged)
