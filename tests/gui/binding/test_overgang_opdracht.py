"""A status step that only an order takes leads to that order, or to a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.opdrachtplek import Orders
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.overgang import change_status
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def orders(services: Services) -> Orders:
    """Measures that were agreed on and may be ordered."""
    found = Orders(services)
    for row_id in found.measures:
        agree(services, row_id)
    return found


def agree(services: Services, row_id: int) -> None:
    agreed = {"akkoord_door": "secretaris", "akkoord_op": builders.VANDAAG}
    services.overgangen.apply([row_id], Status.AKKOORD, Gegevens(velden=agreed, ex=Bedrag(100)))


def inside(desk: Desk, qtbot: QtBot) -> tuple[Screen, QWidget]:
    """A screen, and a part of it that asks for a step."""
    screen = Screen(desk, name="proef")
    qtbot.addWidget(screen)
    return screen, QWidget(screen)


def test_giving_an_order_leads_to_a_new_one_for_all_of_them(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    ids = orders.measures[:2]
    desk, prompts = make_desk(services, True)
    screen, part = inside(desk, qtbot)
    with qtbot.waitSignal(screen.go, timeout=2000) as told:
        assert not change_status(desk, part, ids, Status.OPDRACHT_GEGEVEN)
    assert told.args == [Plek(scherm="opdrachten", dossier_id=orders.dossier, tab="nieuw", filter=tuple(ids))]
    assert "gaat met een opdracht" in prompts.asked[0]


def test_who_stays_goes_nowhere(services: Services, orders: Orders, qtbot: QtBot) -> None:
    desk, _ = make_desk(services, False)
    screen, part = inside(desk, qtbot)
    with qtbot.assertNotEmitted(screen.go, wait=20):
        assert not change_status(desk, part, orders.measures, Status.OPDRACHT_GEGEVEN)


def test_an_order_that_is_there_already_is_where_it_leads(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    prepared = orders.save()
    desk, _ = make_desk(services, True, True)
    screen, part = inside(desk, qtbot)
    with qtbot.waitSignal(screen.go, timeout=2000) as told:
        change_status(desk, part, orders.measures, Status.OPDRACHT_GEGEVEN)
    assert told.args == [Plek(scherm="opdrachten", row_id=prepared)]
    builders.give_opdracht(services, prepared)
    with qtbot.waitSignal(screen.go, timeout=2000) as told:
        change_status(desk, part, orders.measures, Status.INGEPLAND)
    assert told.args == [Plek(scherm="opdrachten", row_id=prepared)]


def test_measures_that_are_not_on_the_same_order_are_only_told(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    orders.save()
    loose = builders.add_maatregel(services, orders.dossier, status=Status.IN_PLAN)
    agree(services, loose)
    desk, prompts = make_desk(services)
    screen, part = inside(desk, qtbot)
    with qtbot.assertNotEmitted(screen.go, wait=20):
        change_status(desk, part, [orders.measures[0], loose], Status.OPDRACHT_GEGEVEN)
    assert len(prompts.told) == 1
