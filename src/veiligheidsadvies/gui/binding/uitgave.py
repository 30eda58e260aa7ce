"""One copy on its way out: looked at beside the window, registered, made and checked beside the window,
completed, and then it leaves.

When it goes wrong or is stopped after it got its number, the number stays used and the register says that
nothing is outside.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from veiligheidsadvies.domain.errors import IssueCancelled, UserError
from veiligheidsadvies.gui.binding.afdrukken import Bladbeeld, Printers, Printjob, page_pictures
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.jobs import Progress
from veiligheidsadvies.services.stukken import write_file
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag, Geregistreerd, Nagekeken, Uitgifte

_TURN = 3
"""Milliseconds in which the window shows that it is busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestemming:
    """Where it goes: a printer by name, or else a file."""

    printers: Printers
    printer: str = ""
    pad: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gemaakt:
    pdf: bytes
    bladen: list[Bladbeeld]


class Uitgave(QObject):
    """Signals: `told(fraction, words)`, `leaving()` when it goes, `finished(Uitgifte)`.

    `refused(error)`: it got no number. `failed(error)`: its number is used, and nothing left.
    """

    told = Signal(float, str)
    leaving = Signal()
    finished = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._registered: Geregistreerd | None = None
        self._progress: Progress | None = None
        self._is_asked = self._is_leaving = False

    @property
    def is_busy(self) -> bool:
        """Between asking and the end."""
        return self._is_asked or self._registered is not None

    @property
    def may_stop(self) -> bool:
        """Not once it leaves: nobody can call paper back."""
        return self.is_busy and not self._is_leaving

    def start(self, request: Callable[[], Aanvraag], bestemming: Bestemming) -> None:
        """Begin; every step comes in a turn of its own, so that the window keeps up."""
        self._is_asked = True
        QTimer.singleShot(_TURN, self, lambda: self._ask(request, bestemming))

    def _ask(self, request: Callable[[], Aanvraag], bestemming: Bestemming) -> None:
        if not self._is_asked:
            return
        try:
            asked = request()
        except UserError as error:
            self._refuse(error)
            return
        self._progress = self._desk.jobs.run(
            lambda: verify(asked),
            owner=self,
            on_success=lambda verified: self._enrol(verified, bestemming),
            on_error=self._refuse,
        )

    def _refuse(self, error: BaseException) -> None:
        self._is_asked = False
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error)

    def _enrol(self, verified: Nagekeken, bestemming: Bestemming) -> None:
        try:
            registered = self._desk.services.stukken.enrol(verified)
        except UserError as error:
            self._refuse(error)
            return
        self._is_asked, self._registered = False, registered
        self._make(registered, bestemming)

    def _make(self, registered: Geregistreerd, bestemming: Bestemming) -> None:
        job: Printjob | None = None
        if bestemming.printer:
            try:
                job = bestemming.printers.open(bestemming.printer, registered.exemplaar.nummer)
            except UserError as error:
                self._fail(error)
                return

        def make(progress: Progress) -> _Gemaakt:
            progress.report(0.0, "Het blad wordt gemaakt en nagekeken")
            pdf = produce(registered)
            pages = page_pictures(pdf, job.dpi, progress.report) if job is not None else []
            progress.report(1.0, "Klaar om te vertrekken")
            return _Gemaakt(pdf=pdf, bladen=pages)

        self._progress = self._desk.jobs.run_long(
            make,
            owner=self,
            on_success=lambda made: self._send(made, job, bestemming.pad),
            on_error=self._fail,
            on_progress=self.told.emit,
        )

    def stop(self) -> None:
        """The user or the lock stops it: the copy is written off, as far as it did not leave yet."""
        if not self.may_stop:
            return
        if self._progress is not None:
            self._progress.cancel()
        self._is_asked = False
        self._write_off(IssueCancelled())

    def _send(self, made: _Gemaakt, job: Printjob | None, path: Path | None) -> None:
        if self._registered is None:
            return
        try:
            issued = self._desk.services.stukken.complete(self._registered, made.pdf)
        except UserError as error:
            self._fail(error)
            return
        self._registered = dataclasses.replace(self._registered, exemplaar=issued.exemplaar)
        self._is_leaving = True
        self.leaving.emit()

        def leave() -> None:
            if job is not None:
                job.send(made.bladen)
            elif path is not None:
                write_file(path, made.pdf)

        self._desk.jobs.run(leave, owner=self, on_success=lambda _: self._finish(issued), on_error=self._fail)

    def _finish(self, issued: Uitgifte) -> None:
        self._registered = None
        self._desk.performer.changed.emit(issued.changes)
        self.finished.emit(issued)

    def _fail(self, error: BaseException) -> None:
        self._write_off(error)
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

    def _write_off(self, error: BaseException) -> None:
        registered, self._registered, self._is_leaving = self._registered, None, False
        if registered is None:
            return
        # On a full disk the register cannot follow: the copy is asked after later, and a lock goes on.
        with contextlib.suppress(UserError):
            self._desk.performer.changed.emit(self._desk.services.stukken.cancel(registered, error))
