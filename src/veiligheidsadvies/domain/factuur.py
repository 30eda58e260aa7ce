"""Factuur: a bill or credit note of a supplier; its amounts are cost lines that refer to it (rule R11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order, check_range
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

FactuurId = NewType("FactuurId", int)


class SoortFactuur(StrEnum):
    """A bill asks money, a credit note gives back."""

    FACTUUR = "factuur"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuur:
    """One bill; the same number of the same supplier is taken once."""

    TABEL: ClassVar[str] = "factuur"
    id: FactuurId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    leverancier_id: LeverancierId | None = None
    soort: SoortFactuur = veld("Soort", default=SoortFactuur.FACTUUR)
    nummer: str = veld("Factuurnummer", zoekbaar=True, maximum=60)
    datum: dt.date = veld("Factuurdatum")
    ontvangen_op: dt.date = veld("Ontvangen op")
    vervalt_op: dt.date | None = veld("Betalen vóór", default=None)
    boekjaar: int = veld("Boekjaar")
    verwijst_id: FactuurId | None = None
    gecontroleerd_op: dt.date | None = veld("Gecontroleerd op", default=None)
    verschil_reden: str = veld("Waarom het verschil klopt", default="", lang=True)

    @property
    def teken(self) -> int:
        """1, and -1 for a credit note: its lines are stored positive."""
        return -1 if self.soort is SoortFactuur.CREDIT else 1

    def problems(self) -> list[Problem]:
        """Everything that keeps this bill from being saved."""
        found = check_fields(self, required=("nummer",))
        found += check_order(self, first="datum", second="vervalt_op")
        found += check_range(self, "boekjaar", lowest=2000, highest=2199)
        return found
