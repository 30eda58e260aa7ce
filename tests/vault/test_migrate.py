"""The schema and the way to it are frozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault import freeze_schema
from veiligheidsadvies.domain.errors import VaultTooNew
from veiligheidsadvies.vault import migrate
from veiligheidsadvies.vault.database import transaction
from veiligheidsadvies.vault.policies import OWN_TABLES
from veiligheidsadvies.vault.vault import Vault


def test_the_schema_is_the_one_written_down(vault: Vault) -> None:
    assert freeze_schema.schema(vault.connection) == freeze_schema.SCHEMA.read_text("utf-8")


def test_no_script_has_changed() -> None:
    assert freeze_schema.hashes() == freeze_schema.HASHES.read_text("utf-8")


def test_scripts_are_numbered_without_gaps() -> None:
    assert [script.version for script in migrate.scripts()] == list(range(1, len(migrate.scripts()) + 1))


def test_every_record_table_is_strict_and_has_an_id(vault: Vault) -> None:
    tables = vault.connection.execute(
        "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    records = [name for name, kind, _ in tables if kind == "table" and name not in OWN_TABLES]
    assert len(records) >= 15
    assert all(strict for _, kind, strict in tables if kind == "table")
    for name in records:
        columns = vault.connection.execute(f"PRAGMA table_info({name})").fetchall()
        assert [column[1] for column in columns if column[5]] == ["id"], name


def test_the_own_tables_are_exactly_those_of_their_scripts(vault: Vault) -> None:
    first, copies = migrate.scripts()[0].sql, migrate.scripts()[4].sql
    named = {line.split()[2] for line in (first + copies).splitlines() if line.startswith("CREATE TABLE")}
    assert named | {"zoekindex"} == OWN_TABLES


def test_nothing_writes_by_itself(vault: Vault) -> None:
    assert vault.connection.value("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == 0


def test_one_script_at_a_time(tmp_path: Path) -> None:
    connection = freeze_schema.fresh(tmp_path)
    newest = migrate.schema_version(connection)
    assert migrate.missing_scripts(connection, migrate.scripts()) == []
    with pytest.raises(VaultTooNew):
        migrate.missing_scripts(connection, migrate.scripts()[:-1])
    orphan = migrate.Script(
        version=newest + 1,
        name="wees.sql",
        sql="INSERT INTO beeld (regel, zout) VALUES (99, zeroblob(16));",
    )
    with pytest.raises(RuntimeError, match="foreign key"):
        migrate.apply(connection, [orphan])
    assert migrate.schema_version(connection) == newest
    assert connection.value("PRAGMA foreign_keys") == 1
    with transaction(connection):
        assert connection.value("SELECT count(*) FROM logregel") == 0
    connection.close()


def test_a_script_that_breaks_off_is_refused() -> None:
    assert len(list(migrate.statements("-- leeg\nSELECT 1;\nSELECT ';'\n;\n-- klaar\n"))) == 2
    with pytest.raises(ValueError, match="middle"):
        list(migrate.statements("SELECT 1;\nCREATE TABLE half ("))
