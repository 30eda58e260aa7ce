"""Vandaag: what is due stands there with its reason, leads to the right place, and the figures are right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import make_desk, show
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId, Statusgroep
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.agenda import Group, Item, More, Row
from veiligheidsadvies.gui.screens.vandaag import VandaagScreen
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import MaatregelFilter

EARLY = dt.date(2026, 2, 27)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    found.beheer.confirm_herstelblad(found.beheer.herstelgroepen())
    yield found
    found.close()


def opened(services: Services, qtbot: QtBot, *answers: Any, **size: int) -> tuple[VandaagScreen, Any]:
    desk, prompts = make_desk(services, *answers)
    screen = VandaagScreen(desk)
    qtbot.addWidget(screen)
    show(screen, **size)
    screen.show_place(Plek(scherm="vandaag"))
    qtbot.waitUntil(lambda: not screen.is_busy)
    screen.focus_first()
    return screen, prompts


def items(screen: VandaagScreen) -> list[Item]:
    model = screen.agenda.model()
    found: list[Item] = [model.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(model.rowCount())]
    return found


def rows(screen: VandaagScreen) -> list[Row]:
    return [item for item in items(screen) if isinstance(item, Row)]


def test_a_late_measure_stands_first_and_enter_opens_it(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    late = builders.add_maatregel(services, dossier, termijn=EARLY, titel="Brievenbus")
    builders.add_maatregel(services, dossier, termijn=dt.date(2026, 3, 13), titel="Slot")
    screen, _ = opened(services, qtbot)
    assert isinstance(items(screen)[0], Group)
    first, second = rows(screen)[:2]
    assert (first.when, first.who, first.what, first.is_late) == ("13 dagen", "GED-04", "Brievenbus", True)
    assert first.why.endswith("termijn was 27-02")
    assert (second.when, second.what) == ("vr 13-03", "Slot")
    assert screen.agenda.hasFocus()
    with qtbot.waitSignal(screen.go) as asked:
        QTest.keyClick(screen.agenda, Qt.Key.Key_Return)
    assert asked.args == [Plek(scherm="maatregel", dossier_id=dossier, row_id=late)]
    with qtbot.waitSignal(screen.go) as asked:
        QTest.keyClick(screen.agenda, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [Plek(scherm="dossier", dossier_id=dossier)]


def test_every_kind_of_task_leads_to_its_place(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    builders.add_maatregel(services, dossier)
    home = builders.add_woonplek(services, dossier, pkvw_termijn=EARLY)
    advice = builders.add_advies(services, dossier, ccv_datum=dt.date(2026, 1, 1), bva_datum=None)
    services.dossiers.save_stap(Stap(dossier_id=dossier, nummer=9, termijn=EARLY))
    services.dossiers.save(
        Dossier(id=dossier, code="GED-04", herijking_op=dt.date(2026, 3, 20)),
        services.dossiers.find_bestuurder(dossier),
    )
    screen, _ = opened(services, qtbot)
    places: dict[str, Plek] = {}
    for row in rows(screen):
        with qtbot.waitSignal(screen.go) as asked:
            screen.agenda.acted.emit(row.key)
        places[row.what] = (asked.args or [])[0]
    here = {"scherm": "dossier", "dossier_id": dossier}
    assert places["PKVW-certificaat nog niet binnen"] == Plek(
        **here, tab="woonplek", row_id=home, filter="pkvw_soort"
    )
    assert places["Navraag vaststelling door BVA"] == Plek(**here, tab="advies", row_id=advice)
    assert places["Akkoord op het plan"] == Plek(**here, tab="stap", row_id=9)
    assert places["Jaarlijkse herijking plannen"].tab == "herijking"


def test_what_the_rules_find_stands_in_the_list(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    builders.add_maatregel(services, dossier)
    screen, _ = opened(services, qtbot)
    qtbot.waitUntil(screen.findings.isVisible)
    found = {row.what: row for row in rows(screen)}
    assert found["PKVW-certificaat ontbreekt"].when == "Blokkeert"
    assert "regel R1" in found["PKVW-certificaat ontbreekt"].why
    assert found["Woonplek niet ingevoerd"].when == "Let op"
    assert screen.findings.link.text() == "2 blokkeren, 1 let op"
    with qtbot.waitSignal(screen.go) as asked:
        screen.agenda.acted.emit(found["PKVW-certificaat ontbreekt"].key)
    assert asked.args == [Plek(scherm="dossier", dossier_id=dossier)]
    screen.findings.link.click()
    assert screen.agenda.current_key() == found["PKVW-certificaat ontbreekt"].key or screen.agenda.hasFocus()


def test_first_use_offers_a_dossier(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot)
    assert screen.empty.sentence.text() == "Nog geen dossiers"
    with qtbot.waitSignal(screen.go) as asked:
        QTest.keyClick(screen.empty.button, Qt.Key.Key_Space)
    assert asked.args == [Plek(scherm="dossiers", tab="nieuw")]


def test_first_use_offers_a_dossier_below_what_waits(tmp_path: Path, qtbot: QtBot) -> None:
    services = builders.open_services(tmp_path)
    screen, _ = opened(services, qtbot, width=1280)
    assert [row.what for row in rows(screen)] == ["Herstelblad bevestigen"]
    assert screen.empty.button.isVisible()
    with qtbot.waitSignal(screen.go) as asked:
        QTest.keyClick(screen.agenda, Qt.Key.Key_Return)
    assert asked.args == [Plek(scherm="beheer", tab="herstelblad")]
    services.close()


def test_nothing_to_do_names_what_comes_first(services: Services, qtbot: QtBot) -> None:
    services.dossiers.create(
        Dossier(code="CDK-01", herijking_op=dt.date(2026, 9, 7)),
        services.dossiers.find_bestuurder(builders.add_dossier(services)),
    )
    builders.add_woonplek(services, DossierId(1), in_eigen_gebied=True)
    builders.add_woonplek(services, DossierId(2), in_eigen_gebied=True)
    screen, _ = opened(services, qtbot)
    assert screen.empty.sentence.text() == "Vandaag hoeft niets"
    assert "CDK-01, ma 07-09" in screen.empty.detail.text()


def test_the_rest_of_soon_is_shown_on_request(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    for number in range(7):
        builders.add_maatregel(services, dossier, termijn=dt.date(2026, 3, 20 + number), titel=f"M{number}")
    screen, _ = opened(services, qtbot)
    more = next(item for item in items(screen) if isinstance(item, More))
    assert more.text == "Nog 3 tot en met 26 maart tonen"
    screen.agenda.more_asked.emit()
    assert {f"M{number}" for number in range(7)} <= {row.what for row in rows(screen)}


@pytest.mark.parametrize("height", [560, 601, 640, 733])
def test_as_many_of_soon_as_fit_and_the_last_line_is_whole(
    services: Services, qtbot: QtBot, height: int
) -> None:
    dossier = builders.add_dossier(services)
    for number in range(20):
        builders.add_maatregel(
            services, dossier, termijn=dt.date(2026, 3, 20 + number % 9), titel=f"M{number}"
        )
    screen, _ = opened(services, qtbot, width=1280, height=height)
    agenda = screen.agenda
    more = next(at for at, item in enumerate(items(screen)) if isinstance(item, More))
    rect = agenda.visualRect(agenda.model().index(more, 0))
    room = agenda.viewport().height() - rect.bottom()
    assert 0 <= room < 49
    screen.resize(1280, height + 100)
    qtbot.waitUntil(lambda: len(rows(screen)) > more)


def test_a_window_may_take_another_size_when_the_vault_is_closed(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    for number in range(20):
        builders.add_maatregel(services, dossier, termijn=dt.date(2026, 3, 20 + number % 9))
    screen, _ = opened(services, qtbot, width=1280, height=560)
    shown = len(rows(screen))
    services.close()
    screen.resize(1280, 660)
    qtbot.waitUntil(lambda: len(rows(screen)) > shown)


def test_the_matrix_leads_to_its_measures(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    builders.add_maatregel(services, dossier, termijn=EARLY)
    builders.add_maatregel(services, dossier, domein=Domein.WERK)
    screen, _ = opened(services, qtbot)
    matrix = screen.matrix.matrix
    assert [matrix.table.count(row, 5) for row in range(5)] == [1, 1, 0, 0, 2]
    with qtbot.waitSignal(screen.go) as asked:
        matrix.opened.emit("wonen", "te_laat")
    wanted = MaatregelFilter(domeinen=(Domein.WONEN,), te_laat_op=builders.VANDAAG)
    assert asked.args == [Plek(scherm="maatregelen", filter=wanted)]
    with qtbot.waitSignal(screen.go) as asked:
        matrix.opened.emit("", "loopt")
    assert asked.args == [Plek(scherm="maatregelen", filter=MaatregelFilter(groepen=(Statusgroep.LOOPT,)))]


def test_the_budget_is_entered_once_and_then_reconciles(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    measure = builders.add_maatregel(services, dossier)
    services.kosten.save(
        builders.kostenregel(
            SoortKosten.FACTUUR, 100_00, maatregel_id=MaatregelId(measure), dossier_id=dossier
        )
    )
    typed = [{"bedrag": Bedrag(-1)}, {"bedrag": Bedrag(60_000_00)}]
    screen, prompts = opened(services, qtbot, *typed)
    assert screen.budget.enter.text() == "Begroting invoeren…"
    screen.budget.enter.click()
    assert prompts.told == [
        "Een bedrag kan niet negatief zijn. Gebruik voor een teruggave de soort ‘credit’."
    ]
    qtbot.waitUntil(lambda: not screen.is_busy)
    assert services.kosten.find_begroting(2026) == Begroting(
        id=services.kosten.list_begrotingen()[0].id, jaar=2026, bedrag=Bedrag(60_000_00)
    )
    described = screen.budget._bar.bar.accessibleDescription().replace("\u00a0", " ")
    assert "Gefactureerd € 121,00" in described
    assert "Vrij € 59.879,00" in described
    assert screen.budget.enter.text() == "Wijzigen…"


def test_in_a_narrow_window_the_page_scrolls_as_a_whole(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    for number in range(12):
        builders.add_maatregel(services, dossier, termijn=EARLY, titel=f"M{number}")
    screen, _ = opened(services, qtbot, width=900, height=480)
    assert screen.agenda.height() > 12 * 40
    inside = screen.agenda.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: screen.matrix.mapTo(inside, QPoint(0, 0)).y() > screen.agenda.height())
