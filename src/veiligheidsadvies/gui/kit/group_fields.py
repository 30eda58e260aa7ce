"""Fields for a long code in short groups, copied from paper: each group is checked as soon as it is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import describe, label, restyle

_COLUMNS = 2


class GroupEdit(QLineEdit):
    """One group; a pasted or typed excess goes on to the next field."""

    full = Signal()
    overflowed = Signal(str)
    emptied = Signal()

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length
        self.setFixedWidth(120)
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in an empty field goes back."""
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
        at = self.cursorPosition()
        self.take(typed)
        if len(self.text()) < self._length:
            self.setCursorPosition(min(at, len(self.text())))


class GroupFields(QWidget):
    """`count` groups of `length` signs; `check(number, text)` says whether a full group can be right.

    Read downwards, left column first, as on the sheet. `completed(bool)` follows whether all are right.
    """

    completed = Signal(bool)

    def __init__(self, count: int, length: int, check: Callable[[int, str], bool]) -> None:
        super().__init__()
        self._length, self._check = length, check
        self._edits: list[GroupEdit] = []
        self._marks: list[IconLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        rows = -(-count // _COLUMNS)
        for number in range(1, count + 1):
            row, column = (number - 1) % rows, (number - 1) // rows * 4
            edit = describe(GroupEdit(length), f"groep_{number}", f"Groep {number} van {count}")
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

    def _pass_on(self, number: int, rest: str) -> None:
        if number < len(self._edits):
            self._edits[number].take(rest)

    def _focus(self, number: int) -> None:
        if 1 <= number <= len(self._edits):
            self._edits[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Begin at group 1."""
        self._focus(1)
