"""A new data key: everyone who keeps access types the own passphrase once more."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Passphrase
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.services.beheer import SlotKind
from veiligheidsadvies.text.messages import explain

WORDS = (
    "De kluis krijgt een nieuwe sleutel; dat duurt enkele seconden. Wie hier zijn wachtwoordzin typt, houdt "
    "toegang. Wie u leeg laat, vervalt en voegt u later opnieuw toe. Akkoordsleutels blijven."
)

UNDER_WAY = (
    "De kluis wordt opnieuw versleuteld. Dat duurt ongeveer {seconds} seconden; zolang reageert dit venster "
    "niet. Laat het open staan."
)
READY = "Opnieuw versleutelen"
_PAINTED = 60  # milliseconds in which the words are on screen


class NieuwBlad(Dialog):
    """After it was accepted `dropped` names who lost access."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        self._desk, self._is_busy = desk, False
        self.dropped: tuple[str, ...] = ()
        openers = [slot for slot in desk.services.beheer.list_slots() if slot.kind is SlotKind.OPENEN]
        self.form = Form(
            (
                Section(
                    "",
                    tuple(
                        Field(
                            name=slot.id,
                            label=slot.name,
                            required=slot.is_current,
                            kind=Passphrase(width=320),
                        )
                        for slot in openers
                    ),
                ),
            )
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(WORDS, "muted", is_wrapped=True))
        column.addWidget(self.form)
        column.addStretch(1)
        self._progress = label("", is_wrapped=True, name="nieuw_blad_voortgang")
        column.addWidget(self._progress)
        super().__init__(
            parent,
            title="Nieuw herstelblad maken",
            accept_text=READY,
            body=body,
            name="nieuw_blad",
        )
        self.setMinimumWidth(580)
        self.form.focus_first()

    def may_accept(self) -> bool:
        """Encrypt anew; the dialog closes itself when that is done."""
        values = self.form.submit()
        if values is None or self._is_busy:
            return False
        given = {slot_id: str(phrase) for slot_id, phrase in values.items() if phrase}
        self._set_busy(is_busy=True)
        self._progress.setText(UNDER_WAY.format(seconds=_seconds(len(given))))
        QTimer.singleShot(_PAINTED, self, lambda: self._rekey(given))
        return False

    def _rekey(self, given: dict[str, str]) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.dropped = self._desk.services.beheer.rekey(given)
        except UserError as error:
            self.form.show_problems({"": explain(error)})
        else:
            self.accept()
        finally:
            QApplication.restoreOverrideCursor()
            self._progress.setText("")
            self._set_busy(is_busy=False)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.form.setEnabled(not is_busy)
        self.accept_button.setText("Bezig…" if is_busy else READY)


def _seconds(keys: int) -> int:
    """About how long it takes: the copy, and for each key making and trying it."""
    return 2 + 2 * keys
