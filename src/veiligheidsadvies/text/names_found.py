"""What looks like the name of a person in a text that somebody typed. Pure: text in, names out.

A guess by capitals and initials: `Partner J. Smit (CCV)` gives J. Smit. Who calls it says which words are
ordinary; short words of family and of sentences are known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from veiligheidsadvies.text.formats import DAGEN, MAANDEN, fold
from veiligheidsadvies.text.written_forms import PARTICLES

_TOKEN = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_NEW_SENTENCE = re.compile(r"[.!?:;·\n(]")
_SPACE = re.compile(r"[ \u00a0]+[’']?")
_MORE = re.compile(r"\s*(?:[,&+/(]|en\b)\s*[^\W_]")
_ACRONYM = 5
_FIXED = """
partner echtgenoot echtgenote man vrouw vriend vriendin verloofde ex kind kinderen kleinkind kleinkinderen
zoon zoons zonen zoontje dochter dochters dochtertje baby peuter kleuter puber tweeling moeder vader ouder
ouders schoonouders schoonmoeder schoonvader schoonzoon schoondochter oma opa grootouders broer broers
broertje zus zussen zusje neef nicht oom tante gezin familie huisgenoot huisgenoten bewoner bewoners
buurman buurvrouw buren oppas huishoudster schoonmaker schoonmaakster hulp huismeester alleenstaand
getrouwd gehuwd gescheiden samenwonend samen weduwe weduwnaar thuiswonend uitwonend thuis niemand iemand
onbekend geen nog niet een twee drie vier vijf zes beide beiden allen allebei alle allemaal alles ook
meestal soms vaak altijd nooit overdag avond avonds woont wonen werkt werken zit zitten gaat is zijn was
waren heeft hebben had kan kunnen moet mag wil wordt hij zij ze we wij u uw je ik deze die dat dit er hier
daar hun haar het de en of met zonder naar bij voor na tot van in op uit om door over tussen onder boven
wie wat waar wanneer hoe waarom als dan maar want omdat sinds vanaf volgens tijdens tegen zodra eerst
daarna verder liefst mogelijk graag let vraag belt bel mevrouw mevr mw mevr meneer heer dhr ja nee zie
hond honden kat katten monteur monteurs afdeling receptie planning beveiliging secretariaat
hoofd team teamleider bureau directeur directie manager coordinator adviseur functionaris medewerker officier
voorzitter secretaris griffier burgemeester wethouder gedeputeerde commissaris dijkgraaf stichting vereniging
gemeente provincie waterschap politie ministerie bedrijf firma kantoor installatie installateur
"""
_ORDINARY = frozenset(map(fold, (*_FIXED.split(), *MAANDEN, *DAGEN)))
"""Words of family and of sentences that are no name, though a sentence may begin with them."""
_FAMILY = "dochter dochters zoon zoons zonen moeder vader ouders kind kinderen broer broers zus zussen"
_TRADES = "leider manager adviseur medewerker monteur directeur functionaris coordinator beheerder"
_COMPOUND = re.compile(
    rf"(?:klein|stief|pleeg|schoon|groot|half|buur)(?:{'|'.join(_FAMILY.split())})"
    rf"|\w+(?:{'|'.join(_TRADES.split())})s?"
)
"""Family and trades in one word, folded: kleindochter, projectleider."""
_ENDING = re.compile(r"\w+(?:(?<!w)ig|lijks?|baar|loos|heid|ing|atie|teit)")
"""What a name seldom ends in, folded: aanwezig, verpleging."""
_LOWER = re.compile(r"[ \u00a0]+[^\W\d_A-Z]")
_OFFICES = frozenset(
    {"hoofd", "afdeling", "bureau", "functionaris", "team", "dienst", "sector", "directie", "medewerker"}
)
_AFTER = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted(_OFFICES))})\s+(?:\w+\s+(?:en|&)\s+)?"
    r"|(?:(?:in|bij|te|nabij|vanuit)\s+(?:(?:de|het)\s+)?|het\s+))$",
    re.IGNORECASE,
)
"""What comes next is a department, a firm or a place, unless it has initials."""
_AFTER_TRADE = re.compile(rf"\w(?:{'|'.join(_TRADES.split()[:2])})\s+$|(?<!\w)manager\s+$", re.IGNORECASE)
"""One word after it is what he leads: Projectleider Techniek."""
_BEFORE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Genoemd:
    """Something that looks like a name: as it stands, and its words with a capital.

    `is_first`: a sentence begins with it.
    """

    naam: str
    woorden: tuple[str, ...]
    has_initials: bool
    is_first: bool

    @property
    def is_alone(self) -> bool:
        """One such word without initials."""
        return len(self.woorden) == 1 and not self.has_initials


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    is_first: bool

    @property
    def is_initials(self) -> bool:
        return _INITIALS.fullmatch(self.text) is not None and self.text[0].isupper()

    @property
    def is_particle(self) -> bool:
        return fold(self.text) in PARTICLES

    @property
    def is_name(self) -> bool:
        begin = self.text.partition("-")[0]
        is_acronym = len(begin) <= _ACRONYM and begin.isupper()
        return begin[0].isupper() and not is_acronym


def names_found(text: str, ordinary: Collection[str] = (), *, nouns: Collection[str] = ()) -> list[Genoemd]:
    """Each run of capitals and initials with a name in it, in order; the same one as often as it stands.

    `ordinary` words (folded) are never the first of a name, `nouns` not when they begin a sentence, unless
    others are listed after it: Roos en Pim.
    """
    found = []
    for words in _runs(text):
        run = _person(_stripped(words, lambda word: _is_ordinary(word, text, ordinary, nouns)))
        names = _names(run)
        initials = any(word.is_initials for word in run)
        if names and (initials or not _is_place(text[: run[0].start], is_alone=len(names) == 1)):
            naam = text[run[0].start : run[-1].end]
            found.append(Genoemd(naam=naam, woorden=names, has_initials=initials, is_first=run[0].is_first))
    return found


def _stripped(run: list[_Word], is_ordinary: Callable[[_Word], bool]) -> list[_Word]:
    """A run from its first word that may begin a name to its last that may end one."""
    while run and (is_ordinary(run[0]) or (run[0].is_particle and not run[0].text[0].isupper())):
        run = run[1:]
    while run and run[-1].is_particle:
        run = run[:-1]
    return run


def _names(run: list[_Word]) -> tuple[str, ...]:
    return tuple(word.text for word in run if word.is_name and not word.is_particle)


def _person(run: list[_Word]) -> list[_Word]:
    """A run until the office that its person holds: J. Smit Hoofd Techniek."""
    for at, word in enumerate(run):
        if fold(word.text) in _OFFICES and _names(run[:at]):
            return run[:at]
    return run


def _is_place(before: str, *, is_alone: bool) -> bool:
    """Whether what stands before a run tells that it is a department, a firm or a place."""
    near = before[-_BEFORE:]
    return bool(_AFTER.search(near) or (is_alone and _AFTER_TRADE.search(near)))


def _is_ordinary(word: _Word, text: str, ordinary: Collection[str], nouns: Collection[str]) -> bool:
    """Whether a run does not begin with this word after all."""
    plain = fold(word.text)
    if word.is_initials:
        return False
    if plain in _ORDINARY or plain in ordinary:
        return not word.is_particle or word.is_first
    if _COMPOUND.fullmatch(plain) or (
        word.is_first and _ENDING.fullmatch(plain) and _LOWER.match(text, word.end)
    ):
        return True
    return plain in nouns and word.is_first and not _MORE.match(text, word.end)


def _runs(text: str) -> Iterator[list[_Word]]:
    """Words with nothing but spaces between them, that a name may be made of."""
    run: list[_Word] = []
    until = 0
    for match in _TOKEN.finditer(text):
        gap = text[until : match.start()]
        word = _Word(match[0], match.start(), match.end(), _NEW_SENTENCE.search(gap) is not None or not until)
        is_next = _SPACE.fullmatch(gap) is not None or (not gap and bool(run) and run[-1].is_initials)
        fits = word.is_initials or word.is_name or word.is_particle
        if run and not (is_next and fits):
            yield run
            run = []
        is_begin = word.is_initials or word.is_name
        if fits and (run or is_begin):
            run.append(word)
        until = match.end()
    if run:
        yield run
