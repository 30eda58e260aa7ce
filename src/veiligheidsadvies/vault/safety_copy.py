"""A verified copy of the whole vault before its schema is changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from veiligheidsadvies.vault import copying
from veiligheidsadvies.vault.copyfile import SUFFIX
from veiligheidsadvies.vault.copying import MadeCopy, Source
from veiligheidsadvies.vault.files import environment_errors
from veiligheidsadvies.vault.location import BACKUP_FOLDER
from veiligheidsadvies.vault.unlock import Clock

PREFIX = "voor-schema-"


def make(folder: Path, *, version: int, data_key: bytes, now: Clock) -> MadeCopy:
    """Copy the vault, at schema `version`, among its backups. Raises as `copying.make`."""
    name = f"{PREFIX}{version + 1:04d}-{now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    target = folder / BACKUP_FOLDER / name
    source = Source(folder=folder, data_key=data_key)
    with environment_errors():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        target.unlink(missing_ok=True)  # of a try in the same second
    return copying.make(source, target, now=now)
