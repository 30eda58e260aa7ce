"""Closing a year: what is open goes along, and nothing is booked in it any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from tests.opdrachten import give_order, regel_voor
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    BookedElsewhere,
    UserError,
    YearBookedAfter,
    YearClosed,
    YearNotOver,
)
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId, Status
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.text.messages import explain

JAAR = 2026


class Jaar:
    """A vault in which something is open in 2026, seen in January 2027."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.services = builders.open_services(folder, now=self.clock)
        self.dossier_id: DossierId = builders.add_dossier(self.services)
        given = {"grondslag": Grondslag.WERKGEVERSZORG, "status": Status.OPDRACHT_GEGEVEN}
        self.measure = builders.add_maatregel(self.services, self.dossier_id, **given)
        line = regel_voor(self.dossier_id, self.measure, 100_00)
        supplier = builders.add_leverancier(self.services)
        _, (self.order_line,) = give_order(self.services, self.dossier_id, supplier, [line])
        self.book(SoortKosten.FACTUUR, 30_00, opdrachtregel_id=self.order_line, betaler=Betaler.ORGANISATIE)
        self.book(SoortKosten.VERPLICHTING, 10_00)
        self.services.kosten.save_begroting(Begroting(jaar=JAAR, bedrag=Bedrag(500_00)))
        self.clock.moment = dt.datetime(2027, 1, 15, 9, 0, tzinfo=dt.UTC)

    def line(self, kind: SoortKosten, cents: int, year: int = JAAR, **over: object) -> Kostenregel:
        return builders.kostenregel(
            kind,
            cents,
            **{
                "boekjaar": year,
                "maatregel_id": MaatregelId(self.measure),
                "dossier_id": self.dossier_id,
                **over,
            },
        )

    def book(self, kind: SoortKosten, cents: int, year: int = JAAR, **over: object) -> Kostenregel:
        line = self.line(kind, cents, year, **over)
        return replace(line, id=self.services.context.save(line, "Regel").row_id)

    def open(self, year: int) -> int:
        return self.services.kosten.jaarstand(year).verplicht.cents

    def lines(self) -> list[Kostenregel]:
        return self.services.kosten.list_of_maatregel(MaatregelId(self.measure))


@pytest.fixture
def jaar(tmp_path: Path) -> Iterator[Jaar]:
    made = Jaar(tmp_path)
    yield made
    made.services.close()


OPEN = 121_00 - 36_30 + 12_10


def test_closing_moves_what_is_open_and_tells_how_the_year_ended(jaar: Jaar) -> None:
    assert (jaar.open(JAAR), jaar.open(JAAR + 1)) == (OPEN, 0)
    jaar.services.kosten.close_year(JAAR, "Op tijd")
    assert (jaar.open(JAAR), jaar.open(JAAR + 1)) == (0, OPEN)
    closing = jaar.services.kosten.find_afsluiting(JAAR)
    assert closing is not None
    assert (closing.begroot, closing.gefactureerd) == (Bedrag(500_00), Bedrag(36_30))
    assert closing.begroot == closing.gefactureerd + closing.overgedragen + closing.vrij
    assert closing.overgedragen == Bedrag(OPEN)
    assert closing.door == "E. Yeşilgöz"
    assert jaar.services.kosten.kostenoverzicht(JAAR).afsluiting == closing
    assert jaar.services.kosten.kostenoverzicht(JAAR + 1).controle.sluit


def test_the_bill_of_next_year_takes_what_went_along(jaar: Jaar) -> None:
    jaar.services.kosten.close_year(JAAR)
    jaar.book(
        SoortKosten.FACTUUR,
        70_00,
        JAAR + 1,
        opdrachtregel_id=jaar.order_line,
        betaler=Betaler.ORGANISATIE,
    )
    assert (jaar.open(JAAR), jaar.open(JAAR + 1)) == (0, 12_10)


