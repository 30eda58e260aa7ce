"""What is ordered and not yet billed, year by year: the table of cases, then random histories."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, excluding_btw
from veiligheidsadvies.domain.kostenpost import Kostenpost, kostenpost, year_end
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten

V, F, C, B = SoortKosten.VERPLICHTING, SoortKosten.FACTUUR, SoortKosten.CREDIT, SoortKosten.BETALING
DAY = dt.date(2026, 12, 31)
Line = tuple[SoortKosten, int, int] | tuple[SoortKosten, int, int, bool]


def regel(kind: SoortKosten, cents: int, year: int, *yearly: bool) -> Kostenregel:
    return Kostenregel(
        soort=kind,
        ex=excluding_btw(Bedrag(cents), BtwTarief.HOOG),
        incl=Bedrag(cents),
        datum=dt.date(year, 6, 1),
        boekjaar=year,
        per_jaar=any(yearly),
    )


CASES: dict[str, tuple[list[Line], dict[int, int]]] = {
    "ordered": ([(V, 100, 26)], {26: 100, 27: 0}),
    "billed in its year": ([(V, 100, 26), (F, 40, 26)], {26: 60}),
    "billed in the next year counts once": ([(V, 100, 26), (F, 100, 27)], {26: 0, 27: 0}),
    "partly billed in the next year": ([(V, 100, 26), (F, 30, 27)], {26: 70, 27: 0}),
    "own year first": ([(V, 100, 26), (V, 50, 27), (F, 60, 27)], {26: 90, 27: 0}),
    "oldest of the older years first": ([(V, 10, 24), (V, 10, 25), (F, 15, 26)], {24: 0, 25: 5}),
    "a bill before the order": ([(F, 80, 25), (V, 100, 26)], {25: 0, 26: 20}),
    "later years, the nearest first": ([(F, 80, 25), (V, 100, 27), (V, 50, 26)], {26: 0, 27: 70}),
    "never below zero": ([(V, 100, 26), (F, 130, 26)], {26: 0}),
    "a change that covers what was billed too much": ([(V, 100, 26), (F, 130, 26), (V, 50, 27)], {27: 20}),
    "less in its own year": ([(V, 100, 26), (V, -30, 26)], {26: 70}),
    "less, then older": ([(V, 100, 26), (V, 20, 27), (V, -30, 27)], {26: 90, 27: 0}),
    "cancelled whole": ([(V, 100, 26), (F, 40, 26), (V, -60, 27)], {26: 0, 27: 0}),
    "a credit gives back in its own year": ([(V, 100, 26), (F, 100, 26), (C, 30, 27)], {26: 0, 27: 30}),
    "a credit in the year of the bill": ([(V, 100, 26), (F, 100, 26), (C, 30, 26)], {26: 30}),
    "a credit of what was billed too much": ([(V, 100, 26), (F, 130, 26), (C, 30, 27)], {26: 0, 27: 0}),
    "a credit gives back no more than was taken": ([(V, 100, 26), (C, 30, 26)], {26: 100}),
    "billed and credited before the order": ([(F, 8, 24), (C, 8, 25), (V, 7, 26)], {24: 0, 25: 0, 26: 7}),
    "credited before the bill": ([(C, 30, 25), (F, 40, 26), (V, 100, 27)], {25: 0, 26: 0, 27: 90}),
    "a later bill takes nothing that an earlier one took": (
        [(F, 46, 24), (V, 100, 25), (V, 5, 27), (F, 47, 27)],
        {25: 12, 27: 0},
    ),
    "billed, cancelled and credited": (
        [(V, 100, 26), (F, 100, 26), (V, -100, 27), (C, 100, 27)],
        {26: 0, 27: 0},
    ),
    "cancelled and credited a year later": (
        [(V, 100, 26), (F, 100, 26), (V, -100, 27), (C, 100, 28)],
        {26: 0, 27: 0, 28: 0},
    ),
    "yearly": ([(V, 12, 26, True)], {25: 0, 26: 12, 27: 12, 31: 12}),
    "yearly, billed in one year": ([(V, 12, 26, True), (F, 12, 27)], {26: 12, 27: 0, 28: 12}),
    "yearly, a late bill takes the older year": (
        [(V, 12, 26, True), (F, 24, 27)],
        {26: 0, 27: 0, 28: 12},
    ),
    "yearly, a bill does not take what is still to come": ([(V, 12, 26, True), (F, 20, 26)], {26: 0, 27: 12}),
    "yearly, ended by a negative yearly line": (
        [(V, 12, 26, True), (V, -12, 28, True)],
        {26: 12, 27: 12, 28: 0, 29: 0},
    ),
    "yearly bill of a yearly commitment": ([(V, 12, 26, True), (F, 12, 27, True)], {26: 12, 27: 0, 30: 0}),
    "yearly beside once": ([(V, 12, 26, True), (V, 100, 26), (F, 100, 26)], {26: 12, 27: 12}),
}


def _post(lines: list[Line]) -> Kostenpost:
    return kostenpost([regel(line[0], line[1], 2000 + line[2], *line[3:]) for line in lines])


@pytest.mark.parametrize("name", CASES)
def test_what_is_open_by_year(name: str) -> None:
    lines, expected = CASES[name]
    post = _post(lines)
    assert {year: post.committed(2000 + year) for year in expected} == expected
    again = _post(lines[::-1])
    assert {year: again.committed(2000 + year) for year in expected} == expected


def test_the_last_year_of_a_contract_ends_what_returns() -> None:
    post = kostenpost([regel(V, 12, 2026, True)], last_year=2027)
    assert [post.committed(year) for year in (2026, 2027, 2028)] == [12, 12, 0]


def test_the_stations_of_a_post() -> None:
    lines = [
        regel(SoortKosten.RAMING, 90, 2026),
        regel(SoortKosten.OFFERTE, 95, 2026),
        regel(V, 100, 2026),
        regel(F, 60, 2026),
        regel(C, 10, 2026),
        regel(B, 20, 2026),
        regel(B, -5, 2026),
    ]
    stand = kostenpost(lines).stand(2026)
    assert (stand.raming, stand.offerte, stand.verplicht) == (Bedrag(90), Bedrag(95), Bedrag(50))
    assert (stand.gefactureerd, stand.betaald, stand.openstaand) == (Bedrag(50), Bedrag(15), Bedrag(35))


@pytest.mark.parametrize(
    ("lines", "pairs", "after"),
    [
        ([(V, 100, 26), (F, 40, 26)], [(-60, 26), (60, 27)], {26: 0, 27: 60}),
        ([(V, 100, 26), (F, 100, 26)], [], {26: 0, 27: 0}),
        ([(V, 12, 26, True)], [(-12, 26), (12, 27)], {26: 0, 27: 24, 28: 12}),
        ([(V, 100, 26), (F, 40, 27)], [(-100, 26), (100, 27)], {26: 0, 27: 60}),
        ([(V, 10, 25), (V, 20, 26)], [(-10, 25), (10, 27), (-20, 26), (20, 27)], {25: 0, 26: 0, 27: 30}),
        ([(V, 100, 27)], [], {26: 0, 27: 100}),
        ([(V, 100, 25), (F, 100, 25), (C, 30, 26)], [(-30, 26), (30, 27)], {25: 0, 26: 0, 27: 30}),
        ([(F, 32, 25), (V, 12, 25, True)], [(-12, 26), (12, 27)], {25: 0, 26: 0, 27: 24}),
    ],
)
def test_closing_a_year_moves_what_is_open(
    lines: list[Line], pairs: list[tuple[int, int]], after: dict[int, int]
) -> None:
    known = [regel(line[0], line[1], 2000 + line[2], *line[3:]) for line in lines]
    made = year_end(known, 2026, day=DAY)
    assert [(line.incl.cents, line.boekjaar - 2000) for line in made] == pairs
    assert not [line.problems() for line in made if line.problems()]
    assert {line.kenmerk for line in made} <= {"jaarovergang 2026"}
    post = kostenpost([*known, *made])
    assert {year: post.committed(2000 + year) for year in after} == after


BOOKINGS = st.lists(
    st.tuples(st.sampled_from([V, V, F, F, C]), st.integers(1, 130), st.integers(24, 29)),
    min_size=1,
    max_size=9,
)


def _open(lines: list[Kostenregel]) -> dict[int, int]:
    return kostenpost(lines).open_years(horizon=2035)


@settings(max_examples=300)
@given(
    bookings=BOOKINGS, releases=BOOKINGS, closed=st.integers(2024, 2028), after=BOOKINGS, seed=st.randoms()
)
def test_what_is_open_is_what_was_ordered_less_what_was_billed(
    bookings: list[Line], releases: list[Line], closed: int, after: list[Line], seed: random.Random
) -> None:
    """Whatever was booked: nothing gets lost between years, and a closing moves and never changes a sum."""
    lines = [regel(kind, cents, 2000 + year) for kind, cents, year in bookings]
    lines += [regel(V, -cents // 3 or -1, 2000 + year) for _, cents, year in releases[:2]]
    ordered, billed, credited = (
        sum(one.incl.cents for one in lines if one.soort is kind) for kind in (V, F, C)
    )
    found = _open(lines)
    assert sum(found.values()) == max(0, ordered - max(0, billed - credited))
    assert min(found.values(), default=1) > 0
    assert _open(seed.sample(lines, len(lines))) == found
    lines += year_end(lines, closed, day=DAY)
    moved = _open(lines)
    assert sum(moved.values()) == sum(found.values())
    assert min(moved, default=closed + 1) > closed
    assert {y: c for y, c in moved.items() if y > closed + 1} == {
        y: c for y, c in found.items() if y > closed + 1
    }
    lines += [regel(kind, cents, closed + year - 23) for kind, cents, year in after]
    assert min(_open(lines), default=closed + 1) > closed
