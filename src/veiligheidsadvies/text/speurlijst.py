"""What a paper may not hold, compiled once, and finding it in the texts of a paper wherever and however it stands.

Plain data: it may be used in a worker thread. A find tells a kind and a place, never what was hunted.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.text.gewone_woorden import ALLEDAAGS
from veiligheidsadvies.text.vermomming import LEET, Reading, letters_of, readings, skeleton, squeezed
from veiligheidsadvies.text.written_forms import PARTICLES

_ENDING = "s se en ens e n es tje tjes je jes pje pjes etje etjes er ers sche ish iaans ian a"
_ENDINGS = frozenset(_ENDING.split())
_GENITIVE = frozenset("s")
_LONGEST_ENDING = 5
_LEAST_IN_WORD = 6
_LEAST_SKELETON = 5
_LEAST_ANYWHERE = 8
_LEAST_SPLIT = 7
_EDGE = 60
_BARRIER = " \u2021qxzqxzq\u2021 "
_BETWEEN_WORDS = re.compile(r"[\s.'’-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•\-–]\s*|[(\"'‘“]\s*)$")


class Woord(IntEnum):
    """What a hunted name is in Dutch, and so what it proves in small letters or at the begin of a sentence."""

    GEEN = 0
    """No word: it is a find however it is written."""
    DING = 1
    """A thing, as slot: written as a word it asks for a reason."""
    ALLEDAAGS = 2
    """A word of any sentence, as groot: only a find when it is written as a name."""


class Grens(IntEnum):
    """How a hunted text must be cut off from what stands around it to be a find."""

    HEEL = 0
    """It stands by itself, or with a genitive s."""
    VERBOGEN = 1
    """Also with an ending: Jansentje, Jansens."""
    RAND = 2
    """Also at the begin or the end of a longer word."""
    IN_WOORD = 3
    """Also within one word: brandkluisvoorjansen."""
    OVERAL = 4
    """Wherever its letters follow each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel:
    """One hunted text as its letters; with `ernst` in order it may stand there, and so may what is in it.

    `is_een_woord`: so that `in den` is no find for the surname Inden. `is_zwak`: only hunted when nothing else
    explains that it stands there.
    """

    soort: str
    letters: str = field(repr=False)
    grens: Grens = Grens.HEEL
    ernst: Ernst = Ernst.BLOKKEERT
    woord: Woord = Woord.GEEN
    is_een_woord: bool = True
    is_zwak: bool = False
    skelet: str = field(repr=False, default="")
    woorden: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Gezochtlijst:
    """All that is hunted for one paper, ready for use."""

    doelen: tuple[Doel, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaatstekst:
    """One text that reaches paper: `plaats` for people, `sleutel` for the screen that holds it.

    Texts with the same `kolom` stand below each other in a table.
    """

    plaats: str
    tekst: str = field(repr=False)
    sleutel: str = ""
    kolom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treffer:
    """One find: a kind, a place and the part of the text, `tekst[begin:einde]`, that the screen underlines."""

    soort: str
    plaats: str
    sleutel: str
    begin: int
    einde: int
    ernst: Ernst

    @property
    def zin(self) -> str:
        """As a log or a message may tell it: `regel 3, eis: naam`."""
        return f"{self.plaats}: {self.soort}"


@dataclass(frozen=True, slots=True)
class _Vondst:
    """A find in a joined text, before it is brought back to its places."""

    doel: Doel
    start: int
    end: int
    ernst: Ernst = Ernst.BLOKKEERT

    @property
    def is_heavy(self) -> bool:
        return self.ernst is Ernst.BLOKKEERT

    def explains(self, other: _Vondst) -> bool:
        """Longer, and of the same kind or allowed: Gedeputeerde Staten explains gedeputeerde."""
        is_longer = self.end - self.start > other.end - other.start
        return is_longer and (self.doel.soort == other.doel.soort or self.ernst is Ernst.IN_ORDE)


def doel(soort: str, tekst: str, grens: Grens, *, woord: Woord = Woord.GEEN, is_zwak: bool = False) -> Doel:
    """A hunted text in the form in which it is looked for."""
    letters = squeezed(tekst)
    rough = "".join(skeleton(squeezed(word)) for word in _BETWEEN_WORDS.split(tekst))
    return Doel(
        soort=soort,
        letters=letters,
        grens=grens,
        woord=woord,
        is_een_woord=len(tekst.split()) <= 1,
        is_zwak=is_zwak,
        skelet=rough,
        woorden=tuple(filter(None, map(squeezed, tekst.split()))) if is_zwak else (),
    )


def treffers_in(teksten: Sequence[Plaatstekst], gezocht: Gezochtlijst) -> tuple[Treffer, ...]:
    """Every find in these texts, also one that runs on from a text into the next or down a column.

    In the order of the texts; of finds that lie within each other only the one that tells most.
    """
    found = _in_order(teksten, gezocht, only_across=False)
    columns: dict[str, list[Plaatstekst]] = {}
    for text in teksten:
        columns.setdefault(text.kolom, []).append(text)
    for column, cells in columns.items():
        if column and len(cells) > 1:
            found += _in_order(cells, gezocht, only_across=True)
    order = {id(text): at for at, text in enumerate(teksten)}
    ranked = sorted(found, key=lambda item: (order[id(item[0])], item[1].begin, item[1].einde))
    return tuple(dict.fromkeys(hit for _, hit in ranked))


def stands_in(doelen: Iterable[Doel], teksten: Iterable[str]) -> frozenset[Doel]:
    """Those that stand in one of these texts as whole words, and not only as a part of a longer one of them."""
    text = "\n".join(teksten)
    wanted = tuple(doelen)
    if not text.strip() or not wanted:
        return frozenset()
    found = [
        _Vondst(doel=one, start=reading.at[start], end=reading.until[end - 1])
        for reading in readings(text)
        if not reading.is_skeleton
        for one in wanted
        if len(one.letters) > 1
        for start, end in _places(reading, one.letters, Grens.OVERAL if one.letters.isdigit() else Grens.HEEL)
    ]
    spans = {(hit.start, hit.end) for hit in found}
    return frozenset(hit.doel for hit in found if not _lies_within(hit, spans))


def _in_order(
    teksten: Sequence[Plaatstekst], gezocht: Gezochtlijst, *, only_across: bool
) -> list[tuple[Plaatstekst, Treffer]]:
    pieces = [_edges(text.tekst) if only_across else text.tekst for text in teksten]
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece) + 1)
    joined = "\n".join(pieces)
    found = []
    for hit in _outermost(_finds(joined, gezocht.doelen)):
        first = bisect.bisect_right(starts, hit.start) - 1
        last = bisect.bisect_right(starts, hit.end - 1) - 1
        if only_across and first == last:
            continue
        for index in range(first, last + 1):
            text, size = teksten[index], len(pieces[index])
            begin, end = max(0, hit.start - starts[index]), min(size, hit.end - starts[index])
            left_out = len(text.tekst) - size if begin >= _EDGE else 0
            if begin < end:
                found.append((text, _told(hit, text, begin=begin + left_out, end=end + left_out)))
    return found


