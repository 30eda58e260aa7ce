"""The twenty steps from aanmelding to closing a dossier (domain reference 1.4), in six phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

StapId = NewType("StapId", int)


class Fase(StrEnum):
    """The six groups of steps."""

    AANMELDING = "aanmelding"
    ADVIES = "advies"
    PLAN = "plan"
    INKOOP = "inkoop"
    UITVOERING = "uitvoering"
    BEHEER_EN_EINDE = "beheer_en_einde"

    @property
    def woord(self) -> str:
        """The phase as it is said."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stapsoort:
    """One of the twenty: what, by whom, with which result."""

    nummer: int
    naam: str
    wie: str
    uitvoer: str
    fase: Fase


def _steps(fase: Fase, first: int, *rows: tuple[str, str, str]) -> tuple[Stapsoort, ...]:
    return tuple(
        Stapsoort(nummer=first + i, naam=n, wie=w, uitvoer=u, fase=fase) for i, (n, w, u) in enumerate(rows)
    )


STAPPEN: tuple[Stapsoort, ...] = (
    *_steps(
        Fase.AANMELDING,
        1,
        ("Behoefte vragen", "S&S-manager", "datum en antwoord"),
        ("Gesprek met het CCV aanvragen", "bestuurder", "datum aanvraag"),
    ),
    *_steps(
        Fase.ADVIES,
        3,
        ("Intakegesprek", "CCV-adviseur", "datum en kenmerk"),
        ("Schouw van de woning", "CCV-adviseur", "voldoet de woning aan PKVW"),
        ("Advies van het CCV", "CCV", "datum en kenmerk"),
        ("Vaststelling door de BVA", "BVA", "datum van vaststelling"),
        ("Delen met de werkgever", "bestuurder", "wat is gedeeld"),
    ),
    *_steps(
        Fase.PLAN,
        8,
        ("Maatregelenplan maken", "S&S-manager", "plan met raming"),
        ("Akkoord op het plan", "secretaris", "naam, datum, bedrag"),
    ),
    *_steps(
        Fase.INKOOP,
        10,
        ("PKVW halen", "bestuurder", "certificaat en afgiftedatum"),
        ("Offertes aanvragen", "S&S-manager", "aanvraag en geheimhouding"),
        ("Opdracht geven", "S&S-manager, met tweede persoon", "opdracht en bedrag"),
    ),
    *_steps(
        Fase.UITVOERING,
        13,
        ("Uitvoeren", "leverancier", "afspraak met het thuisfront"),
        ("Opleveren", "leverancier en bestuurder", "certificaat en restpunten"),
        ("Factuur controleren", "S&S-manager en financiën", "factuur en verschil"),
    ),
    *_steps(
        Fase.BEHEER_EN_EINDE,
        16,
        ("Beheren en testen", "leverancier", "volgende datum"),
        ("Herijken", "S&S-manager", "uitkomst"),
        ("Rode draden", "S&S-manager en Functionaris VPT", "thema’s en acties"),
        ("Einde ambt afwikkelen", "S&S-manager", "besluit per maatregel"),
        ("Dossier sluiten", "S&S-manager, met tweede persoon", "bewaartermijn"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """What the manager noted of one step of one dossier."""

    TABEL: ClassVar[str] = "stap"
    id: StapId | None = None
    dossier_id: DossierId | None = None
    nummer: int = veld("Stap")
    gereed_op: dt.date | None = veld("Gereed op", default=None)
    termijn: dt.date | None = veld("Termijn", default=None)
    door: str = veld("Door", default="")
    toelichting: str = veld("Toelichting", default="", lang=True, gevoelig=True)

    def problems(self) -> list[Problem]:
        """Everything that keeps this note from being saved."""
        return [*check_fields(self), *check_range(self, "nummer", lowest=1, highest=len(STAPPEN))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voortgang:
    """Where a dossier stands: steps done, the first that is not, and its phase."""

    gereed: frozenset[int]
    huidige: int

    @property
    def fase(self) -> Fase:
        """The phase of the current step."""
        return STAPPEN[self.huidige - 1].fase


def progress(done: Collection[int]) -> Voortgang:
    """The first step not done is the current one; when all are done the last stays current."""
    current = next((s.nummer for s in STAPPEN if s.nummer not in done), len(STAPPEN))
    return Voortgang(gereed=frozenset(done), huidige=current)
