"""Carrying out an order: the appointment, deliveries in parts, certificates and points that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aantal import GEEN, Aantal
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.opdracht import (
    LOPEND,
    STANDOVERGANGEN,
    Opdracht,
    OpdrachtId,
    OpdrachtregelId,
    Opdrachtstand,
)
from veiligheidsadvies.domain.oplevering import (
    Afspraak,
    Oplevering,
    OpleveringId,
    Opleverregel,
    Restpunt,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.opdracht_beeld import Opdrachtlezer, Opdrachtregelbeeld
from veiligheidsadvies.services.opdracht_boek import Opdrachtboek, wrong_state
from veiligheidsadvies.services.opdracht_gevolgen import Gevolgen
from veiligheidsadvies.services.opdracht_regels import measures_of
from veiligheidsadvies.storage import records

_PLANBAAR = frozenset({Opdrachtstand.GEGEVEN, Opdrachtstand.INGEPLAND, Opdrachtstand.DEELS_OPGELEVERD})


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """One public method is one user action, but for `follow`, which works inside one."""

    context: Context
    lezer: Opdrachtlezer
    kinds: tuple[type, ...]

    def make_afspraak(self, afspraak: Afspraak) -> Changes:
        """Agree on a day with the home front; an earlier appointment lapses and stays in the history."""
        check(afspraak)
        order = self.lezer.get(OpdrachtId(afspraak.opdracht_id or 0))
        if order.stand not in _PLANBAAR:
            raise wrong_state(order, Opdrachtstand.INGEPLAND)
        earlier = records.list_where(
            self.context.connection, Afspraak, "opdracht_id = ? AND is_vervallen = 0", (order.id,)
        )

        def work(log: records.Log) -> int:
            for one in earlier:
                records.save(log, replace(one, is_vervallen=True))
            row = records.save(log, replace(afspraak, id=None, dossier_id=order.dossier_id))
            effects = Gevolgen(self.context, log, f"opdracht {order.nummer}")
            for maatregel_id in self._unfinished(order):
                effects.bring(maatregel_id, Status.INGEPLAND, self.context.today)
                effects.set(maatregel_id, gepland_op=afspraak.dag)
            if order.stand is Opdrachtstand.GEGEVEN:
                Opdrachtboek(self.context, log).move(order, Opdrachtstand.INGEPLAND)
            return row

        return self.context.write(f"Afspraak bij opdracht {order.nummer}", work, *self.kinds, Afspraak)

    def confirm_afspraak(self, afspraak_id: int, op: dt.date) -> Changes:
        """The home front said yes."""
        one = records.get(self.context.connection, Afspraak, afspraak_id)
        self._check_past("bevestigd_op", op)
        return self.context.save(replace(one, bevestigd_op=op), "Afspraak bevestigd")

    def deliver(
        self,
        oplevering: Oplevering,
        aantallen: Mapping[OpdrachtregelId, Aantal],
        restpunten: Sequence[Restpunt] = (),
    ) -> Changes:
        """One delivery, of all or of a part; see `OpdrachtService.deliver`."""
        order = self.lezer.get(OpdrachtId(oplevering.opdracht_id or 0))
        if order.stand not in LOPEND or order.stand is Opdrachtstand.OPGELEVERD:
            raise wrong_state(order, Opdrachtstand.OPGELEVERD)
        lines = self.lezer.lines(OpdrachtId(order.id or 0))
        check(oplevering, _delivery_problems(lines, oplevering, aantallen, order, self.context.today))
        for one in restpunten:
            check(one)

        def work(log: records.Log) -> int:
            row = OpleveringId(records.save(log, replace(oplevering, id=None, dossier_id=order.dossier_id)))
            for line, number in aantallen.items():
                if number:
                    delivered = Opleverregel(
                        dossier_id=order.dossier_id, oplevering_id=row, opdrachtregel_id=line, aantal=number
                    )
                    records.save(log, delivered)
            for point in restpunten:
                records.save(log, replace(point, dossier_id=order.dossier_id, opdracht_id=order.id))
            self.follow(log, order, oplevering.opgeleverd_op)
            return row

        kinds = (*self.kinds, Oplevering, Opleverregel, Restpunt)
        return self.context.write(f"Oplevering bij opdracht {order.nummer}", work, *kinds)

    def save_oplevering(self, oplevering: Oplevering) -> Changes:
        """Fill in later what came with a delivery: the certificate, the guarantee, who signed."""
        check(oplevering)
        kept = records.get(self.context.connection, Oplevering, oplevering.id or 0)
        order = self.lezer.get(OpdrachtId(kept.opdracht_id or 0))
        self._check_past("opgeleverd_op", oplevering.opgeleverd_op)
        filled = replace(oplevering, opdracht_id=kept.opdracht_id, dossier_id=kept.dossier_id)

        def work(log: records.Log) -> int:
            row = records.save(log, filled)
            self.follow(log, order, self.context.today)
            return row

        return self.context.write("Oplevering aangevuld", work, *self.kinds, Oplevering)

    def save_restpunt(self, restpunt: Restpunt) -> Changes:
        """Add or change a point that is not right yet; TransitionRefused for an order that is not running."""
        order = self.lezer.get(OpdrachtId(restpunt.opdracht_id or 0))
        if order.stand not in LOPEND:
            raise wrong_state(order, Opdrachtstand.DEELS_OPGELEVERD)
        owned = replace(restpunt, dossier_id=order.dossier_id)
        check(owned)

        def work(log: records.Log) -> int:
            row = records.save(log, owned)
            self.follow(log, order, self.context.today)
            return row

        return self.context.write("Restpunt bewaard", work, *self.kinds, Restpunt)

    def settle_restpunt(self, restpunt_id: int, op: dt.date) -> Changes:
        """A point is done; the order and its measures go on when it was the last that blocked."""
        point = records.get(self.context.connection, Restpunt, restpunt_id)
        order = self.lezer.get(OpdrachtId(point.opdracht_id or 0))
        self._check_past("gereed_op", op)

        def work(log: records.Log) -> int:
            row = records.save(log, replace(point, gereed_op=op))
            self.follow(log, order, op)
            return row

        return self.context.write("Restpunt gereed", work, *self.kinds, Restpunt)

    def follow(self, log: records.Log, order: Opdracht, day: dt.date) -> None:
        """Bring order and measures to where deliveries, certificates and open points allow; never back.

        An order that was delivered whole and gets more goes back to partly delivered.
        """
        lines = self.lezer.lines(OpdrachtId(order.id or 0))
        if order.stand not in LOPEND or not any(one.geleverd for one in lines):
            return
        points = [one for one in self.lezer.points(OpdrachtId(order.id or 0)) if _holds(one)]
        effects = Gevolgen(self.context, log, f"opdracht {order.nummer}")
        is_ready = True
        for maatregel_id in measures_of(one.regel for one in lines):
            own = [one for one in lines if one.regel.maatregel_id == maatregel_id]
            if not all(one.geleverd >= one.regel.aantal for one in own):
                is_ready = False
                continue
            ids = {one.regel.id for one in own}
            is_held = any(one.opdrachtregel_id is None or one.opdrachtregel_id in ids for one in points)
            maatregel = own[0].maatregel
            number = maatregel.certificaat or self._certificate(order)
            lacks = maatregel.certificaat_vereist and not number
            is_ready = is_ready and not (is_held or lacks)
            naar = Status.UITGEVOERD if is_held or lacks else Status.OPGELEVERD
            self._bring(effects, maatregel, naar, day, number)
        self._move(log, order, Opdrachtstand.OPGELEVERD if is_ready else Opdrachtstand.DEELS_OPGELEVERD)

    def _bring(
        self, effects: Gevolgen, maatregel: Maatregel, naar: Status, day: dt.date, number: str
    ) -> None:
        if maatregel.status in {Status.OPDRACHT_GEGEVEN, Status.INGEPLAND, Status.UITGEVOERD}:
            effects.bring(MaatregelId(maatregel.id or 0), naar, day, certificaat=number)

    def _move(self, log: records.Log, order: Opdracht, naar: Opdrachtstand) -> None:
        if naar is not order.stand and naar in STANDOVERGANGEN[order.stand]:
            Opdrachtboek(self.context, log).move(order, naar)

    def _certificate(self, order: Opdracht) -> str:
        found = self.lezer.deliveries(OpdrachtId(order.id or 0))
        return next((one.certificaat for one in reversed(found) if one.certificaat), "")

    def _unfinished(self, order: Opdracht) -> list[MaatregelId]:
        lines = self.lezer.lines(OpdrachtId(order.id or 0))
        open_lines = [one.regel for one in lines if one.geleverd < one.regel.aantal]
        return measures_of(open_lines)

    def _check_past(self, field: str, day: dt.date) -> None:
        if day > self.context.today:
            raise InvalidInput([Problem(field, "datum_toekomst", {"datum": self.context.today})])


def _holds(point: Restpunt) -> bool:
    return point.blokkeert and point.gereed_op is None


def _delivery_problems(
    lines: Sequence[Opdrachtregelbeeld],
    oplevering: Oplevering,
    aantallen: Mapping[OpdrachtregelId, Aantal],
    order: Opdracht,
    today: dt.date,
) -> list[Problem]:
    found = []
    if oplevering.opgeleverd_op > today:
        found.append(Problem("opgeleverd_op", "datum_toekomst", {"datum": today}))
    elif order.opdracht_op is not None and oplevering.opgeleverd_op < order.opdracht_op:
        data = {"veld": "Opdracht gegeven op", "datum": order.opdracht_op}
        found.append(Problem("opgeleverd_op", "datum_volgorde", data))
    known = {one.regel.id: one for one in lines}
    for line, number in aantallen.items():
        one = known.get(line)
        if one is None or number < GEEN or one.geleverd + number > one.regel.aantal:
            found.append(Problem(f"regels.{line}", "meer_dan_besteld"))
    if not any(aantallen.values()):
        found.append(Problem("regels", "niets_geleverd"))
    return found
