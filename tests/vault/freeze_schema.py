"""Writes down the schema and the hash of every migration script: `python -m tests.vault.freeze_schema`.

To be run when a new script is added. A script that was released never changes again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from veiligheidsadvies.vault import migrate
from veiligheidsadvies.vault.database import Connection, create_database

DATA = Path(__file__).resolve().parents[1] / "data"
SCHEMA, HASHES = DATA / "schema.sql", DATA / "migrations.sha256"


def schema(connection: Connection) -> str:
    """Every table and index as SQLite holds it, by name."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
    version = migrate.schema_version(connection)
    return "".join(f"{row[0]};\n\n" for row in rows) + f"PRAGMA user_version = {version};\n"


def hashes() -> str:
    """One line a script, as `sha256sum` writes it."""
    return "".join(
        f"{hashlib.sha256(script.sql.encode()).hexdigest()}  {script.name}\n" for script in migrate.scripts()
    )


def fresh(folder: Path) -> Connection:
    """An empty database that went through all scripts."""
    connection = create_database(folder, bytes(32))
    migrate.apply(connection, migrate.scripts())
    return connection


def main() -> None:
    """Write both files."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        connection = fresh(Path(folder))
        SCHEMA.write_text(schema(connection), encoding="utf-8")
        connection.close()
    HASHES.write_text(hashes(), encoding="utf-8")


if __name__ == "__main__":
    main()
