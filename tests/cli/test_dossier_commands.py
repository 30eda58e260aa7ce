from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, assert_refused


def test_a_dossier_is_listed_as_json(run: Run, vault: Path, dossier: str) -> None:
    result = run("dossiers", vault, "--json")
    assert result.code == 0
    assert json.loads(result.out) == [
        {
            "code": dossier,
            "naam": "mevrouw N. Đorđević",
            "ambt": "gedeputeerde",
            "fase": "aanmelding",
            "maatregelen": 0,
            "open": 0,
        }
    ]


def test_the_table_for_people_is_aligned(run: Run, vault: Path, dossier: str) -> None:
    header, line, row = run("dossiers", vault).out.splitlines()
    assert header.split() == ["Code", "Naam", "Ambt", "Fase", "Maatregelen", "Open"]
    assert row.index("gedeputeerde") == header.index("Ambt")
    assert len(line) == len(header) == len(row)


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"--begin": "31-02-2023"}, "begin: Deze datum bestaat niet."),
        ({"--code": "GED-04"}, "code: Dit bestaat al."),
        ({"--code": "vier"}, "code: Een code bestaat uit letters"),
        ({"--naam": " "}, "naam: Vul dit veld in."),
        ({"--naam": "a" * 10_000}, "naam: Dit zijn 10000 tekens; er passen er 200."),
        ({"--naam": "een\x07twee"}, "naam: Hier staat een onzichtbaar stuurteken"),
        ({"--naam": "Anna 🙂"}, "naam: Dit kan niet op papier: 🙂."),
    ],
)
def test_a_bad_value_is_named_by_its_field(
    run: Run, vault: Path, dossier: str, over: dict[str, str], sentence: str
) -> None:
    given = {"--code": "GED-09", "--naam": "X", "--ambt": "gedeputeerde", **over}
    words = [word for pair in given.items() for word in pair]
    assert_refused(run("nieuw-dossier", vault, *words), sentence)
    assert len(json.loads(run("dossiers", vault, "--json").out)) == 1


@pytest.mark.parametrize(
    "naam", ["a < b & <img src=x>", "'; DROP TABLE dossier; --", "=1+1", "Ö. van ’t Hoff"]
)
def test_what_looks_like_code_is_a_name(run: Run, vault: Path, naam: str) -> None:
    assert run("nieuw-dossier", vault, "--code", "ged-01", "--naam", naam, "--ambt", "GED").code == 0
    (found,) = json.loads(run("dossiers", vault, "--json").out)
    assert (found["code"], found["naam"]) == ("GED-01", naam)


def test_the_overview_counts_every_domain_and_status(run: Run, vault: Path, dossier: str) -> None:
    totals = json.loads(run("overzicht", vault, "--json").out)
    assert totals["dossiers"] == 1
    assert totals["maatregelen"]["totaal"] == 0
    assert list(totals["maatregelen"]["per_domein"]) == ["wonen", "werk", "verplaatsen", "informatie"]
    assert len(totals["maatregelen"]["per_status"]) == 18
    assert totals["geld"] == {}
    assert "Maatregelen: 0" in run("overzicht", vault).out
