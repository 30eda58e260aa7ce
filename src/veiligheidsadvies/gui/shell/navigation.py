"""From a place to a screen: the list of screens, made at their first visit, and the way back.

This is the only module that knows every screen; each is named by its import path, so that opening the program
loads none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.services.changes import Changes

_SCREENS = "veiligheidsadvies.gui.screens"
_LONGEST_WAY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One screen. `parent` is the entry of the navigation that is marked while it is shown, "" its own."""

    name: str
    text: str
    path: str
    icon: str = ""
    parent: str = ""
    starts_group: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it stands in the navigation at the left."""
        return not self.parent


SCREENS = (
    Registered(
        name="vandaag", text="Vandaag", icon="ph.sun-horizon", path=f"{_SCREENS}.vandaag:VandaagScreen"
    ),
    Registered(
        name="dossiers", text="Dossiers", icon="ph.folders", path=f"{_SCREENS}.dossiers:DossiersScreen"
    ),
    Registered(name="dossier", text="Dossier", parent="dossiers", path=f"{_SCREENS}.dossier:DossierScreen"),
    Registered(
        name="maatregelen",
        text="Maatregelen",
        icon="ph.shield-check",
        path=f"{_SCREENS}.maatregelen:MaatregelenScreen",
    ),
    Registered(
        name="maatregel",
        text="Maatregel",
        parent="maatregelen",
        path=f"{_SCREENS}.maatregel:MaatregelScreen",
    ),
    Registered(
        name="opdrachten",
        text="Opdrachten",
        icon="ph.handshake",
        path=f"{_SCREENS}.opdrachten:OpdrachtenScreen",
    ),
    Registered(name="kosten", text="Kosten", icon="ph.currency-eur", path=f"{_SCREENS}.kosten:KostenScreen"),
    Registered(
        name="catalogus", text="Catalogus", icon="ph.books", path=f"{_SCREENS}.catalogus:CatalogusScreen"
    ),
    Registered(
        name="leveranciers",
        text="Leveranciers",
        icon="ph.storefront",
        path=f"{_SCREENS}.leveranciers:LeveranciersScreen",
    ),
    Registered(
        name="exemplaren",
        text="Exemplaren",
        icon="ph.files",
        path=f"{_SCREENS}.exemplaren:ExemplarenScreen",
        starts_group=True,
    ),
    Registered(name="beheer", text="Beheer", icon="ph.gear-six", path=f"{_SCREENS}.beheer:BeheerScreen"),
)
BY_NAME = {screen.name: screen for screen in SCREENS}


def load_screen(name: str) -> Callable[[Desk], Screen]:
    """The class of a screen; an unknown name is a KeyError (a bug)."""
    module, _, attribute = BY_NAME[name].path.partition(":")
    found: Callable[[Desk], Screen] = getattr(importlib.import_module(module), attribute)
    return found


_WHAT_IS_LEFT = Plek(scherm="beheer", tab="bewaren")
"""Where a way to a dossier leads of which only numbers and amounts are left."""


class Router(QObject):
    """Shows places in a stack of screens and remembers the way. `shown(Screen)` follows every visit."""

    shown = Signal(object)
    title_changed = Signal()
    left = Signal(object)

    def __init__(self, desk: Desk, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack
        self._made: dict[str, Screen] = {}
        self._prepared: dict[str, Screen] = {}
        self._way: list[Plek] = []
        self._at = -1

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        return self._made.get(self.place.scherm) if self.place else None

    @property
    def place(self) -> Plek | None:
        """Where the user is."""
        return self._way[self._at] if self._way else None

    def prepare(self, name: str) -> None:
        """Make a screen that is gone to next; it is not seen yet."""
        if name not in self._made:
            self._prepared[name] = load_screen(name)(self._desk)

    def go(self, plek: Plek) -> bool:
        """Go somewhere; False when the present screen is not to be left. What was ahead is forgotten."""
        plek = self._there(plek)
        if plek == self.place:
            return self._visit(plek, lambda: None)

        def remember() -> None:
            self._way = [*self._way[: self._at + 1], plek][-_LONGEST_WAY:]
            self._at = len(self._way) - 1

        return self._visit(plek, remember)

    def may_go(self, steps: int) -> bool:
        """Whether there is a place that many steps back (-1) or ahead (1)."""
        return 0 <= self._at + steps < len(self._way)

    def step(self, steps: int) -> None:
        """Back or ahead along the way."""
        if self.may_go(steps):
            target = self._at + steps
            self._way[target] = self._there(self._way[target])

            def remember() -> None:
                self._at = target

            self._visit(self._way[target], remember)

    def reload(self, changes: Changes) -> None:
        """Something was saved or undone: the shown screen looks again, the others do at their next visit."""
        if self.current is not None:
            self.current.reload(changes)

    def _there(self, plek: Plek) -> Plek:
        is_gone = plek.dossier_id is not None and self._desk.services.bewaren.is_destroyed(plek.dossier_id)
        return _WHAT_IS_LEFT if is_gone else plek

    def _visit(self, plek: Plek, remember: Callable[[], None]) -> bool:
        before = self.current
        if before is not None:
            if not before.may_leave():
                return False
            self.left.emit(before)
        screen = self._made.get(plek.scherm) or self._make(plek.scherm)
        screen.show_place(plek)
        remember()
        self._stack.setCurrentWidget(screen)
        self.shown.emit(screen)
        screen.focus_first()
        return True

    def _make(self, name: str) -> Screen:
        screen = self._prepared.pop(name, None) or load_screen(name)(self._desk)
        screen.go.connect(self.go)
        screen.crumbs_changed.connect(self.title_changed)
        self._stack.addWidget(screen)
        self._made[name] = screen
        return screen
