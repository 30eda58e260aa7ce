"""What both ways of putting a copy back share: what is under way, the numbers on paper, and the end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from veiligheidsadvies.gui.kit.jobs import JobRunner, Progress
from veiligheidsadvies.gui.screens.herstel.pages import DonePage, NumbersPage
from veiligheidsadvies.services.herstel import Teruggave, Verslag
from veiligheidsadvies.services.kluis import UnlockedKey

UNSETTLED = " De hoogste nummers op papier zijn nog niet ingevuld; de kluis blijft erom vragen."


class PuttingBack(QStackedWidget):
    """Emits `restored(Path, UnlockedKey)` or `left()`; `_swap` puts the copy in its place."""

    restored = Signal(object, object)
    left = Signal()

    def __init__(self, jobs: JobRunner, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._jobs = jobs
        self._running: Progress | None = None
        self._back: Teruggave | None = None
        self._key: UnlockedKey | None = None
        self._verslag: Verslag | None = None
        self._is_unsettled = False
        self.numbers = NumbersPage()
        self.done = DonePage()
        self.numbers.settled.connect(self._swap)

    def abandon(self) -> None:
        """The program goes elsewhere: nothing half is left."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if self._back is not None:
            self._back.abandon()
            self._back = None

    def _go_on(self, verslag: Verslag) -> None:
        """The copy is good: ask the numbers on paper when this machine may not know them, then swap."""
        self._verslag, self._is_unsettled = verslag, verslag.nummers_onzeker
        if not verslag.nummers_onzeker:
            self._swap()
            return
        self.setCurrentWidget(self.numbers)
        self.numbers.ask(self._settle_numbers)

    def _settle_numbers(self, typed: list[str]) -> None:
        if self._back is not None and self._key is not None:
            self._back.settle_numbers(self._key, typed)
            self._is_unsettled = False

    def _swap(self) -> None:
        raise NotImplementedError

    def _tell_done(self, words: str) -> None:
        """The vault stands in its place."""
        self.done.words.setText(f"{words}{UNSETTLED if self._is_unsettled else ''}")
        self.setCurrentWidget(self.done)
        self.done.next_button.setFocus()

    def _leave(self) -> None:
        self.abandon()
        self.left.emit()
