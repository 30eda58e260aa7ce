"""Fills the cost overviews of a year: inside by code, domain and ground, outside in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.begroting import Jaarstand
from veiligheidsadvies.domain.exemplaar import Exemplaar, SoortDocument
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel
from veiligheidsadvies.printing.kosten_snapshots import (
    Jaargeld,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Kostenrij,
    Kostenstand,
)
from veiligheidsadvies.printing.snapshot_json import from_dict
from veiligheidsadvies.printing.snapshots import Alinea, Gegeven, Handtekening, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.jaarstuk_blad import MANAGER, inside_sheet, money, number
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.services.kosten_overzicht import Kostenknoop, Kostenoverzicht
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.kosten_table import Geldstand
from veiligheidsadvies.text.formats import date_words

REGEL = "Veilig en weerbaar bestuur"
_GROND = {
    Grondslag.REGELING_WOONPLEK: "Regeling (woonplek)",
    Grondslag.WERKGEVERSZORG: "werkgeverszorg",
    Grondslag.PKVW_EIGEN_REKENING: "Politiekeurmerk (niet gedekt door de Regeling)",
    Grondslag.GEEN_KOSTEN: "eigen handelen",
    Grondslag.STELSEL: "stelsel bewaken en beveiligen",
}
_ANDEREN = {
    Betaler.BESTUURDER: "bestuurders zelf",
    Betaler.STELSEL: "stelsel bewaken en beveiligen",
    Betaler.NIEUWE_WERKGEVER: "nieuwe werkgever",
}


def kostenoverzicht_binnen(context: Context, jaar: int, ontvanger: Ontvanger) -> KostenoverzichtBinnen:
    """The overview by code for this reader; InvalidInput without a reader, NotFound without organisation."""
    name = f"Kostenoverzicht {jaar}"
    overzicht = KostenService(context).kostenoverzicht(jaar)
    gebied = Bladgegevens(context).organisatie().termen.gebied
    anderen = tuple(_others(overzicht))
    return KostenoverzichtBinnen(
        blad=inside_sheet(context, name, ontvanger),
        titel=name,
        inleiding="Per dossier, per domein en per betaler. Geen namen, geen adressen. In\u00a0euro, "
        "inclusief btw.",
        jaar=jaar,
        per_dossier=tuple(_by_dossier(overzicht)),
        per_domein=tuple(
            Kostenrij(naam=domein.value.capitalize(), domein=domein.value, stand=_stand(stand))
            for domein, stand in overzicht.per_domein.items()
        ),
        per_grondslag=tuple(_by_ground(context, overzicht, gebied)),
        totaal=_stand(overzicht.totaal),
        gebied=gebied,
        anderen=anderen,
        geld=_money(overzicht.stand),
        noot="" if anderen else _NOOT,
        controle=tuple(_checks(context, overzicht)),
    )


_NOOT = "Het Politiekeurmerk betalen bestuurders zelf; het staat daarom niet in dit overzicht."


def kostenoverzicht_buiten(context: Context, jaar: int, ontvanger: Ontvanger) -> KostenoverzichtBuiten:
    """The overview in one line for this reader; raises as `kostenoverzicht_binnen`."""
    name = f"Kostenoverzicht {jaar}"
    stand = KostenService(context).jaarstand(jaar)
    sheets = Bladgegevens(context)
    blad = replace(
        sheets.blad(name, None, replace(ontvanger, is_eigen=False)),
        rubricering=Rubricering.INTERN,
        toevoeging="buitenversie",
        veld_waarde="geen",
    )
    return KostenoverzichtBuiten(
        blad=blad,
        titel=name,
        inleiding="De uitgaven voor een veilig en weerbaar bestuur in één regel. "
        f"Stand op {date_words(context.today)}, in\u00a0euro, inclusief btw.",
        jaar=jaar,
        regel=REGEL,
        geld=_money(stand),
        uitleg=tuple(_explained(stand, sheets.organisatie().termen.secretaris)),
        handtekeningen=(
            Handtekening(rol="Opgesteld", verklaring=MANAGER),
            Handtekening(rol="Gezien", verklaring=blad.ontvanger),
        ),
    )


def _explained(stand: Jaarstand, secretaris: str) -> Iterator[Alinea]:
    words = "Verplicht is opdracht gegeven, nog geen factuur. Abonnementen tellen voor het hele jaar."
    if stand.vrij is None:
        budget = f"Voor {stand.jaar} is nog geen begroting ingevuld. {words}"
    else:
        budget = f"Begroot is gefactureerd, verplicht en vrij bij elkaar. {words}"
        if stand.vrij.cents < 0:
            budget += f" Er is {money(-stand.vrij)} meer uitgegeven of besteld dan begroot."
    paid = f"Van het gefactureerde bedrag is {money(stand.betaald)} betaald."
    yield Alinea(kop="Zo leest u dit", tekst=f"{budget} {paid}")
    yield Alinea(
        kop="Waarom één regel?",
        tekst="Een uitsplitsing zegt iets over de beveiliging van een klein aantal personen. Die openbaren "
        "wij niet (artikel 5.1, tweede lid, onder e en h, Woo). Vragen over deze regel beantwoordt de "
        f"{secretaris}.",
    )


def _stand(found: Geldstand) -> Kostenstand:
    return Kostenstand(
        raming=found.raming.cents,
        offerte=found.offerte.cents,
        verplicht=found.verplicht.cents,
        gefactureerd=found.gefactureerd.cents,
        betaald=found.betaald.cents,
    )


def _money(stand: Jaarstand) -> Jaargeld:
    return Jaargeld(
        begroot=stand.begroot.cents if stand.begroot is not None else None,
        gefactureerd=stand.gefactureerd.cents,
        verplicht=stand.verplicht.cents,
        vrij=stand.vrij.cents if stand.vrij is not None else None,
        betaald=stand.betaald.cents,
    )


def _by_dossier(overzicht: Kostenoverzicht) -> Iterator[Kostenrij]:
    found: dict[str, Kostenstand] = {}
    for domein in overzicht.boom:
        for dossier in domein.kinderen:
            code = dossier.dossier_code
            found[code] = found.get(code, Kostenstand()) + _stand(dossier.stand)
    for code in sorted(found):
        yield Kostenrij(naam=code, stand=found[code])


def _by_ground(context: Context, overzicht: Kostenoverzicht, gebied: str) -> Iterator[Kostenrij]:
    """From the measures themselves, so that it is a route of its own to the same total."""
    measures = records.list_where(context.connection, Maatregel)
    grounds: dict[int | None, Grondslag | None] = {one.id: one.grondslag for one in measures}
    found: dict[Grondslag | None, Kostenstand] = {}
    for measure in _measures(overzicht.boom):
        ground = grounds[measure.maatregel_id]
        found[ground] = found.get(ground, Kostenstand()) + _stand(measure.stand)
    for one in (*Grondslag, None):
        if one in found:
            word = _GROND[one] if one else "grondslag nog te bepalen"
            yield Kostenrij(naam=f"{gebied.capitalize()}, {word}", stand=found[one])


def _measures(nodes: tuple[Kostenknoop, ...]) -> Iterator[Kostenknoop]:
    for node in nodes:
        if node.soort == "maatregel":
            yield node
        else:
            yield from _measures(node.kinderen)


def _others(overzicht: Kostenoverzicht) -> Iterator[Kostenrij]:
    standen = {word: overzicht.per_betaler[payer] for payer, word in _ANDEREN.items()}
    for word, stand in {**standen, "betaler nog te bepalen": overzicht.zonder_betaler}.items():
        if _stand(stand) != Kostenstand():
            yield Kostenrij(naam=word, stand=_stand(stand))


def _checks(context: Context, overzicht: Kostenoverzicht) -> Iterator[Gegeven]:
    stand, check = overzicht.stand, overzicht.controle
    off = check.verschil if not check.sluit else NIHIL
    same = "gelijk" if check.sluit else "NIET gelijk"
    yield Gegeven(label="Drie totalen", tekst=f"{same} aan de losse regels, verschil {money(off)}")
    if stand.begroot is None or stand.vrij is None:
        yield Gegeven(label="Begroting", tekst=f"voor {stand.jaar} nog niet ingevuld")
    else:
        yield Gegeven(
            label="Sluit op de cent",
            tekst=f"{number(stand.begroot)} = {number(stand.gefactureerd)} gefactureerd + "
            f"{number(stand.verplicht)} verplicht + {number(stand.vrij)} vrij",
        )
    if overzicht.afsluiting is not None:
        closed = overzicht.afsluiting
        yield Gegeven(
            label="Jaar afgesloten",
            tekst=f"op {date_words(closed.afgesloten_op)}; {money(closed.overgedragen)} verplicht ging mee "
            f"naar {closed.jaar + 1}",
        )
    yield from _outside_version(context, stand)


def _outside_version(context: Context, stand: Jaarstand) -> Iterator[Gegeven]:
    """The newest outside version of this year, and whether it still says the same."""
    copies = records.list_where(
        context.connection,
        Exemplaar,
        "document = ? AND pdf_sha256 <> ''",
        (SoortDocument.KOSTENOVERZICHT_BUITEN.value,),
        order="id DESC",
    )
    for copy in copies:
        paper = from_dict(json.loads(copy.snapshot))
        if isinstance(paper, KostenoverzichtBuiten) and paper.jaar == stand.jaar:
            off = _difference(paper.geld, _money(stand))
            words = "zelfde bedragen, verschil € 0,00" if not off else f"andere bedragen, {off}"
            yield Gegeven(label="Buitenversie", tekst=f"nr. {copy.nummer}, {words}")
            return


def _difference(then: Jaargeld, now: Jaargeld) -> str:
    """How much each amount grew since then, in words; "" for nothing."""
    grown = {
        "gefactureerd": now.gefactureerd - then.gefactureerd,
        "verplicht": now.verplicht - then.verplicht,
        "betaald": now.betaald - then.betaald,
        "begroot": (now.begroot or 0) - (then.begroot or 0),
    }
    parts = [
        f"{word} {'+' if cents > 0 else ''}{number(Bedrag(cents))}" for word, cents in grown.items() if cents
    ]
    return ", ".join(parts)
