"""One dossier on the virtual screen, in a frame that follows its places as the real one does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.screens.werkplek import make_desk, show
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.table_view import TableView
from veiligheidsadvies.gui.screens.dossier import DossierScreen
from veiligheidsadvies.services.kluis import Services


class Frame:
    """Shows places of the dossier screen; the others are only remembered in `places`."""

    def __init__(self, services: Services, qtbot: QtBot, *answers: Any, width: int = 1280) -> None:
        self.services = services
        self.desk, self.prompts = make_desk(services, *answers)
        self.screen = DossierScreen(self.desk)
        self.places: list[Plek] = []
        qtbot.addWidget(self.screen)
        self.screen.go.connect(self.show)
        show(self.screen, width=width)

    def show(self, plek: Plek) -> None:
        self.places.append(plek)
        if plek.scherm == "dossier":
            self.screen.show_place(plek)
            QApplication.processEvents()
            self.screen.focus_first()
            QApplication.processEvents()

    @property
    def form(self) -> RecordForm:
        assert self.screen.form is not None
        return self.screen.form

    def field(self, name: str) -> QLineEdit:
        widget = self.form.form.editor(name).widget
        assert isinstance(widget, QLineEdit)
        return widget

    def text(self, name: str) -> str:
        return self.field(name).text()

    def type(self, name: str, text: str) -> None:
        """As the user: select what stands there, type over it."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:  # Qt's own keyboard of the tests has ASCII only
            field.insert(text)

    def save(self) -> None:
        QTest.keyClick(self.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()

    def problem(self, name: str) -> str:
        found = self.form.findChild(QLabel, f"{name}_probleem")
        assert isinstance(found, QLabel)
        return found.text()

    def table(self, name: str) -> TableView:
        found = self.screen.findChild(TableView, name)
        assert isinstance(found, TableView)
        return found

    def tabs(self) -> list[str]:
        assert self.screen.pages is not None
        strip = self.screen.pages.strip
        return [strip.tabText(at) for at in range(strip.count())]

    def words(self) -> list[str]:
        """Everything that can be read on the screen now."""
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible()]


def press(frame: Frame, name: str) -> None:
    """Press a button that the user can see, with the keyboard."""
    found = [button for button in frame.screen.findChildren(QPushButton, name) if button.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)}"
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)
    QApplication.processEvents()
