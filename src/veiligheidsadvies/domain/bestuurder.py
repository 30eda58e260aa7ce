"""Bestuurder: the politieke ambtsdrager whose safety a dossier is about (Regeling, article 2.9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BestuurderId = NewType("BestuurderId", int)


class Ambt(StrEnum):
    """Offices with a claim under the Regeling, and the rest that the manager may still help."""

    CDK = "commissaris_van_de_koning"
    GEDEPUTEERDE = "gedeputeerde"
    BURGEMEESTER = "burgemeester"
    WETHOUDER = "wethouder"
    DIJKGRAAF = "dijkgraaf"
    LID_DB = "lid_dagelijks_bestuur"
    OVERIG = "overig"

    @property
    def woord(self) -> str:
        """The office as it is said."""
        return AMBT_WOORD[self]

    @property
    def valt_onder_regeling(self) -> bool:
        """Raadsleden, Statenleden and ambtenaren have no claim under the Regeling."""
        return self is not Ambt.OVERIG

    @property
    def codevorm(self) -> str:
        """The letters before the number in a dossier code."""
        return AMBT_CODE[self]


AMBT_WOORD = {
    Ambt.CDK: "commissaris van de Koning",
    Ambt.GEDEPUTEERDE: "gedeputeerde",
    Ambt.BURGEMEESTER: "burgemeester",
    Ambt.WETHOUDER: "wethouder",
    Ambt.DIJKGRAAF: "dijkgraaf of voorzitter",
    Ambt.LID_DB: "lid dagelijks bestuur waterschap",
    Ambt.OVERIG: "overig (buiten de Regeling)",
}
AMBT_CODE = {
    Ambt.CDK: "CDK",
    Ambt.GEDEPUTEERDE: "GED",
    Ambt.BURGEMEESTER: "BGM",
    Ambt.WETHOUDER: "WET",
    Ambt.DIJKGRAAF: "DGF",
    Ambt.LID_DB: "DB",
    Ambt.OVERIG: "OVG",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestuurder:
    """One person in one office; party is left out on purpose (AVG article 9)."""

    TABEL: ClassVar[str] = "bestuurder"
    id: BestuurderId | None = None
    dossier_id: DossierId | None = None
    naam: str = veld("Naam", gevoelig=True, zoekbaar=True, uitleg="Zoals mevrouw N. Đorđević.")
    ambt: Ambt = veld("Ambt")
    portefeuille: str = veld("Portefeuille", default="", gevoelig=True, zoekbaar=True)
    benoeming_vast_op: dt.date | None = veld(
        "Benoeming staat vast op",
        default=None,
        uitleg="Vanaf deze dag bestaat aanspraak (artikel 2.9, vijfde lid).",
    )
    begin: dt.date | None = veld("Begin ambt", default=None)
    einde: dt.date | None = veld("Einde ambt", default=None)
    telefoon: str = veld("Telefoon", default="", gevoelig=True)
    email: str = veld("E-mail", default="", gevoelig=True)
    gezin: str = veld(
        "Gezin",
        default="",
        gevoelig=True,
        uitleg="Alleen wat een maatregel nodig heeft, liefst zonder namen.",
    )

    def problems(self) -> list[Problem]:
        """Everything that keeps this person from being saved."""
        found = check_fields(self, required=("naam",))
        found += check_order(self, first="benoeming_vast_op", second="begin")
        found += check_order(self, first="begin", second="einde")
        return found

    def is_in_office(self, day: dt.date) -> bool:
        """R4: `day` lies between the certain appointment (or begin) and the end of the office."""
        start = self.benoeming_vast_op or self.begin
        return (start is None or start <= day) and (self.einde is None or day <= self.einde)
