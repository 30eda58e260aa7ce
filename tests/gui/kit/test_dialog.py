"""A dialog does not outlive its answer: it may show what a vault holds."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.prompts import QtPrompts


def test_a_dialog_is_gone_once_its_answer_was_read(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit("Đorđević")
    dialog = Dialog(window, title="Wie?", accept_text="Doorgaan", body=field)
    QTimer.singleShot(0, dialog.accept)
    assert dialog.exec()
    assert field.text() == "Đorđević", "who asked still reads it"
    qtbot.waitUntil(lambda: window.findChildren(Dialog) == [])


def test_no_question_is_left_behind(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = len(window.findChildren(QWidget))
    for _ in range(3):
        QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())  # type: ignore[union-attr]
        assert not QtPrompts().confirm(window, "Weggooien?", action="Weggooien")
    qtbot.waitUntil(lambda: len(window.findChildren(QWidget)) == before)
