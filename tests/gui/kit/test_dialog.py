"""A dialog does not outlive its answer: it may show what a vault holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.dialog import Dialog, within
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Passphrase
from veiligheidsadvies.gui.kit.pieces import label
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


@pytest.mark.parametrize("number", range(1, 12))
def test_what_goes_wrong_with_two_fields_pushes_no_button_out_of_the_window(
    qtbot: QtBot, number: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    names = [f"zin_{one}" for one in range(number)]
    form = Form((Section("", [Field(name=one, label=one, kind=Passphrase(width=320)) for one in names]),))
    body = QWidget()
    column = QVBoxLayout(body)
    column.addWidget(label("Een zin van veel woorden die over de regel loopt. " * 6, is_wrapped=True))
    column.addWidget(form)
    dialog = Dialog(window, title="Zinnen", accept_text="Bewaren", body=within(window, body))
    dialog.open()
    form.show_problems(dict.fromkeys(names[:2], "Deze wachtwoordzin past niet."))
    qtbot.wait(20)
    assert dialog.height() <= window.height()


def test_a_choice_starts_where_it_was_told_to(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    options = [Option(value=one, text=one) for one in ("hier", "elders")]
    for value in ("hier", "elders"):
        QTimer.singleShot(0, lambda: QApplication.activeModalWidget().accept())  # type: ignore[union-attr]
        chosen = QtPrompts().ask_choice(window, "Waar?", label="Waar", options=options, value=value)
        assert chosen == value
