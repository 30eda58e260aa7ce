"""The register of suppliers, and a declaration that may tell nothing of any dossier."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import VANDAAG, erkenning
from veiligheidsadvies.domain.errors import (
    InvalidInput,
    NotFound,
    ReleaseApprovalRequired,
    ReleaseRefused,
    UndoRefused,
)
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId, Screening, SoortErkenning
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.services.vandaag import Doel, Groep

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
NAAM = "mevrouw N. Đorđević"
HOUTWAL, ZANDOEVER = "Houtwal Hekwerk", "Zandoever Installatie"


@pytest.fixture
def clock() -> builders.Clock:
    return builders.Clock()


@pytest.fixture
def services(tmp_path: Path, clock: builders.Clock) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=clock)
    yield services
    services.close()


def issue(services: Services, supplier: LeverancierId, naam: str = ZANDOEVER) -> Uitgifte:
    return services.leveranciers.issue(supplier, Ontvanger(naam=naam), PAPIER)


def text_of(issued: Uitgifte) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(issued.pdf)))


# --- the register


def test_a_supplier_and_his_recognitions_are_one_action(services: Services) -> None:
    one = builders.add_leverancier(services, erkenning(), erkenning(soort=SoortErkenning.PKVW, nummer="PB-1"))
    assert [e.soort for e in services.leveranciers.list_erkenningen(one)] == [
        SoortErkenning.BORG_E,
        SoortErkenning.PKVW,
    ]
    services.undo()
    with pytest.raises(NotFound):
        services.leveranciers.get(one)
    assert services.leveranciers.list_erkenningen(one) == []
    services.redo()
    assert len(services.leveranciers.list_erkenningen(one)) == 2


def test_saving_again_changes_keeps_and_removes_recognitions(services: Services) -> None:
    one = builders.add_leverancier(services, erkenning(), erkenning(soort=SoortErkenning.WPBR, nummer="ND 1"))
    kept = services.leveranciers.list_erkenningen(one)[1]
    services.leveranciers.save(services.leveranciers.get(one), [kept])
    assert services.leveranciers.list_erkenningen(one) == [kept]
    services.undo()
    assert len(services.leveranciers.list_erkenningen(one)) == 2


def test_names_are_unique_whatever_the_case_and_numbers_are_tidied(services: Services) -> None:
    one = builders.add_leverancier(services, naam="  Rietkraag   Glas ", kvk="0000 04.04")
    saved = services.leveranciers.get(one)
    assert (saved.naam, saved.kvk) == ("Rietkraag Glas", "00000404")
    with pytest.raises(InvalidInput) as refused:
        builders.add_leverancier(services, naam="RIETKRAAG glas")
    assert [(p.field, p.reason) for p in refused.value.problems] == [("naam", "bestaat_al")]
    assert services.leveranciers.get_by_name("rietkraag GLAS").id == one
    with pytest.raises(NotFound):
        services.leveranciers.get_by_name("Onbekend")


def test_a_wrong_recognition_is_told_at_its_place_and_nothing_is_saved(services: Services) -> None:
    with pytest.raises(InvalidInput) as refused:
        builders.add_leverancier(services, erkenning(), erkenning(nummer=""), kvk="1")
    assert {p.field for p in refused.value.problems} == {"kvk", "erkenningen.1.nummer"}
    assert services.leveranciers.list_regels() == []


def test_the_list_tells_the_state_the_first_expiry_and_the_open_work(services: Services) -> None:
    builders.add_leverancier(services)
    builders.add_leverancier(services, naam="Kleiland Deuren", kvk="", ghv_tot=VANDAAG - dt.timedelta(days=1))
    dossier = builders.add_dossier(services)
    first = builders.add_maatregel(services, dossier, leverancier="zandoever installatie")
    builders.add_maatregel(services, dossier, leverancier=ZANDOEVER)
    services.overgangen.apply([first], Status.IN_PLAN, Gegevens())
    services.overgangen.apply([first], Status.VERVALLEN, Gegevens(reden="niet meer nodig"))
    lines = {line.leverancier.naam: line for line in services.leveranciers.list_regels()}
    assert list(lines) == ["Kleiland Deuren", ZANDOEVER]
    assert lines["Kleiland Deuren"].stand is Screening.VERLOPEN
    fine = lines[ZANDOEVER]
    assert (fine.stand, fine.volgende, fine.maatregelen) == (Screening.IN_ORDE, dt.date(2027, 6, 30), 1)


def test_names_to_choose_come_from_register_and_measures(services: Services) -> None:
    dossier = builders.add_dossier(services)
    builders.add_maatregel(services, dossier, leverancier=HOUTWAL)
    builders.add_maatregel(services, dossier, leverancier="rietkraag glas")
    ended = builders.add_leverancier(services, naam="Rietkraag Glas")
    builders.add_leverancier(services)
    assert services.leveranciers.list_names() == [
        HOUTWAL,
        "Rietkraag Glas",
        ZANDOEVER,
    ]
    assert services.leveranciers.list_unknown_names() == [HOUTWAL]
    assert services.leveranciers.states() == dict.fromkeys(("Rietkraag Glas", ZANDOEVER), Screening.IN_ORDE)
    services.leveranciers.end(ended)
    assert services.leveranciers.list_names() == [HOUTWAL, ZANDOEVER]
    assert [line.leverancier.naam for line in services.leveranciers.list_regels()] == [ZANDOEVER]
    services.leveranciers.restore(ended)
    assert "Rietkraag Glas" in services.leveranciers.list_names()


def test_search_finds_a_supplier_once_also_by_his_recognition(services: Services) -> None:
    one = builders.add_leverancier(services, erkenning(nummer="Zandoever BE-7788"))
    for typed in ("zandoever", "00000101", "7788"):
        (hit,) = services.zoeken.search(typed)
        assert (hit.soort, hit.tekst, hit.row_id, hit.tabel) == (
            "Leverancier",
            ZANDOEVER,
            one,
            "leverancier",
        )


# --- Vandaag


def test_an_expiring_paper_stands_in_vandaag_sixty_days_before(
    services: Services, clock: builders.Clock
) -> None:
    last = VANDAAG + dt.timedelta(days=61)
    one = builders.add_leverancier(services, ghv_tot=last)

    def tasks() -> list[tuple[str, Groep]]:
        found = services.vandaag.taken()
        return [(t.wat, t.groep(services.today)) for t in found if t.doel is Doel.LEVERANCIER]

    assert tasks() == []
    following = services.vandaag.next_after()
    assert following is not None
    assert (following.dag, following.row_id) == (last, one)
    clock.forward(days=1)
    assert tasks() == [("Geheimhoudingsverklaring verloopt: Zandoever Installatie", Groep.BINNENKORT)]
    clock.forward(days=61)
    assert tasks() == [("Geheimhoudingsverklaring is verlopen: Zandoever Installatie", Groep.TE_LAAT)]
    services.leveranciers.end(one)
    assert tasks() == []


# --- the declaration


def test_the_declaration_names_both_parties_and_who_signs(services: Services) -> None:
    builders.add_dossier(services)
    one = builders.add_leverancier(services, plaats="Merenstad")
    issued = issue(services, one)
    text = text_of(issued)
    for words in (
        "Geheimhoudingsverklaring",
        "Provincie Merenland",
        "Zandoever Installatie, Merenstad (KvK 00000101)",
        "J. Wortel",
        "A. El Amrani",
        "Tot en met 11 januari 2028",
        "blijft geheim",
        "BIO",
        "AVG",
        "Voor de leverancier",
    ):
        assert words in text, words
    for words in ("Đorđević", "GED-04", "gedeputeerde", "bestuurder", "E. Yeşilgöz"):
        assert words not in text, words
    copy = services.leveranciers.list_exemplaren(one)[0]
    assert (copy.document, copy.leverancier_id, copy.dossier_id, copy.volgnummer) == (
        SoortDocument.GEHEIMHOUDINGSVERKLARING, one, None, 1,
    )  # fmt: skip
    with pytest.raises(UndoRefused):
        services.undo()


def test_copies_are_counted_per_supplier_and_a_reprint_is_his_again(services: Services) -> None:
    first, other = (
        builders.add_leverancier(services),
        builders.add_leverancier(services, naam="Rietkraag Glas"),
    )
    assert issue(services, first).exemplaar.volgnummer == 1
    assert issue(services, other).exemplaar.volgnummer == 1
    again = services.exemplaren.reprint(issue(services, first).exemplaar.id or 0, PAPIER)
    assert (again.exemplaar.volgnummer, again.exemplaar.leverancier_id) == (3, first)


def test_without_an_agreed_day_it_holds_two_years(services: Services) -> None:
    one = builders.add_leverancier(services, ghv_getekend_op=None, ghv_tot=None, ghv_personen="")
    text = text_of(issue(services, one))
    assert "Tot twee jaar na uw handtekening" in text
    assert text.count("naam") >= 2


@pytest.mark.parametrize(
    "leak",
    [
        {"ghv_personen": "N. Đorđević"},
        {"contactpersoon": "mevrouw N. Dordevic"},
        {"adres": "Kerkstraat 99"},
        {"naam": "Bureau GED-04"},
        {"plaats": "Venlo 1234 AB"},
        {"naam": "Installatie 0612345678"},
    ],
    ids=str,
)
def test_nothing_of_any_dossier_may_stand_on_it(services: Services, leak: dict[str, str]) -> None:
    dossier = builders.add_dossier(services, telefoon="06 1234 5678")
    builders.add_woonplek(services, dossier)
    one = builders.add_leverancier(services, **leak)
    with pytest.raises(ReleaseRefused):
        issue(services, one)
    assert services.exemplaren.list_outside() == []


def test_the_reader_is_searched_too(services: Services) -> None:
    builders.add_dossier(services, naam=NAAM)
    with pytest.raises(ReleaseRefused):
        issue(services, builders.add_leverancier(services), "t.a.v. N. Đorđević")


@pytest.mark.parametrize("reader", ["t.a.v. D 0 r d e v i c", "bureau v00r\u00addordevic", "de burgemeester"])
def test_the_declaration_stands_before_the_wall_of_the_other_papers(services: Services, reader: str) -> None:
    builders.add_dossier(services, naam=NAAM)
    with pytest.raises(ReleaseRefused):
        issue(services, builders.add_leverancier(services), reader)
    assert services.exemplaren.list_all() == []


def test_a_shared_town_or_letterhead_and_ordinary_words_go_through(services: Services) -> None:
    dossier = builders.add_dossier(services, naam="de heer P. de Vries")
    builders.add_woonplek(services, dossier, plaats="Merenstad")
    other = builders.add_dossier(services, "GED-05", naam="mevrouw A. Blad")
    builders.add_woonplek(services, other, adres="Waterpad 8", postcode="", plaats="Foto")
    one = builders.add_leverancier(services, plaats="Merenstad", ghv_personen="K. Wortel", contactpersoon="")
    assert "Merenstad" in text_of(issue(services, one))
    kept = services.leveranciers.get(one)
    services.leveranciers.save(replace(kept, ghv_personen="K. de Vries\nB. Blad"), [])
    with pytest.raises(ReleaseApprovalRequired) as missing:
        issue(services, one)
    assert missing.value.places == ("personen 1: naam", "personen 2: naam")


def test_the_declaration_is_shown_before_it_is_registered(services: Services) -> None:
    one = builders.add_leverancier(services)
    assert services.leveranciers.preview(one, Ontvanger(naam="Zandoever")).startswith(b"%PDF")
    with pytest.raises(InvalidInput):
        services.leveranciers.snapshot(one, Ontvanger())
    assert services.exemplaren.list_all() == []
