"""Whoever shows names leaves a line in the log: which screen, and of which dossier."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk, Plek

WITH_SECRETS = frozenset(
    {"dossiers", "dossier", "maatregel", "opdrachten", "leveranciers", "exemplaren", "beheer"}
)
"""The screens that hide something in privacy mode. Previews of papers note themselves."""
SEARCH = "zoeken"


class Inzage(QObject):
    """Notes each screen and dossier once, from showing the names until they are hidden again."""

    def __init__(self, parent: QObject, desk: Desk, where: Callable[[], Plek | None]) -> None:
        super().__init__(parent)
        self._desk, self._where = desk, where
        self._noted: set[tuple[str, int | None]] = set()
        desk.secrecy.changed.connect(self.look)

    def look(self) -> None:
        """A screen was shown, or the names were."""
        if self._desk.secrecy.is_hidden:
            self._noted.clear()
        elif (place := self._where()) is not None and place.scherm in WITH_SECRETS:
            self._note(place.scherm, place.dossier_id)

    def searched(self) -> None:
        """Something was looked for in everything."""
        if not self._desk.secrecy.is_hidden:
            self._note(SEARCH, None)

    def _note(self, scherm: str, dossier_id: int | None) -> None:
        if (scherm, dossier_id) in self._noted:
            return
        # A full disk keeps nobody from looking up where to go; it is told at the next thing that is saved.
        with contextlib.suppress(UserError):
            self._desk.services.logboek.note_inzage(scherm, dossier_id)
            self._noted.add((scherm, dossier_id))
