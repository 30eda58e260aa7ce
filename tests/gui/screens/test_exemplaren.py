"""Exemplaren: every copy stands there, tells whose it is without a name, and is booked off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.exemplaren import ExemplarenScreen
from veiligheidsadvies.gui.screens.exemplaren.columns import Stand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgiftegegevens

NAAM = "mevrouw N. Đorđević"
HERE = Plek(scherm="exemplaren")


@pytest.fixture
def clock() -> builders.Clock:
    return builders.Clock()


@pytest.fixture
def services(tmp_path: Path, clock: builders.Clock) -> Iterator[Services]:
    opened = builders.open_services(tmp_path, now=clock)
    yield opened
    opened.close()


@pytest.fixture
def copies(services: Services, clock: builders.Clock) -> list[Exemplaar]:
    """The own copy (overdue by ten days), one for the secretaris and one for a person by name."""
    dossier = builders.add_dossier(services, naam=NAAM)
    builders.add_advies(services, dossier)
    builders.add_maatregel(services, dossier)
    readers = (EIGEN, Ontvanger(naam="provinciesecretaris"), Ontvanger(naam="A. Bakker"))
    days = (builders.VANDAAG - dt.timedelta(days=10), dt.date(2026, 4, 1), None)
    return [
        services.stukken.issue(
            SoortDocument.MAATREGELENPLAN,
            DossierId(dossier),
            reader,
            Uitgiftegegevens(wijze=Wijze.PAPIER, retour_voor=day),
        ).exemplaar
        for reader, day in zip(readers, days, strict=True)
    ]


def opened(
    services: Services, qtbot: QtBot, *answers: Any, plek: Plek = HERE, is_hidden: bool = False
) -> tuple[ExemplarenScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    desk.secrecy.set_hidden(is_hidden=is_hidden)
    screen = ExemplarenScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(plek)
    QApplication.processEvents()
    return screen, prompts


def _numbers(screen: ExemplarenScreen) -> list[str]:
    return [copy.nummer for copy in screen.view.table.rows()]


def _texts(screen: ExemplarenScreen) -> str:
    return screen.view.table.export(range(screen.view.table.rowCount()))


def test_an_empty_register_says_what_belongs_there(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot)
    assert screen.empty.isVisible()
    assert "nog geen exemplaren" in screen.empty.sentence.text()
    assert not screen.detail.isVisible()
    with qtbot.waitSignal(screen.go) as told:
        screen.empty.button.click()
    assert told.args is not None
    assert told.args[0] == Plek(scherm="dossiers")


def test_the_filters_show_what_is_outside_and_what_is_late(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    services.exemplaren.settle(int(copies[2].id or 0), Afloop.VERMIST)
    screen, _ = opened(services, qtbot)
    assert _numbers(screen) == [copies[1].nummer, copies[0].nummer]
    screen.choose(Stand.TE_LAAT)
    assert _numbers(screen) == [copies[0].nummer]
    assert "10 dagen te laat" in _texts(screen)
    screen.choose(Stand.VERMIST)
    assert _numbers(screen) == [copies[2].nummer]
    screen.choose(Stand.ALLE)
    assert len(_numbers(screen)) == 3


def test_privacy_mode_shows_offices_and_no_names(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot, plek=Plek(scherm="exemplaren", row_id=copies[0].id), is_hidden=True)
    words = _texts(screen)
    assert "provinciesecretaris" in words
    assert "de bestuurder zelf" in words
    assert "Bakker" not in words
    assert "Đorđević" not in words
    labels = " ".join(part.text() for part in screen.detail.findChildren(QWidget) if hasattr(part, "text"))
    assert "de bestuurder zelf" in labels
    assert "Đorđević" not in labels
    screen.desk.secrecy.toggle()
    assert NAAM in _texts(screen)


def test_a_typed_number_tells_whose_copy_it_is_whatever_the_filter(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    services.exemplaren.settle(int(copies[1].id or 0), Afloop.RETOUR)
    screen, _ = opened(services, qtbot)
    assert copies[1].nummer not in _numbers(screen)
    screen.focus_filter()
    QTest.keyClicks(screen.search, copies[1].nummer)
    assert _numbers(screen) == [copies[1].nummer]
    assert copies[1].nummer in screen.detail._title.text()
    screen.search.setText("2031-9999")
    assert "staat niet in deze kluis" in screen.empty.sentence.text()


def test_a_copy_comes_back(services: Services, copies: list[Exemplaar], qtbot: QtBot) -> None:
    day = builders.VANDAAG
    screen, prompts = opened(
        services, qtbot, {"afloop_op": day}, plek=Plek(scherm="exemplaren", row_id=copies[0].id)
    )
    screen.detail.back.click()
    assert prompts.asked == [f"Exemplaar {copies[0].nummer} is terug [Retour melden]"]
    kept = services.exemplaren.get(int(copies[0].id or 0))
    assert (kept.afloop, kept.afloop_op) == (Afloop.RETOUR, day)
    assert copies[0].nummer not in _numbers(screen)


def test_destroying_asks_a_witness_and_a_day_after_the_issue(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    wrong = {"afloop_op": dt.date(2026, 1, 1), "getuige": "M. de Wit"}
    right = {"afloop_op": builders.VANDAAG, "getuige": "M. de Wit"}
    screen, prompts = opened(
        services, qtbot, wrong, right, plek=Plek(scherm="exemplaren", row_id=copies[1].id)
    )
    screen.settle(Afloop.VERNIETIGD)
    assert len(prompts.asked) == 2
    kept = services.exemplaren.get(int(copies[1].id or 0))
    assert (kept.afloop, kept.getuige) == (Afloop.VERNIETIGD, "M. de Wit")


def test_a_lost_copy_may_still_turn_up(services: Services, copies: list[Exemplaar], qtbot: QtBot) -> None:
    place = Plek(scherm="exemplaren", row_id=copies[0].id, filter=Stand.ALLE)
    screen, _ = opened(services, qtbot, {}, {}, plek=place)
    screen.detail.lost.click()
    assert services.exemplaren.get(int(copies[0].id or 0)).afloop is Afloop.VERMIST
    assert not screen.detail.lost.isVisible()
    screen.detail.back.click()
    assert services.exemplaren.get(int(copies[0].id or 0)).afloop is Afloop.RETOUR
    assert not screen.detail.back.isVisible()


def test_a_place_leads_to_one_copy_or_one_dossier(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    services.exemplaren.settle(int(copies[0].id or 0), Afloop.RETOUR)
    screen, _ = opened(services, qtbot, plek=Plek(scherm="exemplaren", row_id=copies[0].id))
    assert screen.view.current().id == copies[0].id
    other = builders.add_dossier(services, "GED-02")
    screen.show_place(Plek(scherm="exemplaren", dossier_id=other))
    assert _numbers(screen) == []
    screen._of_dossier.click()
    assert len(_numbers(screen)) == 3


def test_the_detail_shows_what_proves_the_sheet(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot, plek=Plek(scherm="exemplaren", row_id=copies[0].id))
    shown = " ".join(part.accessibleName() for part in screen.detail.findChildren(QWidget))
    assert copies[0].logkop in shown
    assert copies[0].snapshot_sha256[:4] in shown
    assert services.exemplaren.get(int(copies[0].id or 0)).pdf_sha256[:4] in shown


def test_the_screen_is_worked_with_the_keyboard_and_everything_has_a_name(
    services: Services, copies: list[Exemplaar], qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot)
    screen.focus_first()
    assert QApplication.focusWidget() is screen.view
    QTest.keyClick(screen.view, Qt.Key.Key_Down)
    assert screen.view.current().nummer in screen.detail._title.text()
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]
    assert nameless == []
    assert {command.name for command in screen.commands()} >= {"exemplaar_retour", "exemplaar_herdrukken"}


def test_a_copy_may_stay_out_longer(services: Services, copies: list[Exemplaar], qtbot: QtBot) -> None:
    later = dt.date(2026, 5, 1)
    place = Plek(scherm="exemplaren", row_id=copies[0].id)
    screen, prompts = opened(
        services, qtbot, {"retour_voor": dt.date(2020, 1, 1)}, {"retour_voor": later}, plek=place
    )
    assert "10 dagen te laat" in _texts(screen)
    screen.detail.later.click()
    assert len(prompts.asked) == 2
    assert services.exemplaren.get(int(copies[0].id or 0)).retour_voor == later
    assert "te laat" not in _texts(screen)
    services.exemplaren.settle(int(copies[0].id or 0), Afloop.RETOUR)
    screen.show_copy(int(copies[0].id or 0))
    assert not screen.detail.later.isVisible()
