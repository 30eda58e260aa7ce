from __future__ import annotations

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.actions import ActionList, Command, separator
from veiligheidsadvies.gui.kit.bands import NextStep, Notice
from veiligheidsadvies.gui.kit.dialog import Dialog, FormDialog, close_all
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.header import Crumb, Header, StatusBar
from veiligheidsadvies.gui.kit.jobs import JobRunner, Progress
from veiligheidsadvies.gui.kit.navigation import Entry, Navigation
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.prompts import QtPrompts


def soon(act: object) -> None:
    QTimer.singleShot(0, act)  # type: ignore[call-overload]


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def press(name: str) -> None:
    dialog().findChild(Button, name).click()


def test_a_question_is_answered_by_its_verb_or_by_esc(qtbot: QtBot) -> None:
    prompts = QtPrompts()
    soon(lambda: press("akkoord"))
    assert prompts.confirm(None, "Weggooien?", action="Weggooien")
    soon(lambda: qtbot.keyClick(dialog(), Qt.Key.Key_Escape))
    assert not prompts.confirm(None, "Weggooien?", action="Weggooien")


def test_a_refusal_that_takes_nothing_back_says_so(qtbot: QtBot) -> None:
    words: list[str] = []

    def refuse() -> None:
        words.append(dialog().findChild(Button, "annuleren").accessibleName())
        press("annuleren")

    soon(refuse)
    assert not QtPrompts().confirm(None, "Nu uitgeven?", action="Uitgeven", refusal="Later")
    assert words == ["Later"]


def test_an_answer_may_not_be_empty(qtbot: QtBot) -> None:
    def answer() -> None:
        press("akkoord")
        dialog().findChild(QPlainTextEdit, "antwoord").setPlainText("Spoed, bestuurder wacht")
        press("akkoord")

    soon(answer)
    assert QtPrompts().ask_reason(None, "Waarom?", action="Vastleggen") == "Spoed, bestuurder wacht"


def test_a_choice_that_is_cancelled_is_none(qtbot: QtBot) -> None:
    soon(lambda: press("annuleren"))
    assert QtPrompts().ask_choice(None, "Wie?", label="Wie", options=[Option(value=1, text="een")]) is None


def test_a_lock_closes_every_open_dialog_without_an_answer(qtbot: QtBot) -> None:
    soon(close_all)
    assert not QtPrompts().confirm(None, "Doorgaan?", action="Doorgaan")


def test_a_dialog_has_one_filled_button_and_it_is_the_default(qtbot: QtBot) -> None:
    made = Dialog(None, title="Titel", accept_text="Doen")
    qtbot.addWidget(made)
    filled = [one for one in made.findChildren(Button) if one.property("role") == "primary"]
    assert filled == [made.accept_button]
    assert made.accept_button.isDefault()


def long_form(*, lines: int) -> Form:
    fields = [Field(name=f"veld_{number}", label=f"Veld {number}") for number in range(lines)]
    return Form((Section("", (*fields, Field(name="laatste", label="Laatste", required=True))),))


@pytest.mark.parametrize("lines", [6, 8, 9, 12, 40])
def test_the_buttons_of_a_long_form_stay_in_the_window_also_with_a_problem(qtbot: QtBot, lines: int) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = FormDialog(window, title="Lang", accept_text="Invoeren", form=long_form(lines=lines))
    with qtbot.waitExposed(made):
        made.show()
    made.accept_button.click()
    qtbot.wait(10)
    assert made.isVisible()
    assert made.height() <= window.height()
    assert made.rect().contains(made.accept_button.geometry())


