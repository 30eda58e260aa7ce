"""Which copies are kept, as what, and until when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiligheidsadvies.domain.kopie import Bewaarreden, bewaringen, schema_bewaring, wisseldag

VANDAAG = dt.date(2026, 3, 12)  # a Thursday


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def days_before(*numbers: int) -> list[dt.datetime]:
    return [at(VANDAAG - dt.timedelta(days=number)) for number in numbers]


def kept_days(numbers: list[int]) -> list[int]:
    kept = bewaringen(days_before(*numbers), VANDAAG)
    return sorted((VANDAAG - moment.date()).days for moment in kept)


def test_of_a_year_of_daily_copies_twelve_days_ten_weeks_and_nine_months_stay() -> None:
    kept = bewaringen(days_before(*range(400)), VANDAAG)
    days = {VANDAAG - dt.timedelta(days=number) for number in range(12)}
    sundays = {dt.date(2026, 3, 8) - dt.timedelta(weeks=number) for number in range(9)}
    month_ends = {
        dt.date(2026, 2, 28), dt.date(2026, 1, 31), dt.date(2025, 12, 31), dt.date(2025, 11, 30),
        dt.date(2025, 10, 31), dt.date(2025, 9, 30), dt.date(2025, 8, 31), dt.date(2025, 7, 31),
    }  # fmt: skip
    assert {moment.date() for moment in kept} == days | sundays | month_ends


@pytest.mark.parametrize(
    ("made", "stay"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([0], [0], id="one"),
        pytest.param([500], [500], id="the only one stays however old"),
        pytest.param([500, 600, 700, 800], [500, 600, 700], id="and so do the newest three"),
        pytest.param([0, 1, 2, 500, 600], [0, 1, 2], id="with three newer ones the old may go"),
        pytest.param([0, 11], [0, 11], id="the twelfth day"),
        pytest.param([0, 12, 13, 14], [0, 12, 13], id="two of the week before last: newest three only"),
        pytest.param([0, 1, 2, 12, 13, 14], [0, 1, 2, 12], id="of a past week its last"),
        pytest.param([0, 1, 2, 66, 67], [0, 1, 2, 66], id="the tenth week"),
        pytest.param([0, 1, 2, 67, 100], [0, 1, 2, 67, 100], id="months back"),
        pytest.param([0, 1, 2, 254], [0, 1, 2, 254], id="the first day of the ninth month"),
        pytest.param([0, 1, 2, 255], [0, 1, 2], id="a day before that"),
    ],
)
def test_what_stays(made: list[int], stay: list[int]) -> None:
    assert kept_days(made) == stay


def test_of_one_day_the_last_stays() -> None:
    morning, evening = at(VANDAAG, 8), at(VANDAAG, 20)
    older = days_before(1, 2, 3)
    assert set(bewaringen([morning, evening, *older], VANDAAG)) == {evening, *older}


@pytest.mark.parametrize(
    ("day", "reason", "until"),
    [
        (dt.date(2026, 3, 12), Bewaarreden.MAAND, dt.date(2026, 11, 30)),
        (dt.date(2026, 3, 11), Bewaarreden.DAG, dt.date(2026, 3, 22)),
        (dt.date(2026, 3, 8), Bewaarreden.WEEK, dt.date(2026, 5, 10)),
        (dt.date(2026, 2, 28), Bewaarreden.MAAND, dt.date(2026, 10, 31)),
    ],
)
def test_until_when(day: dt.date, reason: Bewaarreden, until: dt.date) -> None:
    kept = bewaringen(days_before(*range(60)), VANDAAG)[at(day)]
    assert (kept.als, kept.tot) == (reason, until)


def test_a_clock_that_was_ahead_takes_nothing_away() -> None:
    moments = [*days_before(0, 1, 2), at(dt.date(2036, 1, 1))]
    assert set(bewaringen(moments, VANDAAG)) == set(moments)


def test_a_moment_of_the_future_is_none_of_the_newest_three() -> None:
    moments = [*days_before(300, 301, 302), at(dt.date(2036, 1, 1))]
    assert set(bewaringen(moments, VANDAAG)) == set(moments)


@pytest.mark.parametrize(
    ("made", "judged"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([0], 0, id="the first"),
        pytest.param([0, 1], 1, id="two are not enough"),
        pytest.param([0, 1, 2], 0, id="every day"),
        pytest.param([0, 3, 4, 5], 0, id="a weekend"),
        pytest.param([0, 2, 6], 0, id="three in a week"),
        pytest.param([0, 2, 7], 7, id="three in more than a week"),
        pytest.param([1, 2, 3], 0, id="none of today yet"),
        pytest.param([0, 366, 367, 368], 367, id="a year ahead, or a year away"),
        pytest.param([0, 1, 366, 367], 366, id="on the second day too"),
        pytest.param([0, 1, 2, 366, 367], 0, id="on the third day it is believed"),
        pytest.param([-366, 0, 1, 2], 0, id="it was ahead before"),
        pytest.param([-366], 0, id="and is the only one"),
    ],
)
def test_the_day_by_which_copies_are_taken_away(made: list[int], judged: int) -> None:
    days = [VANDAAG - dt.timedelta(days=number) for number in made]
    assert wisseldag([*days, *days], VANDAAG) == VANDAAG - dt.timedelta(days=judged)


def test_the_copy_before_a_change_of_the_schema() -> None:
    assert schema_bewaring(dt.date(2026, 5, 31)) == dt.date(2027, 2, 28)


MOMENTS = st.lists(
    st.integers(min_value=0, max_value=600).map(lambda hours: at(VANDAAG) - dt.timedelta(hours=hours * 17)),
    max_size=80,
    unique=True,
)


@given(MOMENTS)
def test_what_was_told_as_the_last_day_is_kept_to(moments: list[dt.datetime]) -> None:
    """Without a new copy nothing that is kept goes before its day; after it only the newest three stay."""
    kept = bewaringen(moments, VANDAAG)
    newest = set(sorted({moment.date(): moment for moment in sorted(moments)}.values())[-3:])
    assert len(kept) <= 12 + 10 + 9 + 3
    for moment, bewaring in kept.items():
        assert moment in bewaringen(kept, bewaring.tot)
        later = bewaringen(kept, bewaring.tot + dt.timedelta(days=1))
        assert moment not in later or moment in newest


@given(MOMENTS, st.integers(min_value=1, max_value=40))
def test_taking_away_day_by_day_or_at_once_leaves_the_same(moments: list[dt.datetime], days: int) -> None:
    by_day: list[dt.datetime] = moments
    for day in range(days + 1):
        by_day = list(bewaringen(by_day, VANDAAG + dt.timedelta(days=day)))
    assert set(by_day) == set(bewaringen(moments, VANDAAG + dt.timedelta(days=days)))
