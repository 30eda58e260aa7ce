"""Locking under an open dialog with a half-filled form, and a program that is killed while somebody types."""

from __future__ import annotations

from tests.builders import WACHTWOORDZIN, add_dossier, add_maatregel
from tests.e2e import memory
from tests.e2e.conftest import Story
from tests.e2e.program import Program
from veiligheidsadvies.domain.maatregel import MaatregelId

TEXT = "Kanarieslot op de achterdeur, tweede punt"


def test_locking_under_a_dialog_keeps_the_form_and_forgets_everything_else(story: Story) -> None:
    services = story.copy_vault()
    add_maatregel(services, add_dossier(services))
    services.close()
    story.canary(TEXT)
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    _open_form(program)
    program.fill("norm", TEXT)
    program.press("Escape")
    program.wait_for_words("Wilt u ze weggooien?")
    before = program.pid
    assert memory.count(before, TEXT) > 0
    program.press_from_outside("ctrl+l")
    program.wait_for_start()
    assert program.pid == before
    view = program.wait_for_focus("wachtwoordzin")
    assert "Kanarie" not in view.words
    assert [memory.count(before, words) for words in (TEXT, WACHTWOORDZIN)] == [0, 0]
    program.type_from_outside(WACHTWOORDZIN)
    program.wait(lambda view: view.text("wachtwoordzin") == WACHTWOORDZIN, "every letter of it")
    program.press_from_outside("Return")
    _go_on_with_draft(program)
    assert program.look().text("norm") == TEXT
    program.press("Ctrl+S")
    program.wait_for("scherm_maatregelen")
    program.close()
    _check_saved(story)


def test_a_step_that_was_half_asked_is_found_again_after_locking(story: Story) -> None:
    services = story.copy_vault()
    add_maatregel(services, add_dossier(services), verantwoordelijke="")
    services.close()
    story.canary(TEXT)
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    _ask_step(program)
    program.fill("verantwoordelijke", TEXT)
    program.press_from_outside("ctrl+l")
    program.wait_for_start()
    program.unlock(WACHTWOORDZIN)
    program.wait_for_words("Er is een niet-bewaard concept")
    _ask_step(program)
    assert program.look().text("verantwoordelijke") == TEXT
    program.click("akkoord")
    program.wait(lambda view: view.top == "venster", "the step")
    program.close()
    services = story.services()
    try:
        assert services.concepten.list_all() == []
        assert services.maatregelen.get(MaatregelId(1)).verantwoordelijke == TEXT
    finally:
        services.close()


def _ask_step(program: Program) -> None:
    program.press("Ctrl+3")
    program.wait_for_focus("maatregelen")
    program.press("Ctrl+T")
    program.wait_for("naar")
    program.click("akkoord")
    program.wait_for("verantwoordelijke")


def test_a_kill_while_typing_loses_the_last_keys_at_most(story: Story) -> None:
    services = story.copy_vault()
    add_maatregel(services, add_dossier(services))
    services.close()
    story.canary(TEXT)
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    _open_form(program)
    program.fill("norm", TEXT)
    program.rest(1.5)  # a pause in typing: the program keeps a draft
    program.type(" en dit niet meer")
    program.kill()
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    _go_on_with_draft(program)
    assert program.look().text("norm").startswith(TEXT)
    program.press("Ctrl+S")
    program.wait_for("scherm_maatregelen")
    program.close()


def _open_form(program: Program) -> None:
    program.press("Ctrl+3")
    program.wait_for_focus("maatregelen")
    program.press("Return")
    program.wait_for("norm")


def _go_on_with_draft(program: Program) -> None:
    program.wait_for_words("Er is een niet-bewaard concept")
    program.click("concept_verder")
    program.wait_for("norm")


def _check_saved(story: Story) -> None:
    services = story.services()
    try:
        assert services.concepten.list_all() == []
        assert services.maatregelen.get(MaatregelId(1)).norm == TEXT
    finally:
        services.close()
