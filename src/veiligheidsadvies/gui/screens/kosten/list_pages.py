"""The same money of a year as plain lists: by payer and domain, and for the salarisadministratie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, money_cell, text_cell, tile_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.kosten.page import KostenPage
from veiligheidsadvies.services.kosten import Geldstand
from veiligheidsadvies.services.kosten_overzicht import Fiscaalregel, Kostenoverzicht

_MONEY = ("raming", "offerte", "verplicht", "gefactureerd", "betaald", "openstaand")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    naam: str
    tegel: str
    stand: Geldstand


class PayerPage(KostenPage):
    """Who pays: the organisation, and outside the budget the others; then the organisation by domain."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="betaler")
        self._payers, self.payers = self._table("betalers", "Kosten per betaler", "Betaler")
        self._domains, self.domains = self._table("kosten_domeinen", "Kosten per domein", "Domein")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 4)
        column.setSpacing(6)
        heading = SectionHeading("Wie betaalt", "in euro, inclusief btw", has_rule=False)
        column.addWidget(heading)
        column.addWidget(self.payers, 1)
        column.addWidget(label("Alleen de organisatie telt mee in de begroting.", "small"))
        column.addSpacing(6)
        column.addWidget(SectionHeading("Organisatie, per domein", "in euro, inclusief btw", has_rule=False))
        column.addWidget(self.domains, 1)

    def _table(self, name: str, accessible: str, title: str) -> tuple[TableModel[_Line], TablePanel]:
        def naam(line: _Line) -> Cell:
            return tile_cell(line.tegel, line.naam) if line.tegel else text_cell(line.naam, is_bold=True)

        columns: list[Column[_Line]] = [Column(name="naam", title=title, cell=naam, width=180, stretch=True)]
        columns += [_money(one) for one in _MONEY]
        model: TableModel[_Line] = TableModel(columns, key=lambda line: line.naam)
        return model, TablePanel(make_table(model, name=name, accessible=accessible))

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """Both lists with their totals."""
        payers = [
            _Line(naam=betaler.woord, tegel="", stand=stand)
            for betaler, stand in overzicht.per_betaler.items()
        ]
        if overzicht.zonder_betaler != Geldstand():
            payers.append(_Line(naam="niet ingevuld", tegel="", stand=overzicht.zonder_betaler))
        domains = [
            _Line(naam=domein.value, tegel=domein.value, stand=stand)
            for domein, stand in overzicht.per_domein.items()
        ]
        self.payers.set_rows(payers, _totals(payers))
        self.domains.set_rows(domains, _totals(domains))

    def focus_first(self) -> None:
        """The first list."""
        self.payers.view.setFocus()


class FiscalPage(KostenPage):
    """What was billed, by dossier and fiscal category; the program computes no tax."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="fiscaal")
        columns: list[Column[Fiscaalregel]] = [
            Column(
                name="dossier", title="Dossier", cell=lambda one: text_cell(one.dossier_code, is_bold=True)
            ),
            Column(
                name="categorie",
                title="Fiscale categorie",
                cell=lambda one: text_cell(one.categorie.value.replace("_", " ")),
                width=220,
                stretch=True,
            ),
            Column(
                name="betaler",
                title="Betaler",
                cell=lambda one: text_cell(one.betaler.woord if one.betaler else "niet ingevuld"),
                width=140,
            ),
            Column(name="ex", title="Excl. btw", cell=lambda one: money_cell(one.ex.cents), is_right=True),
            Column(name="btw", title="Btw", cell=lambda one: money_cell(one.btw.cents), is_right=True),
            Column(
                name="incl", title="Incl. btw", cell=lambda one: money_cell(one.incl.cents), is_right=True
            ),
        ]
        self.model: TableModel[Fiscaalregel] = TableModel(
            columns, key=lambda one: (one.dossier_id, one.categorie, one.betaler)
        )
        empty = EmptyState("Nog niets gefactureerd", name="fiscaal_leeg")
        self.panel = TablePanel(
            make_table(self.model, name="fiscale_lijst", accessible="Fiscale lijst"), empty=empty
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(8)
        words = (
            "Voor de salarisadministratie of fiscalist: gefactureerd min credits. "
            "Dit programma rekent geen belasting uit."
        )
        column.addWidget(label(words, "muted", is_wrapped=True))
        column.addWidget(self.panel, 1)

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """The lines with their totals."""
        lines = overzicht.fiscaal
        totals = {
            name: money_cell(sum(getattr(one, name).cents for one in lines), is_bold=True)
            for name in ("ex", "btw", "incl")
        }
        self.panel.set_rows(lines, {"dossier": Cell(text="Totaal", is_bold=True), **totals})

    def focus_first(self) -> None:
        """The list."""
        self.panel.view.setFocus()


def _money(name: str) -> Column[_Line]:
    return Column(
        name=name,
        title=name.capitalize(),
        cell=lambda line: money_cell(getattr(line.stand, name).cents),
        width=116,
        is_right=True,
    )


def _totals(lines: list[_Line]) -> dict[str, Cell]:
    sums = {
        name: money_cell(sum(getattr(line.stand, name).cents for line in lines), is_bold=True)
        for name in _MONEY
    }
    return {"naam": Cell(text="Totaal", is_bold=True), **sums}
