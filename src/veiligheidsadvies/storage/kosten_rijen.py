"""Reads what stands beside the posts: names, bills line by line, what comes due, and sums of bare lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.contract import WAARSCHUWING_DAGEN, Contract
from veiligheidsadvies.storage.kosten_posten import EINDJAAR
from veiligheidsadvies.storage.records import Connection, list_where


class Maatregelnaam(NamedTuple):
    """A measure as a tree shows it."""

    id: int
    dossier_id: int
    dossier_code: str
    domein: Domein
    titel: str
    termijn: dt.date | None


class Opdrachtregelnaam(NamedTuple):
    """An order line as a tree shows it."""

    opdracht_id: int
    nummer: str
    titel: str
    gereed_voor: dt.date | None


class Factuurrij(NamedTuple):
    """One line of a bill or credit note, cents; `teken` is -1 for a credit."""

    maatregel_id: int
    betaler: str | None
    teken: int
    ex: int
    incl: int
    datum: dt.date
    boekjaar: int
    per_jaar: int
    eindjaar: int | None
    categorie: str

    def counts(self, year: int) -> bool:
        """Whether it is of this book year."""
        if self.boekjaar == year:
            return True
        return (
            bool(self.per_jaar) and self.boekjaar < year and (self.eindjaar is None or self.eindjaar >= year)
        )


class Komendrij(NamedTuple):
    """Something that comes due, before its dossier is named."""

    dag: dt.date
    soort: str
    titel: str
    dossier_id: int
    bedrag: Bedrag
    row_id: int


def measure_names(connection: Connection) -> dict[int, Maatregelnaam]:
    """Every measure that has a cost line."""
    sql = (
        "SELECT m.id, m.dossier_id, d.code, m.domein, m.titel, m.termijn FROM maatregel m"
        " JOIN dossier d ON d.id = m.dossier_id WHERE m.id IN (SELECT maatregel_id FROM kostenregel)"
    )
    return {
        row[0]: Maatregelnaam(row[0], row[1], row[2], Domein(row[3]), row[4], _day(row[5]))
        for row in connection.execute(sql, ()).fetchall()
    }


def order_line_names(connection: Connection) -> dict[int, Opdrachtregelnaam]:
    """Every line of every order, by id."""
    sql = (
        "SELECT r.id, o.id, o.nummer, r.titel, o.gereed_voor FROM opdrachtregel r"
        " JOIN opdracht o ON o.id = r.opdracht_id"
    )
    rows = connection.execute(sql, ()).fetchall()
    return {row[0]: Opdrachtregelnaam(row[1], row[2], row[3], _day(row[4])) for row in rows}


def list_bills(connection: Connection) -> list[Factuurrij]:
    """Every line of a bill or credit note, of every year and payer."""
    sql = (
        "SELECT k.maatregel_id, coalesce(k.betaler, m.betaler),"
        " CASE k.soort WHEN 'credit' THEN -1 ELSE 1 END, k.ex, k.incl, k.datum, k.boekjaar,"
        f" k.per_jaar, {EINDJAAR}, k.fiscale_categorie"
        " FROM kostenregel k JOIN maatregel m ON m.id = k.maatregel_id"
        " WHERE k.soort = 'factuur' OR k.soort = 'credit' ORDER BY k.datum, k.id"
    )
    return [
        Factuurrij._make((*row[:5], dt.date.fromisoformat(row[5]), *row[6:]))
        for row in connection.execute(sql, ()).fetchall()
    ]


def dossier_codes(connection: Connection) -> dict[int, str]:
    """The code of every dossier, by id."""
    return dict(connection.execute("SELECT id, code FROM dossier", ()).fetchall())


def list_due(connection: Connection, today: dt.date) -> Iterator[Komendrij]:
    """Notices and maintenance within sixty days, and what is left to pay of every bill."""
    soon = today + dt.timedelta(days=WAARSCHUWING_DAGEN)
    for one in list_where(connection, Contract):
        last = one.notice_day(today)
        if last is not None and last <= soon:
            yield Komendrij(last, "opzeggen", one.naam, one.dossier_id or 0, one.incl, one.id or 0)
        care = one.volgend_onderhoud
        if care is not None and care <= soon and not one.has_ended(care):
            yield Komendrij(care, "onderhoud", one.naam, one.dossier_id or 0, one.incl, one.id or 0)
    left: dict[int, int] = {}
    sql = (
        "SELECT k.factuur_id, k.soort, k.incl FROM kostenregel k JOIN maatregel m ON m.id = k.maatregel_id"
        " WHERE k.factuur_id IS NOT NULL AND k.soort IN ('factuur', 'credit', 'betaling')"
        " AND coalesce(k.betaler, m.betaler) = 'organisatie'"
    )
    for bill, kind, cents in connection.execute(sql, ()).fetchall():
        left[bill] = left.get(bill, 0) + (cents if kind == "factuur" else -cents)
    sql = "SELECT id, dossier_id, nummer, coalesce(vervalt_op, datum) FROM factuur ORDER BY id"
    for bill, dossier_id, number, day in connection.execute(sql, ()).fetchall():
        if cents := left.get(bill, 0):
            title = f"Factuur {number}" if cents > 0 else f"Terug te ontvangen, creditnota {number}"
            yield Komendrij(dt.date.fromisoformat(day), "betalen", title, dossier_id, Bedrag(cents), bill)


def bare_sums(connection: Connection, year: int) -> dict[str, int]:
    """Cents that the organisation pays in a year by kind, straight from the lines and without posts."""
    sql = (
        "SELECT CASE k.soort WHEN 'factuur' THEN 'gefactureerd' WHEN 'credit' THEN 'gefactureerd'"
        " WHEN 'betaling' THEN 'betaald' ELSE k.soort END,"
        " CASE k.soort WHEN 'credit' THEN -k.incl ELSE k.incl END"
        " FROM kostenregel k JOIN maatregel m ON m.id = k.maatregel_id"
        " LEFT JOIN factuur f ON f.id = k.factuur_id AND k.soort = 'betaling'"
        " LEFT JOIN (SELECT maatregel_id, opdrachtregel_id, max(eindigt_op) AS tot,"
        " count(*) = count(eindigt_op) AS is_over FROM contract GROUP BY maatregel_id, opdrachtregel_id) c"
        " ON c.maatregel_id = k.maatregel_id AND c.opdrachtregel_id IS k.opdrachtregel_id AND c.is_over"
        " WHERE coalesce(k.betaler, m.betaler) = 'organisatie' AND (coalesce(f.boekjaar, k.boekjaar) = ?1"
        f" OR (k.per_jaar = 1 AND k.boekjaar < ?1 AND coalesce({EINDJAAR}, ?1) >= ?1"
        " AND coalesce(CAST(substr(c.tot, 1, 4) AS INTEGER), ?1) >= ?1))"
    )
    found: dict[str, int] = {}
    for kind, cents in connection.execute(sql, (year,)).fetchall():
        found[kind] = found.get(kind, 0) + cents
    return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
