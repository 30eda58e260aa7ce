"""Before an order goes on: what blocks it, what the second person decides on, and if his yes covers it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId, Opdrachtversie
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.akkoord_echtheid import bezwaar
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.boekjaar import require_open_year
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_akkoord import proposer_of
from veiligheidsadvies.services.opdracht_beeld import Opdrachtlezer
from veiligheidsadvies.services.opdracht_boek import refused
from veiligheidsadvies.services.opdracht_poorten import VRIJGAVE, Poorten
from veiligheidsadvies.services.opdracht_stuk import inhoud, inhoud_sha256, opdracht_stuk
from veiligheidsadvies.services.opdracht_voorstel import covers, voorstel_of
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.storage import records


@dataclass(frozen=True, slots=True)
class Vierogen:
    """Reading only."""

    context: Context
    lezer: Opdrachtlezer
    poorten: Poorten

    def voorstel(self, opdracht_id: OpdrachtId, versie: int) -> Voorstel:
        """What the second person decides on: the order, what is lifted and why, and the digest."""
        order, kept = self.lezer.get(opdracht_id), self.lezer.versie(opdracht_id, versie)
        lifted = self.blocks(order, kept, self.context.today)
        lines = self.lezer.wanted(opdracht_id, kept)
        found = voorstel_of(self.context, order, kept, lines, lifted)
        words = self.poorten.doubted_words(order, lines, kept.omschrijving)
        return replace(found, voorgesteld_door=proposer_of(self.context, kept), woorden=words)

    def blocks(self, order: Opdracht, kept: Opdrachtversie, day: dt.date) -> list[Bevinding]:
        """Everything that is shut for a version on a day, whether a reason lifts it or not."""
        opdracht_id = OpdrachtId(order.id or 0)
        before = self.lezer.standing(opdracht_id) if kept.nummer else None
        lines = self.lezer.wanted(opdracht_id, kept)
        found = self.poorten.findings(order, lines, day=day, before=before, omschrijving=kept.omschrijving)
        return [one for one in found if one.ernst is Ernst.BLOKKEERT]

    def require_clear(self, order: Opdracht, kept: Opdrachtversie, day: dt.date) -> None:
        """Refuse what no reason lifts, and what a reason would lift that was not typed."""
        found = [
            one
            for one in self.blocks(order, kept, day)
            if not one.is_op_te_heffen
            or not (kept.vrijgave_reden if one.regel == VRIJGAVE else kept.poort_reden)
        ]
        if found:
            raise TransitionRefused(found)

    def require_covered(self, order: Opdracht, kept: Opdrachtversie, day: dt.date) -> None:
        """The approval is on what stands now: same text and paper, every shut gate lifted, another person."""
        if kept.akkoord_id is None:
            raise refused("vier ogen", "akkoord_ontbreekt")
        akkoord = records.get(self.context.connection, Akkoord, kept.akkoord_id)
        voorstel = self.voorstel(OpdrachtId(order.id or 0), kept.nummer)
        if not covers(akkoord, voorstel, self.blocks(order, kept, day)):
            raise refused("vier ogen", "akkoord_past_niet")
        now = inhoud(opdracht_stuk(self.context, OpdrachtId(order.id or 0), kept.nummer))
        if inhoud_sha256(kept.inhoud) != kept.inhoud_sha256 or now != kept.inhoud:
            raise refused("vier ogen", "inhoud_anders")
        if Personen(self.context).is_own(akkoord, voorstel.voorgesteld_door):
            raise refused("vier ogen", "eigen_voorstel")
        wrong = bezwaar(self.context, akkoord)
        if wrong:
            raise refused("vier ogen", "akkoord_klopt_niet", wat=wrong)

    def check_day(self, kept: Opdrachtversie, day: dt.date) -> None:
        """InvalidInput for giving on a day to come or before the approval; YearClosed."""
        if day > self.context.today:
            raise InvalidInput([Problem("opdracht_op", "datum_toekomst", {"datum": self.context.today})])
        akkoord = records.get(self.context.connection, Akkoord, kept.akkoord_id or 0)
        if day < akkoord.op.date():
            data = {"veld": "Akkoord op", "datum": akkoord.op.date()}
            raise InvalidInput([Problem("opdracht_op", "datum_volgorde", data)])
        require_open_year(self.context, day.year)
