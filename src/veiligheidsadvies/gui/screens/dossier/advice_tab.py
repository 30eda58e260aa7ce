"""Advies: the advices of this dossier, newest first; without a date of the BVA it is a concept (rule R2)."""

from __future__ import annotations

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.kit.cells import Cell, status_cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.advice_form import advice_form
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, found, make_table
from veiligheidsadvies.text.formats import date_full


class AdviceTab(Tab):
    """A list with one form per advice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="advies")
        self.view = make_table(desk, _columns(), name="adviezen", accessible="Adviezen")
        self.view.opened.connect(lambda advies: self.ask(advies.id))
        self.add = Button("Advies toevoegen…", name="advies_toevoegen", on_click=lambda: self.ask(None))
        self.change = Button("Openen…", name="advies_openen", on_click=self._change)
        self.remove = Button("Verwijderen…", name="advies_verwijderen", on_click=self._remove)
        self.empty = EmptyState(
            "Nog geen advies",
            detail="Een lijst maatregelen zonder advies kan ook: kies dan de soort ‘maatregelenlijst’.",
            action="Advies toevoegen…",
            name="advies_leeg",
        )
        self.empty.asked.connect(lambda: self.ask(None))
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        filling(self, button_bar((self.add, self.change), (self.remove,)), self.panel)

    def load(self) -> None:
        """Read again."""
        advices = self.desk.services.dossiers.list_adviezen(self.dossier_id)
        self.panel.set_rows(advices)
        for button in (self.add, self.change, self.remove):
            button.setVisible(bool(advices))

    def focus_first(self) -> None:
        """The list, or the button when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def show_row(self, row_id: int | None, field: str = "") -> None:
        """The form of an advice, or of a new one."""
        advies = found(self.desk.services.dossiers.list_adviezen(self.dossier_id), row_id)
        form = advice_form(self.desk, advies or Advies(dossier_id=self.dossier_id), self.draft_key(row_id))
        self.show_form("Advies" if advies else "Nieuw advies", form, field)

    def ask_newest(self, *, field: str = "") -> None:
        """The form of the newest advice, or of a first one, with the cursor in a field."""
        advices = self.desk.services.dossiers.list_adviezen(self.dossier_id)
        self.ask(advices[0].id if advices else None, field=field)

    def _change(self) -> None:
        if (advies := self.view.current()) is not None:
            self.ask(advies.id)

    def _remove(self) -> None:
        advies = self.view.current()
        if advies is None or not self.desk.prompts.confirm(
            self, "Wilt u dit advies uit het dossier verwijderen?", action="Verwijderen"
        ):
            return
        try:
            self.desk.performer.perform(self, lambda: self.desk.services.dossiers.remove(advies))
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))


def _columns() -> list[Column[Advies]]:
    return [
        Column(name="soort", title="Soort", width=132, cell=lambda a: text_cell(_kind(a), is_bold=True)),
        Column(name="kenmerk", title="Kenmerk", width=108, stretch=True, cell=lambda a: text_cell(a.kenmerk)),
        Column(name="ccv", title="CCV-advies", width=96, cell=lambda a: text_cell(date_full(a.ccv_datum))),
        Column(name="bva", title="Vastgesteld door BVA", width=148, cell=_bva_cell),
        Column(name="gedeeld", title="Gedeeld", width=144, cell=lambda a: text_cell(word(a.gedeeld))),
        Column(name="op", title="Gedeeld op", width=96, cell=lambda a: text_cell(date_full(a.gedeeld_op))),
        Column(
            name="adviseur",
            title="Adviseur",
            width=128,
            is_secret=True,
            cell=lambda a: text_cell(a.adviseur),
        ),
    ]


def _kind(advies: Advies) -> str:
    words = word(advies.soort)
    return words[:1].upper() + words[1:]


def _bva_cell(advies: Advies) -> Cell:
    return status_cell("wacht", "concept") if advies.is_concept else text_cell(date_full(advies.bva_datum))
