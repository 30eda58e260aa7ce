"""Run as a process: a bare window, or the program on a vault, that tells when its first frame stood.

`python -m tools.bench.first_frame bare` or `… program VAULT`, with the file descriptor to write to in
BENCH_PIPE. What is written is CLOCK_MONOTONIC in nanoseconds, which all processes share.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

PIPE = "BENCH_PIPE"


def main() -> int:
    """Show what was asked for and end at its first frame."""
    if sys.argv[1] == "bare":
        return _bare()
    return _program(Path(sys.argv[2]))


def _bare() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    watch_first_frame(window)
    window.show()
    return app.exec()


def _program(folder: Path) -> int:
    from veiligheidsadvies import bootstrap
    from veiligheidsadvies.gui.shell import hardening

    harden = hardening.harden

    def first() -> None:
        harden()
        _watch_program()

    # Only here Qt may be imported: the program begins to read its libraries just before it hardens itself.
    hardening.harden = first
    return bootstrap.run_window(folder)


def _watch_program() -> None:
    from veiligheidsadvies.gui.shell.window import ProgramWindow

    def show(window: ProgramWindow) -> None:
        watch_first_frame(window)
        window.setVisible(True)

    # By hand: a mocking library takes longer to load than the window to show.
    ProgramWindow.show = show  # type: ignore[method-assign, assignment]


def watch_first_frame(window: QMainWindow) -> None:
    """Tell the moment at which the first frame of this window had been painted, and end."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, _tell)
            return False

    window.installEventFilter(Watch(window))


def _tell() -> None:
    with os.fdopen(int(os.environ[PIPE]), "w") as pipe:
        pipe.write(f"{time.monotonic_ns()}\n")
    from veiligheidsadvies.gui.shell.hardening import remove_temporary_files

    remove_temporary_files()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
