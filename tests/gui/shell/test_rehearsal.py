"""What is made and painted beforehand: nothing of it stays, and it stops when the real screen comes."""

from __future__ import annotations

from types import GeneratorType
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from tests.gui.shell.conftest import Run
from veiligheidsadvies.gui.shell import rehearsal
from veiligheidsadvies.gui.shell.main_window import MainFrame
from veiligheidsadvies.services.kluis import UnlockedKey

REAL = rehearsal.rehearse
Vault = tuple[Any, UnlockedKey]


def _frames(app: QApplication) -> int:
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return sum(isinstance(widget, MainFrame) for widget in app.allWidgets())


def test_it_paints_the_frame_and_leaves_nothing_behind(qapp: QApplication) -> None:
    before = _frames(qapp)
    steps = REAL(QSize(1280, 800))
    next(steps)
    next(steps)
    assert _frames(qapp) == before + 1
    assert sum(1 for _ in steps) > 3
    assert _frames(qapp) == before


def test_it_ends_when_a_vault_is_open(
    qapp: QApplication, run: Run, vault: Vault, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr(rehearsal, "rehearse", REAL)
    folder, key = vault
    running = run(folder)
    running.program.show_unlock(folder).unlocked.emit(key)
    qtbot.waitUntil(lambda: running.program.session is not None and running.program.is_ready)
    qtbot.waitUntil(lambda: _frames(qapp) == 1)


def test_an_end_in_the_middle_of_it_is_quiet(qapp: QApplication) -> None:
    steps = REAL(QSize(800, 600))
    next(steps)
    next(steps)
    assert isinstance(steps, GeneratorType)
    shiboken6.delete(steps.gi_frame.f_locals["frame"])
    steps.close()
