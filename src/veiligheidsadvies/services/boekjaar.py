"""The book year of an entry: a year that is closed takes no more entries, and keeps those it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from veiligheidsadvies.domain.errors import YearClosed
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel, Status
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


def require_open_after(context: Context, maatregel_id: int | None, *ends: dt.date | None) -> None:
    """Called before the end of what recurs on a measure is set or taken away: the years after it change.

    An end without a day (None) leaves the first year only. YearClosed.
    """
    (first,) = context.connection.execute(
        "SELECT min(boekjaar) FROM kostenregel WHERE maatregel_id = ? AND per_jaar = 1", (maatregel_id,)
    ).fetchone()
    if first is not None:
        require_open_year(context, *((end.year if end else first) + 1 for end in ends))


def require_open_end(context: Context, before: Maatregel, after: Maatregel) -> None:
    """The same for a measure that is wound up, or is so no more, or on another day; YearClosed."""
    if (before.status, before.afgewikkeld_op) == (after.status, after.afgewikkeld_op):
        return
    ends = [one.afgewikkeld_op for one in (before, after) if one.status is Status.AFGEWIKKELD]
    if ends:
        require_open_after(context, before.id, *ends)


def open_year(context: Context, day: dt.date) -> int:
    """The book year of an entry of `day`: its own, or the first that is not closed."""
    closed = last_closed(context.connection)
    return day.year if closed is None else max(day.year, closed + 1)
