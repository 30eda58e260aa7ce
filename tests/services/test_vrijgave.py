"""Ways in which a name could slip past the release check, and names that must not stop every paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests import builders
from veiligheidsadvies.domain.errors import InvalidInput, ReleaseRefused
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.printing.pages import page_sizes, page_texts
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.services.stukken import EIGEN, Ontvanger, Uitgiftegegevens
from veiligheidsadvies.services.vrijgave import Vrijgave
from veiligheidsadvies.text.formats import fold

PLAN, SAMENVATTING = SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING
SECRETARIS = Ontvanger(naam="provinciesecretaris")
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)


@pytest.mark.parametrize(
    ("naam", "titel"),
    [
        ("mevrouw N. Đorđević", "Slot voor DORÐEVIĆ"),  # the letter of Iceland, which looks the same
        ("mevrouw A. Jansen-de Vries", "Slot van mevr. Jansen"),
        ("mevrouw A. Jansen-de Vries", "Slot van mevr. De Vries"),
        ("A. de Vries-Bakker", "Slot van Bakker"),
        ("Đorđević, mevrouw N.", "Slot van Đorđević"),
        ("Vries, A. de", "Slot van de heer De Vries"),
        ("J. Griﬁoen", "Slot van Grifioen"),  # one sign for two letters
        ("mevrouw Nadja Đorđević", "Slot voor Nadja"),
        ("mevrouw N. Đorđević", "Slot voor Djordjevic"),
        ("J. Gomez Garcia", "Slot voor de heer Gomez"),
        ("Jan Dag", "Slot voor J. Dag"),
    ],
)
def test_no_form_of_a_name_reaches_another_reader(services: Services, naam: str, titel: str) -> None:
    dossier_id = builders.add_dossier(services, naam=naam)
    row_id = MaatregelId(builders.add_maatregel(services, dossier_id))
    services.maatregelen.save(replace(services.maatregelen.get(row_id), titel=titel))
    with pytest.raises(ReleaseRefused):
        services.stukken.issue(PLAN, dossier_id, SECRETARIS, PAPIER)
    assert services.exemplaren.list_all() == []


@pytest.mark.parametrize(
    ("adres", "titel"),
    [
        ("Kerkstraat 12", "Slot voor de Kerkstr."),
        ("Kerkstr. 12", "Slot voor de Kerkstraat"),
        ("Burgemeester Bosmalaan 3", "Slot voor Burg. Bosmaln 3"),
    ],
)
def test_no_abbreviation_of_a_street_reaches_a_reader(services: Services, adres: str, titel: str) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id, adres=adres)
    builders.add_maatregel(services, dossier_id, titel=titel)
    for reader in (SECRETARIS, EIGEN):
        with pytest.raises(ReleaseRefused):
            services.stukken.issue(PLAN, dossier_id, reader, PAPIER)


def test_a_first_name_of_who_stands_on_the_paper_does_not_stop_it(services: Services) -> None:
    own = services.beheer.organisatie()
    services.beheer.save_organisatie(replace(own, contact_naam="Anna Yeşilgöz"))
    dossier_id = builders.add_dossier(services, naam="mevrouw Piet Anna Jan Bosma")
    builders.add_maatregel(services, dossier_id, leverancier="Piet Sloten")
    services.stukken.issue(PLAN, dossier_id, Ontvanger(naam="Jan Smit"), PAPIER)
    with pytest.raises(ReleaseRefused):
        services.stukken.issue(PLAN, dossier_id, Ontvanger(naam="J. Bosma"), PAPIER)


@pytest.mark.parametrize(
    "naam",
    ["de heer J. Dag", "mevrouw B. Blad", "D. Laat", "'; DROP TABLE dossier;--", "Wacht", "mevrouw Y. Maart"],
)
def test_a_surname_that_stands_on_every_paper_does_not_stop_them(services: Services, naam: str) -> None:
    dossier_id = builders.add_dossier(services, naam=naam)
    builders.add_maatregel(services, dossier_id)
    for document in (PLAN, SAMENVATTING):
        services.stukken.issue(document, dossier_id, SECRETARIS, PAPIER)


def test_the_manager_may_share_a_surname_with_the_bestuurder(services: Services) -> None:
    manager = services.beheer.organisatie().contact_naam.split()[-1]
    dossier_id = builders.add_dossier(services, naam=f"mevrouw Q.R. {manager}")
    row_id = MaatregelId(builders.add_maatregel(services, dossier_id))
    services.stukken.issue(PLAN, dossier_id, SECRETARIS, PAPIER)
    told = f"Bel Q.R. {manager}"
    services.maatregelen.save(replace(services.maatregelen.get(row_id), tekst=told))
    with pytest.raises(ReleaseRefused):
        services.stukken.issue(PLAN, dossier_id, SECRETARIS, PAPIER)


def test_every_fixed_word_of_a_paper_is_known(services: Services) -> None:
    dossier_id = builders.add_dossier(services, naam="Xq")
    known = Vrijgave(services.context).ordinary_words() | PAPIERWOORDEN
    own = builders.organisatie(id=1, naam="Xq", contact_naam="Xq", contact_telefoon="")
    for soort in SoortOrganisatie:
        services.beheer.save_organisatie(replace(own, soort=soort))
        for document in (PLAN, SAMENVATTING):
            for reader in (EIGEN, Ontvanger(naam="Xq")):
                text = " ".join(page_texts(services.stukken.preview(document, dossier_id, reader)))
                words = set(re.findall(r"[^\W\d_]{2,}", fold(text))) - {"xq", "ged"}
                assert words <= known


@pytest.mark.parametrize("wachtzin", ["a" * 128, "é" * 64, "geheim\udcff", "twee\x00delen"])
def test_a_passphrase_that_no_reader_could_open_is_told_before_a_number_is_used(
    services: Services, wachtzin: str
) -> None:
    dossier_id = builders.add_dossier(services)
    with pytest.raises(InvalidInput) as told:
        services.stukken.issue(
            PLAN, dossier_id, EIGEN, Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, wachtzin=wachtzin)
        )
    assert [problem.field for problem in told.value.problems] == ["wachtzin"]
    assert services.exemplaren.list_all() == []


def test_the_longest_passphrase_opens(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    wachtzin = "é" * 63 + "x"
    given = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, wachtzin=wachtzin)
    assert page_sizes(services.stukken.issue(PLAN, dossier_id, EIGEN, given).pdf, wachtzin)
