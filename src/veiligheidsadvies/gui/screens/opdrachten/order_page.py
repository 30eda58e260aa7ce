"""One order: the next step, its lines with what came of them, what is left to do, bills, papers, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.opdracht import (
    IN_VOORBEREIDING,
    LOPEND,
    Opdrachtovergang,
    Opdrachtstand,
    Versiestand,
)
from veiligheidsadvies.domain.oplevering import Oplevering, Restpunt
from veiligheidsadvies.gui.binding.aantallen import shown
from veiligheidsadvies.gui.binding.akkoordwoorden import approval_fact, broken_fact
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.binding.opdrachtwoorden import ADRES_WOORD, GROEP, state_word
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.bands import NextStep, Notice
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, money_cell, status_cell, text_cell
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.flow import FlowLayout
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import Page, TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_view import TableView
from veiligheidsadvies.gui.screens.opdrachten.order_view import Factuurlijn, Orderlijn, OrderView
from veiligheidsadvies.text.formats import amount, date_full, days_late

BEWERKEN, INTREKKEN = "bewerken", "intrekken"
AFSPRAAK, LEVERING, RESTPUNT, FACTUUR, BETALING, WIJZIGING = (
    "afspraak",
    "oplevering",
    "restpunt",
    "factuur",
    "betaling",
    "wijziging",
)
ANNULEREN, OPDRACHT, BIJLAGE, STAAT = "annuleren", "druk_opdracht", "druk_bijlage", "druk_staat"
_RUNNING = {
    BEWERKEN: "Bewerken…",
    AFSPRAAK: "Afspraak maken…",
    LEVERING: "Oplevering vastleggen…",
    FACTUUR: "Factuur invoeren…",
    BETALING: "Betaling vastleggen…",
    RESTPUNT: "Restpunt…",
    WIJZIGING: "Wijzigen…",
    INTREKKEN: "Intrekken…",
    ANNULEREN: "Annuleren…",
}
_PAPERS = {OPDRACHT: "Opdracht…", BIJLAGE: "Adresbijlage…", STAAT: "Opleverstaat…"}


class OrderPage(QWidget):
    """Signals: `asked(action)`; and a row: `rest_opened`, `bill_opened`, `copy_opened`."""

    asked = Signal(str)
    rest_opened = Signal(object)
    bill_opened = Signal(object)
    copy_opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.step = NextStep()
        self.notice = Notice(icon=icon_name("finding", "let_op"), name="opdracht_melding")
        self.alarm = Notice(icon=icon_name("finding", "blokkeert"), tone="te_laat", name="akkoord_klopt_niet")
        self.lines = _table(_line_columns(), "opdrachtregels", "Regels", lambda one: one.regel.id)
        self.rest = _table(_rest_columns(lambda: desk.services.today), "restpunten", "Restpunten", _id)
        self.rest.opened.connect(self.rest_opened)
        self.bills = _table(_bill_columns(), "facturen", "Facturen", lambda one: one.factuur.id)
        self.bills.opened.connect(self.bill_opened)
        self.deliveries = _table(_delivery_columns(), "opleveringen", "Opleveringen", _id)
        self.copies = _table(_copy_columns(), "stukken", "Uitgegeven stukken", _id)
        self.copies.opened.connect(self.copy_opened)
        self.history = _table(_history_columns(), "verloop", "Verloop", _id)
        self._headings: dict[TableView, SectionHeading] = {}
        self.facts = Facts(name="opdracht_gegevens", label_width=112)
        self.appointment = Facts(name="afspraak_gegevens", secrecy=desk.secrecy, label_width=112)
        self.check = Facts(name="factuurcontrole")
        self._none = label("Nog geen afspraak", "muted")
        self._groups: dict[QWidget, Iterable[str]] = {}
        self._buttons = {
            name: Button(words, name=f"opdracht_{name}") for name, words in {**_RUNNING, **_PAPERS}.items()
        }
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        columns = TwoColumns(self._left(), self._right(), shares=(2, 1), gap=40)
        columns.set_right_width(320)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Page(columns))

    def _left(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.alarm)
        column.addWidget(self.notice)
        column.addWidget(self.step)
        for title, view, extra in (
            ("Regels", self.lines, None),
            ("Restpunten", self.rest, None),
            ("Opleveringen", self.deliveries, None),
            ("Facturen", self.bills, self.check),
            ("Stukken", self.copies, None),
            ("Verloop", self.history, None),
        ):
            heading = SectionHeading(title)
            heading.setContentsMargins(0, 12, 0, 0)
            self._headings[view] = heading
            column.addWidget(heading)
            column.addWidget(view)
            if extra is not None:
                column.addWidget(extra)
        column.addStretch(1)
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("Opdracht"))
        column.addWidget(self.facts)
        column.addSpacing(12)
        column.addWidget(SectionHeading("Afspraak"))
        column.addWidget(self._none)
        column.addWidget(self.appointment)
        column.addSpacing(12)
        for title, names in (("Doen", _RUNNING), ("Afdrukken", _PAPERS)):
            group = QWidget()
            inner = QVBoxLayout(group)
            inner.setContentsMargins(0, 0, 0, 12)
            inner.setSpacing(8)
            flow = FlowLayout()
            for name in names:
                flow.addWidget(self._buttons[name])
            inner.addWidget(SectionHeading(title))
            inner.addLayout(flow)
            column.addWidget(group)
            self._groups[group] = names
        column.addStretch(1)
        return made

    def show_order(self, view: OrderView) -> None:
        """Show another order, or the same as it is now."""
        self._show_step(view)
        self.notice.tell(
            "Het akkoord is vervallen, omdat de inhoud daarna veranderde."
            if view.is_akkoord_vervallen
            else ""
        )
        self.alarm.tell(
            f"Het akkoord klopt niet: {view.akkoord_bezwaar}. Er gaat niets van deze opdracht naar buiten."
            " Voer bij Beheer alle controles uit."
            if view.akkoord_bezwaar
            else ""
        )
        for table, rows in (
            (self.lines, view.lijnen),
            (self.rest, view.restpunten),
            (self.deliveries, view.opleveringen),
            (self.bills, view.facturen),
            (self.copies, view.exemplaren),
            (self.history, view.overgangen),
        ):
            _fit(table, rows)
            self._headings[table].setVisible(bool(rows))
        self._headings[self.lines].set_remark(f"totaal {amount(view.incl)} incl. btw")
        self.facts.set_facts(_facts(view))
        self._none.setVisible(view.afspraak is None)
        self.appointment.setVisible(view.afspraak is not None)
        self.appointment.set_facts(_appointment_facts(view))
        self.check.setVisible(bool(view.facturen))
        self.check.set_facts(_check_facts(view))
        shown = _possible(view)
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
            button.setEnabled(name not in _PAPERS or not view.akkoord_bezwaar)
        for group, names in self._groups.items():
            group.setVisible(any(name in shown for name in names))

    def _show_step(self, view: OrderView) -> None:
        step, focused = view.stap, self.window().focusWidget()
        was_here = focused is not None and self.step.isAncestorOf(focused)
        buttons = []
        if step.actie:
            button = Button(step.knop, name="volgende_stap_knop", role="primary")
            button.clicked.connect(lambda _=False: self.asked.emit(step.actie))
            buttons.append(button)
        self.step.set_step(step.titel, step.waarom, buttons)
        self.first: QWidget = buttons[0] if buttons else self.lines
        if was_here:
            self.focus_first()

    def focus_first(self) -> None:
        """The button of the next step, or the lines."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _possible(view: OrderView) -> set[str]:
    """What can be done now beside the next step, and which papers there are."""
    order, newest = view.opdracht, view.versies[-1]
    is_pending = newest.stand is not Versiestand.GEGEVEN
    found = {OPDRACHT} if order.opdracht_op is not None else set()
    if order.stand in IN_VOORBEREIDING:
        return {BEWERKEN, INTREKKEN}
    if order.stand in LOPEND:
        found |= {RESTPUNT, FACTUUR, WIJZIGING, STAAT}
        found |= {INTREKKEN} if is_pending else set()
        found |= {BIJLAGE} if order.draagt_adres else set()
        if order.stand is not Opdrachtstand.OPGELEVERD:
            found |= {AFSPRAAK, LEVERING, ANNULEREN}
    elif order.opdracht_op is not None:
        found.add(FACTUUR)
    if view.open_facturen:
        found.add(BETALING)
    return found - {view.stap.actie}


