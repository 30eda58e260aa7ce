"""The wall between a threatened family and a stranger: what no paper for a supplier may hold, and finding it.

Everything secret of the dossier and of all others is hunted, through disguises (see `text.vermomming`). What
also stands in the letterhead, in the supplier's own data or in the catalogue only asks for a typed reason.
Bare initials, numbers and the town are not hunted; docs/adr/0012 tells why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.oplevering import Afspraak
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.release import read_back
from veiligheidsadvies.printing.snapshot_json import Snapshot, to_dict
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.papierwoorden import PAPIERWOORDEN
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.gevoelig import Teksten, list_sensitive
from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.gewone_woorden import ALLEDAAGS
from veiligheidsadvies.text.speurlijst import (
    Doel,
    Gezochtlijst,
    Grens,
    Plaatstekst,
    Treffer,
    Woord,
    doel,
    stands_in,
    treffers_in,
)
from veiligheidsadvies.text.speurvormen import (
    AMBT,
    POSTCODE,
    STRAAT,
    address_targets,
    code_targets,
    description_targets,
    email_targets,
    name_targets,
    names_in,
    office_words,
    phone_targets,
    phrase_targets,
    postcode_targets,
    text_targets,
)
from veiligheidsadvies.text.vermomming import squeezed

__all__ = [
    "Ernst",
    "Gezochtlijst",
    "LeverancierVrijgave",
    "Plaatstekst",
    "Treffer",
    "blokkeert",
    "let_op",
    "plaatsteksten",
    "treffers_in",
    "treffers_in_pdf",
]

_RECORDS: tuple[type[Any], ...] = (
    Bestuurder,
    Woonplek,
    Advies,
    Maatregel,
    Stap,
    Bijlage,
    Werklocatie,
    Afspraak,
    Blokkade,
)
_NOT_HUNTED = frozenset({(Woonplek, "plaats")})
_TARGETS = {
    (Woonplek, "postcode"): postcode_targets,
    (Bestuurder, "telefoon"): phone_targets,
    (Bestuurder, "email"): email_targets,
    (Bijlage, "omschrijving"): description_targets,
}
_MOST_LISTS, _MOST_DOSSIERS = 6, 2000
_LETTERHEAD = ("naam", "afdeling", "postadres", "postcode_plaats", "contact_naam", "contact_telefoon")
_SUPPLIER = ("naam", "adres", "postcode", "plaats", "contactpersoon", "telefoon", "email", "ghv_personen")
_Content = tuple[bool, tuple[str, str, str], tuple[tuple[type[Any], Teksten], ...]]
"""Of one dossier: whether the paper is about it, its code, authority and note, and its sensitive texts."""


@dataclass(frozen=True, slots=True)
class LeverancierVrijgave:
    """Compiles what is hunted, reading only; keeps it until one of the records says something else."""

    context: Context
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def gezocht(
        self,
        dossier_id: DossierId | None,
        leverancier_id: LeverancierId | None = None,
        *,
        briefhoofd: Iterable[str] = (),
        adres: Iterable[str] = (),
    ) -> Gezochtlijst:
        """What may not stand on a paper for this supplier; `briefhoofd` are more sentences that always do.

        `adres` are the lines of the address that an annex is there to tell: no street or postcode that stands
        in them is hunted, but a name that does is. Of other dossiers (of all of them without `dossier_id`)
        everything but first names and parts of a street is hunted too: somebody else has those as well.
        """
        bearing, fixed = tuple(adres), tuple(briefhoofd)
        asked = (dossier_id, leverancier_id, fixed, bearing)
        if self.context.vault.connection.is_in_transaction:  # what is taken back again must not be kept
            return self._compiled(dossier_id, leverancier_id, fixed=fixed, bearing=bearing)
        written = self._written()
        if self._memo.get("written") != written or len(self._memo["asked"]) >= _MOST_LISTS:
            self._memo["written"], self._memo["asked"] = written, {}
        answers: dict[Any, Gezochtlijst] = self._memo["asked"]
        if asked not in answers:
            answers[asked] = self._compiled(dossier_id, leverancier_id, fixed=fixed, bearing=bearing)
        return answers[asked]

    def _written(self) -> tuple[int, ...]:
        """Differs as soon as anything was written, by this connection or by another one."""
        connection = self.context.connection
        return tuple(
            connection.execute(sql).fetchone()[0] for sql in ("PRAGMA data_version", "SELECT total_changes()")
        )

    def _compiled(
        self,
        dossier_id: DossierId | None,
        leverancier_id: LeverancierId | None,
        *,
        fixed: tuple[str, ...],
        bearing: tuple[str, ...],
    ) -> Gezochtlijst:
        known = (*self._known(leverancier_id), *fixed)
        catalogue = self._catalogue()
        content = self._contents(dossier_id)
        key = (tuple(content), known, bearing, catalogue)
        lists: dict[Any, Gezochtlijst] = self._memo.setdefault("lists", {})
        if key not in lists:
            while len(lists) >= _MOST_LISTS:
                del lists[next(iter(lists))]
            hunted = tuple(dict.fromkeys(one for each in content for one in self._doelen(each)))
            told = stands_in([one for one in hunted if one.soort in {STRAAT, POSTCODE}], bearing)
            doelen = [
                *(replace(one, ernst=Ernst.IN_ORDE) for one in told),
                *_office((*known, *bearing), catalogue),
                *_weighed((one for one in hunted if one not in told), known, catalogue),
            ]
            lists[key] = Gezochtlijst(doelen=tuple(doelen))
        return lists[key]

    def _contents(self, dossier_id: DossierId | None) -> list[_Content]:
        connection = self.context.connection
        texts = {kind: list_sensitive(connection, kind) for kind in _RECORDS}
        return [
            (
                dossier.id == dossier_id,
                (dossier.code, dossier.bevoegd_gezag, dossier.notitie),
                tuple((kind, one) for kind in _RECORDS for one in texts[kind].get(dossier.id or 0, ())),
            )
            for dossier in records.list_where(connection, Dossier)
        ]

    def _doelen(self, content: _Content) -> tuple[Doel, ...]:
        kept = self._memo.setdefault("dossiers", {})
        if content not in kept:
            while len(kept) >= _MOST_DOSSIERS:
                del kept[next(iter(kept))]
            kept[content] = tuple(_hunted(content))
        found: tuple[Doel, ...] = kept[content]
        return found

    def _known(self, leverancier_id: LeverancierId | None) -> tuple[str, ...]:
        connection = self.context.connection
        texts = [
            getattr(own, name) for own in records.list_where(connection, Organisatie) for name in _LETTERHEAD
        ]
        if leverancier_id is not None:
            supplier = records.get(connection, Leverancier, leverancier_id)
            texts += [getattr(supplier, name) for name in _SUPPLIER]
        return tuple(text for text in texts if text.strip())

    def _catalogue(self) -> tuple[str, ...]:
        lines = records.list_where(self.context.connection, Catalogusmaatregel)
        return tuple(text for line in lines for text in (line.titel, line.norm) if text)


def _office(known: tuple[str, ...], catalogue: tuple[str, ...]) -> Iterator[Doel]:
    """Words for the office; milder in the letterhead's words and within a whole line of the catalogue."""
    every = office_words()
    explained = stands_in(every, known)
    for one in every:
        yield replace(one, ernst=Ernst.LET_OP) if one in explained else one
    for text in catalogue:
        if stands_in(every, (text,)):
            yield replace(doel(AMBT, text, Grens.HEEL), ernst=Ernst.LET_OP)


