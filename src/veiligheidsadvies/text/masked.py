"""A text in which words are replaced wherever `searched` would find them, however they were spelled."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.searched import LONG, squeezed
from veiligheidsadvies.text.written_forms import PARTICLES, in_two_letters

_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})\s+)+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s-]*")
_read_one, _read_two = functools.cache(fold), functools.cache(in_two_letters)


class Masker:
    """Replaces `anyhow` in any case, as `SearchedText` finds it; `capital` only as a word with a capital."""

    def __init__(self, anyhow: Iterable[str], capital: Iterable[str], instead: str) -> None:
        self._anyhow = [word for word in dict.fromkeys(map(squeezed, anyhow)) if word]
        self._capital = [word for word in dict.fromkeys(map(squeezed, capital)) if word]
        self._instead = instead

    def __call__(self, text: str) -> str:
        """The text without them; small words of a surname before it (van der) go along."""
        plain = unicodedata.normalize("NFC", text)
        spans: list[tuple[int, int]] = []
        for read in (_read_one,) if plain.isascii() else (_read_one, _read_two):
            letters = _Letters(plain, read)
            for wanted in self._anyhow:
                spans += letters.find(wanted)
            spans += [
                span
                for wanted in self._capital
                for span in letters.find(wanted, is_word=True)
                if plain[span[0]].isupper()
            ]
        if not spans:
            return text
        parts, until = [], 0
        for start, end in _joined(plain, spans):
            parts += [plain[until:start], self._instead]
            until = end
        return "".join((*parts, plain[until:]))


class _Letters:
    """The letters and digits of a text, read as `searched` reads them, and where in the text each stands."""

    def __init__(self, text: str, read: Callable[[str], str]) -> None:
        letters: list[str] = []
        self._places: list[int] = []
        starts: list[int] = []
        kind = ""
        for place, sign in enumerate(text):
            for letter in read(sign):
                now = "" if not letter.isalnum() else "digit" if letter.isdecimal() else "letter"
                if now and now != kind:
                    starts.append(len(letters))
                if now:
                    letters.append(letter)
                    self._places.append(place)
                kind = now
        self._text = "".join(letters)
        self._starts = starts
        self._ends = [*starts[1:], len(letters)]

    def find(self, wanted: str, *, is_word: bool = False) -> Iterator[tuple[int, int]]:
        """Where it stands, as whole words of the text; inside a word when it is long, unless `is_word`."""
        if wanted not in self._text:
            return
        for match in re.finditer(f"(?={re.escape(wanted)})", self._text):
            start, end = match.start(), match.start() + len(wanted)
            first = max(at for at in self._starts if at <= start)
            last = min(at for at in self._ends if at >= end)
            is_whole = first == start and (last == end or (last == end + 1 and self._text[end] == "s"))
            if is_whole or (len(wanted) >= LONG and not is_word):
                yield self._places[first], self._places[last - 1] + 1


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, with the small words before a name; what touches or overlaps is one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        before = _BEFORE.search(text[:start]) if text[start].isupper() else None
        begin = before.start() if before else start
        if found and (begin <= found[-1][1] or _BETWEEN.fullmatch(text, found[-1][1], begin)):
            found[-1] = (min(found[-1][0], begin), max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found
