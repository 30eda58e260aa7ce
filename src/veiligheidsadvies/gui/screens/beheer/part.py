"""What every part of Beheer offers to the screen, and how its body is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody, bar_in_margin


class Part(QWidget):
    """One tab. `go(Plek)` leaves for another place."""

    go = Signal(object)

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"beheer_{name}")
        ignored = QSizePolicy.Policy.Ignored  # a tab never makes the window larger
        self.setSizePolicy(ignored, ignored)
        self.desk = desk

    def load(self) -> None:
        """Read again; called at every visit and after every change."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()

    def focus_filter(self) -> None:
        """Ctrl+F, where there is a filter."""

    def begin(self, what: str) -> None:
        """Do at once what somebody came for, such as a drill; by the word of the place."""

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """Unsaved forms."""
        return {}

    def may_leave(self) -> bool:
        """Whether nothing would be lost."""
        return True

    def leave(self) -> None:
        """Shown no longer: hide what should not stay on the screen."""


def scrolling(part: Part, *, spacing: int = 12) -> QVBoxLayout:
    """Give a part a body that scrolls; the column to fill (end it with a stretch)."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 16, MARGIN, 16)
    column.setSpacing(spacing)
    whole = QVBoxLayout(part)
    whole.setContentsMargins(0, 0, 0, 0)
    area = ScrollBody(body, name=f"{part.objectName()}_pagina")
    bar_in_margin(area, column)
    whole.addWidget(area)
    return column


def filling(part: Part, *, spacing: int = 12) -> QVBoxLayout:
    """Give a part a column that fills the room."""
    column = QVBoxLayout(part)
    column.setContentsMargins(MARGIN, 16, MARGIN, 16)
    column.setSpacing(spacing)
    return column
