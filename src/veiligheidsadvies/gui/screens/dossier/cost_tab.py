"""Kosten: every cost line of this dossier, and what they add up to."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import total
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.cells import Cell, money_cell, text_cell, tile_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.cost_form import CostForm
from veiligheidsadvies.gui.screens.dossier.cost_sums import sums_of
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, make_table
from veiligheidsadvies.text.formats import amount, count, date_full


class CostTab(Tab):
    """A table of lines with its totals, and sums beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="kosten")
        self._titles: dict[int | None, tuple[str, str]] = {}
        self.view = make_table(desk, self._columns(), name="kostenregels", accessible="Kostenregels")
        self.view.opened.connect(lambda line: self.open_row(line.id))
        self.add = Button("Kostenregel toevoegen…", name="kosten_toevoegen")
        self.add.clicked.connect(lambda: self.open_row(None))
        self.change = Button("Wijzigen…", name="kosten_wijzigen", on_click=self._change)
        self.remove = Button("Verwijderen…", name="kosten_verwijderen", on_click=self._remove)
        self.empty = EmptyState("", name="kosten_leeg")
        self.empty.asked.connect(self._first_step)
        self.panel = TablePanel(self.view, empty=self.empty)
        self.kinds = Facts(name="per_soort")
        self.payers = Facts(name="per_betaler")
        self.check = Facts(name="aansluiting")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("Per soort", "incl. btw"))
        column.addWidget(self.kinds)
        column.addSpacing(12)
        column.addWidget(SectionHeading("Per betaler", "incl. btw"))
        column.addWidget(self.payers)
        column.addSpacing(4)
        column.addWidget(self.check)
        column.addStretch(1)
        columns = TwoColumns(self.panel, side, shares=(3, 1), gap=32)
        columns.set_right_width(264)
        self.side = side
        filling(self, button_bar((self.add, self.change), (self.remove,)), columns)

    def load(self) -> None:
        """Read again."""
        services = self.desk.services
        measures = services.dossiers.list_maatregelen(self.dossier_id)
        self._titles = {m.id: (m.domein.value, f"{m.catalogus_code} {m.titel}".strip()) for m in measures}
        lines = services.kosten.list_of_dossier(self.dossier_id)
        if measures:
            self.empty.set_words("Nog geen kosten", action="Kostenregel toevoegen…")
        else:
            self.empty.set_words(
                "Nog geen kosten",
                detail="Kosten horen bij een maatregel. Neem eerst de maatregelen over.",
                action="Naar de maatregelen",
            )
        self.panel.set_rows(lines, _totals(lines))
        for part in (self.change, self.remove, self.side):
            part.setVisible(bool(lines))
        self.add.setVisible(bool(lines))
        self._show_sums(lines)

    def _show_sums(self, lines: list[Kostenregel]) -> None:
        measures = self.desk.services.dossiers.list_maatregelen(self.dossier_id)
        found = sums_of(lines, measures)
        kinds = [
            Fact(label=kind.value.capitalize(), value=amount(found.per_soort[kind]))
            for kind in SoortKosten
            if kind in found.per_soort
        ]
        if found.per_jaar:
            kinds.append(Fact(label="waarvan ieder jaar", value=amount(found.per_jaar), color="muted"))
        self.kinds.set_facts(kinds)
        payers = sorted(found.per_betaler.items())
        self.payers.set_facts([Fact(label=words, value=amount(part)) for words, part in payers])
        fits = not found.verschil
        words = "Sluit op de cent" if fits else f"Verschil {amount(found.verschil)}"
        tone = "gereed" if fits else "te_laat"
        self.check.set_facts(
            [Fact(label="Alle soorten samen", value=words, icon=icon_name("status", tone), icon_color=tone)]
        )

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.isVisible() else self.empty.button).setFocus()

    def open_row(self, row_id: int | None) -> None:
        """The form of a line, or of a new one."""
        line = self.desk.services.kosten.get(row_id) if row_id is not None else None
        form = CostForm(self.desk, self.dossier_id, line, self.draft_key(row_id))
        self.show_form("Kostenregel" if line else "Nieuwe kostenregel", form)

    def _first_step(self) -> None:
        if self._titles:
            self.open_row(None)
        else:
            self.tab_asked.emit("maatregelen")

    def _change(self) -> None:
        if (line := self.view.current()) is not None:
            self.open_row(line.id)

    def _remove(self) -> None:
        line = self.view.current()
        if line is None:
            return
        question = f"Wilt u deze {line.soort.value} van {amount(line.incl, zero='€ 0,00')} verwijderen?"
        if self.desk.prompts.confirm(self, question, action="Verwijderen"):
            self.desk.performer.perform(self, lambda: self.desk.services.kosten.remove(line))

    def _measure_cell(self, line: Kostenregel) -> Cell:
        domain, words = self._titles.get(line.maatregel_id, ("", ""))
        return tile_cell(domain, words)

    def _columns(self) -> list[Column[Kostenregel]]:
        def money(name: str, title: str, width: int) -> Column[Kostenregel]:
            return Column[Kostenregel](
                name=name,
                title=title,
                width=width,
                is_right=True,
                cell=lambda line: money_cell(getattr(line, name).cents),
            )

        return [
            Column(name="datum", title="Datum", width=96, cell=lambda k: text_cell(date_full(k.datum))),
            Column(name="soort", title="Soort", width=100, cell=lambda k: text_cell(k.soort.value)),
            Column(name="maatregel", title="Maatregel", width=170, stretch=True, cell=self._measure_cell),
            Column(name="kenmerk", title="Kenmerk", width=100, cell=lambda k: text_cell(k.kenmerk)),
            Column(name="jaar", title="Boekjaar", width=78, cell=_year_cell),
            money("ex", "Excl. btw", 84),
            Column(
                name="btw",
                title="Btw",
                width=52,
                is_right=True,
                cell=lambda k: Cell(text=f"{int(k.btw)} %", is_right=True),
            ),
            money("incl", "Incl. btw", 88),
        ]


def _year_cell(line: Kostenregel) -> Cell:
    return text_cell(f"{line.boekjaar} e.v." if line.per_jaar else str(line.boekjaar))


def _totals(lines: list[Kostenregel]) -> dict[str, Cell]:
    """Only a count: kinds follow each other in time, so adding them all up would say nothing."""
    last = max((line.datum for line in lines), default=None)
    words = count(len(lines), "kostenregel", "kostenregels")
    found = {"datum": text_cell(f"{words}, laatste op {date_full(last)}" if last else words, is_bold=True)}
    billed = [line for line in lines if line.soort is SoortKosten.FACTUUR]
    if billed:
        found["kenmerk"] = text_cell("gefactureerd", is_bold=True)
        found["incl"] = money_cell(total(line.incl for line in billed).cents, is_bold=True)
    return found
