"""The summary, the recovery sheet and the approval form, read back."""

from __future__ import annotations

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest

from tests.printing import samples
from veiligheidsadvies.printing import render as render_module
from veiligheidsadvies.printing.pages import page_image, page_texts
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.printing.snapshots import Begroting, Domeinkosten, Rubricering


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_summary_leads_with_the_decision_and_fits_one_page() -> None:
    (text,) = page_texts(render(samples.samenvatting()))
    text = flat(text)
    for words in (
        "Ga akkoord met het maatregelenplan van dossier GED-04: € 11.752,00 in 2026",
        "en € 408,00 per jaar daarna.",
        "begroting 2026: € 60.000,00",
        "€ 37.984,35",
        "blijft vrij",
        "akkoord, onder voorwaarde",
        "handtekening provinciesecretaris",
        "Geen ruchtbaarheid. Noem in stukken",
    ):
        assert words in text


def test_summary_tells_what_is_short() -> None:
    budget = Begroting(jaar=2026, totaal=1000000, vastgelegd=900000, dit_besluit=1175200, vrij=-1075200)
    (text,) = page_texts(render(samples.samenvatting(begroting=budget)))
    assert "tekort" in text
    assert "blijft vrij" not in text


def test_summary_with_tiny_parts_keeps_its_labels_apart() -> None:
    budget = Begroting(jaar=2026, totaal=99999900, vastgelegd=100, dit_besluit=200, vrij=99999600)
    (text,) = page_texts(render(samples.samenvatting(begroting=budget)))
    assert all(words in text for words in ("al vastgelegd", "dit besluit", "blijft vrij"))


def test_long_summary_goes_on_and_keeps_the_decision_whole() -> None:
    pages = page_texts(render(samples.samenvatting(waarom=("Omdat het nodig is. " * 100,))))
    assert len(pages) == 2
    assert all(words in pages[1] for words in ("Uw besluit", "eerst bespreken", "voorwaarde", "handtekening"))


def test_recovery_sheet_holds_the_key_and_no_organisation() -> None:
    sheet = samples.herstelblad()
    (text,) = page_texts(render(sheet))
    signs = re.sub(r"\s+", "", text)
    assert all(group in signs for group in sheet.groepen)
    assert "het oude blad opent de kluis dan niet meer, wel elke kopie van vóór die dag" in flat(text)
    assert "Merenland" not in text
    assert "opent alleen het voorbeeld" in text
    real = replace(sheet, blad=replace(sheet.blad, is_fictief=False))
    assert "FICTIEF" not in page_texts(render(real))[0]


def test_a_part_holds_its_words_who_keeps_it_and_since_when_on_one_page() -> None:
    part = samples.herstelbladdeel()
    (text,) = page_texts(render(part))
    lines = [line.split() for line in text.splitlines()]
    assert [line for line in lines if line[0] in {"1", "33"}][:2] == [["1", "academic"], ["33", "zero"]]
    for words in ("mr. A. van der Zandschulp", "5 januari 2026", "academic acid", "deel 2 van 3", "FICTIEF"):
        assert words in flat(text)
    assert "Merenland" not in text
    keeper = "drs. W. van den Heuvel-Achterberg tot Oosterwijk"
    (text,) = page_texts(render(replace(part, blad=replace(part.blad, is_fictief=False, ontvanger=keeper))))
    assert "FICTIEF" not in text
    assert all(word in text.split() for word in part.woorden)


@pytest.mark.parametrize("sheet", [samples.herstelblad(), samples.herstelbladdeel()])
def test_fold_line_of_the_recovery_sheet_is_in_the_middle(sheet: Snapshot) -> None:
    image = page_image(render(sheet), 0, dpi=300)
    middle, per_mm = image.height / 2, image.height / 297
    dark = []
    for row in range(int(middle - 3 * per_mm), int(middle + 3 * per_mm)):
        start = row * image.stride
        line = image.pixels[start : start + image.stride : 4][int(26 * per_mm) : int(90 * per_mm)]
        if min(line) < 100:
            dark.append(row)
    assert dark
    assert abs(sum(dark) / len(dark) - middle) < 0.5 * per_mm


