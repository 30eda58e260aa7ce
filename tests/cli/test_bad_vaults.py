"""What a broken, foreign or busy vault gets: its own sentence, exit 1, and the files as they were."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Run, assert_refused
from veiligheidsadvies.services import kluis

PAGE = 4096
Damage = Callable[[Path], None]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(bytes(content))


def damage_page(vault: Path) -> None:
    flip(vault / "dossiers.db", PAGE // 2)


def truncate(vault: Path) -> None:
    path = vault / "dossiers.db"
    path.write_bytes(path.read_bytes()[: PAGE // 2])


def damage_both_slot_files(vault: Path) -> None:
    for name in ("sleutels.json", "sleutels.json.1"):
        (vault / name).write_text("{")


def empty(vault: Path) -> None:
    shutil.rmtree(vault)
    vault.mkdir(mode=0o700)


def gone(vault: Path) -> None:
    shutil.rmtree(vault)


def newer(vault: Path) -> None:
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    services.context.connection.execute("PRAGMA user_version = 4711", ())
    services.close()


def files_of(vault: Path) -> dict[str, bytes]:
    """Everything but the lock, whose text names who held it last."""
    if not vault.exists():
        return {}
    return {p.name: p.read_bytes() for p in vault.iterdir() if p.is_file() and p.name != "slot.lock"}


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (damage_page, "De kluis is beschadigd."),
        (truncate, "De kluis is beschadigd."),
        (damage_both_slot_files, "Het sleutelbestand en de kopie ervan zijn beschadigd."),
        (empty, "Dit is geen kluis van Veiligheidsadvies."),
        (gone, "Dit is geen kluis van Veiligheidsadvies."),
        (newer, "nieuwere versie van het programma (4711;"),
    ],
)
def test_each_fault_has_its_own_sentence_and_changes_nothing(
    run: Run, vault: Path, damage: Damage, sentence: str
) -> None:
    damage(vault)
    before = files_of(vault)
    assert_refused(run("dossiers", vault, "--json"), sentence)
    assert files_of(vault) == before


def test_a_wrong_passphrase_is_counted_and_told(run: Run, vault: Path) -> None:
    before = files_of(vault)
    assert_refused(run("dossiers", vault, lines=("fout",)), "Deze wachtwoordzin past niet.")
    after = files_of(vault)
    assert {name for name in after if after[name] != before.get(name)} == {"pogingen.json"}
    told = run("dossiers", vault, "--json")
    assert told.code == 0
    assert json.loads(told.out) == []
    assert told.err == "Let op: 1 mislukte poging om deze kluis te openen sinds de vorige keer.\n"


def test_a_damaged_slot_file_is_recovered_from_its_copy(run: Run, vault: Path) -> None:
    whole = (vault / "sleutels.json").read_bytes()
    flip(vault / "sleutels.json", len(whole) // 2)
    result = run("dossiers", vault, "--json")
    assert result.code == 0
    assert result.err == "Let op: Het sleutelbestand was beschadigd en is hersteld uit de kopie.\n"
    assert (vault / "sleutels.json").read_bytes() == (vault / "sleutels.json.1").read_bytes()
    assert run("dossiers", vault).err == ""


def test_a_damaged_page_deep_in_the_file_is_found_by_control(run: Run, vault: Path) -> None:
    flip(vault / "dossiers.db", (vault / "dossiers.db").stat().st_size - PAGE // 2)
    result = run("controle", vault)
    assert result.code == 1
    assert result.err.count("\n") == 1


def test_a_second_instance_is_told_who_has_it_and_the_first_goes_on(run: Run, vault: Path) -> None:
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    try:
        assert_refused(run("dossiers", vault), "Deze kluis is al geopend: proces ")
        assert services.dossiers.list_all() == []
    finally:
        services.close()
    assert run("dossiers", vault).code == 0
