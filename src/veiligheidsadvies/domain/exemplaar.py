"""Exemplaar: one numbered copy of one document that left the room (rule R14)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

ExemplaarId = NewType("ExemplaarId", int)


class SoortDocument(StrEnum):
    """Which paper it is."""

    MAATREGELENPLAN = "maatregelenplan"
    SAMENVATTING = "vertrouwelijke_samenvatting"
    AKKOORDFORMULIER = "akkoordformulier"
    HERSTELBLAD = "herstelblad"
    GEHEIMHOUDINGSVERKLARING = "geheimhoudingsverklaring"
    OFFERTEAANVRAAG = "offerteaanvraag"
    OPDRACHT = "opdracht"
    ADRESBIJLAGE = "adresbijlage"
    OPLEVERSTAAT = "opleverstaat"
    KOSTENOVERZICHT = "kostenoverzicht"
    KOSTENOVERZICHT_BUITEN = "kostenoverzicht_buiten"
    FISCALE_LIJST = "fiscale_lijst"
    CONTRACTENLIJST = "contractenlijst"
    UITGIFTEREGISTER = "uitgifteregister"
    VERNIETIGING = "verklaring_van_vernietiging"
    INZAGE = "inzage-uittreksel"
    VERWERKINGSREGISTER = "verwerkingsregister"

    @property
    def woord(self) -> str:
        """The document's name on paper."""
        return self.value.replace("_", " ").capitalize()


class Wijze(StrEnum):
    """How a copy left."""

    PAPIER = "papier"
    VERSLEUTELD = "versleuteld_bestand"
    ONVERSLEUTELD = "onversleuteld_bestand"


class Afloop(StrEnum):
    """What became of a copy."""

    BUITEN = "buiten"
    RETOUR = "retour"
    VERNIETIGD = "vernietigd"
    VERMIST = "vermist"


VERVOLG: dict[Afloop, frozenset[Afloop]] = {
    Afloop.BUITEN: frozenset({Afloop.RETOUR, Afloop.VERNIETIGD, Afloop.VERMIST}),
    Afloop.VERMIST: frozenset({Afloop.RETOUR, Afloop.VERNIETIGD}),
    Afloop.RETOUR: frozenset({Afloop.VERNIETIGD}),
    Afloop.VERNIETIGD: frozenset(),
}
"""What may become of a copy next: a lost one may turn up, a returned one be destroyed; then nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplaarregel:
    """A line of the register: a copy without its snapshot, which may be a hundred kilobytes."""

    TABEL: ClassVar[str] = "exemplaar"
    id: ExemplaarId | None = None
    nummer: str = veld("Exemplaar nr.", zoekbaar=True, maximum=12)
    document: SoortDocument = veld("Document")
    dossier_id: DossierId | None = None
    volgnummer: int = veld("Exemplaar")
    aantal: int = veld("van")
    ontvanger: str = veld("Ontvanger", zoekbaar=True, gevoelig=True)
    is_eigen: bool = veld("Eigen exemplaar van de bestuurder", default=False)
    doel: str = veld("Doel", default="")
    uitgegeven_door: str = veld("Uitgegeven door")
    uitgegeven_op: dt.datetime = veld("Uitgegeven op")
    wijze: Wijze = veld("Wijze")
    reden: str = veld("Reden onversleuteld", default="")
    snapshot_sha256: str = veld("Kenmerk van de inhoud", gedrukt=False)
    pdf_sha256: str = veld("Kenmerk van het bestand", default="", gedrukt=False)
    logkop: str = veld("Logkop", default="")
    retour_voor: dt.date | None = veld("Retour vóór", default=None)
    afloop: Afloop = veld("Stand", default=Afloop.BUITEN)
    afloop_op: dt.date | None = veld("Retour, vernietigd of vermist op", default=None)
    getuige: str = veld("Getuige", default="")
    leverancier_id: LeverancierId | None = None
    aanvraag_id: AanvraagId | None = None
    opdracht_id: OpdrachtId | None = None
    herdruk_van: ExemplaarId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplaar(Exemplaarregel):
    """One copy; the number is year + sequence, the snapshot is kept for a reprint of the same text."""

    snapshot: str = veld("Inhoud bij uitgifte", default="", gedrukt=False, gevoelig=True, maximum=10_000_000)

    def problems(self) -> list[Problem]:
        """Everything that keeps this copy from being registered."""
        found = check_fields(self, required=("nummer", "ontvanger"))
        if self.wijze is Wijze.ONVERSLEUTELD and not self.reden.strip():
            found.append(Problem("reden", "verplicht"))
        if self.afloop is not Afloop.BUITEN and self.afloop_op is None:
            found.append(Problem("afloop_op", "verplicht"))
        return found
