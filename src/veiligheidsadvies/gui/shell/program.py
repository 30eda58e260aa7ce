"""The course of things: first start or unlocking, then the frame, then locking; one window all the time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from veiligheidsadvies import paths
from veiligheidsadvies import settings as preferences
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.theme import Theme
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell.garbage import GarbageTimer
from veiligheidsadvies.gui.shell.lock import (
    DRAFT_LOST,
    Clock,
    Relaunch,
    awake_and_asleep,
    blank,
    replace_process,
    unattended,
)
from veiligheidsadvies.gui.shell.restoring import COPY_SUFFIX, Restoring
from veiligheidsadvies.gui.shell.window import ProgramWindow
from veiligheidsadvies.services.voorbeeld import example_passphrase

if TYPE_CHECKING:
    from veiligheidsadvies.gui.kit.prompts import Prompts
    from veiligheidsadvies.gui.screens.eerste_start.plan import Made
    from veiligheidsadvies.gui.shell.guard import Guard
    from veiligheidsadvies.gui.shell.session import Session
    from veiligheidsadvies.services.kluis import Services, UnlockedKey
_TURN = 3
"""Milliseconds until the next step of entering; sooner, and it comes before the keys and clocks that wait."""


class Seams:
    """What tests replace: the idle clock, the restart of the process, the questions."""

    def __init__(
        self,
        *,
        clock: Clock = awake_and_asleep,
        relaunch: Relaunch = replace_process,
        prompts: Callable[[], Prompts] | None = None,
    ) -> None:
        self.clock, self.relaunch, self.prompts = clock, relaunch, prompts


class Program(QObject):
    """Shows the right page and keeps vault, lock and window in step."""

    def __init__(self, app: QApplication, theme: Theme, seams: Seams | None = None) -> None:
        super().__init__(app)
        self._app, self._theme, self._seams = app, theme, seams or Seams()
        stored = preferences.load()
        self.window = ProgramWindow(QSize(stored.window_width, stored.window_height))
        self.window.closing.connect(self._on_closing)
        self.window.painted_first.connect(lambda: QTimer.singleShot(0, self._after_the_first_frame))
        self.jobs = JobRunner(self)
        self._garbage = GarbageTimer(self)
        self.session: Session | None = None
        self.guard: Guard | None = None
        self.is_ready = False
        """Whether everything is loaded that is loaded beforehand."""
        self._folder: Path | None = None
        self._services: Services | None = None
        self.restoring = Restoring(self, self)

    def start(self, folder: Path | None) -> None:
        """Show the window: unlock `folder`, else the vault of last time, else the first start.

        A copy of a vault in the place of a folder is put back.
        """
        chosen = folder or _last_vault()
        if chosen is not None and chosen.suffix == COPY_SUFFIX:
            self.restoring.show(chosen)
        elif chosen is None:
            self.show_first_start()
        else:
            self.show_unlock(chosen)
        self.window.show()
        self.window.activateWindow()

    def _after_the_first_frame(self) -> None:
        from veiligheidsadvies.gui.binding.voorkeuren import preferences_signal
        from veiligheidsadvies.gui.kit import clipboard
        from veiligheidsadvies.gui.kit.capture import Capture
        from veiligheidsadvies.gui.shell.hardening import close_memory, keep_no_large_blocks
        from veiligheidsadvies.gui.shell.preload import Preload

        close_memory()
        keep_no_large_blocks()
        clipboard.watch()
        self._capture = Capture(self._app, is_on=preferences.load().blocks_capture)
        preferences_signal().changed.connect(lambda stored: self._capture.set_on(is_on=stored.blocks_capture))
        self._theme.follow_system()
        preload = Preload(self, self._rehearse())
        preload.done.connect(self._on_ready)
        preload.start()

    def _rehearse(self) -> Iterator[None]:
        """As long as no vault is open: then the real first screen comes."""
        from veiligheidsadvies.gui.shell.rehearsal import rehearse

        for _ in rehearse(self.window.size()):
            if self._services is not None:
                return
            yield

    def _on_ready(self) -> None:
        self.is_ready = True
        self._garbage.start()
        self._look_at_the_folder()

    def _look_at_the_folder(self) -> None:
        """A folder that is no vault is told before anybody types a passphrase."""
        from veiligheidsadvies.domain.errors import UserError
        from veiligheidsadvies.services import kluis

        page = self.window.centralWidget()
        if isinstance(page, UnlockScreen) and self._folder is not None:
            try:
                kluis.check_folder(self._folder)
            except UserError as error:
                page.tell(error)

    def show_unlock(self, folder: Path) -> UnlockScreen:
        """The unlock page of a vault."""
        self._folder = folder.absolute()
        passphrase = example_passphrase(self._folder)
        screen = UnlockScreen(self._folder, self.jobs, example=passphrase)
        screen.unlocked.connect(self._open)
        screen.other_vault_asked.connect(self._choose_other)
        screen.new_vault_asked.connect(self.show_first_start)
        screen.restore_asked.connect(lambda: self.restoring.show(near=self._folder))
        self.window.mark_fictitious(is_fictitious=passphrase is not None)
        self.window.show_page(screen)
        screen.focus_first()
        return screen

    def show_first_start(self) -> None:
        """A new vault, the example, or another vault."""
        from veiligheidsadvies.gui.screens.eerste_start import FirstStartScreen

        screen = FirstStartScreen(self.jobs, self._prompts())
        screen.made.connect(self._open_new)
        screen.example_made.connect(lambda vault: self.show_unlock(vault).unlock_example())
        screen.existing_asked.connect(self._choose_other)
        screen.restore_asked.connect(self.restoring.show)
        self.window.mark_fictitious(is_fictitious=False)
        self.window.show_page(screen)
        screen.focus_first()

    def lock(self) -> None:
        """Blank, keep what is not saved, close the vault, replace the process. Never asks, never fails."""
        session, services, folder = self.session, self._services, self._folder
        if services is None or folder is None:
            return
        from veiligheidsadvies.gui.kit.clipboard import forget_secret
        from veiligheidsadvies.gui.kit.dialog import close_all

        self.session = self._services = None
        cover = QWidget()
        cover.setAutoFillBackground(True)
        blank(self.window, cover)
        self._stop_guard()
        self.jobs.cancel_all()
        with unattended():
            close_all()  # a copy that is on its way out is written off
        if session is not None and not session.keep_drafts():
            os.environ[DRAFT_LOST] = "ja"
        services.close()
        forget_secret()
        self._remember_size()
        self.start_anew(folder)
        cover.deleteLater()

    def start_anew(self, folder: Path) -> None:
        """Replace the process by one that asks for the passphrase; failing that, show that page here."""
        try:
            self._seams.relaunch(folder)
        except OSError:
            self.show_unlock(folder)

    def shut(self) -> None:
        """Close the vault without asking anything."""
        self._stop_guard()
        self.jobs.cancel_all()
        if self.session is not None:
            self.session.stop()
        if self._services is not None:
            self._services.close()
        self.session = self._services = None

    def enter(self, services: Services, *, is_gradual: bool = False) -> None:
        """From an open vault to its frame; by way of a new passphrase when the recovery sheet opened it.

        `is_gradual`: the first screen follows a moment later, so that the window never stands still for long.
        """
        self._hold(services)
        if services.beheer.needs_new_passphrase:
            from veiligheidsadvies.gui.screens.unlock.replace import ReplacePassphrasePage

            page = ReplacePassphrasePage(services.beheer, self.jobs)
            page.done.connect(self._show_frame)
            self.window.show_page(page)
            page.focus_first()
            return
        self._show_frame(is_gradual=is_gradual)

    def _open(self, key: UnlockedKey) -> None:
        services = self._opened(key)
        if services is not None:
            self._services = services  # closed when the window closes before the next step
            QTimer.singleShot(_TURN, self, lambda: self._enter_next(services))

    def _enter_next(self, services: Services) -> None:
        if self._services is services:
            self.enter(services, is_gradual=True)

    def _open_new(self, made: Made) -> None:
        from veiligheidsadvies.gui.screens.eerste_start.confirm import ConfirmSheet
        from veiligheidsadvies.gui.shell.session import make_desk

        self._folder = made.folder
        services = self._opened(made.key)
        if services is not None:
            self._hold(services)
            page = ConfirmSheet(make_desk(services, self._prompts(), self.jobs))
            page.finished.connect(self._show_frame)
            self.window.show_page(page)
            page.focus_first()

    def _opened(self, key: UnlockedKey) -> Services | None:
        from veiligheidsadvies.domain.errors import UserError, VaultDamaged
        from veiligheidsadvies.services import kluis

        if self._folder is None:
            return None
        try:
            return kluis.open_vault(self._folder, key)
        except VaultDamaged:
            self.restoring.show_damaged(self._folder, key)
            return None
        except UserError as error:
            page = self.window.centralWidget()
            screen = page if isinstance(page, UnlockScreen) else self.show_unlock(self._folder)
            screen.tell(error)
            return None

    def _hold(self, services: Services) -> None:
        """The vault is open: remember where it is and watch over it."""
        from veiligheidsadvies.gui.shell.guard import Guard
        from veiligheidsadvies.gui.shell.session import remember

        self._services, self._folder = services, services.beheer.folder
        remember(last_vault=str(self._folder) if preferences.load().remembers_vault else "")
        self.window.mark_fictitious(is_fictitious=services.beheer.organisatie().is_fictief)
        self.guard = Guard(self._app, self.window.windowHandle(), self._seams.clock)
        self.guard.lock_asked.connect(self.lock)

    def _show_frame(self, *, is_gradual: bool = False) -> None:
        from veiligheidsadvies.gui.shell.session import Session

        services, guard = self._services, self.guard
        if services is None or guard is None:
            return
        session = Session(self.window, services, prompts=self._prompts(), jobs=self.jobs, theme=self._theme)
        session.lock_asked.connect(self.lock)
        self.restoring.listen()
        session.minutes_changed.connect(guard.idle.set_minutes)
        guard.ticked.connect(session.show_time_left)
        guard.typed.connect(session.drafts.typed)
        self.session = session
        guard.idle.look()
        if is_gradual:
            QTimer.singleShot(_TURN, session, lambda: self._prepare_first(session))
        else:
            session.show_first()

    def _prepare_first(self, session: Session) -> None:
        if self.session is session:
            session.prepare_first()
            QTimer.singleShot(_TURN, session, lambda: self._show_first(session))

    def _show_first(self, session: Session) -> None:
        if self.session is session:
            session.show_first()

    def _choose_other(self) -> None:
        folder = self._prompts().choose_folder(self.window, "Kies de map van de kluis (NAAM.advieskluis)")
        if folder is not None:
            self.show_unlock(folder)

    def _on_closing(self) -> None:
        self.window.may_close = self.session is None or self.session.may_close()
        if not self.window.may_close:
            return
        from veiligheidsadvies.gui.kit.clipboard import forget_secret

        forget_secret()
        self.shut()
        self._remember_size()

    def _remember_size(self) -> None:
        from veiligheidsadvies.gui.shell.session import remember

        if not self.window.isMaximized():
            remember(window_width=self.window.width(), window_height=self.window.height())

    def _stop_guard(self) -> None:
        if self.guard is not None:
            self.guard.stop()
            self.guard = None

    def open_restored(self, folder: Path, key: UnlockedKey) -> None:
        """A vault that was put back, with the key that proved it."""
        self._folder = folder
        self._open(key)

    def prompts(self) -> Prompts:
        """How the user is asked."""
        return self._prompts()

    def _prompts(self) -> Prompts:
        from veiligheidsadvies.gui.kit.prompts import QtPrompts

        return self._seams.prompts() if self._seams.prompts else QtPrompts()


def _last_vault() -> Path | None:
    stored = preferences.load()
    folder = Path(stored.last_vault)
    # Or a swap broke off, and the next opening ends it.
    is_there = paths.is_folder(folder) or paths.is_folder(folder.with_name(f".{folder.name}.herstel"))
    return folder if stored.remembers_vault and stored.last_vault and is_there else None
