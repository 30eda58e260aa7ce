"""How a measure of the example comes to its status: the same actions that a manager takes, one by one."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies import paths
from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.maatregel import Betaler, EindeBesluit, Status

S = Status
_OFFERTE_VANAF = 1000
_SHORT = (S.IN_PLAN, S.INGEPLAND, S.UITGEVOERD, S.OPGELEVERD)
_ORDERED = (S.AKKOORD, S.OPDRACHT_GEGEVEN, S.INGEPLAND, S.UITGEVOERD, S.OPGELEVERD)
BY_ORDER = frozenset(_ORDERED)
"""Statuses that an order gives to the measures on it."""
_QUOTED = (S.IN_PLAN, S.OFFERTE_GEVRAAGD, S.OFFERTE_ONTVANGEN, *_ORDERED)
BY_REQUEST = frozenset({S.OFFERTE_GEVRAAGD, S.OFFERTE_ONTVANGEN})
"""Statuses that a request for quotes gives to the measures in it."""
_DIRECT: Mapping[Status, tuple[Status, ...]] = {
    S.GEADVISEERD: (),
    S.IN_PLAN: (S.IN_PLAN,),
    S.WACHT_OP_PKVW: (S.IN_PLAN, S.WACHT_OP_PKVW),
    S.BESPROKEN: (S.BESPROKEN,),
    S.TOEGEPAST: (S.BESPROKEN, S.TOEGEPAST),
    **{
        status: (S.IN_PLAN, status)
        for status in (S.BESTUURDER_ZIET_AF, S.AFGEWEKEN, S.VERVALLEN, S.DOOR_STELSEL_OVERGENOMEN)
    },
}
_REASONS = {
    S.BESTUURDER_ZIET_AF: "De bestuurder regelt dit liever zelf; besproken en bevestigd.",
    S.AFGEWEKEN: "Rolluiken mogen niet aan dit monument; folie aan de binnenzijde geeft gelijke weerstand.",
    S.VERVALLEN: "Niet meer nodig na de andere maatregelen.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkregel:
    """One measure: where it stands, since how many days ago, and in how many days its next day comes."""

    dossier: str
    code: str
    status: Status
    sinds: int
    dag: int | None
    prijs: int | None
    leverancier: str
    advies_ref: str
    titel: str

    def path(self, line: Catalogusmaatregel) -> tuple[Status, ...]:
        """The statuses it went through."""
        if self.status in _DIRECT:
            return _DIRECT[self.status]
        whole = self._whole_path(line)
        if self.status in whole:
            return whole[: whole.index(self.status) + 1]
        return (*whole, self.status)

    def _whole_path(self, line: Catalogusmaatregel) -> tuple[Status, ...]:
        if line.betaler is not Betaler.ORGANISATIE or not self.prijs:
            return _SHORT
        asks_quote = self.prijs >= _OFFERTE_VANAF or self.status in {S.OFFERTE_GEVRAAGD, S.OFFERTE_ONTVANGEN}
        return _QUOTED if asks_quote else (S.IN_PLAN, *_ORDERED)

    def offered(self, line: Catalogusmaatregel) -> Bedrag:
        """What the supplier asks without btw: a little under the estimate."""
        ex = excluding_btw(Bedrag((self.prijs or 0) * 100), line.btw)
        return Bedrag(ex.cents * 197 // 200)


def reason_for(status: Status) -> str:
    """The reason that was noted at a step that asks one."""
    return _REASONS.get(status, "")


def read_work() -> list[Werkregel]:
    """The measures of the example, dossier by dossier."""
    with paths.resource("voorbeeld/maatregelen.tsv").open(encoding="utf-8", newline="") as file:
        return [_read(row) for row in csv.DictReader(file, delimiter="\t")]


def _read(row: Mapping[str, str]) -> Werkregel:
    return Werkregel(
        dossier=row["dossier"],
        code=row["code"],
        status=Status(row["status"]),
        sinds=int(row["dagen_geleden"]),
        dag=int(row["dag"]) if row["dag"] else None,
        prijs=int(row["prijs"]) if row["prijs"] else None,
        leverancier=row["leverancier"],
        advies_ref=row["advies_ref"],
        titel=row["titel"],
    )


def fields_for(status: Status, today: dt.date, due: dt.date | None, number: int) -> dict[str, Any]:
    """What is filled in at a step; `due` is the day that counts for the measure, `number` runs on."""
    later = due or today
    filled: dict[Status, dict[str, Any]] = {
        S.OFFERTE_ONTVANGEN: {"offerte_geldig_tot": max(later, today + dt.timedelta(days=1))},
        S.AKKOORD: {"akkoord_door": "provinciesecretaris", "akkoord_op": today},
        S.OPDRACHT_GEGEVEN: {"opdracht_kenmerk": f"IN-{today:%y}{number:04d}", "opdracht_op": today},
        S.INGEPLAND: {"gepland_op": max(later, today)},
        S.UITGEVOERD: {"uitgevoerd_op": today},
        S.OPGELEVERD: {"opgeleverd_op": today, "certificaat": f"BC-{today.year}-{number:03d}"},
        S.IN_BEHEER: {"volgende_op": later},
        S.AFGEWIKKELD: {"afgewikkeld_op": today, "einde_besluit": EindeBesluit.BLIJFT},
        S.BESPROKEN: {"besproken_op": today},
        S.TOEGEPAST: {"toegepast_op": today, "herhalen_op": due},
        S.DOOR_STELSEL_OVERGENOMEN: {"bevoegd_gezag": "het bevoegd gezag", "overgenomen_op": today},
    }
    return filled.get(status, {})
