"""Werklocatie: a place of work of the organisation, with its inventory of risks (Leidraad step 8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

WerklocatieId = NewType("WerklocatieId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Werklocatie:
    """One building or floor where bestuurders work."""

    TABEL: ClassVar[str] = "werklocatie"
    id: WerklocatieId | None = None
    dossier_id: DossierId | None = None
    naam: str = veld("Naam van de locatie", zoekbaar=True)
    adres: str = veld("Adres", default="", zoekbaar=True)
    geinventariseerd_op: dt.date | None = veld("Risico’s geïnventariseerd op", default=None)
    volgende_op: dt.date | None = veld("Volgende inventarisatie", default=None)
    bevindingen: str = veld("Bevindingen", default="", lang=True, gevoelig=True, zoekbaar=True)

    def problems(self) -> list[Problem]:
        """Everything that keeps this location from being saved."""
        return [
            *check_fields(self, required=("naam",)),
            *check_order(self, first="geinventariseerd_op", second="volgende_op"),
        ]
