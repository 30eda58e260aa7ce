"""Lists of measures over all dossiers: filter, order, totals and counts in SQL, one page at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.maatregel import (
    GROEP,
    OPEN,
    Betaler,
    Grondslag,
    Prioriteit,
    Status,
    Statusgroep,
)
from veiligheidsadvies.storage.records import Connection

DAG = (
    "CASE status WHEN 'in_beheer' THEN volgende_op WHEN 'toegepast' THEN herhalen_op"
    f" ELSE CASE WHEN status IN ({', '.join(repr(s.value) for s in sorted(OPEN))}) THEN termijn END END"
)
"""The day that counts now, as `Maatregel.uiterste_dag` says it."""
_MONEY = "(SELECT coalesce(sum(k.incl), 0) FROM kostenregel k WHERE k.maatregel_id = m.id AND k.soort = '{}')"
_IS_WHOLE = "m.dossier_id NOT IN (SELECT id FROM dossier WHERE vernietigd_op IS NOT NULL)"
"""Of a destroyed dossier measures are left that only carry amounts; they are in no list."""
LEAST_CODE = 3
"""Signs of a code of a dossier that tell it from a word: `GED`, `CDK`."""
_FROM = "FROM maatregel m JOIN dossier d ON d.id = m.dossier_id"


class Volgorde(StrEnum):
    """By what a list of measures is ordered."""

    DAG = "dag"
    DOSSIER = "dossier"
    CODE = "code"
    TITEL = "titel"
    STATUS = "status"
    LEVERANCIER = "leverancier"
    PRIORITEIT = "prioriteit"
    RAMING = "raming"
    VERPLICHT = "verplicht"


_ORDER = {
    Volgorde.DAG: f"({DAG}) IS NULL, ({DAG})",
    Volgorde.DOSSIER: "d.code",
    Volgorde.CODE: "m.catalogus_code",
    Volgorde.TITEL: "m.titel COLLATE NOCASE",
    Volgorde.STATUS: "instr('" + " ".join(s.value for s in Status) + "', m.status)",
    Volgorde.LEVERANCIER: "m.leverancier = '', m.leverancier COLLATE NOCASE",
    Volgorde.PRIORITEIT: "instr('spoed hoog normaal laag', m.prioriteit)",
    Volgorde.RAMING: _MONEY.format("raming"),
    Volgorde.VERPLICHT: _MONEY.format("verplichting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MaatregelFilter:
    """Which measures: every given condition must hold; an empty tuple or None asks nothing.

    `ids` limits to rows found elsewhere (the search index); `te_laat_op` asks lateness on that day.
    """

    dossier_id: int | None = None
    domeinen: tuple[Domein, ...] = ()
    statussen: tuple[Status, ...] = ()
    groepen: tuple[Statusgroep, ...] = ()
    betalers: tuple[Betaler, ...] = ()
    grondslagen: tuple[Grondslag, ...] = ()
    prioriteiten: tuple[Prioriteit, ...] = ()
    leveranciers: tuple[str, ...] = ()
    alleen_open: bool = False
    te_laat_op: dt.date | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaatregelRegel:
    """One measure in a list; `dag` is the day that counts now, amounts are incl. btw."""

    id: int
    dossier_id: int
    dossier_code: str
    domein: Domein
    code: str
    titel: str
    status: Status
    dag: dt.date | None
    leverancier: str
    betaler: Betaler | None
    prioriteit: Prioriteit
    raming: Bedrag
    verplicht: Bedrag

    @property
    def groep(self) -> Statusgroep:
        """The group of its status."""
        return GROEP[self.status]

    def days_late(self, today: dt.date) -> int:
        """Whole days past the day that counts."""
        return max(0, (today - self.dag).days) if self.dag else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MaatregelTotaal:
    """What a filter leaves: number of measures and their amounts incl. btw."""

    aantal: int
    raming: Bedrag
    verplicht: Bedrag


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkregel:
    """What a dossier's progress needs of one measure."""

    dossier_id: int
    status: Status
    status_op: dt.date | None
    dag: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnregel:
    """A measure whose day, or whose quotation, comes up."""

    id: int
    dossier_id: int
    code: str
    titel: str
    status: Status
    leverancier: str
    interval_maanden: int | None
    dag: dt.date | None
    offerte_geldig_tot: dt.date | None


