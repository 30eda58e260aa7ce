"""One theme for the whole application: Fusion, a palette and one style sheet, all filled from the tokens.

`Theme(app)` follows the system's light or dark live; `choose` forces one. Whoever paints asks `tokens()`
while painting and keeps no colours.
"""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from veiligheidsadvies import paths
from veiligheidsadvies.gui.kit import fonts
from veiligheidsadvies.gui.kit.tokens import DARK, LIGHT, Tokens, load


class Choice(StrEnum):
    """What the user prefers; the value is what the settings keep."""

    SYSTEM = "system"
    LIGHT = LIGHT
    DARK = DARK


_current: list[Tokens] = []
_HALF = 128
"""Darker than this is a window of a dark system, as the style paints it before the program does."""


def tokens() -> Tokens:
    """The colours in force; light before a theme was applied."""
    return _current[-1] if _current else load(LIGHT)


class Theme(QObject):
    """Applies the look to the application and keeps it in step with the system."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app, self._choice = app, choice
        if fonts.load_fonts():
            app.setFont(fonts.font("body"))
        self._is_dark_system = app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
        self._apply()

    def follow_system(self) -> None:
        """From now on, and live; asking the system itself loads `Qt`, so it waits until a window stands."""
        self._app.styleHints().colorSchemeChanged.connect(self._ask_system)
        self._ask_system()

    def _ask_system(self, *_: object) -> None:
        from PySide6.QtCore import Qt

        self._is_dark_system = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self._follow()

    @property
    def choice(self) -> Choice:
        """What was asked for."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follow the system, or force light or dark; works at once on every open window."""
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        if tokens().mode != self._mode():
            self._apply()
            self.changed.emit()

    def _mode(self) -> str:
        if self._choice is not Choice.SYSTEM:
            return self._choice.value
        return DARK if self._is_dark_system else LIGHT

    def _apply(self) -> None:
        current = load(self._mode())
        _current[:] = [current]
        self._app.setPalette(palette(current))
        self._app.setStyleSheet(style_sheet(current))


def palette(current: Tokens) -> QPalette:
    """The Qt palette of a mode; the style sheet comes on top of it."""
    role = QPalette.ColorRole
    names = {
        role.Window: "background",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "background",
        role.Button: "surface",
        role.ButtonText: "text",
        role.Text: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "accent_soft",
        role.HighlightedText: "text",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Mid: "line",
        role.Midlight: "hairline",
        role.Light: "surface",
        role.Dark: "line",
        role.Shadow: "line",
        role.BrightText: "te_laat",
    }
    made = QPalette()
    for key, name in names.items():
        made.setColor(key, current.color(name))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(current.hex("disabled_text")))
    return made


def style_sheet(current: Tokens) -> str:
    """The style sheet of a mode: `resources/theme/style.qss` with the names filled in."""
    folder = paths.resource("theme")
    values = {name.replace(".", "_"): shade for name, shade in current.colors.items()}
    values["images"] = (folder / current.mode).as_posix()
    return Template((folder / "style.qss").read_text(encoding="utf-8")).substitute(values)
