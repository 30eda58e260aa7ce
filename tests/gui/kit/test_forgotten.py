"""Qt keeps answers of its style sheet for ever about what it does not style: ours leaves none behind."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.cells import Cell
from veiligheidsadvies.gui.kit.editors import Combo
from veiligheidsadvies.gui.kit.line_list import LineList
from veiligheidsadvies.gui.kit.marked_text import MarkedText
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_view import TableView


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


def _combo() -> QWidget:
    box = Combo()
    box.addItems(["a", "b"])
    return box


def _table() -> QWidget:
    columns = [Column[str](name="naam", title="Naam", cell=Cell)]
    return TableView(TableModel(columns, key=str), name="tabel", accessible="Tabel")


def _lines() -> QWidget:
    return LineList(name="regels", accessible="Regels")


def _marked() -> QWidget:
    return MarkedText(name="tekst", accessible="Tekst")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts in the C library")
@pytest.mark.parametrize("make", [_combo, _table, _lines, _marked])
def test_what_goes_leaves_nothing_behind(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
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
            inner.addWidget(make())
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
    assert used() - before < 40_000  # of 600


def test_a_table_that_follows_privacy_mode_goes_with_its_view(qtbot: QtBot) -> None:
    secrecy = Secrecy()
    host = QWidget()
    qtbot.addWidget(host)
    gone: list[bool] = []
    model = TableModel[str]([], key=str, secrecy=secrecy)
    model.destroyed.connect(lambda: gone.append(True))
    view = TableView(model, name="tabel", accessible="Tabel")
    view.setParent(host)
    del model
    view.deleteLater()
    del view
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone
