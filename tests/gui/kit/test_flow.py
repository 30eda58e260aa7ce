from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from veiligheidsadvies.gui.kit.flow import FlowLayout, clear


@pytest.mark.parametrize("kind", [FlowLayout, QHBoxLayout])
def test_what_is_cleared_is_gone_with_the_place_it_had(qtbot: QtBot, kind: type[QLayout]) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = kind(host)
    labels = [QLabel(words) for words in ("een", "twee", "drie")]
    for label in labels:
        layout.addWidget(label)
    places = [layout.itemAt(number) for number in range(3)]
    clear(layout, keep=1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [isValid(label) for label in labels] == [True, False, False]
    assert [isValid(place) for place in places] == [True, False, False]
    assert layout.count() == 1


def test_a_row_that_goes_takes_its_places_along(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QWidget(host)
    layout = FlowLayout(row)
    layout.addWidget(QLabel("een"))
    place = layout.itemAt(0)
    row.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(place)
