"""Leveranciers: the state of every paper, a form with recognitions, and a declaration that goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId, SoortErkenning
from veiligheidsadvies.gui.binding.bron import LeverancierStuk
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.overgang_form import suppliers
from veiligheidsadvies.gui.kit.findings import FindingRow
from veiligheidsadvies.gui.screens.leveranciers import LeveranciersScreen
from veiligheidsadvies.gui.screens.leveranciers import screen as screen_module
from veiligheidsadvies.gui.screens.leveranciers.list_page import ATTENTION, ENDED
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import place_of, subject_of
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_controle import verify
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens
from veiligheidsadvies.services.vandaag import Doel

HERE = Plek(scherm="leveranciers")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def zandoever(services: Services) -> LeverancierId:
    """In order; beside it one whose declaration is over."""
    builders.add_leverancier(services, naam="Kleiland Deuren", ghv_tot=dt.date(2026, 3, 11))
    return builders.add_leverancier(services)


def _open(
    services: Services, qtbot: QtBot, *answers: object, place: Plek = HERE
) -> tuple[LeveranciersScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = LeveranciersScreen(desk)
    qtbot.addWidget(screen)
    screen.show_place(place)
    show(screen)
    screen.focus_first()
    return screen, prompts


def _names(screen: LeveranciersScreen) -> list[str]:
    return [line.leverancier.naam for line in screen.list.model.rows()]


def _cells(screen: LeveranciersScreen, row: int) -> list[str]:
    model = screen.list.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_the_list_tells_the_state_with_icon_and_word(
    services: Services, qtbot: QtBot, zandoever: LeverancierId
) -> None:
    screen, _ = _open(services, qtbot)
    assert _names(screen) == ["Kleiland Deuren", "Zandoever Installatie"]
    assert _cells(screen, 0)[0] == "verlopen"
    assert "11-03-2026" in _cells(screen, 0)
    assert _cells(screen, 1)[0] == "in orde"
    assert "BORG-E" in _cells(screen, 1)


def test_filters_and_typing(services: Services, qtbot: QtBot, zandoever: LeverancierId) -> None:
    screen, _ = _open(services, qtbot)
    screen.list.switch.switched.emit(ATTENTION)
    assert _names(screen) == ["Kleiland Deuren"]
    screen.list.choose("alle")
    screen.focus_filter()
    QTest.keyClicks(screen.list.search, "wortel borg-e zand")
    assert _names(screen) == ["Zandoever Installatie"]
    QTest.keyClicks(screen.list.search, "x")
    assert "past bij deze zoekwoorden" in screen.list.empty.sentence.text()
    screen.list.empty.button.click()
    assert len(_names(screen)) == 2


def test_an_empty_register_says_who_works_already_and_offers_the_first_step(
    services: Services, qtbot: QtBot
) -> None:
    builders.add_maatregel(services, builders.add_dossier(services), leverancier="Houtwal Hekwerk")
    screen, _ = _open(services, qtbot)
    assert screen.list.empty.sentence.text() == "Nog geen leveranciers"
    assert "Houtwal Hekwerk" in screen.list.empty.detail.text()
    with qtbot.waitSignal(screen.go) as asked:
        screen.list.empty.button.click()
    assert asked.args == [Plek(scherm="leveranciers", tab="nieuw")]


def test_a_supplier_is_added_with_his_recognitions(services: Services, qtbot: QtBot) -> None:
    screen, _ = _open(services, qtbot, place=Plek(scherm="leveranciers", tab="nieuw"))
    assert screen.page is not None
    assert screen.page.form.submit() is None
    assert screen.side is not None
    assert not screen.side.paper.isEnabled()
    values: dict[str, Any] = {"naam": "Rietkraag Glas", "kvk": "0000 0404", "erkenning_borg_b_0": "BB-1"}
    for name, value in {**values, "erkenning_overig_0_tot": dt.date(2027, 1, 1)}.items():
        screen.page.form.set_value(name, value)
    screen.page.submit()
    assert services.leveranciers.list_regels() == []
    assert screen.page.form.band.findChild(QWidget, "naar_erkenning_overig_0") is not None
    screen.page.form.set_value("erkenning_overig_0", "ISO 27001")
    with qtbot.waitSignal(screen.go) as asked:
        screen.page.submit()
    assert asked.args == [HERE]
    (line,) = services.leveranciers.list_regels()
    assert line.leverancier.kvk == "00000404"
    assert [one.soort for one in line.erkenningen] == [SoortErkenning.BORG_B, SoortErkenning.OVERIG]


def test_changing_shows_the_state_while_typing_and_emptied_recognitions_go(
    services: Services, qtbot: QtBot, zandoever: LeverancierId
) -> None:
    screen, _ = _open(services, qtbot, place=Plek(scherm="leveranciers", row_id=zandoever))
    assert screen.page is not None
    assert screen.side is not None
    form = screen.page.form
    assert form.values()["erkenning_borg_e_0"] == "BE-0101"
    form.set_value("ghv_getekend_op", None)
    form.set_value("ghv_tot", None)
    form.edited.emit()
    told = [row.accessibleName() for row in screen.side.findings.findChildren(FindingRow)]
    assert any(words.startswith("Blokkeert: Geheimhoudingsverklaring ontbreekt") for words in told)
    form.set_value("erkenning_borg_e_0", None)
    form.set_value("erkenning_borg_e_0_tot", None)
    screen.page.submit()
    assert services.leveranciers.list_erkenningen(zandoever) == []
    assert services.leveranciers.get(zandoever).ghv_getekend_op is None


def test_a_form_that_is_not_saved_becomes_a_draft(
    services: Services, qtbot: QtBot, zandoever: LeverancierId
) -> None:
    place = Plek(scherm="leveranciers", row_id=zandoever)
    screen, prompts = _open(services, qtbot, False, place=place)
    assert screen.page is not None
    assert screen.drafts() == {}
    screen.page.form.set_value("diensten", "Alarm")
    assert not screen.may_leave()
    assert len(prompts.asked) == 1
    services.concepten.save(*next(iter(screen.drafts().items())))
    again, _ = _open(services, qtbot, place=place)
    assert again.page is not None
    assert again.page.form.values()["diensten"] == "Alarm"


def test_a_supplier_is_ended_and_used_again(
    services: Services, qtbot: QtBot, zandoever: LeverancierId
) -> None:
    screen, _ = _open(services, qtbot)
    screen.list.view.go_to(screen.list.model.row_of(zandoever))
    screen.list.end.click()
    assert _names(screen) == ["Kleiland Deuren"]
    screen.list.choose(ENDED)
    assert _names(screen) == ["Zandoever Installatie"]
    assert _cells(screen, 0)[0] == "niet meer"
    screen.list.view.go_to(0)
    screen.list.end.click()
    assert not services.leveranciers.get(zandoever).is_vervallen


def test_the_declaration_goes_out_of_list_and_form(
    services: Services, qtbot: QtBot, zandoever: LeverancierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        screen_module, "open_geheimhoudingsverklaring", lambda _desk, _parent, one: asked.append(one)
    )
    screen, _ = _open(services, qtbot)
    screen.list.view.go_to(screen.list.model.row_of(zandoever))
    screen.list.paper_asked.emit()
    screen.show_place(Plek(scherm="leveranciers", row_id=zandoever))
    assert screen.side is not None
    screen.side.paper.click()
    assert asked == [zandoever, zandoever]
    stuk = LeverancierStuk(services, zandoever)
    assert stuk.lezers[0].naam == "Zandoever Installatie"
    copy = stuk.request(stuk.lezers[0], Uitgiftegegevens(wijze=Wijze.PAPIER))
    registered = services.stukken.enrol(verify(copy))
    assert registered.exemplaar.leverancier_id == zandoever


def test_a_task_of_vandaag_leads_to_the_supplier(services: Services, zandoever: LeverancierId) -> None:
    (task,) = [one for one in services.vandaag.taken() if one.doel is Doel.LEVERANCIER]
    late = services.leveranciers.get_by_name("Kleiland Deuren").id
    assert place_of(task) == subject_of(task) == Plek(scherm="leveranciers", row_id=late)


def test_a_measure_offers_the_register_with_the_state_of_the_papers(
    services: Services, zandoever: LeverancierId
) -> None:
    builders.add_maatregel(services, builders.add_dossier(services), leverancier="Houtwal Hekwerk")
    desk, _ = make_desk(services)
    assert [(one.text, one.detail) for one in suppliers(desk)] == [
        ("Houtwal Hekwerk", ""),
        ("Kleiland Deuren", "papieren: verlopen"),
        ("Zandoever Installatie", "papieren: in orde"),
    ]
