"""What a finding says: a short heading, why it is so, and what lifts it."""

from __future__ import annotations

import datetime as dt

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.text.formats import amount, count, date_full

ERNST_WOORD = {Ernst.BLOKKEERT: "Blokkeert", Ernst.LET_OP: "Let op", Ernst.IN_ORDE: "In orde"}

_ZINNEN: dict[str, tuple[str, str]] = {
    "pkvw_geldig": ("PKVW-certificaat geldig", ""),
    "pkvw_ontbreekt": (
        "PKVW-certificaat ontbreekt",
        "Voer het certificaat in, of vraag spoed aan met een tweede persoon.",
    ),
    "pkvw_alleen_verklaring": (
        "Er is alleen een PKVW-verklaring",
        "Een verklaring telt niet. Nodig is het certificaat Beveiligde Woning.",
    ),
    "pkvw_verlopen": (
        "PKVW-certificaat is verlopen",
        "Laat de woning opnieuw keuren, of vraag spoed aan met een tweede persoon.",
    ),
    "bva_vastgesteld": ("Advies vastgesteld door de BVA", "Vastgesteld op {datum}."),
    "bva_ontbreekt": ("Advies is nog een concept", "Voer de datum in waarop de BVA het vaststelde."),
    "advies_ontbreekt": ("Maatregel hoort bij geen advies", "Kies het advies waar deze maatregel uit komt."),
    "woonplek_ontbreekt": ("Woonplek niet ingevoerd", "Voer de woonplek in."),
    "akkoord_dekt_niet": (
        "Het akkoord dekt deze maatregel niet meer",
        "Na het akkoord veranderd: {wat}. Vraag de tweede persoon opnieuw.",
    ),
    "woonplek_in_gebied": ("Woonplek in eigen gebied", ""),
    "ontheffing_geldt": ("Ontheffing woonplaatsvereiste geldt", ""),
    "ontheffing_ontbreekt": (
        "Woonplek buiten het gebied, zonder ontheffing",
        "Leg de ontheffing vast met haar datum.",
    ),
    "ontheffing_verlopen": ("Ontheffing woonplaatsvereiste is verlopen", "Leg een nieuwe ontheffing vast."),
    "binnen_ambt": ("Binnen de ambtsperiode", ""),
    "buiten_ambt": (
        "Buiten de ambtsperiode",
        "Bestellen kan van ‘benoeming staat vast’ tot en met einde ambt.",
    ),
    "factuur_hoger": (
        "Er wordt {bedrag} meer gefactureerd dan verwacht",
        "Vraag de leverancier ernaar, of schrijf op waarom het klopt.",
    ),
    "factuur_lager": (
        "Er wordt {bedrag} minder gefactureerd dan verwacht",
        "De rest blijft verplicht, tenzij dit de laatste factuur is.",
    ),
    "opzegtermijn": (
        "{naam}: opzeggen kan nog tot en met {datum}",
        "Daarna verlengt het contract zich vanzelf.",
    ),
    "pkvw_verloopt": (
        "PKVW-certificaat verloopt op {datum}",
        "Laat de bestuurder op tijd een nieuwe keuring plannen.",
    ),
    "pkvw_is_verlopen": (
        "PKVW-certificaat is verlopen op {datum}",
        "Laat de bestuurder een nieuwe keuring plannen.",
    ),
    "pkvw_op_begroting": (
        "PKVW-kosten staan op naam van de organisatie",
        "Niet gedekt door de Regeling: laat dit fiscaal toetsen.",
    ),
    "advies_na_verhuizing": (
        "Na de verhuizing is nog geen nieuw advies",
        "Vraag de bestuurder een nieuw gesprek met het CCV aan te vragen.",
    ),
    "abonnement_oud_adres": (
        "Abonnement loopt nog op het oude adres",
        "Zeg het op of neem het mee, en wikkel de maatregel af.",
    ),
    "toestemming_ontbreekt": (
        "Toestemming verhuurder of VvE ontbreekt",
        "Vraag toestemming en leg de datum vast.",
    ),
    "gegevens_ontbreken": ("Nog in te vullen: {velden}", "Vul dit in en probeer opnieuw."),
    "geen_overgang": ("Van ‘{van}’ naar ‘{naar}’ bestaat geen stap", "Kies een van de volgende statussen."),
    "regeling_zonder_pkvw": (
        "Deze maatregel hoeft niet op PKVW te wachten",
        "Wachten geldt voor grondslag Regeling zonder geldig certificaat.",
    ),
    "pkvw_of_spoed": (
        "Er is nog geen geldig PKVW-certificaat",
        "Voer het certificaat in, of vraag spoed aan met een tweede persoon.",
    ),
    "geen_kosten": (
        "Deze stap is voor maatregelen zonder kosten",
        "De grondslag is niet ‘geen kosten, eigen handelen’.",
    ),
    "eigen_uitvoering": (
        "Rechtstreeks inplannen kan alleen bij eigen uitvoering",
        "Betaalt de organisatie, geef dan eerst opdracht.",
    ),
    "geen_regels": ("Nog geen regels gekozen", "Kies de maatregelen die besteld worden."),
    "leverancier_ontbreekt": ("Nog geen leverancier gekozen", "Kies wie het werk doet."),
    "al_op_opdracht": ("Staat al op opdracht {nummer}", "Haal de regel weg, of wijzig die opdracht."),
    "niet_bestelbaar": (
        "Maatregel is ‘{status}’ en kan niet besteld worden",
        "Bestellen kan vanaf ‘in plan’ tot en met ‘akkoord’.",
    ),
    "betaler_of_grondslag": (
        "Betaler of grondslag is niet ingevuld",
        "Vul beide in bij de maatregel: de voorwaarden hangen ervan af.",
    ),
    "andere_betaler": ("Betaler is {betaler}, niet de organisatie", "Bestel alleen wat u ook betaalt."),
    "borg_ontbreekt": (
        "Geen geldige BORG-erkenning",
        "Er hoort een certificaat bij: kies een erkend bedrijf of spreek een keuring af.",
    ),
    "prijs_ontbreekt": ("Prijs ontbreekt bij {nummers}", "Vul de prijs uit de offerte in."),
    "grenzen_ontbreken": (
        "Mandaat en inkoopgrenzen zijn niet ingevuld",
        "Leg ze vast bij Beheer, onder Inkoop.",
    ),
    "boven_mandaat": (
        "Boven uw mandaat van {bedrag}",
        "Geef de reden; de tweede persoon tekent die mee.",
    ),
    "onder_mandaat": ("Onder uw mandaat van {bedrag}", ""),
    "boven_enkelvoudig": (
        "Bij deze leverancier in {jaar} samen {som} excl. btw",
        "Boven de grens voor één offerte van {grens}: vraag er meer aan, of leg uit waarom niet.",
    ),
    "boven_meervoudig": (
        "Bij deze leverancier in {jaar} samen {som} excl. btw",
        "Boven de grens van {grens}: overleg met Inkoop.",
    ),
    "boven_eu_drempel": (
        "Bij deze leverancier in {jaar} samen {som} excl. btw",
        "Boven de Europese drempel van {grens}: overleg met Inkoop vóór u bestelt.",
    ),
    "adres_ontbreekt": (
        "Er is geen adres voor de bijlage",
        "Kies de woonplek of werklocatie, of laat het adres weg.",
    ),
    "tekst_verraadt": ("{plaats}: hier staat {soort}", "Pas de tekst aan; dit blad mag dat niet vertellen."),
    "tekst_mogelijk": (
        "{plaats}: lijkt op {soort}",
        "Pas de tekst aan, of geef de reden waarom dit mag blijven staan.",
    ),
    "akkoord_nog": ("Tweede persoon moet nog akkoord geven", "Leg de opdracht voor."),
    "akkoord_vervallen": (
        "Het akkoord is vervallen: de opdracht is daarna gewijzigd",
        "Leg haar opnieuw voor aan de tweede persoon.",
    ),
    "vrijgave_nog": (
        "Tweede persoon moet akkoord geven op wat er blijft staan",
        "Typ bij het uitzetten de reden en vraag akkoord, of haal het weg.",
    ),
    "vrijgave_vervallen": (
        "Het akkoord op wat er blijft staan is vervallen: het stuk is daarna gewijzigd",
        "Vraag bij het uitzetten opnieuw akkoord.",
    ),
    "vrijgave_akkoord": ("Akkoord van {naam} op wat er blijft staan", "Op {datum}, {hoe}."),
    "opdracht_stand": ("Van ‘{van}’ naar ‘{naar}’ bestaat geen stap", "Kijk waar de opdracht nu staat."),
    "aanvraag_stand": ("Van ‘{van}’ naar ‘{naar}’ bestaat geen stap", "Kijk waar de aanvraag nu staat."),
    "restpunt_open": ("Er staat nog een restpunt open", "Meld het gereed en rond dan af."),
    "volgt_opdracht": (
        "Deze maatregel volgt opdracht {nummer}",
        "Doe deze stap bij de opdracht, of annuleer die.",
    ),
    "borg_geldig": ("{naam} geldig", "Geldig tot en met {datum}."),
    "borg_onbepaald": ("{naam} vastgelegd", "Zonder einddatum."),
    "leverancier_vervallen": ("Deze leverancier wordt niet meer gebruikt", "Kies een andere leverancier."),
    "binnen_grenzen": ("Bij deze leverancier in {jaar} samen {som} excl. btw", "Onder de grens van {grens}."),
    "offerte_verlopen": ("De offerte was geldig tot en met {datum}", "Vraag of de prijs nog geldt."),
    "meer_geleverd": ("Er is al meer opgeleverd", "Bestel ten minste wat is opgeleverd."),
    "niets_gewijzigd": ("Er is niets gewijzigd", "Wijzig een regel, of trek deze wijziging in."),
    "wijziging_loopt": (
        "Een wijziging is nog niet afgerond",
        "Geef die wijziging of trek die in, en ga dan verder.",
    ),
    "akkoord_past_niet": (
        "Dit akkoord hoort niet bij deze opdracht",
        "Vraag akkoord op wat nu is voorgelegd.",
    ),
    "akkoord_klopt_niet": (
        "Het akkoord klopt niet: {wat}",
        "Bewaar de opdracht als concept en leg haar opnieuw voor.",
    ),
    "eigen_voorstel": (
        "Wie de opdracht voorlegde, gaf zelf akkoord",
        "Laat iemand anders akkoord geven.",
    ),
    "inhoud_anders": (
        "De opdracht is anders dan wat is voorgelegd",
        "Bewaar haar als concept en leg haar opnieuw voor.",
    ),
    "via_opdracht": ("Opdracht geven gaat met een opdracht", "Maak een opdracht voor deze maatregel."),
    "geen_aanvraagregels": ("Nog geen regels gekozen", "Kies de maatregelen waarvoor u offertes vraagt."),
    "geen_leveranciers": ("Nog geen leverancier gekozen", "Kies wie een offerte mag maken."),
    "offerte_onvolledig": ("Niet elke regel heeft een prijs", "Vul de ontbrekende prijzen in."),
    "akkoord_ontbreekt": (
        "Akkoord van een tweede persoon ontbreekt",
        "Vraag akkoord met een akkoordsleutel of op papier.",
    ),
    "ghv_geldig": ("Geheimhouding getekend", "Geldig tot en met {datum}."),
    "ghv_onbepaald": ("Geheimhouding getekend", "Zonder einddatum afgesproken."),
    "ghv_ontbreekt": (
        "Geheimhoudingsverklaring ontbreekt",
        "Laat de verklaring tekenen; tot dan krijgt dit bedrijf geen adres.",
    ),
    "ghv_verlopen": (
        "Geheimhoudingsverklaring is verlopen op {datum}",
        "Laat een nieuwe tekenen; tot dan krijgt dit bedrijf geen adres.",
    ),
    "ghv_verloopt": ("Geheimhoudingsverklaring verloopt op {datum}", "Laat op tijd een nieuwe tekenen."),
    "ghv_personen": ("Niemand tekende de geheimhouding mee", "Noteer wie het adres mag zien."),
    "erkenning_geen": ("Geen erkenning vastgelegd", "Vraag naar BORG, PKVW of Wpbr als dat nodig is."),
    "erkenning_verlopen": ("{naam} is verlopen op {datum}", "Vraag het nieuwe certificaat op."),
    "erkenning_verloopt": ("{naam} verloopt op {datum}", "Vraag op tijd het nieuwe certificaat op."),
    "kvk_geen": ("KvK-nummer ontbreekt", "Zoek het op in het handelsregister."),
    "vog_bevestigd": ("VOG bevestigd", "Op {datum}."),
    "vog_ontbreekt": (
        "VOG is niet bevestigd",
        "Vraag of ieder die meewerkt een verklaring omtrent het gedrag heeft.",
    ),
}

