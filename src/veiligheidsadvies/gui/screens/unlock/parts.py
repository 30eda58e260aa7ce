"""Opening the vault with two of the three parts of the recovery sheet, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.herstelwoorden import NEXT, TweeDelen
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.screens.unlock.notice import Notice
from veiligheidsadvies.services import kluis
from veiligheidsadvies.text.messages import explain

if TYPE_CHECKING:
    from veiligheidsadvies.services.kluis import UnlockedKey

_OPEN = "Kluis openen"


class PartsPage(CenteredColumn):
    """Emits `unlocked(UnlockedKey)` or `left()`."""

    unlocked = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, jobs: JobRunner) -> None:
        super().__init__(width=620)
        self._folder, self._jobs, self._is_busy = folder, jobs, False
        self.add_title("Twee delen van het herstelblad", icon="ph.file-text")
        self.column.addSpacing(8)
        words = (
            "Typ de 33 (Engelse) woorden van het papier. Vier letters van een woord zijn genoeg; met een "
            "spatie gaat u naar het volgende."
        )
        self.column.addWidget(label(words, "muted", is_wrapped=True))
        self.column.addSpacing(12)
        self.parts = TweeDelen()
        self.column.addWidget(self.parts)
        self.column.addSpacing(8)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(Button("Terug", name="delen_terug", hint="Esc", on_click=self._back))
        self.button = Button(NEXT, name="delen_verder", role="primary", on_click=self._submit)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.parts.told.connect(self._tell)
        self.parts.advanced.connect(lambda: self.button.setText(_OPEN))
        self.parts.finished.connect(self._submit)

    def focus_first(self) -> None:
        """Begin with empty fields."""
        self.notice.clear()
        self.parts.clear()
        self.button.setText(NEXT)
        self.parts.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.notice.tell(sentence)
        else:
            self.notice.clear()

    def _back(self) -> None:
        self.notice.clear()
        if self.parts.back():
            self.button.setText(NEXT)
        else:
            self.parts.clear()
            self.left.emit()

    def _submit(self) -> None:
        if self._is_busy or not self.parts.advance():
            return
        self._is_busy = True
        folder, parts = self._folder, self.parts.parts()
        self._jobs.run(
            lambda: kluis.unlock_by_parts(folder, parts),
            owner=self,
            on_success=self._done,
            on_error=self._failed,
        )

    def _done(self, key: UnlockedKey) -> None:
        self._is_busy = False
        self.parts.clear()
        self.unlocked.emit(key)

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        if not isinstance(error, UserError):
            raise error
        self.notice.tell(explain(error))
