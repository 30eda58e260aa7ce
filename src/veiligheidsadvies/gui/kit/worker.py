"""The threads that jobs run in. Loaded for the first job: the window that waits for it needs none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class Worker(QObject):
    """Signals from the thread: `finished(number, result, failure)` and `progressed(number, part, words)`.

    `owner` waits at its end for the threads; this object outlives them.
    """

    finished = Signal(int, object, object)
    progressed = Signal(int, float, str)

    def __init__(self, owner: QObject) -> None:
        super().__init__()
        self._pool = QThreadPool(owner)

    def start(self, number: int, work: Callable[[], Any]) -> None:
        """Run it beside the window."""
        self._pool.start(_Work(number, work, self))

    def wait(self, milliseconds: int) -> bool:
        """Wait until the threads are idle."""
        return self._pool.waitForDone(milliseconds)


class _Work(QRunnable):
    """PySide may keep one that is done for ever, so it lets go of what it was given to do."""

    def __init__(self, number: int, work: Callable[[], Any], worker: Worker) -> None:
        super().__init__()
        self._number, self._work, self._worker = number, work, worker

    def run(self) -> None:
        work, result, failure = self._work, None, None
        del self._work
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - boundary: reported on the GUI thread
            failure = error
        with contextlib.suppress(RuntimeError):  # the program ended meanwhile
            self._worker.finished.emit(self._number, result, failure)
