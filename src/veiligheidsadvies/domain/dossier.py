"""Dossier: what is kept together for one bestuurder, for the organisation's work locations, or otherwise."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

DossierId = NewType("DossierId", int)
_CODE = re.compile(r"[A-Z]{2,5}-\d{2,3}")
_REST = "VD-"


def rest_code(number: int) -> str:
    """The code under which what is left of a destroyed dossier stays."""
    return f"{_REST}{number:02d}"


def is_rest_code(code: str) -> bool:
    """Whether a code looks like one of those; nobody gives it to a dossier."""
    return code.startswith(_REST)


class SoortDossier(StrEnum):
    """Whom a dossier is about."""

    BESTUURDER = "bestuurder"
    ORGANISATIE = "organisatie"
    OVERIG = "overig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One dossier; its code (GED-04) stands on everything that leaves the room, the name does not."""

    TABEL: ClassVar[str] = "dossier"
    id: DossierId | None = None
    code: str = veld("Code", zoekbaar=True, uitleg="Zoals GED-04, BGM-01, ORG-01.", maximum=9)
    soort: SoortDossier = veld("Soort dossier", default=SoortDossier.BESTUURDER)
    omschrijving: str = veld(
        "Omschrijving", default="", zoekbaar=True, uitleg="Voor een dossier dat geen bestuurder heeft."
    )
    aangemeld_op: dt.date | None = veld(
        "Behoefte gevraagd op", default=None, uitleg="Stap 1: datum van de behoeftepeiling."
    )
    herijking_op: dt.date | None = veld(
        "Volgende herijking", default=None, uitleg="Jaarlijks, en bij verhuizing of incident."
    )
    stelsel_actief: bool = veld("Stelsel bewaken en beveiligen actief", default=False, gevoelig=True)
    bevoegd_gezag: str = veld("Bevoegd gezag", default="", gevoelig=True)
    gesloten_op: dt.date | None = veld("Gesloten op", default=None)
    notitie: str = veld("Notitie", default="", lang=True, gevoelig=True, zoekbaar=True)
    vernietigd_op: dt.date | None = veld(
        "Vernietigd op", default=None, uitleg="Daarna zijn alleen nummers en bedragen over."
    )

    def problems(self) -> list[Problem]:
        """Everything that keeps this dossier from being saved."""
        found = check_fields(self, required=("code",))
        if self.code and not _CODE.fullmatch(self.code):
            found.append(Problem("code", "code_vorm"))
        if self.soort is SoortDossier.OVERIG and not self.omschrijving.strip():
            found.append(Problem("omschrijving", "verplicht"))
        return found
