"""Recurring contracts: their yearly cost, notice in time, and what their end ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests import builders
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.begroting import Jaarafsluiting
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.errors import InvalidInput, YearClosed
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.services.contracten import per_year
from veiligheidsadvies.services.kluis import Services

DAG = dt.timedelta(days=1)


def contract(services: Services, **over: Any) -> Contract:
    dossier = over.pop("dossier_id", None) or builders.add_dossier(services)
    measure = over.pop("maatregel_id", None) or builders.add_maatregel(services, dossier)
    ex = over.pop("ex", 10_00)
    given = {
        "dossier_id": dossier,
        "maatregel_id": MaatregelId(measure),
        "naam": "Alarmtransmissie meldkamer",
        "ingang": dt.date(2026, 1, 1),
        "ex": Bedrag(ex),
        "incl": including_btw(Bedrag(ex), BtwTarief.HOOG),
        "interval_maanden": 3,
    }
    return Contract(**{**given, **over})


def add(services: Services, *, met_kosten: bool = True, **over: Any) -> Contract:
    changes = services.contracten.create(contract(services, **over), met_kosten=met_kosten)
    return services.contracten.get(changes.row_id or 0)


def open_by_year(services: Services, *years: int) -> list[int]:
    return [services.kosten.jaarstand(year).verplicht.cents for year in years]


@pytest.mark.parametrize(
    ("ex", "interval", "expected"),
    [(10_00, 3, 40_00), (10_00, 1, 120_00), (10_00, 12, 10_00), (10_00, 24, 5_00), (10_01, 36, 3_34)],
)
def test_the_yearly_amount(services: Services, ex: int, interval: int, expected: int) -> None:
    found, incl = per_year(contract(services, ex=ex, interval_maanden=interval))
    assert found == Bedrag(expected)
    assert abs(including_btw(found, BtwTarief.HOOG).cents - incl.cents) <= 1


def test_what_it_costs_counts_every_year_until_it_ends(services: Services) -> None:
    made = add(services)
    assert open_by_year(services, 2025, 2026, 2027, 2030) == [0, 48_40, 48_40, 48_40]
    services.contracten.give_notice(made.id or 0, dt.date(2026, 3, 12))
    assert services.contracten.get(made.id or 0).eindigt_op == dt.date(2026, 12, 31)
    assert open_by_year(services, 2026, 2027) == [48_40, 0]
    services.contracten.withdraw_notice(made.id or 0)
    assert open_by_year(services, 2026, 2027) == [48_40, 48_40]


def test_notice_that_is_too_late_meets_the_next_end(services: Services) -> None:
    made = add(services)
    last = made.notice_day(builders.VANDAAG)
    assert last == dt.date(2026, 12, 1)
    services.contracten.give_notice(made.id or 0, last + DAG)
    assert services.contracten.get(made.id or 0).eindigt_op == dt.date(2027, 12, 31)
    with pytest.raises(InvalidInput):
        services.contracten.give_notice(made.id or 0, last)


def test_without_costs_nothing_is_booked(services: Services) -> None:
    made = add(services, met_kosten=False)
    assert services.kosten.list_of_maatregel(MaatregelId(made.maatregel_id or 0)) == []


def test_the_booked_line_tells_the_contract(services: Services) -> None:
    made = add(services, kenmerk="ABO-7")
    (line,) = services.kosten.list_of_maatregel(MaatregelId(made.maatregel_id or 0))
    assert (line.soort, line.per_jaar, line.kenmerk) == (SoortKosten.VERPLICHTING, True, "ABO-7")


def test_a_contract_of_another_dossier_is_refused(services: Services) -> None:
    other = builders.add_dossier(services, "GED-05")
    with pytest.raises(InvalidInput):
        services.contracten.save(contract(services, maatregel_id=builders.add_maatregel(services, other)))


@pytest.mark.parametrize(
    "name", ["looptijd_maanden", "verlenging_maanden", "opzegtermijn_dagen", "interval_maanden"]
)
def test_a_number_that_was_emptied_is_asked_for(services: Services, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.contracten.save(contract(services, **{name: None}))
    assert [(one.field, one.reason) for one in refused.value.problems] == [(name, "verplicht")]


def test_vandaag_warns_sixty_days_before_the_last_day_to_give_notice(
    services: Services, clock: builders.Clock
) -> None:
    made = add(services, volgend_onderhoud=dt.date(2026, 3, 20))

    def told() -> list[str]:
        return [task.wat for task in services.vandaag.taken() if made.naam in task.wat]

    def due() -> list[dt.date | None]:
        found = map(services.contracten.regel, services.contracten.list_all())
        return [one.opzeggen_voor for one in found if one.bevindingen]

    notice = f"Opzeggen of laten doorlopen: {made.naam}"
    assert told() == [f"Onderhoud: {made.naam}"]
    services.contracten.set_maintenance(made.id or 0, None)
    last = dt.date(2026, 12, 1)
    clock.forward(days=(last - builders.VANDAAG).days - 61)
    assert (told(), due()) == ([], [])
    clock.forward(days=1)
    assert told() == [notice]
    assert due() == [last]
    services.contracten.give_notice(made.id or 0, services.today)
    assert (told(), due()) == ([], [])


def test_an_end_may_not_change_a_closed_year(services: Services) -> None:
    made = add(services, ingang=dt.date(2024, 1, 1))
    zero = Bedrag(0)
    closing = Jaarafsluiting(
        jaar=2026,
        afgesloten_op=dt.date(2027, 1, 20),
        door="E. Yeşilgöz",
        begroot=zero,
        gefactureerd=zero,
        overgedragen=zero,
        vrij=zero,
    )
    services.context.save(closing, "Jaar 2026 afgesloten")
    with pytest.raises(YearClosed):
        services.contracten.end(made.id or 0, dt.date(2025, 12, 31))
    services.contracten.end(made.id or 0, dt.date(2026, 12, 31))
    assert open_by_year(services, 2026, 2027) == [48_40, 0]
    with pytest.raises(YearClosed):
        services.contracten.create(contract(services, dossier_id=made.dossier_id), met_kosten=True)
