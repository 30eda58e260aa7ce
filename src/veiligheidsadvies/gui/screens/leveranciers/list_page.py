"""The list of suppliers: filters above, what can be done with the current one, the state of all papers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.leverancier import Screening
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.chips import SelectionBar, Switch
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import MARGIN, WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.search_field import ListSearch
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.leveranciers.parts import columns, recognised
from veiligheidsadvies.services.leveranciers import LeverancierRegel
from veiligheidsadvies.text.formats import count

ALL, ATTENTION, ENDED = "alle", "aandacht", "niet_meer"
_VIEWS = [
    (ALL, "Alle", icon_name("action", "tabel")),
    (ATTENTION, "Vraagt aandacht", icon_name("finding", "let_op")),
    (ENDED, "Niet meer", icon_name("status", "vervallen")),
]
_NAMES_SHOWN = 6


class ListPage(QWidget):
    """Signals: `open_asked(id or None)`, `end_asked(LeverancierRegel)`, `paper_asked()`."""

    open_asked = Signal(object)
    end_asked = Signal(object)
    paper_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._shown = desk, ALL
        self.switch = Switch(_VIEWS, name="papieren")
        self.switch.set_current(ALL)
        self.switch.switched.connect(self.choose)
        self.search = ListSearch()
        self.search.textEdited.connect(lambda _: self.load())
        self.model = TableModel(
            columns(lambda: desk.services.today), key=lambda line: line.leverancier.id, parent=self
        )
        self.view = make_table(self.model, name="leveranciers", accessible="Leveranciers")
        self.view.opened.connect(lambda line: self.open_asked.emit(line.leverancier.id))
        self.view.current_changed.connect(lambda _: self._show_actions())
        self.search.left.connect(self.view.setFocus)
        self.empty = EmptyState("", name="leveranciers_leeg")
        self.empty.asked.connect(self._on_empty)
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        self._bar = self._actions()
        self._lay_out()

    def _actions(self) -> SelectionBar:
        paper = Button("Geheimhoudingsverklaring…", name="verklaring", on_click=self.paper_asked.emit)
        edit = Button("Bewerken", name="leverancier_bewerken", hint="Enter", on_click=self._edit)
        self.end = Button("Niet meer gebruiken", name="leverancier_vervallen", on_click=self._end)
        return SelectionBar([paper, edit, self.end], hint="Enter opent een leverancier")

    def _lay_out(self) -> None:
        add = Button(
            "Toevoegen…",
            name="leverancier_toevoegen",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=lambda: self.open_asked.emit(None),
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 4, 0, 12)
        bar.setSpacing(8)
        bar.addWidget(self.switch)
        bar.addWidget(self.search)
        bar.addStretch(1)
        bar.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 8)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._bar)
        column.addSpacing(8)
        column.addWidget(self.panel, 1)
        # In a narrow window the state of the papers tells enough.
        WidthWatch(self).crossed.connect(
            lambda: self.view.show_column("verval", is_shown=not is_narrow(self))
        )

    @property
    def current(self) -> LeverancierRegel | None:
        """The current line."""
        line = self.view.current()
        return line if isinstance(line, LeverancierRegel) else None

    def choose(self, view: str) -> None:
        """All, those whose papers ask attention, or those that are no longer used."""
        self._shown = view
        self.switch.set_current(view)
        self.load()

    def load(self) -> None:
        """Read the register again and show what the filter leaves."""
        lines = self._desk.services.leveranciers.list_regels(with_ended=True)
        typed = self.search.text().strip()
        self._tell_empty(typed, has_any=bool(lines))
        self.panel.set_rows([one for one in lines if self._passes(one) and matches(typed, _searched(one))])
        self._show_actions()

    def focus(self) -> None:
        """The list, or the first step when there is none."""
        (self.view if self.view.isVisible() else self.empty.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Type a name."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _passes(self, line: LeverancierRegel) -> bool:
        if self._shown == ENDED:
            return line.leverancier.is_vervallen
        is_fine = line.stand is Screening.IN_ORDE
        return not line.leverancier.is_vervallen and not (self._shown == ATTENTION and is_fine)

    def _tell_empty(self, typed: str, *, has_any: bool) -> None:
        if not has_any:
            names = self._desk.services.leveranciers.list_unknown_names()[:_NAMES_SHOWN]
            told = f" Uw maatregelen noemen al: {', '.join(names)}." if names else ""
            self.empty.set_words(
                "Nog geen leveranciers",
                detail="Leg vast wie voor u werkt, met erkenningen, VOG en geheimhouding." + told,
                action="Leverancier toevoegen…",
            )
        elif typed:
            self.empty.set_words("Geen leverancier past bij deze zoekwoorden", action="Alles tonen")
        else:
            words = {ATTENTION: "Alle papieren zijn in orde", ENDED: "Elke leverancier is in gebruik"}
            self.empty.set_words(words.get(self._shown, "Hier staat niets"), action="Alles tonen")

    def _on_empty(self) -> None:
        if not self._desk.services.leveranciers.list_regels(with_ended=True):
            self.open_asked.emit(None)
            return
        self.search.clear()
        self.choose(ALL)

    def _show_actions(self) -> None:
        line = self.current
        if line is None:
            self._bar.set_selection("", "")
            return
        self.end.setText("Weer gebruiken" if line.leverancier.is_vervallen else "Niet meer gebruiken")
        shown = count(self.model.rowCount(), "leverancier getoond", "leveranciers getoond")
        self._bar.set_selection(line.leverancier.naam, shown)

    def _edit(self) -> None:
        if self.current is not None:
            self.open_asked.emit(self.current.leverancier.id)

    def _end(self) -> None:
        if self.current is not None:
            self.end_asked.emit(self.current)


def _searched(line: LeverancierRegel) -> str:
    one = line.leverancier
    return f"{one.naam} {one.kvk} {one.diensten} {one.plaats} {one.contactpersoon} {recognised(line)}"
