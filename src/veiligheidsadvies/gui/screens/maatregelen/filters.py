"""Which measures are shown: the filter in force as chips, and the menu that adds to it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Prioriteit, Status
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.services.maatregelen import MaatregelFilter

_ENUMS: tuple[tuple[str, str, type[enum.Enum]], ...] = (
    ("domeinen", "Domein", Domein),
    ("statussen", "Status", Status),
    ("betalers", "Betaler", Betaler),
    ("grondslagen", "Grondslag", Grondslag),
    ("prioriteiten", "Prioriteit", Prioriteit),
)
_EMPTY = MaatregelFilter()


@dataclass(frozen=True, slots=True)
class Keuzemenu:
    """Builds the filter menu for one desk and hands every change to `on_change`."""

    desk: Desk
    on_change: Callable[[MaatregelFilter], None]

    def build(self, parent: QWidget, chosen: MaatregelFilter) -> QMenu:
        """A menu of submenus; what is in force is ticked."""
        menu = QMenu(parent)
        menu.setObjectName("filtermenu")
        menu.setAccessibleName("Filter toevoegen")
        self._dossiers(menu, chosen)
        for field, title, kind in _ENUMS:
            sub = _submenu(menu, field, title)
            if field == "statussen":
                self._switch(sub, "open", chosen, "alleen_open", on=True, off=False)
                sub.addSeparator()
            for member in kind:
                self._many(sub, word(member), chosen, field, member)
        suppliers = _submenu(menu, "leveranciers", "Leverancier")
        for name in self.desk.services.maatregelen.list_leveranciers():
            self._many(suppliers, name, chosen, "leveranciers", name)
        suppliers.setEnabled(not suppliers.isEmpty())
        self._switch(menu, "Te laat", chosen, "te_laat_op", on=self.desk.services.today, off=None)
        menu.addSeparator()
        clear = menu.addAction("Filters wissen")
        clear.setEnabled(bool(chips(chosen, {})))
        clear.triggered.connect(lambda: self.on_change(_EMPTY))
        return menu

    def _dossiers(self, menu: QMenu, chosen: MaatregelFilter) -> None:
        sub = _submenu(menu, "dossier_id", "Dossier")
        for dossier in self.desk.services.dossiers.list_all():
            self._switch(sub, dossier.code, chosen, "dossier_id", on=dossier.id, off=None)
        sub.setEnabled(not sub.isEmpty())

    def _switch(
        self, menu: QMenu, words: str, chosen: MaatregelFilter, field: str, *, on: Any, off: Any
    ) -> None:
        is_on = getattr(chosen, field) == on
        value = off if is_on else on
        self._add(menu, words, is_on=is_on, then=_with(chosen, field, value))

    def _many(self, menu: QMenu, words: str, chosen: MaatregelFilter, field: str, member: Any) -> None:
        present: tuple[Any, ...] = getattr(chosen, field)
        is_on = member in present
        rest = tuple(one for one in present if one != member) if is_on else (*present, member)
        self._add(menu, words, is_on=is_on, then=_with(chosen, field, rest))

    def _add(self, menu: QMenu, words: str, *, is_on: bool, then: MaatregelFilter) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(lambda _=False: self.on_change(then))


def _submenu(menu: QMenu, name: str, title: str) -> QMenu:
    sub = menu.addMenu(title)
    sub.setObjectName(f"filtermenu_{name}")
    sub.setAccessibleName(title)
    return sub


def chips(chosen: MaatregelFilter, codes: Mapping[int, str]) -> list[tuple[str, str]]:
    """(field, words) of everything in force; a search in the list is no chip."""
    found: list[tuple[str, str]] = []
    if chosen.dossier_id is not None:
        found.append(("dossier_id", f"Dossier: {codes.get(chosen.dossier_id, '?')}"))
    for field, title, _ in _ENUMS:
        if members := getattr(chosen, field):
            found.append((field, f"{title}: {_listed([word(one) for one in members])}"))
    if chosen.groepen:
        found.append(("groepen", f"Groep: {_listed([word(one) for one in chosen.groepen])}"))
    if chosen.alleen_open:
        found.append(("alleen_open", "Status: open"))
    if chosen.leveranciers:
        found.append(("leveranciers", f"Leverancier: {_listed(chosen.leveranciers)}"))
    if chosen.te_laat_op is not None:
        found.append(("te_laat_op", "Te laat"))
    return found


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) if len(words) <= 2 else f"{words[0]} en {len(words) - 1} andere"  # noqa: PLR2004


def without(chosen: MaatregelFilter, field: str) -> MaatregelFilter:
    """The same filter with one condition less."""
    return _with(chosen, field, getattr(_EMPTY, field))


def _with(chosen: MaatregelFilter, field: str, value: Any) -> MaatregelFilter:
    return replace(chosen, **{field: value})


def from_plek(given: object, dossier_id: int | None) -> MaatregelFilter | None:
    """The filter that a place asks for: one of ours, or its fields by name; None leaves what is in force."""
    if isinstance(given, MaatregelFilter):
        return given if dossier_id is None else replace(given, dossier_id=dossier_id)
    if isinstance(given, Mapping):
        return replace(_EMPTY, **{"dossier_id": dossier_id, **given})
    return None if dossier_id is None else replace(_EMPTY, dossier_id=dossier_id)
