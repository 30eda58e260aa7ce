"""A vault of every released schema opens with this program, and nothing in it is lost or changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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
        assert all(found[table] for table in found)
        assert {table: found[table] for table in expected} == expected
        assert [check.name for check in services.beheer.checks() if not check.ok and not check.warning] == []
    finally:
        services.close()
