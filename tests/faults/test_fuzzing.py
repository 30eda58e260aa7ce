"""A second of everything that is handed made-up bytes; `make faults` goes on for ten minutes each."""

from __future__ import annotations

import os

import pytest

from tools.faults import place
from tools.faults.fuzzing import campaign
from veiligheidsadvies.vault import keys

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.7"))


@pytest.fixture(scope="module")
def workshop() -> object:
    with place.workshop():
        place.basis()
        yield


@pytest.mark.parametrize("name", campaign.TARGETS)
def test_made_up_input_does_no_harm(name: str, workshop: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "derive", keys.derive)  # put back afterwards
    with place.tried(f"fuzz-{name}", 0) as here, campaign.opened(name, here) as target:
        for example in target.examples:
            target.timed(example)
        outcome = campaign.run(target, 0, SECONDS)
    assert outcome.tries > 10
    assert outcome.found == ()
