"""A thin bar that moves as long as something of unknown length runs beside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from veiligheidsadvies.gui.kit.pieces import describe

_HEIGHT = 2


class BusyBar(QProgressBar):
    """Hidden until shown; its place is kept, so that nothing moves when it comes."""

    def __init__(self, accessible: str) -> None:
        super().__init__()
        describe(self, "voortgang", accessible)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