def _id(row: Any) -> Any:
    return row.id


def _table(
    columns: Sequence[Column[Any]], name: str, accessible: str, key: Callable[[Any], Any]
) -> TableView:
    model: TableModel[Any] = TableModel(columns, key=key)
    return make_table(model, name=name, accessible=accessible)


def _fit(view: TableView, rows: Sequence[Any]) -> None:
    """As high as its rows: the page around it scrolls."""
    view.table.set_rows(rows)
    height = view.verticalHeader().defaultSectionSize()
    view.setFixedHeight(view.header.sizeHint().height() + height * len(rows) + 14)
    view.setVisible(bool(rows))


def _line_columns() -> list[Column[Orderlijn]]:
    return [
        Column(
            name="titel",
            title="Werk",
            width=200,
            stretch=True,
            cell=lambda one: text_cell(one.regel.titel, is_bold=True),
        ),
        Column(name="besteld", title="Besteld", width=76, is_right=True, cell=lambda o: _right(o, o.besteld)),
        Column(
            name="geleverd",
            title="Geleverd",
            width=80,
            is_right=True,
            cell=lambda one: Cell(
                text=shown(one.geleverd) if one.geleverd else "–",
                is_right=True,
                color="text" if one.geleverd else "muted",
                icon=icon_name("status", "gereed") if not one.open and one.geleverd else "",
                icon_color="gereed",
            ),
        ),
        Column(
            name="verwacht",
            title="€ incl. btw",
            width=104,
            is_right=True,
            cell=lambda one: money_cell(one.verwacht.cents),
        ),
        Column(
            name="gefactureerd",
            title="Gefactureerd",
            width=108,
            is_right=True,
            cell=lambda one: money_cell(one.gefactureerd.cents),
        ),
    ]


