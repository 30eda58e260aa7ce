"""All money of one measure, line by line, and entering or mending one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import including_btw
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import money_cell, text_cell
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.text.formats import date_full

FIELDS = (
    "soort",
    "datum",
    "ex",
    "btw",
    "incl",
    "boekjaar",
    "per_jaar",
    "fiscale_categorie",
    "kenmerk",
    "omschrijving",
)
_ROW, _MOST_ROWS = 36, 6

COLUMNS: tuple[Column[Kostenregel], ...] = (
    Column(name="datum", title="Datum", width=96, cell=lambda line: text_cell(date_full(line.datum))),
    Column(
        name="soort",
        title="Soort",
        width=112,
        cell=lambda line: text_cell(word(line.soort) + (" per jaar" if line.per_jaar else "")),
    ),
    Column(
        name="kenmerk", title="Kenmerk", width=80, stretch=True, cell=lambda line: text_cell(line.kenmerk)
    ),
    Column(
        name="ex", title="Excl. btw", width=88, is_right=True, cell=lambda line: money_cell(line.ex.cents)
    ),
    Column(name="btw", title="Btw", width=56, is_right=True, cell=lambda line: text_cell(word(line.btw))),
    Column(
        name="incl", title="Incl. btw", width=88, is_right=True, cell=lambda line: money_cell(line.incl.cents)
    ),
)


class CostLines(QWidget):
    """The lines of a measure; Enter mends one, the link adds one."""

    def __init__(self, desk: Desk, maatregel: Maatregel) -> None:
        super().__init__()
        self._desk, self._maatregel = desk, maatregel
        self.model = TableModel(COLUMNS, key=lambda line: line.id, parent=self)
        self.view = make_table(self.model, name="kostenregels", accessible="Kostenregels")
        self.view.opened.connect(self.edit)
        add = Button("Kostenregel toevoegen…", name="kostenregel_toevoegen", role="link", on_click=self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addWidget(SectionHeading("Kostenregels", aside=add))
        column.addWidget(self.view)

    def show_lines(self, lines: Sequence[Kostenregel]) -> None:
        """Show these, oldest first."""
        self.model.set_rows(tuple(lines))
        self.view.setVisible(bool(lines))
        self.view.setFixedHeight(32 + _ROW * min(len(lines), _MOST_ROWS) + 2)

    def add(self) -> bool:
        """Ask a new line, of the kind that usually comes next."""
        kinds = [line.soort for line in self.model.rows()]
        usual = next((kind for kind in SoortKosten if kind not in kinds), SoortKosten.FACTUUR)
        owner = DossierId(self._maatregel.dossier_id or 0)
        line = self._desk.services.kosten.new_line(MaatregelId(self._maatregel.id or 0), owner, usual)
        category = fiscal_category(self._maatregel.grondslag, self._maatregel.betaler)
        return self.edit(replace(line, fiscale_categorie=category))

    def edit(self, line: Kostenregel) -> bool:
        """Ask and save one line; the amount incl. btw follows as long as it is not typed."""
        form = Form((fields.section("", Kostenregel, FIELDS, btw={"beside": True}, ex={"required": True}),))
        given = fields.values_of(line)
        form.load(given if line.id is not None else {**given, "ex": None, "incl": None})

        def follow(name: str) -> None:
            ex, btw = form.values()["ex"], form.values()["btw"]
            if name in {"ex", "btw"} and ex is not None and btw is not None:
                form.set_value("incl", including_btw(ex, btw))

        form.field_edited.connect(follow)
        title = "Kostenregel" if line.id is not None else "Kostenregel toevoegen"
        while True:
            values = self._desk.prompts.ask_form(self, title, form=form, action="Bewaren")
            if values is None:
                return False
            if values["incl"] is None:
                values["incl"] = including_btw(values["ex"], values["btw"])
            try:
                return self._save(fields.filled(line, values))
            except InvalidInput as error:
                form.show_problems(fields.sentences(error.problems))

    def _save(self, line: Kostenregel) -> bool:
        return self._desk.performer.perform(self, lambda: self._desk.services.kosten.save(line)) is not None
