"""Money: cents, btw rounded per line, and what people type."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, excluding_btw, including_btw, total
from veiligheidsadvies.text.formats import amount, amount_problem, date_full, fold, parse_amount, parse_date
from veiligheidsadvies.text.messages import explain_problem

CENTS = st.integers(min_value=0, max_value=10_000_000_00)


@pytest.mark.parametrize(
    ("ex", "rate", "incl"),
    [
        (100, BtwTarief.HOOG, 121),
        (1, BtwTarief.HOOG, 1),
        (3, BtwTarief.HOOG, 4),
        (5, BtwTarief.LAAG, 5),
        (50, BtwTarief.LAAG, 55),
        (278000, BtwTarief.HOOG, 336380),
        (99, BtwTarief.NUL, 99),
    ],
)
def test_btw_is_rounded_half_up_per_line(ex: int, rate: BtwTarief, incl: int) -> None:
    assert including_btw(Bedrag(ex), rate) == Bedrag(incl)


@given(CENTS, st.sampled_from(BtwTarief))
def test_an_amount_without_btw_comes_back_from_the_amount_with_it(ex: int, rate: BtwTarief) -> None:
    back = excluding_btw(including_btw(Bedrag(ex), rate), rate)
    assert including_btw(back, rate) == including_btw(Bedrag(ex), rate)


@given(CENTS)
def test_what_is_shown_can_be_typed(cents: int) -> None:
    assert parse_amount(amount(Bedrag(cents), zero="0")) == Bedrag(cents)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,5", 123450),
        ("1234.50", 123450),
        ("€ 12", 1200),
        ("1.234", 123400),
        ("12,-", 1200),
        ("0", 0),
        ("1,234.50", 123450),
        ("-5", -500),
        ("1.23", 123),
        ("1.234.567,89", 123456789),
        ("1,234,567", 123456700),
        ("12.345", 1234500),
    ],
)
def test_amounts_as_people_type_them(typed: str, cents: int) -> None:
    assert parse_amount(typed) == Bedrag(cents)


@pytest.mark.parametrize(
    "typed",
    [
        "9" * 5000,
        "",
        "x",
        "12,345",
        "€ 1,234",
        "0,345",
        "1.2345",
        "1,2,3",
        "12,345,6",
        "=1+1",
        "1.234,567",
        "€",
    ],
)
def test_what_is_no_amount(typed: str) -> None:
    assert parse_amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12,345", "Bedoelt u 12.345 of 12,35? Typ het zo over."),
        ("€ -1,001", "Bedoelt u -1.001 of -1,00? Typ het zo over."),
        ("999,996", "Bedoelt u 999.996 of 1.000,00? Typ het zo over."),
        ("0,345", "Dit is geen bedrag. Typ bijvoorbeeld 1.234,50."),
        ("x", "Dit is geen bedrag. Typ bijvoorbeeld 1.234,50."),
    ],
)
def test_a_doubtful_amount_is_asked_about(typed: str, told: str) -> None:
    assert explain_problem(amount_problem(typed, "ex")) == told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-3-2026", (2026, 3, 12)),
        ("12-03", (2026, 3, 12)),
        ("12032026", (2026, 3, 12)),
        ("vandaag", (2026, 3, 12)),
        ("+7", (2026, 3, 19)),
        ("12 maart 2027", (2027, 3, 12)),
        ("2026-02-28", (2026, 2, 28)),
        ("1-1-26", (2026, 1, 1)),
        ("1/2/56", (2056, 2, 1)),
        ("1.2.57", (1957, 2, 1)),
        ("010270", (1970, 2, 1)),
        ("1-2-99", (1999, 2, 1)),
        ("2026-3-1", (2026, 3, 1)),
        ("Overmorgen", (2026, 3, 14)),
        ("-1", (2026, 3, 11)),
        ("3 mrt 2027", (2027, 3, 3)),
    ],
)
def test_dates_as_people_type_them(typed: str, day: tuple[int, int, int]) -> None:
    assert parse_date(typed, dt.date(2026, 3, 12)) == dt.date(*day)


@pytest.mark.parametrize(
    "typed",
    [
        "30-02-2026",
        "29-02-2027",
        "32-1",
        "12-13-2026",
        "ooit",
        "1234",
        "00-00-2026",
        "0000-01-01",
        "\u0661-\u0661-2026",
        "12 ma",
    ],
)
def test_dates_that_do_not_exist(typed: str) -> None:
    assert parse_date(typed, dt.date(2026, 3, 12)) is None


def test_folding_reaches_every_name_of_the_field() -> None:
    assert fold("Yeşilgöz Đorđević Łukasz Özdil ĳsbrand") == "yesilgoz dordevic lukasz ozdil ijsbrand"
    assert fold("van ’t Hoff") == fold("van 't Hoff")


def test_a_total_of_nothing_is_nothing() -> None:
    assert total([]) == Bedrag(0)


@given(st.dates(min_value=dt.date(1957, 1, 1), max_value=dt.date(2056, 12, 31)))
def test_a_date_comes_back_as_it_was_shown(day: dt.date) -> None:
    today = dt.date(2026, 3, 12)
    assert parse_date(date_full(day), today) == parse_date(f"{day:%d-%m-%y}", today) == day


@given(st.text(max_size=40))
def test_no_text_makes_a_parser_fail(text: str) -> None:
    assert parse_date(text, dt.date.max) is None or isinstance(parse_date(text, dt.date.min), dt.date | None)
    assert parse_amount(text) is None or isinstance(parse_amount(text), Bedrag)
