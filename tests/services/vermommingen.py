"""The ways in which somebody may write a secret so that a simple search does not see it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_CYRILLIC = str.maketrans("aceopxyijskmtABCEHKMOPTX", "асеорхуіјѕкмтАВСЕНКМОРТХ")
_GREEK = str.maketrans("aiknotvABEHIKMNOPTXZ", "αικηοτνΑΒΕΗΙΚΜΝΟΡΤΧΖ")
_VOWELS = str.maketrans("oOeEaAiI", "00334411")
_DIGITS = str.maketrans("015", "OlS")
_LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ij", "ĳ"), ("st", "ﬆ"))


def _between(sign: str) -> Callable[[str], str]:
    return sign.join


def _each(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "".join(change(sign) for sign in text)


def _ascii(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if sign.isascii())


def _shifted(start_upper: int, start_lower: int, text: str) -> str:
    return "".join(
        chr(start_upper + ord(sign) - ord("A"))
        if "A" <= sign <= "Z"
        else chr(start_lower + ord(sign) - ord("a"))
        if "a" <= sign <= "z"
        else sign
        for sign in _ascii(text)
    )


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in _ascii(text))


def _middle(text: str) -> int:
    return len(text) // 2


def _halved(sign: str) -> Callable[[str], str]:
    return lambda text: text[: _middle(text)] + sign + text[_middle(text) :]


def _ligatures(text: str) -> str:
    for plain, sign in _LIGATURES:
        text = text.replace(plain, sign)
    return text


def _joined(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in text.split())


VERMOMMINGEN: dict[str, Callable[[str], str]] = {
    "zoals het er staat": lambda text: text,
    "hoofdletters": str.upper,
    "kleine letters": str.lower,
    "om en om": lambda text: "".join(s.upper() if at % 2 else s.lower() for at, s in enumerate(text)),
    "accenten": _each(lambda s: unicodedata.normalize("NFC", s + "\u0301") if s in "aeiouAEIOU" else s),
    "losse accenten": _each(lambda s: s + "\u0308\u0323" if s.isalpha() else s),
    "zacht afbreekstreepje": _between("\u00ad"),
    "nulbreed": _between("\u200b"),
    "woordverbinder": _between("\u2060"),
    "richtingtekens": _between("\u200f"),
    "byte-volgorde": _between("\ufeff"),
    "variatiekiezer": _each(lambda s: s + "\ufe0f"),
    "regeleinde": _halved("\n"),
    "afgebroken": _halved("-\n"),
    "gespatieerd": _between(" "),
    "vaste spatie": _between("\u00a0"),
    "dunne spatie": _between("\u2009"),
    "punten": _between("."),
    "streepjes": _between("-"),
    "laag streepje": _between("_"),
    "schuine streep": _between("/"),
    "sterren": _between("*"),
    "volle breedte": _wide,
    "omcirkeld": lambda text: _shifted(0x24B6, 0x24D0, text),
    "wiskundig vet": lambda text: _shifted(0x1D400, 0x1D41A, text),
    "wiskundig schrift": lambda text: _shifted(0x1D4D0, 0x1D4EA, text),
    "ligaturen": _ligatures,
    "Cyrillisch": lambda text: text.translate(_CYRILLIC),
    "Grieks": lambda text: text.translate(_GREEK),
    "achterstevoren": lambda text: "\u202e" + text[::-1] + "\u202c",
    "html": _each(lambda s: f"&#x{ord(s):x};"),
    "html zacht": _halved("&shy;"),
    "opmaak": lambda text: f"{text[: _middle(text)]}<b>{text[_middle(text) :]}</b>",
    "backslash u": _each(lambda s: f"\\u{ord(s):04x}" if ord(s) < 0x10000 else s),
    "procent": _each(lambda s: "".join(f"%{octet:02X}" for octet in s.encode())),
    "labels": _each(lambda s: chr(0xE0000 + ord(s)) if " " <= s <= "~" else s),
    "mailvorm": lambda text: ".".join(text.lower().split()) + "@voorbeeld.nl",
    "in een woord": lambda text: "Brandkluisvoor" + _joined(text),
    "genitief": lambda text: text + "s",
    "genitief met apostrof": lambda text: text + "’s",
    "tussen haken": lambda text: f"(zie {text})",
    "cijfers voor klinkers": lambda text: text.translate(_VOWELS),
    "letters voor cijfers": lambda text: text.translate(_DIGITS),
}
"""By name what it does with a text. All of them must be seen, whatever the secret is."""

ALLEEN_ECHTE_NAMEN: dict[str, Callable[[str], str]] = {
    "midden in een woord": lambda text: "brandkluisvoor" + _joined(text).lower() + "bestemd",
    "dubbele letters": _each(lambda s: s + s if s.isalpha() else s),
}
"""Not seen of a surname that is a Dutch word: `slot` in cilinderslot is the lock."""

UITGESCHREVEN = frozenset(
    {
        "html",
        "html zacht",
        "opmaak",
        "backslash u",
        "procent",
        "labels",
        "achterstevoren",
        "Cyrillisch",
        "Grieks",
    }
)
"""Those that another disguise breaks: what is left is no name for a reader either."""
