"""Use cases on orders: compose, lay before a second person, give, change, plan, deliver, end.

Every step is one action and one line in the history of the order; nothing that was given is written over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import OfferteId
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel, Status
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtovergang,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.leverancier_leest import Leesdeel, leesdelen
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.services.boekjaar import require_open_year
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.services.opdracht_beeld import Opdrachtbeeld, Opdrachtlezer, Opdrachtlijn
from veiligheidsadvies.services.opdracht_boek import (
    Opdrachtboek,
    refused,
    require_step,
    undelivered,
    wrong_state,
)
from veiligheidsadvies.services.opdracht_concept import Opsteller
from veiligheidsadvies.services.opdracht_gevolgen import Gevolgen, take_measures_back
from veiligheidsadvies.services.opdracht_poorten import BESTELBAAR, Poorten
from veiligheidsadvies.services.opdracht_regels import measures_of
from veiligheidsadvies.services.opdracht_stuk import inhoud, inhoud_sha256, opdracht_stuk
from veiligheidsadvies.services.opdracht_uitvoering import Uitvoering
from veiligheidsadvies.services.opdracht_vierogen import Vierogen
from veiligheidsadvies.services.opdracht_voorstel import subject_of
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.vrijgave_leverancier import LeverancierVrijgave, Treffer
from veiligheidsadvies.storage import opdracht_table, records

__all__ = ["Leesdeel", "OpdrachtService"]

_KINDS = (Opdracht, Opdrachtversie, Opdrachtregel, Opdrachtovergang, Maatregel, Statusovergang, Kostenregel)
Follow = Callable[[records.Log], None]


@dataclass(frozen=True, slots=True)
class OpdrachtService:
    """One public method is one user action. Steps that are refused raise TransitionRefused with findings."""

    context: Context
    vrijgave: LeverancierVrijgave

    # --- reading

    def list_lijnen(self, dossier_id: DossierId | None = None) -> list[Opdrachtlijn]:
        """Orders, the newest first; of one dossier or of all."""
        return self._lezer.list_lijnen(dossier_id)

    def beeld(self, opdracht_id: OpdrachtId) -> Opdrachtbeeld:
        """Everything of one order; NotFound when it is gone."""
        return self._lezer.beeld(opdracht_id)

    def get(self, opdracht_id: OpdrachtId) -> Opdracht:
        """The order with this id; NotFound when it is gone."""
        return self._lezer.get(opdracht_id)

    def find_akkoord(self, opdracht_id: OpdrachtId) -> Akkoord | None:
        """The approval of the newest version that has one; None before anybody said yes."""
        return self._lezer.find_akkoord(opdracht_id)

    def find_bezwaar(self, opdracht_id: OpdrachtId) -> str:
        """What is wrong with the approvals of an order, in a few words; "" when each of them holds."""
        return Opdrachtcontrole(self.context).find_wrong(opdracht_id)

    def list_bestelbaar(self, dossier_id: DossierId) -> list[Maatregel]:
        """Measures that may go on an order now: planned or agreed, not the stelsel's, on no other order."""
        found = [
            one
            for one in DossierService(self.context).list_maatregelen(dossier_id)
            if one.status in BESTELBAAR and one.betaler is not Betaler.STELSEL
        ]
        taken = opdracht_table.running_orders(self.context.connection, (one.id or 0 for one in found))
        return [one for one in found if one.id not in taken]

    def findings(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], *, versie: int = 0
    ) -> list[Bevinding]:
        """What is to be said of an order today, saved or not, its texts apart; `data["regel"]` is a line."""
        before = self._lezer.standing(OpdrachtId(opdracht.id or 0)) if versie else None
        found = self._poorten.findings(
            opdracht, regels, day=self.context.today, before=before, has_texts=False
        )
        kept = self._lezer.find_version(OpdrachtId(opdracht.id or 0), versie)
        return [*found, *self._lezer.second_person(opdracht, kept or Opdrachtversie(nummer=versie))]

    def release_hits(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], *, omschrijving: str = ""
    ) -> tuple[Treffer, ...]:
        """What the typed texts may not hold, by place (`sleutel` such as `regel:2:eis`, or `afspraken`)."""
        return self._poorten.hits(opdracht, regels, omschrijving)

    def snapshot(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], *, versie: int = 0
    ) -> OpdrachtStuk:
        """What the paper would say of an order as it stands on the screen, by the way that the paper is made.

        `regels` are what is wanted in the end. Pure reading: nothing is saved and no number taken. NotFound
        without a supplier, TransitionRefused for an order that may not be written any more.
        """
        return self._opsteller.snapshot(opdracht, regels, versie)

    def reads(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], *, versie: int = 0
    ) -> tuple[Leesdeel, ...]:
        """`snapshot` as the supplier reads it, part by part; raises as it does."""
        return leesdelen(self.snapshot(opdracht, regels, versie=versie))

    # --- composing

    def concept(
        self, dossier_id: DossierId, maatregel_ids: Sequence[int], leverancier_id: LeverancierId | None = None
    ) -> tuple[Opdracht, list[Opdrachtregel]]:
        """An order for measures with their quoted price, to look at and change; nothing is saved."""
        return self._opsteller.from_measures(dossier_id, maatregel_ids, leverancier_id)

    def concept_uit_offerte(self, offerte_id: OfferteId) -> tuple[Opdracht, list[Opdrachtregel]]:
        """An order for a quote at its prices; nothing is saved."""
        return self._opsteller.from_quote(offerte_id)

    def save_concept(
        self,
        opdracht: Opdracht,
        regels: Sequence[Opdrachtregel],
        *,
        versie: int = 0,
        omschrijving: str = "",
        poort_reden: str = "",
        vrijgave_reden: str = "",
    ) -> Changes:
        """Keep an order, or a change of one (`versie` from 1: `regels` are what is wanted in the end).

        What was laid before or approved falls back to concept and has to be approved anew. InvalidInput: a
        problem of the second line is told at `regels.2.` and its field.
        """
        order, kept = self._opsteller.version_to_keep(opdracht, versie)
        kept = replace(
            kept,
            omschrijving=omschrijving.strip(),
            poort_reden=poort_reden.strip(),
            vrijgave_reden=vrijgave_reden.strip(),
        )
        work = self._opsteller.save(order, kept, regels)
        name = subject_of(order, kept) if order.nummer else "Nieuwe opdracht"
        return self.context.write(f"{name}: concept bewaard", work, *_KINDS)

    def change(self, opdracht_id: OpdrachtId) -> tuple[int, list[Opdrachtregel]]:
        """The number of the next change (or of the one under way) and the lines it begins from."""
        return self._opsteller.next_change(self.get(opdracht_id))

    # --- approval

    def submit(self, opdracht_id: OpdrachtId, versie: int = 0) -> Changes:
        """Lay a version before the second person: from now on its content stands still.

        Refused with all that blocks: a gate without a reason, or what no reason lifts.
        """
        order, kept = self._at(opdracht_id, versie, Versiestand.CONCEPT, Opdrachtstand.VOORGELEGD)
        if versie and not self._lezer.lines_of(opdracht_id, versie):
            raise refused("opdracht", "niets_gewijzigd")
        self._vierogen.require_clear(order, kept, self.context.today)
        content = inhoud(opdracht_stuk(self.context, opdracht_id, versie))
        laid = replace(
            kept, stand=Versiestand.VOORGELEGD, inhoud=content, inhoud_sha256=inhoud_sha256(content)
        )
        return self._step(order, laid, Opdrachtstand.VOORGELEGD, "voorgelegd")

    def voorstel(self, opdracht_id: OpdrachtId, versie: int = 0) -> Voorstel:
        """What the second person decides on: the order, what is lifted and why, and the digest."""
        return self._vierogen.voorstel(opdracht_id, versie)

    def approve(self, opdracht_id: OpdrachtId, versie: int, akkoord_id: int) -> Changes:
        """Take an Akkoord on exactly this proposal; measures of the original become `akkoord`.

        Refused when it is about something else, when the order changed since, and from who proposed it.
        """
        order, kept = self._at(opdracht_id, versie, Versiestand.VOORGELEGD, Opdrachtstand.AKKOORD)
        akkoord = records.get(self.context.connection, Akkoord, akkoord_id)
        self._vierogen.require_covered(order, replace(kept, akkoord_id=akkoord.id), self.context.today)
        approved = replace(kept, stand=Versiestand.AKKOORD, akkoord_id=akkoord.id)

        def follow(log: records.Log) -> None:
            effects = Gevolgen(self.context, log, f"opdracht {order.nummer}")
            for maatregel_id in measures_of(self._lezer.lines_of(opdracht_id, 0)):
                effects.bring(
                    maatregel_id,
                    Status.AKKOORD,
                    self.context.today,
                    akkoord_id=akkoord.id,
                    akkoord_door=akkoord.naam,
                )

        return self._step(order, approved, Opdrachtstand.AKKOORD, "akkoord", None if versie else follow)

    def give(self, opdracht_id: OpdrachtId, versie: int = 0, *, op: dt.date | None = None) -> Changes:
        """The order is given (on `op`, default today): its lines are committed and the measures follow.

        Refused when the approval does not cover it or a gate of that day is shut; InvalidInput for a day to
        come or before the approval, YearClosed for one in a closed year.
        """
        order, kept = self._at(opdracht_id, versie, Versiestand.AKKOORD, Opdrachtstand.GEGEVEN)
        day = op or self.context.today
        self._vierogen.require_covered(order, kept, day)
        self._vierogen.require_clear(order, kept, day)
        self._vierogen.check_day(kept, day)
        given = replace(kept, stand=Versiestand.GEGEVEN, gegeven_op=day)
        lines = self._lezer.lines_of(opdracht_id, versie)
        before = self._lezer.standing(opdracht_id) if versie else []
        supplier = records.get(self.context.connection, Leverancier, order.leverancier_id or 0)

        def follow(log: records.Log) -> None:
            Opdrachtboek(self.context, log).commit(order, lines, day)
            effects = Gevolgen(self.context, log, f"opdracht {order.nummer}")
            for maatregel_id in measures_of(line for line in lines if line.aantal > Aantal(0)):
                effects.bring(
                    maatregel_id,
                    Status.OPDRACHT_GEGEVEN,
                    day,
                    akkoord_id=kept.akkoord_id,
                    opdracht_kenmerk=order.nummer,
                    leverancier=supplier.naam,
                )
            if versie:
                self._follow_change(log, order, before)

        dated = order if versie else replace(order, opdracht_op=day)
        return self._step(dated, given, Opdrachtstand.GEGEVEN, "gegeven", follow)

    # --- ending

    def withdraw(self, opdracht_id: OpdrachtId, reden: str = "", *, versie: int = 0) -> Changes:
        """Drop an order that was not given, or a change that was not; its number is not used again."""
        order, kept = self.get(opdracht_id), self._lezer.versie(opdracht_id, versie)
        if kept.stand in {Versiestand.GEGEVEN, Versiestand.INGETROKKEN}:
            raise wrong_state(order, Opdrachtstand.INGETROKKEN)
        gone = replace(kept, stand=Versiestand.INGETROKKEN)

        def follow(log: records.Log) -> None:
            if not versie:
                lines = self._lezer.lines_of(opdracht_id, 0)
                why = reden.strip() or f"opdracht {order.nummer} ingetrokken"
                take_measures_back(self.context, log, lines, {kept.akkoord_id}, why)

        ended = replace(order, einde_op=self.context.today, einde_reden=reden.strip())
        return self._step(
            order if versie else ended, gone, Opdrachtstand.INGETROKKEN, "ingetrokken", follow, reden
        )

    def cancel(self, opdracht_id: OpdrachtId, reden: str) -> Changes:
        """End an order that was given: what was not delivered is released, its measures go back.

        InvalidInput without a reason; refused when it was delivered whole or has ended.
        """
        order = self.get(opdracht_id)
        if not reden.strip():
            raise InvalidInput([Problem("einde_reden", "verplicht")])
        require_step(order, Opdrachtstand.GEANNULEERD)
        day = self.context.today
        require_open_year(self.context, day.year)
        lines = self._lezer.lines(opdracht_id)
        versies = self._lezer.versies(opdracht_id)
        rest = [undelivered(one.regel, one.geleverd) for one in lines]
        begun = {one.regel.maatregel_id for one in lines if one.geleverd}
        untouched = [one.regel for one in lines if one.regel.maatregel_id not in begun]

        def work(log: records.Log) -> int:
            book = Opdrachtboek(self.context, log)
            book.commit(order, [one for one in rest if one is not None], day, "niet geleverd")
            why = f"opdracht {order.nummer} geannuleerd: {reden.strip()}"
            take_measures_back(self.context, log, untouched, {one.akkoord_id for one in versies}, why)
            for one in versies:
                if one.stand is not Versiestand.GEGEVEN:
                    records.save(log, replace(one, stand=Versiestand.INGETROKKEN))
            ended = replace(order, einde_op=day, einde_reden=reden.strip())
            return book.move(ended, Opdrachtstand.GEANNULEERD, reden).id or 0

        return self.context.write(f"Opdracht {order.nummer}: geannuleerd", work, *_KINDS)

    def complete(self, opdracht_id: OpdrachtId) -> Changes:
        """Everything is delivered and in order; refused while a point or a change is open."""
        order = self.get(opdracht_id)
        require_step(order, Opdrachtstand.AFGEROND)
        if any(one.gereed_op is None for one in self._lezer.points(opdracht_id)):
            raise refused("opdracht", "restpunt_open")
        if self._lezer.versies(opdracht_id)[-1].stand is not Versiestand.GEGEVEN:
            raise refused("opdracht", "wijziging_loopt")
        ended = replace(order, einde_op=self.context.today)

        def work(log: records.Log) -> int:
            return Opdrachtboek(self.context, log).move(ended, Opdrachtstand.AFGEROND).id or 0

        return self.context.write(f"Opdracht {order.nummer}: afgerond", work, *_KINDS)

    # --- carrying out

    def make_afspraak(self, afspraak: Afspraak) -> Changes:
        """Agree on a day with the home front; an earlier appointment lapses and stays in the history."""
        return self._uitvoering.make_afspraak(afspraak)

    def confirm_afspraak(self, afspraak_id: int, op: dt.date) -> Changes:
        """The home front said yes."""
        return self._uitvoering.confirm_afspraak(afspraak_id, op)

    def deliver(
        self,
        oplevering: Oplevering,
        aantallen: Mapping[OpdrachtregelId, Aantal],
        restpunten: Sequence[Restpunt] = (),
    ) -> Changes:
        """One delivery, of all or of a part; a measure is ready when all its lines are and nothing blocks.

        InvalidInput: more than was ordered (at `regels.` and the id of the line), nothing at all, a day that
        is to come or before the order.
        """
        return self._uitvoering.deliver(oplevering, aantallen, restpunten)

    def save_oplevering(self, oplevering: Oplevering) -> Changes:
        """Fill in later what came with a delivery, such as its certificate; the measures follow."""
        return self._uitvoering.save_oplevering(oplevering)

    def save_restpunt(self, restpunt: Restpunt) -> Changes:
        """Add or change a point that is not right yet."""
        return self._uitvoering.save_restpunt(restpunt)

    def settle_restpunt(self, restpunt_id: int, op: dt.date) -> Changes:
        """A point is done; the order and its measures go on when it was the last that blocked."""
        return self._uitvoering.settle_restpunt(restpunt_id, op)

    # --- inside

    @property
    def _lezer(self) -> Opdrachtlezer:
        return Opdrachtlezer(self.context, self.vrijgave)

    @property
    def _poorten(self) -> Poorten:
        return Poorten(self.context, self.vrijgave)

    @property
    def _vierogen(self) -> Vierogen:
        return Vierogen(self.context, self._lezer, self._poorten)

    @property
    def _opsteller(self) -> Opsteller:
        return Opsteller(self.context, self._lezer)

    @property
    def _uitvoering(self) -> Uitvoering:
        return Uitvoering(self.context, self._lezer, _KINDS)

    def _at(
        self, opdracht_id: OpdrachtId, versie: int, stand: Versiestand, naar: Opdrachtstand
    ) -> tuple[Opdracht, Opdrachtversie]:
        """The order and a version of it that is at this point; refused when it is not."""
        order, kept = self.get(opdracht_id), self._lezer.versie(opdracht_id, versie)
        if kept.stand is not stand:
            raise wrong_state(order, naar)
        if not versie:
            require_step(order, naar)
        return order, kept

    def _follow_change(self, log: records.Log, order: Opdracht, before: Sequence[Opdrachtregel]) -> None:
        """Measures that are ordered no more go back; more after the whole was delivered reopens the order."""
        opdracht_id = OpdrachtId(order.id or 0)
        still = set(measures_of(self._lezer.standing(opdracht_id)))
        gone = [line for line in before if line.maatregel_id not in still]
        akkoorden = {one.akkoord_id for one in self._lezer.versies(opdracht_id)}
        take_measures_back(self.context, log, gone, akkoorden, f"opdracht {order.nummer} gewijzigd")
        self._uitvoering.follow(log, order, self.context.today)

    def _step(
        self,
        order: Opdracht,
        kept: Opdrachtversie,
        naar: Opdrachtstand,
        woorden: str,
        follow: Follow | None = None,
        reden: str = "",
    ) -> Changes:
        """Write a version with what follows from it; the order itself moves with its original only."""

        def work(log: records.Log) -> int:
            records.save(log, kept)
            if not kept.nummer:
                Opdrachtboek(self.context, log).move(order, naar, reden)
            if follow is not None:
                follow(log)
            return order.id or 0

        return self.context.write(f"{subject_of(order, kept)}: {woorden}", work, *_KINDS)
