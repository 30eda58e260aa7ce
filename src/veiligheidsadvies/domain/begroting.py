"""Begroting: the yearly provision under Bedrijfsvoering (Leidraad step 9), and how it is used up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BegrotingId = NewType("BegrotingId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begroting:
    """What the organisation may spend in one calendar year, btw included."""

    TABEL: ClassVar[str] = "begroting"
    id: BegrotingId | None = None
    jaar: int = veld("Jaar")
    bedrag: Bedrag = veld("Begroot incl. btw")
    toelichting: str = veld("Toelichting", default="", lang=True)

    def problems(self) -> list[Problem]:
        """Everything that keeps this budget from being saved."""
        found = check_fields(self)
        if self.bedrag.cents < 0:
            found.append(Problem("bedrag", "negatief"))
        found += check_range(self, "jaar", lowest=2000, highest=2199)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarstand:
    """The employer's money of one year, incl. btw; own account and stelsel stand outside.

    `verplicht` is ordered and not yet invoiced, `geraamd` neither ordered nor invoiced;
    begroot = vrij + verplicht + gefactureerd, and vrij may be negative.
    """

    jaar: int
    begroot: Bedrag | None = None
    geraamd: Bedrag = NIHIL
    offerte: Bedrag = NIHIL
    verplicht: Bedrag = NIHIL
    gefactureerd: Bedrag = NIHIL
    betaald: Bedrag = NIHIL

    @property
    def vrij(self) -> Bedrag | None:
        """What is left; None without a budget."""
        return None if self.begroot is None else self.begroot - self.verplicht - self.gefactureerd
