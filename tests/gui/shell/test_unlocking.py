"""Ontgrendelen as a user meets it: right, wrong, damaged, in use, with the sheet, and the example."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from tests.builders import WACHTWOORDZIN
from tests.gui.shell.conftest import Run, Running
from tests.unreachable import shut
from veiligheidsadvies import settings
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.herstel import DamagedScreen
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell import program
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault
from veiligheidsadvies.services.sleutels import Toegang
from veiligheidsadvies.services.voorbeeld import KENTEKEN

Vault = tuple[Path, UnlockedKey]


def screen(running: Running) -> UnlockScreen:
    assert isinstance(running.page, UnlockScreen)
    return running.page


def field(running: Running) -> QLineEdit:
    found = running.page.findChild(QLineEdit, "wachtwoordzin")
    assert found is not None
    return found


def told(running: Running) -> str:
    found = running.page.findChild(QLabel, "melding")
    return found.text() if found is not None else ""


def unlock(running: Running, qtbot: Any, passphrase: str) -> None:
    field(running).setText(passphrase)
    qtbot.keyClick(field(running), Qt.Key.Key_Return)


def test_the_right_passphrase_leads_to_vandaag(run: Run, vault: Vault, qtbot: Any) -> None:
    running = run(vault[0])
    qtbot.waitUntil(lambda: field(running).hasFocus())
    unlock(running, qtbot, WACHTWOORDZIN)
    assert screen(running).page.button.text() == "Bezig…"
    qtbot.waitUntil(lambda: running.program.session is not None)
    qtbot.waitUntil(lambda: running.session.router.place is not None)
    assert running.session.router.place == Plek(scherm="vandaag")
    assert settings.load().last_vault == str(vault[0])


def test_a_wrong_passphrase_is_told_and_the_field_is_empty(run: Run, vault: Vault, qtbot: Any) -> None:
    running = run(vault[0])
    unlock(running, qtbot, "iets anders")
    qtbot.waitUntil(lambda: told(running) != "")
    assert told(running) == "Deze wachtwoordzin past niet."
    assert field(running).text() == ""
    assert running.program.session is None


def test_after_too_many_attempts_a_countdown_runs(run: Run, vault: Vault, qtbot: Any) -> None:
    from veiligheidsadvies.vault import attempts
    from veiligheidsadvies.vault.unlock import system_clock

    # Stamped ahead, so that the wait is whole however late the page asks for it.
    for _ in range(3):
        attempts.record_failure(vault[0], system_clock() + dt.timedelta(hours=1))
    running = run(vault[0])
    unlock(running, qtbot, WACHTWOORDZIN)
    qtbot.waitUntil(lambda: "Opnieuw proberen kan over" in told(running))
    assert not screen(running).page.button.isEnabled()
    qtbot.waitUntil(screen(running).page.button.isEnabled)


def test_escape_stops_waiting_for_the_key(run: Run, vault: Vault, qtbot: Any) -> None:
    running = run(vault[0])
    unlock(running, qtbot, WACHTWOORDZIN)
    qtbot.keyClick(field(running), Qt.Key.Key_Escape)
    assert screen(running).page.button.text() == "Ontgrendelen"
    running.program.jobs.wait()
    qtbot.wait(50)
    assert running.program.session is None


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (shutil.rmtree, "Dit is geen kluis"),
        (
            lambda folder: [(folder / n).write_bytes(b"x") for n in ("sleutels.json", "sleutels.json.1")],
            "herstelblad",
        ),
    ],
)
def test_each_damage_has_its_own_sentence(
    run: Run, vault: Vault, qtbot: Any, damage: Any, sentence: str
) -> None:
    damage(vault[0])
    running = run(vault[0])
    unlock(running, qtbot, WACHTWOORDZIN)
    qtbot.waitUntil(lambda: sentence in told(running))


def test_a_damaged_database_leads_to_the_copies(run: Run, vault: Vault, qtbot: Any) -> None:
    (vault[0] / "dossiers.db").write_bytes(b"")
    running = run(vault[0])
    unlock(running, qtbot, WACHTWOORDZIN)
    qtbot.waitUntil(lambda: isinstance(running.page, DamagedScreen))


def test_a_vault_that_is_open_elsewhere_names_its_holder(run: Run, vault: Vault, qtbot: Any) -> None:
    first = open_vault(*vault)
    try:
        running = run(vault[0])
        running.program._open(vault[1])
        assert "al geopend: proces" in told(running)
        assert running.program.session is None
    finally:
        first.close()


def test_the_recovery_sheet_opens_and_asks_for_a_new_passphrase(run: Run, vault: Vault, qtbot: Any) -> None:
    services = open_vault(*vault)
    groups = services.beheer.herstelgroepen()
    services.close()
    running = run(vault[0])
    running.page.findChild(QPushButton, "herstelblad").click()
    for number, group in enumerate(groups, 1):
        edit = running.page.findChild(QLineEdit, f"groep_{number}")
        qtbot.keyClicks(edit, group.lower())
    running.page.findChild(QPushButton, "herstel_openen").click()
    qtbot.waitUntil(lambda: running.page.findChild(QPushButton, "instellen") is not None)
    assert running.program.session is None
    for name in ("nieuw_wachtwoord", "nieuw_herhaald"):
        running.page.findChild(QLineEdit, name).setText("appel boot lantaarn winkel sneeuw")
    button = running.page.findChild(QPushButton, "instellen")
    button.click()
    assert (button.text(), button.isEnabled()) == ("Bezig…", False)
    assert running.program.session is None
    qtbot.waitUntil(lambda: running.program.session is not None)
    assert running.session.desk.services.by_recovery
    assert not running.session.desk.services.beheer.needs_new_passphrase


NIEUW = "appel boot lantaarn winkel sneeuw"


def choose_passphrase(running: Running, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: running.page.findChild(QPushButton, "instellen") is not None)
    assert running.program.session is None
    for name in ("nieuw_wachtwoord", "nieuw_herhaald"):
        running.page.findChild(QLineEdit, name).setText(NIEUW)
    running.page.findChild(QPushButton, "instellen").click()


def test_two_parts_open_and_ask_for_a_new_passphrase_and_a_new_sheet(
    run: Run, vault: Vault, qtbot: Any
) -> None:
    services = open_vault(*vault)
    parts = services.herstelblad.split(("A. Aker", "B. Boom", "C. Ceder")).delen
    services.close()
    running = run(vault[0])
    running.page.findChild(QPushButton, "herstelblad").click()
    running.page.findChild(QPushButton, "delen").click()
    page = screen(running).currentWidget()
    button = page.findChild(QPushButton, "delen_verder")
    for at, part in enumerate((parts[2], parts[0])):
        fields = page.parts.fields[at]
        for edit, word in zip(fields._edits, part.words, strict=True):
            edit.setText(word)
        button.click()
    choose_passphrase(running, qtbot)
    qtbot.waitUntil(lambda: running.program.session is not None)
    qtbot.waitUntil(lambda: running.session.router.place is not None)
    assert running.session.router.place == Plek(scherm="beheer", tab="herstelblad")
    assert running.session.desk.services.herstelblad.gebruikt_op is not None
    assert "Herstelblad gebruikt" in [piece.text() for piece in running.page.findChildren(QLabel)]


def test_without_slot_files_the_sheet_opens_and_a_name_is_asked(run: Run, vault: Vault, qtbot: Any) -> None:
    services = open_vault(*vault)
    groups = services.beheer.herstelgroepen()
    services.close()
    for name in ("sleutels.json", "sleutels.json.1"):
        (vault[0] / name).unlink()
    running = run(vault[0])
    running.page.findChild(QPushButton, "herstelblad").click()
    for number, group in enumerate(groups, 1):
        running.page.findChild(QLineEdit, f"groep_{number}").setText(group)
    running.page.findChild(QPushButton, "herstel_openen").click()
    qtbot.waitUntil(lambda: running.page.findChild(QPushButton, "instellen") is not None)
    combo = running.page.findChild(QComboBox, "sleutel")
    assert combo.isEditable()
    assert combo.count() == 0
    choose_passphrase(running, qtbot)
    problem = running.page.findChild(QLabel, "nieuw_wachtwoord_probleem")
    assert "voor wie" in problem.text()
    combo.setEditText("B. Nieuw")
    choose_passphrase(running, qtbot)
    qtbot.waitUntil(lambda: running.program.session is not None)
    assert [slot.name for slot in running.session.desk.services.beheer.list_slots()] == ["B. Nieuw"]


def test_words_for_one_time_ask_for_an_own_passphrase(run: Run, vault: Vault, qtbot: Any) -> None:
    services = open_vault(*vault)
    own = vault[1].slot_id
    slot = services.context.vault.add_opening_slot("M. de Wit", "van eerder en lang genoeg")
    access = {own: Toegang(wachtzin=WACHTWOORDZIN), slot: Toegang(is_eenmalig=True)}
    done = services.sleutels.rekey(services.sleutels.prepare(access)())
    services.close()
    words = done.eenmalig["M. de Wit"]
    running = run(vault[0])
    unlock(running, qtbot, words)
    choose_passphrase(running, qtbot)
    qtbot.waitUntil(lambda: running.program.session is not None)
    qtbot.waitUntil(lambda: running.session.router.place is not None)
    assert running.session.router.place == Plek(scherm="vandaag")
    assert running.session.desk.services.actor == "M. de Wit"


def test_a_vault_from_elsewhere_asks_for_the_highest_numbers_on_paper(
    run: Run, vault: Vault, qtbot: Any
) -> None:
    services = open_vault(*vault)
    services.context.vault.set_setting("nummers_onzeker_sinds", "2026-03-12T10:00:00+00:00")
    services.close()
    empty = {"exemplaar": None, "opdracht": None, "aanvraag": None}
    running = run(vault[0], {**empty, "exemplaar": "2026-41x"}, {**empty, "exemplaar": "2026-0041"})
    unlock(running, qtbot, WACHTWOORDZIN)
    qtbot.waitUntil(lambda: running.program.session is not None)
    qtbot.waitUntil(lambda: running.session.frame.bands.has("nummers"))
    running.page.findChild(QPushButton, "nummers_invullen").click()
    assert not running.session.frame.bands.has("nummers")
    assert not running.session.desk.services.nummers.zijn_onzeker


def test_a_typing_mistake_is_marked_at_its_group(run: Run, vault: Vault, qtbot: Any) -> None:
    running = run(vault[0])
    running.page.findChild(QPushButton, "herstelblad").click()
    edit = running.page.findChild(QLineEdit, "groep_1")
    qtbot.keyClicks(edit, "abcd!e")
    assert edit.text() == "ABCDE"
    assert edit.accessibleDescription() == "tikfout"


def test_an_example_offers_its_passphrase_and_says_fictief(run: Run, vault: Vault, qtbot: Any) -> None:
    (vault[0] / KENTEKEN).write_text(f"Voorbeeld\nwachtwoord: {WACHTWOORDZIN}\n", encoding="utf-8")
    running = run(vault[0])
    assert running.program.window.windowTitle() == "Veiligheidsadvies – FICTIEF"
    running.page.findChild(QPushButton, "voorbeeld_openen").click()
    qtbot.waitUntil(lambda: running.program.session is not None)


def test_a_real_vault_offers_no_passphrase_and_shows_nothing_of_itself(run: Run, vault: Vault) -> None:
    running = run(vault[0])
    assert running.page.findChild(QPushButton, "voorbeeld_openen") is None
    assert running.program.window.windowTitle() == "Veiligheidsadvies"
    shown = " ".join(found.text() for found in running.page.findChildren(QLabel))
    assert vault[0].name not in shown
    assert "Merenland" not in shown


def test_caps_lock_is_told(run: Run, vault: Vault, qtbot: Any) -> None:
    running = run(vault[0])
    qtbot.keyClicks(field(running), "A", modifier=Qt.KeyboardModifier.NoModifier)
    assert told(running) == "Caps Lock staat aan"
    qtbot.keyClicks(field(running), "a")
    assert told(running) == ""


def test_the_unlock_window_loads_no_service_and_no_network() -> None:
    heavy = (
        "veiligheidsadvies.vault veiligheidsadvies.storage veiligheidsadvies.services.kluis reportlab "
        "sqlcipher3 cryptography zxcvbn pikepdf socket _socket ssl PySide6.QtNetwork PySide6.QtPrintSupport"
    )
    code = (
        "import sys, veiligheidsadvies.gui.shell.program, veiligheidsadvies.gui.shell.application;"
        f"print([name for name in sys.modules if name.startswith({tuple(heavy.split())})])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_a_last_vault_that_cannot_be_looked_at_is_not_offered(
    code: int, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(settings.load()._replace(last_vault=str(vault[0])))
    assert program._last_vault() == vault[0]
    shut(monkeypatch, vault[0].parent, code)
    assert program._last_vault() is None