def test_what_was_billed_in_the_new_year_before_the_closing_is_told_as_carried_over(jaar: Jaar) -> None:
    over = {"opdrachtregel_id": jaar.order_line, "betaler": Betaler.ORGANISATIE}
    jaar.book(SoortKosten.FACTUUR, 20_00, JAAR + 1, **over)
    assert (jaar.open(JAAR), jaar.open(JAAR + 1)) == (OPEN - 24_20, 0)
    jaar.services.kosten.close_year(JAAR)
    assert (jaar.open(JAAR), jaar.open(JAAR + 1)) == (0, OPEN - 24_20)
    closing = jaar.services.kosten.find_afsluiting(JAAR)
    assert closing is not None
    assert closing.overgedragen == Bedrag(OPEN)
    assert closing.vrij == closing.begroot - closing.gefactureerd - closing.overgedragen


def test_a_closed_year_takes_no_line_and_keeps_those_it_has(jaar: Jaar) -> None:
    kept = jaar.book(SoortKosten.RAMING, 5_00)
    jaar.services.kosten.close_year(JAAR)
    before = jaar.lines()
    kosten = jaar.services.kosten
    for act in (
        lambda: kosten.save(jaar.line(SoortKosten.FACTUUR, 1_00)),
        lambda: kosten.save(jaar.line(SoortKosten.RAMING, 1_00, 2020)),
        lambda: kosten.save(replace(kept, boekjaar=JAAR + 1)),
        lambda: kosten.save(replace(kept, omschrijving="Anders")),
        lambda: kosten.remove(kept),
        lambda: jaar.services.maatregelen.save_with_lines(
            jaar.services.maatregelen.get(MaatregelId(jaar.measure)), [replace(kept, omschrijving="Anders")]
        ),
    ):
        with pytest.raises(YearClosed) as refused:
            act()
        assert "is afgesloten. Boek dit in een jaar dat nog open is." in explain(refused.value)
    assert jaar.lines() == before
    same = jaar.services.maatregelen.get(MaatregelId(jaar.measure))
    jaar.services.maatregelen.save_with_lines(replace(same, titel="Nieuwe naam"), [kept])
    jaar.services.kosten.save(jaar.line(SoortKosten.RAMING, 1_00, JAAR + 1))


def test_winding_up_may_not_change_what_recurred_in_a_closed_year(jaar: Jaar) -> None:
    kept = {"grondslag": Grondslag.WERKGEVERSZORG, "status": Status.IN_BEHEER}
    row_id = MaatregelId(builders.add_maatregel(jaar.services, jaar.dossier_id, **kept))
    jaar.book(SoortKosten.VERPLICHTING, 5_00, JAAR - 1, maatregel_id=row_id, per_jaar=True)
    jaar.services.kosten.close_year(JAAR)
    before = jaar.services.kosten.jaarstand(JAAR)
    steps, measures = jaar.services.overgangen, jaar.services.maatregelen

    def wind_up(day: dt.date) -> None:
        steps.apply([row_id], Status.AFGEWIKKELD, Gegevens(velden={"afgewikkeld_op": day}))

    with pytest.raises(YearClosed):
        wind_up(dt.date(JAAR - 1, 12, 31))
    wind_up(dt.date(JAAR, 12, 31))
    done = measures.get(row_id)
    for other in (dt.date(JAAR - 1, 6, 1), None):
        with pytest.raises(YearClosed):
            measures.save(replace(done, afgewikkeld_op=other))
        with pytest.raises(YearClosed):
            measures.save_with_lines(replace(done, afgewikkeld_op=other), [])
    measures.save(replace(done, afgewikkeld_op=dt.date(JAAR, 1, 1), titel="Zelfde jaar"))
    steps.correct(row_id, "te vroeg")
    assert jaar.services.kosten.jaarstand(JAAR) == before


