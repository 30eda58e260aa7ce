"""Papers for the fictitious supplier of the paper design: order OPD-2026-014 of € 5.221,15."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.printing import samples
from veiligheidsadvies.printing.leverancier_snapshots import (
    AdresbijlageStuk,
    Besteldregel,
    Btwbedrag,
    Gevraagdregel,
    Leverregel,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    OpleverstaatStuk,
    Partij,
    Restregel,
    Vinkpunt,
)
from veiligheidsadvies.printing.snapshots import Blad, Gegeven, Geld, Handtekening, Rubricering

NUMMER = "OPD-2026-014"
WERK = (
    (
        "Alarminstallatie woning",
        "VRKI EL2, NEN-EN 50131 graad 2. BORG-certificaat bij oplevering.",
        1,
        278000,
    ),
    ("Video-intercom", "Opslag in de woning, geen cloud. Alleen eigen terrein in beeld.", 1, 111500),
    ("Vaste paniekknop", "Stil alarm naar de meldkamer.", 2, 21000),
)


def blad(document: str, **changes: Any) -> Blad:
    """The furniture of copy 2026-0036 for the supplier."""
    made = replace(
        samples.blad(),
        document=document,
        rubricering=Rubricering.VERTROUWELIJK,
        toevoeging="",
        exemplaar=1,
        van=2,
        nummer="2026-0036",
        veld_naam="Kenmerk",
        veld_waarde=NUMMER,
        ontvanger="Zandoever Installatie",
        watermerk="Zandoever Installatie",
        organisatie="Provincie Merenland (fictief), Facilitaire Dienstverlening",
    )
    return replace(made, **changes)


PARTIJEN = (
    Partij(
        kop="Opdrachtnemer",
        regels=("Zandoever Installatie (fictief)", "Proefweg 10, 0000 AB Fictiefstad", "KvK 00000000"),
    ),
    Partij(
        kop="Opdrachtgever",
        regels=(
            "Provincie Merenland (fictief)",
            "Facilitaire Dienstverlening",
            "Postbus 0, 0000 AA Fictiefstad",
        ),
    ),
)


def line(nr: int, titel: str, eis: str, aantal: int, stuk: int, btw: int = 21) -> Besteldregel:
    """A line of whole pieces."""
    return Besteldregel(nr=nr, titel=titel, eis=eis, aantal=str(aantal), stuk=stuk, ex=aantal * stuk, btw=btw)


def sums(regels: tuple[Besteldregel, ...]) -> tuple[tuple[Btwbedrag, ...], Geld]:
    """Btw per rate and the whole, each line rounded by itself."""
    rates: dict[int, int] = {}
    for one in regels:
        sign = -1 if one.ex < 0 else 1
        rates[one.btw] = rates.get(one.btw, 0) + sign * ((abs(one.ex) * one.btw + 50) // 100)
    ex, btw = sum(one.ex for one in regels), sum(rates.values())
    found = tuple(Btwbedrag(tarief=rate, bedrag=rates[rate]) for rate in sorted(rates, reverse=True))
    return found, Geld(ex=ex, btw=btw, incl=ex + btw)


def opdracht(regels: tuple[Besteldregel, ...] = (), **changes: Any) -> OpdrachtStuk:
    """The order of the design, or one of other lines."""
    regels = regels or tuple(line(nr, *work) for nr, work in enumerate(WERK, 1))
    btw, totaal = sums(regels)
    made = OpdrachtStuk(
        blad=blad("Opdracht"),
        titel=f"Opdracht {NUMMER}",
        inleiding="Opdracht voor het werk hieronder, volgens uw offerte van 4 maart 2026. Het adres staat "
        "hier niet op. U krijgt het in persoon, op een genummerde bijlage.",
        partijen=PARTIJEN,
        regels=regels,
        btw=btw,
        totaal=totaal,
        uitvoering=(
            Gegeven(label="Gereed", tekst="uiterlijk dinsdag 31 maart 2026"),
            Gegeven(label="Plaats", tekst="één woning; zie de adresbijlage"),
            Gegeven(label="Dag en uur", tekst="af te spreken via 06 0000 0001, niet per e-mail"),
            Gegeven(
                label="Bij oplevering",
                tekst="BORG-certificaat aan ons; uitleg en alle codes alleen aan de bewoner",
            ),
        ),
        afspraken=(
            "U houdt deze opdracht geheim, volgens uw verklaring die geldt tot 1 september 2026.",
            "Uw monteurs hebben een verklaring omtrent het gedrag (VOG) en komen zonder opschrift op "
            "auto en kleding.",
            "U zet geen adres in planning, navigatie, e-mail, foto of factuur. U bewaart geen codes.",
            f"Op de factuur staat alleen: werkzaamheden conform opdracht {NUMMER}.",
            "U brengt dit papier en de bijlage terug, uiterlijk 24 uur na oplevering.",
        ),
        opdrachtgever="E. Yeşilgöz",
        tweede_persoon="Ł. Brzęczyk",
        akkoord="akkoord op 11 maart 2026",
    )
    return replace(made, **changes)


def adresbijlage(**changes: Any) -> AdresbijlageStuk:
    """The annex of the design."""
    made = AdresbijlageStuk(
        blad=blad(
            "Adresbijlage",
            rubricering=Rubricering.STRIKT_VERTROUWELIJK,
            toevoeging="alleen in handen van de ontvanger",
            van=1,
            nummer="2026-0037",
            veld_naam="Hoort bij",
            veld_waarde="014",
            ontvanger="J. Çelik",
            watermerk="J. Çelik",
            voetregel="Niet kopiëren – retour binnen 24 uur na het werk",
            organisatie="Gevonden? Bel 0800 0000 en noem het nummer.",
        ),
        inleiding="Dit blad zegt waar. Wat u daar doet, staat in de opdracht. Bewaar die twee nooit bij "
        "elkaar.",
        adres=("Voorbeeldlaan 1", "0000 AA  Fictiefstad"),
        bezoek=(
            Gegeven(label="Dag en tijd", tekst="maandag 30 maart 2026, 09:00 tot 16:00 uur"),
            Gegeven(label="Bij aankomst", tekst="bel 06 0000 0002 en noem alleen “014”"),
            Gegeven(label="Toegang", tekst="wacht tot er wordt opengedaan"),
            Gegeven(label="Parkeren", tekst="op de openbare weg, niet voor de deur; auto zonder opschrift"),
            Gegeven(label="Problemen", tekst="bel 06 0000 0001; bespreek het met niemand anders"),
        ),
        omgang=(
            "Houd het bij u. Leg het niet in de auto.",
            "Fotografeer het niet, schrijf het niet over en stuur het niet door.",
            "Typ het adres niet in navigatie, planning of werkbon. Moet het toch, wis het dan bij aankomst.",
            "Geef het blad na het werk terug. Kwijt? Bel direct, ook ’s nachts.",
        ),
        retour="retour vóór dinsdag 31 maart 2026, 16:00 uur",
    )
    return replace(made, **changes)


def offerteaanvraag(**changes: Any) -> OfferteaanvraagStuk:
    """The request that the order came from."""
    made = OfferteaanvraagStuk(
        blad=blad("Offerteaanvraag", veld_waarde="OFA-2026-003"),
        titel="Offerteaanvraag OFA-2026-003",
        inleiding="Wij vragen uw prijs voor het werk hieronder. U vult die op dit papier in en geeft het "
        "terug, uiterlijk dinsdag 10 maart 2026.",
        partijen=(replace(PARTIJEN[0], kop="Aan"), replace(PARTIJEN[1], kop="Van")),
        regels=tuple(
            Gevraagdregel(nr=nr, titel=titel, eis=eis, aantal=str(aantal))
            for nr, (titel, eis, aantal, _price) in enumerate(WERK, 1)
        ),
        indienen=(
            Gegeven(label="Uiterlijk", tekst="dinsdag 10 maart 2026"),
            Gegeven(
                label="Hoe", tekst="op dit papier, persoonlijk of in een dichte envelop; niet per e-mail"
            ),
            Gegeven(label="Plaats", tekst="één woning; het adres hoort u pas bij een opdracht"),
            Gegeven(label="Vragen", tekst="bel 06 0000 0001"),
        ),
        afspraken=(
            "U houdt deze vraag geheim, ook als u geen offerte geeft.",
            "Op uw offerte staat geen naam en geen plaats, alleen OFA-2026-003.",
            "Kunt u niet alles leveren? Laat de regel dan leeg en zet er een streep door.",
        ),
        handtekeningen=(
            Handtekening(rol="Voor de leverancier", verklaring="naam in blokletters"),
            Handtekening(rol="Ontvangen", verklaring="Safety & Security-manager", teken="paraaf"),
        ),
    )
    return replace(made, **changes)


def opleverstaat(**changes: Any) -> OpleverstaatStuk:
    """The delivery sheet of the order, nothing ticked yet."""
    made = OpleverstaatStuk(
        blad=blad("Opleverstaat", nummer="2026-0038", van=1, datum=dt.date(2026, 3, 30)),
        titel=f"Opleverstaat {NUMMER}",
        inleiding="Loop samen elke regel na en zet een vinkje bij wat goed is. Wat niet goed is, komt bij de "
        "restpunten.",
        regels=tuple(
            Leverregel(nr=nr, titel=titel, eis=eis, aantal=str(aantal))
            for nr, (titel, eis, aantal, _price) in enumerate(WERK, 1)
        ),
        punten=(
            Vinkpunt(zin="opgeleverd op", has_lijn=True),
            Vinkpunt(zin="BORG-certificaat ontvangen, nummer", has_lijn=True),
            Vinkpunt(zin="uitleg gegeven aan de bewoner, samen geprobeerd"),
            Vinkpunt(zin="alle codes zijn gewijzigd en alleen bij de bewoner"),
            Vinkpunt(zin="opdracht en adresbijlage teruggegeven"),
            Vinkpunt(zin="garantie tot en met", has_lijn=True),
        ),
        resten=(Restregel(nr="2", tekst="Camera draait nog te ver naar rechts.", dag="06-04-2026"),),
        handtekeningen=(
            Handtekening(rol="Opdrachtnemer", verklaring="alles is gedaan zoals hierboven staat"),
            Handtekening(rol="Bewoner", verklaring="alleen een paraaf, geen naam", teken="paraaf"),
            Handtekening(rol="Opdrachtgever", verklaring="E. Yeşilgöz"),
        ),
    )
    return replace(made, **changes)
