"""A supplier: his KvK number, his papers, and what rule R7 says on every side of their days."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.builders import VANDAAG, erkenning, leverancier
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.leverancier import (
    WAARSCHUWING_DAGEN,
    Leverancier,
    Screening,
    SoortErkenning,
    expiries,
    is_kvk,
    r7_geheimhouding,
    screening,
    screening_findings,
    tidy_kvk,
)
from veiligheidsadvies.text.bevindingen import sentence

DAY = dt.timedelta(days=1)
WARNING = dt.timedelta(days=WAARSCHUWING_DAGEN)


def findings(one: Leverancier, *recognised: object) -> list[Bevinding]:
    return screening_findings(one, recognised or [erkenning()], VANDAAG)  # type: ignore[arg-type]


def codes(found: list[Bevinding]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize("number", ["00000101", "68750110", "12345678"])
def test_eight_digits_are_a_kvk_number(number: str) -> None:
    assert is_kvk(number)
    assert leverancier(kvk=number).problems() == []


@pytest.mark.parametrize(
    "number", ["1234567", "123456789", "1234567a", "00000000", "77777777", "1234 678", "١٢٣٤٥٦٧٨"]
)
def test_anything_else_is_none(number: str) -> None:
    assert [(one.field, one.reason) for one in leverancier(kvk=number).problems()] == [("kvk", "kvk_vorm")]


def test_a_kvk_number_is_read_as_people_write_it() -> None:
    assert tidy_kvk(" 6875.01-10 ") == "68750110"
    assert leverancier(kvk="").problems() == []


def test_what_keeps_a_supplier_from_being_saved() -> None:
    wrong = leverancier(naam=" ", ghv_getekend_op=None)
    assert {(one.field, one.reason) for one in wrong.problems()} == {
        ("naam", "verplicht"),
        ("ghv_getekend_op", "verplicht"),
    }
    backwards = leverancier(ghv_getekend_op=VANDAAG, ghv_tot=VANDAAG - DAY)
    assert [one.field for one in backwards.problems()] == ["ghv_tot"]
    assert [one.field for one in erkenning(nummer="").problems()] == ["nummer"]


def test_each_line_is_a_person() -> None:
    assert leverancier(ghv_personen=" J. Wortel \n\n A. El Amrani").personen == ("J. Wortel", "A. El Amrani")


@pytest.mark.parametrize(
    ("signed", "until", "code", "ernst"),
    [
        (None, None, "ghv_ontbreekt", Ernst.BLOKKEERT),
        (VANDAAG + DAY, None, "ghv_ontbreekt", Ernst.BLOKKEERT),
        (VANDAAG, None, "ghv_onbepaald", Ernst.IN_ORDE),
        (VANDAAG, VANDAAG, "ghv_geldig", Ernst.IN_ORDE),
        (VANDAAG - WARNING, VANDAAG - DAY, "ghv_verlopen", Ernst.BLOKKEERT),
    ],
)
def test_r7_wants_a_declaration_that_holds_on_the_day(
    signed: dt.date | None, until: dt.date | None, code: str, ernst: Ernst
) -> None:
    one = leverancier(ghv_getekend_op=signed, ghv_tot=until)
    (found,) = r7_geheimhouding(one, VANDAAG)
    assert (found.regel, found.code, found.ernst, found.is_op_te_heffen) == ("R7", code, ernst, False)
    assert one.has_valid_ghv(VANDAAG) is (ernst is Ernst.IN_ORDE)


def test_all_papers_in_order() -> None:
    found = findings(leverancier())
    assert codes(found) == ["ghv_geldig", "vog_bevestigd"]
    assert screening(found) is Screening.IN_ORDE
    assert screening([]) is Screening.IN_ORDE


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (WAARSCHUWING_DAGEN + 1, ""),
        (WAARSCHUWING_DAGEN, "erkenning_verloopt"),
        (0, "erkenning_verloopt"),
        (-1, "erkenning_verlopen"),
    ],
)
def test_a_recognition_warns_sixty_days_before(days: int, code: str) -> None:
    found = findings(leverancier(), erkenning(geldig_tot=VANDAAG + days * DAY))
    warned = [one for one in found if one.code.startswith("erkenning")]
    assert codes(warned) == ([code] if code else [])
    state = {"": Screening.IN_ORDE, "erkenning_verloopt": Screening.LET_OP}.get(code, Screening.VERLOPEN)
    assert screening(found) is state


def test_a_declaration_warns_sixty_days_before_and_is_told_once_when_it_is_over() -> None:
    assert "ghv_verloopt" in codes(findings(leverancier(ghv_tot=VANDAAG + WARNING)))
    assert "ghv_verloopt" not in codes(findings(leverancier(ghv_tot=VANDAAG + WARNING + DAY)))
    over = findings(leverancier(ghv_tot=VANDAAG - DAY))
    assert codes(over).count("ghv_verlopen") == 1
    assert screening(over) is Screening.VERLOPEN


def test_what_lacks_is_told_with_the_heaviest_first() -> None:
    bare = Leverancier(naam="Kleiland Deuren")
    found = screening_findings(bare, [], VANDAAG)
    assert codes(found) == ["ghv_ontbreekt", "vog_ontbreekt", "erkenning_geen", "kvk_geen"]
    assert screening(found) is Screening.ONTBREEKT
    expired = erkenning(geldig_tot=VANDAAG - DAY)
    assert codes(findings(leverancier(vog_bevestigd_op=None), expired))[:2] == [
        "erkenning_verlopen",
        "vog_ontbreekt",
    ]
    assert "ghv_personen" in codes(findings(leverancier(ghv_personen="\n")))
    assert "vog_ontbreekt" in codes(findings(leverancier(vog_bevestigd_op=VANDAAG + DAY)))


def test_every_finding_has_words() -> None:
    day = dt.timedelta(days=30)
    papers = [
        findings(leverancier()),
        findings(leverancier(ghv_tot=VANDAAG + day), erkenning(geldig_tot=VANDAAG + day)),
        findings(leverancier(ghv_tot=VANDAAG - DAY), erkenning(geldig_tot=VANDAAG - DAY)),
        findings(leverancier(ghv_tot=None, ghv_personen="")),
        screening_findings(Leverancier(naam="Kleiland Deuren"), [], VANDAAG),
    ]
    told = {finding.code: sentence(finding) for found in papers for finding in found}
    assert len(told) == 12
    assert all(words and "{" not in words and "None" not in words for words in told.values())
    assert told["erkenning_verlopen"].startswith("BORG-E is verlopen op 11-03-2026.")


def test_expiries_stand_in_order_and_only_those_with_a_day() -> None:
    recognised = [
        erkenning(geldig_tot=VANDAAG),
        erkenning(soort=SoortErkenning.OVERIG, geldig_tot=None),
    ]
    assert [(one.naam, one.tot) for one in expiries(leverancier(), recognised)] == [
        ("BORG-E", VANDAAG),
        ("Geheimhoudingsverklaring", dt.date(2028, 1, 11)),
    ]
    assert expiries(leverancier(ghv_tot=None), []) == []
