"""Hands that know nothing: clicks, keys and words at random in whatever window is in front."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.prompts import QtPrompts
from veiligheidsadvies.gui.shell.navigation import SCREENS
from veiligheidsadvies.gui.shell.session import Session

_KINDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_WORDS = (
    *("a", "slot op de deur", "12-03-2026", "31-02-2026", "€ 1.250,00", "-1", "0", "2026", "Łukasz", "ß"),
    *("GED-04", "1234 AB", "'; --", '"', "%_*", "\u200b", "IJ", "x" * 300, "9" * 30, "🔔", "e\u0301", " "),
)
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2),
    *(Qt.Key.Key_F8, Qt.Key.Key_F1, Qt.Key.Key_F5),
)
_WITH_CONTROL = "AZYFKNSPDEWCVX"
_NEVER = ("afsluiten", "vergrendelen", "andere kluis")
"""What ends the session: when that happens is decided elsewhere."""


class Random(QtPrompts):
    """Answers as a user who knows nothing; files are in one folder, and no file dialog is opened."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self._chance, self._folder = chance, folder

    def choose_file(self, parent: QWidget | None, title: str, *, pattern: str) -> Path | None:  # noqa: ARG002
        """Any file that was saved, or none."""
        found = sorted(path for path in self._folder.iterdir() if path.is_file())
        return self._chance.choice([*found, None])

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:  # noqa: ARG002
        """The one folder, or none."""
        return self._chance.choice([self._folder, None])

    def save_file(self, parent: QWidget | None, title: str, *, name: str, pattern: str) -> Path | None:  # noqa: ARG002
        """A file in the one folder, sometimes one that stands there."""
        return self._chance.choice([self._folder / name, None])


class Hands:
    """Does one thing at a time to the window in front."""

    def __init__(self, chance: random.Random, window: QMainWindow) -> None:
        self._chance, self._window = chance, window
        self._acts: tuple[tuple[int, Callable[[Session], None]], ...] = (
            (50, self._click),
            (14, self._type),
            (20, self._press),
            (6, self._go),
            (4, self._choose_from_menu),
            (6, self._give_up),
        )

    def act(self, session: Session) -> None:
        """One random thing."""
        weights = [weight for weight, _ in self._acts]
        self._chance.choices([act for _, act in self._acts], weights)[0](session)

    def front(self) -> QWidget:
        """What a user would be able to use now."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _click(self, _session: Session) -> None:
        front = self.front()
        if isinstance(front, QMenu):
            QTest.mouseClick(front, Qt.MouseButton.LeftButton, pos=self._point(front))
            return
        usable = [
            one
            for one in _seen_in(front)
            if isinstance(one, _KINDS) and one.isEnabled() and _may_be_clicked(one)
        ]
        if not usable:
            return
        target = self._chance.choice(usable)
        surface = target.viewport() if isinstance(target, QAbstractItemView) else target
        kind = self._chance.random()
        if isinstance(target, QAbstractItemView) and kind < 0.2:  # noqa: PLR2004 - a share
            QTest.mouseDClick(surface, Qt.MouseButton.LeftButton, pos=self._point(surface))
        elif kind < 0.25:  # noqa: PLR2004 - a share
            QTest.mouseClick(surface, Qt.MouseButton.RightButton, pos=self._point(surface))
        else:
            QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=self._point(surface))

    def _type(self, _session: Session) -> None:
        target = self._focus()
        for sign in self._chance.choice(_WORDS):  # QTest knows Latin letters only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if isValid(target):  # a key may close what it is typed in
                    key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
                    QApplication.sendEvent(target, key)

    def _press(self, _session: Session) -> None:
        target = self._focus()
        if self._chance.random() < 0.3:  # noqa: PLR2004 - a share
            key = Qt.Key(ord(self._chance.choice(_WITH_CONTROL)))
            QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
        else:
            shift = self._chance.choice(
                (Qt.KeyboardModifier.NoModifier,) * 4 + (Qt.KeyboardModifier.ShiftModifier,)
            )
            QTest.keyClick(target, self._chance.choice(_KEYS), shift)

    def _go(self, session: Session) -> None:
        if self.front() is self._window:
            session.go(Plek(scherm=self._chance.choice([one.name for one in SCREENS if one.is_entry])))

    def _choose_from_menu(self, _session: Session) -> None:
        """An entry of the menu bar, as its key would."""
        if self.front() is not self._window:
            return
        entries = [action for menu in self._window.menuBar().findChildren(QMenu) for action in menu.actions()]
        usable = [action for action in entries if _may_be_chosen(action)]
        if usable:
            self._chance.choice(usable).trigger()

    def _give_up(self, _session: Session) -> None:
        """Out of a dialog or a menu."""
        front = self.front()
        if isinstance(front, QDialog | QMenu):
            QTest.keyClick(front, Qt.Key.Key_Escape)

    def _focus(self) -> QWidget:
        front = self.front()
        focused = QApplication.focusWidget()
        return focused if focused is not None and focused.window() is front.window() else front

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._chance.randrange(max(1, widget.width())), self._chance.randrange(max(1, widget.height()))
        )


def _seen_in(widget: QWidget) -> Iterator[QWidget]:
    """What is in view; findChildren() would keep a trace of each part that Qt made by itself, as growth."""
    for one in widget.children():
        if isinstance(one, QWidget) and one.isVisible():
            yield one
            yield from _seen_in(one)


def _may_be_clicked(widget: QWidget) -> bool:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not isinstance(widget.window(), QMenu) and not _ends(f"{words} {widget.accessibleName()}")


def _may_be_chosen(action: QAction) -> bool:
    return action.isEnabled() and not action.isSeparator() and not _ends(action.text())


def _ends(text: str) -> bool:
    plain = text.replace("&", "").lower()
    return any(word in plain for word in _NEVER)
