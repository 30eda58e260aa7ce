"""Woonplek: a home of a bestuurder through time, with its Politiekeurmerk (PKVW)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.datum import add_years
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

WoonplekId = NewType("WoonplekId", int)
PKVW_GELDIG_JAREN = 10


class Eigendom(StrEnum):
    """Whose the building is; a rented or shared one asks consent."""

    EIGENAAR = "eigenaar"
    HUURDER = "huurder"
    VVE = "appartement_met_vve"
    ONBEKEND = "onbekend"


class PkvwSoort(StrEnum):
    """A verklaring covers part of a house and does not satisfy the Regeling; only the certificaat does."""

    CERTIFICAAT = "certificaat"
    VERKLARING = "verklaring"
    GEEN = "geen"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Woonplek:
    """One home; moving house closes it (rule R10)."""

    TABEL: ClassVar[str] = "woonplek"
    id: WoonplekId | None = None
    dossier_id: DossierId | None = None
    adres: str = veld("Straat en huisnummer", gevoelig=True, zoekbaar=True)
    postcode: str = veld("Postcode", default="", gevoelig=True, zoekbaar=True, maximum=7)
    plaats: str = veld("Plaats", default="", gevoelig=True, zoekbaar=True)
    vanaf: dt.date | None = veld("Bewoond vanaf", default=None)
    tot: dt.date | None = veld("Bewoond tot en met", default=None)
    in_eigen_gebied: bool = veld(
        "Ligt in het eigen gebied", default=True, uitleg="In de provincie of gemeente van de benoeming."
    )
    ontheffing_op: dt.date | None = veld("Ontheffing woonplaatsvereiste", default=None)
    ontheffing_tot: dt.date | None = veld("Ontheffing geldt tot en met", default=None)
    eigendom: Eigendom = veld("Eigendom", default=Eigendom.ONBEKEND)
    pkvw_soort: PkvwSoort = veld("PKVW", default=PkvwSoort.ONBEKEND)
    pkvw_nummer: str = veld("Certificaatnummer", default="")
    pkvw_afgifte: dt.date | None = veld("Afgegeven op", default=None)
    pkvw_termijn: dt.date | None = veld(
        "PKVW afgesproken vóór", default=None, uitleg="De dag waarop het certificaat er zou zijn."
    )

    @property
    def pkvw_vervalt(self) -> dt.date | None:
        """The certificate is valid ten years from its issue; this is the last day."""
        return add_years(self.pkvw_afgifte, PKVW_GELDIG_JAREN) if self.pkvw_afgifte else None

    def has_valid_pkvw(self, day: dt.date) -> bool:
        """A certificaat (not a verklaring), issued on or before `day` and not expired."""
        if self.pkvw_soort is not PkvwSoort.CERTIFICAAT or not self.pkvw_afgifte:
            return False
        expiry = self.pkvw_vervalt
        return expiry is not None and self.pkvw_afgifte <= day <= expiry

    def is_current(self, day: dt.date) -> bool:
        """Lived in on `day`."""
        return (self.vanaf is None or self.vanaf <= day) and (self.tot is None or day <= self.tot)

    def problems(self) -> list[Problem]:
        """Everything that keeps this home from being saved."""
        found = check_fields(self, required=("adres",))
        found += check_order(self, first="vanaf", second="tot")
        found += check_order(self, first="ontheffing_op", second="ontheffing_tot")
        if self.pkvw_soort is PkvwSoort.CERTIFICAAT and self.pkvw_afgifte is None:
            found.append(Problem("pkvw_afgifte", "verplicht"))
        return found
