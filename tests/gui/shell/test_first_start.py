"""The first start: a new vault with its recovery sheet typed back, put off, or the example instead."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from tests.gui.shell.conftest import Run, Running
from tests.unreachable import shut
from veiligheidsadvies.gui.screens.eerste_start import FirstStartScreen
from veiligheidsadvies.gui.screens.eerste_start.confirm import ConfirmSheet
from veiligheidsadvies.services import kluis, voorbeeld
from veiligheidsadvies.services.voorbeeld import Gemaakt
from veiligheidsadvies.vault import keys

PASSPHRASE = "kwartel lantaarn gieter moeras"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    create = kluis.create
    monkeypatch.setattr(kluis, "create", lambda *a, **k: create(*a, **{**k, "kdf": keys.FLOOR}))


def click(page: QWidget, name: str) -> None:
    QApplication.processEvents()
    button = next(one for one in page.findChildren(QPushButton, name) if one.isVisible())
    button.click()


def fill(page: QWidget, name: str, text: str) -> None:
    next(one for one in page.findChildren(QLineEdit, name) if one.isVisible()).setText(text)


def to_the_sheet(running: Running, folder: Path, qtbot: Any) -> ConfirmSheet:
    click(running.page, "nieuwe_kluis")
    fill(running.page, "naam", "Provincie Merenland")
    fill(running.page, "slot_naam", "S&S-manager")
    fill(running.page, "map", str(folder))
    click(running.page, "verder")
    fill(running.page, "nieuw_wachtwoord", PASSPHRASE)
    fill(running.page, "nieuw_herhaald", PASSPHRASE)
    click(running.page, "verder")
    qtbot.waitUntil(lambda: isinstance(running.page, ConfirmSheet))
    assert isinstance(running.page, ConfirmSheet)
    return running.page


def copied(page: QWidget) -> list[str]:
    return [page.findChild(QLabel, f"blad_groep_{number}").text() for number in range(1, 15)]


def test_a_new_vault_with_its_sheet_typed_back(run: Run, tmp_path: Path, qtbot: Any) -> None:
    running = run(None)
    folder = tmp_path / "nieuw" / "kluis.advieskluis"
    page = to_the_sheet(running, folder, qtbot)
    groups = copied(page)
    click(page, "verder")
    for number, group in enumerate(groups, 1):
        fill(page, f"groep_{number}", group)
    click(page, "bevestigen")
    services = running.session.desk.services
    assert services.beheer.herstelblad_bevestigd
    assert services.actor == "S&S-manager"
    assert running.page.findChild(QLabel, "status_herstelblad").text() == ""
    assert folder.is_dir()
    assert all(
        group not in file.read_text("latin-1")
        for group in groups
        for file in tmp_path.rglob("*")
        if file.is_file()
    )


def test_the_sheet_can_wait_and_stays_red(run: Run, tmp_path: Path, qtbot: Any) -> None:
    running = run(None)
    click(to_the_sheet(running, tmp_path / "kluis", qtbot), "later")
    assert not running.session.desk.services.beheer.herstelblad_bevestigd
    assert running.page.findChild(QLabel, "status_herstelblad").text() == "Herstelblad niet bevestigd"
    assert (tmp_path / "kluis.advieskluis").is_dir()


def test_a_mistake_in_the_sheet_is_marked_at_its_group(run: Run, tmp_path: Path, qtbot: Any) -> None:
    running = run(None)
    page = to_the_sheet(running, tmp_path / "kluis", qtbot)
    groups = copied(page)
    click(page, "verder")
    for number, group in enumerate(groups, 1):
        fill(page, f"groep_{number}", "00001" if number == 3 else group)
    click(page, "bevestigen")
    assert page.type_back.told.text() == "Kijk groep 3 na: daar staat een tikfout."
    assert running.program.session is None


def test_locking_works_while_the_sheet_is_shown(run: Run, tmp_path: Path, qtbot: Any) -> None:
    running = run(None)
    to_the_sheet(running, tmp_path / "kluis", qtbot)
    running.program.lock()
    assert running.restarted == [tmp_path / "kluis.advieskluis"]


def test_what_is_missing_is_told_at_its_field(run: Run, tmp_path: Path) -> None:
    running = run(None)
    click(running.page, "nieuwe_kluis")
    fill(running.page, "map", str(tmp_path))
    click(running.page, "verder")
    assert isinstance(running.page, FirstStartScreen)
    assert running.page.currentWidget() is running.page.organisation
    fill(running.page, "naam", "Gemeente")
    fill(running.page, "slot_naam", "Beheerder")
    (tmp_path / "bezet.advieskluis").mkdir()
    fill(running.page, "map", str(tmp_path / "bezet"))
    click(running.page, "verder")
    told = [label.text() for label in running.page.findChildren(QLabel) if label.isVisible()]
    assert "Hier staat al iets. Kies een andere naam of map." in told


def test_a_place_that_cannot_be_looked_at_goes_on_to_who_makes_the_vault(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = run(None).page
    assert isinstance(page, FirstStartScreen)
    click(page, "nieuwe_kluis")
    for name, value in (("naam", "Gemeente"), ("slot_naam", "Beheerder"), ("map", str(tmp_path / "x" / "k"))):
        fill(page, name, value)
    (tmp_path / "x").mkdir()
    shut(monkeypatch, tmp_path / "x", errno.EACCES)
    click(page, "verder")
    assert page.currentWidget() is page.passphrase


def test_an_example_in_a_place_that_cannot_be_looked_at_is_told(
    run: Run, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, tmp_path, errno.EACCES)
    page = run(None, tmp_path).page
    assert isinstance(page, FirstStartScreen)
    told = page.choice.told
    click(page, "voorbeeld")
    qtbot.waitUntil(lambda: told.text().startswith("Deze map kan niet worden gelezen."), timeout=20_000)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("", "", "Typ een wachtwoordzin"),
        ("welkom01", "welkom01", "is te raden"),
        (PASSPHRASE, PASSPHRASE + "x", "niet gelijk"),
    ],
)
def test_a_passphrase_that_will_not_do(run: Run, first: str, second: str, sentence: str) -> None:
    running = run(None)
    assert isinstance(running.page, FirstStartScreen)
    fields = running.page.passphrase.fields
    fields.first.setText(first)
    fields.second.setText(second)
    assert fields.passphrase() is None
    assert sentence in fields._problem.text()


def test_the_example_is_made_and_opened(
    run: Run, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.builders import WACHTWOORDZIN, vault_folder

    def make(folder: Path, *, now: object, tell: Any) -> Gemaakt:
        vault, _ = vault_folder(folder)
        (vault / "VOORBEELD.txt").write_text(f"wachtwoord: {WACHTWOORDZIN}\n", encoding="utf-8")
        tell("De kluis wordt gemaakt.")
        return Gemaakt(kluis=vault, wachtwoord=WACHTWOORDZIN, afdrukken=())

    monkeypatch.setattr(voorbeeld, "make", make)
    running = run(None, tmp_path)
    click(running.page, "voorbeeld")
    qtbot.waitUntil(lambda: running.program.session is not None)
