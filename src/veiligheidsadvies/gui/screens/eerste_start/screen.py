"""The course of the first start: what to begin with, organisation, passphrase; then the vault is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from veiligheidsadvies.domain.errors import InvalidInput, UserError, VaultExists, WeakPassphrase
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.kit.jobs import JobRunner, Progress
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.screens.eerste_start.pages import ChoicePage, OrganisationPage, PassphrasePage
from veiligheidsadvies.gui.screens.eerste_start.plan import Made, Plan, make_example, make_vault
from veiligheidsadvies.text.messages import explain

EXAMPLE = "voorbeeld.advieskluis"


class FirstStartScreen(QStackedWidget):
    """Emits `made(Made)` for a new vault, `example_made(Path)`, `existing_asked()` or `restore_asked()`.

    After `made` the program opens the vault and shows the recovery sheet.
    """

    made = Signal(object)
    example_made = Signal(object)
    existing_asked = Signal()
    restore_asked = Signal()

    def __init__(self, jobs: JobRunner, prompts: Prompts) -> None:
        super().__init__()
        self.setObjectName("scherm_eerste_start")
        self._jobs, self._prompts = jobs, prompts
        self._plan: Plan | None = None
        self._running: Progress | None = None
        self.choice = ChoicePage()
        self.organisation = OrganisationPage(prompts)
        self.passphrase = PassphrasePage()
        for page in (self.choice, self.organisation, self.passphrase):
            self.addWidget(page)
        self.choice.new_asked.connect(self._show_organisation)
        self.choice.example_asked.connect(self._make_example)
        self.choice.existing_asked.connect(self.existing_asked)
        self.choice.restore_asked.connect(self.restore_asked)
        self.organisation.back.connect(lambda: self.setCurrentWidget(self.choice))
        self.organisation.next.connect(self._to_passphrase)
        self.passphrase.back.connect(self._show_organisation)
        self.passphrase.next.connect(self._make)

    def focus_first(self) -> None:
        """On the first choice."""
        self.choice.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops making the example."""
        if event.key() == Qt.Key.Key_Escape and self._running is not None:
            self._running.cancel()
        else:
            super().keyPressEvent(event)

    def _show_organisation(self) -> None:
        self.setCurrentWidget(self.organisation)
        self.organisation.form.focus_field("naam")

    def _to_passphrase(self) -> None:
        self._plan = self.organisation.plan()
        if self._plan is not None:
            self.setCurrentWidget(self.passphrase)
            self.passphrase.fields.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        plan, passphrase = self._plan, self.passphrase.fields.passphrase()
        if plan is None or passphrase is None or self._running is not None:
            return
        self.passphrase.set_busy(is_busy=True)
        self._running = self._jobs.run(
            lambda: make_vault(plan, passphrase), owner=self, on_success=self._done, on_error=self._failed
        )

    def _done(self, made: Made) -> None:
        self._running = None
        self.passphrase.fields.clear()
        self.passphrase.set_busy(is_busy=False)
        self.made.emit(made)

    def _failed(self, error: BaseException) -> None:
        self._running = None
        self.passphrase.set_busy(is_busy=False)
        if not isinstance(error, UserError):
            raise error
        if isinstance(error, InvalidInput):
            self._show_organisation()
            self.organisation.form.show_problems(fields.sentences(error.problems))
        elif isinstance(error, WeakPassphrase):
            self.passphrase.fields.tell(explain(error))
        else:
            self._show_organisation()
            self.organisation.form.show_problems({"map": explain(error)})

    def _make_example(self) -> None:
        folder = self._prompts.choose_folder(self, "In welke map komt het voorbeeld?")
        if folder is None:
            return
        self.choice.set_busy("Het voorbeeld wordt gemaakt. Esc stopt.")
        self._running = self._jobs.run_long(
            lambda progress: make_example(folder, progress),
            owner=self,
            on_success=self._example_done,
            on_error=self._example_failed(folder),
            on_progress=lambda _, words: self.choice.set_busy(words),
            on_cancelled=self._example_stopped,
        )

    def _example_done(self, vault: Path) -> None:
        self._running = None
        self.example_made.emit(vault)

    def _example_stopped(self) -> None:
        self._running = None
        self.choice.tell("Het voorbeeld is niet gemaakt.")

    def _example_failed(self, folder: Path) -> Callable[[BaseException], None]:
        def failed(error: BaseException) -> None:
            self._running = None
            if isinstance(error, VaultExists) and (folder / EXAMPLE).is_dir():
                self.example_made.emit(folder / EXAMPLE)
                return
            if not isinstance(error, UserError):
                self.choice.tell("Het voorbeeld is niet gemaakt.")
                raise error
            self.choice.tell(explain(error))

        return failed
