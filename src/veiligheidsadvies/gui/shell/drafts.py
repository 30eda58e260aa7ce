"""Unsaved forms go into the vault at every pause in typing and at locking, and lead back to the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.dialoog_concepten import DialoogConcepten
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.services.concepten import Concept, ConceptService

PAUSE = 800  # milliseconds without a key
PLACE = "_plek"
"""Beside the values of the form, so that the way back is kept with them."""


class Drafts(QObject):
    """Asks the shown screen and the open dialogs for what is not saved; writes only what changed.

    `forgotten` comes after a draft was dropped.
    """

    forgotten = Signal()

    def __init__(
        self, concepten: ConceptService, where: Callable[[], tuple[Screen | None, Plek | None]]
    ) -> None:
        super().__init__()
        self._concepten, self._where = concepten, where
        self._dialogs = DialoogConcepten(concepten, lambda: where()[1], self)
        self._dialogs.closed.connect(self.forget)
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)

    def typed(self) -> None:
        """A key was pressed: look again when it stays quiet."""
        self._pause.start()

    def collect(self) -> None:
        """Write what is not saved now. Raises UserError when the vault cannot take it."""
        screen, plek = self._where()
        if screen is None or plek is None:
            return
        found = {**screen.drafts(), **self._dialogs.drafts()}
        for key in [key for key in self._kept if key not in found]:
            self.forget(key)
        for key, values in found.items():
            if self._kept.get(key) != values:
                self._concepten.save(key, {**values, PLACE: place_values(plek)})
                self._kept[key] = dict(values)

    def left(self, screen: Screen) -> None:
        """The user left a screen and agreed to lose what was not saved there."""
        self._pause.stop()
        for key in {*screen.drafts(), *self._kept}:
            self.forget(key)

    def forget(self, key: str) -> None:
        """The form was saved or left."""
        self._kept.pop(key, None)
        self._concepten.drop(key)
        self.forgotten.emit()

    def stop(self) -> None:
        """Write nothing more."""
        self._pause.stop()
        self._dialogs.stop()

    def _on_pause(self) -> None:
        try:
            self.collect()
        except UserError:
            # A full disk is told when the user saves; a pause in typing is no moment for it.
            self._kept.clear()


def place_values(plek: Plek) -> dict[str, Any]:
    """A place as plain values; a filter is not part of the way back."""
    return {name: value for name, value in asdict(plek).items() if name != "filter" and value}


def place_of(concept: Concept) -> Plek:
    """Where the form of a draft stands; without a kept place what its key says (`maatregel:12`)."""
    kept = concept.waarden.get(PLACE)
    if isinstance(kept, Mapping) and "scherm" in kept:
        return Plek(**kept)
    screen, _, number = concept.sleutel.partition(":")
    return Plek(scherm=screen, row_id=int(number) if number.isdigit() else None)
