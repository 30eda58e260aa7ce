"""Brings a vault to the newest schema, one numbered script at a time.

Every script runs in one transaction together with its version number, so a crash leaves the vault at a whole
version, never half-way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from sqlcipher3 import dbapi2 as sqlcipher

from veiligheidsadvies.domain.errors import VaultTooNew
from veiligheidsadvies.vault.database import Connection, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One released step of the schema; its text never changes again."""

    version: int
    name: str
    sql: str


def scripts() -> list[Script]:
    """All migration scripts, oldest first."""
    folder = resources.files("veiligheidsadvies.vault") / "migrations"
    found = [
        Script(version=int(entry.name[:4]), name=entry.name, sql=entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found, key=lambda script: script.version)


def schema_version(connection: Connection) -> int:
    """The number of the last script this vault went through; 0 for an empty one."""
    return int(connection.value("PRAGMA user_version"))


def missing_scripts(connection: Connection, known: Sequence[Script]) -> list[Script]:
    """The scripts this vault lacks. Raises VaultTooNew when it knows more than this program."""
    current, newest = schema_version(connection), max(script.version for script in known)
    if current > newest:
        raise VaultTooNew(current, newest)
    return [script for script in known if script.version > current]


def apply(connection: Connection, todo: Sequence[Script]) -> None:
    """Run scripts in order. Raises RuntimeError when one leaves a broken reference."""
    for script in todo:
        _apply_one(connection, script)


def _apply_one(connection: Connection, script: Script) -> None:
    # A no-op inside a transaction, so it has to be off before BEGIN.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(connection):
            for statement in statements(script.sql):
                connection.execute(statement).fetchall()
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise RuntimeError(f"{script.name} breaks a foreign key")
            connection.execute(f"PRAGMA user_version = {script.version:d}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one: executescript() would commit the open transaction first."""
    buffer = ""
    for line in sql.splitlines(keepends=True):
        buffer += line
        if sqlcipher.complete_statement(buffer):
            yield buffer
            buffer = ""
    rest = [line for line in buffer.splitlines() if line.strip() and not line.strip().startswith("--")]
    if rest:
        raise ValueError("a migration ends in the middle of a statement")
