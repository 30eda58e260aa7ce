"""`opdrachten`: every order, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Run
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.kluis import open_vault, unlock


@pytest.fixture
def filled(vault: Path) -> Path:
    services = open_vault(vault, unlock(vault, WACHTWOORDZIN), now=Clock())
    dossier = builders.add_dossier(services)
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    advies = builders.add_advies(services, dossier)
    rows = [
        builders.add_maatregel(services, dossier, advies_id=advies, status=Status.IN_PLAN) for _ in range(3)
    ]
    builders.give_opdracht(services, builders.add_opdracht(services, dossier, *rows[:2], prijs=10_01))
    builders.add_opdracht(services, dossier, rows[2], prijs=5_00)
    services.close()
    return vault


def test_orders_as_json_in_cents(run: Run, filled: Path) -> None:
    first, second = json.loads(run("opdrachten", filled, "--json").out)
    assert first == {
        "nummer": "OPD-2026-001",
        "dossier": "GED-04",
        "leverancier": "Zandoever Installatie",
        "status": "gegeven",
        "ex": 20_02,
        "btw": 4_20,
        "incl": 24_22,
        "regels": 2,
    }
    assert (second["nummer"], second["status"], second["incl"]) == ("OPD-2026-002", "concept", 6_05)


def test_orders_for_people(run: Run, filled: Path) -> None:
    lines = run("opdrachten", filled).out.splitlines()
    assert lines[0].split() == ["Nummer", "Dossier", "Leverancier", "Status", "Ex", "Btw", "Incl", "Regels"]
    assert "€ 24,22" in lines[2] if lines[1].startswith("-") else "€ 24,22" in lines[1]


def test_a_vault_without_orders_gives_an_empty_list(run: Run, vault: Path) -> None:
    assert json.loads(run("opdrachten", vault, "--json").out) == []
