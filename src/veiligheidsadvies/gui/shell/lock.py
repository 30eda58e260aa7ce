"""When the program locks: by hand, after a while without work, when the computer sleeps or locks itself.

The idle clock counts time asleep, so that a laptop that was shut for an hour locks when it is opened, even
when no message announced the sleep. Locking itself replaces the process: an overlay would leave every secret
in memory.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

DRAFT_LOST = "VEILIGHEIDSADVIES_CONCEPT_VERLOREN"
Clock = Callable[[], float]
Relaunch = Callable[[Path], None]


def awake_and_asleep() -> float:
    """Seconds that go on while the computer sleeps, and that nobody can put back."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleClock(QObject):
    """Tells every second how long is left, and once that the time is over."""

    ticked = Signal(int)
    over = Signal()

    def __init__(self, *, minutes: int, clock: Clock = awake_and_asleep) -> None:
        super().__init__()
        self._clock, self._limit = clock, minutes * 60
        self._since = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin counting."""
        self.restart()
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def restart(self) -> None:
        """Somebody is at work."""
        self._since = self._clock()

    def set_minutes(self, minutes: int) -> None:
        """Another limit, from now on."""
        self._limit = minutes * 60
        self.restart()

    @property
    def seconds_left(self) -> int:
        """Until the program locks itself."""
        return max(0, round(self._limit - (self._clock() - self._since)))

    def look(self) -> None:
        """What time it is; runs every second."""
        left = self.seconds_left
        self.ticked.emit(left)
        if left == 0:
            self._timer.stop()
            self.over.emit()


@contextlib.contextmanager
def unattended() -> Iterator[None]:
    """Whatever goes wrong in here stops nothing and shows nothing: there is nobody to answer."""
    hook, sys.excepthook = sys.excepthook, lambda *_: None
    try:
        yield
    finally:
        sys.excepthook = hook


def blank(window: QWidget, cover: QWidget) -> None:
    """Cover the window and hide every dialog and menu, at once: the next frame shows nothing."""
    cover.setParent(window)
    cover.setGeometry(window.rect())
    cover.raise_()
    cover.show()
    cover.repaint()  # of the window itself the frame would wait for the event loop, which never comes back
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.hide()


def replace_process(folder: Path) -> None:
    """Start the program anew in this process, at the unlock screen of this vault; does not return."""
    arguments = [str(folder)] if getattr(sys, "frozen", False) else ["-m", "veiligheidsadvies", str(folder)]
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - the same program
