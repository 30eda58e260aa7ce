"""Sums of cost lines: per station, and what was ordered and is not yet invoiced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.maatregel import GROEP, Statusgroep
from veiligheidsadvies.storage.records import Connection

_LAPSED = tuple(status.value for status, group in GROEP.items() if group is Statusgroep.VERVALLEN)


IN_YEAR = (
    "(k.boekjaar = ?1 OR (k.per_jaar = 1 AND k.boekjaar < ?1 AND NOT EXISTS (SELECT 1 FROM maatregel w"
    " WHERE w.id = k.maatregel_id AND w.status = 'afgewikkeld'"
    " AND coalesce(CAST(substr(w.afgewikkeld_op, 1, 4) AS INTEGER), 0) < ?1)))"
)
"""Whether a line `k` counts in book year ?1: its own, and what returns until it was wound up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geldstand:
    """The employer's amounts incl. btw.

    `verplicht` is, measure by measure, ordered and not yet invoiced; `nog_geraamd` the newest quote or
    else the estimates of what is neither ordered nor invoiced. What lapsed counts in neither.
    """

    raming: Bedrag = NIHIL
    offerte: Bedrag = NIHIL
    verplicht: Bedrag = NIHIL
    gefactureerd: Bedrag = NIHIL
    betaald: Bedrag = NIHIL
    nog_geraamd: Bedrag = NIHIL


@dataclass(slots=True)
class _Measure:
    """The lines of one measure, added up by kind in cents."""

    group: int
    is_live: bool
    sums: dict[str, int] = field(default_factory=dict)
    quote: int = 0

    def cents(self, kind: str) -> int:
        return self.sums.get(kind, 0)

    @property
    def billed(self) -> int:
        return self.cents("factuur") - self.cents("credit")

    @property
    def committed(self) -> int:
        return max(0, self.cents("verplichting") - self.billed) if self.is_live else 0

    @property
    def expected(self) -> int:
        if not self.is_live or self.cents("verplichting") or self.cents("factuur"):
            return 0
        return self.quote or self.cents("raming")


def geldstand(connection: Connection, where: str = "1", values: Sequence[Any] = ()) -> Geldstand:
    """The sums over the lines `k` of measures paid by the organisation that satisfy `where`."""
    return _sums(connection, where, values, is_split=False).get(0, Geldstand())


def per_dossier(connection: Connection) -> dict[int, Geldstand]:
    """The same over all lines, by dossier id."""
    return _sums(connection, "1", (), is_split=True)


def _sums(
    connection: Connection, where: str, values: Sequence[Any], *, is_split: bool
) -> dict[int, Geldstand]:
    # Summing in SQL takes ten times as long: with wiped memory every GROUP BY row costs an allocation.
    employer = _employer(connection)
    measures: dict[int, _Measure] = {}
    sql = f"SELECT k.maatregel_id, k.soort, k.incl FROM kostenregel k WHERE {where}"
    for measure, kind, cents in connection.execute(sql, tuple(values)).fetchall():
        if measure not in employer:
            continue
        found = measures.get(measure)
        if found is None:
            dossier, status = employer[measure]
            found = _Measure(group=dossier if is_split else 0, is_live=status not in _LAPSED)
            measures[measure] = found
        found.sums[kind] = found.sums.get(kind, 0) + cents
    newest = f"SELECT k.maatregel_id, k.incl FROM kostenregel k WHERE k.soort = 'offerte' AND {where}"
    for measure, cents in connection.execute(newest + " ORDER BY k.datum, k.id", tuple(values)).fetchall():
        if measure in measures:
            measures[measure].quote = cents
    groups: dict[int, list[_Measure]] = defaultdict(list)
    for found in measures.values():
        groups[found.group].append(found)
    return {group: _added(parts) for group, parts in groups.items()}


def _employer(connection: Connection) -> dict[int, tuple[int, str]]:
    """Dossier and status of every measure that the organisation pays."""
    sql = "SELECT id, dossier_id, status FROM maatregel WHERE betaler = 'organisatie'"
    return {row[0]: (row[1], row[2]) for row in connection.execute(sql, ()).fetchall()}


def _added(parts: list[_Measure]) -> Geldstand:
    sums: Counter[str] = Counter()
    committed = expected = 0
    for part in parts:
        for kind, cents in part.sums.items():
            sums[kind] += cents
        committed += part.committed
        expected += part.expected
    return Geldstand(
        raming=Bedrag(sums["raming"]),
        offerte=Bedrag(sums["offerte"]),
        verplicht=Bedrag(committed),
        gefactureerd=Bedrag(sums["factuur"] - sums["credit"]),
        betaald=Bedrag(sums["betaling"]),
        nog_geraamd=Bedrag(expected),
    )
