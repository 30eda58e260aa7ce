"""Composing an order: what leaves the house, what stands in the way, and how it is told and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.opdrachtplek import HERE, Orders, composing, open_screen, order_page, went
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.opdracht import Adreswijze, OpdrachtId, Opdrachtstand
from veiligheidsadvies.domain.woonplek import PkvwSoort
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.opdrachten.list_page import AANVRAGEN, LOPEND, VOORBEREIDING
from veiligheidsadvies.gui.shell.palette import place_of
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.vrijgave_leverancier import plaatsteksten


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def orders(services: Services) -> Orders:
    return Orders(services)


def _new(orders: Orders, *chosen: int) -> Plek:
    ids = tuple(orders.measures[at] for at in chosen)
    return Plek(scherm="opdrachten", dossier_id=orders.dossier, tab="nieuw", filter=ids)


def test_an_empty_list_says_how_to_begin(services: Services, orders: Orders, qtbot: QtBot) -> None:
    screen, _ = open_screen(services, qtbot, orders.dossier)
    assert screen.list.empty.sentence.text() == "Nog geen opdrachten"
    screen.list.empty.button.click()
    assert went(screen) == [Plek(scherm="opdrachten", dossier_id=orders.dossier, tab="nieuw")]
    page = composing(screen).page
    assert [line.is_ticked for line in page.lines.lines] == [False, False, False]
    assert page.submit.accessibleDescription() == "Kies eerst een regel"


def test_without_a_dossier_there_is_nothing_to_order(services: Services, qtbot: QtBot) -> None:
    screen, prompts = open_screen(services, qtbot)
    screen.start("nieuw")
    assert prompts.told == ["Er is nog geen dossier.\nMaak eerst een dossier aan."]


def test_the_list_tells_state_total_and_next_step(services: Services, orders: Orders, qtbot: QtBot) -> None:
    orders.save()
    screen, _ = open_screen(services, qtbot)
    model = screen.list.model
    cells = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert cells[:4] == ["OPD-2026-001", "GED-02", "Zandoever Installatie", "concept"]
    assert "5.221,15" in cells
    screen.list.choose(LOPEND)
    assert screen.list.empty.sentence.text() == "Er loopt geen opdracht"
    screen.list.choose(AANVRAGEN)
    assert model.rowCount() == 0
    screen.list.choose(VOORBEREIDING)
    assert model.rowCount() == 1
    screen.focus_filter()
    QTest.keyClicks(screen.list.search, "ged-02 zand")
    assert model.rowCount() == 1
    QTest.keyClicks(screen.list.search, "x")
    assert "past bij deze zoekwoorden" in screen.list.empty.sentence.text()


def test_an_order_and_a_request_are_found_by_their_number(services: Services, orders: Orders) -> None:
    row_id = orders.save()
    request, lines = services.aanvragen.concept(orders.dossier, orders.measures[:1])
    asked = services.aanvragen.save(request, lines, [orders.supplier]).row_id
    for typed, found in (("OPD-2026-001", ("opdracht", row_id)), ("OFA-2026-001", ("aanvraag", asked))):
        hits = services.zoeken.search(typed)
        assert [(one.tabel, one.row_id) for one in hits] == [found]
        assert place_of(hits[0]).scherm == "opdrachten"


def test_chosen_measures_stand_ticked_with_their_supplier(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0, 2))
    page = composing(screen).page
    assert [(one.title, one.is_ticked) for one in page.lines.lines] == [
        ("Alarminstallatie woning", True),
        ("Vaste paniekknop", True),
        ("Video-intercom", False),
    ]
    assert page.head.value("leverancier") == orders.supplier
    assert page.unseen.facts[0].text == "Naam van de bestuurder"
    assert "1 andere maatregel" in [fact.text for fact in page.unseen.facts]
    assert [part.heading for part in page.seen.parts][:2] == [
        "Opdracht (nummer bij bewaren)",
        "Opdrachtnemer",
    ]
    assert "1 Alarminstallatie woning" in page.seen.text
    assert "Video-intercom" not in page.seen.text


def test_a_leak_is_told_three_times_and_the_last_button_is_off(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    typed = {"eis": "Plaatsen bij de deur van de gedeputeerde.", "stukprijs": Bedrag(111_500)}
    clean = {"eis": "Plaatsen bij de voordeur."}
    screen, _ = open_screen(services, qtbot, typed, clean, place=_new(orders, 0, 1))
    work, page = composing(screen), composing(screen).page
    page.lines.go_to(2)
    QTest.keyClick(page.lines, Qt.Key.Key_F2)
    work.judge()
    line = page.lines.lines[1]
    assert [line.detail[begin:end] for begin, end in line.detail_marks] == ["gedeputeerde"]
    assert [fact.alarm for fact in page.unseen.facts if fact.alarm] == ["staat in regel 2"]
    first = page.conditions.findings[0]
    assert (first.kind, first.sentence) == ("blokkeert", "Regel 2: “gedeputeerde” noemt het ambt")
    assert not page.submit.isEnabled()
    assert page.submit.accessibleDescription() == "Eerst 1 blokkade oplossen"
    page.lines.go_to(1)
    page.conditions.acted.emit(first.key)
    assert page.lines.current_key() == 2
    QTest.keyClick(page.lines, Qt.Key.Key_F2)
    work.judge()
    assert not [one for one in page.conditions.findings if one.kind == "blokkeert"]
    assert page.submit.isEnabled()


def test_a_name_is_not_repeated_while_names_are_hidden(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    work = composing(screen)
    work.page.afspraken.setPlainText("Bellen naar mevrouw Đorđević")
    work.judge()
    told = [one.sentence for one in work.page.conditions.findings if one.kind == "blokkeert"]
    assert any("Đorđević" in one for one in told)
    screen.desk.secrecy.set_hidden(is_hidden=True)
    work.judge()
    told = [one.sentence for one in work.page.conditions.findings if one.kind == "blokkeert"]
    assert told
    assert not any("Đorđević" in one for one in told)
    assert work.page.afspraken.extraSelections()


def test_the_sums_follow_ticks_and_prices(services: Services, orders: Orders, qtbot: QtBot) -> None:
    price = {"stukprijs": Bedrag(10_000)}
    screen, _ = open_screen(services, qtbot, price, place=_new(orders, 0, 1))
    page = composing(screen).page
    page.lines.go_to(1)
    QTest.keyClick(page.lines, Qt.Key.Key_F2)
    assert page.sheet().regels[0].incl == Bedrag(12_100)
    QTest.keyClick(page.lines, Qt.Key.Key_Space)
    assert [one.titel for one in page.sheet().regels] == ["Video-intercom"]
    assert page.is_dirty


def test_a_concept_gets_its_number_and_opens_again(services: Services, orders: Orders, qtbot: QtBot) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    page = composing(screen).page
    page.head.editor("gereed_voor").restore("31-3-2026")
    page.edited.emit()
    QTest.keyClick(page.lines, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert went(screen)[-1].row_id is not None
    assert screen.crumbs()[-1][0] == "OPD-2026-001"
    again = composing(screen).page
    assert again.number.text() == "OPD-2026-001"
    assert not again.is_dirty
    assert [one.regel.titel for one in again.werkregels] == ["Alarminstallatie woning"]


def test_taking_back_a_later_save_shows_what_stood_before(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=Plek(scherm="opdrachten", row_id=orders.save()))
    composing(screen).page.afspraken.setPlainText("Bel een dag van tevoren.")
    composing(screen).save()
    work = composing(screen)
    assert work.page.afspraken.toPlainText() == "Bel een dag van tevoren."
    screen.desk.performer.perform(screen, services.undo)
    assert work.page.afspraken.toPlainText() == ""
    assert not work.page.is_dirty
    screen.desk.performer.perform(screen, services.redo)
    assert work.page.afspraken.toPlainText() == "Bel een dag van tevoren."
    work.page.omschrijving.setPlainText("Nog niet bewaard")
    screen.desk.performer.perform(screen, services.undo)
    assert work.page.omschrijving.toPlainText() == "Nog niet bewaard"


def test_a_missing_supplier_or_a_date_that_is_none_is_told_at_its_field(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    work = composing(screen)
    work.page.head.editor("gereed_voor").restore("31-31")
    assert work.save() is None
    assert QApplication.focusWidget() is work.page.head.editor("gereed_voor").widget
    work.page.head.editor("gereed_voor").restore("")
    work.page.head.editor("leverancier").load(None)
    assert work.save() is None
    assert services.opdrachten.list_lijnen() == []


def test_a_gate_is_lifted_with_a_reason_only(services: Services, qtbot: QtBot) -> None:
    orders = Orders(services)
    home = services.dossiers.list_woonplekken(orders.dossier)[0]
    services.dossiers.save_woonplek(
        replace(home, pkvw_soort=PkvwSoort.GEEN, pkvw_nummer="", pkvw_afgifte=None)
    )
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    work, page = composing(screen), composing(screen).page
    assert page.poort.isVisible()
    assert not page.submit.isEnabled()
    page.conditions.acted.emit("poort_reden")
    assert QApplication.focusWidget() is page.poort
    page.poort.setPlainText("Dreiging laat geen uitstel toe")
    work.judge()
    assert page.submit.isEnabled()
    assert any("opgeheven met een reden" in one.sentence for one in page.conditions.findings)


def test_an_expired_declaration_blocks_an_order_with_an_address(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    late = builders.add_leverancier(services, naam="Kleiland Deuren", ghv_tot=dt.date(2026, 3, 11))
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0))
    work, page = composing(screen), composing(screen).page
    page.head.editor("leverancier").load(late)
    work.judge()
    blocks = [one for one in page.conditions.findings if one.kind == "blokkeert"]
    assert [one.action for one in blocks] == ["Leverancier"]
    page.conditions.acted.emit(blocks[0].key)
    assert went(screen)[-1] == Plek(scherm="leveranciers", row_id=late)
    page.head.editor("adres_wijze").load(Adreswijze.GEEN)
    work.judge()
    assert not [one for one in page.conditions.findings if one.kind == "blokkeert"]
    assert "adresbijlage" not in page.seen.text


def test_a_sheet_survives_a_lock(services: Services, orders: Orders, qtbot: QtBot) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0, 1))
    page = composing(screen).page
    page.afspraken.setPlainText("Werk tussen 9 en 16 uur.")
    page.lines.ticked.emit(2, False)
    for key, values in screen.drafts().items():
        services.concepten.save(key, values)
    back, _ = open_screen(services, qtbot, place=_new(orders))
    restored = composing(back).page
    assert restored.afspraken.toPlainText() == "Werk tussen 9 en 16 uur."
    assert [one.is_gekozen for one in restored.werkregels] == [True, False, False]
    assert restored.is_dirty


def test_leaving_asks_only_when_something_would_be_lost(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, prompts = open_screen(services, qtbot, False, True, place=_new(orders, 0))
    composing(screen).page.afspraken.setPlainText("Iets")
    QTest.keyClick(composing(screen).page.lines, Qt.Key.Key_Escape)
    assert went(screen) == []
    QTest.keyClick(composing(screen).page.lines, Qt.Key.Key_Escape)
    assert went(screen) == [HERE]
    assert len(prompts.asked) == 2


def test_a_second_person_approves_and_the_order_is_given(
    services: Services, orders: Orders, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.add_second()
    row_id = orders.save()
    screen, prompts = open_screen(
        services, qtbot, orders.yes, True, True, place=Plek(scherm="opdrachten", row_id=row_id)
    )
    composing(screen).submit()
    assert services.opdrachten.get(row_id).stand is Opdrachtstand.AKKOORD
    work = order_page(screen)
    assert work.view.stap.knop == "Opdracht geven…"
    issued: list[str] = []
    monkeypatch.setattr(
        "veiligheidsadvies.gui.screens.opdrachten.order_work.open_leverancierstuk",
        lambda _desk, _parent, stuk, **_given: issued.append(stuk.document.woord),
    )
    work.act("geven")
    assert services.opdrachten.get(row_id).stand is Opdrachtstand.GEGEVEN
    assert issued == ["Opdracht", "Adresbijlage"]
    measure = services.maatregelen.get(MaatregelId(orders.measures[0]))
    assert (measure.status, measure.opdracht_kenmerk) == (Status.OPDRACHT_GEGEVEN, "OPD-2026-001")
    assert any("adresbijlage" in asked for asked in prompts.asked)


def test_a_change_after_the_approval_voids_it_and_says_so(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    orders.add_second()
    row_id = orders.save()
    place = Plek(scherm="opdrachten", row_id=row_id)
    screen, _ = open_screen(services, qtbot, orders.yes, place=place)
    composing(screen).submit()
    assert services.opdrachten.get(row_id).stand is Opdrachtstand.AKKOORD
    screen.show_place(Plek(scherm="opdrachten", tab="bewerken", row_id=row_id))
    composing(screen).page.lines.ticked.emit(3, False)
    assert composing(screen).save() == row_id
    assert services.opdrachten.get(OpdrachtId(row_id)).stand is Opdrachtstand.CONCEPT
    told = [one.sentence for one in composing(screen).page.conditions.findings]
    assert "Het akkoord is vervallen: de opdracht is daarna gewijzigd" in told


# --- what the supplier sees


def _letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("adres", list(Adreswijze))
def test_the_left_column_is_the_snapshot_and_nothing_else(
    services: Services, orders: Orders, qtbot: QtBot, adres: Adreswijze
) -> None:
    screen, _ = open_screen(services, qtbot, place=_new(orders, 0, 2))
    work, page = composing(screen), composing(screen).page
    page.head.editor("adres_wijze").load(adres)
    page.afspraken.setPlainText("Alleen overdag.\nBel vooraf.")
    work.judge()
    sheet = page.sheet()
    paper = services.opdrachten.snapshot(sheet.opdracht, sheet.regels)
    shown = _letters(page.seen.text)
    texts = [one for one in plaatsteksten(paper) if one.plaats not in {"document", "blad, datum"}]
    assert [one.plaats for one in texts if _letters(one.tekst) not in shown] == []
    told = services.opdrachten.reads(sheet.opdracht, sheet.regels)
    assert page.seen.text == "\n".join(part.tekst for part in told).replace("\n\n", "\n")
    assert services.opdrachten.list_lijnen() == []


def test_the_left_column_follows_what_is_typed_and_takes_no_number(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, {"eis": "Zonder camera."}, place=_new(orders, 0))
    page = composing(screen).page
    page.lines.go_to(1)
    QTest.keyClick(page.lines, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "Zonder camera." in page.seen.text, timeout=2000)
    page.afspraken.setPlainText("Alleen op dinsdag.")
    qtbot.waitUntil(lambda: "Alleen op dinsdag." in page.seen.text, timeout=2000)
    page.head.editor("leverancier").load(None)
    composing(screen).judge()
    assert page.seen.parts == ()
    assert page.seen.note == "Kies een leverancier. Dan staat hier wat hij leest."
    assert services.opdrachten.list_lijnen() == []
    assert orders.save()
    assert services.opdrachten.list_lijnen()[0].opdracht.nummer == "OPD-2026-001"


def test_a_change_shows_what_the_sheet_of_the_change_says(
    services: Services, orders: Orders, qtbot: QtBot
) -> None:
    row_id = orders.give()
    screen, _ = open_screen(services, qtbot, place=Plek(scherm="opdrachten", tab="wijziging", row_id=row_id))
    work, page = composing(screen), composing(screen).page
    page.lines.ticked.emit(3, False)
    page.omschrijving.setPlainText("De bewoner wil er geen.")
    work.judge()
    assert "– Regel 3 vervalt: Vaste paniekknop." in page.seen.text
    assert "De bewoner wil er geen." not in page.seen.text
    assert page.seen.parts[0].heading == "Wijziging 1 op opdracht OPD-2026-001"
