"""Crockford base32: the alphabet of everything a person must read from paper or type over.

No I, L, O and U; what is typed as O counts as 0, I and L as 1, and case does not matter.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u00a0": None, "\t": None})


def normalise(text: str) -> str:
    """Upper case, without spaces and hyphens, lookalikes replaced; foreign signs stay and fail later."""
    return text.strip().upper().translate(_LOOKALIKES)


def values(text: str) -> list[int] | None:
    """The 5-bit values of normalised `text`, or None when a sign is not of the alphabet."""
    found = [_VALUES.get(sign) for sign in text]
    return None if None in found else [value for value in found if value is not None]


def encode(number: int, length: int) -> str:
    """`number` in exactly `length` signs, most significant first."""
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def in_groups(text: str, size: int = 4) -> str:
    """Spaces between groups of `size` signs."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
