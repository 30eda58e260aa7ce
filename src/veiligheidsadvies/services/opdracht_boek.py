"""What a step of an order writes besides the order: its line of history, what it commits or releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.errors import TransitionRefused
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.opdracht import (
    STANDOVERGANGEN,
    Opdracht,
    Opdrachtovergang,
    Opdrachtregel,
    Opdrachtstand,
)
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_regels import with_price
from veiligheidsadvies.storage import records

VOORGELEGD = frozenset({Opdrachtstand.VOORGELEGD, Opdrachtstand.AKKOORD})


@dataclass(frozen=True, slots=True)
class Opdrachtboek:
    """Works inside the action of the order."""

    context: Context
    log: records.Log

    def begin(self, order: Opdracht) -> None:
        """The first line in the history of an order."""
        self._note(order, None, Opdrachtstand.CONCEPT, "")

    def move(self, order: Opdracht, naar: Opdrachtstand, reden: str = "") -> Opdracht:
        """Write the order in its new state with a line of history; back to concept is a correction.

        TransitionRefused for a step that the table lacks.
        """
        require_step(order, naar)
        self._note(order, order.stand, naar, reden)
        moved = replace(order, stand=naar)
        records.save(self.log, moved)
        return moved

    def commit(self, order: Opdracht, lines: Iterable[Opdrachtregel], day: dt.date, words: str = "") -> None:
        """Book in the year of the day what these lines order, or take back."""
        for line in lines:
            records.save(self.log, _commitment(order, line, day, words))

    def _note(self, order: Opdracht, van: Opdrachtstand | None, naar: Opdrachtstand, reden: str) -> None:
        line = Opdrachtovergang(
            dossier_id=order.dossier_id,
            opdracht_id=order.id,
            van=van,
            naar=naar,
            op=self.context.today,
            tijdstip=self.context.now(),
            door=self.context.vault.actor,
            reden=reden.strip(),
            is_correctie=van in VOORGELEGD and naar is Opdrachtstand.CONCEPT,
        )
        records.save(self.log, line)


def undelivered(line: Opdrachtregel, geleverd: Aantal) -> Opdrachtregel | None:
    """What is taken back when the order ends here: all of it to the cent, or what was not delivered."""
    if geleverd >= line.aantal:
        return None
    if not geleverd:
        return replace(line, aantal=-line.aantal, ex=-line.ex, incl=-line.incl)
    done = with_price(replace(line, aantal=geleverd))
    return replace(line, aantal=geleverd - line.aantal, ex=done.ex - line.ex, incl=done.incl - line.incl)


def require_step(order: Opdracht, naar: Opdrachtstand) -> None:
    """TransitionRefused when the order cannot go there."""
    if naar not in STANDOVERGANGEN[order.stand]:
        raise wrong_state(order, naar)


def wrong_state(order: Opdracht, naar: Opdrachtstand) -> TransitionRefused:
    """The refusal of a step from the state that the order is in."""
    return refused("opdracht", "opdracht_stand", van=order.stand.woord, naar=naar.woord)


def refused(rule: str, code: str, **data: object) -> TransitionRefused:
    """A refusal for one reason that nothing lifts."""
    return TransitionRefused([Bevinding(regel=rule, ernst=Ernst.BLOKKEERT, code=code, data=data)])


def _commitment(order: Opdracht, line: Opdrachtregel, day: dt.date, words: str) -> Kostenregel:
    return Kostenregel(
        maatregel_id=line.maatregel_id,
        dossier_id=order.dossier_id,
        soort=SoortKosten.VERPLICHTING,
        omschrijving=words,
        ex=line.ex,
        btw=line.btw,
        incl=line.incl,
        datum=day,
        boekjaar=day.year,
        per_jaar=line.per_jaar,
        fiscale_categorie=line.fiscale_categorie,
        kenmerk=order.nummer,
        betaler=line.betaler,
        opdrachtregel_id=line.id,
    )
