"""The catalogue: found while typing, prices marked as indicative, changed, ended, taken to a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.prijs import price
from veiligheidsadvies.gui.screens.catalogus import CatalogusScreen
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


def _open(
    services: Services, qtbot: QtBot, *answers: object, place: Plek | None = None
) -> tuple[CatalogusScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = CatalogusScreen(desk)
    qtbot.addWidget(screen)
    screen.show_place(place or Plek(scherm="catalogus"))
    show(screen)
    screen.focus_first()
    return screen, prompts


def _line(services: Services, code: str) -> Catalogusmaatregel:
    found = services.catalogus.find_by_code(code)
    assert found is not None
    return found


def test_the_catalogue_is_found_by_domain_and_by_typing(services: Services, qtbot: QtBot) -> None:
    screen, _ = _open(services, qtbot)
    assert screen.model.rowCount() == len(services.catalogus.list_all())
    screen.switch.switched.emit("werk")
    assert {row.domein.value for row in screen.model.rows()} == {"werk"}
    screen.switch.switched.emit("alle")
    screen.focus_filter()
    QTest.keyClicks(screen.search, "brievenbus")
    assert "W-10" in {row.code for row in screen.model.rows()}
    assert screen.model.rowCount() < 10


def test_prices_are_marked_as_indicative(services: Services, qtbot: QtBot) -> None:
    screen, _ = _open(services, qtbot)
    line = _line(services, "W-10")
    assert price(line) == "€\u00a0250 tot €\u00a01.200 per stuk, indicatief"
    assert "indicatief" in screen.remark()
    assert price(Catalogusmaatregel(code="X-1", domein=line.domein, titel="x")) == ""


def test_a_line_is_changed_and_a_code_stays_unique(services: Services, qtbot: QtBot) -> None:
    row_id = _line(services, "W-10").id
    screen, _ = _open(services, qtbot, place=Plek(scherm="catalogus", row_id=row_id))
    assert screen.page is not None
    screen.page.form.set_value("prijs_tot", Bedrag(2000_00))
    screen.page.submit()
    assert _line(services, "W-10").prijs_tot == Bedrag(2000_00)
    screen.page.form.set_value("code", "w-18")
    screen.page.submit()
    assert services.catalogus.get(row_id or 0).code == "W-10"  # type: ignore[arg-type]


def test_a_new_line_asks_what_it_needs(services: Services, qtbot: QtBot) -> None:
    screen, _ = _open(services, qtbot, place=Plek(scherm="catalogus", tab="nieuw"))
    assert screen.page is not None
    assert screen.page.form.submit() is None
    values = {"code": "w-99", "titel": "Eigen maatregel", "betaler": Betaler.ORGANISATIE}
    for name, value in {**values, "grondslag": Grondslag.WERKGEVERSZORG}.items():
        screen.page.form.set_value(name, value)
    screen.page.submit()
    assert _line(services, "W-99").titel == "Eigen maatregel"


def test_an_ended_line_is_no_longer_offered_and_can_come_back(services: Services, qtbot: QtBot) -> None:
    screen, _ = _open(services, qtbot)
    screen.view.go_to(screen.model.row_of(_line(services, "W-10").id))
    assert screen.end_or_restore()
    assert "W-10" not in {row.code for row in screen.model.rows()}
    assert services.catalogus.search("brievenbus buiten") == []
    screen.switch.switched.emit("vervallen")
    assert [row.code for row in screen.model.rows()] == ["W-10"]
    assert screen.end_or_restore()
    assert not _line(services, "W-10").is_vervallen


def test_a_line_goes_to_the_form_of_a_dossier(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    screen, _ = _open(services, qtbot, dossier)
    asked: list[Plek] = []
    screen.go.connect(asked.append)
    line = _line(services, "W-18")
    screen.view.go_to(screen.model.row_of(line.id))
    screen.add_to_dossier()
    assert asked == [Plek(scherm="maatregel", dossier_id=dossier, filter=line.id)]
