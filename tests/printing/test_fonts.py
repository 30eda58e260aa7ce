"""What can be printed, and how text is made ready for paper."""

from __future__ import annotations

import pytest

from veiligheidsadvies.printing.fonts import (
    REGULAR,
    SEMIBOLD,
    known_signs,
    missing_signs,
    printable,
    register,
)
from veiligheidsadvies.printing.styles import TABLE
from veiligheidsadvies.printing.text import amount, euro, markup
from veiligheidsadvies.printing.wrap import lines, width


@pytest.mark.parametrize(
    "name", ["Yeşilgöz", "Özdil", "Đorđević", "Łukasz", "Ĳsbrand ĳ", "van 't Hoff", "İğ", "16\u00a0m²"]
)
def test_dutch_names_can_be_printed(name: str) -> None:
    assert missing_signs(name) == ""


def test_what_the_font_lacks_is_told_once_in_order() -> None:
    assert missing_signs("Slot 😀 en □ en 😀") == "😀□"


def test_control_characters_cannot_be_printed_but_breaks_can() -> None:
    assert missing_signs("a\x00b\x07c\x1b") == "\x00\x07\x1b"
    assert missing_signs("regel\r\nregel\ttab\nregel") == ""


def test_paper_form_of_special_signs() -> None:
    assert printable("e\u0301e\u0301n\u2011op\u00adslag\u200b") == "één-opslag"
    assert printable("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_cmap_agrees_with_the_pdf_library() -> None:
    from reportlab.pdfbase import pdfmetrics

    register()
    tables = [pdfmetrics.getFont(name).face.charToGlyph for name in (REGULAR, SEMIBOLD)]
    assert known_signs() == frozenset(tables[0]) & frozenset(tables[1])


def test_markup_is_escaped_and_breaks_are_kept() -> None:
    assert markup("a < b & <img src=x>\n&amp;") == "a &lt; b &amp; &lt;img src=x&gt;<br/>&amp;amp;"


def test_amounts() -> None:
    assert (amount(0), amount(123456), amount(5)) == ("–", "1.234,56", "0,05")
    assert euro(1175200) == "€\u00a011.752,00"


@pytest.mark.parametrize(
    "text", ["een twee drie " * 20, "x" * 300, "kort", "", "a\n\nb", "woord " + "y" * 200 + " woord"]
)
def test_lines_fit_and_lose_nothing(text: str) -> None:
    found = lines(text, TABLE, 100)
    assert all(width(line, TABLE) <= 100 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "").replace("\n", "")
