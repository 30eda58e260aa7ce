"""Begroting: the yearly provision under Bedrijfsvoering (Leidraad step 9), and how it is used up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BegrotingId = NewType("BegrotingId", int)
JaarafsluitingId = NewType("JaarafsluitingId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begroting:
    """What the organisation may spend in one calendar year, btw included."""

    TABEL: ClassVar[str] = "begroting"
    id: BegrotingId | None = None
    jaar: int = veld("Jaar")
    bedrag: Bedrag = veld("Voorziening incl. btw")
    toelichting: str = veld("Toelichting", default="", lang=True)
    extra: Bedrag = veld("Extra in de loop van het jaar", default=NIHIL)
    bzk_bijdrage: Bedrag = veld("Bijdrage van BZK", default=NIHIL)
    overgeheveld: Bedrag = veld("Overgeheveld uit het vorige jaar", default=NIHIL)

    @property
    def totaal(self) -> Bedrag:
        """All that may be spent."""
        return self.bedrag + self.extra + self.bzk_bijdrage + self.overgeheveld

    def problems(self) -> list[Problem]:
        """Everything that keeps this budget from being saved."""
        found = check_fields(self)
        names = ("bedrag", "extra", "bzk_bijdrage", "overgeheveld")
        found += [Problem(name, "negatief") for name in names if getattr(self, name).cents < 0]
        found += check_range(self, "jaar", lowest=2000, highest=2199)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarafsluiting:
    """A year that is closed: nothing is booked in it any more, what was ordered went on to the next.

    Amounts are those of the moment of closing, incl. btw; `overgedragen` is what the next year took over.
    """

    TABEL: ClassVar[str] = "jaarafsluiting"
    id: JaarafsluitingId | None = None
    jaar: int = veld("Jaar")
    afgesloten_op: dt.date = veld("Afgesloten op")
    door: str = veld("Afgesloten door")
    begroot: Bedrag = veld("Begroot")
    gefactureerd: Bedrag = veld("Gefactureerd")
    overgedragen: Bedrag = veld("Overgedragen aan het volgende jaar")
    vrij: Bedrag = veld("Vrij gevallen")
    toelichting: str = veld("Toelichting", default="", lang=True)

    def problems(self) -> list[Problem]:
        """Everything that keeps this closing from being saved."""
        return [*check_fields(self), *check_range(self, "jaar", lowest=2000, highest=2199)]


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

    @property
    def openstaand(self) -> Bedrag:
        """Invoiced and not yet paid; negative where money is to come back."""
        return self.gefactureerd - self.betaald
