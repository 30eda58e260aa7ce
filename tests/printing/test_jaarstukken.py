"""The papers of a year, read back: totals agree, nothing too much on them, whole at any length."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests.printing import kosten_samples as samples
from veiligheidsadvies.domain.errors import UnprintableText
from veiligheidsadvies.printing.kosten_snapshots import Jaarstuk, KostenoverzichtBuiten
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.printing.reconcile import TotalsDiffer, reconcile
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshot_json import from_dict, to_dict
from veiligheidsadvies.printing.snapshots import Geld

LANGE_LEZER = "Concernafdeling Bedrijfsvoering en Financiën, team Salarisadministratie en Fiscale Zaken"
MAKERS: tuple[Callable[..., Jaarstuk], ...] = (
    samples.binnen,
    samples.buiten,
    samples.fiscaal,
    samples.contracten,
    samples.register,
)


def read(stuk: Jaarstuk) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page_texts(render(stuk))]


@pytest.mark.parametrize("make", MAKERS)
def test_a_paper_survives_plain_data_and_adds_up(make: Callable[..., Jaarstuk]) -> None:
    stuk = make()
    reconcile(stuk)
    assert from_dict(to_dict(stuk)) == stuk
    assert render(stuk) == render(from_dict(to_dict(stuk)))


@pytest.mark.parametrize("make", MAKERS[:4])
def test_a_usual_year_fits_one_sheet(make: Callable[..., Jaarstuk]) -> None:
    assert len(read(make())) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_the_file_says_nothing_beside_its_pages(make: Callable[..., Jaarstuk]) -> None:
    stuk = make()
    with pikepdf.open(io.BytesIO(render(stuk))) as document:
        said = {str(value) for key, value in document.docinfo.items() if not key.endswith("Date")}
    assert said <= {stuk.blad.nummer, "", "False", "/False"}


@pytest.mark.parametrize("make", MAKERS)
def test_number_reader_and_log_head_stand_on_every_sheet(make: Callable[..., Jaarstuk]) -> None:
    stuk = make()
    pages = read(replace(stuk, blad=replace(stuk.blad, ontvanger=LANGE_LEZER, watermerk=LANGE_LEZER)))
    for number, page in enumerate(pages, 1):
        assert f"Exemplaar nr. {stuk.blad.nummer}" in page
        assert stuk.blad.logkop in page
        assert f"{number} van {len(pages)}" in page
        assert "Concernafdeling" in page


def test_the_outside_version_has_no_place_for_what_tells_about_few_people() -> None:
    names = {field.name for field in dataclasses.fields(KostenoverzichtBuiten)}
    assert not names & {
        "per_dossier",
        "per_domein",
        "per_grondslag",
        "anderen",
        "controle",
        "aantal",
        "regels",
    }
    text = " ".join(read(samples.buiten()))
    assert not re.search(r"\b(GED|CDK|BRG|WET)-\d", text)
    for word in ("Wonen", "Verplaatsen", "binnenversie", "dossiers", "2026-0039"):
        assert word not in text


def test_a_budget_that_is_short_says_so_and_a_missing_one_too() -> None:
    short = replace(samples.GELD, begroot=1000000, vrij=1000000 - 613252 - 891825)
    text = " ".join(read(samples.buiten(geld=short)))
    assert "-5.050,77" in text
    assert "tekort" in text
    missing = " ".join(read(samples.buiten(geld=replace(samples.GELD, begroot=None, vrij=None))))
    assert "niet vastgesteld" in missing
    assert "Waar staan wij?" not in missing


def test_every_amount_of_the_inside_version_is_printed() -> None:
    text = " ".join(read(samples.binnen()))
    for row in (*samples.DOSSIERS, *samples.DOMEINEN, *samples.GRONDSLAGEN):
        assert row.naam in text
    assert text.count("50.054,00 28.276,92 8.918,25 6.132,52 3.145,12") == 3
    assert "60.000,00 = 6.132,52 gefactureerd + 8.918,25 verplicht + 44.949,23 vrij" in text


def test_what_others_pay_is_told_apart_from_the_totals() -> None:
    other = samples.rij("bestuurders zelf", 186500, 0, 0, 45000, 0)
    text = " ".join(read(samples.binnen(anderen=(other,), noot="")))
    assert "bestuurders zelf: 1.865,00 geraamd, 450,00 gefactureerd" in text


@pytest.mark.parametrize(
    ("stuk", "where"),
    [
        (samples.binnen(per_dossier=samples.DOSSIERS[1:]), "per dossier"),
        (samples.binnen(per_domein=samples.DOMEINEN[1:]), "per domein"),
        (samples.binnen(per_grondslag=samples.GRONDSLAGEN[1:]), "per grondslag"),
        (samples.binnen(geld=replace(samples.GELD, betaald=1)), "jaarstand"),
        (samples.binnen(geld=replace(samples.GELD, vrij=1)), "begroot"),
        (samples.buiten(geld=replace(samples.GELD, vrij=1)), "buitenversie, begroot"),
        (samples.buiten(geld=replace(samples.GELD, vrij=None)), "buitenversie, begroot"),
        (samples.fiscaal(totaal=Geld(ex=1, incl=1)), "fiscaal, regels"),
        (samples.fiscaal(gefactureerd=1), "fiscaal, gefactureerd"),
        (samples.fiscaal(totalen=()), "fiscaal, categorieën"),
        (samples.contracten(totaal=1), "contracten, regels"),
        (samples.contracten(dossiers=()), "contracten, dossiers"),
        (samples.register(standen=()), "register, per stand"),
        (samples.register(ontbreekt=("2026-0001",)), "register, nummers"),
    ],
)
def test_a_total_that_does_not_add_up_never_reaches_paper(stuk: Jaarstuk, where: str) -> None:
    with pytest.raises(TotalsDiffer) as refused:
        reconcile(stuk)
    assert refused.value.where == where


@pytest.mark.parametrize("count", [1, 14, 15, 70, 300])
def test_every_copy_of_a_long_register_is_printed_once(count: int) -> None:
    stuk = samples.register(count)
    reconcile(stuk)
    pages = read(stuk)
    table = " ".join(pages)
    for row in stuk.regels:
        assert len(re.findall(rf"{row.nummer} (?:Maatregelenplan|Vertrouwelijke|Adresbijlage)", table)) == 1
    for page in pages[1:]:
        assert "vervolg" in page or "Controle" in page
    assert "Gecontroleerd" in pages[-1]
    assert "Gezien" in pages[-1]


@pytest.mark.parametrize("count", [0, 1, 20, 70])
def test_every_contract_is_printed_with_its_last_day(count: int) -> None:
    stuk = samples.contracten(count)
    reconcile(stuk)
    text = " ".join(read(stuk))
    for row in stuk.regels:
        assert row.kenmerk in text
    assert ("loopt geen contract" in text) == (count == 0)


def test_an_empty_fiscal_list_says_so() -> None:
    empty: dict[str, Any] = {"regels": (), "totalen": (), "totaal": Geld(), "gefactureerd": 0}
    assert "In 2026 is niets gefactureerd." in " ".join(read(samples.fiscaal(**empty)))


def test_a_sign_that_the_font_lacks_is_refused() -> None:
    with pytest.raises(UnprintableText):
        render(samples.binnen(noot="漢"))
