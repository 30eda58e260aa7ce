"""What one looks at first: the list of dossiers, and where one dossier stands and what its next step is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.regels import dossier_findings
from veiligheidsadvies.domain.stap import Stap, Voortgang, progress
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.kosten import Geldstand, KostenService
from veiligheidsadvies.services.volgende_stap import VolgendeStap, next_step
from veiligheidsadvies.services.voortgang import OPGELEVERD, Werkstand, days_late, step_days, werkstand
from veiligheidsadvies.storage import maatregel_table, records

LAATSTE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRegel:
    """One dossier in the list; counts leave out what lapsed, amounts are the employer's incl. btw."""

    id: DossierId
    code: str
    soort: SoortDossier
    naam: str
    ambt: str
    voortgang: Voortgang
    maatregelen: int
    open: int
    te_laat: int
    geld: Geldstand
    volgende_dag: dt.date | None
    is_gesloten: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierOverzicht:
    """Everything the overview tab shows of one dossier."""

    dossier: Dossier
    bestuurder: Bestuurder | None
    woonplek: Woonplek | None
    advies: Advies | None
    voortgang: Voortgang
    stappen: Mapping[int, Stap]
    stap_dagen: Mapping[int, dt.date]
    dagen_te_laat: int
    volgende: VolgendeStap
    bevindingen: Sequence[Bevinding]
    geld: Geldstand
    eerstvolgende: Sequence[Maatregel]
    aantal_maatregelen: int
    laatst: Sequence[tuple[dt.date, Maatregel, Statusovergang]] = field(default=())


@dataclass(frozen=True, slots=True)
class DossierOverzichtService:
    """Reading only."""

    context: Context

    def list_regels(self) -> list[DossierRegel]:
        """All dossiers by code, open ones first."""
        dossiers = DossierService(self.context)
        work, money = self._work(), KostenService(self.context).stand_per_dossier()
        lines = [
            self._line(
                dossier,
                dossiers,
                work.get(dossier.id or 0, Werkstand()),
                money.get(dossier.id or 0, Geldstand()),
            )
            for dossier in dossiers.list_all()
        ]
        return sorted(lines, key=lambda line: (line.is_gesloten, line.code))

    def _work(self) -> dict[int, Werkstand]:
        lines: dict[int, list[maatregel_table.Werkregel]] = defaultdict(list)
        for line in maatregel_table.list_work(self.context.connection):
            lines[line.dossier_id].append(line)
        return {dossier_id: werkstand(rows, self.context.today) for dossier_id, rows in lines.items()}

    def get(self, dossier_id: DossierId) -> DossierOverzicht:
        """Where one dossier stands; NotFound when it is gone."""
        dossiers = DossierService(self.context)
        dossier, stand = dossiers.get(dossier_id), dossiers.stand(dossier_id)
        notes = {stap.nummer: stap for stap in dossiers.list_stappen(dossier_id)}
        days = step_days(
            dossier,
            stand,
            notes,
            werkstand(
                [
                    maatregel_table.Werkregel(
                        dossier_id=dossier_id, status=m.status, status_op=m.status_op, dag=m.uiterste_dag
                    )
                    for m in stand.maatregelen
                ],
                self.context.today,
            ),
        )
        where = progress(days)
        today = self.context.today
        live = sorted(
            (m for m in stand.maatregelen if m.uiterste_dag), key=lambda m: m.uiterste_dag or dt.date.max
        )
        return DossierOverzicht(
            dossier=dossier,
            bestuurder=stand.bestuurder,
            woonplek=stand.woonplek,
            advies=stand.adviezen[0] if stand.adviezen else None,
            voortgang=where,
            stappen=notes,
            stap_dagen=days,
            dagen_te_laat=days_late(where.huidige, notes, stand, today),
            volgende=next_step(dossier, stand, where),
            bevindingen=tuple(dossier_findings(stand)),
            geld=KostenService(self.context).stand_of_dossier(dossier_id),
            eerstvolgende=tuple(live[:LAATSTE]),
            aantal_maatregelen=sum(1 for m in stand.maatregelen if m.is_open or m.status in OPGELEVERD),
            laatst=self._latest(dossier_id, stand.maatregelen),
        )

    def _line(
        self, dossier: Dossier, dossiers: DossierService, werk: Werkstand, geld: Geldstand
    ) -> DossierRegel:
        dossier_id = DossierId(dossier.id or 0)
        stand = dossiers.stand(dossier_id, has_maatregelen=False)
        notes = {stap.nummer: stap for stap in dossiers.list_stappen(dossier_id)}
        person = stand.bestuurder
        return DossierRegel(
            id=dossier_id,
            code=dossier.code,
            soort=dossier.soort,
            naam=person.naam if person else dossier.omschrijving,
            ambt=person.ambt.woord if person else dossier.soort.value,
            voortgang=progress(step_days(dossier, stand, notes, werk)),
            maatregelen=werk.aantal,
            open=werk.open,
            te_laat=werk.te_laat,
            geld=geld,
            volgende_dag=werk.volgende_dag,
            is_gesloten=dossier.gesloten_op is not None,
        )

    def _latest(
        self, dossier_id: DossierId, measures: Sequence[Maatregel]
    ) -> tuple[tuple[dt.date, Maatregel, Statusovergang], ...]:
        by_id = {m.id: m for m in measures}
        lines = records.list_where(
            self.context.connection,
            Statusovergang,
            "dossier_id = ? AND van IS NOT NULL",
            (dossier_id,),
            order="id DESC",
        )
        return tuple(
            (line.op, by_id[line.maatregel_id], line)
            for line in lines[:LAATSTE]
            if line.maatregel_id in by_id
        )
