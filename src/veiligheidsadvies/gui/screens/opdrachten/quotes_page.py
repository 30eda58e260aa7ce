"""Quotes side by side: a column for each supplier, line by line, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.aanvraag import Aanvraag, Aanvraagregel, Aanvraagstand, Offertestand
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.gui.binding.aantallen import with_unit
from veiligheidsadvies.gui.binding.opdrachtwoorden import GROEP, state_word
from veiligheidsadvies.gui.kit.bands import NextStep
from veiligheidsadvies.gui.kit.cells import Cell, money_cell, text_cell
from veiligheidsadvies.gui.kit.findings import Finding, FindingList
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import Page
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label, rule
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_view import TableView
from veiligheidsadvies.services.aanvragen import Kolom, Vergelijking
from veiligheidsadvies.text.formats import amount, count, date_full

_WIDE, _MONEY = 220, 152


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line, or a sum below the lines (`soort` ex, btw, incl, levertijd, geldig)."""

    soort: str
    titel: str
    regel: Aanvraagregel | None = None


_SUMS = (
    ("ex", "Totaal excl. btw"),
    ("btw", "Btw"),
    ("incl", "Totaal incl. btw"),
    ("levertijd", "Levertijd"),
    ("geldig", "Geldig tot en met"),
)


class QuotesPage(QWidget):
    """Signals with the Kolom: `enter_asked`, `choose_asked`, `print_asked`; and `withdraw_asked()`."""

    enter_asked = Signal(object)
    choose_asked = Signal(object)
    print_asked = Signal(object)
    withdraw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.step = NextStep()
        self.approval = FindingList(name="vrijgave_akkoord")
        self._who = QVBoxLayout()
        self._who.setSpacing(0)
        self._heading, self._asked = SectionHeading("Vergelijking"), SectionHeading("Leveranciers")
        self._place = QVBoxLayout()
        self.table: TableView | None = None
        self.withdraw = Button("Aanvraag intrekken…", name="aanvraag_intrekken", role="link")
        self.withdraw.clicked.connect(self.withdraw_asked)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.step)
        column.addWidget(self.approval)
        column.addSpacing(12)
        column.addWidget(self._asked)
        column.addLayout(self._who)
        column.addSpacing(12)
        column.addWidget(self._heading)
        column.addLayout(self._place)
        column.addSpacing(12)
        column.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Page(body))

    def show_request(self, aanvraag: Aanvraag, seen: Vergelijking, findings: Sequence[Finding] = ()) -> None:
        """What came in on a request that was sent; `findings` tell of the yes to what is doubted on it."""
        self.approval.set_findings(findings)
        self.approval.setVisible(bool(findings))
        is_open = aanvraag.stand is Aanvraagstand.UITGEZET
        self._show_step(aanvraag, seen.kolommen)
        self._show_suppliers(seen.kolommen, is_open=is_open)
        self._show_table(seen)
        self.withdraw.setVisible(is_open)

    def focus_first(self) -> None:
        """The first button of the suppliers, or the table."""
        buttons = self.findChildren(Button, "offerte_invoeren_0")
        target: QWidget | None = buttons[0] if buttons else self.table
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, aanvraag: Aanvraag, columns: Sequence[Kolom]) -> None:
        waiting = [one for one in columns if one.offerte.stand is Offertestand.GEVRAAGD]
        answered = [one for one in columns if one.offerte.stand is not Offertestand.GEVRAAGD]
        if aanvraag.stand is Aanvraagstand.GEKOZEN:
            chosen = next((one.leverancier for one in columns if _is_chosen(one)), "")
            self.step.set_step(
                f"De offerte van {chosen} is gekozen", "De opdracht staat als concept klaar.", []
            )
        elif aanvraag.stand is Aanvraagstand.INGETROKKEN:
            self.step.set_step("Deze aanvraag is ingetrokken", "", [])
        elif waiting and not answered:
            until = date_full(aanvraag.reageren_voor)
            words = f"Antwoord uiterlijk {until}." if until else "Voer de offertes in zodra zij binnen zijn."
            self.step.set_step("Wacht op de offertes", words, [])
        else:
            cheapest = next((one for one in columns if one.is_goedkoopste), None)
            words = f"De laagste volledige: {cheapest.leverancier}." if cheapest else ""
            rest = f" Nog niet binnen: {', '.join(one.leverancier for one in waiting)}." if waiting else ""
            self.step.set_step("Vergelijk en kies een offerte", (words + rest).strip(), [])

    def _show_suppliers(self, columns: Sequence[Kolom], *, is_open: bool) -> None:
        clear(self._who)
        for at, one in enumerate(columns):
            self._who.addWidget(self._supplier(one, at, is_open=is_open))
            self._who.addWidget(rule("hairline"))
        self._asked.set_follow(str(len(columns)))

    def _supplier(self, one: Kolom, at: int, *, is_open: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        group = GROEP[one.offerte.stand]
        row.addWidget(IconLabel(icon_name("status", group), group, 16))
        row.addWidget(label(one.leverancier, "strong"))
        row.addWidget(label(_told(one), "muted", is_wrapped=True), 1)
        is_in = one.offerte.stand is Offertestand.ONTVANGEN
        for name, words, signal, is_shown in (
            ("afdrukken", "Aanvraag afdrukken…", self.print_asked, is_open),
            ("invoeren", "Offerte wijzigen…" if is_in else "Offerte invoeren…", self.enter_asked, is_open),
            ("kiezen", "Kiezen", self.choose_asked, is_open and is_in),
        ):
            if not is_shown:
                continue
            role = "primary" if name == "kiezen" and one.is_goedkoopste else ""
            button = Button(words, name=f"offerte_{name}_{at}", role=role)
            button.setAccessibleDescription(one.leverancier)
            button.clicked.connect(lambda _=False, signal=signal, one=one: signal.emit(one))
            row.addWidget(button)
        made.setAccessibleName(f"{one.leverancier}, {_told(one)}")
        return made

    def _show_table(self, seen: Vergelijking) -> None:
        clear(self._place)
        rows = [_Row(soort="regel", titel=one.titel, regel=one) for one in seen.regels]
        rows += [_Row(soort=kind, titel=words) for kind, words in _SUMS]
        columns: list[Column[_Row]] = [
            Column(
                name="titel",
                title="Werk",
                width=_WIDE,
                stretch=True,
                cell=lambda row: text_cell(_title(row), is_bold=row.soort == "incl"),
            )
        ]
        columns += [
            Column(
                name=f"offerte_{at}",
                title=one.leverancier,
                width=_MONEY,
                is_right=True,
                cell=_cell_of(one),
            )
            for at, one in enumerate(seen.kolommen)
        ]
        model: TableModel[Any] = TableModel(columns, key=lambda row: (row.soort, row.titel), parent=self)
        self.table = TableView(model, name="vergelijking", accessible="Vergelijking van offertes")
        self.table.table.set_rows(rows)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.header.sizeHint().height() + height * len(rows) + 14)
        self._place.addWidget(self.table)
        self._heading.set_follow(count(len(seen.regels), "regel", "regels"))


