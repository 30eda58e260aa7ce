from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.gui.kit.scripted import ScriptedPrompts
from veiligheidsadvies.gui.binding.fields import read_date
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import MISSING, Field, Form, Section
from veiligheidsadvies.gui.kit.form_page import FormPage
from veiligheidsadvies.gui.kit.kinds import (
    Choice,
    Date,
    Integer,
    LongText,
    Money,
    Passphrase,
    SearchChoice,
    Text,
    YesNo,
)
from veiligheidsadvies.gui.kit.line_edits import DateEdit, PassphraseEdit, SearchEdit
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.secrecy import Secrecy

CATALOGUE = (
    Option(value="W-18", text="W-18 Alarminstallatie woning", tile="wonen"),
    Option(value="W-19", text="W-19 Alarmtransmissie meldkamer", tile="wonen"),
    Option(value="D-04", text="D-04 Scan op vindbaarheid van Đorđević", tile="informatie"),
)


VALUES = {
    "titel": "Alarm",
    "toelichting": "Eén\ntwee",
    "catalogus": "W-18",
    "prioriteit": "hoog",
    "termijn": date(2026, 3, 12),
    "raming": 123450,
    "aantal": 3,
    "eenmalig": True,
    "wachtzin": None,
}

# The offscreen platform cannot grab the keyboard for a popup; the popup works all the same.
POPUP = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def make_form() -> Form:
    return Form(
        (
            Section(
                "Maatregel",
                (
                    Field(name="titel", label="Titel", required=True, secret=True),
                    Field(name="toelichting", label="Toelichting", kind=LongText(lines=2), secret=True),
                    Field(name="catalogus", label="Uit catalogus", kind=SearchChoice(options=CATALOGUE)),
                    Field(
                        name="prioriteit",
                        label="Prioriteit",
                        kind=Choice(
                            options=[Option(value="hoog", text="hoog"), Option(value="laag", text="laag")]
                        ),
                    ),
                ),
            ),
            Section(
                "Geld",
                (
                    Field(name="termijn", label="Termijn", kind=Date(parse=read_date), required=True),
                    Field(name="raming", label="Raming", kind=Money(), note="indicatief"),
                    Field(name="aantal", label="Aantal", kind=Integer(), beside=True),
                    Field(name="eenmalig", label="Eenmalig", kind=YesNo(caption="ja")),
                    Field(name="wachtzin", label="Wachtwoordzin", kind=Passphrase()),
                ),
            ),
        )
    )


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = make_form()
    qtbot.addWidget(made)
    made.load(VALUES)
    made.resize(800, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def line(form: Form, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_what_is_loaded_comes_back_and_is_no_edit(form: Form) -> None:
    assert form.values() == VALUES
    assert not form.is_dirty
    assert form.problems() == {}


def test_typing_is_an_edit_and_says_which_field(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignals([form.edited, form.field_edited]) as _:
        qtbot.keyClicks(line(form, "titel"), "!")
    assert form.is_dirty
    form.mark_saved()
    assert not form.is_dirty


def test_all_problems_are_told_at_once_and_the_first_gets_the_cursor(form: Form) -> None:
    line(form, "termijn").setText("31-02")
    line(form, "titel").setText("  ")
    count = form.show_problems({"raming": "Te hoog voor dit mandaat.", "termijn": "Vul een datum in."})
    assert count == 3
    assert form.band.isVisible()
    assert form.band.words.text() == "3 velden vragen aandacht"
    assert form.focusWidget().objectName() == "titel"
    assert form.findChild(QLabel, "titel_probleem").text() == MISSING
    assert "geen datum" in form.findChild(QLabel, "termijn_probleem").text()
    assert form.findChild(QLabel, "raming_probleem").text() == "Te hoog voor dit mandaat."
    assert line(form, "termijn").property("problem") is True
    form.clear_problems()
    assert not form.band.isVisible()
    assert line(form, "termijn").property("problem") is False


def test_what_is_wrong_stands_beside_its_icon_also_where_there_is_room_to_spare(
    qtbot: QtBot, form: Form
) -> None:
    form.show_problems({"titel": "Vul een titel in."})
    words = form.findChild(QLabel, "titel_probleem")
    assert words is not None
    assert words.alignment() & Qt.AlignmentFlag.AlignTop


def test_a_link_in_the_summary_goes_to_its_field(qtbot: QtBot, form: Form) -> None:
    form.show_problems({"raming": "Te hoog.", "aantal": "Te veel."})
    qtbot.mouseClick(form.findChild(Button, "naar_aantal"), Qt.MouseButton.LeftButton)
    assert form.focusWidget().objectName() == "aantal"


def test_a_problem_without_a_field_of_its_own_is_still_told(form: Form) -> None:
    assert form.show_problems({"elders": "Er is al een dossier met deze code."}) == 1
    assert "Er is al een dossier" in form.findChild(QLabel, "problemen_overig").text()


def test_submit_gives_values_only_when_everything_can_be_read(form: Form) -> None:
    assert form.submit() == VALUES
    line(form, "raming").setText("veel")
    assert form.submit() is None
    assert form.values()["raming"] is None


def test_a_draft_keeps_what_is_no_value_yet_and_never_a_passphrase(qtbot: QtBot, form: Form) -> None:
    line(form, "termijn").setText("31-02")
    line(form, "wachtzin").setText("paard batterij nietje")
    form.set_value("prioriteit", "laag")
    draft = form.draft()
    assert "paard" not in "".join(draft.values())
    other = make_form()
    qtbot.addWidget(other)
    other.load(VALUES)
    other.restore_draft({**draft, "veld_van_vroeger": "x"})
    assert line(other, "termijn").text() == "31-02"
    assert other.values()["prioriteit"] == "laag"
    assert other.values()["toelichting"] == VALUES["toelichting"]
    assert other.is_dirty


def test_leaving_a_field_shows_the_value_as_it_is_kept(qtbot: QtBot, form: Form) -> None:
    field = line(form, "raming")
    field.setFocus()
    field.setText("1234.5")
    line(form, "titel").setFocus()
    assert field.text() == "€\u00a01.234,50"
    assert form.values()["raming"] == 123450


@POPUP
def test_three_letters_find_the_catalogue_and_enter_takes_it(qtbot: QtBot, form: Form) -> None:
    field = form.findChild(SearchEdit, "catalogus")
    form.set_value("catalogus", None)
    field.setFocus()
    qtbot.keyClicks(field, "dor")
    popup = field._completer.popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == CATALOGUE[2].text
    assert form.values()["catalogus"] == "D-04"


@POPUP
def test_tab_takes_the_marked_line_as_well(qtbot: QtBot, form: Form) -> None:
    field = form.findChild(SearchEdit, "catalogus")
    form.set_value("catalogus", None)
    field.setFocus()
    qtbot.keyClicks(field, "transm")
    qtbot.keyClick(field._completer.popup(), Qt.Key.Key_Tab)
    assert form.values()["catalogus"] == "W-19"


def test_words_that_are_not_in_the_list_are_refused_unless_free(qtbot: QtBot, form: Form) -> None:
    line(form, "catalogus").setText("iets anders")
    assert "Kies een regel" in form.problems()["catalogus"]
    free = Form((Section("", (Field(name="wie", label="Wie", kind=SearchChoice(is_free=True)),)),))
    qtbot.addWidget(free)
    free.load({"wie": "Zandoever"})
    assert free.values() == {"wie": "Zandoever"}


@POPUP
def test_the_calendar_opens_with_f4_and_takes_a_day(qtbot: QtBot, form: Form) -> None:
    field = form.findChild(DateEdit, "termijn")
    qtbot.keyClick(field, Qt.Key.Key_F4)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate().toPython() == date(2026, 3, 12)
    calendar.setSelectedDate(calendar.selectedDate().addDays(1))
    assert calendar.minimumDate().toPython() == date(1900, 1, 1), "there are no dates before the year 1"
    calendar.activated.emit(calendar.selectedDate())
    assert form.values()["termijn"] == date(2026, 3, 13)


@POPUP
def test_a_calendar_stands_on_the_screen_and_beside_its_field(qtbot: QtBot, form: Form) -> None:
    field = form.findChild(DateEdit, "termijn")
    room = field.screen().availableGeometry()
    window = field.window()
    for corner in (room.topLeft(), room.bottomRight() - QPoint(field.width(), field.height())):
        window.move(corner - field.mapTo(window, QPoint(0, 0)))
        field.open_calendar()
        calendar = field.findChild(QCalendarWidget)
        assert room.contains(calendar.geometry())
        assert not calendar.geometry().intersects(QRect(field.mapToGlobal(QPoint(0, 0)), field.size()))
        calendar.close()
        qtbot.waitUntil(lambda: field.findChild(QCalendarWidget) is None)


@POPUP
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_closed_calendar_leaves_nothing_behind(qtbot: QtBot, form: Form, key: Qt.Key) -> None:
    field = form.findChild(DateEdit, "termijn")
    before = len(field.findChildren(QObject))
    for _ in range(2):
        qtbot.keyClick(field, Qt.Key.Key_F4)
        assert len(field.findChildren(QObject)) > before
        qtbot.keyClick(QApplication.focusWidget() or field.findChild(QCalendarWidget), key)
        qtbot.waitUntil(lambda: len(field.findChildren(QObject)) == before)


@POPUP
def test_f4_opens_a_choice(qtbot: QtBot, form: Form) -> None:
    combo = form.findChild(QComboBox, "prioriteit")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_F4)
    assert combo.view().isVisible()
    combo.hidePopup()


def test_tab_reaches_and_leaves_every_field(qtbot: QtBot, form: Form) -> None:
    line(form, "titel").setFocus()
    seen: list[str] = []
    for _ in range(30):
        seen.append(form.focusWidget().objectName())
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert set(VALUES) <= set(seen)
    assert seen.count("titel") >= 2  # and round again


def test_every_field_can_be_found_and_is_named_for_a_screen_reader(form: Form) -> None:
    for name in VALUES:
        widget = form.editor(name).widget
        assert widget.objectName() == name
        assert widget.accessibleName()
    mnemonics = [
        label.text()[label.text().index("&") + 1].casefold()
        for label in form.findChildren(QLabel)
        if "&" in label.text()
    ]
    assert len(mnemonics) == len(set(mnemonics)) >= 7


def test_privacy_mode_hides_secret_fields_and_gives_them_back(qtbot: QtBot, form: Form) -> None:
    secrecy = Secrecy(is_hidden=True)
    form.follow(secrecy)
    long = form.findChild(QPlainTextEdit, "toelichting")
    assert line(form, "titel").echoMode() == QLineEdit.EchoMode.Password
    assert "twee" not in long.toPlainText()
    assert form.values() == VALUES
    assert not form.is_dirty
    secrecy.toggle()
    assert line(form, "titel").echoMode() == QLineEdit.EchoMode.Normal
    assert long.toPlainText() == VALUES["toelichting"]
    assert form.values() == VALUES


def test_a_hidden_or_disabled_field_is_not_missing(form: Form) -> None:
    form.set_value("titel", None)
    form.set_enabled("titel", is_enabled=False)
    assert "titel" not in form.problems()
    form.set_shown("raming", is_shown=False)
    assert not line(form, "raming").isVisible()
    assert line(form, "aantal").isVisible()


def test_in_a_small_window_labels_stand_above_their_fields(qtbot: QtBot, form: Form) -> None:
    label, field = form.findChild(QLabel, "titel_label"), line(form, "titel")
    form.resize(1100, 700)
    QApplication.processEvents()
    assert label.mapTo(form, label.rect().center()).y() == pytest.approx(
        field.mapTo(form, field.rect().center()).y(), abs=3
    )
    form.resize(700, 900)
    qtbot.waitUntil(lambda: bottom(label, form) <= field.mapTo(form, field.rect().topLeft()).y() + 1)


def bottom(label: QLabel, form: Form) -> int:
    return label.mapTo(form, label.rect().bottomLeft()).y()


def test_caps_lock_is_told_by_the_letters(qtbot: QtBot) -> None:
    field = PassphraseEdit()
    qtbot.addWidget(field)
    told: list[bool] = []
    field.caps_lock_changed.connect(told.append)
    qtbot.keyClick(field, "A")
    qtbot.keyClick(field, "b")
    qtbot.keyClick(field, "C", Qt.KeyboardModifier.ShiftModifier)
    assert told == [True, False]


def test_a_page_saves_with_ctrl_s_and_leaves_with_esc(qtbot: QtBot) -> None:
    form, prompts = make_form(), ScriptedPrompts()
    form.load(VALUES)
    page = FormPage(form, prompts=prompts)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    form.focus_first()
    with qtbot.waitSignal(page.save_requested):
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert prompts.asked == []


@pytest.mark.parametrize("answer", [True, False])
def test_leaving_asks_only_when_something_changed(qtbot: QtBot, *, answer: bool) -> None:
    form, prompts = make_form(), ScriptedPrompts([answer])
    form.load(VALUES)
    page = FormPage(form, prompts=prompts)
    qtbot.addWidget(page)
    line(form, "titel").setText("anders")
    left: list[None] = []
    page.left.connect(lambda: left.append(None))
    page.leave()
    assert len(left) == answer
    assert len(prompts.asked) == 1


def test_text_is_kept_literally(qtbot: QtBot) -> None:
    form = Form((Section("", (Field(name="titel", label="Titel", kind=Text()),)),))
    qtbot.addWidget(form)
    for text in ("a < b & <img src=x>", "'; DROP TABLE x", "=1+1", "Yeşilgöz Đorđević ĳ", "x" * 10_000):
        form.load({"titel": text})
        assert form.values() == {"titel": text}
