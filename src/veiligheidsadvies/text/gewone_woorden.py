"""Words that are Dutch before they are a name, so that finding one in a sentence proves little or nothing.

Folded. They only make a search milder: a surname of these words is still hunted, together with what shows
that it is a name.
"""

from __future__ import annotations

from veiligheidsadvies.text.formats import DAGEN, MAANDEN, fold

_ALLEDAAGS = """
aan aantal achter af al alle alleen allemaal als altijd ander andere anders begin beide ben beneden best beste
beter bij bijna binnen blauw blijft boven breed brede bruin buiten daar daarbij daarna daarom dag dan dat de deel
derde deze dezelfde dicht die diep dik direct dit doen dood door doorn druk dubbel dun duur een eens eer eerst
eerste eigen eind einde elk elke en enige enkel er erg even evenals fijn fris ga gaat gauw geel geen geheel geld
gelijk gemaakt goed goede graag graf grijs groen groene groot grootste grote grove haar half halve hard harde haast
heden heeft heel heer hele helft helder hem hen her het hier hij hoe hoeft hoek hoeveel hoge holle hoog hoogste
iedere ieder iemand iets ik in ineens is ja jaar jong jonge jongste juist kan kant klaar klein kleine kleinste komt
kort korte kou koud koude krijgt kruis kwam laag laat laatste lage lang lange langs langste leeg lege lengte lest
licht lichte lief lieve liever linker links los losse maal maar maat maken man mee meer meest meeste men met mij
midden minder mits moet mogelijk mooi mooie morgen na naam naar naast nabij net niet niets nieuw nieuwe niemand nog
nooit noord noot nu of om omdat omhoog omlaag onder onze oost open op opnieuw oranje oud oude ouder over paar paars
paarse per plus punt rand recht rechte rechter rechts reeds rond ronde rood rode rooie ruim ruime rust ruw samen
scherp scheef schoon schone slank slecht slechte snel snelle sommige soms soort spoed stad sterk sterke steeds stil
stille stuk te tegen ten ter terug tijd tijdens toch toe toen tot traag tussen twee tweede uit uiterst vaak vader
van vandaag vanaf vast vaste veel ver verder vier vijf vlak vlakke vlug voet vol volle voor vooraf voort vorig
vrij vrije vroeg vroege waar wanneer want warm warme was wat week weer weg weinig wel wens werk west wie wij wijd
wijde wil wild wilde wit witte wordt zaak zacht zachte ze zeer zelf zelfs zes zeven zich zie ziet zij zijde zoals
zoet zoete zonder zoon zou zuid zwaar zware zwart zwarte
dochter echtgenoot echtgenote gezin hond honden kat katten kind kinderen kleinkind kleinkinderen moeder ouders
oppas partner schoonmoeder schoonouders schoonvader tiener tieners thuis vrouw weduwe woont wonen huishouden
allergie allergisch baby broer buren buurman buurvrouw gescheiden samenwonend getrouwd huisdier huisgenoot poes
schoonmaakster zus zuster opa oma puber pubers student mevrouw meneer
apr aug dec feb jan jul jun mrt nov okt sep sept bas wim mark roos ton
"""
_NAAMWOORDEN = """
akker baan bak bakker bal balk bank beek berg beren bergen blad blok bloem boer boog boom boon boot bord bos bosch
bouw brand breuk brink brink broek brood brouwer brug buis burg bus camp cant dak dam dekker dek deur dijk doel doos
draad drie dries dijken duin ei eik eind end engel eren ester gaten geel glas gors graaf gras haag haak haan haar
haas hals ham hamer hand haring hart haven heide hek hekken helm hemel heuvel hoed hoek hof hol hond hoorn horn horst
hout huis huizen ijzer kaars kamer kamp kampen kan kap kast keizer ketel kerk kers kist klein klok klomp kloos knop
koe koek kok kolk koning koop koper kop koppel korf korst kraan kracht kramer krans kreek krijger kroon kruis kuil
kuiper kuip kwast laan land lamp last leer leeuw leen leiden lijn lijst linde linden loo loon lood lucht maan maas
maat makelaar maker mans mast meer meester meier mels mens mes meter mest middel molen molenaar mond mos mosterd muis
muller muur naald nagel neus noten ofen oog oor oord oever paal paard pad pan pand park pas peer pen peper pers
pijl pijp pit plaat plas plank plant plein ploeg poel pol pols pool poort poot post pot prins punt put raad raam
rad rand regel riet rijk rijn ring ridder rook roos ros rot rots ruit ruiter sand schaap schaar schaft schepper schild
schip schoen school schouten schut schuur sleutel slot smid snijder snoek spaan spiegel spijker spit spoor sport
staal stal stam star staaf steeg steen steenbergen stek stem ster sterre stoel stok stoof stop straat strik stroom
tak tand tang tap tas tent timmer tol top toorn toren touw tuin turf vaart vat veen veer veld velden ven vis visser
vlak vlas vlieger vliet vloed vlot voet vogel vonk voort vos vries vrijer wacht wagen waal wal want water waters weel
weert weg weide weiden wei werf werk wever wiel wijk wijn wind winkel winter wit woerd wolf wolk wouter woud zaag zaal
zand zee zeeman zijl zomer zwaan zwager
"""
_VOLUIT = (*MAANDEN, *DAGEN)

ALLEDAAGS = frozenset(fold(_ALLEDAAGS).split()) | frozenset(_VOLUIT)
"""Words of any sentence: a surname of one is only seen where it is written as a name."""
NAAMWOORDEN = frozenset(fold(_NAAMWOORDEN).split())
"""Things and trades that are surnames and streets as well, and parts of longer words (opbergkast, vrieskist)."""
AANSPREKINGEN = ("mevrouw", "mevr", "mw", "mej", "de heer", "heer", "dhr", "familie", "fam", "gezin")
"""What stands before a surname and shows that it is one."""
AMBTSWOORDEN = (
    *("gedeputeerde", "gedeputeerden", "gedeputeerde staten", "gedep", "wethouder", "weth"),
    *("burgemeester", "burgem", "bgm", "CvdK"),
    *(
        "commissaris",
        "commissaris van de Koning",
        "commissaris des Konings",
        "CdK",
        "dijkgraaf",
        "dijkgraven",
    ),
    *("heemraad", "heemraden", "dagelijks bestuur", "waterschapsbestuurder", "bestuurder", "ambtsdrager"),
    *("raadslid", "raadsleden", "statenlid", "statenleden", "portefeuillehouder", "volksvertegenwoordiger"),
    *(
        "college van B&W",
        "college van B en W",
        "locoburgemeester",
        "staatssecretaris",
        "politicus",
        "politica",
    ),
    *("hoogheemraad", "hoogheemraden", "dijkgravin", "burgervader", "fractievoorzitter", "kamerlid"),
)
"""Words that tell the office, or that there is one; also as a part of longer words (burgemeesterswoning)."""
