"""Who can open the vault and who can approve."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies.domain.errors import InvalidInput, LastOpeningSlot, UserError
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.screens.beheer.hersleutelen import Hersleutelen, Reden
from veiligheidsadvies.gui.screens.beheer.na_hersleutelen import tell_what_follows
from veiligheidsadvies.gui.screens.beheer.part import Part, filling
from veiligheidsadvies.gui.screens.beheer.sleutel_acties import AndereWachtzin, NieuweSleutel, SleutelDialog
from veiligheidsadvies.services.beheer import SlotInfo, SlotKind
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.sleutels import Sleutelstand
from veiligheidsadvies.text.formats import count, date_full

KEYS_CHANGED = Changes(records=frozenset(), action=0)
EXPLAINED = (
    "Een openingssleutel opent de kluis; de naam ervan staat in het log. Een akkoordsleutel opent niets: "
    "daarmee geeft een tweede persoon akkoord. Zet de vingerafdruk ervan op papier en laat beiden tekenen."
)

SEEN_APPROVAL = (
    "Deze sleutel opent niets, maar geeft wel akkoord.\nEen andere zin helpt hier niet: een oude kopie van "
    "het sleutelbestand geeft dezelfde sleutel nog met de zin die is gezien. Trek deze sleutel in en voeg "
    "een nieuwe toe. Zet de nieuwe vingerafdruk op papier en laat beiden tekenen."
)


class SleutelsPart(Part):
    """A table of persons and what can be done with the current one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="sleutels")
        model: TableModel[Sleutelstand] = TableModel(_columns(), key=lambda one: one.slot.id)
        self.view = make_table(model, name="sleutels", accessible="Personen en sleutels")
        self.add = Button("Toevoegen…", name="sleutel_toevoegen", role="primary", icon_name="ph.plus")
        self.rename = Button("Hernoemen…", name="sleutel_hernoemen")
        self.change = Button("Wachtwoordzin…", name="sleutel_wachtzin")
        self.seen = Button("Zin is gezien…", name="sleutel_gezien")
        self.remove = Button("Intrekken…", name="sleutel_intrekken")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self.rename, self.change, self.seen, self.remove):
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
        self.seen.clicked.connect(self.replace_seen)
        self.remove.clicked.connect(self.remove_person)
        self.view.opened.connect(lambda _: self.rename_person())

    def load(self) -> None:
        """All slots, those that open first."""
        self.view.table.set_rows(self.desk.services.sleutels.list_all())

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

    def replace_seen(self) -> None:
        """Somebody saw the passphrase of the current person: another one, and another key."""
        slot = self._current()
        if slot is None:
            return
        if slot.kind is SlotKind.AKKOORD:
            self.desk.prompts.tell(self, SEEN_APPROVAL)
            return
        self._rekey(Reden.GEZIEN, slot)

    def remove_person(self) -> None:
        """Take a key away; the last one that opens is refused before anything is asked."""
        slot = self._current()
        if slot is None:
            return
        if slot.kind is SlotKind.OPENEN:
            if sum(one.slot.kind is SlotKind.OPENEN for one in self.view.table.rows()) == 1:
                self.desk.performer.tell(self, LastOpeningSlot())
            else:
                self._rekey(Reden.INTREKKEN, slot)
            return
        if not self.desk.prompts.confirm(
            self, f"De akkoordsleutel van {slot.name} intrekken?", action="Intrekken"
        ):
            return
        try:
            self.desk.services.sleutels.remove_approval(slot.id)
        except UserError as error:
            self.desk.performer.tell(self, error)
            return
        self._told()

    def _rekey(self, reden: Reden, slot: SlotInfo) -> None:
        dialog = Hersleutelen(self.desk, self, reden, slot)
        is_done, uitkomst = dialog.exec(), dialog.uitkomst
        dialog.deleteLater()
        if is_done and uitkomst is not None:
            self._told()
            tell_what_follows(self.desk, self, uitkomst)
            self.go.emit(Plek(scherm="beheer", tab="herstelblad"))

    def _current(self) -> SlotInfo | None:
        found = self.view.current()
        return None if found is None else found.slot

    def _told(self) -> None:
        self.load()
        self.desk.performer.changed.emit(KEYS_CHANGED)


def _ask(dialog: SleutelDialog) -> bool:
    """Show it, and let go of what was typed."""
    is_kept = bool(dialog.exec())
    dialog.deleteLater()
    return is_kept


def _used(one: Sleutelstand) -> Cell:
    if one.laatst is None:
        return text_cell("nog nooit", is_muted=True)
    verb = "opende" if one.slot.kind is SlotKind.OPENEN else "tekende"
    return text_cell(f"{verb} {date_full(one.laatst.astimezone().date())}")


def _columns() -> list[Column[Sleutelstand]]:
    def name(one: Sleutelstand) -> Cell:
        words = f"{one.slot.name} (u)" if one.slot.is_current else one.slot.name
        return Cell(text=words, is_bold=True, icon="ph.user", icon_color="muted")

    def kind(one: Sleutelstand) -> Cell:
        if one.slot.is_handed_over:
            return Cell(text="eenmalige zin", icon="ph.hourglass", icon_color="wacht")
        if one.slot.kind is SlotKind.OPENEN:
            return Cell(text="opent de kluis", icon="ph.key", icon_color="loopt")
        return Cell(text="geeft akkoord", icon="ph.fingerprint", icon_color="gereed")

    def created(one: Sleutelstand) -> Cell:
        return text_cell(date_full(dt.datetime.fromisoformat(one.slot.created).date()))

    def strength(one: Sleutelstand) -> Cell:
        passes = count(one.slot.kdf.passes, "ronde", "rondes")
        return text_cell(f"{one.slot.kdf.memory_kib // 1024} MB, {passes}", is_muted=True)

    return [
        Column(name="naam", title="Naam", width=168, stretch=True, cell=name),
        Column(name="soort", title="Sleutel", width=148, cell=kind),
        Column(name="gemaakt", title="Gemaakt", width=100, cell=created),
        Column(name="gebruikt", title="Laatst gebruikt", width=152, cell=_used),
        Column(name="zwaarte", title="Afleiding", width=124, cell=strength),
        Column(
            name="vingerafdruk",
            title="Vingerafdruk",
            width=228,
            cell=lambda one: text_cell(one.slot.fingerprint or "–"),
        ),
    ]
