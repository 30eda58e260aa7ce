"""The register of suppliers and the state of their papers."""

from veiligheidsadvies.gui.screens.leveranciers.screen import LeveranciersScreen

__all__ = ["LeveranciersScreen"]
