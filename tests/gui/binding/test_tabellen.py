"""A table comes back as wide as the user left it, and never narrower than its sum."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from veiligheidsadvies import settings
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, cell_width, text_cell
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.kit.table_view import TableView

COLUMNS = (
    Column[int](name="nummer", title="Nummer", width=80, cell=lambda n: text_cell(str(n))),
    Column[int](name="titel", title="Titel", width=120, stretch=True, cell=lambda n: text_cell(f"Regel {n}")),
    Column[int](name="raming", title="Raming", width=60, is_right=True, cell=lambda n: text_cell(str(n))),
)
SUM = Cell(text="113.103.123,92", is_right=True, is_bold=True)


def make(qtbot: QtBot) -> TableView:
    view = make_table(TableModel(COLUMNS, key=lambda n: n), name="proeftabel", accessible="Proef")
    qtbot.addWidget(view)
    view.table.set_rows([1, 2, 3])
    view.resize(600, 240)
    with qtbot.waitExposed(view):
        view.show()
    return view


def drag(view: TableView, section: int, by: int) -> None:
    """The right edge of a heading, with the mouse."""
    header = view.header
    edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 1
    start, end = QPoint(edge, 10), QPoint(edge + by, 10)
    target = header.viewport()
    QTest.mouseMove(target, start)
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(target, end)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()


def remembered() -> dict[str, int]:
    return settings.load().column_widths.get("proeftabel", {})


def test_a_dragged_column_is_as_wide_the_next_time(qtbot: QtBot) -> None:
    settings.save(settings.load()._replace(theme="dark", column_widths={"andere": {"a": 90}}))
    drag(make(qtbot), 0, 50)
    qtbot.waitUntil(lambda: bool(remembered()))
    assert remembered() == {"nummer": 130, "raming": 60}
    assert settings.load().theme == "dark"
    assert settings.load().column_widths["andere"] == {"a": 90}
    assert make(qtbot).header.sectionSize(0) == 130


def test_another_size_of_the_window_is_not_remembered(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.resize(900, 240)
    QApplication.processEvents()
    qtbot.wait(350)
    assert remembered() == {}


def test_a_double_click_on_an_edge_fits_the_words(qtbot: QtBot) -> None:
    view = make(qtbot)
    edge = QPoint(view.header.sectionViewportPosition(0) + view.header.sectionSize(0) - 1, 10)
    target = view.header.viewport()
    QTest.mouseMove(target, edge)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=edge)
    qtbot.waitUntil(lambda: bool(remembered()))
    assert cell_width(text_cell("3")) <= view.header.sectionSize(0) < 80


def test_a_sum_is_never_cut(qtbot: QtBot) -> None:
    view = make(qtbot)
    panel = TablePanel(view)
    qtbot.addWidget(panel)
    panel.set_rows([1], {"raming": SUM})
    assert view.header.sectionSize(2) >= cell_width(SUM)
    drag(view, 2, -60)
    assert view.header.sectionSize(2) >= cell_width(SUM)


@pytest.mark.parametrize("height", [150, 163, 240])
def test_a_table_ends_with_a_whole_row(qtbot: QtBot, height: int) -> None:
    view = make(qtbot)
    view.table.set_rows(list(range(50)))
    view.resize(600, height)
    QApplication.processEvents()
    picture = view.viewport().grab().toImage()
    whole = view.viewport().height() // view.rowHeight(0) * view.rowHeight(0)
    surface = picture.pixelColor(300, picture.height() - 1).rgb()
    for y in range(whole, picture.height()):
        assert {picture.pixelColor(x, y).rgb() for x in range(4, 500, 3)} == {surface}
