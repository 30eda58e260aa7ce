"""One unlocked vault on screen: from opening to locking everything that the user works with hangs here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from veiligheidsadvies import settings as preferences
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.perform import Performer
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.voorkeuren import preferences_signal
from veiligheidsadvies.gui.kit.actions import ActionList
from veiligheidsadvies.gui.kit.command_palette import CommandPalette, Hit
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.gui.shell import help_pages
from veiligheidsadvies.gui.shell.commands import commands
from veiligheidsadvies.gui.shell.drafts import Drafts
from veiligheidsadvies.gui.shell.inzage import Inzage
from veiligheidsadvies.gui.shell.main_window import MENUS, MainFrame, Menus
from veiligheidsadvies.gui.shell.navigation import Router
from veiligheidsadvies.gui.shell.palette import Finder
from veiligheidsadvies.gui.shell.upkeep import Upkeep, apply_density
from veiligheidsadvies.gui.shell.welcome import Welcome
from veiligheidsadvies.gui.shell.window import ProgramWindow
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.kluis import Services

_LAST_MINUTE = 60


class Session(QObject):
    """The frame over one open vault. `lock_asked` and `close_asked` go to the program."""

    lock_asked = Signal()

    def __init__(
        self, window: ProgramWindow, services: Services, *, prompts: Prompts, jobs: JobRunner, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._services = window, theme, services
        stored = preferences.load()
        self.secrecy = Secrecy(self, is_hidden=stored.names_hidden)
        self.desk = make_desk(services, prompts, jobs, self.secrecy)
        self.frame = MainFrame()
        self.router = Router(self.desk, self.frame.stack)
        self.drafts = Drafts(services.concepten, lambda: (self.router.current, self.router.place))
        window.show_page(self.frame)
        self.actions = ActionList(self.frame, commands(self))
        self._of_screen: dict[Screen, ActionList] = {}
        self.menus = Menus(window.menuBar(), self.actions, self._name_undo)
        for key, _ in MENUS:
            self.menus.menu(key).aboutToHide.connect(self._free_keys)
        window.menuBar().show()
        self.inzage = Inzage(self, self.desk, self._seen)
        self._finder = Finder(self.desk, self.go, self._lists)
        self.palette = CommandPalette(self.frame, self._find)
        self.palette.chosen.connect(lambda do: do())
        self._connect()
        self.upkeep = Upkeep(self.desk, self.frame)
        welcome = Welcome(self.desk, self.frame.bands, self.go)
        welcome.tell()
        self.drafts.forgotten.connect(welcome.offer_anew)

    def _connect(self) -> None:
        header = self.frame.header
        header.set_private(is_private=self.secrecy.is_hidden)
        header.privacy_toggled.connect(self.toggle_names)
        header.lock_asked.connect(self.lock_asked)
        header.search_asked.connect(self.palette.open)
        self.frame.asked.connect(self.go)
        self.secrecy.changed.connect(lambda hidden: header.set_private(is_private=hidden))
        self.router.shown.connect(self._on_shown)
        self.router.left.connect(self.drafts.left)
        self.router.title_changed.connect(self._draw_title)
        self.desk.performer.changed.connect(self._on_changed)
        preferences_signal().changed.connect(self._on_preferences)
        self.frame.status.set_piece(
            "wie", f"Ingelogd: {self._services.actor}", icon_name="ph.user", is_right=False
        )
        self.show_recovery_state()

    def keep_drafts(self) -> bool:
        """Hand unsaved forms over before locking; False when the vault could not take them."""
        self.stop()
        try:
            self.drafts.collect()
        except UserError:
            return False
        return True

    def stop(self) -> None:
        """The vault closes: nothing runs by itself any more."""
        self.drafts.stop()
        self.upkeep.stop()
        for timer in self.frame.findChildren(QTimer):
            timer.stop()  # a screen may still be reading bit by bit

    def may_close(self) -> bool:
        """Whether the window may close; asks when a form would lose something, and drops its draft then."""
        screen = self.router.current
        if screen is not None and not screen.may_leave():
            return False
        if screen is not None:
            self.drafts.left(screen)
        return True

    def prepare_first(self) -> None:
        """Make what `show_first` shows, so that no turn of the event loop takes too long."""
        self.router.prepare("vandaag")

    def show_first(self) -> None:
        """Vandaag, unless somebody went elsewhere already; after recovery the sheet, which must be new."""
        if self.router.place is None:
            is_recovered = self._services.by_recovery
            first = Plek(scherm="beheer", tab="herstelblad") if is_recovered else Plek(scherm="vandaag")
            self.go(first)

    def show_recovery_state(self) -> None:
        """Red as long as the recovery sheet was not typed back, or lies open because it was used."""
        is_confirmed = self._services.beheer.herstelblad_bevestigd
        is_used = self._services.herstelblad.gebruikt_op is not None
        words = "Herstelblad gebruikt" if is_used else "" if is_confirmed else "Herstelblad niet bevestigd"
        self.frame.status.set_piece("herstelblad", words, icon_name="ph.warning-circle-fill", color="te_laat")

    def show_time_left(self, seconds: int) -> None:
        """In the status bar, in red in the last minute."""
        words = f"Vergrendelt over {seconds // 60}:{seconds % 60:02}"
        color = "te_laat" if seconds <= _LAST_MINUTE else "muted"
        self.frame.status.set_piece("slot", words, icon_name="ph.lock-simple", color=color)

    def go(self, plek: Plek) -> bool:
        """Go to a place."""
        return self.router.go(plek)

    def step(self, steps: int) -> None:
        """Back or ahead."""
        self.router.step(steps)

    def may_go(self, steps: int) -> bool:
        """Whether there is something back or ahead."""
        return self.router.may_go(steps)

    def lock(self) -> None:
        """Ask the program to lock."""
        self.lock_asked.emit()

    def close(self) -> None:
        """Close the window, and with it the vault."""
        self._window.close()

    def undo(self) -> None:
        """Take the last action back."""
        self._reverse(self._services.undo)

    def redo(self) -> None:
        """Do it again."""
        self._reverse(self._services.redo)

    def may_undo(self) -> bool:
        """Whether there is an action to take back."""
        return self._services.undo_text is not None

    def may_redo(self) -> bool:
        """Whether there is an action to do again."""
        return self._services.redo_text is not None

    def focus_filter(self) -> None:
        """To the filter of the screen."""
        if self.router.current is not None:
            self.router.current.focus_filter()

    def open_palette(self) -> None:
        """Search in everything."""
        self.palette.open("")

    def toggle_names(self) -> None:
        """Show or hide names."""
        self.secrecy.toggle()

    def are_names_hidden(self) -> bool:
        """Privacy mode."""
        return self.secrecy.is_hidden

    def choose_theme(self, choice: Choice) -> None:
        """At once, and kept for this machine."""
        self._theme.choose(choice)
        remember(theme=choice.value)

    def theme(self) -> Choice:
        """What was chosen."""
        return self._theme.choice

    minutes_changed = Signal(int)

    def is_compact(self) -> bool:
        """Whether rows are lower."""
        return preferences.load().is_compact

    def toggle_compact(self) -> None:
        """Lower or higher rows in every table."""
        remember(is_compact=not self.is_compact())
        apply_density(self.frame)

    def choose_minutes(self) -> None:
        """After how long without work the program locks."""
        minutes = help_pages.ask_minutes(self.desk.prompts, self.frame, preferences.load().lock_after_minutes)
        if minutes is not None:
            remember(lock_after_minutes=minutes)
            self.minutes_changed.emit(minutes)

    def print_of_year(self, paper: str) -> None:
        """Ask of which year, and let that paper out."""
        from veiligheidsadvies.gui.binding.jaarstuk import ask_year  # heavy: only when printing
        from veiligheidsadvies.gui.binding.uitgifte import open_jaarstuk

        kind = SoortDocument(paper)
        year = ask_year(self.desk, self.frame, kind)
        if year is not None:
            open_jaarstuk(self.desk, self.frame, kind, year)

    def show_shortcuts(self) -> None:
        """All keys."""
        screen = self.router.current
        of_screen = self._of_screen[screen].overview() if screen in self._of_screen else []
        help_pages.Shortcuts(self.frame, self.actions.overview(), of_screen).exec()

    def show_protection(self) -> None:
        """What the program promises and what it does not."""
        help_pages.Protection(self.frame).exec()

    def show_about(self) -> None:
        """Version and licence."""
        help_pages.About(self.frame).exec()

    def screen_actions(self) -> ActionList | None:
        """The commands of the shown screen."""
        screen = self.router.current
        return None if screen is None else self._of_screen.get(screen)

    def _on_preferences(self, changed: preferences.Settings) -> None:
        self.minutes_changed.emit(changed.lock_after_minutes)

    def _lists(self) -> list[ActionList]:
        of_screen = self.screen_actions()
        return [self.actions] if of_screen is None else [of_screen, self.actions]

    def _reverse(self, action: Callable[[], Changes]) -> None:
        self.desk.performer.perform(self.frame, action)

    def _on_changed(self, changes: Changes) -> None:
        self.router.reload(changes)
        self.show_recovery_state()
        self.upkeep.look_again()

    def _on_shown(self, screen: Screen) -> None:
        if screen not in self._of_screen:
            self._of_screen[screen] = ActionList(screen, screen.commands())
            apply_density(screen)
        self.menus.show_commands(self._of_screen[screen])
        self._draw_title()
        self.inzage.look()

    def _seen(self) -> Plek | None:
        """The place, with the dossier of the record that is shown there."""
        place, screen = self.router.place, self.router.current
        if place is None or screen is None or place.dossier_id is not None:
            return place
        return replace(place, dossier_id=screen.dossier_shown)

    def _find(self, typed: str) -> Sequence[Hit]:
        if typed.strip():
            self.inzage.searched()
        return self._finder.find(typed)

    def _draw_title(self) -> None:
        if self.router.current is not None and self.router.place is not None:
            self.frame.show_title(self.router.current, self.router.place.scherm)

    def _name_undo(self) -> None:
        self.actions.refresh()
        for name, plain, words in (
            ("ongedaan", "&Ongedaan maken", self._services.undo_text),
            ("opnieuw", "O&pnieuw uitvoeren", self._services.redo_text),
        ):
            self.actions[name].setText(f"{plain}: {words.replace('&', '&&')}" if words else plain)
        of_screen = self.screen_actions()
        if of_screen is not None:
            of_screen.refresh()

    def _free_keys(self) -> None:
        for actions in self._lists():
            actions.release()


def make_desk(services: Services, prompts: Prompts, jobs: JobRunner, secrecy: Secrecy | None = None) -> Desk:
    """What screens work with."""
    return Desk(
        services=services,
        performer=Performer(prompts),
        prompts=prompts,
        jobs=jobs,
        secrecy=secrecy or Secrecy(is_hidden=True),
    )


def remember(**changed: object) -> None:
    """Keep a preference of this machine; a folder that cannot be written only forgets it."""
    with contextlib.suppress(OSError):
        preferences.save(preferences.load()._replace(**changed))  # type: ignore[arg-type]
