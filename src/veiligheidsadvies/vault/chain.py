"""The chain of log rows: each holds ids only and the MAC of the row before it.

The six fields of BIO2 8.15.01 (action, object, result, origin, actor, time) and a salted SHA-256 of what the
row held before and after go under HMAC-SHA256. A cut tail, or a chain made anew by who holds the log key, is
seen only by comparing a head that was printed or kept elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass

from veiligheidsadvies.vault import crockford
from veiligheidsadvies.vault.database import Connection

HEAD_SIGNS = 16
_COLUMNS = (
    "nummer, handeling, actie, object, tabel, rij, dossier_id, resultaat, oorsprong, actor, tijdstip,"
    " som_voor, som_na"
)
_INSERT = f"INSERT INTO logregel ({_COLUMNS}, mac) VALUES ({', '.join('?' * 14)})"
_NAMES = (*_COLUMNS.split(", "), "omschrijving", "soort", "keert_om")
_VERIFIED = (
    "SELECT l.nummer, l.handeling, l.actie, l.object, l.tabel, l.rij, l.dossier_id, l.resultaat, l.oorsprong,"
    " l.actor, l.tijdstip, l.som_voor, l.som_na, h.omschrijving, h.soort, h.keert_om, l.mac,"
    " b.zout, b.voor, b.na FROM logregel l LEFT JOIN handeling h ON h.nummer = l.handeling"
    " LEFT JOIN beeld b ON b.regel = l.nummer WHERE l.nummer > ? ORDER BY l.nummer"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row to be; `object` is "table:id" or what a note is about, never a value of a record."""

    verb: str
    object: str
    result: str = "gelukt"
    origin: str = "venster"
    table: str | None = None
    row: int | None = None
    dossier_id: int | None = None
    before_sum: bytes | None = None
    after_sum: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOfRow:
    """The user action a row belongs to."""

    number: int
    description: str
    kind: str
    reverses: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """`rows` were read; `first_wrong` is the number of the first row that does not fit, None when all do."""

    rows: int
    first_wrong: int | None


class Chain:
    """Appends to and verifies the log of one open vault."""

    def __init__(self, connection: Connection, *, log_key: bytes, vault_id: str) -> None:
        self._connection = connection
        self._log_key = log_key
        self._vault_id = vault_id
        self._first = hashlib.sha256(b"veiligheidsadvies logketen v1\0" + vault_id.encode()).digest()

    def over(self, connection: Connection) -> Chain:
        """The same chain in another file of this vault."""
        return Chain(connection, log_key=self._log_key, vault_id=self._vault_id)

    def __repr__(self) -> str:
        return "Chain(…)"

    def last(self) -> tuple[int, bytes]:
        """Number and MAC of the newest row; 0 and the seed of this vault before the first."""
        row = self._connection.execute(
            "SELECT nummer, mac FROM logregel ORDER BY nummer DESC LIMIT 1"
        ).fetchone()
        return (row[0], row[1]) if row else (0, self._first)

    def append(
        self,
        entry: Entry,
        *,
        actor: str,
        at: dt.datetime,
        action: ActionOfRow | None,
        after: tuple[int, bytes] | None = None,
    ) -> tuple[int, bytes]:
        """Add one row in the open transaction; its number and MAC. `after` is the newest row, if known."""
        last, previous = after or self.last()
        fields = (
            last + 1,
            action.number if action else None,
            entry.verb,
            entry.object,
            entry.table,
            entry.row,
            entry.dossier_id,
            entry.result,
            entry.origin,
            actor,
            at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            entry.before_sum,
            entry.after_sum,
        )
        extra = (action.description, action.kind, action.reverses) if action else (None, None, None)
        mac = self._mac(previous, (*fields, *extra))
        self._connection.execute(_INSERT, (*fields, mac))
        return last + 1, mac

    def verify(
        self,
        *,
        see: Callable[[int, bytes], None] | None = None,
        known: tuple[int, str] | None = None,
    ) -> Verification:
        """Recompute every MAC and every image that is still there; `see` gets number and MAC of each row.

        `known` is number and head of a row up to which all was verified before: from there, if it still is.
        """
        count, previous = self._begin(known)
        for row in self._connection.execute(_VERIFIED, (count,)):
            count += 1
            fields, mac, (salt, before, after) = row[:16], row[16], row[17:]
            is_right = (
                row[0] == count
                and hmac.compare_digest(mac, self._mac(previous, fields))
                and (salt is None or (_fits(salt, before, row[11]) and _fits(salt, after, row[12])))
            )
            if not is_right:
                return Verification(rows=count, first_wrong=count)
            if see is not None:
                see(count, mac)
            previous = mac
        return Verification(rows=count, first_wrong=None)

    def _begin(self, known: tuple[int, str] | None) -> tuple[int, bytes]:
        mac = None if known is None else self.mac_of(known[0])
        if known is None or mac is None or head(mac) != known[1]:
            return 0, self._first
        return known[0], mac

    def mac_of(self, number: int) -> bytes | None:
        """The MAC of one row, None when there is no such row."""
        value: bytes | None = self._connection.value("SELECT mac FROM logregel WHERE nummer = ?", (number,))
        return value

    def _mac(self, previous: bytes, fields: tuple[object, ...]) -> bytes:
        text = json.dumps(
            dict(zip(_NAMES, fields, strict=True)),
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
            default=bytes.hex,
        )
        return hmac.digest(self._log_key, previous + text.encode(), "sha256")


def image_sum(salt: bytes, image: str | None) -> bytes | None:
    """The salted SHA-256 of an image, None when there is none."""
    return None if image is None else hashlib.sha256(salt + image.encode()).digest()


def _fits(salt: bytes, image: str | None, expected: bytes | None) -> bool:
    return image_sum(salt, image) == expected


def head(mac: bytes) -> str:
    """The 16 signs (80 bits) of a row's MAC that are printed on paper, in four groups."""
    return crockford.in_groups(crockford.encode(int.from_bytes(mac[:10], "big"), HEAD_SIGNS))