def _right(one: Orderlijn, quantity: Any) -> Cell:
    unit = f" {one.regel.eenheid}" if one.regel.eenheid else ""
    return Cell(text=shown(quantity) + unit, is_right=True)


def _rest_columns(today: Callable[[], dt.date]) -> list[Column[Restpunt]]:
    def due(one: Restpunt) -> Cell:
        if one.gereed_op is not None:
            return status_cell("gereed", f"gereed {date_full(one.gereed_op)}")
        if one.termijn is None:
            return text_cell("zonder termijn", is_muted=True)
        late = (today() - one.termijn).days
        return date_cell(date_full(one.termijn), lateness=days_late(late) if late > 0 else "")

    return [
        Column(
            name="omschrijving",
            title="Restpunt",
            width=220,
            stretch=True,
            cell=lambda one: text_cell(one.omschrijving, is_bold=one.gereed_op is None),
        ),
        Column(
            name="blokkeert",
            title="Oplevering",
            width=144,
            cell=lambda one: (
                Cell(text="houdt tegen", icon=icon_name("finding", "let_op"), icon_color="wacht")
                if one.blokkeert and one.gereed_op is None
                else text_cell("–", is_muted=True)
            ),
        ),
        Column(name="termijn", title="Termijn", width=160, cell=due),
    ]


def _delivery_columns() -> list[Column[Oplevering]]:
    return [
        Column(
            name="op",
            title="Opgeleverd op",
            width=120,
            cell=lambda one: text_cell(date_full(one.opgeleverd_op), is_bold=True),
        ),
        Column(
            name="certificaat",
            title="BORG-certificaat",
            width=152,
            stretch=True,
            cell=lambda one: text_cell(one.certificaat or "–", is_muted=not one.certificaat),
        ),
        Column(
            name="uitleg",
            title="Uitleg",
            width=104,
            cell=lambda one: (
                status_cell("gereed", "gegeven") if one.is_uitgelegd else status_cell("wacht", "nog niet")
            ),
        ),
        Column(name="fotos", title="Foto’s", width=96, cell=lambda one: text_cell(one.fotos or "–")),
        Column(
            name="garantie",
            title="Garantie tot",
            width=112,
            cell=lambda one: text_cell(date_full(one.garantie_tot) or "–"),
        ),
    ]


def _bill_columns() -> list[Column[Factuurlijn]]:
    return [
        Column(
            name="nummer",
            title="Factuur",
            width=136,
            stretch=True,
            cell=lambda one: text_cell(one.factuur.nummer, is_bold=True),
        ),
        Column(name="soort", title="Soort", width=80, cell=lambda one: text_cell(word(one.factuur.soort))),
        Column(
            name="datum", title="Datum", width=96, cell=lambda one: text_cell(date_full(one.factuur.datum))
        ),
        Column(
            name="incl",
            title="€ incl. btw",
            width=112,
            is_right=True,
            cell=lambda one: money_cell(one.incl.cents),
        ),
        Column(
            name="betaald",
            title="Betaald",
            width=104,
            is_right=True,
            cell=lambda one: money_cell(one.betaald.cents),
        ),
        Column(
            name="openstaand",
            title="Open",
            width=104,
            is_right=True,
            cell=lambda one: money_cell(one.openstaand.cents, is_bold=bool(one.openstaand)),
        ),
    ]


