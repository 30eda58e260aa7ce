"""Fills the Inzage-uittreksel of a bestuurder: all that is held on him, why, for how long, and his rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Bewaarstand
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.bewaren_snapshots import InzageUittreksel, Onderdeel
from veiligheidsadvies.printing.snapshots import Alinea, Gegeven
from veiligheidsadvies.services.bewaarlijst import Bewaarlijst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.derden import Derden, named
from veiligheidsadvies.services.inzage_lezing import Lezing
from veiligheidsadvies.services.inzage_nummers import Nummers
from veiligheidsadvies.services.inzage_onderdelen import Onderdelen
from veiligheidsadvies.services.inzage_velden import Reden
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN
from veiligheidsadvies.services.verwerkingsregister_stuk import DOEL, GRONDSLAG
from veiligheidsadvies.services.vrijgave import places_in
from veiligheidsadvies.text.formats import date_full

WEGGELATEN = (
    *(reden.value for reden in Reden),
    "Wat politie en Openbaar Ministerie van u weten. Dat staat niet in deze kluis.",
)
ONTVANGERS = (
    "uzelf, de secretaris en wie over geld gaat (onder code), het CCV en BZK, en leveranciers: alleen het "
    "werk, en het adres op een apart blad"
)


def inzage_uittreksel(
    context: Context, dossier_id: DossierId, ook_weg: Sequence[str] = ()
) -> InzageUittreksel:
    """The extract, always for the person himself, also without `ook_weg`.

    InvalidInput for a dossier without a person, and for a word that the paper itself must say.
    """
    sheets = Bladgegevens(context)
    sheet = sheets.blad("Inzage-uittreksel", dossier_id, EIGEN)
    organisatie = sheets.organisatie()
    people, numbers = Derden(context, dossier_id, ook_weg), Nummers(context, dossier_id)
    parts = Onderdelen(Lezing(context, dossier_id, people, numbers))
    stand = Bewaarlijst(context).stand(dossier_id, Bewaarsoort.DOSSIER)
    contact = " ".join(part for part in (organisatie.contact_naam, organisatie.contact_telefoon) if part)
    made = InzageUittreksel(
        blad=replace(sheet, voetregel="Van uzelf – bewaar dit blad veilig, uw adres staat erop"),
        inleiding=f"Dit is wat {sheet.organisatie} over u bewaart om u te kunnen beveiligen, zoals het "
        "vandaag in de kluis staat.",
        onderdelen=tuple(parts.all()),
        verwerking=Onderdeel(
            kop="Waarom en hoe lang",
            gegevens=(
                Gegeven(label="Doel", tekst=DOEL),
                Gegeven(label="Grondslag", tekst=GRONDSLAG),
                Gegeven(label="Herkomst", tekst="van uzelf, uit het advies, en uit de uitvoering ervan"),
                Gegeven(label="Ontvangers", tekst=ONTVANGERS),
                Gegeven(label="Bewaard tot", tekst=_until(stand)),
                Gegeven(label="Bekeken", tekst=parts.looked()),
                Gegeven(label="Besluiten", tekst="geen enkel besluit wordt automatisch genomen"),
            ),
        ),
        weggelaten=WEGGELATEN,
        rechten=(
            Alinea(
                kop="Klopt er iets niet?",
                tekst="U kunt vragen gegevens te verbeteren, aan te vullen, te wissen of minder te "
                f"gebruiken (AVG, artikelen 16 tot en met 21). Vraag het {contact or 'de organisatie'}.",
            ),
            Alinea(
                kop="Niet eens met het antwoord?",
                tekst="Vraag het de functionaris gegevensbescherming, of dien een klacht in bij de "
                "Autoriteit Persoonsgegevens.",
            ),
        ),
    )
    stay = [nr for nr, word in enumerate(ook_weg, start=1) if places_in(made, named([word]))]
    if stay:
        raise InvalidInput([Problem("ook_weg", "hoort_op_blad", {"regel": stay[0]})])
    return made


def _until(stand: Bewaarstand) -> str:
    rule = stand.regel.termijn
    day = f": {date_full(stand.tot)}" if stand.tot else ""
    hold = "; de termijn staat stil door een bewaarplicht" if stand.blokkades else ""
    return f"{rule}{day}; bedragen en nummers langer, zonder uw naam{hold}"