def list_work(connection: Connection) -> list[Werkregel]:
    """Every measure of every dossier, in four columns."""
    rows = connection.execute(f"SELECT dossier_id, status, status_op, {DAG} FROM maatregel", ()).fetchall()
    return [
        Werkregel(dossier_id=row[0], status=Status(row[1]), status_op=_day(row[2]), dag=_day(row[3]))
        for row in rows
    ]


def list_due(connection: Connection, until: dt.date) -> list[Termijnregel]:
    """Measures whose day that counts, or whose quotation's last day, is not later than `until`."""
    rows = connection.execute(
        f"SELECT id, dossier_id, catalogus_code, titel, status, leverancier, interval_maanden, {DAG},"
        f" CASE status WHEN 'offerte_ontvangen' THEN offerte_geldig_tot END FROM maatregel"
        f" WHERE ({DAG}) <= ?1 OR (status = 'offerte_ontvangen' AND offerte_geldig_tot <= ?1)",
        (until.isoformat(),),
    ).fetchall()
    return [
        Termijnregel(
            id=row[0],
            dossier_id=row[1],
            code=row[2],
            titel=row[3],
            status=Status(row[4]),
            leverancier=row[5],
            interval_maanden=row[6],
            dag=_day(row[7]),
            offerte_geldig_tot=_day(row[8]),
        )
        for row in rows
    ]


def count_cells(connection: Connection, today: dt.date) -> list[tuple[Domein, Status, bool, int]]:
    """How many measures per domain, status and lateness."""
    # Counted here: with wiped memory a GROUP BY takes longer than reading every row.
    sql = f"SELECT domein, status, {DAG} FROM maatregel m WHERE {_IS_WHOLE}"
    rows = connection.execute(sql, ()).fetchall()
    until = today.isoformat()
    cells = Counter((row[0], row[1], bool(row[2] and row[2] < until)) for row in rows)
    return [(Domein(d), Status(s), is_late, number) for (d, s, is_late), number in cells.items()]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def count(connection: Connection, chosen: MaatregelFilter) -> int:
    """How many measures the filter leaves."""
    where, values = _where(chosen)
    number: int = connection.execute(f"SELECT count(*) {_FROM} WHERE {where}", values).fetchone()[0]
    return number


def totals(connection: Connection, chosen: MaatregelFilter) -> MaatregelTotaal:
    """Number and sums of what the filter leaves."""
    where, values = _where(chosen)
    sums = connection.execute(
        "SELECT k.soort, sum(k.incl) FROM kostenregel k JOIN maatregel m ON m.id = k.maatregel_id"
        f" JOIN dossier d ON d.id = m.dossier_id WHERE k.soort IN ('raming', 'verplichting') AND {where}"
        " GROUP BY k.soort",
        values,
    ).fetchall()
    money = {kind: Bedrag(cents) for kind, cents in sums}
    return MaatregelTotaal(
        aantal=count(connection, chosen),
        raming=money.get("raming", Bedrag(0)),
        verplicht=money.get("verplichting", Bedrag(0)),
    )


def list_ids(
    connection: Connection,
    chosen: MaatregelFilter,
    order: Volgorde,
    *,
    descending: bool = False,
    limit: int = -1,
) -> list[int]:
    """Ids in list order, for pages and for selecting everything; the first `limit` (-1: all)."""
    where, values = _where(chosen)
    source = _FROM if order is Volgorde.DOSSIER else "FROM maatregel m"
    ranked = _order(order, descending=descending)
    sql = f"SELECT m.id {source} WHERE {where} ORDER BY {ranked} LIMIT {limit:d}"
    return [row[0] for row in connection.execute(sql, values).fetchall()]


def list_ids_by_code(connection: Connection, begin: str, *, limit: int) -> list[int]:
    """The measures of dossiers whose code begins so, capitals or not; none for fewer than three signs."""
    if len(begin) < LEAST_CODE:
        return []
    rows = connection.execute(
        # CROSS JOIN: the dossiers first, of which there are few.
        "SELECT m.id FROM dossier d CROSS JOIN maatregel m ON m.dossier_id = d.id"
        f" WHERE upper(substr(d.code, 1, ?)) = upper(?) AND {_IS_WHOLE} LIMIT ?",
        (len(begin), begin, limit),
    ).fetchall()
    return [row_id for (row_id,) in rows]


def list_leveranciers(connection: Connection) -> list[str]:
    """Every supplier that a measure names, by name."""
    sql = (
        "SELECT DISTINCT leverancier FROM maatregel WHERE leverancier <> ''"
        " ORDER BY leverancier COLLATE NOCASE"
    )
    return [row[0] for row in connection.execute(sql, ()).fetchall()]


