"""Fills the entry of this processing in the Verwerkingsregister (AVG, article 30) from the terms as they are.

The words are a proposal: the organisation takes them over in its own register, after advice of its FG.
"""

from __future__ import annotations

from dataclasses import replace

from veiligheidsadvies.domain.bewaarregel import Bewaarregel, Orgaan
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.printing.bewaren_snapshots import (
    Onderdeel,
    Termijnlijst,
    Termijnrij,
    VerwerkingsregisterStuk,
)
from veiligheidsadvies.printing.snapshots import Gegeven, Handtekening, Rubricering
from veiligheidsadvies.services.bewaarlijst import Bewaarlijst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.jaarstuk_blad import MANAGER
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger

DOEL = (
    "Beveiligingsmaatregelen voor politieke ambtsdragers voorbereiden, bestellen, controleren, betalen en "
    "beëindigen, zoals het beveiligingsadvies ze noemt, en daar verantwoording over afleggen."
)
GRONDSLAG = (
    "Wettelijke verplichting en taak van algemeen belang (AVG, artikel 6, eerste lid, onder c en e): de "
    "Regeling rechtspositie decentrale politieke ambtsdragers, en de zorg van de werkgever voor veilig werk."
)
ONTVANGERS = (
    "CCV en beveiligingsautoriteit van BZK (advies en vaststelling)",
    "leveranciers: alleen het werk; het adres apart, met geheimhouding, en nooit met naam of ambt",
    "secretaris en budgethouder: onder code; salarisadministratie of fiscalist: bedragen onder code",
    "politie of Openbaar Ministerie, en verzekeraar, alleen als een voorval dat vraagt",
)
MAATREGELEN = (
    "één versleutelde kluis op één computer, zonder netwerk; sleutels op naam; vergrendelt vanzelf",
    "codes in plaats van namen; naam en code staan nooit op één blad",
    "genummerde exemplaren met ontvanger en afloop; vier ogen bij opdracht, afwijking en vernietiging",
    "log dat niet ongemerkt te wijzigen is; nagekeken reservekopieën, ook versleuteld",
)
VERNIETIGEN = (
    "Dossiers, en later hun bedragen, worden na de termijn vernietigd door twee personen, met een "
    "verklaring. Concepten en dagelijkse kopieën gaan vanzelf; een kopie die met de hand is gemaakt, wordt "
    "met de hand weggehaald. Van een leverancier worden de velden met de hand leeggemaakt; eerdere standen "
    "daarvan blijven in het versleutelde log."
)


def verwerkingsregister(context: Context, ontvanger: Ontvanger) -> VerwerkingsregisterStuk:
    """The entry for this reader; InvalidInput without one, NotFound without organisation."""
    sheets = Bladgegevens(context)
    organisatie = sheets.organisatie()
    sheet = sheets.blad("Verwerkingsregister", None, replace(ontvanger, is_eigen=False))
    terms = organisatie.termen
    return VerwerkingsregisterStuk(
        blad=replace(
            sheet,
            rubricering=Rubricering.INTERN,
            toevoeging="zonder persoonsgegevens",
            voetregel="Over te nemen in het register van de organisatie",
        ),
        inleiding=f"Hoe {sheet.organisatie} persoonsgegevens verwerkt om politieke ambtsdragers te "
        "beveiligen (AVG, artikel 30).",
        onderdelen=_parts(organisatie),
        termijnen=(
            _terms(context, Orgaan.BESTUUR, terms.bestuur),
            _terms(context, Orgaan.VOORZITTER, terms.voorzitter),
        ),
        handtekeningen=(
            Handtekening(rol="Opgesteld", naam=organisatie.contact_naam, verklaring=MANAGER),
            Handtekening(rol="Gezien", verklaring="functionaris gegevensbescherming"),
        ),
    )


def _parts(organisatie: Organisatie) -> tuple[Onderdeel, ...]:
    terms = organisatie.termen
    contact = ", ".join(
        one for one in (organisatie.afdeling, organisatie.postadres, organisatie.postcode_plaats) if one
    )
    return (
        Onderdeel(
            kop="Wie verwerkt",
            gegevens=(
                Gegeven(label="Organisatie", tekst=organisatie.naam),
                Gegeven(
                    label="Verantwoordelijk",
                    tekst=f"{terms.bestuur}; voor eigen stukken de {_small(organisatie, terms.voorzitter)}",
                ),
                Gegeven(label="Uitvoering", tekst=contact or MANAGER),
            ),
        ),
        Onderdeel(
            kop="Waarvoor",
            gegevens=(
                Gegeven(label="Doel", tekst=DOEL),
                Gegeven(label="Grondslag", tekst=GRONDSLAG),
                Gegeven(label="Regeling", tekst=terms.artikel[0].upper() + terms.artikel[1:]),
            ),
        ),
        Onderdeel(
            kop="Van wie en wat",
            gegevens=(
                Gegeven(
                    label="Betrokkenen",
                    tekst="politieke ambtsdragers en, alleen waar een maatregel dat vraagt, hun gezin; "
                    "contactpersonen en monteurs van leveranciers; wie akkoord geeft of een exemplaar "
                    "ontvangt",
                ),
                Gegeven(
                    label="Gegevens",
                    tekst="naam, ambt en ambtsperiode, bereikbaarheid, woonadres met Politiekeurmerk, "
                    "adviezen en hun bevindingen, maatregelen met stand en kosten, afspraken, uitgegeven "
                    "exemplaren",
                ),
                Gegeven(
                    label="Bijzonder",
                    tekst="geen partij, gezondheid of strafrechtelijke gegevens; van het stelsel bewaken en "
                    "beveiligen alleen of het actief is, geen dreigingsinschatting",
                ),
            ),
        ),
        Onderdeel(
            kop="Aan wie",
            gegevens=(
                *(
                    Gegeven(label="Ontvangers" if at == 0 else "", tekst=one)
                    for at, one in enumerate(ONTVANGERS)
                ),
                Gegeven(label="Buiten de EU", tekst="nee"),
                Gegeven(label="Profilering", tekst="nee; geen geautomatiseerde besluiten"),
            ),
        ),
        Onderdeel(
            kop="Hoe beveiligd",
            gegevens=tuple(
                Gegeven(label="Maatregelen" if at == 0 else "", tekst=one)
                for at, one in enumerate(MAATREGELEN)
            ),
        ),
        Onderdeel(
            kop="Rechten",
            gegevens=(
                Gegeven(label="Inzage", tekst="als Inzage-uittreksel op papier, zonder gegevens van anderen"),
                Gegeven(
                    label="DPIA",
                    tekst="de FG beoordeelt of die nodig is; bij deze gegevens ligt dat voor de hand",
                ),
            ),
            noot=VERNIETIGEN,
        ),
    )


def _small(organisatie: Organisatie, office: str) -> str:
    """An office inside a sentence."""
    return "commissaris van de Koning" if organisatie.soort is SoortOrganisatie.PROVINCIE else office


def _terms(context: Context, orgaan: Orgaan, name: str) -> Termijnlijst:
    rules = Bewaarlijst(context).rules(orgaan)
    return Termijnlijst(orgaan=f"van {name}", rijen=tuple(_row(one) for one in rules))


def _row(rule: Bewaarregel) -> Termijnrij:
    where = f"{rule.selectielijst}, {rule.categorie}" if rule.categorie else rule.selectielijst
    return Termijnrij(soort=rule.soort.woord, termijn=rule.termijn, grond=rule.grond, lijst=where)
