"""Where a vault may live: a real folder on a local disk that nobody else can read."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import (
    FolderUnreadable,
    NotAVault,
    UnsafeLocation,
    UnsafeReason,
    VaultExists,
)
from veiligheidsadvies.vault import slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME
from veiligheidsadvies.vault.files import environment_errors, sync_folder

LOCK_NAME = "slot.lock"
ATTEMPTS_NAME = "pogingen.json"
BACKUP_FOLDER = "reservekopieen"
_OWN_FILES = (
    DATABASE_NAME,
    f"{DATABASE_NAME}-wal",
    f"{DATABASE_NAME}-shm",
    *slotfile.NAMES,
    LOCK_NAME,
    ATTEMPTS_NAME,
    BACKUP_FOLDER,
)
_NETWORK_TYPES = frozenset(
    [
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "davfs2",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "fuse.s3fs",
        "gfs2",
        "glusterfs",
        "lustre",
        "fuse.gvfsd-fuse",
        "fuse.vmhgfs-fuse",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "vboxsf",
        "vmhgfs",
        "webdav",
    ]
)
_WITHOUT_RIGHTS = frozenset(["exfat", "fat", "fat32", "msdos", "umsdos", "vfat"])
_ESCAPED = re.compile(rb"\\([0-7]{3})")
_DRIVE_REMOTE = 4
_LONGEST_NAME = 64


def check_new(folder: Path) -> None:
    """Raise VaultExists, FolderUnreadable or UnsafeLocation when no vault may be made here."""
    with folder_errors():
        if folder.is_symlink():
            raise UnsafeLocation(UnsafeReason.KOPPELING)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise VaultExists
    _refuse_network(folder)
    if is_without_rights(folder):
        raise UnsafeLocation(UnsafeReason.BESTANDSSYSTEEM)


def check_existing(folder: Path) -> None:
    """Raise NotAVault, FolderUnreadable or UnsafeLocation when there is no vault here that may be opened."""
    finish_swap(folder)
    with folder_errors():
        if folder.is_symlink() or any((folder / name).is_symlink() for name in _OWN_FILES):
            raise UnsafeLocation(UnsafeReason.KOPPELING)
        if not folder.is_dir() or not holds_vault(folder):
            raise NotAVault
    _refuse_network(folder)


@contextlib.contextmanager
def folder_errors() -> Iterator[None]:
    """Tell an OSError of looking at a folder as FolderUnreadable."""
    try:
        yield
    except OSError as error:
        raise FolderUnreadable from error


def ready_beside(folder: Path) -> Path:
    """Where a vault that is put back stands, whole and checked, until it takes the place of `folder`."""
    return folder.with_name(f".{folder.name}.herstel")


def finish_swap(folder: Path) -> None:
    """After a crash between setting the old vault aside and putting the new one in its place: do the rest."""
    ready = ready_beside(folder)
    if not os.path.lexists(folder) and paths.is_folder(ready) and not ready.is_symlink():
        with environment_errors():
            ready.rename(folder)
            sync_folder(folder.parent)


def holds_vault(folder: Path) -> bool:
    """Whether files of a vault stand in this folder. Raises OSError when it cannot be looked at."""
    return (folder / DATABASE_NAME).exists() or slotfile.exists(folder)


def open_entries(folder: Path) -> list[Path]:
    """The vault folder and what is in it, as far as other users of this machine can read or write it."""
    if os.name == "nt":
        return []
    with environment_errors():
        entries = [folder, *folder.rglob("*")]
        return [entry for entry in entries if not entry.is_symlink() and _mode(entry) & 0o077]


def tighten(folder: Path) -> list[str]:
    """Close the folder (0700) and its files (0600) to others; the names of what stood open."""
    loose = open_entries(folder)
    for entry in loose:
        try:
            entry.chmod(0o700 if entry.is_dir() else 0o600)
        except OSError as error:
            raise UnsafeLocation(UnsafeReason.RECHTEN) from error
    if open_entries(folder):
        raise UnsafeLocation(UnsafeReason.RECHTEN)
    return [entry.name for entry in loose]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _refuse_network(folder: Path) -> None:
    if filesystem_type(folder) in _NETWORK_TYPES:
        raise UnsafeLocation(UnsafeReason.NETWERK)


def is_without_rights(folder: Path) -> bool:
    """Whether the file system knows no owner and no journal (FAT): any user of the machine may read there."""
    return filesystem_type(folder) in _WITHOUT_RIGHTS


@dataclass(frozen=True, slots=True)
class Mount:
    """What `folder` lies on: "major:minor" of the device, and the type of file system; "" when unknown."""

    device: str = ""
    kind: str = ""


def mount_of(folder: Path, table: Path = Path("/proc/self/mountinfo")) -> Mount:
    """The innermost mount that holds `folder`."""
    path = folder.resolve()
    try:
        lines = table.read_bytes().splitlines()
    except OSError:
        return Mount()
    best, found = -1, Mount()
    for line in lines:
        left, _, right = line.partition(b" - ")
        parts = left.split(b" ")
        place = Path(os.fsdecode(_ESCAPED.sub(lambda sign: bytes([int(sign[1], 8)]), parts[4])))
        if (path == place or place in path.parents) and len(place.parts) >= best:
            best = len(place.parts)
            found = Mount(parts[2].decode(), right.split(b" ")[0].decode())
    return found


def filesystem_type(folder: Path) -> str:
    """The type of file system of `folder`, "nfs" for any network drive of Windows, "" when unknown."""
    return _windows_type(folder.resolve()) if os.name == "nt" else mount_of(folder).kind


def _windows_type(path: Path) -> str:
    import ctypes

    kernel = vars(ctypes)["windll"].kernel32
    if kernel.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE or path.anchor.startswith("\\\\"):
        return "nfs"
    name = ctypes.create_unicode_buffer(_LONGEST_NAME)
    is_told = kernel.GetVolumeInformationW(path.anchor, None, 0, None, None, None, name, _LONGEST_NAME)
    return name.value.casefold() if is_told else ""
