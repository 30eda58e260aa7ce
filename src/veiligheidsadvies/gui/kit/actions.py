"""One list of actions for menus, shortcuts, context menus, the palette and the overview of keys.

    Command(name="vergrendelen", text="&Vergrendelen", menu="bestand", shortcut="Ctrl+L", run=…)

`ActionList` makes one QAction of each; whoever needs it asks by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from veiligheidsadvies.gui.kit.icons import icon

SEPARATOR = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing the user can do. `menu` is the key of its menu, "" keeps it out of the menus.

    A name of "-" is a separator. `is_checked` makes it a switch, asked anew at
    every opening of its menu.
    """

    name: str
    text: str = ""
    menu: str = ""
    shortcut: str = ""
    icon: str = ""
    run: Callable[[], object] | None = None
    may_run: Callable[[], bool] | None = None
    is_checked: Callable[[], bool] | None = None


def separator(menu: str) -> Command:
    """A line between two groups of a menu."""
    return Command(name=SEPARATOR, menu=menu)


class ActionList(QObject):
    """All commands of a window as QActions."""

    def __init__(self, window: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(window)
        self._commands = tuple(commands)
        self._actions: dict[str, QAction] = {}
        for command in self._commands:
            if command.name != SEPARATOR:
                self._actions[command.name] = self._make(command, window)
                window.addAction(self._actions[command.name])

    def _make(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(f"actie_{command.name}")
        if command.icon:
            action.setIcon(icon(command.icon))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.is_checked is not None)
        if command.run is not None:
            run = command.run
            action.triggered.connect(lambda _=False: run())
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar, menus: Iterable[tuple[str, str]]) -> None:
        """Make the menus: (key, title with mnemonic)."""
        for key, title in menus:
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu_{key}")
            menu.setAccessibleName(title.replace("&", ""))
            menu.aboutToShow.connect(self.refresh)
            menu.aboutToHide.connect(self.release)
            for command in self._commands:
                if command.menu == key:
                    self._place(menu, command)

    def add_to(self, menu: QMenu, key: str, *, with_separator: bool = False) -> None:
        """Put the commands of one menu at the end of it, after a line when something stands above."""
        mine = [command for command in self._commands if command.menu == key]
        if mine and with_separator:
            menu.addSeparator()
        for command in mine:
            self._place(menu, command)

    def refresh(self) -> None:
        """Ask every command whether it may run now and whether it is checked."""
        for command in self._commands:
            if command.may_run is not None:
                self._actions[command.name].setEnabled(command.may_run())
            if command.is_checked is not None:
                self._actions[command.name].setChecked(command.is_checked())

    def release(self) -> None:
        """Nobody sees them any more: keys work whatever the menu said, for things change after it closed."""
        for command in self._commands:
            if command.may_run is not None:
                self._actions[command.name].setEnabled(True)

    def overview(self) -> list[tuple[str, str]]:
        """(words, keys) of everything with a shortcut, for Ctrl+/."""
        return [(plain(one.text), one.shortcut) for one in self._commands if one.shortcut and one.text]

    def runnable(self) -> list[tuple[str, str, str]]:
        """(name, words, keys) of everything that may run now, for the palette."""
        return [
            (one.name, plain(one.text), one.shortcut)
            for one in self._commands
            if one.name != SEPARATOR and (one.may_run is None or one.may_run())
        ]

    def _place(self, menu: QMenu, command: Command) -> None:
        if command.name == SEPARATOR:
            menu.addSeparator()
        else:
            menu.addAction(self._actions[command.name])


def plain(text: str) -> str:
    """Words without the mnemonic mark and the dots of a menu entry."""
    return text.replace("&", "").removesuffix("…")
