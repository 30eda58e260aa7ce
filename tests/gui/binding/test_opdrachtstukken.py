"""The papers for a supplier as the issue dialog gets them: who may read, how it may leave, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.gui.screens.opdrachtplek import Orders
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.gui.binding.aantallen import read, shown, with_unit
from veiligheidsadvies.gui.binding.opdrachtstukken import LeverancierPapier
from veiligheidsadvies.gui.kit.parse import Refusal
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


def _paper(services: Services, document: SoortDocument) -> LeverancierPapier:
    orders = Orders(services)
    stuk = Leverancierstuk(document=document, opdracht_id=orders.give(), leverancier_id=orders.supplier)
    return LeverancierPapier(services, stuk, nummer="OPD-2026-001", leverancier="Zandoever Installatie")


def test_the_annex_goes_to_who_signed_for_secrecy_and_never_unprotected(services: Services) -> None:
    paper = _paper(services, SoortDocument.ADRESBIJLAGE)
    assert paper.titel == "Adresbijlage OPD-2026-001"
    assert [one.naam for one in paper.lezers] == ["J. Wortel", "A. El Amrani"]
    assert Wijze.ONVERSLEUTELD not in paper.wijzen
    assert paper.komt_terug
    assert paper.geheim(paper.lezers[0]) == "Op dit blad staat het adres. Kijkt er niemand mee?"
    asked = paper.request(paper.lezers[0], Uitgiftegegevens(wijze=Wijze.PAPIER))
    assert asked.ontvanger.naam == "J. Wortel"


def test_the_order_hides_nothing_and_has_the_supplier_as_its_reader(services: Services) -> None:
    paper = _paper(services, SoortDocument.OPDRACHT)
    assert paper.lezers[0].naam == "Zandoever Installatie"
    assert not paper.geheim(paper.lezers[0])
    assert "Đorđević" not in str(paper.snapshot(paper.lezers[0]))


@pytest.mark.parametrize(
    ("typed", "hundredths"), [("2", 200), ("1,5", 150), ("0.25", 25), ("-1", -100), ("\N{MINUS SIGN}2", -200)]
)
def test_quantities_are_read_and_shown(typed: str, hundredths: int) -> None:
    found = read(typed)
    assert found.honderdsten == hundredths
    assert read(shown(found)) == found


def test_what_is_no_quantity_is_refused() -> None:
    assert read("") is None
    assert isinstance(read("1,234"), Refusal)
    assert isinstance(read("drie"), Refusal)
    assert with_unit(read("2"), "") == "2 stuks"
    assert with_unit(read("1"), "") == ""
    assert with_unit(read("1,5"), "m²") == "1,5 m²"
