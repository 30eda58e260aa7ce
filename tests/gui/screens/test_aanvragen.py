"""Asking suppliers to quote: live check, sending, entering, comparing, choosing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.opdrachtplek import HERE, Orders, composing, open_screen, request_page, went
from veiligheidsadvies.domain.aanvraag import AanvraagId, Aanvraagstand
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.screens.opdrachten.request_work import RequestWork
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens

ISSUED = "veiligheidsadvies.gui.screens.opdrachten.request_work.open_leverancierstuk"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def orders(services: Services) -> Orders:
    builders.add_leverancier(services, naam="Kleiland Deuren")
    return Orders(services)


@pytest.fixture
def issued(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(ISSUED, lambda *_args, leverancier, **_given: names.append(leverancier))
    return names


def _new(orders: Orders, *chosen: int) -> Plek:
    ids = tuple(orders.measures[at] for at in chosen)
    return Plek(scherm="opdrachten", dossier_id=orders.dossier, tab="aanvraag_nieuw", filter=ids)


def _prices(work: RequestWork, *cents: int | None) -> Any:
    def fill(form: Form) -> None:
        lines = work._service.list_regels(work._aanvraag.id)  # type: ignore[arg-type]
        for line, price in zip(lines, cents, strict=True):
            form.set_value(f"prijs_{line.id}", None if price is None else Bedrag(price))
        form.set_value("levertijd_dagen", 14)
        form.set_value("geldig_tot", dt.date(2026, 5, 1))

    return fill


def test_a_leak_in_a_request_is_told_while_it_is_written(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, {"eis": "Voor de gedeputeerde"}, place=_new(orders, 0))
    work, page = request_page(screen), request_page(screen).page
    QTest.keyClick(page.suppliers, Qt.Key.Key_Space)
    work.judge()
    assert page.send.isEnabled()
    page.lines.go_to(1)
    QTest.keyClick(page.lines, Qt.Key.Key_F2)
    work.judge()
    line = page.lines.lines[0]
    assert [line.detail[begin:end] for begin, end in line.detail_marks] == ["gedeputeerde"]
    assert not page.send.isEnabled()
    assert [fact.alarm for fact in page.unseen.facts if fact.alarm] == ["staat in regel 1"]


def test_a_request_goes_to_two_suppliers_and_the_best_quote_becomes_an_order(
    services: Services, orders: Orders, issued: list[str], qtbot: QtBot
) -> None:
    screen, prompts = open_screen(services, qtbot, place=_new(orders, 0, 1))
    work = request_page(screen)
    for supplier in work.page._suppliers:
        work.page.suppliers.ticked.emit(supplier.id, True)
    work.judge()
    work.page.send.click()
    assert issued == ["Kleiland Deuren", "Zandoever Installatie"]
    work = request_page(screen)
    assert not work.is_concept
    measure = services.maatregelen.get(MaatregelId(orders.measures[0]))
    assert measure.status is Status.OFFERTE_GEVRAAGD
    prompts.answers += [_prices(work, 100_000, None), _prices(work, 90_000, 20_000), True]
    for at in range(2):
        button = work.quotes.findChild(QPushButton, f"offerte_invoeren_{at}")
        assert button is not None
        button.click()
    assert work.quotes.table is not None
    model = work.quotes.table.table
    shown = [[str(model.index(row, at).data()) for at in range(3)] for row in range(model.rowCount())]
    assert shown[1][1:] == ["ontbreekt", "200,00"]
    assert shown[4][2] == "laagste · 1.331,00"
    assert "14 dagen" in shown[5][1]
    choose = work.quotes.findChild(QPushButton, "offerte_kiezen_1")
    assert choose is not None
    choose.click()
    assert went(screen)[-1].tab == "uit_offerte"
    sheet = composing(screen).page.sheet()
    assert sheet.opdracht.leverancier_id == orders.supplier
    assert [line.ex.cents for line in sheet.regels] == [90_000, 20_000]


def test_what_is_missing_is_asked_before_sending(services: Services, orders: Orders, qtbot: QtBot) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders))
    page = request_page(screen).page
    assert page._why.text() == "Kies eerst een regel"
    QTest.keyClick(page.lines, Qt.Key.Key_Space)
    request_page(screen).judge()
    assert page._why.text() == "Kies eerst een leverancier"


def test_a_concept_is_kept_listed_and_survives_a_lock(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 1))
    work = request_page(screen)
    work.page.toelichting.setPlainText("Graag voor de zomer.")
    for key, values in screen.drafts().items():
        services.concepten.save(key, values)
    back, _ = open_screen(services, qtbot, place=_new(orders))
    again = request_page(back)
    assert again.page.toelichting.toPlainText() == "Graag voor de zomer."
    row_id = again.save()
    assert services.concepten.list_all() == []
    back.show_place(HERE)
    assert [row.nummer for row in back.list.model.rows()] == ["OFA-2026-001"]
    back.show_place(Plek(scherm="opdrachten", tab="aanvraag", row_id=row_id))
    assert [line.is_ticked for line in request_page(back).page.lines.lines] == [True]


def test_taking_back_a_later_save_of_a_request_shows_what_stood_before(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 1))
    request_page(screen).page.toelichting.setPlainText("Graag voor de zomer.")
    request_page(screen).save()
    request_page(screen).page.toelichting.setPlainText("Graag na de zomer.")
    request_page(screen).save()
    screen.desk.performer.perform(screen, services.undo)
    page = request_page(screen).page
    assert page.toelichting.toPlainText() == "Graag voor de zomer."
    assert [line.is_ticked for line in page.lines.lines] == [True]
    assert not page.is_dirty


def test_withdrawing_asks_why(services: Services, orders: Orders, issued: list[str], qtbot: QtBot) -> None:
    screen, prompts = open_screen(services, qtbot, place=_new(orders, 0))
    work = request_page(screen)
    work.page.suppliers.ticked.emit(orders.supplier, True)
    work.send()
    assert issued == ["Zandoever Installatie"]
    prompts.answers.append("Toch niet nodig")
    request_page(screen).quotes.withdraw.click()
    (line,) = services.aanvragen.list_lijnen()
    assert line.aanvraag.stand is Aanvraagstand.INGETROKKEN


def test_what_suppliers_see_is_the_paper_of_the_first_of_them(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    work, page = request_page(screen), request_page(screen).page
    assert page.seen.note == "Kies een leverancier. Dan staat hier wat hij leest."
    page.suppliers.ticked.emit(orders.supplier, True)
    page.toelichting.setPlainText("Graag in mei.")
    work.judge()
    request, lines, suppliers = page.request()
    told = services.aanvragen.reads(request, lines, suppliers[0])
    assert page.seen.text == "\n".join(part.tekst for part in told).replace("\n\n", "\n")
    assert "– Graag in mei." in page.seen.text
    assert page.seen.note == ""
    for one in page._suppliers:
        page.suppliers.ticked.emit(one.id, True)
    work.judge()
    assert page.seen.note.startswith("Zoals Kleiland Deuren het leest")


# --- words that may be a coincidence

DOUBT = "Zoals besproken met Merenland."
WHY = "zo heet de provincie zelf"


def _doubted(
    services: Services, orders: Orders, qtbot: QtBot, *answers: object
) -> tuple[RequestWork, Any, Any]:
    """A request in which somebody is named as the province is, to the first supplier."""
    builders.add_dossier(services, "GED-09", naam="mevrouw N. Merenland")
    screen, prompts = open_screen(services, qtbot, *answers, place=_new(orders, 0))
    work = request_page(screen)
    work.page.suppliers.ticked.emit(orders.supplier, True)
    work.page.toelichting.setPlainText(DOUBT)
    work.judge()
    return work, screen, prompts


def _told(work: RequestWork) -> list[tuple[str, str]]:
    return [(one.kind, one.sentence) for one in work.page.conditions.findings]


def test_a_doubted_word_goes_out_once_a_second_person_said_yes(
    services: Services, orders: Orders, issued: list[str], qtbot: QtBot
) -> None:
    orders.add_second()
    work, screen, prompts = _doubted(services, orders, qtbot, WHY, orders.yes)
    assert ("let_op", "Tweede persoon moet akkoord geven op wat er blijft staan") in _told(work)
    assert work.page.send.isEnabled()
    work.page.send.click()
    assert issued == ["Zandoever Installatie"]
    (line,) = services.aanvragen.list_lijnen()
    assert line.aanvraag.stand is Aanvraagstand.UITGEZET
    (given,) = services.akkoorden.list_of_dossier(orders.dossier)
    assert "“Merenland” blijft staan" in given.besluit
    assert given.besluit.endswith(WHY)
    row = request_page(screen).quotes.approval.findChild(QWidget, "bevinding_0")
    assert row is not None
    assert row.accessibleName().startswith("In orde: Akkoord van mr. K. de Groot op wat er blijft staan")
    assert "toelichting 1: naam" in prompts.asked[0]


def test_without_a_reason_or_a_yes_nothing_is_sent(
    services: Services, orders: Orders, issued: list[str], qtbot: QtBot
) -> None:
    orders.add_second()
    wrong = {**orders.yes, "wachtwoordzin": "iets heel anders"}
    _, screen, prompts = _doubted(services, orders, qtbot, None)
    request_page(screen).send()
    prompts.answers += [WHY, wrong, None]
    request_page(screen).send()
    assert issued == []
    (line,) = services.aanvragen.list_lijnen()
    assert line.aanvraag.stand is Aanvraagstand.CONCEPT
    assert services.akkoorden.list_of_dossier(orders.dossier) == []


def test_a_change_after_the_yes_voids_it_on_the_screen(
    services: Services, orders: Orders, issued: list[str], qtbot: QtBot
) -> None:
    work, screen, _ = _doubted(services, orders, qtbot)
    row_id = work.save()
    work = request_page(screen)
    stand = services.vrijgaven.of_saved_request(AanvraagId(row_id or 0))
    builders.sign_on_paper(services, services.vrijgaven.voorstel(stand, WHY))
    work.judge()
    assert ("in_orde", "Akkoord van J. de Vries op wat er blijft staan") in _told(work)
    work.page.toelichting.setPlainText(f"{DOUBT} Graag snel.")
    work.judge()
    assert any("is vervallen: het stuk is daarna gewijzigd" in words for _, words in _told(work))
    assert issued == []


def test_a_form_on_paper_comes_back_with_its_reason(
    services: Services, orders: Orders, issued: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hand_over(desk: Any, _parent: Any, voorstel: Any, beslisser: str, _printer: str) -> bool:
        given = Uitgiftegegevens(wijze=Wijze.PAPIER)
        desk.services.akkoorden.request_on_paper(voorstel, beslisser, given)
        return True

    monkeypatch.setattr("veiligheidsadvies.gui.binding.akkoord.hand_over_form", hand_over)
    form = {"wijze": ("formulier",), "beslisser": "provinciesecretaris", "printer": ""}
    _, screen, prompts = _doubted(services, orders, qtbot, WHY, form)
    request_page(screen).send()
    assert issued == []
    stand = services.vrijgaven.of_saved_request(services.aanvragen.list_lijnen()[0].aanvraag.id)  # type: ignore[arg-type]
    proposal = services.vrijgaven.voorstel(stand, WHY)
    kept = json.loads(str(services.context.vault.setting(f"akkoordcode:{proposal.sha256}")))
    prompts.answers.append(
        {"wijze": ("code",), "code": kept["code"], "naam": "J. de Vries", "datum": services.today}
    )
    request_page(screen).send()
    assert issued == ["Zandoever Installatie"]
    assert services.vrijgaven.find_reason(stand) is None
