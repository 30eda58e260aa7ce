"""The life cycle of a measure, line by line as the field agreed it (domain reference 6.1)."""

from __future__ import annotations

import pytest

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.levensloop import (
    BORD,
    OVERGANGEN,
    Eis,
    Voorwaarde,
    condition_holds,
    missing_fields,
    step,
    targets,
)
from veiligheidsadvies.domain.maatregel import GROEP, OPEN, Betaler, Grondslag, Maatregel, Status, Statusgroep

S = Status
BEFORE_ORDER = {
    S.GEADVISEERD,
    S.IN_PLAN,
    S.WACHT_OP_PKVW,
    S.OFFERTE_GEVRAAGD,
    S.OFFERTE_ONTVANGEN,
    S.AKKOORD,
    S.BESPROKEN,
}
STEPS = {
    S.GEADVISEERD: {S.IN_PLAN, S.BESPROKEN},
    S.IN_PLAN: {S.WACHT_OP_PKVW, S.OFFERTE_GEVRAAGD, S.AKKOORD, S.INGEPLAND},
    S.WACHT_OP_PKVW: {S.IN_PLAN, S.OFFERTE_GEVRAAGD},
    S.OFFERTE_GEVRAAGD: {S.OFFERTE_ONTVANGEN},
    S.OFFERTE_ONTVANGEN: {S.AKKOORD},
    S.AKKOORD: {S.OPDRACHT_GEGEVEN},
    S.OPDRACHT_GEGEVEN: {S.INGEPLAND},
    S.INGEPLAND: {S.UITGEVOERD},
    S.UITGEVOERD: {S.OPGELEVERD},
    S.OPGELEVERD: {S.IN_BEHEER, S.AFGEWIKKELD},
    S.IN_BEHEER: {S.AFGEWIKKELD},
    S.BESPROKEN: {S.TOEGEPAST},
    S.TOEGEPAST: {S.BESPROKEN},
}
WAYS_OUT = {S.BESTUURDER_ZIET_AF, S.AFGEWEKEN, S.VERVALLEN, S.DOOR_STELSEL_OVERGENOMEN}


@pytest.mark.parametrize("van", list(Status))
def test_every_status_goes_where_the_life_cycle_says_and_nowhere_else(van: Status) -> None:
    expected = set(STEPS.get(van, set()))
    if van in BEFORE_ORDER:
        expected |= {S.BESTUURDER_ZIET_AF, S.AFGEWEKEN}
    if van in BEFORE_ORDER | {S.OPDRACHT_GEGEVEN, S.INGEPLAND, S.UITGEVOERD}:
        expected.add(S.VERVALLEN)
    if van in OPEN:
        expected.add(S.DOOR_STELSEL_OVERGENOMEN)
    assert set(targets(van)) == expected


def test_every_status_belongs_to_one_group_and_the_open_ones_wait_or_run() -> None:
    assert set(GROEP) == set(Status)
    assert {GROEP[s] for s in OPEN} == {Statusgroep.WACHT, Statusgroep.LOOPT}
    assert {s for s in Status if GROEP[s] is Statusgroep.VERVALLEN} == WAYS_OUT


def test_the_employer_never_simply_rejects() -> None:
    away = step(S.IN_PLAN, S.AFGEWEKEN)
    assert away is not None
    assert set(away.eisen) == {Eis.REDEN, Eis.AKKOORD}


def test_every_live_status_stands_in_one_column_of_the_board() -> None:
    shown = [status for statuses, _ in BORD.values() for status in statuses]
    assert sorted(shown) == sorted(set(Status) - WAYS_OUT)
    assert len(shown) == len(set(shown))


def _measure(**over: object) -> Maatregel:
    given = {
        "domein": Domein.WONEN,
        "titel": "Brievenbus",
        "grondslag": Grondslag.REGELING_WOONPLEK,
        "betaler": Betaler.ORGANISATIE,
    }
    return Maatregel(**{**given, **over})  # type: ignore[arg-type]


@pytest.mark.parametrize("has_pkvw", [True, False])
def test_waiting_for_pkvw_is_for_the_regeling_without_certificate(*, has_pkvw: bool) -> None:
    waits = condition_holds(Voorwaarde.REGELING_ZONDER_PKVW, _measure(), has_pkvw=has_pkvw)
    goes_on = condition_holds(Voorwaarde.PKVW_OF_SPOED, _measure(), has_pkvw=has_pkvw)
    assert (waits, goes_on) == (not has_pkvw, has_pkvw)
    other = _measure(grondslag=Grondslag.WERKGEVERSZORG)
    assert not condition_holds(Voorwaarde.REGELING_ZONDER_PKVW, other, has_pkvw=has_pkvw)


def test_planning_without_order_is_for_own_account_own_staff_and_stelsel() -> None:
    def may(**over: object) -> bool:
        return condition_holds(Voorwaarde.EIGEN_UITVOERING, _measure(**over), has_pkvw=True)

    assert not may()
    assert may(betaler=Betaler.BESTUURDER)
    assert may(betaler=Betaler.STELSEL)
    assert may(eigen_uitvoering=True)


def test_delivery_asks_the_certificate_where_the_catalogue_asks_one() -> None:
    delivery = step(S.UITGEVOERD, S.OPGELEVERD)
    assert delivery is not None
    assert missing_fields(delivery, _measure(certificaat_vereist=True)) == ("opgeleverd_op", "certificaat")
    assert missing_fields(delivery, _measure()) == ("opgeleverd_op",)


def test_settling_a_running_measure_asks_a_decision() -> None:
    settle = step(S.IN_BEHEER, S.AFGEWIKKELD)
    assert settle is not None
    assert "einde_besluit" in missing_fields(settle, _measure(terugkerend=True, interval_maanden=12))
    assert "einde_besluit" not in missing_fields(settle, _measure())


def test_fields_that_a_step_names_exist() -> None:
    names = set(Maatregel.__dataclass_fields__)
    for overgang in OVERGANGEN:
        assert set(overgang.velden) | set(overgang.mag) <= names
