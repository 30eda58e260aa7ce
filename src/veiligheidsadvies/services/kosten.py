"""Use cases on money: cost lines, the yearly budget and how it stands, incl. btw and to the cent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.begroting import Begroting, Jaarafsluiting, Jaarstand
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import BookedElsewhere
from veiligheidsadvies.domain.kostenpost import closed_year
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.services.boekjaar import open_year, require_open_year
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.jaarafsluitingen import Jaarafsluiter
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht, Overzichtbouwer
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
        """Add or change a cost line outside orders; raises InvalidInput, YearClosed, BookedElsewhere."""
        check(line)
        self._require_free(line)
        description = f"{line.soort.value.capitalize()} bewaard"
        return self.context.write(description, lambda log: records.save(log, line), Kostenregel)

    def remove(self, line: Kostenregel) -> Changes:
        """Remove a cost line that was entered by mistake; raises YearClosed, BookedElsewhere."""
        self._require_free(line)
        return self.context.write(
            f"{line.soort.value.capitalize()} verwijderd", lambda log: records.remove(log, line), Kostenregel
        )

    def _require_free(self, line: Kostenregel) -> None:
        """Neither of a closed year, before or after, nor an entry of an order, a bill or a closing."""
        before = []
        if line.id is not None:
            before = records.list_where(self.context.connection, Kostenregel, "id = ?", (line.id,))
        for one in (line, *before):
            require_open_year(self.context, one.boekjaar)
            if one.opdrachtregel_id is not None or one.factuur_id is not None or closed_year(one) is not None:
                raise BookedElsewhere

    def stand_of_dossier(self, dossier_id: DossierId) -> Geldstand:
        """The employer's money of one dossier over all years."""
        return kosten_table.geldstand(self.context.connection, dossier_id=dossier_id)

    def stand_per_dossier(self) -> dict[int, Geldstand]:
        """The same for every dossier that has money, by id."""
        return kosten_table.per_dossier(self.context.connection)

    def jaarstand(self, year: int) -> Jaarstand:
        """R11 and domain reference 1.5: begroot = vrij + verplicht + gefactureerd for one book year."""
        return self._jaarstand(year, kosten_table.geldstand(self.context.connection, jaar=year))

    def _jaarstand(self, year: int, money: Geldstand) -> Jaarstand:
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

    def kostenoverzicht(self, year: int, betaler: Betaler | None = Betaler.ORGANISATIE) -> Kostenoverzicht:
        """One year in every way; `betaler` (None: all) is whose money tree, domains and months tell."""
        bouw = Overzichtbouwer(self.context.connection, year, betaler, today=self.context.today)
        money = kosten_table.geldstand(self.context.connection, jaar=year)
        return Kostenoverzicht(
            jaar=year,
            betaler=betaler,
            stand=self._jaarstand(year, money),
            totaal=bouw.totaal(),
            boom=bouw.boom(),
            per_betaler=bouw.per_betaler(),
            per_domein=bouw.per_domein(),
            zonder_betaler=bouw.zonder_betaler(),
            maanden=bouw.maanden(),
            fiscaal=bouw.fiscaal(),
            komend=bouw.komend(),
            controle=bouw.controle(money),
            afsluiting=self.find_afsluiting(year),
        )

    def find_afsluiting(self, year: int) -> Jaarafsluiting | None:
        """How a year was closed; None while it is open."""
        return Jaarafsluiter(self.context).find(year)

    def may_close(self, year: int) -> bool:
        """Whether the year is over and neither it nor a later one was closed."""
        return Jaarafsluiter(self.context).may_close(year)

    def close_year(self, year: int, toelichting: str = "") -> Changes:
        """Lock a year and take what is open along to the next; raises YearNotOver, YearClosed."""
        return Jaarafsluiter(self.context).close(self.jaarstand(year), toelichting)

    def reopen_year(self, year: int) -> Changes:
        """Take the last closing back while nothing was booked after it; YearBookedAfter, YearClosed."""
        return Jaarafsluiter(self.context).reopen(year)

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
            boekjaar=open_year(self.context, today),
        )
