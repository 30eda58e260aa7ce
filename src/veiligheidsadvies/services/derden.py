"""Names of others in a dossier: left out of what its bestuurder may see of himself (AVG, article 15(4)).

What a field names is known here. A name that stands in a text alone is not: who makes the paper types it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from veiligheidsadvies.domain.aanvraag import Offerte
from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtovergang
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.inzagewoorden import INZAGEWOORDEN
from veiligheidsadvies.services.uitgifteregister_stuk import is_known_office
from veiligheidsadvies.services.vrijgave import Vrijgave
from veiligheidsadvies.services.wachtzin import words
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.masked import Masker
from veiligheidsadvies.text.names_found import Genoemd, names_found
from veiligheidsadvies.text.searched import SearchedText, squeezed
from veiligheidsadvies.text.written_forms import PARTICLES, is_whole_name, name_forms, spellings

WEGGELATEN = "[een ander]"
UW_DOSSIER = "[uw dossier]"
_MOST_SHOWN = 12
_PEOPLE: dict[type[Any], tuple[str, ...]] = {
    Advies: ("adviseur",),
    Bestuurder: ("gezin",),
    Afspraak: ("monteurs", "thuis"),
}
"""The fields in which people stand: one word with a capital is a name there."""
_ROLES: dict[type[Any], tuple[str, ...]] = {
    Maatregel: ("verantwoordelijke", "akkoord_door"),
    Statusovergang: ("door",),
    Opdrachtovergang: ("door",),
    Stap: ("door",),
    Akkoord: ("naam", "voorgesteld_door"),
    Oplevering: ("getekend_door",),
    Blokkade: ("door", "opgeheven_door"),
}
"""The fields in which an office may stand as well: a name has initials or more words there."""
_OWN: dict[type[Any], tuple[str, ...]] = {
    Bestuurder: ("naam", "portefeuille"),
    Woonplek: ("adres", "plaats"),
    Werklocatie: ("naam", "adres"),
}
"""What is his own: a word of it stays readable, though another is called so too."""
_ORDERS: tuple[type[Any], ...] = (Offerte, Opdracht, Contract, Factuur, Exemplaar)
"""What tells which suppliers a dossier has."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]\.\S*\s*\S.*")


