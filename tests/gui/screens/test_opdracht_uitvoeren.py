"""An order after it was given: appointment, deliveries, points, bills, a change, the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.opdrachtplek import Orders, composing, open_screen, order_page, went
from veiligheidsadvies.domain.aantal import GEEN, Aantal
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.factuur import SoortFactuur
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.opdracht import Opdrachtstand
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.screens.opdrachten.fulfil_forms import line_field
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def orders(services: Services) -> Orders:
    return Orders(services)


@pytest.fixture
def given(orders: Orders) -> Plek:
    return Plek(scherm="opdrachten", row_id=orders.give())


def _stand(services: Services, place: Plek) -> Opdrachtstand:
    return services.opdrachten.get(place.row_id or 0).stand  # type: ignore[arg-type]


def test_the_appointment_hides_who_is_at_home(services: Services, given: Plek, qtbot: QtBot) -> None:
    day = {"dag": dt.date(2026, 3, 20), "tijd": "9:00–12:00", "thuis": "mevrouw Đorđević"}
    screen, _ = open_screen(services, qtbot, day, place=given)
    work = order_page(screen)
    assert work.view.stap.knop == "Afspraak maken…"
    button = work.page.findChild(QPushButton, "volgende_stap_knop")
    assert button is not None
    button.click()
    assert _stand(services, given) is Opdrachtstand.INGEPLAND
    assert work.view.afspraak is not None
    screen.desk.secrecy.set_hidden(is_hidden=True)
    words = [label.text() for label in work.page.appointment.findChildren(type(work.page._none))]
    assert "mevrouw Đorđević" not in words
    assert work.view.stap.knop == "Bevestigd"
    work.page.focus_first()
    work.page.first.click()
    assert work.view.afspraak.bevestigd_op == builders.VANDAAG
    assert work.view.stap.knop == "Oplevering vastleggen…"
    assert screen.window().focusWidget() is work.page.first


def test_a_part_is_delivered_and_then_the_rest(
    services: Services, orders: Orders, given: Plek, qtbot: QtBot
) -> None:
    first: dict[str, Aantal] = {}
    screen, _ = open_screen(
        services, qtbot, lambda form: _fill(form, first), False, {"certificaat": "BC-1"}, False, place=given
    )
    work = order_page(screen)
    lines = work.view.lijnen
    first.update({line_field(lines[1].regel.id): GEEN, line_field(lines[2].regel.id): Aantal(100)})
    work.deliver()
    assert _stand(services, given) is Opdrachtstand.DEELS_OPGELEVERD
    assert [one.geleverd.honderdsten for one in work.view.lijnen] == [100, 0, 100]
    done = services.maatregelen.get(MaatregelId(orders.measures[0]))
    assert done.status is Status.OPGELEVERD
    work.deliver()
    assert _stand(services, given) is Opdrachtstand.OPGELEVERD
    assert work.view.stap.knop == "Factuur invoeren…"


def _fill(form: Form, values: dict[str, Aantal]) -> None:
    for name, value in values.items():
        form.set_value(name, value)


def test_more_than_was_ordered_is_told_in_the_dialog(services: Services, given: Plek, qtbot: QtBot) -> None:
    told: list[str] = []

    def too_many(form: Form) -> None:
        form.set_value(line_field(work.view.lijnen[0].regel.id), Aantal(900))

    def look(form: Form) -> None:
        told.extend(
            label.text()
            for label in form.findChildren(type(work.page._none))
            if label.objectName() == f"{line_field(work.view.lijnen[0].regel.id)}_probleem" and label.text()
        )
        form.set_value(line_field(work.view.lijnen[0].regel.id), Aantal(100))

    screen, _ = open_screen(services, qtbot, too_many, look, False, place=given)
    work = order_page(screen)
    work.deliver()
    assert told
    assert _stand(services, given) is Opdrachtstand.OPGELEVERD


def test_a_point_that_blocks_is_settled_first(services: Services, given: Plek, qtbot: QtBot) -> None:
    point = {"omschrijving": "Kabel afwerken", "blokkeert": True, "termijn": dt.date(2026, 3, 10)}
    screen, _ = open_screen(services, qtbot, {}, True, point, True, place=given)
    work = order_page(screen)
    work.deliver()
    assert [one.omschrijving for one in work.view.restpunten] == ["Kabel afwerken"]
    model = work.page.rest.table
    assert "2 dagen te laat" in [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert work.view.stap.actie == "restpunt_klaar"
    work.act("restpunt_klaar")
    assert work.view.restpunten[0].gereed_op == builders.VANDAAG


def test_a_bill_is_compared_paid_and_the_order_ends(services: Services, given: Plek, qtbot: QtBot) -> None:
    bill = {"nummer": "F-2026-17", "is_laatste": True}
    screen, _ = open_screen(services, qtbot, {}, False, bill, {}, place=given)
    work = order_page(screen)
    work.deliver()
    work.act("factuur")
    (line,) = work.view.facturen
    assert (line.factuur.nummer, line.incl) == ("F-2026-17", Bedrag(522_115))
    assert not work.view.verschil
    assert work.view.stap.knop == "Afronden"
    pay = work.page.findChild(QPushButton, "opdracht_betaling")
    assert pay is not None
    assert pay.isVisible()
    work.act("afronden")
    assert _stand(services, given) is Opdrachtstand.AFGEROND
    assert work.view.stap.waarom == (
        "Van factuur F-2026-17 staat €\xa05.221,15 open, te betalen vóór 11-04-2026."
    )
    work.act(work.view.stap.actie)
    assert not work.view.facturen[0].openstaand
    assert work.view.stap.titel == "Deze opdracht is afgerond"
    assert not pay.isVisible()


def test_a_bill_above_the_order_asks_why(services: Services, given: Plek, qtbot: QtBot) -> None:
    said: list[str] = []

    def dearer(form: Form) -> None:
        form.set_value("nummer", "F-1")
        form.set_value(f"ex_{work.view.lijnen[0].regel.id}", Bedrag(300_000))
        form.edited.emit()

    def explain(form: Form) -> None:
        said.extend(
            label.text()
            for label in form.findChildren(type(work.page._none))
            if "meer dan besteld" in label.text()
        )
        form.set_value("verschil_reden", "Extra detector, mondeling afgesproken")

    screen, _ = open_screen(services, qtbot, dearer, explain, place=given)
    work = order_page(screen)
    work.bill()
    assert said == ["Daarna is €\xa0266,20 meer dan besteld gefactureerd (incl. btw)."]
    assert work.view.verschil == Bedrag(26_620)
    assert work.view.facturen[0].factuur.soort is SoortFactuur.FACTUUR


def test_cancelling_asks_why_and_takes_the_measures_back(
    services: Services, orders: Orders, given: Plek, qtbot: QtBot
) -> None:
    screen, _ = open_screen(services, qtbot, None, "Bestuurder verhuist", place=given)
    work = order_page(screen)
    work.act("annuleren")
    assert _stand(services, given) is Opdrachtstand.GEGEVEN
    work.act("annuleren")
    assert _stand(services, given) is Opdrachtstand.GEANNULEERD
    measure = services.maatregelen.get(MaatregelId(orders.measures[0]))
    assert measure.status is not Status.OPDRACHT_GEGEVEN
    assert "Bestuurder verhuist" in [fact.einde_reden for fact in (work.view.opdracht,)]
    assert not work.page.findChildren(QPushButton, "opdracht_annuleren")[0].isVisible()


def test_a_change_is_a_version_with_an_approval_of_its_own(
    services: Services, orders: Orders, given: Plek, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued: list[object] = []
    monkeypatch.setattr(
        "veiligheidsadvies.gui.screens.opdrachten.order_work.open_leverancierstuk",
        lambda _desk, _parent, stuk, **_given: issued.append((stuk.document.value, stuk.versie)),
    )
    orders.add_second()
    screen, _ = open_screen(services, qtbot, {"aantal": Aantal(300)}, orders.yes, True, place=given)
    order_page(screen).act("wijziging")
    assert went(screen)[-1].tab == "wijziging"
    work = composing(screen)
    work.edit_line(3)
    work.page.omschrijving.setPlainText("Een extra knop bij de voordeur")
    work.submit()
    assert order_page(screen).view.stap.knop == "Wijziging geven…"
    order_page(screen).act("geven")
    assert issued == [("opdracht", 1)]
    (_, _, third) = order_page(screen).view.lijnen
    assert third.besteld == Aantal(300)
    assert _stand(services, given) is Opdrachtstand.GEGEVEN
