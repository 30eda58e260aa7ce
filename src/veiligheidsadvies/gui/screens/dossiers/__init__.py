"""Dossiers: the list of all dossiers and the form for a new one."""

from veiligheidsadvies.gui.screens.dossiers.screen import DossiersScreen

__all__ = ["DossiersScreen"]
