"""Flipped bits, cut-off files, pages and files of another vault, an older vault put back.

Each is noticed: opening or a check tells it in Dutch, or nothing that counts was hit and all of it is there.
The slots come back from their copy or the recovery sheet, and the vault goes on.
"""

from __future__ import annotations

import contextlib
import functools
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.faults import copies, sound
from tools.faults import place as places
from tools.faults.place import PASSPHRASE, Place, tried
from tools.faults.row import Outcome, Row
from tools.faults.work import Worker
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.beheer import Notice
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault, unlock, unlock_by_recovery
from veiligheidsadvies.services.kopieen import SUFFIX
from veiligheidsadvies.text.messages import explain
from veiligheidsadvies.vault import recovery, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, PAGE_SIZE

_COPY = f"hand{SUFFIX}"
_WAL = f"{DATABASE_NAME}-wal"
Hurt = Callable[[Place], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the program did with a damaged vault: what it told, and the records it showed."""

    told: tuple[str, ...]
    state: sound.State | None


# --- the ways to hurt a file


def flip(path: Path, chance: random.Random) -> None:
    """One to eight bits."""
    content = bytearray(path.read_bytes())
    for at in chance.sample(range(len(content) * 8), chance.randint(1, 8)):
        content[at // 8] ^= 1 << at % 8
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    """Any length shorter than it was."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def either(path: Path, chance: random.Random) -> None:
    """Flipped or cut."""
    chance.choice((flip, cut))(path, chance)


def _flip_database(place: Place) -> None:
    flip(place.folder / DATABASE_NAME, place.chance)


def _cut_database(place: Place) -> None:
    cut(place.folder / DATABASE_NAME, place.chance)


def _swap_pages(place: Place) -> None:
    """Two pages in each other's place."""
    path = place.folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    one, other = place.chance.sample(range(len(content) // PAGE_SIZE), 2)
    first, second = (
        slice(one * PAGE_SIZE, (one + 1) * PAGE_SIZE),
        slice(other * PAGE_SIZE, (other + 1) * PAGE_SIZE),
    )
    content[first], content[second] = content[second], content[first]
    path.write_bytes(content)


def _foreign_page(place: Place) -> None:
    """A page of another vault, at its own number."""
    path, other = place.folder / DATABASE_NAME, (_other() / DATABASE_NAME).read_bytes()
    content = bytearray(path.read_bytes())
    at = place.chance.randrange(min(len(content), len(other)) // PAGE_SIZE) * PAGE_SIZE
    content[at : at + PAGE_SIZE] = other[at : at + PAGE_SIZE]
    path.write_bytes(content)


def _foreign_file(place: Place) -> None:
    """A whole file of another vault."""
    names = place.chance.choice(((DATABASE_NAME,), slotfile.NAMES))
    for name in names:
        shutil.copyfile(_other() / name, place.folder / name)


def _foreign_slot_file(place: Place) -> None:
    """One of the two, of another vault that has the same passphrase."""
    name = place.chance.choice(slotfile.NAMES)
    shutil.copyfile(_other() / name, place.folder / name)


def _one_slot_file(place: Place) -> None:
    either(place.folder / place.chance.choice(slotfile.NAMES), place.chance)


def _no_slot_file(place: Place) -> None:
    (place.folder / place.chance.choice(slotfile.NAMES)).unlink()


def _both_slot_files(place: Place) -> None:
    for name in slotfile.NAMES:
        either(place.folder / name, place.chance)


def _write_ahead(place: Place) -> None:
    """What a crash left, damaged before the next start."""
    aside = place.root / "na-crash"
    services = open_vault(place.folder, place.key)
    for _ in range(place.chance.randint(1, 3)):
        Worker(services, place.chance, place.root).do("save", lambda _: None)
    shutil.copytree(place.folder, aside)
    services.close()
    shutil.rmtree(place.folder)
    aside.rename(place.folder)
    either(place.folder / _WAL, place.chance)


def _older(place: Place) -> None:
    """The vault as it was, while this machine saw a newer one."""
    aside = place.root / "ouder"
    shutil.copytree(place.folder, aside)
    services = open_vault(place.folder, place.key)
    Worker(services, place.chance, place.root).do("save", lambda _: None)
    services.close()
    shutil.rmtree(place.folder)
    aside.rename(place.folder)


def _hurt_copy(place: Place) -> None:
    services = open_vault(place.folder, place.key)
    copies.copy_by_hand(services, place.root / _COPY)
    services.close()
    either(place.root / _COPY, place.chance)


def _other_copy(place: Place) -> None:
    """A copy of another vault, to be put back over this one."""
    services = open_vault(_other(), unlock(_other(), PASSPHRASE))
    copies.copy_by_hand(services, place.root / _COPY)
    services.close()


@functools.cache
def _other() -> Path:
    """Another vault; made once in each process."""
    folder = places.root() / f"ander-{random.randrange(1 << 60)}.advieskluis"  # noqa: S311 - a name
    kluis.create(
        folder, places.organisatie(), passphrase=PASSPHRASE, slot_name="J. Smit", kdf=places.CHEAP
    ).close()
    return folder


# --- what the program does with it


def _state(place: Place) -> sound.State:
    services = open_vault(place.folder, place.key)
    try:
        return sound.state(services)
    finally:
        services.close()


def _key(place: Place) -> tuple[UnlockedKey, list[str]]:
    """With the passphrase, or else with the recovery sheet."""
    try:
        return unlock(place.folder, PASSPHRASE), []
    except UserError as error:
        sheet = unlock_by_recovery(place.folder, recovery.groups_of(place.key.data_key))
        return sheet, [explain(error)]


def _put_back(place: Place) -> list[str]:
    try:
        copies.put_back(place.root / _COPY, place.folder)
    except UserError as error:
        return [explain(error)]
    return []


def _look(place: Place) -> Found:
    """Open, look at every record, run every check. Whatever is not told in Dutch comes out as it is."""
    told: list[str] = []
    state = None
    with contextlib.ExitStack() as closing:
        try:
            if (place.root / _COPY).exists():
                told += _put_back(place)
            key, told_of_key = _key(place)
            told += told_of_key
            services = open_vault(place.folder, key)
            closing.callback(services.close)
            told += [notice.value for notice in services.beheer.notices()]
            told += [check.name for check in services.beheer.checks() if not check.ok]
            state = sound.state(services)
        except UserError as error:
            told.append(explain(error))
    return Found(told=tuple(told), state=state)


def _run(seed: int) -> Outcome:
    name = list(HURTS)[seed % len(HURTS)]
    hurt, judge = HURTS[name]
    with tried(ROW.name, seed) as place:
        before = _state(place)
        hurt(place)
        found = _look(place)
        is_as_before = found.state == before
        wrong = judge(found, is_as_before=is_as_before)
    return Outcome(
        struck=int(bool(found.told)), found=(f"{name}: {wrong}",) if wrong else (), lost=int("lost" in wrong)
    )


# --- what must come of it


def _is_told(found: Found, *, is_as_before: bool) -> str:
    """Nothing of the database is without meaning."""
    del is_as_before
    return "" if found.told else "was not noticed"


def _is_told_or_whole(found: Found, *, is_as_before: bool) -> str:
    """A space in a slot file, an old part of the write-ahead log: nothing is lost without a word."""
    return "" if found.told or is_as_before else "was not noticed, and records are lost"


def _comes_back(found: Found, *, is_as_before: bool) -> str:
    """The slots stand there twice, and on paper."""
    return "" if is_as_before else f"records are lost: {found.told}"


def _is_warned(found: Found, *, is_as_before: bool) -> str:
    del is_as_before
    is_warned = {Notice.OUDERE_KLUIS.value, "oudere kluis"} <= set(found.told)
    return "" if is_warned else "an older vault was not noticed"


def _is_refused(found: Found, *, is_as_before: bool) -> str:
    """A copy that is not as it was written is not put back, and the vault stays what it is."""
    return "" if found.told and is_as_before else f"was put back: {found.told}"


def _of_other(found: Found, *, is_as_before: bool) -> str:
    """Slot files of another vault open nothing; the sheet does, and another database opens with nothing."""
    del is_as_before
    return "" if found.told else "a file of another vault was not noticed"


HURTS: dict[str, tuple[Hurt, Callable[..., str]]] = {
    "bits in the database": (_flip_database, _is_told),
    "cut-off database": (_cut_database, _is_told),
    "pages swapped": (_swap_pages, _is_told),
    "page of another vault": (_foreign_page, _is_told),
    "file of another vault": (_foreign_file, _of_other),
    "one slot file of another vault": (_foreign_slot_file, _comes_back),
    "one slot file": (_one_slot_file, _comes_back),
    "no slot file": (_no_slot_file, _comes_back),
    "both slot files": (_both_slot_files, _comes_back),
    "write-ahead log": (_write_ahead, _is_told_or_whole),
    "older vault": (_older, _is_warned),
    "backup": (_hurt_copy, _is_refused),
    "backup of another vault": (_other_copy, _is_refused),
}


ROW = Row(
    name="damage",
    title="bit flips and truncations; pages and files of another vault; an older vault put back",
    tries=1000,
    short=len(HURTS),
    run=_run,
    locks_memory=False,
    strikes=0.8,
)
