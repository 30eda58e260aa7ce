"""Words are replaced wherever the search of a finished paper would find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiligheidsadvies.text.masked import Masker
from veiligheidsadvies.text.searched import SearchedText

LETTERS = st.text("abij ÄäéĐß-’.s1", max_size=24)


@pytest.mark.parametrize(
    ("wanted", "text", "masked"),
    [
        ("Kees Bakker", "Kees Bakker belde, kees  BAKKER ook.", "* belde, * ook."),
        ("J. Muller", "Van J Muller en J.Müller.", "* en *."),
        ("J. Mueller", "J. Müller", "*"),
        ("Berg", "Van der Berg zag de Bergen.", "* zag de Bergen."),
        ("Sanne", "Sannes fiets, Sanne’s jas", "* fiets, *’s jas"),
        ("Jansen", "Jan-Jansen Jansen", "Jan-*"),
        ("Bergmans", "De familie Bergmansen", "De familie *"),
        ("", "Niets", "Niets"),
    ],
)
def test_every_spelling_goes_and_the_rest_stays(wanted: str, text: str, masked: str) -> None:
    assert Masker([wanted], [], "*")(text) == masked


def test_an_ordinary_word_goes_only_with_a_capital() -> None:
    assert Masker([], ["Roos"], "*")("Roos plukt een roos, ROOS niet; Roosje ook.") == (
        "* plukt een roos, * niet; Roosje ook."
    )


@given(wanted=LETTERS, text=LETTERS)
def test_what_was_replaced_is_not_found_any_more(wanted: str, text: str) -> None:
    """A place where it went leaves words apart that the search may read as one again."""
    masked = Masker([wanted], [], "¤")(text)
    assert not any(SearchedText(part).holds(wanted) for part in masked.split("¤"))