_TELWOORD = {
    "pkvw_ontbreekt": ("woningmaatregel wacht", "woningmaatregelen wachten"),
    "pkvw_alleen_verklaring": ("woningmaatregel wacht", "woningmaatregelen wachten"),
    "pkvw_verlopen": ("woningmaatregel wacht", "woningmaatregelen wachten"),
    "bva_ontbreekt": ("maatregel", "maatregelen"),
    "advies_ontbreekt": ("maatregel", "maatregelen"),
    "abonnement_oud_adres": ("abonnement", "abonnementen"),
    "toestemming_ontbreekt": ("maatregel", "maatregelen"),
    "pkvw_op_begroting": ("maatregel", "maatregelen"),
    "buiten_ambt": ("maatregel", "maatregelen"),
}


def heading(bevinding: Bevinding) -> str:
    """What is the matter, in a few words."""
    return _ZINNEN[bevinding.code][0].format(**_words(bevinding))


def remedy(bevinding: Bevinding) -> str:
    """What would lift it; empty when it is in order."""
    return _ZINNEN[bevinding.code][1].format(**_words(bevinding))


def second_line(bevinding: Bevinding) -> str:
    """Count, remedy and rule on one line, such as `7 woningmaatregelen wachten · regel R1`."""
    number = bevinding.data.get("aantal")
    counted = (
        count(number, *_TELWOORD[bevinding.code])
        if isinstance(number, int) and number and bevinding.code in _TELWOORD
        else ""
    )
    rule = f"regel {bevinding.regel}" if bevinding.regel[:1] == "R" else ""
    return " · ".join(part for part in (counted, remedy(bevinding).rstrip("."), rule) if part)


def sentence(bevinding: Bevinding) -> str:
    """Heading and remedy as prose, to stand below a field."""
    return " ".join(part for part in (heading(bevinding).rstrip(".") + ".", remedy(bevinding)) if part)


def _words(bevinding: Bevinding) -> dict[str, object]:
    return {key: _word(value) for key, value in bevinding.data.items()}


def _word(value: object) -> object:
    if isinstance(value, dt.date):
        return date_full(value)
    return amount(value, zero="€ 0,00") if isinstance(value, Bedrag) else value
