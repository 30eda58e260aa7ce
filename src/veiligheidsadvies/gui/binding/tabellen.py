"""Tables that remember how wide the user made their columns, on this machine and for every vault."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from veiligheidsadvies import settings
from veiligheidsadvies.gui.binding.voorkeuren import keep
from veiligheidsadvies.gui.kit.table import TableModel
from veiligheidsadvies.gui.kit.table_view import TableView

_PAUSE = 300  # milliseconds after the last drag


def make_table(model: TableModel[Any], *, name: str, accessible: str) -> TableView:
    """A table with the widths it had; `name` is its objectName and the key of what is remembered."""
    view = TableView(model, name=name, accessible=accessible)
    view.set_widths(settings.load().column_widths.get(name, {}))
    later = QTimer(view)
    later.setSingleShot(True)
    later.setInterval(_PAUSE)
    later.timeout.connect(lambda: _remember(view))
    view.widths_changed.connect(later.start)
    return view


def _remember(view: TableView) -> None:
    stored = settings.load()
    name = view.objectName()
    widths = {**stored.column_widths.get(name, {}), **view.widths()}
    keep(stored._replace(column_widths={**stored.column_widths, name: widths}))
