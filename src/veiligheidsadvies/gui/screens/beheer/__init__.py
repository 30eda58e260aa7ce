"""Everything about the vault itself: organisation, keys, recovery sheet, budget, log, checks, preferences."""

from veiligheidsadvies.gui.screens.beheer.screen import BeheerScreen

__all__ = ["BeheerScreen"]
