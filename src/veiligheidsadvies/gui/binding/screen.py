"""What every screen offers to the frame around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.services.changes import Changes


class Screen(QWidget):
    """One screen. It asks to go elsewhere with `go`; the frame shows it with `show_place`.

    `crumbs_changed` tells the frame to draw the title anew.
    """

    go = Signal(object)
    crumbs_changed = Signal()

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName(f"scherm_{name}")

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The title as words with where each leads; the last one leads nowhere."""
        raise NotImplementedError

    @property
    def dossier_shown(self) -> int | None:
        """Of which dossier something is shown, where the place names a record only."""
        return None

    def remark(self) -> str:
        """Muted words behind the title, such as the date."""
        return ""

    def show_place(self, plek: Plek) -> None:
        """Load and show what was asked for; called at every visit."""
        raise NotImplementedError

    def reload(self, changes: Changes) -> None:
        """Something was saved or undone; show it when it concerns this visible screen."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()

    def focus_filter(self) -> None:
        """Ctrl+F: put the cursor in the screen's own filter, where it has one."""

    def commands(self) -> Sequence[Command]:
        """Actions of this screen for menus and shortcuts while it is shown."""
        return ()

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """Unsaved forms by draft key, handed over at every pause in typing and at locking."""
        return {}

    def may_leave(self) -> bool:
        """Whether the user may go elsewhere; asks when a form would lose something."""
        return True
