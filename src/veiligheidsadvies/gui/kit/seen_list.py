"""A column of short facts with an icon each: what somebody gets to see, and what not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import label, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One fact; `alarm` stands behind it in red: it should not be so. Without an icon: a small heading."""

    text: str
    icon: str = ""
    color: str = "muted"
    alarm: str = ""


class SeenList(QWidget):
    """A heading with an icon over facts of one line each."""

    def __init__(self, title: str, icon: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 6, 0, 0)
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(column_head(title, icon))
        column.addWidget(rule())
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._facts: tuple[Seen, ...] = ()

    @property
    def facts(self) -> tuple[Seen, ...]:
        """What is shown."""
        return self._facts

    def set_facts(self, facts: Sequence[Seen]) -> None:
        """Show these; nothing is built anew when nothing changed."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        clear(self._rows)
        for fact in facts:
            self._rows.addWidget(_row(fact) if fact.icon else _heading(fact.text))


def column_head(title: str, icon: str) -> QHBoxLayout:
    """The heading of a column, behind its icon."""
    head = QHBoxLayout()
    head.setContentsMargins(0, 0, 0, 6)
    head.setSpacing(12)
    head.addWidget(IconLabel(icon, "accent", 20))
    head.addWidget(label(title, "heading"), 1)
    return head


def _heading(text: str) -> QWidget:
    made = label(text, "small", is_wrapped=True)
    made.setContentsMargins(0, 8, 0, 0)
    return made


def _row(fact: Seen) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{fact.text} {fact.alarm}".strip())
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(10)
    top = Qt.AlignmentFlag.AlignTop
    picture = IconLabel(fact.icon, fact.color, 16)
    holder = QVBoxLayout()
    holder.setContentsMargins(0, 2, 0, 0)
    holder.addWidget(picture, 0, top)
    holder.addStretch(1)
    row.addLayout(holder)
    words = QHBoxLayout()
    words.setSpacing(6)
    if fact.alarm:
        words.addWidget(label(fact.text), 0, top)
    words.addWidget(label(fact.alarm or fact.text, "alarm" if fact.alarm else "", is_wrapped=True), 1)
    row.addLayout(words, 1)
    return made
