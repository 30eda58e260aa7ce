"""Two of the three parts of a recovery sheet, typed over from paper one after the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import RecoveryPartInvalid
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.kit.word_fields import WordFields
from veiligheidsadvies.services import kluis
from veiligheidsadvies.text.messages import explain

_CAPTIONS = ("Het eerste deel dat u typt", "Het tweede deel, van een andere bewaarder")
NEXT, LAST = "Volgende deel", "Klaar"


class TweeDelen(QWidget):
    """The words of one part, then of another; each is checked before the next.

    `told(str)` says what is wrong, `advanced()` comes when the second is asked, `finished()` with Enter
    behind the last word.
    """

    told = Signal(str)
    advanced = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._caption = label("", "heading", name="deel_kop")
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self._pages)
        self.fields: list[WordFields] = []
        for _ in _CAPTIONS:
            fields = WordFields(kluis.wordlist(), count=kluis.DEELWOORDEN, find=kluis.word_of)
            fields.finished.connect(self.finished)
            self.fields.append(fields)
            self._pages.addWidget(fields)
        self._show(0)

    @property
    def is_last(self) -> bool:
        """Whether the second part is being typed."""
        return self._pages.currentIndex() == len(self.fields) - 1

    def parts(self) -> list[list[str]]:
        """What stands in the fields of both."""
        return [fields.words() for fields in self.fields]

    def advance(self) -> bool:
        """Check the part that is shown; True when both are typed, else shows what comes."""
        number = self._pages.currentIndex()
        self.told.emit("")
        try:
            kluis.check_parts([fields.words() for fields in self.fields[: number + 1]])
        except RecoveryPartInvalid as error:
            self.fields[number].mark_wrong(error.words)
            self.told.emit(explain(error))
            return False
        if self.is_last:
            return True
        self._show(number + 1)
        self.advanced.emit()
        self.focus_first()
        return False

    def back(self) -> bool:
        """To the first part; False when that is shown already."""
        if not self._pages.currentIndex():
            return False
        self._show(0)
        return True

    def clear(self) -> None:
        """Forget what was typed."""
        for fields in self.fields:
            fields.clear()
        self._show(0)

    def focus_first(self) -> None:
        """Type at once."""
        self.fields[self._pages.currentIndex()].focus_first()

    def _show(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._caption.setText(_CAPTIONS[number])
