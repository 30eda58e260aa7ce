"""Advies: the CCV security advice on four domains, adopted by the Beveiligingsautoriteit (BVA) of BZK."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

AdviesId = NewType("AdviesId", int)


class Domein(StrEnum):
    """The four domains of the advice; they return on every screen and paper in this order."""

    WONEN = "wonen"
    WERK = "werk"
    VERPLAATSEN = "verplaatsen"
    INFORMATIE = "informatie"


class SoortAdvies(StrEnum):
    """Where the measures come from."""

    OP_MAAT = "advies_op_maat"
    HERIJKING = "herijking"
    MAATREGELENLIJST = "maatregelenlijst"
    EIGEN_INVENTARISATIE = "eigen_inventarisatie"


class Gedeeld(StrEnum):
    """What the bestuurder shared with the employer."""

    VOLLEDIG = "volledig"
    ALLEEN_MAATREGELEN = "alleen_maatregelen"
    NIET = "niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advies:
    """One advice; without the date of adoption by the BVA it is a concept (rule R2)."""

    TABEL: ClassVar[str] = "advies"
    id: AdviesId | None = None
    dossier_id: DossierId | None = None
    soort: SoortAdvies = veld("Soort advies", default=SoortAdvies.OP_MAAT)
    kenmerk: str = veld("Kenmerk", default="", zoekbaar=True)
    aangevraagd_op: dt.date | None = veld("Gesprek aangevraagd op", default=None)
    intake_op: dt.date | None = veld("Intakegesprek op", default=None)
    schouw_op: dt.date | None = veld("Schouw woning op", default=None)
    ccv_datum: dt.date | None = veld("Datum CCV-advies", default=None)
    bva_datum: dt.date | None = veld(
        "Vastgesteld door BVA op", default=None, uitleg="Zonder deze datum is het advies een concept."
    )
    adviseur: str = veld("Adviseur", default="", gevoelig=True, zoekbaar=True)
    spoed: bool = veld("Spoed", default=False)
    gedeeld: Gedeeld = veld("Gedeeld met de werkgever", default=Gedeeld.ALLEEN_MAATREGELEN)
    gedeeld_op: dt.date | None = veld("Gedeeld op", default=None)
    instemming: str = veld(
        "Instemming", default="", gevoelig=True, uitleg="Waarmee de bestuurder instemde, en hoe."
    )
    bevindingen_wonen: str = veld("Bevindingen wonen", default="", lang=True, gevoelig=True, zoekbaar=True)
    bevindingen_werk: str = veld("Bevindingen werk", default="", lang=True, gevoelig=True, zoekbaar=True)
    bevindingen_verplaatsen: str = veld(
        "Bevindingen verplaatsen", default="", lang=True, gevoelig=True, zoekbaar=True
    )
    bevindingen_informatie: str = veld(
        "Bevindingen informatie", default="", lang=True, gevoelig=True, zoekbaar=True
    )

    @property
    def is_concept(self) -> bool:
        """Not yet adopted by the BVA."""
        return self.bva_datum is None

    def is_adopted(self, day: dt.date) -> bool:
        """Adopted by the BVA on or before `day`."""
        return self.bva_datum is not None and self.bva_datum <= day

    def findings_of(self, domein: Domein) -> str:
        """What the adviser wrote on one domain."""
        return str(getattr(self, f"bevindingen_{domein.value}"))

    def problems(self) -> list[Problem]:
        """Everything that keeps this advice from being saved."""
        found = check_fields(self)
        found += check_order(self, first="aangevraagd_op", second="intake_op")
        found += check_order(self, first="ccv_datum", second="bva_datum")
        return found
