"""Findings: icon, **Blokkeert / Let op / In orde**, a sentence, why, what lifts it; alike on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, label, rule

WORDS = {"blokkeert": "Blokkeert", "let_op": "Let op", "in_orde": "In orde"}
TONES = {"blokkeert": "te_laat", "let_op": "wacht", "in_orde": "gereed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`kind` is blokkeert, let_op or in_orde; `detail` the rule and its reason; `action` what lifts it."""

    key: object
    kind: str
    sentence: str
    detail: str = ""
    action: str = ""


class FindingRow(QWidget):
    """One finding; words wrap and are never cut."""

    def __init__(self, finding: Finding, *, number: int, is_compact: bool) -> None:
        super().__init__()
        self.setObjectName(f"bevinding_{number}")
        self.setAccessibleName(f"{WORDS[finding.kind]}: {finding.sentence}. {finding.detail}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(14)
        picture = IconLabel(icon_name("finding", finding.kind), TONES[finding.kind], 18)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        first = label("", is_wrapped=True, name=f"bevinding_{number}_zin")
        if is_compact:
            first.setProperty("role", "strong")
            first.setText(finding.sentence)
        else:
            first.setTextFormat(Qt.TextFormat.RichText)
            word = f"<span style='font-weight:600'>{WORDS[finding.kind]}</span>"
            first.setText(f"{word}&nbsp;&ensp;{_plain(finding.sentence)}")
        words.addWidget(first)
        if finding.detail:
            words.addWidget(label(finding.detail, "small", is_wrapped=True))
        row.addLayout(words, 1)
        self.link: Button | None = None
        if finding.action:
            self.link = Button(finding.action, name=f"bevinding_{number}_actie", role="link")
            self.link.setAccessibleDescription(finding.sentence)
            row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)


class FindingList(QWidget):
    """Signals: `acted(key)` when the user takes what lifts a finding."""

    acted = Signal(object)

    def __init__(
        self, *, name: str = "bevindingen", is_compact: bool = False, empty: str = "Nog geen bevindingen"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._is_compact, self._empty = is_compact, empty
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_findings(())

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, in the order given."""
        clear(self._column)
        if not findings:
            words = label(self._empty, "muted")
            words.setContentsMargins(0, 8, 0, 0)
            self._column.addWidget(words)
        for number, finding in enumerate(findings):
            row = FindingRow(finding, number=number, is_compact=self._is_compact)
            if row.link is not None:
                row.link.clicked.connect(lambda _=False, key=finding.key: self.acted.emit(key))
            self._column.addWidget(row)
            self._column.addWidget(rule("hairline"))


def summary(findings: Sequence[Finding]) -> str:
    """`1 blokkeert, 2 let op, 6 in orde`."""
    counts = {kind: sum(one.kind == kind for one in findings) for kind in WORDS}
    return ", ".join(f"{count} {WORDS[kind].casefold()}" for kind, count in counts.items() if count)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
