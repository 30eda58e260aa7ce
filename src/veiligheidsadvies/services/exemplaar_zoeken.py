"""Whose copy is this? Finding copies by what somebody reads on a found sheet, or by the file itself.

A number, a log head or the hash of a file belongs to one copy. A text may stand in several: then the result
says so, and only the number or the watermark on the sheet tells which copy it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.errors import FileUnreadable
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.bestand import read_file
from veiligheidsadvies.text.formats import amount, date_full, date_words, fold

GENOEG, GENOEG_LANG = 50, 35
"""From this share of its words on, in percent, a text may come from a copy; much of a whole page is headings
that every copy has, so there less is enough. Of a few words only, all must stand there."""

_KORT, _LANG = 3, 30
_VERSCHIL = 10

_ALLES = 100
_REEKS = 3
_KORTSTE_HASH, _HASH = 12, 64
_KORTSTE_LOGKOP, _LOGKOP = 4, 16
_MINSTE_LETTERS = 4
_NUMBER = re.compile(r"(?<![\w-])(20\d\d)\s?[-\u2010-\u2013]\s?(\d{4,})(?![\w-])")
_OF_SHEET = re.compile(r"(?:exemplaar\s+nr\.?|/\s*nr\.?)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CROCKFORD = str.maketrans("OILU", "011V")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Grond(StrEnum):
    """What a copy was recognised by."""

    NUMMER = "nummer"
    LOGKOP = "logkop"
    BESTAND = "bestand"
    INHOUD = "inhoud"
    TEKST = "tekst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treffer:
    """One copy that may be meant.

    `is_zeker`: nothing but this copy fits. `aandeel` is how much of the text stands in it, in percent; 100 is
    every word in the same order.
    """

    exemplaar: Exemplaar
    grond: Grond
    is_zeker: bool
    aandeel: int = _ALLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Vondst:
    """What was found, the surest in front.

    `onbekend` are copy numbers that were read and are not in this register; `is_gelijk` says that several
    copies hold the same text, so that the text cannot tell which; `zonder_inhoud` copies keep no text.
    """

    treffers: tuple[Treffer, ...] = ()
    onbekend: tuple[str, ...] = ()
    is_gelijk: bool = False
    zonder_inhoud: int = 0

    @property
    def zeker(self) -> tuple[Treffer, ...]:
        """Those that nothing else fits."""
        return tuple(one for one in self.treffers if one.is_zeker)

    @property
    def mogelijk(self) -> tuple[Treffer, ...]:
        """The others."""
        return tuple(one for one in self.treffers if not one.is_zeker)


def recognise(copies: Sequence[Exemplaar], tekst: str) -> Vondst:
    """Compare what was read with every copy: number, log head, hash, and else the text itself."""
    plain = tekst.translate(_INVISIBLE)
    marks = [*_by_number(copies, plain), *_by_head(copies, plain), *_by_hash(copies, plain)]
    known = {one.nummer for one in copies}
    unknown = tuple(dict.fromkeys(nummer for nummer, _ in _numbers(plain) if nummer not in known))
    found = [] if any(one.is_zeker for one in marks) else list(_by_text(copies, _words(plain)))
    best = max((one.aandeel for one in found), default=0)
    alike = [one for one in found if one.aandeel == best]
    return Vondst(
        treffers=tuple(_once([*marks, *found])),
        onbekend=unknown,
        is_gelijk=len(alike) > 1,
        zonder_inhoud=sum(not one.snapshot for one in copies),
    )


def recognise_file(copies: Sequence[Exemplaar], path: Path) -> Vondst:
    """A file as it left, or else by the text of its pages; FileUnreadable when it cannot be read at all.

    Of what is encrypted or no PDF only its hash tells something.
    """
    content = read_file(path)
    wanted = hashlib.sha256(content).hexdigest()
    same = [one for one in copies if one.pdf_sha256 == wanted]
    if same:
        hits = (Treffer(exemplaar=one, grond=Grond.BESTAND, is_zeker=True) for one in same)
        return Vondst(treffers=tuple(hits))
    try:
        return recognise(copies, "\n".join(page_texts(content)))
    except FileUnreadable:
        return Vondst()


def _once(hits: Iterable[Treffer]) -> list[Treffer]:
    """Each copy once, by what tells most; the surest first."""
    found: dict[int, Treffer] = {}
    for one in sorted(hits, key=lambda hit: (not hit.is_zeker, -hit.aandeel)):
        found.setdefault(int(one.exemplaar.id or 0), one)
    return list(found.values())


def _numbers(text: str) -> Iterator[tuple[str, bool]]:
    """Copy numbers that are read, and whether they stand where a sheet has its own."""
    for found in _NUMBER.finditer(text):
        is_own = bool(_OF_SHEET.search(text[: found.start()]))
        yield f"{found[1]}-{found[2]}", is_own or not _words(text)


def _by_number(copies: Sequence[Exemplaar], text: str) -> Iterator[Treffer]:
    read: dict[str, bool] = {}
    for nummer, is_own in _numbers(text):
        read[nummer] = read.get(nummer, False) or is_own
    is_only = len(read) == 1
    for copy in copies:
        if copy.nummer in read:
            yield Treffer(exemplaar=copy, grond=Grond.NUMMER, is_zeker=read[copy.nummer] or is_only)


def _by_head(copies: Sequence[Exemplaar], text: str) -> Iterator[Treffer]:
    """The whole log head anywhere, or a part of it when nothing else was typed."""
    read = _squeezed(text)
    is_part = _KORTSTE_LOGKOP <= len(read) < _LOGKOP and any(sign.isdigit() for sign in read)
    for copy in copies:
        head = _squeezed(copy.logkop)
        if head and head in read:
            yield Treffer(exemplaar=copy, grond=Grond.LOGKOP, is_zeker=True)
        elif head and is_part and read in head:
            yield Treffer(exemplaar=copy, grond=Grond.LOGKOP, is_zeker=False)


def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_CROCKFORD)


def _by_hash(copies: Sequence[Exemplaar], text: str) -> Iterator[Treffer]:
    """A whole SHA-256, or the beginning of one as the screen shows it."""
    read = [part for part in re.findall(r"[0-9a-f]+", re.sub(r"[\s…]", "", text.lower())) if _is_hash(part)]
    for copy in copies:
        for grond, value in ((Grond.BESTAND, copy.pdf_sha256), (Grond.INHOUD, copy.snapshot_sha256)):
            if value and any(value.startswith(part) for part in read):
                yield Treffer(exemplaar=copy, grond=grond, is_zeker=value in read)


def _is_hash(part: str) -> bool:
    has_digit = any(sign.isdigit() for sign in part)
    return _KORTSTE_HASH <= len(part) <= _HASH and has_digit


def _by_text(copies: Sequence[Exemplaar], words: Sequence[str]) -> Iterator[Treffer]:
    if sum(map(len, words)) < _MINSTE_LETTERS:
        return
    wanted = f" {' '.join(words)} "
    runs = _runs(words) if len(words) > _KORT else []
    enough = GENOEG_LANG if len(runs) > _LANG else GENOEG
    found = []
    for copy in copies:
        if not copy.snapshot:
            continue
        text = _text_of(copy)
        share = _ALLES if wanted in text else min(_ALLES - 1, _share(runs, text))
        if share >= enough:
            found.append((copy, share))
    best = max((share for _, share in found), default=0)
    literal = sum(share == _ALLES for _, share in found)
    for copy, share in found:
        is_only = share == _ALLES and literal == 1 and len(words) >= _REEKS
        if share >= best - _VERSCHIL:
            yield Treffer(exemplaar=copy, grond=Grond.TEKST, is_zeker=is_only, aandeel=share)


def _runs(words: Sequence[str]) -> list[str]:
    """Every run of three words, each once."""
    starts = range(len(words) - _REEKS + 1)
    return list(dict.fromkeys(" ".join(words[at : at + _REEKS]) for at in starts))


def _share(runs: Sequence[str], text: str) -> int:
    return _ALLES * sum(f" {run} " in text for run in runs) // len(runs) if runs else 0


def _words(text: str) -> list[str]:
    """Folded words without copy numbers; a word that is broken off at the end of a line is one again."""
    whole = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", _NUMBER.sub(" ", text))
    return _WORD.findall(fold(whole))


def _text_of(copy: Exemplaar) -> str:
    """All that the copy says, folded; dates and amounts as they are printed as well."""
    said = [*_printed(json.loads(copy.snapshot)["inhoud"]), copy.ontvanger, copy.logkop]
    return f" {' '.join(_words(' '.join(said)))} "


def _printed(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _printed(item)
    elif isinstance(value, str):
        yield value
        if _DATE.fullmatch(value):
            day = dt.date.fromisoformat(value)
            yield f"{date_full(day)} {date_words(day)}"
    elif isinstance(value, int) and not isinstance(value, bool):
        yield amount(Bedrag(value), sign=False, zero="")
