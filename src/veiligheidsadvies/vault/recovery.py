"""The recovery sheet: the data key in 14 groups of five signs that can be typed over, and as a QR payload.

Groups 1–13 hold the 256 bits of the key (and four zero bits), group 14 the first 20 bits of its SHA-256. The
fifth sign of each group is a weighted sum over GF(32) (x⁵ + x² + 1) that takes the group number in, so it
catches one wrong sign, two swapped signs and swapped groups, and stays within the alphabet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from veiligheidsadvies.domain.errors import RecoveryKeyInvalid
from veiligheidsadvies.vault import crockford

GROUPS = 14
_KEY_BITS, _PADDING_BITS = 256, 4
_DATA_SIGNS = 4
_GROUP_SIGNS = _DATA_SIGNS + 1
_POLYNOMIAL = 0b100101
QR_PREFIX = "VA-HERSTEL-1:"
_NUMBERED = re.compile(r"(?<![0-9A-Za-z])(\d{1,2})[.:\s]+([0-9A-Za-z]{5})(?![0-9A-Za-z])")
_FIVE_SIGNS = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{5}(?![0-9A-Za-z])")


def groups_of(data_key: bytes) -> list[str]:
    """The 14 groups of a 32-byte key."""
    signs = _signs_of(data_key)
    parts = [signs[start : start + _DATA_SIGNS] for start in range(0, len(signs), _DATA_SIGNS)]
    return [part + _check_sign(number, part) for number, part in enumerate(parts, 1)]


def qr_payload(data_key: bytes) -> str:
    """What the QR code on the sheet holds: the 56 signs without check signs."""
    return QR_PREFIX + _signs_of(data_key)


def groups_of_payload(payload: str) -> list[str]:
    """The 14 groups that a scanned QR code stands for. Raises RecoveryKeyInvalid."""
    text = crockford.normalise(payload.strip().removeprefix(QR_PREFIX))
    if len(text) != GROUPS * _DATA_SIGNS or crockford.values(text) is None:
        raise RecoveryKeyInvalid(range(1, GROUPS + 1))
    parts = [text[start : start + _DATA_SIGNS] for start in range(0, len(text), _DATA_SIGNS)]
    return [part + _check_sign(number, part) for number, part in enumerate(parts, 1)]


def groups_in(text: str) -> list[str] | None:
    """The 14 groups in what was scanned or pasted: the QR payload, 70 signs, or the text of a sheet."""
    whole = crockford.normalise(text.strip().upper().removeprefix(QR_PREFIX))
    if len(whole) == GROUPS * _DATA_SIGNS and crockford.values(whole) is not None:
        return groups_of_payload(whole)
    if len(whole) == GROUPS * _GROUP_SIGNS:
        return _checked([whole[at : at + _GROUP_SIGNS] for at in range(0, len(whole), _GROUP_SIGNS)])
    numbered = {int(number): group for number, group in _NUMBERED.findall(text)}
    words: list[str] = _FIVE_SIGNS.findall(text)
    return _checked([numbered.get(number, "") for number in range(1, GROUPS + 1)]) or _checked(words)


def _checked(groups: list[str]) -> list[str] | None:
    """The groups as printed, when there are 14 and each of them stands in its place."""
    if len(groups) != GROUPS or not all(check_group(number, one) for number, one in enumerate(groups, 1)):
        return None
    return [crockford.normalise(group) for group in groups]


def check_group(number: int, text: str) -> bool:
    """Whether `text` is a group that was printed as group `number` (1–14); O, I, L and case are forgiven."""
    signs = crockford.normalise(text)
    if len(signs) != _GROUP_SIGNS or crockford.values(signs) is None:
        return False
    return signs[-1] == _check_sign(number, signs[:-1])


def key_of(groups: Sequence[str]) -> bytes:
    """The data key of 14 typed groups. Raises RecoveryKeyInvalid with the numbers of the wrong groups."""
    wrong = [
        number
        for number in range(1, GROUPS + 1)
        if number > len(groups) or not check_group(number, groups[number - 1])
    ]
    if wrong or len(groups) != GROUPS:
        raise RecoveryKeyInvalid(wrong or (GROUPS,))
    signs = "".join(crockford.normalise(group)[:-1] for group in groups)
    number = 0
    for value in crockford.values(signs[:-_DATA_SIGNS]) or ():
        number = number << 5 | value
    data_key = (number >> _PADDING_BITS).to_bytes(_KEY_BITS // 8, "big")
    if _signs_of(data_key) != signs:  # groups of different sheets
        raise RecoveryKeyInvalid((GROUPS,))
    return data_key


def _signs_of(data_key: bytes) -> str:
    if len(data_key) * 8 != _KEY_BITS:
        raise ValueError("a data key is 32 bytes")
    key = crockford.encode(int.from_bytes(data_key, "big") << _PADDING_BITS, (GROUPS - 1) * _DATA_SIGNS)
    digest = int.from_bytes(hashlib.sha256(data_key).digest()[:3], "big") >> 4
    return key + crockford.encode(digest, _DATA_SIGNS)


def _check_sign(number: int, data: str) -> str:
    total = _times_alpha(number, _GROUP_SIGNS)
    for place, value in enumerate(crockford.values(data) or (), 1):
        total ^= _times_alpha(value, place)
    return crockford.ALPHABET[total]


def _times_alpha(value: int, power: int) -> int:
    """`value` times the `power`-th power of the generator, in GF(32)."""
    for _ in range(power):
        value <<= 1
        if value & 0b100000:
            value ^= _POLYNOMIAL
    return value
