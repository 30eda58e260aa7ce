"""The pages of putting a copy back: which one and where to, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import InvalidInput, UserError
from veiligheidsadvies.gui.binding.nummers import TITLE, numbers_form, told_of, typed_in
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.editors import ChoiceEditor, Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Text
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.services import herstel
from veiligheidsadvies.services.herstel import SUFFIX, Kopiegegevens
from veiligheidsadvies.text.formats import date_full, file_size
from veiligheidsadvies.text.messages import explain

ICON = "ph.clock-counter-clockwise"
VAULT_SUFFIX = ".advieskluis"
_LONGEST_NAME = 16
"""Signs of the name of a folder that fit behind a copy in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which copy goes where."""

    kopie: Path
    doel: Path


class WorkPage(CenteredColumn):
    """A page with words, a bar while something runs, and at the bottom Terug and the next step."""

    back = Signal()
    next = Signal()

    def __init__(self, title: str, words: str, *, icon: str = ICON, width: int = 560) -> None:
        super().__init__(width=width)
        self.add_title(title, icon=icon)
        self.column.addSpacing(8)
        self.words = label(words, "muted", is_wrapped=True, name="uitleg")
        self.column.addWidget(self.words)
        self.column.addSpacing(16)

    def add_buttons(self, next_text: str, *, back_text: str = "Terug") -> None:
        """At the end of the column."""
        self.told = label("", "problem", is_wrapped=True, name="melding")
        self.doing = label("", "small", name="bezig")
        self.bar = BusyBar("De kopie wordt teruggezet")
        self.column.addSpacing(12)
        for widget in (self.told, self.doing, self.bar):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.back_button = Button(back_text, name="terug", hint="Esc", on_click=self.back.emit)
        self.next_button = Button(next_text, name="verder", role="primary", on_click=self.next.emit)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        self.column.addLayout(row)

    def tell(self, sentence: str) -> None:
        """Say what went wrong."""
        self.set_busy("")
        self.told.setText(sentence)
        self.told.setAccessibleName(sentence)

    def set_busy(self, words: str) -> None:
        """Say what runs beside the window; empty words end it."""
        self.told.clear()
        self.doing.setText(words)
        self.bar.setVisible(bool(words))
        self.next_button.setEnabled(not words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class ChoosePage(WorkPage):
    """Which copy, and the folder of the vault that is made of it."""

    def __init__(self, prompts: Prompts, near: Sequence[Kopiegegevens]) -> None:
        super().__init__(
            "Kopie terugzetten",
            "Van een reservekopie wordt een nieuwe kluis gemaakt. Zij wordt eerst uitgepakt, nagekeken en "
            "bijgewerkt. Aan kluizen die u al hebt verandert niets.",
        )
        self._prompts = prompts
        self._known = {one.pad: one for one in near}
        self.form = Form(
            (
                Section(
                    "",
                    (
                        Field(
                            name="kopie",
                            label="Reservekopie",
                            kind=Choice(options=self._options(), width=None),
                            required=True,
                        ),
                        Field(name="map", label="Nieuwe map", kind=Text(), required=True),
                    ),
                ),
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button("Bestand kiezen…", name="kopie_kiezen", role="link", on_click=self._choose_copy))
        row.addWidget(Button("Andere map…", name="map_kiezen", role="link", on_click=self._choose_folder))
        self.column.addWidget(self.form)
        self.column.addLayout(row)
        self.add_buttons("Uitpakken")
        self.form.load({"map": str(_proposed()), "kopie": near[0].pad if near else None})

    def choose(self, path: Path) -> bool:
        """Take this file; False after telling that it is no copy."""
        try:
            found = herstel.inspect(path)
        except UserError as error:
            self.tell(explain(error))
            return False
        self.told.clear()
        self._known = {path: found, **self._known}
        editor = self.form.editor("kopie")
        if isinstance(editor, ChoiceEditor):
            editor.set_options(self._options())
        self.form.set_value("kopie", path)
        return True

    def plan(self) -> Plan | None:
        """The answers, or None after telling what is missing."""
        values = self.form.submit()
        if values is None:
            return None
        target = Path(values["map"]).expanduser()
        if target.suffix != VAULT_SUFFIX:
            target = target.with_name(target.name + VAULT_SUFFIX)
        problems = {}
        if not target.is_absolute():
            problems["map"] = "Typ het hele pad van de map, of kies een map."
        elif paths.is_there(target):
            problems["map"] = "Hier staat al iets. Kies een andere naam of map."
        if problems:
            self.form.show_problems(problems)
            return None
        return Plan(kopie=values["kopie"], doel=target)

    def _options(self) -> list[Option]:
        return [Option(value=path, text=described(one)) for path, one in self._known.items()]

    def _choose_copy(self) -> None:
        pattern = f"Reservekopie (*{SUFFIX})"
        path = self._prompts.choose_file(self, "Welke kopie zet u terug?", pattern=pattern)
        if path is not None:
            self.choose(path)

    def _choose_folder(self) -> None:
        folder = self._prompts.choose_folder(self, "In welke map komt de kluis?")
        if folder is not None:
            name = Path(str(self.form.values()["map"] or _proposed())).name
            self.form.set_value("map", str(folder / name))


class NumbersPage(WorkPage):
    """The highest numbers on paper, which this machine may not know. Emits `settled()`, typed in or not."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__(
            TITLE,
            "Deze computer kent de hoogste nummers van deze kluis niet zeker. Wat na deze kopie op papier "
            "kwam, staat er niet in: nieuw papier zou hetzelfde nummer krijgen. Laat leeg waarvan geen "
            "papier is.",
            icon="ph.hash",
        )
        self.form = numbers_form()
        self.column.addWidget(self.form)
        self.add_buttons("Vastleggen", back_text="Weet ik niet")
        self._keep: Callable[[list[str]], None] = lambda _: None
        self.next.connect(self._submit)
        self.back.connect(self.settled)

    def ask(self, keep: Callable[[list[str]], None]) -> None:
        """Begin anew; `keep` gets what was typed, and raises what is wrong with it."""
        self._keep = keep
        self.tell("")
        self.form.load({})
        self.form.focus_first()

    def _submit(self) -> None:
        try:
            self._keep(typed_in(self.form.values()))
        except InvalidInput as error:
            self.tell(told_of(error))
        except UserError as error:
            self.tell(explain(error))
        else:
            self.settled.emit()


class DonePage(WorkPage):
    """The vault stands in its place."""

    def __init__(self) -> None:
        super().__init__("De kluis is teruggezet", "", icon="ph.check-circle")
        self.add_buttons("Kluis openen")
        self.back_button.hide()


def described(one: Kopiegegevens) -> str:
    """`22-11-2026 10:42, 1,2 MB, bij de kluis`."""
    made = one.gemaakt_op.astimezone()
    folder = one.pad.parent.name
    place = "bij de kluis" if folder == herstel.BACKUP_FOLDER else f"in {folder[:_LONGEST_NAME]}"
    return f"{date_full(made.date())} {made:%H:%M}, {file_size(one.grootte)}, {place}"


def _proposed() -> Path:
    return paths.default_vault_folder() / f"teruggezet{VAULT_SUFFIX}"
