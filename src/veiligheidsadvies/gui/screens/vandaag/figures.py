"""The figures beside the list: measures by domain and status, the budget of the year, copies that are out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.begroting import Jaarstand
from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.maatregel import Statusgroep
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.bars import HATCHED, OUTLINED, BudgetBar, Segment
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.matrix import Matrix, MatrixColumn, MatrixRow
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import matrix_counts
from veiligheidsadvies.services.maatregelen import MaatregelFilter
from veiligheidsadvies.services.vandaag import KOLOMMEN
from veiligheidsadvies.services.vandaag import Matrix as Telling
from veiligheidsadvies.text.formats import amount, count

_WORDS = {"te_laat": "Te laat", "wacht": "Wacht", "loopt": "Loopt", "gereed": "Gereed"}


def heading_row(title: str, aside: QWidget) -> QHBoxLayout:
    """A heading without a rule, with something at the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label(title, "heading"))
    row.addStretch(1)
    row.addWidget(aside)
    return row


class MatrixBlock(QWidget):
    """Measures by domain and status group; a number leads to its measures."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._today = dt.date.min
        self._lapsed = label("", "small")
        self.matrix = Matrix(
            [MatrixRow(key=domain.value, title=domain.value) for domain in Domein],
            [
                MatrixColumn(
                    key=key,
                    title=_WORDS[key],
                    icon=icon_name("status", key),
                    tone=key,
                    is_alarm=key == "te_laat",
                )
                for key in KOLOMMEN
            ],
            name="matrix",
            accessible="Maatregelen per domein en status",
        )
        self.matrix.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading_row("Maatregelen", self._lapsed))
        column.addWidget(self.matrix)

    def show_counts(self, counts: Telling, today: dt.date) -> None:
        """The numbers of today."""
        self._today = today
        self._lapsed.setText(f"{counts.vervallen} vervallen niet geteld" if counts.vervallen else "")
        self.matrix.set_counts(matrix_counts(counts.cellen))  # type: ignore[arg-type]

    def _open(self, domain: str, column: str) -> None:
        chosen: dict[str, Any] = {"domeinen": (Domein(domain),) if domain else ()}
        if column == "te_laat":
            chosen["te_laat_op"] = self._today
        elif column:
            chosen["groepen"] = (Statusgroep(column),)
        self.go.emit(Plek(scherm="maatregelen", filter=MaatregelFilter(**chosen)))


class BudgetBlock(QWidget):
    """The budget of one year and what is used of it, in the order of the bar."""

    enter_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._total = label("", "heading"), label("", "heading", name="begroot")
        self.enter = Button("Begroting invoeren…", name="begroting_invoeren", role="link")
        self.enter.clicked.connect(self.enter_asked)
        self._bar = BudgetBar(name="begroting", accessible="Begroting")
        self._bar.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self.enter)
        top.addStretch(1)
        top.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._bar)

    def show_year(self, stand: Jaarstand) -> None:
        """Amounts incl. btw of one year."""
        has_budget = stand.begroot is not None
        self._title.setText(f"Begroting {stand.jaar}")
        self._total.setText(amount(stand.begroot, zero="€ 0,00") if has_budget else "")
        self._total.setVisible(has_budget)
        self.enter.setText("Wijzigen…" if has_budget else "Begroting invoeren…")
        self.enter.setAccessibleName(f"Begroting {stand.jaar} {'wijzigen' if has_budget else 'invoeren'}")
        vrij = stand.vrij
        shown = [
            Segment(title="Gefactureerd", value=stand.gefactureerd.cents, shown=amount(stand.gefactureerd)),
            Segment(
                title="Verplicht",
                value=stand.verplicht.cents,
                shown=amount(stand.verplicht),
                fill=HATCHED,
                color="chart.verplicht",
            ),
        ]
        if vrij is not None:
            words = "Vrij" if vrij.cents >= 0 else "Overschreden"
            shown.append(Segment(title=words, value=max(0, vrij.cents), shown=amount(vrij), fill=OUTLINED))
        shown.append(
            Segment(
                title=_estimate_words(stand),
                value=stand.geraamd.cents,
                shown=amount(stand.geraamd),
                is_detail=True,
            )
        )
        used = stand.gefactureerd.cents + stand.verplicht.cents
        self._bar.set_segments(shown, mark=used + stand.geraamd.cents if stand.geraamd.cents else None)


def _estimate_words(stand: Jaarstand) -> str:
    if stand.vrij is None:
        return "Nog geraamd"
    return "waarvan nog geraamd" if stand.geraamd.cents <= stand.vrij.cents else "nog geraamd, meer dan vrij"


class FindingsBlock(QWidget):
    """How many findings there are; a press goes to them in the list."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.link = Button("", name="bevindingen_bekijken", role="link", on_click=self.asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(heading_row("Bevindingen", self.link))

    def show_counts(self, *, blocking: int, warning: int) -> None:
        """Nothing at all hides the block."""
        words = [count(blocking, "blokkeert", "blokkeren")] if blocking else []
        words += [f"{warning} let op"] if warning else []
        self.link.setText(", ".join(words))
        self.link.setAccessibleName(f"Bevindingen: {', '.join(words)}")
        self.setVisible(bool(words))


class CopiesBlock(QWidget):
    """How many copies are out, and which should have come back."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._total = label("", "heading", name="exemplaren_buiten")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.link = Button("Bekijken…", name="exemplaren_bekijken", role="link")
        self.link.setAccessibleName("Exemplaren buiten bekijken")
        self.link.clicked.connect(lambda: self.go.emit(Plek(scherm="exemplaren")))
        top = heading_row("Exemplaren buiten", self._total)
        top.insertWidget(1, self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._rows)

    def show_copies(self, late: list[Exemplaarregel], others: list[Exemplaarregel]) -> None:
        """Late ones by number, the others counted."""
        clear(self._rows)
        total = len(late) + len(others)
        self._total.setText(str(total) if total else "")
        if late:
            first = f"nr. {late[0].nummer}" + (f" en {len(late) - 1} meer" if len(late) > 1 else "")
            self._add("te_laat", f"Over de retourdatum: {first}", len(late))
        if others:
            self._add("loopt", "Binnen de termijn", len(others))
        self.link.setVisible(total > 0)
        if not total:
            self._rows.addWidget(label("Er zijn geen exemplaren buiten de deur.", "muted"))

    def _add(self, tone: str, words: str, number: int) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon_name("status", tone), tone, 16))
        row.addWidget(label(words), 1)
        row.addWidget(label(str(number)))
        self._rows.addWidget(line)
