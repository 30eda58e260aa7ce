"""Reading a text through its disguises: what letters does it show, and where in the text does each stand?

Jansen with a soft hyphen in it, in spaced, full-width or Cyrillic letters, as `Jan&shy;sen` or `J4nsen` all
read as jansen. A reading keeps for every letter its place in the text, so that what was found can be
underlined there. Pure and quick: one pass over the text, each sign looked up once.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.lookalikes import BY_SOUND, LOOKALIKES

_TAGS_FROM = 0xE0000
_TAGS = range(_TAGS_FROM + 0x20, _TAGS_FROM + 0x7F)
"""Signs without a picture that repeat ASCII."""
_EMPTY = "\u115f\u1160\u3164\uffa0\ufffe\u2800"
"""Letters that show nothing, and what a page gives back for a hyphen at the end of a line."""
_LEFT_OUT = frozenset(("Cf", "Mn", "Me"))

_ESCAPE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});"
    r"|\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\[0-7]{3}"
    r"|(?:%[0-9a-fA-F]{2})+|(?:=[0-9A-F]{2})+"
    r"|</?(?:b|i|u|s|em|strong|span|br|p|a|font|sub|sup|wbr|mark|small|tt|w:t|w:r)\b[^<>\n]{0,80}>"
)
_ESCAPE_SIGNS = re.compile(r"[&\\%=<]")
LEET = {"@": "a", "$": "s", "!": "l", "|": "l", "€": "e", "¡": "l"}
_LEET = re.compile(r"[@$!|€¡](?=\w)")
_SKELETON = str.maketrans("0123456789i", "olzeasgtbgl")
_OVERRIDES = re.compile("[\u202e\u2067]")
_IN_TWO_LETTERS = {"đ": "dj", "ð": "dj", "ø": "oe", "ö": "oe", "ä": "ae", "ü": "ue", "å": "aa", "ÿ": "ij"}
_TOUCHING = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_RUN = re.compile(r"[A-Za-z][a-z]+|.", re.DOTALL)
_DOUBLED = re.compile(r"(.)\1+")
Spans = Sequence[tuple[int, int]] | range
"""Where each sign stands: from and until; a range when every sign is its own place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The letters a-z and digits of a text without anything between them.

    `at[i]` is where letter i stands in the text and `until[i]` where it ends there. `begins[i]` is 1 where a
    word or a part of one begins (`voorJansen`, `Kerkstr12`), `words[i]` only where a whole word does. In a
    skeleton 0 is o, 1 and i are l, and a doubled letter is one.
    """

    letters: str = field(repr=False)
    at: Sequence[int]
    until: Sequence[int]
    begins: bytes
    words: bytes
    is_skeleton: bool = False

    def stops(self, at: int) -> bool:
        """Whether a word, or a part of one, stopped just before letter `at`."""
        return at >= len(self.letters) or bool(self.begins[at])

    def crosses(self, start: int, end: int) -> bool:
        """Whether the letters from `start` to `end` belong to more than one word."""
        return self.words.find(1, start + 1, end) >= 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where they stand in the text; also of a text that was read backwards."""
        places = (self.at[start], self.at[end - 1], self.until[start], self.until[end - 1])
        return min(places), max(places)


def squeezed(text: str) -> str:
    """The letters and digits that a text shows, small and plain, with nothing between them."""
    return "".join(letters_of(sign) or "" for sign in text)


def skeleton(letters: str) -> str:
    """Squeezed letters without the difference between digits and the letters that they look like."""
    return _DOUBLED.sub(r"\1", letters.translate(_SKELETON))


def readings(text: str) -> list[Reading]:
    """Every way in which a text is read: as it stands, by its skeleton, and more where it gives reason to."""
    found: list[Reading] = []
    for signs, spans in _written_out(text):
        plain = _reading(signs, spans)
        leet = _leet(signs)
        rough = plain if leet is None else _reading(leet, spans, splits_digits=False)
        found += [plain, _collapsed(rough)]
        for others in (_IN_TWO_LETTERS, BY_SOUND):
            if not signs.isascii() and not others.keys().isdisjoint(signs.lower()):
                found.append(_reading(signs, spans, others=others))
        if _OVERRIDES.search(signs):
            found.append(_reading(signs[::-1], spans[::-1]))
    return found


@functools.lru_cache(maxsize=8192)
def letters_of(sign: str) -> str | None:
    """What one sign shows: letters and digits, nothing for a sign between words, None for what is not seen."""
    if sign.isascii():
        return sign.lower() if sign.isalnum() else "" if sign.isspace() or sign.isprintable() else None
    if ord(sign) in _TAGS:
        return letters_of(chr(ord(sign) - _TAGS_FROM))
    if sign in _EMPTY or unicodedata.category(sign) in _LEFT_OUT:
        return None
    parts = LOOKALIKES.get(sign) or unicodedata.normalize("NFKD", sign)
    shown = "".join(LOOKALIKES.get(part, fold(part)) for part in parts)
    return "".join(plain for plain in shown if plain.isascii() and plain.isalnum())