def test_a_dialog_above_a_small_dialog_may_be_as_high_as_the_window(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    small = Dialog(window, title="Klein", accept_text="Doen")
    form = long_form(lines=4)
    made = FormDialog(small, title="Groter", accept_text="Invoeren", form=form)
    with qtbot.waitExposed(made):
        made.show()
    assert form.parentWidget() is made


def test_a_problem_below_the_fold_is_scrolled_into_view(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    form = long_form(lines=40)
    for asked_again in (False, True):
        made = FormDialog(window, title="Lang", accept_text="Invoeren", form=form)
        form.focus_first()
        with qtbot.waitExposed(made):
            made.show()
        if not asked_again:
            made.accept_button.click()
        last = form.editor("laatste").widget
        qtbot.waitUntil(lambda last=last: not last.visibleRegion().isEmpty())
        assert made.focusWidget() is last
        made.reject()


def test_a_job_works_beside_the_window_and_answers_on_its_thread(qtbot: QtBot) -> None:
    jobs, owner, seen = JobRunner(), QObject(), []
    jobs.run(
        threading.get_ident,
        owner=owner,
        on_success=lambda found: seen.append((found, threading.get_ident())),
        on_error=seen.append,
    )
    assert jobs.is_busy
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert worker != here == threading.get_ident()
    assert not jobs.is_busy


def test_a_failing_job_tells_its_error(qtbot: QtBot) -> None:
    jobs, owner, errors = JobRunner(), QObject(), []

    def fail() -> None:
        raise ValueError("kapot")

    jobs.run(fail, owner=owner, on_success=errors.append, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


@pytest.mark.parametrize("fails", [False, True], ids=["done", "failed"])
def test_a_job_that_is_over_keeps_nothing_of_what_it_was_given(qtbot: QtBot, *, fails: bool) -> None:
    """It may be all that stands on every paper."""
    jobs, owner, ended, given = JobRunner(), QObject(), [], []

    def start() -> None:
        held = type("Held", (), {})()
        given.append(weakref.ref(held))

        def work() -> int:
            if fails:
                raise ValueError(type(held).__name__)
            return id(held)

        jobs.run(work, owner=owner, on_success=lambda _: ended.append(1), on_error=lambda _: ended.append(1))

    for number in range(20):
        start()
        qtbot.waitUntil(lambda number=number: len(ended) > number)
    assert jobs.wait()
    gc.collect()
    assert [one() for one in given] == [None] * 20


def test_a_dead_owner_gets_no_callback(qtbot: QtBot) -> None:
    jobs, owner, seen = JobRunner(), QWidget(), []
    gate = threading.Event()
    jobs.run(lambda: gate.wait(5), owner=owner, on_success=seen.append, on_error=seen.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    gate.set()
    assert jobs.wait()
    qtbot.wait(20)
    assert seen == []


def test_a_long_job_reports_and_stops_when_asked(qtbot: QtBot) -> None:
    jobs, owner, reports, ends = JobRunner(), QObject(), [], []

    def work(progress: Progress) -> str:
        for step in range(60_000):
            progress.report(step / 60_000, f"blad {step}")
            time.sleep(0.001)
        return "af"

    progress = jobs.run_long(
        work,
        owner=owner,
        on_success=ends.append,
        on_error=ends.append,
        on_progress=lambda fraction, words: reports.append((fraction, words)),
        on_cancelled=lambda: ends.append("gestopt"),
    )
    qtbot.waitUntil(lambda: bool(reports))
    progress.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["gestopt"]
    assert reports[0] == (0.0, "blad 0")


def test_one_list_makes_menus_shortcuts_and_overview(qtbot: QtBot) -> None:
    window, ran, state = QMainWindow(), [], {"may": False, "on": True}
    qtbot.addWidget(window)
    actions = ActionList(
        window,
        [
            Command(
                name="slot",
                text="&Vergrendelen",
                menu="bestand",
                shortcut="Ctrl+L",
                run=lambda: ran.append("slot"),
            ),
            separator("bestand"),
            Command(
                name="druk",
                text="&Afdrukken…",
                menu="bestand",
                shortcut="Ctrl+P",
                run=lambda: None,
                may_run=lambda: state["may"],
            ),
            Command(
                name="namen",
                text="Namen verbergen",
                menu="beeld",
                is_checked=lambda: state["on"],
                run=lambda: None,
            ),
        ],
    )
    actions.fill(window.menuBar(), [("bestand", "&Bestand"), ("beeld", "Bee&ld")])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["slot"]
    actions.refresh()
    assert not actions["druk"].isEnabled()
    assert actions["namen"].isChecked()
    assert actions.overview() == [("Vergrendelen", "Ctrl+L"), ("Afdrukken", "Ctrl+P")]
    assert [name for name, _, _ in actions.runnable()] == ["slot", "namen"]


def test_crumbs_are_links_but_for_the_last(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.set_title([Crumb(text="Dossiers", target="dossiers"), Crumb(text="GED-04")], "Gedeputeerde")
    with qtbot.waitSignal(header.crumb_clicked) as clicked:
        header.findChild(Button, "kruimel_dossiers").click()
    assert clicked.args == ["dossiers"]
    with qtbot.waitSignal(header.search_asked) as asked:
        qtbot.keyClick(header.search, Qt.Key.Key_G)
    assert asked.args == ["g"]
    assert header.search.text() == ""


def test_icon_only_buttons_keep_their_names(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.set_private(is_private=True)
    header.set_collapsed(is_collapsed=True)
    assert (header.privacy.text(), header.privacy.accessibleName()) == ("", "Namen verborgen")
    assert header.lock.accessibleName() == "Vergrendelen"
    header.set_collapsed(is_collapsed=False)
    assert header.lock.text() == "Vergrendelen"


def test_the_mode_and_not_the_click_decides_about_privacy(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.set_private(is_private=True)
    with qtbot.waitSignal(header.privacy_toggled):
        header.privacy.click()
    assert header.privacy.isChecked()


def test_the_status_bar_hides_what_has_nothing_to_say(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.set_piece("wie", "Ingelogd: S&S-manager", icon_name="ph.user", is_right=False)
    bar.set_piece("slot", "Vergrendelt over 4:32", icon_name="ph.lock-simple", color="te_laat")
    words = bar.findChild(QWidget, "status_slot")
    assert words.isVisible()
    assert words.text() == "Vergrendelt over 4:32"
    assert bar.findChild(QWidget, "status_wie").x() < words.mapTo(bar, words.rect().topLeft()).x()
    bar.set_piece("slot", "", icon_name="ph.lock-simple")
    assert not words.isVisible()


@pytest.mark.parametrize("role", ["", "primary", "link", "quiet", "chip"])
def test_a_button_is_never_narrower_than_its_words(qtbot: QtBot, role: str) -> None:
    button = Button("Certificaat invoeren…", name="knop", role=role, icon_name="ph.plus", hint="Ctrl+S")
    qtbot.addWidget(button)
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.minimumSizeHint().width() >= words + 18
    button.setText("Een heel andere en langere tekst op deze knop")
    assert button.minimumSizeHint().width() > words + 60
    assert not button.grab().isNull()


def test_the_right_column_goes_below_in_a_narrow_window(qtbot: QtBot) -> None:
    left, right = label("links"), label("rechts")
    columns = TwoColumns(left, right)
    columns.set_right_width(300)
    qtbot.addWidget(columns)
    columns.resize(1280, 400)
    with qtbot.waitExposed(columns):
        columns.show()
    assert (left.y(), right.width()) == (right.y(), 300)
    columns.resize(960, 400)
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert right.width() > 300


def test_bands_say_something_or_nothing(qtbot: QtBot) -> None:
    step, notice = NextStep(), Notice(icon="ph.arrow-fat-up", is_reserved=True)
    for part in (step, notice):
        qtbot.addWidget(part)
        with qtbot.waitExposed(part):
            part.show()
    step.set_step(
        "Vraag het certificaat op",
        "Zonder kunt u niet bestellen.",
        [Button("Invoeren…", name="i", role="primary")],
    )
    step.set_step("Klaar", "", [])
    assert step.findChild(Button, "i") is None or not step.findChild(Button, "i").isVisible()
    notice.tell("Caps Lock staat aan")
    assert notice.accessibleName() == "Caps Lock staat aan"
    notice.tell("")
    assert notice.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus_and_no_other(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = Dialog(None, title="Weggooien?", accept_text="Weggooien")
    qtbot.addWidget(dialog)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    with qtbot.waitExposed(dialog):
        dialog.show()
    cancel = dialog.findChild(Button, "annuleren")
    assert cancel is not None
    cancel.setFocus()
    qtbot.keyClick(cancel, key)
    assert answers == [Dialog.DialogCode.Rejected]


def test_the_navigation_marks_the_screen_that_is_shown_while_the_keyboard_is_on_another(qtbot: QtBot) -> None:
    entries = [Entry(name=name, text=name, icon="ph.house", shortcut="") for name in ("een", "twee")]
    navigation = Navigation(entries)
    other = QLineEdit()
    frame = QWidget()
    row = QVBoxLayout(frame)
    row.addWidget(navigation)
    row.addWidget(other)
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    navigation.set_current("een")
    navigation.setFocus()
    qtbot.keyClick(navigation, Qt.Key.Key_Down)
    assert (navigation.shown, navigation.currentIndex().row()) == ("een", 1)
    other.setFocus()
    assert navigation.currentIndex().row() == 0
