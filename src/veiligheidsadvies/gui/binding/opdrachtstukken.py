"""The papers for a supplier in the dialog that lets a paper out: request, order, annex, delivery sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.gui.binding.bron import ADRES, MANAGER, MET_ADRES
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.uitgifte import open_bron
from veiligheidsadvies.gui.binding.vrijgave import ask_release
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag, Ontvanger, Uitgiftegegevens


class LeverancierPapier:
    """One paper; the annex goes to a person who signs for it, and on paper only."""

    is_vrij = True
    komt_terug = True

    def __init__(self, services: Services, stuk: Leverancierstuk, *, nummer: str, leverancier: str) -> None:
        self._services, self._stuk = services, stuk
        self.dossier_id = services.leverancierstukken.dossier_of(stuk)
        self.titel = f"{stuk.document.woord} {nummer}"
        self.is_bijlage = stuk.document is SoortDocument.ADRESBIJLAGE
        self.bestandsnaam = services.leverancierstukken.file_name(stuk)
        self.terug_op = services.leverancierstukken.due(stuk)
        self.wijzen = MET_ADRES if self.is_bijlage else tuple(Wijze)
        own = Ontvanger(naam=leverancier, leverancier_id=stuk.leverancier_id)
        copy = Ontvanger(naam=MANAGER, leverancier_id=stuk.leverancier_id)
        people = _people(services, stuk.leverancier_id) if self.is_bijlage else ()
        self.lezers = people or ((own,) if self.is_bijlage else (own, copy))

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - every reader of the annex sees it
        """The annex has the address on it."""
        return ADRES if self.is_bijlage else ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """What it says to this reader."""
        return self._services.leverancierstukken.snapshot(self._stuk, ontvanger)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it."""
        return self._services.leverancierstukken.request(self._stuk, ontvanger, gegevens)


def _people(services: Services, leverancier_id: LeverancierId | None) -> tuple[Ontvanger, ...]:
    """Who signed for secrecy: only they may get the address in their hands."""
    if leverancier_id is None:
        return ()
    names = services.leveranciers.get(leverancier_id).ghv_personen.splitlines()
    return tuple(Ontvanger(naam=one.strip(), leverancier_id=leverancier_id) for one in names if one.strip())


def open_leverancierstuk(
    desk: Desk,
    parent: QWidget,
    stuk: Leverancierstuk,
    *,
    nummer: str,
    leverancier: str,
) -> str | None:
    """Print or save a paper for a supplier; its copy number, or None when nothing left.

    A word that may be a coincidence is first laid before a second person, where nobody signed for it.
    """
    if not ask_release(desk, parent, lambda: desk.services.vrijgaven.of_paper(stuk)):
        return None
    return open_bron(
        desk,
        parent,
        lambda: LeverancierPapier(desk.services, stuk, nummer=nummer, leverancier=leverancier),
    )
