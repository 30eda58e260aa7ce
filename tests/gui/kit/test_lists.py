from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from veiligheidsadvies.gui.kit.agenda import Agenda, Clock, Group, More, Row
from veiligheidsadvies.gui.kit.bars import HATCHED, OUTLINED, Bar, BudgetBar, Segment, UnitBars
from veiligheidsadvies.gui.kit.board import Board, BoardColumn, Card, Verdict
from veiligheidsadvies.gui.kit.board_column import MIME, CardList
from veiligheidsadvies.gui.kit.chips import ChipBar, SelectionBar, Switch
from veiligheidsadvies.gui.kit.command_palette import CommandPalette, Hit
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.findings import Finding, FindingList, summary
from veiligheidsadvies.gui.kit.matrix import Matrix, MatrixColumn, MatrixRow
from veiligheidsadvies.gui.kit.navigation import Entry, Navigation
from veiligheidsadvies.gui.kit.pdf_view import PagePixels, PageSource, PdfPages
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.gui.kit.stepper import Step, Stepper
from veiligheidsadvies.gui.kit.tabs import TabPages
from veiligheidsadvies.gui.kit.theme import tokens

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def shown(qtbot: QtBot, widget: QWidget, width: int = 640, height: int = 480) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.setFocus()


def row(key: int, *, is_late: bool = False) -> Row:
    return Row(
        key=key,
        when="7 dagen",
        who="GED-04",
        what="Controleren",
        why="termijn was",
        action="Doen…",
        is_late=is_late,
    )


CLOCK = Clock(
    key="k",
    title="Reactie",
    detail="d",
    remaining="nog 2 u",
    until="tot vr",
    elapsed=0.5,
    action="Vastleggen…",
)
AGENDA = (
    CLOCK,
    Group(title="Te laat", count=2, icon="ph.warning"),
    row(1, is_late=True),
    row(2),
    More(text="Nog 6"),
)


@pytest.fixture
def agenda(qtbot: QtBot) -> Agenda:
    made = Agenda(name="agenda", accessible="Vandaag")
    QAbstractItemModelTester(made.model(), FATAL)
    made.set_items(AGENDA)
    shown(qtbot, made)
    return made


def test_the_focus_starts_on_the_first_row_and_skips_headings(qtbot: QtBot, agenda: Agenda) -> None:
    assert agenda.current_key() == 1
    qtbot.keyClick(agenda, Qt.Key.Key_Up)
    assert agenda.current_key() == "k"
    qtbot.keyClick(agenda, Qt.Key.Key_Down)
    assert agenda.current_key() == 1


def test_enter_does_the_verb_and_ctrl_enter_opens(qtbot: QtBot, agenda: Agenda) -> None:
    with qtbot.waitSignal(agenda.acted) as acted:
        qtbot.keyClick(agenda, Qt.Key.Key_Return)
    with qtbot.waitSignal(agenda.opened) as opened:
        qtbot.keyClick(agenda, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert acted.args == opened.args == [1]
    for _ in range(2):
        qtbot.keyClick(agenda, Qt.Key.Key_Down)
    with qtbot.waitSignal(agenda.more_asked):
        qtbot.keyClick(agenda, Qt.Key.Key_Return)


def test_a_click_on_the_verb_does_it_and_elsewhere_does_not(qtbot: QtBot, agenda: Agenda) -> None:
    done: list[object] = []
    agenda.acted.connect(done.append)
    place = agenda.visualRect(agenda.model().index(3, 0))
    qtbot.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert (done, agenda.current_key()) == ([], 2)
    qtbot.mouseClick(
        agenda.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 30, place.center().y())
    )
    assert done == [2]


def test_the_current_row_stays_after_a_refresh(agenda: Agenda) -> None:
    agenda.setCurrentIndex(agenda.model().index(3, 0))
    agenda.set_items((row(9), *AGENDA))
    assert agenda.current_key() == 2
    agenda.set_items(())
    assert agenda.current_key() is None


def test_a_line_speaks_whole_sentences(agenda: Agenda) -> None:
    words = agenda.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Te laat, 7 dagen, GED-04, Controleren. termijn was. Enter: doen"


def card(key: int) -> Card:
    return Card(
        key=key, tile="wonen", owner="GED-04", title="Alarm", status_group="wacht", status="wacht op PKVW"
    )


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    def may_move(_card: object, column: str) -> Verdict:
        return Verdict(is_allowed=column != "opdracht", words="Geen geldig certificaat")

    columns = [BoardColumn(key=key, title=key.title()) for key in ("plan", "offerte", "opdracht")]
    made = Board(columns, may_move=may_move)
    made.set_cards("plan", [card(1), card(2)], amount="€ 10,00")
    made.set_cards("offerte", [card(number) for number in range(10, 30)])
    shown(qtbot, made, 700, 400)
    return made


