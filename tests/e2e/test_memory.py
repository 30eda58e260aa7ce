"""A thousand canaries in records, drafts, passphrase, clipboard and undo: none is left once it is shut.

`make faults` does it with the idle lock too, and looks at more screens.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.builders import WACHTWOORDZIN
from tests.e2e import memory
from tests.e2e.canaries import MOST, Canaries, plant
from tests.e2e.conftest import Story
from tests.e2e.program import Program
from veiligheidsadvies import settings
from veiligheidsadvies.vault.keys import FLOOR

IS_LONG = os.environ.get("FAULTS") == "long"
LOCKS = ("by key", "by itself") if IS_LONG else ("by key",)
TYPED = 20 if IS_LONG else 6
"""How many are typed, of the thousand."""
SCREENS, DOSSIERS = ("23456789", 10) if IS_LONG else ("2389", 1)
ENOUGH = 0.95 * MOST


def _prepared(story: Story, canaries: Canaries) -> str:
    """A full vault; the passphrase that opens it."""
    passphrase = f"zeven paarse fietsen {canaries.new()} warme soep"
    services = story.copy_vault()
    vault = services.context.vault
    (slot,) = vault.list_slots()
    vault.change_passphrase(slot.id, old=WACHTWOORDZIN, new=passphrase, kdf=FLOOR)
    plant(services, canaries, most=MOST - TYPED)
    services.close()
    return passphrase


def _walk(program: Program) -> None:
    """Look at every screen with the names shown, and at every tab of some dossiers."""
    program.press("F8")
    for screen in (*SCREENS, "1"):
        program.press(f"Ctrl+{screen}")
        program.look()
    for number in range(DOSSIERS):
        program.press("Ctrl+2")
        program.wait_for_focus("dossiers")
        program.press(*["Home", *["Down"] * number, "Return"])
        program.wait_for("dossier_tabs")
        for _ in range(5):
            program.press("Ctrl+Tab")
            program.look()


def _type(program: Program, canaries: Canaries) -> None:
    """Copy a row, save and undo a text, undo inside a field, and leave a form half filled."""
    program.press("Ctrl+3")
    program.wait_for_focus("maatregelen")
    program.press("Ctrl+C", "Return")
    program.wait_for("norm")
    program.fill("norm", canaries.new())
    program.press("Ctrl+S")
    program.wait_for("scherm_maatregelen")
    program.press("Ctrl+Z")
    program.wait_for_focus("maatregelen")
    program.press("Return")
    program.wait_for("norm")
    while canaries.made < MOST:
        program.fill("norm", canaries.new())
        program.press("Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Z")
    program.rest(1.5)  # a pause in typing: the program keeps a draft


def _used(story: Story, canaries: Canaries) -> tuple[Program, str]:
    """A program in which all of them were seen or typed."""
    passphrase = _prepared(story, canaries)
    program = story.start()
    program.wait_for_focus("wachtwoordzin")
    program.type(f"mis {canaries.new()}")
    program.press("Return")
    program.wait_for_words("Deze wachtwoordzin past niet.")
    program.unlock(passphrase)
    _walk(program)
    _type(program, canaries)
    assert canaries.made == MOST
    return program, passphrase


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_left_in_memory_after_locking_and_after_the_end(
    story: Story, lock: str, record_property: Callable[[str, object], None]
) -> None:
    if lock == "by itself":
        story.config.joinpath(settings.FILE).write_text('{"lock_after_minutes": 1}', encoding="utf-8")
    canaries = Canaries()
    program, passphrase = _used(story, canaries)
    shown = canaries.in_memory(story.config)
    record_property("seen", len(shown))
    assert len(shown) > ENOUGH, "what was not in memory cannot be seen to leave it"
    if lock == "by key":
        program.press_from_outside("ctrl+l")
    program.wait_for_start()
    program.wait_for_focus("wachtwoordzin")
    assert memory.processes(story.config) == [program.pid]
    left = canaries.in_memory(story.config)
    assert left == set()
    program.unlock(passphrase)
    program.close()
    assert memory.processes(story.config) == []
    assert canaries.in_files(story.vault, story.config, story.runtime, story.home, story.out) == set()