def count_open_per_leverancier(connection: Connection) -> dict[str, int]:
    """How many open measures name each supplier."""
    # Counted here: with wiped memory a GROUP BY takes three times as long.
    rows = connection.execute("SELECT leverancier, status FROM maatregel WHERE leverancier <> ''", ())
    found: Counter[str] = Counter()
    for (name, status), number in Counter(rows.fetchall()).items():
        if Status(status) in OPEN:
            found[name] += number
    return found


def sums_by_status(connection: Connection, chosen: MaatregelFilter) -> dict[Status, MaatregelTotaal]:
    """Number and amounts of what the filter leaves, per status."""
    where, values = _where(chosen)
    rows = connection.execute(f"SELECT m.status FROM maatregel m WHERE {where}", values).fetchall()
    numbers = Counter(row[0] for row in rows)
    lines = connection.execute(
        "SELECT m.status, k.soort, k.incl FROM kostenregel k JOIN maatregel m ON m.id = k.maatregel_id"
        f" WHERE (k.soort = 'raming' OR k.soort = 'verplichting') AND {where}",
        values,
    ).fetchall()
    cents: Counter[tuple[str, str]] = Counter()
    for status, kind, incl in lines:
        cents[status, kind] += incl
    return {
        Status(status): MaatregelTotaal(
            aantal=number,
            raming=Bedrag(cents[status, "raming"]),
            verplicht=Bedrag(cents[status, "verplichting"]),
        )
        for status, number in numbers.items()
    }


def list_page(connection: Connection, ids: tuple[int, ...]) -> list[MaatregelRegel]:
    """The lines with these ids (at most some hundreds), in the order given."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        "SELECT m.id, m.dossier_id, d.code, m.domein, m.catalogus_code, m.titel, m.status,"
        f" {DAG}, m.leverancier, m.betaler, m.prioriteit, {_MONEY.format('raming')},"
        f" {_MONEY.format('verplichting')} {_FROM} WHERE m.id IN ({marks})",
        ids,
    ).fetchall()
    lines = {row[0]: _line(row) for row in rows}
    return [lines[row_id] for row_id in ids if row_id in lines]


def _line(row: tuple[Any, ...]) -> MaatregelRegel:
    return MaatregelRegel(
        id=row[0],
        dossier_id=row[1],
        dossier_code=row[2],
        domein=Domein(row[3]),
        code=row[4],
        titel=row[5],
        status=Status(row[6]),
        dag=dt.date.fromisoformat(row[7]) if row[7] else None,
        leverancier=row[8],
        betaler=Betaler(row[9]) if row[9] else None,
        prioriteit=Prioriteit(row[10]),
        raming=Bedrag(row[11]),
        verplicht=Bedrag(row[12]),
    )


def _order(order: Volgorde, *, descending: bool) -> str:
    direction = " DESC" if descending else ""
    first = _ORDER[order]
    if order is Volgorde.DAG:
        none = "0" if descending else "9999"
        return f"coalesce(({DAG}), '{none}'){direction}, m.dossier_id, m.id"
    return f"{first}{direction}, coalesce(({DAG}), '9999'), m.id"


def _where(chosen: MaatregelFilter) -> tuple[str, tuple[Any, ...]]:
    parts: list[str] = [_IS_WHOLE]
    values: list[Any] = []
    groups = tuple(s for s in Status if GROEP[s] in chosen.groepen)
    for column, words in (
        ("m.domein", chosen.domeinen),
        ("m.status", chosen.statussen),
        ("m.status", groups),
        ("m.betaler", chosen.betalers),
        ("m.grondslag", chosen.grondslagen),
        ("m.prioriteit", chosen.prioriteiten),
        ("m.leverancier", chosen.leveranciers),
        ("m.status", tuple(sorted(OPEN)) if chosen.alleen_open else ()),
    ):
        if words:
            parts.append(f"{column} IN ({', '.join('?' * len(words))})")
            values += [getattr(word, "value", word) for word in words]
    if chosen.ids is not None:
        # Whole numbers as they are: for a long list json_each and bound values take five times as long.
        parts.append(f"m.id IN ({', '.join(str(int(row_id)) for row_id in chosen.ids)})")
    if chosen.dossier_id is not None:
        parts.append("m.dossier_id = ?")
        values.append(chosen.dossier_id)
    if chosen.te_laat_op is not None:
        parts.append(f"({DAG}) < ?")
        values.append(chosen.te_laat_op.isoformat())
    return " AND ".join(parts), tuple(values)
