"""Five hundred texts as orders have them: norms of the catalogue, language of installers, plain Dutch."""

from __future__ import annotations

import itertools

from veiligheidsadvies import paths

AANTAL = 500

_ZINNEN = """
Alle werkzaamheden uitvoeren op werkdagen tussen 8.00 en 17.00 uur.
De monteur meldt zich een dag vooraf telefonisch bij de opdrachtgever.
Legitimatie tonen bij aankomst; zonder legitimatie geen toegang.
Geen foto’s maken van de woning, ook niet voor eigen gebruik.
Werkbonnen vermelden alleen het opdrachtnummer.
Na oplevering alle sleutels tellen en overhandigen aan de bewoner.
Certificaat en handleiding binnen tien werkdagen na oplevering aanleveren.
Verpakkingsmateriaal en oude onderdelen meenemen en afvoeren.
De oude cilinders worden niet hergebruikt en ter plaatse doorgezaagd.
Kabels wegwerken in kabelgoot, kleur wit, langs de plint.
Boorgaten luchtdicht afwerken en bijwerken in de kleur van de muur.
Proefdraaien met de meldkamer vóór oplevering; uitslag op het rapport.
Codes worden door de bewoner zelf ingesteld en niet genoteerd.
Reactietijd bij storing: binnen vier uur, ook in het weekend.
Onderhoud één keer per jaar, in overleg met de opdrachtgever te plannen.
Garantie twee jaar op materiaal en arbeid.
Graag de prijs uitsplitsen in materiaal, arbeid en voorrijkosten.
Levertijd opgeven in weken vanaf de dag van de opdracht.
Deur in RAL 7016, binnenzijde wit; dorpel van hardsteen.
Meerpuntssluiting met haakschoten, bediend met kruk en cilinder.
Scharnieren met dievenklauwen; drie stuks per deurvleugel.
Het kozijn is van hout en ongeveer dertig jaar oud.
Bestaand hang- en sluitwerk verwijderen en de gaten opvullen.
Kierstandhouder plaatsen op de voordeur, op borsthoogte.
Deurspion met groothoekkijker, 200 graden, voor een deurdikte van 40 mm.
Brievenbus aan de buitenzijde van het erf, brandvertragend, met klep.
Inbraakvertragend glas P4A in de schuifpui op de begane grond.
Rolluiken met opduwbeveiliging, elektrisch bediend, met noodontgrendeling.
Dakraam voorzien van afsluitbare raamboom en sluitplaat.
Buitenlamp met schemerschakelaar bij de achterdeur en de schuur.
Bewegingsmelder hoog aan de gevel, instelbaar op afstand en tijd.
Camera gericht op het eigen erf; de openbare weg wordt afgeschermd.
Opname maximaal achtentwintig dagen bewaren, daarna automatisch wissen.
Recorder in een afgesloten kast in de meterkast.
Rookmelder op iedere verdieping, onderling gekoppeld, tien jaar batterij.
Koolmonoxidemelder bij de cv-ketel en in de slaapkamer.
Brandblusser schuim, zes liter, met muurbeugel.
Alarminstallatie met vijf magneetcontacten en twee bewegingsmelders.
Noodstroom voor ten minste twaalf uur.
Doormelding via gescheiden verbindingen: internet en 4G.
Draagbare noodknop met plaatsbepaling en spreekverbinding.
Kluis verankeren aan de betonvloer; gewicht ongeveer tachtig kilo.
Wapening niet raken bij het boren; eerst scannen.
Hekwerk twee meter hoog, spijlen verticaal, zonder horizontale steunen.
Poort zelfsluitend, met elektrisch slot en intercom.
Beplanting langs de gevel snoeien tot zestig centimeter.
Grind aanbrengen op het pad naast de berging.
Schuurdeur versterken met een stalen plaat en twee grendels.
Anti-inbraakstrip over de hele hoogte van de deur.
De ladder in de tuin vastleggen met ketting en hangslot.
Glas van de bergruimte vervangen door gelaagd glas.
De achterom afsluiten met een poort van hardhout.
Straatnaam en huisnummer niet op de verpakking vermelden.
Router vervangen en de beheertoegang van buiten uitschakelen.
Gastnetwerk instellen, gescheiden van het thuisnetwerk.
Wachtwoorden worden niet op papier achtergelaten.
Slimme deurbel zonder opslag in de cloud.
Een training van twee uur voor drie personen, op locatie van de opdrachtgever.
De trainer gebruikt geen namen in het verslag.
Voertuigcontrole: onderzijde, wielkasten en motorruimte.
Parkeerplaats verlichten met twee masten van vier meter.
Rapport in tweevoud, zonder adres, alleen met het nummer van de opdracht.
Aan de kant van de tuin is de grond zacht; houd rekening met een betonpoer.
In den beginne is uitgegaan van een houten kozijn; het blijkt kunststof.
Het grote raam aan de lange zijde krijgt folie, het kleine raam niet.
Bij harde wind niet op het dak werken.
De bel moet hoorbaar zijn in de keuken en op zolder.
De sleutel past op alle sloten van dezelfde sluitgroep.
Ter hoogte van de dijk is de bodem van klei.
De bakstenen muur is anderhalf steens; gebruik lange pluggen.
Let op de hoge drempel en de smalle gang.
Vissersdraad of staaldraad is niet toegestaan als bevestiging.
Kozijn, deur en drempel vormen samen één gecertificeerd element.
Klein materiaal is in de prijs begrepen.
Bij twijfel stopt het werk en belt u de opdrachtgever.
Er wordt niet gerookt op het erf.
De hond is tijdens het werk niet in huis.
""".strip().splitlines()
_WAT = (
    """
veiligheidscilinder|slot op de voordeur|meerpuntssluiting|rookmelder|buitencamera|noodknop|brandkluis|raamboom
deurspion|bewegingsmelder|inbraakwerende deur|gelaagd glas|rolluik|hekwerk|poort met intercom|buitenlamp
magneetcontact|alarmcentrale|brievenbus|deurbel met camera|kerntrekbeveiliging|schuifpuislot|oplegslot|dakluik
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_HOE = """
Leveren en monteren van {n} × {wat}, inclusief klein materiaal en afwerking.
{n} stuks {wat}; merk vrij, mits gecertificeerd volgens {eis}.
{wat} vervangen, aantal {n}, volgens {eis}; de bestaande wordt afgevoerd.
Prijs per stuk voor {wat} ({n} stuks), met garantie van {n} jaar en onderhoud.
Meerwerk: {wat}, {n} uur arbeid tegen het overeengekomen tarief.
Nazien en afstellen van {wat}; storing verholpen binnen {n} werkdagen, norm {eis}.
De {wat} komt aan de binnenzijde, op {n}0 centimeter van de vloer, links van de deur.
""".strip().splitlines()
_EIS = (
    """
SKG***|NEN 5096, weerstandsklasse RC3|EN 1143-1, klasse I|NEN-EN 50131, grade 2|EN 14604|NEN-EN 356, P4A
PKVW 2025|VRKI 2.0, risicoklasse 3|EN 1300, klasse B|IP65 en IK10
NEN 1010|EN 12209|BRL K21030|NEN 2555|EN 1627
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def gewone_teksten() -> list[str]:
    """The same five hundred every time, no two alike."""
    texts = dict.fromkeys(_ZINNEN)
    table = paths.resource("catalogus/maatregelen.tsv").read_text(encoding="utf-8").splitlines()
    heads = table[0].split("\t")
    for line in table[1:]:
        cells = dict(zip(heads, line.split("\t"), strict=False))
        texts |= dict.fromkeys(
            cells[name] for name in ("maatregel", "norm_standaard", "opmerking") if cells.get(name)
        )
    for at, (how, what) in enumerate(itertools.product(_HOE, _WAT)):
        text = how.format(wat=what, n=1 + at % 9, eis=_EIS[at % len(_EIS)])
        texts[text[0].upper() + text[1:]] = None
    for first, second in zip(_ZINNEN, (*_ZINNEN[7:], *_ZINNEN[:7]), strict=True):
        texts[f"{first} {second}"] = None
    return list(texts)[:AANTAL]
