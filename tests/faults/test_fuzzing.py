"""A second of everything that is handed made-up bytes; `make faults` goes on for ten minutes each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools.faults import place
from tools.faults.fuzzing import campaign, target
from tools.faults.fuzzing.target import Target, same
from tools.faults.rows import fuzz
from tools.faults.table import table
from tools.faults.tally import Tally
from veiligheidsadvies.vault import keys

SECONDS, LEAST = float(os.environ.get("FUZZ_SECONDS", "0.7")), 20


@pytest.fixture(scope="module")
def workshop() -> object:
    with place.workshop():
        place.basis()
        yield


@pytest.mark.parametrize("name", campaign.TARGETS)
def test_made_up_input_does_no_harm(name: str, workshop: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "derive", keys.derive)  # put back afterwards
    with place.tried(f"fuzz-{name}", 0) as here, campaign.opened(name, here) as door:
        for example in door.examples:
            door.timed(example)
        outcome = campaign.run(door, 0, SECONDS, least=LEAST)
    assert outcome.tries >= LEAST
    assert outcome.found == ()


class Breaking(Target):
    """A door that falls out of its frame."""

    examples = (b"een goed bestand",)

    def __init__(self, harm: Callable[[], None]) -> None:
        self._harm = harm

    def check(self, data: bytes) -> None:
        if data.startswith(b"een") and data not in self.examples:
            self._harm()


class Slow(Target):
    """Takes everything, in a second each."""

    examples = (b"een goed bestand",)

    def __init__(self) -> None:
        self.now = 0.0

    def check(self, data: bytes) -> None:  # noqa: ARG002 - the same for all
        self.now += 1


def test_what_is_made_up_after_the_time_is_over_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Slow()
    monkeypatch.setattr(campaign, "time", SimpleNamespace(monotonic=lambda: door.now))
    assert campaign.run(door, 0, 5.0).tries == 5


def _crash() -> None:
    raise KeyError("sleuven")


def _last() -> None:
    ends = time.process_time() + 0.1
    while time.process_time() < ends:
        pass


@pytest.mark.parametrize(("harm", "told"), [(_crash, "KeyError"), (_last, "it took")])
def test_harm_is_found(harm: Callable[[], None], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "LONGEST", 0.05)
    outcome = campaign.run(Breaking(harm), 0, 60.0)
    assert any(told in found for found in outcome.found)


def test_a_file_that_changed_is_found(tmp_path: Path) -> None:
    file = tmp_path / "sleutels.json"
    file.write_bytes(b"oud")
    same({file: b"oud"})
    with pytest.raises(AssertionError, match=r"sleutels\.json"):
        same({file: b"nieuw"})


def test_without_atheris_a_row_does_not_hold_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "find_spec", lambda _: None)
    done = Tally()
    for seed in range(fuzz.COVER_SLOTS.tries):
        done.add(seed, fuzz.COVER_SLOTS.run(seed))
    assert not done.holds(fuzz.COVER_SLOTS, fuzz.COVER_SLOTS.tries)
    assert "not installed" in table([(fuzz.COVER_SLOTS, done, fuzz.COVER_SLOTS.tries)])
