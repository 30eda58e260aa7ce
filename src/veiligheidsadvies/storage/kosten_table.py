"""Adds the money up: of one year or all, of one dossier or all, for who pays.

Adding up is done in Python (docs/adr/0009). A measure whose lines all fall in one year and outside orders,
which is nearly every measure, is added up without a post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from veiligheidsadvies.storage.kosten_posten import (
    BETALING,
    CREDIT,
    EINDJAAR,
    FACTUUR,
    OFFERTE,
    RAMING,
    VERPLICHTING,
    VERVALLEN,
    Centen,
    Geldstand,
    added,
    list_posten,
)
from veiligheidsadvies.storage.records import Connection

__all__ = ["Geldstand", "geldstand", "per_dossier"]

_ALL = "{0}.id = {0}.id"
_OTHER_POST = "k.opdrachtregel_id IS NOT NULL OR k.betaler IS NOT NULL OR k.factuur_id IS NOT NULL"
"""Lines that may belong to another post than that of their measure."""
_OVER_YEARS = (
    "((k.boekjaar <> {jaar} OR k.per_jaar = 1)"
    " AND (k.soort = 'verplichting' OR k.soort = 'factuur' OR k.soort = 'credit'))"
)
"""Lines that bear on what is open in another year than their own."""


def geldstand(
    connection: Connection,
    *,
    jaar: int | None = None,
    dossier_id: int | None = None,
    behalve: int | None = None,
) -> Geldstand:
    """What the organisation pays: of one book year or (None) over all years with what recurs counted once.

    Of one dossier, or of all dossiers `behalve` (except) one.
    """
    where = _ALL
    if dossier_id is not None:
        where = f"{{}}.dossier_id = {int(dossier_id)}"
    elif behalve is not None:
        where = f"{{}}.dossier_id <> {int(behalve)}"
    return added(part for _, part in _figures(connection, jaar, where))


def per_dossier(connection: Connection) -> dict[int, Geldstand]:
    """The same over all lines and years, by dossier id."""
    found: dict[int, list[Centen]] = defaultdict(list)
    for dossier_id, part in _figures(connection, None, _ALL):
        found[dossier_id].append(part)
    return {dossier_id: added(parts) for dossier_id, parts in found.items()}


def _figures(connection: Connection, jaar: int | None, where: str) -> Iterator[tuple[int, Centen]]:
    """Dossier and figures of every post that the organisation pays.

    `where` is a condition on a dossier id. A measure with order lines, bills, other payers, a contract or
    money of several years goes by way of its posts; every other one is added up as it is read.
    """
    special, quotes = _looked_at(connection, jaar, where)
    sql = (
        f"SELECT m.id, m.dossier_id, m.status, {EINDJAAR} FROM maatregel m"
        f" WHERE m.betaler = 'organisatie' AND {where.format('m')}"
    )
    measures = {row[0]: row for row in connection.execute(sql, ()).fetchall()}
    for measure in special:
        measures.pop(measure, None)
    for measure, sums in _sums(connection, jaar, where, measures).items():
        _, dossier_id, status, end = measures[measure]
        known = [
            cents for cents, first, yearly in quotes.get(measure, ()) if _counts(jaar, first, yearly, end)
        ]
        quote = known[-1] if known else 0
        yield dossier_id, _plain(sums, quote, is_live=status not in VERVALLEN)
    if special:
        posten = list_posten(connection, maatregelen=special)
        for key, part in posten.standen(jaar):
            yield posten.maatregelen[key.maatregel_id].dossier_id, part


def _looked_at(
    connection: Connection, jaar: int | None, where: str
) -> tuple[set[int], dict[int, list[tuple[int, int, int]]]]:
    """Measures that take a closer look; quotes of the others (cents, book year, recurs), oldest first."""
    closer = _OTHER_POST if jaar is None else f"{_OTHER_POST} OR {_OVER_YEARS.format(jaar=int(jaar))}"
    lines = (
        f"SELECT k.maatregel_id, ({closer}), k.incl, k.boekjaar, k.per_jaar FROM kostenregel k"
        f" WHERE ({closer} OR k.soort = 'offerte') AND {where.format('k')} ORDER BY k.datum, k.id"
    )
    contracts = f"SELECT c.maatregel_id FROM contract c WHERE {where.format('c')}"
    special = {row[0] for row in connection.execute(contracts, ()).fetchall()}
    quotes: dict[int, list[tuple[int, int, int]]] = {}
    for measure, is_special, *quote in connection.execute(lines, ()).fetchall():
        if is_special:
            special.add(measure)
        else:
            quotes.setdefault(measure, []).append((quote[0], quote[1], quote[2]))
    return special, quotes


_Maat = tuple[int, int, str, int | None]


def _sums(
    connection: Connection, jaar: int | None, where: str, measures: dict[int, _Maat]
) -> dict[int, dict[str, int]]:
    """Cents by kind of each measure, of one year or of all."""
    found: dict[int, dict[str, int]] = {}
    if jaar is None:
        columns, condition = "k.maatregel_id, k.soort, k.incl", where.format("k")  # an index holds them all
    else:
        columns = "k.maatregel_id, k.soort, k.incl, k.boekjaar"
        condition = (
            f"(k.boekjaar = {jaar:d} OR (k.per_jaar = 1 AND k.boekjaar < {jaar:d})) AND {where.format('k')}"
        )
    for measure, kind, cents, *first in connection.execute(
        f"SELECT {columns} FROM kostenregel k WHERE {condition}", ()
    ).fetchall():
        info = measures.get(measure)
        if info is None or (first and first[0] != jaar and info[3] is not None and info[3] < (jaar or 0)):
            continue
        sums = found.get(measure)
        if sums is None:
            sums = found[measure] = {}
        sums[kind] = sums.get(kind, 0) + cents
    return found


def _counts(jaar: int | None, first: int, yearly: int, end: int | None) -> bool:
    """Whether a line counts in a year: its own, and what recurs until its measure was wound up."""
    if jaar is None or first == jaar:
        return True
    return bool(yearly) and first < jaar and (end is None or end >= jaar)


def _plain(sums: dict[str, int], quote: int, *, is_live: bool) -> Centen:
    """As `Post.stand`, for lines of one year or for all years, outside orders."""
    ordered, billed = sums.get(VERPLICHTING, 0), sums.get(FACTUUR, 0)
    credited = sums.get(CREDIT, 0)
    is_expected = is_live and not ordered and not billed
    return Centen(
        sums.get(RAMING, 0),
        sums.get(OFFERTE, 0),
        max(0, ordered - max(0, billed - credited)) if is_live else 0,
        billed - credited,
        sums.get(BETALING, 0),
        (quote or sums.get(RAMING, 0)) if is_expected else 0,
    )
