from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.busy_bar import BusyBar


def _picture(bar: BusyBar) -> QImage:
    return bar.grab().toImage()


def test_it_moves_as_long_as_it_is_shown(qtbot: QtBot) -> None:
    bar = BusyBar("Bezig")
    qtbot.addWidget(bar)
    bar.setFixedWidth(160)
    bar.show()
    still = _picture(bar)
    qtbot.waitUntil(lambda: _picture(bar) != still)
    moving = _picture(bar)
    assert len({moving.pixel(x, 0) for x in range(moving.width())}) == 2, "a part that moves, over a line"
    bar.hide()
    before = _picture(bar)
    qtbot.wait(300)
    assert _picture(bar) == before
