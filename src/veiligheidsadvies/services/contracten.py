"""Use cases on recurring contracts: keep them, give notice in time, and end what they cost every year (R8).

The yearly cost of a contract is a cost line of its measure or order line; the year in which the contract
ends is the last year in which that line counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.bedrag import Bedrag, including_btw
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.contract import Contract, r8_opzegtermijn
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.boekjaar import require_open_after, require_open_year
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.changelog import ChangeLog

MAANDEN_PER_JAAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractregel:
    """One contract in the list; `opzeggen_voor` is the last day to give notice, None when it ends anyway."""

    contract: Contract
    opzeggen_voor: dt.date | None
    einde_termijn: dt.date
    per_jaar: Bedrag
    """What it costs a year incl. btw."""
    bevindingen: Sequence[Bevinding]


@dataclass(frozen=True, slots=True)
class ContractService:
    """One public method is one user action."""

    context: Context

    def list_all(self) -> list[Contract]:
        """All contracts: those in force first, then by name."""
        found = records.list_where(self.context.connection, Contract, order="naam, id")
        return sorted(found, key=lambda one: one.has_ended(self.context.today))

    def list_of_dossier(self, dossier_id: DossierId) -> list[Contract]:
        """The contracts of one dossier, by name."""
        return self._where("dossier_id = ?", dossier_id)

    def list_of_maatregel(self, maatregel_id: MaatregelId) -> list[Contract]:
        """The contracts of one measure, by name."""
        return self._where("maatregel_id = ?", maatregel_id)

    def regel(self, contract: Contract) -> Contractregel:
        """A contract with the days and the yearly amount that follow from it."""
        today = self.context.today
        return Contractregel(
            contract=contract,
            opzeggen_voor=contract.notice_day(today),
            einde_termijn=contract.eindigt_op or contract.term_end(today),
            per_jaar=per_year(contract)[1],
            bevindingen=self.bevindingen(contract),
        )

    def bevindingen(self, contract: Contract) -> list[Bevinding]:
        """R8, on the day of the clock."""
        return r8_opzegtermijn(contract, self.context.today)

    def get(self, contract_id: int) -> Contract:
        """The contract with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Contract, contract_id)

    def save(self, contract: Contract) -> Changes:
        """Add or change a contract; InvalidInput, YearClosed when its end would change a closed year."""
        return self._save(contract, "Contract bewaard")

    def create(self, contract: Contract, *, met_kosten: bool) -> Changes:
        """Add a contract; `met_kosten` books what it costs a year, from the year in which it begins.

        A contract of an order line has its cost booked by the order, and gets no second one.
        """
        measure = self._checked(contract)
        lines = [self._cost(contract, measure)] if met_kosten and contract.opdrachtregel_id is None else []
        for line in lines:
            check(line)
            require_open_year(self.context, line.boekjaar)

        def work(log: ChangeLog) -> int:
            for line in lines:
                records.save(log, line)
            return records.save(log, contract)

        return self.context.write("Contract bewaard", work, Contract, Kostenregel)

    def give_notice(self, contract_id: int, op: dt.date, eindigt_op: dt.date | None = None) -> Changes:
        """Give notice on `op`; it ends on `eindigt_op`, or on the first end that this notice still meets."""
        contract = self.get(contract_id)
        if contract.opgezegd_op is not None or contract.has_ended(op):
            raise InvalidInput([Problem("opgezegd_op", "al_opgezegd")])
        return self._save(
            replace(contract, opgezegd_op=op, eindigt_op=eindigt_op or end_after_notice(contract, op)),
            "Contract opgezegd",
        )

    def withdraw_notice(self, contract_id: int) -> Changes:
        """A notice that was given by mistake or taken back: the contract goes on."""
        contract = self.get(contract_id)
        return self._save(replace(contract, opgezegd_op=None, eindigt_op=None), "Opzegging ingetrokken")

    def end(self, contract_id: int, op: dt.date) -> Changes:
        """The contract ended on `op`, with or without notice."""
        contract = self.get(contract_id)
        return self._save(replace(contract, eindigt_op=op), "Contract beëindigd")

    def set_maintenance(self, contract_id: int, dag: dt.date | None) -> Changes:
        """The day of the next maintenance; None when none is planned."""
        contract = self.get(contract_id)
        return self._save(replace(contract, volgend_onderhoud=dag), "Onderhoud gepland")

    def remove(self, contract: Contract) -> Changes:
        """Take away a contract that was entered by mistake; YearClosed when that changes a closed year."""
        if contract.eindigt_op is not None:
            require_open_after(self.context, contract.maatregel_id, contract.eindigt_op)
        return self.context.write("Contract verwijderd", lambda log: records.remove(log, contract), Contract)

    def _where(self, where: str, row_id: int) -> list[Contract]:
        return records.list_where(self.context.connection, Contract, where, (row_id,), order="naam, id")

    def _save(self, contract: Contract, description: str) -> Changes:
        self._checked(contract)
        before = None if contract.id is None else self.get(contract.id).eindigt_op
        if before != contract.eindigt_op:
            ends = [end for end in (before, contract.eindigt_op) if end is not None]
            require_open_after(self.context, contract.maatregel_id, *ends)
        return self.context.save(contract, description)

    def _checked(self, contract: Contract) -> Maatregel:
        """The measure of a contract that may be saved; InvalidInput."""
        if contract.maatregel_id is None:
            raise InvalidInput([Problem("maatregel_id", "verplicht")])
        measure = records.get(self.context.connection, Maatregel, contract.maatregel_id)
        wrong = [] if measure.dossier_id == contract.dossier_id else [Problem("maatregel_id", "verplicht")]
        check(contract, wrong)
        return measure

    def _cost(self, contract: Contract, measure: Maatregel) -> Kostenregel:
        ex, incl = per_year(contract)
        return Kostenregel(
            maatregel_id=contract.maatregel_id,
            dossier_id=contract.dossier_id,
            soort=SoortKosten.VERPLICHTING,
            omschrijving=contract.naam,
            ex=ex,
            btw=contract.btw,
            incl=incl,
            datum=contract.ingang,
            boekjaar=contract.ingang.year,
            per_jaar=True,
            fiscale_categorie=fiscal_category(measure.grondslag, measure.betaler),
            kenmerk=contract.kenmerk,
        )


def per_year(contract: Contract) -> tuple[Bedrag, Bedrag]:
    """What a contract costs a year without and with btw: exact where payments fit the year, else rounded."""
    times, rest = divmod(MAANDEN_PER_JAAR, contract.interval_maanden)
    if times and not rest:
        ex, incl = Bedrag(contract.ex.cents * times), Bedrag(contract.incl.cents * times)
        if abs(including_btw(ex, contract.btw).cents - incl.cents) <= 1:
            return ex, incl
    months = contract.interval_maanden
    ex = Bedrag((2 * contract.ex.cents * MAANDEN_PER_JAAR + months) // (2 * months))
    return ex, including_btw(ex, contract.btw)


def end_after_notice(contract: Contract, op: dt.date) -> dt.date:
    """The last day of the first term whose notice day is not over on `op`."""
    last = replace(contract, eindigt_op=None).notice_day(op)
    if last is None:
        return contract.term_end(op)
    return last + dt.timedelta(days=contract.opzegtermijn_dagen)
