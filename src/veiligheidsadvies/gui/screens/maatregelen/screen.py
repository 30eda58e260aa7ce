"""Maatregelen: all that was advised, over all dossiers, to find, change together, move on and add to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.invoer import import_measures
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.uitgifte import open_uitgifte
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import restyle
from veiligheidsadvies.gui.screens.maatregelen.board_page import BoardPage
from veiligheidsadvies.gui.screens.maatregelen.filters import Keuzemenu, chips, from_plek, without
from veiligheidsadvies.gui.screens.maatregelen.paste_dialog import paste_into
from veiligheidsadvies.gui.screens.maatregelen.quick_entry import QuickEntry
from veiligheidsadvies.gui.screens.maatregelen.table_page import TablePage
from veiligheidsadvies.gui.screens.maatregelen.toolbar import BORD, TABEL, Toolbar
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.maatregelen import MaatregelFilter

MOST_HITS = 1000


class MaatregelenScreen(Screen):
    """Table and board over one filter.

    Plek: `filter` or `dossier_id` replace what is in force, `row_id` is selected, `tab` is tabel, bord or
    toevoegen.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="maatregelen")
        self._filter = MaatregelFilter()
        self._view = TABEL
        self.toolbar = Toolbar()
        self.entry = QuickEntry(desk)
        self.entry.hide()
        self._empty = (EmptyState("", name="geen_regels"), EmptyState("", name="geen_kaarten"))
        self.table, self.board = TablePage(desk, self._empty[0]), BoardPage(desk, self._empty[1])
        self._menu = Keuzemenu(desk, self.set_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 8)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.entry)
        column.addWidget(self._stack, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._connect()

    def _connect(self) -> None:
        bar = self.toolbar
        bar.switch.switched.connect(self.show_view)
        bar.chips.removed.connect(lambda field: self.set_filter(without(self._filter, field)))
        bar.chips.add_asked.connect(self.show_filter_menu)
        bar.search.textEdited.connect(lambda _: self._show_rows())
        bar.search.left.connect(self.focus_first)
        bar.add.clicked.connect(self.start_entry)
        bar.print.clicked.connect(self.print_plan)
        self.table.opened.connect(self.open_maatregel)
        self.table.pasted.connect(self.paste)
        self.table.order_asked.connect(self.order)
        self.board.opened.connect(self.open_maatregel)
        self.entry.closed.connect(self.close_entry)
        self.entry.form_asked.connect(self._open_form)
        self.entry.added.connect(self.table.go_to)
        for empty in self._empty:
            empty.asked.connect(self._take_first_step)

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """Only itself."""
        return (("Maatregelen", None),)

    def show_place(self, plek: Plek) -> None:
        """List what was asked for; without a filter what was in force stays."""
        asked = from_plek(plek.filter, plek.dossier_id)
        if asked is not None:
            self._filter = asked
            self.toolbar.search.clear()
        if plek.tab in {TABEL, BORD}:
            self._view = plek.tab
        self.show_view(self._view)
        if plek.row_id is not None:
            self.table.go_to(plek.row_id)
            self.board.board.focus_card(plek.row_id)
        if plek.tab == "toevoegen":
            self.start_entry()

    def reload(self, changes: Changes) -> None:
        """Show what was saved or undone."""
        if changes.touches(Maatregel, Kostenregel, Dossier, Catalogusmaatregel):
            self._show_list()

    def focus_first(self) -> None:
        """The list, or the line of entry when it is open."""
        if self.entry.isVisible():
            self.entry.line.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view == TABEL and self.table.view.isVisible():
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view == BORD and self.board.focus_first():
            return
        else:
            self.toolbar.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def commands(self) -> Sequence[Command]:
        """Adding, the two views, what can be done with the chosen measures."""
        return (
            Command(
                name="maatregel_toevoegen",
                text="Maatregel &toevoegen…",
                menu="dossier",
                shortcut="Ctrl+N",
                run=self.start_entry,
            ),
            Command(
                name="maatregel_status",
                text="&Status wijzigen…",
                menu="dossier",
                shortcut="Ctrl+T",
                run=self.change_status,
                may_run=lambda: bool(self.table.chosen()),
            ),
            Command(
                name="maatregel_opdracht",
                text="&Opdracht maken…",
                menu="dossier",
                shortcut="Ctrl+O",
                run=lambda: self.order("nieuw"),
                may_run=lambda: bool(self.table.chosen()),
            ),
            Command(
                name="maatregel_aanvraag",
                text="O&ffertes aanvragen…",
                menu="dossier",
                run=lambda: self.order("aanvraag_nieuw"),
                may_run=lambda: bool(self.table.chosen()),
            ),
            Command(
                name="importeren",
                text="&Maatregelen importeren…",
                menu="bestand",
                run=self.import_list,
            ),
            Command(
                name="druk_plan",
                text="&Maatregelenplan afdrukken…",
                menu="afdrukken",
                shortcut="Ctrl+P",
                run=self.print_plan,
            ),
            Command(
                name="weergave_wissel",
                text="&Tabel of bord",
                menu="beeld",
                shortcut="Ctrl+B",
                run=lambda: self.show_view(BORD if self._view == TABEL else TABEL),
            ),
        )

    @property
    def chosen_filter(self) -> MaatregelFilter:
        """The filter in force, the search in the list included."""
        text = self.toolbar.search.text().strip()
        if not text:
            return self._filter
        return replace(self._filter, ids=self.desk.services.maatregelen.find_ids(text, limit=MOST_HITS))

    def set_filter(self, chosen: MaatregelFilter) -> None:
        """Show another selection."""
        self._filter = chosen
        self._show_list()

    def show_filter_menu(self) -> None:
        """Offer everything that can be filtered on."""
        button = self.toolbar.chips.add
        menu = self._menu.build(self, self._filter)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def show_view(self, view: str) -> None:
        """Table or board."""
        self._view = view
        self.toolbar.switch.set_current(view)
        restyle(self, "surface", "background" if view == BORD else "true")
        self.crumbs_changed.emit()
        self._stack.setCurrentWidget(self.table if view == TABEL else self.board)
        self._show_list()

    def _show_list(self) -> None:
        codes = {one.id or 0: one.code for one in self.desk.services.dossiers.list_all()}
        self.toolbar.chips.set_chips(chips(self._filter, codes))
        self._show_rows()

    def _show_rows(self) -> None:
        chosen = self.chosen_filter
        self._tell_empty(chosen)
        if self._view == TABEL:
            is_cut = chosen.ids is not None and len(chosen.ids) >= MOST_HITS
            self.table.show_filter(chosen, note=f" (eerste {MOST_HITS} treffers)" if is_cut else "")
        else:
            self.board.show_filter(chosen)

    def _tell_empty(self, chosen: MaatregelFilter) -> None:
        is_filtered = chosen != MaatregelFilter()
        for empty in self._empty:
            if is_filtered:
                empty.set_words("Geen maatregel past bij deze filters", action="Filters wissen")
            else:
                empty.set_words(
                    "Neem de maatregelen over uit het advies",
                    detail="Typ ze in vanuit de catalogus, of plak ze uit een rekenblad.",
                    action="Toevoegen…",
                )

    def _take_first_step(self) -> None:
        if self.chosen_filter == MaatregelFilter():
            self.start_entry()
            return
        self.toolbar.search.clear()
        self.set_filter(MaatregelFilter())
        self.focus_first()

    def start_entry(self) -> None:
        """Open the line of entry; without any dossier there is nothing to add to."""
        if not self.desk.services.dossiers.list_all():
            self.desk.prompts.tell(self, "Er is nog geen dossier.\nMaak eerst een dossier aan.")
            self.go.emit(Plek(scherm="dossiers"))
            return
        self.entry.show()
        self.entry.start(self._filter.dossier_id)

    def close_entry(self) -> None:
        """Put the line of entry away."""
        self.entry.hide()
        self.focus_first()

    def paste(self, text: str) -> None:
        """Rows from a spreadsheet."""
        paste_into(self.desk, self, text, self._filter.dossier_id)

    def change_status(self) -> None:
        """The chosen measures to a next status."""
        self.table.change_status()

    def order(self, tab: str) -> None:
        """An order or a request for quotes for the chosen measures, all of one dossier."""
        service = self.desk.services.maatregelen
        chosen = [service.get(MaatregelId(row_id)) for row_id in self.table.chosen()]
        dossiers = {one.dossier_id for one in chosen}
        if len(dossiers) != 1:
            self.desk.prompts.tell(
                self,
                "Kies maatregelen van één dossier.\nEen leverancier krijgt nooit twee dossiers op één stuk.",
            )
            return
        ids = tuple(one.id for one in chosen)
        self.go.emit(Plek(scherm="opdrachten", dossier_id=dossiers.pop(), tab=tab, filter=ids))

    def open_maatregel(self, row_id: int) -> None:
        """Open the form of one measure."""
        self.go.emit(Plek(scherm="maatregel", row_id=row_id))

    def _open_form(self, dossier_id: object, line_id: object) -> None:
        self.entry.hide()
        dossier = dossier_id if isinstance(dossier_id, int) else self._filter.dossier_id
        self.go.emit(Plek(scherm="maatregel", dossier_id=dossier, tab="lijst", filter=line_id))

    def import_list(self) -> None:
        """Measures from a file, into the dossier of the filter or the one that is asked."""
        chosen = self._filter.dossier_id
        import_measures(self.desk, self, None if chosen is None else DossierId(chosen))

    def print_plan(self) -> None:
        """The measure plan of the dossier in the filter, or of the one that is asked."""
        dossier_id = self._filter.dossier_id
        if dossier_id is None:
            options = [Option(value=one.id, text=one.code) for one in self.desk.services.dossiers.list_all()]
            dossier_id = self.desk.prompts.ask_choice(
                self, "Maatregelenplan afdrukken", label="Dossier", options=options
            )
        if dossier_id is not None:
            open_uitgifte(self.desk, self, SoortDocument.MAATREGELENPLAN, DossierId(dossier_id))
