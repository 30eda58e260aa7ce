"""Every numbered copy: filters above, the list, and below it what is known of the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import VERVOLG, Afloop, Exemplaar, Exemplaarregel, SoortDocument
from veiligheidsadvies.gui.binding.akkoordwoorden import approval_fact, broken_fact
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.exemplaarwoorden import reader
from veiligheidsadvies.gui.binding.jaarstuk import ask_year
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.uitgifte import open_herdruk, open_jaarstuk
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.facts import Fact
from veiligheidsadvies.gui.kit.flow import FlowLayout
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.kit.header import SearchBox
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody, WidthWatch, bar_in_margin, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.exemplaren.columns import Stand, columns, passes
from veiligheidsadvies.gui.screens.exemplaren.detail import Detail, Herkomst
from veiligheidsadvies.gui.screens.exemplaren.gevonden import GevondenDialog
from veiligheidsadvies.gui.screens.exemplaren.settling import extend, settle, tell_steps
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import count


class ExemplarenScreen(Screen):
    """`row_id` of a Plek is the copy to show, `filter` a `Stand`, `dossier_id` narrows the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="exemplaren")
        self._copies: list[Exemplaarregel] = []
        self._codes: dict[int, str] = {}
        self._stand, self._dossier_id = Stand.BUITEN, 0
        model = TableModel(
            columns(lambda: desk.services.today, self._codes, self.reader),
            key=lambda copy: copy.id,
            secrecy=desk.secrecy,
        )
        self.view = make_table(model, name="exemplaren", accessible="Genummerde exemplaren")
        self.empty = EmptyState("", name="exemplaren_leeg")
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        self.detail = Detail()
        self.search = SearchBox("Nummer of lezer", name="exemplaar_zoeken", hint="Ctrl+F", width=208)
        self.search.setToolTip("Typ of scan het nummer onder de QR-code, zoals 2026-0034")
        self.found = Button("Gevonden blad…", name="gevonden_blad", icon_name="ph.magnifying-glass")
        self.found.setToolTip("Zoek op een stuk tekst, de logkop of het bestand zelf")
        self.register = Button("Register…", name="register_afdrukken", icon_name="ph.printer")
        self.register.setToolTip("Het uitgifteregister van een jaar, op papier")
        self._chips = self._make_chips()
        self._lay_out()
        self._connect()

    def _make_chips(self) -> dict[Stand, Button]:
        group = QButtonGroup(self)
        group.setExclusive(True)
        made: dict[Stand, Button] = {}
        for stand in Stand:
            chip = Button(stand.value, name=f"stand_{stand.name.lower()}", role="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, stand=stand: self.choose(stand))
            group.addButton(chip)
            made[stand] = chip
        return made

    def _lay_out(self) -> None:
        chips = QWidget()
        chips.setContentsMargins(0, 2, 0, 0)
        flow = FlowLayout(chips)
        for chip in self._chips.values():
            flow.addWidget(chip)
        self._of_dossier = Button(
            "", name="van_dossier", role="active_chip", icon_name="ph.x", is_icon_last=True
        )
        flow.addWidget(self._of_dossier)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self.search, self.found, self.register):
            tools.addWidget(widget)
        tools.addStretch(0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 4, 0, 12)
        self._top.setSpacing(16)
        self._top.addWidget(chips, 1)
        self._top.addLayout(tools)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 0, MARGIN, 12)
        column.setSpacing(0)
        column.addLayout(self._top)
        self.panel.setMinimumHeight(200)
        column.addWidget(self.panel, 1)
        column.addSpacing(8)
        column.addWidget(self.detail)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        # In a narrow window the day it left stands below only.
        WidthWatch(self).crossed.connect(self._turn)
        area = ScrollBody(body, name="exemplaren_pagina")
        bar_in_margin(area, column)
        page.addWidget(area)

    def _turn(self) -> None:
        narrow, directions = is_narrow(self), QBoxLayout.Direction
        self.view.show_column("uit", is_shown=not narrow)
        self._top.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._top.setSpacing(8 if narrow else 16)

    def _connect(self) -> None:
        self.view.current_changed.connect(self._show_detail)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.returnPressed.connect(self._on_typed)
        self.found.clicked.connect(lambda: self.find_owner(""))
        self.register.clicked.connect(self.print_register)
        self.detail.steps_asked.connect(self._tell_steps)
        self.detail.copy_asked.connect(self.show_copy)
        self.detail.settle_asked.connect(self.settle)
        self.detail.extend_asked.connect(self.extend)
        self.detail.reprint_asked.connect(self.reprint)
        self._of_dossier.clicked.connect(self._leave_dossier)
        self.empty.asked.connect(self._on_empty)
        self.desk.secrecy.follow(self, lambda _: self._show_detail(self.view.current()))

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The title."""
        return (("Exemplaren", None),)

    def show_place(self, plek: Plek) -> None:
        """Load, and go to the copy or the dossier that was asked for."""
        self._dossier_id = plek.dossier_id or 0
        self.search.clear()
        self._load()
        wanted = next((copy for copy in self._copies if copy.id == plek.row_id), None)
        if wanted is not None:
            self._dossier_id = 0
        stand = plek.filter if isinstance(plek.filter, Stand) else self._stand
        if wanted is not None and not passes(wanted, stand, self.desk.services.today):
            stand = Stand.ALLE
        self.choose(stand if not self._dossier_id else Stand.ALLE)
        if wanted is not None:
            self.view.go_to(self.view.table.row_of(wanted.id))
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:
        """Copies or dossiers changed."""
        if changes.touches(Exemplaar, Dossier):
            self._load()
            self._show()

    def focus_first(self) -> None:
        """The list, or the search field when there is none."""
        (self.view if self.view.isVisible() else self.search).setFocus()

    def focus_filter(self) -> None:
        """Type a number."""
        self.search.setFocus()
        self.search.selectAll()

    def commands(self) -> Sequence[Command]:
        """Everything that can be done with the current copy."""

        def may(afloop: Afloop) -> bool:
            copy = self.view.current()
            return copy is not None and afloop in VERVOLG[copy.afloop]

        return (
            Command(
                name="exemplaar_retour",
                text="Exemplaar &retour…",
                menu="dossier",
                run=lambda: self.settle(Afloop.RETOUR),
                may_run=lambda: may(Afloop.RETOUR),
            ),
            Command(
                name="exemplaar_vernietigd",
                text="Exemplaar &vernietigd…",
                menu="dossier",
                run=lambda: self.settle(Afloop.VERNIETIGD),
                may_run=lambda: may(Afloop.VERNIETIGD),
            ),
            Command(
                name="exemplaar_vermist",
                text="Exemplaar ver&mist…",
                menu="dossier",
                run=lambda: self.settle(Afloop.VERMIST),
                may_run=lambda: may(Afloop.VERMIST),
            ),
            Command(
                name="exemplaar_later",
                text="Exemplaar &later terug…",
                menu="dossier",
                run=self.extend,
                may_run=self._is_outside,
            ),
            Command(
                name="exemplaar_herdrukken",
                text="Exemplaar &herdrukken…",
                menu="afdrukken",
                run=self.reprint,
                may_run=lambda: self.view.current() is not None,
            ),
            Command(
                name="exemplaar_gevonden",
                text="&Wiens exemplaar is dit?",
                menu="dossier",
                run=self.find_owner,
            ),
        )

    def reader(self, copy: Exemplaarregel) -> str:
        """Who has it: an office is no secret, a name is."""
        return reader(copy, self.desk.secrecy)

    def choose(self, stand: Stand) -> None:
        """Show one state only, or all."""
        self._stand = stand
        self._chips[stand].setChecked(True)
        self._show()

    def settle(self, afloop: Afloop) -> None:
        """Book the current copy off."""
        copy = self.view.current()
        if copy is not None:
            settle(self.desk, self, copy, afloop)

    def extend(self) -> None:
        """The current copy stays out longer."""
        copy = self.view.current()
        if copy is not None:
            extend(self.desk, self, copy)

    def _is_outside(self) -> bool:
        copy = self.view.current()
        return copy is not None and copy.afloop is Afloop.BUITEN

    def reprint(self) -> None:
        """The same text again, under a number of its own."""
        copy = self.view.current()
        if copy is not None:
            open_herdruk(self.desk, self, int(copy.id or 0))

    def find_owner(self, tekst: str = "") -> None:
        """Ask what stands on a found sheet, and go to the copy that it is."""
        dialog = GevondenDialog(self.desk, self, say=self.reader, tekst=tekst)
        if dialog.exec() and dialog.chosen is not None:
            self.show_copy(int(dialog.chosen.id or 0))
        dialog.deleteLater()

    def show_copy(self, exemplaar_id: int) -> None:
        """Go to one copy, whatever the filters say."""
        self.show_place(Plek(scherm="exemplaren", row_id=exemplaar_id))

    def print_register(self) -> None:
        """The register of a year on paper, a numbered copy itself."""
        paper = SoortDocument.UITGIFTEREGISTER
        year = ask_year(self.desk, self, paper)
        if year is not None:
            open_jaarstuk(self.desk, self, paper, year)

    def _on_typed(self) -> None:
        """Enter: to what was found; what no number or name fits is looked for in the copies themselves."""
        typed = self.search.text().strip()
        if typed and not self.view.table.rowCount():
            self.find_owner(typed)
        else:
            self.view.setFocus()

    def _tell_steps(self) -> None:
        copy = self.view.current()
        if copy is not None:
            tell_steps(self.desk, self, copy)

    def _load(self) -> None:
        services, today = self.desk.services, self.desk.services.today
        self._copies = services.exemplaren.list_all()
        self._codes.clear()
        self._codes.update({int(one.id or 0): one.code for one in services.dossiers.list_all()})
        for stand, chip in self._chips.items():
            number = sum(passes(copy, stand, today) for copy in self._copies)
            chip.setText(f"{stand.value} {number}" if number else stand.value)
            chip.setAccessibleName(f"{stand.value}: {count(number, 'exemplaar', 'exemplaren')}")

    def _show(self) -> None:
        today, typed = self.desk.services.today, self.search.text().strip()
        within = [copy for copy in self._copies if self._dossier_id in {0, copy.dossier_id}]
        found = [
            copy
            for copy in within
            # A number that was typed is looked for in everything: the question is whose copy this is.
            if (matches(typed, self._searched(copy)) if typed else passes(copy, self._stand, today))
        ]
        self._of_dossier.setVisible(bool(self._dossier_id))
        self._of_dossier.setText(f"Dossier {self._codes.get(self._dossier_id, '')}")
        self._tell_empty(typed)
        self.panel.set_rows(found)
        self._show_detail(self.view.current() if found else None)

    def _searched(self, copy: Exemplaarregel) -> str:
        code = self._codes.get(int(copy.dossier_id or 0), "")
        return f"{copy.nummer} {code} {copy.document.woord} {self.reader(copy)}"

    def _tell_empty(self, typed: str) -> None:
        if not self._copies:
            self.empty.set_words(
                "Er zijn nog geen exemplaren uitgegeven",
                detail="Elk stuk dat u afdrukt of opslaat krijgt een nummer en komt hier te staan.",
                action="Naar de dossiers",
            )
        elif typed:
            self.empty.set_words(
                "Dit nummer staat niet in deze kluis",
                detail="Nummers zien eruit als 2026-0034. Is het een stuk tekst van een blad? Druk op "
                "Enter: dan wordt in de exemplaren zelf gezocht.",
                action="Zoeken wissen",
            )
        else:
            words = {Stand.TE_LAAT: "Niets is te laat", Stand.BUITEN: "Er is nu niets buiten"}
            self.empty.set_words(words.get(self._stand, "Hier staat niets"), action="Alle exemplaren tonen")

    def _on_empty(self) -> None:
        if not self._copies:
            self.go.emit(Plek(scherm="dossiers"))
        elif self.search.text():
            self.search.clear()
        else:
            self.choose(Stand.ALLE)

    def _leave_dossier(self) -> None:
        self._dossier_id = 0
        self._show()

    def _show_detail(self, copy: Exemplaarregel | None) -> None:
        if copy is None:
            self.detail.show_copy(None, "", Herkomst())
            return
        service = self.desk.services.exemplaren
        whole, origin = service.get(int(copy.id or 0)), service.find_original(copy)
        self.detail.show_copy(
            copy,
            self.reader(copy),
            Herkomst(
                hoort_bij=service.belongs_to(copy),
                origineel=(origin.nummer, int(origin.id or 0)) if origin else None,
                herdrukken=tuple(one.nummer for one in service.list_reprints(int(copy.id or 0))),
                opmaak=service.layout(whole),
                is_oude_opmaak=service.is_of_older_layout(whole),
                akkoord=self._approval(copy),
            ),
        )

    def _approval(self, copy: Exemplaarregel) -> Fact | None:
        """How the order of this copy was approved; None for a paper of nothing that is ordered."""
        if copy.opdracht_id is None:
            return None
        orders = self.desk.services.opdrachten
        wrong = orders.find_bezwaar(copy.opdracht_id)
        akkoord = orders.find_akkoord(copy.opdracht_id)
        if wrong:
            return broken_fact(wrong)
        return approval_fact(akkoord) if akkoord is not None else None
