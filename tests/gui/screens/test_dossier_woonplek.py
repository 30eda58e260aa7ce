"""Homes: certificate and expiry, residence requirement, and moving house (rules R1, R3, R5, R10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.dossierplek import Frame, press
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.woonplek import PkvwSoort
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


def opened(services: Services, dossier: DossierId, qtbot: QtBot, *answers: object) -> Frame:
    frame = Frame(services, qtbot, *answers)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="woonplek"))
    return frame


def note(frame: Frame, name: str) -> str:
    found = frame.form.findChild(QLabel, f"{name}_toelichting")
    assert isinstance(found, QLabel)
    return found.text()


def test_a_first_home_with_its_certificate(services: Services, dossier: DossierId, qtbot: QtBot) -> None:
    frame = opened(services, dossier, qtbot)
    press(frame, "woonplek_leeg_actie")
    frame.type("adres", "Kerkstraat 1")
    frame.type("postcode", "5211aa")
    form = frame.form.form
    assert form.editor("pkvw_afgifte").widget.isHidden()
    form.editor("pkvw_soort").load(PkvwSoort.CERTIFICAAT)
    form.field_edited.emit("pkvw_soort")
    frame.save()
    assert frame.problem("pkvw_afgifte")
    frame.type("pkvw_afgifte", "29-02-2024")
    assert note(frame, "pkvw_afgifte") == "geldig tot en met 28-02-2034"
    frame.save()
    (home,) = services.dossiers.list_woonplekken(dossier)
    assert (home.postcode, home.pkvw_vervalt) == ("5211 AA", dt.date(2034, 2, 28))
    assert "geldig" in frame.words()


def test_a_declaration_does_not_satisfy(services: Services, dossier: DossierId, qtbot: QtBot) -> None:
    builders.add_woonplek(services, dossier)
    frame = opened(services, dossier, qtbot)
    press(frame, "certificaat_invoeren")
    assert frame.form.form.editor("pkvw_soort").widget.hasFocus()
    frame.form.form.editor("pkvw_soort").load(PkvwSoort.VERKLARING)
    frame.form.form.field_edited.emit("pkvw_soort")
    assert "voldoet niet" in note(frame, "pkvw_afgifte")
    frame.save()
    assert "alleen verklaring" in frame.words()


def test_a_dispensation_is_asked_outside_the_own_area(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    home = builders.add_woonplek(services, dossier)
    frame = opened(services, dossier, qtbot)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="woonplek", row_id=home))
    form = frame.form.form
    assert form.editor("ontheffing_op").widget.isHidden()
    form.editor("in_eigen_gebied").load(False)
    form.field_edited.emit("in_eigen_gebied")
    assert not form.editor("ontheffing_op").widget.isHidden()
    frame.save()
    assert "ontbreekt" in frame.words()
    assert "buiten eigen provincie" in frame.words()


def test_moving_house_closes_the_old_home_and_asks_a_new_advice(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    builders.add_advies(services, dossier)
    builders.add_woonplek(services, dossier, vanaf=dt.date(2019, 5, 1), **builders.with_pkvw())
    builders.add_maatregel(services, dossier)
    frame = opened(services, dossier, qtbot)
    press(frame, "verhuizing")
    frame.type("adres", "Nieuwe Gracht 2")
    frame.type("vanaf", "1-2-2026")
    frame.save()
    assert frame.problem("tot")
    frame.type("tot", "15-2-2026")
    frame.save()
    assert frame.problem("vanaf")
    frame.type("vanaf", "16-2-2026")
    frame.save()
    new, old = services.dossiers.list_woonplekken(dossier)
    assert (new.adres, new.vanaf, old.tot) == ("Nieuwe Gracht 2", dt.date(2026, 2, 16), dt.date(2026, 2, 15))
    assert frame.screen.form is None
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="overzicht"))
    words = " ".join(frame.words())
    assert "Na de verhuizing is nog geen nieuw advies" in words
    assert "PKVW-certificaat ontbreekt" in words
    frame.desk.performer.perform(frame.screen, services.undo)
    assert len(services.dossiers.list_woonplekken(dossier)) == 1


def test_a_home_entered_by_mistake_is_removed_after_asking(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    builders.add_woonplek(services, dossier)
    frame = opened(services, dossier, qtbot, False, True)
    press(frame, "woonplek_verwijderen")
    assert len(services.dossiers.list_woonplekken(dossier)) == 1
    press(frame, "woonplek_verwijderen")
    assert services.dossiers.list_woonplekken(dossier) == []
    assert any("Nog geen woonplek" in words for words in frame.words())
