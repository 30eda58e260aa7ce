"""Beside the form of a supplier: where his papers stand, and what was issued to him."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.gui.binding import bevindingen
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.findings import FindingList
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.services.leveranciers import LeverancierRegel
from veiligheidsadvies.text.formats import date_full

_SHOWN = 4
_NO_COPIES = "Er is nog geen verklaring uitgegeven."


class Zijkant(QWidget):
    """`paper_asked()`: the user wants to print the secrecy declaration."""

    paper_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.findings = FindingList(name="leverancier_bevindingen", is_compact=True)
        self.paper = Button(
            "Geheimhoudingsverklaring…", name="geheimhoudingsverklaring", icon_name="ph.printer"
        )
        self.paper.clicked.connect(self.paper_asked)
        self._copies = Facts(name="leverancier_exemplaren", label_width=96)
        self._none = label(_NO_COPIES, "muted", is_wrapped=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("Papieren"))
        column.addWidget(self.findings)
        column.addSpacing(12)
        column.addWidget(SectionHeading("Verklaringen"))
        column.addWidget(self._none)
        column.addWidget(self._copies)
        column.addWidget(self.paper)
        column.addStretch(1)

    def show_state(self, line: LeverancierRegel, copies: Sequence[Exemplaarregel]) -> None:
        """The findings of the papers as they are filled in now, and the newest copies."""
        self.findings.set_findings(bevindingen.shown(line.bevindingen))
        is_saved = line.leverancier.id is not None
        self.paper.setEnabled(is_saved)
        self.paper.setToolTip("" if is_saved else "Bewaar de leverancier eerst.")
        self._none.setVisible(not copies)
        self._copies.setVisible(bool(copies))
        self._copies.set_facts(
            [
                Fact(
                    label=one.nummer,
                    value=f"{one.afloop.value}, uitgegeven {date_full(one.uitgegeven_op.date())}",
                )
                for one in copies[:_SHOWN]
            ]
        )
