"""Use cases on money: cost lines, the yearly budget and how it stands, incl. btw and to the cent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.begroting import Begroting, Jaarstand
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import kosten_table, records
from veiligheidsadvies.storage.kosten_table import Geldstand

__all__ = ["Geldstand", "KostenService", "in_year"]


def in_year(line: Kostenregel, year: int) -> Bedrag:
    """What a line means for one book year incl. btw: yearly lines count from their year on."""
    counts = line.boekjaar <= year if line.per_jaar else line.boekjaar == year
    return line.incl if counts else NIHIL


@dataclass(frozen=True, slots=True)
class KostenService:
    """One public method is one user action."""

    context: Context

    def list_of_maatregel(self, maatregel_id: MaatregelId) -> list[Kostenregel]:
        """Cost lines of a measure, oldest first."""
        return records.list_where(
            self.context.connection, Kostenregel, "maatregel_id = ?", (maatregel_id,), order="datum, id"
        )

    def list_of_dossier(self, dossier_id: DossierId) -> list[Kostenregel]:
        """Cost lines of a dossier, newest first."""
        return records.list_where(
            self.context.connection, Kostenregel, "dossier_id = ?", (dossier_id,), order="datum DESC, id DESC"
        )

    def get(self, line_id: int) -> Kostenregel:
        """The cost line with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Kostenregel, line_id)

    def save(self, line: Kostenregel) -> Changes:
        """Add or change a cost line; raises InvalidInput."""
        return self.context.save(line, f"{line.soort.value.capitalize()} bewaard")

    def remove(self, line: Kostenregel) -> Changes:
        """Remove a cost line that was entered by mistake."""
        return self.context.write(
            f"{line.soort.value.capitalize()} verwijderd", lambda log: records.remove(log, line), Kostenregel
        )

    def stand_of_dossier(self, dossier_id: DossierId) -> Geldstand:
        """The employer's money of one dossier over all years."""
        return kosten_table.geldstand(self.context.connection, dossier_id=dossier_id)

    def stand_per_dossier(self) -> dict[int, Geldstand]:
        """The same for every dossier that has money, by id."""
        return kosten_table.per_dossier(self.context.connection)

    def jaarstand(self, year: int) -> Jaarstand:
        """R11 and domain reference 1.5: begroot = vrij + verplicht + gefactureerd for one book year."""
        money = kosten_table.geldstand(self.context.connection, jaar=year)
        budget = self.find_begroting(year)
        return Jaarstand(
            jaar=year,
            begroot=budget.totaal if budget else None,
            geraamd=money.nog_geraamd,
            offerte=money.offerte,
            verplicht=money.verplicht,
            gefactureerd=money.gefactureerd,
            betaald=money.betaald,
        )

    def sums_by_year(self) -> dict[int, dict[SoortKosten, Bedrag]]:
        """Per book year and kind the plain sum of all lines incl. btw, every payer."""
        rows = self.context.connection.execute(
            "SELECT boekjaar, soort, sum(incl) FROM kostenregel GROUP BY boekjaar, soort ORDER BY boekjaar",
            (),
        ).fetchall()
        found: dict[int, dict[SoortKosten, Bedrag]] = defaultdict(dict)
        for year, kind, cents in rows:
            found[year][SoortKosten(kind)] = Bedrag(cents)
        return dict(found)

    def find_begroting(self, year: int) -> Begroting | None:
        """The budget of one year."""
        return records.find_where(self.context.connection, Begroting, "jaar = ?", (year,))

    def list_begrotingen(self) -> list[Begroting]:
        """All budgets by year."""
        return records.list_where(self.context.connection, Begroting, order="jaar")

    def save_begroting(self, begroting: Begroting) -> Changes:
        """Add or change the budget of a year."""
        return self.context.save(begroting, f"Begroting {begroting.jaar} bewaard")

    def new_line(self, maatregel_id: MaatregelId, dossier_id: DossierId, kind: SoortKosten) -> Kostenregel:
        """An empty line dated today, to fill in a form."""
        today: dt.date = self.context.today
        return Kostenregel(
            maatregel_id=maatregel_id,
            dossier_id=dossier_id,
            soort=kind,
            ex=NIHIL,
            incl=NIHIL,
            datum=today,
            boekjaar=today.year,
        )