def test_ctrl_arrow_moves_a_card_through_the_rules(qtbot: QtBot, board: Board) -> None:
    assert board.focus_card(2)
    with qtbot.waitSignal(board.moved) as moved:
        qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert moved.args == [2, "offerte"]


def test_a_refusal_says_why_and_moves_nothing(qtbot: QtBot, board: Board) -> None:
    board.focus_card(10)
    with qtbot.assertNotEmitted(board.moved), qtbot.waitSignal(board.refused) as refused:
        qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert refused.args == [10, "opdracht", Verdict(is_allowed=False, words="Geen geldig certificaat")]


def drag(kind: type[QDropEvent], over: QAbstractItemView, mime: QMimeData) -> QDropEvent:
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    point = QPoint(20, 20) if kind is not QDropEvent else QPointF(20, 20)
    event = kind(point, Qt.DropAction.MoveAction, mime, buttons, keys)  # type: ignore[arg-type]
    QApplication.sendEvent(over.viewport(), event)
    return event


@pytest.mark.parametrize(("column", "tint"), [("offerte", "accent_soft"), ("opdracht", "te_laat.tint")])
def test_a_drag_shows_what_a_drop_would_do_and_asks_again_at_the_drop(
    qtbot: QtBot, board: Board, monkeypatch: pytest.MonkeyPatch, column: str, tint: str
) -> None:
    monkeypatch.setattr(CardList, "_carried", lambda _self, _event: 1)
    over, mime = board.findChild(CardList, column), QMimeData()
    assert drag(QDragEnterEvent, over, mime).isAccepted()
    assert drag(QDragMoveEvent, over, mime).isAccepted()
    picture = over.viewport().grab().toImage()
    assert picture.pixelColor(80, 92).name().upper() == tokens().hex(tint)
    signal = board.moved if column == "offerte" else board.refused
    with qtbot.waitSignal(signal) as asked:
        dropped = drag(QDropEvent, over, mime)
    assert asked.args[:2] == [1, column]
    assert dropped.dropAction() == Qt.DropAction.IgnoreAction
    assert over.viewport().grab().toImage() != picture


def test_the_mouse_picks_up_a_card(qtbot: QtBot, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    cards, carried = board.findChild(CardList, "plan"), []

    class Drag(QDrag):
        def exec(self, _actions: Qt.DropAction) -> Qt.DropAction:  # type: ignore[override]
            carried.append((cards.dragged, bytes(self.mimeData().data(MIME).data()), self.pixmap().isNull()))
            return Qt.DropAction.IgnoreAction

    monkeypatch.setattr("veiligheidsadvies.gui.kit.board_column.QDrag", Drag)
    place = cards.visualRect(cards.model().index(1, 0)).center()
    qtbot.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for step in (10, 30, 60):
        moved = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(place + QPoint(step, 0)),
            QPointF(cards.viewport().mapToGlobal(place + QPoint(step, 0))),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(cards.viewport(), moved)
    assert carried[0] == (2, b"", False)
    assert cards.dragged is None


def test_what_is_no_card_cannot_be_dropped(board: Board) -> None:
    over, mime = board.findChild(CardList, "offerte"), QMimeData()
    mime.setText("iets van buiten")
    assert not drag(QDragEnterEvent, over, mime).isAccepted()


def test_arrows_walk_over_the_board(qtbot: QtBot, board: Board) -> None:
    board.focus_card(2)
    qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Right)
    assert board.focusWidget().current_key() == 11
    qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Left)
    assert board.focusWidget().current_key() == 2
    with qtbot.waitSignal(board.opened) as opened:
        qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Return)
    assert opened.args == [2]


def test_what_does_not_fit_is_counted(board: Board) -> None:
    cards = board.findChild(QAbstractItemView, "offerte")
    fit = (cards.viewport().height() - 28 + 8) // 108
    assert cards.hidden_below() == 20 - fit
    assert "20 kaarten" in cards.accessibleName()
    assert not board.grab().isNull()


STEPS = [
    Step(key=n, number=n, title=f"Stap{n}", group="Een" if n < 4 else "Twee", is_done=n < 3)
    for n in range(1, 7)
]


