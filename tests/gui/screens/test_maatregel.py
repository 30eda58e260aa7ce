"""The form of one measure: from the catalogue, with its money, its rules, its status and its draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Grondslag, MaatregelId, Status
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.screens.maatregel import MaatregelScreen
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    found = builders.add_dossier(services)
    builders.add_advies(services, found)
    return found


def _open(
    services: Services, qtbot: QtBot, place: Plek, *answers: object
) -> tuple[MaatregelScreen, RecordForm, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = MaatregelScreen(desk)
    qtbot.addWidget(screen)
    screen.show_place(place)
    show(screen)
    screen.focus_first()
    assert screen.page is not None
    return screen, screen.page, prompts


def _type(page: RecordForm, name: str, text: str) -> None:
    widget = page.form.editor(name).widget
    widget.setText(text)  # type: ignore[attr-defined]


def _words(parent: QWidget, name: str) -> str:
    label = parent.findChild(QWidget, name)
    assert label is not None
    return str(label.text())  # type: ignore[attr-defined]


def test_a_new_measure_is_filled_from_the_catalogue_and_saved_with_its_money(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    line = services.catalogus.find_by_code("W-18")
    assert line is not None
    screen, page, _ = _open(services, qtbot, Plek(scherm="maatregel", dossier_id=dossier, filter=line.id))
    gone: list[Plek] = []
    screen.go.connect(gone.append)
    values = page.form.values()
    assert (values["titel"], values["grondslag"]) == (line.titel, line.grondslag)
    assert "indicatief" in _words(page, "raming_toelichting")
    _type(page, "raming", "3.400")
    _type(page, "offerte", "2.780")
    _type(page, "termijn", "1-5-2026")
    assert _words(page, "btw_toelichting") == "incl. btw €\u00a03.363,80"
    page.submit()
    saved = services.dossiers.list_maatregelen(dossier)[0]
    assert (saved.catalogus_code, saved.termijn) == ("W-18", dt.date(2026, 5, 1))
    assert saved.advies_id == services.dossiers.list_adviezen(dossier)[0].id
    lines = {one.soort: one for one in services.kosten.list_of_maatregel(MaatregelId(saved.id or 0))}
    assert lines[SoortKosten.RAMING].incl == Bedrag(3400_00)
    assert lines[SoortKosten.OFFERTE].ex == Bedrag(2780_00)
    assert gone == [Plek(scherm="dossier", dossier_id=dossier, tab="maatregelen")]
    assert services.undo_text == "Maatregel bewaard"
    services.undo()
    assert services.dossiers.list_maatregelen(dossier) == []


def test_all_problems_are_told_at_their_fields(services: Services, dossier: DossierId, qtbot: QtBot) -> None:
    _, page, _ = _open(services, qtbot, Plek(scherm="maatregel", dossier_id=dossier))
    _type(page, "termijn", "31-02-2026")
    _type(page, "raming", "twaalf")
    page.submit()
    for name in ("titel", "grondslag", "betaler", "termijn", "raming"):
        assert _words(page, f"{name}_probleem")
    assert services.dossiers.list_maatregelen(dossier) == []


def test_a_day_that_is_past_warns_and_does_not_block(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    _, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    _type(page, "termijn", "1-2-2026")
    assert _words(page, "termijn_toelichting") == "Let op: deze dag is voorbij"
    page.submit()
    assert services.maatregelen.get(MaatregelId(row_id)).termijn == dt.date(2026, 2, 1)


def test_a_status_that_is_blocked_says_so_at_its_field(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    _, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    editor = page.form.editor("status")
    editor.load(Status.WACHT_OP_PKVW)
    page.form.field_edited.emit("status")
    assert _words(page, "status_probleem").startswith("Kan nog niet: ")


def test_saving_takes_the_chosen_step_and_asks_what_it_needs(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    place = Plek(scherm="maatregel", row_id=row_id)
    _, page, prompts = _open(services, qtbot, place, {"leverancier": "Houtwal"})
    page.form.editor("status").load(Status.OFFERTE_GEVRAAGD)
    page.submit()
    saved = services.maatregelen.get(MaatregelId(row_id))
    assert (saved.status, saved.leverancier) == (Status.OFFERTE_GEVRAAGD, "Houtwal")
    assert len(prompts.asked) == 1


def test_a_cancelled_step_keeps_the_old_status_and_what_was_typed(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    screen, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id), None)
    _type(page, "titel", "Andere naam")
    page.form.editor("status").load(Status.OFFERTE_GEVRAAGD)
    page.submit()
    saved = services.maatregelen.get(MaatregelId(row_id))
    assert (saved.status, saved.titel) == (Status.IN_PLAN, "Andere naam")
    assert screen.page is not None
    assert screen.page.form.values()["status"] is Status.IN_PLAN


def test_the_rules_and_the_history_stand_beside_the_form(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    services.overgangen.apply([row_id], Status.IN_PLAN, Gegevens())
    screen, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    assert screen.side is not None
    first = screen.side.findings.findChild(QWidget, "bevinding_0")
    assert first is not None
    assert first.accessibleName().startswith("Blokkeert: PKVW-certificaat ontbreekt")
    station = screen.side.history.findChild(QWidget, "verloop_0")
    assert station is not None
    assert station.accessibleName().startswith("in plan, 12-03-2026")
    page.form.editor("grondslag").load(Grondslag.GEEN_KOSTEN)
    page.form.field_edited.emit("grondslag")
    again = screen.side.findings.findChild(QWidget, "bevinding_0")
    assert again is None or not again.accessibleName().startswith("Blokkeert") or not again.isVisible()


def test_consent_of_a_landlord_is_asked_for_a_home_only(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    _, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    consent = page.form.editor("toestemming").widget
    assert not consent.isHidden()
    page.form.editor("domein").load(Domein.WERK)
    page.form.field_edited.emit("domein")
    assert consent.isHidden()


def test_a_draft_comes_back_and_is_gone_after_saving(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    place = Plek(scherm="maatregel", row_id=row_id)
    screen, page, _ = _open(services, qtbot, place)
    assert screen.drafts() == {}
    _type(page, "titel", "Half getypt")
    _type(page, "termijn", "31-0")
    for key, values in screen.drafts().items():
        services.concepten.save(key, values)
    screen, page, _ = _open(services, qtbot, place)
    assert page.form.editor("titel").raw() == "Half getypt"
    assert page.form.editor("termijn").raw() == "31-0"
    _type(page, "termijn", "")
    page.submit()
    assert services.concepten.list_all() == []


def test_an_estimate_is_changed_in_place_and_other_lines_through_the_list(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier, raming=Bedrag(121_00))
    answer = {"soort": SoortKosten.FACTUUR, "ex": Bedrag(100_00), "btw": BtwTarief.LAAG}
    screen, _, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id), answer)
    assert screen.costs is not None
    assert screen.costs.add()
    lines = services.kosten.list_of_maatregel(MaatregelId(row_id))
    assert [(one.soort, one.incl) for one in lines] == [
        (SoortKosten.RAMING, Bedrag(121_00)),
        (SoortKosten.FACTUUR, Bedrag(109_00)),
    ]
    assert screen.page is not None
    _type(screen.page, "raming", "242")
    screen.page.submit()
    lines = services.kosten.list_of_maatregel(MaatregelId(row_id))
    assert [one.incl for one in lines if one.soort is SoortKosten.RAMING] == [Bedrag(242_00)]


def test_leaving_asks_only_when_something_changed(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    screen, page, prompts = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id), False)
    assert screen.may_leave()
    _type(page, "titel", "x")
    assert not screen.may_leave()
    assert len(prompts.asked) == 1


def test_everything_that_takes_the_focus_has_a_name(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    row_id = builders.add_maatregel(services, dossier, raming=Bedrag(100_00))
    screen, _, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.window() is screen.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_ctrl_s_saves(services: Services, dossier: DossierId, qtbot: QtBot) -> None:
    row_id = builders.add_maatregel(services, dossier)
    _, page, _ = _open(services, qtbot, Plek(scherm="maatregel", row_id=row_id))
    _type(page, "leverancier", "Kleiland")
    QTest.keyClick(page.form.editor("titel").widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert services.maatregelen.get(MaatregelId(row_id)).leverancier == "Kleiland"
