"""The search field of one list, with its shortcut in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import action_icon
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.passphrase_edit import inner_button
from veiligheidsadvies.gui.kit.pieces import describe

_KEYS, _LENS, _AIR = "Ctrl+F", 34, 10


class ListSearch(QLineEdit):
    """Searches in the list that is shown; Esc empties it, ↓ goes into the list."""

    left = Signal()

    def __init__(self, name: str = "in_deze_lijst") -> None:
        super().__init__()
        describe(self, name, "In deze lijst zoeken (Ctrl+F)")
        self.setPlaceholderText("In deze lijst")
        self.setMinimumWidth(150)
        self.setMaximumWidth(200)
        lens = QAction(action_icon("zoeken", "muted"), "", self)
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        inner_button(self, "In deze lijst zoeken")
        self.setClearButtonEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and its shortcut while it is empty."""
        super().paintEvent(event)
        needed = _LENS + width_of(self.placeholderText()) + width_of(_KEYS, "small") + 2 * _AIR
        if not self.text() and self.width() >= needed:
            painter = QPainter(self)
            inside = self.rect().adjusted(0, 0, -_AIR, 0)
            Pen(painter).text(inside, _KEYS, color="muted", role="small", align=RIGHT)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties; ↓ and Enter go on to the list."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
