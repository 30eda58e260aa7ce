"""A wrong passphrase is told and slows down; the right one opens and tells of the others."""

from __future__ import annotations

from tests.builders import WACHTWOORDZIN
from tests.e2e.conftest import Story


def test_wrong_passphrases_are_told_slowed_down_and_told_again_after_the_right_one(story: Story) -> None:
    story.copy_vault().close()
    program = story.start()
    for _ in range(3):
        program.wait_for_focus("wachtwoordzin")
        program.type(story.canary("kanarie van het verkeerde wachtwoord"))
        program.press("Return")
        program.wait_for_words("Deze wachtwoordzin past niet.")
        program.type("x")
        program.press("Backspace")
    view = program.wait_for_words("Opnieuw proberen kan over")
    assert not view.is_on("ontgrendelen")
    assert view.text("wachtwoordzin") == ""
    program.wait(lambda view: view.is_on("ontgrendelen"), "another try")
    view = program.unlock(WACHTWOORDZIN)
    assert "3 mislukte pogingen" in view.words
    program.close()
