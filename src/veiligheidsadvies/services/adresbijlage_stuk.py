"""What the annex says: where, when and how to behave; nothing of what, for whom or for which organisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from veiligheidsadvies.domain.errors import AdresOntbreekt
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId
from veiligheidsadvies.domain.oplevering import Afspraak
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.leverancier_snapshots import AdresbijlageStuk
from veiligheidsadvies.printing.snapshots import Gegeven, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leverancier_blad import call, is_home, sheet, short_number, telephone
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_words

TIJD = "Dag en tijd"
"""The one fact of the annex that is typed for it."""
_INLEIDING = "Dit blad zegt waar. Wat u daar doet, staat in de opdracht. Bewaar die twee nooit bij elkaar."
_OMGANG = (
    "Houd het bij u. Leg het niet in de auto.",
    "Fotografeer het niet, schrijf het niet over en stuur het niet door.",
    "Typ het adres niet in navigatie, planning of werkbon. Moet het toch, wis het dan bij aankomst.",
    "Geef het blad na het werk terug. Kwijt? Bel direct, ook ’s nachts.",
)


def adresbijlage_stuk(context: Context, opdracht_id: OpdrachtId, ontvanger: Ontvanger) -> AdresbijlageStuk:
    """The annex for who takes it over; InvalidInput without a person, AdresOntbreekt without a place."""
    opdracht = records.get(context.connection, Opdracht, opdracht_id)
    organisatie = Bladgegevens(context).organisatie()
    visit = find_appointment(context, opdracht_id)
    number = short_number(opdracht)
    blad = replace(
        sheet(context, "Adresbijlage", number, ontvanger),
        rubricering=Rubricering.STRIKT_VERTROUWELIJK,
        toevoeging="alleen in handen van de ontvanger",
        veld_naam="Hoort bij",
        organisatie=_found(organisatie),
        voetregel="Niet kopiëren – retour binnen 24 uur na het werk",
    )
    return AdresbijlageStuk(
        blad=blad,
        inleiding=_INLEIDING,
        adres=adresregels(context, opdracht_id),
        bezoek=_visit(opdracht, organisatie, visit),
        omgang=_OMGANG,
        retour=due_words(last_day(visit)),
    )


def adresregels(context: Context, opdracht_id: OpdrachtId) -> tuple[str, ...]:
    """The address of the work in lines; AdresOntbreekt when the order bears none or none was entered."""
    opdracht = records.get(context.connection, Opdracht, opdracht_id)
    lines: tuple[str, ...] = ()
    if opdracht.draagt_adres and opdracht.woonplek_id is not None:
        home = records.get(context.connection, Woonplek, opdracht.woonplek_id)
        lines = (home.adres, "  ".join(part for part in (home.postcode, home.plaats) if part))
    elif opdracht.draagt_adres and opdracht.werklocatie_id is not None:
        place = records.get(context.connection, Werklocatie, opdracht.werklocatie_id)
        lines = tuple(part.strip() for part in place.adres.replace("\n", ",").split(","))
    filled = tuple(line for line in lines if line.strip())
    if not filled:
        raise AdresOntbreekt
    return filled


def find_appointment(context: Context, opdracht_id: OpdrachtId) -> Afspraak | None:
    """The appointment that holds, the last one made."""
    found = records.list_where(
        context.connection, Afspraak, "opdracht_id = ? AND is_vervallen = 0", (opdracht_id,), order="id"
    )
    return found[-1] if found else None


def last_day(visit: Afspraak | None) -> dt.date | None:
    """The day after the work, before which the annex must be back."""
    return visit.dag + dt.timedelta(days=1) if visit else None


def _visit(opdracht: Opdracht, organisatie: Organisatie, visit: Afspraak | None) -> tuple[Gegeven, ...]:
    when = date_words(visit.dag, weekday=True) + (f", {visit.tijd}" if visit.tijd else "") if visit else ""
    nobody = "bel niet met de bewoner" if is_home(opdracht) else "bel niemand anders"
    facts = (
        (TIJD, when or "hoort u van ons, niet per e-mail"),
        ("Bij aankomst", f"{call(organisatie)} en noem alleen “{short_number(opdracht)}”"),
        ("Toegang", "wacht tot er wordt opengedaan; ga nergens uit uzelf naar binnen"),
        ("Parkeren", "op de openbare weg, niet voor de deur; auto zonder opschrift"),
        ("Problemen", f"{call(organisatie)}; {nobody} over het werk"),
    )
    return tuple(Gegeven(label=label, tekst=text) for label, text in facts)


def due_words(day: dt.date | None) -> str:
    """When the sheet must be back."""
    return f"retour uiterlijk {date_words(day, weekday=True)}" if day else "retour binnen 24 uur na het werk"


def _found(organisatie: Organisatie) -> str:
    number = telephone(organisatie)
    if not number:
        return "Gevonden? Breng dit blad naar de politie en noem het nummer."
    return f"Gevonden? Bel {number} en noem het nummer."
