"""Fields for a long row of words from a fixed list, copied from paper: each is completed and checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCompleter, QGridLayout, QLineEdit, QWidget

from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import describe, label, restyle

_COLUMNS = 3
_GOES_ON = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma}


class WordEdit(QLineEdit):
    """One word. The rest of it is filled in while it is typed; a space or Enter goes on to the next."""

    went_on = Signal()
    emptied = Signal()
    pasted = Signal(str)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        completer = QCompleter(list(words), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setFixedWidth(128)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go on, Backspace in an empty field goes back, a pasted text fills more fields."""
        if event.key() in _GOES_ON:
            self.went_on.emit()
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        super().keyPressEvent(event)


class WordFields(QWidget):
    """`count` words of `words`; `find` gives the whole word that was meant, or None.

    Read downwards, left column first, as on paper. `finished()` comes with Enter behind the last word.
    """

    finished = Signal()

    def __init__(self, words: Sequence[str], *, count: int, find: Callable[[str], str | None]) -> None:
        super().__init__()
        self._find = find
        self._edits: list[WordEdit] = []
        self._marks: list[IconLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        rows = -(-count // _COLUMNS)
        for number in range(1, count + 1):
            row, column = (number - 1) % rows, (number - 1) // rows * 4
            edit = describe(WordEdit(words), f"woord_{number}", f"Woord {number} van {count}")
            mark = IconLabel("", "gereed", 18)
            caption = label(str(number), "muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setFixedWidth(24)
            for place, part in enumerate((caption, edit, mark)):
                grid.addWidget(part, row, column + place)
            self._edits.append(edit)
            self._marks.append(mark)
            self._connect(number, edit)
        for space in range(1, _COLUMNS):
            grid.setColumnMinimumWidth(space * 4 - 1, 12)
        grid.setColumnStretch(_COLUMNS * 4, 1)
        for before, after in zip(self._edits, self._edits[1:], strict=False):
            self.setTabOrder(before, after)

    def _connect(self, number: int, edit: WordEdit) -> None:
        edit.textEdited.connect(lambda _: self._clear_mark(number))
        edit.editingFinished.connect(lambda: self._settle(number))
        edit.went_on.connect(lambda: self._go_on(number))
        edit.emptied.connect(lambda: self._focus(number - 1))
        edit.pasted.connect(lambda text: self._paste(number, text))

    def words(self) -> list[str]:
        """What stands in the fields."""
        return [edit.text().strip() for edit in self._edits]

    def clear(self) -> None:
        """Empty all fields and begin again."""
        for number, edit in enumerate(self._edits, 1):
            edit.clear()
            self._clear_mark(number)

    def mark_wrong(self, numbers: Sequence[int]) -> None:
        """Show that these words are none, and go to the first."""
        for number in numbers:
            self._mark(number, is_right=False)
        if numbers:
            self._focus(min(numbers))

    def focus_first(self) -> None:
        """Begin at word 1."""
        self._focus(1)

    def _settle(self, number: int) -> None:
        """The word was left: whole and checked, or marked."""
        edit = self._edits[number - 1]
        if not edit.text().strip():
            self._clear_mark(number)
            return
        word = self._find(edit.text())
        if word is not None and word != edit.text():
            with QSignalBlocker(edit):
                edit.setText(word)
        self._mark(number, is_right=word is not None)

    def _go_on(self, number: int) -> None:
        self._settle(number)
        if self._find(self._edits[number - 1].text()) is None:
            return
        if number == len(self._edits):
            self.finished.emit()
        else:
            self._focus(number + 1)

    def _paste(self, number: int, text: str) -> None:
        found = [word for word in text.replace(",", " ").split() if not word.rstrip(".:)").isdigit()]
        for at, word in enumerate(found[: len(self._edits) - number + 1], number):
            self._edits[at - 1].setText(word)
            self._settle(at)
        self._focus(min(number + len(found), len(self._edits)))

    def _clear_mark(self, number: int) -> None:
        edit = self._edits[number - 1]
        restyle(edit, "problem", False)  # noqa: FBT003 - a property
        self._marks[number - 1].set_icon("", "gereed")
        edit.setAccessibleDescription("")

    def _mark(self, number: int, *, is_right: bool) -> None:
        edit = self._edits[number - 1]
        restyle(edit, "problem", not is_right)
        edit.setAccessibleDescription("staat in de lijst" if is_right else "staat niet in de lijst")
        icon, color = (
            ("ph.check-circle-fill", "gereed") if is_right else ("ph.warning-circle-fill", "te_laat")
        )
        self._marks[number - 1].set_icon(icon, color)

    def _focus(self, number: int) -> None:
        if 1 <= number <= len(self._edits):
            self._edits[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._edits[number - 1].selectAll()