def test_steps_are_walked_and_opened_by_keyboard(qtbot: QtBot) -> None:
    stepper = Stepper()
    stepper.set_steps(STEPS, current=3, late="13 dagen te laat")
    shown(qtbot, stepper, 1200, 88)
    assert "stap 3 van 6" in stepper.accessibleName()
    assert "13 dagen te laat" in stepper.accessibleName()
    qtbot.keyClick(stepper, Qt.Key.Key_Right)
    assert "stap 4 van 6, Twee: Stap4, nog niet" in stepper.accessibleName()
    with qtbot.waitSignal(stepper.opened) as opened:
        qtbot.keyClick(stepper, Qt.Key.Key_Return)
    assert opened.args == [4]
    with qtbot.waitSignal(stepper.opened) as opened:
        qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=stepper._center(0))
    assert opened.args == [1]
    stepper.resize(900, 88)
    assert not stepper.grab().isNull()
    stepper.set_steps([], current=None)
    assert not stepper.grab().isNull()


def test_findings_say_their_kind_and_what_lifts_them(qtbot: QtBot) -> None:
    findings = [
        Finding(
            key="r1", kind="blokkeert", sentence="PKVW <b>ontbreekt</b>", detail="regel R1", action="Spoed…"
        ),
        Finding(key="r2", kind="in_orde", sentence="Vastgesteld"),
    ]
    shelf = FindingList()
    shelf.set_findings(findings)
    shown(qtbot, shelf)
    first = shelf.findChild(QWidget, "bevinding_0")
    assert first.accessibleName() == "Blokkeert: PKVW <b>ontbreekt</b>. regel R1"
    with qtbot.waitSignal(shelf.acted) as acted:
        shelf.findChild(Button, "bevinding_0_actie").click()
    assert acted.args == ["r1"]
    assert summary(findings) == "1 blokkeert, 1 in orde"


def test_the_matrix_adds_up_and_leads_to_its_lists(qtbot: QtBot) -> None:
    columns = [
        MatrixColumn(key="te_laat", title="Te laat", is_alarm=True),
        MatrixColumn(key="loopt", title="Loopt"),
    ]
    matrix = Matrix(
        [MatrixRow(key="wonen", title="wonen"), MatrixRow(key="werk", title="werk")],
        columns,
        name="m",
        accessible="M",
    )
    QAbstractItemModelTester(matrix.table, FATAL)
    matrix.set_counts({("wonen", "te_laat"): 1, ("wonen", "loopt"): 2, ("werk", "loopt"): 3})
    shown(qtbot, matrix, 400, 300)
    grid = [[matrix.table.index(r, c).data() for c in range(1, 4)] for r in range(3)]
    assert grid == [["1", "2", "3"], ["–", "3", "3"], ["1", "5", "6"]]
    matrix.setCurrentIndex(matrix.table.index(1, 2))
    with qtbot.waitSignal(matrix.opened) as opened:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert opened.args == ["werk", "loopt"]
    assert matrix.table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "wonen, Te laat: 1"


def test_a_bar_gives_each_part_its_share(qtbot: QtBot) -> None:
    bar = Bar(name="b", accessible="Begroting")
    bar.set_segments(
        [Segment(title="a", value=1, shown="€ 1"), Segment(title="b", value=3, shown="€ 3", fill=OUTLINED)]
    )
    shown(qtbot, bar, 402, 16)
    image = bar.grab().toImage()
    assert image.pixelColor(50, 8).name().upper() == tokens().hex("chart.gefactureerd")
    assert image.pixelColor(99, 8) != image.pixelColor(104, 8)
    assert image.pixelColor(300, 8).name().upper() == tokens().hex("surface")
    assert bar.accessibleDescription() == "a € 1; b € 3"


def test_bars_bear_nothing_at_all(qtbot: QtBot) -> None:
    budget, units = BudgetBar(), UnitBars()
    for part in (budget, units):
        shown(qtbot, part, 300, 100)
        part.set_segments([Segment(title="leeg", value=0, shown="–", fill=HATCHED)])
        part.set_segments([])
        assert not part.grab().isNull()


def test_a_chip_is_removed_with_delete(qtbot: QtBot) -> None:
    bar = ChipBar()
    bar.set_chips([("domein", "Domein: wonen"), ("status", "Status: open")])
    shown(qtbot, bar)
    with qtbot.waitSignal(bar.removed) as removed:
        qtbot.keyClick(bar.findChild(Button, "filter_status"), Qt.Key.Key_Delete)
    assert removed.args == ["status"]
    with qtbot.waitSignal(bar.add_asked):
        bar.add.click()


def test_the_selection_bar_keeps_its_place(qtbot: QtBot) -> None:
    button = Button("Status…", name="status")
    bar = SelectionBar([button])
    shown(qtbot, bar)
    height = bar.height()
    assert not button.isVisible()
    bar.set_selection("3 geselecteerd", "offerte € 5,00")
    assert button.isVisible()
    assert bar.height() == height


