"""Fills the Vertrouwelijke samenvatting: the decision and its amount; no name, measure or advice text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from veiligheidsadvies.domain.advies import Advies, Domein, SoortAdvies
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie
from veiligheidsadvies.domain.maatregel import GROEP, Betaler, Maatregel, Statusgroep
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.printing.snapshots import Alinea, Begroting, Domeinkosten, Samenvatting, total
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.services.maatregelenplan_stuk import Planstof, gather
from veiligheidsadvies.services.stuk_blad import Bladgegevens, number_word
from veiligheidsadvies.services.stuk_geld import NIETS, kinds_word
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import kosten_table
from veiligheidsadvies.text.formats import MAANDEN, amount, date_words, fold

_MEESTE_GRONDSLAGEN = 2
_OPENBAAR = {
    SoortOrganisatie.PROVINCIE: "Gedeputeerde of Provinciale Staten",
    SoortOrganisatie.GEMEENTE: "college of gemeenteraad",
    SoortOrganisatie.WATERSCHAP: "dagelijks of algemeen bestuur",
}


def samenvatting(context: Context, dossier_id: DossierId, ontvanger: Ontvanger) -> Samenvatting:
    """The summary for this reader, without number and log head; amounts are the employer's.

    Raises InvalidInput for a missing reader, NotFound for a missing dossier or organisation.
    """
    stof = gather(context, dossier_id)
    rows = tuple(_domain(stof, domein) for domein in Domein if _live(stof, domein))
    once = sum(row.in_jaar for row in rows)
    kinds = kinds_word(stof.bekend[m.id] for m in stof.stand.maatregelen if _is_employers(m))
    whose = "van uw dossier" if ontvanger.is_eigen else f"van dossier {stof.dossier.code}"
    return Samenvatting(
        blad=Bladgegevens(context).blad("Vertrouwelijke samenvatting", dossier_id, ontvanger),
        besluit=f"Ga akkoord met het maatregelenplan {whose}:",
        besluit_noot=f"{kinds.capitalize()} inclusief btw, ten laste van Bedrijfsvoering, in één regel.",
        waarom=(" ".join(_why(stof)),),
        jaar=stof.jaar,
        tot_jaar=stof.tot_jaar,
        domeinen=rows,
        totaal_aantal=sum(row.aantal for row in rows),
        totaal_in_jaar=once,
        totaal_per_jaar=sum(row.per_jaar for row in rows),
        begroting=_budget(context, stof, sum(_of_employer(stof, stof.jaar))),
        weten=tuple(_to_know(stof)),
        beslisser=_decider(stof.organisatie, ontvanger),
    )


def _is_employers(maatregel: Maatregel) -> bool:
    return maatregel.betaler is Betaler.ORGANISATIE


def _of_employer(stof: Planstof, year: int) -> Iterator[int]:
    """Cents incl. btw that the employer pays once in one year, measure by measure."""
    for m in stof.stand.maatregelen:
        known = stof.bekend[m.id]
        if _is_employers(m):
            yield known.dit_jaar if year == stof.jaar else dict(known.later).get(year, NIETS).incl


def _live(stof: Planstof, domein: Domein) -> list[Maatregel]:
    """What the decision is about: not what was dropped, unless it was paid for."""
    return [
        m
        for m in stof.of_domain(domein)
        if GROEP[m.status] is not Statusgroep.VERVALLEN or stof.bekend[m.id].eenmalig.incl
    ]


def _domain(stof: Planstof, domein: Domein) -> Domeinkosten:
    measures = _live(stof, domein)
    paid = [m for m in measures if _is_employers(m)]
    grounds = Counter(m.grondslag.woord for m in paid or measures if m.grondslag)
    return Domeinkosten(
        domein=domein.value,
        naam=domein.value.capitalize(),
        aantal=len(measures),
        in_jaar=total(stof.bekend[m.id].eenmalig for m in paid).incl,
        per_jaar=total(stof.bekend[m.id].per_jaar for m in paid).incl,
        grondslag="; ".join(word for word, _ in grounds.most_common(_MEESTE_GRONDSLAGEN)),
        gereed_in=_ready(measures),
    )


def _ready(measures: list[Maatregel]) -> str:
    """The month in which the last open measure is due; "gereed" when none is open."""
    still = [m for m in measures if m.is_open]
    days = [m.termijn for m in still if m.termijn]
    if not still:
        return "gereed"
    return _month(max(days)) if days else "nog te bepalen"


def _month(day: dt.date) -> str:
    return f"{MAANDEN[day.month - 1]} {day.year}"


def _why(stof: Planstof) -> Iterator[str]:
    used = {m.advies_id for m in stof.stand.maatregelen}
    advies = next((a for a in stof.stand.adviezen if a.id in used), None)
    advies = advies or (stof.stand.adviezen[0] if stof.stand.adviezen else None)
    if advies is None:
        yield "Er is nog geen advies van het CCV; deze maatregelen komen voort uit de zorg als werkgever."
    else:
        yield from _advice(advies)
    yield "De werkgever neemt geadviseerde maatregelen altijd over."
    last = [m.termijn for m in stof.stand.maatregelen if m.is_open and m.termijn]
    if last and max(last) >= stof.stand.dag:
        yield f"Na uw akkoord vragen wij offertes aan; het werk kan dan in {_month(max(last))} klaar zijn."


def _advice(advies: Advies) -> Iterator[str]:
    if advies.soort is SoortAdvies.EIGEN_INVENTARISATIE:
        yield "De risico’s zijn door de organisatie zelf geïnventariseerd."
        return
    if advies.ccv_datum is not None:
        kind = "een herijking" if advies.soort is SoortAdvies.HERIJKING else "een advies op maat"
        yield f"Het CCV bracht op {date_words(advies.ccv_datum)} {kind} uit."
    if advies.bva_datum is not None:
        yield f"De BVA van het ministerie van BZK stelde het op {date_words(advies.bva_datum)} vast."
    else:
        yield "De BVA van het ministerie van BZK heeft het nog niet vastgesteld."


def _budget(context: Context, stof: Planstof, decision: int) -> Begroting | None:
    """Whether the year bears it; what this dossier committed is part of the decision, not of the rest."""
    budget = KostenService(context).find_begroting(stof.jaar)
    if budget is None:
        return None
    money = kosten_table.geldstand(context.connection, jaar=stof.jaar, behalve=stof.dossier.id)
    committed = money.verplicht.cents + money.gefactureerd.cents
    return Begroting(
        jaar=stof.jaar,
        totaal=budget.totaal.cents,
        vastgelegd=committed,
        dit_besluit=decision,
        vrij=budget.totaal.cents - committed - decision,
    )


def _to_know(stof: Planstof) -> Iterator[Alinea]:
    for year in range(stof.jaar + 1, stof.tot_jaar + 1):
        if cents := sum(_of_employer(stof, year)):
            when = f"in {year}, ten laste van de begroting van dat jaar"
            text = f"Van dit bedrag valt {amount(Bedrag(cents))} {when}."
            yield Alinea(kop="Volgend jaar." if year == stof.jaar + 1 else "Later.", tekst=text)
    waiting = [m for m in stof.stand.maatregelen if m.is_open and m.vereist_pkvw]
    if waiting and not stof.stand.has_pkvw:
        yield Alinea(
            kop="Politiekeurmerk.",
            tekst="De woning heeft nog geen geldig certificaat. De bestuurder regelt en betaalt dit zelf. "
            "Wij bestellen niets voor de woning vóór het er is.",
        )
    if waiting and all(advies.is_concept for advies in stof.stand.adviezen):
        yield Alinea(
            kop="Concept.",
            tekst="Zonder vaststelling door de BVA bestellen wij niets op grond van de Regeling.",
        )
    yield Alinea(kop="Fiscaal.", tekst=_fiscal(stof))
    public = _OPENBAAR[stof.organisatie.soort]
    yield Alinea(
        kop="Geen ruchtbaarheid.",
        tekst=f"Noem in stukken voor {public} geen aantallen, namen of maatregelen.",
    )


def _fiscal(stof: Planstof) -> str:
    undecided = sum(
        any(line.fiscale_categorie is FiscaleCategorie.NADER_BEPALEN for line in stof.regels.get(m.id, ()))
        for m in stof.stand.maatregelen
        if _is_employers(m)
    )
    told = "Maatregelen die op grond van de Regeling zijn geadviseerd, zijn vrijgesteld van loonbelasting."
    if not undecided:
        return told
    posts = "Eén post legt" if undecided == 1 else f"{number_word(undecided).capitalize()} posten legt"
    return f"{told} {posts} de salarisadministratie eerst voor aan de fiscalist."


def _decider(organisatie: Organisatie, ontvanger: Ontvanger) -> str:
    """The office that signs: the chair when the paper is for him or her, else the secretary."""
    terms = organisatie.termen
    is_chair = fold(terms.voorzitter) in fold(ontvanger.naam)
    return terms.voorzitter if is_chair else terms.secretaris
