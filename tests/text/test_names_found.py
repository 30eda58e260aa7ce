"""What looks like a name in a text that somebody typed."""

from __future__ import annotations

import pytest

from veiligheidsadvies.text.names_found import names_found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("partner J. Smit", ["J. Smit"]),
        ("Piet Jansen (CCV)", ["Piet Jansen"]),
        ("J. Wortel en P.Smit", ["J. Wortel", "P.Smit"]),
        ("Dochter Emma (8), zoon Tim", ["Emma", "Tim"]),
        ("Twee kinderen. Woont samen met Jan-Willem van ’t Veld.", ["Jan-Willem van ’t Veld"]),
        ("Roos en Pim", ["Roos", "Pim"]),
        ("Roos op het balkon", []),
        ("Partner Roos", ["Roos"]),
        ("Van der Berg en De Wit", ["Berg", "De Wit"]),
        ("CCV-adviseur, PKVW", []),
        ("kees bakker", []),
        ("Anna\nBas", ["Anna", "Bas"]),
        ("Hoofd Veiligheid", []),
        ("J. Smit, Afdeling Inkoop en Verkoop", ["J. Smit"]),
        ("J. Smit Hoofd Techniek", ["J. Smit"]),
        ("Projectleider P. Smit", ["P. Smit"]),
        ("Projectleider Techniek", []),
        ("Manager Piet Bakker", ["Piet Bakker"]),
        ("Partner: arts in het Wilhelmina Ziekenhuis", []),
        ("werkt bij de Rabobank, studeert in Utrecht", []),
        ("Aanwezig vanaf 9 uur", []),
        ("Kleindochter logeert", []),
        ("Sanne logeert", ["Sanne"]),
        ("Sanne vanaf 9 uur", ["Sanne"]),
    ],
)
def test_names_by_capitals_and_initials(text: str, names: list[str]) -> None:
    assert [one.naam for one in names_found(text, nouns={"roos"})] == names


def test_one_word_is_told_apart_from_a_whole_name() -> None:
    found = names_found("Emma belde. Kees Bakker en A. Bos ook, Bram niet.")
    assert [(one.naam, one.is_alone, one.is_first) for one in found] == [
        ("Emma", True, True),
        ("Kees Bakker", False, True),
        ("A. Bos", False, False),
        ("Bram", True, False),
    ]
