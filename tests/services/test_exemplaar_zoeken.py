"""Whose copy a found sheet is: by number, log head, hash, file or text; and what a text cannot tell."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import FileUnreadable
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, Exemplaarregel, SoortDocument, Wijze
from veiligheidsadvies.printing import snapshot_json
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.exemplaar_zoeken import Grond, Vondst, recognise
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.vermist import next_steps

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
PLAN = SoortDocument.MAATREGELENPLAN


@pytest.fixture
def dossier(services: Services) -> DossierId:
    found = builders.add_dossier(services)
    builders.add_advies(services, found)
    builders.add_maatregel(services, found, titel="Slot van de achterdeur vernieuwen")
    return found


@pytest.fixture
def plan(services: Services, dossier: DossierId) -> Uitgifte:
    return services.stukken.issue(PLAN, dossier, Ontvanger(naam="provinciesecretaris"), PAPIER)


@pytest.fixture
def other(services: Services) -> Uitgifte:
    """A plan of another dossier."""
    found = builders.add_dossier(services, "GED-05", naam="de heer A. Koster")
    builders.add_advies(services, found)
    builders.add_maatregel(services, found, titel="Brievenbus verplaatsen naar de weg")
    return services.stukken.issue(PLAN, found, Ontvanger(naam="provinciesecretaris"), PAPIER)


def told(found: Vondst) -> list[tuple[str, Grond, bool]]:
    return [(one.exemplaar.nummer, one.grond, one.is_zeker) for one in found.treffers]


def bare(pdf: bytes, uitgifte: Uitgifte) -> str:
    """The pages as somebody types them over who overlooks number and log head."""
    text = "\n".join(page_texts(pdf))
    return re.sub(r"20\d\d-\d{4}", "", text).replace(uitgifte.exemplaar.logkop, "")


@pytest.mark.parametrize(
    "typed",
    ["{nummer}", " {nummer}\n", "provinciesecretaris / nr. {nummer}", "Exemplaar nr. {nummer} · logkop"],
)
def test_a_number_is_one_copy(services: Services, plan: Uitgifte, other: Uitgifte, typed: str) -> None:
    found = services.exemplaren.find_by_content(typed.format(nummer=plan.nummer))
    assert told(found) == [(plan.nummer, Grond.NUMMER, True)]
    assert not found.mogelijk


def test_a_number_of_another_vault_is_told(services: Services, plan: Uitgifte) -> None:
    found = services.exemplaren.find_by_content("nr. 2031-0999")
    assert (found.onbekend, found.treffers) == (("2031-0999",), ())


def test_two_numbers_are_certain_only_where_a_sheet_has_its_own(
    services: Services, plan: Uitgifte, other: Uitgifte
) -> None:
    text = f"Exemplaar nr. {plan.nummer} logkop; zie ook {other.nummer}"
    found = services.exemplaren.find_by_content(text)
    assert told(found) == [(plan.nummer, Grond.NUMMER, True), (other.nummer, Grond.NUMMER, False)]


def test_an_order_number_is_no_copy_number(services: Services, plan: Uitgifte) -> None:
    assert not services.exemplaren.find_by_content("OPD-2026-0001").onbekend


def test_a_log_head_is_one_copy(services: Services, plan: Uitgifte, other: Uitgifte) -> None:
    found = services.exemplaren.find_by_content(f"logkop {plan.exemplaar.logkop}")
    assert told(found) == [(plan.nummer, Grond.LOGKOP, True)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("7C1E 90AB 3D2F 00QX", ["zeker"]),
        ("7cle9oab3d2fooqx", ["zeker"]),
        ("7C1E 90AB", ["mogelijk"]),
        ("3D2F", ["mogelijk"]),
        ("00QX 7C1E", []),
    ],
)
def test_a_log_head_may_be_misread_and_a_part_of_it_is_possible(
    plan: Uitgifte, typed: str, wanted: list[str]
) -> None:
    copy = replace(plan.exemplaar, logkop="7C1E 90AB 3D2F 00QX")
    found = recognise([copy], typed)
    assert {one.grond for one in found.treffers} <= {Grond.LOGKOP}
    assert ["zeker" if one.is_zeker else "mogelijk" for one in found.treffers] == wanted


def test_a_hash_is_one_copy_and_its_beginning_possibly(services: Services, plan: Uitgifte) -> None:
    search, copy = services.exemplaren.find_by_content, plan.exemplaar
    assert copy.pdf_sha256 == hashlib.sha256(plan.pdf).hexdigest()
    assert told(search(copy.pdf_sha256.upper())) == [(plan.nummer, Grond.BESTAND, True)]
    assert told(search(copy.snapshot_sha256)) == [(plan.nummer, Grond.INHOUD, True)]
    shown = " ".join(copy.snapshot_sha256[at : at + 4] for at in range(0, 16, 4)) + " …"
    assert (plan.nummer, Grond.INHOUD, False) in told(search(shown))


def test_a_text_that_only_one_copy_has_is_certain(
    services: Services, plan: Uitgifte, other: Uitgifte
) -> None:
    found = services.exemplaren.find_by_content("SLOT van de\nachter-\ndeur  vernieuwen")
    assert told(found) == [(plan.nummer, Grond.TEKST, True)]
    assert not found.is_gelijk


def test_the_same_text_in_more_copies_is_told_as_that(
    services: Services, plan: Uitgifte, other: Uitgifte
) -> None:
    again = services.exemplaren.reprint(int(plan.exemplaar.id or 0), PAPIER)
    found = services.exemplaren.find_by_content("Slot van de achterdeur vernieuwen")
    assert {one.exemplaar.nummer for one in found.mogelijk} == {plan.nummer, again.nummer}
    assert found.is_gelijk
    assert not found.zeker
    assert {one.aandeel for one in found.treffers} == {100}


def test_a_whole_page_without_number_finds_its_plan_first(
    services: Services, plan: Uitgifte, other: Uitgifte
) -> None:
    found = services.exemplaren.find_by_content(bare(plan.pdf, plan))
    assert found.treffers[0].exemplaar.nummer == plan.nummer
    assert not found.zeker
    assert found.treffers[0].aandeel < 100


@pytest.mark.parametrize("typed", ["", "  \n", "ab", "zomaar wat", "iets heel anders dat nergens op staat"])
def test_what_stands_nowhere_finds_nothing(
    services: Services, plan: Uitgifte, other: Uitgifte, typed: str
) -> None:
    assert services.exemplaren.find_by_content(typed) == Vondst()


def test_an_amount_and_a_date_are_found_as_they_are_printed(services: Services, dossier: DossierId) -> None:
    issued = services.jaarstukken.issue(
        SoortDocument.UITGIFTEREGISTER, 2026, Ontvanger(naam="auditor"), PAPIER
    )
    day = f"{builders.VANDAAG:%d-%m-%Y}"
    assert issued.nummer in [
        one.exemplaar.nummer for one in services.exemplaren.find_by_content(day).treffers
    ]


def test_a_file_is_known_by_its_bytes_and_else_by_its_pages(
    services: Services, plan: Uitgifte, tmp_path: Path
) -> None:
    path = tmp_path / "gevonden.pdf"
    path.write_bytes(plan.pdf)
    assert told(services.exemplaren.find_by_file(path)) == [(plan.nummer, Grond.BESTAND, True)]
    path.write_bytes(plan.pdf + b"\n% bewaard door een ander programma\n")
    assert told(services.exemplaren.find_by_file(path)) == [(plan.nummer, Grond.NUMMER, True)]
    path.write_bytes(b"geen pdf")
    assert services.exemplaren.find_by_file(path) == Vondst()
    with pytest.raises(FileUnreadable):
        services.exemplaren.find_by_file(tmp_path / "weg.pdf")


def test_an_encrypted_file_is_known_by_its_bytes_only(
    services: Services, dossier: DossierId, tmp_path: Path
) -> None:
    way = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, wachtzin="een heel eigen wachtwoordzin")
    issued = services.stukken.issue(PLAN, dossier, EIGEN, way)
    path = tmp_path / "gevonden.pdf"
    path.write_bytes(issued.pdf)
    assert told(services.exemplaren.find_by_file(path)) == [(issued.nummer, Grond.BESTAND, True)]
    path.write_bytes(issued.pdf + b" ")
    assert services.exemplaren.find_by_file(path) == Vondst()


def test_a_copy_without_content_is_counted_and_found_by_its_number(plan: Uitgifte) -> None:
    copy = replace(plan.exemplaar, snapshot="")
    found = recognise([copy], "Slot van de achterdeur vernieuwen")
    assert (found.treffers, found.zonder_inhoud) == ((), 1)
    assert told(recognise([copy], copy.nummer)) == [(copy.nummer, Grond.NUMMER, True)]


def test_a_search_is_logged_without_what_was_looked_for(services: Services, plan: Uitgifte) -> None:
    services.exemplaren.find_by_content("Slot van de achterdeur")
    line = repr(services.logboek.list_latest(limit=1)[0])
    assert "achterdeur" not in line
    assert "wat='Zoeken" in line


def test_a_reprint_remembers_of_what_and_keeps_the_text(services: Services, plan: Uitgifte) -> None:
    service = services.exemplaren
    again = service.reprint(int(plan.exemplaar.id or 0), PAPIER)
    assert again.exemplaar.herdruk_van == plan.exemplaar.id
    assert service.find_original(again.exemplaar) == service.get(int(plan.exemplaar.id or 0))
    assert service.find_original(plan.exemplaar) is None
    assert [one.nummer for one in service.list_reprints(int(plan.exemplaar.id or 0))] == [again.nummer]
    ours, theirs = (
        service.snapshot(int(again.exemplaar.id or 0)),
        service.snapshot(int(plan.exemplaar.id or 0)),
    )
    assert replace(ours, blad=theirs.blad) == theirs
    assert ours.blad.datum == theirs.blad.datum
    assert service.belongs_to(again.exemplaar) == "GED-04"


def test_a_list_of_the_register_does_not_hold_what_stands_on_every_paper(
    services: Services, plan: Uitgifte, dossier: DossierId
) -> None:
    """It would be hundreds of kilobytes of names for a register that somebody only looks over."""
    service = services.exemplaren
    late, others = services.vandaag.exemplaren_buiten()
    lists = (service.list_all(), service.list_of_dossier(dossier), service.list_outside(), late + others)
    assert all(lists)
    assert {type(one) for found in lists for one in found} == {Exemplaarregel}
    assert service.begin_search()[0].snapshot
    (line,) = service.list_all()
    services.context.write(
        "Proef", lambda log: records.save(log, replace(line, getuige="B. Hofstra")), Exemplaar
    )
    kept = service.get(int(plan.exemplaar.id or 0))
    assert kept.getuige == "B. Hofstra"
    assert kept.snapshot


def test_a_copy_of_an_older_layout_says_so(
    services: Services, plan: Uitgifte, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, copy = services.exemplaren, services.exemplaren.get(int(plan.exemplaar.id or 0))
    assert (service.layout(copy), service.is_of_older_layout(copy)) == (snapshot_json.LAYOUT, False)
    older = replace(copy, snapshot=json.dumps({**json.loads(copy.snapshot), "opmaak": 0 + 1}))
    monkeypatch.setattr("veiligheidsadvies.services.exemplaren.LAYOUT", 2)
    assert service.is_of_older_layout(older)
    assert not service.is_of_older_layout(replace(copy, snapshot=""))


def _lost(document: SoortDocument, *, wijze: Wijze = Wijze.PAPIER, is_eigen: bool = False) -> tuple[str, ...]:
    return next_steps(
        Exemplaar(
            nummer="2026-0001",
            document=document,
            volgnummer=1,
            aantal=1,
            ontvanger="iemand",
            uitgegeven_door="ik",
            uitgegeven_op=builders.Clock()(),
            wijze=wijze,
            is_eigen=is_eigen,
            snapshot_sha256="",
            afloop=Afloop.VERMIST,
        )
    )


@pytest.mark.parametrize("document", SoortDocument)
def test_every_lost_copy_has_steps_that_end_with_reporting(document: SoortDocument) -> None:
    steps = _lost(document)
    assert len(steps) >= 3
    assert any("72 uur" in step for step in steps)
    assert "2026-0001" in steps[-1]


def test_the_steps_follow_from_what_stands_on_it_and_how_it_left() -> None:
    assert any("nieuw herstelblad" in step for step in _lost(SoortDocument.HERSTELBLAD))
    assert any("het adres" in step for step in _lost(SoortDocument.ADRESBIJLAGE))
    assert any("zijn naam" in step for step in _lost(PLAN, is_eigen=True))
    assert any("wachtwoordzin" in step for step in _lost(PLAN, wijze=Wijze.VERSLEUTELD))
    assert any("open bestand" in step for step in _lost(PLAN, wijze=Wijze.ONVERSLEUTELD))


def test_nothing_is_to_be_done_for_a_copy_that_is_not_lost(plan: Uitgifte) -> None:
    assert next_steps(plan.exemplaar) == ()
