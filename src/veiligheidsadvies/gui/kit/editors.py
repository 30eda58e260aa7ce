"""The editors of a form: one thin object around each Qt widget, with the same few methods.

An editor knows its *value* (what the record gets), its *raw* text (what a draft keeps, also when it is no
value yet) and tells when the user edited it. Loading never counts as an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QWidget

from veiligheidsadvies.gui.kit.icons import icon, tile_icon
from veiligheidsadvies.gui.kit.parse import Parse, Refusal
from veiligheidsadvies.gui.kit.pieces import let_style_fill, restyle
from veiligheidsadvies.gui.kit.tokens import size

HIDDEN = "•••••"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice: `value` is what the record gets, `text` what the user reads and searches.

    `detail` is shown muted behind it, `tile` names a domain tile, `icon` and `tone` an icon and its colour.
    """

    value: Any
    text: str
    detail: str = ""
    tile: str = ""
    icon: str = ""
    tone: str = "text"


Options = Sequence[Option] | Callable[[], Sequence[Option]]


def resolve(options: Options) -> Sequence[Option]:
    """The options now; a callable is asked each time."""
    return options() if callable(options) else options


class Editor(QObject):
    """What a form asks of every editor."""

    edited = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self._is_loading = False

    def load(self, value: Any) -> None:
        """Show a value without counting as an edit."""
        self._is_loading = True
        self._show(value)
        self._is_loading = False

    def restore(self, raw: str) -> None:
        """Show the text of a draft without counting as an edit."""
        self._is_loading = True
        self._show_raw(raw)
        self._is_loading = False

    def value(self) -> Any:
        """The value now, None when empty, or a Refusal."""
        raise NotImplementedError

    def raw(self) -> str:
        """What a draft has to keep to bring this back exactly."""
        raise NotImplementedError

    def set_problem(self, *, has_problem: bool) -> None:
        """Draw the edge of a field that asks for attention."""
        restyle(self.widget, "problem", has_problem)

    def set_hidden(self, *, is_hidden: bool) -> None:
        """Hide what a sensitive field shows (privacy mode); editors without text ignore it."""

    def set_enabled(self, *, is_enabled: bool) -> None:
        """Switch the field on or off."""
        self.widget.setEnabled(is_enabled)

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _show_raw(self, raw: str) -> None:
        raise NotImplementedError

    def _on_edited(self, *_: object) -> None:
        if not self._is_loading:
            self.edited.emit()


class LineEditor(Editor):
    """One line of text, through a parse function and its way back."""

    widget: QLineEdit

    def __init__(
        self, widget: QLineEdit, parse: Parse, format_: Callable[[Any], str], *, is_tidied: bool
    ) -> None:
        super().__init__(widget)
        self._parse, self._format = parse, format_
        widget.textChanged.connect(self._on_edited)
        if is_tidied:
            widget.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """Parsed text."""
        return self._parse(self.widget.text())

    def raw(self) -> str:
        """The text as typed."""
        return self.widget.text()

    def set_hidden(self, *, is_hidden: bool) -> None:
        """Dots instead of signs."""
        mode = QLineEdit.EchoMode.Password if is_hidden else QLineEdit.EchoMode.Normal
        self.widget.setEchoMode(mode)

    def _show(self, value: Any) -> None:
        self.widget.setText("" if value is None else self._format(value))
        self.widget.setCursorPosition(0)

    def _show_raw(self, raw: str) -> None:
        self.widget.setText(raw)

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and not isinstance(value, Refusal):
            shown = self._format(value)
            if shown != self.widget.text():
                self.load(value)


