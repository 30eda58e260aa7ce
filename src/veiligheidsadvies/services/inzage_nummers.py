"""Numbers of orders, quotes, bills, contracts and paper, left out of every text of an Inzage-uittreksel.

What the program notes by itself ("opdracht OPD-2026-001") has them, and so may a reason or a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.inzage_velden import WEG, Reden
from veiligheidsadvies.storage import bewaar_table, records

EEN_NUMMER = "[een nummer]"
_LABEL = "nummer van een opdracht of aanvraag"
_LEAST_SIGNS, _LEAST_DIGITS = 5, 3
"""A shorter number is in many a text for another reason: `12`, `2026`, `SKG3`."""
_PART = re.compile(r"[^\W\d_]+|\d+")
_DAYS = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d\d[-/](?:19|20)\d\d")
_BEGINS, _ENDS = re.compile(r"(?<!\d[-.,])"), re.compile(r"(?![-.,]\d)")
"""Around digits: not a piece of a date, an amount or a telephone number."""
_Parts = tuple[str, ...]


class Nummers:
    """Those of every paper in the vault, and of the quotes, bills and contracts of this dossier."""

    def __init__(self, context: Context, dossier_id: DossierId) -> None:
        connection = context.connection
        codes = {one.code for one in records.list_where(connection, Dossier)}
        given = [one for one in bewaar_table.list_numbers(connection) if one[0] not in codes]
        self._own = [number for number, owner in given if owner == dossier_id and number[:1].isalpha()]
        texts = [*(number for number, _ in given), *_typed(context, dossier_id)]
        self._known = {parts for text in texts for parts in _numbers_in(text)}
        self._longest = max(map(len, self._known), default=0)

    def hunted(self) -> list[tuple[str, str]]:
        """What the finished paper is searched for: numbers that the program gave; they are nothing else."""
        return [(_LABEL, number) for number in self._own]

    def without(self, text: str) -> str:
        """The text with every such number replaced, in whatever way its parts are kept apart."""
        parts = list(_PART.finditer(text))
        kept: list[str] = []
        at = until = 0
        while at < len(parts):
            end = self._end(text, parts, at)
            if end > at:
                kept += [text[until : parts[at].start()], EEN_NUMMER]
                until = parts[end - 1].end()
            at = max(end, at + 1)
        return "".join((*kept, text[until:]))

    def _end(self, text: str, parts: Sequence[re.Match[str]], at: int) -> int:
        """Behind the last part of the longest number that begins at part `at`; `at` when none does."""
        for end in range(min(len(parts), at + self._longest), at, -1):
            number = tuple(part[0].casefold() for part in parts[at:end])
            if number in self._known and (
                not number[0].isdecimal()
                or (_BEGINS.match(text, parts[at].start()) and _ENDS.match(text, parts[end - 1].end()))
            ):
                return end
        return at


def _typed(context: Context, dossier_id: DossierId) -> Iterator[str]:
    """Every field of the dossier that is left out because it is a number."""
    for kind, fields in WEG.items():
        names = [name for name, why in fields.items() if why is Reden.NUMMER]
        found: list[Any] = []
        if names and kind is not Dossier:
            found = records.list_where(context.connection, kind, "dossier_id = ?", (dossier_id,))
        yield from (str(getattr(one, name)) for one in found for name in names)


def _numbers_in(text: str) -> Iterator[_Parts]:
    """The words of a reference that tell it from any other, in parts of letters and of digits."""
    for word in text.split():
        parts = tuple(part.casefold() for part in _PART.findall(word))
        signs = "".join(parts)
        if (
            len(signs) >= _LEAST_SIGNS
            and sum(sign.isdecimal() for sign in signs) >= _LEAST_DIGITS
            and not _DAYS.fullmatch(word)
        ):
            yield parts
