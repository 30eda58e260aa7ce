"""What the user must still do after the vault got another key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.screens.beheer.oude_kopieen import show_old_copies
from veiligheidsadvies.services.sleutels import Hersleuteld

PAPER = "De kluis is opnieuw versleuteld.\nDruk nu het nieuwe herstelblad af en typ het terug."
ONCE = (
    "Geef deze zin mondeling aan {name}. Hij wordt nergens bewaard en staat hier alleen nu. Bij het eerste "
    "gebruik vraagt het programma om een eigen zin."
)


def tell_what_follows(desk: Desk, parent: QWidget, uitkomst: Hersleuteld) -> None:
    """The words to hand over, one person at a time; copies of the old key; and who lost access."""
    for name, words in uitkomst.eenmalig.items():
        desk.prompts.tell(parent, f"Eenmalige zin voor {name}\n{words}\n\n{ONCE.format(name=name)}")
    gone = f" Geen toegang meer: {', '.join(uitkomst.vervallen)}." if uitkomst.vervallen else ""
    show_old_copies(desk, parent)
    desk.prompts.tell(parent, f"{PAPER}{gone}")
