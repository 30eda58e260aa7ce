"""Locking: by key, by clock, by the system; under dialogs and menus; with a half-filled form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout

from tests.gui.shell.conftest import Run, Running
from veiligheidsadvies import settings
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.pieces import describe
from veiligheidsadvies.gui.shell import navigation
from veiligheidsadvies.gui.shell.lock import DRAFT_LOST, IdleClock
from veiligheidsadvies.gui.shell.session_watch import SessionWatch
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.concepten import ConceptService
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault

Vault = tuple[Path, UnlockedKey]
SECRET = "Kerkstraat 12"


class OneFieldScreen(Screen):
    """A screen with one form field, kept under `maatregel:7`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="maatregel")
        self.field = describe(QLineEdit(), "adres", "Adres")
        QVBoxLayout(self).addWidget(self.field)
        self.shown: Plek | None = None

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        return (("Maatregelen", Plek(scherm="maatregelen")), ("W-18", None))

    def show_place(self, plek: Plek) -> None:
        self.shown = plek
        concept = self.desk.services.concepten.find("maatregel:7")
        self.field.setText(str(concept.waarden["adres"]) if concept else "")

    def reload(self, changes: Changes) -> None:
        self.setToolTip(str(changes.action))

    def focus_first(self) -> None:
        self.field.setFocus()

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        return {"maatregel:7": {"adres": self.field.text()}} if self.field.text() else {}


@pytest.fixture(autouse=True)
def one_field(monkeypatch: pytest.MonkeyPatch) -> None:
    real = navigation.load_screen
    monkeypatch.setattr(
        navigation, "load_screen", lambda name: OneFieldScreen if name == "maatregel" else real(name)
    )


def press_lock(running: Running) -> None:
    window = QApplication.focusWindow() or running.program.window.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def stored(vault: Vault) -> list[Any]:
    services = open_vault(*vault)
    found = services.concepten.list_all()
    services.close()
    return found


def colors(running: Running) -> set[int]:
    """Every colour that the window shows, seen every few pixels."""
    picture = running.program.window.grab().toImage()
    return {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}


def test_ctrl_l_closes_the_vault_and_restarts_on_the_same_folder(unlocked: Running, vault: Vault) -> None:
    press_lock(unlocked)
    assert unlocked.restarted == [vault[0]]
    open_vault(*vault).close()  # the writer lock is free


def test_the_window_comes_back_after_the_lock_as_large_as_it_was(unlocked: Running) -> None:
    unlocked.program.window.resize(1100, 700)
    press_lock(unlocked)
    assert (settings.load().window_width, settings.load().window_height) == (1100, 700)


