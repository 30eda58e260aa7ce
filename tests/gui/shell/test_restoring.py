"""Copies beside the work and in the place of a vault, through the real window."""

from __future__ import annotations

import errno
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tests import builders
from tests.builders import WACHTWOORDZIN
from tests.gui.shell.conftest import Run, Running
from tests.unreachable import shut
from veiligheidsadvies.domain.errors import CopyNotVerified
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.beheer import kopie_acties
from veiligheidsadvies.gui.screens.beheer.kopieen import KopieenPart
from veiligheidsadvies.gui.screens.herstel import DamagedScreen, RestoreScreen
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault
from veiligheidsadvies.vault import copying
from veiligheidsadvies.vault.database import DATABASE_NAME
from veiligheidsadvies.vault.recovery import groups_of

Vault = tuple[Path, UnlockedKey]
TWEEDE = "grijze walvis leest nooit de krant op zolder"


@pytest.fixture
def copy(vault: Vault, tmp_path: Path) -> Path:
    """Of the vault with one dossier; the vault has two."""
    services = open_vault(*vault)
    builders.add_dossier(services)
    made = services.kopieen.prepare_hand(tmp_path / "kopie.kluiskopie")(lambda _: None)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    builders.add_dossier(services, "GED-05")
    services.close()
    return made.path


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def codes(running: Running) -> list[str]:
    services = running.program._services
    assert services is not None
    return [one.code for one in services.dossiers.list_all()]


def watch(running: Running) -> Any:
    return running.session.upkeep._copies


def test_the_daily_copy_is_made_beside_the_work(unlocked: Running, qtbot: Any) -> None:
    services = unlocked.program._services
    assert services is not None
    watch(unlocked).look()
    assert unlocked.program.jobs.is_busy
    builders.add_dossier(services)  # the work goes on
    qtbot.waitUntil(lambda: not unlocked.program.jobs.is_busy, timeout=20_000)
    assert len(services.kopieen.list_all()) == 1
    assert not services.kopieen.is_due
    watch(unlocked).look()
    assert not unlocked.program.jobs.is_busy


