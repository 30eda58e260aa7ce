"""Who can open the vault and who can approve."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies.domain.errors import InvalidInput, LastOpeningSlot, UserError
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.screens.beheer.part import Part, filling
from veiligheidsadvies.gui.screens.beheer.sleutel_acties import AndereWachtzin, NieuweSleutel, SleutelDialog
from veiligheidsadvies.services.beheer import SlotInfo, SlotKind
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import count, date_full

KEYS_CHANGED = Changes(records=frozenset(), action=0)
EXPLAINED = (
    "Een openingssleutel opent de kluis; de naam ervan staat in het log. Een akkoordsleutel opent niets: "
    "daarmee geeft een tweede persoon akkoord. Zet de vingerafdruk ervan op papier en laat beiden tekenen."
)


class SleutelsPart(Part):
    """A table of persons and what can be done with the current one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="sleutels")
        model: TableModel[SlotInfo] = TableModel(_columns(), key=lambda slot: slot.id)
        self.view = make_table(model, name="sleutels", accessible="Personen en sleutels")
        self.heading = SectionHeading("Personen en sleutels")
        self.add = Button("Toevoegen…", name="sleutel_toevoegen", role="primary", icon_name="ph.plus")
        self.rename = Button("Hernoemen…", name="sleutel_hernoemen")
        self.change = Button("Wachtwoordzin…", name="sleutel_wachtzin")
        self.remove = Button("Intrekken…", name="sleutel_intrekken")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self.rename, self.change, self.remove):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.add)
        column = filling(self)
        column.addWidget(label(EXPLAINED, "muted", is_wrapped=True))
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.add.clicked.connect(self.add_person)
        self.rename.clicked.connect(self.rename_person)
        self.change.clicked.connect(self.change_passphrase)
        self.remove.clicked.connect(self.remove_person)
        self.view.opened.connect(lambda _: self.rename_person())

    def load(self) -> None:
        """All slots, those that open first."""
        slots = self.desk.services.beheer.list_slots()
        self.view.table.set_rows(sorted(slots, key=lambda slot: (slot.kind is SlotKind.AKKOORD, slot.name)))

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def add_person(self) -> None:
        """One more person, with an own passphrase."""
        if _ask(NieuweSleutel(self.desk, self)):
            self._told()

    def change_passphrase(self) -> None:
        """Another passphrase for the current person."""
        slot = self._current()
        if slot is not None and _ask(AndereWachtzin(self.desk, self, slot)):
            self._told()
            self.desk.prompts.tell(self, f"De wachtwoordzin van {slot.name} is gewijzigd.")

    def rename_person(self) -> None:
        """Another name for the current person."""
        slot = self._current()
        if slot is None:
            return
        name = self.desk.prompts.ask_text(self, "Sleutel hernoemen", label="Naam", value=slot.name)
        if name is None or name == slot.name:
            return
        try:
            self.desk.services.beheer.rename_slot(slot.id, name)
        except InvalidInput as error:
            self.desk.prompts.tell(self, " ".join(fields.sentences(error.problems).values()))
        except UserError as error:
            self.desk.performer.tell(self, error)
        else:
            self._told()

    def remove_person(self) -> None:
        """Take a key away; the last one that opens is refused before anything is asked."""
        slot = self._current()
        if slot is None:
            return
        openers = sum(one.kind is SlotKind.OPENEN for one in self.view.table.rows())
        if slot.kind is SlotKind.OPENEN and openers == 1:
            self.desk.performer.tell(self, LastOpeningSlot())
            return
        if not self.desk.prompts.confirm(self, f"De sleutel van {slot.name} intrekken?", action="Intrekken"):
            return
        try:
            self.desk.services.beheer.remove_slot(slot.id)
        except UserError as error:
            self.desk.performer.tell(self, error)
            return
        self._told()
        if slot.kind is SlotKind.OPENEN:
            self.desk.prompts.tell(
                self,
                "De sleutel is ingetrokken.\nOude kopieën van de kluis gaan er nog mee open. Maak bij "
                "Herstelblad een nieuw blad: dan is de kluis opnieuw versleuteld.",
            )

    def _current(self) -> SlotInfo | None:
        return self.view.current()

    def _told(self) -> None:
        self.load()
        self.desk.performer.changed.emit(KEYS_CHANGED)


def _ask(dialog: SleutelDialog) -> bool:
    """Show it, and let go of what was typed."""
    is_kept = bool(dialog.exec())
    dialog.deleteLater()
    return is_kept


def _columns() -> list[Column[SlotInfo]]:
    def name(slot: SlotInfo) -> Cell:
        words = f"{slot.name} (u)" if slot.is_current else slot.name
        return Cell(text=words, is_bold=True, icon="ph.user", icon_color="muted")

    def kind(slot: SlotInfo) -> Cell:
        if slot.kind is SlotKind.OPENEN:
            return Cell(text="opent de kluis", icon="ph.key", icon_color="loopt")
        return Cell(text="geeft akkoord", icon="ph.fingerprint", icon_color="gereed")

    def created(slot: SlotInfo) -> Cell:
        return text_cell(date_full(dt.datetime.fromisoformat(slot.created).date()))

    def strength(slot: SlotInfo) -> Cell:
        passes = count(slot.kdf.passes, "ronde", "rondes")
        return text_cell(f"{slot.kdf.memory_kib // 1024} MB, {passes}", is_muted=True)

    return [
        Column(name="naam", title="Naam", width=180, stretch=True, cell=name),
        Column(name="soort", title="Sleutel", width=160, cell=kind),
        Column(name="gemaakt", title="Gemaakt", width=112, cell=created),
        Column(name="zwaarte", title="Afleiding", width=136, cell=strength),
        Column(
            name="vingerafdruk",
            title="Vingerafdruk",
            width=240,
            cell=lambda slot: text_cell(slot.fingerprint or "–"),
        ),
    ]
