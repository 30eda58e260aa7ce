"""The form of one measure: from the catalogue in three letters, with its money, its rules and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.catalogus import CatalogusId, Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.overgang import change_status, correct_status, explain_block
from veiligheidsadvies.gui.binding.prijs import price
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.line_edits import SearchEditor
from veiligheidsadvies.gui.screens.maatregel.costs import CostLines
from veiligheidsadvies.gui.screens.maatregel.sections import (
    ONLY_WONEN,
    Geld,
    advies_options,
    filled,
    from_line,
    incl_words,
    sections,
    values_of,
)
from veiligheidsadvies.gui.screens.maatregel.side import Side
from veiligheidsadvies.services.changes import Changes

FROM_LIST = "lijst"
_RULED = frozenset({"grondslag", "betaler", "domein", "advies_id", "toestemming", "titel", "dossier_id"})


class MaatregelScreen(Screen):
    """Plek: `row_id` an existing measure; else a new one in `dossier_id`, `filter` its catalogue line.

    Opened with a `dossier_id` it goes back to that dossier, unless `tab` is `lijst`.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="maatregel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._plek = Plek(scherm="maatregel")
        self._maatregel = Maatregel(domein=Domein.WONEN, titel="")
        self._money = Geld()
        self._line: Catalogusmaatregel | None = None
        self.page: RecordForm | None = None
        self.side: Side | None = None
        self.costs: CostLines | None = None

    @property
    def dossier_shown(self) -> int | None:
        """That of the measure."""
        return self._maatregel.dossier_id

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """GED-04 / Maatregelen / W-18."""
        dossier_id = self._maatregel.dossier_id
        found: list[tuple[str, Plek | None]] = []
        if dossier_id is not None:
            code = self.desk.services.dossiers.get(dossier_id).code
            found.append((code, Plek(scherm="dossier", dossier_id=dossier_id)))
        found.append(("Maatregelen", Plek(scherm="maatregelen", row_id=self._maatregel.id)))
        name = self._maatregel.catalogus_code or self._maatregel.titel
        found.append((name if self._maatregel.id is not None else "Nieuwe maatregel", None))
        return found

    def show_place(self, plek: Plek) -> None:
        """Load the measure, or begin a new one."""
        self._plek = plek
        if plek.row_id is not None:
            try:
                self._maatregel = self.desk.services.maatregelen.get(MaatregelId(plek.row_id))
            except NotFound:
                self._maatregel = self._new(plek.dossier_id)
        else:
            self._maatregel = self._new(plek.dossier_id)
        self._build()
        if plek.row_id is None and isinstance(plek.filter, int):
            self._editor("catalogus_id").load(plek.filter)
            self._on_catalogue()

    def _new(self, dossier_id: int | None) -> Maatregel:
        owner = DossierId(dossier_id) if dossier_id is not None else None
        found = Maatregel(domein=Domein.WONEN, titel="", dossier_id=owner)
        advices = self.desk.services.dossiers.list_adviezen(owner) if owner is not None else []
        return replace(found, advies_id=advices[0].id if advices else None)

    def _build(self) -> None:
        maatregel, services = self._maatregel, self.desk.services
        lines = services.kosten.list_of_maatregel(maatregel.id) if maatregel.id is not None else []
        self._money = Geld.of(lines)
        self._line = (
            services.catalogus.find_by_code(maatregel.catalogus_code) if maatregel.catalogus_code else None
        )
        self.side = Side(self.desk)
        self.side.back_asked.connect(self._go_back_a_status)
        key = f"maatregel:{maatregel.id or f'nieuw:{maatregel.dossier_id or 0}'}"
        page = RecordForm(self.desk, sections(self.desk, maatregel), key=key, save=self._save, side=self.side)
        if self.page is not None:
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        self._column.addWidget(page)
        page.load(values_of(self.desk, maatregel, self._money))
        self._add_costs(lines)
        page.form.field_edited.connect(self._on_edited)
        page.saved.connect(self._on_saved)
        page.left.connect(self._leave)
        self._follow_form()
        self.side.show_maatregel(maatregel, self._line)
        self.crumbs_changed.emit()

    def _add_costs(self, lines: Sequence[Kostenregel]) -> None:
        self.costs = None
        if self.page is None or self._maatregel.id is None:
            return
        self.costs = CostLines(self.desk, self._maatregel)
        self.costs.show_lines(lines)
        layout = self.page.form.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.costs)

    def _editor(self, name: str) -> Any:
        assert self.page is not None  # noqa: S101 - built before any signal
        return self.page.form.editor(name)

    def _on_edited(self, name: str) -> None:
        if name == "catalogus_id":
            self._on_catalogue()
        if name == "dossier_id":
            self._editor("advies_id").set_options(
                advies_options(self.desk, self._editor("dossier_id").value())
            )
        if name == "status":
            self._judge_status()
        if name in _RULED and self.side is not None:
            self.side.show_findings(self._as_filled())
        self._follow_form()

    def _on_catalogue(self) -> None:
        editor: SearchEditor = self._editor("catalogus_id")
        chosen = editor.value()
        if not isinstance(chosen, int) or self.page is None or self.side is None:
            return
        self._line = self.desk.services.catalogus.get(CatalogusId(chosen))
        for name, value in from_line(self._line).items():
            self.page.form.set_value(name, value)
        self._follow_form()
        self.side.show_maatregel(self._as_filled(), self._line)

    def _as_filled(self) -> Maatregel:
        assert self.page is not None  # noqa: S101 - built before any signal
        values = self.page.form.values()
        known = {name: value for name, value in values.items() if value is not None or name != "domein"}
        return filled(self._maatregel, {"titel": "", "advies_id": None, **known}, self._line)

    def _follow_form(self) -> None:
        """What depends on other fields: notes behind money and term, fields that only wonen has."""
        if self.page is None:
            return
        form, values = self.page.form, self.page.form.values()
        for name in ONLY_WONEN:
            form.set_shown(name, is_shown=values["domein"] is Domein.WONEN)
        form.set_shown("interval_maanden", is_shown=bool(values["terugkerend"]))
        known = price(self._line, has_unit=False) if self._line is not None else ""
        yearly = "per jaar" if self._as_filled().kost_per_jaar else ""
        parts = (yearly, f"catalogus: {known}" if known else "")
        form.set_note("raming", " · ".join(part for part in parts if part))
        form.set_note("btw", f"incl. btw {incl_words(values['offerte'], values['btw'])}")
        day, today = values["termijn"], self.desk.services.today
        is_past = day is not None and day < today and self._maatregel.is_open
        form.set_note("termijn", "Let op: deze dag is voorbij" if is_past else "")

    def _judge_status(self) -> None:
        """Say at once what stands in the way of the chosen status."""
        if self.page is None or self._maatregel.id is None:
            return
        naar = self._editor("status").value()
        if naar is None or naar is self._maatregel.status:
            self.page.form.clear_problems()
            return
        blocks = self.desk.services.overgangen.choice(self._maatregel.id, naar).blokkades
        hard = [one for one in blocks if not one.is_op_te_heffen]
        words = " ".join(explain_block(one) for one in hard)
        self.page.form.clear_problems()
        if words:
            self.page.form.show_problems({"status": f"Kan nog niet: {words}"})

    def _save(self, values: dict[str, Any]) -> Changes:
        maatregel = filled(self._maatregel, values, self._line)
        lines = self._money.changed(values, maatregel, today=self.desk.services.today)
        return self.desk.services.maatregelen.save_with_lines(maatregel, lines)

    def _on_saved(self, changes: Changes) -> None:
        naar = self._editor("status").value()
        row_id = changes.row_id or 0
        if self._maatregel.id is not None and naar is not None and naar is not self._maatregel.status:
            self._maatregel = self.desk.services.maatregelen.get(MaatregelId(row_id))
            if not change_status(self.desk, self, [row_id], naar):
                self._build()
                return
        self._maatregel = self.desk.services.maatregelen.get(MaatregelId(row_id))
        self._leave()

    def _leave(self) -> None:
        """Back to where it was opened: a dossier, or the list with this measure selected."""
        if self._plek.dossier_id is not None and self._plek.tab != FROM_LIST:
            self.go.emit(Plek(scherm="dossier", dossier_id=self._plek.dossier_id, tab="maatregelen"))
        else:
            self.go.emit(Plek(scherm="maatregelen", row_id=self._maatregel.id))

    def _go_back_a_status(self) -> None:
        if self._maatregel.id is not None and correct_status(self.desk, self, self._maatregel.id):
            self._show_anew()

    def _show_anew(self) -> None:
        """Load what is stored now, with what is typed and not saved over it."""
        kept = self.page.form.draft() if self.page is not None and self.page.form.is_dirty else None
        self._maatregel = self.desk.services.maatregelen.get(MaatregelId(self._maatregel.id or 0))
        self._build()
        if kept is not None and self.page is not None:
            self.page.form.restore_draft({name: raw for name, raw in kept.items() if name != "status"})

    def reload(self, changes: Changes) -> None:
        """Something changed while the form is open: look again, unless it is being edited."""
        if self._maatregel.id is None or not changes.touches(Maatregel, Statusovergang, Kostenregel):
            return
        if self.page is not None and self.page.form.is_dirty:
            if self.costs is not None:
                self.costs.show_lines(self.desk.services.kosten.list_of_maatregel(self._maatregel.id))
            return
        try:
            self._show_anew()
        except NotFound:
            self.go.emit(Plek(scherm="maatregelen"))

    def focus_first(self) -> None:
        """The catalogue for a new measure, else the first field."""
        if self.page is None:
            return
        if self._maatregel.id is not None:
            self.page.form.focus_field("titel")
        elif self._maatregel.dossier_id is not None:
            self.page.form.focus_field("catalogus_id")
        else:
            self.page.form.focus_first()

    def commands(self) -> Sequence[Command]:
        """Only the way back of the status; saving and leaving belong to the form."""
        return (
            Command(
                name="status_terug",
                text="&Vorige status terugzetten…",
                menu="dossier",
                run=self._go_back_a_status,
                may_run=lambda: self._maatregel.id is not None,
            ),
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is typed and not saved."""
        if self.page is None or not self.page.form.is_dirty:
            return {}
        return {self.page.key: self.page.form.draft()}

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        return self.page is None or self.page.may_leave()
