"""Contract: a subscription or maintenance that goes on until somebody gives notice (rule R8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.controle import check_fields, check_order, check_range
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.opdracht import OpdrachtregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

ContractId = NewType("ContractId", int)
WAARSCHUWING_DAGEN = 60
"""How long before the last day to give notice the manager is warned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A recurring contract; `looptijd_maanden` first, then `verlenging_maanden` at a time (0: it ends)."""

    TABEL: ClassVar[str] = "contract"
    id: ContractId | None = None
    dossier_id: DossierId | None = None
    maatregel_id: MaatregelId | None = None
    leverancier_id: LeverancierId | None = None
    opdrachtregel_id: OpdrachtregelId | None = None
    naam: str = veld("Contract", zoekbaar=True)
    kenmerk: str = veld("Contractnummer", default="", zoekbaar=True)
    ingang: dt.date = veld("Ingangsdatum")
    looptijd_maanden: int = veld("Looptijd in maanden", default=12)
    verlenging_maanden: int = veld(
        "Verlengt telkens met maanden", default=12, uitleg="0: eindigt vanzelf na de looptijd."
    )
    opzegtermijn_dagen: int = veld("Opzegtermijn in dagen", default=30)
    interval_maanden: int = veld("Betaling elke … maanden", default=12)
    ex: Bedrag = veld("Per betaling excl. btw")
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    incl: Bedrag = veld("Per betaling incl. btw")
    volgend_onderhoud: dt.date | None = veld("Volgend onderhoud", default=None)
    opgezegd_op: dt.date | None = veld("Opgezegd op", default=None)
    eindigt_op: dt.date | None = veld("Eindigt op", default=None)
    notitie: str = veld("Notitie", default="", lang=True, gedrukt=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this contract from being saved."""
        found = check_fields(self, required=("naam",))
        found += check_order(self, first="ingang", second="eindigt_op")
        found += check_order(self, first="opgezegd_op", second="eindigt_op")
        found += check_range(self, "looptijd_maanden", lowest=1, highest=600)
        found += check_range(self, "verlenging_maanden", lowest=0, highest=600)
        found += check_range(self, "opzegtermijn_dagen", lowest=0, highest=730)
        found += check_range(self, "interval_maanden", lowest=1, highest=60)
        for name, amount in (("ex", self.ex), ("incl", self.incl)):
            if amount.cents < 0:
                found.append(Problem(name, "negatief"))
        if not found and abs(including_btw(self.ex, self.btw).cents - self.incl.cents) > 1:
            found.append(Problem("incl", "btw_klopt_niet"))
        if self.opgezegd_op is not None and self.eindigt_op is None:
            found.append(Problem("eindigt_op", "verplicht"))
        return found

    def has_ended(self, day: dt.date) -> bool:
        """No longer in force on `day`."""
        return self.eindigt_op is not None and self.eindigt_op < day

    def term_end(self, day: dt.date) -> dt.date:
        """The last day of the term that runs on `day` (of the first one before it begins)."""
        end = add_months(self.ingang, self.looptijd_maanden)
        periods = 0
        while self.verlenging_maanden and end <= day:
            periods += 1
            end = add_months(self.ingang, self.looptijd_maanden + periods * self.verlenging_maanden)
        return end - dt.timedelta(days=1)

    def notice_day(self, day: dt.date) -> dt.date | None:
        """The last day to give notice for the first end that can still be met; None when it ends anyway."""
        if self.eindigt_op is not None or not self.verlenging_maanden:
            return None
        term = dt.timedelta(days=self.opzegtermijn_dagen)
        end = self.term_end(day)
        while end - term < day:
            end = self.term_end(end + dt.timedelta(days=1))
        return end - term


def r8_opzegtermijn(contract: Contract, day: dt.date) -> list[Bevinding]:
    """R8: warn sixty days before the last day to give notice."""
    last = contract.notice_day(day)
    if last is None or (last - day).days > WAARSCHUWING_DAGEN:
        return []
    data = {"naam": contract.naam, "datum": last}
    return [Bevinding(regel="R8", ernst=Ernst.LET_OP, code="opzegtermijn", data=data)]
