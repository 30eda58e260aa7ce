"""Ontgrendelen: from a passphrase or a recovery sheet to the key of the vault."""

from veiligheidsadvies.gui.screens.unlock.screen import UnlockScreen

__all__ = ["UnlockScreen"]