def test_a_copy_that_fails_is_told_until_one_is_made(
    unlocked: Running, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise CopyNotVerified(["logboek"])

    with monkeypatch.context() as patch:
        patch.setattr(copying, "make", failing)
        watch(unlocked).look()
        qtbot.waitUntil(lambda: unlocked.session.frame.bands.has("kopie"), timeout=20_000)
    watch(unlocked).look()
    qtbot.waitUntil(lambda: not unlocked.session.frame.bands.has("kopie"), timeout=20_000)


def test_locking_never_waits_for_a_copy_and_leaves_no_half_file(
    unlocked: Running, qtbot: Any, monkeypatch: pytest.MonkeyPatch, vault: Vault
) -> None:
    honest, begun, went_on = copying.between, threading.Event(), []
    gate = threading.Event()

    def held_up(report: Any, start: float, end: float) -> Any:
        inner = honest(report, start, end)

        def told(part: float) -> None:
            begun.set()
            gate.wait(60)
            went_on.append(part)
            inner(part)

        return told

    monkeypatch.setattr(copying, "between", held_up)
    watch(unlocked).look()
    assert begun.wait(60)
    room = vault[0] / "reservekopieen"
    assert any(room.glob("*/*")), "half a copy"
    unlocked.program.lock()
    assert not went_on
    assert unlocked.restarted == [vault[0]]
    assert list(room.iterdir()) == []
    gate.set()
    assert unlocked.program.jobs.wait()
    assert list(room.iterdir()) == []


def test_a_copy_named_at_the_start_is_put_back_with_the_passphrase(
    run: Run, copy: Path, tmp_path: Path, qtbot: Any
) -> None:
    running = run(copy)
    screen = running.page
    assert isinstance(screen, RestoreScreen)
    target = tmp_path / "nieuw.advieskluis"
    screen.choice.form.set_value("map", str(target))
    click(screen.choice, "verder")
    qtbot.waitUntil(lambda: isinstance(screen.currentWidget(), UnlockScreen), timeout=20_000)
    page = screen.currentWidget()
    assert page.findChild(QPushButton, "andere_kluis") is None
    field = page.findChild(QLineEdit, "wachtwoordzin")
    field.setText(WACHTWOORDZIN)
    click(page, "ontgrendelen")
    qtbot.waitUntil(lambda: screen.currentWidget() is screen.done, timeout=30_000)
    assert "in orde" in screen.done.words.text()
    click(screen.done, "verder")
    qtbot.waitUntil(lambda: running.program.session is not None, timeout=20_000)
    assert codes(running) == ["GED-04"]
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def unlocked_copy(running: Running, copy: Path, target: Path, qtbot: Any) -> RestoreScreen:
    screen = running.page
    assert isinstance(screen, RestoreScreen)
    screen.choice.form.set_value("map", str(target))
    click(screen.choice, "verder")
    qtbot.waitUntil(lambda: isinstance(screen.currentWidget(), UnlockScreen), timeout=20_000)
    field = screen.currentWidget().findChild(QLineEdit, "wachtwoordzin")
    field.setText(WACHTWOORDZIN)
    click(screen.currentWidget(), "ontgrendelen")
    return screen


def next_number(running: Running) -> int:
    services = running.program._services
    assert services is not None
    with services.context.vault.action("Exemplaar"):
        return services.context.vault.next_number("exemplaar", 2026)


def test_on_another_machine_the_highest_numbers_on_paper_are_asked(
    run: Run, copy: Path, tmp_path: Path, configuration: Path, qtbot: Any
) -> None:
    shutil.rmtree(configuration / "kluizen")
    running = run(copy)
    screen = unlocked_copy(running, copy, tmp_path / "nieuw.advieskluis", qtbot)
    qtbot.waitUntil(lambda: screen.currentWidget() is screen.numbers, timeout=30_000)
    screen.numbers.form.set_value("exemplaar", "2026-41x")
    click(screen.numbers, "verder")
    assert "zoals het op papier staat" in screen.numbers.told.text()
    screen.numbers.form.set_value("exemplaar", "2026-0042")
    click(screen.numbers, "verder")
    assert screen.currentWidget() is screen.done
    assert "niet ingevuld" not in screen.done.words.text()
    click(screen.done, "verder")
    qtbot.waitUntil(lambda: running.program.session is not None, timeout=20_000)
    assert not running.session.frame.bands.has("nummers")
    assert next_number(running) == 43


def test_who_does_not_know_the_numbers_is_asked_by_the_vault_until_they_are_given(
    run: Run, copy: Path, tmp_path: Path, configuration: Path, qtbot: Any
) -> None:
    shutil.rmtree(configuration / "kluizen")
    running = run(copy, {"exemplaar": "2026-0042", "opdracht": None, "aanvraag": None})
    screen = unlocked_copy(running, copy, tmp_path / "nieuw.advieskluis", qtbot)
    qtbot.waitUntil(lambda: screen.currentWidget() is screen.numbers, timeout=30_000)
    click(screen.numbers, "terug")
    assert "niet ingevuld" in screen.done.words.text()
    click(screen.done, "verder")
    qtbot.waitUntil(lambda: running.program.session is not None, timeout=20_000)
    qtbot.waitUntil(lambda: running.session.frame.bands.has("nummers"))
    click(running.page, "nummers_invullen")
    assert not running.session.frame.bands.has("nummers")
    assert next_number(running) == 43


def test_going_back_leaves_nothing(run: Run, copy: Path, tmp_path: Path, qtbot: Any, vault: Vault) -> None:
    running = run(vault[0])
    page = running.page
    click(page, "kopie_terugzetten")
    screen = running.page
    assert isinstance(screen, RestoreScreen)
    target = tmp_path / "nieuw.advieskluis"
    screen.choice.form.set_value("map", str(target))
    assert "bij de kluis" in screen.choice.form.editor("kopie").raw()  # that of the vault is offered
    click(screen.choice, "verder")
    qtbot.waitUntil(lambda: isinstance(screen.currentWidget(), UnlockScreen), timeout=20_000)
    assert list(tmp_path.glob(".*")) != []
    screen.checking.back.emit()
    assert screen.currentWidget() is screen.choice
    assert list(tmp_path.glob(".*")) == []
    click(screen.choice, "terug")
    assert isinstance(running.page, UnlockScreen)
    assert not target.exists()


def test_a_bad_file_and_a_taken_place_are_told(run: Run, copy: Path, tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "x.kluiskopie").write_bytes(b"KLUISKOPIE 9")
    running = run(tmp_path / "x.kluiskopie")
    screen = running.page
    assert isinstance(screen, RestoreScreen)
    assert (
        screen.choice.told.text() == "Deze reservekopie is gemaakt met een nieuwere versie van het programma."
    )
    assert screen.choice.choose(copy)
    screen.choice.form.set_value("map", str(vault[0]))
    assert screen.choice.plan() is None
    screen.choice.choose(tmp_path / "weg.kluiskopie")
    assert screen.choice.told.text() == "Dit bestand is er niet. Steek de stick in of kijk de naam na."


def test_a_place_that_cannot_be_looked_at_is_told(
    run: Run, copy: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = run(copy)
    screen = running.page
    assert isinstance(screen, RestoreScreen)
    (tmp_path / "dicht").mkdir()
    screen.choice.form.set_value("map", str(tmp_path / "dicht" / "kluis"))
    shut(monkeypatch, tmp_path / "dicht", errno.EACCES)
    click(screen.choice, "verder")
    qtbot.waitUntil(lambda: screen.choice.told.text() != "")
    told = screen.choice.told.text()
    assert told == "Dit bestand kan hier niet worden geschreven. Kies een andere map."


def damage(folder: Path) -> bytes:
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_a_damaged_vault_gets_its_newest_good_copy_and_is_kept(
    run: Run, copy: Path, vault: Vault, qtbot: Any
) -> None:
    folder, key = vault
    damaged = damage(folder)
    running = run(folder, False, True)
    running.program._open(key)
    screen = running.page
    assert isinstance(screen, DamagedScreen)
    qtbot.waitUntil(lambda: "Gevonden" in screen.found.text(), timeout=20_000)
    assert "de database gaat niet open" in screen.found.text()
    click(screen.page, "verder")
    qtbot.waitUntil(lambda: len(running.prompts.asked) == 1, timeout=20_000)
    assert (folder / DATABASE_NAME).read_bytes() == damaged  # no was no
    click(screen.page, "verder")
    qtbot.waitUntil(lambda: screen.currentWidget() is screen.done, timeout=20_000)
    (aside,) = folder.parent.glob("*-beschadigd-*")
    assert (aside / DATABASE_NAME).read_bytes() == damaged
    click(screen.done, "verder")
    qtbot.waitUntil(lambda: running.program.session is not None, timeout=20_000)
    assert codes(running) == ["GED-04"]


def test_the_sheet_of_a_damaged_vault_leads_to_its_copies_too(
    run: Run, copy: Path, vault: Vault, qtbot: Any
) -> None:
    folder, key = vault
    damage(folder)
    running = run(folder)
    click(running.page, "herstelblad")
    for number, group in enumerate(groups_of(key.data_key), 1):
        field = running.page.findChild(QLineEdit, f"groep_{number}")
        assert field is not None
        field.setText(group)
    click(running.page, "herstel_openen")
    qtbot.waitUntil(lambda: isinstance(running.page, DamagedScreen), timeout=20_000)
    assert isinstance(running.page, DamagedScreen)
    assert "Het herstelblad past" in running.page.page.words.text()


def test_without_a_good_copy_it_says_so(run: Run, vault: Vault, qtbot: Any) -> None:
    folder, key = vault
    damage(folder)
    running = run(folder)
    running.program._open(key)
    screen = running.page
    assert isinstance(screen, DamagedScreen)
    qtbot.waitUntil(lambda: "geen reservekopie" in screen.found.text(), timeout=20_000)
    click(screen.page, "verder")
    qtbot.waitUntil(lambda: "geen reservekopie" in screen.page.told.text(), timeout=20_000)
    click(screen.page, "terug")
    assert isinstance(running.page, UnlockScreen)


def test_from_beheer_the_copy_takes_the_place_and_the_program_starts_anew(
    run: Run, copy: Path, vault: Vault, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = vault
    services = open_vault(folder, key)
    slot = services.beheer.add_approval_slot("H. Aalberts", TWEEDE)
    services.close()
    running = run(folder, "verkeerd ingelezen", True)
    running.program.enter(open_vault(folder, key))
    running.session.go(Plek(scherm="beheer", tab="kopieen"))
    part = running.page.findChild(KopieenPart)
    assert part is not None

    def approve(desk: Any, _parent: Any, voorstel: Any) -> int | None:
        return int(desk.services.akkoorden.give(voorstel, slot, TWEEDE).row_id)

    monkeypatch.setattr(kopie_acties, "ask_akkoord", approve)
    part.view.setCurrentIndex(part.view.table.index(0, 0))
    click(part, "kopie_terugzetten")
    qtbot.waitUntil(lambda: running.restarted == [folder], timeout=30_000)
    back = open_vault(folder, key)
    assert [one.code for one in back.dossiers.list_all()] == ["GED-04"]
    assert len(back.kopieen.list_set_aside()) == 1
    back.close()
    shutil.rmtree(back.kopieen.list_set_aside()[0].path)


def test_a_copy_of_before_another_key_says_what_opens_the_vault_then(
    run: Run, copy: Path, vault: Vault, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = vault
    services = open_vault(folder, key)
    slot = services.beheer.add_approval_slot("H. Aalberts", TWEEDE)
    services.context.vault.rekey({key.slot_id: WACHTWOORDZIN})
    running = run(folder, "verkeerd ingelezen", WACHTWOORDZIN, False)
    running.program.enter(services)
    running.session.go(Plek(scherm="beheer", tab="kopieen"))
    part = running.page.findChild(KopieenPart)
    assert part is not None

    def approve(desk: Any, _parent: Any, voorstel: Any) -> int | None:
        return int(desk.services.akkoorden.give(voorstel, slot, TWEEDE).row_id)

    monkeypatch.setattr(kopie_acties, "ask_akkoord", approve)
    part.view.setCurrentIndex(part.view.table.index(0, 0))
    click(part, "kopie_terugzetten")
    qtbot.waitUntil(lambda: any(kind == "confirm" for kind, _ in running.prompts.asked), timeout=30_000)
    assert "openen de kluis dan weer" in running.prompts.asked[-1][1]


def test_the_menu_begins_a_drill(unlocked: Running, qtbot: Any) -> None:
    unlocked.session.actions["oefening"].trigger()
    assert unlocked.session.router.place is not None
    assert unlocked.session.router.place.tab == "kopieen"
    assert ("tell", "Er is geen reservekopie gevonden die opengaat en heel is.") in unlocked.prompts.asked
