"""Which cost lines a bill, a credit note and a payment write, and which lines stand on an order already."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw, including_btw
from veiligheidsadvies.domain.factuur import Factuur, SoortFactuur
from veiligheidsadvies.domain.kostenpost import expected
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdrachtregel
from veiligheidsadvies.services.factuur_stand import GEBOEKT, Factuurregel
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.storage import kosten_posten, records


@dataclass(slots=True)
class Regelbron:
    """The given lines of one order, by root line, and what was booked on each with its changes."""

    connection: records.Connection
    opdracht_id: int
    ordered: dict[int, Opdrachtregel] = field(init=False)
    """The newest wording of every root line that was ever given, also when all of it was taken back."""
    _roots: dict[int, int] = field(init=False)
    _lines: dict[int, list[Kostenregel]] = field(init=False)

    def __post_init__(self) -> None:
        given = records.list_where(
            self.connection,
            Opdrachtregel,
            "opdracht_id = ?1 AND versie IN (SELECT nummer FROM opdrachtversie"
            " WHERE opdracht_id = ?1 AND stand = 'gegeven')",
            (self.opdracht_id,),
            order="versie, volgorde, id",
        )
        self._roots = kosten_posten.order_line_roots(self.connection)
        self.ordered = {}
        for line in given:
            root = self._roots[line.id or 0]
            first = self.ordered.get(root, line)
            self.ordered[root] = replace(first, btw=line.btw if line.aantal.honderdsten > 0 else first.btw)
        self._lines = defaultdict(list)
        booked = records.list_where(
            self.connection,
            Kostenregel,
            "opdrachtregel_id IN (SELECT id FROM opdrachtregel WHERE opdracht_id = ?)",
            (self.opdracht_id,),
        )
        for cost in booked:
            self._lines[self._roots[cost.opdrachtregel_id or 0]].append(cost)

    def booked(self, root: int) -> list[Kostenregel]:
        """Every cost line of one root line and its changes."""
        return self._lines[root]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boeking:
    """Day, book year and reference that the lines of one bill or payment share."""

    dag: dt.date
    boekjaar: int
    kenmerk: str

    @classmethod
    def of(cls, bill: Factuur) -> Boeking:
        """Of a bill: its own day, year and number."""
        return cls(dag=bill.datum, boekjaar=bill.boekjaar, kenmerk=bill.nummer)

    def line(self, pattern: Kostenregel, kind: SoortKosten, ex: Bedrag, incl: Bedrag) -> Kostenregel:
        """A line as `pattern`, of another kind and amount."""
        return replace(
            pattern,
            id=None,
            soort=kind,
            ex=ex,
            incl=incl,
            datum=self.dag,
            boekjaar=self.boekjaar,
            per_jaar=False,
            kenmerk=self.kenmerk,
        )

    def said(self, connection: records.Connection, bill: Factuur, line: Factuurregel) -> Kostenregel:
        """What a bill or credit note says of one order line or measure."""
        ordered = None
        if line.opdrachtregel_id is not None:
            ordered = records.get(connection, Opdrachtregel, line.opdrachtregel_id)
        measure_id = ordered.maatregel_id if ordered else line.maatregel_id
        measure = records.get(connection, Maatregel, measure_id or 0)
        return Kostenregel(
            maatregel_id=measure.id,
            dossier_id=bill.dossier_id,
            soort=GEBOEKT[bill.soort],
            omschrijving=line.omschrijving,
            ex=line.ex,
            btw=line.btw,
            incl=line.incl,
            datum=self.dag,
            boekjaar=self.boekjaar,
            fiscale_categorie=(
                ordered.fiscale_categorie if ordered else fiscal_category(measure.grondslag, measure.betaler)
            ),
            kenmerk=self.kenmerk,
            betaler=ordered.betaler if ordered else None,
            opdrachtregel_id=line.opdrachtregel_id,
        )

    def released(
        self, source: Regelbron, booked: Sequence[Kostenregel], bill: Factuur
    ) -> Iterable[Kostenregel]:
        """Taken back: what the order still expects after these lines, which will not be billed.

        Of a last bill all that is left; of a credit note no more than what it gives back.
        """
        for root in source.ordered:
            here = [line for line in booked if line.opdrachtregel_id == root]
            known = [*source.booked(root), *here]
            left = expected(known, root, source.ordered[root].btw, boekjaar=self.boekjaar)
            ex, incl = left.ex, left.incl
            if bill.soort is SoortFactuur.CREDIT:
                given = sum(line.incl.cents for line in here)
                if given < incl.cents:
                    ex, incl = Bedrag(sum(line.ex.cents for line in here)), Bedrag(given)
            rate = source.ordered[root].btw
            if abs(including_btw(ex, rate).cents - incl.cents) > 1:  # the note had a rate of its own
                ex = excluding_btw(incl, rate)
            if incl:
                pattern = next(line for line in known if line.soort is SoortKosten.VERPLICHTING)
                taken = self.line(pattern, SoortKosten.VERPLICHTING, -ex, -incl)
                yield replace(
                    taken, btw=source.ordered[root].btw, omschrijving="Wordt niet meer gefactureerd"
                )
