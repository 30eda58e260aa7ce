"""The page with one field. It tells nothing about what is behind it: no name, organisation, path or count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget

from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.jobs import JobRunner, Progress
from veiligheidsadvies.gui.kit.passphrase_edit import PassphraseEdit
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, make_large
from veiligheidsadvies.gui.screens.unlock.notice import Notice

if TYPE_CHECKING:
    from veiligheidsadvies.domain.errors import UserError
    from veiligheidsadvies.gui.screens.unlock.parts import PartsPage
    from veiligheidsadvies.gui.screens.unlock.recovery import RecoveryPage
    from veiligheidsadvies.services.kluis import UnlockedKey

_READY, _BUSY = "Ontgrendelen", "Bezig…"


class PassphrasePage(CenteredColumn):
    """Type, Enter. Emits `submitted(passphrase)`, `cancelled()`, and what the links ask for."""

    submitted = Signal(str)
    cancelled = Signal()
    recovery_asked = Signal()
    other_vault_asked = Signal()
    new_vault_asked = Signal()
    example_asked = Signal()
    restore_asked = Signal()

    def __init__(self, *, is_example: bool, is_copy: bool = False) -> None:
        super().__init__()
        self.add_title(
            "Kopie ontgrendelen" if is_copy else "Ontgrendelen", icon=icon_name("action", "vergrendelen")
        )
        self.column.addSpacing(8)
        self.column.addWidget(label("Dit programma gebruikt geen netwerk.", "muted"))
        self.column.addSpacing(24)
        caption = label("Wachtwoordzin")
        self.column.addWidget(caption)
        self.column.addSpacing(4)
        self.field = describe(PassphraseEdit(), "wachtwoordzin", "Wachtwoordzin")
        make_large(self.field)
        caption.setBuddy(self.field)
        self.column.addWidget(self.field)
        self.column.addSpacing(8)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addSpacing(24)
        self.button = Button(
            _READY, name="ontgrendelen", role="primary", is_large=True, on_click=self._submit
        )
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self.button)
        self._add_progress()
        self.column.addSpacing(16)
        self._add_links(is_example=is_example, is_copy=is_copy)
        self.field.returnPressed.connect(self._submit)
        self.field.textEdited.connect(lambda _: self.notice.clear())
        self.field.caps_lock_changed.connect(self.notice.set_caps_lock)
        self.notice.may_try_again.connect(lambda: self.button.setEnabled(True))

    def _add_progress(self) -> None:
        self.progress = BusyBar("De sleutel wordt berekend")
        self.column.addSpacing(6)
        self.column.addWidget(self.progress)

    def _add_links(self, *, is_example: bool, is_copy: bool) -> None:
        def link(text: str, name: str, signal: Callable[[], object]) -> Button:
            return Button(text, name=name, role="link", on_click=signal)

        first, second = QHBoxLayout(), QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        second.setContentsMargins(0, 4, 0, 0)
        first.addWidget(link("Herstelblad gebruiken…", "herstelblad", self.recovery_asked.emit))
        first.addStretch(1)
        if not is_copy:  # a copy is one vault and no other
            first.addWidget(link("Andere kluis openen…", "andere_kluis", self.other_vault_asked.emit))
            second.addWidget(link("Nieuwe kluis…", "nieuwe_kluis", self.new_vault_asked.emit))
            second.addStretch(1)
            second.addWidget(link("Kopie terugzetten…", "kopie_terugzetten", self.restore_asked.emit))
        self.column.addLayout(first)
        self.column.addLayout(second)
        if is_example:
            example = QHBoxLayout()
            example.setContentsMargins(0, 16, 0, 0)
            words = "Voorbeeldkluis: wachtwoord invullen"
            example.addWidget(link(words, "voorbeeld_openen", self.example_asked.emit))
            example.addStretch(1)
            self.column.addLayout(example)

    def set_busy(self, *, is_busy: bool) -> None:
        """While the key is derived the field is shut and the button says so."""
        self.button.setText(_BUSY if is_busy else _READY)
        self.field.setReadOnly(is_busy)
        self.progress.setVisible(is_busy)

    def tell(self, sentence: str, *, seconds: int = 0) -> None:
        """Say why it did not open; the passphrase is thrown away."""
        self.field.clear()
        self.field.setFocus()
        self.notice.tell(sentence, seconds=seconds)
        self.button.setEnabled(not seconds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops waiting for the key."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self.field.text() and not self.field.isReadOnly() and not self.notice.seconds_left:
            self.submitted.emit(self.field.text())


class UnlockScreen(QStackedWidget):
    """Emits `unlocked(UnlockedKey)`; the program opens the vault and comes back with `tell` if that fails."""

    unlocked = Signal(object)
    other_vault_asked = Signal()
    new_vault_asked = Signal()
    restore_asked = Signal()

    def __init__(
        self, folder: Path, jobs: JobRunner, *, example: str | None = None, is_copy: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("scherm_unlock")
        self._folder, self._jobs, self._example = folder, jobs, example
        self._running: Progress | None = None
        self.page = PassphrasePage(is_example=example is not None, is_copy=is_copy)
        self.addWidget(self.page)
        self._recovery: RecoveryPage | None = None
        self._parts: PartsPage | None = None
        self.page.submitted.connect(self._unlock)
        self.page.cancelled.connect(self.cancel)
        self.page.example_asked.connect(self.unlock_example)
        self.page.recovery_asked.connect(self._show_recovery)
        self.page.other_vault_asked.connect(self.other_vault_asked)
        self.page.new_vault_asked.connect(self.new_vault_asked)
        self.page.restore_asked.connect(self.restore_asked)

    def focus_first(self) -> None:
        """Type at once."""
        self.page.field.setFocus()

    def tell(self, error: UserError) -> None:
        """Why the vault did not open, in its own sentence."""
        from veiligheidsadvies.domain.errors import TooManyAttempts, WrongPassphrase
        from veiligheidsadvies.text.messages import explain

        self._running = None
        self.page.set_busy(is_busy=False)
        self.setCurrentWidget(self.page)
        if isinstance(error, TooManyAttempts):
            self.page.tell("", seconds=error.seconds)
        elif isinstance(error, WrongPassphrase):
            self.page.tell(explain(error), seconds=_wait(self._folder))
        else:
            self.page.tell(explain(error))

    def cancel(self) -> None:
        """Stop waiting for the key; what the thread still finds is not delivered."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
            self.page.set_busy(is_busy=False)
            self.focus_first()

    def unlock_example(self) -> None:
        """Fill in the passphrase of an example vault and open it."""
        if self._example is not None and self._running is None:
            self.page.field.setText(self._example)
            self._unlock(self.page.field.text())

    def _unlock(self, passphrase: str) -> None:
        folder = self._folder
        self.page.notice.clear()
        self.page.set_busy(is_busy=True)
        self._running = self._jobs.run(
            lambda: _derive(folder, passphrase), owner=self, on_success=self._done, on_error=self._failed
        )

    def _done(self, key: UnlockedKey) -> None:
        self._running = None
        self.page.field.clear()
        self.unlocked.emit(key)

    def _failed(self, error: BaseException) -> None:
        from veiligheidsadvies.domain.errors import UserError

        if not isinstance(error, UserError):
            self.page.set_busy(is_busy=False)
            raise error
        self.tell(error)

    def _show_recovery(self) -> None:
        from veiligheidsadvies.gui.screens.unlock.recovery import RecoveryPage

        if self._recovery is None:
            self._recovery = RecoveryPage(self._folder, self._jobs)
            self._recovery.unlocked.connect(self.unlocked)
            self._recovery.left.connect(self._leave_recovery)
            self._recovery.parts_asked.connect(self._show_parts)
            self.addWidget(self._recovery)
        self.setCurrentWidget(self._recovery)
        self._recovery.focus_first()

    def _show_parts(self) -> None:
        from veiligheidsadvies.gui.screens.unlock.parts import PartsPage

        if self._parts is None:
            self._parts = PartsPage(self._folder, self._jobs)
            self._parts.unlocked.connect(self.unlocked)
            self._parts.left.connect(self._show_recovery)
            self.addWidget(self._parts)
        self.setCurrentWidget(self._parts)
        self._parts.focus_first()

    def _leave_recovery(self) -> None:
        self.setCurrentWidget(self.page)
        self.focus_first()


def _derive(folder: Path, passphrase: str) -> UnlockedKey:
    from veiligheidsadvies.services import kluis  # not needed before somebody typed a passphrase

    return kluis.unlock(folder, passphrase)


def _wait(folder: Path) -> int:
    from veiligheidsadvies.domain.errors import UserError
    from veiligheidsadvies.services import kluis

    try:
        return kluis.seconds_to_wait(folder)
    except UserError:
        return 0
