"""The one place where records are written: each change leaves a chain row, its images and its search text."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.vault import search
from veiligheidsadvies.vault.chain import ActionOfRow, Chain, Entry, image_sum
from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.policies import APPEND_ONLY, OWN_TABLES

Image = dict[str, Any]
IndexText = Callable[[str, Mapping[str, Any]], tuple[str, int | None] | None]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SALT_BYTES = 16


class ChangeLog:
    """The changes of one user action. `action` is its number; a row that stays as it was leaves no trace."""

    def __init__(
        self,
        connection: Connection,
        chain: Chain,
        *,
        action: ActionOfRow,
        actor: tuple[str, str],
        now: Callable[[], dt.datetime],
        origin: str,
    ) -> None:
        self._connection, self._chain, self._now = connection, chain, now
        self._actor_id, self.actor_name = actor
        self._action, self._origin = action, origin
        self._is_begun = False
        self._tail: tuple[int, bytes] | None = None
        self.index_text: IndexText | None = None
        self.tables: set[str] = set()

    @property
    def action(self) -> int:
        """The number of this action."""
        return self._action.number

    @property
    def now(self) -> dt.datetime:
        """The time on the clock of the vault."""
        return self._now()

    def write(self, table: str, row_id: int | None, row: Mapping[str, Any] | None) -> int:
        """Insert (no id), update, or delete (no row) one row; return its id. NotFound when the row is gone.

        A history that only grows, such as the status transitions of a measure, takes inserts only.
        """
        if table in OWN_TABLES or (table in APPEND_ONLY and row_id is not None):
            raise ValueError(f"{table} is not written this way")
        return self.put(table, row_id, row)

    def note(self, entry: Entry) -> None:
        """Add a chain row without images to this action."""
        self._append(entry)

    def destroy(self, table: str, row_id: int, *, dossier_id: int | None) -> None:
        """Take a row away for good: the chain tells that it went, and keeps no image of it."""
        self._change(table, row_id, None)
        search.remove(self._connection, table, row_id)
        self._note_without_image("vernietigen", table, row_id, dossier_id)

    def strip(self, table: str, row_id: int, over: Mapping[str, Any], *, dossier_id: int | None) -> None:
        """Take the content out of a row that stays: the chain tells it, and keeps no image."""
        self._change(table, row_id, over)
        image = self.image(table, row_id)
        if image is None:
            raise NotFound(table)
        found = self.index_text(table, image) if self.index_text else None
        if found is None:
            search.remove(self._connection, table, row_id)
        else:
            search.put(self._connection, table, row_id, text=found[0], dossier_id=found[1])
        self._note_without_image("inhoud vernietigen", table, row_id, dossier_id)

    def _note_without_image(self, verb: str, table: str, row_id: int, dossier_id: int | None) -> None:
        self._append(
            Entry(
                verb=verb,
                object=f"{table}:{row_id}",
                origin=self._origin,
                table=table,
                row=row_id,
                dossier_id=dossier_id,
            )
        )
        self.tables.add(table)

    def put(self, table: str, row_id: int | None, row: Mapping[str, Any] | None) -> int:
        """As `write`, for undo too: no table is closed to it."""
        before = None if row_id is None else self.image(table, row_id)
        if row_id is not None and before is None:
            raise NotFound(table)
        new_id = self._change(table, row_id, row)
        # Read back instead of RETURNING, which takes ten times as long with wiped memory.
        after = None if row is None else self.image(table, new_id)
        if before != after:
            self._record(table, new_id, before, after)
        return new_id

    def image(self, table: str, row_id: int) -> Image | None:
        """All columns of one row as they stand now, None when it is absent."""
        cursor = self._connection.execute(f"SELECT * FROM {_checked(table)} WHERE id = ?", (row_id,))
        row = cursor.fetchone()
        return dict(zip(cursor.columns(), row, strict=True)) if row else None

    def _change(self, table: str, row_id: int | None, row: Mapping[str, Any] | None) -> int:
        if row is None:
            if row_id is None:
                raise ValueError("nothing to remove")
            self._connection.execute(f"DELETE FROM {_checked(table)} WHERE id = ?", (row_id,))
            return row_id
        columns = {_checked(name): value for name, value in row.items() if name != "id" or value is not None}
        if row_id is None:
            names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            sql = f"INSERT INTO {_checked(table)} ({names}) VALUES ({marks})"
            return self._connection.execute(sql, columns).lastrowid
        sets = ", ".join(f"{name} = :{name}" for name in columns if name != "id")
        sql = f"UPDATE {_checked(table)} SET {sets} WHERE id = :id"
        self._connection.execute(sql, {**columns, "id": row_id})
        return row_id

    def _record(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        dossier_id = self._index(table, row_id, before, after)
        salt = secrets.token_bytes(_SALT_BYTES)
        old, new = _dump(before), _dump(after)
        number = self._append(
            Entry(
                verb="toevoegen" if before is None else "verwijderen" if after is None else "wijzigen",
                object=f"{table}:{row_id}",
                origin=self._origin,
                table=table,
                row=row_id,
                dossier_id=dossier_id,
                before_sum=image_sum(salt, old),
                after_sum=image_sum(salt, new),
            )
        )
        self._connection.execute(
            "INSERT INTO beeld (regel, zout, voor, na) VALUES (?, ?, ?, ?)", (number, salt, old, new)
        )
        self.tables.add(table)

    def _append(self, entry: Entry) -> int:
        if not self._is_begun:
            self._connection.execute(
                "INSERT INTO handeling (nummer, omschrijving, soort, keert_om) VALUES (?, ?, ?, ?)",
                (self._action.number, self._action.description, self._action.kind, self._action.reverses),
            )
            self._is_begun = True
        self._tail = self._chain.append(
            entry, actor=self._actor_id, at=self._now(), action=self._action, after=self._tail
        )
        return self._tail[0]

    def _index(self, table: str, row_id: int, before: Image | None, after: Image | None) -> int | None:
        """Keep the search index in step; the dossier the row belongs to."""
        image = after or before or {}
        found = self.index_text(table, image) if self.index_text else None
        if before and after and self.index_text and found == self.index_text(table, before):
            pass  # what is searched has not changed
        elif after is None or found is None:
            search.remove(self._connection, table, row_id)
        else:
            search.put(self._connection, table, row_id, text=found[0], dossier_id=found[1])
        if found is not None and found[1] is not None:
            return found[1]
        dossier_id = row_id if table == "dossier" else image.get("dossier_id")
        return dossier_id if isinstance(dossier_id, int) else None


def next_action(connection: Connection) -> int:
    """The number of the action that begins now."""
    return int(connection.value("SELECT coalesce(max(nummer), 0) + 1 FROM handeling"))


def load(image: str | None) -> Image | None:
    """An image as it was stored."""
    if image is None:
        return None
    return {
        name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
        for name, value in json.loads(image).items()
    }


def _dump(image: Image | None) -> str | None:
    if image is None:
        return None
    return json.dumps(
        image,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=lambda value: {"hex": value.hex()},
    )


def _checked(name: str) -> str:
    """Table and column names come from our own code; anything else is a bug before it is SQL."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a column or table name")
    return name
