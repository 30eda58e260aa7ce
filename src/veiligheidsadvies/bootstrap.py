"""Puts the program together; the only module that knows every other one.

Until the unlock window stands, as little as possible is loaded: no vault, no database, no paper.
"""

from __future__ import annotations

import _thread
import contextlib
import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import NoReturn

_WIDGETS = Path("Qt", "lib", "libQt6Widgets.so.6")


def run_window(path: Path | None) -> int:
    """Open the window on the vault at `path`, else on that of last time; ends the process with its code."""
    # What is loaded at start stays: looking for garbage in it takes a sixth of the time to the first window.
    gc.disable()
    _begin_reading_qt()
    from veiligheidsadvies.gui.shell.hardening import harden, remove_temporary_files

    harden()
    from veiligheidsadvies.gui.shell.application import make_application, make_theme

    app = make_application()
    sys.excepthook = _first_bug
    from veiligheidsadvies import settings
    from veiligheidsadvies.gui.shell.program import Program

    program = Program(app, make_theme(app, settings.load()))
    program.window.keep_on_screen(app.primaryScreen().availableSize())
    program.start(path)
    try:
        code = int(app.exec())
    finally:
        remove_temporary_files()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: the vault is closed, and taking the objects of Qt apart in any order can crash."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _begin_reading_qt() -> None:
    """Let the system link the libraries of Qt beside Python's first modules; without it they come later."""
    spec = find_spec("PySide6") if sys.platform == "linux" else None
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        library = Path(folder) / _WIDGETS
        if library.is_file():
            _thread.start_new_thread(_link, (str(library),))


def _link(library: str) -> None:
    import ctypes

    with contextlib.suppress(OSError):
        ctypes.CDLL(library)


def _first_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Load what tells a bug only when there is one, and leave it in charge."""
    from veiligheidsadvies.gui.shell.crash_dialog import Excepthook

    Excepthook().install()
    sys.excepthook(kind, error, trace)
