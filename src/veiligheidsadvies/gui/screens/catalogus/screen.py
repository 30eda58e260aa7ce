"""The catalogue: what can be advised, what it costs by indication, and adding a line of it to a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.catalogus import CatalogusId, Catalogusmaatregel
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.chips import SelectionBar, Switch
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.search_field import ListSearch
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.catalogus.parts import COLUMNS, as_line, form_sections, form_values
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import count

ALL, ENDED = "alle", "vervallen"
_VIEWS = [
    (ALL, "Alle", icon_name("action", "tabel")),
    *((one.value, one.value.capitalize(), icon_name("domain", one.value)) for one in Domein),
    (ENDED, "Niet meer", icon_name("status", "vervallen")),
]


class CatalogusScreen(Screen):
    """Plek: `row_id` opens a line, tab `nieuw` an empty one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="catalogus")
        self._view, self._plek = ALL, Plek(scherm="catalogus")
        self._record: Catalogusmaatregel | None = None
        self.page: RecordForm | None = None
        self.switch = Switch(_VIEWS, name="domein")
        self.switch.set_current(ALL)
        self.switch.switched.connect(self._switch)
        self.search = ListSearch()
        self.search.textEdited.connect(lambda _: self._show_list())
        self.model = TableModel(COLUMNS, key=lambda line: line.id, parent=self)
        self.view = make_table(self.model, name="catalogus", accessible="Catalogus")
        self.view.opened.connect(lambda line: self._open(line.id))
        self.view.current_changed.connect(lambda _: self._show_actions())
        self.search.left.connect(self.view.setFocus)
        self._empty = EmptyState("Geen maatregel past bij deze zoekwoorden", action="Alles tonen")
        self._empty.asked.connect(self._show_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_page())
        WidthWatch(self).crossed.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _fit(self) -> None:
        self.switch.set_icons_shown(are_shown=not is_narrow(self))

    def _list_page(self) -> QWidget:
        add = Button(
            "Toevoegen…",
            name="catalogus_toevoegen",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=lambda: self._open(None),
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 4, 0, 12)
        bar.setSpacing(8)
        for part in (self.switch, self.search):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(add)
        self._end = Button("Niet meer gebruiken", name="catalogus_vervallen", on_click=self.end_or_restore)
        to_dossier = Button("Toevoegen aan dossier…", name="naar_dossier", on_click=self.add_to_dossier)
        edit = Button("Bewerken", name="catalogus_bewerken", hint="Enter", on_click=self._edit_current)
        self._bar = SelectionBar([to_dossier, edit, self._end], hint="Enter opent een regel")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 0, 24, 8)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._bar)
        column.addSpacing(8)
        column.addWidget(TablePanel(self.view, has_total=False, empty=self._empty), 1)
        return page

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """Catalogus, or Catalogus / W-18."""
        if self._record is None:
            return (("Catalogus", None),)
        return (("Catalogus", Plek(scherm="catalogus")), (self._record.code or "Nieuwe maatregel", None))

    def remark(self) -> str:
        """Prices are never more than an indication."""
        return "prijzen zijn indicatief, incl. btw" if self._record is None else ""

    def show_place(self, plek: Plek) -> None:
        """The list, or the form of one line."""
        self._plek = plek
        if plek.row_id is not None:
            self._show_form(self.desk.services.catalogus.get(CatalogusId(plek.row_id)))
        elif plek.tab == "nieuw":
            domein = Domein(self._view) if self._view in set(Domein) else Domein.WONEN
            self._show_form(Catalogusmaatregel(code="", domein=domein, titel=""))
        else:
            self._record = None
            self._stack.setCurrentIndex(0)
            self._show_list()
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:
        """Show what was saved or undone."""
        if not changes.touches(Catalogusmaatregel):
            return
        if self._record is None:
            self._show_list()
        elif self.page is not None and not self.page.form.is_dirty and self._record.id is not None:
            try:
                self._record = self.desk.services.catalogus.get(self._record.id)
            except NotFound:
                self.go.emit(Plek(scherm="catalogus"))
                return
            self.page.load(form_values(self._record))

    def _switch(self, view: str) -> None:
        self._view = view
        self._show_list()

    def _show_all(self) -> None:
        self.search.clear()
        self.switch.set_current(ALL)
        self._switch(ALL)

    def _show_list(self) -> None:
        service, text = self.desk.services.catalogus, self.search.text().strip()
        if self._view == ENDED:
            rows = [one for one in service.list_all(with_ended=True) if one.is_vervallen]
        else:
            rows = service.search(text, limit=1000) if text else service.list_all()
            rows = [one for one in rows if self._view in {ALL, one.domein.value}]
        self.model.set_rows(rows)
        self._show_actions()

    def _show_actions(self) -> None:
        line = self.view.current()
        if not isinstance(line, Catalogusmaatregel):
            self._bar.set_selection("", "")
            return
        self._end.setText("Weer gebruiken" if line.is_vervallen else "Niet meer gebruiken")
        self._bar.set_selection(line.code, count(self.model.rowCount(), "regel getoond", "regels getoond"))

    def _open(self, row_id: int | None) -> None:
        self.go.emit(Plek(scherm="catalogus", row_id=row_id, tab="" if row_id is not None else "nieuw"))

    def _edit_current(self) -> None:
        line = self.view.current()
        if line is not None:
            self._open(line.id)

    def end_or_restore(self) -> bool:
        """No longer offered when adding; measures that came from it stay as they are."""
        line = self.view.current()
        if line is None:
            return False
        changed = replace(line, is_vervallen=not line.is_vervallen)
        service = self.desk.services.catalogus
        return self.desk.performer.perform(self, lambda: service.save(changed)) is not None

    def add_to_dossier(self) -> None:
        """Choose a dossier and go to the form of a new measure with this line filled in."""
        line = self.view.current()
        if line is None:
            return
        options = [Option(value=one.id, text=one.code) for one in self.desk.services.dossiers.list_all()]
        if not options:
            self.desk.prompts.tell(self, "Er is nog geen dossier.\nMaak eerst een dossier aan.")
            return
        dossier_id = self.desk.prompts.ask_choice(
            self, f"{line.code} toevoegen aan", label="Dossier", options=options
        )
        if dossier_id is not None:
            self.go.emit(Plek(scherm="maatregel", dossier_id=dossier_id, filter=line.id))

    def _show_form(self, line: Catalogusmaatregel) -> None:
        self._record = line
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
        self.page = RecordForm(
            self.desk, form_sections(), key=f"catalogus:{line.id or 'nieuw'}", save=self._save
        )
        self.page.load(form_values(line))
        self.page.saved.connect(lambda _: self.go.emit(Plek(scherm="catalogus")))
        self.page.left.connect(lambda: self.go.emit(Plek(scherm="catalogus")))
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)

    def _save(self, values: dict[str, Any]) -> Changes:
        assert self._record is not None  # noqa: S101 - a form is only shown with its record
        return self.desk.services.catalogus.save(as_line(self._record, values))

    def focus_first(self) -> None:
        """The list, or the first field."""
        if self._record is not None and self.page is not None:
            self.page.form.focus_first()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def commands(self) -> Sequence[Command]:
        """Adding a line, and taking one to a dossier."""
        return (
            Command(
                name="catalogus_nieuw",
                text="Maatregel aan catalogus &toevoegen…",
                menu="bestand",
                shortcut="Ctrl+N",
                run=lambda: self._open(None),
                may_run=lambda: self._record is None,
            ),
            Command(
                name="catalogus_naar_dossier",
                text="Toevoegen aan &dossier…",
                menu="dossier",
                run=self.add_to_dossier,
                may_run=lambda: self._record is None and self.view.current() is not None,
            ),
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is typed and not saved."""
        if self._record is None or self.page is None or not self.page.form.is_dirty:
            return {}
        return {self.page.key: self.page.form.draft()}

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        return self._record is None or self.page is None or self.page.may_leave()
