"""Werklocaties: the places of work of the organisation, each with its inventory of risks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.cells import text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Section
from veiligheidsadvies.gui.kit.kinds import LongText
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.measure_columns import day_cell
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, found, make_table
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_full


class WorkPlaceTab(Tab):
    """A list with one form per work location."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="woonplek")
        self.view = make_table(
            desk, _columns(desk.services.today), name="werklocaties", accessible="Werklocaties"
        )
        self.view.opened.connect(lambda place: self.ask(place.id))
        self.add = Button("Werklocatie toevoegen…", name="werklocatie_toevoegen")
        self.add.clicked.connect(lambda: self.ask(None))
        self.change = Button("Openen…", name="werklocatie_openen", on_click=self._change)
        self.remove = Button("Verwijderen…", name="werklocatie_verwijderen", on_click=self._remove)
        self.empty = EmptyState(
            "Nog geen werklocaties",
            detail="Leg per gebouw vast wanneer de risico’s zijn geïnventariseerd en wanneer dat weer moet.",
            action="Werklocatie toevoegen…",
            name="werklocaties_leeg",
        )
        self.empty.asked.connect(lambda: self.ask(None))
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        filling(self, button_bar((self.add, self.change), (self.remove,)), self.panel)

    def load(self) -> None:
        """Read again."""
        places = self.desk.services.dossiers.list_werklocaties(self.dossier_id)
        self.panel.set_rows(places)
        for button in (self.add, self.change, self.remove):
            button.setVisible(bool(places))

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def show_row(self, row_id: int | None, field: str = "") -> None:
        """The form of a work location, or of a new one."""
        place = found(self.desk.services.dossiers.list_werklocaties(self.dossier_id), row_id)
        kept = place or Werklocatie(dossier_id=self.dossier_id, naam="")

        def save(values: dict[str, Any]) -> Changes:
            return self.desk.services.dossiers.save_werklocatie(fields.filled(kept, values))

        form = RecordForm(self.desk, _sections(), key=self.draft_key(row_id, "werklocatie"), save=save)
        form.load(fields.values_of(kept))
        self.show_form("Werklocatie" if place else "Nieuwe werklocatie", form, field)

    def _change(self) -> None:
        if (place := self.view.current()) is not None:
            self.ask(place.id)

    def _remove(self) -> None:
        place = self.view.current()
        if place is None or not self.desk.prompts.confirm(
            self, "Wilt u deze werklocatie verwijderen?", action="Verwijderen"
        ):
            return
        try:
            self.desk.performer.perform(self, lambda: self.desk.services.dossiers.remove(place))
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))


def _columns(today: dt.date) -> list[Column[Werklocatie]]:
    return [
        Column(
            name="naam",
            title="Locatie",
            width=200,
            stretch=True,
            cell=lambda w: text_cell(w.naam, is_bold=True),
        ),
        Column(name="adres", title="Adres", width=260, cell=lambda w: text_cell(w.adres)),
        Column(
            name="op",
            title="Geïnventariseerd op",
            width=148,
            cell=lambda w: text_cell(date_full(w.geinventariseerd_op) or "nog niet"),
        ),
        Column(
            name="volgende",
            title="Volgende keer",
            width=148,
            cell=lambda w: day_cell(w.volgende_op, today),
        ),
    ]


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            "Werklocatie",
            (
                fields.field(Werklocatie, "naam", label="Naam", required=True),
                fields.field(Werklocatie, "adres"),
            ),
        ),
        Section(
            "Inventarisatie van risico’s",
            (
                fields.field(Werklocatie, "geinventariseerd_op", label="Gedaan op"),
                fields.field(Werklocatie, "volgende_op", label="Volgende keer", beside=True),
                fields.field(Werklocatie, "bevindingen", kind=LongText(lines=6)),
            ),
        ),
    )
