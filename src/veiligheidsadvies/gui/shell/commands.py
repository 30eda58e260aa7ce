"""Everything the frame can do, in one list: menus, shortcuts, palette and the overview of keys use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.actions import Command, separator
from veiligheidsadvies.gui.kit.theme import Choice
from veiligheidsadvies.gui.shell.navigation import SCREENS

THEMES = (
    (Choice.SYSTEM, "Kleuren van het s&ysteem"),
    (Choice.LIGHT, "&Lichte kleuren"),
    (Choice.DARK, "&Donkere kleuren"),
)
PAPERS_OF_YEAR = (
    ("kostenoverzicht", "&Kostenoverzicht binnen…"),
    ("kostenoverzicht_buiten", "Kostenoverzicht &buiten…"),
    ("fiscale_lijst", "&Fiscale lijst…"),
    ("contractenlijst", "&Contractenlijst…"),
    ("uitgifteregister", "Uitgifte&register…"),
)
"""By their stored word."""


class Frame(Protocol):
    """What the commands act on."""

    def go(self, plek: Plek) -> bool: ...  # noqa: D102
    def step(self, steps: int) -> None: ...  # noqa: D102
    def may_go(self, steps: int) -> bool: ...  # noqa: D102
    def lock(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102
    def undo(self) -> None: ...  # noqa: D102
    def redo(self) -> None: ...  # noqa: D102
    def may_undo(self) -> bool: ...  # noqa: D102
    def may_redo(self) -> bool: ...  # noqa: D102
    def focus_filter(self) -> None: ...  # noqa: D102
    def open_palette(self) -> None: ...  # noqa: D102
    def toggle_names(self) -> None: ...  # noqa: D102
    def are_names_hidden(self) -> bool: ...  # noqa: D102
    def choose_theme(self, choice: Choice) -> None: ...  # noqa: D102
    def theme(self) -> Choice: ...  # noqa: D102
    def is_compact(self) -> bool: ...  # noqa: D102
    def toggle_compact(self) -> None: ...  # noqa: D102
    def choose_minutes(self) -> None: ...  # noqa: D102
    def print_of_year(self, paper: str) -> None: ...  # noqa: D102
    def show_shortcuts(self) -> None: ...  # noqa: D102
    def show_protection(self) -> None: ...  # noqa: D102
    def show_about(self) -> None: ...  # noqa: D102


def commands(frame: Frame) -> tuple[Command, ...]:
    """Everything the frame offers on every screen."""
    return (*_file(frame), *_edit(frame), *_view(frame), *_rest(frame))


def _file(frame: Frame) -> Iterator[Command]:
    yield Command(
        name="vergrendelen", text="&Vergrendelen", menu="bestand", shortcut="Ctrl+L", run=frame.lock
    )
    yield Command(name="andere_kluis", text="&Andere kluis openen…", menu="bestand", run=frame.lock)
    yield separator("bestand")
    yield Command(name="afsluiten", text="Af&sluiten", menu="bestand", shortcut="Ctrl+Q", run=frame.close)


def _edit(frame: Frame) -> Iterator[Command]:
    yield Command(
        name="ongedaan",
        text="&Ongedaan maken",
        menu="bewerken",
        shortcut="Ctrl+Z",
        run=frame.undo,
        may_run=frame.may_undo,
    )
    yield Command(
        name="opnieuw",
        text="O&pnieuw uitvoeren",
        menu="bewerken",
        shortcut="Ctrl+Shift+Z",
        run=frame.redo,
        may_run=frame.may_redo,
    )
    yield separator("bewerken")
    yield Command(
        name="filter",
        text="&Filteren in dit scherm",
        menu="bewerken",
        shortcut="Ctrl+F",
        run=frame.focus_filter,
    )
    yield Command(
        name="zoeken", text="&Zoeken in alles…", menu="bewerken", shortcut="Ctrl+K", run=frame.open_palette
    )


def _view(frame: Frame) -> Iterator[Command]:
    for number, screen in enumerate((one for one in SCREENS if one.is_entry), 1):
        yield Command(
            name=f"scherm_{screen.name}",
            text=screen.text,
            menu="beeld",
            shortcut=f"Ctrl+{number}",
            icon=screen.icon,
            run=_go(frame, screen.name),
        )
    yield separator("beeld")
    yield Command(
        name="terug",
        text="&Terug",
        menu="beeld",
        shortcut="Alt+Left",
        run=lambda: frame.step(-1),
        may_run=lambda: frame.may_go(-1),
    )
    yield Command(
        name="vooruit",
        text="V&ooruit",
        menu="beeld",
        shortcut="Alt+Right",
        run=lambda: frame.step(1),
        may_run=lambda: frame.may_go(1),
    )
    yield separator("beeld")
    yield Command(
        name="namen",
        text="&Namen verbergen",
        menu="beeld",
        shortcut="F8",
        run=frame.toggle_names,
        is_checked=frame.are_names_hidden,
    )
    yield Command(
        name="compact",
        text="&Compacte rijen",
        menu="beeld",
        run=frame.toggle_compact,
        is_checked=frame.is_compact,
    )
    yield separator("beeld")
    for choice, words in THEMES:
        yield Command(
            name=f"thema_{choice}",
            text=words,
            menu="beeld",
            run=_choose(frame, choice),
            is_checked=_is_chosen(frame, choice),
        )


def _rest(frame: Frame) -> Iterator[Command]:
    yield Command(name="alle_dossiers", text="&Alle dossiers", menu="dossier", run=_go(frame, "dossiers"))
    yield Command(
        name="uitgegeven", text="&Uitgegeven exemplaren", menu="afdrukken", run=_go(frame, "exemplaren")
    )
    yield separator("afdrukken")
    for paper, words in PAPERS_OF_YEAR:
        yield Command(name=f"druk_{paper}", text=words, menu="afdrukken", run=_print(frame, paper))
    yield Command(name="vergrendeltijd", text="&Vergrendelen na…", menu="extra", run=frame.choose_minutes)
    yield Command(name="beheren", text="&Beheer", menu="extra", run=_go(frame, "beheer"))
    yield separator("extra")
    yield Command(name="kopieen", text="&Reservekopieën", menu="extra", run=_copies(frame))
    yield Command(name="oefening", text="Terugzetten &oefenen", menu="extra", run=_copies(frame, "oefening"))
    yield Command(
        name="sneltoetsen", text="&Sneltoetsen", menu="help", shortcut="Ctrl+/", run=frame.show_shortcuts
    )
    yield Command(
        name="bescherming",
        text="Wat wel en &niet beschermd is",
        menu="help",
        shortcut="F1",
        run=frame.show_protection,
    )
    yield separator("help")
    yield Command(name="over", text="&Over Veiligheidsadvies", menu="help", run=frame.show_about)


def _go(frame: Frame, name: str) -> Callable[[], object]:
    return lambda: frame.go(Plek(scherm=name))


def _copies(frame: Frame, begin: str | None = None) -> Callable[[], object]:
    return lambda: frame.go(Plek(scherm="beheer", tab="kopieen", filter=begin))


def _print(frame: Frame, paper: str) -> Callable[[], object]:
    return lambda: frame.print_of_year(paper)


def _choose(frame: Frame, choice: Choice) -> Callable[[], object]:
    return lambda: frame.choose_theme(choice)


def _is_chosen(frame: Frame, choice: Choice) -> Callable[[], bool]:
    return lambda: frame.theme() is choice
