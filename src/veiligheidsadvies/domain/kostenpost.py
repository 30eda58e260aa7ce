"""Kostenpost: what one order line with its changes costs, year by year (domain reference 1.5, rule R11).

A post is one root line of an order with everything that was booked on it and on its changes, or what was
booked on one measure outside any order. What is ordered and what is billed are matched year by year
(docs/adr/0013), so that an order of one year that is billed in the next counts once:

- a bill takes from what was ordered in its own book year, then from older years, the oldest first, then
  from later ones; what returns every year is taken by its own or a later year only;
- what is taken back (a negative verplichting) takes in the same order;
- a credit gives back, in its own year, what was billed.

What is booked in later years never opens anything in a closed year. All amounts are cents incl. btw.
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
        self._moved_out: dict[int, dict[int, int]] = {}

    def add(
        self, kind: str, cents: int, year: int, *, is_yearly: bool = False, closed: int | None = None
    ) -> None:
        """Count one line of the stored kind `kind`; `closed`: the closing of that year made it."""
        if closed is not None and cents < 0:
            sums, cents = self._moved_out.setdefault(closed, {}), -cents
        elif closed is not None:
            sums = self._moved_in
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
            found += self._moved_in.get(year, 0) - self._returned.get(year, 0)
            found -= sum(moved.get(year, 0) for moved in self._moved_out.values())
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
        net, held = self._net_bills(years), {}
        for year in years:
            net[year] += self._once.get("verplichting", {}).get(year, 0)
            net[year] -= self._returned.get(year, 0)
            held[year] = self._moved_in.get(year, 0) + self._open_yearly(net, year)
        free = {year: max(0, net[year]) for year in years}
        lack = {year: max(0, -net[year]) for year in years}
        _settle(years, free, held, lack, self._moved_out)
        return {year: cents for year in years if (cents := free[year] + held[year])}

    def _net_bills(self, years: list[int]) -> dict[int, int]:
        """By year credits less bills; a credit gives back no more than was billed up to then.

        What a credit note has above that goes off the next bill.
        """
        net: dict[int, int] = {}
        billed = ahead = 0
        for year in years:
            bill = self._once.get("factuur", {}).get(year, 0)
            covered = min(ahead, bill)
            bill -= covered
            credit = self._once.get("credit", {}).get(year, 0)
            given = min(credit, billed + bill)
            ahead += credit - given - covered
            billed += bill - given
            net[year] = given - bill
        return net

    def _open_yearly(self, net: dict[int, int], year: int) -> int:
        """What returns in `year`, less bills entered as returning, which take nothing of other years."""
        ordered = max(0, self._per_year("verplichting", year))
        billed = max(0, self._per_year("factuur", year) - self._per_year("credit", year))
        if billed > ordered and net[year] > 0:
            net[year] = max(0, net[year] - (billed - ordered))
        return max(0, ordered - billed)

    def _per_year(self, kind: str, year: int) -> int:
        if self.last_year is not None and year > self.last_year:
            return 0
        return sum(cents for start, cents in self._yearly.get(kind, {}).items() if start <= year)

    def _years(self, horizon: int) -> list[int]:
        sums = (*self._once.values(), self._returned, self._moved_in, *self._moved_out.values())
        single = {year for one in sums for year in one} | set(self._moved_out)
        starts = [year for one in self._yearly.values() for year in one]
        if starts:
            single.update(range(min(starts), max(horizon, max(single, default=horizon)) + 1))
        return sorted(single)


_Years = dict[int, int]


def _settle(years: list[int], free: _Years, held: _Years, lack: _Years, moved: dict[int, _Years]) -> None:
    """Let what was billed or taken back above the orders of its own year (`lack`) take from other orders.

    `free` (ordered once, or given back by a credit) is taken by every year, `held` (what returns, and what a
    closing brought) by its own year and later ones. First every year takes what is held of its own; then the
    years take in order, so that a later bill changes nothing of what an earlier one took. What the closing of
    a year `moved` out leaves once that year and all before it took.
    """
    for year in years:
        _take(held, year, lack, year)
    for at, year in enumerate(years):
        for older in years[: at + 1]:
            _take(held, older, lack, year)
            _take(free, older, lack, year)
        for later in years[at + 1 :]:
            _take(free, later, lack, year)
        for source, cents in moved.get(year, {}).items():
            out = {year: cents}
            _take(held, source, out, year)
            _take(free, source, out, year)
            # An order of a closed year that is there no more is not there in the next year either.
            lack[year + 1] = lack.get(year + 1, 0) + out[year]


def _take(store: dict[int, int], source: int, lack: dict[int, int], year: int) -> None:
    taken = min(store[source], lack[year])
    store[source] -= taken
    lack[year] -= taken


def kostenpost(lines: Iterable[Kostenregel], *, last_year: int | None = None) -> Kostenpost:
    """The post of these lines, which the caller says belong together."""
    post = Kostenpost(last_year=last_year)
    for line in lines:
        post.add(
            line.soort.value,
            line.incl.cents,
            line.boekjaar,
            is_yearly=line.per_jaar,
            closed=closed_year(line),
        )
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


def closed_year(line: Kostenregel) -> int | None:
    """The year whose closing made this line, one half of a pair; None for every other line."""
    if line.soort is not SoortKosten.VERPLICHTING:
        return None
    return closed_by(line.kenmerk)


def closed_by(kenmerk: str) -> int | None:
    """The same, of the reference of a commitment."""
    year = kenmerk.removeprefix(JAAROVERGANG)
    return int(year) if year != kenmerk and len(year) == _YEAR_DIGITS and year.isdecimal() else None


_YEAR_DIGITS = 4


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
