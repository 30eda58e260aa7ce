"""Woonplek en PKVW: the home of now with its certificate, and the homes before it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.woonplek import PkvwSoort, Woonplek
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.kit.cells import text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.screens.dossier.home_forms import home_form, move_form, new_home
from veiligheidsadvies.gui.screens.dossier.overview_facts import pkvw_fact
from veiligheidsadvies.gui.screens.dossier.tab import Tab, fit_rows, found, make_table, scrolling
from veiligheidsadvies.text.formats import date_full

LABEL = 168


class HomeTab(Tab):
    """Facts of the current home with its buttons, and the history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="woonplek")
        self._home: Woonplek | None = None
        self.home = Facts(name="woonplek", secrecy=desk.secrecy, label_width=LABEL)
        self.pkvw = Facts(name="pkvw", label_width=LABEL)
        self.change = Button("Wijzigen…", name="woonplek_wijzigen", on_click=self.ask_current)
        self.moving = Button("Verhuizing…", name="verhuizing", on_click=self.ask_move)
        self.enter = Button("Certificaat invoeren…", name="certificaat_invoeren")
        self.enter.clicked.connect(lambda: self.ask_current(field="pkvw_soort"))
        self.history = make_table(desk, _columns(), name="woonplekken", accessible="Woonplekken")
        self.history.opened.connect(lambda home: self.ask(home.id))
        self.add = Button("Woonplek toevoegen…", name="woonplek_toevoegen", role="link")
        self.add.clicked.connect(lambda: self.ask(None))
        self.remove = Button("Verwijderen…", name="woonplek_verwijderen", role="link", on_click=self._remove)
        self.empty = EmptyState(
            "Nog geen woonplek",
            detail="De Regeling geldt voor de woonplek; zonder woonplek kan er niets worden besteld.",
            action="Woonplek invoeren…",
            name="woonplek_leeg",
        )
        self.empty.asked.connect(lambda: self.ask(None))
        self._lay_out()

    def _lay_out(self) -> None:
        left = _block("Woonplek nu", self.home, self.change, self.moving)
        right = _block("Politiekeurmerk Veilig Wonen", self.pkvw, self.enter)
        self.current = TwoColumns(left, right, shares=(1, 1), gap=40)
        aside = QWidget()
        links = QHBoxLayout(aside)
        links.setContentsMargins(0, 0, 0, 0)
        links.addWidget(self.add)
        links.addWidget(self.remove)
        self.past = QWidget()
        column = QVBoxLayout(self.past)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SectionHeading("Alle woonplekken", aside=aside))
        column.addWidget(self.history)
        scrolling(self, self.empty, self.current, self.past)

    def load(self) -> None:
        """Read again."""
        homes = self.desk.services.dossiers.list_woonplekken(self.dossier_id)
        self._home = self.desk.services.dossiers.stand(self.dossier_id).woonplek
        fit_rows(self.history, homes)
        self.empty.setVisible(not homes)
        self.past.setVisible(bool(homes))
        self.current.setVisible(self._home is not None)
        if self._home is not None:
            self._show(self._home)

    def _show(self, home: Woonplek) -> None:
        today = self.desk.services.today
        area = self.desk.services.beheer.organisatie().termen.gebied
        where = f"in eigen {area}" if home.in_eigen_gebied else f"buiten eigen {area}"
        facts = [
            Fact(label="Adres", value=home.adres, is_secret=True),
            Fact(label="Postcode en plaats", value=f"{home.postcode} {home.plaats}".strip(), is_secret=True),
            Fact(label="Bewoond vanaf", value=date_full(home.vanaf) or "–"),
            Fact(label="Ligging", value=where),
            Fact(label="Eigendom", value=word(home.eigendom)),
        ]
        if not home.in_eigen_gebied:
            until = f" tot en met {date_full(home.ontheffing_tot)}" if home.ontheffing_tot else ""
            given = f"{date_full(home.ontheffing_op)}{until}" if home.ontheffing_op else "ontbreekt"
            facts.append(Fact(label="Ontheffing", value=given))
        self.home.set_facts(facts)
        state = pkvw_fact(home, today)
        is_valid = home.has_valid_pkvw(today)
        ready = icon_name("status", "gereed")
        kinds = [
            Fact(
                label="Stand",
                value="geldig" if is_valid else state.value,
                icon=ready if is_valid else state.icon,
                icon_color="gereed" if is_valid else state.icon_color,
            ),
            Fact(label="Soort", value=word(home.pkvw_soort)),
        ]
        if home.pkvw_soort in {PkvwSoort.CERTIFICAAT, PkvwSoort.VERKLARING}:
            kinds.append(Fact(label="Nummer", value=home.pkvw_nummer or "–"))
            kinds.append(Fact(label="Afgegeven op", value=date_full(home.pkvw_afgifte) or "–"))
        if home.pkvw_soort is PkvwSoort.CERTIFICAAT:
            kinds.append(Fact(label="Geldig tot en met", value=date_full(home.pkvw_vervalt) or "–"))
        if not is_valid and home.pkvw_termijn:
            kinds.append(Fact(label="Afgesproken vóór", value=date_full(home.pkvw_termijn)))
        self.pkvw.set_facts(kinds)
        self.enter.setText("Certificaat wijzigen…" if is_valid else "Certificaat invoeren…")

    def focus_first(self) -> None:
        """The first button."""
        if self._home is None:
            (self.add if self.empty.isHidden() else self.empty.button).setFocus()
        else:
            (self.change if self._home.has_valid_pkvw(self.desk.services.today) else self.enter).setFocus()

    def show_row(self, row_id: int | None, field: str = "") -> None:
        """The form of a home, or of a new one."""
        home = found(self.desk.services.dossiers.list_woonplekken(self.dossier_id), row_id)
        form = home_form(self.desk, home or new_home(self.dossier_id), self.draft_key(row_id))
        self.show_form("Woonplek" if home else "Nieuwe woonplek", form, field if home else "")

    def show_move(self) -> None:
        """The form that closes this home and opens the next; without a home the form of a first one."""
        home = self.desk.services.dossiers.stand(self.dossier_id).woonplek
        if home is None:
            self.show_row(None)
        else:
            self.show_form("Verhuizing", move_form(self.desk, home, self.draft_key(home.id, "verhuizing")))

    def ask_current(self, *, field: str = "") -> None:
        """The form of the home of now, or of a first one."""
        home = self.desk.services.dossiers.stand(self.dossier_id).woonplek
        self.ask(home.id if home else None, field=field)

    def ask_move(self) -> None:
        """The form of moving house."""
        self.go.emit(Plek(scherm="dossier", dossier_id=self.dossier_id, tab="verhuizing"))

    def _remove(self) -> None:
        home = self.history.current()
        if home is None or not self.desk.prompts.confirm(
            self, "Wilt u deze woonplek uit het dossier verwijderen?", action="Verwijderen"
        ):
            return
        try:
            self.desk.performer.perform(self, lambda: self.desk.services.dossiers.remove(home))
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))


def _block(title: str, facts: Facts, *buttons: Button) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionHeading(title))
    column.addWidget(facts)
    row = QHBoxLayout()
    row.setContentsMargins(0, 8, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return block


def _columns() -> list[Column[Woonplek]]:
    return [
        Column(
            name="adres",
            title="Adres",
            width=200,
            stretch=True,
            is_secret=True,
            cell=lambda w: text_cell(w.adres),
        ),
        Column(name="plaats", title="Plaats", width=150, is_secret=True, cell=lambda w: text_cell(w.plaats)),
        Column(name="vanaf", title="Vanaf", width=104, cell=lambda w: text_cell(date_full(w.vanaf) or "–")),
        Column(name="tot", title="Tot en met", width=104, cell=lambda w: text_cell(date_full(w.tot) or "–")),
        Column(name="pkvw", title="PKVW", width=120, cell=lambda w: text_cell(word(w.pkvw_soort))),
        Column(
            name="vervalt",
            title="Geldig tot en met",
            width=128,
            cell=lambda w: text_cell(
                date_full(w.pkvw_vervalt) if w.pkvw_soort is PkvwSoort.CERTIFICAAT else "–"
            ),
        ),
    ]
