"""The papers of a year in the dialog that lets a paper out: costs, fiscal list, contracts, register."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag, Ontvanger, Uitgiftegegevens

NAAM = {
    SoortDocument.KOSTENOVERZICHT: "Kostenoverzicht, binnenversie",
    SoortDocument.KOSTENOVERZICHT_BUITEN: "Kostenoverzicht, buitenversie",
}
"""What the two are called where both are offered; the others are called as they are."""


def paper_name(soort: SoortDocument) -> str:
    """The paper's name among the others of a year."""
    return NAAM.get(soort, soort.woord)


class JaarStuk:
    """One paper of one year; it is about all dossiers, so nobody gets it as his own."""

    dossier_id = None
    is_vrij = True
    komt_terug = True
    wijzen = tuple(Wijze)

    def __init__(self, services: Services, soort: SoortDocument, jaar: int) -> None:
        self._services, self._soort, self._jaar = services, soort, jaar
        self.titel = f"{paper_name(soort)} {jaar}"
        self.lezers = tuple(Ontvanger(naam=one) for one in services.jaarstukken.readers(soort))

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - no name and no address stands on it
        """Nothing."""
        return ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """Read from the records as they stand now."""
        return self._services.jaarstukken.snapshot(self._soort, self._jaar, ontvanger)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it."""
        return self._services.jaarstukken.request(self._soort, self._jaar, ontvanger, gegevens)


def ask_year(desk: Desk, parent: QWidget | None, soort: SoortDocument) -> int | None:
    """Of which year; this one in front, then back to the first that has a budget."""
    now = desk.services.today.year
    budgets = {one.jaar for one in desk.services.kosten.list_begrotingen()}
    years = [now, *sorted({*budgets, now - 1, now + 1} - {now}, reverse=True)]
    options = [Option(value=year, text=str(year)) for year in years]
    chosen: int | None = desk.prompts.ask_choice(
        parent, f"{paper_name(soort)} van welk jaar?", label="Jaar", options=options
    )
    return chosen
