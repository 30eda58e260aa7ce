"""A vault of every released schema opens with this program, and nothing in it is lost or changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.freeze_vault import VAULTS, rows_of
from veiligheidsadvies.services.kluis import open_vault, unlock
from veiligheidsadvies.vault.migrate import scripts

FOLDERS = sorted(VAULTS.glob("*.advieskluis"))


def test_the_newest_schema_has_a_filled_vault() -> None:
    newest = max(script.version for script in scripts())
    assert f"schema_{newest}" in {folder.stem for folder in FOLDERS}, "run: python -m tests.freeze_vault"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.stem)
def test_a_released_vault_opens_whole(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    services = open_vault(copy, unlock(copy, builders.WACHTWOORDZIN), now=builders.Clock())
    try:
        expected = json.loads(folder.with_suffix(".json").read_text("utf-8"))
        found = rows_of(services)
        newest = max(script.version for script in scripts())
        assert all(found[table] for table in (found if folder.stem == f"schema_{newest}" else expected))
        assert {table: _as_then(found[table], rows) for table, rows in expected.items()} == expected
        assert [check.name for check in services.beheer.checks() if not check.ok and not check.warning] == []
    finally:
        services.close()


def _as_then(rows: list[list[Any]], then: list[list[Any]]) -> list[list[Any]]:
    """The columns that a table had when the vault was made; a later script only adds columns at the end."""
    return [row[: len(old)] for row, old in zip(rows, then, strict=True)]
