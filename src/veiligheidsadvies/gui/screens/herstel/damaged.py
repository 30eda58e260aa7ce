"""A vault that is damaged: what is wrong with it, and the newest good copy in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.screens.herstel.pages import WorkPage
from veiligheidsadvies.gui.screens.herstel.putting_back import PuttingBack
from veiligheidsadvies.services import herstel
from veiligheidsadvies.services.beheer import CheckOutcome
from veiligheidsadvies.services.herstel import GoedeKopie
from veiligheidsadvies.services.kluis import UnlockedKey
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.text.messages import explain, skipped

WORDS = (
    "{what} past, maar de database erachter is niet heel. Er is niets veranderd. De nieuwste kopie die wel "
    "heel is kan in de plaats komen; de beschadigde kluis blijft ernaast staan en wordt nooit weggegooid."
)


class DamagedScreen(PuttingBack):
    """Emits `restored(Path, UnlockedKey)`, `other_copy_asked()` or `left()`."""

    other_copy_asked = Signal()

    def __init__(self, folder: Path, key: UnlockedKey, jobs: JobRunner, prompts: Prompts) -> None:
        super().__init__(jobs, name="scherm_beschadigd")
        self._folder, self._key, self._prompts = folder, key, prompts
        what = "Het herstelblad" if key.by_recovery else "De zin"
        self.page = WorkPage("De kluis is beschadigd", WORDS.format(what=what), icon="ph.warning-circle")
        self.found = label("De kluis wordt nagekeken…", is_wrapped=True, name="gevonden")
        self.page.column.addWidget(self.found)
        self.page.column.addSpacing(8)
        other = Button("Andere kopie kiezen…", name="andere_kopie", role="link")
        other.clicked.connect(self.other_copy_asked)
        self.page.column.addWidget(other)
        self.page.add_buttons("Nieuwste goede kopie terugzetten")
        for page in (self.page, self.numbers, self.done):
            self.addWidget(page)
        self.page.next.connect(self._restore)
        self.page.back.connect(self._leave)
        self.done.next.connect(lambda: self.restored.emit(folder, key))
        self._examine(key)

    def focus_first(self) -> None:
        """On what helps."""
        self.page.next_button.setFocus()

    def _examine(self, key: UnlockedKey) -> None:
        folder = self._folder
        self._jobs.run(
            lambda: herstel.examine(folder, key),
            owner=self,
            on_success=self._examined,
            on_error=self._failed,
        )

    def _examined(self, outcomes: list[CheckOutcome]) -> None:
        wrong = [f"{one.name}: {one.detail or 'niet in orde'}" for one in outcomes if not one.ok]
        copies = len(herstel.list_near(self._folder))
        told = "; ".join(wrong) if wrong else "bij het nakijken werd nu geen fout gevonden"
        kept = count(copies, "reservekopie", "reservekopieën") if copies else "geen reservekopie"
        self.found.setText(f"Gevonden: {told}. Bij de kluis: {kept}.")

    def _restore(self) -> None:
        folder, key = self._folder, self._key
        if self._running is not None or key is None:
            return
        words = "De kopieën worden nagekeken, de nieuwste eerst…"
        self.page.set_busy(words)
        self._running = self._jobs.run_long(
            lambda progress: herstel.newest_good(folder, key, report=progress.report),
            owner=self,
            on_success=self._ready,
            on_error=self._failed,
        )

    def _ready(self, found: GoedeKopie) -> None:
        self._running = None
        self.page.set_busy("")
        back, verslag = found.teruggave, found.verslag
        made = verslag.gemaakt_op.astimezone()
        question = (
            f"De kopie van {date_full(made.date())} {made:%H:%M} is heel. Terugzetten?\nWat daarna is gedaan "
            "staat er niet in. De beschadigde kluis blijft ernaast staan."
        )
        question = "\n".join([question, *skipped(found.overgeslagen)])
        if not self._prompts.confirm(self, question, action="Terugzetten"):
            back.abandon()
            return
        self._back = back
        self._go_on(verslag)

    def _swap(self) -> None:
        back, verslag, self._back = self._back, self._verslag, None
        if back is None or verslag is None or self._key is None:
            return
        made = verslag.gemaakt_op.astimezone()
        try:
            aside = back.swap(self._key, is_damaged=True)
        except UserError as error:
            back.abandon()
            self.setCurrentWidget(self.page)
            self.page.tell(explain(error))
            return
        kept = f" De beschadigde kluis staat in {aside}." if aside is not None else ""
        self._tell_done(f"De kopie van {date_full(made.date())} {made:%H:%M} is teruggezet.{kept}")

    def _failed(self, error: BaseException) -> None:
        self._running = None
        if not isinstance(error, UserError):
            raise error
        self.page.tell(explain(error))
