"""The recovery sheet in the window: to be printed or copied by hand, never saved; then typed back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from veiligheidsadvies.domain.errors import RecoveryKeyInvalid, UserError
from veiligheidsadvies.gui.binding.herstelgroepen import recovery_fields
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.text.messages import explain

_ROWS = 7


class SheetPage(CenteredColumn):
    """The fourteen groups to copy. `next` to type them back, `later` to do that another time."""

    next = Signal()
    later = Signal()
    print_asked = Signal()

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__(width=480, place="Stap 3 van 4")
        self.add_title("Herstelblad", icon="ph.file-text")
        self.column.addSpacing(8)
        words = (
            "Wie deze veertien groepen heeft, opent de kluis zonder wachtwoordzin. Zet ze op papier en "
            "bewaar dat achter slot, niet bij de laptop. Ze worden nergens opgeslagen."
        )
        self.column.addWidget(label(words, is_wrapped=True))
        self.column.addSpacing(16)
        self.column.addWidget(_table(groups))
        self.column.addSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(8)
        printing = Button("Afdrukken…", name="blad_afdrukken", icon_name="ph.printer")
        printing.clicked.connect(self.print_asked)
        row.addWidget(printing)
        row.addStretch(1)
        row.addWidget(Button("Later", name="later", on_click=self.later.emit))
        self.button = Button("Ik heb het op papier", name="verder", role="primary", on_click=self.next.emit)
        row.addWidget(self.button)
        self.column.addLayout(row)

    def focus_first(self) -> None:
        """On the next step."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)


class TypeBackPage(CenteredColumn):
    """Typed back from paper; `submitted(groups)`, `back` to look again, `later`."""

    submitted = Signal(list)
    back = Signal()
    later = Signal()

    def __init__(self) -> None:
        super().__init__(width=480, place="Stap 4 van 4")
        self.add_title("Herstelblad bevestigen", icon="ph.keyboard")
        self.column.addSpacing(8)
        words = "Typ de veertien groepen over van uw papier. Zo weet u zeker dat het blad werkt."
        self.column.addWidget(label(words, "muted", is_wrapped=True))
        self.column.addSpacing(16)
        self.fields = recovery_fields()
        self.column.addWidget(self.fields)
        self.told = label("", "problem", is_wrapped=True, name="melding")
        self.told.setMinimumHeight(24)
        self.column.addSpacing(4)
        self.column.addWidget(self.told)
        self.column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button("Terug naar het blad", name="terug", hint="Esc", on_click=self.back.emit))
        row.addStretch(1)
        row.addWidget(Button("Later", name="later", on_click=self.later.emit))
        row.addWidget(Button("Bevestigen", name="bevestigen", role="primary", on_click=self._submit))
        self.column.addLayout(row)

    def tell(self, error: UserError) -> None:
        """Say what is wrong and where."""
        if isinstance(error, RecoveryKeyInvalid):
            self.fields.mark_wrong(error.groups)
        self.told.setText(explain(error))

    def focus_first(self) -> None:
        """Begin at group 1."""
        self.told.setText("")
        self.fields.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, Esc goes back to the sheet."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        self.submitted.emit(self.fields.groups())


def _table(groups: Sequence[str]) -> QWidget:
    made = QWidget()
    made.setObjectName("herstelgroepen")
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(2, 48)
    grid.setColumnStretch(4, 1)
    for number, group in enumerate(groups, 1):
        row, column = (number - 1) % _ROWS, (number - 1) // _ROWS * 3
        words = label(group, "title", name=f"blad_groep_{number}")
        words.setAccessibleName(f"Groep {number}: {' '.join(group)}")
        caption = label(str(number), "muted")
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(caption, row, column)
        grid.addWidget(words, row, column + 1)
    return made
