"""The frame: places and the way back, palette, keys, menus, privacy, title, help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import add_dossier, add_maatregel
from tests.gui.shell.conftest import Running
from veiligheidsadvies import paths, settings
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.theme import Choice
from veiligheidsadvies.gui.screens.beheer.logboek import LogboekPart
from veiligheidsadvies.gui.shell.help_pages import About, Protection, Shortcuts
from veiligheidsadvies.gui.shell.navigation import SCREENS, load_screen
from veiligheidsadvies.gui.shell.palette import place_of
from veiligheidsadvies.gui.shell.window import SMALLEST, ProgramWindow
from veiligheidsadvies.services.beheer import CheckOutcome
from veiligheidsadvies.vault.keys import FLOOR


def texts(running: Running) -> list[str]:
    found = running.session.palette.list.model()
    return [str(found.index(row, 0).data()) for row in range(found.rowCount())]


@pytest.mark.parametrize("screen", [one.name for one in SCREENS])
def test_every_place_has_its_screen(screen: str) -> None:
    assert load_screen(screen).__name__.endswith("Screen")


def test_the_way_back_and_ahead(unlocked: Running) -> None:
    session = unlocked.session
    session.go(Plek(scherm="dossiers"))
    session.go(Plek(scherm="catalogus"))
    session.step(-1)
    assert session.router.place == Plek(scherm="dossiers")
    session.step(-1)
    assert session.router.place == Plek(scherm="vandaag")
    assert not session.may_go(-1)
    session.step(1)
    assert session.router.place == Plek(scherm="dossiers")
    session.go(Plek(scherm="beheer"))
    assert not session.may_go(1)


def test_ctrl_and_a_number_goes_to_a_screen(unlocked: Running, qtbot: Any) -> None:
    qtbot.keyClick(unlocked.program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert unlocked.session.router.place == Plek(scherm="dossiers")
    QApplication.processEvents()
    titles = [label.text() for label in unlocked.page.findChildren(QLabel, "titel") if label.isVisible()]
    assert titles == ["Dossiers"]


def test_the_palette_finds_screens_commands_and_records(unlocked: Running, qtbot: Any) -> None:
    session = unlocked.session
    dossier = add_dossier(session.desk.services)
    add_maatregel(session.desk.services, dossier, titel="Brievenbus buiten de gevel")
    session.palette.open()
    assert texts(unlocked) == [one.text for one in SCREENS if one.is_entry]
    qtbot.keyClicks(session.palette.field, "vergr")
    assert texts(unlocked)[0] == "Vergrendelen"
    session.palette.field.setText("brieven")
    assert any("Brievenbus" in words for words in texts(unlocked))
    session.palette.field.setText("ged-04")
    qtbot.keyClick(session.palette.field, Qt.Key.Key_Return)
    assert session.router.place == Plek(scherm="dossier", dossier_id=dossier)
    assert not session.palette.isVisible()


def test_the_palette_hides_names_until_they_are_shown(unlocked: Running) -> None:
    session = unlocked.session
    add_dossier(session.desk.services)
    session.palette.open("dordevic")
    assert "•••••" in texts(unlocked)
    session.toggle_names()
    session.palette.open("dordevic")
    assert any("Đorđević" in words for words in texts(unlocked))


def test_any_text_is_safe_to_search_for(unlocked: Running) -> None:
    for typed in ('"', "'; DROP", "a AND", "*", "(", "%_"):
        unlocked.session.palette.open(typed)


def test_every_kind_of_hit_has_a_place(unlocked: Running) -> None:
    from veiligheidsadvies.services import zoeken

    for record in zoeken._KINDS:
        hit = zoeken.Treffer(
            soort="", tekst="", dossier_code="", dossier_id=1, tabel=record.TABEL, row_id=2, is_gevoelig=False
        )
        assert place_of(hit).scherm in {one.name for one in SCREENS}


def test_undo_names_what_it_undoes(unlocked: Running) -> None:
    session = unlocked.session
    add_dossier(session.desk.services)
    session.menus.menu("bewerken").aboutToShow.emit()
    assert session.actions["ongedaan"].text().startswith("&Ongedaan maken: Dossier")
    session.undo()
    session.menus.menu("bewerken").aboutToShow.emit()
    assert session.desk.services.dossiers.list_all() == []
    assert session.actions["opnieuw"].text().startswith("O&pnieuw uitvoeren: ")


def test_a_key_works_again_after_a_menu_showed_that_there_was_nothing_to_do(
    unlocked: Running, qtbot: Any
) -> None:
    session = unlocked.session
    menu = session.menus.menu("bewerken")
    menu.aboutToShow.emit()
    assert not session.actions["ongedaan"].isEnabled()
    assert "ongedaan" not in [name for name, _, _ in session.actions.runnable()]
    menu.aboutToHide.emit()
    add_dossier(session.desk.services)
    qtbot.keyClick(unlocked.program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.desk.services.dossiers.list_all() == []


def test_the_title_never_holds_a_name(unlocked: Running) -> None:
    session = unlocked.session
    dossier = add_dossier(session.desk.services)
    session.go(Plek(scherm="dossier", dossier_id=dossier))
    session.toggle_names()
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert unlocked.program.window in shown
    for window in shown:
        assert window.windowTitle() in {"Veiligheidsadvies", ""}


def test_names_are_hidden_at_first_and_f8_shows_them(unlocked: Running, qtbot: Any) -> None:
    assert unlocked.session.secrecy.is_hidden
    qtbot.keyClick(unlocked.program.window, Qt.Key.Key_F8)
    assert not unlocked.session.secrecy.is_hidden


def test_the_theme_is_kept_for_this_machine(unlocked: Running) -> None:
    unlocked.session.choose_theme(Choice.DARK)
    assert settings.load().theme == "dark"
    unlocked.session.choose_theme(Choice.LIGHT)


def test_the_sheet_that_was_not_confirmed_stays_red(unlocked: Running) -> None:
    assert unlocked.page.findChild(QLabel, "status_herstelblad").text() == "Herstelblad niet bevestigd"
    beheer = unlocked.session.desk.services.beheer
    beheer.confirm_herstelblad(beheer.herstelgroepen())
    unlocked.session.show_recovery_state()
    assert unlocked.page.findChild(QLabel, "status_herstelblad").text() == ""


@pytest.mark.parametrize(
    ("room", "size"),
    [
        (QSize(1280, 720), QSize(1264, 680)),
        (QSize(1024, 900), QSize(1008, 800)),
        (QSize(1920, 1080), QSize(1280, 800)),
        (QSize(640, 400), SMALLEST),
    ],
)
def test_a_window_is_no_larger_than_the_screen(qtbot: QtBot, room: QSize, size: QSize) -> None:
    """Or its lowest buttons would be out of sight."""
    window = ProgramWindow(QSize(1280, 800))
    qtbot.addWidget(window)
    window.keep_on_screen(room)
    assert window.size() == size


def test_every_shortcut_is_used_once(unlocked: Running) -> None:
    keys = [key for _, key in unlocked.session.actions.overview()]
    assert len(keys) == len(set(keys))


def test_help_shows_the_promise_of_the_documentation(unlocked: Running) -> None:
    root = Path(__file__).resolve().parents[3]
    assert (
        paths.resource("uitleg/bescherming.md").read_bytes() == (root / "docs/threat_model.md").read_bytes()
    )
    dialog = Protection(unlocked.page)
    words = dialog.findChild(QTextBrowser, "uitleg")
    assert "Waartegen niet" in words.toPlainText()
    tables = [one for one in words.document().rootFrame().childFrames() if isinstance(one, QTextTable)]
    widths = [[one.rawValue() for one in table.format().columnWidthConstraints()] for table in tables]
    assert widths == [[18, 24, 58], [38, 62]]
    assert About(unlocked.page).accessibleName() == "Veiligheidsadvies"
    overview = Shortcuts(unlocked.page, unlocked.session.actions.overview(), [("Toevoegen", "Ctrl+N")])
    words = [label.text() for label in overview.findChildren(QLabel)]
    assert "Ctrl+L" in words
    assert "Toevoegen" in words


def test_a_narrow_window_keeps_icons_only(unlocked: Running) -> None:
    unlocked.program.window.resize(960, 540)
    QApplication.processEvents()
    navigation = unlocked.page.findChild(QListView, "navigation")
    assert navigation.width() == 56
    assert unlocked.session.frame.header.lock.text() == ""
    assert unlocked.session.frame.header.lock.accessibleName() == "Vergrendelen"


def test_the_minutes_before_locking_can_be_chosen(unlocked: Running) -> None:
    unlocked.prompts._answers.append(10)
    unlocked.session.choose_minutes()
    assert settings.load().lock_after_minutes == 10
    assert unlocked.program.guard is not None
    assert unlocked.program.guard.idle.seconds_left == 600


def test_closing_the_window_closes_the_vault_and_keeps_its_size(unlocked: Running) -> None:
    unlocked.program.window.resize(1100, 700)
    unlocked.program.window.close()
    assert unlocked.program.session is None
    assert (settings.load().window_width, settings.load().window_height) == (1100, 700)


def test_the_search_field_of_the_header_opens_the_palette(unlocked: Running, qtbot: Any) -> None:
    field = unlocked.page.findChild(QLineEdit, "zoek_alles")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert unlocked.session.palette.isVisible()
    qtbot.keyClick(unlocked.session.palette.field, Qt.Key.Key_Escape)
    assert not unlocked.session.palette.isVisible()


def test_the_daily_check_sees_a_swapped_approval_key(unlocked: Running, qtbot: QtBot) -> None:
    session = unlocked.session
    vault = session.desk.services.context.vault
    vault.add_approval_slot("J. de Vries", "groene lampen zingen zacht over zee", kdf=FLOOR)
    vault.connection.execute("UPDATE sleutelhouder SET publieke_sleutel = zeroblob(32)")
    session.upkeep.check()
    window = unlocked.program.window
    qtbot.waitUntil(lambda: window.findChild(QWidget, "band_controle") is not None)
    assert "vond een fout" in window.findChild(QWidget, "band_controle").accessibleName()


def test_what_the_check_found_is_told_again_at_the_next_opening(unlocked: Running) -> None:
    session = unlocked.session
    beheer = session.desk.services.beheer
    beheer.record_check([CheckOutcome(name="logboek", ok=False)])
    assert not beheer.is_check_due
    session.upkeep.check()
    assert unlocked.program.window.findChild(QWidget, "band_controle") is not None


def test_a_good_check_takes_the_fault_away_that_the_one_before_found(unlocked: Running, qtbot: QtBot) -> None:
    session = unlocked.session
    session.desk.services.beheer.record_check([CheckOutcome(name="logboek", ok=False)])
    session.upkeep.check()
    assert unlocked.session.frame.bands.has("controle")
    session.go(Plek(scherm="beheer", tab="logboek"))
    part = session.frame.findChild(LogboekPart)
    assert part is not None
    part.anchor.setText("0000 0000 0000 0000")
    part.compare()
    qtbot.waitUntil(lambda: not session.frame.bands.has("controle"))


def test_the_daily_check_of_a_good_vault_says_nothing(unlocked: Running) -> None:
    session = unlocked.session
    session.upkeep.check()
    session.desk.jobs.wait()
    QApplication.processEvents()
    assert not session.desk.services.beheer.is_check_due
    assert unlocked.program.window.findChild(QWidget, "band_controle") is None
