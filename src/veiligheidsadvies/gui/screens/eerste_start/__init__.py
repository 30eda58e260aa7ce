"""Eerste start: a new vault with its recovery sheet, or the example."""

from veiligheidsadvies.gui.screens.eerste_start.screen import FirstStartScreen

__all__ = ["FirstStartScreen"]
