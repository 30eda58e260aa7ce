"""Where the tries happen: one small encrypted vault, made once, and a fresh copy of it for every try."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, SoortErkenning
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Services, UnlockedKey
from veiligheidsadvies.vault import keys
from veiligheidsadvies.vault.database import Connection, Cursor, Parameters
from veiligheidsadvies.vault.keys import KdfParameters

PASSPHRASE = "vuurtoren-zandpad-koffiemolen-avondrood"  # noqa: S105 - of made-up vaults
SECOND = "grijze walvis leest nooit de krant op zolder"
CHEAP = KdfParameters(memory_kib=1024, passes=1, lanes=1)
"""Deriving keys is not the subject here, and there are very many."""
VAULT = "proef.advieskluis"
_WORKSHOP = "FAULTS_WORKSHOP"
_MEASURES = 8
_LOCKING, _NOTHING = "PRAGMA cipher_memory_security = ON", "PRAGMA cipher_log_level = NONE"


_execute = Connection.execute


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder of its own with a copy of the vault, the key to it, and the chance that this try goes by."""

    root: Path
    folder: Path
    key: UnlockedKey
    chance: random.Random


def accept_cheap_keys() -> None:
    """In this process, and all that is forked off from it."""
    keys.FLOOR = CHEAP


def leave_memory_unlocked() -> None:
    """For rows about files: do not lock memory page by page, here and in all that is forked off from here."""
    mock.patch.object(Connection, "execute", _without_locking).start()


def _without_locking(connection: Connection, sql: str, parameters: Parameters = ()) -> Cursor:
    return _execute(connection, _NOTHING if sql == _LOCKING else sql, parameters)


@contextlib.contextmanager
def workshop() -> Iterator[None]:
    """A folder for all tries of one run, gone afterwards; whoever is started inside finds it."""
    with (
        mock.patch.object(keys, "FLOOR", CHEAP),
        tempfile.TemporaryDirectory(prefix="faults-") as folder,
        mock.patch.dict(os.environ, {_WORKSHOP: folder}),
    ):
        yield


def root() -> Path:
    """The folder of this run."""
    return Path(os.environ[_WORKSHOP])


@contextlib.contextmanager
def tried(name: str, seed: int, *, has_vault: bool = True) -> Iterator[Place]:
    """A place for one try, gone afterwards, with a configuration folder that remembers the vault."""
    chance = random.Random(f"{name}:{seed}")  # noqa: S311 - must be the same again
    with tempfile.TemporaryDirectory(prefix=f"{name}-{seed}-", dir=root()) as folder:
        here = Path(folder)
        made, key = basis()
        if has_vault:
            shutil.copytree(made.parent, here, dirs_exist_ok=True)
        configure(here)
        yield Place(root=here, folder=here / VAULT, key=key, chance=chance)


def configure(here: Path) -> None:
    """Let the program keep its configuration in this place."""
    os.environ["VEILIGHEIDSADVIES_CONFIG"] = str(here / "config")


def basis() -> tuple[Path, UnlockedKey]:
    """The vault that every try has a copy of, with a memory of it, and its key."""
    made = root() / "basis"
    if not made.exists():
        part = Path(tempfile.mkdtemp(dir=root()))
        configure(part)
        _make(part / VAULT)
        key = kluis.unlock(part / VAULT, PASSPHRASE)
        kept = {"key": key.data_key.hex(), "slot": key.slot_id, "name": key.slot_name}
        (root() / "basis.json").write_text(json.dumps(kept), "utf-8")
        part.rename(made)
    kept = json.loads((root() / "basis.json").read_text("utf-8"))
    key = UnlockedKey(data_key=bytes.fromhex(kept["key"]), slot_id=kept["slot"], slot_name=kept["name"])
    return made / VAULT, key


def organisatie() -> Organisatie:
    """A made-up province."""
    return Organisatie(naam="Provincie Merenland", soort=SoortOrganisatie.PROVINCIE, is_fictief=True)


def _make(folder: Path) -> None:
    services = kluis.create(folder, organisatie(), passphrase=PASSPHRASE, slot_name="E. Yeşilgöz", kdf=CHEAP)
    try:
        services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
        for number in range(3):
            _fill(services, number)
        services.leveranciers.save(
            Leverancier(naam="Zandoever Installatie", kvk="00000101"),
            [Erkenning(soort=SoortErkenning.BORG_E, nummer="BE-0101")],
        )
    finally:
        services.close()


def _fill(services: Services, number: int) -> None:
    person = Bestuurder(naam=f"mevrouw {chr(65 + number)}. Đorđević", ambt=Ambt.GEDEPUTEERDE)
    dossier_id = DossierId(services.dossiers.create(Dossier(code=f"GED-{number + 1:02}"), person).row_id or 0)
    lines = services.catalogus.list_all()[:_MEASURES]
    made = [
        replace(services.maatregelen.from_catalogus(line, dossier_id), verantwoordelijke="S&S-manager")
        for line in lines
    ]
    services.maatregelen.save_many([(one, Bedrag(10_000 + 37 * at)) for at, one in enumerate(made)])
