"""What Ctrl+K finds: screens, commands, and everything that stands in the vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.command_palette import Hit
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.shell.navigation import SCREENS

if TYPE_CHECKING:
    from veiligheidsadvies.gui.binding.desk import Desk
    from veiligheidsadvies.gui.kit.actions import ActionList
    from veiligheidsadvies.services.zoeken import Treffer

_MOST_COMMANDS = 6
_PLACES: dict[str, tuple[str, str]] = {
    "dossier": ("dossier", ""),
    "bestuurder": ("dossier", ""),
    "maatregel": ("maatregel", ""),
    "advies": ("dossier", "advies"),
    "woonplek": ("dossier", "woonplek"),
    "werklocatie": ("dossier", "woonplek"),
    "kostenregel": ("dossier", "kosten"),
    "bijlage": ("dossier", "documenten"),
    "catalogusmaatregel": ("catalogus", ""),
    "leverancier": ("leveranciers", ""),
    "opdracht": ("opdrachten", ""),
    "aanvraag": ("opdrachten", "aanvraag"),
    "exemplaar": ("exemplaren", ""),
}
_ICONS = {
    "dossier": "ph.folder",
    "bestuurder": "ph.user",
    "maatregel": "ph.shield-check",
    "advies": "ph.file-text",
    "woonplek": "ph.house-line",
    "werklocatie": "ph.buildings",
    "kostenregel": "ph.currency-eur",
    "bijlage": "ph.paperclip",
    "catalogusmaatregel": "ph.books",
    "leverancier": "ph.storefront",
    "opdracht": "ph.handshake",
    "aanvraag": "ph.chats",
    "exemplaar": "ph.files",
}


class Finder:
    """`find` for the palette; the key of a hit is what to do when it is chosen.

    `lists` gives the commands that may be offered now, those of the screen first.
    """

    def __init__(
        self, desk: Desk, go: Callable[[Plek], bool], lists: Callable[[], Sequence[ActionList]]
    ) -> None:
        self._desk, self._visit, self._lists = desk, go, lists

    def find(self, typed: str) -> Sequence[Hit]:
        """Everything that fits, screens first."""
        return [*self._screens(typed), *self._commands(typed), *self._records(typed)]

    def _screens(self, typed: str) -> list[Hit]:
        entries = [one for one in SCREENS if one.is_entry]
        return [
            Hit(key=self._go(Plek(scherm=one.name)), text=one.text, kind=f"Ctrl+{number}", icon=one.icon)
            for number, one in enumerate(entries, 1)
            if matches(typed, one.text)
        ]

    def _commands(self, typed: str) -> list[Hit]:
        if not typed:
            return []
        found = [
            Hit(key=of[name].trigger, text=words, kind=keys or "opdracht", icon="ph.caret-right")
            for of in self._lists()
            for name, words, keys in of.runnable()
            if not name.startswith("scherm_") and matches(typed, words)
        ]
        return found[:_MOST_COMMANDS]

    def _records(self, typed: str) -> list[Hit]:
        return [self._record(one) for one in self._desk.services.zoeken.search(typed)]

    def _record(self, one: Treffer) -> Hit:
        words = self._desk.secrecy.shown(one.tekst) if one.is_gevoelig else one.tekst
        detail = "" if one.dossier_code == words else one.dossier_code
        return Hit(
            key=self._go(place_of(one)), text=words, detail=detail, kind=one.soort, icon=_ICONS[one.tabel]
        )

    def _go(self, plek: Plek) -> Callable[[], object]:
        return lambda: self._visit(plek)


def place_of(one: Treffer) -> Plek:
    """Where a hit is shown."""
    screen, tab = _PLACES[one.tabel]
    row_id = None if one.tabel in {"dossier", "bestuurder"} else one.row_id
    return Plek(scherm=screen, dossier_id=one.dossier_id, row_id=row_id, tab=tab)
