"""Bewaren in Beheer: the due list, holds, terms, and the steps of a destruction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests import builders
from tests.builders import sign_on_paper
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Orgaan
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.beheer import BeheerScreen
from veiligheidsadvies.gui.screens.beheer import vernietigen as steps
from veiligheidsadvies.gui.screens.beheer.bewaarlijst import GEEN_BEWAARPLICHT, DuePage
from veiligheidsadvies.gui.screens.beheer.bewaartermijnen import RulesPage
from veiligheidsadvies.gui.screens.beheer.bewaren import BewarenPart
from veiligheidsadvies.gui.screens.beheer.vernietigd import DestroyedPage
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import place_of
from veiligheidsadvies.services.kluis import Services

EINDE = dt.date(2023, 12, 1)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def ended(services: Services, *, categorie: str = "18.2") -> DossierId:
    """A dossier whose term is over."""
    dossier_id = builders.add_dossier(services, "GED-07", naam="de heer A. Wolfsenberg", einde=EINDE)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), gesloten_op=EINDE))
    if categorie:
        services.bewaren.save_categorie(Orgaan.BESTUUR, categorie)
    return dossier_id


def opened(services: Services, qtbot: QtBot, *answers: Any) -> tuple[BewarenPart, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = BeheerScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(Plek(scherm="beheer", tab="bewaren"))
    QApplication.processEvents()
    assert isinstance(screen.part, BewarenPart)
    return screen.part, prompts


def due(part: BewarenPart) -> DuePage:
    page = part.pages["lijst"]
    assert isinstance(page, DuePage)
    return page


def states(part: BewarenPart) -> list[str]:
    column = due(part).view.table.columns[-1]
    return [column.cell(row).text for row in due(part).view.table.rows()]


def test_what_may_go_stands_in_front_of_what_may_not(services: Services, qtbot: QtBot) -> None:
    builders.add_dossier(services)
    ended(services)
    part, _ = opened(services, qtbot)
    assert [row.code for row in due(part).view.table.rows()] == ["GED-07", "GED-04"]
    assert states(part) == ["mag weg", "het dossier is niet gesloten"]


def test_a_hold_is_set_and_lifted_with_a_reason(services: Services, qtbot: QtBot) -> None:
    dossier_id = ended(services)
    part, prompts = opened(
        services, qtbot, {"reden": "lopende zaak", "sinds": builders.VANDAAG}, "zaak gesloten"
    )
    due(part).view.go_to(0)
    due(part).hold.click()
