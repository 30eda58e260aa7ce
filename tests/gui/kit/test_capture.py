"""Windows can leave our windows out of recordings: what it is asked, and what it then says."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from veiligheidsadvies.gui.kit import capture

ABSENT, BLACK = 0x11, 0x01


Show = Callable[[type[QWidget]], int]


class User32:
    """The two functions of Windows, over a list of windows."""

    def __init__(self, *, knows_absent: bool = True) -> None:
        self.states: dict[int, int] = {}
        self._knows_absent = knows_absent

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, state: int) -> int:  # noqa: N802
        if state == ABSENT and not self._knows_absent:
            return 0
        self.states[window.value or 0] = state
        return 1

    def GetWindowDisplayAffinity(self, window: ctypes.c_void_p, state: Any) -> int:  # noqa: N802
        state._obj.value = self.states.get(window.value or 0, 0)
        return 1


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> User32:
    made = User32()
    monkeypatch.setattr(capture, "system", lambda: made)
    return made


@pytest.fixture
def show(qtbot: Any) -> Show:
    """Shows a window, and gives its number."""
    kept: list[QWidget] = []

    def shown(kind: type[QWidget]) -> int:
        kept.append(kind())
        qtbot.addWidget(kept[-1])
        with qtbot.waitExposed(kept[-1]):
            kept[-1].show()
        return int(kept[-1].winId())

    return shown


def test_every_window_also_a_later_one_is_left_out(qapp: Any, show: Show, windows: User32) -> None:
    first = show(QWidget)
    guard = capture.Capture(qapp, is_on=True)
    later = show(QDialog)
    assert (windows.states[first], windows.states[later]) == (ABSENT, ABSENT)
    assert capture.is_blocked()
    guard.set_on(is_on=False)
    assert (windows.states[first], windows.states[later]) == (0, 0)
    assert capture.is_blocked() is False
    assert windows.states[show(QDialog)] == 0
    qapp.removeEventFilter(guard)


def test_an_older_windows_shows_black(
    qapp: Any, show: Show, windows: User32, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "_knows_absent", False)
    guard = capture.Capture(qapp, is_on=True)
    assert windows.states[show(QWidget)] == BLACK
    assert capture.is_blocked()
    qapp.removeEventFilter(guard)


def test_one_window_that_can_be_recorded_is_told(qapp: Any, show: Show, windows: User32) -> None:
    show(QWidget)
    assert capture.is_blocked() is False


def test_another_system_knows_no_such_thing(qapp: Any) -> None:
    assert capture.is_blocked() is None
    capture.Capture(qapp, is_on=True).set_on(is_on=False)
