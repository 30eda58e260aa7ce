"""Inkoopgrenzen: from which sum on an organisation buys in another way (domain reference 7.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

InkoopgrensId = NewType("InkoopgrensId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inkoopgrens:
    """The limits of this organisation from a day on, without btw as procurement rules are; never law here."""

    TABEL: ClassVar[str] = "inkoopgrens"
    id: InkoopgrensId | None = None
    vanaf: dt.date = veld("Geldt vanaf")
    enkelvoudig_tot: Bedrag = veld("Enkelvoudig tot en met", uitleg="Eén offerte is genoeg, excl. btw.")
    meervoudig_tot: Bedrag = veld("Meervoudig tot en met", uitleg="Drie offertes, daarboven openbaar.")
    eu_drempel: Bedrag = veld("Europese drempel", uitleg="Voor leveringen en diensten, excl. btw.")
    mandaat_tot: Bedrag = veld("Uw mandaat tot en met", uitleg="Per opdracht, excl. btw.")

    def problems(self) -> list[Problem]:
        """Everything that keeps these limits from being saved."""
        found = check_fields(self)
        names = ("enkelvoudig_tot", "meervoudig_tot", "eu_drempel", "mandaat_tot")
        found += [Problem(name, "negatief") for name in names if getattr(self, name).cents < 0]
        if not found and self.meervoudig_tot < self.enkelvoudig_tot:
            found.append(Problem("meervoudig_tot", "grens_volgorde"))
        return found


def limits_on(grenzen: Iterable[Inkoopgrens], day: dt.date) -> Inkoopgrens | None:
    """The limits in force on `day`; None before any were set."""
    return max((one for one in grenzen if one.vanaf <= day), key=lambda one: one.vanaf, default=None)
