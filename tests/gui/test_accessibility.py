"""Every page and dialog of the program: named, reached and left by Tab, in Dutch, and nothing cut off."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.builders import vault_folder
from tests.gui import looking
from veiligheidsadvies.domain.dossier import SoortDossier
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.pieces import describe
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.gui.screens.eerste_start.plan import Made
from veiligheidsadvies.gui.shell.program import Program, Seams
from veiligheidsadvies.gui.shell.session import Session
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.voorbeeld import maken

SIZES = ((1280, 720), (960, 540))
Show = Callable[[Program], object]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, kluis.UnlockedKey]:
    """A copy of the example vault without its papers; made once, also for tests beside each other."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, own = shared / "toegankelijk", tmp_path_factory.mktemp("voorbeeld") / maken.KLUISNAAM
    with pytest.MonkeyPatch.context() as patch, FileLock(shared / "toegankelijk.lock"):
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(own.parent / "config"))
        patch.setattr(maken, "print_all", lambda *_: [])
        if not made.exists():
            maken.make_example(made, now=lambda: dt.datetime.now().astimezone(), tell=lambda _: None)
        shutil.copytree(made / maken.KLUISNAAM, own)
    return own, kluis.unlock(own, maken.WACHTWOORD)


@contextlib.contextmanager
def _started(app: QApplication, config: Path, folder: Path | None) -> Iterator[Program]:
    """The program with a clock that stands still and no restart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(config))
        patch.setattr("veiligheidsadvies.gui.shell.preload.MODULES", ())
        patch.setattr("veiligheidsadvies.gui.shell.rehearsal.rehearse", lambda _: iter(()))
        started = Program(app, Theme(app, Choice.LIGHT), Seams(clock=lambda: 0.0, relaunch=lambda _: None))
        started.start(folder)
        yield started
        started.jobs.wait()
        started.shut()
        started.window.hide()
        started.window.deleteLater()
        started.deleteLater()
        app.processEvents()


@pytest.fixture(scope="module")
def program(qapp: QApplication, example: tuple[Path, kluis.UnlockedKey]) -> Iterator[Program]:
    """At work in the example."""
    with _started(qapp, example[0].parent / "config", example[0]) as started:
        started.enter(kluis.open_vault(*example))
        yield started


def _session(program: Program) -> Session:
    assert program.session is not None
    return program.session


def _dossier(program: Program, kind: SoortDossier) -> int:
    found = _session(program).desk.services.dossiers.list_all()
    return next(one.id or 0 for one in found if one.soort is kind)


def _go(**place: Any) -> Show:
    return lambda program: _session(program).go(Plek(**place))


def _in_dossier(kind: SoortDossier, **place: Any) -> Show:
    def show(program: Program) -> None:
        _session(program).go(Plek(scherm="dossier", dossier_id=_dossier(program, kind), **place))

    return show


def _measure(program: Program) -> int:
    from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde

    service = _session(program).desk.services.maatregelen
    return service.list_ids(MaatregelFilter(statussen=(Status.IN_PLAN,)), Volgorde.DAG)[0]


BESTUURDER, ORGANISATIE = SoortDossier.BESTUURDER, SoortDossier.ORGANISATIE
PLACES: dict[str, Show] = {
    "vandaag": _go(scherm="vandaag"),
    "dossiers": _go(scherm="dossiers"),
    "dossiers nieuw": _go(scherm="dossiers", tab="nieuw"),
    **{
        f"dossier {tab}": _in_dossier(BESTUURDER, tab=tab)
        for tab in (
            "overzicht",
            "advies",
            "maatregelen",
            "opdrachten",
            "kosten",
            "woonplek",
            "documenten",
            "exemplaren",
            "logboek",
        )
    },
    **{
        f"dossier {tab} nieuw": _in_dossier(BESTUURDER, tab=tab, filter="nieuw")
        for tab in ("advies", "kosten", "woonplek")
    },
    "dossier gegevens": _in_dossier(BESTUURDER, tab="gegevens"),
    "dossier stap": _in_dossier(BESTUURDER, tab="stap", row_id=3),
    "dossier verhuizing": _in_dossier(BESTUURDER, tab="verhuizing"),
    "organisatie overzicht": _in_dossier(ORGANISATIE, tab="overzicht"),
    "organisatie werklocaties": _in_dossier(ORGANISATIE, tab="woonplek"),
    "maatregelen tabel": _go(scherm="maatregelen", tab="tabel"),
    "maatregelen bord": _go(scherm="maatregelen", tab="bord"),
    "maatregelen toevoegen": _go(scherm="maatregelen", tab="toevoegen"),
    "maatregel nieuw": _go(scherm="maatregel"),
    "maatregel": lambda program: _session(program).go(Plek(scherm="maatregel", row_id=_measure(program))),
    "catalogus": _go(scherm="catalogus"),
    "opdrachten": _go(scherm="opdrachten"),
    "opdracht nieuw": lambda program: _session(program).go(
        Plek(scherm="opdrachten", dossier_id=_dossier(program, BESTUURDER), tab="nieuw")
    ),
    "aanvraag nieuw": lambda program: _session(program).go(
        Plek(scherm="opdrachten", dossier_id=_dossier(program, BESTUURDER), tab="aanvraag_nieuw")
    ),
    "exemplaren": _go(scherm="exemplaren"),
    **{
        f"kosten {tab}": _go(scherm="kosten", tab=tab)
        for tab in ("jaar", "betaler", "fiscaal", "abonnementen", "begroting")
    },
    **{
        f"beheer {tab}": _go(scherm="beheer", tab=tab)
        for tab in (
            "organisatie",
            "sleutels",
            "herstelblad",
            "inkoop",
            "logboek",
            "beveiliging",
            "voorkeuren",
        )
    },
}


def _prompt(ask: Callable[[Any, QWidget], object]) -> Show:
    return lambda program: ask(_session(program).desk.prompts, program.window)


def _change_status(program: Program) -> None:
    from veiligheidsadvies.gui.binding.overgang import change_status

    change_status(_session(program).desk, program.window, [_measure(program)], Status.AKKOORD)


def _pick_status(program: Program) -> None:
    from veiligheidsadvies.gui.binding.overgang import pick_status

    pick_status(_session(program).desk, program.window, [_measure(program)])


def _issue(paper: SoortDocument) -> Show:
    def show(program: Program) -> None:
        from veiligheidsadvies.domain.dossier import DossierId
        from veiligheidsadvies.gui.binding.uitgifte import open_uitgifte

        dossier = DossierId(_dossier(program, BESTUURDER))
        open_uitgifte(_session(program).desk, program.window, paper, dossier)

    return show


LONG = "Wilt u dit advies met alles wat eraan hangt uit het dossier van de bestuurder verwijderen?"
DIALOGS: dict[str, Show] = {
    "vraag": _prompt(lambda prompts, parent: prompts.confirm(parent, LONG, action="Verwijderen")),
    "melding": _prompt(lambda prompts, parent: prompts.tell(parent, f"{LONG}\n{LONG} {LONG}")),
    "tekst": _prompt(lambda prompts, parent: prompts.ask_text(parent, LONG, label="Naam van de sleutel")),
    "reden": _prompt(lambda prompts, parent: prompts.ask_reason(parent, LONG, action="Terugzetten")),
    "keuze": _prompt(
        lambda prompts, parent: prompts.ask_choice(
            parent, LONG, label="Stuk", options=[Option(value=1, text="een")]
        )
    ),
    "wachtwoord": _prompt(lambda prompts, parent: prompts.ask_passphrase(parent, LONG, action="Openen")),
    "volgende status": _pick_status,
    "stap van status": _change_status,
    "plan uitgeven": _issue(SoortDocument.MAATREGELENPLAN),
    "samenvatting uitgeven": _issue(SoortDocument.SAMENVATTING),
    "sneltoetsen": lambda program: _session(program).show_shortcuts(),
    "bescherming": lambda program: _session(program).show_protection(),
    "over": lambda program: _session(program).show_about(),
    "vergrendeltijd": lambda program: _session(program).choose_minutes(),
}


def _settle(milliseconds: int = 30) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _look(top: QWidget) -> list[str]:
    """What is wrong now."""
    _settle()
    return [*looking.nameless(top), *looking.english(top), *looking.cut_off(top)]


def _complaints(top: QWidget) -> list[str]:
    """What is wrong once the layout came to rest: what is still wrong after long."""
    ends = time.monotonic() + 20
    while (found := _look(top)) and time.monotonic() < ends:
        pass
    return found


@pytest.mark.parametrize("place", PLACES)
def test_a_screen_is_named_dutch_and_whole_at_both_sizes(program: Program, place: str) -> None:
    found = list[str]()
    for width, height in SIZES:
        program.window.resize(width, height)
        PLACES[place](program)
        found += [f"{width} × {height}: {words}" for words in _complaints(program.window)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_and_leaves_everything_on_a_screen(program: Program, place: str) -> None:
    program.window.resize(*SIZES[0])
    PLACES[place](program)
    _settle()
    screen = _session(program).router.current
    assert screen is not None
    found = list(looking.unreachable(program.window, screen.focus_first))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_named_dutch_whole_and_left_by_tab(program: Program, name: str) -> None:
    program.window.resize(*SIZES[1])
    found = _in_dialog(program, DIALOGS[name])
    assert not found, "\n".join(found)


def _in_dialog(program: Program, open_: Show) -> list[str]:
    """What there is to complain about in the dialog that opens; closes it."""
    found = list[str]()
    tries = 0

    def visit() -> None:
        nonlocal tries
        dialog = QApplication.activeModalWidget()
        tries += 1
        if not isinstance(dialog, QDialog):
            assert tries < 200, "no dialog"
            QTimer.singleShot(10, visit)
            return
        try:
            dialog.activateWindow()
            found.extend(_complaints(dialog))
            first = QApplication.focusWidget()
            found.extend(looking.unreachable(dialog, lambda: first and first.setFocus()))
        finally:
            dialog.reject()

    QTimer.singleShot(0, visit)
    open_(program)
    assert tries, "it did not open"
    return found


def _click(program: Program, name: str) -> None:
    _settle()
    next(one for one in program.window.findChildren(QPushButton, name) if one.isVisible()).click()


def _first_start(program: Program, *clicks: str) -> None:
    program.show_first_start()
    for name in clicks:
        _click(program, name)


def _passphrase_page(program: Program) -> None:
    _first_start(program, "nieuwe_kluis")
    for name, text in (("naam", "Gemeente Voorbeeld"), ("slot_naam", "E. Yeşilgöz")):
        program.window.findChildren(QLineEdit, name)[-1].setText(text)
    program.window.findChildren(QLineEdit, "map")[-1].setText("/nergens/gemeente.advieskluis")
    _click(program, "verder")


def _sheet(program: Program, *clicks: str) -> None:
    folder, key = vault_folder(Path(os.environ["VEILIGHEIDSADVIES_CONFIG"]))
    program._open_new(Made(folder=folder, key=key))
    for name in clicks:
        _click(program, name)


def _new_passphrase(program: Program) -> None:
    folder, key = vault_folder(Path(os.environ["VEILIGHEIDSADVIES_CONFIG"]))
    program.enter(kluis.open_vault(folder, replace(key, by_recovery=True)))


PAGES: dict[str, Show] = {
    "ontgrendelen": lambda _: None,
    "herstelblad gebruiken": lambda program: _click(program, "herstelblad"),
    "nieuwe wachtwoordzin": _new_passphrase,
    "eerste start": _first_start,
    "organisatie": lambda program: _first_start(program, "nieuwe_kluis"),
    "wachtwoordzin": _passphrase_page,
    "herstelblad": _sheet,
    "herstelblad bevestigen": lambda program: _sheet(program, "verder"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_before_the_frame_is_named_dutch_whole_and_left_by_tab(
    qapp: QApplication, example: tuple[Path, kluis.UnlockedKey], tmp_path: Path, page: str
) -> None:
    with _started(qapp, tmp_path, example[0]) as program:
        found = list[str]()
        PAGES[page](program)
        for width, height in SIZES:
            program.window.resize(width, height)
            found += [f"{width} × {height}: {words}" for words in _complaints(program.window)]
        first = QApplication.focusWidget()
        assert first is not None
        found += looking.unreachable(program.window, first.setFocus)
        assert not found, "\n".join(found)


def test_a_bad_page_is_complained_about(qapp: QApplication) -> None:
    """The look itself: a trap, a part without a name, English, and words without room."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(describe(QLineEdit(), "veld", "Veld"))
    column.addWidget(describe(QPlainTextEdit(), "val", "Een val voor het toetsenbord"))
    column.addWidget(QPushButton("Cancel"))
    narrow = QLabel("Veel meer woorden dan hier passen")
    narrow.setFixedWidth(40)
    column.addWidget(narrow)
    outside = describe(QPushButton("Erbuiten", page), "erbuiten", "Erbuiten")
    outside.setGeometry(390, 10, 100, 30)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    found = "\n".join(
        [*_look(page), *looking.unreachable(page, lambda: page.findChild(QLineEdit).setFocus())]
    )
    page.hide()
    assert "no objectName: QPushButton" in found
    assert "'Cancel' in 'Cancel'" in found
    assert "wide in 40: 'Veel meer woorden" in found
    assert "sticks out of the window" in found
    assert "Key_Tab does not leave QPlainTextEdit 'val'" in found
    page.deleteLater()
