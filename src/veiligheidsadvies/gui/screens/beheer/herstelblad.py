"""The recovery sheet: put on paper, typed back, or replaced by a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import RecoveryKeyInvalid, UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.herstelgroepen import recovery_fields
from veiligheidsadvies.gui.binding.uitgifte import open_herstelblad
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.screens.beheer.delen import DelenDialog
from veiligheidsadvies.gui.screens.beheer.hersleutelen import Hersleutelen, Reden
from veiligheidsadvies.gui.screens.beheer.na_hersleutelen import tell_what_follows
from veiligheidsadvies.gui.screens.beheer.oude_kopieen import show_old_copies
from veiligheidsadvies.gui.screens.beheer.part import Part, scrolling
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_full
from veiligheidsadvies.text.messages import explain

CONFIRMED = "Het herstelblad is op papier gezet en teruggetypt."
PARTS = "In drie delen teruggetypt op {day}. Bewaarders: {names}. Serie: {series}."
USED = (
    "Het herstelblad is op {day} gebruikt om de kluis te openen, dus de envelop is open. Maak een nieuw "
    "herstelblad; het oude opent de kluis dan niet meer."
)
UNCONFIRMED = (
    "Herstelblad niet bevestigd. Zet het op papier en typ het terug: zonder dit blad is alles weg als de "
    "wachtwoordzin weg is."
)
ON_PAPER = (
    "Wie dit blad én de kluis heeft, kan alles lezen. Het wordt nergens opgeslagen: druk het af of schrijf "
    "het over, en bewaar het verzegeld in een ander gebouw."
)
SPLIT = (
    "In plaats van één blad: drie delen bij drie bewaarders. Twee ervan openen de kluis; met één kan niemand "
    "iets. Bestaat er al een heel blad, dan opent dat de kluis ook nog: vernietig het. Ook eerdere delen "
    "blijven de kluis openen; wilt u dat niet, maak dan eerst een nieuw herstelblad."
)
REPLACE = (
    "Is het blad weg, open of gezien? Met een nieuw blad wordt de kluis opnieuw versleuteld. Het oude blad "
    "opent hem dan niet meer, wel elke kopie van vóór die dag."
)
_ROWS = 7
_SHOW, _HIDE = "Tonen om over te schrijven", "Verbergen"


class HerstelbladPart(Part):
    """At the left the paper, at the right typing it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="herstelblad")
        self.good = Notice(icon="ph.check-circle-fill", tone="gereed", name="herstelblad_goed")
        self.bad = Notice(icon="ph.warning-circle-fill", tone="te_laat", name="herstelblad_fout")
        self.print = Button(
            "Afdrukken…", name="herstelblad_afdrukken", icon_name="ph.printer", role="primary"
        )
        self.show_groups = Button(_SHOW, name="herstelblad_tonen")
        self.confirm = Button("Bevestigen", name="herstelblad_bevestigen")
        self.split = Button("In drie delen…", name="herstelblad_delen", on_click=self.make_parts)
        self.renew = Button("Nieuw herstelblad maken…", name="herstelblad_nieuw", on_click=self.make_new)
        self.copies = Button(
            "Oude kopieën vernieuwen…", name="oude_kopieen_tonen", on_click=self.renew_copies
        )
        self.fields = recovery_fields()
        self.told = label("", "problem", is_wrapped=True, name="herstelblad_melding")
        self._sheet = QWidget()
        self._sheet.setObjectName("herstelgroepen")
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._sheet.hide()
        column = scrolling(self, spacing=16)
        column.addWidget(self.good)
        column.addWidget(self.bad)
        columns = TwoColumns(self._paper(), self._typing(), shares=(1, 1), gap=48)
        columns.set_right_width(400)
        column.addWidget(columns)
        column.addStretch(1)
        self.print.clicked.connect(self.print_sheet)
        self.show_groups.clicked.connect(self._toggle)
        self.confirm.clicked.connect(self.confirm_sheet)

    def _paper(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        _add(column, "Op papier zetten", ON_PAPER, self.print, self.show_groups)
        column.addWidget(self._sheet)
        column.addSpacing(16)
        _add(column, "Verdelen", SPLIT, self.split)
        column.addSpacing(16)
        _add(column, "Vervangen", REPLACE, self.renew, self.copies)
        column.addStretch(1)
        return side

    def _typing(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHeading("Terugtypen"))
        column.addWidget(
            label(
                "Typ de veertien groepen over van het papier, of scan de QR-code.", "muted", is_wrapped=True
            )
        )
        column.addWidget(self.fields)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.confirm)
        row.addWidget(Button("Wissen", name="herstelblad_wissen", role="quiet", on_click=self.fields.clear))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return side

    def load(self) -> None:
        """Whether the sheet was typed back."""
        is_confirmed = self.desk.services.beheer.herstelblad_bevestigd
        kept, used = self.desk.services.herstelblad.delen(), self.desk.services.herstelblad.gebruikt_op
        words = (
            CONFIRMED
            if kept is None
            else PARTS.format(
                day=date_full(kept.bevestigd_op), names=", ".join(kept.bewaarders), series=kept.serie
            )
        )
        self.good.tell(words if is_confirmed and used is None else "")
        self.bad.tell(USED.format(day=date_full(used)) if used else "" if is_confirmed else UNCONFIRMED)

        old = self.desk.services.oude_kopieen
        self.copies.setVisible(bool(old.list_all() or old.list_set_aside()))

    def focus_first(self) -> None:
        """Printing."""
        self.print.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen is shown: the groups do not wait here for whoever comes back."""
        super().hideEvent(event)
        self._hide()

    def leave(self) -> None:
        """Nothing of the key stays on the screen."""
        self._hide()
        self.fields.clear()
        self.told.setText("")

    def print_sheet(self) -> None:
        """Through the printer, as a numbered copy."""
        open_herstelblad(self.desk, self)

    def confirm_sheet(self) -> None:
        """Compare what was typed."""
        self.told.setText("")
        try:
            self.desk.services.beheer.confirm_herstelblad(self.fields.groups())
        except RecoveryKeyInvalid as error:
            self.fields.mark_wrong(error.groups)
            self.told.setText(explain(error))
        except UserError as error:
            self.told.setText(explain(error))
        else:
            self._hide()
            self.fields.clear()
            self.load()
            self.desk.performer.changed.emit(Changes(records=frozenset(), action=0))

    def make_new(self) -> None:
        """A new key, and so a new sheet."""
        dialog = Hersleutelen(self.desk, self, Reden.NIEUW_BLAD)
        is_done, uitkomst = dialog.exec(), dialog.uitkomst
        dialog.deleteLater()
        if is_done and uitkomst is not None:
            self._hide()
            self.load()
            self.desk.performer.changed.emit(Changes(records=frozenset(), action=0))
            tell_what_follows(self.desk, self, uitkomst)

    def renew_copies(self) -> None:
        """The copies that an old secret still opens."""
        show_old_copies(self.desk, self)
        self.load()

    def make_parts(self) -> None:
        """Three parts of which two suffice."""
        dialog = DelenDialog(self.desk, self)
        is_done = dialog.exec()
        dialog.deleteLater()
        if is_done:
            self.load()
            self.desk.performer.changed.emit(Changes(records=frozenset(), action=0))

    def _toggle(self) -> None:
        if self._sheet.isHidden():
            self._reveal()
        else:
            self._hide()

    def _reveal(self) -> None:
        for number, group in enumerate(self.desk.services.beheer.herstelgroepen()):
            row, column = number % _ROWS, number // _ROWS * 2
            caption = label(str(number + 1), "muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setFixedWidth(24)
            self._grid.addWidget(caption, row, column)
            self._grid.addWidget(
                label(" ".join(group), "heading", name=f"getoonde_groep_{number + 1}"), row, column + 1
            )
        self._grid.setColumnStretch(3, 1)
        self._sheet.show()
        self.show_groups.setText(_HIDE)

    def _hide(self) -> None:
        clear(self._grid)
        self._sheet.hide()
        self.show_groups.setText(_SHOW)


def _add(column: QVBoxLayout, heading: str, words: str, *buttons: Button) -> None:
    """A heading, what it is about, and the buttons below it."""
    column.addWidget(SectionHeading(heading))
    column.addWidget(label(words, is_wrapped=True))
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