def test_approval_form_shows_mark_and_code() -> None:
    (text,) = page_texts(render(samples.akkoordformulier()))
    assert all(words in text for words in ("9f2c 41d0 77ab e310", "K7QM-4TX9", "niet akkoord", "E. Yeşilgöz"))


@pytest.mark.parametrize("level", list(Rubricering))
def test_each_level_prints_its_word_twice(level: Rubricering) -> None:
    sheet = samples.akkoordformulier()
    (text,) = page_texts(render(replace(sheet, blad=replace(sheet.blad, rubricering=level))))
    assert text.count(level.value) == 2


@pytest.mark.parametrize(
    "snapshot",
    [
        samples.samenvatting(),
        samples.herstelblad(),
        samples.herstelbladdeel(),
        samples.akkoordformulier(),
        samples.geheimhoudingsverklaring(),
    ],
)
def test_fonts_are_embedded_and_metadata_is_bare(snapshot: Snapshot) -> None:
    with pikepdf.open(io.BytesIO(render(snapshot))) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert str(pdf.docinfo["/Title"]) == snapshot.blad.nummer
        assert not str(pdf.docinfo.get("/Producer", ""))


def test_a_declaration_is_one_page_with_a_line_for_each_who_signs() -> None:
    (text,) = page_texts(render(samples.geheimhoudingsverklaring()))
    assert [name for name in ("J. Wortel", "A. El Amrani") if name in text] == ["J. Wortel", "A. El Amrani"]
    assert text.count("handtekening") == 4
    assert re.search(r"1\s+U praat hier met niemand over", text)
    (empty,) = page_texts(render(samples.geheimhoudingsverklaring(personen=())))
    assert empty.count("naam") >= 2


def test_a_declaration_of_many_people_keeps_names_and_signatures_together() -> None:
    people = tuple(f"Monteur {number} met een naam die lang is" for number in range(10))
    pages = page_texts(render(samples.geheimhoudingsverklaring(personen=people)))
    assert len(pages) == 2
    assert all(words in pages[1] for words in ("tekent zelf", "Monteur 0", "Monteur 9", "organisatie"))
    crowd = tuple(f"Monteur {number}" for number in range(40))
    whole = " ".join(page_texts(render(samples.geheimhoudingsverklaring(personen=crowd))))
    assert all(re.search(rf"{name}\b", whole) for name in crowd)
    spite = "a < b & <img src=x>"
    (page,) = page_texts(render(samples.geheimhoudingsverklaring(personen=(spite,), geheim=(spite,))))
    assert flat(page).count(spite) == 2


def test_markup_in_the_summary_prints_literally() -> None:
    spite = "a < b & <img src=x> </b>"
    domein = Domeinkosten(
        domein="wonen", naam=spite, aantal=14, in_jaar=1175200, per_jaar=40800, grondslag=spite
    )
    paper = samples.samenvatting(besluit=spite, besluit_noot=spite, waarom=(spite,), domeinen=(domein,))
    text = re.sub(r"\s+", "", page_texts(render(paper))[0])
    assert text.count(re.sub(r"\s+", "", spite)) == 5


def test_preview_says_that_it_is_no_copy() -> None:
    sheet = samples.akkoordformulier()
    blad = replace(sheet.blad, exemplaar=0, van=0, nummer="voorbeeld", logkop="voorbeeld", has_qr=False)
    (text,) = page_texts(render(replace(sheet, blad=blad)))
    assert "geen uitgegeven exemplaar" in text
    assert "van 0" not in text
    assert "logkop" not in text


def test_two_papers_are_never_made_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second preview begins while the first is still being made; both would read the same fonts."""
    under_way: list[int] = []
    most = 0

    def made(_paper: Snapshot) -> bytes:
        nonlocal most
        under_way.append(1)
        most = max(most, len(under_way))
        time.sleep(0.01)
        under_way.pop()
        return b"%PDF"

    monkeypatch.setattr(render_module, "_rendered", made)
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(render, [samples.plan()] * 8)) == [b"%PDF"] * 8
    assert most == 1
