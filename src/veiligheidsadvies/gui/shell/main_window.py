"""The frame around every screen: menu bar, navigation, header, one screen, status bar. It only frames."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.actions import ActionList
from veiligheidsadvies.gui.kit.header import Crumb, Header, StatusBar
from veiligheidsadvies.gui.kit.navigation import Entry, Navigation
from veiligheidsadvies.gui.kit.page import is_narrow
from veiligheidsadvies.gui.kit.pieces import restyle
from veiligheidsadvies.gui.shell.bands import Bands
from veiligheidsadvies.gui.shell.navigation import BY_NAME, SCREENS

MENUS = (
    ("bestand", "&Bestand"),
    ("bewerken", "Be&werken"),
    ("beeld", "Bee&ld"),
    ("dossier", "&Dossier"),
    ("afdrukken", "&Afdrukken"),
    ("extra", "&Extra"),
    ("help", "&Help"),
)


class MainFrame(QWidget):
    """`asked(Plek)`: the user goes somewhere by the navigation or a crumb."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        entries = [screen for screen in SCREENS if screen.is_entry]
        self.navigation = Navigation(
            [
                Entry(
                    name=one.name,
                    text=one.text,
                    icon=one.icon,
                    shortcut=f"Ctrl+{number}",
                    starts_group=one.starts_group,
                )
                for number, one in enumerate(entries, 1)
            ]
        )
        self.header, self.bands, self.status = Header(), Bands(), StatusBar()
        self.stack = QStackedWidget()
        self.stack.setProperty("surface", "true")
        self._right = QWidget()
        self._right.setProperty("surface", "true")
        self._right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.bands)
        column.addWidget(self.stack, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.navigation, 0, 0)
        grid.addWidget(self._right, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        self._targets: list[Plek | None] = []
        self._is_narrow: bool | None = None
        self.navigation.chosen.connect(lambda name: self.asked.emit(Plek(scherm=name)))
        self.header.crumb_clicked.connect(self._on_crumb)

    def show_title(self, screen: Screen, name: str) -> None:
        """Draw the way to a screen and mark it in the navigation."""
        crumbs = screen.crumbs()
        self._targets = [target for _, target in crumbs]
        shown = [Crumb(text=text, target=str(at)) for at, (text, _) in enumerate(crumbs)]
        self.header.set_title(shown, screen.remark())
        surface = screen.property("surface") or "true"
        if surface != self._right.property("surface"):  # the board lies on the background, its title too
            for part in (self._right, self.header):
                restyle(part, "surface", surface)
        self.navigation.set_current(BY_NAME[name].parent or name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons only when the window became narrow."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Right before the first picture."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = is_narrow(self)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.navigation.set_collapsed(is_collapsed=narrow)
            self.header.set_collapsed(is_collapsed=narrow)

    def _on_crumb(self, target: str) -> None:
        plek = self._targets[int(target)]
        if plek is not None:
            self.asked.emit(plek)


class Menus(QObject):
    """The menu bar: what always stands there, and below it what the shown screen offers."""

    def __init__(self, bar: QMenuBar, always: ActionList, before_opening: Callable[[], None]) -> None:
        super().__init__(bar)
        self._always = always
        self._menus: dict[str, QMenu] = {}
        for key, title in MENUS:
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu_{key}")
            menu.setAccessibleName(title.replace("&", ""))
            menu.aboutToShow.connect(before_opening)
            self._menus[key] = menu
        self.show_commands(None)

    def show_commands(self, of_screen: ActionList | None) -> None:
        """Fill the menus anew for another screen."""
        for key, menu in self._menus.items():
            menu.clear()
            first, last = self._always, of_screen
            if key == "bestand" and of_screen is not None:  # Afsluiten stays the last
                first, last = of_screen, self._always
            first.add_to(menu, key)
            if last is not None:
                last.add_to(menu, key, with_separator=not menu.isEmpty())

    def menu(self, key: str) -> QMenu:
        """One of the menus."""
        return self._menus[key]
