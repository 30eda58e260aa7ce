"""What stands in the way and what is in order: the first with a way out each, the second small beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.findings import Finding, FindingList, summary
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import BAR, ScrollBody
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label

_MOST, _LEAST = 172, 110  # pixels of the lists while they stand under something that scrolls
_LOW = 760  # pixels of a window in which they leave room for the rest


class Conditions(QWidget):
    """`acted(key)`: the user takes what lifts a finding."""

    acted = Signal(object)

    def __init__(self, *, title: str = "Voorwaarden", name: str = "voorwaarden") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.heading = SectionHeading(title)
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.list = FindingList(name=f"{name}_lijst", empty="Niets staat in de weg")
        self.list.acted.connect(self.acted)
        self._good = QVBoxLayout()
        self._good.setContentsMargins(0, 6, 0, 0)
        self._good.setSpacing(2)
        self._findings: tuple[Finding, ...] = ()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self.list, 57, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._good, 43)
        self._scroll = ScrollBody(body, name=f"{name}_pagina")
        self._body = body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_whole = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._measure)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; nothing is built anew when nothing changed, so that the focus stays."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        self.list.set_findings([one for one in findings if one.kind != "in_orde"])
        self.heading.set_follow(summary(findings))
        clear(self._good)
        for one in findings:
            if one.kind == "in_orde":
                self._good.addWidget(_in_order(one))
        self._good.addStretch(1)
        self._fit()

    def set_whole(self, *, is_whole: bool) -> None:
        """Show everything, because what holds it scrolls."""
        self._is_whole = is_whole
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        self._later.start()

    def _measure(self) -> None:
        width = self.width() - BAR
        wanted = max(0, self._body.heightForWidth(width), self._good.heightForWidth(width * 43 // 100 - 16))
        self._body.setMinimumHeight(wanted)  # else wrapped words ask for the room of their narrowest
        most = _LEAST if self.window().height() < _LOW else _MOST
        self._scroll.setFixedHeight(wanted if self._is_whole else min(most, wanted))


def _in_order(finding: Finding) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"In orde: {finding.sentence}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(icon_name("finding", "in_orde"), "gereed", 16))
    row.addWidget(label(finding.sentence, "small", is_wrapped=True), 1)
    return made
