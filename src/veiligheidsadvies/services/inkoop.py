"""Use cases on procurement limits, and what one supplier got ordered in a year so that splitting shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens, limits_on
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import opdracht_table, records


@dataclass(frozen=True, slots=True)
class InkoopService:
    """One public method is one user action."""

    context: Context

    def list_all(self) -> list[Inkoopgrens]:
        """All limits, the newest first."""
        return records.list_where(self.context.connection, Inkoopgrens, order="vanaf DESC")

    def limits(self, day: dt.date) -> Inkoopgrens | None:
        """The limits in force on a day; None before any were set."""
        return limits_on(self.list_all(), day)

    def save(self, grens: Inkoopgrens) -> Changes:
        """Set limits from a day on; InvalidInput when that day has some already."""
        taken = any(one.vanaf == grens.vanaf and one.id != grens.id for one in self.list_all())
        check(grens, [Problem("vanaf", "bestaat_al")] if taken else [])
        return self.context.write("Inkoopgrenzen bewaard", lambda log: records.save(log, grens), Inkoopgrens)

    def sum_of_year(
        self, leverancier_id: LeverancierId, jaar: int, *, leave_out: OpdrachtId | None = None
    ) -> Bedrag:
        """What was ordered from one supplier in a calendar year, without btw, but for one order."""
        return opdracht_table.ordered_in_year(
            self.context.connection, leverancier_id, jaar, leave_out=leave_out
        )
