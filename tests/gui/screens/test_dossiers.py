"""The list of dossiers: find, sort, add up, hide names, and make a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, Typist, make_desk, show
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt
from veiligheidsadvies.domain.dossier import SoortDossier
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.dossiers import DossiersScreen
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


def opened(
    services: Services, qtbot: QtBot, *answers: Any, tab: str = ""
) -> tuple[DossiersScreen, Answers, list[Plek]]:
    """The screen with a frame around it that shows its own places and remembers the others."""
    desk, prompts = make_desk(services, *answers)
    screen = DossiersScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    places: list[Plek] = []

    def go(plek: Plek) -> None:
        places.append(plek)
        if plek.scherm == "dossiers":
            screen.show_place(plek)
            screen.focus_first()

    screen.go.connect(go)
    screen.show_place(Plek(scherm="dossiers", tab=tab))
    QApplication.processEvents()
    screen.focus_first()
    return screen, prompts, places


def shown(screen: DossiersScreen) -> list[str]:
    return [line.code for line in screen.view.table.rows()]


def column(screen: DossiersScreen, name: str) -> int:
    return next(at for at, one in enumerate(screen.view.table.columns) if one.name == name)


def edit(screen: DossiersScreen, name: str) -> QLineEdit:
    assert screen.form is not None
    widget = screen.form.form.editor(name).widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_a_new_dossier_with_the_keyboard_alone(services: Services, qtbot: QtBot) -> None:
    screen, _, places = opened(services, qtbot)
    assert screen.empty.sentence.text() == "Nog geen dossiers"
    typist = Typist()
    typist.press(Qt.Key.Key_Space)  # the button of the empty list
    assert screen.form is not None
    assert screen.form.form.values()["code"] == "GED-01"
    screen.form.form.focus_field("naam")
    typist.type("de heer Lukasz")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    dossier = services.dossiers.get_by_code("GED-01")
    assert places[-1] == Plek(scherm="dossier", dossier_id=dossier.id)
    screen.show_place(Plek(scherm="dossiers"))
    assert shown(screen) == ["GED-01"]


def test_problems_are_told_at_the_field_and_nothing_is_lost(services: Services, qtbot: QtBot) -> None:
    screen, _, _ = opened(services, qtbot, tab="nieuw")
    assert screen.form is not None
    edit(screen, "begin").setText("31-02-2026")
    edit(screen, "portefeuille").setText("Natuur < water & <img src=x>")
    edit(screen, "code").setText("x")
    screen.form.submit()
    problems = {name for name in ("naam", "begin", "code") if _problem(screen, name)}
    assert problems == {"naam", "begin"}  # what cannot be read is told first
    assert edit(screen, "begin").text() == "31-02-2026"
    edit(screen, "begin").setText("1-2-2026")
    edit(screen, "naam").setText("mevrouw Özdil")
    screen.form.submit()
    assert _problem(screen, "code")
    edit(screen, "code").setText("ged-07")
    screen.form.submit()
    saved = services.dossiers.find_bestuurder(services.dossiers.get_by_code("GED-07").id or 0)  # type: ignore[arg-type]
    assert saved is not None
    assert saved.portefeuille == "Natuur < water & <img src=x>"


def _problem(screen: DossiersScreen, name: str) -> bool:
    return bool(edit(screen, name).property("problem"))


def test_the_kind_decides_the_fields_and_the_code(services: Services, qtbot: QtBot) -> None:
    screen, _, _ = opened(services, qtbot, tab="nieuw")
    assert screen.form is not None
    form = screen.form.form
    form.editor("ambt").load(Ambt.CDK)
    form.field_edited.emit("ambt")
    assert form.values()["code"] == "CDK-01"
    form.editor("soort").load(SoortDossier.ORGANISATIE)
    form.field_edited.emit("soort")
    assert form.values()["code"] == "ORG-01"
    assert form.editor("naam").widget.isHidden()
    screen.form.submit()
    assert services.dossiers.get_by_code("ORG-01").soort is SoortDossier.ORGANISATIE


def test_a_code_of_the_users_own_is_kept(services: Services, qtbot: QtBot) -> None:
    screen, _, _ = opened(services, qtbot, tab="nieuw")
    assert screen.form is not None
    edit(screen, "code").setText("GED-09")
    screen.form.form.editor("ambt").load(Ambt.WETHOUDER)
    screen.form.form.field_edited.emit("ambt")
    assert edit(screen, "code").text() == "GED-09"


def test_a_draft_comes_back(services: Services, qtbot: QtBot) -> None:
    screen, _, _ = opened(services, qtbot, tab="nieuw")
    edit(screen, "naam").setText("mevrouw Yeşilgöz")
    edit(screen, "begin").setText("32")
    (key, values), *_ = screen.drafts().items()
    services.concepten.save(key, values)
    again, _, _ = opened(services, qtbot, tab="nieuw")
    assert edit(again, "naam").text() == "mevrouw Yeşilgöz"
    assert edit(again, "begin").text() == "32"
    assert again.form is not None
    assert again.form.form.is_dirty


def test_leaving_asks_and_throwing_away_drops_the_draft(services: Services, qtbot: QtBot) -> None:
    screen, prompts, _ = opened(services, qtbot, False, True, tab="nieuw")
    assert screen.may_leave()
    edit(screen, "naam").setText("iemand")
    services.concepten.save("dossiers:nieuw", {"naam": "iemand"})
    assert not screen.may_leave()
    assert screen.may_leave()
    assert services.concepten.list_all() == []
    assert len(prompts.asked) == 2


def test_names_are_shown_only_when_privacy_is_off(services: Services, qtbot: QtBot) -> None:
    builders.add_dossier(services, naam="mevrouw Đorđević")
    builders.add_dossier(services, "GED-05", naam="de heer Łukasz")
    screen, _, _ = opened(services, qtbot)
    assert not screen.view.isColumnHidden(column(screen, "naam"))
    screen.filter.setText("dordevic")
    assert shown(screen) == ["GED-04"]
    screen.desk.secrecy.set_hidden(is_hidden=True)
    assert screen.view.isColumnHidden(column(screen, "naam"))
    assert shown(screen) == []
    assert screen.empty.sentence.text() == "Geen dossier past bij dit filter"
    screen.empty.button.click()
    assert shown(screen) == ["GED-04", "GED-05"]


def test_order_totals_and_opening(services: Services, qtbot: QtBot) -> None:
    first, second = builders.add_dossier(services), builders.add_dossier(services, "GED-05")
    builders.add_maatregel(services, first, raming=Bedrag(100_00))
    for number in range(2):
        builders.add_maatregel(services, second, raming=Bedrag(1000_00), titel=f"M{number}")
    screen, _, places = opened(services, qtbot)
    screen.view.sort_asked.emit("raming", True)
    assert shown(screen) == ["GED-05", "GED-04"]
    assert screen.panel.total.accessibleName() == "2 dossiers 3 – 2.100,00 – –"
    screen.view.go_to(0)
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    assert places == [Plek(scherm="dossier", dossier_id=second)]
