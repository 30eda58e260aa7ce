"""From order to finished work: the appointment with the home front, the delivery, and what is left to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.opdracht import OpdrachtId, OpdrachtregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

AfspraakId = NewType("AfspraakId", int)
OpleveringId = NewType("OpleveringId", int)
OpleverregelId = NewType("OpleverregelId", int)
RestpuntId = NewType("RestpuntId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraak:
    """When the work is done and who is at home; another day is another appointment, the old one lapses."""

    TABEL: ClassVar[str] = "afspraak"
    id: AfspraakId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    dag: dt.date = veld("Dag")
    tijd: str = veld("Tijd", default="", maximum=40, uitleg="Zoals 9:00–12:00.")
    thuis: str = veld("Wie is thuis", default="", gevoelig=True)
    monteurs: str = veld("Wie komen", default="", uitleg="Namen van de monteurs, met komma’s ertussen.")
    bevestigd_op: dt.date | None = veld("Bevestigd door het thuisfront op", default=None)
    is_vervallen: bool = veld("Vervallen", default=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this appointment from being saved."""
        return check_fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oplevering:
    """One delivery, of all or of a part of the order (domain reference 1.4, step 14)."""

    TABEL: ClassVar[str] = "oplevering"
    id: OpleveringId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    opgeleverd_op: dt.date = veld("Opgeleverd op")
    certificaat: str = veld("BORG-certificaat", default="", zoekbaar=True)
    is_uitgelegd: bool = veld("Uitleg gegeven aan de bewoner", default=False)
    codes_bij_bewoner: bool = veld("Codes alleen bij de bewoner", default=False)
    fotos: str = veld("Fotonummers", default="", uitleg="Alleen nummers, nooit een plaats of naam.")
    garantie_tot: dt.date | None = veld("Garantie tot en met", default=None)
    getekend_door: str = veld("Getekend door", default="", uitleg="Rol, zoals ‘bewoner’; geen naam.")
    opmerking: str = veld("Opmerking", default="", lang=True, gedrukt=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this delivery from being saved."""
        return [*check_fields(self), *check_order(self, first="opgeleverd_op", second="garantie_tot")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opleverregel:
    """How many of one line were delivered at one delivery."""

    TABEL: ClassVar[str] = "opleverregel"
    id: OpleverregelId | None = None
    dossier_id: DossierId | None = None
    oplevering_id: OpleveringId | None = None
    opdrachtregel_id: OpdrachtregelId | None = None
    aantal: Aantal = veld("Aantal")

    def problems(self) -> list[Problem]:
        """Everything that keeps this line from being saved."""
        found = check_fields(self)
        if self.aantal.honderdsten <= 0:
            found.append(Problem("aantal", "aantal_positief"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Restpunt:
    """Something that is not right yet; a blocking one keeps the measure from being delivered."""

    TABEL: ClassVar[str] = "restpunt"
    id: RestpuntId | None = None
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None
    opdrachtregel_id: OpdrachtregelId | None = None
    omschrijving: str = veld("Restpunt")
    blokkeert: bool = veld("Houdt oplevering tegen", default=False)
    termijn: dt.date | None = veld("Termijn", default=None)
    gereed_op: dt.date | None = veld("Gereed op", default=None)

    def problems(self) -> list[Problem]:
        """Everything that keeps this point from being saved."""
        return check_fields(self, required=("omschrijving",))
