"""The field for a passphrase; a module of its own, because the very first window needs little else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from veiligheidsadvies.gui.kit.early import take_focus
from veiligheidsadvies.gui.kit.icons import action_icon


def inner_button(edit: QLineEdit, accessible: str, *, is_focusable: bool = False) -> QToolButton:
    """The button of the action that was added last, with a name for the screen reader."""
    button = edit.findChildren(QToolButton)[-1]
    button.setAccessibleName(accessible)
    button.setToolTip(accessible)
    take_focus(button, by_tab=is_focusable)
    return button


class PassphraseEdit(QLineEdit):
    """A hidden text; the eye shows it while held; tells whether Caps Lock is on, as far as keys betray it."""

    caps_lock_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)  # which also tells input methods to keep nothing
        self.addAction(
            QAction(action_icon("privacy_uit", "muted"), "", self), self.ActionPosition.TrailingPosition
        )
        eye = inner_button(self, "Wachtwoordzin tonen zolang u dit ingedrukt houdt", is_focusable=True)
        eye.setObjectName("tonen")
        eye.pressed.connect(lambda: self.setEchoMode(QLineEdit.EchoMode.Normal))
        eye.released.connect(lambda: self.setEchoMode(QLineEdit.EchoMode.Password))
        self._is_caps = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch the letters: a capital without Shift means Caps Lock."""
        from PySide6.QtCore import Qt

        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._tell(not self._is_caps)
        elif len(typed) == 1 and typed.isalpha():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(typed.isupper() != has_shift)
        super().keyPressEvent(event)

    def _tell(self, is_caps: bool) -> None:  # noqa: FBT001 - what the signal carries
        if is_caps != self._is_caps:
            self._is_caps = is_caps
            self.caps_lock_changed.emit(is_caps)
