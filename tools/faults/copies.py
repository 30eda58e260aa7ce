"""Making a copy of the vault and putting one back, which may be broken off anywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tools.faults import sound
from tools.faults.change import Change, Go, opens, whole
from tools.faults.child import Tell
from tools.faults.place import PASSPHRASE, Place
from tools.faults.work import Worker
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.services.herstel import Herstelkeuze, Teruggave
from veiligheidsadvies.services.kluis import Services, UnlockedKey, open_vault
from veiligheidsadvies.services.kopieen import SUFFIX
from veiligheidsadvies.vault import location, restoring


def copy_by_hand(services: Services, target: Path) -> None:
    """A copy that was read back and is registered."""
    services.kopieen.keep_hand(services.kopieen.prepare_hand(target)(_silent))


def put_back(copy: Path, folder: Path) -> None:
    """The whole of a restore with the passphrase, as the command line does it."""
    back = Teruggave.unpack(copy, folder)
    key = back.unlock(PASSPHRASE)
    back.finish(key, Herstelkeuze())
    back.swap(key)


def _silent(_: float) -> None:
    pass


def _backup(place: Place, tell: Tell) -> Go:
    services = open_vault(place.folder, place.key)
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(_silent))
    Worker(services, place.chance, place.root).do("save", tell)
    return lambda: services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(_silent))


def _copies(folder: Path) -> list[Path]:
    return sorted((folder / location.BACKUP_FOLDER).glob(f"*{SUFFIX}"))


def _judge_backup(place: Place, _told: list[str]) -> list[str]:
    """A new copy takes the place of one of the same day; there is always one that can be put back."""
    wrong = whole(place.folder, place.key)
    services = open_vault(place.folder, place.key)
    try:
        services.kopieen.keep_round(services.kopieen.prepare_round()(_silent))  # looks what is there
        wrong += [
            f"copy {kopie.bestand} is registered and is not there"
            for kopie in services.context.vault.list_copies()
            if not (place.folder / location.BACKUP_FOLDER / kopie.bestand).exists()
        ]
    finally:
        services.close()
    found = _copies(place.folder)
    if not found:
        wrong.append("every copy is gone")
    for number, path in enumerate(found):
        try:
            put_back(path, place.root / f"teruggezet-{number}.advieskluis")
        except UserError as error:
            wrong.append(f"a copy cannot be put back: {type(error).__name__}")
    return wrong


def _restore(place: Place, tell: Tell) -> Go:
    """Back to a copy of before the last change, over the vault of now."""
    services = open_vault(place.folder, place.key)
    copy = place.root / f"hand{SUFFIX}"
    copy_by_hand(services, copy)
    Worker(services, place.chance, place.root).do("save", tell)
    services.close()
    return lambda: put_back(copy, place.folder)


def _judge_restore(place: Place, told: list[str]) -> list[str]:
    key = opens(place.folder, PASSPHRASE)
    if key is None:
        return ["the passphrase opens it no more"]
    wrong = whole(place.folder, key)
    aside = restoring.list_set_aside(place.folder)
    is_back = _was_put_back(place.folder, key)
    if "done" in told and not is_back:
        wrong.append("the copy was put back and is not there")
    newest = [one.path for one in aside] if is_back else [place.folder]
    wrong += _lost(newest, key, told)
    if not (place.root / f"hand{SUFFIX}").exists():
        wrong.append("the copy is gone")
    for one in aside:
        wrong += whole(one.path, key)
    left = [path.name for path in place.root.iterdir() if path.name.startswith(".") and path.is_dir()]
    return wrong + [f"{name} was left behind" for name in left]


def _lost(folders: Sequence[Path], key: UnlockedKey, told: list[str]) -> list[str]:
    """What is gone of the work of after the copy; nothing when it stands whole in one of these vaults."""
    heard = [json.loads(line) for line in told if line.startswith("{")]
    wrong = ["the vault that made room is gone"]
    for folder in folders:
        services = open_vault(folder, key)
        try:
            wrong = sound.missing(services, heard)
        finally:
            services.close()
        if not wrong:
            break
    return wrong


def _was_put_back(folder: Path, key: UnlockedKey) -> bool:
    services = open_vault(folder, key)
    try:
        return any("terug" in line.verb for line in services.context.vault.history(limit=50))
    finally:
        services.close()


BACKUP = [Change(name="backup", prepare=_backup, judge=_judge_backup)]
RESTORE = [Change(name="restore", prepare=_restore, judge=_judge_restore)]
