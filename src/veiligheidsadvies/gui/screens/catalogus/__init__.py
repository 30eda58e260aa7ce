"""The catalogue of measures that can be advised."""

from veiligheidsadvies.gui.screens.catalogus.screen import CatalogusScreen

__all__ = ["CatalogusScreen"]