def _weighed(hunted: Iterable[Doel], known: tuple[str, ...], catalogue: tuple[str, ...]) -> Iterator[Doel]:
    """Milder for what also stands in the letterhead, the supplier's data or the catalogue."""
    every = tuple(hunted)
    explained = stands_in(every, (*known, *catalogue))
    words = {word for text in catalogue for word in fold(text).split()}
    plain = PAPIERWOORDEN | ALLEDAAGS | {squeezed(word) for word in words}
    for one in every:
        if one.is_zwak and (one in explained or plain.issuperset(one.woorden or (one.letters,))):
            continue
        if one in explained:
            yield replace(one, ernst=Ernst.LET_OP)
        elif one.letters in PAPIERWOORDEN:
            yield replace(one, woord=Woord.ALLEDAAGS)
        else:
            yield one


def plaatsteksten(snapshot: Snapshot) -> tuple[Plaatstekst, ...]:
    """Every text that a snapshot brings to paper, in order; the place is the path of its fields."""
    return tuple(_texts(to_dict(snapshot), ()))


def treffers_in_pdf(pdf: bytes, gezocht: Gezochtlijst, *, logkop: str = "") -> tuple[Treffer, ...]:
    """What a finished, not yet encrypted paper holds: on its pages and in all that is not seen of it."""
    places = [Plaatstekst(plaats=place, tekst=text) for place, text in read_back(pdf, logkop=logkop)]
    return treffers_in(places, gezocht)