def test_an_estimate_of_a_closed_year_is_booked_in_the_first_open_one(jaar: Jaar) -> None:
    jaar.services.kosten.close_year(JAAR)
    measure = builders.add_maatregel(
        jaar.services, jaar.dossier_id, termijn=dt.date(JAAR, 3, 1), raming=Bedrag(50_00)
    )
    assert [line.boekjaar for line in jaar.services.kosten.list_of_maatregel(MaatregelId(measure))] == [2027]
    assert (
        jaar.services.kosten.new_line(MaatregelId(measure), jaar.dossier_id, SoortKosten.RAMING).boekjaar
        == 2027
    )


@pytest.mark.parametrize("year", [2027, 2028])
def test_a_year_that_runs_is_not_closed(jaar: Jaar, year: int) -> None:
    assert not jaar.services.kosten.may_close(year)
    with pytest.raises(YearNotOver) as refused:
        jaar.services.kosten.close_year(year)
    assert "voorbij" in explain(refused.value)


def test_a_year_is_closed_once_and_no_older_one_after_it(jaar: Jaar) -> None:
    assert jaar.services.kosten.may_close(JAAR)
    jaar.services.kosten.close_year(JAAR)
    for year in (JAAR, 2025):
        assert not jaar.services.kosten.may_close(year)
        with pytest.raises(YearClosed):
            jaar.services.kosten.close_year(year)


@pytest.mark.parametrize("how", ["undo", "reopen"])
def test_a_closing_is_taken_back_whole(jaar: Jaar, how: str) -> None:
    before = jaar.lines()
    jaar.services.kosten.close_year(JAAR)
    assert len(jaar.lines()) == len(before) + 4
    if how == "undo":
        jaar.services.undo()
    else:
        jaar.services.kosten.reopen_year(JAAR)
    assert jaar.lines() == before
    assert jaar.open(JAAR) == OPEN
    jaar.services.kosten.save(jaar.line(SoortKosten.RAMING, 1_00))


def test_a_closing_stays_once_something_was_booked_after_it(jaar: Jaar) -> None:
    jaar.services.kosten.close_year(JAAR)
    jaar.book(SoortKosten.RAMING, 1_00, JAAR + 1)
    with pytest.raises(YearBookedAfter) as refused:
        jaar.services.kosten.reopen_year(JAAR)
    assert "2026" in explain(refused.value)
    assert jaar.services.kosten.find_afsluiting(JAAR) is not None


def test_lines_of_orders_and_closings_are_left_alone(jaar: Jaar) -> None:
    jaar.services.kosten.close_year(JAAR)
    carried = [line for line in jaar.lines() if line.boekjaar > JAAR]
    assert carried
    for line in carried:
        for act in (jaar.services.kosten.save, jaar.services.kosten.remove):
            with pytest.raises(BookedElsewhere) as refused:
                act(line)
            assert isinstance(refused.value, UserError)
            assert explain(refused.value)


def test_what_lapsed_stays_behind(jaar: Jaar) -> None:
    given = {"status": Status.VERVALLEN, "grondslag": Grondslag.WERKGEVERSZORG}
    lapsed = builders.add_maatregel(jaar.services, jaar.dossier_id, **given)
    jaar.book(SoortKosten.VERPLICHTING, 99_00, maatregel_id=MaatregelId(lapsed), btw=BtwTarief.NUL)
    jaar.services.kosten.close_year(JAAR)
    assert len(jaar.services.kosten.list_of_maatregel(MaatregelId(lapsed))) == 1
    assert jaar.open(JAAR + 1) == OPEN


def test_each_pair_adds_up_to_nothing(jaar: Jaar) -> None:
    jaar.services.kosten.close_year(JAAR)
    pairs = [line for line in jaar.lines() if line.kenmerk == "jaarovergang 2026"]
    assert sum((line.incl for line in pairs), NIHIL) == NIHIL
    assert sum((line.ex for line in pairs), NIHIL) == NIHIL
    assert sorted((line.boekjaar, line.incl.cents) for line in pairs) == [
        (2026, -84_70),
        (2026, -12_10),
        (2027, 12_10),
        (2027, 84_70),
    ]
