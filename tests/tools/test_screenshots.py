"""Pictures need an example vault, and each has a name of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.screenshots.walk import shots


def test_without_a_vault_it_fails_and_names_what_makes_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.screenshots", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "make demo" in done.stderr


def test_every_picture_has_a_name_of_its_own() -> None:
    names = [shot.name for shot in shots()]
    assert len(names) == len(set(names))
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)