def _edges(text: str) -> str:
    """The begin and the end of a long text, with between them what no find reaches across."""
    if len(text) <= 2 * _EDGE + len(_BARRIER):
        return text
    return text[:_EDGE] + _BARRIER + text[-_EDGE:]


def _told(hit: _Vondst, text: Plaatstekst, *, begin: int, end: int) -> Treffer:
    return Treffer(
        soort=hit.doel.soort,
        plaats=text.plaats,
        sleutel=text.sleutel,
        begin=begin,
        einde=end,
        ernst=hit.ernst,
    )


def _finds(text: str, doelen: Sequence[Doel]) -> list[_Vondst]:
    found: dict[tuple[int, int, str, Ernst], _Vondst] = {}
    for reading in readings(text):
        for wanted in doelen:
            letters = wanted.skelet if reading.is_skeleton else wanted.letters
            if letters not in reading.letters:
                continue
            for start, end in _places(reading, letters, _edge(wanted, reading)):
                begin, until = reading.span(start, end)
                if not _counts(wanted, reading, (start, end), text[begin:until]):
                    continue
                ernst = _weight(wanted, text, begin=begin, end=until)
                if ernst is not None:
                    hit = _Vondst(doel=wanted, start=begin, end=until, ernst=ernst)
                    found.setdefault((begin, until, wanted.soort, ernst), hit)
    return list(found.values())


