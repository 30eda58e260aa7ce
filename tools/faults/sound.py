"""Whether a vault is whole: its own checks, and that every record is what the log says it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage.tables import BY_TABLE, index_text
from veiligheidsadvies.vault import changelog, search
from veiligheidsadvies.vault.vault import Vault

_NEWEST = (
    "SELECT l.tabel, l.rij, b.na FROM logregel l JOIN beeld b ON b.regel = l.nummer WHERE l.nummer IN"
    " (SELECT max(nummer) FROM logregel WHERE tabel IS NOT NULL GROUP BY tabel, rij)"
)
_STRIPPED = (
    "SELECT tabel, rij FROM logregel WHERE actie = 'inhoud vernietigen' AND nummer IN"
    " (SELECT max(nummer) FROM logregel WHERE tabel IS NOT NULL GROUP BY tabel, rij)"
)
"""What stayed of a destroyed dossier for its number or amount: the log keeps no image of it."""
_LAST_STATUS = (
    "SELECT count(*) FROM maatregel m WHERE status <> (SELECT naar FROM statusovergang s"
    " WHERE s.maatregel_id = m.id ORDER BY s.id DESC LIMIT 1)"
)
_INDEXED = "SELECT r.tabel, r.rij, r.dossier_id, z.tekst FROM zoekindex z JOIN zoekrij r ON r.id = z.rowid"
State = dict[str, dict[int, tuple[Any, ...]]]


def vault_of(services: Services) -> Vault:
    """The vault under the services."""
    return services.context.vault


def state(services: Services) -> State:
    """Every record by table and id."""
    connection = vault_of(services).connection
    found: State = {}
    for table in BY_TABLE:
        cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - our own names
        at = cursor.columns().index("id")
        found[table] = {row[at]: row for row in cursor.fetchall()}
    return found


def digest(services: Services) -> str:
    """Stands for every record as it is now."""
    return hashlib.sha256(repr(state(services)).encode()).hexdigest()


def faults(services: Services) -> list[str]:
    """What is not as it must be, in words; empty when the vault is whole."""
    wrong = [
        f"check {outcome.name}: {outcome.detail}"
        for outcome in services.beheer.checks()
        if not outcome.ok and not outcome.warning
    ]
    return [*wrong, *_against_log(services), *_index(services), *_numbers(services), *_histories(services)]


def _records(services: Services) -> dict[tuple[str, int], dict[str, Any]]:
    found = {}
    for table in BY_TABLE:
        cursor = vault_of(services).connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        names = cursor.columns()
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found[table, row["id"]] = row
    return found


def _against_log(services: Services) -> Iterator[str]:
    """Each record equals its newest image; one without the other is half work."""
    newest = {
        (table, row): changelog.load(na)
        for table, row, na in vault_of(services).connection.execute(_NEWEST)
        if na is not None
    }
    stripped = set(vault_of(services).connection.execute(_STRIPPED).fetchall())
    here = {key: row for key, row in _records(services).items() if key not in stripped}
    for (table, row_id), row in here.items():
        logged = newest.get((table, row_id), {})
        if logged is not None and any(row[name] != value for name, value in logged.items()):
            yield f"{table} {row_id} is not what the log says"
    for table, row_id in here.keys() ^ newest.keys():
        yield f"{table} {row_id} stands in the log or in its table only"


def _index(services: Services) -> Iterator[str]:
    """What is found by searching is what stands in the records."""
    wanted = {}
    for (table, row_id), row in _records(services).items():
        if found := index_text(table, row):
            wanted[table, row_id] = (found[1], " ".join(search.words(found[0])))
    indexed = {
        (table, row): (dossier, text)
        for table, row, dossier, text in vault_of(services).connection.execute(_INDEXED)
    }
    if wanted != indexed:
        yield "the search index is not what the records say"


def _numbers(services: Services) -> Iterator[str]:
    """Copies are numbered one after the other, each number once, and the counter stands at the last."""
    connection = vault_of(services).connection
    found = [str(row[0]) for row in connection.execute("SELECT nummer FROM exemplaar ORDER BY nummer")]
    for year in {number[:4] for number in found}:
        used = [int(number[5:]) for number in found if number.startswith(year)]
        if used != list(range(1, len(used) + 1)):
            yield f"copies of {year} are numbered {used}"


def _histories(services: Services) -> Iterator[str]:
    if vault_of(services).connection.value(_LAST_STATUS):
        yield "a measure is not in the last status of its history"


def acknowledgement(services: Services) -> str:
    """One line that a child tells after a change was acknowledged: log row, its head, all records."""
    vault = vault_of(services)
    row = vault.connection.value("SELECT max(nummer) FROM logregel")
    return json.dumps({"row": row, "head": vault.log_head(), "state": digest(services)})


def missing(services: Services, told: list[dict[str, Any]]) -> list[str]:
    """Acknowledged changes that are not in this vault; and records that moved on without a log row."""
    vault, gone = vault_of(services), []
    for line in told:
        mac = vault.connection.value("SELECT mac FROM logregel WHERE nummer = ?", (line["row"],))
        if mac is None or _head(mac) != line["head"]:
            gone.append(f"log row {line['row']} was acknowledged and is gone")
    last = vault.connection.value("SELECT max(nummer) FROM logregel WHERE tabel IS NOT NULL")
    if told and not gone and last <= told[-1]["row"] and digest(services) != told[-1]["state"]:
        gone.append("the records are not those that were acknowledged last")
    return gone


def _head(mac: bytes) -> str:
    from veiligheidsadvies.vault import chain

    return chain.head(mac)
