"""What every test gets: no screen, and folders of its own instead of those of the user."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import builders

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A loaded machine is slow, which is no failure; and nothing is kept between runs.
hypothesis.settings.register_profile("proef", deadline=None, database=None)
hypothesis.settings.load_profile("proef")


@pytest.fixture(scope="session", autouse=True)
def _places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A runtime folder (Qt warns when there is none, and a warning fails a test); nothing stays behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        yield
    builders.forget_template()


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """A program in this process leaves looking for garbage to its own timer, which goes with it."""
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration folder for this test only."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("VEILIGHEIDSADVIES_CONFIG", str(folder))
    return folder
