"""What this machine remembers of a vault outside it: the last seen log heads and the highest numbers used.

With it an older vault that was put back is noticed, and a copy or order number is never used twice. The file
holds no content of the vault. One file per vault id in the configuration folder: a vault that was put back
beside another one shares it, so each has a log head of its own, and the numbers are of both.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import StorageUnavailable
from veiligheidsadvies.vault.files import environment_errors, read_small, write_atomically

_VAULT_ID = re.compile(r"[0-9a-f]{16,64}")
_HIGHEST_NUMBER = 9_999_999  # what a copy number holds; more is no memory of ours
_HIGHEST_ROW = 2**63 - 1
_MOST_HEADS = 16  # vaults that one copy was made of, on one machine
Head = tuple[int, str]
"""The number of a log row and its 16 signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`row` is the number of the last seen log row, `head` its 16 signs; `numbers` by "series/year".

    `heads` are the last seen log rows by place (`place_of`). `is_doubted`: paper may bear higher numbers.
    """

    row: int = 0
    head: str = ""
    last_slot: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    is_doubted: bool = False

    def with_number(self, name: str, number: int) -> Marks:
        """The same with at least `number` under `name`."""
        return replace(self, numbers={**self.numbers, name: max(number, self.numbers.get(name, 0))})

    def with_numbers(self, numbers: Mapping[str, int]) -> Marks:
        """The same with at least these numbers."""
        marks = self
        for name, number in numbers.items():
            marks = marks.with_number(name, number)
        return marks

    def with_head(self, place: str, seen: Head, *, gone: Collection[tuple[str, Head]] = ()) -> Marks:
        """The same with the log row that was seen in this place, and without these of other places."""
        kept = [item for item in self.heads.items() if item[0] != place and item not in gone]
        return replace(self, heads=dict([*kept, (place, seen)][-_MOST_HEADS:]))

    def expected_in(self, place: str) -> list[Head]:
        """One of these is in the log of a vault in this place; nothing is known without any.

        A vault that was moved holds what was seen where it stood.
        """
        if place in self.heads:
            return [self.heads[place]]
        return [*self.heads.values(), *([(self.row, self.head)] if self.row else [])]

    def reaches(self, seen: Head) -> bool:
        """Whether this machine saw a vault that goes at least as far as this log row."""
        return any(one == seen or one[0] > seen[0] for one in ((self.row, self.head), *self.heads.values()))


def place_of(folder: Path) -> str:
    """What tells a folder from others, without its name."""
    return hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]


def read(vault_id: str) -> Marks:
    """What is remembered; an absent or damaged file is an empty memory."""
    try:
        data = json.loads(read_small(_path(vault_id)))
        return Marks(
            row=_row(data["regel"]),
            head=str(data["kop"]),
            last_slot=str(data["sleuf"]),
            numbers={
                str(name): int(number)
                for name, number in data["nummers"].items()
                if 0 < int(number) <= _HIGHEST_NUMBER
            },
            heads=_heads(data.get("koppen", {})),
            is_doubted=data.get("onzeker") is True,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return Marks()


def write(vault_id: str, marks: Marks, *, is_durable: bool) -> None:
    """Remember; durable where a number depends on it. Raises StorageUnavailable."""
    data = {
        "regel": marks.row,
        "kop": marks.head,
        "sleuf": marks.last_slot,
        "nummers": marks.numbers,
        "koppen": marks.heads,
        "onzeker": marks.is_doubted,
    }
    path = _path(vault_id)
    with environment_errors():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps(data).encode(), is_durable=is_durable)


def doubt(vault_id: str, *, is_doubted: bool) -> None:
    """Remember whether paper may bear higher numbers than this machine knows, when it can be written."""
    known = read(vault_id)
    if known.is_doubted != is_doubted:
        with contextlib.suppress(StorageUnavailable):
            write(vault_id, replace(known, is_doubted=is_doubted), is_durable=True)


def _heads(data: dict[str, Any]) -> dict[str, Head]:
    return {str(place): (_row(row), str(head)) for place, (row, head) in data.items()}


def _row(found: Any) -> int:
    """The number of a log row; ValueError for one that no database holds."""
    row = int(found)
    if not 0 <= row <= _HIGHEST_ROW:
        raise ValueError("no log row")
    return row


def _path(vault_id: str) -> Path:
    if not _VAULT_ID.fullmatch(vault_id):
        raise ValueError("not a vault id")
    return paths.configuration() / "kluizen" / f"{vault_id}.json"
