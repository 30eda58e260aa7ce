"""The papers of records law, read back: whole at any length, number and reader on every sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.printing import bewaren_samples as samples
from veiligheidsadvies.printing.bewaren_snapshots import Bewaarstuk
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshot_json import from_dict, to_dict

MAKERS: tuple[Callable[..., Bewaarstuk], ...] = (samples.verklaring, samples.inzage, samples.register)


def read(stuk: Bewaarstuk) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page_texts(render(stuk))]


@pytest.mark.parametrize("make", MAKERS)
def test_a_paper_survives_plain_data(make: Callable[..., Bewaarstuk]) -> None:
    stuk = make()
    assert from_dict(to_dict(stuk)) == stuk
    assert render(stuk) == render(from_dict(to_dict(stuk)))


@pytest.mark.parametrize("make", MAKERS)
def test_a_usual_one_fits_one_sheet(make: Callable[..., Bewaarstuk]) -> None:
    assert len(read(make())) == 1


@pytest.mark.parametrize(
    ("make", "last"),
    [(samples.verklaring, "RK-0069"), (samples.inzage, "tekst 70"), (samples.register, "Soort 70")],
)
def test_seventy_lines_are_all_there_with_number_and_reader(make: Callable[..., Any], last: str) -> None:
    stuk = make(70)
    pages = read(stuk)
    assert len(pages) > 1
    assert last in " ".join(pages)
    for page in pages:
        assert stuk.blad.nummer in page
        assert stuk.blad.ontvanger in page


def test_without_a_copy_of_the_vault_it_says_so() -> None:
    text = " ".join(read(samples.verklaring(0)))
    assert "Er is geen reservekopie van vóór deze vernietiging bekend." in text


def test_both_sign_on_one_sheet() -> None:
    pages = read(samples.verklaring(33))
    (signed,) = [page for page in pages if "E. Yeşilgöz" in page]
    assert "Ł. Brzęczyk" in signed
