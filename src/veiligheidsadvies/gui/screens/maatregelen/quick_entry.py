"""Adding one measure after the other: three letters find it in the catalogue, Enter takes it, Enter adds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from veiligheidsadvies.domain.advies import AdviesId
from veiligheidsadvies.domain.catalogus import CatalogusId
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.prijs import price
from veiligheidsadvies.gui.kit.editors import ChoiceEditor, Editor, LineEditor, Option
from veiligheidsadvies.gui.kit.kinds import Choice, SearchChoice
from veiligheidsadvies.gui.kit.line_edits import SearchEditor
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.parse import Refusal
from veiligheidsadvies.gui.kit.pieces import Button, describe, label

FIRST = "Kies eerst het dossier."
HINT = "Typ drie letters, Enter neemt de bovenste regel, nog eens Enter voegt hem toe."


def catalogue_options(desk: Desk) -> list[Option]:
    """Every line in use, found by code, title, category and norm."""
    return [
        Option(value=line.id, text=f"{line.code} {line.titel}", detail=line.categorie, tile=line.domein.value)
        for line in desk.services.catalogus.list_all()
    ]


def newest_advies(desk: Desk, dossier_id: DossierId) -> AdviesId | None:
    """The advice that a new measure of this dossier most likely comes from (rule R2 asks one)."""
    found = desk.services.dossiers.list_adviezen(dossier_id)
    return found[0].id if found else None


class QuickEntry(QFrame):
    """One line above the list. Signals: `added(row)`, `form_asked(dossier, catalogue line)`, `closed()`."""

    added = Signal(int)
    form_asked = Signal(object, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("snel_toevoegen")
        self.setProperty("band", "accent")
        self.dossier = cast("ChoiceEditor", Choice(options=self._dossiers, width=112).make())
        self.line = cast("SearchEditor", SearchChoice(options=lambda: catalogue_options(desk)).make())
        self.raming = cast("LineEditor", fields.money(112).make())
        self.termijn = cast("LineEditor", fields.date().make())
        self.add = Button("Toevoegen", name="snel_bewaren", role="primary", hint="Enter", on_click=self.save)
        more = Button("Formulier…", name="snel_formulier", on_click=self._ask_form)
        close = Button("Sluiten", name="snel_sluiten", hint="Esc", on_click=self.closed.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        for editor, name, words, width in (
            (self.dossier, "snel_dossier", "Dossier", 112),
            (self.line, "snel_catalogus", "Maatregel uit catalogus", 0),
            (self.raming, "snel_raming", "Raming incl. btw", 112),
            (self.termijn, "snel_termijn", "Termijn", 136),
        ):
            self._place(row, editor, name, words, width)
        self._buttons = (self.add, more, close)
        for button in self._buttons:
            row.addWidget(button)
        self._row, self._under = row, QHBoxLayout()
        self.told = label(HINT, "small", name="snel_melding")
        self._under.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addLayout(self._under)
        WidthWatch(self).crossed.connect(self._fit)
        self.line.widget.taken.connect(self._tell_price)
        self.dossier.widget.activated.connect(lambda _: self._go_on())

    def _fit(self) -> None:
        """In a narrow window the buttons stand on the second line."""
        for button in self._buttons:
            (self._under if is_narrow(self) else self._row).addWidget(button)

    def _place(self, row: QHBoxLayout, editor: Editor, name: str, words: str, width: int) -> None:
        describe(editor.widget, name, words)
        if isinstance(editor.widget, QLineEdit):
            editor.widget.returnPressed.connect(self._on_enter)
            if name != "snel_catalogus":
                editor.widget.setPlaceholderText(words.split(" ", 1)[0])
        if width:
            editor.widget.setFixedWidth(width)
        row.addWidget(editor.widget, 0 if width else 1)

    def _dossiers(self) -> list[Option]:
        return [Option(value=one.id, text=one.code) for one in self._desk.services.dossiers.list_all()]

    def start(self, dossier_id: int | None) -> None:
        """Ready for the next one; a dossier that is known is filled in, else the last one stays."""
        options = self._dossiers()
        kept = options[0].value if len(options) == 1 else self.dossier.value()
        self.dossier.set_options(options)
        self.line.set_options(lambda: catalogue_options(self._desk))
        self.dossier.load(dossier_id if dossier_id is not None else kept)
        self._clear()
        has_dossier = self.dossier.value() is not None
        self.told.setText(HINT if has_dossier else FIRST)
        (self.line if has_dossier else self.dossier).widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """The dossier is chosen: on with the measure."""
        self.told.setText(HINT)
        self.line.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for editor in (self.line, self.raming, self.termijn):
            editor.load(None)
            editor.set_problem(has_problem=False)

    def _on_enter(self) -> None:
        is_line = self.sender() is self.line.widget
        if not is_line or (self.line.widget.text().strip() and not self.line.widget.is_offering):
            self.save()

    def save(self) -> None:
        """Add what stands here and be ready for the next; what is wrong is said below the line."""
        found: dict[Editor, Any] = {
            editor: editor.value() for editor in (self.dossier, self.line, self.raming, self.termijn)
        }
        wrong = {editor: value.sentence for editor, value in found.items() if isinstance(value, Refusal)}
        for editor, sentence in ((self.dossier, "Kies een dossier."), (self.line, "Kies een maatregel.")):
            if found[editor] is None:
                wrong.setdefault(editor, sentence)
        if self._tell_problems(wrong):
            return
        service = self._desk.services
        line = service.catalogus.get(CatalogusId(found[self.line]))
        dossier_id = DossierId(found[self.dossier])
        maatregel = replace(
            service.maatregelen.from_catalogus(line, dossier_id),
            advies_id=newest_advies(self._desk, dossier_id),
            termijn=found[self.termijn],
        )
        raming = found[self.raming]
        try:
            changes = self._desk.performer.perform(self, lambda: service.maatregelen.save(maatregel, raming))
        except InvalidInput as error:
            places: dict[str, Editor] = {"termijn": self.termijn, "raming": self.raming}
            sentences = fields.sentences(error.problems)
            self._tell_problems({places.get(name, self.line): words for name, words in sentences.items()})
            return
        if changes is not None:
            self.told.setText(f"{line.code} toegevoegd aan {self.dossier.raw()}: {line.titel}")
            self._clear()
            self.line.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.added.emit(changes.row_id or 0)

    def _tell_problems(self, wrong: dict[Editor, str]) -> bool:
        for editor in (self.dossier, self.line, self.raming, self.termijn):
            editor.set_problem(has_problem=editor in wrong)
        if wrong:
            self.told.setText(" ".join(dict.fromkeys(wrong.values())))
            next(iter(wrong)).widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def _tell_price(self) -> None:
        value = self.line.value()
        if isinstance(value, int):
            line = self._desk.services.catalogus.get(CatalogusId(value))
            self.told.setText(f"Catalogus: {price(line)}" if price(line) else HINT)

    def _ask_form(self) -> None:
        chosen = self.line.value()
        self.form_asked.emit(self.dossier.value(), chosen if isinstance(chosen, int) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
