"""What somebody who holds the data key can do to the log; the chain alone does not see it."""

from __future__ import annotations

from pathlib import Path

from veiligheidsadvies.vault.chain import Chain
from veiligheidsadvies.vault.database import Connection, open_database, transaction

_FIELDS = (
    "SELECT l.nummer, l.handeling, l.actie, l.object, l.tabel, l.rij, l.dossier_id, l.resultaat, l.oorsprong,"
    " l.actor, l.tijdstip, l.som_voor, l.som_na, h.omschrijving, h.soort, h.keert_om FROM logregel l"
    " LEFT JOIN handeling h ON h.nummer = l.handeling WHERE l.nummer >= ? ORDER BY l.nummer"
)


def cut_tail(folder: Path, data_key: bytes, *, rows: int) -> None:
    """Take the newest rows out of the log, with their images."""
    connection = _opened(folder, data_key)
    with transaction(connection):
        last = int(connection.value("SELECT max(nummer) FROM logregel"))
        for table, column in (("beeld", "regel"), ("logregel", "nummer")):
            connection.execute(f"DELETE FROM {table} WHERE {column} > ?", (last - rows,))
    connection.close()


def recompute(folder: Path, data_key: bytes, *, number: int, result: str) -> None:
    """Change what a row says, and make the whole chain after it anew with the log key of the vault."""
    connection = _opened(folder, data_key)
    vault_id, log_key = connection.execute("SELECT kluis_id, logsleutel FROM kluis").fetchall()[0]
    chain = Chain(connection, log_key=log_key, vault_id=vault_id)
    previous = chain.mac_of(number - 1) or chain._first
    with transaction(connection):
        connection.execute("UPDATE logregel SET resultaat = ? WHERE nummer = ?", (result, number))
        for row in connection.execute(_FIELDS, (number,)).fetchall():
            previous = chain._mac(previous, row)
            connection.execute("UPDATE logregel SET mac = ? WHERE nummer = ?", (previous, row[0]))
    connection.close()


def _opened(folder: Path, data_key: bytes) -> Connection:
    connection = open_database(folder / "dossiers.db", data_key)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection
