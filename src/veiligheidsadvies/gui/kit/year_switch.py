"""A year with a step back and a step on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from veiligheidsadvies.gui.kit.pieces import Button, label


class YearSwitch(QWidget):
    """`switched(int)` after a step."""

    switched = Signal(int)

    def __init__(self, year: int, *, name: str = "jaar") -> None:
        super().__init__()
        self._year = year
        self._shown = label(str(year), "strong", name=f"{name}_getoond")
        self._shown.setMinimumWidth(52)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = Button(name=f"{name}_terug", accessible="Vorig jaar", icon_name="ph.caret-left")
        self.on = Button(name=f"{name}_verder", accessible="Volgend jaar", icon_name="ph.caret-right")
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self._shown)
        row.addWidget(self.on)

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def set_year(self, year: int) -> None:
        """Show a year without telling."""
        self._year = year
        self._shown.setText(str(year))

    def step(self, step: int) -> None:
        """One year back (-1) or on (1)."""
        self.set_year(self._year + step)
        self.switched.emit(self._year)
