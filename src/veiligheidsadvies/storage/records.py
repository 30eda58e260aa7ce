"""Rows ↔ domain objects: one generic mapper from a record's annotations; a row never leaves this package."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.veld import velden


class Record(Protocol):
    """A domain dataclass with a table of its own."""

    TABEL: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int | None:
        """The row number; None before the first save."""


class Connection(Protocol):
    """The reading half of the vault's connection."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""


class Log(Protocol):
    """The writing half: the change log of one action."""

    def write(self, table: str, row_id: int | None, row: Mapping[str, Any] | None) -> int:
        """Insert, update or (None) delete one row; return its id."""


R = TypeVar("R", bound=Record)
Decode = Callable[[Any], Any]


@functools.cache
def _decoders(record: type[Any]) -> dict[str, Decode | None]:
    hints = typing.get_type_hints(record)
    return {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(record)}


def _decoder(kind: Any) -> Decode | None:
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        kind = next(arm for arm in typing.get_args(kind) if arm is not types.NoneType)
    kind = getattr(kind, "__supertype__", kind)
    if kind in {bool, Bedrag, Aantal} or (isinstance(kind, type) and issubclass(kind, enum.Enum)):
        return typing.cast("Decode", kind)
    if kind is dt.datetime:
        return dt.datetime.fromisoformat
    return dt.date.fromisoformat if kind is dt.date else None


def columns(record: type[Record]) -> str:
    """The columns of a record's table, in the order of its fields."""
    return ", ".join(_decoders(record))


def from_row(record: type[R], row: Sequence[Any]) -> R:
    """One row, selected with `columns(record)`, as a record."""
    values = {
        name: value if value is None or decode is None else decode(value)
        for (name, decode), value in zip(_decoders(record).items(), row, strict=True)
    }
    return record(**values)


def to_row(record: Record) -> dict[str, Any]:
    """A record as column values without its id: ISO dates, cents, stored words."""
    return {name: _encode(getattr(record, name)) for name in _decoders(type(record)) if name != "id"}


def _encode(value: Any) -> Any:
    if isinstance(value, Bedrag):
        return value.cents
    if isinstance(value, Aantal):
        return value.honderdsten
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def list_where(
    connection: Connection,
    record: type[R],
    where: str = "1",
    values: Sequence[Any] = (),
    *,
    order: str = "id",
) -> list[R]:
    """Records that satisfy a condition; `where` and `order` are literals of the caller, values are bound."""
    sql = f"SELECT {columns(record)} FROM {record.TABEL} WHERE {where} ORDER BY {order}"
    return [from_row(record, row) for row in connection.execute(sql, tuple(values)).fetchall()]


def find_where(connection: Connection, record: type[R], where: str, values: Sequence[Any]) -> R | None:
    """The first record that satisfies a condition, or None."""
    found = list_where(connection, record, where, values)
    return found[0] if found else None


def get(connection: Connection, record: type[R], row_id: int) -> R:
    """The record with this id; NotFound when it is gone."""
    found = list_where(connection, record, "id = ?", (row_id,))
    if not found:
        raise NotFound(record.TABEL)
    return found[0]


def save(log: Log, record: Record) -> int:
    """Write a record through the change log and return its id."""
    return log.write(record.TABEL, record.id, to_row(record))


def remove(log: Log, record: Record) -> None:
    """Remove a saved record through the change log."""
    log.write(record.TABEL, record.id, None)


def searchable(record: type[Record]) -> tuple[str, ...]:
    """Names of the fields that go into the search index."""
    return tuple(name for name, meaning in velden(record).items() if meaning.zoekbaar)
