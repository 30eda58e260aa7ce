"""The pages of the first start: what to begin with, the organisation, the passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from veiligheidsadvies import paths
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.centered import CenteredColumn
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Text
from veiligheidsadvies.gui.kit.new_passphrase import NewPassphrase
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.screens.eerste_start.plan import SUFFIX, Plan

_NO_NETWORK = "Dit programma gebruikt geen netwerk. Alles staat versleuteld op deze computer."


class StepPage(CenteredColumn):
    """A page with a title, words, and at the bottom Terug and the next step. Esc is Terug."""

    back = Signal()
    next = Signal()

    def __init__(self, title: str, words: str, *, icon: str, width: int = 560, step: str = "") -> None:
        super().__init__(width=width, place=step)
        self.add_title(title, icon=icon)
        self.column.addSpacing(8)
        self.column.addWidget(label(words, "muted", is_wrapped=True))
        self.column.addSpacing(16)

    def add_buttons(self, next_text: str, *, back_text: str = "Terug") -> None:
        """At the end of the column."""
        self.busy = BusyBar("Bezig")
        self.busy.hide()
        self.told = label("", "problem", is_wrapped=True, name="melding")
        self.column.addSpacing(12)
        self.column.addWidget(self.told)
        self.column.addWidget(self.busy)
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
        self.told.setText(sentence)
        self.told.setAccessibleName(sentence)

    def set_busy(self, *, is_busy: bool) -> None:
        """While something runs beside the window."""
        self.busy.setVisible(is_busy)
        self.next_button.setEnabled(not is_busy)
        self.back_button.setEnabled(not is_busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class ChoicePage(CenteredColumn):
    """What to begin with."""

    new_asked = Signal()
    example_asked = Signal()
    existing_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__(place="")
        self.add_title("Veiligheidsadvies", icon="ph.shield-check")
        self.column.addSpacing(8)
        self.column.addWidget(label(_NO_NETWORK, "muted", is_wrapped=True))
        self.column.addSpacing(24)
        self.first = self._add("Nieuwe kluis maken…", "nieuwe_kluis", self.new_asked, role="primary")
        self._add("Proberen met voorbeeldgegevens…", "voorbeeld", self.example_asked)
        self._add("Bestaande kluis openen…", "bestaande_kluis", self.existing_asked)
        self._add("Kopie terugzetten…", "kopie_terugzetten", self.restore_asked)
        self.told = label("", "small", is_wrapped=True, name="melding")
        self.busy = BusyBar("Het voorbeeld wordt gemaakt")
        self.column.addSpacing(8)
        self.column.addWidget(self.busy)
        self.column.addSpacing(4)
        self.column.addWidget(self.told)

    def _add(self, text: str, name: str, signal: Any, *, role: str = "") -> Button:
        button = Button(text, name=name, role=role, is_large=True, on_click=signal.emit)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addWidget(button)
        self.column.addSpacing(8)
        return button

    def set_busy(self, words: str) -> None:
        """Say what is being made; empty words end it."""
        self.busy.setVisible(bool(words))
        self.told.setText(words)
        for button in self.findChildren(Button):
            button.setEnabled(not words)

    def tell(self, sentence: str) -> None:
        """Say what went wrong."""
        self.set_busy("")
        self.told.setText(sentence)


class OrganisationPage(StepPage):
    """Organisation, who works with it, and where the vault comes."""

    def __init__(self, prompts: Prompts) -> None:
        super().__init__(
            "Nieuwe kluis",
            "De soort organisatie bepaalt de woorden op scherm en papier. Uw naam staat bij elke handeling "
            "in het logboek.",
            icon="ph.buildings",
            step="Stap 1 van 4",
        )
        self._prompts = prompts
        kinds = Choice(options=fields.options(SoortOrganisatie), width=200)
        self.form = Form(
            (
                Section(
                    "",
                    (
                        fields.field(Organisatie, "soort", label="Soort", kind=kinds, required=True),
                        fields.field(Organisatie, "naam", label="Organisatie", required=True),
                        Field(name="slot_naam", label="Uw naam of functie", required=True),
                        Field(name="map", label="Map van de kluis", kind=Text(), required=True),
                    ),
                ),
            )
        )
        self.column.addWidget(self.form)
        choose = Button("Andere map kiezen…", name="map_kiezen", role="link", on_click=self._choose)
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignRight)
        self.add_buttons("Verder")
        proposed = paths.default_vault_folder() / f"veiligheidsadvies{SUFFIX}"
        self.form.load({"soort": SoortOrganisatie.PROVINCIE, "map": str(proposed)})

    def plan(self) -> Plan | None:
        """The answers, or None after telling what is missing."""
        values = self.form.submit()
        if values is None:
            return None
        folder = Path(values["map"]).expanduser()
        if folder.suffix != SUFFIX:
            folder = folder.with_name(folder.name + SUFFIX)
        if not folder.is_absolute():
            self.form.show_problems({"map": "Typ het hele pad van de map, of kies een map."})
            return None
        organisatie = Organisatie(naam=values["naam"], soort=values["soort"])
        if problems := organisatie.problems():
            self.form.show_problems(fields.sentences(problems))
            return None
        if paths.is_there(folder):
            self.form.show_problems({"map": "Hier staat al iets. Kies een andere naam of map."})
            return None
        return Plan(soort=values["soort"], naam=values["naam"], wie=values["slot_naam"], map=folder)

    def _choose(self) -> None:
        folder = self._prompts.choose_folder(self, "In welke map komt de kluis?")
        if folder is not None:
            name = Path(str(self.form.values()["map"] or f"veiligheidsadvies{SUFFIX}")).name
            self.form.set_value("map", str(folder / name))


class PassphrasePage(StepPage):
    """The passphrase, twice."""

    def __init__(self) -> None:
        super().__init__(
            "Wachtwoordzin",
            "Met deze zin opent u de kluis. Niemand kan hem voor u terughalen; daarvoor dient het "
            "herstelblad dat hierna komt.",
            icon="ph.key",
            width=400,
            step="Stap 2 van 4",
        )
        self.fields = NewPassphrase(_strength)
        self.column.addWidget(self.fields)
        self.add_buttons("Kluis maken")
        self.fields.submitted.connect(self.next)


def _strength(passphrase: str) -> int:
    from veiligheidsadvies.services import kluis

    return kluis.strength(passphrase)
