"""The frame of Beheer: one strip of tabs; each tab is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import rule
from veiligheidsadvies.gui.kit.tabs import TabStrip
from veiligheidsadvies.gui.screens.beheer.beveiliging import BeveiligingPart
from veiligheidsadvies.gui.screens.beheer.bewaren import BewarenPart
from veiligheidsadvies.gui.screens.beheer.herstelblad import HerstelbladPart
from veiligheidsadvies.gui.screens.beheer.inkoop import InkoopPart
from veiligheidsadvies.gui.screens.beheer.kopieen import KopieenPart
from veiligheidsadvies.gui.screens.beheer.logboek import LogboekPart
from veiligheidsadvies.gui.screens.beheer.organisatie import OrganisatiePart
from veiligheidsadvies.gui.screens.beheer.part import Part
from veiligheidsadvies.gui.screens.beheer.sleutels import SleutelsPart
from veiligheidsadvies.gui.screens.beheer.voorkeuren import VoorkeurenPart
from veiligheidsadvies.services.changes import Changes

TABS: tuple[tuple[str, str, Callable[[Desk], Part]], ...] = (
    ("organisatie", "Organisatie", OrganisatiePart),
    ("sleutels", "Personen en sleutels", SleutelsPart),
    ("herstelblad", "Herstelblad", HerstelbladPart),
    ("kopieen", "Kopieën", KopieenPart),
    ("inkoop", "Inkoop", InkoopPart),
    ("bewaren", "Bewaren", BewarenPart),
    ("logboek", "Logboek en controle", LogboekPart),
    ("beveiliging", "Beveiligingsstatus", BeveiligingPart),
    ("voorkeuren", "Voorkeuren", VoorkeurenPart),
)


class BeheerScreen(Screen):
    """`Plek.tab` is the name of a tab; without one the tab shown last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="beheer")
        self.strip = TabStrip(name="beheer_tabs", accessible="Onderdelen van Beheer")
        self.stack = QStackedWidget()
        self._parts: dict[int, Part] = {}
        for _, words, _make in TABS:
            self.strip.addTab(words)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.addWidget(self.strip)
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.addWidget(rule())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        self._at = 0
        self.strip.currentChanged.connect(self._on_tab)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+PgDown", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))

    @property
    def part(self) -> Part:
        """The part of the current tab."""
        number = self._at
        if number not in self._parts:
            made = TABS[number][2](self.desk)
            made.go.connect(self.go)
            self.stack.addWidget(made)
            self._parts[number] = made
        return self._parts[number]

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The title."""
        return (("Beheer", None),)

    def show_place(self, plek: Plek) -> None:
        """Show a tab, and what it holds now."""
        names = [name for name, _, _ in TABS]
        if plek.tab in names and names.index(plek.tab) != self._at:
            self.strip.setCurrentIndex(names.index(plek.tab))
        else:
            self._show()
        self.crumbs_changed.emit()
        if plek.filter:
            self.part.begin(str(plek.filter))

    def reload(self, changes: Changes) -> None:  # noqa: ARG002 - the log changes with everything
        """Read the current tab again."""
        self.part.load()

    def focus_first(self) -> None:
        """Where the work of the tab begins."""
        self.part.focus_first()

    def focus_filter(self) -> None:
        """The filter of the tab."""
        self.part.focus_filter()

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """Unsaved forms of every tab."""
        return {key: draft for part in self._parts.values() for key, draft in part.drafts().items()}

    def may_leave(self) -> bool:
        """Asks when the form of the current tab would lose something."""
        return self.part.may_leave()

    def _step(self, step: int) -> None:
        self.strip.setCurrentIndex((self._at + step) % len(TABS))
        if not self.strip.hasFocus():
            self.focus_first()

    def _on_tab(self, number: int) -> None:
        if number == self._at:
            return
        if not self.part.may_leave():
            self.strip.setCurrentIndex(self._at)
            return
        self.part.leave()
        self._at = number
        self._show()

    def _show(self) -> None:
        part = self.part
        part.load()
        self.stack.setCurrentWidget(part)
