"""The orders of the example, lived through step by step: composed, approved, given, delivered, billed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from veiligheidsadvies.domain.aantal import EEN, Aantal
from veiligheidsadvies.domain.bedrag import Bedrag, including_btw
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.factuur import FactuurId, SoortFactuur
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtregel
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.services.facturen import Factuurregel
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.voorbeeld.bestellingen import (
    OPDRACHTEN,
    Leverplan,
    Opdrachtplan,
    Regelplan,
    Rekening,
)
from veiligheidsadvies.services.voorbeeld.tekenaar import Tekenaar
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn

_RESTPUNT, _GARANTIE = 15, 700
_HONDERD = EEN.honderdsten


@dataclass(slots=True)
class Bestelverhaal:
    """Plans every order on the timeline; `dossiers` and `maatregelen` fill while the story runs."""

    services: Services
    tijd: Tijdlijn
    tekenaar: Tekenaar
    dossiers: Mapping[str, DossierId]
    maatregelen: Mapping[tuple[str, str], int]
    gegeven: dict[Opdrachtplan, OpdrachtId] = field(default_factory=dict)
    """The orders that came to be."""

    def plan(self) -> None:
        """Put all orders on the timeline, each step on its own day."""
        for order in OPDRACHTEN:
            for days, step in self._steps(order):
                self.tijd.plan(days, step)

    def _steps(self, order: Opdrachtplan) -> list[tuple[int, Callable[[], object]]]:
        found: list[tuple[int, Callable[[], object]]] = [(order.concept, partial(self._compose, order))]
        if order.voorgelegd is not None:
            found.append((order.voorgelegd, partial(self._lay_before, order)))
        if order.gegeven is not None:
            found.append((order.gegeven, partial(self._give, order)))
        if order.afspraak is not None:
            found.append((order.afspraak[0], partial(self._agree, order, order.afspraak[1])))
        if order.levering is not None:
            found.append((order.levering.dagen, partial(self._deliver, order, order.levering)))
        if order.rekening is not None:
            found += self._bill_steps(order, order.rekening)
        if order.afgerond is not None:
            found.append((order.afgerond, lambda: self.services.opdrachten.complete(self.gegeven[order])))
        return found

    def _bill_steps(self, order: Opdrachtplan, rekening: Rekening) -> list[tuple[int, Callable[[], object]]]:
        bills: list[FactuurId] = []
        found: list[tuple[int, Callable[[], object]]] = [
            (rekening.dagen, partial(self._bill, order, rekening, bills))
        ]
        if rekening.credit is not None:
            found.append((rekening.credit[0], partial(self._credit, order, rekening, bills)))
        if rekening.betaald is not None:
            found.append((rekening.betaald, partial(self._pay, bills)))
        return found

    # --- up to the order

    def _compose(self, plan: Opdrachtplan) -> None:
        orders = self.services.opdrachten
        supplier = self.services.leveranciers.get_by_name(plan.leverancier)
        measures = [self.maatregelen[plan.dossier, line.code] for line in plan.regels]
        order, lines = orders.concept(self.dossiers[plan.dossier], measures, LeverancierId(supplier.id or 0))
        wanted = replace(
            order,
            adres_wijze=plan.adres,
            afspraken=plan.afspraken,
            gereed_voor=self._day(plan.gereed),
        )
        said = [_said(line, own) for line, own in zip(lines, plan.regels, strict=True)]
        self.gegeven[plan] = OpdrachtId(orders.save_concept(wanted, said).row_id or 0)

    def _lay_before(self, plan: Opdrachtplan) -> None:
        self.services.opdrachten.submit(self.gegeven[plan])

    def _give(self, plan: Opdrachtplan) -> None:
        orders, row = self.services.opdrachten, self.gegeven[plan]
        akkoord = self.tekenaar.approve(self.services, orders.voorstel(row))
        orders.approve(row, 0, akkoord)
        orders.give(row)

    # --- carrying out

    def _agree(self, plan: Opdrachtplan, days: int) -> None:
        made = Afspraak(
            opdracht_id=self.gegeven[plan],
            dag=self._day(days),
            tijd="9:00–12:00",
            thuis="partner",
            monteurs="J. Wortel",
        )
        row = self.services.opdrachten.make_afspraak(made).row_id or 0
        self.services.opdrachten.confirm_afspraak(row, self.services.today)

    def _deliver(self, plan: Opdrachtplan, levering: Leverplan) -> None:
        row, part = self.gegeven[plan], dict(levering.aantallen)
        lines = self.services.opdrachten.beeld(row).regels
        numbers = {}
        for own, line in zip(plan.regels, lines, strict=True):
            if line.regel.id is not None:
                numbers[line.regel.id] = Aantal(part.get(own.code, own.aantal) * _HONDERD)
        made = Oplevering(
            opdracht_id=row,
            opgeleverd_op=self.services.today,
            certificaat=levering.certificaat,
            is_uitgelegd=True,
            codes_bij_bewoner=True,
            fotos=levering.fotos,
            garantie_tot=self.tijd.over(_GARANTIE - levering.dagen),
            getekend_door="bewoner",
        )
        points = []
        if levering.restpunt:
            due = self.tijd.over(_RESTPUNT - levering.dagen)
            points.append(Restpunt(omschrijving=levering.restpunt, blokkeert=True, termijn=due))
        self.services.opdrachten.deliver(made, numbers, points)

    def _day(self, days: int) -> dt.date:
        return self.tijd.over(days) if days >= 0 else self.tijd.geleden(-days)

    # --- its bill

    def _bill(self, plan: Opdrachtplan, rekening: Rekening, bills: list[FactuurId]) -> None:
        money, row = self.services.facturen, self.gegeven[plan]
        bill = replace(money.new(row), nummer=rekening.nummer, verschil_reden=rekening.reden)
        first, *others = money.suggested(row, bill.boekjaar)
        billed = _with(first, Bedrag(first.ex.cents + rekening.meer)) if rekening.meer else first
        bills.append(FactuurId(money.register(bill, [billed, *others]).row_id or 0))
        money.mark_checked(bills[0])

    def _credit(self, plan: Opdrachtplan, rekening: Rekening, bills: list[FactuurId]) -> None:
        if rekening.credit is None:
            return
        money, row = self.services.facturen, self.gegeven[plan]
        note = replace(
            money.new(row),
            soort=SoortFactuur.CREDIT,
            nummer=f"{rekening.nummer}C",
            vervalt_op=None,
            verwijst_id=bills[0],
        )
        line = self.services.opdrachten.beeld(row).regels[0].regel
        given_back = Factuurregel(
            opdrachtregel_id=line.id,
            maatregel_id=line.maatregel_id,
            ex=Bedrag(rekening.credit[1]),
            btw=line.btw,
            incl=including_btw(Bedrag(rekening.credit[1]), line.btw),
        )
        money.credit(note, [given_back], is_laatste=True)

    def _pay(self, bills: list[FactuurId]) -> None:
        stand = self.services.facturen.stand(bills[0])
        self.services.facturen.pay(bills[0], stand.openstaand, self.services.today)


def _said(line: Opdrachtregel, own: Regelplan) -> Opdrachtregel:
    priced = line if own.prijs is None else replace(line, stukprijs=Bedrag(own.prijs))
    number = Aantal(own.aantal * _HONDERD)
    return replace(priced, titel=own.titel, eis=own.eis, aantal=number, eenheid=own.eenheid)


def _with(line: Factuurregel, ex: Bedrag) -> Factuurregel:
    return replace(line, ex=ex, incl=including_btw(ex, line.btw))
