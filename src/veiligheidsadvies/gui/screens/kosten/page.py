"""What every tab of Kosten offers to the screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht


class KostenPage(QWidget):
    """One tab. `go(Plek)` leaves for another place."""

    go = Signal(object)

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"kosten_{name}")
        ignored = QSizePolicy.Policy.Ignored  # a tab never makes the window larger
        self.setSizePolicy(ignored, ignored)
        self.desk = desk

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """Show the year; called at every visit, after every change and after every step to another year."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()
