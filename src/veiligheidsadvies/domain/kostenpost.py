"""Kostenpost: what one order line with its changes costs, year by year (domain reference 1.5, rule R11).

A post is one root line of an order with everything that was booked on it and on its changes, or what was
booked on one measure outside any order. Commitment and bill are matched, so that an order of one year that
is billed in the next counts once:

- a bill takes from what was ordered in its own book year, then from older years, the oldest first, then
  from later ones; what returns every year is taken by its own or a later year only;
- what is taken back (a negative verplichting) takes in the same order;
- a credit gives back, in its own year, what bills took.

Years are handled in order and a line never reaches what an earlier year left, so a closed year stays as it
was closed. All amounts are cents incl. btw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief, excluding_btw, including_btw
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten

JAAROVERGANG = "jaarovergang "
"""How the reference of an entry begins that moves a commitment over a year's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poststand:
    """The stations of money in one year; `verplicht` is ordered and not yet billed."""

    raming: Bedrag = NIHIL
    offerte: Bedrag = NIHIL
    verplicht: Bedrag = NIHIL
    gefactureerd: Bedrag = NIHIL
    betaald: Bedrag = NIHIL

    @property
    def openstaand(self) -> Bedrag:
        """Billed and not yet paid; negative when more was paid than billed."""
        return self.gefactureerd - self.betaald

    def __add__(self, other: Poststand) -> Poststand:
        return Poststand(
            raming=self.raming + other.raming,
            offerte=self.offerte + other.offerte,
            verplicht=self.verplicht + other.verplicht,
            gefactureerd=self.gefactureerd + other.gefactureerd,
            betaald=self.betaald + other.betaald,
        )


class Kostenpost:
    """The lines of one post, added up by kind and year; `last_year` ends what returns every year."""

    __slots__ = ("_moved_in", "_moved_out", "_once", "_returned", "_yearly", "last_year")

    def __init__(self, *, last_year: int | None = None) -> None:
        self.last_year = last_year
        self._once: dict[str, dict[int, int]] = {}
        self._yearly: dict[str, dict[int, int]] = {}
        self._returned: dict[int, int] = {}
        self._moved_in: dict[int, int] = {}
        self._moved_out: dict[int, int] = {}

    def add(self, kind: str, cents: int, year: int, *, is_yearly: bool = False, moves: bool = False) -> None:
        """Count one line of the stored kind `kind`; `moves`: it moves a commitment over a year's end."""
        if moves:
            sums, cents = (self._moved_in, cents) if cents > 0 else (self._moved_out, -cents)
        elif is_yearly:
            sums = self._yearly.setdefault(kind, {})
        elif cents < 0 and kind == "verplichting":
            sums, cents = self._returned, -cents
        else:
            sums = self._once.setdefault(kind, {})
        sums[year] = sums.get(year, 0) + cents

    def amount(self, kind: str, year: int) -> int:
        """The plain sum of the lines of one kind that count in `year`, moves over a year's end included."""
        found = self._once.get(kind, {}).get(year, 0) + self._per_year(kind, year)
        if kind == "verplichting":
            found += self._moved_in.get(year, 0) - self._moved_out.get(year, 0) - self._returned.get(year, 0)
        return found

    def stand(self, year: int) -> Poststand:
        """How the post stands in one year."""
        return Poststand(
            raming=Bedrag(self.amount("raming", year)),
            offerte=Bedrag(self.amount("offerte", year)),
            verplicht=Bedrag(self.committed(year)),
            gefactureerd=Bedrag(self.amount("factuur", year) - self.amount("credit", year)),
            betaald=Bedrag(self.amount("betaling", year)),
        )

    def committed(self, year: int) -> int:
        """What of `year` is ordered and not yet billed; never below zero."""
        return self.open_years(horizon=year).get(year, 0)

    def open_years(self, *, horizon: int, only_until: int | None = None) -> dict[int, int]:
        """Per year up to `horizon` at least what is open; `only_until` leaves later years out of account."""
        years = self._years(horizon)
        if only_until is not None:
            years = [year for year in years if year <= only_until]
        matching = _Matching({y: c for y, c in self._once.get("verplichting", {}).items() if y in years})
        for year in years:
            matching.commit(year, max(0, self._per_year("verplichting", year)) + self._moved_in.get(year, 0))
            billed = self._once.get("factuur", {}).get(year, 0) - self._once.get("credit", {}).get(year, 0)
            matching.credit(year, max(0, -billed))
            matching.take_back(year, self._moved_out.get(year, 0))
            matching.take_back(year, self._returned.get(year, 0))
            matching.bill_yearly(year, self._per_year("factuur", year) - self._per_year("credit", year))
            matching.bill(year, max(0, billed))
        return {year: cents for year in years if (cents := matching.left(year))}

    def _per_year(self, kind: str, year: int) -> int:
        if self.last_year is not None and year > self.last_year:
            return 0
        return sum(cents for start, cents in self._yearly.get(kind, {}).items() if start <= year)

    def _years(self, horizon: int) -> list[int]:
        sums = (*self._once.values(), self._returned, self._moved_in, self._moved_out)
        single = {year for one in sums for year in one}
        starts = [year for one in self._yearly.values() for year in one]
        if starts:
            single.update(range(min(starts), max(horizon, max(single, default=horizon)) + 1))
        return sorted(single)


