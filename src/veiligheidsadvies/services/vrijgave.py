"""What a paper of a dossier may never hold for its reader, and looking for it before and after rendering.

The hunted strings come from the fields that are declared sensitive. A string of ordinary words only (a
portfolio "Wonen", a surname that is also a thing in the catalogue, a town in the name of the organisation)
would stand on every paper and prove nothing: it is hunted only together with what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.bestuurder import AMBT_WOORD, Bestuurder
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.maatregel import GRONDSLAG_WOORD
from veiligheidsadvies.domain.organisatie import TERMEN, Organisatie
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.snapshot_json import Snapshot, to_dict
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

Gezocht = tuple[str, str]
"""A label that may be told, and the text that is hunted."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?\n;]+")
_NUMBER = re.compile(r"\s+\d.*$")
_LONG_SENTENCE = 40
_PHONE_DIGITS = 8
_TITLES = frozenset(("mevrouw mevr mw de heer dhr mr dr drs ir ing prof jhr").split())  # noqa: SIM905
_PARTICLES = frozenset(
    ("van der den de het ten ter te t in op la le el al von du da dos").split()  # noqa: SIM905
)
_FREE_TEXT = frozenset({"notitie", "instemming", "gezin"})


@dataclass(frozen=True, slots=True)
class Vrijgave:
    """Collects what is hunted; reading a dossier, writing nothing."""

    context: Context

    def hunted(self, dossier_id: DossierId | None, *, is_own: bool) -> tuple[Gezocht, ...]:
        """What may not stand on a copy: for the bestuurder's own the code, for any other his name and reach.

        Address and advice text may stand on neither.
        """
        if dossier_id is None:
            return ()
        ordinary = self.ordinary_words()
        found = self._of_dossier(dossier_id, is_own=is_own)
        kept = [(label, text) for label, text in found if not _is_ordinary(text, ordinary)]
        if is_own:
            kept.append(("dossiercode", records.get(self.context.connection, Dossier, dossier_id).code))
        return tuple(dict.fromkeys(kept))

    def hunted_everywhere(self, *, fixed: Iterable[str], own: Iterable[str]) -> tuple[Gezocht, ...]:
        """What may not stand on a paper that is about no dossier: of every dossier all that is secret.

        `fixed` are the sentences that always stand on it: a surname of their words proves nothing. `own` are
        the reader's own data: he may live in the same town and his people may bear a surname that is hunted,
        but a whole name, an address or a telephone number is refused there too.
        """
        connection = self.context.connection
        ordinary = self.ordinary_words().union(*(_words(text) for text in fixed))
        theirs = ordinary.union(*(_words(text) for text in own))
        shared = self._shared_words()
        kept: list[Gezocht] = []
        for dossier in records.list_where(connection, Dossier):
            found = self._of_dossier(DossierId(dossier.id or 0), is_own=False)
            kept += [
                (label, text)
                for label, text in found
                if not _is_ordinary(text, theirs if text in shared else ordinary)
            ]
            kept.append(("dossiercode", dossier.code))
        return tuple(dict.fromkeys(kept))

    def _shared_words(self) -> frozenset[str]:
        """Surnames, towns and portfolios: what somebody else may have as well."""
        connection = self.context.connection
        shared = {home.plaats for home in records.list_where(connection, Woonplek)}
        for person in records.list_where(connection, Bestuurder):
            forms = name_forms(person.naam)
            shared |= {person.portefeuille, *(forms[2:] or forms[1:])}
        return frozenset(shared)

    def _of_dossier(self, dossier_id: DossierId, *, is_own: bool) -> list[Gezocht]:
        connection = self.context.connection
        found = list(self._sensitive(records.get(connection, Dossier, dossier_id), ()))
        for home in records.list_where(connection, Woonplek, "dossier_id = ?", (dossier_id,)):
            found += [*self._sensitive(home, ()), ("adres", _NUMBER.sub("", home.adres))]
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


def name_forms(naam: str) -> list[str]:
    """The name as it may be written.

    Without forms of address, the surname with its particles, and each half of a double surname.
    """
    surname_first, comma, rest = naam.partition(",")
    natural = f"{rest} {surname_first}" if comma and surname_first.strip() else naam
    natural = natural.replace("-", " - ")
    words = [word for word in natural.split() if word.strip(".").casefold() not in _TITLES - _PARTICLES]
    while words and words[0].casefold() in {"de", "heer"}:
        words.pop(0)
    surname: list[str] = []
    for word in reversed(words):
        if surname and surname[0] != "-" and word != "-" and fold(word).strip("'") not in _PARTICLES:
            break
        surname.insert(0, word)
    halves = " ".join(surname).split(" - ")
    forms = (naam, " ".join(words), " ".join(surname), *(halves if len(halves) > 1 else ()))
    return list(dict.fromkeys(form.replace(" - ", "-") for form in forms if form.strip()))


def texts_of(snapshot: Snapshot) -> list[str]:
    """Every string that the snapshot holds, in the order of its fields."""
    return list(_strings(to_dict(snapshot)))


def places_in(snapshot: Snapshot, hunted: Iterable[Gezocht]) -> list[str]:
    """The labels of what the snapshot would bring to paper, found before a number is used."""
    pages = [" ".join(_WORD.findall(fold(text))) for text in texts_of(snapshot)]
    wanted = [(label, " ".join(_WORD.findall(fold(text)))) for label, text in hunted]
    return list(
        dict.fromkeys(
            label for label, text in wanted if text and any(f" {text} " in f" {page} " for page in pages)
        )
    )


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
    is_short = len(words - _PARTICLES) <= 1
    return words <= (ordinary | PAPIERWOORDEN if is_short else ordinary)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.findall(text) if len(part.strip()) >= _LONG_SENTENCE]


def _phone(number: str) -> list[Gezocht]:
    digits = re.sub(r"\D", "", number)
    return [("telefoon", digits[-_PHONE_DIGITS:])] if len(digits) >= _PHONE_DIGITS else []
