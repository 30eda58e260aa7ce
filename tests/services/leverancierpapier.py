"""A given order, and its papers for the supplier: for tests of what is on them and of what keeps them in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests import builders
from tests.opdrachten import add_opdracht, save, sign
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId
from veiligheidsadvies.domain.woonplek import WoonplekId
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.storage import records

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
ZANDOEVER = Ontvanger(naam="Zandoever Installatie")
MONTEUR = Ontvanger(naam="J. Wortel")
GEHEIM = ("Đorđević", "gedeputeerde", "GED-04", "Kerkstraat", "1234 AB", "Merenstad")


def given_to_a_home(services: Services, dossier: DossierId, supplier: LeverancierId) -> OpdrachtId:
    """An order that was signed and given, for work at a home."""
    home = WoonplekId(builders.add_woonplek(services, dossier))
    made = add_opdracht(services, dossier, supplier, woonplek_id=home)
    sign(services, made)
    return made


def stuk(document: SoortDocument, order: OpdrachtId, **over: Any) -> Leverancierstuk:
    return Leverancierstuk(document=document, opdracht_id=order, **over)


def issue(
    services: Services, document: SoortDocument, order: OpdrachtId, lezer: Ontvanger = ZANDOEVER
) -> Uitgifte:
    return services.leverancierstukken.issue(stuk(document, order), lezer, PAPIER)


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(pdf)))


def change(services: Services, record: Any, **over: Any) -> None:
    save(services, replace(record, **over))


def get_order(services: Services, order: OpdrachtId) -> Opdracht:
    return records.get(services.context.connection, Opdracht, order)
