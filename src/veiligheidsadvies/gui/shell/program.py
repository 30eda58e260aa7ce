"""The course of things: first start or unlocking, then the frame, then locking; one window all the time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from veiligheidsadvies import settings as preferences
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.theme import Theme
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell.lock import (
    DRAFT_LOST,
    Clock,
    IdleClock,
    Relaunch,
    awake_and_asleep,
    blank,
    replace_process,
)
from veiligheidsadvies.gui.shell.preload import Preload
from veiligheidsadvies.gui.shell.window import ProgramWindow

if TYPE_CHECKING:
    from veiligheidsadvies.gui.kit.prompts import Prompts
    from veiligheidsadvies.gui.shell.session import Session
    from veiligheidsadvies.services.kluis import Services, UnlockedKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """What tests replace: the idle clock, the restart of the process, the questions."""

    clock: Clock = awake_and_asleep
    relaunch: Relaunch = replace_process
    prompts: Callable[[], Prompts] | None = None


class Program(QObject):
    """Shows the right page and keeps vault, lock and window in step."""

    def __init__(self, app: QApplication, theme: Theme, seams: Seams | None = None) -> None:
        super().__init__(app)
        self._app, self._theme, self._seams = app, theme, seams or Seams()
        stored = preferences.load()
        self.window = ProgramWindow(QSize(stored.window_width, stored.window_height))
        self.window.closing.connect(self._on_closing)
        self.jobs = JobRunner(self)
        self.session: Session | None = None
        self.idle: IdleClock | None = None
        self._folder: Path | None = None
        self._services: Services | None = None

    def start(self, folder: Path | None) -> None:
        """Show the window: unlock `folder`, else the vault of last time, else the first start."""
        chosen = folder or _last_vault()
        if chosen is None:
            self.show_first_start()
        else:
            self.show_unlock(chosen)
        self.window.show()
        self.window.activateWindow()
        preload = Preload(self)
        QTimer.singleShot(0, preload.start)

    def show_unlock(self, folder: Path) -> UnlockScreen:
        """The unlock page of a vault."""
        self._folder = folder
        screen = UnlockScreen(folder, self.jobs)
        screen.unlocked.connect(self._open)
        screen.other_vault_asked.connect(self._choose_other)
        screen.new_vault_asked.connect(self.show_first_start)
        self.window.show_page(screen)
        screen.focus_first()
        return screen

    def show_first_start(self) -> None:
        """The first start."""

    def _open(self, key: UnlockedKey) -> None:
        from veiligheidsadvies.services import kluis

        if self._folder is None:
            return
        try:
            services = kluis.open_vault(self._folder, key)
        except UserError as error:
            page = self.window.centralWidget()
            if isinstance(page, UnlockScreen):
                page.tell(error)
            return
        self.enter(services)

    def enter(self, services: Services) -> None:
        """The frame over an open vault."""
        from veiligheidsadvies.gui.kit.prompts import QtPrompts
        from veiligheidsadvies.gui.shell.session import Session, remember

        self._services, self._folder = services, services.beheer.folder
        remember(last_vault=str(self._folder) if preferences.load().remembers_vault else "")
        self.window.mark_fictitious(is_fictitious=services.beheer.organisatie().is_fictief)
        prompts = self._seams.prompts() if self._seams.prompts else QtPrompts()
        session = Session(self.window, services, prompts=prompts, jobs=self.jobs, theme=self._theme)
        session.lock_asked.connect(self.lock)
        self.session = session
        self._watch(session)
        session.show_first()

    def _watch(self, session: Session) -> None:
        from veiligheidsadvies.gui.shell.inputs import Inputs
        from veiligheidsadvies.gui.shell.session_watch import SessionWatch

        idle = IdleClock(minutes=preferences.load().lock_after_minutes, clock=self._seams.clock)
        idle.ticked.connect(session.show_time_left)
        idle.over.connect(self.lock)
        session.minutes_changed.connect(idle.set_minutes)
        inputs = Inputs(self._app)
        inputs.watch(self.window.windowHandle())
        inputs.active.connect(idle.restart)
        inputs.typed.connect(session.drafts.typed)
        inputs.lock_asked.connect(self.lock)
        self.watch = SessionWatch(self)
        self.watch.lock_asked.connect(self.lock)
        QTimer.singleShot(500, self.watch.start)
        self.idle = idle
        idle.start()
        idle.look()

    def lock(self) -> None:
        """Blank, keep what is not saved, close the vault, replace the process. Never asks, never fails."""
        session, services, folder = self.session, self._services, self._folder
        if session is None or services is None or folder is None:
            return
        from veiligheidsadvies.gui.shell.session import collected

        self.session = self._services = None
        cover = QWidget()
        cover.setAutoFillBackground(True)
        blank(self.window, cover)
        if self.idle is not None:
            self.idle.stop()
        self.jobs.cancel_all()
        if not collected(session.drafts):
            os.environ[DRAFT_LOST] = "ja"
        session.drafts.stop()
        services.close()
        self._app.clipboard().clear()
        try:
            self._seams.relaunch(folder)
        except OSError:
            self.show_unlock(folder)

    def _choose_other(self) -> None:
        from veiligheidsadvies.gui.kit.prompts import QtPrompts

        prompts = self._seams.prompts() if self._seams.prompts else QtPrompts()
        folder = prompts.choose_folder(self.window, "Kies de map van de kluis (NAAM.advieskluis)")
        if folder is not None:
            self.show_unlock(folder)

    def _on_closing(self) -> None:
        screen = self.session.router.current if self.session else None
        if screen is not None and not screen.may_leave():
            self.window.may_close = False
            return
        if self.session is not None and self._services is not None:
            if screen is not None:
                self.session.drafts.left(screen)
            self.session.drafts.stop()
            self._services.close()
            self.session = self._services = None
        self._keep_size()

    def _keep_size(self) -> None:
        from veiligheidsadvies.gui.shell.session import remember

        if not self.window.isMaximized():
            remember(window_width=self.window.width(), window_height=self.window.height())


def _last_vault() -> Path | None:
    stored = preferences.load()
    folder = Path(stored.last_vault)
    return folder if stored.remembers_vault and stored.last_vault and folder.is_dir() else None
