"""A copied secret leaves the clipboard by itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

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
