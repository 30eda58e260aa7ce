"""A passphrase that is being chosen; a bar tells how well it withstands guessing.

`MeteredPassphrase` is one field of a form, `NewPassphrase` the field and its repetition on a page.
"""

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
from veiligheidsadvies.gui.kit.pieces import describe, label, restyle

WORDS = ("direct te raden", "makkelijk te raden", "nog te raden", "sterk", "heel sterk")
TONES = ("te_laat", "te_laat", "wacht", "gereed", "gereed")
HINT = "Vijf losse woorden onthoudt u het best."
_PAUSE = 150  # milliseconds without a key before the strength is looked up
_STEPS, _STEP_WIDTH, _GAP = 4, 30, 4


class StrengthBar(QWidget):
    """Four steps, filled as far as the strength goes (0 to 4), and the words that say it."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setFixedHeight(22)
        self._score, self._hint = -1, hint
        self._words = label(hint, "small", name="sterkte")
        row = QHBoxLayout(self)
        row.setContentsMargins(_STEPS * (_STEP_WIDTH + _GAP) + 8, 0, 0, 0)
        row.addWidget(self._words)
        row.addStretch(1)

    def show_score(self, score: int | None) -> None:
        """0 to 4; None shows the hint."""
        self._score = -1 if score is None else score
        self._words.setText(self._hint if score is None else WORDS[score].capitalize())
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

    def __init__(self, judge: Callable[[str], int], hint: str = "") -> None:
        super().__init__()
        self._judge = judge
        self.field, self.bar = PassphraseEdit(), StrengthBar(hint)
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


class NewPassphrase(QWidget):
    """Two fields; `strength` gives 0 to 4 and `enough` is what a new passphrase needs.

    `submitted` comes with Enter in the second field.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, strength: Callable[[str], int], *, enough: int = 3) -> None:
        super().__init__()
        self._strength, self._enough = strength, enough
        metered = MeteredEdit(strength, HINT)
        self.first = describe(metered.field, "nieuw_wachtwoord", "Nieuwe wachtwoordzin")
        self.second = describe(PassphraseEdit(), "nieuw_herhaald", "Nieuwe wachtwoordzin, nog een keer")
        self._problem = label("", "problem", is_wrapped=True, name="nieuw_wachtwoord_probleem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for caption, field, shown in (
            ("Wachtwoordzin", self.first, metered),
            ("Nog een keer", self.second, self.second),
        ):
            words = label(caption)
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(shown)
        column.addWidget(self._problem)
        self.first.textChanged.connect(self._on_edited)
        self.second.textChanged.connect(self._on_edited)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.submitted)

    def passphrase(self) -> str | None:
        """What was chosen; None after telling what is wrong with it."""
        problem, field = self._find_problem()
        self.tell(problem)
        if problem:
            restyle(field, "problem", True)  # noqa: FBT003 - a property
            field.setFocus()
            return None
        return self.first.text()

    def tell(self, sentence: str) -> None:
        """Say what is wrong."""
        self._problem.setText(sentence)
        self._problem.setAccessibleName(sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _find_problem(self) -> tuple[str, PassphraseEdit]:
        if not self.first.text():
            return "Typ een wachtwoordzin: vijf of meer woorden die niet bij elkaar horen.", self.first
        if self._strength(self.first.text()) < self._enough:
            return (
                "Deze wachtwoordzin is te raden. Kies vijf of meer woorden die niet bij elkaar horen.",
                self.first,
            )
        if self.first.text() != self.second.text():
            return "De twee wachtwoordzinnen zijn niet gelijk. Typ hem hier nog een keer.", self.second
        return "", self.first

    def _on_edited(self) -> None:
        for field in (self.first, self.second):
            restyle(field, "problem", False)  # noqa: FBT003 - a property
        self.tell("")
        self.edited.emit()
