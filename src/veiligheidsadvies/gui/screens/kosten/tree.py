"""The money of a year as a tree in a table: domein, dossier, maatregel, post; → opens, ← closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.cells import Cell, money_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.services.kosten import Geldstand
from veiligheidsadvies.services.kosten_overzicht import Kostenknoop

_STEP = 22
_CLOSED, _OPEN = "ph.caret-right", "ph.caret-down"
_NAMES = ("raming", "offerte", "verplicht", "gefactureerd", "betaald")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tak:
    """One visible row: a node with its depth and the titles of the nodes above it."""

    knoop: Kostenknoop
    pad: tuple[str, ...]
    is_open: bool

    @property
    def depth(self) -> int:
        """0 for a domein."""
        return len(self.pad) - 1


class MoneyTree(QWidget):
    """`go(Plek)` when a dossier, measure or order is opened."""

    go = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._roots: Sequence[Kostenknoop] = ()
        self._opened: set[tuple[str, ...]] = set()
        model: TableModel[Tak] = TableModel(
            [_title_column(), *(_money_column(name) for name in _NAMES)], key=lambda tak: tak.pad
        )
        self.view = make_table(model, name="kostenboom", accessible="Kosten per domein, dossier en maatregel")
        self.view.opened.connect(self._open)
        self.view.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._toggle_at(index.row()) if index.column() == 0 else None)
        self.empty = EmptyState("", name="kosten_leeg")
        self.panel = TablePanel(self.view, empty=self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def show_tree(self, roots: Sequence[Kostenknoop], totaal: Geldstand, year: int) -> None:
        """Another year; what was open stays open."""
        self._roots = roots
        self.empty.set_words(
            f"Nog geen kosten in {year}",
            detail="Ramingen, offertes, opdrachten en facturen staan hier zodra u ze invoert.",
        )
        totals = {name: money_cell(getattr(totaal, name).cents, is_bold=True) for name in _NAMES}
        self.panel.set_rows(self._visible(), {"titel": Cell(text="Totaal", is_bold=True), **totals})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """→ opens and ← closes the current row, or goes to the one above it."""
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if is_plain and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
                self._sideways(is_right=event.key() == Qt.Key.Key_Right)
                return True
        return super().eventFilter(watched, event)

    def _sideways(self, *, is_right: bool) -> None:
        tak = self.view.current()
        if not isinstance(tak, Tak):
            return
        if is_right != tak.is_open and tak.knoop.kinderen:
            self._toggle(tak)
        elif not is_right and tak.depth:
            self._go_to(tak.pad[:-1])

    def _toggle_at(self, row: int) -> None:
        tak = self.view.table.row(row)
        if tak.knoop.kinderen:
            self._toggle(tak)

    def _toggle(self, tak: Tak) -> None:
        self._opened ^= {tak.pad}
        self.view.table.set_rows(self._visible())
        self._go_to(tak.pad)

    def _go_to(self, pad: tuple[str, ...]) -> None:
        at = self.view.table.row_of(pad)
        if at >= 0:
            self.view.go_to(at)

    def _open(self, tak: Tak) -> None:
        place = place_of(tak.knoop)
        if place is not None:
            self.go.emit(place)
        elif tak.knoop.kinderen:
            self._toggle(tak)

    def _visible(self) -> list[Tak]:
        return list(_walk(self._roots, (), self._opened))


def place_of(knoop: Kostenknoop) -> Plek | None:
    """Where a node leads: its order, its measure, or the money of its dossier."""
    if knoop.opdracht_id is not None:
        return Plek(scherm="opdrachten", row_id=knoop.opdracht_id)
    if knoop.maatregel_id is not None:
        return Plek(scherm="maatregel", row_id=knoop.maatregel_id)
    if knoop.dossier_id is not None:
        return Plek(scherm="dossier", dossier_id=knoop.dossier_id, tab="kosten")
    return None


def _walk(
    knopen: Sequence[Kostenknoop], above: tuple[str, ...], opened: set[tuple[str, ...]]
) -> Iterator[Tak]:
    for at, knoop in enumerate(knopen):
        pad = (*above, f"{at}:{knoop.titel}")
        is_open = pad in opened and bool(knoop.kinderen)
        yield Tak(knoop=knoop, pad=pad, is_open=is_open)
        if is_open:
            yield from _walk(knoop.kinderen, pad, opened)


def _title_column() -> Column[Tak]:
    return Column(name="titel", title="Domein, dossier, maatregel", cell=_title, width=196, stretch=True)


def _title(tak: Tak) -> Cell:
    knoop = tak.knoop
    state = ("open, " if tak.is_open else "dicht, ") if knoop.kinderen else ""
    tile = knoop.domein.value if tak.depth == 0 and knoop.domein is not None else ""
    words = knoop.titel
    cell = Cell(
        text=words,
        icon=(_OPEN if tak.is_open else _CLOSED) if knoop.kinderen else "",
        icon_color="muted",
        tile=tile,
        is_bold=tak.depth == 0,
        indent=tak.depth * _STEP,
        spoken=f"niveau {tak.depth + 1}, {state}{words}",
    )
    return cell if knoop.kinderen else replace(cell, indent=cell.indent + _STEP)


def _money_column(name: str) -> Column[Tak]:
    def cell(tak: Tak) -> Cell:
        value: Bedrag = getattr(tak.knoop.stand, name)
        return money_cell(value.cents)

    return Column(name=name, title=name.capitalize(), cell=cell, width=92, is_right=True)
