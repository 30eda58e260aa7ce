"""The course of putting a copy back as a new vault: choose, unpack, unlock, check, swap, open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.screens.herstel.pages import ChoosePage, Plan, WorkPage
from veiligheidsadvies.gui.screens.herstel.putting_back import PuttingBack
from veiligheidsadvies.services.herstel import Herstelkeuze, Kopiegegevens, Teruggave, Verslag
from veiligheidsadvies.services.kluis import UnlockedKey
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.text.messages import explain


class RestoreScreen(PuttingBack):
    """Emits `unlock_asked(Path)` for the unpacked copy, `restored(Path, UnlockedKey)`, or `left()`.

    After `unlock_asked` hand over what unlocks it with `show_unlocking`, and the key with `finish`.
    """

    unlock_asked = Signal(object)

    def __init__(self, jobs: JobRunner, prompts: Prompts, near: Sequence[Kopiegegevens] = ()) -> None:
        super().__init__(jobs, name="scherm_herstel")
        self._plan: Plan | None = None
        self.choice = ChoosePage(prompts, near)
        self.checking = WorkPage("Kopie nakijken", "Elke bladzijde, elk aantal en het hele logboek.")
        self.checking.add_buttons("Opnieuw", back_text="Annuleren")
        for page in (self.choice, self.checking, self.numbers, self.done):
            self.addWidget(page)
        self._unlocking: QWidget | None = None
        self.choice.next.connect(self._unpack)
        self.choice.back.connect(self._leave)
        self.checking.back.connect(self._again)
        self.checking.next.connect(self._again)
        self.done.next.connect(self._open)

    def choose(self, path: Path) -> None:
        """Begin with this copy."""
        self.choice.choose(path)

    def focus_first(self) -> None:
        """On the first field."""
        self.choice.form.focus_first()

    def show_unlocking(self, page: QWidget) -> None:
        """What asks for the passphrase or the recovery sheet of the copy."""
        self._drop_unlocking()
        self._unlocking = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _unpack(self) -> None:
        plan = self.choice.plan()
        if plan is None or self._running is not None:
            return
        self._plan = plan
        self.choice.set_busy("De kopie wordt uitgepakt…")
        self._running = self._jobs.run_long(
            lambda progress: Teruggave.unpack(plan.kopie, plan.doel, report=progress.report),
            owner=self,
            on_success=self._unpacked,
            on_error=lambda error: self._failed(error, self.choice),
            on_progress=lambda part, _: self.choice.set_busy(f"De kopie wordt uitgepakt… {part * 100:.0f} %"),
        )

    def _unpacked(self, back: Teruggave) -> None:
        self._running = None
        self._back = back
        self.choice.set_busy("")
        self.unlock_asked.emit(back.map)

    def finish(self, key: UnlockedKey) -> None:
        """Check everything and swap it in."""
        back = self._back
        if back is None:
            return
        self._key = key
        self.setCurrentWidget(self.checking)
        self._drop_unlocking()
        self.checking.set_busy("De kopie wordt nagekeken…")
        self._running = self._jobs.run_long(
            lambda progress: back.finish(key, Herstelkeuze(), report=progress.report),
            owner=self,
            on_success=self._checked,
            on_error=lambda error: self._failed(error, self.checking),
            on_progress=lambda part, _: self.checking.set_busy(
                f"De kopie wordt nagekeken… {part * 100:.0f} %"
            ),
        )

    def _checked(self, verslag: Verslag) -> None:
        self._running = None
        self._go_on(verslag)

    def _swap(self) -> None:
        back, key, verslag = self._back, self._key, self._verslag
        if back is None or key is None or verslag is None:
            return
        try:
            back.swap(key)
        except UserError as error:
            self.setCurrentWidget(self.checking)
            self._failed(error, self.checking)
            return
        self._back = None
        self.checking.set_busy("")
        number = count(len(verslag.controles), "controle is", "controles zijn")
        made = date_full(verslag.gemaakt_op.astimezone().date())
        self._tell_done(
            f"De kopie van {made} is uitgepakt en nagekeken: {number} in orde. De kluis staat in {back.doel}."
        )

    def _open(self) -> None:
        if self._plan is not None and self._key is not None:
            self.restored.emit(self._plan.doel, self._key)

    def _failed(self, error: BaseException, page: WorkPage) -> None:
        self._running = None
        if not isinstance(error, UserError):
            page.set_busy("")
            raise error
        page.tell(explain(error))

    def _again(self) -> None:
        """Back to the choice, with nothing unpacked."""
        self.abandon()
        self.checking.set_busy("")
        self._drop_unlocking()
        self.setCurrentWidget(self.choice)

    def _drop_unlocking(self) -> None:
        if self._unlocking is not None:
            self.removeWidget(self._unlocking)
            self._unlocking.deleteLater()
            self._unlocking = None
