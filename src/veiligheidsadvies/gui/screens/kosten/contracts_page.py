"""Abonnementen: recurring contracts with the last day to give notice, and what is coming due this year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from veiligheidsadvies.domain.bedrag import NIHIL, including_btw
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, money_cell, text_cell
from veiligheidsadvies.gui.kit.chips import SelectionBar
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.kinds import SearchChoice, YesNo
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.kosten.page import KostenPage
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.contracten import Contractregel
from veiligheidsadvies.services.kosten_overzicht import Komend, Kostenoverzicht
from veiligheidsadvies.text.formats import date_full

_FIELDS = (
    "naam",
    "kenmerk",
    "ingang",
    "looptijd_maanden",
    "verlenging_maanden",
    "opzegtermijn_dagen",
    "interval_maanden",
    "ex",
    "btw",
    "volgend_onderhoud",
    "notitie",
)
_COMING = {"opzeggen": "Opzeggen kan tot en met deze dag", "betalen": "Betalen", "onderhoud": "Onderhoud"}


class ContractsPage(KostenPage):
    """The contracts above, what is coming below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="abonnementen")
        self._codes: dict[int, str] = {}
        self._suppliers: dict[int, str] = {}
        self.model: TableModel[Contractregel] = TableModel(self._columns(), key=lambda line: line.contract.id)
        self.view = make_table(self.model, name="contracten", accessible="Abonnementen en contracten")
        self.view.opened.connect(lambda _: self.change())
        self.view.current_changed.connect(lambda _: self._show_actions())
        empty = EmptyState(
            "Nog geen abonnementen",
            detail="Leg vast wat doorloopt tot iemand het opzegt: meldkamer, onderhoud, een noodknop.",
            action="Contract toevoegen…",
            name="contracten_leeg",
        )
        empty.asked.connect(self.add)
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        self.coming: TableModel[Komend] = TableModel(
            self._coming_columns(), key=lambda one: (one.soort, one.row_id, one.dag)
        )
        coming = make_table(self.coming, name="komend", accessible="Wat eraan komt")
        self._bar = self._actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(8)
        column.addLayout(self._top())
        column.addWidget(self._bar)
        column.addWidget(self.panel, 3)
        column.addWidget(SectionHeading("Wat eraan komt", has_rule=False))
        column.addWidget(coming, 2)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = "Alles wat doorloopt tot iemand het opzegt."
        row.addWidget(label(words, "muted"), 1)
        add = Button(
            "Contract toevoegen…",
            name="contract_toevoegen",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=self.add,
        )
        row.addWidget(add)
        return row

    def _actions(self) -> SelectionBar:
        self.notice = Button("Opzeggen…", name="contract_opzeggen", on_click=self.give_notice)
        care = Button("Onderhoud…", name="contract_onderhoud", on_click=self.plan_maintenance)
        edit = Button("Bewerken", name="contract_bewerken", hint="Enter", on_click=self.change)
        return SelectionBar([self.notice, care, edit], hint="Enter opent een contract")

    def _columns(self) -> list[Column[Contractregel]]:
        def notice(line: Contractregel) -> Cell:
            if line.contract.opgezegd_op is not None:
                return text_cell(f"opgezegd per {date_full(line.einde_termijn)}", is_muted=True)
            if line.opzeggen_voor is None:
                return text_cell(f"eindigt {date_full(line.einde_termijn)}", is_muted=True)
            return date_cell(date_full(line.opzeggen_voor), is_today=bool(line.bevindingen))

        return [
            Column(
                name="dossier",
                title="Dossier",
                width=88,
                cell=lambda line: text_cell(self._codes.get(line.contract.dossier_id or 0), is_bold=True),
            ),
            Column(
                name="naam",
                title="Contract",
                width=200,
                stretch=True,
                cell=lambda line: text_cell(line.contract.naam),
            ),
            Column(
                name="leverancier",
                title="Leverancier",
                width=180,
                cell=lambda line: text_cell(self._suppliers.get(line.contract.leverancier_id or 0)),
            ),
            Column(
                name="per_jaar",
                title="Per jaar",
                width=104,
                is_right=True,
                cell=lambda line: money_cell(line.per_jaar.cents),
            ),
            Column(name="opzeggen", title="Opzeggen tot en met", width=200, cell=notice),
            Column(
                name="onderhoud",
                title="Onderhoud",
                width=104,
                cell=lambda line: date_cell(date_full(line.contract.volgend_onderhoud)),
            ),
        ]

    def _coming_columns(self) -> list[Column[Komend]]:
        return [
            Column(name="dag", title="Dag", width=104, cell=lambda one: date_cell(date_full(one.dag))),
            Column(name="soort", title="Wat", width=260, cell=lambda one: text_cell(_COMING[one.soort])),
            Column(
                name="titel", title="Waarvan", width=240, stretch=True, cell=lambda one: text_cell(one.titel)
            ),
            Column(
                name="dossier",
                title="Dossier",
                width=88,
                cell=lambda one: text_cell(one.dossier_code, is_bold=True),
            ),
            Column(
                name="bedrag",
                title="Bedrag",
                width=104,
                is_right=True,
                cell=lambda one: money_cell(one.bedrag.cents),
            ),
        ]

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """The contracts as they stand now, and what comes due in the year."""
        services = self.desk.services
        self._codes = {one.id or 0: one.code for one in services.dossiers.list_all()}
        lines = services.leveranciers.list_regels(with_ended=True)
        self._suppliers = {one.leverancier.id or 0: one.leverancier.naam for one in lines}
        found = [services.contracten.regel(one) for one in services.contracten.list_all()]
        self.panel.set_rows(found)
        self.coming.set_rows(overzicht.komend)
        self._show_actions()

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Contractregel | None:
        """The current contract."""
        line = self.view.current()
        return line if isinstance(line, Contractregel) else None

    def add(self) -> None:
        """A contract for a measure."""
        today = self.desk.services.today
        self._ask(Contract(naam="", ingang=today, ex=NIHIL, incl=NIHIL), is_new=True)

    def change(self) -> None:
        """The current contract."""
        if self.current is not None:
            self._ask(self.current.contract, is_new=False)

    def give_notice(self) -> None:
        """Since when it is cancelled; the program proposes when it ends."""
        line = self.current
        if line is None:
            return
        service, row_id = self.desk.services.contracten, line.contract.id or 0
        if line.contract.opgezegd_op is not None:
            self.desk.performer.perform(self, lambda: service.withdraw_notice(row_id))
            return
        form = Form(
            (
                Section(
                    "",
                    (
                        fields.field(Contract, "opgezegd_op", required=True),
                        fields.field(
                            Contract, "eindigt_op", help="Leeg: op het eerste einde dat u nog haalt."
                        ),
                    ),
                ),
            )
        )
        form.load({"opgezegd_op": self.desk.services.today, "eindigt_op": None})
        ask_and_save(
            self.desk,
            self,
            f"{line.contract.naam} opzeggen",
            form=form,
            action="Opzeggen",
            save=lambda values: service.give_notice(row_id, values["opgezegd_op"], values["eindigt_op"]),
        )

    def plan_maintenance(self) -> None:
        """The day of the next maintenance."""
        line = self.current
        if line is None:
            return
        form = Form((Section("", (fields.field(Contract, "volgend_onderhoud"),)),))
        form.load({"volgend_onderhoud": line.contract.volgend_onderhoud})
        service, row_id = self.desk.services.contracten, line.contract.id or 0
        ask_and_save(
            self.desk,
            self,
            f"Onderhoud van {line.contract.naam}",
            form=form,
            action="Bewaren",
            save=lambda values: service.set_maintenance(row_id, values["volgend_onderhoud"]),
        )

    def _ask(self, contract: Contract, *, is_new: bool) -> None:
        own = [Field(**one) for one in self._links(is_new=is_new)]
        over: dict[str, dict[str, Any]] = {"naam": {"required": True}, "ingang": {"required": True}}
        section = fields.section("", Contract, _FIELDS, **over, ex={"required": True})
        form = Form((Section("", (*own, *section.fields)),))
        values = fields.values_of(contract)
        form.load(
            {
                **values,
                "ex": contract.ex if contract.id is not None else None,
                "maatregel_id": contract.maatregel_id,
                "leverancier_id": contract.leverancier_id,
                "met_kosten": True,
            }
        )
        ask_and_save(
            self.desk,
            self,
            "Contract toevoegen" if is_new else contract.naam,
            form=form,
            action="Bewaren",
            save=lambda values: self._save(contract, values),
        )

    def _links(self, *, is_new: bool) -> list[dict[str, Any]]:
        services = self.desk.services
        measures = [
            Option(value=one.id, text=f"{self._codes.get(one.dossier_id or 0, '')} · {one.titel}")
            for dossier in services.dossiers.list_all()
            for one in services.dossiers.list_maatregelen(DossierId(dossier.id or 0))
            if one.terugkerend
        ]
        suppliers = [Option(value=key, text=name) for key, name in self._suppliers.items()]
        found: list[dict[str, Any]] = [
            {
                "name": "maatregel_id",
                "label": "Maatregel",
                "kind": SearchChoice(options=measures),
                "required": True,
                "help": "Alleen terugkerende maatregelen.",
            },
            {"name": "leverancier_id", "label": "Leverancier", "kind": SearchChoice(options=suppliers)},
        ]
        if is_new:
            caption = "Boek de jaarlijkse kosten als verplicht"
            found.append({"name": "met_kosten", "label": "Kosten", "kind": YesNo(caption=caption)})
        return found

    def _save(self, contract: Contract, values: dict[str, Any]) -> Changes:
        services = self.desk.services
        made = fields.filled(contract, {name: values[name] for name in _FIELDS})
        maatregel = services.maatregelen.get(values["maatregel_id"])
        made = replace(
            made,
            incl=including_btw(made.ex, made.btw),
            maatregel_id=maatregel.id,
            dossier_id=maatregel.dossier_id,
            leverancier_id=values["leverancier_id"],
        )
        if made.id is None:
            return services.contracten.create(made, met_kosten=bool(values["met_kosten"]))
        return services.contracten.save(made)

    def _show_actions(self) -> None:
        line = self.current
        if line is None:
            self._bar.set_selection("", "")
            return
        is_given = line.contract.opgezegd_op is not None
        self.notice.setText("Opzegging intrekken" if is_given else "Opzeggen…")
        ends: dt.date = line.einde_termijn
        self._bar.set_selection(line.contract.naam, f"loopt tot en met {date_full(ends)}")