class Derden:
    """The names of others that this dossier or the suppliers' papers hold, and the words that were typed."""

    def __init__(self, context: Context, dossier_id: DossierId, ook: Iterable[str] = ()) -> None:
        self._connection, self._dossier_id = context.connection, dossier_id
        self._suppliers = records.list_where(self._connection, Leverancier)
        self._ordinary = Vrijgave(context).ordinary_words() | INZAGEWOORDEN
        self._nouns = frozenset(words())
        person = records.find_where(self._connection, Bestuurder, "dossier_id = ?", (dossier_id,))
        houses = records.list_where(self._connection, Organisatie)
        self._selves = [
            name for name in (person.naam if person else "", *(h.contact_naam for h in houses)) if name
        ]
        self._own = [text for texts in self._values(_OWN) for text in texts] + [
            text for house in houses for text in (house.naam, house.contact_naam)
        ]
        self._own_words = _words(self._own)
        near, far = self._people_of_suppliers()
        people = self._others([*self._people(), *near, *self._roles()])
        whole = {
            form
            for one in (*people, *self._others(far))
            if not one.is_alone
            for form in self._forms(one.naam)
        }
        self._hunted = sorted(form for form in whole if self._is_telling(form))
        code = records.get(self._connection, Dossier, dossier_id).code
        self._code = Masker([code], [], UW_DOSSIER)
        self._names = Masker(
            spelled([*ook, *self._hunted]), spelled(sorted(whole | self._single(people))), WEGGELATEN
        )

    def hunted(self) -> list[str]:
        """What the finished paper is searched for: names in full, never a word by itself."""
        return self._hunted

    def without(self, text: str) -> str:
        """The text with every other's name replaced; nor does the code of his dossier stand in it."""
        return self._names(self._code(text))

    def seem_named(self, texts: Iterable[str]) -> list[str]:
        """What still looks like a name of another in texts that went past `without`: a guess, to read by."""
        known = self._own_words | self._ordinary | _words(supplier.naam for supplier in self._suppliers)
        found = [
            one.naam
            for text in texts
            for one in names_found(text, known, nouns=self._nouns)
            if not (one.is_alone and (one.is_first or fold(one.woorden[0]) in self._nouns))
            and not {fold(word) for word in one.woorden} <= known
        ]
        return list(dict.fromkeys(found))[:_MOST_SHOWN]

    def _forms(self, naam: str) -> set[str]:
        initials = _INITIALS.search(naam)
        forms = {form for form in name_forms(naam) if is_whole_name(form, naam)}
        whole = {form for form in forms if len(_words([form]) - PARTICLES) > 1}
        return whole | {naam, initials[0] if initials else naam}

    def _others(self, found: Iterable[Genoemd]) -> list[Genoemd]:
        return [one for one in found if not self._is_self(one.naam)]

    def _is_self(self, naam: str) -> bool:
        """Whether it is the bestuurder, or who the paper names as the one to ask."""
        return any(
            SearchedText(own).holds(naam) or any(SearchedText(naam).holds(form) for form in self._forms(own))
            for own in self._selves
        )

    def _stands_in_own(self, text: str) -> bool:
        return any(SearchedText(own).holds(text) for own in self._own)

    def _is_telling(self, naam: str) -> bool:
        """Whether a whole name can be nothing else: no words of the paper, and no word when read as one."""
        words_of = {fold(word) for word in _WORD.findall(naam) if len(word) > 1} - PARTICLES
        every = self._ordinary | self._nouns
        ordinary = INZAGEWOORDEN if _INITIALS.search(naam) else every
        return not (words_of <= ordinary or squeezed(naam) in every or self._stands_in_own(naam))

    def _single(self, found: Iterable[Genoemd]) -> set[str]:
        known = self._own_words | self._ordinary
        return {word for one in found for word in one.woorden if fold(word) not in known}

    def _people(self) -> Iterator[Genoemd]:
        for text in [text for found in self._values(_PEOPLE) for text in found]:
            yield from names_found(text, self._ordinary, nouns=self._nouns)

    def _people_of_suppliers(self) -> tuple[list[Genoemd], list[Genoemd]]:
        """Of the suppliers of this dossier, and of the other ones."""
        numbers = {one.leverancier_id for kind in _ORDERS for one in self._of(kind)}
        names = {fold(one.leverancier) for one in self._of(Maatregel)}
        near: list[Genoemd] = []
        far: list[Genoemd] = []
        for supplier in self._suppliers:
            mine = near if supplier.id in numbers or fold(supplier.naam) in names else far
            for text in (supplier.contactpersoon, supplier.ghv_personen):
                found = names_found(text, self._ordinary, nouns=self._nouns)
                mine += [one for one in found if not (one.is_alone and fold(one.naam) in self._nouns)]
        return near, far

    def _roles(self) -> Iterator[Genoemd]:
        """Whole names alone, and not those of companies."""
        firms = [SearchedText(one.naam) for one in self._suppliers]
        texts = [text for found in self._values(_ROLES) for text in found]
        for copy in self._of(Exemplaar):
            texts += [copy.getuige, copy.uitgegeven_door, "" if copy.is_eigen else copy.ontvanger]
        for text in texts:
            for one in [] if is_known_office(text) else names_found(text, self._ordinary):
                is_firm = not one.has_initials and any(firm.holds(one.naam) for firm in firms)
                if not (one.is_alone or is_firm):
                    yield one

    def _values(self, fields: dict[type[Any], tuple[str, ...]]) -> Iterator[list[str]]:
        for kind, names in fields.items():
            for record in self._of(kind):
                yield [str(getattr(record, name)) for name in names]

    def _of(self, kind: type[records.R]) -> list[records.R]:
        return records.list_where(self._connection, kind, "dossier_id = ?", (self._dossier_id,))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for text in texts for word in _WORD.findall(text))


def spelled(names: Iterable[str]) -> list[str]:
    """Each name as it is, and in letters that every keyboard has."""
    return list(dict.fromkeys(form for name in names for form in (name, *spellings(name)[1:])))


def named(names: Iterable[str]) -> list[tuple[str, str]]:
    """What the check of the finished paper hunts; who makes the paper is told which name stopped it."""
    return [(f"naam van een ander: {name}", form) for name in names for form in spelled([name])]
