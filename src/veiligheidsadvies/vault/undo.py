"""Undo and redo: the log read backwards, as a new action, so that both survive a restart.

Undo goes back one action at a time. It is refused when a row has changed since or when the action wrote a
table that is never undone. A history that only grows is corrected by a new line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.errors import UndoReason, UndoRefused
from veiligheidsadvies.vault.changelog import ChangeLog, Image, load
from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.policies import APPEND_ONLY, FOUNDING, NEVER_UNDONE

UNDONE, REDONE = "ongedaan", "opnieuw"
_REASONS = {UNDONE: "Ongedaan gemaakt", REDONE: "Opnieuw uitgevoerd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoResult:
    """What undo or redo did: the number of the new action, the tables it wrote, the action it was about."""

    action: int
    tables: frozenset[str]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    table: str
    row: int
    before: Image | None
    after: Image | None


def undo_target(connection: Connection) -> int | None:
    """The newest action that still stands, None when there is none."""
    target: int | None = connection.value(
        "SELECT h.nummer FROM handeling h WHERE h.soort = 'gewoon'"
        " AND coalesce((SELECT k.soort FROM handeling k WHERE k.keert_om = h.nummer"
        " ORDER BY k.nummer DESC LIMIT 1), '') <> 'ongedaan'"
        " AND h.nummer > coalesce((SELECT min(l.handeling) FROM logregel l WHERE l.tabel = ?), 0)"
        " ORDER BY h.nummer DESC LIMIT 1",
        (FOUNDING,),
    )
    return target


def redo_target(connection: Connection) -> int | None:
    """The action undone last, as long as nothing else was done after it."""
    last = (
        connection.value("SELECT nummer FROM handeling WHERE soort = 'gewoon' ORDER BY nummer DESC LIMIT 1")
        or 0
    )
    undone: list[int] = []
    for kind, reverses in connection.execute(
        "SELECT soort, keert_om FROM handeling WHERE nummer > ? ORDER BY nummer", (last,)
    ):
        if kind == UNDONE:
            undone.append(reverses)
        else:
            undone.pop()
    return undone[-1] if undone else None


def description_of(connection: Connection, action: int) -> str:
    """The Dutch description of an action."""
    return str(connection.value("SELECT omschrijving FROM handeling WHERE nummer = ?", (action,)))


def reverse(connection: Connection, log: ChangeLog, *, target: int, kind: str) -> None:
    """Turn back what last did (or undid) `target`, newest row first, through `log`.

    Raises UndoRefused; ConstraintBroken when something else refers to a row by now.
    """
    changes = _changes(connection, target)
    if any(change.table in NEVER_UNDONE for change in changes):
        raise UndoRefused(UndoReason.UITGEGEVEN)
    added = {(change.table, change.row) for change in changes if change.before is None}
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        if change.table in APPEND_ONLY:
            approvals = _approvals(connection, target) if kind == REDONE else {}
            _correct(log, change, added, kind=kind, approvals=approvals)
        else:
            _put_back(connection, log, change)


def _changes(connection: Connection, target: int) -> Sequence[_Change]:
    rows = connection.execute(
        "SELECT l.tabel, l.rij, l.som_voor, l.som_na, b.regel, b.voor, b.na FROM logregel l"
        " LEFT JOIN beeld b ON b.regel = l.nummer WHERE l.tabel IS NOT NULL AND l.handeling ="
        " (SELECT max(nummer) FROM handeling WHERE nummer = :target OR keert_om = :target)"
        " ORDER BY l.nummer DESC",
        {"target": target},
    ).fetchall()
    if not rows or any(row[4] is None for row in rows):  # only notes, or images that were destroyed
        raise UndoRefused(UndoReason.UITGEGEVEN)
    return [_Change(table=row[0], row=row[1], before=load(row[5]), after=load(row[6])) for row in rows]


def _put_back(connection: Connection, log: ChangeLog, change: _Change) -> None:
    current = log.image(change.table, change.row)
    if not _is_same(current, change.after):
        raise UndoRefused(UndoReason.GEWIJZIGD)
    if change.before is None:
        _remove_history(connection, log, change)
        log.put(change.table, change.row, None)
    else:
        log.put(change.table, None if current is None else change.row, change.before)


def _remove_history(connection: Connection, log: ChangeLog, change: _Change) -> None:
    """A record that never was has no history; redo puts these lines back with it."""
    for table, policy in APPEND_ONLY.items():
        if policy.parent_table == change.table:
            sql = f"SELECT id FROM {table} WHERE {policy.parent_column} = ? ORDER BY id DESC"
            for (line,) in connection.execute(sql, (change.row,)).fetchall():
                log.put(table, line, None)


def _approvals(connection: Connection, target: int) -> dict[int, int | None]:
    """By parent row the approval with which an action was done: who does it again goes by the same."""
    found = connection.execute(
        "SELECT b.na FROM logregel l JOIN beeld b ON b.regel = l.nummer WHERE l.handeling = ? AND l.tabel IN"
        f" ({', '.join('?' * len(APPEND_ONLY))})",
        (target, *APPEND_ONLY),
    ).fetchall()
    images = [image for image in (load(row[0]) for row in found) if image is not None]
    return {image["maatregel_id"]: image.get("akkoord_id") for image in images if "maatregel_id" in image}


def _correct(
    log: ChangeLog,
    change: _Change,
    added: set[tuple[str, int]],
    *,
    kind: str,
    approvals: Mapping[int, int | None],
) -> None:
    policy = APPEND_ONLY[change.table]
    if change.after is None:
        if log.image(change.table, change.row) is not None:
            raise UndoRefused(UndoReason.GEWIJZIGD)
        log.put(change.table, None, change.before)
        return
    first, second = policy.swapped
    has_begun_here = (policy.parent_table, change.after[policy.parent_column]) in added
    if has_begun_here or change.after[first] is None:
        return  # goes with its record, or there is nothing to go back to
    line: dict[str, Any] = {name: value for name, value in change.after.items() if name != "id"}
    line[first], line[second] = line[second], line[first]
    line |= {name: value for name, value in _stamp(log, kind).items() if name in line}
    if line.get("akkoord_id", 0) is None:
        line["akkoord_id"] = approvals.get(line[policy.parent_column])
    log.put(change.table, None, line)


def _stamp(log: ChangeLog, kind: str) -> dict[str, Any]:
    now = log.now
    return {
        "reden": _REASONS[kind],
        "is_correctie": 1,
        "door": log.actor_name,
        "op": now.date().isoformat(),
        "tijdstip": now.isoformat(timespec="seconds"),
        "akkoord_id": None,
    }


def _is_same(current: Image | None, image: Image | None) -> bool:
    """Columns that a later version of the program added do not count as a change."""
    if current is None or image is None:
        return current is image
    return all(current.get(name) == value for name, value in image.items())
