"""What happens to a finished paper: encrypted, pictured, read back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from tests.printing import samples
from veiligheidsadvies.domain.errors import FileUnreadable
from veiligheidsadvies.printing.pages import page_image, page_sizes, page_texts
from veiligheidsadvies.printing.protect import encrypt
from veiligheidsadvies.printing.release import find_sensitive
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshots import Maatregelenplan

PASSPHRASE = "zeven woorden die niemand raadt, écht"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(samples.eigen_plan())


def test_encrypted_paper_opens_only_with_its_passphrase(pdf: bytes) -> None:
    locked = encrypt(pdf, PASSPHRASE)
    for wrong in ("", "zeven woorden", PASSPHRASE.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    with pikepdf.open(io.BytesIO(locked), password=PASSPHRASE) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
    with pytest.raises(FileUnreadable):
        page_texts(locked)
    assert page_texts(locked, PASSPHRASE) == page_texts(pdf)
    assert b"2026-0035" not in locked


def test_encryption_needs_a_passphrase(pdf: bytes) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        encrypt(pdf, "")


def test_page_pictures_have_the_size_that_was_asked(pdf: bytes) -> None:
    assert len(page_sizes(pdf)) == 6
    image = page_image(pdf, 1, dpi=300)
    assert (image.width, image.height) == (2481, 3508)
    assert len(image.pixels) == image.stride * image.height
    assert len(set(image.pixels[:: 4 * 997])) > 1
    with pytest.raises(IndexError):
        page_image(pdf, 6)


def test_no_pdf_is_told_as_such() -> None:
    with pytest.raises(FileUnreadable):
        page_sizes(b"geen pdf")


@pytest.mark.parametrize(
    "wanted", ["N. Đorđević", "n dordevic", "ĐORĐEVIĆ", "Safety &  Security–manager", "06-0000 0001"]
)
def test_sensitive_text_is_found_in_any_spelling(pdf: bytes, wanted: str) -> None:
    assert "blz. 1: geheim" in find_sensitive(pdf, [("geheim", wanted)])


@pytest.mark.parametrize("absent", ["GED-04", "Dorpsstraat 1", "1234 AB", "vic", "", " - "])
def test_absent_text_and_parts_of_words_are_not_found(pdf: bytes, absent: str) -> None:
    assert find_sensitive(pdf, [("geheim", absent)]) == []


def test_a_log_head_that_spells_a_name_by_chance_is_not_read() -> None:
    plan = samples.plan()
    head = "CDK3 H64Z 88YM 8SB8"
    paper = render(replace(plan, blad=replace(plan.blad, logkop=head)))
    hunted = [("naam", "CDK"), ("naam", "Safety")]
    assert "blz. 1: naam" in find_sensitive(paper, hunted[:1])
    assert find_sensitive(paper, hunted[:1], logkop=head) == []
    assert find_sensitive(paper, hunted, logkop=head) != []


def test_text_broken_over_lines_is_found() -> None:
    secret = "Burgemeester van Yeşilgözstraat 112 achter"
    regel = samples.regel(f"Sleutel ligt bij de {secret} in de schuur naast het huis van de buren")
    found = find_sensitive(render(samples.plan((samples.domein("wonen", (regel,)),))), [("adres", secret)])
    assert found == ["blz. 2: adres"]


def _hide(pdf: bytes, hide: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        hide(document)
        document.save(target)
    return target.getvalue()


def _in_author(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = "Ada Lovelace"


def _in_outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Huis van Ada Lovelace", 0))


def _in_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["bijlage.txt"] = pikepdf.AttachedFileSpec(document, b"Ada Lovelace")


def _in_annotation(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        Contents=pikepdf.String("Ada Lovelace"),
    )
    document.pages[0].Annots = pikepdf.Array([note])


def _in_xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:description"] = "Ada Lovelace"


@pytest.mark.parametrize("hide", [_in_author, _in_outline, _in_attachment, _in_annotation, _in_xmp])
def test_hidden_places_are_searched(pdf: bytes, hide: Callable[[pikepdf.Pdf], None]) -> None:
    assert find_sensitive(_hide(pdf, hide), [("naam", "Ada Lovelace")]) == ["verborgen gegevens: naam"]


def _plan_of(count: int) -> Maatregelenplan:
    base = samples.wonen()
    regels = tuple(replace(base[number % 9], titel=f"Maatregel {number}") for number in range(count))
    keys = ("wonen", "werk", "verplaatsen", "informatie")
    part = count // 4
    return samples.plan(
        tuple(samples.domein(key, regels[at * part : (at + 1) * part]) for at, key in enumerate(keys))
    )


def test_two_hundred_measures_come_out_whole() -> None:
    read = "\n".join(page_texts(render(_plan_of(200))))
    assert {int(number) for number in re.findall(r"Maatregel (\d+)\b", read)} == set(range(200))
