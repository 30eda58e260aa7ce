"""Locking under an open dialog with a half-filled form, and a program that is killed while somebody types."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from tests.builders import WACHTWOORDZIN, add_dossier, add_maatregel
from tests.e2e.conftest import Story
from tests.e2e.program import PATIENCE, Program
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
    assert _count_in_memory(before, TEXT) > 0
    program.press_from_outside("ctrl+l")
    program.wait_for_start()
    assert program.pid == before
    view = program.wait_for_focus("wachtwoordzin")
    assert "Kanarie" not in view.words
    assert [_count_in_memory(before, words) for words in (TEXT, WACHTWOORDZIN)] == [0, 0]
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


def _count_in_memory(process: int, words: str) -> int:
    """How often a text stands in the memory of a process, that is held meanwhile."""
    os.kill(process, signal.SIGSTOP)
    try:
        _wait_until_held(process)
        return _count(process, [words.encode(), words.encode("utf-16-le")])
    finally:
        os.kill(process, signal.SIGCONT)


def _wait_until_held(process: int) -> None:
    """All its threads stand still, at two looks; one that runs may take memory away from under the reader."""
    ends, held = time.monotonic() + PATIENCE, 0
    while held < 2:
        assert time.monotonic() < ends, "it does not stop"
        states = [
            file.read_text().rpartition(")")[2].split()[0]
            for file in Path(f"/proc/{process}/task").glob("*/stat")
        ]
        held = held + 1 if set(states) <= {"T", "t"} else 0
        time.sleep(0.02)


def _count(process: int, needles: list[bytes]) -> int:
    """A map that cannot be read fails."""
    found = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            where, rights, *rest = line.split(maxsplit=5)
            if "r" not in rights or rest[-1].startswith(("[vvar", "[vsyscall")):
                continue  # the clocks of the kernel
            start, end = (int(number, 16) for number in where.split("-"))
            content = _content(memory.fileno(), start, end, line)
            found += sum(content.count(needle) for needle in needles)
    return found


def _content(memory: int, start: int, end: int, line: str) -> bytes:
    parts = []
    while start < end:
        part = b""
        with contextlib.suppress(OSError):
            part = os.pread(memory, min(end - start, 1 << 24), start)
        if not part:
            # Past the end of a mapped file there is nothing to read.
            assert "/" in line.split(maxsplit=5)[-1], f"unreadable: {line}"
            break
        parts.append(part)
        start += len(part)
    return b"".join(parts)
