"""The rows of the table, one module each with a `ROW`; read only when they are run.

A new row is a module here and its line in `MODULES`, in the order of the table; of a module with more rows
`module:ATTRIBUTE`.
"""

from __future__ import annotations

from importlib import import_module

from tools.faults.row import Row

MODULES = {
    "kill-work": "kill_work",
    "kill-change": "kill_change",
    "power-cut": "power_cut",
    "io-errors": "io_errors",
    "damage": "damage",
    "races": "races",
    "clock": "clock",
    "migration": "migration",
    "memory": "memory",
    "stories": "stories",
    "fuzz-slots": "fuzz:SLOTS",
    "fuzz-copy": "fuzz:COPY",
    "fuzz-list": "fuzz:LIST",
    "fuzz-sheet": "fuzz:SHEET",
    "fuzz-search": "fuzz:SEARCH",
    "fuzz-settings": "fuzz:SETTINGS",
    "cover-slots": "fuzz:COVER_SLOTS",
    "cover-copy": "fuzz:COVER_COPY",
    "cover-list": "fuzz:COVER_LIST",
    "cover-sheet": "fuzz:COVER_SHEET",
    "cover-search": "fuzz:COVER_SEARCH",
    "cover-settings": "fuzz:COVER_SETTINGS",
    "monkey": "monkey",
}


def row_of(name: str) -> Row:
    """The row with this name."""
    module, _, attribute = MODULES[name].partition(":")
    found = getattr(import_module(f"{__name__}.{module}"), attribute or "ROW")
    if not isinstance(found, Row) or found.name != name:
        raise TypeError(name)
    return found
