"""A vault made here opens without this program: what docs/exit_path.md says is done as it stands there."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.builders import WACHTWOORDZIN, add_dossier, open_services
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault import recovery, recovery_parts

DOC = Path(__file__).parents[2] / "docs" / "exit_path.md"


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The scripts of the document, by the first words of their first line."""
    folder, found = tmp_path_factory.mktemp("uitweg"), {}
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)):
        script = folder / f"stap{number}.py"
        script.write_text(code, "utf-8")
        found[code.removeprefix("# ").partition(":")[0]] = script
    return found


def run(script: Path, *arguments: object, typed: str) -> str:
    done = subprocess.run(
        [sys.executable, script, *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_document_read_as_a_program(steps: dict[str, Path], tmp_path: Path) -> None:
    services = open_services(tmp_path)
    add_dossier(services, "GED-04")
    data_key = services.context.vault._key.data_key
    services.context.vault.checkpoint()
    add_dossier(services, "GED-05")
    copy = Path(shutil.copytree(services.beheer.folder, tmp_path / "kopie"))
    services.close()
    assert (copy / "dossiers.db-wal").stat().st_size > 0

    words = [" ".join(part.words) for part in recovery_parts.split(data_key)]
    ways = {
        "sleutel van het herstelblad": run(
            steps["sleutel van het herstelblad"], typed=" ".join(recovery.groups_of(data_key)).lower() + "\n"
        ),
        "sleutel van twee delen": run(steps["sleutel van twee delen"], typed=f"{words[2]}\n{words[0]}\n"),
        "sleutel van een wachtwoordzin": run(
            steps["sleutel van een wachtwoordzin"], copy, typed=f"{WACHTWOORDZIN}\n"
        ),
    }
    assert {found.strip() for found in ways.values()} == {data_key.hex()}
    assert set(steps) == {*ways, "lezen", "uitpakken"}

    tables = dict(csv.reader(io.StringIO(run(steps["lezen"], copy, typed=data_key.hex() + "\n"))))
    assert tables["dossier"] == "2"
    rows = list(
        csv.DictReader(io.StringIO(run(steps["lezen"], copy, "dossier", typed=data_key.hex() + "\n")))
    )
    assert [row["code"] for row in rows] == ["GED-04", "GED-05"]


def test_a_copy_is_unpacked_as_the_document_says(steps: dict[str, Path], tmp_path: Path) -> None:
    services = open_services(tmp_path)
    add_dossier(services, "GED-04")
    data_key, copy = services.context.vault._key.data_key, tmp_path / "kopie.kluiskopie"
    services.kopieen.prepare_hand(copy)(lambda _: None)
    services.close()
    (tmp_path / "leeg").mkdir()
    run(steps["uitpakken"], copy, tmp_path / "leeg", typed="")
    assert sorted(path.name for path in (tmp_path / "leeg").iterdir()) == ["dossiers.db", "sleutels.json"]
    found = run(steps["sleutel van een wachtwoordzin"], tmp_path / "leeg", typed=f"{WACHTWOORDZIN}\n")
    assert found.strip() == data_key.hex()
    assert "GED-04" in run(steps["lezen"], tmp_path / "leeg", "dossier", typed=found)


def opened_elsewhere(folder: Path, data_key: bytes) -> apsw.Connection:
    connection = apsw.Connection(str(folder / "dossiers.db"), flags=apsw.SQLITE_OPEN_READWRITE)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{data_key.hex()}'\""):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def counts(services: Services) -> dict[str, int]:
    names = services.context.vault.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'zoekindex%'"
    ).fetchall()
    return {
        name: services.context.vault.connection.value(f'SELECT count(*) FROM "{name}"') for (name,) in names
    }


@pytest.mark.parametrize("with_log", [True, False])
def test_every_table_is_there_and_whole(tmp_path: Path, *, with_log: bool) -> None:
    services = open_services(tmp_path)
    data_key = services.context.vault._key.data_key
    services.context.vault.checkpoint()
    add_dossier(services)
    if not with_log:
        services.context.vault.checkpoint()
    copy = Path(shutil.copytree(services.beheer.folder, tmp_path / "kopie"))
    expected = counts(services)
    services.close()
    assert ((copy / "dossiers.db-wal").stat().st_size > 0) == with_log
    connection = opened_elsewhere(copy, data_key)
    assert {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in expected
    } == expected
    assert expected["dossier"] == 1
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_after_another_key_only_that_one_opens_it_elsewhere(tmp_path: Path) -> None:
    services = open_services(tmp_path)
    vault = services.context.vault
    old, folder = vault._key.data_key, services.beheer.folder
    vault.rekey({vault._key.slot_id: WACHTWOORDZIN})
    new = vault._key.data_key
    services.close()
    assert opened_elsewhere(folder, new).execute("SELECT count(*) FROM organisatie").fetchone() == (1,)
    with pytest.raises(apsw.NotADBError):
        opened_elsewhere(folder, old).execute("SELECT count(*) FROM organisatie")
