"""Fields of a form, apart from what they mean."""

from __future__ import annotations

import ctypes
import gc
import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.editors import Combo


class _Allocated(ctypes.Structure):
    """What `mallinfo2` of the C library tells."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            [
                "arena",
                "ordblks",
                "smblks",
                "hblks",
                "hblkhd",
                "usmblks",
                "fsmblks",
                "uordblks",
                "fordblks",
                "keepcost",
            ]
        )
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts in the C library")
def test_a_combo_box_leaves_nothing_behind(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    rows = QVBoxLayout(host)
    host.show()
    tell = ctypes.CDLL(None).mallinfo2
    tell.restype = _Allocated

    def visit(number: int) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        for _ in range(8 + number % 5):
            box = Combo()
            box.addItems(["a", "b"])
            inner.addWidget(box)
        rows.addWidget(page)
        qtbot.wait(1)
        rows.removeWidget(page)
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def used() -> int:
        gc.collect()
        return int(tell().uordblks)

    for number in range(40):
        visit(number)
    before = used()
    for number in range(60):
        visit(number)
    assert used() - before < 40_000  # of 600 boxes
