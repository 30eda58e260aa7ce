"""What a text shows, however it is disguised, and what only looks like a find."""

from __future__ import annotations

import random

import pytest

from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.text.speurlijst import Doel, Gezochtlijst, Grens, Plaatstekst, Woord, doel, treffers_in
from veiligheidsadvies.text.speurvormen import name_targets, names_in
from veiligheidsadvies.text.vermomming import readings, squeezed

_SIGNS = (
    "abcXYZ 0129.,;-_/\n\t&<>\\%=@$!|éßĳﬁ½\u24d9\U0001d409\u0408\u0430\u0436\u4e2d\u00ad\u200b\u202e\u0301"
    "\U000e0041\u00b4"
)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Đorđević", "dordevic"),
        ("ĲSSELMEER", "ijsselmeer"),
        ("ﬁ \u24d9 \U0001d409 \uff4a ² \u2167", "fijjj2viii"),
        ("\u0408\u0430n", "jan"),
        ("J\u00ada\u200bn", "jan"),
        ("🅙🅐🅝", "jan"),
        ("’s-Gravenhage 12", "sgravenhage12"),
        ("中", ""),
    ],
)
def test_the_letters_that_a_text_shows(text: str, letters: str) -> None:
    assert squeezed(text) == letters


@pytest.mark.parametrize("seed", range(40))
def test_every_letter_of_every_reading_has_a_place_in_the_text(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    text = "".join(chance.choice(_SIGNS) for _ in range(200)) + "&eacute;\\u0065%65"
    for reading in readings(text):
        size = len(reading.letters)
        assert len(reading.at) == len(reading.until) == len(reading.begins) == len(reading.words) == size
        assert all(
            0 <= start < end <= len(text) for start, end in zip(reading.at, reading.until, strict=True)
        )
        assert all(letter.isascii() and letter.isalnum() for letter in reading.letters)


def _hits(text: str, *targets: Doel) -> list[tuple[str, Ernst]]:
    gezocht = Gezochtlijst(doelen=targets)
    found = treffers_in([Plaatstekst(plaats="eis", tekst=text)], gezocht)
    return [(text[hit.begin : hit.einde], hit.ernst) for hit in found]


@pytest.mark.parametrize(
    ("grens", "seen", "passed"),
    [
        (
            Grens.HEEL,
            ["bos", "Bos", "b-o-s", "Bos’", "voorBos", "bos2", "bos's"],
            ["bosje", "boswachter", "ambos"],
        ),
        (Grens.VERBOGEN, ["bosje", "bosen"], ["boswachter", "ambos"]),
        (Grens.RAND, ["boswachter", "ambos"], ["ambosjes"]),
        (Grens.IN_WOORD, ["xbosx"], ["xbo sx"]),
        (Grens.OVERAL, ["xbo sx"], ["bxos"]),
    ],
)
def test_how_strictly_a_word_is_cut_off(grens: Grens, seen: list[str], passed: list[str]) -> None:
    target = doel("naam", "Bos", grens)
    assert [text for text in seen if not _hits(text, target)] == []
    assert [text for text in passed if _hits(text, target)] == []


def test_a_thing_asks_for_a_reason_and_a_word_of_every_day_only_counts_as_a_name() -> None:
    slot = doel("naam", "Slot", Grens.HEEL, woord=Woord.DING)
    groot = doel("naam", "Groot", Grens.HEEL, woord=Woord.ALLEDAAGS)
    text = "Slot op de deur. Een groot slot. Kluis van Slot en Groot; g r o o t."
    assert _hits(text, slot, groot) == [
        ("Slot", Ernst.LET_OP),
        ("slot", Ernst.LET_OP),
        ("Slot", Ernst.BLOKKEERT),
        ("Groot", Ernst.BLOKKEERT),
        ("g r o o t", Ernst.BLOKKEERT),
    ]


def test_a_name_in_another_script_is_read_by_its_sound() -> None:
    targets = name_targets("P. Jansen", has_given=False)
    for shown in ("\u042f\u043d\u0441\u0435\u043d", "\u0408\u0430\u043d\u0441\u0435\u043d"):
        assert _hits(f"Kluis voor {shown}.", *targets) == [(shown, Ernst.BLOKKEERT)]


def test_words_beside_each_other_are_no_name() -> None:
    targets = name_targets("P. Inden", has_given=False)
    assert _hits("in den beginne", *targets) == []
    assert _hits("P. Inden, i n d e n, Inden", *targets) == [
        (shown, Ernst.BLOKKEERT) for shown in ("P. Inden", "i n d e n", "Inden")
    ]


def test_the_persons_in_a_free_text() -> None:
    found = {one.letters for one in names_in("Partner Lotte van Wijk, zoon Noud (8)", has_given=True)}
    assert {"lottevanwijk", "vanwijk", "lotte", "noud"} <= found
    assert "partner" not in found


def test_a_number_of_doubled_digits_is_no_find_in_a_short_one() -> None:
    target = doel("postcode", "0000 AA", Grens.IN_WOORD)
    assert _hits("norm 5.04.01, 0.4 mm, 04", target) == []
    assert _hits("0000AA en OOOO AA0", target)[:1] == [("0000AA", Ernst.BLOKKEERT)]
