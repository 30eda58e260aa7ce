"""Filters in force as chips that can be removed, a switch between two views, and the bar of a selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import FlowLayout, clear
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, restyle
from veiligheidsadvies.gui.kit.tokens import size

_PADDING = 13


class _Chip(Button):
    removed = Signal()

    def __init__(self, text: str, *, name: str) -> None:
        cross = icon_name("action", "sluiten")
        super().__init__(text, name=name, role="active_chip", icon_name=cross, is_icon_last=True)
        self.setAccessibleName(f"Filter {text}, Delete verwijdert")
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ChipBar(QWidget):
    """Signals: `removed(key)` a chip was taken away, `add_asked()` the user wants another filter."""

    removed = Signal(str)
    add_asked = Signal()

    def __init__(self, *, name: str = "filters", add_text: str = "Filter") -> None:
        super().__init__()
        describe(self, name, "Filters")
        self._flow = FlowLayout(self)
        plus = icon_name("action", "toevoegen")
        self.add = Button(add_text, name=f"{name}_toevoegen", role="chip", icon_name=plus)
        self.add.clicked.connect(self.add_asked)
        self._flow.addWidget(self.add)

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """(key, words) of every filter in force; the focus stays in the bar."""
        had_focus = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        self._flow.removeWidget(self.add)
        clear(self._flow)
        for key, words in chips:
            chip = _Chip(words, name=f"filter_{key}")
            chip.removed.connect(lambda key=key: self.removed.emit(key))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        if had_focus:
            self.add.setFocus()


class Switch(QWidget):
    """Two or more views of which one is on; `switched(key)`."""

    switched = Signal(str)

    def __init__(self, views: Sequence[tuple[str, str, str]], *, name: str = "weergave") -> None:
        """`views` are (key, words, icon name)."""
        super().__init__()
        describe(self, name, "Weergave")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        for number, (key, words, picture) in enumerate(views):
            button = Button(words, name=f"{name}_{key}", icon_name=picture)
            button.setCheckable(True)
            button.setMinimumWidth(button.sizeHint().width())
            restyle(button, "role", "switch_left" if number == 0 else "switch_right")
            button.clicked.connect(lambda _=False, key=key: self.switched.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)

    def set_icons_shown(self, *, are_shown: bool) -> None:
        """Words alone where there is no room for icons."""
        for button in self._buttons.values():
            button.set_icon_shown(is_shown=are_shown)
            words = width_of(button.text(), is_bold=True) + 2 * _PADDING
            button.setMinimumWidth(max(words, button.sizeHint().width()) if are_shown else words)

    def set_current(self, key: str) -> None:
        """Mark a view without emitting."""
        self._buttons[key].setChecked(True)


class SelectionBar(QFrame):
    """48 px that are always reserved: a hint while nothing is chosen, else the count and what can be done."""

    def __init__(self, buttons: Sequence[Button], *, hint: str = "Spatie kiest een regel") -> None:
        super().__init__()
        self.setObjectName("selectie")
        self.setFixedHeight(size("selection_bar") - 4)
        self._hint, self._buttons = hint, list(buttons)
        self._words, self._detail = label(hint, name="selectie_aantal"), label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self._detail)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.set_selection("", "")

    def set_selection(self, words: str, detail: str) -> None:
        """Such as `3 geselecteerd` and `offerte € 5.221,15`; no words means nothing is chosen."""
        self._words.setText(words or self._hint)
        restyle(self._words, "role", "strong" if words else "small")
        self._detail.setText(detail)
        restyle(self, "band", "accent" if words else "")
        for button in self._buttons:
            button.setVisible(bool(words))
