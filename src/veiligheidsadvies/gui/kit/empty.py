"""What an empty place says: what belongs here, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.pieces import Button, label


class EmptyState(QWidget):
    """A sentence and at most one button; `asked` tells that the user takes the step."""

    asked = Signal()

    def __init__(self, sentence: str, *, detail: str = "", action: str = "", name: str = "leeg") -> None:
        super().__init__()
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 32, 0, 32)
        column.setSpacing(8)
        self.sentence = label(sentence, "heading", is_wrapped=True, name=f"{name}_zin")
        self.detail = label(detail, "muted", is_wrapped=True)
        self.button = Button(action, name=f"{name}_actie")
        self.button.clicked.connect(self.asked)
        column.addWidget(self.sentence)
        column.addWidget(self.detail)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.set_words(sentence, detail=detail, action=action)

    def set_words(self, sentence: str, *, detail: str = "", action: str = "") -> None:
        """Say something else, such as that no row passes the filters."""
        self.sentence.setText(sentence)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.button.setText(action)
        self.button.setVisible(bool(action))
