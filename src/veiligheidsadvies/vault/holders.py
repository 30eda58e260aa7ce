"""Whoever had a key slot, as the database remembers it: names, public keys, and when a slot was last used.

The log and old approvals stay readable after a slot is gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.keys import Slot


def known_ids(connection: Connection) -> frozenset[str]:
    """Every slot that ever was, the recovery sheet among them."""
    return frozenset(row[0] for row in connection.execute("SELECT sleuf_id FROM sleutelhouder"))


def present(connection: Connection) -> dict[str, str]:
    """The names of who has a slot now, by slot id, as the database last knew it."""
    kept = connection.execute(
        "SELECT sleuf_id, naam FROM sleutelhouder WHERE soort <> 'herstelblad' AND ingetrokken_op IS NULL"
    )
    return dict(kept.fetchall())


def keep(connection: Connection, slots: Sequence[Slot], *, at: str) -> None:
    """Remember these slots, and since when the others are gone; inside a transaction."""
    for slot in slots:
        connection.execute(
            "INSERT INTO sleutelhouder (sleuf_id, naam, soort, publieke_sleutel, sinds)"
            " VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (sleuf_id) DO UPDATE SET naam = excluded.naam, ingetrokken_op = NULL",
            (slot.id, slot.name, slot.kind.value, slot.public_key or None, slot.created),
        )
    for slot_id in present(connection).keys() - {slot.id for slot in slots}:
        connection.execute("UPDATE sleutelhouder SET ingetrokken_op = ? WHERE sleuf_id = ?", (at, slot_id))


def last_openings(connection: Connection) -> dict[str, str]:
    """When each slot opened this vault last (ISO time in UTC), by slot id, as the log tells."""
    rows = connection.execute(
        "SELECT actor, max(tijdstip) FROM logregel"
        " WHERE tabel IS NULL AND actie IN ('openen', 'openen met herstelblad') AND resultaat = 'gelukt'"
        " GROUP BY actor"
    )
    return dict(rows.fetchall())
