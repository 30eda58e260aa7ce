"""Opening the vault with the recovery sheet: fourteen groups, typed over from paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies.domain.errors import RecoveryKeyInvalid, UserError
from veiligheidsadvies.gui.binding.herstelgroepen import recovery_fields
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.screens.unlock.notice import Notice
from veiligheidsadvies.services import kluis
from veiligheidsadvies.text.messages import explain

if TYPE_CHECKING:
    from veiligheidsadvies.services.kluis import UnlockedKey


class RecoveryPage(CenteredColumn):
    """Emits `unlocked(UnlockedKey)`, `parts_asked()` or `left()`."""

    unlocked = Signal(object)
    parts_asked = Signal()
    left = Signal()

    def __init__(self, folder: Path, jobs: JobRunner) -> None:
        super().__init__(width=400)
        self._folder, self._jobs, self._is_busy = folder, jobs, False
        self.add_title("Herstelblad gebruiken", icon="ph.file-text")
        self.column.addSpacing(8)
        words = "Typ de veertien groepen over van het papier, of scan de QR-code. Elke groep wordt nagekeken."
        self.column.addWidget(label(words, "muted", is_wrapped=True))
        self.column.addSpacing(16)
        self.fields = recovery_fields()
        self.column.addWidget(self.fields)
        self.column.addSpacing(8)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button("Twee delen typen…", name="delen", role="link", on_click=self.parts_asked.emit))
        row.addStretch(1)
        row.addWidget(Button("Terug", name="terug", hint="Esc", on_click=self.left.emit))
        self.button = Button("Kluis openen", name="herstel_openen", role="primary", on_click=self._submit)
        row.addWidget(self.button)
        self.column.addLayout(row)

    def focus_first(self) -> None:
        """Begin with empty fields."""
        self.notice.clear()
        self.fields.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        folder, groups = self._folder, self.fields.groups()
        self.notice.clear()
        self._jobs.run(
            lambda: kluis.unlock_by_recovery(folder, groups),
            owner=self,
            on_success=self._done,
            on_error=self._failed,
        )

    def _done(self, key: UnlockedKey) -> None:
        self._is_busy = False
        self.fields.clear()
        self.unlocked.emit(key)

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        if not isinstance(error, UserError):
            raise error
        if isinstance(error, RecoveryKeyInvalid):
            self.fields.mark_wrong(error.groups)
        self.notice.tell(explain(error))
