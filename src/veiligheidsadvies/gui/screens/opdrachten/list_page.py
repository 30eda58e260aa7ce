"""All orders and requests over all dossiers: filters above, the table, and how to begin when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import total
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.opdrachtregister import Rij, columns
from veiligheidsadvies.gui.binding.opdrachtwoorden import state_word
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import money_cell, text_cell
from veiligheidsadvies.gui.kit.chips import Switch
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import MARGIN, WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.search_field import ListSearch
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.text.formats import count

ALLE, VOORBEREIDING, LOPEND, AFGEROND, AANVRAGEN = (
    "alle",
    "voorbereiding",
    "lopend",
    "afgerond",
    "aanvragen",
)
_VIEWS = [
    (ALLE, "Alle", icon_name("action", "tabel")),
    (VOORBEREIDING, "In voorbereiding", icon_name("status", "wacht")),
    (LOPEND, "Lopend", icon_name("status", "loopt")),
    (AFGEROND, "Afgerond", icon_name("status", "gereed")),
    (AANVRAGEN, "Aanvragen", "ph.chats"),
]
_NONE = {
    VOORBEREIDING: "Er is geen opdracht in voorbereiding",
    LOPEND: "Er loopt geen opdracht",
    AFGEROND: "Er is nog geen opdracht afgerond",
    AANVRAGEN: "Er is nog geen offerteaanvraag",
}


class ListPage(QWidget):
    """Signals: `opened(Rij)`, `order_asked()`, `request_asked()`."""

    opened = Signal(object)
    order_asked = Signal()
    request_asked = Signal()

    def __init__(self, desk: Desk, rows: Callable[[], Sequence[Rij]]) -> None:
        super().__init__()
        self._read, self._shown = rows, ALLE
        self.switch = Switch(_VIEWS, name="stand")
        self.switch.set_icons_shown(are_shown=False)
        self.switch.set_current(ALLE)
        self.switch.switched.connect(self.choose)
        self.search = ListSearch()
        self.search.textEdited.connect(lambda _: self.load())
        self.model: TableModel[Rij] = TableModel(
            columns(lambda: desk.services.today), key=lambda row: row.key, parent=self
        )
        self.view = make_table(self.model, name="opdrachten", accessible="Opdrachten en aanvragen")
        self.view.opened.connect(self.opened)
        self.search.left.connect(self.view.setFocus)
        self.empty = EmptyState("", name="opdrachten_leeg")
        self.empty.asked.connect(self._on_empty)
        self.panel = TablePanel(self.view, empty=self.empty)
        self._lay_out()
        WidthWatch(self).crossed.connect(self._fit)

    def _lay_out(self) -> None:
        self.request = Button("Offertes aanvragen…", name="aanvraag_maken", on_click=self.request_asked.emit)
        self.order = Button(
            "Opdracht maken…",
            name="opdracht_maken",
            role="primary",
            icon_name=icon_name("action", "toevoegen"),
            on_click=self.order_asked.emit,
        )
        bar = self._bar = QHBoxLayout()
        bar.setContentsMargins(0, 4, 0, 12)
        bar.setSpacing(8)
        bar.addWidget(self.switch)
        bar.addStretch(1)
        bar.addWidget(self.request)
        bar.addWidget(self.order)
        bar.insertWidget(1, self.search)
        self._second = QHBoxLayout()
        self._second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 8)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(self._second)
        column.addWidget(self.panel, 1)

    def _fit(self) -> None:
        """In a narrow window the search stands on a line of its own."""
        narrow = is_narrow(self)
        self.order.set_icon_shown(is_shown=not narrow)
        (self._second if narrow else self._bar).insertWidget(0 if narrow else 1, self.search)
        self._second.setContentsMargins(0, 0, 0, 12 if narrow else 0)

    def choose(self, view: str) -> None:
        """All, those of one kind, or the requests."""
        self._shown = view
        self.switch.set_current(view)
        self.load()

    def load(self) -> None:
        """Read again and show what the filters leave."""
        lines = list(self._read())
        typed = self.search.text().strip()
        self._tell_empty(typed, has_any=bool(lines))
        shown = [one for one in lines if self._passes(one) and matches(typed, _searched(one))]
        sums = total(one.incl for one in shown if one.incl is not None and not one.is_aanvraag)
        words = f"{len(shown)} van {count(len(lines), 'opdracht of aanvraag', 'opdrachten en aanvragen')}"
        self.panel.set_rows(
            shown,
            {"nummer": text_cell(words, is_bold=True), "incl": money_cell(sums.cents, is_bold=True)},
        )

    def focus(self) -> None:
        """The list, or the first step when there is none."""
        (self.view if self.view.isVisible() else self.empty.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Type a number, a code or a name."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _passes(self, row: Rij) -> bool:
        if self._shown == ALLE:
            return True
        if self._shown == AANVRAGEN:
            return row.is_aanvraag
        if self._shown == VOORBEREIDING:
            return row.is_in_voorbereiding
        if self._shown == LOPEND:
            return row.is_lopend
        return not row.is_aanvraag and not row.is_open

    def _tell_empty(self, typed: str, *, has_any: bool) -> None:
        if not has_any:
            self.empty.set_words(
                "Nog geen opdrachten",
                detail="Kies maatregelen van één dossier. Vraag er offertes voor aan,"
                " of maak meteen een opdracht.",
                action="Opdracht maken…",
            )
        elif typed:
            self.empty.set_words("Geen opdracht past bij deze zoekwoorden", action="Alles tonen")
        else:
            self.empty.set_words(_NONE.get(self._shown, "Hier staat niets"), action="Alles tonen")

    def _on_empty(self) -> None:
        if not self._read():
            self.order_asked.emit()
            return
        self.search.clear()
        self.choose(ALLE)


def _searched(row: Rij) -> str:
    return f"{row.nummer} {row.dossier_code} {row.leverancier} {state_word(row.stand)} {row.volgende}"
