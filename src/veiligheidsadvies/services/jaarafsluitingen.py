"""Closing a book year: what is open goes to the next year by pairs of entries, and the year is locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, total
from veiligheidsadvies.domain.begroting import Jaarafsluiting, Jaarstand
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.errors import YearBookedAfter, YearClosed, YearNotOver
from veiligheidsadvies.domain.kostenpost import JAAROVERGANG, year_end
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.services.boekjaar import last_closed
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.kosten_posten import Posten, Postsleutel, list_posten, order_line_roots


@dataclass(frozen=True, slots=True)
class Jaarafsluiter:
    """Works on one year at a time, the oldest first."""

    context: Context

    def find(self, year: int) -> Jaarafsluiting | None:
        """How a year was closed; None while it is open."""
        return records.find_where(self.context.connection, Jaarafsluiting, "jaar = ?", (year,))

    def may_close(self, year: int) -> bool:
        """Whether the year is over and neither it nor a later one was closed."""
        closed = last_closed(self.context.connection)
        return year < self.context.today.year and (closed is None or year > closed)

    def close(self, stand: Jaarstand, toelichting: str) -> Changes:
        """Close the year of `stand`; raises YearNotOver, YearClosed."""
        year = stand.jaar
        if year >= self.context.today.year:
            raise YearNotOver(year)
        closed = last_closed(self.context.connection)
        if closed is not None and year <= closed:
            raise YearClosed(closed)
        pairs = list(self._pairs(year))
        carried = self._carried(pairs, year)
        closing = Jaarafsluiting(
            jaar=year,
            afgesloten_op=self.context.today,
            door=self.context.vault.actor,
            begroot=stand.begroot or NIHIL,
            gefactureerd=stand.gefactureerd,
            overgedragen=carried,
            vrij=(stand.begroot or NIHIL) - stand.gefactureerd - carried,
            toelichting=toelichting,
        )
        check(closing)

        def work(log: records.Log) -> int:
            for line in pairs:
                records.save(log, line)
            return records.save(log, closing)

        return self.context.write(f"Jaar {year} afgesloten", work, Jaarafsluiting, Kostenregel)

    def _carried(self, pairs: Iterable[Kostenregel], year: int) -> Bedrag:
        """What of the closed year itself goes along on the organisation's account."""
        sql = "SELECT id FROM maatregel WHERE betaler = 'organisatie'"
        own = {row[0] for row in self.context.connection.execute(sql, ()).fetchall()}
        return total(
            -line.incl
            for line in pairs
            if line.boekjaar == year
            and (line.betaler is Betaler.ORGANISATIE or (line.betaler is None and line.maatregel_id in own))
        )

    def _pairs(self, year: int) -> Iterable[Kostenregel]:
        """What is still to be billed goes along; of a destroyed dossier nothing is, so that ends here."""
        posten = list_posten(self.context.connection)
        groups = self._grouped(posten)
        gone = records.list_where(self.context.connection, Dossier, "vernietigd_op IS NOT NULL")
        destroyed = {one.id for one in gone}
        for key, post in posten.posten.items():
            is_left = posten.maatregelen[key.maatregel_id].dossier_id in destroyed
            if post.is_live and not is_left:
                yield from year_end(groups[key], year, last_year=post.money.last_year, day=self.context.today)

    def _grouped(self, posten: Posten) -> dict[Postsleutel, list[Kostenregel]]:
        roots = order_line_roots(self.context.connection)
        found: dict[Postsleutel, list[Kostenregel]] = {}
        for line in records.list_where(self.context.connection, Kostenregel):
            measure = posten.maatregelen[line.maatregel_id or 0]
            root = None if line.opdrachtregel_id is None else roots[line.opdrachtregel_id]
            payer = line.betaler.value if line.betaler else measure.betaler
            found.setdefault(Postsleutel(measure.id, root, payer), []).append(line)
        return found

    def reopen(self, year: int) -> Changes:
        """Take the last closing back, with its entries.

        Raises YearClosed when a later year was closed too, YearBookedAfter when anything was booked since.
        """
        closing = self.find(year)
        if closing is None:
            raise YearNotOver(year)
        closed = last_closed(self.context.connection)
        if closed != year:
            raise YearClosed(closed or year)
        pairs = records.list_where(
            self.context.connection,
            Kostenregel,
            "soort = ? AND kenmerk = ?",
            (SoortKosten.VERPLICHTING.value, f"{JAAROVERGANG}{year}"),
        )
        newest = self.context.connection.execute("SELECT max(id) FROM kostenregel", ()).fetchone()[0]
        if pairs and newest != pairs[-1].id:
            raise YearBookedAfter(year)

        def work(log: records.Log) -> int | None:
            for line in pairs:
                records.remove(log, line)
            records.remove(log, closing)
            return closing.id

        return self.context.write(f"Jaar {year} heropend", work, Jaarafsluiting, Kostenregel)
