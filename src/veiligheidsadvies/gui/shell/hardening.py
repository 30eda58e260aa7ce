"""What the process denies itself before anything else starts: core dumps, other readers, disk files, network.

Only the standard library is imported here, so that it can run before Qt. Every measure is taken as far as the
system allows: none of them keeps the program from starting.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

_PR_SET_DUMPABLE = 4
_M_MMAP_THRESHOLD, _LARGE = -3, 128 * 1024  # bytes
_PREFIX = "veiligheidsadvies-"  # and the number of the process
_CUPS_SOCKET = "/run/cups/cups.sock"
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <cachedir>{folder}/lettertypen</cachedir>
  <include>{system}</include>
</fontconfig>
"""
_QUIET = "qt.qpa.services=false"  # its complaint about a missing portal is no concern of the user


def harden() -> None:
    """No core dumps, files for the owner only, temporary files on tmpfs."""
    os.umask(0o077)
    no_core_dumps()
    # libcups tries 127.0.0.1 and ::1 unless it is told where the socket is.
    os.environ["CUPS_SERVER"] = _CUPS_SOCKET
    os.environ.setdefault("QT_LOGGING_RULES", _QUIET)
    _start_no_bus()
    _temporary_files_in_memory()
    _font_lists_in_memory()


def no_core_dumps() -> None:
    """A crash writes no memory to disk."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """No other process may read this one's memory; before anything secret is typed."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_no_large_blocks() -> None:
    """Let every large block (a page as a picture, a file that was read) go back to the system when freed.

    The library would take ever larger ones from its own heap, where they leave holes that it keeps.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        _libc().mallopt(_M_MMAP_THRESHOLD, _LARGE)


def return_memory() -> None:
    """Give the system back what was freed, so that it neither waits here nor adds up; some milliseconds."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        _libc().malloc_trim(0)


def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None)  # not on Windows, whose heap does this by itself


def _start_no_bus() -> None:
    """Use the message bus of the session; where there is none, do not let the library start one."""
    if sys.platform.startswith("linux"):
        runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
        os.environ.setdefault("DBUS_SESSION_BUS_ADDRESS", f"unix:path={runtime}/bus")


def _temporary_files_in_memory() -> None:
    """Point TMPDIR at a folder of our own on tmpfs: Qt writes a print job there for the spooler."""
    for root in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 - a folder of our own below it
        if not root or not Path(root).is_dir():
            continue
        _clear_left_behind(Path(root))
        # The process keeps its number when it replaces itself at locking, and finds its own folder again.
        folder = Path(root) / f"{_PREFIX}{os.getpid()}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            folder.chmod(0o700)
        except OSError:
            continue
        os.environ["TMPDIR"] = str(folder)
        if "tempfile" in sys.modules:
            vars(sys.modules["tempfile"])["tempdir"] = str(folder)
        return


def _font_lists_in_memory() -> None:
    """Let fontconfig keep its lists beside them: in the user's cache they would be files of ours outside."""
    folder = Path(os.environ.get("TMPDIR", ""))
    system = Path(os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf")
    if folder.name != f"{_PREFIX}{os.getpid()}" or not system.is_file():
        return
    own = folder / "fonts.conf"
    if own == system:  # after locking
        return
    with contextlib.suppress(OSError):
        own.write_text(_FONTS.format(folder=folder, system=system), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(own)


def _clear_left_behind(root: Path) -> None:
    """Take away what a program that was killed could not: a print job of its last moment may be in there."""
    for name in os.listdir(root):  # noqa: PTH208 - a glob takes a millisecond of the first window
        number = name.removeprefix(_PREFIX)
        if number != name and number.isdigit() and not Path("/proc", number).exists():
            _remove(root / name)


def remove_temporary_files() -> None:
    """At the end: take the folder away that `harden` made."""
    folder = Path(os.environ.get("TMPDIR", ""))
    if folder.name == f"{_PREFIX}{os.getpid()}":
        _remove(folder)


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            import shutil

            shutil.rmtree(folder)
