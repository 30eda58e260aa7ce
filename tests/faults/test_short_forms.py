"""The short form of every row of `make faults`, each as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.faults import rows

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", [name for name in rows.MODULES if rows.row_of(name).short])
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.faults", "--kort", "--alleen", name],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert list(tmp_path.iterdir()) == [], "something was left behind"
