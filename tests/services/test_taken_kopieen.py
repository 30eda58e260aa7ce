"""When Vandaag asks for a second place, a copy there, and a drill."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.builders import Clock
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.taak import Doel


def asked(services: Services) -> list[tuple[str, dt.date]]:
    return [(task.wat, task.dag) for task in services.vandaag.taken() if task.doel is Doel.KOPIE]


def a_round(services: Services) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))


SECOND = "Tweede plaats voor reservekopieën kiezen"
WEEKLY = "Reservekopie op de tweede plaats zetten"
DRILL = "Terugzetten oefenen"


def test_a_new_vault_is_left_in_peace(services: Services, clock: Clock) -> None:
    a_round(services)
    assert asked(services) == []
    clock.forward(days=6)
    a_round(services)
    assert asked(services) == []
    clock.forward(days=1)
    assert asked(services) == [(SECOND, services.today)]


def test_the_second_place_is_asked_for_every_week(services: Services, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    services.kopieen.choose_second_place(tmp_path / "stick")
    assert asked(services) == [(WEEKLY, services.today)]
    a_round(services)
    assert asked(services) == []
    due = services.today + dt.timedelta(days=7)
    clock.forward(days=7)
    assert (WEEKLY, due) in asked(services)
    clock.forward(days=2)
    assert (WEEKLY, due) in asked(services)
    a_round(services)
    assert asked(services) == []


def test_a_daily_copy_that_keeps_failing_is_told(services: Services, clock: Clock) -> None:
    a_round(services)
    due = services.today + dt.timedelta(days=3)
    clock.forward(days=3)
    assert asked(services) == []
    clock.forward(days=1)
    assert asked(services) == [("Reservekopie maken", due)]


def test_a_first_copy_that_keeps_failing_is_told(services: Services, clock: Clock) -> None:
    due = services.today + dt.timedelta(days=3)
    clock.forward(days=3)
    assert asked(services) == []
    clock.forward(days=1)
    assert asked(services) == [("Reservekopie maken", due)]
    a_round(services)
    assert asked(services) == []


def test_a_copy_and_a_drill_of_the_future_keep_nothing_quiet(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    services.kopieen.choose_second_place(tmp_path / "stick")
    clock.forward(days=366)
    a_round(services)
    services.oefening.keep(services.oefening.prepare()(lambda _: None))
    assert asked(services) == []
    clock.forward(days=-330)
    assert [what for what, _ in asked(services)] == ["Reservekopie maken", WEEKLY, DRILL]
    a_round(services)
    assert [what for what, _ in asked(services)] == [DRILL]


def test_a_drill_a_year(services: Services, clock: Clock) -> None:
    clock.forward(days=30)
    a_round(services)
    assert (DRILL, services.today) in asked(services)
    services.oefening.keep(services.oefening.prepare()(lambda _: None))
    assert DRILL not in dict(asked(services))
    due = services.today + dt.timedelta(days=365)
    clock.forward(days=364)
    assert DRILL not in dict(asked(services))
    clock.forward(days=11)
    assert (DRILL, due) in asked(services)
