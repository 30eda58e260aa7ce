"""One measure: new or existing."""

from veiligheidsadvies.gui.screens.maatregel.screen import MaatregelScreen

__all__ = ["MaatregelScreen"]
