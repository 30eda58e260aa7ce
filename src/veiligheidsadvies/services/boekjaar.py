"""The book year of an entry: a year that is closed takes no more entries, and keeps those it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from veiligheidsadvies.domain.errors import YearClosed
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.records import Connection


def last_closed(connection: Connection) -> int | None:
    """The last year that was closed; it and all before it are locked."""
    (found,) = connection.execute("SELECT max(jaar) FROM jaarafsluiting", ()).fetchone()
    return None if found is None else int(found)


def require_open_year(context: Context, *years: int) -> None:
    """Called before a cost line of one of these years is added, changed or removed; raises YearClosed."""
    closed = last_closed(context.connection)
    if closed is None:
        return
    locked = [year for year in years if year <= closed]
    if locked:
        raise YearClosed(max(locked))


def require_unlocked(context: Context, lines: Iterable[Kostenregel]) -> None:
    """Called before these lines are written: none may enter, leave or change a closed year; YearClosed."""
    for line in lines:
        before = None
        if line.id is not None:
            before = records.find_where(context.connection, Kostenregel, "id = ?", (line.id,))
        if line != before:
            require_open_year(context, line.boekjaar, *([before.boekjaar] if before else ()))


def open_year(context: Context, day: dt.date) -> int:
    """The book year of an entry of `day`: its own, or the first that is not closed."""
    closed = last_closed(context.connection)
    return day.year if closed is None else max(day.year, closed + 1)
