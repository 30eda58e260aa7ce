"""Room for the last drafts when the disk is full.

A megabyte lies in the database, so that new pages need no new disk, and the write-ahead log is stretched as
far soon after the vault opens, so that writing them down needs none either.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable, VaultDamaged
from veiligheidsadvies.vault.database import Connection, transaction

SIZE = 1024 * 1024
_TABLE, _NEW = "reserve", "reserve_nieuw"


def prepare(connection: Connection) -> None:
    """Put the reserve in its place; a disk that is full already is no reason to stop."""
    try:
        with transaction(connection):
            connection.execute(
                "INSERT INTO reserve (id, vulling) VALUES (1, randomblob(:size))"
                " ON CONFLICT (id) DO UPDATE SET vulling = excluded.vulling",
                {"size": SIZE},
            )
        # From here the log is written from its beginning again, over room it already has.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except StorageUnavailable as error:
        if error.failure is not StorageFailure.VOL:
            raise


@contextlib.contextmanager
def given_up(connection: Connection) -> Iterator[None]:
    """Within the block freed pages are not overwritten: that would take the room which the reserve gives."""
    with contextlib.suppress(StorageUnavailable):
        connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    connection.execute("PRAGMA secure_delete = OFF").fetchall()
    try:
        yield
    finally:
        connection.execute("PRAGMA secure_delete = ON").fetchall()


def drop(connection: Connection) -> None:
    """Free the reserve inside the open transaction; the next unlock puts it back."""
    connection.execute("DELETE FROM reserve")


def is_damaged(connection: Connection) -> bool:
    """Whether the room cannot be read; nobody's data lies in it. The connection is of no use afterwards."""
    try:
        connection.execute("SELECT vulling FROM reserve").fetchall()
    except (VaultDamaged, MemoryError):
        return True
    return False


def make_anew(connection: Connection) -> None:
    """Put an empty table in the place of a damaged one, over a fresh connection.

    Its pages cannot be freed, for that they would have to be read: the table gets a root page of its own and
    the file is written anew without them. Raises VaultDamaged, with
    nothing changed, when anything else is damaged.
    """
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    sql = dict(rows)[_TABLE]
    for name, _ in rows:
        if name != _TABLE:
            connection.execute(f'SELECT * FROM "{name}"').fetchall()
    connection.execute("PRAGMA writable_schema = ON").fetchall()
    try:
        with transaction(connection):
            connection.execute(sql.replace(_TABLE, _NEW, 1))
            connection.execute(
                "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = ?)"
                " WHERE name = ?",
                (_NEW, _TABLE),
            )
            connection.execute("DELETE FROM sqlite_master WHERE name = ?", (_NEW,))
    finally:
        connection.execute("PRAGMA writable_schema = RESET").fetchall()
    connection.execute("VACUUM")
