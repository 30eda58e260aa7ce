"""Destroying records for good: rows, their earlier states in the log, drafts, search index, attachments.

Everything happens in the transaction of one action, so it is whole or not at all. Freed pages are overwritten
as they are freed, but a page that was split earlier may hold an old copy in its unused part; therefore the
file is written anew afterwards (`sweep`). That is asked for inside the same transaction, and done at the next
opening when it could not be done at once.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from veiligheidsadvies.domain.errors import StorageUnavailable
from veiligheidsadvies.vault.changelog import ChangeLog
from veiligheidsadvies.vault.database import Connection, transaction
from veiligheidsadvies.vault.stored_text import texts_in

SWEEP_ASKED = "vernietigen_afmaken"
_ATTACHMENT = "bijlage"
_MOST_VALUES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes: `strip` first, then `remove` in order; both by table and id.

    `images_of` is a dossier of which every earlier state goes, of `image_tables` only when any are named.
    `texts` are for comparing (`stored_text.plain`): a draft or an earlier state of anything else that holds
    one of them goes too, but for what is of a dossier in `held`, of which nothing may be destroyed.
    """

    dossier_id: int
    strip: Sequence[tuple[str, int, Mapping[str, Any]]] = field(repr=False)
    remove: Sequence[tuple[str, int]]
    images_of: int
    image_tables: frozenset[str] = frozenset()
    drafts: Sequence[str] = ()
    settings: Sequence[str] = ()
    texts: Sequence[str] = field(default=(), repr=False)
    held: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The earlier states that a plan takes away, by log row.

    `others` counts those of them that are of something else, by dossier, 0 for none. `kept` has the dossier
    and the texts of each that a hold keeps though such texts stand in it.
    """

    gone: frozenset[int]
    others: Counter[int]
    kept: Sequence[tuple[int, set[str]]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """How much went: rows (stripped ones too), earlier states, drafts, search entries, attachments.

    `states` tells what a hold kept.
    """

    rows: int
    images: int
    drafts: int
    entries: int
    blobs: int
    states: States


def carry_out(connection: Connection, log: ChangeLog, plan: Plan) -> Destroyed:
    """Destroy inside the open action of `log`; `sweep` afterwards. Raises StorageUnavailable."""
    entries = _count(connection, "zoekrij")
    states = judge(connection, plan)  # what follows keeps no image, so they stay the same
    hashes = _hashes(connection, plan, states.gone)
    for table, row_id, over in plan.strip:
        log.strip(table, row_id, over, dossier_id=plan.dossier_id)
    for table, row_id in plan.remove:
        log.destroy(table, row_id, dossier_id=plan.dossier_id)
    images = _forget(connection, "beeld", "regel", sorted(states.gone))
    drafts = _forget(connection, "concept", "sleutel", plan.drafts)
    _forget(connection, "instelling", "naam", plan.settings)
    blobs = _forget(connection, "inhoud", "sha256", sorted(_unused(connection, hashes)))
    connection.execute("INSERT INTO zoekindex (zoekindex) VALUES ('rebuild')")
    connection.execute(
        "INSERT INTO instelling (naam, waarde) VALUES (?, '1') ON CONFLICT (naam) DO NOTHING", (SWEEP_ASKED,)
    )
    return Destroyed(
        rows=len(plan.strip) + len(plan.remove),
        images=images,
        drafts=drafts,
        entries=entries - _count(connection, "zoekrij"),
        blobs=blobs,
        states=states,
    )


def judge(connection: Connection, plan: Plan) -> States:
    """Which earlier states go. Reads them all.

    An id alone does not tell whose a state is: the row of another dossier may have had it before.
    """
    rows = {(table, row_id) for table, row_id in plan.remove}
    rows |= {(table, row_id) for table, row_id, _ in plan.strip}
    gone, others, kept = set[int](), Counter[int](), list[tuple[int, set[str]]]()
    for number, table, row_id, dossier_id, before, after in connection.execute(
        "SELECT l.nummer, l.tabel, l.rij, l.dossier_id, b.voor, b.na FROM logregel l"
        " JOIN beeld b ON b.regel = l.nummer"
    ):
        is_named = not plan.image_tables or table in plan.image_tables
        is_row = (table, row_id) in rows and dossier_id in (None, plan.images_of)
        if is_row or (dossier_id == plan.images_of and is_named):
            gone.add(number)
        elif found := texts_in((before, after), plan.texts):
            if dossier_id in plan.held:
                kept.append((dossier_id, found))
            else:
                gone.add(number)
                others[dossier_id or 0] += 1
    return States(gone=frozenset(gone), others=others, kept=kept)


def is_sweep_asked(connection: Connection) -> bool:
    """Whether something was destroyed and the file was not written anew since."""
    return connection.value("SELECT 1 FROM instelling WHERE naam = ?", (SWEEP_ASKED,)) is not None


def sweep(connection: Connection) -> bool:
    """Write the file anew, so that no unused part of a page holds anything; False when the disk is full."""
    if not is_sweep_asked(connection):
        return True
    with contextlib.suppress(StorageUnavailable):
        connection.execute("VACUUM")
        with transaction(connection):
            connection.execute("DELETE FROM instelling WHERE naam = ?", (SWEEP_ASKED,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return True
    return False


def _hashes(connection: Connection, plan: Plan, images: Iterable[int]) -> set[str]:
    """The attachments that the plan takes away, or once stood in what it takes away."""
    gone = {row_id for table, row_id in plan.remove if table == _ATTACHMENT}
    found = {sha for row_id, sha in connection.execute("SELECT id, sha256 FROM bijlage") if row_id in gone}
    for number in images:
        row = connection.execute("SELECT voor, na FROM beeld WHERE regel = ?", (number,)).fetchone()
        found |= {sha for image in row or () for sha in _sha_of(image)}
    return found


def _sha_of(image: str | None) -> Iterator[str]:
    loaded = json.loads(image) if image else {}
    if "sha256" in loaded and "grootte" in loaded:
        yield loaded["sha256"]


def _unused(connection: Connection, hashes: set[str]) -> set[str]:
    """Those that neither an attachment nor an earlier state of one refers to any more."""
    used = {row[0] for row in connection.execute("SELECT sha256 FROM bijlage")}
    for row in connection.execute(
        "SELECT b.voor, b.na FROM beeld b JOIN logregel l ON l.nummer = b.regel WHERE l.tabel = ?",
        (_ATTACHMENT,),
    ):
        used |= {sha for image in row for sha in _sha_of(image)}
    return hashes - used


def _forget(connection: Connection, table: str, column: str, values: Sequence[Any]) -> int:
    for start in range(0, len(values), _MOST_VALUES):
        some = values[start : start + _MOST_VALUES]
        marks = ", ".join("?" * len(some))
        connection.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", some)
    return len(values)


def _count(connection: Connection, table: str) -> int:
    return int(connection.value(f"SELECT count(*) FROM {table}"))