class _Matching:
    """What is open while the years are handled in order.

    `held` is taken by its own year and later ones only, `free` (ordered once) by earlier bills as well.
    `excess` was billed or taken back above all that was ordered, `balance` credited above what was billed.
    """

    __slots__ = ("balance", "consumed", "excess", "free", "held")

    def __init__(self, free: dict[int, int]) -> None:
        self.free = free
        self.held: dict[int, int] = {}
        self.consumed = self.excess = self.balance = 0

    def commit(self, year: int, cents: int) -> None:
        if cents:
            self.held[year] = self.held.get(year, 0) + cents

    def left(self, year: int) -> int:
        return self.free.get(year, 0) + self.held.get(year, 0)

    def credit(self, year: int, cents: int) -> None:
        absorbed = min(self.excess, cents)
        given = min(self.consumed, cents - absorbed)
        self.excess -= absorbed
        self.consumed -= given
        self.balance += cents - absorbed - given
        self.commit(year, given)

    def take_back(self, year: int, cents: int) -> None:
        self.excess += cents - self._take(year, cents)

    def bill(self, year: int, cents: int) -> None:
        before = min(self.balance, cents)
        self.balance -= before
        taken = self._take(year, cents - before)
        self.consumed += taken
        self.excess += cents - before - taken

    def bill_yearly(self, year: int, cents: int) -> None:
        """A bill that returns every year takes nothing of other years."""
        wanted = max(0, cents)
        taken = self._take_of(year, wanted)
        self.consumed += taken
        self.excess += wanted - taken

    def _take(self, year: int, wanted: int) -> int:
        if not wanted:
            return 0
        left = wanted - self._take_of(year, wanted)
        for older in sorted(y for y in {*self.held, *self.free} if y < year):
            left -= self._take_of(older, left)
        for later in sorted(y for y in self.free if y > year):
            taken = min(left, self.free[later])
            self.free[later] -= taken
            left -= taken
        return wanted - left

    def _take_of(self, year: int, wanted: int) -> int:
        taken = 0
        for pool in (self.held, self.free):
            part = min(wanted - taken, pool.get(year, 0))
            if part:
                pool[year] -= part
                taken += part
        return taken


def kostenpost(lines: Iterable[Kostenregel], *, last_year: int | None = None) -> Kostenpost:
    """The post of these lines, which the caller says belong together."""
    post = Kostenpost(last_year=last_year)
    for line in lines:
        post.add(line.soort.value, line.incl.cents, line.boekjaar, is_yearly=line.per_jaar, moves=moves(line))
    return post


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwachting:
    """What is still to be billed on one order line; never below zero."""

    opdrachtregel_id: int | None
    ex: Bedrag = NIHIL
    btw: BtwTarief
    incl: Bedrag = NIHIL


def expected(
    lines: Iterable[Kostenregel], opdrachtregel_id: int | None, btw: BtwTarief, *, boekjaar: int
) -> Verwachting:
    """Ordered less what was billed net of credits, over the lines of one post.

    What recurs is expected once in `boekjaar`, less what was billed in that year. The ex of the outcome is
    the one that gives exactly its incl where the remainder of earlier roundings does not.
    """
    ex = incl = 0
    known = list(lines)
    recurs = any(line.per_jaar for line in known if line.soort is SoortKosten.VERPLICHTING)
    for line in known:
        sign = _SIGN.get(line.soort, 0)
        if recurs and not (line.boekjaar == boekjaar or (line.per_jaar and line.boekjaar < boekjaar)):
            continue
        ex += sign * line.ex.cents
        incl += sign * line.incl.cents
    if incl <= 0:
        return Verwachting(opdrachtregel_id=opdrachtregel_id, btw=btw)
    rest = Bedrag(ex)
    if abs(including_btw(rest, btw).cents - incl) > 1:
        rest = excluding_btw(Bedrag(incl), btw)
    return Verwachting(opdrachtregel_id=opdrachtregel_id, ex=rest, btw=btw, incl=Bedrag(incl))


_SIGN = {SoortKosten.VERPLICHTING: 1, SoortKosten.FACTUUR: -1, SoortKosten.CREDIT: 1}


def moves(line: Kostenregel) -> bool:
    """Whether a line is one half of the pair that moves a commitment over a year's end."""
    return line.soort is SoortKosten.VERPLICHTING and line.kenmerk.startswith(JAAROVERGANG)


def year_end(
    lines: Iterable[Kostenregel], year: int, *, last_year: int | None = None, day: dt.date
) -> list[Kostenregel]:
    """The pairs of entries that move what is open of one post at the end of `year` to the next year.

    What is open is what the lines up to and with `year` leave, whatever was booked later. Each pair adds up
    to nothing; the lines are told from the newest commitment of the post. No lines when nothing is open.
    """
    known = list(lines)
    ordered = [line for line in known if line.soort is SoortKosten.VERPLICHTING and line.boekjaar <= year]
    if not ordered:
        return []
    pattern = max(ordered, key=lambda line: (line.incl.cents > 0, line.boekjaar, line.id or 0))
    post = kostenpost(known, last_year=last_year)
    pairs: list[Kostenregel] = []
    for open_year, cents in sorted(post.open_years(horizon=year, only_until=year).items()):
        away = _entry(pattern, Bedrag(-cents), open_year, day=day, closed=year)
        pairs += [away, replace(away, ex=-away.ex, incl=-away.incl, boekjaar=year + 1)]
    return pairs


def _entry(pattern: Kostenregel, incl: Bedrag, year: int, *, day: dt.date, closed: int) -> Kostenregel:
    return replace(
        pattern,
        id=None,
        omschrijving=f"Overgang van {closed} naar {closed + 1}",
        ex=excluding_btw(incl, pattern.btw),
        incl=incl,
        datum=day,
        boekjaar=year,
        per_jaar=False,
        kenmerk=f"{JAAROVERGANG}{closed}",
        factuur_id=None,
    )
