"""No file may grow (RLIMIT_FSIZE): each kind of work is told as not done, nothing is lost, and it goes on."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.faults import copies, place, sound
from tools.faults.child import Tell, forked
from tools.faults.place import CHEAP, SECOND, Place
from tools.faults.work import ACTS, Worker
from veiligheidsadvies import settings
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.services import bestand
from veiligheidsadvies.services.kluis import open_vault, unlock
from veiligheidsadvies.text.messages import explain

_MAY_BE_EMPTY = ("-wal", "-shm", ".lock")
_LEAST = 64
"""Bytes that any file may have: less than each of ours needs."""


@pytest.fixture(scope="module")
def workshop() -> object:
    with place.workshop():
        place.basis()
        yield


@contextlib.contextmanager
def no_file_grows(most: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def add_key(worker: Worker) -> None:
    worker.services.context.vault.add_opening_slot("J. de Vries", SECOND, kdf=CHEAP)


def copy(worker: Worker) -> None:
    copies.copy_by_hand(worker.services, worker.out / f"{worker.chance.random()}.kluiskopie")


def paper(worker: Worker) -> None:
    bestand.write_file(worker.out / f"{worker.chance.random()}.pdf", b"%PDF" + b"x" * 10_000)


KINDS: dict[str, Callable[[Worker], None]] = {**ACTS, "slot": add_key, "backup": copy, "paper": paper}


def work(here: Place, kind: str, tell: Tell) -> None:
    worker = Worker(open_vault(here.folder, here.key), here.chance, here.root)
    worker.do("save", tell)
    worker.do("save", tell)
    for most in (_LEAST, (here.folder / "dossiers.db-wal").stat().st_size + 4096):
        with no_file_grows(most):
            try:
                KINDS[kind](worker)
            except UserError as error:
                tell(f"told {explain(error)}")
    KINDS[kind](worker)
    worker.do("save", tell)
    tell("done")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_and_goes_on(kind: str, workshop: object) -> None:
    with place.tried(f"limit-{kind}", 0) as here:
        with forked(lambda tell: work(here, kind, tell)) as child:
            child.finish()
        told = [line for line in child.lines if line.startswith("told ")]
        assert told, "no limit was met"
        assert all(line.endswith(".") for line in told)
        assert child.lines[-1] == "done"
        services = open_vault(here.folder, here.key)
        assert [*sound.missing(services, child.told()), *sound.faults(services)] == []
        services.close()
        assert kind != "slot" or unlock(here.folder, SECOND).data_key == here.key.data_key
        assert empty(here.root) == []


def test_the_preferences_stay_as_they_were(workshop: object) -> None:
    with place.tried("limit-settings", 0) as here:
        settings.save(settings.Settings(window_width=1000))

        def save(_tell: Tell) -> None:
            with no_file_grows(_LEAST), contextlib.suppress(OSError):  # as the window does: only forgotten
                settings.save(settings.Settings(window_width=1001))
                os._exit(3)

        with forked(save) as child:
            assert child.finish() == 0
        assert settings.load().window_width == 1000
        assert empty(here.root) == []


def empty(root: Path) -> list[str]:
    files = [path for path in root.rglob("*") if path.is_file() and not path.stat().st_size]
    return [path.name for path in files if not path.name.endswith(_MAY_BE_EMPTY)]
