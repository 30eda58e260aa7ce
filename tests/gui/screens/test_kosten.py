"""Kosten: the equation and its tree, payers, the fiscal list, contracts, budgets and closed years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.kosten import KostenScreen
from veiligheidsadvies.gui.screens.kosten.budget_page import BudgetPage
from veiligheidsadvies.gui.screens.kosten.contracts_page import ContractsPage
from veiligheidsadvies.gui.screens.kosten.list_pages import FiscalPage, PayerPage
from veiligheidsadvies.gui.screens.kosten.year_page import YearPage
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def opened(services: Services, qtbot: QtBot, tab: str, *answers: Any) -> tuple[KostenScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = KostenScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(Plek(scherm="kosten", tab=tab))
    QApplication.processEvents()
    return screen, prompts


def _line(services: Services, row: int, dossier: DossierId, kind: SoortKosten, ex: int) -> None:
    services.kosten.save(
        Kostenregel(
            maatregel_id=MaatregelId(row),
            dossier_id=dossier,
            soort=kind,
            ex=Bedrag(ex),
            incl=including_btw(Bedrag(ex), BtwTarief.HOOG),
            datum=services.today,
            boekjaar=services.today.year,
        )
    )


def _money(services: Services) -> DossierId:
    """A measure with 1.210,00 ordered of which 363,00 is billed, one of the bestuurder himself, a budget."""
    dossier = builders.add_dossier(services)
    own = builders.add_maatregel(services, dossier)
    other = builders.add_maatregel(services, dossier, betaler=Betaler.BESTUURDER, titel="Politiekeurmerk")
    _line(services, own, dossier, SoortKosten.VERPLICHTING, 100_000)
    _line(services, own, dossier, SoortKosten.FACTUUR, 30_000)
    _line(services, other, dossier, SoortKosten.FACTUUR, 50_000)
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(500_000), extra=Bedrag(100_000)))
    return dossier


def _text(screen: QWidget, name: str) -> str:
    found = screen.findChild(QLabel, name)
    assert found is not None
    return found.text().replace("\u00a0", " ")


def test_the_equation_holds_and_says_so(services: Services, qtbot: QtBot) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "jaar")
    shown = {
        name: _text(screen, f"bedrag_{name}") for name in ("begroot", "gefactureerd", "verplicht", "vrij")
    }
    assert shown == {
        "begroot": "€ 6.000,00",
        "gefactureerd": "€ 363,00",
        "verplicht": "€ 847,00",
        "vrij": "€ 4.790,00",
    }
    assert _text(screen, "sluit") == "Sluit op de cent"


def test_the_tree_opens_and_closes_with_the_arrows_and_leads_to_the_measure(
    services: Services, qtbot: QtBot
) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "jaar")
    page = screen.page
    assert isinstance(page, YearPage)
    view, went = page.tree.view, []
    screen.go.connect(went.append)
    title = view.table.columns[0].cell
    assert [tak.knoop.titel for tak in view.table.rows()] == ["wonen"]
    assert title(view.table.row(0)).icon == "ph.caret-right"
    view.go_to(0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert [title(tak).icon for tak in view.table.rows()] == ["ph.caret-down", "ph.caret-right"]
    assert [tak.knoop.titel for tak in view.table.rows()] == ["wonen", "GED-04"]
    view.go_to(1)
    QTest.keyClick(view, Qt.Key.Key_Right)
    view.go_to(2)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert went[-1].scherm == "maatregel"
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert [tak.knoop.titel for tak in view.table.rows()] == ["wonen", "GED-04"]


def test_the_chart_reads_its_months(services: Services, qtbot: QtBot) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "jaar")
    page = screen.page
    assert isinstance(page, YearPage)
    said = page.chart.accessibleDescription().replace("\u00a0", " ")
    assert said.startswith("mrt: gefactureerd € 363,00")
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Left)
    assert page.chart.accessibleDescription().startswith("feb: ")


def test_names_of_months_that_would_touch_give_way_to_the_month_that_matters(
    services: Services, qtbot: QtBot
) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "jaar")
    page = screen.page
    assert isinstance(page, YearPage)
    assert list(page.chart.named(40)) == list(range(12))
    march = builders.VANDAAG.month - 1
    assert list(page.chart.named(22)) == [0, 2, 4, 6, 8, 10]
    assert march in page.chart.named(22)


def test_who_pays_stands_apart_and_only_the_organisation_counts_in_the_budget(
    services: Services, qtbot: QtBot
) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "betaler")
    page = screen.page
    assert isinstance(page, PayerPage)
    billed = {line.naam: line.stand.gefactureerd for line in page.payers.view.table.rows()}
    assert billed["organisatie"] == Bedrag(36_300)
    assert billed["bestuurder"] == Bedrag(60_500)


def test_the_fiscal_list_adds_up(services: Services, qtbot: QtBot) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "fiscaal")
    page = screen.page
    assert isinstance(page, FiscalPage)
    assert sum(line.incl.cents for line in page.model.rows()) == 36_300 + 60_500


def test_a_year_without_costs_says_so_and_the_years_are_stepped_through(
    services: Services, qtbot: QtBot
) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "jaar")
    screen.year.on.click()
    page = screen.page
    assert isinstance(page, YearPage)
    assert _text(screen, "bedrag_begroot") == "–"
    assert page.tree.empty.isVisible()
    screen.year.back.click()
    assert _text(screen, "bedrag_begroot") == "€ 6.000,00"


def test_a_budget_is_entered_and_the_bar_follows(services: Services, qtbot: QtBot) -> None:
    answers = (
        {"bedrag": Bedrag(6_000_000), "bzk_bijdrage": Bedrag(100)},
        {"jaar": 2027, "bedrag": Bedrag(100)},
    )
    screen, prompts = opened(services, qtbot, "begroting", *answers)
    page = screen.page
    assert isinstance(page, BudgetPage)
    assert page.view.table.row(0).begroot is None
    page.change.click()
    assert services.kosten.jaarstand(2026).begroot == Bedrag(6_000_100)
    screen.show_place(Plek(scherm="kosten", tab="begroting"))
    assert "Vrij € 60.001,00" in page.bar.bar.accessibleDescription().replace("\u00a0", " ")
    page.add.click()
    screen.show_place(Plek(scherm="kosten", tab="begroting"))
    assert [stand.jaar for stand in page.view.table.rows()] == [2027, 2026]
    assert prompts.asked[0] == "Begroting 2026 [Bewaren]"


def test_a_negative_budget_is_asked_again(services: Services, qtbot: QtBot) -> None:
    screen, prompts = opened(services, qtbot, "begroting", {"bedrag": Bedrag(-1)}, None)
    page = screen.page
    assert isinstance(page, BudgetPage)
    page.change.click()
    assert len(prompts.asked) == 2
    assert services.kosten.find_begroting(2026) is None


def test_an_extra_amount_that_was_wiped_out_is_nothing(services: Services, qtbot: QtBot) -> None:
    answer = {"bedrag": Bedrag(100), "extra": None, "bzk_bijdrage": None}
    screen, _ = opened(services, qtbot, "begroting", answer)
    assert isinstance(screen.page, BudgetPage)
    screen.page.change.click()
    budget = services.kosten.find_begroting(2026)
    assert budget is not None
    assert (budget.bedrag, budget.extra, budget.bzk_bijdrage) == (Bedrag(100), Bedrag(0), Bedrag(0))


def test_a_contract_is_added_with_its_yearly_cost_and_cancelled(services: Services, qtbot: QtBot) -> None:
    dossier = builders.add_dossier(services)
    row = builders.add_maatregel(
        services, dossier, titel="Alarmtransmissie", terugkerend=True, interval_maanden=12
    )
    answers = (
        {
            "maatregel_id": row,
            "naam": "Alarmtransmissie",
            "ingang": dt.date(2026, 1, 1),
            "ex": Bedrag(10_000),
            "met_kosten": True,
        },
        {"opgezegd_op": dt.date(2026, 3, 12), "eindigt_op": None},
    )
    screen, _ = opened(services, qtbot, "abonnementen", *answers)
    page = screen.page
    assert isinstance(page, ContractsPage)
    page.add()
    assert services.kosten.jaarstand(2026).verplicht == Bedrag(12_100)
    screen.show_place(Plek(scherm="kosten", tab="abonnementen"))
    page.view.go_to(0)
    page.notice.click()
    (kept,) = services.contracten.list_all()
    assert kept.opgezegd_op == dt.date(2026, 3, 12)
    assert kept.eindigt_op == dt.date(2026, 12, 31)


def test_a_paper_of_the_shown_year_is_let_out(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        "veiligheidsadvies.gui.binding.uitgifte.open_jaarstuk",
        lambda _desk, _parent, *what: issued.append(what),
    )
    screen, prompts = opened(services, qtbot, "fiscaal", SoortDocument.FISCALE_LIJST, None)
    screen.year.step(-1)
    year = services.today.year - 1
    screen.print.click()
    screen.print.click()
    assert issued == [(SoortDocument.FISCALE_LIJST, year)]
    assert prompts.asked == [f"Wat wilt u van {year} afdrukken?"] * 2


def test_both_lists_by_payer_stand_whole_in_the_smallest_window(services: Services, qtbot: QtBot) -> None:
    _money(services)
    screen, _ = opened(services, qtbot, "betaler")
    screen.resize(1080, 608)  # what a window of 1280 × 720 leaves of it
    qtbot.waitUntil(lambda: screen.height() == 608)
    page = screen.page
    assert isinstance(page, PayerPage)
    for panel in (page.payers, page.domains):
        assert panel.view.table.rowCount() == 4
        assert panel.view.verticalScrollBar().maximum() == 0
