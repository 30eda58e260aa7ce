"""Reads cost lines into posts and tells how each stands: one order line, or one measure outside orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.kostenpost import Kostenpost, closed_by
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import GROEP, Betaler, Statusgroep
from veiligheidsadvies.storage.records import Connection

VERVALLEN = frozenset(status.value for status, group in GROEP.items() if group is Statusgroep.VERVALLEN)
"""Statuses in which a measure is expected to cost nothing any more."""
RAMING, OFFERTE, VERPLICHTING, FACTUUR, BETALING, CREDIT = (kind.value for kind in SoortKosten)
_ORGANISATIE = Betaler.ORGANISATIE.value
EINDJAAR = (
    "nullif(min(CASE m.status WHEN 'afgewikkeld'"
    " THEN coalesce(CAST(substr(m.afgewikkeld_op, 1, 4) AS INTEGER), 0) ELSE 9999 END,"
    " coalesce((SELECT CAST(substr(d.vernietigd_op, 1, 4) AS INTEGER) FROM dossier d"
    " WHERE d.id = m.dossier_id), 9999)), 9999)"
)
"""The last year in which what recurs on a measure `m` counts; NULL: it goes on.

It ends when the measure is settled, and at the latest in the year in which its dossier was destroyed.
"""
_COLUMNS = (
    "k.maatregel_id, k.soort, k.incl, k.boekjaar, k.per_jaar, k.datum, k.id, k.betaler, k.opdrachtregel_id,"
    " k.factuur_id, k.kenmerk"
)
_Rij = tuple[int, str, int, int, int, str, int, str | None, int | None, int | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geldstand:
    """Amounts incl. btw of any choice of posts; they add up.

    `verplicht` is, post by post, ordered and not yet invoiced; `nog_geraamd` the newest quote or else the
    estimates of what is neither ordered nor invoiced. What lapsed counts in neither.
    """

    raming: Bedrag = NIHIL
    offerte: Bedrag = NIHIL
    verplicht: Bedrag = NIHIL
    gefactureerd: Bedrag = NIHIL
    betaald: Bedrag = NIHIL
    nog_geraamd: Bedrag = NIHIL

    @property
    def openstaand(self) -> Bedrag:
        """Invoiced and not yet paid; negative where money is to come back."""
        return self.gefactureerd - self.betaald

    def __add__(self, other: Geldstand) -> Geldstand:
        return Geldstand(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


class Centen(NamedTuple):
    """The same in whole cents, cheap enough for ten thousand posts."""

    raming: int
    offerte: int
    verplicht: int
    gefactureerd: int
    betaald: int
    nog_geraamd: int


def added(parts: Iterable[Centen]) -> Geldstand:
    """The sum of posts."""
    sums = [sum(column) for column in zip(*parts, strict=True)]
    return Geldstand(**{f.name: Bedrag(cents) for f, cents in zip(fields(Geldstand), sums, strict=False)})


class Postsleutel(NamedTuple):
    """A post: the first version of an order line, or (None) a measure outside orders; and who pays."""

    maatregel_id: int
    opdrachtregel_id: int | None
    betaler: str | None


class Maatregelrij(NamedTuple):
    """What the money needs of a measure; words as they are stored, `eindjaar` as `EINDJAAR` tells it."""

    id: int
    dossier_id: int
    betaler: str | None
    status: str
    eindjaar: int | None

    @property
    def is_live(self) -> bool:
        """Whether it did not lapse."""
        return self.status not in VERVALLEN


class Post:
    """The matching of `domain.kostenpost`, with what is only added up: estimates and quotes."""

    __slots__ = ("firsts", "is_live", "kinds", "money", "quotes")

    def __init__(self, *, is_live: bool) -> None:
        self.money = Kostenpost()
        self.is_live = is_live
        self.kinds: dict[tuple[str, int], int] = {}
        self.quotes: list[tuple[str, int, int, int, int]] = []
        self.firsts: list[int] = []

    def add(self, kind: str, cents: int, year: int, *, is_yearly: bool, closed: int | None) -> None:
        """Count one line."""
        self.money.add(kind, cents, year, is_yearly=is_yearly, closed=closed)
        self.kinds[kind, year] = self.kinds.get((kind, year), 0) + cents
        if is_yearly:
            self.firsts.append(year)

    def end(self, year: int | None) -> None:
        """Nothing recurs after `year`; the first year of a post always counts."""
        if year is not None:
            self.money.last_year = max(year, min(self.firsts, default=year))

    def cents(self, kind: str, year: int | None) -> int:
        """The plain sum of a kind; over all years (None) what recurs counts once."""
        if year is not None:
            return self.money.amount(kind, year)
        return sum(cents for (one, _), cents in self.kinds.items() if one == kind)

    def open(self, year: int | None) -> int:
        """Ordered and not yet invoiced."""
        if not self.is_live:
            return 0
        if year is not None:
            return self.money.committed(year)
        billed = max(0, self.cents(FACTUUR, None) - self.cents(CREDIT, None))
        return max(0, self.cents(VERPLICHTING, None) - billed)

    def is_ordered(self, year: int | None) -> bool:
        """Whether an order or bill counts here, so that the estimate of its measure no longer does.

        An order that was taken back whole, and of which nothing was billed, does not.
        """
        is_left = any(self.cents(kind, None) for kind in (VERPLICHTING, FACTUUR))
        if year is None or not is_left:
            return is_left
        return any(
            (kind, year) in self.kinds or self.money.amount(kind, year) for kind in (VERPLICHTING, FACTUUR)
        )

    def estimated(self, year: int | None) -> int:
        """The newest quote, else the estimates, whatever was ordered."""
        if not self.is_live:
            return 0
        last = self.money.last_year
        quotes = [
            (day, row_id, cents)
            for day, row_id, first, is_yearly, cents in self.quotes
            if year is None
            or first == year
            or (is_yearly and first < year and (last is None or last >= year))
        ]
        return (max(quotes)[2] if quotes else 0) or self.cents(RAMING, year)

    def stand(self, year: int | None, *, is_ordered: bool) -> Centen:
        """All figures of one year, or (None) of all years; `is_ordered`: the estimate no longer counts."""
        return Centen(
            self.cents(RAMING, year),
            self.cents(OFFERTE, year),
            self.open(year),
            self.cents(FACTUUR, year) - self.cents(CREDIT, year),
            self.cents(BETALING, year),
            0 if is_ordered else self.estimated(year),
        )


@dataclass(frozen=True, slots=True)
class Posten:
    """The posts of some measures, with all their lines of every year and payer."""

    posten: dict[Postsleutel, Post]
    maatregelen: dict[int, Maatregelrij]

    def standen(
        self, jaar: int | None, betaler: str | None = _ORGANISATIE
    ) -> Iterator[tuple[Postsleutel, Centen]]:
        """The figures of every post of a payer (None: of all) in one year, or over all years."""
        ordered: dict[int, bool] = {}
        for key, post in self.posten.items():
            ordered[key.maatregel_id] = ordered.get(key.maatregel_id, False) or post.is_ordered(jaar)
        for key, post in self.posten.items():
            if betaler is None or key.betaler == betaler:
                yield key, post.stand(jaar, is_ordered=ordered[key.maatregel_id])


def list_posten(
    connection: Connection, *, dossier_id: int | None = None, maatregelen: Iterable[int] | None = None
) -> Posten:
    """All posts, or those of one dossier or of some measures."""
    measures, lines = "1", "1"
    if dossier_id is not None:
        measures = lines = f"dossier_id = {int(dossier_id)}"
    elif maatregelen is not None:
        ids = ", ".join(str(int(row_id)) for row_id in maatregelen)
        measures, lines = f"id IN ({ids})", f"maatregel_id IN ({ids})"
    sql = f"SELECT m.id, m.dossier_id, m.betaler, m.status, {EINDJAAR} FROM maatregel m WHERE {measures}"
    found = {row[0]: Maatregelrij(*row) for row in connection.execute(sql, ()).fetchall()}
    return _posten(connection, found, _rows(connection, lines))


def _rows(connection: Connection, where: str) -> list[_Rij]:
    sql = f"SELECT {_COLUMNS} FROM kostenregel k WHERE {where}"
    found: list[_Rij] = connection.execute(sql, ()).fetchall()
    return found


def _posten(connection: Connection, measures: dict[int, Maatregelrij], rows: Iterable[_Rij]) -> Posten:
    roots = order_line_roots(connection)
    bill_years: dict[int, int] | None = None
    found: dict[Postsleutel, Post] = {}
    for measure, kind, cents, year, yearly, day, row_id, payer, order_line, bill, reference in rows:
        info = measures[measure]
        root = None if order_line is None else roots.get(order_line, order_line)
        key = Postsleutel(measure, root, payer or info.betaler)
        post = found.get(key)
        if post is None:
            post = found[key] = Post(is_live=root is not None or info.is_live)
        if kind == OFFERTE:
            post.quotes.append((day, row_id, year, yearly, cents))
        counted = year
        if kind == BETALING and bill is not None:
            # What was paid on a bill is of the year of the bill, whenever the money went.
            bill_years = bill_years if bill_years is not None else _bill_years(connection)
            counted = bill_years[bill]
        closed = closed_by(reference) if kind == VERPLICHTING else None
        post.add(kind, cents, counted, is_yearly=bool(yearly), closed=closed)
    ends = contract_ends(connection, roots)
    for key, post in found.items():
        post.end(_end(measures[key.maatregel_id], ends.get((key.maatregel_id, key.opdrachtregel_id))))
    return Posten(found, measures)


def _end(info: Maatregelrij, contract: int | None) -> int | None:
    years = [year for year in (info.eindjaar, contract) if year is not None]
    return min(years, default=None)


def order_line_roots(connection: Connection) -> dict[int, int]:
    """By id of an order line the first line that it changes, changes of changes too."""
    rows = connection.execute("SELECT id, wijzigt_id FROM opdrachtregel ORDER BY id", ()).fetchall()
    found: dict[int, int] = {}
    for row_id, changed in rows:
        found[row_id] = found.get(changed, changed) if changed is not None else row_id
    return found


def contract_ends(connection: Connection, roots: dict[int, int]) -> dict[tuple[int, int | None], int]:
    """The year in which the last contract of a post ends, where every contract of it does."""
    sql = "SELECT maatregel_id, opdrachtregel_id, eindigt_op FROM contract"
    ends: dict[tuple[int, int | None], list[str | None]] = defaultdict(list)
    for measure, line, end in connection.execute(sql, ()).fetchall():
        ends[measure, None if line is None else roots.get(line, line)].append(end)
    return {key: max(int(end[:4]) for end in days if end) for key, days in ends.items() if days and all(days)}


def _bill_years(connection: Connection) -> dict[int, int]:
    return dict(connection.execute("SELECT id, boekjaar FROM factuur", ()).fetchall())