def _written_out(text: str) -> Iterator[tuple[str, Spans]]:
    """The text itself, and once more with `&eacute;`, `\\u0065`, `%65` as what they mean; where each stood."""
    yield text, range(len(text))
    if not _ESCAPE_SIGNS.search(text):
        return
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    for found in _ESCAPE.finditer(text):
        meant = _meant(found[0])
        signs += (text[last : found.start()], meant)
        spans += ((at, at + 1) for at in range(last, found.start()))
        spans += [found.span()] * len(meant)
        last = found.end()
    if last:
        signs.append(text[last:])
        spans += ((at, at + 1) for at in range(last, len(text)))
        yield "".join(signs), spans


def _meant(escape: str) -> str:
    if escape.startswith("<"):
        return "\n" if escape[1:3].lower() in {"br", "p>", "/p"} else ""
    if escape.startswith("&"):
        return html.unescape(escape)
    try:
        if escape[0] in "%=":
            return bytes.fromhex(escape.replace(escape[0], "")).decode("utf-8")
        code = int(escape[1:], 8) if escape[1].isdigit() else int(escape[2:].strip("{}"), 16)
        return chr(code)
    except (ValueError, OverflowError):
        try:
            return bytes.fromhex(escape.replace(escape[0], "")).decode("cp1252")
        except ValueError:
            return escape


def _reading(
    signs: str,
    spans: Spans,
    *,
    splits_digits: bool = True,
    others: dict[str, str] | None = None,
) -> Reading:
    letters: list[str] = []
    index: list[int] = []
    begins, words = bytearray(), bytearray()
    is_new, was_lower, was_digit = True, False, False
    for run in _RUN.finditer(signs):
        sign = run[0]
        if sign == " ":  # half of all runs
            is_new = True
            continue
        size = len(sign)
        if size > 1:  # plain letters, the most of every text
            shown: str | None = sign.lower()
        else:
            shown = (others.get(sign.lower()) if others else None) or letters_of(sign)
        if not shown:
            is_new |= shown is not None
            continue
        is_digit = size == 1 and shown.isdigit()
        is_upper = sign[0].isupper()
        letters.append(shown)
        index += range(run.start(), run.end()) if size > 1 else [run.start()] * len(shown)
        rest = bytes(len(shown) - 1)
        words.append(is_new)
        words += rest
        begins.append(is_new or (was_lower and is_upper) or (splits_digits and is_digit != was_digit))
        begins += rest
        is_new, was_lower, was_digit = False, size > 1 or not (is_upper or is_digit), is_digit
    places, until = _places(index, spans)
    return Reading(letters="".join(letters), at=places, until=until, begins=bytes(begins), words=bytes(words))


def _places(index: list[int], spans: Spans) -> tuple[list[int], list[int]]:
    """Where in the text each letter begins and ends."""
    if isinstance(spans, range):
        begin = index if spans.step > 0 else [spans[at] for at in index]
        return begin, [place + 1 for place in begin]
    return [spans[at][0] for at in index], [spans[at][1] for at in index]


def _leet(signs: str) -> str | None:
    """The text with @ as a and $ as s before a letter; None when it has none, nor a digit beside a letter."""
    if _LEET.search(signs):
        return _LEET.sub(lambda found: LEET[found[0]], signs)
    return signs if _TOUCHING.search(signs) else None


def _collapsed(reading: Reading) -> Reading:
    """The skeleton of a reading; a run of one letter within a word becomes one, at the place of all."""
    rough = reading.letters.translate(_SKELETON)
    letters: list[str] = []
    at: list[int] = []
    until: list[int] = []
    begins, words = bytearray(), bytearray()
    last = 0
    for run in _DOUBLED.finditer(rough):
        for place in range(run.start() + 1, run.end()):
            is_spaced = reading.begins[place - 1] and reading.begins[place] and reading.stops(place + 1)
            if reading.begins[place] and not is_spaced:
                continue
            letters.append(rough[last:place])
            at += reading.at[last:place]
            until += reading.until[last:place]
            begins += reading.begins[last:place]
            words += reading.words[last:place]
            until[-1] = reading.until[place]
            last = place + 1
    letters.append(rough[last:])
    return Reading(
        letters="".join(letters),
        at=[*at, *reading.at[last:]],
        until=[*until, *reading.until[last:]],
        begins=bytes(begins) + reading.begins[last:],
        words=bytes(words) + reading.words[last:],
        is_skeleton=True,
    )
