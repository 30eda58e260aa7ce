"""The list of dossiers: who is where in the steps, what is open and late, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.header import SearchBox
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossiers.dossier_columns import columns, passing, sorted_lines, totals
from veiligheidsadvies.gui.screens.dossiers.new_dossier import NewDossier
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.dossier_overzicht import DossierRegel

NIEUW = "nieuw"


class DossiersScreen(Screen):
    """The list, or with tab `nieuw` the form for a new dossier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="dossiers")
        self._lines: list[DossierRegel] = []
        self._order, self._is_descending = "code", False
        self.form: NewDossier | None = None
        self.filter = SearchBox("Filter dossiers", name="dossiers_filter", hint="Ctrl+F", width=280)
        self.filter.textChanged.connect(lambda _: self._show_lines())
        self.add = Button(
            "Toevoegen…",
            name="dossier_toevoegen",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=self.add_dossier,
        )
        self.add.setToolTip("Dossier toevoegen (Ctrl+N)")
        self.view = make_table(
            TableModel(columns(desk.services.today), key=lambda line: line.id, secrecy=desk.secrecy),
            name="dossiers",
            accessible="Dossiers",
        )
        self.view.header.show_sort("code", is_descending=False)
        self.view.opened.connect(lambda line: self.go.emit(Plek(scherm="dossier", dossier_id=line.id)))
        self.view.sort_asked.connect(self._sort)
        self.empty = EmptyState("", name="dossiers_leeg")
        self.empty.asked.connect(self._take_first_step)
        self.panel = TablePanel(self.view, empty=self.empty)
        desk.secrecy.follow(self, self._hide_names)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter)
        bar.addStretch(1)
        bar.addWidget(self.add)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 4, MARGIN, 16)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The list, or the form in it."""
        if self.form is None:
            return (("Dossiers", None),)
        return (("Dossiers", Plek(scherm="dossiers")), ("Nieuw dossier", None))

    def show_place(self, plek: Plek) -> None:
        """The list, or the form when `tab` says so; `row_id` is the dossier to go to."""
        self._load()
        if plek.tab == NIEUW:
            self._open_form()
        else:
            self._close_form()
        if plek.row_id is not None:
            self.view.go_to(self.view.table.row_of(plek.row_id))
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:  # noqa: ARG002 - every record counts in this list
        """Read the list anew; an open form stays as it is."""
        self._load()

    def focus_first(self) -> None:
        """The list, the form, or the first step of an empty list."""
        if self.form is not None:
            self.form.form.focus_first()
        elif self.view.table.rowCount():
            self.view.setFocus()
        else:
            self.empty.button.setFocus()

    def focus_filter(self) -> None:
        """The filter box."""
        if self.form is None:
            self.filter.setFocus()
            self.filter.selectAll()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command(
                name="dossier_nieuw",
                text="&Nieuw dossier…",
                menu="dossier",
                shortcut="Ctrl+N",
                run=self.add_dossier,
                may_run=lambda: self.form is None,
            ),
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """The new dossier that is being typed."""
        if self.form is None or not self.form.form.is_dirty:
            return {}
        return {self.form.key: self.form.form.draft()}

    def may_leave(self) -> bool:
        """Asks when a new dossier would be lost."""
        if self.form is None:
            return True
        if not self.form.may_leave():
            return False
        self.form.form.mark_saved()
        self.desk.services.concepten.drop(self.form.key)
        return True

    def add_dossier(self) -> None:
        """Open the form, as a place of its own."""
        self.go.emit(Plek(scherm="dossiers", tab=NIEUW))

    def _load(self) -> None:
        self._lines = self.desk.services.overzicht.list_regels()
        self._show_lines()

    def _show_lines(self) -> None:
        has_names = not self.desk.secrecy.is_hidden
        shown = passing(self._lines, self.filter.text(), has_names=has_names)
        shown = sorted_lines(shown, self._order, is_descending=self._is_descending)
        if not self._lines:
            self.empty.set_words(
                "Nog geen dossiers",
                detail="Begin met een dossier voor één bestuurder. Naam en ambt zijn genoeg.",
                action="Dossier toevoegen…",
            )
        else:
            self.empty.set_words("Geen dossier past bij dit filter", action="Filter wissen")
        self.panel.set_rows(shown, totals(shown))

    def _take_first_step(self) -> None:
        if self._lines:
            self.filter.clear()
            self.view.setFocus()
        else:
            self.add_dossier()

    def _sort(self, name: str, is_descending: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._order, self._is_descending = name, is_descending
        self._show_lines()

    def _hide_names(self, is_hidden: bool) -> None:  # noqa: FBT001 - what the signal carries
        """The column of names goes away as a whole."""
        number = next(at for at, column in enumerate(self.view.table.columns) if column.name == "naam")
        self.view.setColumnHidden(number, is_hidden)
        if is_hidden and self._order == "naam":
            self.view.header.show_sort("code", is_descending=False)
            self._order, self._is_descending = "code", False
        self._show_lines()

    def _open_form(self) -> None:
        self._close_form()
        self.form = NewDossier(self.desk)
        self.form.left.connect(lambda: self.go.emit(Plek(scherm="dossiers")))
        self.form.saved.connect(self._created)
        self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)

    def _close_form(self) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _created(self, changes: Changes) -> None:
        self.go.emit(Plek(scherm="dossier", dossier_id=changes.row_id))