def _copy_columns() -> list[Column[Exemplaarregel]]:
    return [
        Column(name="nummer", title="Exemplaar", width=100, cell=lambda e: text_cell(e.nummer, is_bold=True)),
        Column(
            name="document",
            title="Stuk",
            width=152,
            stretch=True,
            cell=lambda e: text_cell(e.document.woord),
        ),
        Column(
            name="op",
            title="Uitgegeven",
            width=104,
            cell=lambda e: text_cell(date_full(e.uitgegeven_op.date())),
        ),
        Column(name="wijze", title="Wijze", width=152, cell=lambda e: text_cell(word(e.wijze))),
        Column(name="afloop", title="Stand", width=96, cell=lambda e: text_cell(e.afloop.value)),
    ]


def _history_columns() -> list[Column[Opdrachtovergang]]:
    return [
        Column(name="op", title="Datum", width=96, cell=lambda one: text_cell(date_full(one.op))),
        Column(
            name="naar",
            title="Wordt",
            width=160,
            cell=lambda one: status_cell(GROEP[one.naar], state_word(one.naar)),
        ),
        Column(name="door", title="Door", width=140, cell=lambda one: text_cell(one.door)),
        Column(
            name="reden",
            title="Reden",
            width=160,
            stretch=True,
            cell=lambda one: text_cell(one.reden or "–", is_muted=not one.reden),
        ),
    ]


def _facts(view: OrderView) -> list[Fact]:
    order = view.opdracht
    group = GROEP[order.stand]
    facts = [
        Fact(
            label="Stand",
            value=state_word(order.stand),
            icon=icon_name("status", group),
            icon_color=group,
        ),
        Fact(label="Dossier", value=view.dossier_code),
        Fact(label="Leverancier", value=view.leverancier),
        Fact(label="Totaal incl. btw", value=amount(view.incl)),
        Fact(label="Gereed uiterlijk", value=date_full(order.gereed_voor) or "–"),
        Fact(label="Adres", value=ADRES_WOORD[order.adres_wijze]),
    ]
    if view.akkoord_bezwaar:
        facts.append(broken_fact(view.akkoord_bezwaar))
    elif view.akkoord is not None:
        facts.append(approval_fact(view.akkoord))
    if order.opdracht_op is not None:
        facts.append(Fact(label="Gegeven op", value=date_full(order.opdracht_op)))
    if order.einde_op is not None:
        facts.append(Fact(label="Einde", value=date_full(order.einde_op)))
    if order.einde_reden:
        facts.append(Fact(label="Reden", value=order.einde_reden))
    return facts


def _appointment_facts(view: OrderView) -> list[Fact]:
    one = view.afspraak
    if one is None:
        return []
    confirmed = date_full(one.bevestigd_op)
    return [
        Fact(label="Dag", value=f"{date_full(one.dag)} {one.tijd}".strip()),
        Fact(label="Wie is thuis", value=one.thuis or "–", is_secret=True),
        Fact(label="Wie komen", value=one.monteurs or "–"),
        Fact(
            label="Bevestigd",
            value=f"op {confirmed}" if confirmed else "nog niet",
            icon=icon_name("status", "gereed" if confirmed else "wacht"),
            icon_color="gereed" if confirmed else "wacht",
        ),
    ]


def _check_facts(view: OrderView) -> list[Fact]:
    """Expected against billed, the difference told."""
    difference = view.verschil
    if not difference:
        told = Fact(label="Verschil", value="geen", icon=icon_name("finding", "in_orde"), icon_color="gereed")
    else:
        words = "meer" if difference.cents > 0 else "minder"
        heavier = difference.cents > 0
        told = Fact(
            label="Verschil",
            value=f"{amount(_size(difference))} {words} dan besteld",
            icon=icon_name("finding", "let_op"),
            icon_color="te_laat" if heavier else "wacht",
            color="te_laat" if heavier else "",
        )
    return [
        Fact(label="Verwacht incl. btw", value=amount(view.incl)),
        Fact(label="Gefactureerd incl. btw", value=amount(view.gefactureerd, zero="€\u00a00,00")),
        told,
    ]


def _size(value: Any) -> Any:
    """The amount without its sign."""
    return -value if value.cents < 0 else value
