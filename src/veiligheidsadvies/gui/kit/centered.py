"""A narrow column in an empty window, for what comes before the program itself."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies import __version__
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.kit.scroll_body import ScrollBody

WIDTH = 360


class CenteredColumn(QFrame):
    """A column of fixed width, a little above the middle; it scrolls in a low window. Add to `column`."""

    def __init__(self, *, width: int = WIDTH, place: str = "Kluis op deze computer") -> None:
        super().__init__()
        self.setProperty("surface", "background")
        middle = QWidget()
        middle.setFixedWidth(width)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(2)
        # A row, not an alignment: an aligned widget is not asked how high its wrapped words are.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 5)
        below.addWidget(label(place, "small", name="plaats"))
        below.addStretch(1)
        below.addWidget(label(f"Versie {__version__}", "small", name="versie"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ScrollBody(body, name="ontgrendelpagina"), 1)
        whole.addLayout(below)

    def add_title(self, title: str, *, icon: str) -> None:
        """The icon with the title beside it."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, "accent", 32))
        row.addWidget(label(title, "title", name="titel"), 1)
        self.column.addLayout(row)
