"""Where a vault may live: a real folder on a local disk that nobody else can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from veiligheidsadvies.domain.errors import NotAVault, UnsafeLocation, UnsafeReason, VaultExists
from veiligheidsadvies.vault import slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME
from veiligheidsadvies.vault.files import environment_errors

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
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "webdav",
    ]
)
_DRIVE_REMOTE = 4


def check_new(folder: Path) -> None:
    """Raise VaultExists or UnsafeLocation when no vault may be made here."""
    if folder.is_symlink():
        raise UnsafeLocation(UnsafeReason.KOPPELING)
    with environment_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise VaultExists
    _refuse_network(folder)


def check_existing(folder: Path) -> None:
    """Raise NotAVault or UnsafeLocation when there is no vault here that may be opened."""
    if folder.is_symlink() or any((folder / name).is_symlink() for name in _OWN_FILES):
        raise UnsafeLocation(UnsafeReason.KOPPELING)
    if not folder.is_dir() or not holds_vault(folder):
        raise NotAVault
    _refuse_network(folder)


def holds_vault(folder: Path) -> bool:
    """Whether files of a vault stand in this folder."""
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


def filesystem_type(folder: Path) -> str:
    """The type of file system of `folder`, "nfs" for any network drive of Windows, "" when unknown."""
    path = folder.resolve()
    if os.name == "nt":
        return _windows_type(path)
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        mount = Path(left.split(" ")[4].encode().decode("unicode_escape"))
        if (path == mount or mount in path.parents) and len(mount.parts) >= best:
            best, found = len(mount.parts), right.split(" ")[0]
    return found


def _windows_type(path: Path) -> str:
    import ctypes

    kernel = vars(ctypes)["windll"].kernel32
    is_remote = kernel.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE
    return "nfs" if is_remote or path.anchor.startswith("\\\\") else ""
