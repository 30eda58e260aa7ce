"""For some seconds, one made-up input after the other: by chance, and by spoiling what is right."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import hypothesis
from hypothesis import strategies as st

from tools.faults.fuzzing.files import Copy, Preferences, Slots
from tools.faults.fuzzing.target import Target
from tools.faults.fuzzing.words import Measures, Search, Sheet
from tools.faults.place import Place
from tools.faults.row import Outcome

TARGETS: dict[str, Callable[[Place], Target]] = {
    "slots": Slots,
    "copy": Copy,
    "list": Measures,
    "sheet": Sheet,
    "search": Search,
    "settings": Preferences,
}
_AT_ONCE = 200
_LONGEST = 500
_EDITS = ("put", "insert", "cut", "repeat", "end")
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([-1, 0, 1, 1 << 31, 1 << 62, 1 << 64, 10**400]),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["", "9" * 5000, "../../x", "\0", "00" * 16]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)
_EDIT = st.tuples(st.sampled_from(_EDITS), st.floats(0, 1), st.binary(min_size=1, max_size=40))


@contextlib.contextmanager
def opened(name: str, place: Place) -> Iterator[Target]:
    """A target, closed afterwards."""
    target = TARGETS[name](place)
    try:
        yield target
    finally:
        target.close()


def run(target: Target, seed: int, seconds: float, *, least: int = 1) -> Outcome:
    """Make things up until the time is over and so many were tried, or until one of them did harm."""
    count, rounds, found = 0, 0, list[str]()
    ends = time.monotonic() + seconds

    def is_going() -> bool:
        return count < least or time.monotonic() < ends

    def check(data: bytes) -> None:
        nonlocal count
        if is_going():
            count += 1
            target.timed(data)

    while is_going() and not found:
        try:
            hypothesis.seed(seed * 100_003 + rounds)(_bounded(check, target))()
        except Exception as error:  # noqa: BLE001 - whatever it is, it was not to come out
            found.append(" | ".join(_told(error))[:_LONGEST])
        rounds += 1
    return Outcome(tries=count, struck=count, found=tuple(found))


def _told(error: BaseException) -> Iterator[str]:
    """What was raised; of what did not come back the second time also what came the first."""
    yield f"{type(error).__name__}: {str(error)[:120]}"
    for inner in getattr(error, "exceptions", ()):
        yield from _told(inner)


def _bounded(check: Callable[[bytes], None], target: Target) -> Callable[[], None]:
    quiet = hypothesis.settings(
        max_examples=_AT_ONCE,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=(hypothesis.Phase.generate,),
    )
    bounded: Callable[[], None] = quiet(hypothesis.given(inputs(target))(check))
    return bounded


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Any bytes or text, spoiled examples, and examples with another value somewhere in their JSON."""
    examples = st.sampled_from(target.examples)
    chance = st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    plain = chance if target.is_text else st.one_of(chance, st.binary(max_size=600))
    spoiled = st.builds(_spoiled, examples, st.lists(_EDIT, min_size=1, max_size=6))
    swapped = st.builds(
        _swapped, examples, st.lists(st.tuples(st.floats(0, 1), _VALUES), min_size=1, max_size=3)
    )
    return st.one_of(plain, spoiled, swapped, swapped.map(target.mended))


def _spoiled(data: bytes, edits: Sequence[tuple[str, float, bytes]]) -> bytes:
    for kind, where, piece in edits:
        at = int(where * len(data))
        if kind == "put":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "cut":
            data = data[:at] + data[at + len(piece) :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + 200] * len(piece) + data[at:]
        else:
            data = data[:at]
    return data


def _swapped(data: bytes, swaps: Sequence[tuple[float, Any]]) -> bytes:
    """Other values in the place of some, where it is JSON; elsewhere the values stand in the text."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return _spoiled(
            data, [("put", where, str(value).encode("utf-8", "replace") or b"-") for where, value in swaps]
        )
    for where, value in swaps:
        places = list(_places(found))
        if places:
            holder, name = places[int(where * (len(places) - 1))]
            holder[name] = value
    return json.dumps(found).encode("utf-8", "replace")


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    names = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for name in names:
        yield node, name
        yield from _places(node[name])