def test_a_half_filled_form_under_an_open_dialog_is_kept(unlocked: Running, vault: Vault, qtbot: Any) -> None:
    unlocked.session.go(Plek(scherm="maatregel", row_id=7, dossier_id=3))
    unlocked.page.findChild(QLineEdit, "adres").setText(SECRET)
    dialog = Dialog(unlocked.program.window, title="Weet u het zeker?", accept_text="Ja")
    waiting = QTimer(dialog)
    waiting.timeout.connect(lambda: press_lock(unlocked) if dialog.isActiveWindow() else None)
    waiting.start(20)
    assert dialog.exec() == 0
    assert unlocked.restarted == [vault[0]]
    kept = stored(vault)
    assert [(one.sleutel, one.waarden["adres"]) for one in kept] == [("maatregel:7", SECRET)]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_an_open_menu_does_not_hold_the_lock_up(unlocked: Running, vault: Vault, qtbot: Any) -> None:
    menu = unlocked.session.menus.menu("bestand")
    menu.popup(unlocked.program.window.mapToGlobal(unlocked.program.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(unlocked.program.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert unlocked.restarted == [vault[0]]
    assert not menu.isVisible()


def test_nothing_is_visible_any_more_when_the_process_is_replaced(unlocked: Running) -> None:
    assert len(colors(unlocked)) > 10
    unlocked.program.lock()
    assert len(colors(unlocked)) == 1


def test_after_unlocking_the_draft_leads_back_to_its_form(run: Run, unlocked: Running, vault: Vault) -> None:
    unlocked.session.go(Plek(scherm="maatregel", row_id=7, dossier_id=3))
    unlocked.page.findChild(QLineEdit, "adres").setText(SECRET)
    unlocked.program.lock()
    again = run(vault[0])
    again.program.enter(open_vault(*vault))
    words = again.page.findChild(QLabel, "band_concept_tekst").text()
    assert words.startswith("Er is een niet-bewaard concept")
    assert SECRET not in words
    again.page.findChild(QPushButton, "concept_verder").click()
    assert again.session.router.place == Plek(scherm="maatregel", row_id=7, dossier_id=3)
    shown = again.session.router.current
    assert isinstance(shown, OneFieldScreen)
    assert shown.field.text() == SECRET


def test_a_draft_that_is_thrown_away_is_gone(run: Run, unlocked: Running, vault: Vault) -> None:
    unlocked.session.go(Plek(scherm="maatregel", row_id=7))
    unlocked.page.findChild(QLineEdit, "adres").setText(SECRET)
    unlocked.program.lock()
    again = run(vault[0])
    again.program.enter(open_vault(*vault))
    again.page.findChild(QPushButton, "concept_weggooien").click()
    assert again.session.desk.services.concepten.list_all() == []
    assert not again.session.frame.bands.isVisible()


def test_a_pause_in_typing_keeps_the_draft(unlocked: Running, qtbot: Any) -> None:
    unlocked.session.go(Plek(scherm="maatregel", row_id=7))
    window = unlocked.program.window.windowHandle()
    qtbot.waitUntil(lambda: unlocked.page.findChild(QLineEdit, "adres").hasFocus())
    for sign in "Ker":
        QTest.keyClick(window, sign)
    concepten = unlocked.session.desk.services.concepten
    qtbot.waitUntil(lambda: concepten.find("maatregel:7") is not None)
    assert concepten.find("maatregel:7").waarden["adres"] == "Ker"  # type: ignore[union-attr]


def test_leaving_the_form_drops_its_draft(unlocked: Running) -> None:
    unlocked.session.go(Plek(scherm="maatregel", row_id=7))
    unlocked.page.findChild(QLineEdit, "adres").setText(SECRET)
    unlocked.session.drafts.collect()
    assert unlocked.session.desk.services.concepten.list_all() != []
    unlocked.session.go(Plek(scherm="vandaag"))
    assert unlocked.session.desk.services.concepten.list_all() == []


def test_locking_goes_on_when_the_draft_cannot_be_kept(
    run: Run, unlocked: Running, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageUnavailable(StorageFailure.VOL)

    unlocked.session.go(Plek(scherm="maatregel", row_id=7))
    unlocked.page.findChild(QLineEdit, "adres").setText(SECRET)
    with monkeypatch.context() as patch:
        patch.setattr(ConceptService, "save", full)
        patch.setenv(DRAFT_LOST, "")
        unlocked.program.lock()
        assert unlocked.restarted == [vault[0]]
        again = run(vault[0])
        again.program.enter(open_vault(*vault))
        assert again.page.findChild(QLabel, "band_verloren_tekst") is not None


def test_a_restart_that_fails_shows_the_unlock_page(unlocked: Running, vault: Vault) -> None:
    def fail(_: Path) -> None:
        raise OSError

    object.__setattr__(unlocked.program._seams, "relaunch", fail)
    unlocked.program.lock()
    assert unlocked.page.findChild(QLineEdit, "wachtwoordzin") is not None
    assert unlocked.program.session is None


def test_the_program_locks_itself_after_five_minutes(unlocked: Running, vault: Vault) -> None:
    guard = unlocked.program.guard
    assert guard is not None
    unlocked.clock.now += 299
    guard.idle.look()
    assert unlocked.restarted == []
    assert unlocked.page.findChild(QLabel, "status_slot").text() == "Vergrendelt over 0:01"
    unlocked.clock.now += 1
    guard.idle.look()
    assert unlocked.restarted == [vault[0]]


def test_work_in_any_window_restarts_the_clock(unlocked: Running, qtbot: Any) -> None:
    guard = unlocked.program.guard
    assert guard is not None
    unlocked.clock.now += 290
    QTest.keyClick(unlocked.program.window.windowHandle(), "a")
    assert guard.idle.seconds_left == 300


def test_an_hour_of_sleep_counts_as_an_hour() -> None:
    now = [0.0]
    idle = IdleClock(minutes=5, clock=lambda: now[0])
    over = []
    idle.over.connect(lambda: over.append(True))
    now[0] = 3600.0
    idle.look()
    assert over == [True]


def test_a_locked_screen_and_a_sleeping_computer_lock_the_program(unlocked: Running, vault: Vault) -> None:
    guard = unlocked.program.guard
    assert guard is not None
    guard.session_watch.screen_saver(False)
    guard.session_watch.sleeping(False)
    assert unlocked.restarted == []
    guard.session_watch.sleeping(True)
    assert unlocked.restarted == [vault[0]]


def test_without_a_bus_nothing_is_heard_and_nothing_fails(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert SessionWatch().start() is False


def test_the_signals_are_asked_for_in_a_way_that_qt_takes(qapp: QApplication) -> None:
    from PySide6.QtDBus import QDBusConnection

    watch, bus = SessionWatch(), QDBusConnection("geen bus")
    assert watch._listen_to_savers(bus) is False
    assert watch._listen_to_login(bus) is False