def test_a_switch_has_one_view_on(qtbot: QtBot) -> None:
    switch = Switch([("tabel", "Tabel", "ph.rows"), ("bord", "Bord", "ph.columns")])
    shown(qtbot, switch)
    switch.set_current("tabel")
    with qtbot.waitSignal(switch.switched) as switched:
        switch.findChild(Button, "weergave_bord").click()
    assert switched.args == ["bord"]
    assert not switch.findChild(Button, "weergave_tabel").isChecked()


def test_facts_hide_what_is_secret_also_from_the_screen_reader(qtbot: QtBot) -> None:
    secrecy = Secrecy(is_hidden=True)
    facts = Facts(secrecy=secrecy)
    facts.set_facts(
        [Fact(label="Naam", value="Yeşilgöz", is_secret=True), Fact(label="Code", value="GED-04")]
    )
    shown(qtbot, facts)

    def words() -> str:
        parts = facts.findChildren(QWidget)
        return " ".join(f"{part.accessibleName()} {getattr(part, 'text', str)()}" for part in parts)

    assert "Yeşilgöz" not in words()
    assert "GED-04" in words()
    secrecy.toggle()
    assert "Yeşilgöz" in words()


def test_the_palette_finds_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    field = Button("x", name="x")
    field.setParent(window)
    hits = [Hit(key="a", text="GED-04"), Hit(key="b", text="Vergrendelen")]
    palette = CommandPalette(
        window, lambda typed: [hit for hit in hits if typed.casefold() in hit.text.casefold()]
    )
    shown(qtbot, window)
    field.setFocus()
    palette.open()
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["b"]
    assert not palette.isVisible()
    assert field.hasFocus()
    palette.open("niets")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert palette.list.model().rowCount() == 0


def test_the_palette_closes_over_a_screen_that_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    field = Button("x", name="x")
    field.setParent(window)
    palette = CommandPalette(window, lambda _: [Hit(key="a", text="GED-04")])
    shown(qtbot, window)
    field.setFocus()
    palette.open()
    delete(field)
    with qtbot.waitSignal(palette.chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()


def test_navigation_moves_with_arrows_and_goes_with_enter(qtbot: QtBot) -> None:
    entries = [Entry(name=name, text=name.title(), icon="ph.sun-horizon") for name in ("vandaag", "dossiers")]
    navigation = Navigation(entries)
    QAbstractItemModelTester(navigation.model(), FATAL)
    navigation.set_current("vandaag")
    navigation.set_counts({"dossiers": 3})
    shown(qtbot, navigation, 200, 300)
    with qtbot.assertNotEmitted(navigation.chosen):
        qtbot.keyClick(navigation, Qt.Key.Key_Down)
    with qtbot.waitSignal(navigation.chosen) as chosen:
        qtbot.keyClick(navigation, Qt.Key.Key_Return)
    assert chosen.args == ["dossiers"]
    assert navigation.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Dossiers, 3 wachten"
    navigation.set_collapsed(is_collapsed=True)
    assert navigation.width() == 56
    assert not navigation.grab().isNull()


def test_tabs_go_round(qtbot: QtBot) -> None:
    tabs = TabPages(name="tabs", accessible="Dossier")
    for name in ("overzicht", "advies"):
        tabs.add(name, name.title(), QWidget())
    shown(qtbot, tabs)
    assert tabs.current() == "overzicht"
    with qtbot.waitSignal(tabs.switched) as switched:
        tabs.step(-1)
    assert switched.args == ["advies"]
    tabs.step(1)
    assert tabs.current() == "overzicht"
    assert not tabs.grab().isNull()


def test_a_document_is_rendered_a_page_at_a_time(qtbot: QtBot) -> None:
    rendered: list[int] = []

    def render(number: int, scale: float) -> PagePixels:
        rendered.append(number)
        width, height = round(595 * scale), round(842 * scale)
        return PagePixels(width=width, height=height, stride=width * 4, data=b"\xff" * (width * height * 4))

    pages = PdfPages()
    pages.show_document(PageSource(sizes=((595.0, 842.0),) * 5, render=render))
    shown(qtbot, pages, 500, 400)
    pages.grab()
    assert set(rendered) == {0}
    assert pages.accessibleName() == "Voorbeeld, bladzijde 1 van 5"
    with qtbot.waitSignal(pages.page_changed):
        qtbot.keyClick(pages, Qt.Key.Key_End)
    pages.grab()
    assert pages.page == 4
    assert max(rendered) == 4
    before = pages.verticalScrollBar().maximum()
    qtbot.keyClick(pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.verticalScrollBar().maximum() > before
    assert pages.page == 4
    pages.show_document(None)
    assert pages.page_count == 0
    assert not pages.grab().isNull()
