"""Fields for a long code in short groups, copied from paper: each group is checked as soon as it is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import describe, label, restyle
from veiligheidsadvies.gui.kit.scan_ear import ScanEar

_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The code that the groups make up.

    `check(number, text)` says whether a full group can be right; `recognise(text)` finds all groups in a
    pasted sheet or a scanned code, or None; `marker` stands before a code that a scanner types.
    """

    count: int
    length: int
    check: Callable[[int, str], bool]
    recognise: Callable[[str], Sequence[str] | None]
    marker: str


class GroupEdit(QLineEdit):
    """One group; a typed excess goes on to the next field, `pasted` carries a text of more groups."""

    full = Signal()
    overflowed = Signal(str)
    emptied = Signal()
    pasted = Signal(str)

    def __init__(self, length: int, ear: ScanEar) -> None:
        super().__init__()
        self._length, self._ear = length, ear
        self.setFixedWidth(120)
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in an empty field goes back; what a scanner types is not for one field."""
        if event.text() and self._ear.hear(event.text()):
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        super().keyPressEvent(event)

    def take(self, typed: str) -> None:
        """Show a text without spaces and hyphens; what does not fit is passed on."""
        signs = "".join(sign for sign in typed if sign.isalnum()).upper()
        self.setText(signs[: self._length])
        if len(signs) >= self._length:
            self.full.emit()
        if rest := signs[self._length :]:
            self.overflowed.emit(rest)

    def _on_edited(self, typed: str) -> None:
        if len(typed) > 2 * self._length:
            self.pasted.emit(typed)
            return
        at = self.cursorPosition()
        self.take(typed)
        if len(self.text()) < self._length:
            self.setCursorPosition(min(at, len(self.text())))


class GroupFields(QWidget):
    """A field for each group of a code; scanning or pasting the whole fills them all.

    Read downwards, left column first, as on the sheet. `completed(bool)` follows whether all are right.
    """

    completed = Signal(bool)

    def __init__(self, code: Code) -> None:
        super().__init__()
        self._length, self._check, self._recognise = code.length, code.check, code.recognise
        self._ear = ScanEar(code.marker, self)
        self._ear.began.connect(self.clear)
        self._ear.heard.connect(self._take_whole)
        self._edits: list[GroupEdit] = []
        self._marks: list[IconLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        rows = -(-code.count // _COLUMNS)
        for number in range(1, code.count + 1):
            row, column = (number - 1) % rows, (number - 1) // rows * 4
            edit = describe(
                GroupEdit(code.length, self._ear), f"groep_{number}", f"Groep {number} van {code.count}"
            )
            mark = IconLabel("", "gereed", 18)
            caption = label(str(number), "muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setFixedWidth(24)
            grid.addWidget(caption, row, column)
            grid.addWidget(edit, row, column + 1)
            grid.addWidget(mark, row, column + 2)
            grid.setColumnMinimumWidth(column + 3, 16)
            self._edits.append(edit)
            self._marks.append(mark)
            self._connect(number, edit)
        for before, after in zip(self._edits, self._edits[1:], strict=False):
            self.setTabOrder(before, after)

    def _connect(self, number: int, edit: GroupEdit) -> None:
        edit.textChanged.connect(lambda _: self._judge(number))
        edit.full.connect(lambda: self._go_on(number))
        edit.emptied.connect(lambda: self._focus(number - 1))
        edit.pasted.connect(lambda text: self._paste(number, text))
        edit.overflowed.connect(lambda rest: self._pass_on(number, rest))

    def groups(self) -> list[str]:
        """What stands in the fields."""
        return [edit.text() for edit in self._edits]

    def mark_wrong(self, numbers: Sequence[int]) -> None:
        """Show that these groups hold a mistake, and go to the first."""
        for number in numbers:
            self._mark(number, is_right=False)
        if numbers:
            self._focus(min(numbers))

    def clear(self) -> None:
        """Empty all fields."""
        for edit in self._edits:
            edit.clear()
        self._focus(1)

    @property
    def is_complete(self) -> bool:
        """Whether every group is full and can be right."""
        return all(self._check(number, edit.text()) for number, edit in enumerate(self._edits, 1))

    def _judge(self, number: int) -> None:
        edit = self._edits[number - 1]
        if len(edit.text()) < self._length:
            restyle(edit, "problem", False)  # noqa: FBT003 - a property
            self._marks[number - 1].set_icon("", "gereed")
            edit.setAccessibleDescription("")
        else:
            self._mark(number, is_right=self._check(number, edit.text()))
        self.completed.emit(self.is_complete)

    def _mark(self, number: int, *, is_right: bool) -> None:
        edit = self._edits[number - 1]
        restyle(edit, "problem", not is_right)
        edit.setAccessibleDescription("klopt" if is_right else "tikfout")
        icon, color = (
            ("ph.check-circle-fill", "gereed") if is_right else ("ph.warning-circle-fill", "te_laat")
        )
        self._marks[number - 1].set_icon(icon, color)

    def _go_on(self, number: int) -> None:
        if self._edits[number - 1].hasFocus() and self._check(number, self._edits[number - 1].text()):
            self._focus(number + 1)

    def _paste(self, number: int, text: str) -> None:
        if not self._take_whole(text):
            self._edits[number - 1].take(text)

    def _take_whole(self, text: str) -> bool:
        """Fill every field from a whole code; False when it is none."""
        found = self._recognise(text)
        if found is None:
            return False
        for edit, group in zip(self._edits, found, strict=True):
            edit.setText(group)
        self._focus(len(self._edits))
        return True

    def _pass_on(self, number: int, rest: str) -> None:
        if number < len(self._edits):
            self._edits[number].take(rest)

    def _focus(self, number: int) -> None:
        if 1 <= number <= len(self._edits):
            self._edits[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Begin at group 1."""
        self._focus(1)
