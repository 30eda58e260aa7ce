"""Every way in which a name or a street is written is found, and no more than that."""

from __future__ import annotations

import pytest

from veiligheidsadvies.text.searched import SearchedText
from veiligheidsadvies.text.written_forms import (
    given_names,
    is_whole_name,
    name_forms,
    spellings,
    street_cores,
    street_forms,
)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("mevrouw N. Đorđević", ["mevrouw N. Đorđević", "N. Đorđević", "Đorđević"]),
        ("de heer mr. P. van ’t Hoff", ["de heer mr. P. van ’t Hoff", "P. van ’t Hoff", "van ’t Hoff"]),
        ("IJsbrand", ["IJsbrand"]),
        ("Ana Gomez Garcia", ["Ana Gomez Garcia", "A.G. Garcia", "Garcia", "Ana", "Gomez"]),
        ("drs. J. Gomez Garcia MSc", ["drs. J. Gomez Garcia MSc", "J. Gomez Garcia", "J.G. Garcia"]),
        ("mevrouw Nadja Đorđević", ["mevrouw Nadja Đorđević", "Nadja Đorđević", "N. Đorđević", "Đorđević"]),
        ("Anne-Marie de Vries-Bakker", ["Anne-Marie de Vries-Bakker", "A.M. de Vries-Bakker"]),
        ("O. El Khatib", ["O. El Khatib", "El Khatib", "Khatib"]),
        ("", []),
        ("mevrouw", ["mevrouw"]),
    ],
)
def test_a_name_in_every_form(name: str, forms: list[str]) -> None:
    assert name_forms(name)[: len(forms)] == forms


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Anne-Marie de Vries-Bakker", ["Anne-Marie", "Anne", "Marie"]),
        ("P.J. (Piet Jan) van Dijk", ["Piet", "Jan"]),
        ("Gomez Garcia, Ana", ["Ana", "Gomez"]),
        ("J.-P. Smit", []),
        ("de heer J. van den Berg", []),
        ("wethouder B Smit", ["wethouder"]),
    ],
)
def test_first_names_are_words_and_no_initials(name: str, found: list[str]) -> None:
    assert given_names(name) == found


def test_a_whole_name_is_more_than_one_of_its_words() -> None:
    naam = "mevrouw Nadja Đorđević-Smit"
    whole = [form for form in name_forms(naam) if is_whole_name(form, naam)]
    assert whole == [naam, "Nadja Đorđević-Smit", "N. Đorđević-Smit"]


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Đorđević", "Djordjevic"),
        ("Đorđević", "Djordević"),
        ("Sørensen", "Soerensen"),
        ("Strauß", "Strauss"),
        ("Łukasz", "Lukasz"),
        ("Müller", "Mueller"),
        ("Mueller", "Müller"),
        ("Djordjevic", "Đorđević"),
        ("Ĳsbrand", "IJsbrand"),
        ("Meijer", "Meyer"),
        ("Ruÿs", "Ruijs"),
        ("Ruys", "Ruÿs"),
        ("Kjærgård", "Kjaergaard"),
    ],
)
def test_a_name_is_found_in_the_letters_of_another_keyboard(written: str, also: str) -> None:
    page = SearchedText(f"Slot van mevrouw {also.upper()}, boven")
    assert any(page.holds(form) for form in spellings(written))


def test_spellings_are_plain_and_few() -> None:
    assert spellings("Smit") == ["smit"]
    assert spellings("Đorđević") == ["dordevic", "dordjevic", "djordevic", "djordjevic"]
    assert len(spellings("öüäøåæœßijÿy" * 3)) <= 64


@pytest.mark.parametrize(
    ("adres", "told"),
    [
        ("Kerkstraat 12", "Kerkstr. 12"),
        ("Kerkstraat 12", "Kerkstr12"),
        ("Kerkstr. 12", "Kerkstraat 12"),
        ("Burgemeester Jansenstraat 1a", "Burg. Jansenstr. 1a"),
        ("Burgemeester Jansenstraat 1a", "bgm Jansenstraat"),
        ("Burgemeester Jansenstraat 1a", "Jansenstr."),
        ("Burg. Jansenstr. 1", "Burgemeester Jansenstraat 1"),
        ("Burgemeester van der Laanstraat 4", "Burg. v.d. Laanstr. 4"),
        ("Prof. Dr. Dorgelolaan 4", "professor Dorgeloln"),
        ("Lange Singel 9", "Lange Sngl. 9"),
        ("Sint Janshof 2", "St. Janshof"),
    ],
)
def test_a_street_is_found_abbreviated_and_whole(adres: str, told: str) -> None:
    page = SearchedText(f"Aan te treffen bij {told} (links)")
    assert any(page.holds(form) for form in street_forms(adres))


@pytest.mark.parametrize("told", ["Kerkstroom", "kerk", "de straat", "Grote Kerkstrook", "str."])
def test_another_word_is_no_street(told: str) -> None:
    page = SearchedText(f"Aan te treffen bij {told} (links)")
    assert not any(page.holds(form) for form in street_forms("Kerkstraat 12"))


def test_the_last_word_of_a_street_is_its_core_only_behind_another() -> None:
    assert street_cores("Prins Hendrikstraat 1") == ["hendrikstraat", "hendrikstr"]
    assert street_cores("Kerkstraat 1") == street_cores("Lange Weg 3") == street_cores("") == []
    assert street_forms("  ") == []
