"""A program over a real vault; its restart is only noted, its clock stands still, answers are prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import vault_folder
from tests.gui.kit.scripted import ScriptedPrompts
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.gui.shell.program import Program, Seams
from veiligheidsadvies.gui.shell.session import Session
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault


@dataclass
class Seconds:
    """A clock of seconds that pass only when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Running:
    """A program under test with its seams."""

    program: Program
    prompts: ScriptedPrompts
    clock: Seconds
    restarted: list[Path]

    @property
    def page(self) -> QWidget:
        page = self.program.window.centralWidget()
        assert page is not None
        return page

    @property
    def session(self) -> Session:
        assert self.program.session is not None
        return self.program.session


Run = Callable[..., Running]


@pytest.fixture
def vault(tmp_path: Path) -> tuple[Path, UnlockedKey]:
    return vault_folder(tmp_path)


@pytest.fixture
def run(qapp: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Starts the program; without a bus, and with nothing loaded ahead."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr("veiligheidsadvies.gui.shell.preload.MODULES", ())
    monkeypatch.setattr("veiligheidsadvies.gui.shell.rehearsal.rehearse", lambda _: iter(()))
    made: list[Running] = []

    def start(folder: Path | None, *answers: Any) -> Running:
        prompts, clock, restarted = ScriptedPrompts(answers), Seconds(), list[Path]()
        seams = Seams(clock=clock, relaunch=restarted.append, prompts=lambda: prompts)
        program = Program(qapp, Theme(qapp, Choice.LIGHT), seams)
        program.start(folder)
        qtbot.waitUntil(program.window.isActiveWindow)
        made.append(Running(program, prompts, clock, restarted))
        return made[-1]

    yield start
    for running in made:
        running.program.jobs.wait()
        running.program.shut()
        running.program.window.deleteLater()
        running.program.deleteLater()
    qapp.processEvents()


@pytest.fixture
def unlocked(run: Run, vault: tuple[Path, UnlockedKey]) -> Running:
    """The frame over an open vault."""
    folder, key = vault
    running = run(folder)
    running.program.enter(open_vault(folder, key))
    return running
