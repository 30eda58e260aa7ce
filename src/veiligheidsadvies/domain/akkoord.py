"""Akkoord: the yes of a second person (vierogenprincipe), signed with an approval slot or on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.veld import veld

AkkoordId = NewType("AkkoordId", int)


class WijzeAkkoord(StrEnum):
    """A signature of an approval slot is the strong kind; a code typed back from paper is the weaker."""

    SLEUTEL = "sleutel"
    PAPIER = "papier"


class OnderwerpAkkoord(StrEnum):
    """What a second person decides on."""

    AFWIJKING = "afwijking"
    SPOED_PKVW = "spoed_pkvw"
    POORT_OPGEHEVEN = "poort_opgeheven"
    OPDRACHT = "opdracht"
    VRIJGAVE = "vrijgave"
    TERUGZETTEN = "terugzetten"
    VERNIETIGING = "vernietiging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoord:
    """One approval; `samenvatting_sha256` is the digest (hex) of the decided text `besluit`."""

    TABEL: ClassVar[str] = "akkoord"
    id: AkkoordId | None = None
    dossier_id: DossierId | None = None
    onderwerp: OnderwerpAkkoord = veld("Onderwerp")
    besluit: str = veld("Besluit", lang=True)
    samenvatting_sha256: str = veld("Kenmerk van het besluit")
    wijze: WijzeAkkoord = veld("Wijze")
    voorgesteld_door: str = veld("Voorgesteld door")
    naam: str = veld("Akkoord door")
    op: dt.datetime = veld("Akkoord op")
    slot_id: str = veld("Akkoordsleutel", default="", gedrukt=False)
    handtekening: str = veld("Handtekening", default="", gedrukt=False, maximum=400)
    papiercode: str = veld("Code op papier", default="", gedrukt=False)
    opdracht_id: int | None = None
