"""Changes of a whole vault, which may be broken off anywhere, and what must hold of each afterwards."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.faults import copies, destroying, sound
from tools.faults.change import Change, Go, opens, whole
from tools.faults.child import Tell
from tools.faults.place import CHEAP, PASSPHRASE, SECOND, Place, organisatie
from tools.faults.work import Worker
from veiligheidsadvies.domain.errors import NotAVault
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Services, UnlockedKey, open_vault, unlock
from veiligheidsadvies.storage.tables import BY_TABLE
from veiligheidsadvies.vault import migrate
from veiligheidsadvies.vault.database import Connection

THIRD = "blauwe ezel draagt zelden een hoed op zondag"
_NAME = "H. Aalberts"
FROZEN = Path(__file__).parents[2] / "tests" / "data" / "kluizen"
_FROZEN_PASSPHRASE = "zeven paarse fietsen eten graag warme soep"  # noqa: S105 - of made-up vaults
# --- making a vault


def _new(place: Place) -> Path:
    return place.root / "nieuw" / "nieuw.advieskluis"


def _make(place: Place) -> Services:
    return kluis.create(_new(place), organisatie(), passphrase=PASSPHRASE, slot_name=_NAME, kdf=CHEAP)


def _judge_new(place: Place, told: list[str]) -> list[str]:
    try:
        key = unlock(_new(place), PASSPHRASE)
    except NotAVault:
        if "done" in told:
            return ["the vault is gone"]
        _make(place).close()
        key = unlock(_new(place), PASSPHRASE)
    services = open_vault(_new(place), key)
    try:
        wrong = [] if len(services.catalogus.list_all()) else ["the catalogue is not there"]
        services.beheer.organisatie()
    finally:
        services.close()
    return wrong + whole(_new(place), key)


# --- other keys


def _opened(place: Place) -> tuple[Services, str]:
    """The vault with a second person in it."""
    services = open_vault(place.folder, place.key)
    return services, services.context.vault.add_opening_slot("J. de Vries", SECOND, kdf=CHEAP)


def _rekey(place: Place, _tell: Tell) -> Go:
    services, _ = _opened(place)
    return lambda: services.context.vault.rekey({place.key.slot_id: PASSPHRASE})


def _judge_rekey(place: Place, told: list[str]) -> list[str]:
    key = opens(place.folder, PASSPHRASE)
    if key is None:
        return ["the passphrase opens it no more"]
    is_new = key.data_key != place.key.data_key
    wrong = whole(place.folder, key)
    if "done" in told and not is_new:
        wrong.append("the new key was acknowledged and is not there")
    if (opens(place.folder, SECOND) is None) is not is_new:
        wrong.append("whom the re-key keeps out opens it, or the other way round")
    if is_new and _opens_raw(place.folder, place.key.data_key):
        wrong.append("the old key opens it too")
    return wrong


def _opens_raw(folder: Path, data_key: bytes) -> bool:
    from veiligheidsadvies.vault.unlock import opens as opens_raw

    return opens_raw(folder, data_key)


def _slot_change(act: Callable[[Services, Place, str], object]) -> Callable[[Place, Tell], Go]:
    def prepare(place: Place, _tell: Tell) -> Go:
        services, other = _opened(place)
        return lambda: act(services, place, other)

    return prepare


def _judge_slots(
    *, lost: str | None = None, won: str | None = None
) -> Callable[[Place, list[str]], list[str]]:
    """`lost` opens until the change is done, `won` from then on; half-way one of the two does."""

    def judge(place: Place, told: list[str]) -> list[str]:
        stays = SECOND if lost == PASSPHRASE else PASSPHRASE
        key = opens(place.folder, stays)
        if key is None:
            return ["who has nothing to do with it is kept out"]
        wrong = whole(place.folder, key)
        still = lost is not None and opens(place.folder, lost) is not None
        already = won is not None and opens(place.folder, won) is not None
        if "done" in told and (still or (won is not None and not already)):
            wrong.append("what was acknowledged does not hold")
        if lost is not None and won is not None and still is already:
            wrong.append("both secrets open it, or neither does")
        return wrong

    return judge


def _change_passphrase(services: Services, place: Place, _other: str) -> None:
    services.context.vault.change_passphrase(place.key.slot_id, old=PASSPHRASE, new=THIRD, kdf=CHEAP)


# --- the newest schema


def _frozen(version: int) -> Change:
    def folder(place: Place) -> Path:
        return place.root / f"schema_{version}.advieskluis"

    def prepare(place: Place, _tell: Tell) -> Go:
        shutil.copytree(FROZEN / folder(place).name, folder(place))
        return lambda: open_vault(folder(place), frozen_key(version)).close()

    def judge(place: Place, _told: list[str]) -> list[str]:
        services = open_vault(folder(place), frozen_key(version))
        try:
            wrong = not_as_frozen(services.context.vault.connection, version)
        finally:
            services.close()
        return wrong + whole(folder(place), frozen_key(version))

    return Change(name=f"migration from {version}", prepare=prepare, judge=judge)


@functools.cache
def frozen_key(version: int) -> UnlockedKey:
    """The key of the vault of a released schema."""
    return unlock(FROZEN / f"schema_{version}.advieskluis", _FROZEN_PASSPHRASE)


def frozen_versions() -> list[int]:
    """Every schema that was released with records in it and is not the newest, the oldest first."""
    found = [int(path.stem.removeprefix("schema_")) for path in FROZEN.glob("schema_*.json")]
    return sorted(version for version in found if version < migrate.scripts()[-1].version)


def not_as_frozen(connection: Connection, version: int) -> list[str]:
    """Rows that are not what they were in that schema; a later one only adds columns at the end."""
    expected: dict[str, list[list[Any]]] = json.loads((FROZEN / f"schema_{version}.json").read_text("utf-8"))
    wrong = []
    for table, rows in expected.items():
        found = connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608 - our names
        if [list(row)[: len(old)] for row, old in zip(found, rows, strict=False)] != rows:
            wrong.append(f"{table} is not what it was")
        if len(found) != len(rows) or table not in BY_TABLE:
            wrong.append(f"{table} has {len(found)} rows, not {len(rows)}")
    return wrong


# --- locking


def _lock(place: Place, tell: Tell) -> Go:
    services = open_vault(place.folder, place.key)
    services.beheer.keep_room()
    worker = Worker(services, place.chance, place.root)
    worker.do("save", tell)

    def go() -> None:
        services.concepten.save("maatregel:1", {"tekst": "halve zin " * 500})
        tell("draft")
        services.close()

    return go


def _judge_lock(place: Place, told: list[str]) -> list[str]:
    services = open_vault(place.folder, place.key)
    try:
        gone = sound.missing(services, [json.loads(line) for line in told if line.startswith("{")])
        if "draft" in told and not services.concepten.find("maatregel:1"):
            gone.append("what was typed is gone")
    finally:
        services.close()
    return gone + whole(place.folder, place.key)


CHANGES: dict[str, list[Change]] = {
    "first creation": [
        Change(name="first creation", prepare=lambda place, _: lambda: _make(place).close(), judge=_judge_new)
    ],
    "re-key": [Change(name="re-key", prepare=_rekey, judge=_judge_rekey)],
    "slot change": [
        Change(
            name="add an opening slot",
            prepare=_slot_change(
                lambda services, _, __: services.context.vault.add_opening_slot(_NAME, THIRD, kdf=CHEAP)
            ),
            judge=_judge_slots(won=THIRD),
        ),
        Change(
            name="change a passphrase",
            prepare=_slot_change(_change_passphrase),
            judge=_judge_slots(lost=PASSPHRASE, won=THIRD),
        ),
        Change(
            name="take a slot away",
            prepare=_slot_change(lambda services, _, other: services.context.vault.remove_slot(other)),
            judge=_judge_slots(lost=SECOND),
        ),
        Change(
            name="rename a slot",
            prepare=_slot_change(lambda services, _, other: services.beheer.rename_slot(other, "J. Smit")),
            judge=_judge_slots(),
        ),
        Change(
            name="add an approval slot",
            prepare=_slot_change(
                lambda services, _, __: services.context.vault.add_approval_slot(_NAME, THIRD, kdf=CHEAP)
            ),
            judge=_judge_slots(),
        ),
    ],
    "migration": [_frozen(version) for version in frozen_versions()],
    "backup": copies.BACKUP,
    "restore": copies.RESTORE,
    "lock": [Change(name="lock", prepare=_lock, judge=_judge_lock)],
    "destruction": destroying.DESTRUCTION,
}
"""By the words of the table; a kind may have variants, which take turns."""
