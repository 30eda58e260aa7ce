"""A text that is searched for what may not stand in it, however it was set, broken off or spelled."""

from __future__ import annotations

import re

from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.written_forms import in_two_letters

_WORD = re.compile(r"[^\W\d_]+|\d+")
LONG = 8
"""From this many letters on, a string is found inside other words as well; shorter ones only as words."""


class SearchedText:
    """A text without regard to case, accents, spaces, punctuation and hyphenation.

    Foreign letters count as one plain letter and as two: Müller is muller and mueller. Letters and digits
    that touch are words of their own (Kerkstr12).
    """

    def __init__(self, text: str) -> None:
        self._readings = [_Squeezed(reading) for reading in dict.fromkeys((fold(text), in_two_letters(text)))]

    def holds(self, wanted: str) -> bool:
        """Whether `wanted` stands there; False when it has no letter or digit."""
        letters = squeezed(wanted)
        return bool(letters) and any(reading.holds(letters) for reading in self._readings)


def squeezed(wanted: str) -> str:
    """What is looked for: letters and digits alone, folded; "" when it has none."""
    return "".join(_WORD.findall(fold(wanted)))


class _Squeezed:
    """Folded words as one string without anything between them, and where words start and end in it."""

    def __init__(self, folded: str) -> None:
        words = _WORD.findall(folded)
        self._text = "".join(words)
        self._starts: set[int] = set()
        self._ends: set[int] = set()
        at = 0
        for word in words:
            self._starts.add(at)
            at += len(word)
            self._ends.add(at)

    def holds(self, wanted: str) -> bool:
        if wanted not in self._text:
            return False
        if len(wanted) >= LONG:
            return True
        return any(
            match.start() in self._starts and self._is_end(match.start() + len(wanted))
            for match in re.finditer(f"(?={re.escape(wanted)})", self._text)
        )

    def _is_end(self, at: int) -> bool:
        """A word ends here, or after a genitive s."""
        return at in self._ends or (self._text[at : at + 1] == "s" and at + 1 in self._ends)
