"""A real encrypted vault for every test, copied from one that was made once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from veiligheidsadvies.vault.keys import FLOOR, KdfParameters
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock
from veiligheidsadvies.vault.vault import Vault

PASSPHRASE = "correct paard batterij nietje"


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test moves it."""

    time: dt.datetime = field(default_factory=lambda: dt.datetime(2026, 3, 12, 9, 15, tzinfo=dt.UTC))

    def __call__(self) -> dt.datetime:
        return self.time

    def forward(self, **interval: float) -> None:
        self.time += dt.timedelta(**interval)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    folder: Path
    key: UnlockedKey


def make(tmp_path_factory: pytest.TempPathFactory, kdf: KdfParameters) -> Made:
    folder = tmp_path_factory.mktemp("once") / "proef.advieskluis"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(tmp_path_factory.mktemp("config-once")))
        Vault.create(folder, passphrase=PASSPHRASE, slot_name="Anja", kdf=kdf, now=Clock()).close()
        return Made(folder=folder, key=unlock(folder, PASSPHRASE))


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory, FLOOR)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(made_once: Made, tmp_path: Path) -> Path:
    """The folder of a closed vault with one opening slot, of Anja, under PASSPHRASE."""
    return Path(shutil.copytree(made_once.folder, tmp_path / "proef.advieskluis"))


@pytest.fixture
def key(made_once: Made) -> UnlockedKey:
    return made_once.key


@pytest.fixture
def vault(folder: Path, key: UnlockedKey, clock: Clock) -> Iterator[Vault]:
    opened = Vault.open(folder, key, now=clock)
    opened.index_text = searchable
    yield opened
    opened.close()


def searchable(table: str, row: Any) -> tuple[str, int | None] | None:
    if table == "dossier":
        return f"{row['code']} {row['notitie']}", row["id"]
    return (row["titel"], row["dossier_id"]) if table == "maatregel" else None
