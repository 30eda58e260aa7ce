"""The approval form as it leaves: registered as a copy first, then an encrypted PDF under a passphrase."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.services.bestand import write_file
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.uitgifte import Uitgiftegegevens
from veiligheidsadvies.services.wachtzin import generate


def hand_over_form(desk: Desk, parent: QWidget, voorstel: Voorstel, beslisser: str) -> bool:
    """Make and save the form for this proposal; False when the user stopped or it failed (told)."""
    path = desk.prompts.save_file(
        parent, "Akkoordformulier bewaren", name="akkoordformulier.pdf", pattern="PDF (*.pdf)"
    )
    if path is None:
        return False
    phrase = generate()
    gegevens = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, doel="akkoord", wachtzin=phrase)
    try:
        issued = desk.services.akkoorden.request_on_paper(voorstel, beslisser, gegevens)
        write_file(path, issued.pdf)
    except UserError as error:
        desk.performer.tell(parent, error)
        return False
    desk.performer.changed.emit(issued.changes)
    desk.prompts.tell(
        parent, f"Exemplaar {issued.nummer} is bewaard.\nWachtwoordzin van dit bestand: {phrase}"
    )
    return True
