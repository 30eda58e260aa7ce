"""Offerteaanvraag: what suppliers are asked to quote for, and the offertes that came back, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.aantal import EEN, Aantal, times
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.controle import check_fields, check_order, check_range
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

AanvraagId = NewType("AanvraagId", int)
AanvraagregelId = NewType("AanvraagregelId", int)
OfferteId = NewType("OfferteId", int)
OfferteregelId = NewType("OfferteregelId", int)


class Aanvraagstand(StrEnum):
    """How far a request is."""

    CONCEPT = "concept"
    UITGEZET = "uitgezet"
    GEKOZEN = "gekozen"
    INGETROKKEN = "ingetrokken"


class Offertestand(StrEnum):
    """What became of the quote of one supplier."""

    GEVRAAGD = "gevraagd"
    ONTVANGEN = "ontvangen"
    GEKOZEN = "gekozen"
    AFGEVALLEN = "afgevallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """A request for quotes; its number (OFA-2026-003) is all that a supplier can refer to."""

    TABEL: ClassVar[str] = "aanvraag"
    id: AanvraagId | None = None
    dossier_id: DossierId | None = None
    nummer: str = veld("Aanvraag", default="", zoekbaar=True, maximum=16)
    stand: Aanvraagstand = veld("Stand", default=Aanvraagstand.CONCEPT)
    aangevraagd_op: dt.date = veld("Datum")
    reageren_voor: dt.date | None = veld("Offerte uiterlijk", default=None)
    plaats: str = veld("Soort plaats", default="één woning", uitleg="Zonder adres, zoals ‘één woning’.")
    toelichting: str = veld("Toelichting voor de leverancier", default="", lang=True)

    def problems(self) -> list[Problem]:
        """Everything that keeps this request from being saved."""
        return [*check_fields(self), *check_order(self, first="aangevraagd_op", second="reageren_voor")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraagregel:
    """One measure in a request, in words that tell what and never for whom."""

    TABEL: ClassVar[str] = "aanvraagregel"
    id: AanvraagregelId | None = None
    dossier_id: DossierId | None = None
    aanvraag_id: AanvraagId | None = None
    maatregel_id: MaatregelId | None = None
    volgorde: int = veld("Nr.", default=1)
    titel: str = veld("Werk")
    eis: str = veld("Eis", default="", lang=True)
    aantal: Aantal = veld("Aantal", default=EEN)
    eenheid: str = veld("Eenheid", default="", maximum=20)
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    per_jaar: bool = veld("Keert ieder jaar terug", default=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this line from being saved."""
        found = check_fields(self, required=("titel",))
        if self.aantal.honderdsten <= 0:
            found.append(Problem("aantal", "aantal_positief"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Offerte:
    """The quote of one supplier on a request."""

    TABEL: ClassVar[str] = "offerte"
    id: OfferteId | None = None
    dossier_id: DossierId | None = None
    aanvraag_id: AanvraagId | None = None
    leverancier_id: LeverancierId | None = None
    stand: Offertestand = veld("Stand", default=Offertestand.GEVRAAGD)
    kenmerk: str = veld("Kenmerk van de offerte", default="", zoekbaar=True)
    ontvangen_op: dt.date | None = veld("Ontvangen op", default=None)
    geldig_tot: dt.date | None = veld("Geldig tot en met", default=None)
    levertijd_dagen: int | None = veld("Levertijd in dagen", default=None)
    opmerking: str = veld("Opmerking", default="", lang=True, gedrukt=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this quote from being saved."""
        found = [*check_fields(self), *check_order(self, first="ontvangen_op", second="geldig_tot")]
        if self.stand is not Offertestand.GEVRAAGD and self.ontvangen_op is None:
            found.append(Problem("ontvangen_op", "verplicht"))
        if self.levertijd_dagen is not None:
            found += check_range(self, "levertijd_dagen", lowest=0, highest=1000)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Offerteregel:
    """The price of one line in a quote; `ex` and `incl` are kept as quoted, rounded per line."""

    TABEL: ClassVar[str] = "offerteregel"
    id: OfferteregelId | None = None
    dossier_id: DossierId | None = None
    offerte_id: OfferteId | None = None
    aanvraagregel_id: AanvraagregelId | None = None
    stukprijs: Bedrag = veld("Per stuk excl. btw")
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    ex: Bedrag = veld("Excl. btw")
    incl: Bedrag = veld("Incl. btw")

    def problems(self) -> list[Problem]:
        """Everything that keeps this price from being saved."""
        found = check_fields(self)
        if self.stukprijs.cents < 0:
            found.append(Problem("stukprijs", "negatief"))
        return found


def quoted(regel: Aanvraagregel, stukprijs: Bedrag, btw: BtwTarief) -> Offerteregel:
    """The line of a quote at a price for one piece."""
    ex = times(regel.aantal, stukprijs)
    return Offerteregel(
        dossier_id=regel.dossier_id,
        aanvraagregel_id=regel.id,
        stukprijs=stukprijs,
        btw=btw,
        ex=ex,
        incl=including_btw(ex, btw),
    )
