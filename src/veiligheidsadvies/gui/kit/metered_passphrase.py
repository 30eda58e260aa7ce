"""A passphrase that is being chosen, as a field of a form; a bar tells how well it withstands guessing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.editors import Editor
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.passphrase_edit import PassphraseEdit
from veiligheidsadvies.gui.kit.pieces import label, restyle

WORDS = ("direct te raden", "makkelijk te raden", "nog te raden", "sterk", "heel sterk")
TONES = ("te_laat", "te_laat", "wacht", "gereed", "gereed")
_PAUSE = 150  # milliseconds without a key before the strength is looked up
_STEPS, _STEP_WIDTH, _GAP = 4, 30, 4


class StrengthBar(QWidget):
    """Four steps, filled as far as the strength goes (0 to 4), and the words that say it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(22)
        self._score = -1
        self._words = label("", "small", name="sterkte")
        row = QHBoxLayout(self)
        row.setContentsMargins(_STEPS * (_STEP_WIDTH + _GAP) + 8, 0, 0, 0)
        row.addWidget(self._words)
        row.addStretch(1)

    def show_score(self, score: int | None) -> None:
        """0 to 4; None shows nothing."""
        self._score = -1 if score is None else score
        self._words.setText("" if score is None else WORDS[score])
        self.setAccessibleName("" if score is None else f"Sterkte: {WORDS[score]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """The steps."""
        painter = QPainter(self)
        pen = Pen(painter)
        for step in range(_STEPS):
            is_filled = self._score >= 0 and step < max(self._score, 1)
            color = TONES[self._score] if is_filled else "hairline"
            pen.fill(QRectF(step * (_STEP_WIDTH + _GAP), 9, _STEP_WIDTH, 4), color, radius=2)
        painter.end()


class MeteredEdit(QWidget):
    """The field and its bar; `judge` gives 0 to 4 and may take some milliseconds."""

    edited = Signal()

    def __init__(self, judge: Callable[[str], int]) -> None:
        super().__init__()
        self._judge = judge
        self.field, self.bar = PassphraseEdit(), StrengthBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.bar)
        self.setFocusProxy(self.field)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._look)
        self.field.textChanged.connect(self._on_text)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt name
        """The field is what is focused, so the field has the name."""
        self.field.setAccessibleName(name)

    def _on_text(self, text: str) -> None:
        if text:
            self._later.start()
        else:
            self._later.stop()
            self.bar.show_score(None)
        self.edited.emit()

    def _look(self) -> None:
        self.bar.show_score(self._judge(self.field.text()))


class MeteredEditor(Editor):
    """The field as a form knows it; never in a draft."""

    widget: MeteredEdit

    def __init__(self, judge: Callable[[str], int]) -> None:
        super().__init__(MeteredEdit(judge))
        self.widget.edited.connect(self._on_edited)

    def value(self) -> Any:
        """The passphrase, None when empty."""
        return self.widget.field.text() or None

    def raw(self) -> str:
        """Nothing: a passphrase is never kept."""
        return ""

    def set_problem(self, *, has_problem: bool) -> None:
        """Mark the field."""
        restyle(self.widget.field, "problem", has_problem)

    def _show(self, value: Any) -> None:
        self.widget.field.setText(value or "")

    def _show_raw(self, raw: str) -> None:
        self.widget.field.setText(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredPassphrase:
    """The kind of field. Values: str or None."""

    judge: Callable[[str], int]
    width: int | None = 360

    def make(self) -> Editor:
        """A hidden line edit with an eye and a bar."""
        return MeteredEditor(self.judge)
