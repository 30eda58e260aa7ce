"""Queries on orders: what a supplier got in a year, what came of each line, who proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from veiligheidsadvies.domain.aantal import GEEN, Aantal
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.opdracht import LOPEND, Opdrachtstand
from veiligheidsadvies.storage.records import Connection

_COUNTING = tuple(sorted(stand.value for stand in {*LOPEND, Opdrachtstand.AFGEROND}))


def ordered_in_year(
    connection: Connection, leverancier_id: int, jaar: int, *, leave_out: int | None = None
) -> Bedrag:
    """The sum without btw of all given versions of orders of one supplier, by the year of the order."""
    rows = connection.execute(
        "SELECT o.stand, r.ex FROM opdracht o JOIN opdrachtversie v ON v.opdracht_id = o.id"
        " JOIN opdrachtregel r ON r.opdracht_id = o.id AND r.versie = v.nummer"
        " WHERE o.leverancier_id = ? AND v.stand = 'gegeven' AND substr(o.opdracht_op, 1, 4) = ?"
        " AND o.id IS NOT ?",
        (leverancier_id, str(jaar), leave_out),
    ).fetchall()
    return Bedrag(sum(ex for stand, ex in rows if stand in _COUNTING))


def delivered(connection: Connection, opdracht_id: int) -> dict[int, Aantal]:
    """How many were delivered of each line, by the id of the line."""
    rows = connection.execute(
        "SELECT l.opdrachtregel_id, l.aantal FROM opleverregel l"
        " JOIN oplevering o ON o.id = l.oplevering_id WHERE o.opdracht_id = ?",
        (opdracht_id,),
    ).fetchall()
    found: dict[int, Aantal] = defaultdict(lambda: GEEN)
    for line, number in rows:
        found[line] += Aantal(number)
    return dict(found)


def billed(connection: Connection, opdracht_id: int) -> dict[int, Bedrag]:
    """What was billed less credited of each line incl. btw, by the id of the line that was booked."""
    rows = connection.execute(
        "SELECT k.opdrachtregel_id, k.soort, k.incl FROM kostenregel k"
        " JOIN opdrachtregel r ON r.id = k.opdrachtregel_id WHERE r.opdracht_id = ?",
        (opdracht_id,),
    ).fetchall()
    found: dict[int, Bedrag] = defaultdict(lambda: NIHIL)
    for line, kind, cents in rows:
        if kind == "factuur":
            found[line] += Bedrag(cents)
        elif kind == "credit":
            found[line] -= Bedrag(cents)
    return dict(found)


def proposers(connection: Connection, versie_id: int | None = None) -> dict[int, str]:
    """Who laid each version before a second person, as the log has it; of one, or of all with None."""
    where, values = ("", ()) if versie_id is None else (" AND l.rij = ?", (versie_id,))
    rows = connection.execute(
        "SELECT l.rij, coalesce(s.naam, l.actor) FROM logregel l JOIN beeld b ON b.regel = l.nummer"
        " LEFT JOIN sleutelhouder s ON s.sleuf_id = l.actor WHERE l.tabel = 'opdrachtversie'"
        " AND json_extract(b.voor, '$.stand') = 'concept' AND json_extract(b.na, '$.stand') = 'voorgelegd'"
        f"{where} ORDER BY l.nummer",
        values,
    ).fetchall()
    return {int(row): str(name) for row, name in rows}


def running_orders(
    connection: Connection, maatregel_ids: Iterable[int], *, leave_out: int | None = None
) -> dict[int, tuple[int, str]]:
    """Id and number of the order, but for one, that a measure is on and that has not ended, by measure.

    What a given change took back whole is free again; a change that was withdrawn never counted.
    """
    wanted = set(maatregel_ids)
    rows = connection.execute(
        "SELECT r.maatregel_id, o.id, o.nummer, sum(CASE WHEN v.stand = 'gegeven' OR v.nummer = 0"
        " THEN r.aantal ELSE max(r.aantal, 0) END) FROM opdracht o"
        " JOIN opdrachtversie v ON v.opdracht_id = o.id AND v.stand <> 'ingetrokken'"
        " JOIN opdrachtregel r ON r.opdracht_id = o.id AND r.versie = v.nummer"
        " WHERE o.stand <> 'afgerond' AND o.stand <> 'geannuleerd' AND o.stand <> 'ingetrokken'"
        " GROUP BY o.id, r.maatregel_id",
        (),
    ).fetchall()
    return {row[0]: (row[1], row[2]) for row in rows if row[0] in wanted and row[3] and row[1] != leave_out}


def find_order_of(
    connection: Connection, maatregel_id: int, states: Iterable[Opdrachtstand]
) -> tuple[int, str] | None:
    """Id and number of the order in one of these states that a measure is on; None when it is on none."""
    words = [state.value for state in states]
    rows = connection.execute(
        "SELECT o.id, o.nummer FROM opdrachtregel r JOIN opdracht o ON o.id = r.opdracht_id"
        " JOIN opdrachtversie v ON v.opdracht_id = o.id AND v.nummer = r.versie"
        " AND (v.stand = 'gegeven' OR v.nummer = 0)"
        f" WHERE r.maatregel_id = ? AND o.stand IN ({', '.join('?' * len(words))})"
        " GROUP BY o.id HAVING sum(r.aantal) <> 0 ORDER BY o.id DESC",
        (maatregel_id, *words),
    ).fetchall()
    return (rows[0][0], rows[0][1]) if rows else None