def _cell_of(one: Kolom) -> Callable[[_Row], Cell]:
    return lambda row: _cell(row, one)


def _title(row: _Row) -> str:
    if row.regel is None:
        return row.titel
    quantity = with_unit(row.regel.aantal, row.regel.eenheid)
    return f"{row.titel} ({quantity})" if quantity else row.titel


def _cell(row: _Row, one: Kolom) -> Cell:
    if one.offerte.stand is Offertestand.GEVRAAGD:
        return Cell(text="nog niet binnen" if row.soort == "ex" else "–", is_right=True, color="muted")
    return _of_line(row.regel, one) if row.regel is not None else _of_sum(row.soort, one)


def _of_line(line: Aanvraagregel, one: Kolom) -> Cell:
    price = one.prijzen.get(line.id) if line.id is not None else None
    if price is None:
        return Cell(text="ontbreekt", is_right=True, color="te_laat", icon=icon_name("finding", "let_op"))
    return money_cell(price.ex.cents)


def _of_sum(kind: str, one: Kolom) -> Cell:
    if kind in {"ex", "btw"}:
        value: Bedrag = one.ex if kind == "ex" else one.btw
        return money_cell(value.cents)
    if kind == "incl":
        best = one.is_goedkoopste
        return Cell(
            text=("laagste · " if best else "") + amount(one.incl, sign=False),
            is_right=True,
            is_bold=True,
            icon=icon_name("status", "gereed") if best else "",
            icon_color="gereed",
        )
    if kind == "levertijd":
        days = one.offerte.levertijd_dagen
        return Cell(text="–" if days is None else count(days, "dag", "dagen"), is_right=True)
    until = date_full(one.offerte.geldig_tot) or "–"
    words = f"{until} · verlopen" if one.is_verlopen else until
    return Cell(text=words, is_right=True, color="te_laat" if one.is_verlopen else "text")


def _is_chosen(one: Kolom) -> bool:
    return one.offerte.stand is Offertestand.GEKOZEN


def _told(one: Kolom) -> str:
    parts = [state_word(one.offerte.stand)]
    if one.offerte.stand is not Offertestand.GEVRAAGD:
        parts += [one.offerte.kenmerk, f"{amount(one.incl)} incl. btw"]
        if not one.is_volledig:
            parts.append("niet volledig")
    return ", ".join(part for part in parts if part)
