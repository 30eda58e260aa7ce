"""The pages of putting a copy back, in the window of the program; loaded when somebody asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from veiligheidsadvies.gui.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from veiligheidsadvies.gui.kit.jobs import JobRunner
    from veiligheidsadvies.gui.kit.prompts import Prompts
    from veiligheidsadvies.gui.screens.herstel import RestoreScreen
    from veiligheidsadvies.gui.shell.window import ProgramWindow
    from veiligheidsadvies.services.kluis import UnlockedKey
    from veiligheidsadvies.services.terugzetten import Klaargezet

COPY_SUFFIX = ".kluiskopie"


class Host(Protocol):
    """What of the program is needed here."""

    window: ProgramWindow
    jobs: JobRunner

    def prompts(self) -> Prompts: ...  # noqa: D102
    def show_unlock(self, folder: Path) -> UnlockScreen: ...  # noqa: D102
    def show_first_start(self) -> None: ...  # noqa: D102
    def open_restored(self, folder: Path, key: UnlockedKey) -> None: ...  # noqa: D102
    def shut(self) -> None: ...  # noqa: D102
    def start_anew(self, folder: Path) -> None: ...  # noqa: D102


class Restoring(QObject):
    """From a copy to an open vault, without a vault being open."""

    def __init__(self, program: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self._listens = False

    def listen(self) -> None:
        """A vault is open: a copy may come in its place."""
        from veiligheidsadvies.gui.binding.kopieen import kopieen_signal

        if not self._listens:
            kopieen_signal().restore_ready.connect(self.swap_in)
            self._listens = True

    def show(self, path: Path | None = None, *, near: Path | None = None) -> None:
        """Choose a copy; `path` is chosen already, and those of the vault in `near` are offered."""
        from veiligheidsadvies.gui.screens.herstel import RestoreScreen
        from veiligheidsadvies.services import herstel

        program = self._program
        found = herstel.list_near(near) if near is not None else []
        screen = RestoreScreen(program.jobs, program.prompts(), found)
        screen.unlock_asked.connect(lambda folder: self._unlock(screen, folder))
        screen.restored.connect(program.open_restored)
        screen.left.connect(lambda: self._leave(near))
        program.window.mark_fictitious(is_fictitious=False)
        program.window.show_page(screen)
        program.window.closing.connect(screen.abandon)
        if path is not None:
            screen.choose(path.absolute())
        screen.focus_first()

    def show_damaged(self, folder: Path, key: UnlockedKey) -> None:
        """The passphrase fits, the database is not whole: say so and offer the newest good copy."""
        from veiligheidsadvies.gui.screens.herstel import DamagedScreen

        program = self._program
        screen = DamagedScreen(folder, key, program.jobs, program.prompts())
        screen.restored.connect(program.open_restored)
        screen.other_copy_asked.connect(lambda: self.show(near=folder))
        screen.left.connect(lambda: program.show_unlock(folder))
        program.window.closing.connect(screen.abandon)
        program.window.show_page(screen)
        screen.focus_first()

    def swap_in(self, klaar: Klaargezet) -> None:
        """A copy that was checked while the vault was open takes its place; then the program starts anew."""
        from veiligheidsadvies.domain.errors import UserError

        program = self._program
        folder = klaar.teruggave.doel
        klaar.teruggave.hold()
        program.shut()
        try:
            klaar.teruggave.swap(klaar.sleutel)
        except UserError as error:
            klaar.teruggave.abandon()
            program.show_unlock(folder).tell(error)
            return
        program.start_anew(folder)

    def _unlock(self, screen: RestoreScreen, folder: Path) -> None:
        page = UnlockScreen(folder, self._program.jobs, is_copy=True)
        page.unlocked.connect(screen.finish)
        screen.show_unlocking(page)
        page.focus_first()

    def _leave(self, near: Path | None) -> None:
        if near is not None:
            self._program.show_unlock(near)
        else:
            self._program.show_first_start()
