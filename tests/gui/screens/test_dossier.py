"""One dossier: the next step does what it says, forms keep what was typed, tabs show what is kept."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.dossierplek import Frame, press
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.findings import FindingRow
from veiligheidsadvies.gui.screens.dossier.tab import Tab
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    """A dossier with a concept advice and one measure that waits for it."""
    found = builders.add_dossier(services)
    advice = builders.add_advies(services, found, bva_datum=None)
    builders.add_woonplek(services, found, **builders.with_pkvw())
    builders.add_maatregel(services, found, advies_id=advice, termijn=dt.date(2026, 2, 27))
    return found


@pytest.fixture
def frame(services: Services, dossier: DossierId, qtbot: QtBot) -> Frame:
    made = Frame(services, qtbot)
    made.show(Plek(scherm="dossier", dossier_id=dossier))
    return made


def findings(frame: Frame) -> list[str]:
    rows = frame.screen.findChildren(FindingRow)
    return [row.accessibleName() for row in rows if row.parent() is not None and not row.isHidden()]


def test_the_next_step_leads_to_the_field_and_saving_changes_the_findings(
    frame: Frame, services: Services, dossier: DossierId
) -> None:
    assert any(words.startswith("Blokkeert: Advies is nog een concept") for words in findings(frame))
    press(frame, "volgende_stap_knop")
    assert [words for words, _ in frame.screen.crumbs()] == ["Dossiers", "GED-04", "Advies"]
    assert frame.field("bva_datum").hasFocus()
    QTest.keyClicks(frame.field("bva_datum"), "9-1-2026")
    QTest.keyClick(frame.field("bva_datum"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert services.dossiers.list_adviezen(dossier)[0].bva_datum == dt.date(2026, 1, 9)
    assert frame.screen.form is None
    assert frame.places[-1] == Plek(scherm="dossier", dossier_id=dossier, tab="overzicht")
    assert not any("concept" in words for words in findings(frame))
    assert any(words.startswith("In orde: PKVW-certificaat geldig, advies") for words in findings(frame))


def test_a_wrong_date_is_told_at_its_field_and_nothing_is_lost(frame: Frame, dossier: DossierId) -> None:
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="advies:nieuw"))
    frame.type("ccv_datum", "10-02-2026")
    frame.type("bva_datum", "30-02-2026")
    frame.type("kenmerk", "CCV-1 '; DROP TABLE advies")
    frame.save()
    assert frame.problem("bva_datum").startswith("Dit is geen datum")
    frame.type("bva_datum", "1-2-2026")
    frame.save()
    assert "vóór ‘Datum CCV-advies’" in frame.problem("bva_datum")
    assert frame.text("kenmerk") == "CCV-1 '; DROP TABLE advies"
    frame.type("bva_datum", "12-2-2026")
    frame.save()
    saved = frame.services.dossiers.list_adviezen(dossier)[0]
    assert saved.kenmerk == "CCV-1 '; DROP TABLE advies"


def test_a_draft_comes_back_at_its_own_form_only(frame: Frame, dossier: DossierId) -> None:
    place = Plek(scherm="dossier", dossier_id=dossier, tab="advies:nieuw")
    frame.show(place)
    frame.type("ccv_datum", "31-02")
    frame.form.form.editor("bevindingen_wonen").restore("Achterdeur sluit niet.")
    assert list(frame.screen.drafts()) == [f"dossier:{dossier}:advies:nieuw"]
    for key, values in frame.screen.drafts().items():
        frame.services.concepten.save(key, values)
    frame.show(Plek(scherm="dossier", dossier_id=dossier))
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="advies", row_id=1))
    assert frame.text("ccv_datum") == "14-11-2025"
    frame.show(place)
    assert frame.text("ccv_datum") == "31-02"
    assert frame.form.form.editor("bevindingen_wonen").raw() == "Achterdeur sluit niet."


def test_leaving_a_changed_form_asks(services: Services, dossier: DossierId, qtbot: QtBot) -> None:
    frame = Frame(services, qtbot, False, True)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="gegevens"))
    assert frame.screen.may_leave()
    frame.type("portefeuille", "Water")
    press(frame, "annuleren")
    assert frame.screen.form is not None
    press(frame, "annuleren")
    assert frame.screen.form is None
    assert frame.places[-1].tab == "overzicht"


def test_steps_are_noted_in_their_own_form(frame: Frame, services: Services, dossier: DossierId) -> None:
    frame.screen.head.stepper.setFocus()
    for _ in range(3):
        QTest.keyClick(frame.screen.head.stepper, Qt.Key.Key_Right)
    QTest.keyClick(frame.screen.head.stepper, Qt.Key.Key_Return)
    assert frame.places[-1] == Plek(scherm="dossier", dossier_id=dossier, tab="stap", row_id=9)
    frame.type("termijn", "1-3-2026")
    frame.type("door", "provinciesecretaris")
    frame.save()
    (step,) = services.dossiers.list_stappen(dossier)
    assert (step.nummer, step.termijn, step.door) == (9, dt.date(2026, 3, 1), "provinciesecretaris")


def test_names_are_hidden_in_privacy_mode(frame: Frame, dossier: DossierId) -> None:
    assert "Đorđević" in frame.screen.head.facts.text()
    frame.desk.secrecy.set_hidden(is_hidden=True)
    assert "Đorđević" not in frame.screen.head.facts.text()
    assert "Gedeputeerde" in frame.screen.head.facts.text()
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="gegevens"))
    assert frame.field("naam").echoMode() is QLineEdit.EchoMode.Password
    assert frame.field("code").echoMode() is QLineEdit.EchoMode.Normal
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="woonplek"))
    assert "Kerkstraat" not in " ".join(frame.words())
    frame.desk.secrecy.set_hidden(is_hidden=False)
    assert "Kerkstraat 12" in frame.words()


def test_the_facts_of_the_person_are_saved_together(
    frame: Frame, services: Services, dossier: DossierId
) -> None:
    press(frame, "gegevens_wijzigen")
    frame.type("naam", "mevrouw IJsbrand van ’t Hoff")
    frame.type("einde", "01-01-2020")
    frame.save()
    assert "vóór ‘Begin ambt’" in frame.problem("einde")
    frame.type("einde", "17-03-2027")
    frame.type("code", "GED-08")
    frame.save()
    person = services.dossiers.find_bestuurder(dossier)
    assert person is not None
    assert (person.naam, person.einde) == ("mevrouw IJsbrand van ’t Hoff", dt.date(2027, 3, 17))
    assert frame.screen.crumbs()[-1][0] == "GED-08"


def test_an_organisation_has_work_locations_and_no_steps(services: Services, qtbot: QtBot) -> None:
    changes = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE))
    frame = Frame(services, qtbot)
    frame.show(Plek(scherm="dossier", dossier_id=changes.row_id))
    assert frame.tabs()[5] == "Werklocaties"
    assert not frame.screen.head.stepper.isVisible()
    frame.show(Plek(scherm="dossier", dossier_id=changes.row_id, tab="woonplek"))
    press(frame, "werklocaties_leeg_actie")
    frame.type("naam", "Provinciehuis")
    frame.type("geinventariseerd_op", "1-3-2026")
    frame.type("volgende_op", "1-2-2026")
    frame.save()
    assert frame.problem("volgende_op")
    frame.type("volgende_op", "1-3-2027")
    frame.save()
    (place,) = services.dossiers.list_werklocaties(DossierId(changes.row_id or 0))
    assert place.volgende_op == dt.date(2027, 3, 1)


def test_tabs_of_another_kind_of_dossier_go_wholly(
    frame: Frame, services: Services, dossier: DossierId
) -> None:
    other = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE)).row_id
    shown = len(frame.tabs())
    for dossier_id in (other, dossier, other):
        frame.show(Plek(scherm="dossier", dossier_id=dossier_id))
        QApplication.sendPostedEvents(None, 52)  # what was to be deleted later
        gc.collect()
        assert len([one for one in gc.get_objects() if isinstance(one, Tab)]) == shown


def test_measures_stand_by_domain_and_lead_to_their_own_screen(
    frame: Frame, services: Services, dossier: DossierId
) -> None:
    builders.add_maatregel(services, dossier, domein=Domein.WERK, catalogus_code="K-01", titel="Zonering")
    builders.add_maatregel(services, dossier, catalogus_code="W-99", titel="Hek")
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="maatregelen"))
    view = frame.table("maatregelen_dossier")
    assert [line.code for line in view.table.rows()] == ["W-10", "W-99", "K-01"]
    view.go_to(2)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert frame.places[-1] == Plek(scherm="maatregel", dossier_id=dossier, row_id=2)
    press(frame, "naar_maatregelen")
    assert frame.places[-1].scherm == "maatregelen"
    assert frame.places[-1].filter.dossier_id == dossier
    press(frame, "maatregel_toevoegen")
    assert frame.places[-1] == Plek(scherm="maatregel", dossier_id=dossier)


def test_a_dossier_that_is_gone_leads_back_to_the_list(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    frame = Frame(services, qtbot)
    frame.show(Plek(scherm="dossier", dossier_id=dossier))
    frame.show(Plek(scherm="dossier", dossier_id=99))
    assert frame.prompts.told == ["Dit staat niet in deze kluis: dossier."]
    assert frame.places[-1] == Plek(scherm="dossiers")


def test_a_record_that_is_gone_is_told(frame: Frame, dossier: DossierId) -> None:
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="advies", row_id=77))
    assert len(frame.prompts.told) == 1
    assert frame.screen.form is None


def test_undoing_the_dossier_itself_leaves_it(services: Services, qtbot: QtBot) -> None:
    frame = Frame(services, qtbot)
    frame.show(Plek(scherm="dossier", dossier_id=builders.add_dossier(services)))
    frame.desk.performer.perform(frame.screen, services.undo)
    assert frame.places[-1] == Plek(scherm="dossiers")


@pytest.mark.parametrize("paper", [SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING])
def test_papers_are_issued_for_this_dossier(
    services: Services,
    dossier: DossierId,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    paper: SoortDocument,
) -> None:
    issued: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        "veiligheidsadvies.gui.binding.uitgifte.open_uitgifte", lambda *what: issued.append(what)
    )
    frame = Frame(services, qtbot, paper)
    frame.show(Plek(scherm="dossier", dossier_id=dossier))
    press(frame, "afdrukken")
    assert [what[2:] for what in issued] == [(paper, dossier)]


def test_menus_offer_what_can_be_done_now(frame: Frame, dossier: DossierId) -> None:
    commands = {command.name: command for command in frame.screen.commands()}
    assert all(command.may_run is not None and command.may_run() for command in commands.values())
    run = commands["dossier_verhuizing"].run
    assert run is not None
    run()
    assert frame.places[-1] == Plek(scherm="dossier", dossier_id=dossier, tab="verhuizing")
    assert not any(command.may_run is not None and command.may_run() for command in commands.values())


def test_the_focus_follows_to_the_page_that_a_key_opens(frame: Frame) -> None:
    pages = frame.screen.pages
    assert pages is not None
    pages.step(2)
    QApplication.processEvents()
    assert pages.current() == "maatregelen"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "maatregelen_dossier"
