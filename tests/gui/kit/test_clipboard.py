"""A copied secret leaves the clipboard by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from veiligheidsadvies.gui.kit import clipboard


def test_a_secret_is_forgotten_after_its_time(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    clipboard.copy_secret("vijf woorden")
    board = QGuiApplication.clipboard()
    assert board.text() == "vijf woorden"
    assert board.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    qtbot.waitUntil(lambda: board.text() == "")


def test_what_was_copied_since_stays(qtbot: Any) -> None:
    clipboard.copy_secret("vijf woorden")
    QGuiApplication.clipboard().setText("iets anders")
    clipboard.forget_secret()
    assert QGuiApplication.clipboard().text() == "iets anders"


def test_locking_forgets_at_once(qtbot: Any) -> None:
    clipboard.copy_secret("vijf woorden")
    clipboard.forget_secret()
    assert QGuiApplication.clipboard().text() == ""


@pytest.fixture
def watched(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(clipboard, "_is_ours", lambda: True)  # without a screen nothing has an owner
    clipboard.watch()
    board = QGuiApplication.clipboard()
    yield board
    board.dataChanged.disconnect(clipboard._on_changed)


MARKS = [name for name, _ in clipboard._MARKS]


def test_what_a_field_copies_by_itself_is_a_secret_too(
    qtbot: Any, watched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    field = QLineEdit("Kerkstraat 12")
    qtbot.addWidget(field)
    field.selectAll()
    QTest.keySequence(field, "Ctrl+C")
    assert watched.text() == "Kerkstraat 12"
    assert [name for name in MARKS if watched.mimeData().hasFormat(name)] == MARKS
    qtbot.waitUntil(lambda: watched.text() == "")


def test_a_report_of_a_fault_is_no_secret(qtbot: Any, watched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.01)
    clipboard.copy_open("veiligheidsadvies: KeyError")
    qtbot.wait(60)
    assert watched.text() == "veiligheidsadvies: KeyError"
    clipboard.forget_secret()
    assert watched.text() == "veiligheidsadvies: KeyError"


def test_every_copy_is_forgotten_after_twenty_seconds() -> None:
    assert clipboard.SECONDS == 20
