"""One dossier: where it stands in the twenty steps, what to do next, and everything kept in it."""

from veiligheidsadvies.gui.screens.dossier.screen import DossierScreen

__all__ = ["DossierScreen"]
