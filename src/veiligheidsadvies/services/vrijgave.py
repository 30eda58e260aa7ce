"""What a paper of a dossier may never hold for its reader, and looking for it before and after rendering.

The hunted strings come from the fields that are declared sensitive. A string of ordinary words only (a
portfolio "Wonen", a surname that is also a thing in the catalogue, a town in the name of the organisation)
would stand on every paper and prove nothing: it is hunted only together with what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.bestuurder import AMBT_WOORD, Bestuurder
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import GRONDSLAG_WOORD
from veiligheidsadvies.domain.organisatie import TERMEN, Organisatie
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.snapshot_json import Snapshot, to_dict
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.storage import maatregel_table, records
from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.searched import SearchedText
from veiligheidsadvies.text.written_forms import (
    PARTICLES,
    given_names,
    is_whole_name,
    name_forms,
    spellings,
    street_cores,
    street_forms,
)

Gezocht = tuple[str, str]
"""A label that may be told, and the text that is hunted."""

DOSSIERCODE = "dossiercode"
"""The label of a dossier's code."""
PLAATS = frozenset({"plaats", "postcode"})
"""The labels of what tells a place that is not of one person."""
REDEN_VAN = "vrijgavereden:{}:"
"""What a reason that waits for a form on paper is called, by the dossier that the paper is about."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?\n;]+")
_LONG_SENTENCE = 40
_PHONE_DIGITS = 8
_MOST_SPELLED_WORDS = 8
_FREE_TEXT = frozenset({"notitie", "instemming", "gezin"})


@dataclass(frozen=True, slots=True)
class Vrijgave:
    """Collects what is hunted; reading a dossier, writing nothing."""

    context: Context

    def hunted(self, dossier_id: DossierId | None, *, is_own: bool, reader: str = "") -> tuple[Gezocht, ...]:
        """What may not stand on a copy: for the bestuurder's own the code, for any other his name and reach.

        Address and advice text may stand on neither. `reader` is the name on the sheet: somebody with the
        same first name may get it.
        """
        if dossier_id is None:
            return ()
        ordinary = self.ordinary_words()
        common = ordinary | _words(reader) | self._names_of_others()
        weak = self._given_names()
        kept = _kept(
            self._of_dossier(dossier_id, is_own=is_own),
            lambda text: common if text in weak else ordinary,
        )
        if is_own:
            kept.append((DOSSIERCODE, records.get(self.context.connection, Dossier, dossier_id).code))
        return tuple(dict.fromkeys(kept))

    def hunted_everywhere(self, *, fixed: Iterable[str], own: Iterable[str]) -> tuple[Gezocht, ...]:
        """What may not stand on a paper that is about no dossier: of every dossier all that is secret.

        `fixed` are the sentences that always stand on it: a surname of their words proves nothing. `own` are
        the reader's own data: he may live in the same town and his people may bear a surname that is hunted,
        but a whole name, an address or a telephone number is refused there too.
        """
        connection = self.context.connection
        ordinary = self.ordinary_words().union(*(_words(text) for text in fixed))
        theirs = ordinary.union(self._names_of_others(), *(_words(text) for text in own))
        shared = self._shared_words()
        kept: list[Gezocht] = []
        for dossier in records.list_where(connection, Dossier):
            found = self._of_dossier(DossierId(dossier.id or 0), is_own=False)
            kept += _kept(found, lambda text: theirs if text in shared else ordinary)
            kept.append((DOSSIERCODE, dossier.code))
        return tuple(dict.fromkeys(kept))

    def hunted_of_others(self, dossier_id: DossierId) -> tuple[Gezocht, ...]:
        """What may not stand on a paper with all that is held on one person: what is secret of any other.

        He may live in the street or town of another and bear the same name in part; no code stands there.
        """
        connection = self.context.connection
        own = [text for _, text in self._of_dossier(dossier_id, is_own=False)]
        theirs = self.ordinary_words().union(*(_words(text) for text in own), self._shared_parts())
        kept: list[Gezocht] = []
        for dossier in records.list_where(connection, Dossier):
            if dossier.id != dossier_id:
                found = self._of_dossier(DossierId(dossier.id or 0), is_own=False)
                kept += _kept(found, lambda _: theirs)
            kept.append((DOSSIERCODE, dossier.code))
        return tuple(dict.fromkeys(kept))

    def secret_elsewhere(self, dossier_id: DossierId) -> frozenset[str]:
        """What is secret of any other dossier, folded for comparing: the same adviser, town or postcode."""
        connection = self.context.connection
        found: list[Gezocht] = []
        for dossier in records.list_where(connection, Dossier, "id <> ?", (dossier_id,)):
            found += self._of_dossier(DossierId(dossier.id or 0), is_own=False)
        return frozenset(text.strip().casefold() for _, text in _kept(found, lambda _: frozenset()))

    def places_elsewhere(self, dossier_id: DossierId) -> tuple[str, ...]:
        """Where others are: homes and work locations of other dossiers, the organisation, suppliers."""
        connection, other = self.context.connection, ("dossier_id <> ?", (dossier_id,))
        found: list[str] = []
        for home in records.list_where(connection, Woonplek, *other):
            found += [home.postcode, home.plaats]
        for location in records.list_where(connection, Werklocatie, *other):
            found += [location.naam, location.adres]
        for own in records.list_where(connection, Organisatie):
            found += [own.postadres, own.postcode_plaats]
        for supplier in records.list_where(connection, Leverancier):
            found += [supplier.postcode, supplier.plaats]
        return tuple(found)

    def _shared_parts(self) -> frozenset[str]:
        """The words of what several people may have: towns, portfolios, parts of a name."""
        return frozenset().union(*(_words(text) for text in self._shared_words()))

    def _shared_words(self) -> frozenset[str]:
        """Names, towns, portfolios and the last word of a street: what somebody else may have as well."""
        connection = self.context.connection
        homes = records.list_where(connection, Woonplek)
        shared = {home.plaats for home in homes}.union(*(street_cores(home.adres) for home in homes))
        for person in records.list_where(connection, Bestuurder):
            parts = [form for form in name_forms(person.naam) if not is_whole_name(form, person.naam)]
            shared |= {person.portefeuille, *parts}
        return frozenset(shared)

    def _given_names(self) -> frozenset[str]:
        people = records.list_where(self.context.connection, Bestuurder)
        return frozenset(name for person in people for name in given_names(person.naam))

    def _names_of_others(self) -> frozenset[str]:
        """Words of names that may stand on a paper: of the manager and of the suppliers."""
        connection = self.context.connection
        names = [item.contact_naam for item in records.list_where(connection, Organisatie)]
        names += maatregel_table.list_leveranciers(connection)
        names += [item.naam for item in records.list_where(connection, Leverancier)]
        return frozenset().union(*(_words(name) for name in names))

    def _of_dossier(self, dossier_id: DossierId, *, is_own: bool) -> list[Gezocht]:
        connection = self.context.connection
        found = list(self._sensitive(records.get(connection, Dossier, dossier_id), ()))
        for home in records.list_where(connection, Woonplek, "dossier_id = ?", (dossier_id,)):
            found += [*self._sensitive(home, ()), *(("adres", form) for form in street_forms(home.adres))]
        for advies in records.list_where(connection, Advies, "dossier_id = ?", (dossier_id,)):
            found += self._sensitive(advies, ())
        for person in records.list_where(connection, Bestuurder, "dossier_id = ?", (dossier_id,)):
            found += self._sensitive(person, ("naam",) if is_own else ())
            found += _phone(person.telefoon)
            if not is_own:
                found += [("naam", form) for form in name_forms(person.naam)]
        return found

    def _sensitive(self, record: Any, left_out: Iterable[str]) -> Iterator[Gezocht]:
        for name, meaning in velden(type(record)).items():
            value = getattr(record, name)
            if (
                not meaning.gevoelig
                or name in left_out
                or name == "bevoegd_gezag"
                or not isinstance(value, str)
            ):
                continue
            if meaning.lang or name in _FREE_TEXT:
                yield from ((meaning.label.lower(), part) for part in _sentences(value))
            elif value.strip():
                yield meaning.label.lower(), value

    def ordinary_words(self) -> frozenset[str]:
        """What the catalogue, the organisation and the fixed lists say, folded."""
        connection = self.context.connection
        texts: list[str] = [*AMBT_WOORD.values(), *GRONDSLAG_WOORD.values(), *Domein]
        texts += [
            value for terms in TERMEN.values() for value in (terms.bestuur, terms.secretaris, terms.gebied)
        ]
        for item in records.list_where(connection, Organisatie):
            texts += [item.naam, item.contact_naam.split()[-1] if item.contact_naam.strip() else ""]
        lines = records.list_where(connection, Catalogusmaatregel)
        texts += [f"{line.titel} {line.norm}" for line in lines]
        return frozenset().union(*(_words(text) for text in texts))


def _kept(found: Iterable[Gezocht], ordinary: Callable[[str], frozenset[str]]) -> list[Gezocht]:
    """What proves something, each in all its spellings; `ordinary` are the words that prove nothing."""
    kept: list[Gezocht] = []
    for label, text in found:
        words = ordinary(text)
        if _is_ordinary(text, words):
            continue
        kept.append((label, text))
        if len(text.split()) <= _MOST_SPELLED_WORDS:
            others = spellings(text)[1:]
            kept += [(label, other) for other in others if not _is_ordinary(other, words)]
    return kept


def texts_of(snapshot: Snapshot) -> list[str]:
    """Every string that the snapshot holds, in the order of its fields."""
    return list(_strings(to_dict(snapshot)))


def places_in(snapshot: Snapshot, hunted: Iterable[Gezocht]) -> list[str]:
    """The labels of what the snapshot would bring to paper, found before a number is used."""
    texts = [SearchedText(text) for text in dict.fromkeys(texts_of(snapshot))]
    return list(dict.fromkeys(label for label, wanted in hunted if any(text.holds(wanted) for text in texts)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _is_ordinary(text: str, ordinary: frozenset[str]) -> bool:
    """Nothing is proved by finding it: words of the catalogue, or one word that stands on every paper."""
    words = _words(text)
    is_short = len(words - PARTICLES) <= 1
    return words <= (ordinary | PAPIERWOORDEN if is_short else ordinary)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.findall(text) if len(part.strip()) >= _LONG_SENTENCE]


def _phone(number: str) -> list[Gezocht]:
    digits = re.sub(r"\D", "", number)
    return [("telefoon", digits[-_PHONE_DIGITS:])] if len(digits) >= _PHONE_DIGITS else []
