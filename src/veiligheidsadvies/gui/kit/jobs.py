"""Work outside the GUI thread; results come back on the GUI thread.

A job gets plain data and gives plain data, never a widget and never the open connection. A dead owner gets no
callback. A long job takes a `Progress`: it reports a fraction and asks whether it was cancelled.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMetaObject, QObject, Signal, Slot

if TYPE_CHECKING:
    from veiligheidsadvies.gui.kit.worker import Worker

Deliver = Callable[[Any], None]
_SWITCH = 0.001
"""Seconds that a job may keep Python from the window, which asks for it many times while it paints."""


class Cancelled(Exception):
    """Raised inside a job by `Progress.report` after the user cancelled."""


class Progress:
    """The thread-safe line between a running job and its screen."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell, self._stop = tell, threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether the user wants it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._stop.set()

    def report(self, fraction: float, words: str = "") -> None:
        """Tell how far it is (0 to 1); raises Cancelled when it has to stop."""
        if self.is_cancelled:
            raise Cancelled
        self._tell(fraction, words)


class _Waiting(NamedTuple):
    progress: Progress
    link: QMetaObject.Connection
    on_success: Deliver
    on_error: Callable[[BaseException], None]
    on_progress: Callable[[float, str], None] | None
    on_cancelled: Callable[[], None] | None


class JobRunner(QObject):
    """Runs jobs beside the GUI."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._next = 0

    def run(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject,
        on_success: Deliver,
        on_error: Callable[[BaseException], None],
    ) -> Progress:
        """Start a short job; the Progress it returns can cancel the delivery."""
        return self.run_long(lambda _: work(), owner=owner, on_success=on_success, on_error=on_error)

    def run_long(
        self,
        work: Callable[[Progress], Any],
        *,
        owner: QObject,
        on_success: Deliver,
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> Progress:
        """Start a job that reports how far it is and may be cancelled."""
        self._next += 1
        number, worker = self._next, self._worker or self._connected()
        progress = Progress(lambda fraction, words: worker.progressed.emit(number, fraction, words))
        link = owner.destroyed.connect(lambda: self._forget(number))
        self._waiting[number] = _Waiting(progress, link, on_success, on_error, on_progress, on_cancelled)
        if len(self._waiting) == 1:
            self.busy_changed.emit(self.is_busy)
        worker.start(number, lambda: work(progress))
        return progress

    def _connected(self) -> Worker:
        """Made for the first job; the window that waits for it needs none."""
        from PySide6.QtCore import Qt

        from veiligheidsadvies.gui.kit.worker import Worker

        sys.setswitchinterval(_SWITCH)
        self._worker = worker = Worker(self)
        worker.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        worker.progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        return worker

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._waiting)

    def cancel_all(self) -> None:
        """Ask every job to stop and deliver nothing more (the lock)."""
        for waiting in self._waiting.values():
            waiting.progress.cancel()
        self._waiting.clear()
        self.busy_changed.emit(self.is_busy)

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait until the threads are idle; the callbacks still need the event loop."""
        return self._worker is None or self._worker.wait(milliseconds)

    def _forget(self, number: int) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is not None:
            waiting.progress.cancel()
            if not self._waiting:
                self.busy_changed.emit(self.is_busy)

    @Slot(int, float, str)
    def _tell(self, number: int, fraction: float, words: str) -> None:
        waiting = self._waiting.get(number)
        if waiting is not None and waiting.on_progress is not None and not waiting.progress.is_cancelled:
            waiting.on_progress(fraction, words)

    @Slot(int, object, object)
    def _deliver(self, number: int, result: object, error: object) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        QObject.disconnect(waiting.link)  # an owner that lives long has many jobs
        if not self._waiting:
            self.busy_changed.emit(self.is_busy)
        if isinstance(error, Cancelled) or waiting.progress.is_cancelled:
            if waiting.on_cancelled is not None:
                waiting.on_cancelled()
        elif isinstance(error, BaseException):
            waiting.on_error(error)
        else:
            waiting.on_success(result)
