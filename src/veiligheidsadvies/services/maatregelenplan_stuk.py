"""Fills the Maatregelenplan from the records of one dossier: only what its reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.advies import Advies, Domein, Gedeeld, SoortAdvies
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import (
    GROEP,
    Betaler,
    Grondslag,
    Maatregel,
    MaatregelId,
    Status,
    Statusgroep,
)
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.regels import Dossierstand
from veiligheidsadvies.printing.snapshots import (
    Betalerregel,
    Contact,
    Domeinblok,
    Gegeven,
    Handtekening,
    Maatregelenplan,
    Maatregelregel,
    Standgroep,
    total,
)
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.services.maatregelenplan_vragen import asks, open_points
from veiligheidsadvies.services.stuk_blad import ONBEKENDE_BETALER, Bladgegevens, betaler_woord, nbsp
from veiligheidsadvies.services.stuk_geld import Bekend, kinds_word, known_amounts
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.text.formats import date_words

_PLAN_AKKOORD = 9
_ORDER = (*Betaler, ONBEKENDE_BETALER)
_GROEP = {
    Statusgroep.WACHT: Standgroep.WACHT,
    Statusgroep.LOOPT: Standgroep.LOOPT,
    Statusgroep.GEREED: Standgroep.GEREED,
    Statusgroep.VERVALLEN: Standgroep.VERVALLEN,
}
_DAY_OF = {
    Status.INGEPLAND: "gepland_op",
    Status.UITGEVOERD: "uitgevoerd_op",
    Status.OPGELEVERD: "opgeleverd_op",
    Status.IN_BEHEER: "volgende_op",
    Status.AFGEWIKKELD: "afgewikkeld_op",
    Status.BESPROKEN: "besproken_op",
    Status.TOEGEPAST: "toegepast_op",
    Status.DOOR_STELSEL_OVERGENOMEN: "overgenomen_op",
}
_BLAD = {
    Domein.WONEN: "Alleen dit blad gaat mee naar de woning. "
    "Zet een kruis als het werk af is en de bewoner uitleg kreeg.",
    Domein.WERK: "Alleen dit blad gaat mee naar de werkplek. "
    "Zet een kruis als het werk af is en is uitgelegd.",
    Domein.VERPLAATSEN: "Zet een kruis als de afspraak is gemaakt of het werk af is.",
    Domein.INFORMATIE: "Zet een kruis als het is ingesteld en samen is nagelopen.",
}
_ADVIES = {
    SoortAdvies.OP_MAAT: "Advies CCV",
    SoortAdvies.HERIJKING: "Herijking CCV",
    SoortAdvies.MAATREGELENLIJST: "Maatregelenlijst",
    SoortAdvies.EIGEN_INVENTARISATIE: "Eigen inventarisatie",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planstof:
    """What a paper of a dossier is made of, read once; `bekend` holds the amounts of each measure."""

    dossier: Dossier
    organisatie: Organisatie
    stand: Dossierstand
    regels: dict[MaatregelId | None, list[Kostenregel]]
    bekend: dict[MaatregelId | None, Bekend]
    akkoord: str

    @property
    def jaar(self) -> int:
        """The year of the plan: that of the day on which it is made."""
        return self.stand.dag.year

    @property
    def tot_jaar(self) -> int:
        """The last year in which something of the plan is paid once."""
        years = [year for known in self.bekend.values() for year, money in known.later if money.incl]
        return max(years, default=self.jaar)

    def of_domain(self, domein: Domein) -> list[Maatregel]:
        """The measures of one domain."""
        return [m for m in self.stand.maatregelen if m.domein is domein]


def gather(context: Context, dossier_id: DossierId) -> Planstof:
    """Read what a plan or summary needs; NotFound when dossier or organisation is absent."""
    dossiers = DossierService(context)
    stand = dossiers.stand(dossier_id)
    lines: dict[MaatregelId | None, list[Kostenregel]] = {}
    for line in KostenService(context).list_of_dossier(dossier_id):
        lines.setdefault(line.maatregel_id, []).append(line)
    year = stand.dag.year
    return Planstof(
        dossier=dossiers.get(dossier_id),
        organisatie=Bladgegevens(context).organisatie(),
        stand=stand,
        regels=lines,
        bekend={m.id: known_amounts(m, lines.get(m.id, []), year) for m in stand.maatregelen},
        akkoord=_agreed(dossiers, dossier_id, stand),
    )


def maatregelenplan(context: Context, dossier_id: DossierId, ontvanger: Ontvanger) -> Maatregelenplan:
    """The plan as this reader may see it, without number and log head.

    Raises InvalidInput for a missing reader, NotFound for a missing dossier or organisation.
    """
    stof = gather(context, dossier_id)
    is_own = ontvanger.is_eigen
    blokken = tuple(_domain(stof, domein, is_own=is_own) for domein in Domein)
    return Maatregelenplan(
        blad=Bladgegevens(context).blad("Maatregelenplan", dossier_id, ontvanger),
        inleiding=_introduction(stof, is_own=is_own),
        vragen_kop="Wat vragen wij van u?" if is_own else "Wat vragen wij van de bestuurder?",
        vragen=asks(stof.stand, is_own=is_own),
        jaar=stof.jaar,
        tot_jaar=stof.tot_jaar,
        domeinen=blokken,
        kosten=_costs(stof, blokken, is_own=is_own),
        bedragen=kinds_word(stof.bekend.values()),
        in_jaar=total(blok.in_jaar for blok in blokken),
        per_jaar=total(blok.per_jaar for blok in blokken),
        grondslagen=tuple(_facts(stof, is_own=is_own)),
        contacten=_contacts(stof.organisatie),
        open_punten=tuple(open_points(stof.stand, stof.regels)),
    )


def _agreed(dossiers: DossierService, dossier_id: DossierId, stand: Dossierstand) -> str:
    """Who agreed with the plan, from the step itself or else from the measures."""
    for stap in dossiers.list_stappen(dossier_id):
        if stap.nummer == _PLAN_AKKOORD and stap.gereed_op:
            return ", ".join(part for part in (stap.door.strip(), date_words(stap.gereed_op)) if part)
    agreed = [(m.akkoord_op, m.akkoord_door.strip()) for m in stand.maatregelen if m.akkoord_op]
    if not agreed:
        return ""
    day, who = max(agreed)
    return ", ".join(part for part in (who, date_words(day)) if part)


def _introduction(stof: Planstof, *, is_own: bool) -> str:
    area = stof.organisatie.termen.gebied
    article = "Het" if area == "waterschap" else "De"
    if stof.stand.bestuurder is None:
        return (
            "Dit plan laat zien welke maatregelen er zijn, wie ze betaalt en wanneer ze klaar zijn. "
            f"{article} {area} regelt en betaalt ze."
        )
    whose, home = ("er voor u wordt", "uw woning") if is_own else ("er wordt", "de woning")
    return (
        f"Dit plan laat zien wat {whose} geregeld, wie het betaalt en wanneer het klaar is. "
        f"{article} {area} regelt en betaalt alles, behalve het Politiekeurmerk van {home}."
    )


def _domain(stof: Planstof, domein: Domein, *, is_own: bool) -> Domeinblok:
    measures = stof.of_domain(domein)
    rows = tuple(_row(m, stof) for m in measures)
    return Domeinblok(
        domein=domein.value,
        naam=domein.value.capitalize(),
        inleiding=_BLAD[domein],
        maatregelen=rows,
        in_jaar=total(row.in_jaar for row in rows),
        per_jaar=total(row.per_jaar for row in rows),
        betalers=_payers(measures, rows, stof.organisatie),
        handtekeningen=_signatures(stof, is_own=is_own),
    )


def _row(maatregel: Maatregel, stof: Planstof) -> Maatregelregel:
    today = stof.stand.dag
    is_late = maatregel.days_late(today) > 0
    group = GROEP[maatregel.status]
    known = stof.bekend[maatregel.id]
    return Maatregelregel(
        titel=maatregel.titel,
        code=maatregel.catalogus_code,
        norm=maatregel.norm,
        advies_ref=maatregel.advies_ref,
        tekst=maatregel.tekst.strip(),
        betaler=_payer(maatregel),
        betaler_woord=betaler_woord(maatregel.betaler, stof.organisatie),
        verantwoordelijke=maatregel.verantwoordelijke,
        stand="te laat" if is_late else maatregel.status.woord,
        groep=Standgroep.TE_LAAT if is_late else _GROEP[group],
        datum=maatregel.uiterste_dag if is_late else _day(maatregel),
        datum_soort="termijn" if is_late else "volgende" if maatregel.status is Status.IN_BEHEER else "",
        in_jaar=known.eenmalig,
        per_jaar=known.per_jaar,
        is_af=group is Statusgroep.GEREED,
    )


def _day(maatregel: Maatregel) -> dt.date | None:
    day: dt.date | None = getattr(maatregel, _DAY_OF.get(maatregel.status, "termijn"))
    return day if day is not None or not maatregel.is_open else maatregel.termijn


def _payer(maatregel: Maatregel) -> str:
    return maatregel.betaler.value if maatregel.betaler else ONBEKENDE_BETALER


def _payers(
    measures: Sequence[Maatregel], rows: Sequence[Maatregelregel], organisatie: Organisatie
) -> tuple[Betalerregel, ...]:
    """Who pays what on one domain page, apart for each ground; payers of nothing are left out."""
    found = []
    for payer in _ORDER:
        for ground in (*Grondslag, None):
            mine = [
                (m, row)
                for m, row in zip(measures, rows, strict=True)
                if row.betaler == payer and m.grondslag is ground and (row.in_jaar.incl or row.per_jaar.incl)
            ]
            if mine:
                found.append(
                    Betalerregel(
                        betaler=str(payer),
                        naam=_capital(betaler_woord(mine[0][0].betaler, organisatie)),
                        grondslag=ground.woord if ground else "nog te bepalen",
                        in_jaar=total(row.in_jaar for _, row in mine),
                        per_jaar=total(row.per_jaar for _, row in mine),
                    )
                )
    return tuple(found)


def _costs(stof: Planstof, blokken: Sequence[Domeinblok], *, is_own: bool) -> tuple[Betalerregel, ...]:
    """What each payer bears over all domains; the employer always, at least with nothing."""
    lines = [line for blok in blokken for line in blok.betalers]
    payers = [
        payer
        for payer in _ORDER
        if payer == Betaler.ORGANISATIE or any(line.betaler == payer for line in lines)
    ]
    return tuple(
        Betalerregel(
            betaler=str(payer),
            naam=_payer_name(str(payer), stof, is_own=is_own),
            in_jaar=total(line.in_jaar for line in lines if line.betaler == payer),
            per_jaar=total(line.per_jaar for line in lines if line.betaler == payer),
        )
        for payer in payers
    )


def _payer_name(payer: str, stof: Planstof, *, is_own: bool) -> str:
    if payer == Betaler.ORGANISATIE:
        return f"{_capital(stof.organisatie.termen.gebied)} (werkgever)"
    if payer == Betaler.BESTUURDER:
        whom = "U zelf" if is_own else "Bestuurder"
        paid = {m.grondslag for m in stof.stand.maatregelen if m.betaler is Betaler.BESTUURDER}
        is_pkvw = paid <= {Grondslag.PKVW_EIGEN_REKENING, Grondslag.GEEN_KOSTEN}
        return f"{whom}: Politiekeurmerk, indicatie" if is_pkvw else whom
    if payer == Betaler.STELSEL:
        return "Stelsel bewaken en beveiligen"
    return "Nieuwe werkgever" if payer == Betaler.NIEUWE_WERKGEVER else "Nog te bepalen"


def _signatures(stof: Planstof, *, is_own: bool) -> tuple[Handtekening, ...]:
    """The bestuurder (by name on his own copy, elsewhere with a paraaf and no name) and the manager."""
    person = stof.stand.bestuurder
    manager = Handtekening(
        rol="Safety & Security-manager",
        naam=stof.organisatie.contact_naam,
        verklaring="Besproken en ter plaatse nagelopen.",
    )
    if person is None:
        place = Handtekening(
            rol="Verantwoordelijke ter plaatse", verklaring="Ik heb dit blad gezien en besproken."
        )
        return (place, manager)
    return (
        Handtekening(
            rol="Bestuurder",
            naam=person.naam if is_own else "",
            verklaring="Ik heb dit blad gezien en besproken.",
            teken="handtekening" if is_own else "paraaf",
        ),
        manager,
    )


def _facts(stof: Planstof, *, is_own: bool) -> Iterable[Gegeven]:
    used = {m.advies_id for m in stof.stand.maatregelen}
    chosen = [a for a in stof.stand.adviezen if a.id in used] or list(stof.stand.adviezen[:1])
    for advies in chosen:
        if advies.ccv_datum is not None or advies.bva_datum is not None:
            yield Gegeven(label=_ADVIES[advies.soort], tekst=_advice_words(advies))
    shared = next((a for a in chosen if a.gedeeld_op and a.gedeeld is not Gedeeld.NIET), None)
    if shared is not None and shared.gedeeld_op is not None:
        what = "volledig" if shared.gedeeld is Gedeeld.VOLLEDIG else "alleen de maatregelen"
        whom = "u" if is_own else "de bestuurder"
        yield Gegeven(label="Gedeeld", tekst=f"door {whom} op {date_words(shared.gedeeld_op)}, {what}")
    if stof.akkoord:
        yield Gegeven(label="Akkoord", tekst=stof.akkoord)
    if stof.dossier.herijking_op is not None:
        day = date_words(stof.dossier.herijking_op)
        yield Gegeven(label="Herijking", tekst=f"uiterlijk {day}, en eerder bij verhuizing of een incident")


def _advice_words(advies: Advies) -> str:
    authority = "de beveiligingsautoriteit (BVA) van het ministerie van BZK"
    made = date_words(advies.ccv_datum) if advies.ccv_datum else "zonder datum"
    if advies.soort is SoortAdvies.EIGEN_INVENTARISATIE:
        return made
    if advies.bva_datum is None:
        return f"{made}, nog niet vastgesteld door {authority}: een concept"
    return f"{made}, vastgesteld op {date_words(advies.bva_datum)} door {authority}"


def _contacts(organisatie: Organisatie) -> tuple[Contact, ...]:
    emergency = Contact(telefoon="112", regel="bij direct gevaar, altijd eerst")
    if not organisatie.contact_telefoon.strip():
        return (emergency,)
    who = ", ".join(part for part in (organisatie.contact_naam.strip(), "Safety & Security-manager") if part)
    own = Contact(telefoon=nbsp(organisatie.contact_telefoon), regel=f"{who}, dag en nacht")
    return (own, emergency)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
