"""The yearly budget and how it is used up, to the cent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.begroting import Begroting, Jaarafsluiting, Jaarstand
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.bars import HATCHED, OUTLINED, BudgetBar, Segment
from veiligheidsadvies.gui.kit.cells import Cell, money_cell, text_cell
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.screens.kosten.page import KostenPage
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht
from veiligheidsadvies.text.formats import amount

EXPLAINED = (
    "Bedragen zijn inclusief btw en op rekening van de organisatie. "
    "Begroot is wat vrij is, plus wat verplicht is, plus wat gefactureerd is."
)


class BudgetPage(KostenPage):
    """A row a year; below it the bar of the current one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="begroting")
        model: TableModel[Jaarstand] = TableModel(self._columns(), key=lambda stand: stand.jaar)
        self.view = make_table(model, name="begrotingen", accessible="Begroting per jaar")
        self.add = Button("Jaar toevoegen…", name="begroting_toevoegen", icon_name="ph.plus")
        self.change = Button("Bedrag invoeren…", name="begroting_wijzigen", role="primary")
        self.close_year = Button("Jaar afsluiten…", name="jaar_afsluiten")
        self.heading = SectionHeading("")
        self.bar = BudgetBar(name="begrotingsbalk", accessible="Besteding van de begroting")
        self._notes: dict[int, str] = {}
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(label(EXPLAINED, "muted", is_wrapped=True), 1)
        buttons.addSpacing(16)
        buttons.addWidget(self.close_year)
        buttons.addWidget(self.add)
        buttons.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(12)
        column.addLayout(buttons)
        column.addWidget(self.view, 1)
        column.addWidget(self.heading)
        column.addWidget(self.bar)
        self.view.current_changed.connect(self._show_year)
        self.view.opened.connect(lambda _: self.change_year())
        self.add.clicked.connect(self.add_year)
        self.change.clicked.connect(self.change_year)
        self.close_year.clicked.connect(self.end_or_reopen)

    def _columns(self) -> list[Column[Jaarstand]]:
        def money(name: str, title: str) -> Column[Jaarstand]:
            return Column(
                name=name,
                title=title,
                width=120,
                is_right=True,
                cell=lambda stand: money_cell(_cents(getattr(stand, name))),
            )

        def free(stand: Jaarstand) -> Cell:
            shown = money_cell(_cents(stand.vrij), is_bold=True)
            is_short = stand.vrij is not None and stand.vrij.cents < 0
            return replace(shown, color="te_laat", icon="ph.warning-circle-fill") if is_short else shown

        return [
            Column(
                name="jaar",
                title="Jaar",
                width=72,
                cell=lambda stand: text_cell(str(stand.jaar), is_bold=True),
            ),
            money("begroot", "Begroot"),
            money("geraamd", "Geraamd"),
            money("verplicht", "Verplicht"),
            money("gefactureerd", "Gefactureerd"),
            Column(name="vrij", title="Vrij", width=136, is_right=True, cell=free),
            Column(
                name="toelichting",
                title="Toelichting",
                width=160,
                stretch=True,
                cell=lambda stand: text_cell(self._notes.get(stand.jaar), is_muted=True),
            ),
        ]

    def show_year(self, overzicht: Kostenoverzicht) -> None:  # noqa: ARG002 - all years
        """Every year with a budget or money, the newest first; this year always."""
        service, today = self.desk.services.kosten, self.desk.services.today
        budgets = service.list_begrotingen()
        self._notes = {budget.jaar: budget.toelichting for budget in budgets}
        years = {today.year, *self._notes, *service.sums_by_year()}
        self.view.table.set_rows([service.jaarstand(year) for year in sorted(years, reverse=True)])
        self._show_year(self.view.current())

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def add_year(self) -> None:
        """A budget for the year after the last one."""
        years = [stand.jaar for stand in self.view.table.rows()]
        self._ask(Begroting(jaar=max(years) + 1, bedrag=NIHIL), is_new=True)

    def change_year(self) -> None:
        """The budget of the current year."""
        stand = self.view.current()
        if stand is not None:
            found = self.desk.services.kosten.find_begroting(stand.jaar)
            self._ask(found or Begroting(jaar=stand.jaar, bedrag=NIHIL), is_new=False)

    def end_or_reopen(self) -> None:
        """Close the current year, so that nothing is booked in it any more, or open it again."""
        stand = self.view.current()
        if stand is None:
            return
        service, year = self.desk.services.kosten, stand.jaar
        if service.find_afsluiting(year) is not None:
            self.desk.performer.perform(self, lambda: service.reopen_year(year))
            return
        form = Form((fields.section("", Jaarafsluiting, ("toelichting",)),))
        form.load({"toelichting": None})
        ask_and_save(
            self.desk,
            self,
            f"{year} afsluiten: {amount(stand.verplicht, zero='niets')} gaat over naar {year + 1}",
            form=form,
            action="Afsluiten",
            save=lambda values: service.close_year(year, values["toelichting"] or ""),
        )

    def _ask(self, kept: Begroting, *, is_new: bool) -> None:
        amounts = ("bedrag", "extra", "bzk_bijdrage", "overgeheveld", "toelichting")
        names = ("jaar", *amounts) if is_new else amounts
        over = {"bedrag": {"required": True}, **({"jaar": {"required": True}} if is_new else {})}
        form = Form((fields.section("", Begroting, names, **over),))
        values: dict[str, Any] = fields.values_of(kept)
        form.load(values if kept.id else {**values, "bedrag": None})
        title = "Begroting van een jaar" if is_new else f"Begroting {kept.jaar}"
        ask_and_save(
            self.desk,
            self,
            title,
            form=form,
            action="Bewaren",
            save=lambda values: self._save(fields.filled(kept, values)),
        )

    def _save(self, budget: Begroting) -> Changes:
        service = self.desk.services.kosten
        earlier = service.find_begroting(budget.jaar)
        return service.save_begroting(replace(budget, id=earlier.id) if earlier is not None else budget)

    def _show_year(self, stand: Jaarstand | None) -> None:
        if stand is None:
            return
        service = self.desk.services.kosten
        closed = service.find_afsluiting(stand.jaar)
        self.close_year.setText("Jaar heropenen" if closed is not None else "Jaar afsluiten…")
        self.close_year.setEnabled(closed is not None or service.may_close(stand.jaar))
        self.heading.title.setText(f"{stand.jaar}" + (" (afgesloten)" if closed is not None else ""))
        self.heading.set_remark("" if stand.begroot else "Nog geen begroting ingevoerd")
        free = stand.vrij if stand.vrij is not None else NIHIL
        self.bar.set_segments(
            [
                _segment("Gefactureerd", stand.gefactureerd, color="chart.gefactureerd"),
                _segment("Verplicht", stand.verplicht, fill=HATCHED, color="chart.verplicht"),
                _segment("Vrij", free, fill=OUTLINED),
            ],
            mark=stand.geraamd.cents or None,
        )


def _segment(title: str, value: Bedrag, *, fill: str = "solid", color: str = "chart.gefactureerd") -> Segment:
    return Segment(title=title, value=max(0, value.cents), shown=amount(value), fill=fill, color=color)


def _cents(value: Bedrag | None) -> int | None:
    return None if value is None else value.cents
