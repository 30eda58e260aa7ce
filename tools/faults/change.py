"""A change of a whole vault, which may be broken off anywhere, and whether a vault is whole afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.faults import sound
from tools.faults.child import Tell
from tools.faults.place import Place
from veiligheidsadvies.domain.errors import WrongPassphrase
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault, unlock

Go = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`prepare` comes before and gives what may be broken off; `judge` names what is wrong afterwards.

    The lines that were told, "done" the last of them, tell `judge` how far it came.
    """

    name: str
    prepare: Callable[[Place, Tell], Go]
    judge: Callable[[Place, list[str]], list[str]]


def opens(folder: Path, passphrase: str) -> UnlockedKey | None:
    """The key behind a passphrase, None when it does not open the vault."""
    try:
        return unlock(folder, passphrase)
    except WrongPassphrase:
        return None


def whole(folder: Path, key: UnlockedKey) -> list[str]:
    """What is wrong with a vault after opening it, and with the files it consists of."""
    services = open_vault(folder, key)
    try:
        wrong = sound.faults(services)
    finally:
        services.close()
    left = [*folder.glob("*.tmp"), *folder.glob("*.nieuw*"), *folder.rglob("*.deel")]
    return wrong + [f"{path.name} was left behind" for path in left]
