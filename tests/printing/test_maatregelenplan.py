"""The plan read back from its PDF: nothing lost, nothing cut, every sheet complete on its own."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from tests.printing import samples
from veiligheidsadvies.domain.errors import UnprintableText
from veiligheidsadvies.printing.pages import page_image, page_texts
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshots import Maatregelenplan, Maatregelregel, Standgroep

MM = 72 / 25.4
NAMES = ("Yeşilgöz", "Özdil", "Đorđević", "Łukasz", "IJsbrand", "van 't Hoff")
SPITE = ("a < b & <img src=x>", "<b>x", "'; DROP TABLE maatregel; --", "=SOM(A1:A9)", "&lt;b&gt;", "</para>")


def squeezed(text: str) -> str:
    """Without white space, as lines break where they must."""
    return re.sub(r"\s+", "", text)


def whole_text(pdf: bytes) -> str:
    return squeezed("".join(page_texts(pdf)))


def measures(count: int) -> tuple[Maatregelregel, ...]:
    base = samples.wonen()
    return tuple(
        replace(base[number % 9], titel=f"Maatregel {number:03d} van het plan", code=f"W-{number:03d}")
        for number in range(count)
    )


def one_domain(*regels: Maatregelregel, **changes: object) -> Maatregelenplan:
    return samples.plan((samples.domein("wonen", regels),), **changes)


def boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Left, bottom, right, top in points of every sign on each page, without the watermark (it is turned)."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        found.append([text.get_rect(index) for index in range(text.count_rects())])
    document.close()
    return found


def test_every_page_has_header_footer_and_number() -> None:
    pages = page_texts(render(samples.plan()))
    assert len(pages) == 6
    for number, text in enumerate(pages, 1):
        for words in (
            "STRIKT VERTROUWELIJK",
            "persoonsbeveiliging",
            "Exemplaar 1 van 3",
            "GED-04",
            "S&S-manager",
            "12 maart 2026",
            f"{number} van 6",
            "Niet kopiëren – na gebruik retour of vernietigen",
            "2026-0034",
            samples.LOGKOP,
            "Provincie Merenland",
            "FICTIEF",
        ):
            assert squeezed(words) in squeezed(text), (number, words)


def test_page_references_name_the_page_of_each_domain() -> None:
    pages = page_texts(render(samples.plan((samples.domein("wonen", measures(70)), *samples.overig()))))
    first = pages[0]
    for naam in ("Werk", "Verplaatsen", "Informatie"):
        number = next(
            i for i, text in enumerate(pages, 1) if i > 1 and re.search(rf"^{naam}\s*$", text, re.M)
        )
        assert f"blz. {number}" in first.replace("\u00a0", " ")


def test_own_copy_has_the_name_and_nowhere_the_code() -> None:
    pdf = render(samples.eigen_plan())
    for text in page_texts(pdf):
        assert "Đorđević" in text
        assert "uw eigen" in text
        assert "GED-04" not in text


def test_everything_stands_between_the_margins() -> None:
    plan = samples.plan(blad=samples.blad(is_fictief=False, watermerk=""))
    for page in boxes(render(plan)):
        assert page
        for left, bottom, right, top in page:
            assert left >= 24 * MM - 0.6
            assert right <= 192 * MM + 0.6
            assert bottom >= 8 * MM
            assert top <= 286 * MM


def test_long_header_values_push_the_frame_down_and_stay_whole() -> None:
    reader = "de plaatsvervangend directeur Bedrijfsvoering en Organisatie van de provincie, kamer 4"
    assert len(reader) >= 80
    pdf = render(samples.plan(blad=samples.blad(ontvanger=reader, watermerk="", is_fictief=False)))
    text = page_texts(pdf)[0]
    assert squeezed(reader) in squeezed(text)
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    places = [page.get_charbox(page.search(words).get_next()[0]) for words in ("kamer 4", "Dit plan laat")]
    document.close()
    (_, header_bottom, _, _), (_, _, _, text_top) = places
    assert header_bottom - text_top > 15 * MM


def test_seventy_rows_keep_their_total_with_three_rows() -> None:
    pages = page_texts(render(one_domain(*measures(70))))
    total = next(text for text in pages if "Totaal wonen" in text)
    assert all(f"Maatregel {number:03d}" in total for number in (67, 68, 69))
    later = [text for text in pages if "Wonen, vervolg" in text]
    assert len(later) >= 3
    assert all("Stand en dag" in text for text in later)


def test_two_hundred_measures_are_all_there_once() -> None:
    parts = [measures(200)[start : start + 50] for start in range(0, 200, 50)]
    keys = ("wonen", "werk", "verplaatsen", "informatie")
    plan = samples.plan(tuple(samples.domein(key, part) for key, part in zip(keys, parts, strict=True)))
    text = whole_text(render(plan))
    for number in range(200):
        assert text.count(f"Maatregel{number:03d}van") == 1


def test_signatures_stay_whole_wherever_the_table_ends() -> None:
    for count in range(8, 19, 2):
        pages = page_texts(render(one_domain(*measures(count))))
        holding = [text for text in pages if "Ik heb dit blad gezien" in text]
        assert len(holding) == 1
        assert all(word in holding[0] for word in ("paraaf", "handtekening", "datum", "nagelopen"))


def test_note_of_4000_characters_is_whole() -> None:
    words = " ".join(f"woord{number:04d}" for number in range(400))[:4000]
    regels = (*measures(6), samples.regel("Met notitie", tekst=words), *measures(3))
    text = whole_text(render(one_domain(*regels)))
    assert all(text.count(word) == 1 for word in words.split())


def test_cell_of_sixty_lines_and_an_unbroken_word_are_whole() -> None:
    lines = "\n".join(f"regel {number} van de cel" for number in range(60))
    endless = "abcdefghij" * 100
    text = whole_text(render(one_domain(samples.regel("Lang", tekst=lines), samples.regel(endless))))
    assert all(f"regel{number}vandecel" in text for number in range(60))
    assert endless in text


def test_row_higher_than_two_pages_is_whole() -> None:
    lines = "\n".join(f"regel {number} hier" for number in range(200))
    text = whole_text(render(one_domain(*measures(2), samples.regel("Lang", tekst=lines))))
    assert all(f"regel{number}hier" in text for number in range(200))


@pytest.mark.parametrize("name", NAMES)
def test_names_come_out_whole(name: str) -> None:
    plan = one_domain(*measures(2), blad=samples.blad(ontvanger=name, watermerk=""))
    assert all(name in text for text in page_texts(render(plan)))


@pytest.mark.parametrize("spite", SPITE)
def test_markup_in_records_prints_literally(spite: str) -> None:
    regel = samples.regel(spite, tekst=spite, verantwoordelijke=spite, norm=spite)
    plan = one_domain(regel, inleiding=spite, blad=samples.blad(ontvanger=spite, watermerk=spite))
    pages = page_texts(render(plan))
    assert squeezed(spite) in squeezed(pages[0])
    assert squeezed("".join(pages)).count(squeezed(spite)) >= 5


def test_sign_that_the_font_lacks_is_refused_before_paper() -> None:
    with pytest.raises(UnprintableText) as caught:
        render(one_domain(samples.regel("Slot 😀")))
    assert caught.value.signs == "😀"


def test_nothing_but_the_copy_number_in_the_metadata() -> None:
    with pikepdf.open(io.BytesIO(render(samples.eigen_plan()))) as pdf:
        information = {key: str(value) for key, value in pdf.docinfo.items()}
        assert information.pop("/Title") == "2026-0035"
        dates = {information.pop("/CreationDate"), information.pop("/ModDate")}
        assert all(date.startswith("D:2000") for date in dates)
        assert not [value for value in information.values() if value not in ("", "/False")]
        assert "/Metadata" not in pdf.Root
        assert "/Outlines" not in pdf.Root or not pdf.Root.Outlines.get("/Count")


def test_all_fonts_are_embedded_source_sans() -> None:
    with pikepdf.open(io.BytesIO(render(samples.plan()))) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert len(fonts) >= 3
        for font in fonts:
            assert "SourceSans" in str(font.BaseFont)
            assert font.FontDescriptor.FontFile2.read_bytes()


def test_same_snapshot_gives_same_bytes() -> None:
    assert render(samples.plan()) == render(samples.plan())


def test_empty_plan_is_one_page_and_costs() -> None:
    empty = tuple(samples.domein(key, ()) for key in ("wonen", "werk", "verplaatsen", "informatie"))
    pages = page_texts(render(samples.plan(empty, vragen=(), open_punten=())))
    assert len(pages) == 2
    assert pages[0].count("geen maatregelen") == 4 + 1
    assert "Er zijn geen open punten" in pages[1]


def test_costs_stand_ex_btw_and_incl_by_payer() -> None:
    last = page_texts(render(samples.plan()))[-1]
    for number in (
        "9.712,38",
        "2.039,62",
        "11.752,00",
        "337,19",
        "70,81",
        "408,00",
        "904,96",
        "190,04",
        "1.095,00",
    ):
        assert number in last


def test_statuses_are_words_beside_their_marks() -> None:
    regels = tuple(
        samples.regel(f"Maatregel {group}", stand=group.value, groep=group) for group in Standgroep
    )
    pages = page_texts(render(one_domain(*regels)))
    assert "1 gereed · 1 loopt · 1 wacht · 1 te laat · 1 vervallen" in pages[1].replace("\u00a0", " ")


def test_text_is_pure_black_and_only_tiles_are_coloured() -> None:
    plan = samples.plan(blad=samples.blad(watermerk=""))
    image = page_image(render(plan), 5, dpi=300)
    row = image.pixels[: image.stride * image.height]
    blue, green, red = row[0::4], row[1::4], row[2::4]
    assert min(red) == min(green) == min(blue) == 0
    x = int(image.width * 120 / 210)
    y = int(image.height * 48 / 297)
    start = y * image.stride
    band = [row[start + (x + step) * 4 : start + (x + step) * 4 + 3] for step in range(400)]
    assert all(max(pixel) - min(pixel) < 3 for pixel in band)