def blokkeert(treffers: Iterable[Treffer]) -> tuple[Treffer, ...]:
    """The finds that refuse release."""
    return tuple(hit for hit in treffers if hit.ernst is Ernst.BLOKKEERT)


def let_op(treffers: Iterable[Treffer]) -> tuple[Treffer, ...]:
    """The finds that are released with a typed reason and an Akkoord."""
    return tuple(hit for hit in treffers if hit.ernst is Ernst.LET_OP)


def _hunted(content: _Content) -> Iterator[Doel]:
    is_own, (code, authority, note), parts = content
    yield from code_targets(code)
    yield from phrase_targets(authority)
    yield from text_targets(note)
    for kind, values in parts:
        for name, value in values:
            if (kind, name) not in _NOT_HUNTED:
                yield from _of_field(kind, name, value, is_own=is_own)


def _of_field(kind: type[Any], name: str, value: str, *, is_own: bool) -> Iterator[Doel]:
    if (kind, name) in _TARGETS:
        yield from _TARGETS[kind, name](value)
    elif (kind, name) == (Woonplek, "adres"):
        yield from address_targets(value, has_core=is_own)
    elif (kind, name) in {(Bestuurder, "naam"), (Advies, "adviseur")}:
        yield from name_targets(value, has_given=is_own and kind is Bestuurder)
    elif (kind, name) in {(Bestuurder, "gezin"), (Afspraak, "thuis")}:
        yield from names_in(value, has_given=is_own)
        yield from text_targets(value)
    elif velden(kind)[name].lang or name == "instemming":
        yield from text_targets(value)
    else:
        yield from phrase_targets(value)


_SPOKEN = {
    "regels": "regel",
    "afspraken": "afspraak",
    "resten": "restpunt",
    "punten": "punt",
    "partijen": "briefhoofd",
    "wijzigt": "wat wijzigt",
}


def _spoken(path: tuple[str, ...]) -> str:
    """The path of a text for people: `regel 3, eis`."""
    found: list[str] = []
    for step in path[1:] if path[:1] == ("inhoud",) and len(path) > 1 else path:
        if step.isdigit() and found:
            found[-1] = f"{found[-1]} {step}"
        else:
            found.append(_SPOKEN.get(step, step))
    return ", ".join(found)


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[Plaatstekst]:
    if isinstance(value, str):
        place = _spoken(path)
        column = " ".join(step for step in path if not step.isdigit())
        yield Plaatstekst(plaats=place, tekst=value, sleutel=":".join(path), kolom=column)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*path, str(name)))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value, 1):
            yield from _texts(item, (*path, str(number)))
