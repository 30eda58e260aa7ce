"""Looking for confidential texts in what is stored: as whole words, and as they were typed.

Drafts, earlier states and copies of paper are kept as JSON, in which a quote or a line end is written
otherwise; so it is read first, also where it stands in JSON again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_BETWEEN = "\0"
"""Between two values, so that no text is found partly in each."""
_PHONE_DIGITS = 8
"""So many digits are the end of a telephone number, which may begin in several ways."""


def plain(text: str) -> str:
    """A text for comparing: without case, with one space between words."""
    return " ".join(text.casefold().split())


def texts_in(values: Iterable[object], texts: Sequence[str]) -> set[str]:
    """Which of these texts, which are `plain`, stand as whole words in one of the stored values."""
    if not texts:
        return set()
    whole = plain(_BETWEEN.join(_strings(values)))
    return {text for text in texts if text in whole and _stands_in(whole, text)}


def _strings(values: Iterable[object]) -> Iterator[str]:
    """Every string in them, names of fields too. No recursion: whoever typed it decides how deep it goes."""
    waiting: list[object] = list(values)
    while waiting:
        one = waiting.pop()
        if isinstance(one, bytes):
            yield one.decode(errors="replace")
        elif isinstance(one, str):
            inner = _decoded(one)
            if inner is None:
                yield one
            else:
                waiting.append(inner)
        elif isinstance(one, list | tuple):
            waiting += one


def _decoded(text: str) -> Any:
    """What an object (as pairs) or a list of JSON says; None when it is no such thing."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return None


def _stands_in(whole: str, text: str) -> bool:
    at = whole.find(text)
    while at >= 0:
        end = at + len(text)
        if _is_begun(text, whole[max(at - 1, 0) : at]) and _is_ended(text, whole[end : end + 2]):
            return True
        at = whole.find(text, at + 1)
    return False


def _is_begun(text: str, before: str) -> bool:
    """Letters and digits that touch are words of their own."""
    if text[0].isalpha():
        return not before.isalpha()
    is_phone = text.isdecimal() and len(text) == _PHONE_DIGITS
    return is_phone or not (text[0].isdecimal() and before.isdecimal())


def _is_ended(text: str, after: str) -> bool:
    """A name may have a genitive s; 12a is another house than 12."""
    if text[-1].isalpha():
        return not after.removeprefix("s")[:1].isalpha()
    return not (text[-1].isdecimal() and after[:1].isalnum())
