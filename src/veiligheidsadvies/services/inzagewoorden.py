"""Words that an Inzage-uittreksel says by itself, so that they are the name of nobody on it.

A supplier's "Hoofd Uitvoering" hides no heading, and stops no paper that says "uitvoering".
"""

from __future__ import annotations

import re
import typing
from typing import Any

from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.services.inzage_velden import Reden
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.services.verwerkingsregister_stuk import DOEL, GRONDSLAG
from veiligheidsadvies.storage.tables import RECORDS
from veiligheidsadvies.text.formats import fold

_WORD = re.compile(r"[^\W\d_]+")
_FIXED = """
a aan aangevraagd aanvraag adres adviezen adviseur akkoorden antwoord apart artikelen automatisch
autoriteit bekeken bent besluiten besteld betaald beveiligen bewaar bewaard bewaarplicht bewaart bij
bijlagen bzk ccv contract correctie dagen dien doel eens eigen enkel erom erop ervan functionaris
gebruiken gefactureerd gegevensbescherming geld genomen geraamd herkomst hier hoort iets inzage ja
kenmerk klacht klopt kluis krijgt kunnen lang langer lezer minder ministerie monteurs nee nummer
omschrijving ontvangers ook openbaar oplevering organisatie persoon persoonsgegevens politie rechten
reden regels rekening restpunt secretaris sinds soort stappen stil tijd titel toegevoegd tot tweede
uit uittreksel uitvoering uzelf vandaag verantwoordelijke verbeteren verloop versie vraagt vullen
waar werkt wijziging wissen woont
"""
_KINDS: tuple[type[Any], ...] = (
    Dossier,
    *(kind for kind in RECORDS if "dossier_id" in typing.get_type_hints(kind)),
)
_LABELS = [meaning.label for kind in _KINDS for meaning in velden(kind).values()]
INZAGEWOORDEN = PAPIERWOORDEN.union(
    *(
        _WORD.findall(fold(text))
        for text in (_FIXED, DOEL, GRONDSLAG, *_LABELS, *(one.value for one in Reden))
    )
)
"""Folded; a test compares them with the texts in the code of the extract."""
