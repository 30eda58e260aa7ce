"""Lines that each say how something stands: icon, word, what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import label, rule

GOED, LET_OP, FOUT = "goed", "let_op", "fout"
WORDS = {GOED: "In orde", LET_OP: "Let op", FOUT: "Niet in orde"}
_ICONS = {
    GOED: (icon_name("finding", "in_orde"), "gereed"),
    LET_OP: (icon_name("finding", "let_op"), "wacht"),
    FOUT: (icon_name("finding", "blokkeert"), "te_laat"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statusregel:
    """One line; `kind` is goed, let_op or fout."""

    kind: str
    title: str
    state: str = ""
    advice: str = ""


class StatusList(QWidget):
    """Shows lines under each other; words wrap and are never cut. `title_width` in pixels, 0 stacks them."""

    def __init__(self, *, name: str, title_width: int = 200) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title_width = title_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_lines(self, lines: Sequence[Statusregel]) -> None:
        """Show these, in this order."""
        clear(self._column)
        for number, line in enumerate(lines):
            self._column.addWidget(self._row(line, number))
            self._column.addWidget(rule("hairline"))

    def _row(self, line: Statusregel, number: int) -> QWidget:
        frame = QWidget()
        frame.setObjectName(f"{self.objectName()}_{number}")
        words = f"{line.title}: {WORDS[line.kind]}. {line.state}. {line.advice}"
        frame.setAccessibleName(words.replace(". .", ".").strip())
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(*_ICONS[line.kind], 18), 0, top)
        title = _words(line.title, "strong")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        if self._title_width:
            title.setFixedWidth(self._title_width)
            row.addWidget(title, 0, top)
            state = line.state or WORDS[line.kind].lower()
            texts.addWidget(_words(state, "alarm" if line.kind == FOUT else ""))
        else:
            texts.addWidget(title)
            told = f"{WORDS[line.kind]}: {line.state}" if line.state else WORDS[line.kind]
            texts.addWidget(_words(told, "problem" if line.kind == FOUT else "small"))
        if line.advice:
            texts.addWidget(_words(line.advice, "small"))
        row.addLayout(texts, 1)
        return frame


def _words(text: str, role: str) -> QLabel:
    """Words that wrap without asking for more height than they need."""
    made = label(text, role, is_wrapped=True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made
