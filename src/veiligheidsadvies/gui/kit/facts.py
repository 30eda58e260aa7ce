"""Facts to look up: a muted label, a value at the right, now and then an icon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.kit.secrecy import Secrecy


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact; colours are token names, a secret value is hidden in privacy mode."""

    label: str
    value: str
    icon: str = ""
    icon_color: str = "muted"
    color: str = ""
    is_secret: bool = False


class Facts(QWidget):
    """Rows of 24 px; with a `label_width` (pixels) the values stand directly behind the labels."""

    def __init__(
        self, *, name: str = "gegevens", secrecy: Secrecy | None = None, label_width: int = 0
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._secrecy, self._label_width = secrecy, label_width
        self._secret: list[tuple[QLabel, str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if secrecy is not None:
            secrecy.follow(self, lambda _: self._hide_or_show())

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        clear(self._grid)
        self._secret.clear()
        for row, fact in enumerate(facts):
            caption = label(fact.label, "muted")
            if self._label_width:
                caption.setFixedWidth(self._label_width)
            side = Qt.AlignmentFlag
            self._grid.addWidget(caption, row, 0, side.AlignTop)
            self._grid.addWidget(self._value(fact), row, 1)
        self._hide_or_show()

    def _value(self, fact: Fact) -> QWidget:
        frame = QWidget()
        frame.setAccessibleName(f"{fact.label}: {'' if fact.is_secret else fact.value}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        side = Qt.AlignmentFlag
        if fact.icon:
            row.addWidget(IconLabel(fact.icon, fact.icon_color, 16), 0, side.AlignVCenter)
        words = label(fact.value, {"te_laat": "alarm", "muted": "muted"}.get(fact.color, ""), is_wrapped=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAlignment((side.AlignLeft if self._label_width else side.AlignRight) | side.AlignVCenter)
        row.addWidget(words, 1)
        if fact.is_secret:
            self._secret.append((words, fact.value))
        if fact.icon and not self._label_width:
            words.setWordWrap(False)
            row.setStretch(1, 0)
            row.insertStretch(0, 1)
        return frame

    def _hide_or_show(self) -> None:
        for words, value in self._secret:
            words.setText(self._secrecy.shown(value) if self._secrecy is not None else value)
