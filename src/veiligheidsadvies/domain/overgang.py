"""Statusovergang: one line in the history of a measure; append-only (rule R16)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.veld import veld

StatusovergangId = NewType("StatusovergangId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statusovergang:
    """From one status to the next; `van` is None for the first line of a measure."""

    TABEL: ClassVar[str] = "statusovergang"
    id: StatusovergangId | None = None
    maatregel_id: MaatregelId | None = None
    dossier_id: DossierId | None = None
    van: Status | None = veld("Van", default=None)
    naar: Status = veld("Naar")
    op: dt.date = veld("Datum")
    tijdstip: dt.datetime = veld("Vastgelegd op")
    door: str = veld("Vastgelegd door", default="")
    reden: str = veld("Reden", default="", lang=True)
    is_correctie: bool = veld("Correctie", default=False)
    akkoord_id: AkkoordId | None = None
