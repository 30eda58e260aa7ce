"""Use cases on bills: what is expected beside what is billed, credit notes, payments, and what is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, total
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.factuur import Factuur, FactuurId, SoortFactuur
from veiligheidsadvies.domain.kostenpost import Verwachting, expected
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.boekjaar import open_year, require_open_year
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.factuur_betaling import check_payment, divided, payment_lines, settlement
from veiligheidsadvies.services.factuur_boeking import Boeking, Regelbron
from veiligheidsadvies.services.factuur_stand import (
    Factuurcontrole,
    Factuurregel,
    Factuurstand,
    stand_of,
    standen,
)
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.vault.changelog import ChangeLog

__all__ = [
    "FactuurService",
    "Factuurcontrole",
    "Factuurregel",
    "Factuurstand",
    "Verwachting",
]

BETAALTERMIJN_DAGEN = 30
"""The usual term of payment, as a bill is first filled in."""


@dataclass(frozen=True, slots=True)
class FactuurService:
    """One public method is one user action."""

    context: Context

    def get(self, factuur_id: int) -> Factuur:
        """The bill with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Factuur, factuur_id)

    def new(self, opdracht_id: OpdrachtId | None) -> Factuur:
        """An empty bill of today, of the supplier of an order when there is one."""
        today = self.context.today
        order = None if opdracht_id is None else self._order(opdracht_id)
        return Factuur(
            dossier_id=order.dossier_id if order else None,
            opdracht_id=opdracht_id,
            leverancier_id=order.leverancier_id if order else None,
            nummer="",
            datum=today,
            ontvangen_op=today,
            vervalt_op=today + dt.timedelta(days=BETAALTERMIJN_DAGEN),
            boekjaar=open_year(self.context, today),
        )

    def expected(self, opdracht_id: OpdrachtId, boekjaar: int | None = None) -> tuple[Verwachting, ...]:
        """Per order line what is ordered and not yet billed; of what returns, what `boekjaar` asks."""
        year = boekjaar or self.context.today.year
        source = Regelbron(self.context.connection, opdracht_id)
        return tuple(
            expected(source.booked(root), root, line.btw, boekjaar=year)
            for root, line in source.ordered.items()
        )

    def suggested(self, opdracht_id: OpdrachtId, boekjaar: int) -> tuple[Factuurregel, ...]:
        """The bill that bills exactly what is expected."""
        source = Regelbron(self.context.connection, opdracht_id)
        return tuple(
            Factuurregel(
                opdrachtregel_id=one.opdrachtregel_id,
                maatregel_id=source.ordered[one.opdrachtregel_id or 0].maatregel_id,
                ex=one.ex,
                btw=one.btw,
                incl=one.incl,
            )
            for one in self.expected(opdracht_id, boekjaar)
            if one.incl
        )

    def check_lines(self, factuur: Factuur, regels: Sequence[Factuurregel]) -> Factuurcontrole:
        """Expected beside billed, line by line and together; lines outside an order expect nothing."""
        known = {}
        if factuur.opdracht_id is not None:
            for one in self.expected(factuur.opdracht_id, factuur.boekjaar):
                known[one.opdrachtregel_id] = one.incl
        billed: dict[int | None, Bedrag] = defaultdict(lambda: NIHIL)
        for line in regels:
            if line.opdrachtregel_id is not None:
                billed[line.opdrachtregel_id] += line.incl
        lines = tuple((key or 0, known[key], billed[key]) for key in known)
        due, said = total(known.values()), total(billed.values())
        return Factuurcontrole(
            verwacht=due,
            gefactureerd=said,
            verschil=said - due,
            per_regel=lines,
            bevindingen=_findings(said - due, has_order=factuur.opdracht_id is not None),
        )

    def register(
        self, factuur: Factuur, regels: Sequence[Factuurregel], *, is_laatste: bool = False
    ) -> Changes:
        """Take a bill in; `is_laatste` releases what then is still open of its order, as one action.

        InvalidInput: a number known of this supplier, nothing billed, more than expected without a reason.
        YearClosed.
        """
        bill = self._of_order(replace(factuur, soort=SoortFactuur.FACTUUR, verwijst_id=None))
        problems = self._number_problems(bill)
        if self.check_lines(bill, regels).is_meer and not bill.verschil_reden.strip():
            problems.append(Problem("verschil_reden", "verplicht_bij_verschil"))
        return self._book(bill, regels, problems, is_last=is_laatste)

    def credit(
        self, factuur: Factuur, regels: Sequence[Factuurregel], *, is_laatste: bool = False
    ) -> Changes:
        """Take a credit note in, never above the bill it refers to; settles what of it was unpaid.

        `is_laatste`: what is credited will not be billed again. InvalidInput, YearClosed.
        """
        note = self._of_order(replace(factuur, soort=SoortFactuur.CREDIT))
        problems = self._number_problems(note)
        if note.verwijst_id is None:
            raise InvalidInput([*problems, Problem("verwijst_id", "verplicht")])
        bill = self.stand(note.verwijst_id)
        problems += self._credit_problems(note, bill, regels)
        return self._book(note, regels, problems, is_last=is_laatste, settles=bill)

    def pay(self, factuur_id: FactuurId, bedrag: Bedrag, datum: dt.date, *, kenmerk: str = "") -> Changes:
        """Pay a bill in part or whole (cents incl. btw); negative: money came back.

        Divided over its lines in proportion, exact to the cent. InvalidInput at `bedrag`: nothing, more
        than is open, or more back than was paid. YearClosed.
        """
        stand = self.stand(factuur_id)
        check_payment(stand, bedrag)
        year = open_year(self.context, datum)
        booking = Boeking(dag=datum, boekjaar=year, kenmerk=kenmerk.strip())
        lines = payment_lines(stand, divided(stand, bedrag), booking)
        return self._write("Betaling van factuur", lines)

    def stand(self, factuur_id: FactuurId) -> Factuurstand:
        """How one bill stands; NotFound."""
        return standen(self.context.connection, [self.get(factuur_id)])[0]

    def list_of_opdracht(self, opdracht_id: OpdrachtId) -> list[Factuurstand]:
        """The bills and credit notes of an order, oldest first."""
        return self._list("opdracht_id = ?", opdracht_id)

    def list_of_year(self, year: int) -> list[Factuurstand]:
        """The bills and credit notes of a book year, oldest first."""
        return self._list("boekjaar = ?", year)

    def list_open(self) -> list[Factuurstand]:
        """What is to be paid or to come back, the first to fall due first."""
        found = [one for one in self._list("boekjaar > ?", 0) if one.openstaand]
        return sorted(found, key=lambda one: one.factuur.vervalt_op or dt.date.max)

    def mark_checked(self, factuur_id: FactuurId) -> Changes:
        """The manager found the bill right, today."""
        bill = replace(self.get(factuur_id), gecontroleerd_op=self.context.today)
        return self.context.save(bill, "Factuur gecontroleerd")

    def remove(self, factuur_id: FactuurId) -> Changes:
        """Take away a bill that was entered by mistake, with what it booked; not once paid or credited."""
        stand = self.stand(factuur_id)
        paid = [line for line in stand.regels if line.soort is SoortKosten.BETALING]
        if paid or stand.gecrediteerd:
            raise InvalidInput([Problem("nummer", "al_betaald")])
        require_open_year(self.context, stand.factuur.boekjaar, *(line.boekjaar for line in stand.regels))

        def work(log: ChangeLog) -> None:
            for line in stand.regels:
                records.remove(log, line)
            records.remove(log, stand.factuur)

        return self.context.write("Factuur verwijderd", work, Factuur, Kostenregel)

    def _book(
        self,
        bill: Factuur,
        regels: Sequence[Factuurregel],
        problems: list[Problem],
        *,
        is_last: bool,
        settles: Factuurstand | None = None,
    ) -> Changes:
        said = [line for line in regels if line.ex or line.incl]
        if not said:
            problems.append(Problem("regels", "geen_bedrag"))
        if bill.opdracht_id is not None:
            known = Regelbron(self.context.connection, bill.opdracht_id).ordered
            if any(line.opdrachtregel_id is not None and line.opdrachtregel_id not in known for line in said):
                problems.append(Problem("regels", "onbekend"))
        check(bill, problems)
        require_open_year(self.context, bill.boekjaar)
        booking = Boeking.of(bill)
        lines = [booking.said(self.context.connection, bill, line) for line in said]
        if is_last and bill.opdracht_id is not None:
            lines += booking.released(Regelbron(self.context.connection, bill.opdracht_id), lines, bill)
        for line in lines:
            check(line)

        def work(log: ChangeLog) -> int:
            row_id = FactuurId(records.save(log, bill))
            booked = [replace(line, factuur_id=row_id) for line in lines]
            for line in [*booked, *self._settled(bill, row_id, booked, settles)]:
                records.save(log, line)
            return row_id

        word = "Creditnota" if bill.soort is SoortFactuur.CREDIT else "Factuur"
        return self.context.write(f"{word} ingevoerd", work, Factuur, Kostenregel)

    def _settled(
        self, note: Factuur, row_id: FactuurId, booked: list[Kostenregel], bill: Factuurstand | None
    ) -> list[Kostenregel]:
        """What of the bill was unpaid and need not be paid now: payments that add up to nothing."""
        if bill is None:
            return []
        own = stand_of(replace(note, id=row_id), booked)
        year = open_year(self.context, note.datum)
        booking = Boeking(dag=note.datum, boekjaar=year, kenmerk=f"verrekend met {note.nummer}")
        of_bill, of_note = settlement(bill, own)
        return [*payment_lines(bill, of_bill, booking), *payment_lines(own, of_note, booking)]

    def _of_order(self, bill: Factuur) -> Factuur:
        if bill.opdracht_id is None:
            return bill
        order = self._order(bill.opdracht_id)
        return replace(bill, dossier_id=order.dossier_id, leverancier_id=order.leverancier_id)

    def _order(self, opdracht_id: OpdrachtId) -> Opdracht:
        return records.get(self.context.connection, Opdracht, opdracht_id)

    def _number_problems(self, bill: Factuur) -> list[Problem]:
        """The same number of the same supplier is taken once, however it is typed."""
        problems = [Problem("dossier_id", "verplicht")] if bill.dossier_id is None else []
        others = records.list_where(
            self.context.connection,
            Factuur,
            "leverancier_id IS ? AND id IS NOT ?",
            (bill.leverancier_id, bill.id),
        )
        number = _folded(bill.nummer)
        if number and any(_folded(one.nummer) == number for one in others):
            problems.append(Problem("nummer", "factuur_bekend"))
        return problems

    def _credit_problems(
        self, note: Factuur, bill: Factuurstand, regels: Sequence[Factuurregel]
    ) -> list[Problem]:
        problems = []
        if bill.factuur.soort is not SoortFactuur.FACTUUR or bill.factuur.opdracht_id != note.opdracht_id:
            problems.append(Problem("verwijst_id", "onbekend"))
        if note.boekjaar < bill.factuur.boekjaar:
            data = {"laagste": bill.factuur.boekjaar, "hoogste": 2199}
            problems.append(Problem("boekjaar", "buiten_bereik", data))
        left: dict[tuple[int | None, int | None], int] = defaultdict(int)
        for line in [*bill.regels, *self._credited_lines(bill.factuur)]:
            sign = {SoortKosten.FACTUUR: 1, SoortKosten.CREDIT: -1}.get(line.soort, 0)
            left[line.opdrachtregel_id, line.maatregel_id] += sign * line.incl.cents
        for one in regels:
            key = (one.opdrachtregel_id, self._measure_of(note, one))
            left[key] -= one.incl.cents
        if any(cents < 0 for cents in left.values()):
            problems.append(Problem("regels", "meer_dan_factuur"))
        return problems

    def _credited_lines(self, bill: Factuur) -> list[Kostenregel]:
        return records.list_where(
            self.context.connection,
            Kostenregel,
            "soort = 'credit' AND factuur_id IN (SELECT id FROM factuur WHERE verwijst_id = ?)",
            (bill.id,),
        )

    def _measure_of(self, note: Factuur, line: Factuurregel) -> int | None:
        if line.opdrachtregel_id is None or note.opdracht_id is None:
            return line.maatregel_id
        ordered = Regelbron(self.context.connection, note.opdracht_id).ordered.get(line.opdrachtregel_id)
        return None if ordered is None else ordered.maatregel_id

    def _list(self, where: str, value: int) -> list[Factuurstand]:
        bills = records.list_where(self.context.connection, Factuur, where, (value,), order="datum, id")
        return standen(self.context.connection, bills)

    def _write(self, description: str, lines: Sequence[Kostenregel]) -> Changes:
        for line in lines:
            check(line)

        def work(log: ChangeLog) -> None:
            for line in lines:
                records.save(log, line)

        return self.context.write(description, work, Kostenregel)


def _findings(difference: Bedrag, *, has_order: bool) -> list[Bevinding]:
    if not difference or not has_order:
        return []
    code = "factuur_hoger" if difference.cents > 0 else "factuur_lager"
    data = {"bedrag": Bedrag(abs(difference.cents))}
    return [Bevinding(regel="R11", ernst=Ernst.LET_OP, code=code, data=data)]


def _folded(number: str) -> str:
    return "".join(sign for sign in fold(number) if sign.isalnum())
