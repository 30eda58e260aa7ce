"""What orders and requests ask of the manager on a day: quotes, appointments, last days and points left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aanvraag import Aanvraag, Offerte, Offertestand
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.opdracht import LOPEND, Opdracht, OpdrachtId, Opdrachtstand
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.taak import Doel, Taak, task_of
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count

Dossiers = Mapping[int | None, Dossier]
Orders = Mapping[OpdrachtId | None, Opdracht]
_TE_LEVEREN = LOPEND - {Opdrachtstand.OPGELEVERD}


@dataclass(frozen=True, slots=True)
class Ordertaken:
    """Reading only."""

    context: Context

    def list_all(self, dossiers: Dossiers) -> Iterator[Taak]:
        """Every task of orders and requests in these dossiers."""
        yield from self._requests(dossiers)
        orders = {one.id: one for one in records.list_where(self.context.connection, Opdracht)}
        for order in orders.values():
            dossier = dossiers.get(order.dossier_id)
            if dossier is not None and order.stand in _TE_LEVEREN and order.gereed_voor is not None:
                what, why = f"Opdracht {order.nummer} gereed", f"Nu: {order.stand.woord}"
                yield task_of(dossier, order.gereed_voor, what, why, Doel.OPDRACHT, row_id=order.id)
        yield from self._appointments(dossiers, orders)
        yield from self._points(dossiers, orders)

    def _requests(self, dossiers: Dossiers) -> Iterator[Taak]:
        """Quotes that are not in on the day that was asked."""
        sent = records.list_where(
            self.context.connection, Aanvraag, "stand = 'uitgezet' AND reageren_voor IS NOT NULL"
        )
        offers = records.list_where(self.context.connection, Offerte) if sent else []
        for request in sent:
            dossier = dossiers.get(request.dossier_id)
            own = [one for one in offers if one.aanvraag_id == request.id]
            missing = sum(one.stand is Offertestand.GEVRAAGD for one in own)
            if dossier is not None and request.reageren_voor is not None and missing:
                what = f"Offertes binnen bij aanvraag {request.nummer}"
                why = "Nog " + count(missing, "offerte", "offertes")
                yield task_of(dossier, request.reageren_voor, what, why, Doel.AANVRAAG, row_id=request.id)

    def _appointments(self, dossiers: Dossiers, orders: Orders) -> Iterator[Taak]:
        """The day of the work, until something was delivered on or after it."""
        found = records.list_where(self.context.connection, Afspraak, "is_vervallen = 0")
        done = records.list_where(self.context.connection, Oplevering) if found else []
        for one in found:
            order, dossier = orders[one.opdracht_id], dossiers.get(one.dossier_id)
            if dossier is None or order.stand not in _TE_LEVEREN:
                continue
            if any(it.opdracht_id == order.id and it.opgeleverd_op >= one.dag for it in done):
                continue
            what = f"Uitvoering opdracht {order.nummer}"
            why = " · ".join(
                part
                for part in (one.tijd, "" if one.bevestigd_op else "nog niet bevestigd door thuis")
                if part
            )
            task = task_of(dossier, one.dag, what, why, Doel.OPDRACHT, row_id=order.id)
            yield replace(task, knop="Opleveren…")

    def _points(self, dossiers: Dossiers, orders: Orders) -> Iterator[Taak]:
        """What is not right yet, by its term."""
        found = records.list_where(
            self.context.connection, Restpunt, "gereed_op IS NULL AND termijn IS NOT NULL"
        )
        for one in found:
            order, dossier = orders[one.opdracht_id], dossiers.get(one.dossier_id)
            if dossier is not None and order.stand in LOPEND and one.termijn is not None:
                what, why = f"Restpunt: {one.omschrijving}", f"Opdracht {order.nummer}"
                task = task_of(dossier, one.termijn, what, why, Doel.OPDRACHT, row_id=order.id)
                yield replace(task, knop="Gereed melden…")
