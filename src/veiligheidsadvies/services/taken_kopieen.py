"""What copies of the vault ask of the manager: a second place, a copy there each week, a drill each year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from veiligheidsadvies.domain.kopie import TWEEDE_PLAATS_DAGEN, SoortKopie, laatste_op
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.kopieen import KopieenService
from veiligheidsadvies.services.oefening import OefeningService
from veiligheidsadvies.services.taak import Doel, Taak
from veiligheidsadvies.text.formats import date_full

_WEEK = dt.timedelta(days=TWEEDE_PLAATS_DAGEN)
_MISSED = dt.timedelta(days=3)
"""The daily copy is made by itself; when it keeps failing somebody has to look."""


@dataclass(frozen=True, slots=True)
class Kopietaken:
    """Reading only. Nothing is asked in the first week of a vault."""

    context: Context

    def list_all(self) -> Iterator[Taak]:
        """At most one task of each kind, from the day on which it is due."""
        yield from self._daily()
        yield from self._second()
        yield from self._drill()

    def _daily(self) -> Iterator[Taak]:
        made = [copy for copy in self.context.vault.list_copies() if copy.soort is SoortKopie.DAGELIJKS]
        last = laatste_op(made, self.context.now())
        since = last or self.context.vault.created_at
        if self.context.now() - since > _MISSED:
            day = (since + _MISSED).date()
            why = f"De laatste is van {date_full(since.date())}" if last else "Er is nog geen goede kopie"
            yield _task(day, "Reservekopie maken", why, "Maken…")

    def _second(self) -> Iterator[Taak]:
        second = KopieenService(self.context).second_place()
        if second is None:
            day = self._from(self.context.vault.created_at + _WEEK)
            what, why = "Tweede plaats voor reservekopieën kiezen", "Deze computer kan stukgaan of verdwijnen"
            verb = "Kiezen…"
        else:
            last = second.laatste_op
            day = (last + _WEEK).date() if last is not None else self.context.today
            what = "Reservekopie op de tweede plaats zetten"
            why = (
                f"De laatste daar is van {date_full(last.date())}"
                if last
                else "Daar staat nog geen goede kopie"
            )
            verb = "Kopiëren…" if second.is_aanwezig else "Insteken…"
        if day <= self.context.today:
            yield _task(day, what, why, verb)

    def _drill(self) -> Iterator[Taak]:
        oefening = OefeningService(self.context)
        last, day = oefening.laatste_op, oefening.te_doen_op
        day = day if last is not None else max(day, self.context.today)
        if day <= self.context.today:
            why = f"De vorige was op {date_full(last.date())}" if last else "Zo weet u dat een kopie werkt"
            yield _task(day, "Terugzetten oefenen", why, "Oefenen…")

    def _from(self, first: dt.datetime) -> dt.date:
        """Today from that day on: what was never done is not late, only due."""
        return max(first.date(), self.context.today)


def _task(day: dt.date, what: str, why: str, verb: str) -> Taak:
    return Taak(dag=day, dossier_id=None, dossier_code="–", wat=what, waarom=why, knop=verb, doel=Doel.KOPIE)
