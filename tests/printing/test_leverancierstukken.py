"""The papers for suppliers, read back: complete, mute where they must be, whole whatever is put on them."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests.printing import leverancier_samples as samples
from veiligheidsadvies.domain.errors import UnprintableText
from veiligheidsadvies.printing.leverancier_snapshots import (
    AdresbijlageStuk,
    Gevraagdregel,
    Leverregel,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    OpleverstaatStuk,
    Restregel,
)
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.printing.reconcile import TotalsDiffer, reconcile
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.printing.snapshot_json import Leverancierstuk, from_dict, to_dict
from veiligheidsadvies.printing.snapshots import Geld

LANGE_LEZER = "Zandoever Installatie en Beveiliging B.V., t.a.v. de heer Yeşilgöz-van der Đorđević"
MAKERS: tuple[Callable[..., Leverancierstuk], ...] = (
    samples.offerteaanvraag,
    samples.opdracht,
    samples.adresbijlage,
    samples.opleverstaat,
)
TYPES = (OfferteaanvraagStuk, OpdrachtStuk, AdresbijlageStuk, OpleverstaatStuk)


def read(stuk: Leverancierstuk) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page_texts(render(stuk))]


def many(count: int) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((f"Post {nr} van het werk", f"Eis {nr}.", nr, 1000 * nr + 99) for nr in range(1, count + 1))


@pytest.mark.parametrize("make", MAKERS)
def test_a_paper_fits_one_sheet_and_survives_plain_data(make: Callable[..., Leverancierstuk]) -> None:
    stuk = make()
    assert from_dict(to_dict(stuk)) == stuk
    assert len(read(stuk)) == 1
    assert render(stuk) == render(from_dict(to_dict(stuk)))


@pytest.mark.parametrize("kind", TYPES)
def test_no_paper_has_a_place_for_what_a_supplier_may_not_know(kind: type[Leverancierstuk]) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    secret = {"naam", "ambt", "code", "dossier", "dreiging", "advies", "maatregelen", "bestuurder"}
    assert not names & secret
    assert ("adres" in names) == (kind is AdresbijlageStuk)


@pytest.mark.parametrize("make", MAKERS)
def test_the_file_says_nothing_beside_its_pages(make: Callable[..., Leverancierstuk]) -> None:
    stuk = make()
    with pikepdf.open(io.BytesIO(render(stuk))) as document:
        said = {str(value) for key, value in document.docinfo.items() if not key.endswith("Date")}
    assert said <= {stuk.blad.nummer, "", "False", "/False"}


@pytest.mark.parametrize("make", MAKERS)
def test_header_footer_and_number_stand_on_every_sheet_of_a_long_reader(
    make: Callable[..., Leverancierstuk],
) -> None:
    assert len(LANGE_LEZER) >= 80
    stuk = make()
    pages = read(replace(stuk, blad=replace(stuk.blad, ontvanger=LANGE_LEZER, watermerk=LANGE_LEZER)))
    for number, text in enumerate(pages, 1):
        assert f"{number} van {len(pages)}" in text
        assert f"Exemplaar nr. {stuk.blad.nummer}" in text
        assert "Yeşilgöz-van" in text
        assert "Đorđević" in text


@pytest.mark.parametrize("make", MAKERS)
def test_a_sign_that_the_font_lacks_is_refused(make: Callable[..., Leverancierstuk]) -> None:
    with pytest.raises(UnprintableText):
        render(make(titel="Werk \U0001f512"))


# --- the order


def test_the_order_leads_with_number_work_and_price_to_the_cent() -> None:
    (text,) = read(samples.opdracht())
    for words in (
        "Opdracht OPD-2026-014",
        "1 Alarminstallatie woning",
        "VRKI EL2, NEN-EN 50131 graad 2.",
        "2 210,00 420,00",
        "Zonder btw 4.315,00",
        "Btw 21% 906,15",
        "Totaal inclusief btw € 5.221,15",
        "E. Yeşilgöz",
        "Tweede persoon (vier ogen) Ł. Brzęczyk akkoord op 11 maart 2026",
        "Opdrachtnemer, voor akkoord",
        "werkzaamheden conform opdracht OPD-2026-014",
    ):
        assert words in text


def test_forty_lines_keep_their_last_with_the_total() -> None:
    lines = tuple(samples.line(nr, *work) for nr, work in enumerate(many(40), 1))
    stuk = samples.opdracht(lines)
    reconcile(stuk)
    pages = read(stuk)
    assert len(pages) == 3
    assert all(any(f"Post {nr} van het werk" in page for page in pages) for nr in range(1, 41))
    (last,) = [page for page in pages if "Totaal inclusief btw" in page]
    assert "Post 40 van het werk" in last
    assert all("Opdracht OPD-2026-014, vervolg" in page for page in pages[1:] if "Werk en eis" in page)
    (signed,) = [page for page in pages if "Opdrachtnemer, voor akkoord" in page]
    assert "Afspraken" in signed


def test_a_requirement_of_sixty_lines_goes_on_over_the_page() -> None:
    eis = "\n".join(f"Voorwaarde {nr} van zestig." for nr in range(1, 61))
    pages = read(samples.opdracht((samples.line(1, "Hekwerk", eis, 1, 500000),)))
    together = " ".join(pages)
    assert len(pages) > 1
    assert all(f"Voorwaarde {nr} van zestig." in together for nr in range(1, 61))


def test_mixed_rates_stand_at_the_line_and_apart_in_the_total() -> None:
    lines = (
        samples.line(1, "Sleutelkast", "", 1, 10000),
        samples.line(2, "Schilderwerk", "Binnen.", 3, 3333, btw=9),
        samples.line(3, "Verzekering", "", 1, 5000, btw=0),
    )
    stuk = samples.opdracht(lines)
    reconcile(stuk)
    (text,) = read(stuk)
    for words in ("33,33 9% 99,99", "Btw 21% 21,00", "Btw 9% 9,00", "Btw 0% –", "€ 279,99"):
        assert words in text


def test_a_change_tells_the_difference_and_the_new_total() -> None:
    less = replace(samples.line(3, "Vaste paniekknop", "", 1, 21000), aantal="-1", ex=-21000, wijzigt=3)
    stuk = samples.opdracht(
        (less, samples.line(4, "Losse paniekknop", "", 1, 9000)),
        titel="Wijziging 1 op opdracht OPD-2026-014",
        wijziging=1,
        wijzigt=("Regel 3, Vaste paniekknop: het aantal gaat van 2 naar 1.",),
        eerder=Geld(ex=431500, btw=90615, incl=522115),
    )
    reconcile(stuk)
    (text,) = read(stuk)
    for words in (
        "Wijziging 1 op opdracht OPD-2026-014",
        "Wat wijzigt?",
        "Wijzigt regel 3.",
        "-1 210,00 -210,00",
        "Deze wijziging inclusief btw € -145,20",
        "Opdracht tot nu toe, inclusief btw 5.221,15",
        "Opdracht na deze wijziging inclusief btw € 5.075,95",
    ):
        assert words in text


def test_what_returns_each_year_is_told() -> None:
    line = replace(samples.line(1, "Onderhoud", "", 1, 10000), per_jaar=True)
    (text,) = read(samples.opdracht((line,), ieder_jaar=Geld(ex=10000, btw=2100, incl=12100)))
    assert "Keert ieder jaar terug" in text
    assert "Hiervan keert ieder jaar terug, inclusief btw € 121,00" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"totaal": Geld(ex=431500, btw=90615, incl=522116)},
        {"totaal": Geld(ex=431499, btw=90616, incl=522115)},
        {"btw": ()},
    ],
)
def test_a_total_that_does_not_add_up_never_reaches_paper(wrong: dict[str, Any]) -> None:
    with pytest.raises(TotalsDiffer):
        reconcile(samples.opdracht(**wrong))


# --- the annex


def test_the_annex_holds_the_address_beside_its_number_and_is_mute() -> None:
    (text,) = read(samples.adresbijlage())
    for words in (
        "Voorbeeldlaan 1 0000 AA Fictiefstad",
        "nr. 2026-0037",
        "Persoonlijk overhandigd aan J. Çelik",
        "Gevonden? Bel 0800 0000 en noem het nummer.",
        "Ontvangstbewijs",
        "retour gekregen",
        "legitimatie gezien",
    ):
        assert words in text
    for word in ("Provincie", "Merenland", "Zandoever", "Alarm", "OPD-2026", "camera", "€", "bestuurder"):
        assert word.casefold() not in text.casefold()


def test_the_receipt_names_the_number_and_never_the_address() -> None:
    (text,) = read(samples.adresbijlage())
    strip = text[text.index("Ontvangstbewijs") :]
    assert "nr. 2026-0037" in strip
    assert "Voorbeeldlaan" not in strip
    assert "0000 AA" not in strip


def test_a_long_address_and_reader_stay_in_their_box() -> None:
    stuk = samples.adresbijlage(
        adres=("Burgemeester van der Hoeven-Oosterhoutseweg 1234 bis", "0000 AA  Fictiefstad")
    )
    (text,) = read(replace(stuk, blad=replace(stuk.blad, ontvanger=LANGE_LEZER, watermerk="")))
    assert "Oosterhoutseweg 1234 bis" in text
    assert text.count("Đorđević") == 3


# --- the request and the delivery sheet


def test_the_request_has_no_price_and_room_to_write_one() -> None:
    (text,) = read(samples.offerteaanvraag())
    for words in (
        "OFA-2026-003",
        "Per stuk",
        "levertijd in dagen",
        "niet per e-mail",
        "dinsdag 10 maart 2026",
    ):
        assert words in text
    assert "€" not in text
    assert not re.search(r"\d,\d\d\b", text)


def test_a_request_of_forty_lines_keeps_the_sums_with_the_last() -> None:
    lines = tuple(
        Gevraagdregel(nr=nr, titel=titel, eis=eis, aantal=str(count))
        for nr, (titel, eis, count, _price) in enumerate(many(40), 1)
    )
    pages = read(samples.offerteaanvraag(regels=lines))
    (last,) = [page for page in pages if "Totaal inclusief btw" in page]
    assert "Post 40 van het werk" in last


def test_the_delivery_sheet_asks_for_every_line_and_what_is_left() -> None:
    (text,) = read(samples.opleverstaat())
    for words in (
        "Alarminstallatie woning",
        "BORG-certificaat ontvangen, nummer",
        "alleen bij de bewoner",
        "2 Camera draait nog te ver naar rechts. 06-04-2026",
        "alleen nummers, geen plaats en geen naam",
        "alleen een paraaf, geen naam",
    ):
        assert words in text


def test_a_delivery_sheet_of_forty_lines_and_many_points_is_whole() -> None:
    stuk = samples.opleverstaat(
        regels=tuple(
            Leverregel(nr=nr, titel=titel, eis=eis, aantal=str(count), geleverd=str(count), is_af=True)
            for nr, (titel, eis, count, _price) in enumerate(many(40), 1)
        ),
        resten=tuple(Restregel(nr=str(nr), tekst=f"Restpunt {nr}.") for nr in range(1, 31)),
        fotos="2026-0101 tot en met 2026-0164, " * 8,
    )
    together = " ".join(read(stuk))
    assert all(f"Post {nr} van het werk" in together for nr in range(1, 41))
    assert all(f"Restpunt {nr}." in together for nr in range(1, 31))
    assert together.count("2026-0164") == 8
