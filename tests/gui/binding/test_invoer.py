"""A list of measures comes into a dossier after its numbers were shown, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.gui.binding.invoer import import_measures
from veiligheidsadvies.services.kluis import Services

GOOD = "maatregel;domein;kosten_min_eur\nKluis met verankering;wonen;150\nSpreekkamer;werk;0\n"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def a_list(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_previewed_is_written(services: Services, parent: QWidget, tmp_path: Path) -> None:
    dossier = builders.add_dossier(services)
    desk, prompts = make_desk(services, a_list(tmp_path, GOOD), True)
    assert import_measures(desk, parent, dossier)
    assert "2 maatregelen importeren in" in prompts.asked[1]
    assert "1 wonen, 1 werk" in prompts.asked[1]
    assert "1 raming" in prompts.asked[1]
    assert len(services.dossiers.list_maatregelen(dossier)) == 2


def test_saying_no_writes_nothing(services: Services, parent: QWidget, tmp_path: Path) -> None:
    dossier = builders.add_dossier(services)
    desk, _ = make_desk(services, a_list(tmp_path, GOOD), False)
    assert not import_measures(desk, parent, dossier)
    assert services.dossiers.list_maatregelen(dossier) == []


def test_bad_rows_are_named_by_their_line(services: Services, parent: QWidget, tmp_path: Path) -> None:
    dossier = builders.add_dossier(services)
    wrong = GOOD.replace("werk", "ruimtevaart")
    desk, prompts = make_desk(services, a_list(tmp_path, wrong))
    assert not import_measures(desk, parent, dossier)
    first, *rows = prompts.told[0].split("\n")
    assert first == "Er is niets geïmporteerd"
    assert any(row.startswith("Regel 3, domein") for row in rows)
    assert services.dossiers.list_maatregelen(dossier) == []


def test_the_same_list_again_is_told(services: Services, parent: QWidget, tmp_path: Path) -> None:
    path, dossier = a_list(tmp_path, GOOD), builders.add_dossier(services)
    desk, prompts = make_desk(services, path, True, path)
    assert import_measures(desk, parent, dossier)
    assert not import_measures(desk, parent, dossier)
    assert "al eerder" in prompts.told[0]


def test_without_a_dossier_it_asks_for_one(services: Services, parent: QWidget, tmp_path: Path) -> None:
    dossier: DossierId = builders.add_dossier(services)
    desk, prompts = make_desk(services, dossier, a_list(tmp_path, GOOD), True)
    assert import_measures(desk, parent, None)
    assert prompts.asked[0] == "Maatregelen importeren"
    desk, _ = make_desk(services, None)
    assert not import_measures(desk, parent, None)
