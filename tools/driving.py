"""The real program in this process, driven from outside as a user would: for pictures and for measuring."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from veiligheidsadvies import settings
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.prompts import QtPrompts
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.gui.shell.application import make_application, make_theme
from veiligheidsadvies.gui.shell.program import Program

_LOOK = 2  # milliseconds between two looks at a condition


class TooLong(Exception):
    """What was waited for did not come."""


def application(choice: Choice = Choice.LIGHT) -> tuple[QApplication, Theme]:
    """The application as the program makes it, in the colours that were asked for."""
    app = make_application()
    theme = make_theme(app, settings.load())
    theme.choose(choice)
    return app, theme


def run_until(is_true: Callable[[], bool], what: str, *, seconds: float = 30.0) -> None:
    """Let the program run until something holds; TooLong with `what` when it never does."""
    loop, ends = QEventLoop(), time.monotonic() + seconds
    timer = QTimer()
    timer.setInterval(_LOOK)

    def look() -> None:
        if is_true() or time.monotonic() > ends:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    if not is_true():
        loop.exec()
    timer.stop()
    if not is_true():
        raise TooLong(what)


def run_for(seconds: float) -> None:
    """Let the program run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_for_preload(program: Program) -> None:
    """Until the program has got ready what it can, as it does while somebody types."""
    run_until(lambda: program.is_ready, "the program has got ready")
    run_for(0.1)


def opened_by(act: Callable[[], object]) -> QDialog:
    """The dialog that `act` opens; shown without waiting for it, as if it was left at once."""
    opened: list[QDialog] = []

    def show(dialog: QDialog) -> int:
        dialog.open()
        opened.append(dialog)
        return 0

    with mock.patch.object(Dialog, "exec", show):
        act()
    return opened[0]


class Answers(QtPrompts):
    """Says yes, keeps what it was told, and saves where it was told to."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.told: list[str] = []

    def confirm(
        self,
        parent: QWidget | None,  # noqa: ARG002
        question: str,  # noqa: ARG002
        *,
        action: str,  # noqa: ARG002
        refusal: str = "Annuleren",  # noqa: ARG002
    ) -> bool:
        """Go on."""
        return True

    def tell(self, parent: QWidget | None, sentence: str) -> None:  # noqa: ARG002
        """Nothing to wait for."""
        self.told.append(sentence)

    def save_file(self, parent: QWidget | None, title: str, *, name: str, pattern: str) -> Path | None:  # noqa: ARG002
        """Always the same file."""
        return self._file


class Frames(QObject):
    """The moments at which a main window had painted, in seconds of `time.perf_counter`."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._awaited: Callable[[], bool] | None = None
        self._first = 0.0
        self.painted: list[float] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window paint, then look at the clock."""
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            is_awaited = self._awaited is not None and self._awaited()
            QMainWindow.event(self._window, event)
            self.painted.append(time.perf_counter())
            if is_awaited:
                self._first, self._awaited = self.painted[-1], None
            return True
        return super().eventFilter(watched, event)

    def first(self, is_true: Callable[[], bool], what: str) -> float:
        """The moment at which the first frame was painted for which something holds."""
        self._awaited = is_true
        run_until(lambda: self._awaited is None, what)
        return self._first

    def time(self, act: Callable[[], object]) -> float:
        """Milliseconds from `act` to the first frame painted after it had done its work."""
        start = time.perf_counter()
        act()
        done = time.perf_counter()
        run_until(lambda: bool(self.painted) and self.painted[-1] >= done, "a frame is painted")
        return (next(one for one in self.painted if one >= done) - start) * 1000


class Gaps(QObject):
    """How long the event loop was away at most, seen by a timer of five milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self.longest = 0.0
        """Milliseconds."""

    def __enter__(self) -> Gaps:
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def configuration(folder: Path) -> None:
    """Use preferences of our own, and no vault of last time."""
    import os

    os.environ["VEILIGHEIDSADVIES_CONFIG"] = str(folder)
