"""Procurement limits and mandate, from a day on: what the conditions of an order go by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from veiligheidsadvies.domain.bedrag import NIHIL
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens, limits_on
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.cells import Cell, money_cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.beheer.part import Part, filling
from veiligheidsadvies.text.formats import date_full

_AMOUNTS = ("enkelvoudig_tot", "meervoudig_tot", "eu_drempel", "mandaat_tot")
_EXPLAINED = (
    "Bedragen zijn zonder btw en gelden voor uw organisatie; het programma kent geen wettelijke grenzen. "
    "Een opdracht boven uw mandaat vraagt een reden, en samen boven een grens in één jaar valt op."
)


class InkoopPart(Part):
    """A row for each day from which other limits hold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="inkoop")
        self._in_force: Inkoopgrens | None = None
        model: TableModel[Inkoopgrens] = TableModel(self._columns(), key=lambda one: one.id)
        self.view = make_table(model, name="inkoopgrenzen", accessible="Inkoopgrenzen en mandaat")
        self.view.opened.connect(self.change)
        empty = EmptyState(
            "Nog geen inkoopgrenzen",
            detail="Zonder grenzen waarschuwt een opdracht niet voor mandaat of splitsen.",
            action="Grenzen toevoegen…",
            name="inkoop_leeg",
        )
        empty.asked.connect(self.add)
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        add = Button(
            "Grenzen toevoegen…",
            name="grenzen_toevoegen",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=self.add,
        )
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(label(_EXPLAINED, "muted", is_wrapped=True), 1)
        top.addWidget(add)
        column = filling(self)
        column.addLayout(top)
        column.addWidget(self.panel, 1)

    def _columns(self) -> list[Column[Inkoopgrens]]:
        def since(one: Inkoopgrens) -> Cell:
            is_now = self._in_force is not None and one.id == self._in_force.id
            words = f"{date_full(one.vanaf)} (geldt nu)" if is_now else date_full(one.vanaf)
            return text_cell(words, is_bold=is_now)

        def money(name: str, title: str) -> Column[Inkoopgrens]:
            return Column(
                name=name,
                title=title,
                width=152,
                is_right=True,
                cell=lambda one: money_cell(getattr(one, name).cents),
            )

        return [
            Column(name="vanaf", title="Geldt vanaf", width=200, stretch=True, cell=since),
            money("enkelvoudig_tot", "Enkelvoudig tot"),
            money("meervoudig_tot", "Meervoudig tot"),
            money("eu_drempel", "Europese drempel"),
            money("mandaat_tot", "Uw mandaat tot"),
        ]

    def load(self) -> None:
        """All limits, the newest first."""
        found = self.desk.services.inkoop.list_all()
        self._in_force = limits_on(found, self.desk.services.today)
        self.panel.set_rows(found)

    def focus_first(self) -> None:
        """The list, or the first step when there is none."""
        (self.view if self.view.isVisible() else self).setFocus()

    def add(self) -> None:
        """Limits from today on, beginning from those in force."""
        today = self.desk.services.today
        base = self._in_force or Inkoopgrens(
            vanaf=today, enkelvoudig_tot=NIHIL, meervoudig_tot=NIHIL, eu_drempel=NIHIL, mandaat_tot=NIHIL
        )
        self._ask(replace(base, id=None, vanaf=today), "Inkoopgrenzen toevoegen")

    def change(self, one: Inkoopgrens) -> None:
        """Limits that were entered wrong."""
        self._ask(one, f"Inkoopgrenzen vanaf {date_full(one.vanaf)}")

    def _ask(self, kept: Inkoopgrens, title: str) -> None:
        required: dict[str, dict[str, Any]] = {name: {"required": True} for name in ("vanaf", *_AMOUNTS)}
        form = Form((fields.section("", Inkoopgrens, ("vanaf", *_AMOUNTS), **required),))
        values = fields.values_of(kept)
        blank = {name: None for name in _AMOUNTS if kept.id is None and not getattr(kept, name)}
        form.load({**values, **blank})
        ask_and_save(
            self.desk,
            self,
            title,
            form=form,
            action="Bewaren",
            save=lambda values: self.desk.services.inkoop.save(fields.filled(kept, values)),
        )