def _weight(wanted: Doel, text: str, *, begin: int, end: int) -> Ernst | None:
    """How heavy a find is here; None when it is a word like any other."""
    if wanted.woord is Woord.GEEN or _is_name(text, begin, end):
        return wanted.ernst
    return Ernst.LET_OP if wanted.woord is Woord.DING else None


def _edge(wanted: Doel, reading: Reading) -> Grens:
    """A skeleton is rougher: it finds within words only what is long."""
    if not reading.is_skeleton:
        return wanted.grens
    length = len(wanted.skelet)
    if wanted.grens >= Grens.IN_WOORD:
        if length >= _LEAST_ANYWHERE:
            return wanted.grens
        return Grens.IN_WOORD if length >= _LEAST_IN_WORD else Grens.VERBOGEN
    return min(wanted.grens, Grens.VERBOGEN)


def _places(reading: Reading, letters: str, grens: Grens) -> Iterator[tuple[int, int]]:
    start = reading.letters.find(letters) if letters else -1
    while start >= 0:
        end = start + len(letters)
        if _is_cut_off(reading, start, end, grens):
            yield start, end
        start = reading.letters.find(letters, start + 1)


def _is_cut_off(reading: Reading, start: int, end: int, grens: Grens) -> bool:
    begins, stops = bool(reading.begins[start]), reading.stops(end)
    if grens is Grens.OVERAL or (begins and stops):
        return True
    if grens is Grens.IN_WOORD or (grens is Grens.RAND and (begins or stops)):
        return not reading.crosses(start, end) or (begins and _has_ending(reading, end, _ENDINGS))
    return begins and _has_ending(reading, end, _GENITIVE if grens is Grens.HEEL else _ENDINGS)


def _has_ending(reading: Reading, end: int, endings: frozenset[str]) -> bool:
    """Whether the word goes on with one of these endings and no more."""
    after = next((at for at in range(end, end + _LONGEST_ENDING + 1) if reading.stops(at)), end)
    return reading.letters[end:after] in endings


def _counts(wanted: Doel, reading: Reading, place: tuple[int, int], shown: str) -> bool:
    """Not what is only put together from other words, or from digits."""
    start, end = place
    if reading.is_skeleton and not wanted.letters.isalpha():
        return end - start >= _LEAST_SKELETON and any(sign.isdigit() for sign in shown)
    if reading.is_skeleton:
        signs = [sign for sign in shown if sign in LEET or letters_of(sign)]
        letters = sum(not (sign in LEET or sign.isdigit()) for sign in signs)
        is_mixed = letters < len(signs) and not reading.crosses(start, end)
        if letters * 2 < len(signs) or (end - start < _LEAST_SKELETON and not is_mixed):
            return False
    if not wanted.is_een_woord or end - start >= _LEAST_SPLIT or not reading.crosses(start, end):
        return True
    return not _is_of_words(shown, wanted.letters)


def _is_of_words(shown: str, letters: str) -> bool:
    """Whether a short find is made of everyday words that happen to stand beside each other (in den: Inden)."""
    words = [squeezed(word) for word in shown.split()]
    return "".join(words) == letters and all(
        len(word) > 1 and word in ALLEDAAGS | PARTICLES for word in words
    )


def _is_name(text: str, begin: int, end: int) -> bool:
    """A word is written as a name: with a capital within a sentence, or in disguise."""
    shown = text[begin:end]
    if not (shown.isascii() and shown.isalpha()):
        return True
    if shown[0].isupper() and not shown.isupper():
        return _SENTENCE_START.search(text[max(0, begin - 4) : begin]) is None
    return not (shown.islower() or shown.isupper())


def _lies_within(hit: _Vondst, spans: Iterable[tuple[int, int]]) -> bool:
    size = hit.end - hit.start
    return any(start <= hit.start and hit.end <= end and end - start > size for start, end in spans)


def _outermost(found: Iterable[_Vondst]) -> list[_Vondst]:
    """Without what lies within a find that is as heavy, or within a longer one of the same kind."""
    kept: list[_Vondst] = []
    for hit in sorted(found, key=lambda one: (one.end - one.start, one.is_heavy), reverse=True):
        around = [one for one in kept if one.start <= hit.start and hit.end <= one.end]
        if not any(one.is_heavy or not hit.is_heavy or one.explains(hit) for one in around):
            kept.append(hit)
    return [hit for hit in kept if hit.ernst is not Ernst.IN_ORDE]
