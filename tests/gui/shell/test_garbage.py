"""Garbage goes between two events of the window: a widget can be in it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import Running
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.gui.shell.garbage import GarbageTimer


def drop_a_window() -> weakref.ref[QWidget]:
    """A window that nothing leads to but itself."""
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    return weakref.ref(window)


def make_much() -> list[list[int]]:
    return [[number] for number in range(100_000)]


@pytest.fixture
def timer(qtbot: QtBot) -> GarbageTimer:
    host = QWidget()
    qtbot.addWidget(host)
    made = GarbageTimer(host)
    made.start()
    return made


@pytest.mark.parametrize("where", ["here", "in a thread"])
def test_a_widget_goes_when_looked_for_and_never_earlier(timer: GarbageTimer, where: str) -> None:
    gone = drop_a_window()
    kept: list[object] = []
    work: Callable[[], None] = lambda: kept.append(make_much())  # noqa: E731 - one of two ways to run it
    if where == "here":
        work()
    else:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert gone() is not None
    timer.look()
    assert gone() is None


def test_what_is_older_goes_in_the_end(timer: GarbageTimer) -> None:
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    gone = weakref.ref(window)
    for _ in range(3):  # it grows old
        gc.collect(1)
    del window
    kept = []
    for _ in range(20):
        kept.append(make_much()[:2000])
        timer.look()
    assert gone() is None


def test_nothing_is_done_while_the_program_rests(
    timer: GarbageTimer, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    monkeypatch.setattr(gc, "collect", lambda _: pytest.fail("looked"))
    timer.look()


def test_the_program_leaves_it_to_the_timer(unlocked: Running) -> None:
    unlocked.program._on_ready()
    assert not gc.isenabled()
    assert unlocked.program._garbage._timer.isActive()


class _Busy(QLabel):
    """Makes objects while Qt walks over all widgets."""

    kept: list[object] = []  # noqa: RUF012 - of the test

    def changeEvent(self, event: QEvent) -> None:
        self.kept.append([[number] for number in range(1000)])
        super().changeEvent(event)


def test_another_theme_goes_over_widgets_that_stay(timer: GarbageTimer, qtbot: QtBot) -> None:
    """Without the timer this crashes, or the windows are gone."""
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    for _ in range(40):
        column.addWidget(_Busy("a"))
    host.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app)
    for number in range(6):
        dropped = [drop_a_window() for _ in range(30)]
        theme.choose(Choice.DARK if number % 2 else Choice.LIGHT)
        assert all(one() is not None for one in dropped)
        timer.look()
    _Busy.kept.clear()
