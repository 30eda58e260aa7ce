"""The ways in which a name or a street may be written, so that no other spelling of it slips past a search.

Pure: text in, texts out. What is found with them is compared by `text.searched`, without case and accents.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

from veiligheidsadvies.text.formats import fold

_TITLE = "mevrouw mevr mw mej heer dhr mr dr drs ir ing prof jhr msc bsc mba phd llm mpa jr sr jnr snr"
_TITLES = frozenset(_TITLE.split())
_FOREIGN = frozenset({"la", "le", "el", "al", "von", "du", "da", "dos"})
PARTICLES = _FOREIGN | frozenset({"van", "der", "den", "de", "het", "ten", "ter", "te", "t", "in", "op"})
"""Small words inside a surname, folded."""
_AROUND = '()[]"“”,;:'
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]+\.)+(?:[^\W\d_]+\.?)?|[^\W\d_]\.?-[^\W\d_]\.?")
_NUMBER = re.compile(r"\s+\d.*$")
_MOST_FORMS = 64

_SPELLINGS: dict[str, tuple[str, ...]] = {
    **{"đ": ("d", "dj"), "ð": ("d", "dj"), "ø": ("o", "oe"), "ö": ("o", "oe"), "ä": ("a", "ae")},
    **{"ü": ("u", "ue"), "å": ("a", "aa"), "æ": ("ae", "a", "e"), "œ": ("oe", "o"), "ß": ("ss", "sz", "s")},
    **{"þ": ("th", "t"), "ĳ": ("ij", "y"), "ij": ("ij", "y"), "ÿ": ("y", "ij"), "y": ("y", "ij")},
}
"""One letter, and how it is typed by who has no key for it; the first is what `fold` makes of it."""
_SPELLED = re.compile("ij|[" + "".join(letter for letter in _SPELLINGS if len(letter) == 1) + "]")

_ALIKE = tuple(
    tuple(group.split())
    for group in (
        *("burgemeester burg burgem bgm bgmr", "wethouder weth", "commissaris comm", "minister min"),
        *(
            "doctor dokter dr",
            "professor prof",
            "meester mr",
            "ingenieur ir ing",
            "dominee ds",
            "pastoor past",
        ),
        *("generaal gen", "admiraal adm", "kolonel kol", "kapitein kap", "luitenant lt", "president pres"),
        *("prins pr", "prinses prs", "koning kon", "koningin kon", "jonkheer jhr", "graaf gr", "sint st"),
        *("monseigneur mgr", "nieuwe nw nwe", "oude oud", "grote gr", "kleine kl", "eerste 1e", "tweede 2e"),
        *("van v", "der d", "den d", "de d"),
    )
)
"""Words in front of a street name, each with its abbreviations."""
_STREETS: dict[str, tuple[str, ...]] = {
    **{"straat": ("str",), "laan": ("ln",), "weg": ("wg",), "plein": ("pln", "pl"), "plantsoen": ("plnts",)},
    **{"singel": ("sngl",), "gracht": ("gr",), "kade": ("kd",), "dijk": ("dk",), "dreef": ("dr",)},
    **{"boulevard": ("blvd", "boul", "bd"), "park": ("pk",), "hof": (), "steeg": (), "baan": (), "pad": ()},
    **{"markt": (), "ring": (), "haven": (), "wal": ()},
}
"""The ends of a street name, each with its abbreviations."""
_SHORTEST_STEM = 3


def name_forms(naam: str) -> list[str]:
    """The name as it may be written, most complete first; the first is `naam` itself.

    Without forms of address; with initials only; the surname with its particles, each part of a double
    surname (joined by a hyphen or a space), and each first name. A word after a Dutch particle (Van Dijk)
    stays with it; initials are no form.
    """
    given, surname = _divided(naam)
    last = _joined(surname)
    letters = ".".join(word[0] for word in given if word != "-")
    forms = [naam, _joined([*given, *surname]), f"{letters}. {last}" if letters and last else "", last]
    return list(
        dict.fromkeys(form for form in (*forms, *_halves(surname), *given_names(naam)) if form.strip())
    )


def given_names(naam: str) -> list[str]:
    """What stands before the last surname, a word each and no initials: first names, or a first surname."""
    given, _ = _divided(naam)
    whole = [word for word in _joined(given).split() if not _INITIALS.fullmatch(word)]
    parts = [word for word in given if word != "-" and not _INITIALS.fullmatch(word)]
    return [word for word in dict.fromkeys((*whole, *parts)) if fold(word).strip("'") not in PARTICLES]


def name_parts(naam: str) -> tuple[list[str], list[str]]:
    """First names or initials, and the surname with its particles, as words; a hyphen is a word of its own."""
    return _divided(naam)


def is_whole_name(form: str, naam: str) -> bool:
    """Whether this form names one person: all of `naam`, or a surname with what stands before it."""
    given, surname = _divided(naam)
    return form == naam or (bool(given) and form in name_forms(naam)[:3] and form != _joined(surname))


def street_forms(adres: str) -> list[str]:
    """The street of an address as it may be written, without its number: first as it stands.

    `Burgemeester Jansenstraat 12` gives Burg. Jansenstr too, and Jansenstraat; `Kerkstr. 12` gives Kerkstraat.
    Abbreviations are given without their dots: compare with `text.searched`.
    """
    street = _NUMBER.sub("", adres).strip()
    words = re.findall(r"[^\W_]+|'", fold(street))
    if not words:
        return []
    last = _ends(words[-1], has_more=len(words) > 1)
    before = [_alike(word) for word in words[:-1]]
    forms = [" ".join(choice) for choice in itertools.islice(itertools.product(*before, last), _MOST_FORMS)]
    return list(dict.fromkeys((street, *forms, *(street_cores(adres)))))


def street_cores(adres: str) -> list[str]:
    """The last word of a street of more words, when it is a street name by itself: Prins Hendrikstraat.

    Somebody else may well live there: it proves less than the whole street.
    """
    words = re.findall(r"[^\W_]+", fold(_NUMBER.sub("", adres)))
    if not words[1:] or not _suffix(words[-1]):
        return []
    return _ends(words[-1], has_more=False)


def spellings(text: str) -> list[str]:
    """The same text in letters that every keyboard has: Đorđević gives dordevic, djordjevic, dordjevic …

    Folded (see `formats.fold`), at most 64, the plainest first. IJ and y stand for each other.
    """
    plain = unicodedata.normalize("NFC", text).lower()
    parts: list[tuple[str, ...]] = []
    at = 0
    for found in _SPELLED.finditer(plain):
        parts += [(plain[at : found.start()],), _SPELLINGS[found[0]]]
        at = found.end()
    parts.append((plain[at:],))
    choices = itertools.islice(itertools.product(*parts), _MOST_FORMS)
    return list(dict.fromkeys(fold("".join(choice)) for choice in choices))


def in_two_letters(text: str) -> str:
    """A text with each foreign letter as two: Müller as mueller; the other reading of it is `formats.fold`."""
    plain = unicodedata.normalize("NFC", text).lower()
    return fold("".join(_SPELLINGS[sign][1] if sign in "đðøöäüåÿ" else sign for sign in plain))


def _divided(naam: str) -> tuple[list[str], list[str]]:
    """First names and surname as words, without titles; a hyphen is a word of its own."""
    surname_first, comma, rest = naam.partition(",")
    natural = f"{rest} {surname_first}" if comma and surname_first.strip() else naam
    words = [word.strip(_AROUND) for word in natural.replace("-", " - ").split()]
    words = [word for word in words if word and word.replace(".", "").casefold() not in _TITLES]
    if not words:
        return [], []
    while len(words) > 1 and words[0].casefold() == "de" and "heer" in natural.casefold():
        words.pop(0)
    surname: list[str] = []
    for word in reversed(words):
        is_inside = not surname or surname[0] == "-" or word == "-"
        if not is_inside and fold(word).strip("'") not in PARTICLES:
            break
        surname.insert(0, word)
    given = words[: len(words) - len(surname)]
    return (given, surname)


def _halves(surname: list[str]) -> list[str]:
    """Each half of a surname with a hyphen; without a particle that is not Dutch (El Khatib)."""
    halves = " ".join(surname).split(" - ")
    found = halves if len(halves) > 1 else []
    for half in halves:
        first, _, rest = half.partition(" ")
        if rest and fold(first) in _FOREIGN:
            found = [*found, rest]
    return found


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).replace(" - ", "-")


def _alike(word: str) -> list[str]:
    """The word, and what it is short for or shortened to."""
    groups = [group for group in _ALIKE if word in group]
    return list(dict.fromkeys((word, *(other for group in groups for other in group))))


def _suffix(word: str) -> tuple[str, str] | None:
    """(stem, whole suffix) of a word that ends as a street does, also abbreviated; None when it does not."""
    for whole, shorts in _STREETS.items():
        for end in (whole, *shorts):
            if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
                return word.removesuffix(end), whole
    return None


def _ends(word: str, *, has_more: bool) -> list[str]:
    """A last word with its street suffix whole and abbreviated; a suffix alone only behind another word."""
    if has_more:
        for whole, shorts in _STREETS.items():
            if word in (whole, *shorts):
                return list(dict.fromkeys((word, whole, *shorts)))
    found = _suffix(word)
    if found is None:
        return [word]
    stem, whole = found
    return list(dict.fromkeys((word, stem + whole, *(stem + short for short in _STREETS[whole]))))
