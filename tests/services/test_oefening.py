"""The restore drill: it opens what was copied, tells what is wrong, and leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from veiligheidsadvies.domain.errors import NoGoodCopy
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault import restoring


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    opened = builders.open_services(tmp_path, now=clock)
    builders.add_dossier(opened)
    opened.kopieen.keep_round(opened.kopieen.prepare_round()(lambda _: None))
    yield opened
    opened.close()


def test_a_good_copy_is_opened_and_proved(services: Services, clock: Clock) -> None:
    told: list[float] = []
    verslag = services.oefening.prepare()(told.append)
    services.oefening.keep(verslag)
    assert verslag.is_goed
    assert told == sorted(told)
    assert {one.name for one in verslag.controles} >= {
        "bestand",
        "versleuteling",
        "logboek",
        "bijlagen",
        "bijwerken",
    }
    assert (
        services.logboek.list_latest(limit=1)[0].resultaat == f"in orde: {len(verslag.controles)} controles"
    )
    assert services.oefening.laatste_op == clock().replace(microsecond=0)
    assert services.oefening.te_doen_op == dt.date(2027, 3, 12)
    kept = services.context.vault.last_drill()
    assert kept is not None
    assert [one["goed"] for one in json.loads(kept.report)["controles"]] == [True] * len(verslag.controles)
    assert [entry.suffix for entry in services.kopieen.map.iterdir()] == [".kluiskopie"]


def test_the_newest_is_what_holds_most(services: Services, clock: Clock) -> None:
    clock.forward(days=366)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    clock.forward(days=-365)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    assert services.oefening.prepare()(lambda _: None).kopie.gemaakt_op == clock()


def test_the_vault_itself_is_only_read(services: Services) -> None:
    head = services.logboek.kop
    services.oefening.prepare()(lambda _: None)
    assert services.logboek.kop == head


def test_a_damaged_copy_fails_the_drill_and_is_marked(services: Services) -> None:
    (line,) = services.kopieen.list_all()
    content = bytearray(line.pad.read_bytes())
    content[len(content) // 2] ^= 1
    line.pad.write_bytes(content)
    verslag = services.oefening.prepare()(lambda _: None)
    services.oefening.keep(verslag)
    assert not verslag.is_goed
    assert verslag.uitslag == "niet goed: bestand"
    assert services.oefening.laatste_op is None
    assert services.kopieen.list_all()[0].kopie.bevinding == "bestand"
    assert services.kopieen.is_due  # a copy that is not whole is none
    assert [entry.suffix for entry in services.kopieen.map.iterdir()] == [".kluiskopie"]


@pytest.mark.parametrize(("steps", "told"), [(1, "1 versie verder"), (2, "2 versies verder")])
def test_how_far_a_copy_was_brought_is_told(
    steps: int, told: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "bring_up_to_date", lambda *_: steps)
    assert services.oefening.prepare()(lambda _: None).controles[-1].detail == f"{told} gebracht"


def test_without_a_copy_there_is_nothing_to_rehearse(services: Services) -> None:
    services.kopieen.remove(services.kopieen.list_all()[0].kopie)
    with pytest.raises(NoGoodCopy):
        services.oefening.prepare()


def test_the_first_drill_is_due_a_month_after_the_start(services: Services, clock: Clock) -> None:
    made = services.context.vault.created_at.date()
    assert services.oefening.te_doen_op == made + dt.timedelta(days=30)