class LinesEditor(Editor):
    """More lines of text; Tab leaves the field."""

    widget: QPlainTextEdit

    def __init__(self, lines: int, parse: Parse) -> None:
        super().__init__(QPlainTextEdit())
        let_style_fill(self.widget)
        self.widget.setTabChangesFocus(True)
        self.widget.setFixedHeight(lines * 20 + 20)
        self._parse, self._kept, self._is_hidden = parse, "", False
        self.widget.textChanged.connect(self._on_edited)

    def value(self) -> Any:
        """Parsed text."""
        return self._parse(self.raw())

    def raw(self) -> str:
        """The text as typed."""
        return self._kept if self._is_hidden else self.widget.toPlainText()

    def set_hidden(self, *, is_hidden: bool) -> None:
        """A hidden text is taken out of the widget and cannot be edited meanwhile."""
        if is_hidden == self._is_hidden:
            return
        text = self.raw()
        self._kept, self._is_hidden = (text if is_hidden else ""), is_hidden
        self.widget.setReadOnly(is_hidden)
        self._is_loading = True
        self.widget.setPlainText((HIDDEN if text else "") if is_hidden else text)
        self._is_loading = False

    def _show(self, value: Any) -> None:
        self._show_raw(value or "")

    def _show_raw(self, raw: str) -> None:
        if self._is_hidden:
            self._kept = raw
            self.widget.setPlainText(HIDDEN if raw else "")
        else:
            self.widget.setPlainText(raw)


class Combo(QComboBox):
    """A combo box that the mouse wheel changes only when it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self._is_dressed = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Qt asks its style sheet about the frame of the list, and forgets that answer only of what it styles:
        # 300 bytes a time, many times a page. A sheet of its own, that says nothing, makes it one of those.
        self.view().window().setStyleSheet(".x{}")

    def showPopup(self) -> None:  # noqa: N802 - Qt name
        """The list is made and dressed when it is asked for: a form has many that are never opened."""
        if not self._is_dressed:
            self._is_dressed = True
            self.setItemDelegate(QStyledItemDelegate(self))  # the one that the style sheet reaches
            self.view().setIconSize(QSize(size("icon_small"), size("icon_small")))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class ChoiceEditor(Editor):
    """One of a short list; F4 or Alt+↓ opens it, typing jumps."""

    widget: Combo

    def __init__(self, options: Options, placeholder: str, *, may_be_empty: bool) -> None:
        super().__init__(Combo())
        self._source, self._may_be_empty = options, may_be_empty
        self._options: Sequence[Option] = ()
        self.widget.setPlaceholderText(placeholder)
        self._fill()
        self.widget.currentIndexChanged.connect(self._on_edited)

    def set_options(self, options: Options) -> None:
        """Offer other choices; the chosen value stays when it is still there."""
        kept = self.value()
        self._source = options
        self._is_loading = True
        self._fill()
        self._show(kept)
        self._is_loading = False

    def value(self) -> Any:
        """The chosen value or None."""
        index = self.widget.currentIndex()
        return self._options[index].value if 0 <= index < len(self._options) else None

    def raw(self) -> str:
        """The words of the choice."""
        return self.widget.currentText() if self.widget.currentIndex() >= 0 else ""

    def _fill(self) -> None:
        empty = (Option(value=None, text="–"),) if self._may_be_empty else ()
        self._options = (*empty, *resolve(self._source))
        self.widget.clear()
        for option in self._options:
            if option.tile:
                self.widget.addItem(tile_icon(option.tile), option.text)
            elif option.icon:
                self.widget.addItem(icon(option.icon, option.tone), option.text)
            else:
                self.widget.addItem(option.text)
        self.widget.setCurrentIndex(-1)

    def _show(self, value: Any) -> None:
        found = [number for number, option in enumerate(self._options) if option.value == value]
        self.widget.setCurrentIndex(found[0] if found and value is not None else -1)

    def _show_raw(self, raw: str) -> None:
        found = [number for number, option in enumerate(self._options) if option.text == raw]
        self.widget.setCurrentIndex(found[0] if found and raw else -1)


class CheckEditor(Editor):
    """Yes or no."""

    widget: QCheckBox

    def __init__(self, caption: str) -> None:
        super().__init__(QCheckBox(caption))
        self.widget.toggled.connect(self._on_edited)

    def value(self) -> Any:
        """True or False, never None."""
        return self.widget.isChecked()

    def raw(self) -> str:
        """`ja` or `nee`."""
        return "ja" if self.widget.isChecked() else "nee"

    def _show(self, value: Any) -> None:
        self.widget.setChecked(bool(value))

    def _show_raw(self, raw: str) -> None:
        self.widget.setChecked(raw == "ja")
