"""The part of an Inzage-uittreksel on what was asked and ordered for the bestuurder, and what it cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from veiligheidsadvies.domain.aanvraag import Aanvraag, Aanvraagregel, Offerte
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtovergang, Opdrachtregel, Opdrachtversie
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Opleverregel, Restpunt
from veiligheidsadvies.printing.snapshots import Gegeven
from veiligheidsadvies.services.inzage_lezing import Lezing
from veiligheidsadvies.services.inzage_velden import line as line_of
from veiligheidsadvies.text.formats import amount, date_full

Part = TypeVar("Part", Opdrachtversie, Opdrachtregel, Opdrachtovergang, Afspraak, Oplevering, Restpunt)


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """Requests, orders, contracts and money of one dossier."""

    lezing: Lezing

    def requests(self) -> Iterator[Gegeven]:
        """What suppliers were asked, and what became of their quotes."""
        lines, quotes = self.lezing.of(Aanvraagregel), self.lezing.of(Offerte)
        for asked in self.lezing.of(Aanvraag):
            yield self.lezing.line("Aanvraag", asked, "aangevraagd_op")
            for one in lines:
                if one.aanvraag_id == asked.id:
                    yield self.lezing.line("Gevraagd werk", one, "titel")
            for quote in quotes:
                if quote.aanvraag_id == asked.id:
                    yield self.lezing.line("Offerte", quote, "ontvangen_op", "stand")

    def orders(self) -> Iterator[Gegeven]:
        """Each order with its changes, lines, course, appointments and deliveries."""
        for order in self.lezing.of(Opdracht):
            yield self.lezing.line("Opdracht", order, "opdracht_op", "stand")
            for versie in self._in(order, Opdrachtversie):
                label = f"Wijziging {versie.nummer}" if versie.nummer else "Eerste versie"
                yield self.lezing.line(label, versie, "stand", without=("nummer",))
            for line in self._in(order, Opdrachtregel):
                label = f"Werk, wijziging {line.versie}" if line.versie else "Werk"
                yield self.lezing.line(label, line, "titel", without=("versie",))
            steps = self._in(order, Opdrachtovergang)
            if steps:
                yield self.lezing.course("Verloop", "", steps)
            for meeting in self._in(order, Afspraak):
                yield self.lezing.line("Afspraak", meeting, "dag", "tijd")
            for delivery in self._in(order, Oplevering):
                yield from self._delivered(delivery, self._in(order, Opdrachtregel))
            for point in self._in(order, Restpunt):
                yield self.lezing.line("Restpunt", point, "omschrijving")

    def _delivered(self, delivery: Oplevering, lines: Iterable[Opdrachtregel]) -> Iterator[Gegeven]:
        works = {line.id: line.titel for line in lines}
        yield self.lezing.line("Oplevering", delivery, "opgeleverd_op")
        for part in self.lezing.of(Opleverregel):
            if part.oplevering_id == delivery.id:
                work = works.get(part.opdrachtregel_id, "")
                yield self.lezing.fact("Opgeleverd", f"{work}; {line_of(part)}")

    def _in(self, order: Opdracht, kind: type[Part]) -> list[Part]:
        return [one for one in self.lezing.of(kind) if one.opdracht_id == order.id]

    def contracts(self) -> Iterator[Gegeven]:
        """What runs on."""
        for one in self.lezing.of(Contract):
            yield self.lezing.line("Contract", one, "naam")

    def money(self) -> Iterator[Gegeven]:
        """What it adds up to in a year, then every amount and every bill."""
        lines = self.lezing.of(Kostenregel)
        sums: dict[int, dict[SoortKosten, Bedrag]] = defaultdict(lambda: defaultdict(lambda: NIHIL))
        for line in lines:
            sums[line.boekjaar][line.soort] += line.incl
        for year in sorted(sums):
            yield Gegeven(label=str(year), tekst=_summed(sums[year]))
        works = {one.id: one.titel for one in self.lezing.of(Maatregel)}
        for line in lines:
            said = line_of(line, "soort", "incl", "omschrijving", without=("datum",))
            work = works.get(line.maatregel_id, "")
            yield self.lezing.fact(date_full(line.datum), f"{work}; {said}" if work else said)
        for bill in self.lezing.of(Factuur):
            day = date_full(bill.datum)
            yield self.lezing.fact(day, f"rekening: {line_of(bill, 'soort', without=('datum',))}")


def _summed(found: dict[SoortKosten, Bedrag]) -> str:
    billed = found[SoortKosten.FACTUUR] - found[SoortKosten.CREDIT]
    parts = [
        f"{word} {amount(money)}"
        for word, money in (
            ("geraamd", found[SoortKosten.RAMING]),
            ("besteld", found[SoortKosten.VERPLICHTING]),
            ("gefactureerd", billed),
            ("betaald", found[SoortKosten.BETALING]),
        )
        if money.cents
    ]
    return "; ".join(parts) or "niets"
