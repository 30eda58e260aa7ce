"""The register of numbered copies: what went out, to whom, and what became of it."""

from veiligheidsadvies.gui.screens.exemplaren.screen import ExemplarenScreen

__all__ = ["ExemplarenScreen"]
