"""What the process denies itself before anything else starts: core dumps, other readers, disk files, network.

Only the standard library is imported here, so that it can run before Qt. Every measure is taken as far as the
system allows: none of them keeps the program from starting.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

_PR_SET_DUMPABLE = 4
_CUPS_SOCKET = "/run/cups/cups.sock"
_QUIET = "qt.qpa.services=false"  # its complaint about a missing portal is no concern of the user


def harden() -> None:
    """No core dumps, files for the owner only, temporary files on tmpfs."""
    os.umask(0o077)
    _no_core_dumps()
    # libcups tries 127.0.0.1 and ::1 unless it is told where the socket is.
    os.environ["CUPS_SERVER"] = _CUPS_SOCKET
    os.environ.setdefault("QT_LOGGING_RULES", _QUIET)
    _temporary_files_in_memory()


def _no_core_dumps() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """No other process may read this one's memory; before anything secret is typed."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _temporary_files_in_memory() -> None:
    """Point TMPDIR at a folder of our own on tmpfs: Qt writes a print job there for the spooler."""
    for root in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 - a folder of our own below it
        if not root or not Path(root).is_dir():
            continue
        # The process keeps its number when it replaces itself at locking, and finds its own folder again.
        folder = Path(root) / f"veiligheidsadvies-{os.getpid()}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            folder.chmod(0o700)
        except OSError:
            continue
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        return


def remove_temporary_files() -> None:
    """At the end: empty the folder that `harden` made and take it away."""
    folder = Path(os.environ.get("TMPDIR", ""))
    if folder.name != f"veiligheidsadvies-{os.getpid()}":
        return
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
