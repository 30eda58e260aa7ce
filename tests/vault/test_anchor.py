"""Who holds the key can cut the log or make it anew; a head on paper from after that moment tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forgery
from tests.vault.rows import add_dossier
from veiligheidsadvies import paths
from veiligheidsadvies.vault.unlock import UnlockedKey
from veiligheidsadvies.vault.vault import Vault

Forge = Callable[[Path, bytes], None]


def cut(folder: Path, data_key: bytes) -> None:
    forgery.cut_tail(folder, data_key, rows=3)


def made_anew(folder: Path, data_key: bytes) -> None:
    forgery.recompute(folder, data_key, number=2, result="niets aan de hand")


def _filled(folder: Path, key: UnlockedKey) -> tuple[str, str]:
    """The head before and after some work; the second is what stands on paper."""
    vault = Vault.open(folder, key)
    early = vault.log_head()
    add_dossier(vault)
    vault.note("afdrukken", "exemplaar:1")
    late = vault.log_head()
    vault.close()
    return early, late


def _checks(folder: Path, key: UnlockedKey, anchor: str | None) -> dict[str, bool]:
    vault = Vault.open(folder, key)
    outcomes = {outcome.name: outcome.ok for outcome in vault.checks(anchor=anchor)}
    beside = {outcome.name: outcome.ok for outcome in vault.check_beside(anchor=anchor)()}
    vault.close()
    assert beside.items() <= outcomes.items()
    return outcomes


@pytest.mark.parametrize("forge", [cut, made_anew])
def test_only_the_paper_tells(folder: Path, key: UnlockedKey, forge: Forge) -> None:
    _, late = _filled(folder, key)
    forge(folder, key.data_key)
    for file in (paths.configuration() / "kluizen").iterdir():
        file.unlink()  # who is thorough takes the memory of the machine away too
    without = _checks(folder, key, None)
    assert without["logboek"], "the chain alone cannot see it"
    assert "anker" not in without
    assert not _checks(folder, key, late)["anker"]


@pytest.mark.parametrize("forge", [cut, made_anew])
def test_the_memory_of_the_machine_tells_too(folder: Path, key: UnlockedKey, forge: Forge) -> None:
    _filled(folder, key)
    forge(folder, key.data_key)
    assert not _checks(folder, key, None)["oudere kluis"]


def test_a_paper_from_before_the_cut_still_fits(folder: Path, key: UnlockedKey) -> None:
    early, late = _filled(folder, key)
    forgery.cut_tail(folder, key.data_key, rows=2)
    assert _checks(folder, key, early)["anker"]
    assert not _checks(folder, key, late)["anker"]


@pytest.mark.parametrize("typed", ["7C1E 90AB 3D2F 00QX", "7C1E 90AB"])
def test_a_head_that_is_not_found_is_no_fault_of_the_vault(
    folder: Path, key: UnlockedKey, typed: str
) -> None:
    vault = Vault.open(folder, key)
    assert not {outcome.name: outcome.ok for outcome in vault.checks(anchor=typed)}["anker"]
    assert vault.last_fault == ""
    told = [(line.verb, line.result) for line in vault.history()]
    assert ("logkop van papier vergelijken", "niet gevonden") in told
    assert ("controle", "in orde") in told
    vault.connection.execute("UPDATE logregel SET resultaat = 'anders' WHERE nummer = 2")
    vault.checks(anchor=typed)
    assert vault.last_fault == "logboek"
    vault.close()


@pytest.mark.parametrize("typed", ["7C1E 90AB 3D2F", "7C1E 90AB 3D2F 00QX 1", "7C1E 90AB 3D2F 00Q!", " "])
def test_what_is_no_head_is_called_mistyped(folder: Path, key: UnlockedKey, typed: str) -> None:
    vault = Vault.open(folder, key)
    (told,) = [outcome for outcome in vault.checks(anchor=typed) if outcome.name == "anker"]
    vault.close()
    assert not told.ok
    assert told.detail == "typ de zestien tekens zoals ze op het blad staan"
