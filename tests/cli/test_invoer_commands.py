from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Result, Run, assert_refused
from veiligheidsadvies import paths


def bring_in(run: Run, vault: Path, path: Path, *more: str) -> Result:
    return run("importeer-maatregelen", vault, "--dossier", "GED-04", path, *more)


def total(run: Run, vault: Path) -> int:
    found: int = json.loads(run("overzicht", vault, "--json").out)["maatregelen"]["totaal"]
    return found


def test_the_whole_catalogue_comes_in_as_previewed_and_prints_as_a_plan(
    run: Run, vault: Path, dossier: str, tmp_path: Path
) -> None:
    path = paths.resource("catalogus/maatregelen.tsv")
    trial = bring_in(run, vault, path, "--proef")
    assert trial.code == 0
    assert "Maatregelen: 78 (wonen 32, werk 17, verplaatsen 12, informatie 17)" in trial.out
    assert total(run, vault) == 0
    done = bring_in(run, vault, path)
    assert done.code == 0
    assert done.out.splitlines()[:2] == trial.out.splitlines()[:2]
    totals = json.loads(run("overzicht", vault, "--json").out)["maatregelen"]
    assert totals["totaal"] == 78
    assert totals["per_domein"] == {"wonen": 32, "werk": 17, "verplaatsen": 12, "informatie": 17}

    assert_refused(bring_in(run, vault, path), "al eerder in dit dossier")
    assert_refused(bring_in(run, vault, path, "--proef"), "al eerder in dit dossier")
    assert total(run, vault) == 78

    plan = tmp_path / "plan.pdf"
    printed = run(
        "druk", "maatregelenplan", vault, "--dossier", dossier, "--ontvanger", "provinciesecretaris",
        "--uit", plan, "--onversleuteld", "proef",
    )  # fmt: skip
    assert printed.code == 0, printed.err
    assert plan.read_bytes().startswith(b"%PDF-")


def test_one_bad_row_and_nothing_is_written(run: Run, vault: Path, dossier: str, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "maatregel;domein;kosten_min_eur\ngoed;wonen;12\nx;thuis;3\n;werk;4\ny;tuin;5\nz;werk;-6\n"
    )
    result = bring_in(run, vault, path)
    assert_refused(result, "Er is niets ingelezen.")
    assert "Regels 3, 5, domein:" in result.err
    assert "Regel 4, maatregel:" in result.err
    assert "Regel 6, kosten_min_eur:" in result.err
    assert total(run, vault) == 0


def test_unknown_things_are_told(run: Run, vault: Path, dossier: str, tmp_path: Path) -> None:
    assert_refused(bring_in(run, vault, tmp_path / "weg.csv"), "kan niet worden gelezen")
    path = tmp_path / "lijst.csv"
    path.write_text("code,kleur\nW-10,rood\n")
    assert "Niet gebruikt: kolom kleur" in bring_in(run, vault, path).out
    elsewhere = run("importeer-maatregelen", vault, "--dossier", "GED-99", path)
    assert_refused(elsewhere, "Dit staat niet in deze kluis: GED-99.")
