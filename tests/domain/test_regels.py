"""The rules R1–R10, each on both sides of its border."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from veiligheidsadvies.domain.advies import Advies, AdviesId, Domein
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel, Status, Toestemming
from veiligheidsadvies.domain.regels import (
    Dossierstand,
    dossier_findings,
    order_findings,
    r1_pkvw,
    r2_bva,
    r3_gebied,
    r4_ambt,
    r5_verval,
    r6_pkvw_kosten,
    r10_verhuizing,
)
from veiligheidsadvies.domain.woonplek import Eigendom, PkvwSoort, Woonplek
from veiligheidsadvies.text.bevindingen import heading, remedy, second_line, sentence

DAG = dt.date(2026, 3, 12)
ADVIES = AdviesId(1)


def _home(**over: Any) -> Woonplek:
    return Woonplek(**{"adres": "Kerkstraat 12", "vanaf": dt.date(2020, 1, 1), **over})


def _pkvw(issued: dt.date) -> dict[str, Any]:
    return {"pkvw_soort": PkvwSoort.CERTIFICAAT, "pkvw_afgifte": issued}


def _measure(**over: Any) -> Maatregel:
    given = {
        "domein": Domein.WONEN,
        "titel": "Alarm",
        "grondslag": Grondslag.REGELING_WOONPLEK,
        "betaler": Betaler.ORGANISATIE,
        "advies_id": ADVIES,
    }
    return Maatregel(**{**given, **over})


def _stand(**over: Any) -> Dossierstand:
    given = {
        "dag": DAG,
        "woonplekken": (_home(**_pkvw(dt.date(2024, 5, 1))),),
        "adviezen": (Advies(id=ADVIES, ccv_datum=dt.date(2025, 11, 14), bva_datum=dt.date(2026, 1, 9)),),
        "bestuurder": Bestuurder(naam="N. Đorđević", ambt=Ambt.GEDEPUTEERDE, begin=dt.date(2023, 7, 5)),
    }
    return Dossierstand(**{**given, **over})


def _codes(findings: list[Bevinding], ernst: Ernst) -> set[str]:
    return {b.code for b in findings if b.ernst is ernst}


def test_everything_in_order_blocks_nothing() -> None:
    assert not _codes(order_findings(_measure(), _stand()), Ernst.BLOKKEERT)


@pytest.mark.parametrize(
    ("home", "code"),
    [
        (_home(), "pkvw_ontbreekt"),
        (_home(pkvw_soort=PkvwSoort.VERKLARING, pkvw_afgifte=dt.date(2025, 1, 1)), "pkvw_alleen_verklaring"),
        (_home(**_pkvw(dt.date(2016, 3, 11))), "pkvw_verlopen"),
        (_home(**_pkvw(dt.date(2026, 3, 13))), "pkvw_ontbreekt"),
    ],
)
def test_r1_blocks_an_order_without_valid_certificate(home: Woonplek, code: str) -> None:
    found = r1_pkvw(_measure(), _stand(woonplekken=(home,)))
    assert [(b.code, b.is_op_te_heffen) for b in found] == [(code, True)]


@pytest.mark.parametrize("issued", [dt.date(2016, 3, 12), DAG])
def test_r1_counts_the_first_and_the_last_day(issued: dt.date) -> None:
    assert r1_pkvw(_measure(), _stand(woonplekken=(_home(**_pkvw(issued)),)))[0].ernst is Ernst.IN_ORDE


def test_r1_and_r2_hold_for_the_regeling_only() -> None:
    other = _measure(grondslag=Grondslag.WERKGEVERSZORG, advies_id=None)
    bare = _stand(woonplekken=(), adviezen=())
    assert r1_pkvw(other, bare) == r2_bva(other, bare) == []


def test_r2_blocks_a_concept_and_a_measure_without_advice() -> None:
    concept = _stand(adviezen=(Advies(id=ADVIES, ccv_datum=dt.date(2025, 11, 14)),))
    assert _codes(r2_bva(_measure(), concept), Ernst.BLOKKEERT) == {"bva_ontbreekt"}
    assert _codes(r2_bva(_measure(advies_id=None), _stand()), Ernst.BLOKKEERT) == {"advies_ontbreekt"}


@pytest.mark.parametrize(
    ("home", "ernst"),
    [
        (_home(), Ernst.IN_ORDE),
        (_home(in_eigen_gebied=False), Ernst.LET_OP),
        (_home(in_eigen_gebied=False, ontheffing_op=dt.date(2024, 1, 1)), Ernst.IN_ORDE),
        (_home(in_eigen_gebied=False, ontheffing_op=dt.date(2024, 1, 1), ontheffing_tot=DAG), Ernst.IN_ORDE),
        (
            _home(
                in_eigen_gebied=False, ontheffing_op=dt.date(2024, 1, 1), ontheffing_tot=dt.date(2026, 3, 11)
            ),
            Ernst.LET_OP,
        ),
    ],
)
def test_r3_asks_territory_or_dispensation(home: Woonplek, ernst: Ernst) -> None:
    assert r3_gebied(_stand(woonplekken=(home,)))[0].ernst is ernst


@pytest.mark.parametrize(
    ("term", "blocks"),
    [
        ({"begin": DAG}, False),
        ({"begin": dt.date(2026, 3, 13)}, True),
        ({"begin": dt.date(2026, 6, 1), "benoeming_vast_op": DAG}, False),
        ({"begin": dt.date(2022, 1, 1), "einde": DAG}, False),
        ({"begin": dt.date(2022, 1, 1), "einde": dt.date(2026, 3, 11)}, True),
    ],
)
def test_r4_is_the_office_from_certain_appointment_to_end(term: dict[str, Any], *, blocks: bool) -> None:
    person = Bestuurder(naam="N. Đorđević", ambt=Ambt.GEDEPUTEERDE, **term)
    assert (r4_ambt(_stand(bestuurder=person))[0].ernst is Ernst.BLOKKEERT) is blocks


def test_r4_asks_nothing_outside_the_regeling() -> None:
    assert r4_ambt(_stand(bestuurder=Bestuurder(naam="X", ambt=Ambt.OVERIG, einde=dt.date(2020, 1, 1)))) == []


@pytest.mark.parametrize(("issued", "warns"), [(dt.date(2016, 9, 12), True), (dt.date(2016, 9, 13), False)])
def test_r5_warns_six_months_before(issued: dt.date, *, warns: bool) -> None:
    assert bool(r5_verval(_stand(woonplekken=(_home(**_pkvw(issued)),)))) is warns


def test_the_certificate_of_a_leap_day_ends_on_the_28th() -> None:
    assert _home(**_pkvw(dt.date(2016, 2, 29))).pkvw_vervalt == dt.date(2026, 2, 28)


def test_r6_warns_for_pkvw_on_the_employers_account() -> None:
    wrong = _measure(grondslag=Grondslag.PKVW_EIGEN_REKENING)
    assert r6_pkvw_kosten([wrong])[0].data == {"aantal": 1}
    assert (
        r6_pkvw_kosten([_measure(grondslag=Grondslag.PKVW_EIGEN_REKENING, betaler=Betaler.BESTUURDER)]) == []
    )


def test_r10_asks_a_new_advice_and_ends_subscriptions_after_a_move() -> None:
    running = _measure(
        status=Status.IN_BEHEER, terugkerend=True, interval_maanden=1, opgeleverd_op=dt.date(2025, 5, 1)
    )
    moved = _stand(
        woonplekken=(_home(tot=dt.date(2026, 2, 28)), _home(vanaf=dt.date(2026, 3, 1))),
        maatregelen=(running,),
    )
    assert _codes(r10_verhuizing(moved), Ernst.LET_OP) == {"advies_na_verhuizing", "abonnement_oud_adres"}
    assert r10_verhuizing(_stand(maatregelen=(running,))) == []


def test_a_rented_home_asks_consent() -> None:
    rented = _stand(woonplekken=(_home(eigendom=Eigendom.HUURDER, **_pkvw(dt.date(2024, 5, 1))),))
    assert "toestemming_ontbreekt" in _codes(order_findings(_measure(), rented), Ernst.LET_OP)
    given = _measure(toestemming=Toestemming.VERKREGEN)
    assert "toestemming_ontbreekt" not in _codes(order_findings(given, rented), Ernst.LET_OP)


def test_a_dossier_tells_each_rule_once_with_its_number() -> None:
    measures = tuple(_measure(status=Status.IN_PLAN) for _ in range(7))
    found = dossier_findings(_stand(woonplekken=(_home(),), maatregelen=measures))
    assert [b.regel for b in found].count("R1") == 1
    first = found[0]
    assert heading(first) == "PKVW-certificaat ontbreekt"
    assert second_line(first).startswith("7 woningmaatregelen wachten · ")
    assert second_line(first).endswith("regel R1")


def test_every_finding_has_a_sentence_and_every_block_a_remedy() -> None:
    stands = [_stand(woonplekken=w, adviezen=()) for w in ((), (_home(),), (_home(in_eigen_gebied=False),))]
    for stand in stands:
        for finding in order_findings(_measure(), stand):
            assert sentence(finding)
            assert remedy(finding) or finding.ernst is Ernst.IN_ORDE
