"""The recovery sheet in three parts, of which any two give the data key: SLIP-39 with empty passphrase.

One part alone says nothing of the key. A part is 33 words of a list of 1,024; four letters tell a word. The
first two words are the same on all parts of one series; the last three are a check over the whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from veiligheidsadvies.domain.errors import PartReason, RecoveryPartInvalid

if TYPE_CHECKING:
    from shamir_mnemonic import Share

PARTS, NEEDED = 3, 2
WORDS = 33
SERIES_WORDS = 2
_TELLING = 4
_KEY_BYTES = 32
_EXPONENT = 1
"""20,000 rounds of PBKDF2, which cost milliseconds: the key itself is random, nobody guesses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its number in the series (1–3), the two words of the series, and all words."""

    number: int
    series: str
    words: tuple[str, ...] = field(repr=False)


def split(data_key: bytes) -> list[Part]:
    """Three parts of a new series; each call gives another series, and every series opens."""
    from shamir_mnemonic import generate_mnemonics

    if len(data_key) != _KEY_BYTES:
        raise ValueError("a data key is 32 bytes")
    (mnemonics,) = generate_mnemonics(1, [(NEEDED, PARTS)], data_key, iteration_exponent=_EXPONENT)
    return [part_of(mnemonic.split()) for mnemonic in mnemonics]


def part_of(words: Sequence[str]) -> Part:
    """The part that was typed. Raises RecoveryPartInvalid."""
    return _part(*_read(words))


def key_of(parts: Sequence[Sequence[str]]) -> bytes:
    """The data key of two typed parts. Raises RecoveryPartInvalid."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    if len(parts) != NEEDED:
        raise RecoveryPartInvalid(PartReason.AANTAL)
    words = check(parts)
    try:
        data_key: bytes = combine_mnemonics([" ".join(one) for one in words])
    except MnemonicError as error:
        raise RecoveryPartInvalid(PartReason.ANDERE_SERIE) from error
    return data_key


def check(parts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The whole words of parts that may belong together. Raises RecoveryPartInvalid."""
    read = []
    for place, words in enumerate(parts, 1):
        try:
            read.append(_read(words))
        except RecoveryPartInvalid as error:
            raise RecoveryPartInvalid(error.reason, error.words, place=place) from error
    shares = [share for _, share in read]
    if len({share.common_parameters() for share in shares}) != 1:
        raise RecoveryPartInvalid(PartReason.ANDERE_SERIE)
    if len({share.index for share in shares}) != len(shares):
        raise RecoveryPartInvalid(PartReason.ZELFDE)
    return [words for words, _ in read]


@functools.cache
def wordlist() -> tuple[str, ...]:
    """The 1,024 words, in the order of the alphabet."""
    from shamir_mnemonic.wordlist import WORDLIST

    return tuple(WORDLIST)


def word_of(text: str) -> str | None:
    """The word that was typed, whole or by its first four letters or more; None when there is none."""
    typed = text.strip().lower()
    if typed in _all():
        return typed
    return _by_beginning().get(typed[:_TELLING]) if _is_beginning(typed) else None


def words_in(text: str) -> list[str]:
    """The words of a pasted or piped text, without numbers and marks; of one part or of more."""
    return re.findall(r"[A-Za-z]+", text)


def _is_beginning(typed: str) -> bool:
    word = _by_beginning().get(typed[:_TELLING])
    return len(typed) >= _TELLING and word is not None and word.startswith(typed)


def _read(words: Sequence[str]) -> tuple[tuple[str, ...], Share]:
    """The whole words and what they say; only a series as we make it is taken, whatever it would cost."""
    from shamir_mnemonic import MnemonicError, Share

    found = [word_of(word) for word in words]
    unknown = tuple(number for number, word in enumerate(found, 1) if word is None)
    if unknown:
        raise RecoveryPartInvalid(PartReason.WOORDEN, unknown)
    if len(found) != WORDS:
        raise RecoveryPartInvalid(PartReason.AANTAL_WOORDEN)
    whole = tuple(word for word in found if word is not None)
    try:
        share = Share.from_mnemonic(" ".join(whole))
    except MnemonicError as error:
        raise RecoveryPartInvalid(PartReason.TIKFOUT) from error
    is_ours = (share.group_threshold, share.group_count, share.member_threshold) == (1, 1, NEEDED)
    if not is_ours or share.index >= PARTS or share.iteration_exponent != _EXPONENT:
        raise RecoveryPartInvalid(PartReason.VREEMD)
    return whole, share


def _part(words: tuple[str, ...], share: Share) -> Part:
    return Part(number=share.index + 1, series=" ".join(words[:SERIES_WORDS]), words=words)


@functools.cache
def _all() -> frozenset[str]:
    return frozenset(wordlist())


@functools.cache
def _by_beginning() -> dict[str, str]:
    return {word[:_TELLING]: word for word in wordlist()}
