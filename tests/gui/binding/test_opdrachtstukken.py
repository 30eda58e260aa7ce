"""The papers for a supplier as the issue dialog gets them: who may read, how it may leave, what is hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.opdrachtplek import Orders
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.oplevering import Restpunt
from veiligheidsadvies.gui.binding.aantallen import read, shown, with_unit
from veiligheidsadvies.gui.binding.bron import Herdruk
from veiligheidsadvies.gui.binding.opdrachtstukken import LeverancierPapier, open_leverancierstuk
from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog, open_geheimhoudingsverklaring
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


def test_a_reprint_of_the_annex_is_as_careful_as_the_annex(services: Services) -> None:
    paper = _paper(services, SoortDocument.ADRESBIJLAGE)
    given = Uitgiftegegevens(wijze=Wijze.PAPIER)
    copy = services.leverancierstukken.issue(paper._stuk, paper.lezers[0], given).exemplaar
    again = Herdruk(services, copy)
    assert again.geheim(again.lezers[0]) == "Op dit blad staat het adres. Kijkt er niemand mee?"
    assert Wijze.ONVERSLEUTELD not in again.wijzen


def test_the_order_hides_nothing_and_has_the_supplier_as_its_reader(services: Services) -> None:
    paper = _paper(services, SoortDocument.OPDRACHT)
    assert paper.lezers[0].naam == "Zandoever Installatie"
    assert not paper.geheim(paper.lezers[0])
    assert "Đorđević" not in str(paper.snapshot(paper.lezers[0]))


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (SoortDocument.OPDRACHT, "OPD-2026-001.pdf"),
        (SoortDocument.ADRESBIJLAGE, "OPD-2026-001-bijlage.pdf"),
        (SoortDocument.OPLEVERSTAAT, "OPD-2026-001-oplevering.pdf"),
    ],
)
def test_a_file_gets_the_number_of_the_order_and_the_work_tells_when_it_must_be_back(
    services: Services, qtbot: QtBot, document: SoortDocument, name: str
) -> None:
    desk, prompts = make_desk(services, None)
    dialog = UitgifteDialog(desk, None, _paper(services, document))
    qtbot.addWidget(dialog)
    dialog.keuzes.form.set_value("wijze", Wijze.VERSLEUTELD)
    named: list[object] = []
    prompts.save_file = lambda *_, **given: named.append(given["name"])  # type: ignore[attr-defined]
    dialog.accept_button.click()
    assert named == [name]
    # The order has to be ready on the 31st; every paper says that it goes back within a day.
    assert dialog.keuzes.form.values()["retour_voor"] == dt.date(2026, 4, 1)
    dialog.abandon()
    desk.jobs.wait()


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


# --- words that may be a coincidence


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the papers for which the dialog came up."""
    titles: list[str] = []

    def show(_desk: object, _parent: object, make: Callable[[], Any]) -> str:
        titles.append(make().titel)
        return "2026-0001"

    monkeypatch.setattr("veiligheidsadvies.gui.binding.opdrachtstukken.open_bron", show)
    monkeypatch.setattr("veiligheidsadvies.gui.binding.uitgifte._issue", show)
    return titles


def test_a_delivery_sheet_with_a_doubted_word_asks_a_second_person_first(
    services: Services, qtbot: QtBot, opened: list[str]
) -> None:
    builders.add_dossier(services, "GED-09", naam="mevrouw N. Merenland")  # as the province is called
    orders, parent = Orders(services), QWidget()
    qtbot.addWidget(parent)
    order = orders.give()
    orders.add_second()
    point = Restpunt(dossier_id=orders.dossier, opdracht_id=order, omschrijving="Plaatje Merenland scheef")
    services.opdrachten.save_restpunt(point)
    stuk = Leverancierstuk(
        document=SoortDocument.OPLEVERSTAAT, opdracht_id=order, leverancier_id=orders.supplier
    )
    named = {"nummer": "OPD-2026-001", "leverancier": "Zandoever Installatie"}
    desk, prompts = make_desk(services, None)
    assert open_leverancierstuk(desk, parent, stuk, **named) is None
    assert opened == []
    prompts.answers += ["zo heet de provincie", orders.yes]
    assert open_leverancierstuk(desk, parent, stuk, **named) == "2026-0001"
    assert open_leverancierstuk(desk, parent, stuk, **named) == "2026-0001"
    assert opened == ["Opleverstaat OPD-2026-001"] * 2
    assert len(prompts.asked) == 3


def test_a_declaration_with_a_shared_surname_asks_a_second_person_first(
    services: Services, qtbot: QtBot, opened: list[str]
) -> None:
    orders, parent = Orders(services), QWidget()
    qtbot.addWidget(parent)
    orders.add_second()
    supplier = services.leveranciers.get(orders.supplier)
    builders.add_dossier(services, "GED-09", naam="mevrouw S. Sevgül")
    services.leveranciers.save(replace(supplier, ghv_personen="A. Sevgül"), [])
    desk, prompts = make_desk(services, None)
    assert open_geheimhoudingsverklaring(desk, parent, orders.supplier) is None
    prompts.answers += ["een andere familie", orders.yes]
    assert open_geheimhoudingsverklaring(desk, parent, orders.supplier) == "2026-0001"
    assert opened == ["Geheimhoudingsverklaring van Zandoever Installatie"]
