"""Blokkade: a reason to destroy nothing of a dossier for now (bewaarplicht): a claim, a request, a threat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BlokkadeId = NewType("BlokkadeId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blokkade:
    """One hold; as long as one of a dossier is not lifted, no term counts."""

    TABEL: ClassVar[str] = "blokkade"
    id: BlokkadeId | None = None
    dossier_id: DossierId | None = None
    reden: str = veld(
        "Reden",
        gevoelig=True,
        lang=True,
        maximum=400,
        uitleg="Zoals een lopende zaak, een inzageverzoek of dreiging.",
    )
    sinds: dt.date = veld("Sinds")
    door: str = veld("Door")
    opgeheven_op: dt.date | None = veld("Opgeheven op", default=None)
    opgeheven_door: str = veld("Opgeheven door", default="")
    opgeheven_reden: str = veld("Waarom opgeheven", default="", gevoelig=True, lang=True, maximum=400)

    @property
    def geldt(self) -> bool:
        """Whether it still stops destruction."""
        return self.opgeheven_op is None

    def problems(self) -> list[Problem]:
        """Everything that keeps this hold from being saved."""
        found = check_fields(self, required=("reden", "door"))
        found += check_order(self, first="sinds", second="opgeheven_op")
        if self.opgeheven_op is not None and not self.opgeheven_reden.strip():
            found.append(Problem("opgeheven_reden", "verplicht"))
        return found
