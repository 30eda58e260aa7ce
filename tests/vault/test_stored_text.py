"""Confidential texts in stored values: whole words only, and as they were typed."""

from __future__ import annotations

import json

import pytest

from veiligheidsadvies.vault.stored_text import plain, texts_in


@pytest.mark.parametrize(
    ("wanted", "stored"),
    [
        ("de wit", "boven de witte deur"),
        ("de wit", "een bode wit van schrik"),
        ("lage polder", "Lage Polderweg 3"),
        ("kerkstraat 12", "Kerkstraat 123"),
        ("kerkstraat 12", "Kerkstraat 12a"),
        ("12 bis", "112 bis"),
        ("lage polder", json.dumps({"naam": "Lage", "plaats": "Polder"})),
    ],
)
def test_part_of_a_word_is_another_text(wanted: str, stored: str) -> None:
    assert texts_in((stored,), (wanted,)) == set()


@pytest.mark.parametrize(
    ("wanted", "stored"),
    [
        ("de wit", "mevrouw De Wit"),
        ("de wit", "de witte deur van de Wit"),
        ("de wit", "de Wits tuin"),
        ("de wit", "foto_de wit_2.jpg"),
        ("de wit", "2024de Wit12"),
        ("de wit", "J. de\n  Wit"),
        ("kerkstraat 12", "Kerkstraat 12."),
        ("kerkstraat 12", b"nog Kerkstraat 12, achterom"),
        ("12345678", "0612345678"),
        ("12345678", "+31 6 12345678"),
        ('"het fort"', 'zijn "het fort" daar'),
        ("{de wit}", "{de Wit} is geen JSON"),
    ],
)
def test_whole_words_are_found_however_they_were_set(wanted: str, stored: object) -> None:
    assert texts_in((stored,), (wanted,)) == {wanted}


@pytest.mark.parametrize(
    "typed",
    ['de "Jansen van Dijk" daar', "de \\Jansen van Dijk", "de\tJansen van Dijk", "de\nJansen van Dijk"],
)
def test_json_is_read_before_it_is_searched(typed: str) -> None:
    """Also JSON in JSON, as in the earlier state of a copy of paper; a line end is no letter n."""
    image = json.dumps({"id": 3, "snapshot": json.dumps({"regels": [{"tekst": f"Bij {typed}."}]})})
    wanted = (plain(typed), "jansen van dijk")
    assert texts_in((None, image), (*wanted, "iets anders")) == set(wanted)


def test_what_looks_like_json_and_is_none_is_searched_as_it_stands() -> None:
    assert texts_in(("[" * 200_000 + "de Wit",), ("de wit",)) == {"de wit"}
