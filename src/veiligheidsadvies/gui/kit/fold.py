"""Text made comparable for typing ahead: no capitals, no accents."""

from __future__ import annotations

import unicodedata

_SPECIAL = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ĳ": "ij", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d"}
)


def fold(text: str) -> str:
    """`Đorđević` becomes `dordevic`."""
    parts = unicodedata.normalize("NFD", text.casefold().translate(_SPECIAL))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_SPECIAL)


def matches(needle: str, haystack: str) -> bool:
    """Whether every word of the needle occurs somewhere in the haystack."""
    folded = fold(haystack)
    return all(word in folded for word in fold(needle).split())
