"""Opdracht: what a supplier is ordered to do, told without telling for whom (domain reference 1.4, 7.8).

An order that was given is never written over: a change is a new version with lines that add or take back,
and a second person signs every version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.aantal import EEN, Aantal, times
from veiligheidsadvies.domain.aanvraag import OfferteId
from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld
from veiligheidsadvies.domain.werklocatie import WerklocatieId
from veiligheidsadvies.domain.woonplek import WoonplekId

OpdrachtId = NewType("OpdrachtId", int)
OpdrachtversieId = NewType("OpdrachtversieId", int)
OpdrachtregelId = NewType("OpdrachtregelId", int)
OpdrachtovergangId = NewType("OpdrachtovergangId", int)


class Opdrachtstand(StrEnum):
    """How far an order is."""

    CONCEPT = "concept"
    VOORGELEGD = "voorgelegd"
    AKKOORD = "akkoord"
    GEGEVEN = "gegeven"
    INGEPLAND = "ingepland"
    DEELS_OPGELEVERD = "deels_opgeleverd"
    OPGELEVERD = "opgeleverd"
    AFGEROND = "afgerond"
    GEANNULEERD = "geannuleerd"
    INGETROKKEN = "ingetrokken"

    @property
    def woord(self) -> str:
        """As it is said: `deels opgeleverd`."""
        return self.value.replace("_", " ")


S = Opdrachtstand
IN_VOORBEREIDING = frozenset({S.CONCEPT, S.VOORGELEGD, S.AKKOORD})
LOPEND = frozenset({S.GEGEVEN, S.INGEPLAND, S.DEELS_OPGELEVERD, S.OPGELEVERD})
STANDOVERGANGEN: dict[Opdrachtstand, frozenset[Opdrachtstand]] = {
    S.CONCEPT: frozenset({S.VOORGELEGD, S.INGETROKKEN}),
    S.VOORGELEGD: frozenset({S.AKKOORD, S.CONCEPT, S.INGETROKKEN}),
    S.AKKOORD: frozenset({S.GEGEVEN, S.CONCEPT, S.INGETROKKEN}),
    S.GEGEVEN: frozenset({S.INGEPLAND, S.DEELS_OPGELEVERD, S.OPGELEVERD, S.GEANNULEERD}),
    S.INGEPLAND: frozenset({S.GEGEVEN, S.DEELS_OPGELEVERD, S.OPGELEVERD, S.GEANNULEERD}),
    S.DEELS_OPGELEVERD: frozenset({S.OPGELEVERD, S.GEANNULEERD}),
    S.OPGELEVERD: frozenset({S.AFGEROND, S.DEELS_OPGELEVERD}),
    S.AFGEROND: frozenset(),
    S.GEANNULEERD: frozenset(),
    S.INGETROKKEN: frozenset(),
}
"""From each state where an order may go; back from akkoord to concept voids the signature."""


class Adreswijze(StrEnum):
    """How the supplier gets to know where: on a numbered annex handed over in person, or not at all."""

    BIJLAGE = "bijlage"
    GEEN = "geen"


class Versiestand(StrEnum):
    """How far one version of an order is."""

    CONCEPT = "concept"
    VOORGELEGD = "voorgelegd"
    AKKOORD = "akkoord"
    GEGEVEN = "gegeven"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """An order to one supplier for measures of one dossier; its number (OPD-2026-014) is his reference."""

    TABEL: ClassVar[str] = "opdracht"
    id: OpdrachtId | None = None
    dossier_id: DossierId | None = None
    leverancier_id: LeverancierId | None = None
    offerte_id: OfferteId | None = None
    nummer: str = veld("Opdracht", default="", zoekbaar=True, maximum=16)
    stand: Opdrachtstand = veld("Stand", default=Opdrachtstand.CONCEPT)
    gereed_voor: dt.date | None = veld("Gereed uiterlijk", default=None)
    adres_wijze: Adreswijze = veld("Adres gaat mee op", default=Adreswijze.BIJLAGE)
    woonplek_id: WoonplekId | None = None
    werklocatie_id: WerklocatieId | None = None
    afspraken: str = veld(
        "Extra afspraken",
        default="",
        lang=True,
        uitleg="De leverancier leest dit. Eén afspraak op elke regel.",
    )
    opdracht_op: dt.date | None = veld("Gegeven op", default=None)
    einde_op: dt.date | None = veld("Afgerond of geannuleerd op", default=None)
    einde_reden: str = veld("Reden van annuleren", default="", lang=True, gedrukt=False)

    @property
    def draagt_adres(self) -> bool:
        """Whether an address goes along, so that rule R7 holds."""
        return self.adres_wijze is Adreswijze.BIJLAGE

    def problems(self) -> list[Problem]:
        """Everything that keeps this order from being saved."""
        found = check_fields(self)
        if self.leverancier_id is None:
            found.append(Problem("leverancier_id", "verplicht"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtversie:
    """The original (0) or a change (1, 2, …) of an order: what was laid before the second person.

    `inhoud` is the snapshot that is printed, as JSON and without copy number; `inhoud_sha256` its digest,
    which the approval names. A version that was given never changes.
    """

    TABEL: ClassVar[str] = "opdrachtversie"
    id: OpdrachtversieId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    nummer: int = veld("Wijziging", default=0)
    stand: Versiestand = veld("Stand", default=Versiestand.CONCEPT)
    omschrijving: str = veld("Wat wijzigt en waarom", default="", lang=True)
    poort_reden: str = veld("Waarom toch", default="", lang=True, uitleg="De tweede persoon tekent dit mee.")
    vrijgave_reden: str = veld("Waarom dit mag blijven staan", default="", lang=True)
    inhoud: str = veld("Inhoud", default="", gedrukt=False, gevoelig=True, maximum=10_000_000)
    inhoud_sha256: str = veld("Kenmerk van de inhoud", default="", gedrukt=False)
    akkoord_id: AkkoordId | None = None
    gegeven_op: dt.date | None = veld("Gegeven op", default=None)

    def problems(self) -> list[Problem]:
        """Everything that keeps this version from being saved."""
        required = ("omschrijving",) if self.nummer else ()
        return check_fields(self, required=required)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtregel:
    """One line of one version: how many at what price; `ex` and `incl` are rounded per line.

    In a change `wijzigt_id` names the line that is changed, and the quantity is the difference: negative
    when less is ordered.
    """

    TABEL: ClassVar[str] = "opdrachtregel"
    id: OpdrachtregelId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    maatregel_id: MaatregelId | None = None
    versie: int = veld("Wijziging", default=0)
    volgorde: int = veld("Nr.", default=1)
    titel: str = veld("Werk")
    eis: str = veld("Eis", default="", lang=True)
    aantal: Aantal = veld("Aantal", default=EEN)
    eenheid: str = veld("Eenheid", default="", maximum=20)
    stukprijs: Bedrag = veld("Per stuk excl. btw")
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    ex: Bedrag = veld("Excl. btw")
    incl: Bedrag = veld("Incl. btw")
    per_jaar: bool = veld("Keert ieder jaar terug", default=False)
    betaler: Betaler = veld("Wie betaalt", default=Betaler.ORGANISATIE)
    fiscale_categorie: FiscaleCategorie = veld("Fiscale categorie", default=FiscaleCategorie.NADER_BEPALEN)
    wijzigt_id: OpdrachtregelId | None = None

    def problems(self) -> list[Problem]:
        """Everything that keeps this line from being saved."""
        found = check_fields(self, required=("titel",))
        if not self.aantal or (self.aantal.honderdsten < 0 and self.wijzigt_id is None):
            found.append(Problem("aantal", "aantal_positief"))
        if self.stukprijs.cents < 0 and self.wijzigt_id is None:
            found.append(Problem("stukprijs", "negatief"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtovergang:
    """One line in the history of an order; append-only."""

    TABEL: ClassVar[str] = "opdrachtovergang"
    id: OpdrachtovergangId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    van: Opdrachtstand | None = veld("Van", default=None)
    naar: Opdrachtstand = veld("Naar")
    op: dt.date = veld("Datum")
    tijdstip: dt.datetime = veld("Vastgelegd op")
    door: str = veld("Vastgelegd door", default="")
    reden: str = veld("Reden", default="", lang=True)
    is_correctie: bool = veld("Correctie", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totaal:
    """What lines add up to; `btw` by rate, each the sum of the rounded lines of that rate."""

    ex: Bedrag
    btw: tuple[tuple[BtwTarief, Bedrag], ...]
    incl: Bedrag


def priced(aantal: Aantal, stukprijs: Bedrag, btw: BtwTarief) -> tuple[Bedrag, Bedrag]:
    """`ex` and `incl` of one line, each rounded to whole cents."""
    ex = times(aantal, stukprijs)
    return ex, including_btw(ex, btw)


def totals(regels: Iterable[Opdrachtregel]) -> Totaal:
    """The sums of lines, which are those of the rounded lines and so of the paper."""
    ex = incl = 0
    per_rate: dict[BtwTarief, int] = {}
    for regel in regels:
        ex += regel.ex.cents
        incl += regel.incl.cents
        per_rate[regel.btw] = per_rate.get(regel.btw, 0) + regel.incl.cents - regel.ex.cents
    rates = tuple((rate, Bedrag(per_rate[rate])) for rate in sorted(per_rate, reverse=True))
    return Totaal(ex=Bedrag(ex), btw=rates, incl=Bedrag(incl))
