"""What to look for when a name, a street, a number or a piece of an advice may not stand on a paper.

Pure: the text of a field in, the hunted forms out. How strictly a form is looked for follows from how much it
proves: `Yeşilgöz` is found inside other words, `Bos` only by itself, `Groot` only where it is written as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from veiligheidsadvies.text.gewone_woorden import AANSPREKINGEN, ALLEDAAGS, AMBTSWOORDEN, NAAMWOORDEN
from veiligheidsadvies.text.speurlijst import Doel, Grens, Woord, doel
from veiligheidsadvies.text.vermomming import squeezed
from veiligheidsadvies.text.written_forms import (
    PARTICLES,
    name_parts,
    spellings,
    street_cores,
    street_forms,
)

NAAM, AMBT, CODE, TELEFOON = "naam", "woord voor het ambt", "dossiercode", "telefoon"
EMAIL, POSTCODE, STRAAT, ADVIES = "e-mail", "postcode", "straat", "tekst uit het dossier"

_SENTENCE = re.compile(r"[^.!?;\n]+")
_NAMED = re.compile(
    r"(?:[^\W\d_]\.\s?){0,4}[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
    r"(?:[ ]+(?:(?:van|der|den|de|het|ten|ter|te|'t|’t|op|in|la|el|al|von|du|da|dos|[^\W\d_]\.)[ ]+)*"
    r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)*"
)
_PHONE_DIGITS, _LEAST_PHONE = 8, 6
_LEAST_SENTENCE, _LEAST_PIECE, _LEAST_WORD = 12, 40, 6
_PIECE_WORDS, _PIECE_STEP = 8, 4
_LEAST_WHOLE, _LEAST_NAME, _LEAST_LOCAL = 8, 3, 5
_ANYWHERE, _IN_WORD, _AT_EDGE = 7, 5, 4
_LEAST_STREET_IN_WORD = 7


def office_words() -> list[Doel]:
    """Words that tell the office, whoever holds it."""
    return [
        doel(AMBT, word, Grens.IN_WOORD if len(squeezed(word)) >= _ANYWHERE else Grens.HEEL)
        for word in AMBTSWOORDEN
    ]


def name_targets(naam: str, *, has_given: bool) -> list[Doel]:
    """A person's name in every order and with every address; `has_given`: also each first name by itself."""
    given, surname = name_parts(naam)
    last = " ".join(surname).replace(" - ", "-")
    if not last:
        return []
    names = [word for word in given if word != "-"]
    found = list(_whole_names(names, surname, last))
    parts = [" ".join(half) for half in _halves(surname)]
    for part in dict.fromkeys((last, *parts)):
        found += [_surname(form) for form in spellings(part)]
    for half in _halves(surname):
        core = [word for word in half if squeezed(word) not in PARTICLES]
        if core != half:
            found += _weak_names(core, is_surname=True)
    if has_given:
        found += [one for word in names if "." not in word for one in _weak_names([word])]
    return found


def names_in(text: str, *, has_given: bool) -> list[Doel]:
    """The persons in a free text (`Partner Lotte van Wijk, dochter Noor`): what stands with a capital in it."""
    found: list[Doel] = []
    for run in _NAMED.finditer(text):
        words = run[0].split()
        while words and squeezed(words[0]) in ALLEDAAGS | PARTICLES:
            words.pop(0)
        if len(words) > 1:
            found += name_targets(" ".join(words), has_given=has_given)
        elif words and has_given:
            found += _weak_names(words)
    return found


def address_targets(adres: str, *, has_core: bool) -> list[Doel]:
    """A street with and without its number, whole and abbreviated; `has_core`: also its last word alone."""
    street, *others = street_forms(adres) or [""]
    if not squeezed(street):
        return []
    cores = [*street_cores(adres)]
    found = [doel(STRAAT, adres, Grens.OVERAL if len(squeezed(adres)) >= _LEAST_WHOLE else Grens.HEEL)]
    for form in spellings(street):
        letters = squeezed(form)
        is_long = len(letters) >= _LEAST_STREET_IN_WORD and " " not in form and letters not in NAAMWOORDEN
        found.append(doel(STRAAT, form, Grens.IN_WOORD if is_long else Grens.HEEL, woord=_word(letters)))
    for form in others:
        if form not in cores and len(squeezed(form)) >= _LEAST_LOCAL:
            found.append(doel(STRAAT, form, Grens.HEEL))
    if has_core:
        found += [doel(STRAAT, core, Grens.HEEL, is_zwak=True) for core in cores]
    return found


def postcode_targets(postcode: str) -> list[Doel]:
    """A postcode of four digits and two letters."""
    return [doel(POSTCODE, postcode, Grens.IN_WOORD)] if len(squeezed(postcode)) >= _LEAST_WORD else []


