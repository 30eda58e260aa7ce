"""The money of a year: what is budgeted, billed, committed and free, down to the line."""

from veiligheidsadvies.gui.screens.kosten.screen import KostenScreen

__all__ = ["KostenScreen"]
