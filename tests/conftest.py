"""What every test gets: no screen, and folders of its own instead of those of the user."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not os.environ.get("XDG_RUNTIME_DIR"):
    # Qt warns when there is none, and a warning fails a test.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="runtime-")


@pytest.fixture(autouse=True)
def configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration folder for this test only."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("VEILIGHEIDSADVIES_CONFIG", str(folder))
    return folder
