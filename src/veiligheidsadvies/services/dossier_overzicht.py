"""What one looks at first: the list of dossiers, and where one dossier stands and what its next step is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.maatregel import OPEN, Maatregel, Status
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.regels import Dossierstand, dossier_findings
from veiligheidsadvies.domain.stap import STAPPEN, Stap, Voortgang, progress
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.kosten import Geldstand, KostenService
from veiligheidsadvies.storage import maatregel_table, records
from veiligheidsadvies.text.formats import date_words

LAATSTE = 6
PLAN_STAP = 8
PKVW_STAP = 10
HERIJKING_STAP = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkstand:
    """How far the measures of a dossier are: their statuses, and the first and last day one changed."""

    alle: frozenset[Status] = frozenset()
    eerste: dt.date | None = None
    laatste: dt.date | None = None
    aantal: int = 0
    open: int = 0
    te_laat: int = 0
    volgende_dag: dt.date | None = None


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
class VolgendeStap:
    """What to do now: a step number, one sentence why, and the kind of action (`doel`) its button starts.

    `doel`: pkvw, advies, gedeeld, maatregelen, akkoord_plan, offertes, opdracht, uitvoering, oplevering,
    herijking, stap, bestuurder or woonplek.
    """

    nummer: int
    titel: str
    uitleg: str
    knop: str
    doel: str


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


_NEXT: dict[int, tuple[str, str, str, str]] = {
    1: (
        "Vraag of de bestuurder een advies wil",
        "Leg vast wanneer u het vroeg en wat het antwoord was.",
        "Vastleggen…",
        "stap",
    ),
    2: (
        "Laat de bestuurder een gesprek aanvragen",
        "De bestuurder vraagt het gesprek met het CCV zelf aan.",
        "Datum invoeren…",
        "advies",
    ),
    3: (
        "Wacht op het intakegesprek",
        "Het CCV belt de bestuurder. Nieuwe dreigingen komen hier op tafel.",
        "Datum invoeren…",
        "advies",
    ),
    4: (
        "Wacht op de schouw van de woning",
        "Het CCV bekijkt de woning, ook voor het Politiekeurmerk.",
        "Datum invoeren…",
        "advies",
    ),
    5: (
        "Wacht op het advies van het CCV",
        "Voer de datum en het kenmerk in als het advies er is.",
        "Advies invoeren…",
        "advies",
    ),
    6: (
        "Vraag na of de BVA het advies heeft vastgesteld",
        "Zonder vaststelling is het advies een concept en mag u niets bestellen.",
        "Datum invoeren…",
        "advies",
    ),
    7: (
        "Vraag de bestuurder het advies te delen",
        "De maatregelen zijn genoeg; de dreiging hoeft u niet te hebben.",
        "Vastleggen…",
        "gedeeld",
    ),
    8: (
        "Neem de maatregelen over in het plan",
        "Kies per maatregel de grondslag, wie betaalt en wie ervoor zorgt.",
        "Naar de maatregelen",
        "maatregelen",
    ),
    9: (
        "Vraag akkoord op het plan",
        "Druk de vertrouwelijke samenvatting af en leg het besluit vast.",
        "Akkoord vastleggen…",
        "akkoord_plan",
    ),
    10: (
        "Vraag het PKVW-certificaat op",
        "De bestuurder regelt en betaalt de keuring zelf. Zonder geldig certificaat mag u de andere "
        "woningmaatregelen niet bestellen.",
        "Certificaat invoeren…",
        "pkvw",
    ),
    11: (
        "Vraag offertes aan",
        "Vraag alleen wat de leverancier moet weten.",
        "Naar de maatregelen",
        "offertes",
    ),
    12: (
        "Geef de opdrachten",
        "Elke opdracht vraagt een geldige poort en een tweede persoon.",
        "Naar de maatregelen",
        "opdracht",
    ),
    13: (
        "Laat het werk uitvoeren",
        "Spreek de dag af met het thuisfront.",
        "Naar de maatregelen",
        "uitvoering",
    ),
    14: (
        "Leg de opleveringen vast",
        "Vraag het certificaat en loop de restpunten na.",
        "Naar de maatregelen",
        "oplevering",
    ),
    15: ("Controleer de facturen", "Vergelijk elke factuur met de opdracht.", "Naar de kosten", "kosten"),
    16: ("Houd de maatregelen in beheer", "Plan test en onderhoud.", "Naar de maatregelen", "maatregelen"),
    17: (
        "Plan de herijking",
        "Eén keer per jaar, en eerder bij een verhuizing of incident.",
        "Herijking plannen…",
        "herijking",
    ),
    18: (
        "Verwerk de rode draden",
        "Wat dit advies met andere gemeen heeft, hoort in het plan van aanpak.",
        "Vastleggen…",
        "stap",
    ),
    19: (
        "Wikkel het einde van het ambt af",
        "Besluit per maatregel of hij blijft, wordt overgenomen of teruggaat.",
        "Naar de maatregelen",
        "maatregelen",
    ),
    20: ("Sluit het dossier", "Leg de bewaartermijn vast.", "Vastleggen…", "stap"),
}
_ORDERED = {
    Status.OPDRACHT_GEGEVEN,
    Status.INGEPLAND,
    Status.UITGEVOERD,
    Status.OPGELEVERD,
    Status.IN_BEHEER,
    Status.AFGEWIKKELD,
    Status.TOEGEPAST,
    Status.BESPROKEN,
}
_DONE_WORK = {Status.UITGEVOERD, Status.OPGELEVERD, Status.IN_BEHEER, Status.AFGEWIKKELD, Status.TOEGEPAST}
_DELIVERED = _DONE_WORK - {Status.UITGEVOERD}


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
        return {dossier_id: _werkstand(rows, self.context.today) for dossier_id, rows in lines.items()}

    def get(self, dossier_id: DossierId) -> DossierOverzicht:
        """Where one dossier stands; NotFound when it is gone."""
        dossiers = DossierService(self.context)
        dossier, stand = dossiers.get(dossier_id), dossiers.stand(dossier_id)
        notes = {stap.nummer: stap for stap in dossiers.list_stappen(dossier_id)}
        days = step_days(
            dossier,
            stand,
            notes,
            _werkstand(
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
            dagen_te_laat=_step_late(where.huidige, notes, stand, today),
            volgende=next_step(dossier, stand, where),
            bevindingen=tuple(dossier_findings(stand)),
            geld=KostenService(self.context).stand_of_dossier(dossier_id),
            eerstvolgende=tuple(live[:LAATSTE]),
            aantal_maatregelen=sum(1 for m in stand.maatregelen if m.is_open or m.status in _DELIVERED),
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


def _werkstand(lines: Sequence[maatregel_table.Werkregel], today: dt.date) -> Werkstand:
    live = [line for line in lines if line.status in OPEN or line.status in _DELIVERED]
    moved = [line.status_op for line in lines if line.status_op]
    started = [line.status_op for line in lines if line.status_op and line.status is not Status.GEADVISEERD]
    return Werkstand(
        alle=frozenset(line.status for line in lines),
        eerste=min(started, default=None),
        laatste=max(moved, default=None),
        aantal=len(live),
        open=sum(1 for line in live if line.status in OPEN),
        te_laat=sum(1 for line in live if line.dag and line.dag < today),
        volgende_dag=min((line.dag for line in live if line.dag), default=None),
    )


def step_days(
    dossier: Dossier, stand: Dossierstand, notes: Mapping[int, Stap], werk: Werkstand
) -> dict[int, dt.date]:
    """Steps that are done and when: what the records prove, and what the manager noted."""
    advies = stand.adviezen[0] if stand.adviezen else None
    home = stand.woonplek
    found: dict[int, dt.date | None] = {1: dossier.aangemeld_op, 20: dossier.gesloten_op}
    if advies is not None:
        known = advies.ccv_datum
        found |= {
            2: advies.aangevraagd_op or known,
            3: advies.intake_op or known,
            4: advies.schouw_op or known,
            5: known,
            6: advies.bva_datum,
            7: advies.gedeeld_op,
        }
        found[1] = found[1] or found[2]
    if home is not None and stand.has_pkvw:
        found[PKVW_STAP] = home.pkvw_afgifte
    found |= _work_days(werk)
    found |= {number: stap.gereed_op for number, stap in notes.items() if stap.gereed_op is not None}
    return {number: day for number, day in found.items() if day is not None}


def _work_days(werk: Werkstand) -> dict[int, dt.date | None]:
    found: dict[int, dt.date | None] = {}
    if werk.alle and Status.GEADVISEERD not in werk.alle:
        found[PLAN_STAP] = werk.eerste
    live = {status for status in werk.alle if status in OPEN or status in _DELIVERED}
    for steps, reached in (((11, 12), _ORDERED), ((13,), _DONE_WORK), ((14,), _DELIVERED)):
        if live and live <= reached:
            found |= dict.fromkeys(steps, werk.laatste)
    return found


def next_step(dossier: Dossier, stand: Dossierstand, where: Voortgang) -> VolgendeStap:
    """The one thing to do now; a dossier without measures of a bestuurder follows the twenty steps."""
    number = where.huidige
    if dossier.soort is SoortDossier.BESTUURDER and stand.woonplek is None and number >= PLAN_STAP:
        return VolgendeStap(
            nummer=number,
            titel="Voer de woonplek in",
            doel="woonplek",
            knop="Woonplek invoeren…",
            uitleg="De Regeling geldt voor de woonplek; zonder woonplek kan er niets worden besteld.",
        )
    if dossier.soort is not SoortDossier.BESTUURDER:
        return VolgendeStap(
            nummer=number,
            titel="Werk de maatregelen bij",
            doel="maatregelen",
            knop="Naar de maatregelen",
            uitleg="Dit dossier volgt geen advies van het CCV; de maatregelen en hun termijnen tellen.",
        )
    planned = dossier.herijking_op
    if number == HERIJKING_STAP and planned is not None and planned >= stand.dag:
        return VolgendeStap(
            nummer=number,
            titel=f"Herijking op {date_words(planned)}",
            doel="herijking",
            knop="Herijking verzetten…",
            uitleg="Tot die dag vraagt dit dossier niets, behalve bij een verhuizing of incident.",
        )
    title, why, button, target = _NEXT[number]
    return VolgendeStap(nummer=number, titel=title, uitleg=why, knop=button, doel=target)


def _step_late(number: int, notes: Mapping[int, Stap], stand: Dossierstand, today: dt.date) -> int:
    note = notes.get(number)
    due = note.termijn if note else None
    if number == PKVW_STAP and stand.woonplek is not None and stand.woonplek.pkvw_termijn is not None:
        due = stand.woonplek.pkvw_termijn
    return max(0, (today - due).days) if due else 0


def step_name(number: int) -> str:
    """`Stap 10 · PKVW halen`."""
    return f"Stap {number} · {STAPPEN[number - 1].naam}"


def blocking(findings: Sequence[Bevinding]) -> list[Bevinding]:
    """The findings that stand in the way."""
    return [b for b in findings if b.ernst is Ernst.BLOKKEERT]
