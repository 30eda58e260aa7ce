"""Maatregelen: all measures of this dossier by domain; adding and changing is done in their own screen."""

from __future__ import annotations

from PySide6.QtCore import Signal

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.kit.cells import money_cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.measure_columns import measure_columns
from veiligheidsadvies.gui.screens.dossier.tab import Tab, button_bar, filling, make_table
from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde
from veiligheidsadvies.text.formats import count

_DOMAINS = list(Domein)


class MeasuresTab(Tab):
    """A short list by domain; Enter opens a measure. `import_asked`: measures from a file."""

    import_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="maatregelen")
        self.view = make_table(
            desk, measure_columns(desk.services.today), name="maatregelen_dossier", accessible="Maatregelen"
        )
        self.view.opened.connect(lambda line: self._go("maatregel", row_id=line.id))
        self.add = Button("Maatregel toevoegen…", name="maatregel_toevoegen")
        self.add.clicked.connect(lambda: self._go("maatregel"))
        self.take = Button("Lijst importeren…", name="maatregelen_importeren")
        self.take.clicked.connect(self.import_asked)
        self.order = Button("Opdracht maken…", name="opdracht_maken")
        self.order.clicked.connect(self._order)
        self.all = Button("Alle maatregelen", name="naar_maatregelen", role="link")
        self.all.setAccessibleName("Naar het scherm Maatregelen, gefilterd op dit dossier")
        self.all.clicked.connect(self._go_to_all)
        self.empty = EmptyState(
            "Neem de maatregelen over uit het advies",
            detail="Kies ze uit de catalogus, of importeer een lijst (csv of tsv).",
            action="Maatregel toevoegen…",
            name="maatregelen_leeg",
        )
        self.empty.asked.connect(lambda: self._go("maatregel"))
        self.panel = TablePanel(self.view, empty=self.empty)
        filling(self, button_bar((self.add, self.take, self.order), (self.all,)), self.panel)

    def load(self) -> None:
        """Read again, in the order of the four domains."""
        service = self.desk.services.maatregelen
        ids = service.list_ids(MaatregelFilter(dossier_id=self.dossier_id), Volgorde.CODE)
        lines = sorted(service.list_page(ids), key=lambda line: _DOMAINS.index(line.domein))
        totals = {
            "code": text_cell(
                f"{count(len(lines), 'maatregel', 'maatregelen')} · totaal incl. btw", is_bold=True
            ),
            "raming": money_cell(sum(line.raming.cents for line in lines), is_bold=True),
            "verplicht": money_cell(sum(line.verplicht.cents for line in lines), is_bold=True),
        }
        self.panel.set_rows(lines, totals)
        self.add.setVisible(bool(lines))

    def focus_first(self) -> None:
        """The list, or the button when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def _go(self, screen: str, *, row_id: int | None = None) -> None:
        self.go.emit(Plek(scherm=screen, dossier_id=self.dossier_id, row_id=row_id))

    def _order(self) -> None:
        """An order that begins with the current measure."""
        current = self.view.current()
        ids = () if current is None else (current.id,)
        self.go.emit(Plek(scherm="opdrachten", dossier_id=self.dossier_id, tab="nieuw", filter=ids))

    def _go_to_all(self) -> None:
        chosen = MaatregelFilter(dossier_id=self.dossier_id)
        self.go.emit(Plek(scherm="maatregelen", dossier_id=self.dossier_id, filter=chosen))
