"""The list of measures: filters, order, selection, entry by typing, paste, and the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, Typist, make_desk, show
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId, Prioriteit, Status
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.maatregelen import MaatregelenScreen
from veiligheidsadvies.gui.screens.maatregelen.filters import Keuzemenu, chips, from_plek, without
from veiligheidsadvies.gui.screens.maatregelen.paste import read
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import MaatregelFilter

ALL = MaatregelFilter()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossiers(services: Services) -> list[DossierId]:
    first, second = builders.add_dossier(services), builders.add_dossier(services, "GED-02")
    for number in range(6):
        builders.add_maatregel(
            services,
            first,
            titel=f"Slot {number}",
            termijn=dt.date(2026, 3, 1 + number * 5),
            raming=Bedrag(100_00 * (number + 1)),
            leverancier="Kleiland" if number % 2 else "",
        )
    builders.add_maatregel(
        services,
        second,
        titel="Köln-slot",
        domein=Domein.WERK,
        grondslag=Grondslag.WERKGEVERSZORG,
        prioriteit=Prioriteit.SPOED,
    )
    return [first, second]


def _screen(
    services: Services, qtbot: QtBot, *answers: object, place: Plek | None = None
) -> tuple[MaatregelenScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = MaatregelenScreen(desk)
    qtbot.addWidget(screen)
    screen.show_place(place or Plek(scherm="maatregelen", filter=ALL))
    show(screen)
    screen.focus_first()
    return screen, prompts


def _titles(screen: MaatregelenScreen) -> list[str]:
    return [row.titel for row in screen.table.model.rows()]


def test_the_list_is_ordered_by_the_day_that_counts(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    assert _titles(screen) == [*(f"Slot {number}" for number in range(6)), "Köln-slot"]
    screen.table.view.header.ask_sort(7)
    assert _titles(screen)[-1] == "Slot 5"
    screen.table.view.header.ask_sort(7)
    assert _titles(screen)[0] == "Slot 5"


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (MaatregelFilter(domeinen=(Domein.WERK,)), 1),
        (MaatregelFilter(alleen_open=True), 7),
        (MaatregelFilter(statussen=(Status.AKKOORD,)), 0),
        (MaatregelFilter(betalers=(Betaler.BESTUURDER,)), 0),
        (MaatregelFilter(grondslagen=(Grondslag.REGELING_WOONPLEK,)), 6),
        (MaatregelFilter(prioriteiten=(Prioriteit.SPOED,)), 1),
        (MaatregelFilter(leveranciers=("Kleiland",)), 3),
        (MaatregelFilter(te_laat_op=builders.VANDAAG), 3),
    ],
)
def test_every_filter_narrows_the_list_and_shows_a_chip(
    services: Services, dossiers: list[DossierId], qtbot: QtBot, chosen: MaatregelFilter, count: int
) -> None:
    screen, _ = _screen(services, qtbot, place=Plek(scherm="maatregelen", filter=chosen))
    assert screen.table.model.rowCount() == count
    shown = chips(chosen, {})
    assert len(shown) == 1
    assert without(chosen, shown[0][0]) == ALL
    screen.toolbar.chips.removed.emit(shown[0][0])
    assert screen.table.model.rowCount() == 7


def test_the_menu_offers_what_can_be_filtered_and_ticks_what_is_in_force(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    given: list[MaatregelFilter] = []
    menu = Keuzemenu(screen.desk, given.append).build(screen, MaatregelFilter(domeinen=(Domein.WERK,)))
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:7] == ["Dossier", "Domein", "Status", "Betaler", "Grondslag", "Prioriteit", "Leverancier"]
    domain = menu.findChild(QWidget, "filtermenu_domeinen")
    assert domain is not None
    ticked = [action.text() for action in domain.actions() if action.isChecked()]
    assert ticked == ["werk"]
    domain.actions()[0].trigger()
    assert given == [MaatregelFilter(domeinen=(Domein.WERK, Domein.WONEN))]


def test_a_place_may_name_the_fields_of_a_filter() -> None:
    assert from_plek({"domeinen": (Domein.WERK,)}, 3) == MaatregelFilter(
        domeinen=(Domein.WERK,), dossier_id=3
    )
    assert from_plek(None, None) is None


def test_search_in_the_list_ignores_accents_and_counts_what_is_visible(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    screen.focus_filter()
    QTest.keyClicks(screen.toolbar.search, "koln")
    assert _titles(screen) == ["Köln-slot"]
    qtbot.waitUntil(lambda: "1 van 7 maatregelen" in screen.table.panel.total.accessibleName())
    QTest.keyClick(screen.toolbar.search, Qt.Key.Key_Escape)
    assert screen.table.model.rowCount() == 7


def test_totals_add_up_what_is_visible(services: Services, dossiers: list[DossierId], qtbot: QtBot) -> None:
    screen, _ = _screen(services, qtbot)
    qtbot.waitUntil(lambda: "2.100,00" in screen.table.panel.total.accessibleName())
    assert "7 maatregelen" in screen.table.panel.total.accessibleName()


def test_a_change_of_the_selection_is_one_step_to_undo(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot, {"termijn": dt.date(2026, 6, 1)})
    view = screen.table.view
    view.go_to(0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = screen.table.chosen()
    assert len(chosen) == 3
    button = screen.findChild(QWidget, "kies_termijn")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    days = {services.maatregelen.get(MaatregelId(row_id)).termijn for row_id in chosen}
    assert days == {dt.date(2026, 6, 1)}
    assert services.undo_text == "3 maatregelen gewijzigd"
    services.undo()
    assert dt.date(2026, 6, 1) not in {
        services.maatregelen.get(MaatregelId(row_id)).termijn for row_id in chosen
    }


def test_a_menu_goes_when_it_closes(
    services: Services, dossiers: list[DossierId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: menu.aboutToHide.emit())
    screen, _ = _screen(services, qtbot)
    screen.table._show_menu()
    screen.show_filter_menu()
    assert screen.findChildren(QMenu)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert screen.findChildren(QMenu) == []


def test_everything_can_be_chosen_and_let_go(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    QTest.keyClick(screen.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.table.chosen()) == 7
    QTest.keyClick(screen.table.view, Qt.Key.Key_Escape)
    assert not screen.table.model.ticked()


def test_the_list_goes_to_the_clipboard_as_a_grid(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    screen.table.view.go_to(1)
    QTest.keyClick(screen.table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["Dossier", "Code", "Maatregel"]
    assert lines[1][2:7] == ["Slot 1", "geadviseerd", "06-03-2026", "Kleiland", "200,00"]


SPREADSHEET_ROW = "W-18\tAlarminstallatie woning\n"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_measure_takes_no_more_keys_than_a_spreadsheet_row_and_a_fifth(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot, place=Plek(scherm="maatregelen", dossier_id=dossiers[1]))
    screen.start_entry()
    QApplication.processEvents()
    before = services.maatregelen.count(ALL)
    typist = Typist()
    for code in ("w-18", "w-10", "w-12"):
        typist.type(code)
        typist.press(Qt.Key.Key_Return)
        typist.press(Qt.Key.Key_Return)
    assert services.maatregelen.count(ALL) == before + 3
    assert typist.keys / 3 <= len(SPREADSHEET_ROW) * 1.2
    assert typist.keys / 3 <= len("W-18\t\n") * 1.2
    added = services.dossiers.list_maatregelen(dossiers[1])
    assert {one.catalogus_code for one in added} >= {"W-18", "W-10", "W-12"}
    assert all(one.status is Status.GEADVISEERD for one in added)


def test_the_line_of_entry_has_its_buttons_behind_it_as_long_as_there_is_room(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot, place=Plek(scherm="maatregelen", dossier_id=dossiers[1]))
    screen.resize(1280, 700)
    screen.start_entry()
    QApplication.processEvents()
    entry = screen.entry
    assert entry.add.geometry().center().y() == entry.line.widget.geometry().center().y()
    screen.resize(900, 700)
    QApplication.processEvents()
    assert entry.add.y() > entry.line.widget.geometry().bottom()


def test_quotes_are_asked_for_what_is_ticked(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot, place=Plek(scherm="maatregelen", dossier_id=dossiers[0]))
    screen.resize(1280, 700)
    screen.table.view.go_to(0)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Space)
    button = screen.findChild(QWidget, "kies_aanvraag")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    with qtbot.waitSignal(screen.go, timeout=2000) as told:
        button.click()
    assert told.args is not None
    assert (told.args[0].tab, told.args[0].dossier_id) == ("aanvraag_nieuw", dossiers[0])


def test_entry_takes_estimate_and_term_and_tells_what_is_wrong(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot, place=Plek(scherm="maatregelen", dossier_id=dossiers[1]))
    screen.start_entry()
    entry = screen.entry
    advies = builders.add_advies(services, dossiers[1])
    line = services.catalogus.find_by_code("W-18")
    assert line is not None
    entry.line.load(line.id)
    entry.raming.widget.setText("twaalf")
    entry.save()
    assert entry.raming.widget.property("problem") is True
    assert "bedrag" in entry.told.text()
    entry.raming.widget.setText("1.234,50")
    entry.termijn.widget.setText("1-5-2026")
    entry.save()
    added = services.dossiers.list_maatregelen(dossiers[1])[0]
    assert added.advies_id == advies
    assert (added.catalogus_code, added.termijn) == ("W-18", dt.date(2026, 5, 1))
    assert [one.incl for one in services.kosten.list_of_maatregel(added.id or MaatregelId(0))] == [
        Bedrag(1234_50)
    ]
    assert "W-18 toegevoegd" in entry.told.text()


def test_pasted_rows_are_previewed_and_written_as_one_action(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, prompts = _screen(services, qtbot, {"dossier": dossiers[1]})
    text = "Code\tMaatregel\tTermijn\tRaming\nW-18\t\t1-6-2026\t1.500,25\n\tEigen slot\t\t\nW-10\t\t\t\n"
    screen.paste(text.replace("\tEigen slot\t\t\n", ""))
    assert prompts.asked == ["2 maatregelen plakken [Toevoegen]"]
    added = services.dossiers.list_maatregelen(dossiers[1])
    assert {one.catalogus_code for one in added} >= {"W-18", "W-10"}
    assert services.undo_text == "Maatregelen toegevoegd"


def test_bad_rows_are_named_and_nothing_is_written(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, prompts = _screen(services, qtbot)
    before = services.maatregelen.count(ALL)
    screen.paste("Code\tTermijn\nW-18\t31-2-2026\nX-99\t\n")
    assert services.maatregelen.count(ALL) == before
    assert "Er is niets geplakt." in prompts.told[0]
    assert "rij 2, Termijn: " in prompts.told[0]
    assert "rij 3, Code: " in prompts.told[0]


def test_a_grid_without_names_is_known_by_what_is_in_it(services: Services) -> None:
    found = read(
        "W-18\t1.500,25\t1-6-2026\nW-10\t200\t2-6-2026\n",
        services.catalogus.find_by_code,
        today=builders.VANDAAG,
    )
    assert not found.fouten
    assert [(one.maatregel.catalogus_code, one.raming) for one in found.regels] == [
        ("W-18", Bedrag(1500_25)),
        ("W-10", Bedrag(200_00)),
    ]
    free = read("Poort\twerk\n", services.catalogus.find_by_code, today=builders.VANDAAG)
    assert [(one.maatregel.titel, one.maatregel.domein) for one in free.regels] == [("Poort", Domein.WERK)]


def test_what_was_copied_here_can_be_pasted_here(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    text = screen.table.model.export(range(6))
    found = read(text, services.catalogus.find_by_code, today=builders.VANDAAG)
    assert not found.fouten
    assert [one.maatregel.titel for one in found.regels] == [f"Slot {number}" for number in range(6)]
    assert found.regels[1].raming == Bedrag(200_00)
    assert found.regels[1].maatregel.leverancier == "Kleiland"


def test_an_empty_list_says_what_belongs_here(services: Services, qtbot: QtBot) -> None:
    builders.add_dossier(services)
    screen, _ = _screen(services, qtbot)
    empty = screen.table.findChild(QWidget, "geen_regels_actie")
    assert empty is not None
    assert empty.isVisible()
    QTest.mouseClick(empty, Qt.MouseButton.LeftButton)
    assert screen.entry.isVisible()


def test_without_a_hit_the_filters_can_be_cleared(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    place = Plek(scherm="maatregelen", filter=MaatregelFilter(statussen=(Status.AFGEWIKKELD,)))
    screen, _ = _screen(services, qtbot, place=place)
    button = screen.table.findChild(QWidget, "geen_regels_actie")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.table.model.rowCount() == 7


def test_everything_that_takes_the_focus_has_a_name(
    services: Services, dossiers: list[DossierId], qtbot: QtBot
) -> None:
    screen, _ = _screen(services, qtbot)
    screen.start_entry()
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.window() is screen.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless
