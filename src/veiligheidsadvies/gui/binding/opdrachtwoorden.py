"""How the state of an order, a request and a quote is said and drawn: icon and word."""

from __future__ import annotations

import datetime as dt

from veiligheidsadvies.domain.aanvraag import Aanvraagstand, Offertestand
from veiligheidsadvies.domain.opdracht import Adreswijze, Opdrachtstand, Versiestand
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, status_cell, text_cell
from veiligheidsadvies.text.formats import date_short, days_late

GROEP: dict[Opdrachtstand | Aanvraagstand | Offertestand | Versiestand, str] = {
    Opdrachtstand.CONCEPT: "wacht",
    Opdrachtstand.VOORGELEGD: "wacht",
    Opdrachtstand.AKKOORD: "wacht",
    Opdrachtstand.GEGEVEN: "loopt",
    Opdrachtstand.INGEPLAND: "loopt",
    Opdrachtstand.DEELS_OPGELEVERD: "loopt",
    Opdrachtstand.OPGELEVERD: "gereed",
    Opdrachtstand.AFGEROND: "gereed",
    Opdrachtstand.GEANNULEERD: "vervallen",
    Opdrachtstand.INGETROKKEN: "vervallen",
    Aanvraagstand.CONCEPT: "wacht",
    Aanvraagstand.UITGEZET: "loopt",
    Aanvraagstand.GEKOZEN: "gereed",
    Aanvraagstand.INGETROKKEN: "vervallen",
    Offertestand.GEVRAAGD: "wacht",
    Offertestand.ONTVANGEN: "loopt",
    Offertestand.GEKOZEN: "gereed",
    Offertestand.AFGEVALLEN: "vervallen",
    Versiestand.CONCEPT: "wacht",
    Versiestand.VOORGELEGD: "wacht",
    Versiestand.AKKOORD: "wacht",
    Versiestand.GEGEVEN: "loopt",
    Versiestand.INGETROKKEN: "vervallen",
}
"""The group whose icon goes with a state. The values of these enums overlap, their groups then agree."""
ADRES_WOORD = {
    Adreswijze.BIJLAGE: "Adresbijlage, persoonlijk",
    Adreswijze.GEEN: "Gaat niet mee",
}


def state_word(stand: Opdrachtstand | Aanvraagstand | Offertestand | Versiestand) -> str:
    """`deels opgeleverd`."""
    return stand.value.replace("_", " ")


def state_cell(stand: Opdrachtstand | Aanvraagstand | Offertestand | Versiestand) -> Cell:
    """Icon and word."""
    return status_cell(GROEP[stand], state_word(stand))


def due_cell(day: dt.date | None, today: dt.date, *, is_open: bool) -> Cell:
    """A day that is agreed; late only while something still has to be done."""
    if day is None:
        return text_cell("–", is_muted=True)
    if is_open and day < today:
        return date_cell("", lateness=days_late((today - day).days))
    return date_cell(date_short(day, today), is_today=is_open and day == today)
