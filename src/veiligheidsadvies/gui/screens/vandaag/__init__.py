"""Vandaag: what needs the manager today, and how measures, money and copies stand."""

from veiligheidsadvies.gui.screens.vandaag.screen import VandaagScreen

__all__ = ["VandaagScreen"]
