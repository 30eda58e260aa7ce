"""A wrong passphrase is told and slows down; the right one opens and tells of the others."""

from __future__ import annotations

import datetime as dt

from tests.builders import WACHTWOORDZIN
from tests.e2e.conftest import Story
from tests.e2e.program import Program, View
from veiligheidsadvies.vault import attempts
from veiligheidsadvies.vault.unlock import system_clock


def test_wrong_passphrases_are_told_slowed_down_and_told_again_after_the_right_one(story: Story) -> None:
    story.copy_vault().close()
    program = story.start()
    for _ in range(2):
        _try_wrong(program, story)
        program.type("x")
        program.press("Backspace")
    # Two more of an hour ago: then the next wait is long enough to be seen on any machine.
    for _ in range(2):
        attempts.record_failure(story.vault, system_clock() - dt.timedelta(hours=1))
    view = _try_wrong(program, story)
    assert "Opnieuw proberen kan over" in view.words
    assert not view.is_on("ontgrendelen")
    assert view.text("wachtwoordzin") == ""
    program.wait(lambda view: view.is_on("ontgrendelen"), "another try")
    view = program.unlock(WACHTWOORDZIN)
    assert "5 mislukte pogingen" in view.words
    program.close()


def _try_wrong(program: Program, story: Story) -> View:
    program.wait_for_focus("wachtwoordzin")
    program.type(story.canary("kanarie van het verkeerde wachtwoord"))
    program.press("Return")
    return program.wait_for_words("Deze wachtwoordzin past niet.")
