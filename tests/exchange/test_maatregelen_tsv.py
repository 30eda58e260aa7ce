from __future__ import annotations

import datetime as dt

import pytest

from veiligheidsadvies import paths
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Prioriteit
from veiligheidsadvies.exchange.maatregelen_tsv import (
    Invoerregel,
    RowProblem,
    estimate,
    read_catalogue,
    read_measures,
    unknown_columns,
)
from veiligheidsadvies.exchange.table_file import read_table

TODAY = dt.date(2026, 3, 12)


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Catalogusmaatregel]:
    return {line.code: line for line in read_catalogue(paths.resource("catalogus/maatregelen.tsv"))}


def read(text: str, catalogue: dict[str, Catalogusmaatregel]) -> tuple[list[Invoerregel], list[RowProblem]]:
    return read_measures(read_table(text.encode()), catalogue, TODAY)


def test_the_delivered_catalogue_is_whole(catalogue: dict[str, Catalogusmaatregel]) -> None:
    lines = catalogue.values()
    assert len(lines) == 78
    assert [sum(line.domein is domein for line in lines) for domein in Domein] == [32, 17, 12, 17]
    assert [sum(line.grondslag is ground for line in lines) for ground in Grondslag] == [21, 42, 8, 6, 1]
    assert sum(line.terugkerend for line in lines) == 38
    assert {line.betaler for line in lines} == {Betaler.ORGANISATIE, Betaler.BESTUURDER, Betaler.STELSEL}
    assert {line.code for line in lines if line.certificaat_vereist} == {"W-08", "W-18"}


@pytest.mark.parametrize(
    ("low", "high", "months", "expected"),
    [
        (150, 450, None, (300_00, False)),
        (75, 350, 120, (213_00, False)),
        (15, 45, 1, (360_00, True)),
        (120, 380, 12, (250_00, True)),
        (10, 31, 6, (41_00, True)),
        (None, 80, None, (80_00, False)),
        (None, None, None, (0, False)),
    ],
)
def test_the_estimate_is_the_middle_in_whole_euro_and_a_year_of_what_returns(
    low: int | None, high: int | None, months: int | None, expected: tuple[int, bool]
) -> None:
    line = Catalogusmaatregel(
        code="X-1",
        domein=Domein.WONEN,
        titel="x",
        terugkerend=months is not None,
        interval_maanden=months,
        prijs_vanaf=None if low is None else Bedrag(low * 100),
        prijs_tot=None if high is None else Bedrag(high * 100),
    )
    amount, is_yearly = estimate(line)
    assert (amount.cents, is_yearly) == expected


def test_a_code_alone_takes_everything_from_the_catalogue(catalogue: dict[str, Catalogusmaatregel]) -> None:
    (line,), wrong = read("code\nw-19\n", catalogue)
    assert wrong == []
    known, measure = catalogue["W-19"], line.maatregel
    assert (measure.titel, measure.domein, measure.norm) == (known.titel, known.domein, known.norm)
    assert (measure.betaler, measure.grondslag) == (Betaler.ORGANISATIE, Grondslag.REGELING_WOONPLEK)
    assert (line.raming, line.per_jaar, line.btw) == (Bedrag(360_00), True, BtwTarief.HOOG)


def test_a_bare_list_needs_title_and_domain_only(catalogue: dict[str, Catalogusmaatregel]) -> None:
    (line,), wrong = read("maatregel;domein\n=1+1;Werk\n", catalogue)
    assert wrong == []
    measure = line.maatregel
    assert (measure.titel, measure.domein, measure.catalogus_code) == ("=1+1", Domein.WERK, "")
    assert (measure.betaler, measure.grondslag, line.raming) == (None, None, Bedrag(0))


def test_cells_of_the_list_go_before_the_catalogue(catalogue: dict[str, Catalogusmaatregel]) -> None:
    (line,), wrong = read(
        "code;maatregel;kosten_min_eur;kosten_max_eur;termijn;prioriteit;toelichting;uitvoerder;btw_pct\n"
        "W-10;Brievenbus op een paal;€ 1.000;1200,50;30-04-2026;hoog;Bij de poort;smid;9%\n",
        catalogue,
    )
    assert wrong == []
    measure = line.maatregel
    assert measure.titel == "Brievenbus op een paal"
    assert measure.tekst == "Bij de poort\nUitvoerder: smid."
    assert (measure.termijn, measure.prioriteit) == (dt.date(2026, 4, 30), Prioriteit.HOOG)
    assert (line.raming, line.btw) == (Bedrag(1100_00), BtwTarief.LAAG)


@pytest.mark.parametrize(
    ("header", "row", "column", "reason"),
    [
        ("domein", "thuis", "domein", "keuze"),
        ("domein", "", "domein", "verplicht"),
        ("maatregel", "", "maatregel", "verplicht"),
        ("maatregel", "x" * 201, "maatregel", "te_lang"),
        ("wie_betaalt", "de buren", "wie_betaalt", "keuze"),
        ("grondslag", "zomaar", "grondslag", "keuze"),
        ("eenmalig_of_terugkerend", "soms", "eenmalig_of_terugkerend", "keuze"),
        ("eenmalig_of_terugkerend", "terugkerend", "interval_mnd", "verplicht_bij_terugkerend"),
        ("interval_mnd", "twaalf", "interval_mnd", "getal_ongeldig"),
        ("interval_mnd", "9" * 5000, "interval_mnd", "getal_ongeldig"),
        ("interval_mnd", "0", "interval_mnd", "buiten_bereik"),
        ("kosten_min_eur", "veel", "kosten_min_eur", "bedrag_ongeldig"),
        ("kosten_min_eur", "-5", "kosten_min_eur", "negatief"),
        ("kosten_max_eur", "10.000.001", "kosten_max_eur", "bedrag_te_hoog"),
        ("btw_pct", "20", "btw_pct", "keuze"),
        ("termijn", "31-02-2026", "termijn", "datum_ongeldig"),
        ("prioriteit", "meteen", "prioriteit", "keuze"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(
    catalogue: dict[str, Catalogusmaatregel], header: str, row: str, column: str, reason: str
) -> None:
    cells = {"maatregel": "x", "domein": "wonen", header: row}
    _, wrong = read(f"{';'.join(cells)}\na;wonen\n{';'.join(cells.values())}\n", catalogue)
    assert [(w.line, w.problem.reason) for w in wrong] == [(3, reason)]
    line, told, sentence = wrong[0].told
    assert (line, told) == (3, column)
    assert sentence.endswith(".")


def test_prices_the_wrong_way_round_and_a_foreign_code(catalogue: dict[str, Catalogusmaatregel]) -> None:
    _, wrong = read("code;kosten_min_eur;kosten_max_eur\nW-10;9;8\nZ-99;;\n", catalogue)
    assert [w.told[:2] for w in wrong] == [(2, "kosten_max_eur"), (3, "code")]


def test_a_list_without_usable_columns_or_rows(catalogue: dict[str, Catalogusmaatregel]) -> None:
    assert read("naam;soort\nx;y\n", catalogue)[1][0].problem.reason == "kop_onbekend"
    assert read("code\n", catalogue)[1][0].problem.reason == "geen_rijen"
    assert unknown_columns(read_table(b"code;kleur;measure_en\nW-10;rood;x\n")) == ("kleur",)
