"""What the terms look at: which dossiers there are, when their money ends, and what of theirs still runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.opdracht import LOPEND, Opdrachtstand
from veiligheidsadvies.storage.kosten_posten import list_posten
from veiligheidsadvies.storage.records import Connection, list_where

_OPEN_ORDERS = tuple(
    sorted(
        stand.value
        for stand in {*LOPEND, Opdrachtstand.CONCEPT, Opdrachtstand.VOORGELEGD, Opdrachtstand.AKKOORD}
    )
)


def last_book_year(connection: Connection, dossier_id: int) -> int | None:
    """The last year in which money of a dossier counts; without any, that of its closing.

    None while some goes on. On a closed dossier nothing does: a yearly line of which nobody noted the end
    counts until then.
    """
    years: list[int | None] = [
        row[0]
        for row in connection.execute("SELECT boekjaar FROM kostenregel WHERE dossier_id = ?", (dossier_id,))
    ]
    posts = list_posten(connection, dossier_id=dossier_id).posten.values()
    (closed,) = connection.execute(
        "SELECT CAST(substr(gesloten_op, 1, 4) AS INTEGER) FROM dossier WHERE id = ?", (dossier_id,)
    ).fetchone()
    years += [post.money.last_year or closed for post in posts if post.firsts]
    known = [year for year in years or [closed] if year is not None]
    return max(known) if known and None not in years else None


def open_book_years(connection: Connection, dossier_id: int) -> list[int]:
    """Years of its cost lines that were not closed."""
    rows = connection.execute(
        "SELECT DISTINCT boekjaar FROM kostenregel WHERE dossier_id = ?"
        " AND boekjaar NOT IN (SELECT jaar FROM jaarafsluiting) ORDER BY boekjaar",
        (dossier_id,),
    )
    return [row[0] for row in rows]


def has_open_order(connection: Connection, dossier_id: int) -> bool:
    """Whether an order of it is not finished."""
    marks = ", ".join("?" * len(_OPEN_ORDERS))
    sql = f"SELECT 1 FROM opdracht WHERE dossier_id = ? AND stand IN ({marks}) LIMIT 1"
    return connection.execute(sql, (dossier_id, *_OPEN_ORDERS)).fetchone() is not None


def has_open_bill(connection: Connection, dossier_id: int) -> bool:
    """Whether a bill of it is not yet paid, or a credit note not yet settled."""
    sql = (
        "SELECT 1 FROM factuur f JOIN kostenregel k ON k.factuur_id = f.id WHERE f.dossier_id = ?"
        " GROUP BY f.id HAVING sum(CASE k.soort WHEN 'factuur' THEN k.incl WHEN 'credit' THEN -k.incl"
        " WHEN 'betaling' THEN -k.incl ELSE 0 END) <> 0 LIMIT 1"
    )
    return connection.execute(sql, (dossier_id,)).fetchone() is not None


def has_running_contract(connection: Connection, dossier_id: int, today: dt.date) -> bool:
    """Whether a contract of it goes on."""
    found = list_where(connection, Contract, "dossier_id = ?", (dossier_id,))
    return any(not one.has_ended(today) for one in found)


def list_ids(connection: Connection, table: str, where: str, values: Sequence[int]) -> list[int]:
    """Ids in a table, the newest first, so that what refers to an older row comes before it."""
    rows = connection.execute(f"SELECT id FROM {table} WHERE {where} ORDER BY id DESC", tuple(values))
    return [row[0] for row in rows]


def last_change(connection: Connection, dossier_id: int) -> str:
    """A mark (hex) of the newest change to a dossier, which reading and printing leave as it is."""
    row = connection.execute(
        "SELECT l.mac FROM logregel l JOIN beeld b ON b.regel = l.nummer WHERE l.dossier_id = ?"
        " AND l.tabel NOT IN ('exemplaar', 'akkoord') ORDER BY l.nummer DESC LIMIT 1",
        (dossier_id,),
    ).fetchone()
    return bytes(row[0]).hex() if row else ""


def last_log_row(connection: Connection) -> int:
    """The number of the newest log row."""
    return int(connection.execute("SELECT coalesce(max(nummer), 0) FROM logregel", ()).fetchone()[0])


def list_rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    """Every row of a table of records, its id in front."""
    rows: list[tuple[Any, ...]] = connection.execute(f"SELECT id, * FROM {table}", ()).fetchall()
    return rows


def find_organ(connection: Connection, dossier_id: int) -> str | None:
    """The organ on the trace of the action that destroyed a dossier: only the log ties the two together."""
    row = connection.execute(
        "SELECT v.orgaan FROM logregel d JOIN logregel l ON l.handeling = d.handeling"
        " JOIN vernietiging v ON l.tabel = 'vernietiging' AND v.id = l.rij AND v.soort = 'dossier'"
        " WHERE d.tabel = 'dossier' AND d.rij = ? AND d.actie = 'inhoud vernietigen'"
        " ORDER BY d.nummer DESC LIMIT 1",
        (dossier_id,),
    ).fetchone()
    return str(row[0]) if row else None


def list_descriptions(connection: Connection) -> list[str]:
    """What every action was called."""
    return [row[0] for row in connection.execute("SELECT DISTINCT omschrijving FROM handeling", ())]


def list_numbers(connection: Connection) -> list[tuple[str, int | None]]:
    """Every dossier code, and every number of an order, request or copy, with the dossier that it is of.

    A paper of a year or of a supplier is of none.
    """
    rows = connection.execute(
        "SELECT code, id FROM dossier"
        " UNION ALL SELECT nummer, dossier_id FROM opdracht UNION ALL SELECT nummer, dossier_id FROM aanvraag"
        " UNION ALL SELECT nummer, dossier_id FROM exemplaar",
        (),
    )
    return [(row[0], row[1]) for row in rows]


def list_contracts(connection: Connection) -> list[tuple[str, int | None]]:
    """Every contract by its name, with the dossier that it is of."""
    rows = connection.execute("SELECT naam, dossier_id FROM contract WHERE naam <> ''", ())
    return [(row[0], row[1]) for row in rows]


def list_owners(connection: Connection, table: str, row_id: int) -> list[int | None]:
    """The dossier of one row, None when it has none; an empty list when the row is gone."""
    rows = connection.execute(f"SELECT dossier_id FROM {table} WHERE id = ?", (row_id,))
    return [row[0] for row in rows]
