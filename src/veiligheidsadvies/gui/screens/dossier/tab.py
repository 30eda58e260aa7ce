"""What every tab of a dossier is to the screen around it, and the forms that open over the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.binding.tabellen import make_table as remembering_table
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody, bar_in_margin
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_view import TableView


class _Numbered(Protocol):
    @property
    def id(self) -> int | None: ...


R = TypeVar("R", bound=_Numbered)
NIEUW = "nieuw"
"""Behind the name of a tab (`advies:nieuw`) in a place: a new record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page over the tabs: the last crumb and the page, which has a signal `left`."""

    title: str
    page: Any


class Tab(QWidget):
    """One tab. `opened` asks to show a page over the tabs, `go` to leave for another place."""

    go = Signal(object)
    opened = Signal(object)
    tab_asked = Signal(str)

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"tab_{name}")
        ignored = QSizePolicy.Policy.Ignored  # a tab never makes the window larger
        self.setSizePolicy(ignored, ignored)
        self.desk, self.name = desk, name
        self.dossier_id = DossierId(0)

    def show_dossier(self, dossier_id: DossierId) -> None:
        """Load what this tab shows of a dossier."""
        self.dossier_id = dossier_id
        self.load()

    def load(self) -> None:
        """Read again."""
        raise NotImplementedError

    def ask(self, row_id: int | None, *, field: str = "") -> None:
        """Ask for the place where one record opens, or (None) a new one; `field` gets the cursor."""
        tab = self.name if row_id is not None else f"{self.name}:{NIEUW}"
        self.go.emit(
            Plek(scherm="dossier", dossier_id=self.dossier_id, tab=tab, row_id=row_id, filter=field or None)
        )

    def show_row(self, row_id: int | None, field: str = "") -> None:
        """Open one record of this tab, or (None) a new one; NotFound when it is gone."""

    def focus_first(self) -> None:
        """Put the focus where the work of this tab begins."""
        self.setFocus()

    def draft_key(self, row_id: int | None, what: str = "") -> str:
        """The key under which a form of this tab keeps its draft."""
        return f"dossier:{self.dossier_id}:{what or self.name}:{row_id or NIEUW}"

    def show_form(self, title: str, form: RecordForm, field: str = "") -> None:
        """Ask the screen to show a form, with the cursor in `field`."""
        self.opened.emit(Opened(title=title, page=form))
        if field:
            form.form.focus_field(field)


def found(records: Sequence[R], row_id: int | None) -> R | None:
    """The record with this id, None for a new one; NotFound when it is gone."""
    if row_id is None:
        return None
    for record in records:
        if record.id == row_id:
            return record
    raise NotFound("dit onderdeel")


def scrolling(tab: Tab, *parts: QWidget, spacing: int = 28) -> QVBoxLayout:
    """Give a tab a body that scrolls; more parts may be added to the layout."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 20, MARGIN, 16)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    whole = QVBoxLayout(tab)
    whole.setContentsMargins(0, 0, 0, 0)
    area = ScrollBody(body, name=f"{tab.objectName()}_pagina")
    bar_in_margin(area, column)
    whole.addWidget(area)
    return column


def filling(tab: Tab, bar: QHBoxLayout, *parts: QWidget) -> QVBoxLayout:
    """Give a tab a bar of buttons over parts that fill the rest; the first part stretches."""
    column = QVBoxLayout(tab)
    column.setContentsMargins(MARGIN, 12, MARGIN, 16)
    column.setSpacing(10)
    column.addLayout(bar)
    for number, part in enumerate(parts):
        column.addWidget(part, 1 if number == 0 else 0)
    return column


def button_bar(left: Sequence[Button | QWidget], right: Sequence[Button | QWidget] = ()) -> QHBoxLayout:
    """Buttons at the left and at the right of a bar."""
    bar = QHBoxLayout()
    bar.setContentsMargins(0, 0, 0, 0)
    bar.setSpacing(8)
    for part in left:
        bar.addWidget(part)
    bar.addStretch(1)
    for part in right:
        bar.addWidget(part)
    return bar


def make_table(
    desk: Desk, columns: Sequence[Column[Any]], *, name: str, accessible: str, has_header: bool = True
) -> TableView:
    """A table of records that have an `id`."""
    model: TableModel[Any] = TableModel(columns, key=lambda row: row.id, secrecy=desk.secrecy)
    view = remembering_table(model, name=name, accessible=accessible)
    if not has_header:
        view.header.hide()
    return view


def fit_rows(view: TableView, rows: Sequence[Any]) -> None:
    """Show rows in a table that is exactly as high as they are, for a body that scrolls itself."""
    view.table.set_rows(rows)
    header = 0 if view.header.isHidden() else view.header.height()
    height = view.verticalHeader().defaultSectionSize()
    view.setFixedHeight(header + height * len(rows) + 2)
    view.setVisible(bool(rows))
