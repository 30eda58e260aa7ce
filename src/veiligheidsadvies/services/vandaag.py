"""What needs the manager today: what is late, due this week and soon, and the figures beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.maatregel import GROEP, Statusgroep
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.taak import Doel, Groep, Taak
from veiligheidsadvies.services.taken import Taakbronnen
from veiligheidsadvies.storage import maatregel_table, records

__all__ = ["KOLOMMEN", "Doel", "Groep", "Matrix", "Taak", "VandaagService"]

VOORUIT_DAGEN = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Measures per domain and status group, `te_laat` apart; lapsed ones are only counted."""

    cellen: dict[tuple[Domein, str], int]
    vervallen: int

    def cell(self, domein: Domein | None, kolom: str) -> int:
        """One number; None adds the domains up."""
        domains = [domein] if domein else list(Domein)
        return sum(self.cellen.get((name, kolom), 0) for name in domains)

    def row_total(self, domein: Domein | None) -> int:
        """All live measures of a domain, or of all."""
        return sum(self.cell(domein, kolom) for kolom in KOLOMMEN)


KOLOMMEN = ("te_laat", "wacht", "loopt", "gereed")


@dataclass(frozen=True, slots=True)
class VandaagService:
    """Reading only."""

    context: Context

    def taken(self, *, ahead: int = VOORUIT_DAGEN) -> list[Taak]:
        """Everything due up to `ahead` days from now, earliest first."""
        today = self.context.today
        limit = today + dt.timedelta(days=ahead)
        listed = Taakbronnen(self.context).list_all(until=limit)
        found = [task for task in listed if task.is_shown(today, limit)]
        return sorted(found, key=lambda task: (task.dag, task.dossier_code, task.wat))

    def next_after(self, *, ahead: int = VOORUIT_DAGEN) -> Taak | None:
        """The first thing due later than that, for an empty list."""
        today = self.context.today
        limit = today + dt.timedelta(days=ahead)
        return min(
            (task for task in Taakbronnen(self.context).list_all() if not task.is_shown(today, limit)),
            key=lambda task: task.dag,
            default=None,
        )

    def matrix(self) -> Matrix:
        """The live measures of all dossiers by domain and group."""
        rows = maatregel_table.count_cells(self.context.connection, self.context.today)
        cells: Counter[tuple[Domein, str]] = Counter()
        lapsed = 0
        for domain, status, is_late, number in rows:
            if GROEP[status] is Statusgroep.VERVALLEN:
                lapsed += number
                continue
            cells[domain, "te_laat" if is_late else GROEP[status].value] += number
        return Matrix(cellen=dict(cells), vervallen=lapsed)

    def exemplaren_buiten(self) -> tuple[list[Exemplaarregel], list[Exemplaarregel]]:
        """Copies past their return date, and the other copies that are out."""
        connection, today = self.context.connection, self.context.today
        late: list[Exemplaarregel] = []
        others: list[Exemplaarregel] = []
        for copy in records.list_where(connection, Exemplaarregel, "afloop = 'buiten'", order="nummer"):
            is_late = copy.retour_voor is not None and copy.retour_voor < today
            (late if is_late else others).append(copy)
        return late, others
