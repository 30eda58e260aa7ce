"""Taak: one line of Vandaag, when it is shown and where its button leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from veiligheidsadvies.domain.dossier import Dossier


class Groep(StrEnum):
    """The three groups of the list."""

    TE_LAAT = "te_laat"
    DEZE_WEEK = "deze_week"
    BINNENKORT = "binnenkort"


class Doel(StrEnum):
    """Where the button of a task leads."""

    MAATREGEL = "maatregel"
    WOONPLEK = "woonplek"
    ADVIES = "advies"
    STAP = "stap"
    HERIJKING = "herijking"
    EXEMPLAAR = "exemplaar"
    WERKLOCATIE = "werklocatie"
    EINDE_AMBT = "einde_ambt"
    HERSTELBLAD = "herstelblad"
    LEVERANCIER = "leverancier"
    OPDRACHT = "opdracht"
    AANVRAAG = "aanvraag"
    KOPIE = "kopie"
    BEWAREN = "bewaren"


_KNOP = {
    Doel.WOONPLEK: "Invoeren…",
    Doel.ADVIES: "Noteren…",
    Doel.STAP: "Vastleggen…",
    Doel.EINDE_AMBT: "Besluiten…",
    Doel.WERKLOCATIE: "Inventariseren…",
    Doel.HERIJKING: "Plannen…",
    Doel.MAATREGEL: "Besluiten…",
    Doel.OPDRACHT: "Openen…",
    Doel.AANVRAAG: "Openen…",
    Doel.BEWAREN: "Bekijken…",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taak:
    """One line: when, whose, what, why, and one verb. `row_id` is the record that `doel` opens.

    `vanaf` is the day from which it stands in the list, when that is longer before than usual.
    """

    dag: dt.date
    dossier_id: int | None
    dossier_code: str
    wat: str
    waarom: str
    knop: str
    doel: Doel
    row_id: int | None = None
    vanaf: dt.date | None = None

    def is_shown(self, today: dt.date, limit: dt.date) -> bool:
        """Due up to and including `limit`, or begun on its own day."""
        return self.dag <= limit or (self.vanaf is not None and self.vanaf <= today)

    def groep(self, today: dt.date) -> Groep:
        """Late before today, this week up to and including Sunday, else soon."""
        if self.dag < today:
            return Groep.TE_LAAT
        sunday = today + dt.timedelta(days=6 - today.weekday())
        return Groep.DEZE_WEEK if self.dag <= sunday else Groep.BINNENKORT


def task_of(dossier: Dossier, dag: dt.date, wat: str, waarom: str, doel: Doel, *, row_id: int | None) -> Taak:
    """A task of a dossier, with the usual verb of where it leads."""
    return Taak(
        dag=dag,
        dossier_id=dossier.id,
        dossier_code=dossier.code,
        wat=wat,
        waarom=waarom,
        knop=_KNOP[doel],
        doel=doel,
        row_id=row_id,
    )
