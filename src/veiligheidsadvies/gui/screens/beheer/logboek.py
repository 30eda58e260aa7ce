"""The log of the whole vault, its head, and every check of the vault with its outcome."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.controle import controle_signal
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.kit.header import SearchBox
from veiligheidsadvies.gui.kit.page import TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, describe, label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.beheer.part import Part, scrolling
from veiligheidsadvies.gui.screens.beheer.status_list import (
    FOUT,
    GOED,
    LET_OP,
    StatusList,
    Statusregel,
)
from veiligheidsadvies.services.beheer import CheckOutcome
from veiligheidsadvies.services.logboek import Logregel
from veiligheidsadvies.text.formats import count, date_full, grouped

LATEST = 1000
READY, BUSY = "Alle controles uitvoeren", "Bezig…"
RIGHT_WIDTH = 336


class LogboekPart(Part):
    """The list at the left; head, checks and comparing with paper at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="logboek")
        self._lines: list[Logregel] = []
        self._is_busy = False
        model: TableModel[Logregel] = TableModel(_columns(), key=lambda line: line.nummer)
        self.view = make_table(model, name="log", accessible="Logboek van de kluis")
        self.view.setMinimumHeight(280)
        self.search = SearchBox("In dit logboek", name="log_zoeken", hint="Ctrl+F", width=232)
        self.search.textChanged.connect(lambda _: self._show())
        self._count = label("", "muted", name="log_aantal")
        empty = EmptyState("Geen regel past hierbij", action="Zoeken wissen", name="log_leeg")
        empty.asked.connect(self.search.clear)
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        self.head = label("", "title", name="logkop")
        self.run_checks = Button(READY, name="controleren", role="primary", on_click=self.check)
        self._bar = BusyBar("De controles lopen")
        self.anchor = describe(QLineEdit(), "anker", "Logkop van papier")
        self.anchor.setPlaceholderText("7C1E 90AB 3D2F 00QX")
        self.anchor.returnPressed.connect(self.compare)
        self.outcomes = StatusList(name="controle_uitslag", title_width=0)
        columns = TwoColumns(self._left(), self._right(), gap=32)
        columns.set_right_width(RIGHT_WIDTH)
        scrolling(self).addWidget(columns, 1)

    def _left(self) -> QWidget:
        side = QWidget()
        bar = QHBoxLayout()
        bar.addWidget(self._count)
        bar.addStretch(1)
        bar.addWidget(self.search)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("Logkop"))
        column.addWidget(self.head)
        words = "Staat op elk exemplaar. Vergelijk een oud blad: zo ziet u dat er niets uit het log verdween."
        column.addWidget(label(words, "small", is_wrapped=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.anchor, 1)
        row.addWidget(Button("Vergelijken", name="anker_vergelijken", on_click=self.compare))
        column.addLayout(row)
        column.addSpacing(16)
        column.addWidget(SectionHeading("Controle"))
        column.addWidget(self.run_checks)
        column.addWidget(self._bar)
        column.addWidget(self.outcomes)
        column.addStretch(1)
        return side

    def load(self) -> None:
        """The newest rows and the head."""
        self._lines = self.desk.services.logboek.list_latest(limit=LATEST)
        self.head.setText(self.desk.services.logboek.kop)
        self._show()

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def focus_filter(self) -> None:
        """The filter of the list."""
        self.search.setFocus()

    def compare(self) -> None:
        """Look for a log head from paper, with all other checks."""
        typed = self.anchor.text().strip()
        if typed:
            self._start(typed)
        else:
            self.anchor.setFocus()

    def check(self) -> None:
        """Every check."""
        self._start(None)

    def _start(self, anchor: str | None) -> None:
        """The long checks run beside the window; the list can be read meanwhile."""
        if self._is_busy:
            return
        self._set_busy(is_busy=True)
        beheer = self.desk.services.beheer
        self.desk.jobs.run(
            beheer.check_beside(anchor=anchor), owner=self, on_success=self._checked, on_error=self._failed
        )

    def _checked(self, found: list[CheckOutcome]) -> None:
        self._set_busy(is_busy=False)
        beheer = self.desk.services.beheer
        try:
            outcomes = [*found, *beheer.check_here()]
            beheer.record_check(outcomes)
        except UserError as error:
            outcomes = found
            self.desk.performer.tell(self, error)
        else:
            self.load()
            controle_signal().done.emit()
        self.outcomes.set_lines([_line(outcome) for outcome in _sorted(outcomes)])

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        if not isinstance(error, UserError):
            raise error
        self.desk.performer.tell(self, error)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy  # the button stays enabled, else the focus would go elsewhere
        self.run_checks.setText(BUSY if is_busy else READY)
        self._bar.setVisible(is_busy)

    def _show(self) -> None:
        typed = self.search.text().strip()
        found = [line for line in self._lines if not typed or matches(typed, _searched(line))]
        self.panel.set_rows(found)
        # The log is numbered without gaps: the newest number is how many there are.
        every = self._lines[0].nummer if self._lines else 0
        self._count.setText(counted(len(found) if typed else None, read=len(self._lines), every=every))


def counted(found: int | None, *, read: int, every: int) -> str:
    """How many rows are shown: `De nieuwste 1.000 van 3.412 regels`; `found` of them when searched."""
    rest = f"{grouped(read)} van {grouped(every)} regels" if read < every else count(every, "regel", "regels")
    if found is None:
        return f"De nieuwste {rest}" if read < every else rest
    return f"{grouped(found)} van de nieuwste {rest}" if read < every else f"{grouped(found)} van {rest}"


def _searched(line: Logregel) -> str:
    return f"{line.nummer} {date_full(line.tijdstip.date())} {line.actor} {line.wat} {line.resultaat}"


def _sorted(outcomes: list[CheckOutcome]) -> list[CheckOutcome]:
    return sorted(outcomes, key=lambda one: (one.ok, one.warning, one.name != "anker"))


_NAMES = {
    "anker": "Logkop van papier",
    "versleuteling": "Versleuteling van elke bladzijde",
    "opbouw": "Opbouw van de database",
    "bestand": "Databasebestand",
    "sleutelbestand": "Sleutelbestand en kopie",
    "rechten": "Rechten van de map",
    "oudere kluis": "Geen oudere kluis teruggezet",
    "oudere sleutels": "Geen ouder sleutelbestand teruggezet",
    "nummers": "Nummers ook buiten de kluis",
    "akkoordsleutels": "Akkoordsleutels",
    "akkoorden": "Handtekeningen onder akkoorden",
    "dekking van akkoorden": "Akkoord op maatregelen",
    "opdrachten": "Akkoord op opdrachten",
}


def _line(outcome: CheckOutcome) -> Statusregel:
    kind = GOED if outcome.ok else LET_OP if outcome.warning else FOUT
    title = _NAMES.get(outcome.name, outcome.name.capitalize())
    return Statusregel(kind=kind, title=title, state=outcome.detail)


def _columns() -> list[Column[Logregel]]:
    def result(line: Logregel) -> Cell:
        return text_cell("" if line.resultaat == "gelukt" else line.resultaat)

    return [
        Column(
            name="tijd",
            title="Wanneer",
            width=140,
            cell=lambda line: text_cell(f"{date_full(line.tijdstip.date())} {line.tijdstip:%H:%M}"),
        ),
        Column(name="wat", title="Wat", width=200, stretch=True, cell=lambda line: text_cell(line.wat)),
        Column(name="wie", title="Wie", width=120, cell=lambda line: text_cell(line.actor)),
        Column(name="resultaat", title="Uitslag", width=104, cell=result),
        Column(
            name="nummer", title="Nr.", width=56, cell=lambda line: text_cell(str(line.nummer), is_muted=True)
        ),
    ]
