"""Whoever had a key slot, as the database remembers it: names, public keys, and when a slot was last used.

The log and old approvals stay readable after a slot is gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.keys import Slot

RENAMED = "sleutel hernoemen"


def names(connection: Connection) -> dict[str, str]:
    """The last name of every slot that ever was, by slot id; the recovery sheet among them."""
    return dict(connection.execute("SELECT sleuf_id, naam FROM sleutelhouder").fetchall())


def may_be_name(connection: Connection, slot_id: str, name: str) -> bool:
    """Whether a slot has this name, or may have had it: of a renamed one the older names are not kept."""
    kept = connection.value("SELECT naam FROM sleutelhouder WHERE sleuf_id = ?", (slot_id,))
    if kept is None or kept == name:
        return kept is not None
    renamed = "SELECT 1 FROM logregel WHERE tabel IS NULL AND actie = ? AND object = ?"
    return connection.value(renamed, (RENAMED, f"sleutel:{slot_id}")) is not None


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
