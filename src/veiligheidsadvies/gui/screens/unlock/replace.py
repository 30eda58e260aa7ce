"""After the recovery sheet or a passphrase for one time: a new passphrase, before anything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from veiligheidsadvies.domain.errors import InvalidInput, UserError
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.editors import Combo
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.new_passphrase import NewPassphrase
from veiligheidsadvies.gui.kit.pieces import Button, describe, label
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.beheer import BeheerService, PreparedSlot, SlotKind
from veiligheidsadvies.text.messages import explain

RECOVERED = "De kluis is geopend met het herstelblad. Kies nu een nieuwe wachtwoordzin; de oude vervalt."
LOST = (
    "De kluis is geopend met het herstelblad; in het sleutelbestand stond geen sleutel meer die hem opent. "
    "Kies een nieuwe wachtwoordzin. Wie er nog meer een sleutel had, voegt u daarna opnieuw toe bij Beheer."
)
ONCE = "U opende de kluis met een eenmalige zin. Kies nu uw eigen wachtwoordzin; de eenmalige vervalt."
_READY, _BUSY = "Instellen", "Bezig…"


class ReplacePassphrasePage(CenteredColumn):
    """Emits `done()`; there is no way around it, only locking."""

    done = Signal()

    def __init__(self, beheer: BeheerService, jobs: JobRunner) -> None:
        super().__init__(width=400)
        self._beheer, self._jobs = beheer, jobs
        self.add_title("Nieuwe wachtwoordzin", icon="ph.key")
        self.column.addSpacing(8)
        openers = [slot for slot in beheer.list_slots() if slot.kind is SlotKind.OPENEN]
        self._is_new = not openers
        words = ONCE if beheer.is_handed_over else LOST if self._is_new else RECOVERED
        self.column.addWidget(label(words, "muted", is_wrapped=True))
        self.column.addSpacing(16)
        if beheer.is_handed_over:
            openers = [slot for slot in openers if slot.is_current]
        self.slots: QComboBox = describe(Combo(), "sleutel", "Wiens wachtwoordzin")
        self.slots.setEditable(self._is_new)
        for slot in openers:
            self.slots.addItem(slot.name, slot.id)
        caption = label("Voor wie")
        caption.setBuddy(self.slots)
        self.column.addWidget(caption)
        self.column.addSpacing(4)
        self.column.addWidget(self.slots)
        self.column.addSpacing(12)
        self.fields = NewPassphrase(kluis.strength)
        self.column.addWidget(self.fields)
        self.column.addSpacing(8)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.progress = BusyBar("De sleutel wordt berekend")
        self.column.addWidget(self.progress)
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(_READY, name="instellen", role="primary", on_click=self._submit)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.fields.submitted.connect(self._submit)

    def focus_first(self) -> None:
        """Type at once."""
        self.fields.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        """Derive the key beside the window."""
        if not self.button.isEnabled():
            return
        passphrase = self.fields.passphrase()
        if passphrase is None:
            return
        try:
            work = self._prepare(passphrase)
        except InvalidInput:
            self.fields.tell("Vul in voor wie deze wachtwoordzin is.")
            self.slots.setFocus()
            return
        except UserError as error:
            self.fields.tell(explain(error))
            return
        self._set_busy(is_busy=True)
        self._jobs.run(work, owner=self, on_success=self._keep, on_error=self._failed)

    def _prepare(self, passphrase: str) -> Callable[[], PreparedSlot]:
        if self._is_new:
            return self._beheer.prepare_slot(SlotKind.OPENEN, self.slots.currentText(), passphrase)
        return self._beheer.prepare_replacement(passphrase, slot_id=self.slots.currentData())

    def _keep(self, prepared: PreparedSlot) -> None:
        try:
            self._beheer.keep_slot(prepared)
        except UserError as error:
            self._failed(error)
            return
        self.fields.clear()
        self.done.emit()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        if not isinstance(error, UserError):
            raise error
        self.fields.tell(explain(error))
        self.focus_first()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.button.setText(_BUSY if is_busy else _READY)
        for part in (self.button, self.fields, self.slots):
            part.setEnabled(not is_busy)
        self.progress.setVisible(is_busy)