def phone_targets(number: str) -> list[Doel]:
    """A telephone number without its country and its first digits."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < _LEAST_PHONE:
        return []
    return [doel(TELEFOON, digits[-_PHONE_DIGITS:], Grens.OVERAL)]


def email_targets(email: str) -> list[Doel]:
    """A mail address, and what stands before the @ when it is no word."""
    local = email.partition("@")[0]
    letters = squeezed(local)
    forms = (email, email.replace("@", "a")) if len(squeezed(email)) >= _LEAST_WHOLE else ()
    found = [doel(EMAIL, form, Grens.OVERAL) for form in forms]  # @ also reads as the letter it looks like
    if len(letters) >= _LEAST_LOCAL and letters not in ALLEDAAGS | NAAMWOORDEN:
        found.append(doel(EMAIL, local, Grens.HEEL, is_zwak=True))
    return found


def code_targets(code: str) -> list[Doel]:
    """A dossier code, also without the zeros in front of its number."""
    letters, _, number = code.partition("-")
    forms = dict.fromkeys((code, f"{letters} {number.lstrip('0')}", f"{letters} {number.zfill(3)}"))
    return [
        doel(CODE, form, Grens.IN_WOORD if len(squeezed(form)) >= _IN_WORD else Grens.HEEL)
        for form in forms
        if squeezed(form)
    ]


def phrase_targets(text: str) -> list[Doel]:
    """A short field as it stands: a portfolio, an authority, the name of a file; not when it is a plain word."""
    letters = squeezed(text)
    words = [squeezed(word) for word in text.split()]
    if len(letters) < _LEAST_WORD or all(word in ALLEDAAGS for word in words):
        return []
    is_long = len(letters) >= _LEAST_SENTENCE
    return [doel(ADVIES, text, Grens.OVERAL if is_long else Grens.HEEL, is_zwak=True)]


def description_targets(text: str) -> list[Doel]:
    """What a file shows; a plain word (`Oplevering`) stands in the papers of others and proves nothing."""
    word = text.strip()
    is_plain = word.isalpha() and word[1:].islower()
    return [] if is_plain else phrase_targets(text)


def text_targets(text: str) -> list[Doel]:
    """The sentences of a longer text, and pieces of eight words of them: who copies twelve is found."""
    found: list[Doel] = []
    for part in _SENTENCE.findall(text):
        letters, words = squeezed(part), part.split()
        if len(words) > 1 and len(letters) >= _LEAST_SENTENCE:
            found.append(doel(ADVIES, part, Grens.OVERAL, is_zwak=len(letters) < _LEAST_PIECE))
        elif len(words) == 1:
            found += phrase_targets(part)
        for at in range(0, len(words) - _PIECE_WORDS, _PIECE_STEP):
            piece = " ".join(words[at : at + _PIECE_WORDS])
            if len(squeezed(piece)) >= _LEAST_PIECE:
                found.append(doel(ADVIES, piece, Grens.OVERAL, is_zwak=True))
    return found


def _whole_names(names: Sequence[str], surname: Sequence[str], last: str) -> Iterator[Doel]:
    """First names or initials with the surname, both ways round, and the surname after a form of address."""
    initials = [word[0] for word in names]
    before = dict.fromkeys(("".join(names), "".join(initials), *names, *initials[:1]))
    core = " ".join(word for word in surname if squeezed(word) not in PARTICLES and word != "-")
    small = " ".join(word for word in surname if squeezed(word) in PARTICLES)
    for form in before:
        orders = [f"{form} {last}", f"{last} {form}"]
        if small:
            orders += [f"{core} {form} {small}", f"{core} {small} {form}"]
        is_word = len(squeezed(form)) >= _LEAST_NAME
        for order in orders:
            yield from _spelled(order, is_anywhere=is_word)
    if small:
        is_plain = squeezed(core) in ALLEDAAGS | NAAMWOORDEN
        yield from _spelled(f"{core} {small}", woord=Woord.ALLEDAAGS if is_plain else Woord.GEEN)
    for title in AANSPREKINGEN:
        yield from _spelled(f"{title} {last}")
    if small and squeezed(core) not in ALLEDAAGS:  # without its particle: mevrouw Vries
        for first in (*AANSPREKINGEN, *dict.fromkeys(("".join(initials), *initials[:1]))):
            yield from _spelled(f"{first} {core}")


def _spelled(text: str, *, is_anywhere: bool = False, woord: Woord = Woord.GEEN) -> Iterator[Doel]:
    for form in spellings(text):
        is_long = is_anywhere and len(squeezed(form)) >= _LEAST_WHOLE
        yield doel(NAAM, form, Grens.OVERAL if is_long else Grens.HEEL, woord=woord)


def _surname(last: str) -> Doel:
    letters = squeezed(last)
    has_particle = any(squeezed(word) in PARTICLES for word in last.split())
    return doel(
        NAAM,
        last,
        _reach(letters, leads=_LEAST_WORD if has_particle else _IN_WORD, is_loose=not has_particle),
        woord=_word(letters),
    )


def _weak_names(words: Sequence[str], *, is_surname: bool = False) -> list[Doel]:
    """A part of a name: hunted by itself when it is long enough; a Dutch word only when written as a name."""
    text = " ".join(words)
    letters = squeezed(text)
    if len(letters) < _LEAST_NAME:
        return []
    word = _word(letters)
    if word is Woord.DING and not is_surname:
        word = Woord.ALLEDAAGS
    is_long = is_surname and not word and len(letters) >= _LEAST_WORD
    edge = Grens.IN_WOORD if is_long else Grens.HEEL
    return [doel(NAAM, form, edge, is_zwak=True, woord=word) for form in spellings(text)]


def _word(letters: str) -> Woord:
    if letters in ALLEDAAGS:
        return Woord.ALLEDAAGS
    return Woord.DING if letters in NAAMWOORDEN else Woord.GEEN


def _halves(surname: Iterable[str]) -> list[list[str]]:
    halves: list[list[str]] = [[]]
    for word in surname:
        if word == "-":
            halves.append([])
        else:
            halves[-1].append(word)
    return [half for half in halves if half]


def _reach(letters: str, *, leads: int, is_loose: bool = True) -> Grens:
    """How strictly a surname or a word is cut off: a word of Dutch and a short one always by themselves."""
    if letters in NAAMWOORDEN or letters in ALLEDAAGS or len(letters) < _AT_EDGE:
        return Grens.HEEL
    if len(letters) >= _ANYWHERE and is_loose:
        return Grens.OVERAL
    if len(letters) >= leads:
        return Grens.IN_WOORD
    return Grens.RAND if is_loose else Grens.HEEL
