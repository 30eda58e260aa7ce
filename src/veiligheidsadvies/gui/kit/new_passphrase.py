"""A field for a passphrase that is being chosen, with a bar that tells how well it withstands guessing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.line_edits import PassphraseEdit
from veiligheidsadvies.gui.kit.pieces import describe, label, restyle

HIGHEST = 4
_WORDS = ("direct te raden", "makkelijk te raden", "nog te raden", "sterk", "heel sterk")
_PAUSE = 120  # milliseconds without a key before the strength is asked


class NewPassphrase(QWidget):
    """Two fields; `strength` gives 0 to 4 and `enough` is what a new passphrase needs.

    `submitted` comes with Enter in the second field.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, strength: Callable[[str], int], *, enough: int = 3) -> None:
        super().__init__()
        self._strength, self._enough = strength, enough
        self.first = describe(PassphraseEdit(), "nieuw_wachtwoord", "Nieuwe wachtwoordzin")
        self.second = describe(PassphraseEdit(), "nieuw_herhaald", "Nieuwe wachtwoordzin, nog een keer")
        self._bar = QProgressBar()
        self._bar.setRange(0, HIGHEST)
        self._bar.setTextVisible(False)
        describe(self._bar, "sterkte", "Sterkte van de wachtwoordzin")
        self._words = label("", "small", name="sterkte_woorden")
        self._problem = label("", "problem", is_wrapped=True, name="nieuw_wachtwoord_probleem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for caption, field in (("Wachtwoordzin", self.first), ("Nog een keer", self.second)):
            words = label(caption)
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
            if field is self.first:
                column.addSpacing(4)
                column.addWidget(self._bar)
                column.addWidget(self._words)
                column.addSpacing(8)
        column.addWidget(self._problem)
        self._connect()
        self._judge()

    def _connect(self) -> None:
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._judge)
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
        self._wait.start()
        self.edited.emit()

    def _judge(self) -> None:
        typed = self.first.text()
        score = self._strength(typed) if typed else 0
        self._bar.setValue(max(score, 1) if typed else 0)
        self._words.setText(
            _WORDS[score].capitalize() if typed else "Vijf losse woorden onthoudt u beter dan tekens."
        )
        self._bar.setAccessibleDescription(_WORDS[score] if typed else "")
