"""The search index: full text over words that we fold ourselves, so that Yeşilgöz is found by yesilgoz.

FTS5's own remove_diacritics misses đ, ł, ø, ĳ and ß.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from veiligheidsadvies.vault.database import Connection

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
    }
)
_MOST_WORDS = 32
_MOST_RANKED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A row that holds all the words; a lower `rank` is a better hit."""

    table: str
    row_id: int
    dossier_id: int | None
    rank: float


def fold(text: str) -> str:
    """`text` without case, accents and ligatures: IJsbrand, Ĳsbrand and ijsbrand become one."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def put(connection: Connection, table: str, row_id: int, *, text: str, dossier_id: int | None) -> None:
    """Index one row, or index it anew; nothing is written when nothing changed."""
    folded = " ".join(words(text))
    known = connection.execute(
        "SELECT r.id, r.dossier_id, z.tekst FROM zoekrij r JOIN zoekindex z ON z.rowid = r.id"
        " WHERE r.tabel = ? AND r.rij = ?",
        (table, row_id),
    ).fetchone()
    if known is None:
        entry = connection.execute(
            "INSERT INTO zoekrij (tabel, rij, dossier_id) VALUES (?, ?, ?)", (table, row_id, dossier_id)
        ).lastrowid
        connection.execute("INSERT INTO zoekindex (rowid, tekst) VALUES (?, ?)", (entry, folded))
        return
    entry, known_dossier, known_text = known
    if known_dossier != dossier_id:
        connection.execute("UPDATE zoekrij SET dossier_id = ? WHERE id = ?", (dossier_id, entry))
    if known_text != folded:
        connection.execute("UPDATE zoekindex SET tekst = ? WHERE rowid = ?", (folded, entry))


def remove(connection: Connection, table: str, row_id: int) -> None:
    """Take one row out of the index."""
    entry = connection.value("SELECT id FROM zoekrij WHERE tabel = ? AND rij = ?", (table, row_id))
    if entry is not None:
        connection.execute("DELETE FROM zoekindex WHERE rowid = ?", (entry,))
        connection.execute("DELETE FROM zoekrij WHERE id = ?", (entry,))


def find(connection: Connection, query: str, limit: int) -> list[SearchHit]:
    """Rows with all the words of `query`, the last one as a beginning; any text is safe.

    Best first; when more rows match than anybody reads, in the order they were made (ranking is slow then).
    """
    terms = words(query)[:_MOST_WORDS]
    if not terms:
        return []
    # Quoted terms: no sign or word of the user is an operator of FTS5.
    match = " ".join(f'"{term}"' for term in terms) + "*"
    order = "z.rank, z.rowid" if _count(connection, match) <= _MOST_RANKED else "z.rowid"
    rank = "z.rank" if order != "z.rowid" else "0.0"
    rows = connection.execute(
        f"SELECT r.tabel, r.rij, r.dossier_id, {rank} FROM zoekindex z JOIN zoekrij r ON r.id = z.rowid"
        f" WHERE z.zoekindex MATCH ? ORDER BY {order} LIMIT ?",
        (match, limit),
    )
    return [
        SearchHit(table=table, row_id=row, dossier_id=dossier, rank=rank)
        for table, row, dossier, rank in rows
    ]


def _count(connection: Connection, match: str) -> int:
    """How many rows match, counted no further than is ranked."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM zoekindex WHERE zoekindex MATCH ? LIMIT ?)"
    return int(connection.value(sql, (match, _MOST_RANKED + 1)))
