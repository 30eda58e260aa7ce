"""Strips between the header and the screen: what should be read, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import Button, describe, label

_ICONS = {"te_laat": "ph.warning-circle-fill", "wacht": "ph.warning-bold", "accent": "ph.note-pencil"}
Action = tuple[str, str, Callable[[], object]]
"""objectName, words, what it does."""


class Bands(QWidget):
    """Any number of strips; each stays until it is dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 0, 24, 0)
        self._column.setSpacing(4)
        self._shown: dict[str, QFrame] = {}
        self.hide()

    def tell(self, name: str, sentence: str, actions: Sequence[Action] = (), *, tone: str = "wacht") -> None:
        """Show a strip, or change the one of that name; tones: accent, wacht, te_laat."""
        self.drop(name)
        strip = describe(QFrame(), f"band_{name}", sentence)
        strip.setProperty("band", tone)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel(_ICONS[tone], tone, 18))
        row.addWidget(label(sentence, is_wrapped=True, name=f"band_{name}_tekst"), 1)
        for key, words, run in actions:
            row.addWidget(Button(words, name=key, role="link", on_click=run))
        close = Button("", name=f"band_{name}_sluiten", role="quiet", icon_name="ph.x", accessible="Sluiten")
        close.clicked.connect(lambda: self.drop(name))
        row.addWidget(close)
        self._column.addWidget(strip)
        self._shown[name] = strip
        self._column.setContentsMargins(24, 0, 24, 8)
        self.show()

    def has(self, name: str) -> bool:
        """Whether a strip is shown."""
        return name in self._shown

    def drop(self, name: str) -> None:
        """Take a strip away; without one nothing happens."""
        strip = self._shown.pop(name, None)
        if strip is not None:
            strip.hide()
            strip.deleteLater()
        if not self._shown:
            self.hide()
