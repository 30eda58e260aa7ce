"""What the frame does by itself: the daily check of the vault, what is late, memory, the height of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from veiligheidsadvies import settings as preferences
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.controle import controle_signal
from veiligheidsadvies.gui.shell.hardening import return_memory
from veiligheidsadvies.gui.shell.kopiewacht import Kopiewacht

if TYPE_CHECKING:
    from veiligheidsadvies.gui.binding.desk import Desk
    from veiligheidsadvies.gui.shell.main_window import MainFrame
    from veiligheidsadvies.services.beheer import CheckOutcome

_BAND = "controle"
_QUIET = 4000  # milliseconds after unlocking
_AFTER_PAINTING = 150  # milliseconds after a change
_TIDY = 60_000  # milliseconds between giving back memory
_SETTLED = 700  # milliseconds after entering: writing a megabyte may not hold up the first screen


class Upkeep(QObject):
    """Lives as long as the session is open."""

    def __init__(self, desk: Desk, frame: MainFrame) -> None:
        super().__init__(frame)
        self._desk, self._frame = desk, frame
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_QUIET)
        self._wait.timeout.connect(self.check)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_AFTER_PAINTING)
        self._count.timeout.connect(self.count_late)
        self._wait.start()
        self._room = QTimer(self)
        self._room.setSingleShot(True)
        self._room.setInterval(_SETTLED)
        self._room.timeout.connect(desk.services.beheer.keep_room)
        self._room.start()
        self._tidy = QTimer(self)
        self._tidy.setInterval(_TIDY)
        self._tidy.timeout.connect(return_memory)
        self._tidy.start()
        self._copies = Kopiewacht(desk, frame)
        self._checks = controle_signal().done.connect(self.show_last)
        self.look_again()

    def stop(self) -> None:
        """The vault closes."""
        QObject.disconnect(self._checks)
        self._wait.stop()
        self._tidy.stop()
        self._room.stop()
        self._count.stop()
        self._copies.stop()

    def look_again(self) -> None:
        """Something changed: count when the window is done painting."""
        self._count.start()

    def count_late(self) -> None:
        """How much is too late, beside Vandaag."""
        services = self._desk.services
        late = sum(task.dag < services.today for task in services.vandaag.taken(ahead=0))
        self._frame.navigation.set_counts({"vandaag": late})

    def check(self) -> None:
        """Once a day: every check of the vault, the long ones over a connection of their own.

        In between what the last one found is told again.
        """
        desk = self._desk
        if desk.services.beheer.is_check_due:
            desk.jobs.run(
                desk.services.beheer.check_beside(),
                owner=self,
                on_success=self._checked,
                on_error=self._failed,
            )
        else:
            self.show_last()

    def show_last(self) -> None:
        """Tell what the last check found wrong; nothing, when that was nothing."""
        if self._desk.services.beheer.laatste_fout:
            self._tell_fault()
        else:
            self._frame.bands.drop(_BAND)

    def _checked(self, outcomes: Sequence[CheckOutcome]) -> None:
        beheer = self._desk.services.beheer
        found = list(outcomes)
        try:
            found += beheer.check_here()
            beheer.record_check(found)
        except UserError as error:
            self._failed(error)
            if any(not outcome.ok and not outcome.warning for outcome in found):
                self._tell_fault()
        else:
            self.show_last()

    def _tell_fault(self) -> None:
        self._frame.bands.tell(
            _BAND,
            "De laatste controle vond een fout in de kluis. Bekijk hem bij Beheer en bewaar uw oudere "
            "kopieën.",
            tone="te_laat",
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._desk.performer.tell(self._frame, error)


def apply_density(widget: QWidget) -> None:
    """Give all tables below a widget the height of rows that was chosen for this machine."""
    from veiligheidsadvies.gui.kit.table_view import TableView

    is_compact = preferences.load().is_compact
    for table in widget.findChildren(TableView):
        table.set_compact(is_compact=is_compact)
