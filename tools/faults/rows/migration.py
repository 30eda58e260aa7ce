"""Every released schema brought up to date, broken off before every statement: a full disk, and kill -9.

Also after the last statement of a script, before its version number stands there. Afterwards the vault is at
a whole version with every row it had, and the next start finishes the work.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from unittest import mock

from tools.faults.change import whole
from tools.faults.changes import FROZEN, frozen_key, frozen_versions, not_as_frozen
from tools.faults.child import Tell, forked
from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.services.kluis import open_vault
from veiligheidsadvies.vault import migrate
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database

_WAYS = ("full disk", "kill -9")


def _moments(version: int) -> int:
    """Before each statement between a schema and the newest, and after the last of each script."""
    todo = [script for script in migrate.scripts() if script.version > version]
    return sum(len(list(migrate.statements(script.sql))) + 1 for script in todo)


_CASES = [
    (version, at, way) for version in frozen_versions() for at in range(_moments(version)) for way in _WAYS
]


def _run(seed: int) -> Outcome:
    version, at, way = _CASES[seed]
    with tried(ROW.name, seed, has_vault=False) as place:
        folder = place.root / f"schema_{version}.advieskluis"
        shutil.copytree(FROZEN / folder.name, folder)
        with forked(lambda tell: _bring_up(place, version, at, way, tell)) as child:
            code = child.finish()
        was_hit = code == -signal.SIGKILL if way == "kill -9" else "told" in child.lines
        wrong = _half_way(place, version)
        services = open_vault(folder, frozen_key(version))
        try:
            wrong += not_as_frozen(services.context.vault.connection, version)
        finally:
            services.close()
        wrong += whole(folder, frozen_key(version))
    told = tuple(f"from {version}, {way} at moment {at}: {one}" for one in wrong)
    return Outcome(struck=int(was_hit), found=told)


def _bring_up(place: Place, version: int, at: int, way: str, tell: Tell) -> None:
    """Open the vault in a program that breaks off at the moment `at` of all."""
    every, seen = migrate.statements, 0

    def until(sql: str) -> Iterator[str]:
        nonlocal seen
        for statement in (*every(sql), ""):
            if seen == at:
                _break_off(way)
            seen += 1
            if statement:
                yield statement

    with mock.patch.object(migrate, "statements", until):
        try:
            open_vault(place.root / f"schema_{version}.advieskluis", frozen_key(version))
        except StorageUnavailable:
            tell("told")


def _break_off(way: str) -> None:
    if way == "kill -9":
        os.kill(os.getpid(), signal.SIGKILL)
    raise StorageUnavailable(StorageFailure.VOL)


def _half_way(place: Place, version: int) -> list[str]:
    """What the file holds before anything has mended it: a whole version, and every row as it was."""
    file = place.root / f"schema_{version}.advieskluis" / DATABASE_NAME
    connection = open_database(file, frozen_key(version).data_key)
    try:
        present = migrate.schema_version(connection)
        wrong = [] if version <= present else [f"it is at version {present}"]
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            wrong.append("references are broken half-way")
        return wrong + not_as_frozen(connection, version)
    finally:
        connection.close()


ROW = Row(
    name="migration",
    title="migration from every released schema, broken off before every statement",
    tries=len(_CASES),
    short=4,
    run=_run,
    locks_memory=False,
)
