"""Where the tasks of Vandaag come from: each kind of record that has a day tells what it asks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.contract import WAARSCHUWING_DAGEN as OPZEGGEN_DAGEN
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.leverancier import WAARSCHUWING_DAGEN, Erkenning, Leverancier, expiries
from veiligheidsadvies.domain.maatregel import OPEN, Status
from veiligheidsadvies.domain.regels import PKVW_WAARSCHUWING_MAANDEN
from veiligheidsadvies.domain.stap import STAPPEN, Stap
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import PkvwSoort, Woonplek
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.taak import Doel, Taak, task_of
from veiligheidsadvies.services.taken_bewaren import keeping_tasks
from veiligheidsadvies.services.taken_kopieen import Kopietaken
from veiligheidsadvies.services.taken_opdrachten import Ordertaken
from veiligheidsadvies.storage import maatregel_table, records
from veiligheidsadvies.text.formats import count, date_full

NAVRAAG_BVA_DAGEN = 56
"""How long an advice may wait for the BVA before the manager asks; a working habit, no rule."""
EINDE_AMBT_MAANDEN = 3
TERUGVRAGEN_DAGEN = 7


@dataclass(frozen=True, slots=True)
class Taakbronnen:
    """Reading only; each source yields its tasks, of open dossiers."""

    context: Context

    def list_all(self, *, until: dt.date = dt.date.max) -> Iterator[Taak]:
        """Every task, of measures up to `until` only."""
        codes: dict[int | None, Dossier] = {}
        for dossier in records.list_where(self.context.connection, Dossier, "gesloten_op IS NULL"):
            codes[dossier.id] = dossier
        yield from _dated(codes.values())
        yield from self._measures({d.id: d.code for d in codes.values()}, until)
        yield from self._homes(codes)
        yield from self._advices(codes)
        yield from self._steps(codes)
        yield from self._ends(codes)
        yield from self._locations(codes)
        yield from self._copies(codes)
        yield from self._suppliers()
        yield from self._contracts(codes)
        yield from Ordertaken(self.context).list_all(codes)
        yield from Kopietaken(self.context).list_all()
        yield from keeping_tasks(self.context)
        if not self.context.vault.recovery_confirmed:
            yield Taak(
                dag=self.context.today,
                dossier_id=None,
                dossier_code="–",
                wat="Herstelblad bevestigen",
                waarom="Typ het blad terug; tot dan weet u niet of het werkt",
                knop="Bevestigen…",
                doel=Doel.HERSTELBLAD,
            )

    def _measures(self, codes: dict[int | None, str], until: dt.date) -> Iterator[Taak]:
        measures = maatregel_table.list_due(self.context.connection, until)
        for m in measures:
            code = codes.get(m.dossier_id)
            if code is None:
                continue
            if m.dag is not None:
                verb = "Uitvoeren…" if m.status is Status.IN_BEHEER else "Bijwerken…"
                yield Taak(
                    dag=m.dag,
                    dossier_id=m.dossier_id,
                    dossier_code=code,
                    wat=m.titel,
                    waarom=_why(m),
                    knop=verb,
                    doel=Doel.MAATREGEL,
                    row_id=m.id,
                )
            if m.offerte_geldig_tot is not None:
                yield Taak(
                    dag=m.offerte_geldig_tot,
                    dossier_id=m.dossier_id,
                    dossier_code=code,
                    wat=f"Offerte beoordelen: {m.titel}",
                    waarom="De offerte is geldig tot en met deze dag",
                    knop="Beoordelen…",
                    doel=Doel.MAATREGEL,
                    row_id=m.id,
                )

    def _homes(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        today = self.context.today
        homes = [h for h in records.list_where(self.context.connection, Woonplek) if h.is_current(today)]
        waiting = self._waiting_for_pkvw() if homes else {}
        for home in homes:
            dossier = codes.get(home.dossier_id)
            if dossier is None:
                continue
            number = waiting.get(dossier.id or 0, 0)
            if number and home.pkvw_termijn and not home.has_valid_pkvw(today):
                why = count(number, "woningmaatregel wacht", "woningmaatregelen wachten")
                yield task_of(
                    dossier,
                    home.pkvw_termijn,
                    "PKVW-certificaat nog niet binnen",
                    why,
                    Doel.WOONPLEK,
                    row_id=home.id,
                )
            expiry = home.pkvw_vervalt if home.pkvw_soort is PkvwSoort.CERTIFICAAT else None
            if expiry and expiry >= today >= add_months(expiry, -PKVW_WAARSCHUWING_MAANDEN):
                yield task_of(
                    dossier,
                    expiry,
                    "PKVW-certificaat verloopt",
                    "Laat een nieuwe keuring plannen (regel R5)",
                    Doel.WOONPLEK,
                    row_id=home.id,
                )

    def _waiting_for_pkvw(self) -> dict[int, int]:
        # Counted here: with wiped memory a GROUP BY takes three times as long.
        sql = "SELECT dossier_id, status FROM maatregel WHERE grondslag = 'regeling_woonplek'"
        rows = self.context.connection.execute(sql, ()).fetchall()
        waiting: Counter[int] = Counter()
        for (dossier_id, status), number in Counter(rows).items():
            if Status(status) in OPEN:
                waiting[dossier_id] += number
        return waiting

    def _advices(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        for advies in records.list_where(
            self.context.connection, Advies, "bva_datum IS NULL AND ccv_datum IS NOT NULL"
        ):
            dossier = codes.get(advies.dossier_id)
            if dossier is not None and advies.ccv_datum is not None:
                day = advies.ccv_datum + dt.timedelta(days=NAVRAAG_BVA_DAGEN)
                why = f"CCV-advies ligt er sinds {date_full(advies.ccv_datum)}"
                yield task_of(
                    dossier, day, "Navraag vaststelling door BVA", why, Doel.ADVIES, row_id=advies.id
                )

    def _steps(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        found = records.list_where(self.context.connection, Stap, "gereed_op IS NULL AND termijn IS NOT NULL")
        for stap in found:
            dossier = codes.get(stap.dossier_id)
            if dossier is not None and stap.termijn is not None:
                kind = STAPPEN[stap.nummer - 1]
                yield task_of(
                    dossier,
                    stap.termijn,
                    kind.naam,
                    f"Stap {stap.nummer} · {kind.wie}",
                    Doel.STAP,
                    row_id=stap.nummer,
                )

    def _ends(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        found = records.list_where(self.context.connection, Bestuurder, "einde IS NOT NULL")
        if not found:
            return
        sql = "SELECT dossier_id FROM maatregel WHERE status = 'in_beheer' AND terugkerend = 1"
        running = Counter(row[0] for row in self.context.connection.execute(sql, ()).fetchall())
        for person in found:
            dossier = codes.get(person.dossier_id)
            number = running[person.dossier_id]
            if dossier is not None and person.einde is not None and number:
                why = f"Einde ambt {date_full(person.einde)} · " + count(
                    number, "abonnement loopt", "abonnementen lopen"
                )
                yield task_of(
                    dossier,
                    add_months(person.einde, -EINDE_AMBT_MAANDEN),
                    "Abonnementen opzeggen of overdragen",
                    why,
                    Doel.EINDE_AMBT,
                    row_id=dossier.id,
                )

    def _locations(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        for place in records.list_where(self.context.connection, Werklocatie, "volgende_op IS NOT NULL"):
            dossier = codes.get(place.dossier_id)
            if dossier is not None and place.volgende_op is not None:
                yield task_of(
                    dossier,
                    place.volgende_op,
                    f"Risico’s inventariseren: {place.naam}",
                    f"Vorige keer: {date_full(place.geinventariseerd_op) or 'nog nooit'}",
                    Doel.WERKLOCATIE,
                    row_id=place.id,
                )

    def _copies(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        soon = self.context.today + dt.timedelta(days=TERUGVRAGEN_DAGEN)
        for copy in records.list_where(self.context.connection, Exemplaarregel, "afloop = 'buiten'"):
            dossier = codes.get(copy.dossier_id)
            code = dossier.code if dossier else "–"
            if not copy.pdf_sha256:
                yield self._copy(copy, code, copy.uitgegeven_op.date(), "Uitgifte afgebroken; is er papier?")
            elif copy.retour_voor is not None and copy.retour_voor <= soon:
                yield self._copy(copy, code, copy.retour_voor, f"{copy.document.woord}, retour vóór deze dag")

    def _suppliers(self) -> Iterator[Taak]:
        """Papers of suppliers in use, from sixty days before their last day until they are renewed."""
        recognised = records.list_where(self.context.connection, Erkenning, "geldig_tot IS NOT NULL")
        for one in records.list_where(self.context.connection, Leverancier, "is_vervallen = 0"):
            for paper in expiries(one, [e for e in recognised if e.leverancier_id == one.id]):
                is_over = paper.tot < self.context.today
                yield Taak(
                    dag=paper.tot,
                    dossier_id=None,
                    dossier_code="–",
                    wat=f"{paper.naam} {'is verlopen' if is_over else 'verloopt'}: {one.naam}",
                    waarom=_WHY[paper.code],
                    knop="Vernieuwen…",
                    doel=Doel.LEVERANCIER,
                    row_id=one.id,
                    vanaf=paper.tot - dt.timedelta(days=WAARSCHUWING_DAGEN),
                )

    def _contracts(self, codes: dict[int | None, Dossier]) -> Iterator[Taak]:
        """R8: the last day to give notice, from sixty days before; and the day of the next maintenance."""
        today = self.context.today
        for one in records.list_where(self.context.connection, Contract):
            dossier = codes.get(one.dossier_id)
            if dossier is None or one.has_ended(today):
                continue
            last = one.notice_day(today)
            if last is not None:
                what, why = f"Opzeggen of laten doorlopen: {one.naam}", "Daarna verlengt het zich (regel R8)"
                task = task_of(dossier, last, what, why, Doel.MAATREGEL, row_id=one.maatregel_id)
                yield replace(task, vanaf=last - dt.timedelta(days=OPZEGGEN_DAGEN))
            if one.volgend_onderhoud is not None:
                what, why = f"Onderhoud: {one.naam}", "Volgens het contract"
                day = one.volgend_onderhoud
                task = task_of(dossier, day, what, why, Doel.MAATREGEL, row_id=one.maatregel_id)
                yield replace(task, knop="Afspreken…")

    def _copy(self, copy: Exemplaarregel, code: str, dag: dt.date, waarom: str) -> Taak:
        return Taak(
            dag=dag,
            dossier_id=copy.dossier_id,
            dossier_code=code,
            wat=f"Exemplaar {copy.nummer} " + ("terugvragen" if copy.pdf_sha256 else "nagaan"),
            waarom=waarom,
            knop="Afboeken…",
            doel=Doel.EXEMPLAAR,
            row_id=copy.id,
        )


_WHY = {"ghv": "Zonder verklaring geen adres (R7)", "erkenning": "Vraag het nieuwe certificaat op"}


def _dated(dossiers: Iterable[Dossier]) -> Iterator[Taak]:
    for dossier in dossiers:
        if dossier.herijking_op is not None:
            yield task_of(
                dossier,
                dossier.herijking_op,
                "Jaarlijkse herijking plannen",
                "Elk jaar, en bij verhuizing of incident",
                Doel.HERIJKING,
                row_id=dossier.id,
            )


def _why(m: maatregel_table.Termijnregel) -> str:
    if m.status is Status.IN_BEHEER:
        every = f"Elke {count(m.interval_maanden, 'maand', 'maanden')}" if m.interval_maanden else "In beheer"
        return f"{m.code} · {every}" if m.code else every
    parts = (m.code, m.status.woord, m.leverancier)
    return " · ".join(part for part in parts if part)
