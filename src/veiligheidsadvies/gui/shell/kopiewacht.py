"""The daily copy of the vault, made beside the work: half a minute after unlocking, and looked at every hour.

It never stands in the way of locking: what is not finished then is taken away.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.kopieen import kopieen_signal
from veiligheidsadvies.text.messages import explain

if TYPE_CHECKING:
    from veiligheidsadvies.gui.binding.desk import Desk
    from veiligheidsadvies.gui.kit.jobs import Progress
    from veiligheidsadvies.gui.shell.main_window import MainFrame
    from veiligheidsadvies.services.kopieronde import Ronde

_QUIET = 30_000  # milliseconds after unlocking
_HOUR = 3_600_000
_ICON = "ph.copy"


class Kopiewacht(QObject):
    """Lives as long as the session is open."""

    def __init__(self, desk: Desk, frame: MainFrame) -> None:
        super().__init__(frame)
        self._desk, self._frame = desk, frame
        self._running: Progress | None = None
        self._mark = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make a copy when the last one is of another day, or when the second place lacks one."""
        self._timer.setInterval(_HOUR)
        kopieen = self._desk.services.kopieen
        if self._running is not None or not (kopieen.is_due or kopieen.is_second_due):
            return
        work, self._mark = kopieen.prepare_round(), kopieen.sleutelmerk
        self._show(0.0)
        self._running = self._desk.jobs.run_long(
            lambda progress: work(progress.report),
            owner=self,
            on_success=self._done,
            on_error=self._failed,
            on_progress=lambda part, _: self._show(part),
            on_cancelled=self._ended,
        )

    def stop(self) -> None:
        """The vault closes."""
        self._timer.stop()
        if self._running is not None:
            self._running.cancel()
        with contextlib.suppress(UserError):
            self._desk.services.kopieen.abandon()

    def _done(self, ronde: Ronde) -> None:
        self._ended()
        try:
            is_kept = self._desk.services.kopieen.keep_round(ronde)
        except UserError as error:
            self._failed(error)
            return
        if not is_kept:
            self.look()
            return
        self._frame.bands.drop("kopie")
        if ronde.tweede_fout is not None:
            words = f"Op de tweede plaats kwam geen kopie. {explain(ronde.tweede_fout)}"
            self._frame.bands.tell("kopie", words)
        kopieen_signal().changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if not isinstance(error, UserError):
            raise error
        if self._desk.services.kopieen.sleutelmerk != self._mark:  # it looked with the former key
            self.look()
            return
        words = f"Er is vandaag geen reservekopie gemaakt. {explain(error)}"
        self._frame.bands.tell("kopie", words, tone="te_laat")

    def _ended(self) -> None:
        self._running = None
        self._frame.status.set_piece("kopie", "", icon_name=_ICON)

    def _show(self, part: float) -> None:
        self._frame.status.set_piece("kopie", f"Reservekopie {part * 100:.0f} %", icon_name=_ICON)
