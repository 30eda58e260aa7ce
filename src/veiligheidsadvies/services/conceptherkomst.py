"""Whose an unsaved form is: read from the key of its draft, and from the way back that is kept with it.

A dialog knows only the screen that it was opened on. A page of one record says whose it is; over a list it is
the title that does, when it has a code or a number in it.
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


class Conceptherkomst:
    """Reading only; what it read of codes and numbers it keeps, so it is made anew for every question."""

    def __init__(self, context: Context) -> None:
        self._connection = context.connection
        self._numbers = bewaar_table.list_numbers(context.connection)

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
        _, screen, dossier, row, *title = parts
        named = self._named_in(":".join(title))
        if screen not in _BLAD:
            return named or (frozenset() if screen in _VAN_NIEMAND else None)
        placed = _number([dossier]) if dossier != "0" else self._of_page(screen, row, data)
        return placed if placed is None or not named else placed | named

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

    def _named_in(self, title: str) -> frozenset[int]:
        words = set(re.findall(r"[\w-]+", title))
        return frozenset(owner for number, owner in self._numbers if number in words)


def _number(parts: Sequence[str]) -> frozenset[int] | None:
    return frozenset({int(parts[0])}) if parts and parts[0].isdecimal() else None
