"""Puts the program together; the only module that knows every other one.

Until the unlock window stands, as little as possible is loaded: no vault, no database, no paper.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import TracebackType


def run_window(path: Path | None) -> int:
    """Open the window on the vault at `path`, else on that of last time; the exit code of the program."""
    # What is loaded at start stays: looking for garbage in it takes a sixth of the time to the first window.
    gc.disable()
    from veiligheidsadvies.gui.shell.hardening import harden, remove_temporary_files

    harden()
    from veiligheidsadvies.gui.shell.application import make_application, make_theme

    app = make_application()
    sys.excepthook = _first_bug
    from veiligheidsadvies import settings
    from veiligheidsadvies.gui.shell.program import Program

    program = Program(app, make_theme(app, settings.load()))
    program.start(path)
    try:
        return int(app.exec())
    finally:
        remove_temporary_files()


def _first_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Load what tells a bug only when there is one, and leave it in charge."""
    from veiligheidsadvies.gui.shell.crash_dialog import Excepthook

    Excepthook().install()
    sys.excepthook(kind, error, trace)
