"""The rows of the table, one module each with a `ROW`; read only when they are run.

A new row is a module here and its line in `MODULES`, in the order of the table.
"""

from __future__ import annotations

from importlib import import_module

from tools.faults.row import Row

MODULES = {
    "kill-work": "kill_work",
    "kill-change": "kill_change",
    "power-cut": "power_cut",
}


def row_of(name: str) -> Row:
    """The row with this name."""
    found = import_module(f"{__name__}.{MODULES[name]}").ROW
    if not isinstance(found, Row) or found.name != name:
        raise TypeError(name)
    return found
