"""A text box in which a wave stands under what may not stay; Tab leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill
from veiligheidsadvies.gui.kit.theme import tokens

_LINE = 20


class MarkedText(QPlainTextEdit):
    """`set_marks` takes (begin, end) offsets in the text as it stands."""

    def __init__(self, *, name: str, accessible: str, lines: int = 3, placeholder: str = "") -> None:
        super().__init__()
        describe(self, name, accessible)
        let_style_fill(self)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(lines * _LINE + 20)

    def set_marks(self, marks: Sequence[tuple[int, int]]) -> None:
        """Draw the waves; the text and the cursor stay as they are."""
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shape.setUnderlineColor(tokens().color("te_laat"))
        selections = []
        length = len(self.toPlainText())
        for begin, end in marks:
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(begin, length))
            cursor.setPosition(min(end, length), QTextCursor.MoveMode.KeepAnchor)
            one = QTextEdit.ExtraSelection()
            one.cursor, one.format = cursor, shape  # type: ignore[attr-defined]
            selections.append(one)
        self.setExtraSelections(selections)

    def show_text(self, text: str) -> None:
        """Show another text without telling that it was typed."""
        was = self.blockSignals(True)  # noqa: FBT003 - Qt signature
        self.setPlainText(text)
        self.blockSignals(was)
