"""Room for the last drafts when the disk is full.

A megabyte lies in the database, so that new pages need no new disk, and the write-ahead log is stretched as
far soon after the vault opens, so that writing them down needs none either.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.vault.database import Connection, transaction

SIZE = 1024 * 1024


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
