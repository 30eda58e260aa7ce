"""The strip below the passphrase: Caps Lock, a wrong passphrase with its countdown, a shut vault."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.pieces import label, restyle

HEIGHT = 32


class _Strip(QFrame):
    """Hidden while it has nothing to say; made when it first has, for most windows never show it."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self._icon = IconLabel("", "wacht", 18)
        self.words = label("", is_wrapped=True, name="melding")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def tell(self, words: str, *, is_wrong: bool) -> None:
        """In red when something went wrong, else in orange."""
        shade = "te_laat" if is_wrong else "wacht"
        self._icon.set_icon("ph.warning-circle-fill" if is_wrong else "ph.arrow-fat-up", shade)
        restyle(self, "band", shade)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.setVisible(bool(words))


class Notice(QWidget):
    """Its place is reserved, so that nothing moves when it says something."""

    may_try_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strip: _Strip | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(HEIGHT)
        self._is_caps, self._sentence, self._seconds = False, "", 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)

    @property
    def seconds_left(self) -> int:
        """How long the user still has to wait before trying again."""
        return self._seconds

    def set_caps_lock(self, is_on: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Caps Lock is told while nothing else is."""
        self._is_caps = is_on
        self._show()

    def tell(self, sentence: str, *, seconds: int = 0) -> None:
        """Say what went wrong; with `seconds` also how long to wait, counting down."""
        self._sentence, self._seconds = sentence, seconds
        if seconds:
            from PySide6.QtCore import Qt

            self._tick.setTimerType(Qt.TimerType.PreciseTimer)  # else it may be over before the vault agrees
            self._tick.start()
        self._show()

    def clear(self) -> None:
        """Nothing to say, apart from Caps Lock."""
        if not self._seconds:
            self._sentence = ""
            self._show()

    def _count_down(self) -> None:
        self._seconds = max(0, self._seconds - 1)
        if not self._seconds:
            self._tick.stop()
            self.may_try_again.emit()
        self._show()

    def _show(self) -> None:
        words = self._sentence
        if self._seconds:
            unit = "seconde" if self._seconds == 1 else "seconden"
            words = f"{words} Opnieuw proberen kan over {self._seconds} {unit}.".strip()
        is_wrong = bool(words)
        words = words or ("Caps Lock staat aan" if self._is_caps else "")
        if self._strip is None and words:
            self._strip = _Strip()
            self._column.addWidget(self._strip)
            self._column.addStretch(1)
        if self._strip is not None:
            self._strip.tell(words, is_wrong=is_wrong)
