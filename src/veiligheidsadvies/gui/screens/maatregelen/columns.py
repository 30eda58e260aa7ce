"""The columns of the list of measures, and the rows behind them: long, and fetched a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import cast

from veiligheidsadvies.gui.kit.cells import Cell, date_cell, money_cell, status_cell, text_cell, tile_cell
from veiligheidsadvies.gui.kit.table import Column, TableModel, Windowed
from veiligheidsadvies.services.maatregelen import MaatregelRegel, MaatregelTotaal, Volgorde
from veiligheidsadvies.text.formats import amount, count, date_full, date_short, days_late

FIRST_PAGE = 100
_UNKNOWN = cast("MaatregelRegel", None)
"""A tick whose line is not fetched."""


def columns(today: Callable[[], dt.date]) -> tuple[Column[MaatregelRegel], ...]:
    """Dossier to Verplicht, as in the look; amounts are incl. btw."""
    return (
        Column(
            name="dossier",
            title="Dossier",
            width=64,
            sort=Volgorde.DOSSIER.value,
            cell=lambda row: text_cell(row.dossier_code, is_bold=True),
        ),
        Column(
            name="code",
            title="Code",
            width=84,
            sort=Volgorde.CODE.value,
            cell=lambda row: tile_cell(row.domein.value, row.code),
        ),
        Column(
            name="maatregel",
            title="Maatregel",
            width=194,
            stretch=True,
            sort=Volgorde.TITEL.value,
            cell=lambda row: text_cell(row.titel),
        ),
        Column(
            name="status",
            title="Status",
            width=148,
            sort=Volgorde.STATUS.value,
            cell=lambda row: status_cell(row.groep.value, row.status.woord),
        ),
        Column(
            name="termijn",
            title="Termijn",
            width=136,
            sort=Volgorde.DAG.value,
            cell=lambda row: day_cell(row, today()),
            export=lambda row: date_full(row.dag),
        ),
        Column(
            name="leverancier",
            title="Leverancier",
            width=164,
            sort=Volgorde.LEVERANCIER.value,
            cell=lambda row: text_cell(row.leverancier),
        ),
        Column(
            name="raming",
            title="Raming",
            width=96,
            is_right=True,
            sort=Volgorde.RAMING.value,
            cell=lambda row: money_cell(row.raming.cents),
            export=lambda row: amount(row.raming, sign=False, zero="0,00"),
        ),
        Column(
            name="verplicht",
            title="Verplicht",
            width=96,
            is_right=True,
            sort=Volgorde.VERPLICHT.value,
            cell=lambda row: money_cell(row.verplicht.cents),
            export=lambda row: amount(row.verplicht, sign=False, zero="0,00"),
        ),
    )


def day_cell(row: MaatregelRegel, today: dt.date) -> Cell:
    """The day that counts; when past, by how much."""
    late = row.days_late(today)
    return date_cell(
        date_short(row.dag, today), lateness=days_late(late) if late else "", is_today=row.dag == today
    )


def total_cells(total: MaatregelTotaal, of: int, *, note: str = "") -> dict[str, Cell]:
    """`24 van 71 maatregelen · totaal incl. btw` with the amounts of what is visible."""
    number = count(of, "maatregel", "maatregelen")
    shown = number if total.aantal == of else f"{total.aantal} van {number}"
    return {
        "dossier": text_cell(f"{shown}{note} · totaal incl. btw", is_bold=True),
        "raming": money_cell(total.raming.cents, is_bold=True),
        "verplicht": money_cell(total.verplicht.cents, is_bold=True),
    }


class Ids(Sequence[int]):
    """The ids of a long list: the first page at once, all of them when something further on is asked."""

    def __init__(self, first: list[int], number: int, all_ids: Callable[[], list[int]]) -> None:
        self._known, self._number, self._all = first, number, all_ids

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, at: int | slice) -> int | list[int]:  # type: ignore[override]
        stop = at.stop if isinstance(at, slice) else at + 1
        if (stop is None or stop > len(self._known)) and len(self._known) < self._number:
            self._known = self._all()
        return self._known[at]

    def place(self, row_id: Hashable) -> int:
        """Where an id stands, or -1."""
        if row_id in self._known:
            return self._known.index(row_id)
        if len(self._known) < self._number:
            self._known = self._all()
            return self._known.index(row_id) if row_id in self._known else -1
        return -1


class MaatregelenModel(TableModel[MaatregelRegel]):
    """Finds, ticks and counts rows by id, without fetching them."""

    ids: Ids | None = None
    _next: Ids | None = None
    _fetch: Callable[[Sequence[int]], list[MaatregelRegel]] | None = None

    def show_ids(self, ids: Ids, fetch: Callable[[Sequence[int]], list[MaatregelRegel]]) -> None:
        """Show the lines of these ids, a page at a time."""

        def page(offset: int, limit: int) -> list[MaatregelRegel]:
            return fetch(cast("list[int]", ids[offset : min(offset + limit, len(ids))]))

        self._next, self._fetch = ids, fetch
        self.set_rows(Windowed(len(ids), page, page=FIRST_PAGE))

    def set_rows(self, rows: Sequence[MaatregelRegel], *, keeps_ticks: bool = True) -> None:
        """Show other rows; the ids change together with them."""
        self.modelAboutToBeReset.connect(self._swap)
        super().set_rows(rows, keeps_ticks=keeps_ticks)
        self.modelAboutToBeReset.disconnect(self._swap)

    def _swap(self) -> None:
        self.ids = self._next

    def row_of(self, key: Hashable) -> int:
        """The row number of an id, or -1."""
        return self.ids.place(key) if self.ids is not None else -1

    def id_at(self, number: int) -> int:
        """The id of a row."""
        return cast("int", self.ids[number]) if self.ids is not None else -1

    def is_ticked(self, number: int) -> bool:
        """Whether a row is ticked."""
        return bool(self._ticked) and self.id_at(number) in self._ticked

    def tick(self, numbers: Iterable[int], *, is_on: bool) -> None:
        """Tick or untick rows, as one change; their lines are fetched when somebody asks for them."""
        for row_id in map(self.id_at, numbers):
            if is_on:
                self._ticked.setdefault(row_id, _UNKNOWN)
            else:
                self._ticked.pop(row_id, None)
        self._repaint()
        self.ticks_changed.emit()

    def ticked_ids(self) -> list[int]:
        """The ids of the ticked rows, in the order in which they were ticked."""
        return [cast("int", key) for key in self._ticked]

    def ticked(self) -> list[MaatregelRegel]:
        """The ticked lines as they are now; of a long selection the first page."""
        return self._fetch(self.ticked_ids()[:FIRST_PAGE]) if self._fetch is not None and self._ticked else []

    def keep_ticked(self, present: Iterable[int]) -> None:
        """Forget ticks of measures that are gone."""
        for row_id in set(self._ticked) - set(present):
            del self._ticked[row_id]
