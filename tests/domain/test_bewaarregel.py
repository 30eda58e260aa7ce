"""Terms: the last day on which something is kept, in words, and what a rule may say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from veiligheidsadvies.domain.bestuurder import Ambt
from veiligheidsadvies.domain.bewaarregel import (
    APART,
    VAN_HET_DOSSIER,
    VAST,
    Bewaarsoort,
    Gebeurtenis,
    Orgaan,
    organ_of,
    usual_rule,
)
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.kopie import MAANDEN
from veiligheidsadvies.domain.organisatie import SoortOrganisatie

RULE = usual_rule(Bewaarsoort.DOSSIER, Orgaan.BESTUUR, SoortOrganisatie.PROVINCIE)


@pytest.mark.parametrize(
    ("years", "months", "begin", "last"),
    [
        (2, 0, dt.date(2024, 2, 29), dt.date(2026, 2, 28)),
        (0, 9, dt.date(2026, 5, 31), dt.date(2027, 2, 28)),
        (7, 0, dt.date(2026, 12, 31), dt.date(2033, 12, 31)),
        (1, 6, dt.date(2025, 8, 31), dt.date(2027, 2, 28)),
        (0, 0, dt.date(2026, 3, 12), dt.date(2026, 3, 12)),
    ],
)
def test_the_last_day_of_a_term(years: int, months: int, begin: dt.date, last: dt.date) -> None:
    assert replace(RULE, jaren=years, maanden=months).ends_on(begin) == last


def test_a_term_in_words() -> None:
    assert RULE.termijn == "2 jaar na einde ambt"
    assert replace(RULE, maanden=1).termijn == "2 jaar en 1 maand na einde ambt"
    assert replace(RULE, jaren=0, maanden=6).termijn == "6 maanden na einde ambt"
    assert replace(RULE, jaren=0).termijn == "tot einde ambt"


@pytest.mark.parametrize(
    ("ambt", "orgaan"),
    [
        (Ambt.CDK, Orgaan.VOORZITTER),
        (Ambt.BURGEMEESTER, Orgaan.VOORZITTER),
        (Ambt.DIJKGRAAF, Orgaan.VOORZITTER),
        (Ambt.GEDEPUTEERDE, Orgaan.BESTUUR),
        (Ambt.WETHOUDER, Orgaan.BESTUUR),
        (Ambt.LID_DB, Orgaan.BESTUUR),
        (Ambt.OVERIG, Orgaan.BESTUUR),
        (None, Orgaan.BESTUUR),
    ],
)
def test_a_chair_is_an_organ_of_his_own(ambt: Ambt | None, orgaan: Orgaan) -> None:
    assert organ_of(ambt) is orgaan


@pytest.mark.parametrize("kind", SoortOrganisatie)
@pytest.mark.parametrize("organ", Orgaan)
def test_every_proposal_is_whole_but_for_its_category(kind: SoortOrganisatie, organ: Orgaan) -> None:
    rules = [usual_rule(soort, organ, kind) for soort in Bewaarsoort]
    assert [rule.problems() for rule in rules] == [[]] * len(rules)
    assert {rule.categorie for rule in rules} == {""}


def test_the_proposals_are_those_of_the_reference() -> None:
    """Two years after the office, seven for what finance keeps, nine months of copies."""
    told = {
        soort: usual_rule(soort, Orgaan.BESTUUR, SoortOrganisatie.PROVINCIE).termijn for soort in Bewaarsoort
    }
    assert {told[soort] for soort in VAN_HET_DOSSIER if soort is not Bewaarsoort.BIJLAGEN} == {RULE.termijn}
    assert told[Bewaarsoort.BIJLAGEN] == "1 jaar na sluiten van het dossier"
    assert told[Bewaarsoort.GELD] == "7 jaar na het laatste boekjaar"
    assert told[Bewaarsoort.KOPIEEN] == "9 maanden na het maken ervan"
    assert set(APART) < set(VAN_HET_DOSSIER)


def test_the_lists_of_a_province_differ_by_organ() -> None:
    lists = {
        usual_rule(Bewaarsoort.DOSSIER, organ, SoortOrganisatie.PROVINCIE).selectielijst for organ in Orgaan
    }
    assert len(lists) == 2


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"jaren": -1}, "jaren"),
        ({"jaren": 101}, "jaren"),
        ({"maanden": 12}, "maanden"),
        ({"grond": " "}, "grond"),
        ({"selectielijst": ""}, "selectielijst"),
        ({"vanaf": Gebeurtenis.GEMAAKT}, "vanaf"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused(over: dict[str, object], field: str) -> None:
    assert [one.field for one in replace(RULE, **over).problems()] == [field]  # type: ignore[arg-type]


@pytest.mark.parametrize("soort", VAST)
def test_a_term_that_the_program_itself_carries_out_is_not_another(soort: Bewaarsoort) -> None:
    rule = usual_rule(soort, Orgaan.BESTUUR, SoortOrganisatie.PROVINCIE)
    other = replace(rule, jaren=rule.jaren + 3, maanden=rule.maanden + 1)
    found = [(one.field, one.reason, one.data["waarde"]) for one in other.problems()]
    assert found == [
        ("jaren", "vaste_termijn", rule.jaren),
        ("maanden", "vaste_termijn", rule.maanden),
    ]
    assert replace(rule, grond="Besluit", categorie="1.1").problems() == []
    assert other.as_carried_out() == rule
    assert [one.reason for one in replace(rule, jaren=-1).problems()] == ["buiten_bereik"]


def test_the_term_of_copies_is_that_by_which_they_are_taken_away() -> None:
    copies = usual_rule(Bewaarsoort.KOPIEEN, Orgaan.BESTUUR, SoortOrganisatie.PROVINCIE)
    assert copies.lengte == MAANDEN


def test_other_terms_are_as_they_were_laid_down() -> None:
    assert replace(RULE, jaren=9).as_carried_out().jaren == 9


def test_a_hold_is_lifted_with_a_reason_and_not_before_it_began() -> None:
    hold = Blokkade(reden="lopende zaak", sinds=dt.date(2026, 3, 12), door="E. Yeşilgöz")
    assert hold.geldt
    assert hold.problems() == []
    lifted = replace(hold, opgeheven_op=dt.date(2026, 3, 11))
    assert [one.field for one in lifted.problems()] == ["opgeheven_op", "opgeheven_reden"]
    assert not lifted.geldt
