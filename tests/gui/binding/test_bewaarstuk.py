"""The papers of records law in the dialog that lets a paper out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.gui.binding.bewaarstuk import ALLES, inzage_bron, register_bron
from veiligheidsadvies.gui.binding.bron import Bron
from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import produce
from veiligheidsadvies.services.uitgifte_controle import verify
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgiftegegevens


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def shown(services: Services, qtbot: QtBot, bron: Bron) -> UitgifteDialog:
    desk, _ = make_desk(services)
    dialog = UitgifteDialog(desk, None, bron)
    qtbot.addWidget(dialog)
    return dialog


def test_an_extract_is_for_one_reader_and_stays_with_him(services: Services, qtbot: QtBot) -> None:
    bron = inzage_bron(services, builders.add_dossier(services))
    assert (bron.titel, bron.is_vrij, bron.geheim(EIGEN)) == ("Inzage-uittreksel van GED-04", False, ALLES)
    dialog = shown(services, qtbot, bron)
    assert dialog.keuzes.reader == EIGEN
    assert "terug vóór" not in dialog._what()
    asked = bron.request(EIGEN, Uitgiftegegevens(wijze=Wijze.PAPIER))
    registered = services.stukken.enrol(verify(asked))
    assert produce(registered).startswith(b"%PDF")
    assert registered.exemplaar.document is SoortDocument.INZAGE


def test_a_register_entry_has_a_usual_reader_and_may_go_to_another(services: Services, qtbot: QtBot) -> None:
    bron = register_bron(services)
    assert (bron.is_vrij, bron.geheim(bron.lezers[0])) == (True, "")
    dialog = shown(services, qtbot, bron)
    assert dialog.keuzes.reader == Ontvanger(naam="functionaris gegevensbescherming")
