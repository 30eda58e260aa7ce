"""Before a paper leaves on which a word may be a coincidence: why it may stay, and a second person's yes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.akkoord import ask_akkoord
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.services.vrijgaven import Vrijgavestand


def ask_release(desk: Desk, parent: QWidget, read: Callable[[], Vrijgavestand]) -> bool:
    """Whether no word on it is doubted or a second person said yes; asks what is missing, tells failures.

    A form on paper comes back later: then its reason stands ready, so that the code fits.
    """
    try:
        stand = read()
    except UserError as error:
        desk.performer.tell(parent, error)
        return False
    if stand.is_vrij:
        return True
    service = desk.services.vrijgaven
    reason = service.find_reason(stand)
    if reason is None or not desk.services.akkoorden.is_requested(service.voorstel(stand, reason)):
        reason = desk.prompts.ask_reason(parent, _question(stand), action="Naar tweede persoon…")
    if reason is None:
        return False
    proposal = service.voorstel(stand, reason)
    was_waiting = desk.services.akkoorden.is_requested(proposal)
    given = ask_akkoord(desk, parent, proposal)
    is_waiting = given is None and not was_waiting and desk.services.akkoorden.is_requested(proposal)
    service.keep_reason(stand, reason if is_waiting else None)
    return given is not None


def _question(stand: Vrijgavestand) -> str:
    lapsed = "Het eerdere akkoord is vervallen: het stuk is daarna gewijzigd.\n" if stand.is_vervallen else ""
    return (
        f"Waarom mag dit blijven staan? ({'; '.join(stand.plaatsen)})\n{lapsed}"
        "Het kan toeval zijn. Een tweede persoon tekent de woorden en deze reden mee."
    )
