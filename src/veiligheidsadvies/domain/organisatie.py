"""Organisatie: the employer that provides the measures; its kind decides the terms on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

OrganisatieId = NewType("OrganisatieId", int)


class SoortOrganisatie(StrEnum):
    """The three decentral governments of the Regeling."""

    PROVINCIE = "provincie"
    GEMEENTE = "gemeente"
    WATERSCHAP = "waterschap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Termen:
    """How one kind of organisation calls its organs."""

    bestuur: str
    secretaris: str
    voorzitter: str
    gebied: str
    artikel: str


TERMEN = {
    SoortOrganisatie.PROVINCIE: Termen(
        bestuur="Gedeputeerde Staten",
        secretaris="provinciesecretaris",
        voorzitter="Commissaris van de Koning",
        gebied="provincie",
        artikel="artikel 2.9 van de Regeling rechtspositie decentrale politieke ambtsdragers",
    ),
    SoortOrganisatie.GEMEENTE: Termen(
        bestuur="college van burgemeester en wethouders",
        secretaris="gemeentesecretaris",
        voorzitter="burgemeester",
        gebied="gemeente",
        artikel="de Regeling rechtspositie decentrale politieke ambtsdragers",
    ),
    SoortOrganisatie.WATERSCHAP: Termen(
        bestuur="dagelijks bestuur",
        secretaris="secretaris-directeur",
        voorzitter="dijkgraaf",
        gebied="waterschap",
        artikel="de Regeling rechtspositie decentrale politieke ambtsdragers",
    ),
}
"""Only the province's article number was seen in the source, so only that one is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisatie:
    """The one organisation of a vault."""

    TABEL: ClassVar[str] = "organisatie"
    id: OrganisatieId | None = None
    naam: str = veld("Naam van de organisatie", uitleg="Zoals hij op papier komt te staan.")
    soort: SoortOrganisatie = veld("Soort organisatie", uitleg="Bepaalt de termen op scherm en papier.")
    contact_naam: str = veld(
        "Safety & Security-manager", default="", uitleg="Staat op papier bij ‘Vragen of zorgen?’."
    )
    contact_telefoon: str = veld("Telefoon", default="", uitleg="Dag en nacht bereikbaar nummer.")
    rubricering: str = veld("Rubricering van persoonsdossiers", default="STRIKT VERTROUWELIJK")
    is_fictief: bool = veld(
        "Voorbeeldgegevens", default=False, uitleg="Elke bladzijde en titel zegt FICTIEF."
    )
    afdeling: str = veld("Afdeling", default="", uitleg="Staat op opdrachten onder ‘Opdrachtgever’.")
    postadres: str = veld("Postadres", default="", uitleg="Nooit een woonadres.")
    postcode_plaats: str = veld("Postcode en plaats", default="")

    @property
    def termen(self) -> Termen:
        """The words of this kind of organisation."""
        return TERMEN[self.soort]

    def problems(self) -> list[Problem]:
        """Everything that keeps this organisation from being saved."""
        return check_fields(self, required=("naam",))
