"""The recovery sheet in three parts: for whom, on paper, and two of them typed back from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import InvalidInput, UserError
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bron import DeelBron
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.herstelwoorden import NEXT, TweeDelen
from veiligheidsadvies.gui.binding.uitgifte import open_bron
from veiligheidsadvies.gui.kit.dialog import Dialog, lock_signal, within
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.kinds import Text
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.services.herstelblad import DELEN, Delenreeks
from veiligheidsadvies.text.messages import explain

WHOM = (
    "Kies drie mensen die niet bij elkaar wonen of werken. Op elk deel komen de naam van de bewaarder en de "
    "dag. Elk deel is een genummerd exemplaar."
)
PRINT = (
    "Druk elk deel af en geef het aan de bewaarder. De delen worden nergens bewaard: sluit dit venster niet."
)
BACK = (
    "Typ twee van de drie delen terug van het papier: zo weet u dat ze goed zijn overgekomen. Ze openen de "
    "kluis al vanaf het afdrukken; stopt u hier, vernietig ze dan."
)
STOP = (
    "Nu stoppen?\nTwee afgedrukte delen openen de kluis al, ook als u nu stopt. Vernietig wat is afgedrukt: "
    "na het stoppen kunt u deze serie niet meer afdrukken of terugtypen."
)
UNPRINTED = "Druk eerst alle drie de delen af; daarna kan het niet meer."
STEPS = ("Bewaarders", "Afdrukken", "Terugtypen")
_FORWARD, _CONFIRM = "Verder", "Bevestigen"


class DelenDialog(Dialog):
    """Three steps; accepted once two parts were typed back."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        self._desk = desk
        self.reeks: Delenreeks | None = None
        self.printed: set[int] = set()
        self.form = Form(
            (
                Section(
                    "",
                    tuple(
                        Field(
                            name=f"bewaarder_{number}",
                            label=f"Deel {number}",
                            required=True,
                            kind=Text(width=360),
                        )
                        for number in range(1, DELEN + 1)
                    ),
                ),
            )
        )
        self.prints: list[Button] = []
        self._marks: list[IconLabel] = []
        self.unprinted = label("", "problem", is_wrapped=True, name="delen_afdrukmelding")
        self._names = [label("", name=f"deel_{number}_bewaarder") for number in range(1, DELEN + 1)]
        self.parts = TweeDelen()
        self.told = label("", "problem", is_wrapped=True, name="delen_melding")
        self._pages = QStackedWidget()
        for words, page in ((WHOM, self.form), (PRINT, self._printing()), (BACK, self._typing())):
            self._pages.addWidget(_page(words, page))
        super().__init__(
            parent,
            title="Herstelblad in drie delen",
            accept_text=_FORWARD,
            body=within(parent, self._pages),
            name="delen_dialoog",
        )
        self.setMinimumWidth(680)
        self._show(0)
        closing = lock_signal().closing
        closing.disconnect(self.reject)
        closing.connect(self.abandon, Qt.ConnectionType.DirectConnection)
        self.parts.told.connect(self.told.setText)
        self.parts.advanced.connect(lambda: self.accept_button.setText(_CONFIRM))
        self.parts.finished.connect(self._try_accept)
        self.form.focus_first()

    def _printing(self) -> QWidget:
        side = QWidget()
        grid = QGridLayout(side)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, name in enumerate(self._names, 1):
            button = Button(
                "Afdrukken…",
                name=f"deel_{number}_afdrukken",
                icon_name="ph.printer",
                on_click=partial(self.print_part, number),
            )
            mark = IconLabel("", "gereed", 18)
            for place, piece in enumerate((label(f"Deel {number}", "muted"), name, mark, button)):
                grid.addWidget(piece, number - 1, place)
            self.prints.append(button)
            self._marks.append(mark)
        grid.addWidget(self.unprinted, DELEN, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        return side

    def _typing(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        column.addWidget(self.told)
        return side

    def print_part(self, number: int) -> None:
        """Through the printer, as a numbered copy for its keeper."""
        reeks = self.reeks
        if reeks is None:
            return
        # Over the window itself: this dialog is too small to show pages in.
        issued = open_bron(
            self._desk, self.parentWidget(), lambda: DeelBron(self._desk.services, reeks, number)
        )
        if issued is not None:
            self.printed.add(number)
            self.unprinted.setText("")
            self._marks[number - 1].set_icon("ph.check-circle-fill", "gereed")
            self._marks[number - 1].setAccessibleName(f"Deel {number} is afgedrukt")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter behind a word goes to the next word, never to a button."""
        if self._pages.currentIndex() == len(STEPS) - 1 and event.key() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }:
            return
        super().keyPressEvent(event)

    def abandon(self) -> None:
        """The lock: close without a question."""
        super().reject()

    def reject(self) -> None:
        """Esc: what is on paper opens the vault from then on, so it is told what to do with it."""
        if not self.printed or self._desk.prompts.confirm(self, STOP, action="Stoppen", refusal="Verdergaan"):
            self.abandon()

    def may_accept(self) -> bool:
        """To the next step; the last one confirms."""
        step = (self._choose, self._to_typing, self._confirm)[self._pages.currentIndex()]
        return step()

    def _choose(self) -> bool:
        values = self.form.submit()
        if values is None:
            return False
        names = [str(values[f"bewaarder_{number}"]) for number in range(1, DELEN + 1)]
        try:
            self.reeks = self._desk.services.herstelblad.split(names)
        except InvalidInput as error:
            self.form.show_problems(fields.sentences(error.problems))
            return False
        for shown, name in zip(self._names, self.reeks.bewaarders, strict=True):
            shown.setText(name)
        self._show(1)
        self.prints[0].setFocus()
        return False

    def _to_typing(self) -> bool:
        missing = [number for number in range(1, DELEN + 1) if number not in self.printed]
        if missing:
            self.unprinted.setText(UNPRINTED)
            self.prints[missing[0] - 1].setFocus()
            return False
        self._show(2)
        self.accept_button.setText(NEXT)
        self.accept_button.setDefault(False)
        self.parts.focus_first()
        return False

    def _confirm(self) -> bool:
        if self.reeks is None or not self.parts.advance():
            return False
        try:
            self._desk.services.herstelblad.confirm_parts(self.reeks, self.parts.parts())
        except UserError as error:
            self.told.setText(explain(error))
            return False
        self.parts.clear()
        return True

    def _show(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self.remark(f"Stap {step + 1} van {len(STEPS)}: {STEPS[step].lower()}")


def _page(words: str, body: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(label(words, "muted", is_wrapped=True))
    column.addWidget(body)
    column.addStretch(1)
    return page
