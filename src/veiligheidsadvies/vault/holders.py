"""Whoever had a key slot, as the database remembers it: names, public keys, and when a slot was last used.

The log and old approvals stay readable after a slot is gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.keys import Slot

RENAMED = "sleutel hernoemen"
FORMER = "sleutelnaam:"
"""Setting, before the id of a slot and the last log row of that time: a name that the slot had."""

GENERATION = "sleutelgeneratie"
"""Setting: the generation of the newest slot file that the database knows."""


def names(connection: Connection) -> dict[str, str]:
    """The last name of every slot that ever was, by slot id; the recovery sheet among them."""
    return dict(connection.execute("SELECT sleuf_id, naam FROM sleutelhouder").fetchall())


def may_be_name(connection: Connection, slot_id: str, name: str) -> bool:
    """Whether a slot has this name or had it; or may have, when it was renamed and no name was kept."""
    known = every_name(connection, slot_id)
    if not known or name in known:
        return bool(known)
    renamed: int = connection.value(
        "SELECT count(*) FROM logregel WHERE tabel IS NULL AND actie = ? AND object = ?",
        (RENAMED, f"sleutel:{slot_id}"),
    )
    return renamed > len(_former(connection, slot_id))


def every_name(connection: Connection, slot_id: str, *, until: int | None = None) -> frozenset[str]:
    """The names of a slot, present and former; or those it had when a row of the log was written."""
    found: set[str] = set()
    for last, name in _former(connection, slot_id):
        found.add(name)
        if until is not None and last >= until:
            return frozenset(found)
    kept = connection.value("SELECT naam FROM sleutelhouder WHERE sleuf_id = ?", (slot_id,))
    return frozenset(found if kept is None else {*found, kept})


def writer(connection: Connection, table: str, row: int) -> tuple[str, int] | None:
    """The slot that wrote a row at first and the number of that log row; None when the log has none."""
    found: tuple[str, int] | None = connection.execute(
        "SELECT actor, nummer FROM logregel WHERE tabel = ? AND rij = ? AND som_voor IS NULL"
        " ORDER BY nummer DESC LIMIT 1",
        (table, row),
    ).fetchone()
    return found


def _former(connection: Connection, slot_id: str) -> list[tuple[int, str]]:
    start = f"{FORMER}{slot_id}:"
    rows: list[tuple[int, str]] = connection.execute(
        "SELECT CAST(substr(naam, ?) AS INTEGER) AS tot, waarde FROM instelling"
        " WHERE naam >= ? AND naam < ? ORDER BY tot",
        (len(start) + 1, start, start + "~"),
    ).fetchall()
    return rows


def present(connection: Connection) -> dict[str, str]:
    """The names of who has a slot now, by slot id, as the database last knew it."""
    kept = connection.execute(
        "SELECT sleuf_id, naam FROM sleutelhouder WHERE soort <> 'herstelblad' AND ingetrokken_op IS NULL"
    )
    return dict(kept.fetchall())


def keep(connection: Connection, slots: Sequence[Slot], *, at: str) -> None:
    """Remember these slots and the names they had, and since when the others are gone; in a transaction."""
    known = names(connection)
    last = connection.value("SELECT coalesce(max(nummer), 0) FROM logregel")
    for slot in slots:
        if known.get(slot.id, slot.name) != slot.name:
            connection.execute(
                "INSERT OR REPLACE INTO instelling (naam, waarde) VALUES (?, ?)",
                (f"{FORMER}{slot.id}:{last}", known[slot.id]),
            )
        connection.execute(
            "INSERT INTO sleutelhouder (sleuf_id, naam, soort, publieke_sleutel, sinds)"
            " VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (sleuf_id) DO UPDATE SET naam = excluded.naam, ingetrokken_op = NULL",
            (slot.id, slot.name, slot.kind.value, slot.public_key or None, slot.created),
        )
    for slot_id in present(connection).keys() - {slot.id for slot in slots}:
        connection.execute("UPDATE sleutelhouder SET ingetrokken_op = ? WHERE sleuf_id = ?", (at, slot_id))


def revoked(connection: Connection) -> frozenset[str]:
    """Who had a slot and has none now, by slot id."""
    gone = connection.execute("SELECT sleuf_id FROM sleutelhouder WHERE ingetrokken_op IS NOT NULL")
    return frozenset(slot_id for (slot_id,) in gone)


def generation(connection: Connection) -> int:
    """The generation of the newest slot file that the database knows; 0 when it knows none."""
    return int(connection.value("SELECT waarde FROM instelling WHERE naam = ?", (GENERATION,)) or 0)


def keep_generation(connection: Connection, number: int) -> None:
    """Remember the generation of the slot file; in a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO instelling (naam, waarde) VALUES (?, ?)", (GENERATION, str(number))
    )


def last_openings(connection: Connection) -> dict[str, str]:
    """When each slot opened this vault last (ISO time in UTC), by slot id, as the log tells."""
    rows = connection.execute(
        "SELECT actor, max(tijdstip) FROM logregel"
        " WHERE tabel IS NULL AND actie IN ('openen', 'openen met herstelblad') AND resultaat = 'gelukt'"
        " GROUP BY actor"
    )
    return dict(rows.fetchall())
