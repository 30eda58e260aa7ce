"""Whose an unsaved form is: read from the key of its draft, and from the way back that is kept with it.

A dialog knows only the screen that it was opened on. A page of one record says whose it is; over a list it is
the title that does, when it has a code, a number or a contract in it, or what was chosen in the dialog.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import bewaar_table
from veiligheidsadvies.vault.contents import Draft

DIALOOG = "dialoog"
_PLEK = "_plek"
"""Beside the values of a form: the place where it was typed."""
_FORMULIER = {"maatregel": "maatregel", "opdrachten": "opdracht", "aanvraag": "aanvraag"}
_OPDRACHTEN = {"aanvraag": "aanvraag", "uit_offerte": "offerte"}
"""What is open on the screen of orders, by its tab; an order otherwise."""
_BLAD = frozenset({"dossier", "maatregel", "opdrachten"})
"""Screens of which the place says whose the record is; elsewhere a place is only where a list began."""
_VAN_NIEMAND = frozenset({"catalogus", "leveranciers"})
_NAAR_TITEL = frozenset({"beheer", "vandaag"})
"""Screens on which a dialog about a dossier has its code or a number in its title."""
_JAAR = re.compile(r"Begroting\b|\d{4} afsluiten\b")
"""Titles of dialogs about the money of a year."""
_NUMMER = re.compile(r"[A-Z]{2,5}-\d|\b\d{4}-\d")
"""What looks like a code or a number; also one that is there no longer."""
_GEKOZEN = frozenset({"dossier", "dossier_id", "maatregel_id"})
"""Fields that say by their code whose it is."""


class Conceptherkomst:
    """Reading only; what it read of codes and numbers it keeps, so it is made anew for every question."""

    def __init__(self, context: Context) -> None:
        self._connection = context.connection
        self._numbers = bewaar_table.list_numbers(context.connection)
        self._contracts = bewaar_table.list_contracts(context.connection)

    def dossiers(self, draft: Draft) -> frozenset[int] | None:
        """The dossiers that a draft is of, none when it is of something else; None when nobody can tell."""
        head, *rest = draft.key.split(":")
        if head == DIALOOG:
            return self._of_dialog(rest, draft.data)
        if head == "dossier":
            return _number(rest[:1])
        if head == "stap":
            return self._of_rows("maatregel", ",".join(rest[1:]).split(","))
        if head == "opdrachten" and rest[:1] == ["aanvraag"]:
            head, rest = "aanvraag", rest[1:]
        if head not in _FORMULIER:
            return frozenset()
        if rest[:1] == ["nieuw"]:
            return _number(rest[1:2])
        return self._of_rows(_FORMULIER[head], rest[:1])

    def _of_dialog(self, parts: Sequence[str], data: str) -> frozenset[int] | None:
        """`dialoog:<name>:<screen>:<dossier>:<row>:<title>`; 0 is no dossier, or no row."""
        if len(parts) < len(("name", "screen", "dossier", "row")):
            return None
        _, screen, dossier, row, *rest = parts
        title = ":".join(rest)
        named = self._named_in(title) | self._chosen_in(data)
        known = frozenset(owner for owner in named if owner is not None)
        if screen in _BLAD:
            placed = _number([dossier]) if dossier != "0" else self._of_page(screen, row, data)
            return placed if placed is None or not known else placed | known
        is_nobodys = screen in _NAAR_TITEL and not _NUMMER.search(title)
        is_nobodys = is_nobodys or screen in _VAN_NIEMAND or _JAAR.match(title) is not None
        return known if named or is_nobodys else None

    def _of_page(self, screen: str, row: str, data: str) -> frozenset[int] | None:
        if screen == "maatregel":
            return self._of_rows("maatregel", [row])
        if screen == "dossier" or row == "0":
            return None
        kept = json.loads(data).get(_PLEK)
        if isinstance(kept, dict):
            return self._of_rows(_OPDRACHTEN.get(str(kept.get("tab", "")), "opdracht"), [row])
        found = [self._of_rows(table, [row]) for table in ("opdracht", *_OPDRACHTEN.values())]
        known = [one for one in found if one is not None]
        return frozenset().union(*known) if known else None

    def _of_rows(self, table: str, ids: Sequence[str]) -> frozenset[int] | None:
        """None when one of them is not there any more."""
        known = [int(one) for one in ids if one.isdecimal()]
        found = [bewaar_table.list_owners(self._connection, table, one) for one in known]
        if not found or len(found) < len(ids) or not all(found):
            return None
        return frozenset(owner for owners in found for owner in owners if owner is not None)

    def _named_in(self, title: str) -> frozenset[int | None]:
        """Of what is named there; None for what is of no dossier."""
        words = set(re.findall(r"[\w-]+", title))
        found = {owner for number, owner in self._numbers if number in words}
        return frozenset(found | {owner for name, owner in self._contracts if name in title})

    def _chosen_in(self, data: str) -> frozenset[int | None]:
        kept = json.loads(data)
        chosen = [str(raw) for name, raw in kept.items() if name.rpartition(".")[2] in _GEKOZEN]
        return frozenset[int | None]().union(*(self._named_in(text) for text in chosen))


def _number(parts: Sequence[str]) -> frozenset[int] | None:
    return frozenset({int(parts[0])}) if parts and parts[0].isdecimal() else None
