"""Kostenregel: one amount on one measure, from raming to betaling or credit (rule R11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

KostenregelId = NewType("KostenregelId", int)
HOOGSTE_CENTEN = 10_000_000_00


class SoortKosten(StrEnum):
    """The station of an amount; a credit is stored positive and counts against the facturen.

    A negative verplichting takes back what was ordered, a negative betaling is money that came back.
    """

    RAMING = "raming"
    OFFERTE = "offerte"
    VERPLICHTING = "verplichting"
    FACTUUR = "factuur"
    BETALING = "betaling"
    CREDIT = "credit"


MET_TEKEN = frozenset({SoortKosten.VERPLICHTING, SoortKosten.BETALING})
"""Kinds whose amount may be negative."""


class FiscaleCategorie(StrEnum):
    """For the list to the salarisadministratie; the program never computes tax (domain reference 1.6)."""

    ARBO_GERICHT_VRIJGESTELD = "arbo_gericht_vrijgesteld"
    VRIJE_RUIMTE_WKR = "vrije_ruimte_wkr"
    EIGEN_REKENING = "eigen_rekening"
    GEEN_LOON = "geen_loon"
    NADER_BEPALEN = "nader_bepalen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenregel:
    """One line; `incl` is stored beside `ex` so that what was billed stays what was billed."""

    TABEL: ClassVar[str] = "kostenregel"
    id: KostenregelId | None = None
    maatregel_id: MaatregelId | None = None
    dossier_id: DossierId | None = None
    soort: SoortKosten = veld("Soort")
    omschrijving: str = veld("Omschrijving", default="")
    ex: Bedrag = veld("Bedrag excl. btw")
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    incl: Bedrag = veld("Bedrag incl. btw")
    datum: dt.date = veld("Datum")
    boekjaar: int = veld("Boekjaar")
    per_jaar: bool = veld("Keert ieder jaar terug", default=False)
    fiscale_categorie: FiscaleCategorie = veld("Fiscale categorie", default=FiscaleCategorie.NADER_BEPALEN)
    kenmerk: str = veld("Kenmerk", default="", zoekbaar=True, uitleg="Offerte-, factuur- of boekingsnummer.")
    betaler: Betaler | None = veld("Wie betaalt", default=None, uitleg="Leeg: zoals bij de maatregel.")
    opdrachtregel_id: int | None = None
    factuur_id: int | None = None

    def problems(self) -> list[Problem]:
        """Everything that keeps this line from being saved; ex and incl may differ by 1 cent of rounding."""
        found = check_fields(self)
        for name, amount in (("ex", self.ex), ("incl", self.incl)):
            if amount.cents < 0 and self.soort not in MET_TEKEN:
                found.append(Problem(name, "negatief"))
            elif abs(amount.cents) > HOOGSTE_CENTEN:
                found.append(Problem(name, "bedrag_te_hoog"))
        if not found and abs(including_btw(self.ex, self.btw).cents - self.incl.cents) > 1:
            found.append(Problem("incl", "btw_klopt_niet"))
        found += check_range(self, "boekjaar", lowest=2000, highest=2199)
        return found
