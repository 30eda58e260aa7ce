"""Lines to tick and edit: keys, what a screen reader says, and a page that scrolls along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.conditions import Conditions
from veiligheidsadvies.gui.kit.field_bar import FieldBar
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.gui.kit.form import Field
from veiligheidsadvies.gui.kit.kinds import Text
from veiligheidsadvies.gui.kit.line_list import Line, LineList
from veiligheidsadvies.gui.kit.marked_text import MarkedText
from veiligheidsadvies.gui.kit.page import ScrollBody
from veiligheidsadvies.gui.kit.seen_list import Seen, SeenList

LONG = "Alleen eigen terrein in beeld. " * 6


def _lines(number: int = 3) -> list[Line]:
    return [Line(key=at, title=f"Regel {at}", detail=LONG, amount="1.115,00") for at in range(number)]


def _shown(qtbot: QtBot, widget: QWidget, *, width: int = 420, height: int = 300) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(widget)
    column.addStretch(1)
    body = ScrollBody(page)
    qtbot.addWidget(body)
    body.resize(width, height)
    body.show()
    body.activateWindow()
    QApplication.processEvents()
    return body


def test_space_ticks_and_f2_edits_the_current_line(qtbot: QtBot) -> None:
    view = LineList(name="regels", accessible="Regels")
    view.set_lines(_lines())
    kept_alive = _shown(qtbot, view)
    assert kept_alive.isVisible()
    view.go_to(1)
    with qtbot.waitSignal(view.ticked) as ticked:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert ticked.args == [1, False]
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        with qtbot.waitSignal(view.edit_asked) as asked:
            QTest.keyClick(view, key)
        assert asked.args == [1]


def test_a_line_without_a_box_is_never_ticked(qtbot: QtBot) -> None:
    view = LineList(name="regels", accessible="Regels")
    view.set_lines([Line(key="a", title="Sloten", is_fixed=True)])
    kept_alive = _shown(qtbot, view)
    assert kept_alive.isVisible()
    view.go_to("a")
    with qtbot.assertNotEmitted(view.ticked):
        QTest.keyClick(view, Qt.Key.Key_Space)


def test_the_list_is_as_high_as_its_lines_and_the_page_follows_the_current_one(qtbot: QtBot) -> None:
    view = LineList(name="regels", accessible="Regels")
    view.set_lines(_lines(12))
    body = _shown(qtbot, view)
    assert isinstance(body, ScrollBody)
    assert view.height() == sum(view.height_of(line) for line in view.lines)
    assert view.verticalScrollBar().maximum() == 0
    view.setFocus()
    before = view.height()
    for _ in range(11):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_key() == 11
    assert body.verticalScrollBar().value() > 0
    body.resize(900, 300)
    qtbot.waitUntil(lambda: view.height() < before)


def test_a_screen_reader_hears_the_price_the_tick_and_the_warning(qtbot: QtBot) -> None:
    view = LineList(name="regels", accessible="Regels")
    marked = Line(
        key=1, title="Intercom", detail="Bij de deur", amount="1.115,00", mark_words="noemt het ambt"
    )
    view.set_lines([marked])
    kept_alive = _shown(qtbot, view)
    assert kept_alive.isVisible()
    said = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Intercom, 1.115,00, gekozen, noemt het ambt, Bij de deur"
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Regels"


def test_lines_that_changed_keep_the_current_one(qtbot: QtBot) -> None:
    view = LineList(name="regels", accessible="Regels")
    view.set_lines(_lines())
    kept_alive = _shown(qtbot, view)
    assert kept_alive.isVisible()
    view.go_to(2)
    view.set_lines([*_lines(), Line(key=9, title="Nieuw")])
    assert view.current_key() == 2
    view.set_lines(_lines()[1:])
    assert view.current_key() == 2


def test_marks_stand_under_the_text_and_leave_it_alone(qtbot: QtBot) -> None:
    box = MarkedText(name="afspraken", accessible="Extra afspraken")
    kept_alive = _shown(qtbot, box)
    assert kept_alive.isVisible()
    box.show_text("bij de gedeputeerde thuis")
    box.set_marks([(7, 19), (20, 900)])
    assert [one.cursor.selectedText() for one in box.extraSelections()] == ["gedeputeerde", "thuis"]
    assert box.toPlainText() == "bij de gedeputeerde thuis"


def test_conditions_part_what_stands_in_the_way_from_what_is_in_order(qtbot: QtBot) -> None:
    shown = Conditions()
    shown.set_findings(
        [
            Finding(key="a", kind="blokkeert", sentence="Regel 2 noemt het ambt", action="Naar regel 2"),
            Finding(key="b", kind="in_orde", sentence="PKVW geldig"),
        ]
    )
    kept_alive = _shown(qtbot, shown)
    assert kept_alive.isVisible()
    assert shown.accessibleName() == "Voorwaarden"
    with qtbot.waitSignal(shown.acted) as acted:
        shown.list.findChild(QWidget, "bevinding_0_actie").click()  # type: ignore[attr-defined]
    assert acted.args == ["a"]
    assert shown.list.findChild(QWidget, "bevinding_1") is None


def test_what_is_seen_and_what_alarms(qtbot: QtBot) -> None:
    seen = SeenList("Dit ziet hij niet", "ph.eye-slash", name="niet")
    seen.set_facts([Seen(text="Ambt:", icon="ph.minus", alarm="staat in regel 2"), Seen(text="Elders")])
    kept_alive = _shown(qtbot, seen)
    assert kept_alive.isVisible()
    names = [one.accessibleName() for one in seen.findChildren(QWidget) if one.accessibleName()]
    assert names == ["Ambt: staat in regel 2"]


def test_a_bar_of_fields_keeps_what_is_typed(qtbot: QtBot) -> None:
    bar = FieldBar((Field(name="een", label="Eén", kind=Text(width=120)), Field(name="twee", label="Twee")))
    kept_alive = _shown(qtbot, bar)
    assert kept_alive.isVisible()
    bar.load({"een": "a"})
    with qtbot.waitSignal(bar.edited) as edited:
        QTest.keyClicks(bar.editor("een").widget, "b")
    assert edited.args == ["een"]
    kept = bar.draft()
    bar.load({})
    bar.restore_draft(kept)
    assert (bar.value("een"), bar.value("twee")) == ("ba", None)
