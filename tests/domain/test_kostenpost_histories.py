"""Random histories of one post: estimate, order, change, bill, credit, payment, cancel, year end.

Every history is judged by a model that counts single cents, and by what must hold whatever the matching is.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from tests.histories import histories
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, excluding_btw
from veiligheidsadvies.domain.kostenpost import JAAROVERGANG, kostenpost, year_end
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten

V, F, C, B = SoortKosten.VERPLICHTING, SoortKosten.FACTUUR, SoortKosten.CREDIT, SoortKosten.BETALING
START, LAST = 2026, 2031
YEARS = range(START, LAST + 2)
ACTS = (
    "raming", "offerte", "order", "yearly", "end_yearly", "less", "bill", "rest", "credit",
    "pay", "money_back", "cancel", "close",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(1, 60))
STEPS = st.lists(STEP, max_size=14)


@dataclass
class History:
    """A post as the program may make it: nothing in a closed year, no credit above its bill."""

    lines: list[Kostenregel] = field(default_factory=list)
    closed: int = START - 1
    bills: list[tuple[int, int]] = field(default_factory=list)
    """Book year and what may still be credited of every bill."""
    kept: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def act(self, name: str, at: int, cents: int) -> None:
        year = max(START + at, self.closed + 1)
        getattr(self, f"_{name}", self._plain)(name, year, cents)

    def add(self, kind: SoortKosten, cents: int, year: int, *, yearly: bool = False) -> None:
        if cents:
            self.lines.append(line(kind, cents, year, yearly=yearly))

    @property
    def open(self) -> Counter[int]:
        post = kostenpost(self.lines)
        return Counter({year: post.committed(year) for year in YEARS})

    def _plain(self, name: str, year: int, cents: int) -> None:
        self.add(SoortKosten(name), cents, year)

    def _order(self, _: str, year: int, cents: int) -> None:
        self.add(V, cents, year)

    def _yearly(self, _: str, year: int, cents: int) -> None:
        self.add(V, cents, year, yearly=True)

    def _end_yearly(self, _: str, year: int, __: int) -> None:
        running = sum(x.incl.cents for x in self.lines if x.soort is V and x.per_jaar and x.boekjaar <= year)
        self.add(V, -max(0, running), year, yearly=True)

    def _less(self, _: str, year: int, cents: int) -> None:
        self.add(V, -cents, year)

    def _bill(self, _: str, year: int, cents: int) -> None:
        self.add(F, cents, year)
        self.bills.append((year, cents))

    def _rest(self, _: str, year: int, cents: int) -> None:
        """The last bill: what it leaves open of its own year is released at once."""
        self._bill("bill", year, cents)
        self.add(V, -self.open[year], year)

    def _credit(self, _: str, year: int, cents: int) -> None:
        for at, (billed_in, left) in enumerate(self.bills):
            if left and billed_in <= year:
                given = min(left, cents)
                self.bills[at] = (billed_in, left - given)
                self.add(C, given, year)
                return

    def _pay(self, _: str, year: int, cents: int) -> None:
        self.add(B, cents, year)

    def _money_back(self, _: str, year: int, cents: int) -> None:
        self.add(B, -cents, year)

    def _cancel(self, _: str, year: int, __: int) -> None:
        """Everything that is open up to and with `year` is taken back in it."""
        self.add(V, -sum(amount for at, amount in self.open.items() if at <= year), year)

    def _close(self, *_: object) -> None:
        closing = self.closed + 1
        if closing > LAST:
            return
        before = self.open
        made = year_end(self.lines, closing, day=dt.date(closing, 12, 31))
        assert sum(x.incl.cents for x in made) == sum(x.ex.cents for x in made) == 0
        self.lines += made
        self.closed = closing
        after = self.open
        assert not any(after[year] for year in YEARS if year <= closing), (before, after)
        assert before.total() == after.total(), (before, after)
        self.kept = {year: figures(self.lines, year) for year in YEARS if year <= closing}


def line(kind: SoortKosten, cents: int, year: int, *, yearly: bool = False) -> Kostenregel:
    return Kostenregel(
        soort=kind,
        ex=excluding_btw(Bedrag(cents), BtwTarief.HOOG),
        incl=Bedrag(cents),
        datum=dt.date(year, 6, 1),
        boekjaar=year,
        per_jaar=yearly,
    )


def figures(lines: list[Kostenregel], year: int) -> tuple[int, ...]:
    found = kostenpost(lines).stand(year)
    amounts = (found.raming, found.offerte, found.verplicht, found.gefactureerd, found.betaald)
    return tuple(amount.cents for amount in amounts)


class Counted:
    """The rule in single cents: (year, may an earlier year take it) of each ordered or given back."""

    def __init__(self, lines: list[Kostenregel]) -> None:
        self.lines = lines
        self.cents: list[tuple[int, bool]] = []
        wanted: list[int] = []
        for year in YEARS:
            here = [x for x in lines if x.boekjaar == year and not x.per_jaar]
            self._offer(year, here)
            wanted += [year] * sum(x.incl.cents for x in here if x.soort is F)
            wanted += [year] * -sum(x.incl.cents for x in here if is_less(x))
        assert self._sum(C) <= self._sum(F), "more was credited than billed"
        lacking = [year for year in wanted if not self._take_own(year)]
        for year in YEARS:
            for _ in range(lacking.count(year)):
                self._take_other(year)
            for one in lines:
                if one.kenmerk == f"{JAAROVERGANG}{year}" and one.incl.cents < 0:
                    for _ in range(-one.incl.cents):
                        self.cents.remove(max(cent for cent in self.cents if cent[0] == one.boekjaar))

    def open(self, year: int) -> int:
        return sum(1 for at, _ in self.cents if at == year)

    def _sum(self, kind: SoortKosten) -> int:
        return sum(x.incl.cents for x in self.lines if x.soort is kind)

    def _offer(self, year: int, here: list[Kostenregel]) -> None:
        for one in here:
            if one.soort is C or (one.soort is V and one.incl.cents > 0):
                self.cents += [(year, not moved(one))] * one.incl.cents
        recurring = [x for x in self.lines if x.soort is V and x.per_jaar and x.boekjaar <= year]
        self.cents += [(year, False)] * max(0, sum(x.incl.cents for x in recurring))

    def _take_own(self, year: int) -> bool:
        """What was ordered once before what comes back next year."""
        own = [one for one in self.cents if one[0] == year]
        if own:
            self.cents.remove(max(own))
        return bool(own)

    def _take_other(self, year: int) -> None:
        older = [one for one in self.cents if one[0] < year]
        later = [one for one in self.cents if one[0] > year and one[1]]
        if older or later:
            self.cents.remove(min(older or later))


def is_less(one: Kostenregel) -> bool:
    return one.soort is V and one.incl.cents < 0 and not one.per_jaar and not moved(one)


def moved(one: Kostenregel) -> bool:
    return one.kenmerk.startswith(JAAROVERGANG)


@histories(short=700, long=100_000)
@given(STEPS)
def test_every_history_agrees_with_single_cents(steps: list[tuple[str, int, int]]) -> None:
    history = History()
    for step in steps:
        history.act(*step)
        assert history.kept == {year: figures(history.lines, year) for year in history.kept}, step
    counted = Counted(history.lines)
    assert history.open == {y: counted.open(y) for y in YEARS}
    _check_stations(history.lines)
    _check_total(history)


def _check_stations(lines: list[Kostenregel]) -> None:
    """Each station is the plain sum of its lines, and billed = paid + outstanding."""
    for year in YEARS:
        found = kostenpost(lines).stand(year)
        plain = Counter[SoortKosten]()
        for one in lines:
            if one.boekjaar == year and not one.per_jaar:
                plain[one.soort] += one.incl.cents
        assert found.gefactureerd.cents == plain[F] - plain[C]
        assert found.betaald.cents == plain[B]
        assert found.gefactureerd == found.betaald + found.openstaand
        assert found.raming.cents == plain[SoortKosten.RAMING]
        assert found.offerte.cents == plain[SoortKosten.OFFERTE]
        assert found.verplicht.cents >= 0


def _check_total(history: History) -> None:
    """Over all years: what was ordered less what was billed, where nothing returns and nothing was closed."""
    lines = history.lines
    if history.kept or any(x.per_jaar for x in lines):
        return
    sums = Counter[SoortKosten]()
    for one in lines:
        sums[one.soort] += one.incl.cents
    assert history.open.total() == max(0, sums[V] - sums[F] + sums[C])


@histories(short=150, long=20_000)
@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_in_which_lines_were_booked_makes_no_difference(
    steps: list[tuple[str, int, int]], shuffler: random.Random
) -> None:
    history = History()
    for step in steps:
        history.act(*step)
    shuffled = list(history.lines)
    shuffler.shuffle(shuffled)
    assert [figures(shuffled, year) for year in YEARS] == [figures(history.lines, year) for year in YEARS]
