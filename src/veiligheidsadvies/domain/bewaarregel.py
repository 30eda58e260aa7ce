"""Bewaarregel: how long one kind of record is kept, from which event, on which ground (AVG, Archiefwet).

Terms and grounds are what an organisation lays down after advice of archivist and FG; what stands here are
proposals, never law. The number in the selectielijst is always filled in by the organisation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bestuurder import Ambt
from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BewaarregelId = NewType("BewaarregelId", int)
LANGSTE_JAREN = 100


class Orgaan(StrEnum):
    """Whose archive it is: a voorzitter is an organ of his own, with a selectielijst of his own."""

    BESTUUR = "bestuur"
    VOORZITTER = "voorzitter"


_VOORZITTERS = frozenset({Ambt.CDK, Ambt.BURGEMEESTER, Ambt.DIJKGRAAF})


def organ_of(ambt: Ambt | None) -> Orgaan:
    """The organ that a dossier belongs to; one without a person is of the bestuur."""
    return Orgaan.VOORZITTER if ambt in _VOORZITTERS else Orgaan.BESTUUR


class Gebeurtenis(StrEnum):
    """From when a term runs."""

    EINDE_AMBT = "einde_ambt"
    GESLOTEN = "gesloten"
    BOEKJAAR = "boekjaar"
    GEHEIMHOUDING = "geheimhouding"
    KLUIS = "kluis"
    GEMAAKT = "gemaakt"
    VERLATEN = "verlaten"

    @property
    def woord(self) -> str:
        """As it stands behind `na`."""
        return _GEBEURTENIS[self]


_GEBEURTENIS = {
    Gebeurtenis.EINDE_AMBT: "einde ambt",
    Gebeurtenis.GESLOTEN: "sluiten van het dossier",
    Gebeurtenis.BOEKJAAR: "het laatste boekjaar",
    Gebeurtenis.GEHEIMHOUDING: "einde van de geheimhouding",
    Gebeurtenis.KLUIS: "einde van de kluis",
    Gebeurtenis.GEMAAKT: "het maken ervan",
    Gebeurtenis.VERLATEN: "bewaren van het formulier",
}
VAN_EEN_DOSSIER = (Gebeurtenis.EINDE_AMBT, Gebeurtenis.GESLOTEN, Gebeurtenis.BOEKJAAR)
"""The events of which a dossier knows the day."""


class Bewaarsoort(StrEnum):
    """Which records a rule is about."""

    DOSSIER = "dossier"
    ADVIES = "advies"
    MAATREGELEN = "maatregelen"
    AKKOORD = "akkoord"
    BIJLAGEN = "bijlagen"
    EXEMPLAREN = "exemplaren"
    GELD = "geld"
    LEVERANCIERS = "leveranciers"
    CONCEPTEN = "concepten"
    LOG = "log"
    KOPIEEN = "kopieen"

    @property
    def woord(self) -> str:
        """The kind as it is listed."""
        return _SOORT[self]

    @property
    def hoe(self) -> str:
        """In which way records of this kind go when their term is over."""
        return _HOE[self]


_SOORT = {
    Bewaarsoort.DOSSIER: "Dossier: persoon, woning, stappen",
    Bewaarsoort.ADVIES: "Adviezen",
    Bewaarsoort.MAATREGELEN: "Maatregelen, raming en offertes",
    Bewaarsoort.AKKOORD: "Akkoorden van een tweede persoon",
    Bewaarsoort.BIJLAGEN: "Bijlagen",
    Bewaarsoort.EXEMPLAREN: "Inhoud van uitgegeven exemplaren",
    Bewaarsoort.GELD: "Opdrachten, facturen en bedragen",
    Bewaarsoort.LEVERANCIERS: "Leveranciers en geheimhouding",
    Bewaarsoort.CONCEPTEN: "Concepten",
    Bewaarsoort.LOG: "Logregels, zonder inhoud",
    Bewaarsoort.KOPIEEN: "Reservekopieën",
}
VAN_HET_DOSSIER = (
    Bewaarsoort.DOSSIER,
    Bewaarsoort.ADVIES,
    Bewaarsoort.MAATREGELEN,
    Bewaarsoort.AKKOORD,
    Bewaarsoort.BIJLAGEN,
    Bewaarsoort.EXEMPLAREN,
)
"""What goes together when a dossier is destroyed: the longest of these terms decides."""
APART = (Bewaarsoort.ADVIES, Bewaarsoort.BIJLAGEN, Bewaarsoort.EXEMPLAREN)
"""What of a closed dossier may go by itself, when its term is over before that of the dossier."""
VAST = (Bewaarsoort.CONCEPTEN, Bewaarsoort.LOG, Bewaarsoort.KOPIEEN)
"""What the program keeps and takes away by itself (`domain/kopie.py`): no rule gives it another term."""
_HOE = {
    **dict.fromkeys(VAN_HET_DOSSIER, "met het dossier"),
    **dict.fromkeys(APART, "apart of met het dossier"),
    Bewaarsoort.GELD: "inhoud eerst, bedragen later",
    Bewaarsoort.LEVERANCIERS: "met de hand",
    Bewaarsoort.CONCEPTEN: "vanzelf, en met het dossier",
    Bewaarsoort.LOG: "blijven: alleen nummers",
    Bewaarsoort.KOPIEEN: "vanzelf",
}
_TERMIJN: dict[Bewaarsoort, tuple[int, int, Gebeurtenis, str]] = {
    **dict.fromkeys(
        (Bewaarsoort.DOSSIER, Bewaarsoort.ADVIES, Bewaarsoort.MAATREGELEN, Bewaarsoort.AKKOORD),
        (
            2,
            0,
            Gebeurtenis.EINDE_AMBT,
            "Niet langer dan nodig (AVG, artikel 5); langer zolang er dreiging is",
        ),
    ),
    Bewaarsoort.BIJLAGEN: (1, 0, Gebeurtenis.GESLOTEN, "Niet langer dan nodig (AVG, artikel 5)"),
    Bewaarsoort.EXEMPLAREN: (2, 0, Gebeurtenis.EINDE_AMBT, "Herdruk en verantwoording van uitgifte"),
    Bewaarsoort.GELD: (7, 0, Gebeurtenis.BOEKJAAR, "Fiscale bewaarplicht van de administratie"),
    Bewaarsoort.LEVERANCIERS: (2, 0, Gebeurtenis.GEHEIMHOUDING, "Nakoming van de geheimhouding"),
    Bewaarsoort.CONCEPTEN: (0, 0, Gebeurtenis.VERLATEN, "Werkversie zonder zelfstandige waarde"),
    Bewaarsoort.LOG: (0, 0, Gebeurtenis.KLUIS, "Verantwoording van inzien en wijzigen (BIO2 8.15)"),
    Bewaarsoort.KOPIEEN: (0, 9, Gebeurtenis.GEMAAKT, "Herstel na verlies; daarna vervangen"),
}
_SELECTIELIJST = {
    (SoortOrganisatie.PROVINCIE, Orgaan.BESTUUR): "Selectielijst provinciale organen",
    (SoortOrganisatie.PROVINCIE, Orgaan.VOORZITTER): "Selectielijst commissaris van de Koning",
    (SoortOrganisatie.GEMEENTE, Orgaan.BESTUUR): "Selectielijst gemeenten (Stcrt. 2020, 11143)",
    (SoortOrganisatie.GEMEENTE, Orgaan.VOORZITTER): "Selectielijst gemeenten (Stcrt. 2020, 11143)",
    (SoortOrganisatie.WATERSCHAP, Orgaan.BESTUUR): "Selectielijst waterschappen",
    (SoortOrganisatie.WATERSCHAP, Orgaan.VOORZITTER): "Selectielijst waterschappen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarregel:
    """One kind of record of one organ; `jaren` and `maanden` together are the term."""

    TABEL: ClassVar[str] = "bewaarregel"
    id: BewaarregelId | None = None
    soort: Bewaarsoort = veld("Soort gegeven")
    orgaan: Orgaan = veld("Orgaan")
    jaren: int = veld("Jaren")
    maanden: int = veld("Maanden", default=0)
    vanaf: Gebeurtenis = veld("Te rekenen vanaf")
    grond: str = veld("Grond", default="", uitleg="Waarom zo lang, en niet langer.")
    selectielijst: str = veld("Selectielijst", default="")
    categorie: str = veld(
        "Categorie in de selectielijst",
        default="",
        uitleg="Zoals de archivaris hem opgeeft; zonder categorie wordt deze soort niet vernietigd.",
        maximum=60,
    )
    toelichting: str = veld("Toelichting", default="", lang=True, maximum=1000)

    @property
    def termijn(self) -> str:
        """`2 jaar na einde ambt`."""
        parts = [f"{self.jaren} jaar"] if self.jaren else []
        if self.maanden:
            parts.append(f"{self.maanden} {'maand' if self.maanden == 1 else 'maanden'}")
        if not parts:
            return f"tot {self.vanaf.woord}"
        return f"{' en '.join(parts)} na {self.vanaf.woord}"

    @property
    def lengte(self) -> int:
        """The whole term in months."""
        return 12 * self.jaren + self.maanden

    def of_dossier(self, *, has_office: bool) -> Bewaarregel:
        """As it holds for one dossier: without an office (organisatie, overig) it runs from the closing."""
        if self.vanaf is Gebeurtenis.EINDE_AMBT and not has_office:
            return replace(self, vanaf=Gebeurtenis.GESLOTEN)
        return self

    def as_carried_out(self) -> Bewaarregel:
        """With the term that holds whatever was laid down, where that lies in the program itself."""
        if self.soort not in VAST:
            return self
        years, months, event, _ = _TERMIJN[self.soort]
        return replace(self, jaren=years, maanden=months, vanaf=event)

    def ends_on(self, begin: dt.date) -> dt.date:
        """The last day on which it is kept, when its event was on `begin`."""
        return add_months(begin, self.lengte)

    def problems(self) -> list[Problem]:
        """Everything that keeps this rule from being saved."""
        found = check_fields(self, required=("grond", "selectielijst"))
        found += check_range(self, "jaren", lowest=0, highest=LANGSTE_JAREN)
        found += check_range(self, "maanden", lowest=0, highest=11)
        usual = _TERMIJN[self.soort][2]
        if (usual in VAN_EEN_DOSSIER) != (self.vanaf in VAN_EEN_DOSSIER) or (
            usual not in VAN_EEN_DOSSIER and self.vanaf is not usual
        ):
            found.append(Problem("vanaf", "onbekend"))
        held = self.as_carried_out()
        for name in ("jaren", "maanden"):
            if getattr(self, name) != getattr(held, name) and not any(one.field == name for one in found):
                found.append(Problem(name, "vaste_termijn", {"waarde": getattr(held, name)}))
        return found


def usual_rule(soort: Bewaarsoort, orgaan: Orgaan, organisatie: SoortOrganisatie) -> Bewaarregel:
    """The proposal of the program, until the organisation lays down its own."""
    years, months, event, ground = _TERMIJN[soort]
    return Bewaarregel(
        soort=soort,
        orgaan=orgaan,
        jaren=years,
        maanden=months,
        vanaf=event,
        grond=ground,
        selectielijst=_SELECTIELIJST[organisatie, orgaan],
    )
