"""Watches over an open vault: somebody at work, the idle clock, the system's own lock."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from veiligheidsadvies import settings as preferences
from veiligheidsadvies.gui.shell.inputs import Inputs
from veiligheidsadvies.gui.shell.lock import Clock, IdleClock
from veiligheidsadvies.gui.shell.session_watch import SessionWatch

_AFTER_THE_FIRST_SCREEN = 500  # milliseconds


class Guard(QObject):
    """`lock_asked`; `ticked(seconds left)` every second; `typed` at every key."""

    lock_asked = Signal()
    ticked = Signal(int)
    typed = Signal()

    def __init__(self, app: QGuiApplication, window: QWindow, clock: Clock) -> None:
        super().__init__(app)
        self.idle = IdleClock(minutes=preferences.load().lock_after_minutes, clock=clock)
        self.idle.ticked.connect(self.ticked)
        self.idle.over.connect(self.lock_asked)
        self.inputs = Inputs(app)
        self.inputs.watch(window)
        self.inputs.active.connect(self.idle.restart)
        self.inputs.typed.connect(self.typed)
        self.inputs.lock_asked.connect(self.lock_asked)
        self.session_watch = SessionWatch(self)
        self.session_watch.lock_asked.connect(self.lock_asked)
        QTimer.singleShot(_AFTER_THE_FIRST_SCREEN, self, self.session_watch.start)
        self.idle.start()

    def stop(self) -> None:
        """The vault is closed."""
        self.idle.stop()
        self.blockSignals(True)  # noqa: FBT003 - Qt
        self.deleteLater()
