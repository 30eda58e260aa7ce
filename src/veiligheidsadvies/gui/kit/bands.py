"""Strips that say one thing: the next step of a screen, and a short notice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from veiligheidsadvies.gui.kit.flow import FlowLayout, clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import Button, label, restyle


class NextStep(QFrame):
    """What to do next: a title, one sentence why, and its buttons (the first one is the filled one)."""

    def __init__(self, *, caption: str = "Volgende stap") -> None:
        super().__init__()
        self.setObjectName("volgende_stap")
        self.setProperty("band", "next")
        self._title = label("", "title", is_wrapped=True, name="volgende_stap_titel")
        self._why = label("", is_wrapped=True, name="volgende_stap_reden")
        self._row = FlowLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(caption, "small"))
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(6)
        column.addLayout(self._row)

    def set_step(self, title: str, why: str, buttons: Sequence[Button]) -> None:
        """Show another step."""
        clear(self._row)
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for button in buttons:
            self._row.addWidget(button)
            button.show()  # at once, so that it can take the focus


class Notice(QFrame):
    """An icon and a sentence on a tint; its place can stay reserved while it says nothing."""

    def __init__(
        self, *, icon: str, tone: str = "wacht", name: str = "melding", is_reserved: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumHeight(32)
        self._tone, self._is_reserved = tone, is_reserved
        self._picture = IconLabel(icon, tone, 18)
        self._words = label("", is_wrapped=True, name=f"{name}_zin")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Say something, or nothing."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._picture.setVisible(bool(sentence))
        restyle(self, "band", self._tone if sentence else "")
        self.setVisible(bool(sentence) or self._is_reserved)
