"""What the user must still do after the vault got another key."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.screens.beheer.oude_kopieen import show_old_copies
from veiligheidsadvies.services.sleutels import Hersleuteld

PAPER = "De kluis is opnieuw versleuteld.\nDruk nu het nieuwe herstelblad af en typ het terug."
ONCE = (
    "Geef deze zin mondeling aan {name}. Hij wordt nergens bewaard en staat hier alleen nu. Bij het eerste "
    "gebruik vraagt het programma om een eigen zin."
)


class EenmaligeZin(Dialog):
    """Words to say to somebody, large enough to read them out; they are nowhere else."""

    def __init__(self, parent: QWidget | None, name: str, words: str) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words, "heading", is_wrapped=True, name="eenmalige_woorden"))
        column.addWidget(label(ONCE.format(name=name), is_wrapped=True))
        super().__init__(
            parent,
            title=f"Eenmalige zin voor {name}",
            accept_text="Doorgegeven",
            body=body,
            cancel_text="",
            name="eenmalige_zin",
        )
        self.accept_button.setAutoDefault(False)
        self.accept_button.setDefault(False)


def tell_what_follows(desk: Desk, parent: QWidget, uitkomst: Hersleuteld) -> None:
    """The words to hand over, one person at a time; copies of the old key; and who lost access."""
    for name, words in uitkomst.eenmalig.items():
        EenmaligeZin(parent, name, words).exec()
    gone = f" Geen toegang meer: {', '.join(uitkomst.vervallen)}." if uitkomst.vervallen else ""
    show_old_copies(desk, parent)
    desk.prompts.tell(parent, f"{PAPER}{gone}")
