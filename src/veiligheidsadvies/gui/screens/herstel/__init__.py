"""Putting a copy back when no vault is open."""

from veiligheidsadvies.gui.screens.herstel.damaged import DamagedScreen
from veiligheidsadvies.gui.screens.herstel.screen import RestoreScreen

__all__ = ["DamagedScreen", "RestoreScreen"]
