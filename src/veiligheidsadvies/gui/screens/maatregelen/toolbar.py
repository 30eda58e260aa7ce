"""The line above the list: table or board, the filters in force, search in this list, print and add."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from veiligheidsadvies.gui.kit.chips import ChipBar, Switch
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.search_field import ListSearch

TABEL, BORD = "tabel", "bord"


class Toolbar(QWidget):
    """Holds the parts; the screen connects them."""

    def __init__(self) -> None:
        super().__init__()
        rows, columns = icon_name("action", "tabel"), icon_name("action", "bord")
        self.switch = Switch([(TABEL, "Tabel", rows), (BORD, "Bord", columns)])
        self.switch.set_current(TABEL)
        self.chips = ChipBar()
        self.chips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.search = ListSearch()
        self.print = Button("Afdrukken…", name="afdrukken", icon_name=icon_name("action", "afdrukken"))
        self.add = Button(
            "Toevoegen…", name="toevoegen", role="primary", icon_name=icon_name("action", "toevoegen")
        )
        self.add.setToolTip("Maatregel toevoegen (Ctrl+N)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 12)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.switch, 0, top)
        row.addSpacing(16)
        self.chips.setContentsMargins(0, 2, 0, 0)
        row.addWidget(self.chips, 1)
        row.addWidget(self.search, 0, top)
        row.addSpacing(8)
        row.addWidget(self.print, 0, top)
        row.addWidget(self.add, 0, top)
        WidthWatch(self).crossed.connect(self._fit)

    def _fit(self) -> None:
        self.print.setVisible(not is_narrow(self))
