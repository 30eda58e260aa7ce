"""The history of the example: planned for every dossier, then lived through action by action."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.advies import AdviesId, Domein
from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw, including_btw
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import (
    OPEN,
    Betaler,
    Grondslag,
    Maatregel,
    MaatregelId,
    Prioriteit,
    Status,
    Toestemming,
)
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Eigendom, PkvwSoort, Woonplek
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.services.overgangen import Gegevens, OvergangService
from veiligheidsadvies.services.voorbeeld.aanvragen import Aanvraagverhaal, asked
from veiligheidsadvies.services.voorbeeld.bestellingen import Opdrachtplan, ordered
from veiligheidsadvies.services.voorbeeld.contracten import plan_contracten
from veiligheidsadvies.services.voorbeeld.opdrachten import Bestelverhaal
from veiligheidsadvies.services.voorbeeld.personen import Dossierplan, advies_van
from veiligheidsadvies.services.voorbeeld.tekenaar import Tekenaar
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn
from veiligheidsadvies.services.voorbeeld.werk import (
    BY_ORDER,
    BY_REQUEST,
    Werkregel,
    fields_for,
    read_work,
    reason_for,
)

_JAARLIJKS = 12
_BZK = 4_000_00
_FACTUUR_NA, _BETALING_NA = 4, 24
_TWEEDE_JAAR_NA = 200
"""Days since a yearly line was done, after which its second year was billed as well."""
_DUURDER = ("GED-03", "W-10")
_CREDIT = ("GED-07", "W-12")


@dataclass(slots=True)
class Verhaal:
    """Plans every event on the timeline; nothing is written before the timeline runs."""

    services: Services
    tijd: Tijdlijn
    tekenaar: Tekenaar
    dossiers: dict[str, DossierId] = field(default_factory=dict)
    _adviezen: dict[str, int] = field(default_factory=dict)
    maatregelen: dict[tuple[str, str], int] = field(default_factory=dict)
    _catalogus: dict[str, Catalogusmaatregel] = field(default_factory=dict)
    opdrachten: dict[Opdrachtplan, OpdrachtId] = field(default_factory=dict)
    aanvragen: list[AanvraagId] = field(default_factory=list)
    _besteld: frozenset[tuple[str, str]] = field(default_factory=ordered)
    _gevraagd: frozenset[tuple[str, str]] = field(default_factory=asked)
    _orders: int = 0

    def plan(self, plannen: list[Dossierplan]) -> None:
        """Put the whole story on the timeline."""
        self._catalogus = {line.code: line for line in self.services.catalogus.list_all()}
        work = {code: list(lines) for code, lines in groupby(read_work(), key=lambda line: line.dossier)}
        year = self.tijd.vandaag.year
        self.tijd.plan(598, lambda: self._budget(year - 1, 46_000, extra=0))
        self.tijd.plan(70, lambda: self._budget(year, 52_000, extra=4_000))
        for plan in plannen:
            self._plan_dossier(plan)
            self._plan_work(plan, work[plan.code])
        self.tijd.plan(68, self._move_house)
        self.tijd.plan(120, self._certificate)
        bestelverhaal = Bestelverhaal(
            self.services, self.tijd, self.tekenaar, self.dossiers, self.maatregelen
        )
        bestelverhaal.plan()
        plan_contracten(self.services, self.tijd, self.dossiers, self.maatregelen)
        self.opdrachten = bestelverhaal.gegeven
        aanvraagverhaal = Aanvraagverhaal(self.services, self.tijd, self.dossiers, self.maatregelen)
        aanvraagverhaal.plan()
        self.aanvragen = aanvraagverhaal.aanvragen

    def _budget(self, year: int, euros: int, *, extra: int) -> None:
        budget = Begroting(
            jaar=year,
            bedrag=Bedrag(euros * 100),
            extra=Bedrag(extra * 100),
            bzk_bijdrage=Bedrag(_BZK),
            toelichting="Extra voor twee nieuwe bestuurders." if extra else "",
        )
        self.services.kosten.save_begroting(budget)

    # --- the dossier itself

    def _plan_dossier(self, plan: Dossierplan) -> None:
        self.tijd.plan(plan.begin, lambda: self._create(plan))
        if plan.woonplek is not None:
            self.tijd.plan(plan.begin - 1, lambda: self._settle_home(plan))
        for place in plan.werklocaties:
            self.tijd.plan(plan.begin - 2, partial(self._save_place, plan, place))
        days = plan.advies
        if days is not None:
            self.tijd.plan(days.ccv, lambda: self._receive_advice(plan))
            if days.bva is not None:
                self.tijd.plan(days.bva, lambda: self._adopt_advice(plan))
            self.tijd.plan(days.gedeeld, lambda: self._share_advice(plan))
        for number, done, due, who in plan.stappen:
            note = Stap(
                nummer=number,
                gereed_op=None if done is None else self.tijd.geleden(done),
                termijn=None if due is None else self.tijd.over(due),
                door=who,
            )
            self.tijd.plan(done or 5, partial(self._note_step, plan, note))

    def _create(self, plan: Dossierplan) -> None:
        dossier = replace(plan.dossier, aangemeld_op=self.services.today)
        made = self.services.dossiers.create(dossier, plan.bestuurder)
        self.dossiers[plan.code] = DossierId(made.row_id or 0)

    def _settle_home(self, plan: Dossierplan) -> None:
        if plan.woonplek is not None:
            home = replace(plan.woonplek, dossier_id=self.dossiers[plan.code])
            self.services.dossiers.save_woonplek(home)

    def _save_place(self, plan: Dossierplan, place: Werklocatie) -> None:
        self.services.dossiers.save_werklocatie(replace(place, dossier_id=self.dossiers[plan.code]))

    def _receive_advice(self, plan: Dossierplan) -> None:
        today = self.services.today
        if plan.advies is None:
            return
        asked, seen = self.tijd.geleden(plan.advies.ccv + 60), self.tijd.geleden(plan.advies.ccv + 20)
        advies = replace(
            advies_van(plan),
            dossier_id=self.dossiers[plan.code],
            aangevraagd_op=asked,
            intake_op=self.tijd.geleden(plan.advies.ccv + 35),
            schouw_op=seen,
            ccv_datum=today,
        )
        self._adviezen[plan.code] = self.services.dossiers.save_advies(advies).row_id or 0

    def _adopt_advice(self, plan: Dossierplan) -> None:
        advies = self.services.dossiers.list_adviezen(self.dossiers[plan.code])[0]
        self.services.dossiers.save_advies(replace(advies, bva_datum=self.services.today))

    def _share_advice(self, plan: Dossierplan) -> None:
        advies = self.services.dossiers.list_adviezen(self.dossiers[plan.code])[0]
        shared = replace(
            advies, gedeeld_op=self.services.today, instemming="Mondeling, na het intakegesprek."
        )
        self.services.dossiers.save_advies(shared)

    def _note_step(self, plan: Dossierplan, note: Stap) -> None:
        self.services.dossiers.save_stap(replace(note, dossier_id=self.dossiers[plan.code]))

    def _move_house(self) -> None:
        dossier_id = self.dossiers["GED-01"]
        old = self.services.dossiers.list_woonplekken(dossier_id)[0]
        new = Woonplek(
            adres="Pijlkruidhof 5",
            postcode="0000 AA",
            plaats="Veenhaven",
            eigendom=Eigendom.EIGENAAR,
            pkvw_soort=PkvwSoort.ONBEKEND,
        )
        self.services.dossiers.move_house(old, new, last_day=self.services.today)

    def _certificate(self) -> None:
        """The certificate of GED-03 comes after the locks were changed."""
        home = self.services.dossiers.list_woonplekken(self.dossiers["GED-03"])[0]
        certified = replace(
            home,
            pkvw_soort=PkvwSoort.CERTIFICAAT,
            pkvw_nummer="PK-0331",
            pkvw_afgifte=self.services.today,
        )
        self.services.dossiers.save_woonplek(certified)

    # --- its measures

    def _plan_work(self, plan: Dossierplan, lines: list[Werkregel]) -> None:
        self.tijd.plan(plan.plan, lambda: self._enter(plan, lines))
        together = plan.plan - 2
        at_once = []
        for line in lines:
            path = line.path(self._catalogus[line.code])
            begin, rest = float(plan.plan), path
            if path[:1] == (Status.IN_PLAN,) and line.status is not Status.IN_PLAN:
                at_once.append(line)
                begin, rest = float(together), path[1:]
            for place, status in enumerate(rest, 1):
                if status in BY_ORDER and (line.dossier, line.code) in self._besteld:
                    break
                if status in BY_REQUEST and (line.dossier, line.code) in self._gevraagd:
                    break
                day = begin - (begin - line.sinds) * place / len(rest)
                self._plan_step(line, status, day)
        if at_once:
            self.tijd.plan(together, lambda: self._put_in_plan(at_once))

    def _plan_step(self, line: Werkregel, status: Status, day: float) -> None:
        self.tijd.plan(day, lambda: self._step(line, status))
        employer_pays = self._catalogus[line.code].betaler is Betaler.ORGANISATIE and line.prijs
        if status is not Status.UITGEVOERD or not employer_pays or day < 1:
            return
        billed = max(day - _FACTUUR_NA, 1.0)
        self.tijd.plan(billed, lambda: self._pay(line, SoortKosten.FACTUUR))
        if day >= _BETALING_NA:
            self.tijd.plan(day - _BETALING_NA, lambda: self._pay(line, SoortKosten.BETALING))
        if (line.dossier, line.code) == _CREDIT:
            self.tijd.plan(day - _BETALING_NA - 6, lambda: self._pay(line, SoortKosten.CREDIT))
        if line.status is Status.IN_BEHEER and self._is_yearly(line) and day > _TWEEDE_JAAR_NA:
            self.tijd.plan(40, lambda: self._pay(line, SoortKosten.FACTUUR))

    def _enter(self, plan: Dossierplan, lines: list[Werkregel]) -> None:
        """All measures of the advice as one action, then what each is thought to cost."""
        items: list[tuple[Maatregel, Bedrag | None]] = [(self._maatregel(plan, line), None) for line in lines]
        self.services.maatregelen.save_many(items, description=f"{len(items)} maatregelen toegevoegd")
        for maatregel in self.services.dossiers.list_maatregelen(self.dossiers[plan.code]):
            self.maatregelen[plan.code, maatregel.catalogus_code] = maatregel.id or 0
        for line in lines:
            if line.prijs:
                ex = excluding_btw(Bedrag(line.prijs * 100), self._catalogus[line.code].btw)
                self._spend(line, SoortKosten.RAMING, ex)

    def _maatregel(self, plan: Dossierplan, line: Werkregel) -> Maatregel:
        known = self._catalogus[line.code]
        dossier_id = self.dossiers[plan.code]
        is_rented = plan.woonplek is not None and plan.woonplek.eigendom is Eigendom.HUURDER
        asks_consent = is_rented and known.domein is Domein.WONEN and known.betaler is Betaler.ORGANISATIE
        is_open = line.status in OPEN
        due = self.tijd.over(line.dag) if is_open and line.dag is not None else None
        own = known.betaler is Betaler.ORGANISATIE and not line.prijs
        advies_id = self._adviezen.get(plan.code)
        return replace(
            self.services.maatregelen.from_catalogus(known, dossier_id),
            advies_id=AdviesId(advies_id) if advies_id else None,
            advies_ref=line.advies_ref,
            titel=line.titel,
            termijn=due if is_open else self.tijd.geleden(line.sinds),
            verantwoordelijke=_responsible(known),
            leverancier="" if own else line.leverancier,
            eigen_uitvoering=own and known.grondslag is not Grondslag.GEEN_KOSTEN,
            prioriteit=Prioriteit.HOOG if line.code in {"W-18", "W-27", "V-09"} else Prioriteit.NORMAAL,
            toestemming=Toestemming.VERKREGEN if asks_consent else Toestemming.NIET_NODIG,
            toestemming_op=self.services.today if asks_consent else None,
        )

    def _is_yearly(self, line: Werkregel) -> bool:
        known = self._catalogus[line.code]
        return known.terugkerend and (known.interval_maanden or 0) <= _JAARLIJKS

    def _put_in_plan(self, lines: list[Werkregel]) -> None:
        ids = [self.maatregelen[line.dossier, line.code] for line in lines]
        self.services.overgangen.apply(ids, Status.IN_PLAN, Gegevens())

    def _step(self, line: Werkregel, status: Status) -> None:
        row_id = self.maatregelen[line.dossier, line.code]
        if status is Status.OPDRACHT_GEGEVEN:
            self._orders += 1
        today = self.services.today
        due = None if line.dag is None else self.tijd.over(line.dag)
        number = self._orders if status is Status.OPDRACHT_GEGEVEN else row_id
        given = Gegevens(velden=fields_for(status, today, due, number), reden=reason_for(status))
        if status in {Status.OFFERTE_ONTVANGEN, Status.OPDRACHT_GEGEVEN} and line.prijs:
            known = self._catalogus[line.code]
            given = replace(given, ex=line.offered(known), btw=known.btw)
        if status is Status.AFGEWEKEN:
            given = replace(given, akkoord_id=self._approve(row_id, status, given.reden))
        OvergangService(self.services.context, is_van_elders=True).apply([row_id], status, given)

    def _approve(self, row_id: int, status: Status, reason: str) -> AkkoordId:
        proposal = self.services.overgangen.propose([row_id], status, reason)
        return self.tekenaar.approve(self.services, proposal)

    # --- its money

    def _pay(self, line: Werkregel, kind: SoortKosten) -> None:
        ex = line.offered(self._catalogus[line.code])
        if (line.dossier, line.code) == _DUURDER:
            ex = Bedrag(ex.cents + 37_19)
        if kind is SoortKosten.CREDIT:
            ex = Bedrag(60_00)
        self._spend(line, kind, ex)

    def _spend(self, line: Werkregel, kind: SoortKosten, ex: Bedrag) -> None:
        """One cost line of today; an estimate counts in the year of the work, at the latest this year."""
        known, today = self._catalogus[line.code], self.services.today
        is_estimate = kind is SoortKosten.RAMING
        year = self.tijd.vandaag.year if line.status in OPEN else self.tijd.geleden(line.sinds).year
        row_id = self.maatregelen[line.dossier, line.code]
        letters = {SoortKosten.FACTUUR: "F", SoortKosten.BETALING: "B", SoortKosten.CREDIT: "C"}
        mark = letters.get(kind)
        self.services.kosten.save(
            Kostenregel(
                maatregel_id=MaatregelId(row_id),
                dossier_id=self.dossiers[line.dossier],
                soort=kind,
                ex=ex,
                btw=known.btw,
                incl=including_btw(ex, known.btw),
                datum=today,
                boekjaar=year if is_estimate else today.year,
                per_jaar=is_estimate and self._is_yearly(line),
                fiscale_categorie=fiscal_category(known.grondslag, known.betaler),
                kenmerk=f"{mark}{today:%y%m}-{row_id:03d}" if mark else "",
            )
        )


def _responsible(line: Catalogusmaatregel) -> str:
    if line.betaler is Betaler.BESTUURDER:
        return "bestuurder"
    if line.betaler is Betaler.STELSEL:
        return "politie"
    if line.code in {"K-06", "K-07"}:
        return "bestuurssecretariaat"
    return "CISO" if line.domein is Domein.INFORMATIE else "S&S-manager"
