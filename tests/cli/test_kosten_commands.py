"""`kosten`: the figures of a year, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN, Clock, add_dossier, add_maatregel, kostenregel
from tests.cli.conftest import Run
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.services.kluis import open_vault, unlock


@pytest.fixture
def filled(vault: Path) -> Path:
    services = open_vault(vault, unlock(vault, WACHTWOORDZIN), now=Clock())
    dossier = add_dossier(services)
    measure = add_maatregel(services, dossier)
    own = add_maatregel(services, dossier, betaler=Betaler.BESTUURDER)
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(100_00), extra=Bedrag(20_00)))
    for kind, ex in (
        (SoortKosten.VERPLICHTING, 80_00),
        (SoortKosten.FACTUUR, 30_00),
        (SoortKosten.BETALING, 10_00),
    ):
        for row_id in (measure, own):
            services.kosten.save(kostenregel(kind, ex, maatregel_id=row_id, dossier_id=dossier))
    services.close()
    return vault


def test_a_year_as_json_adds_up_in_cents(run: Run, filled: Path) -> None:
    found = json.loads(run("kosten", filled, "--jaar", "2026", "--json").out)
    names = ("jaar", "begroot", "vrij", "verplicht", "gefactureerd", "betaald", "openstaand")
    assert [found[name] for name in names] == [2026, 120_00, 23_20, 60_50, 36_30, 12_10, 24_20]
    assert set(found) == {*names, "per_betaler", "per_domein"}
    assert found["begroot"] == found["vrij"] + found["verplicht"] + found["gefactureerd"]
    assert list(found["per_betaler"]) == ["organisatie", "bestuurder", "stelsel", "nieuwe_werkgever"]
    assert found["per_betaler"]["bestuurder"]["verplicht"] == 60_50
    assert list(found["per_domein"]) == ["wonen", "werk", "verplaatsen", "informatie"]
    for name in ("verplicht", "gefactureerd", "betaald", "openstaand"):
        assert sum(one[name] for one in found["per_domein"].values()) == found[name]


def test_without_a_budget_nothing_is_free(run: Run, filled: Path) -> None:
    found = json.loads(run("kosten", filled, "--jaar", "2025", "--json").out)
    assert (found["begroot"], found["vrij"], found["gefactureerd"]) == (None, None, 0)


def test_a_year_for_people(run: Run, filled: Path) -> None:
    lines = run("kosten", filled, "--jaar", "2026").out.splitlines()
    assert lines[0].split() == ["Organisatie", "in", "2026", "Incl.", "btw"]
    assert any(line.split()[0] == "Vrij" and "23,20" in line for line in lines)


@pytest.mark.parametrize("year", ["26", "1999", "tweeduizend", "2200"])
def test_a_year_that_cannot_be_is_typed_wrong(run: Run, filled: Path, year: str) -> None:
    assert run("kosten", filled, "--jaar", year).code == 2
