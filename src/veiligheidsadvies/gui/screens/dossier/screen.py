"""One dossier on screen: its head with the steps, its tabs, and the pages that open over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.binding.bewaarstuk import inzage_bron
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.invoer import import_measures
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.tabs import TabPages
from veiligheidsadvies.gui.screens.dossier.advice_tab import AdviceTab
from veiligheidsadvies.gui.screens.dossier.copies_tab import CopiesTab
from veiligheidsadvies.gui.screens.dossier.documents_tab import DocumentsTab
from veiligheidsadvies.gui.screens.dossier.dossier_commands import dossier_commands
from veiligheidsadvies.gui.screens.dossier.head import DossierHead
from veiligheidsadvies.gui.screens.dossier.home_tab import HomeTab
from veiligheidsadvies.gui.screens.dossier.measures_tab import MeasuresTab
from veiligheidsadvies.gui.screens.dossier.over import OverPages
from veiligheidsadvies.gui.screens.dossier.overview_tab import OverviewTab
from veiligheidsadvies.gui.screens.dossier.parts import papers_of, tabs_of
from veiligheidsadvies.gui.screens.dossier.person_form import person_form
from veiligheidsadvies.gui.screens.dossier.remedies import Target
from veiligheidsadvies.gui.screens.dossier.step_form import step_form
from veiligheidsadvies.gui.screens.dossier.tab import Opened, Tab
from veiligheidsadvies.services.changes import Changes

EERSTE = "overzicht"


def opens_over(plek: Plek) -> bool:
    """Whether a place opens a form or a document over the tabs."""
    return plek.row_id is not None or ":" in plek.tab or plek.tab in {"gegevens", "herijking", "verhuizing"}


class DossierScreen(Screen):
    """Places: `tab` is overzicht, advies, maatregelen, kosten, woonplek, documenten, exemplaren or logboek.

    With `row_id` that record opens, with `:nieuw` behind the name a new one; `filter` is the field that gets
    the cursor. The tabs gegevens, herijking, stap (its number is `row_id`) and verhuizing open a form too.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="dossier")
        self._dossier: Dossier | None = None
        self._tabs: dict[str, Tab] = {}
        self._kind: SoortDossier | None = None
        self.head = DossierHead(desk)
        self.head.step_opened.connect(lambda number: self._go_over("stap", row_id=number))
        self.head.facts_asked.connect(lambda: self._go_over("gegevens"))
        self.head.print_asked.connect(self._print)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._column.addWidget(self.head)
        self.pages: TabPages | None = None
        self.stack = OverPages(self._page)
        self.stack.left.connect(self._leave_over)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def dossier_id(self) -> DossierId:
        """The dossier shown; 0 before the first."""
        return DossierId(self._dossier.id or 0) if self._dossier is not None else DossierId(0)

    @property
    def form(self) -> RecordForm | None:
        """The form that is open over the tabs."""
        return self.stack.form

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """Dossiers / GED-04, and what is open over it."""
        way: list[tuple[str, Plek | None]] = [("Dossiers", Plek(scherm="dossiers"))]
        if self._dossier is None:
            return way
        here = Plek(scherm="dossier", dossier_id=self._dossier.id, tab=self._current_tab())
        if not self.stack.title:
            return [*way, (self._dossier.code, None)]
        return [*way, (self._dossier.code, here), (self.stack.title, None)]

    def show_place(self, plek: Plek) -> None:
        """Load a dossier and open what was asked; one that is gone leads back to the list."""
        self.stack.close_over()
        is_other = self._dossier is None or self._dossier.id != plek.dossier_id
        try:
            self._dossier = self.desk.services.dossiers.get(DossierId(plek.dossier_id or 0))
        except NotFound as error:
            self._dossier = None
            self.desk.performer.tell(self, error)
            self.go.emit(Plek(scherm="dossiers"))
            return
        self._make_tabs(self._dossier.soort)
        for tab in self._tabs.values():
            tab.dossier_id = self.dossier_id
        asked = {"verhuizing": "woonplek"}.get(plek.tab, plek.tab.partition(":")[0])
        stays = opens_over(plek) and not is_other and self.isVisible()  # back to where the user was
        if asked in self._tabs and not stays:
            self._go_to_tab(asked)
        elif is_other:
            self._go_to_tab(EERSTE)
        self._load()
        self._open_asked(plek)
        self.crumbs_changed.emit()

    def _open_asked(self, plek: Plek) -> None:
        name, _, is_new = plek.tab.partition(":")
        field = plek.filter if isinstance(plek.filter, str) else ""
        tab, home = self._tabs.get(name), self._tabs["woonplek"]
        try:
            if name in {"gegevens", "herijking"}:
                self._show_facts(field or ("herijking_op" if name == "herijking" else ""))
            elif name == "stap":
                self._show_step(plek.row_id or 1)
            elif name == "verhuizing" and isinstance(home, HomeTab):
                home.show_move()
            elif tab is not None and (plek.row_id is not None or is_new):
                tab.show_row(plek.row_id, field)
        except NotFound as error:
            self.desk.performer.tell(self, error)

    def reload(self, changes: Changes) -> None:
        """Show what was saved, undone or done elsewhere; an open form keeps what is typed in it."""
        if self._dossier is None:
            return
        if changes.touches(Dossier):
            try:
                self._dossier = self.desk.services.dossiers.get(self.dossier_id)
            except NotFound:
                self.stack.close_over()
                self._dossier = None
                self.go.emit(Plek(scherm="dossiers"))
                return
            self.crumbs_changed.emit()
        self._load(is_same_overview=changes.records == frozenset({Bijlage}))

    def focus_first(self) -> None:
        """The open page, or where the work of the tab begins."""
        if not self.stack.focus_over() and self._tabs:
            self._tabs[self._current_tab()].focus_first()

    def commands(self) -> Sequence[Command]:
        """What can be done with this dossier."""
        return dossier_commands(
            is_free=lambda: self._dossier is not None and not self.stack.title,
            has_person=lambda: self._kind is SoortDossier.BESTUURDER,
            go_over=self._go_over,
            add_document=self._add_document,
            issue=self._issue,
            import_list=self._import_list,
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """The form that is open, when something in it is not saved."""
        return self.stack.drafts()

    def may_leave(self) -> bool:
        """Asks when the open form would lose something."""
        return self.stack.may_leave(self.desk.services.concepten)

    def _make_tabs(self, kind: SoortDossier) -> None:
        """The tabs of a kind of dossier; made anew only when the kind differs."""
        if kind is self._kind and self.pages is not None:
            return
        if self.pages is not None:
            self._column.removeWidget(self.pages)
            self.pages.deleteLater()
        self._kind = kind
        self.pages = TabPages(name="dossier_tabs", accessible="Onderdelen van het dossier", margin=MARGIN)
        shown = tabs_of(kind, self.desk)
        self._tabs = {tab.name: tab for _, tab in shown}
        for title, tab in shown:
            self.pages.add(tab.name, title, tab)
            tab.go.connect(self.go)
            tab.opened.connect(self._show_over)
            tab.tab_asked.connect(self._show_tab)
            if isinstance(tab, OverviewTab):
                tab.target_asked.connect(self._go_to_target)
                tab.paper_asked.connect(self._issue)
            if isinstance(tab, MeasuresTab):
                tab.import_asked.connect(self._import_list)
            if isinstance(tab, CopiesTab):
                tab.print_asked.connect(self._print)
        self.pages.switched.connect(lambda _: self._load_tab())
        self.pages.stepped.connect(self.focus_first)
        self._column.addWidget(self.pages, 1)

    def _current_tab(self) -> str:
        return self.pages.current() if self.pages is not None else EERSTE

    def _go_to_tab(self, name: str) -> None:
        if self.pages is not None:
            self.pages.go_to(name)

    def _show_tab(self, name: str) -> None:
        self._go_to_tab(name)
        self.focus_first()

    def _load(self, *, is_same_overview: bool = False) -> None:
        """Read the overview once, for the head and for the overview tab."""
        if not is_same_overview or self._current_tab() == EERSTE:
            services = self.desk.services
            found = services.overzicht.get(self.dossier_id)
            terms = services.beheer.organisatie().termen
            self.head.show_overview(found, terms, services.today)
            overview = self._tabs[EERSTE]
            overview.dossier_id = self.dossier_id
            if isinstance(overview, OverviewTab):
                overview.show_overview(found, terms)
        if self._current_tab() != EERSTE:
            self._load_tab()

    def _load_tab(self) -> None:
        if self._dossier is not None:
            self._tabs[self._current_tab()].show_dossier(self.dossier_id)

    def _show_over(self, opened: Opened) -> None:
        """Show a form or a document over the tabs, until it is left or saved."""
        self.stack.open_over(opened)
        self.crumbs_changed.emit()
        self.focus_first()

    def _leave_over(self) -> None:
        """Back to the place of the tab that lay under the page."""
        self.go.emit(Plek(scherm="dossier", dossier_id=self.dossier_id, tab=self._current_tab()))

    def _go_over(self, tab: str, *, row_id: int | None = None, field: str = "") -> None:
        """Ask for the place where a form opens; a place can be gone back to, and keeps its draft."""
        self.go.emit(
            Plek(scherm="dossier", dossier_id=self.dossier_id, tab=tab, row_id=row_id, filter=field or None)
        )

    def _show_step(self, number: int) -> None:
        form = step_form(self.desk, self.dossier_id, number)
        self._show_over(Opened(title=f"Stap {number}", page=form))

    def _show_facts(self, field: str = "") -> None:
        form = person_form(self.desk, self.dossier_id)
        self._show_over(Opened(title="Gegevens", page=form))
        if field:
            form.form.focus_field(field)

    def _add_document(self) -> None:
        tab = self._tabs["documenten"]
        if isinstance(tab, DocumentsTab):
            self._go_to_tab("documenten")
            tab.add_file()

    def _import_list(self) -> None:
        """Measures from a file; then they are shown."""
        if import_measures(self.desk, self, self.dossier_id):
            self._show_tab("maatregelen")

    def _go_to_target(self, target: Target) -> None:
        """Do what a button of the overview promises."""
        tab = self._tabs.get(target.word)
        if target.word == "stap":
            self._go_over("stap", row_id=target.number)
        elif target.word in {"gegevens", "herijking"}:
            self._go_over(target.word, field=target.field)
        elif target.word == "advies_nieuw":
            self._go_over("advies:nieuw")
        elif isinstance(tab, AdviceTab):
            tab.ask_newest(field=target.field)
        elif isinstance(tab, HomeTab):
            tab.ask_current(field=target.field)
        else:
            self._show_tab(target.word)

    def _print(self) -> None:
        """Ask which paper, and issue it."""
        options = [Option(value=paper, text=paper.woord) for paper in papers_of(self._kind)]
        chosen = self.desk.prompts.ask_choice(
            self, "Welk stuk wilt u afdrukken?", label="Stuk", options=options
        )
        if chosen is not None:
            self._issue(chosen)

    def _issue(self, paper: SoortDocument) -> None:
        from veiligheidsadvies.gui.binding.uitgifte import (
            open_bron,
            open_uitgifte,
        )  # heavy: only when printing

        if paper is SoortDocument.INZAGE:
            open_bron(self.desk, self, lambda: inzage_bron(self.desk.services, self.dossier_id))
            return
        open_uitgifte(self.desk, self, paper, self.dossier_id)
