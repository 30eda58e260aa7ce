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
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody, TwoColumns, bar_in_margin
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.cost_form import CostForm
from veiligheidsadvies.gui.screens.dossier.cost_sums import Kostensommen, Sommen, sums_of
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, found, make_table
from veiligheidsadvies.services.kosten import Geldstand
from veiligheidsadvies.text.formats import amount, count, date_full

_EMPLOYER = (
    ("Raming", "raming"),
    ("Offerte", "offerte"),
    ("Nog verplicht", "verplicht"),
    ("Gefactureerd", "gefactureerd"),
    ("Betaald", "betaald"),
)


class _Sums(QWidget):
    """Sums beside the lines: all by kind, the employer's, those of others, and whether they reconcile."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds, self.employer = Facts(name="per_soort"), Facts(name="organisatie")
        self.others, self.check = Facts(name="anderen"), Facts(name="aansluiting")
        self._others_title = SectionHeading("Betaald door anderen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, part in (
            (SectionHeading("Per soort", "incl. btw"), self.kinds),
            (SectionHeading("Op kosten organisatie"), self.employer),
            (self._others_title, self.others),
        ):
            column.addWidget(title)
            column.addWidget(part)
            column.addSpacing(8)
        column.addWidget(self.check)
        column.addStretch(1)

    def show_sums(self, sums: Kostensommen, employer: Geldstand) -> None:
        """Show what was added up."""
        kinds = _kind_facts(sums.alle)
        if sums.per_jaar:
            kinds.append(Fact(label="waarvan ieder jaar", value=amount(sums.per_jaar)))
        self.kinds.set_facts(kinds)
        self.employer.set_facts(
            [Fact(label=words, value=amount(getattr(employer, name))) for words, name in _EMPLOYER]
        )
        self.others.set_facts(_kind_facts(sums.van_anderen))
        for part in (self._others_title, self.others):
            part.setVisible(bool(sums.van_anderen))
        gap = sums.difference(employer)
        tone = "te_laat" if gap else "gereed"
        words = f"verschil {amount(gap)}" if gap else "sluit op de cent"
        self.check.set_facts(
            [Fact(label="Samen", value=words, icon=icon_name("status", tone), icon_color=tone)]
        )


def _kind_facts(sums: Sommen) -> list[Fact]:
    return [
        Fact(label=kind.value.capitalize(), value=amount(sums[kind])) for kind in SoortKosten if kind in sums
    ]


class CostTab(Tab):
    """A table of lines with its totals, and sums beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="kosten")
        self._titles: dict[int | None, tuple[str, str]] = {}
        self._is_narrow = False
        self.view = make_table(desk, self._columns(), name="kostenregels", accessible="Kostenregels")
        self.view.opened.connect(lambda line: self.ask(line.id))
        self.add = Button("Kostenregel toevoegen…", name="kosten_toevoegen")
        self.add.clicked.connect(lambda: self.ask(None))
        self.change = Button("Wijzigen…", name="kosten_wijzigen", on_click=self._change)
        self.remove = Button("Verwijderen…", name="kosten_verwijderen", on_click=self._remove)
        self.empty = EmptyState("", name="kosten_leeg")
        self.empty.asked.connect(self._first_step)
        self.panel = TablePanel(self.view, empty=self.empty)
        self.side = _Sums()
        self._sums = ScrollBody(self.side, name="kosten_sommen")
        self._sums.verticalScrollBar().rangeChanged.connect(
            lambda _, most: self.side.setContentsMargins(0, 0, 8 if most else 0, 0)  # air beside the amounts
        )
        columns = TwoColumns(self.panel, self._sums, shares=(3, 1), gap=24)
        columns.set_right_width(240)
        columns.narrowed.connect(self._fit)
        frame = QWidget()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inside.addWidget(columns)
        area = ScrollBody(frame, name="kosten_pagina")
        bar_in_margin(area, inside)
        bar = button_bar((self.add, self.change), (self.remove,))
        bar.setContentsMargins(MARGIN, 0, MARGIN, 0)
        filling(self, bar, area).setContentsMargins(0, 12, 0, 16)

    def _fit(self, is_narrow: bool) -> None:  # noqa: FBT001 - what the signal carries
        """Above its sums the table keeps some rows; beside them the total stays in sight."""
        self._is_narrow = is_narrow
        self.panel.setMinimumHeight(280 if is_narrow else 0)
        self._fit_sums()

    def _fit_sums(self) -> None:
        self._sums.setMinimumHeight(self.side.sizeHint().height() if self._is_narrow else 0)

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
        for part in (self.change, self.remove, self._sums):
            part.setVisible(bool(lines))
        self.add.setVisible(bool(lines))
        self.side.show_sums(sums_of(lines, measures), services.kosten.stand_of_dossier(self.dossier_id))
        self._fit_sums()

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def show_row(self, row_id: int | None, field: str = "") -> None:
        """The form of a line, or of a new one."""
        line = found(self.desk.services.kosten.list_of_dossier(self.dossier_id), row_id)
        form = CostForm(self.desk, self.dossier_id, line, self.draft_key(row_id))
        self.show_form("Kostenregel" if line else "Nieuwe kostenregel", form, field)

    def _first_step(self) -> None:
        if self._titles:
            self.ask(None)
        else:
            self.tab_asked.emit("maatregelen")

    def _change(self) -> None:
        if (line := self.view.current()) is not None:
            self.ask(line.id)

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
            Column(name="datum", title="Datum", width=94, cell=lambda k: text_cell(date_full(k.datum))),
            Column(name="soort", title="Soort", width=92, cell=lambda k: text_cell(k.soort.value)),
            Column(name="maatregel", title="Maatregel", width=128, stretch=True, cell=self._measure_cell),
            Column(name="kenmerk", title="Kenmerk", width=108, cell=lambda k: text_cell(k.kenmerk)),
            Column(name="jaar", title="Boekjaar", width=72, cell=_year_cell),
            money("ex", "Excl. btw", 82),
            Column(
                name="btw",
                title="Btw",
                width=50,
                is_right=True,
                cell=lambda k: Cell(text=f"{int(k.btw)} %", is_right=True),
            ),
            money("incl", "Incl. btw", 84),
        ]


def _year_cell(line: Kostenregel) -> Cell:
    return text_cell(f"{line.boekjaar} e.v." if line.per_jaar else str(line.boekjaar))


def _totals(lines: list[Kostenregel]) -> dict[str, Cell]:
    """Only a count: kinds follow each other in time, so adding them all up would say nothing."""
    last = max((line.datum for line in lines), default=None)
    words = count(len(lines), "kostenregel", "kostenregels")
    cells = {"datum": text_cell(f"{words}, laatste op {date_full(last)}" if last else words, is_bold=True)}
    billed = total(line.incl for line in lines if line.soort is SoortKosten.FACTUUR)
    credit = total(line.incl for line in lines if line.soort is SoortKosten.CREDIT)
    if billed.cents or credit.cents:
        words = "facturen min credits" if credit.cents else "facturen"
        cells["kenmerk"] = text_cell(words, is_bold=True)
        cells["incl"] = money_cell((billed - credit).cents, is_bold=True)
    return cells
