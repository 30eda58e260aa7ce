"""Words that stand on every paper by themselves, so that finding them proves nothing.

A surname such as Dag, Blad or De Laat is one of them: it is hunted with its initials only.
"""

from __future__ import annotations

from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.text.formats import DAGEN, MAANDEN, fold

_FIXED = """
aantal aantallen advies adviesgesprek afspraak akkoord al algemeen alleen alles als altijd bedrag
bedragen bedrijfsvoering behalve beheer besluit bespreken bestuurder betaalt betaler blad blz btw
concept daarna dag dan datum de deze die direct dit document domein dossier een eerst er ervoor euro
ex exemplaar fictief fiscaal ga gaat geadviseerd geadviseerde gebruik geen gemeenteraad gereed
geregeld gevaar gevraagd grond grondslag handtekening het hoe huis in incl inclusief indicatie
ingevoerd is jaar keurmerk klaar komen kopieren kosten kruis laat laatste laste later leverancier
logkop loonbelasting loopt maand maatregel maatregelen maatregelenplan manager met mevrouw moet naam
nacht namen neemt niet noem nog norm nr nu om onder ontvanger op open over pagina paraaf
persoonsbeveiliging plan politiekeurmerk post posten provinciale punt punten raming ramingen regel
regelt retour ruchtbaarheid safety samenvatting scherm security staat stand status strikt te ten
termijn thuis totaal u uiterlijk uitgegeven uitgesplitst uw van vernietigen vertrouwelijk
vertrouwelijke voor voorbeeld voort voorwaarde vraag vragen vrij vrijgesteld waarom wacht wanneer
wat wees welke werk werkgever weten wie wij wonen wordt zelf zien zijn zonder zorg zorgen
"""
PAPIERWOORDEN = frozenset(
    word
    for text in (_FIXED, *MAANDEN, *DAGEN, *(status.woord for status in Status))
    for word in fold(text).split()
)
"""Folded; a test compares them with the papers."""

JAARWOORDEN = (
    "aansluiting alleen alle begroot begroting besteld betaald bestand bijhoudt binnenversie btw buiten "
    "categorie contract contracten controle deze door doorloopt een einde euro excl exemplaren fiscale "
    "gefactureerd geraamd gezien grootboek hoort incl inclusief intern lezer loopt niet niets nummer offerte "
    "onderdeel opzeggen papier per samen staan stand tekort toe uit van vastgesteld verplicht verschil "
    "versleuteld vervolg vullen waar wat wie wijze zo leest"
)
"""What the papers of a year say beside their snapshot: headings of tables and of notes."""
