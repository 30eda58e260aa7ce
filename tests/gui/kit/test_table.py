from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.cells import (
    Cell,
    date_cell,
    money_cell,
    number_cell,
    status_cell,
    text_cell,
    tile_cell,
)
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.gui.kit.table import CELL_ROLE, Column, TableModel, Windowed
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.kit.table_view import TableView


@dataclass(frozen=True)
class Regel:
    nummer: int
    titel: str
    cents: int


COLUMNS = (
    Column[Regel](
        name="nummer", title="Nummer", width=90, sort="nummer", cell=lambda one: number_cell(one.nummer)
    ),
    Column[Regel](
        name="titel",
        title="Titel",
        width=160,
        stretch=True,
        is_secret=True,
        cell=lambda one: text_cell(one.titel),
    ),
    Column[Regel](
        name="raming",
        title="Raming",
        width=100,
        sort="raming",
        is_right=True,
        cell=lambda one: money_cell(one.cents),
    ),
)


def regels(count: int) -> list[Regel]:
    return [Regel(number, f"Regel {number}", number * 100) for number in range(1, count + 1)]


def make(qtbot: QtBot, rows: Sequence[Regel], *, secrecy: Secrecy | None = None) -> TableView:
    model = TableModel[Regel](COLUMNS, key=lambda one: one.nummer, is_tickable=True, secrecy=secrecy)
    view = TableView(model, name="regels", accessible="Regels")
    qtbot.addWidget(view)
    view.resize(700, 300)
    model.set_rows(rows)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def titles(view: TableView) -> list[int]:
    return [one.nummer for one in view.table.ticked()]


