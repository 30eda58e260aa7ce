"""Requests for quotes and orders: composing them so that a supplier sees no more than he needs."""

from veiligheidsadvies.gui.screens.opdrachten.screen import OpdrachtenScreen

__all__ = ["OpdrachtenScreen"]
