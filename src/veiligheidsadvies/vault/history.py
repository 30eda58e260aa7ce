"""The log as a screen shows it: who did what to which row, with the images that are still there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from veiligheidsadvies.vault.changelog import Image, load
from veiligheidsadvies.vault.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One log row. `before` and `after` are None for notes, for absent rows and after destruction."""

    number: int
    action: int | None
    description: str
    verb: str
    object: str
    table: str | None
    row_id: int | None
    dossier_id: int | None
    result: str
    origin: str
    actor: str
    time: dt.datetime
    before: Image | None = field(repr=False)
    after: Image | None = field(repr=False)


def list_lines(
    connection: Connection, *, table: str | None, row: int | None, dossier_id: int | None, limit: int
) -> list[HistoryLine]:
    """At most `limit` rows, the newest first."""
    named = {"l.tabel": table, "l.rij": row, "l.dossier_id": dossier_id}
    conditions = {column: value for column, value in named.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in conditions) or "1"
    rows = connection.execute(
        "SELECT l.nummer, l.handeling, coalesce(h.omschrijving, ''), l.actie, l.object, l.tabel, l.rij,"
        " l.dossier_id, l.resultaat, l.oorsprong, coalesce(s.naam, l.actor), l.tijdstip, b.voor, b.na"
        " FROM logregel l LEFT JOIN handeling h ON h.nummer = l.handeling"
        " LEFT JOIN sleutelhouder s ON s.sleuf_id = l.actor LEFT JOIN beeld b ON b.regel = l.nummer"
        f" WHERE {where} ORDER BY l.nummer DESC LIMIT ?",
        (*conditions.values(), limit),
    )
    return [
        HistoryLine(
            number=line[0],
            action=line[1],
            description=line[2],
            verb=line[3],
            object=line[4],
            table=line[5],
            row_id=line[6],
            dossier_id=line[7],
            result=line[8],
            origin=line[9],
            actor=line[10],
            time=dt.datetime.fromisoformat(line[11]),
            before=load(line[12]),
            after=load(line[13]),
        )
        for line in rows
    ]
