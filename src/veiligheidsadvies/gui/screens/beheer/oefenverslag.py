"""The report of a restore drill, check by check."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.dialog import Dialog, within
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.screens.beheer.status_list import FOUT, GOED, StatusList, Statusregel
from veiligheidsadvies.services.oefening import Oefenverslag
from veiligheidsadvies.text.formats import count, date_full

NAMES = {
    "bestand": "Bestand",
    "versleuteling": "Versleuteling van elke bladzijde",
    "opbouw": "Opbouw van de database",
    "verwijzingen": "Verwijzingen",
    "aantallen": "Aantallen per tabel",
    "schema": "Versie van de gegevens",
    "logboek": "Logboek",
    "logkop": "Logkop van toen",
    "bijlagen": "Bijlagen",
    "sleutelbestand": "Sleutels",
    "bijwerken": "Bijwerken",
}


class OefenverslagDialog(Dialog):
    """What was proved; the whole report stands in the log too."""

    def __init__(self, parent: QWidget | None, verslag: Oefenverslag, *, zone: dt.tzinfo | None) -> None:
        made = verslag.kopie.gemaakt_op.astimezone(zone)
        title = "De oefening is gelukt" if verslag.is_goed else "De oefening is niet gelukt"
        seconds = count(max(round(verslag.seconden), 1), "seconde", "seconden")
        words = (
            f"De kopie van {date_full(made.date())} {made:%H:%M} is in {seconds} op proef teruggezet, in een "
            "map die weer weg is."
        )
        if not verslag.is_goed:
            words += " Maak een nieuwe kopie en oefen opnieuw; bewaar de oudere kopieën."
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words, "muted", is_wrapped=True))
        lines = StatusList(name="oefenverslag", title_width=232)
        lines.set_lines(
            [
                Statusregel(
                    kind=GOED if one.ok else FOUT, title=NAMES.get(one.name, one.name), state=one.detail
                )
                for one in verslag.controles
            ]
        )
        column.addWidget(lines)
        super().__init__(
            parent,
            title=title,
            accept_text="Sluiten",
            body=within(parent, body),
            cancel_text="",
            name="oefenverslag_dialoog",
        )
        self.setMinimumWidth(600)
