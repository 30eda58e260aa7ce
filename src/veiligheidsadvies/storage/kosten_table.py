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
    sums: Counter[str] = field(default_factory=Counter)
    quote: int = 0

    @property
    def billed(self) -> int:
        return self.sums["factuur"] - self.sums["credit"]

    @property
    def committed(self) -> int:
        return max(0, self.sums["verplichting"] - self.billed) if self.is_live else 0

    @property
    def expected(self) -> int:
        if not self.is_live or self.sums["verplichting"] or self.sums["factuur"]:
            return 0
        return self.quote or self.sums["raming"]


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
    measures = _employer(connection, is_split=is_split)
    sql = f"SELECT k.maatregel_id, k.soort, k.incl FROM kostenregel k WHERE {where}"
    for measure, kind, cents in connection.execute(sql, tuple(values)).fetchall():
        if measure in measures:
            measures[measure].sums[kind] += cents
    newest = f"SELECT k.maatregel_id, k.incl FROM kostenregel k WHERE k.soort = 'offerte' AND {where}"
    for measure, cents in connection.execute(newest + " ORDER BY k.datum, k.id", tuple(values)).fetchall():
        if measure in measures:
            measures[measure].quote = cents
    groups: dict[int, list[_Measure]] = defaultdict(list)
    for found in measures.values():
        if found.sums:
            groups[found.group].append(found)
    return {group: _added(parts) for group, parts in groups.items()}


def _employer(connection: Connection, *, is_split: bool) -> dict[int, _Measure]:
    rows = connection.execute(
        "SELECT id, dossier_id, status FROM maatregel WHERE betaler = 'organisatie'", ()
    )
    return {
        row_id: _Measure(group=dossier if is_split else 0, is_live=status not in _LAPSED)
        for row_id, dossier, status in rows.fetchall()
    }


def _added(parts: list[_Measure]) -> Geldstand:
    return Geldstand(
        raming=Bedrag(sum(part.sums["raming"] for part in parts)),
        offerte=Bedrag(sum(part.sums["offerte"] for part in parts)),
        verplicht=Bedrag(sum(part.committed for part in parts)),
        gefactureerd=Bedrag(sum(part.billed for part in parts)),
        betaald=Bedrag(sum(part.sums["betaling"] for part in parts)),
        nog_geraamd=Bedrag(sum(part.expected for part in parts)),
    )
