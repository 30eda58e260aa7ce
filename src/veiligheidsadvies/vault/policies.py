"""What may be undone: the tables that only grow, those that are never undone, and the vault's own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendOnly:
    """A history that is corrected by a new line: undo appends one with `swapped` columns exchanged."""

    parent_table: str
    parent_column: str
    swapped: tuple[str, str]


APPEND_ONLY = {
    "statusovergang": AppendOnly(
        parent_table="maatregel", parent_column="maatregel_id", swapped=("van", "naar")
    ),
    "opdrachtovergang": AppendOnly(
        parent_table="opdracht", parent_column="opdracht_id", swapped=("van", "naar")
    ),
}
FOUNDING = "organisatie"
"""Up to the action that wrote the first row of this table a vault is being set up; that is never undone."""
NEVER_UNDONE = frozenset({"exemplaar", "akkoord", "blokkade", "vernietiging"})
OWN_TABLES = frozenset(
    [
        "kluis",
        "sleutelhouder",
        "instelling",
        "handeling",
        "logregel",
        "beeld",
        "concept",
        "inhoud",
        "nummering",
        "reserve",
        "zoekrij",
        "zoekindex",
        "reservekopie",
        "hersteloefening",
    ]
)
