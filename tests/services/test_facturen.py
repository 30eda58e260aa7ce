"""Bills: expected against billed, credit notes, payments, and what they do to the year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests import builders
from tests.opdrachten import change_order, give_order, regel_voor
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief, including_btw, spread, total
from veiligheidsadvies.domain.errors import InvalidInput, YearClosed
from veiligheidsadvies.domain.factuur import Factuur, FactuurId, SoortFactuur
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.services.facturen import Factuurregel
from veiligheidsadvies.services.kluis import Services

DAG = builders.VANDAAG
HOOG, LAAG = BtwTarief.HOOG, BtwTarief.LAAG


class Besteld:
    """An order of two lines with two rates: € 100 and € 50 without btw."""

    def __init__(self, services: Services, **over: Any) -> None:
        self.services = services
        self.facturen = services.facturen
        self.dossier_id = builders.add_dossier(services)
        self.leverancier_id = builders.add_leverancier(services)
        self.maatregel = builders.add_maatregel(services, self.dossier_id)
        lines = [
            regel_voor(self.dossier_id, self.maatregel, 100_00, **over),
            regel_voor(self.dossier_id, self.maatregel, 50_00, btw=LAAG, **over),
        ]
        self.id, (self.een, self.twee) = give_order(services, self.dossier_id, self.leverancier_id, lines)

    def regel(self, regel_id: int, ex: int, btw: BtwTarief = HOOG) -> Factuurregel:
        return Factuurregel(
            opdrachtregel_id=regel_id, ex=Bedrag(ex), btw=btw, incl=including_btw(Bedrag(ex), btw)
        )

    def bill(self, nummer: str = "F-1", **over: Any) -> Factuur:
        return replace(self.facturen.new(self.id), nummer=nummer, **over)

    def billed(self, *regels: Factuurregel, nummer: str = "F-1", **over: Any) -> FactuurId:
        is_last = over.pop("is_laatste", False)
        changes = self.facturen.register(self.bill(nummer, **over), regels, is_laatste=is_last)
        return FactuurId(changes.row_id or 0)

    def note(self, bill: FactuurId, *regels: Factuurregel, nummer: str = "C-1", **over: Any) -> FactuurId:
        is_last = over.pop("is_laatste", False)
        note = self.bill(nummer, verwijst_id=bill, soort=SoortFactuur.CREDIT, **over)
        return FactuurId(self.facturen.credit(note, regels, is_laatste=is_last).row_id or 0)

    def year(self, year: int = 2026) -> tuple[int, int, int]:
        stand = self.services.kosten.jaarstand(year)
        return stand.verplicht.cents, stand.gefactureerd.cents, stand.betaald.cents


@pytest.fixture
def besteld(services: Services) -> Besteld:
    return Besteld(services)


def problems(error: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in error.value.problems]


def test_what_is_expected_goes_down_with_what_is_billed(besteld: Besteld) -> None:
    assert [one.incl.cents for one in besteld.facturen.expected(besteld.id)] == [121_00, 54_50]
    besteld.billed(besteld.regel(besteld.een, 40_00))
    assert [(one.ex.cents, one.incl.cents) for one in besteld.facturen.expected(besteld.id)] == [
        (60_00, 72_60),
        (50_00, 54_50),
    ]
    assert besteld.year() == (72_60 + 54_50, 48_40, 0)


def test_the_suggested_bill_leaves_nothing(besteld: Besteld) -> None:
    lines = besteld.facturen.suggested(besteld.id, 2026)
    check = besteld.facturen.check_lines(besteld.bill(), lines)
    assert (check.verschil, list(check.bevindingen), check.is_meer) == (NIHIL, [], False)
    besteld.billed(*lines)
    assert besteld.facturen.suggested(besteld.id, 2026) == ()
    assert besteld.year() == (0, 175_50, 0)


def test_a_change_counts_with_the_line_it_changes(services: Services, besteld: Besteld) -> None:
    less = regel_voor(besteld.dossier_id, besteld.maatregel, -20_00, wijzigt_id=besteld.een)
    change_order(services, besteld.id, [less], dag=DAG)
    assert [one.incl.cents for one in besteld.facturen.expected(besteld.id)] == [96_80, 54_50]
    assert besteld.year() == (96_80 + 54_50, 0, 0)


def test_more_than_expected_asks_why(besteld: Besteld) -> None:
    line = besteld.regel(besteld.een, 100_01)
    with pytest.raises(InvalidInput) as refused:
        besteld.billed(line)
    assert problems(refused) == [("verschil_reden", "verplicht_bij_verschil")]
    check = besteld.facturen.check_lines(besteld.bill(), [line])
    assert [one.code for one in check.bevindingen] == ["factuur_lager"]
    besteld.billed(line, verschil_reden="Voorrijkosten")
    assert besteld.year() == (54_50, 121_01, 0)


@pytest.mark.parametrize("nummer", ["F-1", " f 1 ", "f1"])
def test_a_number_of_one_supplier_is_taken_once(besteld: Besteld, nummer: str) -> None:
    besteld.billed(besteld.regel(besteld.een, 10_00))
    with pytest.raises(InvalidInput) as refused:
        besteld.billed(besteld.regel(besteld.een, 10_00), nummer=nummer)
    assert problems(refused) == [("nummer", "factuur_bekend")]


def test_a_bill_of_nothing_is_refused(besteld: Besteld) -> None:
    with pytest.raises(InvalidInput) as refused:
        besteld.billed(besteld.regel(besteld.een, 0))
    assert problems(refused) == [("regels", "geen_bedrag")]


def test_a_line_of_another_order_is_refused(besteld: Besteld) -> None:
    with pytest.raises(InvalidInput) as refused:
        besteld.billed(besteld.regel(besteld.twee + 1, 10_00))
    assert ("regels", "onbekend") in problems(refused)


def test_the_last_bill_releases_the_rest_in_one_action(services: Services, besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 90_00), is_laatste=True)
    released = [one for one in besteld.facturen.stand(bill).regels if one.soort is SoortKosten.VERPLICHTING]
    assert [(one.ex.cents, one.incl.cents) for one in released] == [(-10_00, -12_10), (-50_00, -54_50)]
    assert besteld.year() == (0, 108_90, 0)
    assert [one.incl for one in besteld.facturen.expected(besteld.id)] == [NIHIL, NIHIL]
    services.undo()
    assert besteld.year() == (175_50, 0, 0)


def test_an_order_of_one_year_that_is_billed_in_the_next_counts_once(besteld: Besteld) -> None:
    besteld.billed(besteld.regel(besteld.een, 100_00), boekjaar=2027)
    assert (besteld.year(2026), besteld.year(2027)) == ((54_50, 0, 0), (0, 121_00, 0))


def test_the_lines_of_a_bill_carry_what_the_order_line_has(services: Services, besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 10_00))
    (line,) = besteld.facturen.stand(bill).regels
    (first, *_) = [
        one
        for one in services.kosten.list_of_dossier(besteld.dossier_id)
        if one.opdrachtregel_id == besteld.een
    ]
    assert (line.kenmerk, line.boekjaar, line.opdrachtregel_id) == ("F-1", 2026, besteld.een)
    assert (line.betaler, line.fiscale_categorie) == (first.betaler, first.fiscale_categorie)
    assert (line.maatregel_id, line.dossier_id) == (besteld.maatregel, besteld.dossier_id)


def test_paid_in_parts_and_money_back(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00), besteld.regel(besteld.twee, 50_00, LAAG))
    for amount, left in ((33_33, 142_17), (-3_33, 145_50), (145_50, 0)):
        besteld.facturen.pay(bill, Bedrag(amount), DAG)
        stand = besteld.facturen.stand(bill)
        assert stand.openstaand == Bedrag(left)
        assert stand.incl == stand.betaald + stand.openstaand
    paid = [one for one in stand.regels if one.soort is SoortKosten.BETALING]
    assert sum(one.incl.cents for one in paid if one.opdrachtregel_id == besteld.een) == 121_00
    assert sum(one.ex.cents for one in paid if one.opdrachtregel_id == besteld.een) == 100_00
    assert besteld.facturen.list_open() == []
    assert besteld.year() == (0, 175_50, 175_50)


@pytest.mark.parametrize(
    ("amount", "reason"), [(0, "verplicht"), (121_01, "meer_dan_open"), (-1, "meer_dan_betaald")]
)
def test_a_payment_that_cannot_be(besteld: Besteld, amount: int, reason: str) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    with pytest.raises(InvalidInput) as refused:
        besteld.facturen.pay(bill, Bedrag(amount), DAG)
    assert problems(refused) == [("bedrag", reason)]


def test_a_credit_of_an_unpaid_bill_is_settled_at_once(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    note = besteld.note(bill, besteld.regel(besteld.een, 25_00))
    stand = besteld.facturen.stand(bill)
    assert (stand.openstaand, stand.gecrediteerd) == (Bedrag(90_75), Bedrag(30_25))
    assert besteld.facturen.stand(note).openstaand == NIHIL
    assert besteld.year() == (30_25 + 54_50, 90_75, 0)


def test_a_credit_of_a_paid_bill_is_money_to_come_back(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    besteld.facturen.pay(bill, Bedrag(121_00), DAG)
    note = besteld.note(bill, besteld.regel(besteld.een, 25_00), is_laatste=True)
    assert (besteld.facturen.stand(note).incl, besteld.facturen.stand(note).openstaand) == (
        Bedrag(-30_25),
        Bedrag(-30_25),
    )
    assert [one.factuur.id for one in besteld.facturen.list_open()] == [note]
    besteld.facturen.pay(note, Bedrag(-30_25), DAG)
    assert besteld.facturen.list_open() == []
    assert besteld.year() == (54_50, 90_75, 90_75)


def test_a_credit_at_another_rate_releases_at_the_rate_of_the_order(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    besteld.note(bill, besteld.regel(besteld.een, 40_00, BtwTarief.NUL), is_laatste=True)
    assert besteld.year() == (54_50, 81_00, 0)


def test_a_credit_settles_the_lines_it_credits_first(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00), besteld.regel(besteld.twee, 50_00, LAAG))
    note = besteld.note(bill, besteld.regel(besteld.twee, 50_00, LAAG))
    paid = [one for one in besteld.facturen.stand(bill).regels if one.soort is SoortKosten.BETALING]
    assert [(one.opdrachtregel_id, one.incl.cents) for one in paid] == [(besteld.twee, 54_50)]
    assert besteld.facturen.stand(note).openstaand == NIHIL


def test_a_credit_settles_what_is_open_of_other_lines_too(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00), besteld.regel(besteld.twee, 50_00, LAAG))
    besteld.facturen.pay(bill, Bedrag(130_00), DAG)
    note = besteld.note(bill, besteld.regel(besteld.een, 100_00))
    assert besteld.facturen.stand(bill).openstaand == NIHIL
    assert besteld.facturen.stand(note).openstaand == Bedrag(45_50 - 121_00)


def test_a_credit_is_never_more_than_its_bill(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    besteld.note(bill, besteld.regel(besteld.een, 60_00))
    with pytest.raises(InvalidInput) as refused:
        besteld.note(bill, besteld.regel(besteld.een, 40_01), nummer="C-2")
    assert problems(refused) == [("regels", "meer_dan_factuur")]
    with pytest.raises(InvalidInput) as refused:
        besteld.note(bill, besteld.regel(besteld.een, 1_00), nummer="C-3", boekjaar=2025)
    assert ("boekjaar", "buiten_bereik") in problems(refused)
    besteld.note(bill, besteld.regel(besteld.een, 40_00), nummer="C-4")
    assert besteld.year() == (175_50, 0, 0)


def test_a_bill_is_taken_away_only_while_nothing_leans_on_it(besteld: Besteld) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 90_00), is_laatste=True)
    besteld.facturen.mark_checked(bill)
    assert besteld.facturen.get(bill).gecontroleerd_op == DAG
    besteld.facturen.pay(bill, Bedrag(1), DAG)
    with pytest.raises(InvalidInput):
        besteld.facturen.remove(bill)
    other = besteld.billed(besteld.regel(besteld.twee, 1_00, LAAG), nummer="F-2", verschil_reden="Extra")
    besteld.facturen.remove(other)
    assert [one.factuur.id for one in besteld.facturen.list_of_opdracht(besteld.id)] == [bill]
    assert [one.factuur.id for one in besteld.facturen.list_of_year(2026)] == [bill]


def test_a_bill_outside_orders_is_of_its_measure(services: Services, besteld: Besteld) -> None:
    bill = replace(
        besteld.facturen.new(None), nummer="L-9", dossier_id=besteld.dossier_id, leverancier_id=None
    )
    line = Factuurregel(maatregel_id=besteld.maatregel, ex=Bedrag(10_00), btw=HOOG, incl=Bedrag(12_10))
    made = besteld.facturen.register(bill, [line]).row_id or 0
    (booked,) = besteld.facturen.stand(FactuurId(made)).regels
    assert (booked.betaler, booked.opdrachtregel_id) == (None, None)
    assert services.kosten.jaarstand(2026).gefactureerd == Bedrag(12_10)


def test_a_closed_year_takes_no_bill(services: Services, besteld: Besteld, clock: builders.Clock) -> None:
    bill = besteld.billed(besteld.regel(besteld.een, 100_00))
    clock.forward(days=365)
    services.kosten.close_year(2026)
    with pytest.raises(YearClosed):
        besteld.billed(besteld.regel(besteld.twee, 50_00, LAAG), nummer="F-2", boekjaar=2026)
    with pytest.raises(YearClosed):
        besteld.facturen.remove(bill)
    besteld.facturen.pay(bill, Bedrag(121_00), DAG)
    besteld.billed(besteld.regel(besteld.twee, 50_00, LAAG), nummer="F-3", boekjaar=2027)
    assert (besteld.year(2026), besteld.year(2027)) == ((0, 121_00, 121_00), (0, 54_50, 0))


def test_what_returns_is_expected_every_year(services: Services) -> None:
    besteld = Besteld(services, per_jaar=True)
    for year in (2026, 2027):
        assert [one.incl.cents for one in besteld.facturen.expected(besteld.id, year)] == [121_00, 54_50]
        besteld.billed(*besteld.facturen.suggested(besteld.id, year), nummer=f"F-{year}", boekjaar=year)
        assert besteld.year(year) == (0, 175_50, 0)
    assert besteld.year(2028) == (175_50, 0, 0)


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [(100, [1, 1, 1], [33, 33, 34]), (3, [1, 1, 1], [1, 1, 1]), (0, [5, 5], [0, 0]), (7, [0, 0], [0, 0])],
)
def test_an_amount_is_divided_to_the_cent(amount: int, weights: list[int], expected: list[int]) -> None:
    found = spread(Bedrag(amount), [Bedrag(one) for one in weights])
    assert [one.cents for one in found] == expected
    assert total(found).cents in {amount, 0}