def test_the_model_keeps_to_the_rules_of_qt(qtbot: QtBot) -> None:
    model = TableModel[Regel](COLUMNS, key=lambda one: one.nummer, is_tickable=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (regels(3), [], regels(50)):
        model.set_rows(rows)
        assert model.rowCount() == len(rows)
    model.tick([0, 2], is_on=True)
    assert isinstance(tester.model(), QAbstractItemModel)


def test_ten_thousand_rows_open_at_once(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(offset: int, limit: int) -> list[Regel]:
        asked.append(offset)
        return [Regel(number, f"Regel {number}", number) for number in range(offset, offset + limit)]

    view = make(qtbot, Windowed(10_000, fetch, page=100))
    view.repaint()
    assert view.table.rowCount() == 10_000
    assert asked == [0]
    view.go_to(9_999)
    view.repaint()
    assert asked[-1] == 9_900
    assert len(asked) <= 3


def test_a_windowed_list_is_a_sequence() -> None:
    rows = Windowed(5, lambda offset, limit: list(range(10))[offset : offset + limit], page=2)
    assert list(rows) == [0, 1, 2, 3, 4]
    assert rows[1:3] == [1, 2]
    with pytest.raises(IndexError):
        rows[5]


def test_space_ticks_and_shift_arrows_tick_a_range(qtbot: QtBot) -> None:
    view = make(qtbot, regels(6))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert titles(view) == []
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert titles(view) == [2, 3, 4]
    assert view.table.tick_state() == Qt.CheckState.PartiallyChecked
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(view)) == 6
    assert view.table.tick_state() == Qt.CheckState.Checked
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert titles(view) == []


def test_ticks_and_current_row_survive_another_order(qtbot: QtBot) -> None:
    view = make(qtbot, regels(6))
    view.go_to(4)
    view.table.toggle(1)
    view.table.set_rows(list(reversed(regels(6))))
    assert titles(view) == [2]
    assert view.table.is_ticked(4)
    assert view.current().nummer == 5
    view.table.set_rows([], keeps_ticks=False)
    assert titles(view) == []
    assert view.current() is None


def test_a_click_in_the_tick_column_ticks(qtbot: QtBot) -> None:
    view = make(qtbot, regels(3))
    box = view.visualRect(view.table.index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert titles(view) == [3]
    words = view.visualRect(view.table.index(0, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert titles(view) == [3]
    qtbot.mouseClick(view.header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(14, 16))
    assert len(titles(view)) == 3


def test_a_click_on_a_title_asks_for_sorting_and_sorts_nothing(qtbot: QtBot) -> None:
    view = make(qtbot, regels(3))
    with qtbot.waitSignal(view.sort_asked) as first:
        view.header.sectionClicked.emit(1)
    with qtbot.waitSignal(view.sort_asked) as second:
        view.header.sectionClicked.emit(1)
    assert (first.args, second.args) == (["nummer", False], ["nummer", True])
    assert [one.nummer for one in view.table.rows()] == [1, 2, 3]
    view.header.sectionClicked.emit(2)
    assert view.header.sorted_by == "nummer"


def test_sorting_goes_by_keyboard_too(qtbot: QtBot) -> None:
    view = make(qtbot, regels(3))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(view.sort_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Right, both)
    assert asked.args == ["nummer", False]
    qtbot.keyClick(view, Qt.Key.Key_Right, both)
    assert view.header.sorted_by == "raming"


def test_enter_opens_the_current_record(qtbot: QtBot) -> None:
    view = make(qtbot, regels(3))
    view.go_to(1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [Regel(2, "Regel 2", 200)]


def test_copying_gives_a_grid_and_pasting_hands_on_text(qtbot: QtBot) -> None:
    view = make(qtbot, [Regel(1, "een\ttwee", 123450), Regel(2, "x", 0)])
    view.table.tick([0, 1], is_on=True)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QApplication.clipboard().text()
    assert text == "Nummer\tTitel\tRaming\n1\teen twee\t1.234,50\n2\tx\t–"
    with qtbot.waitSignal(view.pasted) as pasted:
        qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args == [text]


def test_privacy_mode_hides_secret_columns_everywhere(qtbot: QtBot) -> None:
    secrecy = Secrecy(is_hidden=True)
    view = make(qtbot, regels(2), secrecy=secrecy)
    index = view.table.index(0, 2)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        CELL_ROLE,
    ):
        assert "Regel" not in str(index.data(role))
    assert "Regel" not in view.table.export([0, 1])
    secrecy.toggle()
    assert index.data() == "Regel 1"


def test_every_cell_speaks(qtbot: QtBot) -> None:
    view = make(qtbot, regels(1))
    spoken = [view.table.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(4)]
    assert spoken == ["niet gekozen", "Nummer: 1", "Titel: Regel 1", "Raming: 1,00"]
    assert view.table.setData(view.table.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert titles(view) == [1]


def test_widths_are_remembered_and_the_stretching_column_is_not(qtbot: QtBot) -> None:
    view = make(qtbot, regels(1))
    view.header.resizeSection(1, 140)
    assert view.widths() == {"nummer": 140, "raming": 100}
    other = make(qtbot, regels(1))
    other.set_widths(view.widths())
    assert other.header.sectionSize(1) == 140


def test_a_narrow_table_scrolls_sideways_and_squeezes_nothing(qtbot: QtBot) -> None:
    view = make(qtbot, regels(1))
    view.resize(300, 200)
    QApplication.processEvents()
    assert view.header.sectionSize(2) == 160
    assert view.horizontalScrollBar().maximum() > 0


def test_a_table_is_one_tab_stop(qtbot: QtBot) -> None:
    frame, before, after = QWidget(), QLineEdit(), QLineEdit()
    view = make(qtbot, regels(3))
    column = QVBoxLayout(frame)
    for part in (before, view, after):
        column.addWidget(part)
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_totals_stand_under_their_columns_and_an_empty_table_says_so(qtbot: QtBot) -> None:
    view, empty = make(qtbot, regels(3)), EmptyState("Geen regels", action="Toevoegen…")
    panel = TablePanel(view, empty=empty)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.set_rows(regels(2), {"nummer": Cell(text="2 regels"), "raming": money_cell(300)})
    assert panel.total.accessibleName() == "2 regels 3,00"
    assert view.isVisible()
    with qtbot.waitSignal(empty.asked):
        empty.button.click()
    panel.set_rows([])
    assert empty.isVisible()
    assert not view.isVisible()
    assert not panel.grab().isNull()


def test_cells_say_in_words_what_they_show_in_colour() -> None:
    assert money_cell(0).text == "–"
    assert money_cell(123450).text == "1.234,50"
    assert status_cell("wacht", "offerte gevraagd").icon_color == "wacht"
    assert date_cell("27-02", lateness="13 dagen te laat").text == "13 dagen te laat"
    assert date_cell("vandaag", is_today=True).icon
    assert tile_cell("wonen", "W-18").spoken == "wonen W-18"


def scrolled_sideways(qtbot: QtBot) -> TableView:
    view = make(qtbot, regels(9))
    view.freeze("titel")
    view.set_widths({"raming": 400, "titel": 160})
    view.resize(500, 300)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    return view


def test_frozen_columns_stay_where_they_are_while_the_rest_scrolls(qtbot: QtBot) -> None:
    view = scrolled_sideways(qtbot)
    before = view.grab().toImage().copy(0, 0, 270, 290)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum() - 40)
    assert view.frozen.width() == 28 + 90 + 160
    assert view.grab().toImage().copy(0, 0, 270, 290) == before
    view.horizontalScrollBar().setValue(0)
    assert view.frozen.width() == 0


def test_a_click_on_a_frozen_column_means_that_column(qtbot: QtBot) -> None:
    view = scrolled_sideways(qtbot)
    asked: list[str] = []
    view.sort_asked.connect(lambda name, _: asked.append(name))
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), button, none, QPoint(18, 90))
    QTest.mouseClick(view.header.viewport(), button, none, QPoint(60, 16))
    assert titles(view) == [3]
    assert view.currentIndex().column() == 0
    assert asked == ["nummer"]


def test_moving_through_the_rows_does_not_scroll_back(qtbot: QtBot) -> None:
    view = scrolled_sideways(qtbot)
    place = view.horizontalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.horizontalScrollBar().value() == place > 0


def test_beside_ticks_the_current_row_is_tinted_only_while_the_keyboard_works_there(qtbot: QtBot) -> None:
    view = make(qtbot, regels(5))
    place = QPoint(200, 10)
    tinted = view.viewport().grab().toImage().pixelColor(place)
    view.table.tick([2], is_on=True)
    view.clearFocus()
    plain = view.viewport().grab().toImage().pixelColor(place)
    view.table.clear_ticks()
    assert plain != tinted
    assert view.viewport().grab().toImage().pixelColor(place) == tinted


def test_the_whole_row_under_the_pointer_is_tinted(qtbot: QtBot) -> None:
    view = make(qtbot, regels(5))
    places = [QPoint(40, 100), QPoint(250, 100), QPoint(500, 100)]
    plain = [view.viewport().grab().toImage().pixelColor(place) for place in places]
    QTest.mouseMove(view.viewport(), QPoint(150, 100))
    qtbot.waitUntil(lambda: view.hovered == 2)
    tinted = [view.viewport().grab().toImage().pixelColor(place) for place in places]
    assert all(before != after for before, after in zip(plain, tinted, strict=True))
    QTest.mouseMove(view.viewport(), QPoint(150, 250))
    qtbot.waitUntil(lambda: view.hovered == -1)


def test_the_current_row_stays_in_sight_when_the_table_gets_lower(qtbot: QtBot) -> None:
    view = make(qtbot, regels(40))
    view.go_to(5)
    last_seen = view.visualRect(view.model().index(5, 1))
    assert last_seen.bottom() < view.viewport().height()
    view.resize(700, view.height() - (view.viewport().height() - last_seen.center().y()))
    qtbot.waitUntil(lambda: view.viewport().height() < 300 - view.header.height())
    row = view.visualRect(view.model().index(5, 1))
    assert row.top() >= 0
    assert row.bottom() < view.viewport().height()
    view.verticalScrollBar().setValue(20)
    view.resize(700, view.height() - 36)
    assert view.verticalScrollBar().value() == 20
