"""All measures over all dossiers, as a table or as a board."""

from veiligheidsadvies.gui.screens.maatregelen.screen import MaatregelenScreen

__all__ = ["MaatregelenScreen"]
