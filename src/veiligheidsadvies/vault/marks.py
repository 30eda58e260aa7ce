"""What this machine remembers of a vault outside it: the last seen log head and the highest numbers used.

With it an older vault that was put back is noticed, and a copy or order number is never used twice. The file
holds no content of the vault. One file per vault id in the configuration folder.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.vault.files import environment_errors, read_small, write_atomically

_VAULT_ID = re.compile(r"[0-9a-f]{16,64}")
_HIGHEST_NUMBER = 9_999_999  # what a copy number holds; more is no memory of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`row` is the number of the last seen log row, `head` its 16 signs; `numbers` by "series/year"."""

    row: int = 0
    head: str = ""
    last_slot: str = ""
    numbers: dict[str, int] = field(default_factory=dict)

    def with_number(self, name: str, number: int) -> Marks:
        """The same with at least `number` under `name`."""
        return replace(self, numbers={**self.numbers, name: max(number, self.numbers.get(name, 0))})


def read(vault_id: str) -> Marks:
    """What is remembered; an absent or damaged file is an empty memory."""
    try:
        data = json.loads(read_small(_path(vault_id)))
        return Marks(
            row=int(data["regel"]),
            head=str(data["kop"]),
            last_slot=str(data["sleuf"]),
            numbers={
                str(name): int(number)
                for name, number in data["nummers"].items()
                if 0 < int(number) <= _HIGHEST_NUMBER
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return Marks()


def write(vault_id: str, marks: Marks, *, is_durable: bool) -> None:
    """Remember; durable where a number depends on it. Raises StorageUnavailable."""
    data = {"regel": marks.row, "kop": marks.head, "sleuf": marks.last_slot, "nummers": marks.numbers}
    path = _path(vault_id)
    with environment_errors():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps(data, sort_keys=True).encode(), is_durable=is_durable)


def _path(vault_id: str) -> Path:
    if not _VAULT_ID.fullmatch(vault_id):
        raise ValueError("not a vault id")
    return paths.configuration() / "kluizen" / f"{vault_id}.json"
