"""The board: a drop is a status step with its rules, a refusal shows its finding and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.maatregelen import MaatregelenScreen
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde
from veiligheidsadvies.services.overgangen import Gegevens

ALL = MaatregelFilter()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    dossier = builders.add_dossier(found)
    for number in range(3):
        builders.add_maatregel(found, dossier, titel=f"Slot {number}", raming=Bedrag(100_00))
    yield found
    found.close()


def _first(services: Services) -> int:
    return services.maatregelen.list_ids(ALL, Volgorde.TITEL)[0]


def _status(services: Services, row_id: int) -> Status:
    return services.maatregelen.get(MaatregelId(row_id)).status


def _board(services: Services, qtbot: QtBot, *answers: object) -> tuple[MaatregelenScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = MaatregelenScreen(desk)
    qtbot.addWidget(screen)
    screen.show_place(Plek(scherm="maatregelen", filter=ALL, tab="bord"))
    show(screen)
    screen.focus_first()
    return screen, prompts


def test_a_card_moves_by_keyboard_and_asks_what_the_step_demands(services: Services, qtbot: QtBot) -> None:
    row_id = _first(services)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    services.overgangen.apply([row_id], Status.WACHT_OP_PKVW, Gegevens())
    screen, prompts = _board(services, qtbot, {"leverancier": "Houtwal"})
    screen.board.board.focus_card(row_id)
    column = QApplication.focusWidget()
    assert column is not None
    QTest.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert _status(services, row_id) is Status.OFFERTE_GEVRAAGD
    assert services.maatregelen.get(MaatregelId(row_id)).leverancier == "Houtwal"
    assert len(prompts.asked) == 1


def test_a_cancelled_question_changes_nothing(services: Services, qtbot: QtBot) -> None:
    row_id = _first(services)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    screen, _ = _board(services, qtbot, None)
    before = services.undo_text
    screen.board.board.ask_move(row_id, "offerte")
    assert _status(services, row_id) is Status.IN_PLAN
    assert services.undo_text == before


def test_a_refused_move_shows_its_finding_and_changes_nothing(services: Services, qtbot: QtBot) -> None:
    row_id = _first(services)
    screen, _ = _board(services, qtbot)
    verdict = screen.board.board.ask_move(row_id, "gereed")
    assert not verdict.is_allowed
    assert screen.board.refusal.isVisible()
    assert _status(services, row_id) is Status.GEADVISEERD


def test_a_card_that_waits_for_the_certificate_hears_of_rule_1(services: Services, qtbot: QtBot) -> None:
    row_id = _first(services)
    for naar in (Status.IN_PLAN, Status.WACHT_OP_PKVW):
        services.overgangen.apply([row_id], naar, Gegevens())
    screen, _ = _board(services, qtbot)
    assert "regel R1" in screen.board.judge(row_id, "opdracht").words
    assert "Wordt" not in screen.board.judge(row_id, "opdracht").words


def test_the_board_counts_and_adds_up_every_column(services: Services, qtbot: QtBot) -> None:
    screen, _ = _board(services, qtbot)
    column = screen.findChild(QWidget, "in_plan")
    assert column is not None
    assert column.accessibleName() == "In plan, 3 kaarten, €\u00a0300,00"


def test_enter_opens_the_form_of_a_card(services: Services, qtbot: QtBot) -> None:
    screen, _ = _board(services, qtbot)
    asked: list[Plek] = []
    screen.go.connect(asked.append)
    screen.board.board.focus_card(_first(services))
    column = QApplication.focusWidget()
    assert column is not None
    QTest.keyClick(column, Qt.Key.Key_Return)
    assert asked == [Plek(scherm="maatregel", row_id=_first(services))]
