"""A found sheet in the window: whose it is, what a loss asks, reprints, and the register on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument, Wijze
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.exemplaren import ExemplarenScreen
from veiligheidsadvies.gui.screens.exemplaren import screen as screen_module
from veiligheidsadvies.gui.screens.exemplaren.gevonden import EQUAL, NOTHING, GevondenDialog
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgifte, Uitgiftegegevens

NAAM = "mevrouw N. Đorđević"
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def copies(services: Services) -> list[Uitgifte]:
    """The own copy and one for the secretaris."""
    dossier = builders.add_dossier(services, naam=NAAM)
    builders.add_advies(services, dossier)
    builders.add_maatregel(services, dossier, titel="Slot van de achterdeur vernieuwen")
    return [
        services.stukken.issue(SoortDocument.MAATREGELENPLAN, DossierId(dossier), reader, PAPIER)
        for reader in (EIGEN, Ontvanger(naam="provinciesecretaris"))
    ]


def opened(
    services: Services, qtbot: QtBot, *answers: Any, row_id: int | None = None, is_hidden: bool = False
) -> tuple[ExemplarenScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    desk.secrecy.set_hidden(is_hidden=is_hidden)
    screen = ExemplarenScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(Plek(scherm="exemplaren", row_id=row_id))
    QApplication.processEvents()
    return screen, prompts


def asking(screen: ExemplarenScreen, qtbot: QtBot, tekst: str = "") -> GevondenDialog:
    dialog = GevondenDialog(screen.desk, screen, say=screen.reader, tekst=tekst)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _lines(dialog: GevondenDialog) -> list[str]:
    return [dialog.hits.item(row).text() for row in range(dialog.hits.count())]


def test_a_number_leads_to_its_copy(services: Services, copies: list[Uitgifte], qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot)
    dialog = asking(screen, qtbot, f"nr. {copies[1].nummer}")
    assert dialog.words.text() == "Dit is het exemplaar."
    assert _lines(dialog) == [f"{copies[1].nummer}  maatregelenplan, provinciesecretaris: zeker: het nummer"]
    assert dialog.may_accept()
    assert dialog.chosen is not None
    screen.show_copy(int(dialog.chosen.id or 0))
    assert screen.view.current().nummer == copies[1].nummer


def test_a_text_in_more_copies_is_not_called_certain(
    services: Services, copies: list[Uitgifte], qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot)
    dialog = asking(screen, qtbot)
    assert not dialog.accept_button.isEnabled()
    dialog.edit.setPlainText("slot van de ACHTERDEUR vernieuwen")
    dialog.search.click()
    assert dialog.words.text() == EQUAL
    assert len(_lines(dialog)) == 2
    assert all("deze tekst staat erin" in line for line in _lines(dialog))
    assert dialog.accept_button.isEnabled()


def test_what_stands_nowhere_is_told(services: Services, copies: list[Uitgifte], qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot)
    dialog = asking(screen, qtbot, "iets heel anders dan dit")
    assert dialog.words.text() == NOTHING
    assert not dialog.hits.isVisible()
    dialog.edit.setPlainText("2031-0001")
    dialog.look()
    assert dialog.words.text() == "Nummer 2031-0001 staat niet in deze kluis."


def test_no_name_stands_in_the_answer_where_names_are_hidden(
    services: Services, copies: list[Uitgifte], qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot, is_hidden=True)
    dialog = asking(screen, qtbot, copies[0].nummer)
    assert "Đorđević" not in " ".join(_lines(dialog))
    assert "de bestuurder zelf" in _lines(dialog)[0]


def test_a_file_is_looked_at(
    services: Services, copies: list[Uitgifte], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "gevonden.pdf"
    path.write_bytes(copies[0].pdf)
    screen, prompts = opened(services, qtbot, path, tmp_path / "weg.pdf", None)
    dialog = asking(screen, qtbot)
    dialog.of_file.click()
    assert _lines(dialog) == [f"{copies[0].nummer}  maatregelenplan, {NAAM}: zeker: precies dit bestand"]
    dialog.of_file.click()
    assert dialog.notice.isVisible()
    dialog.of_file.click()
    assert len(prompts.asked) == 3


def test_enter_on_a_text_that_is_no_number_looks_in_the_copies(
    services: Services, copies: list[Uitgifte], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, _ = opened(services, qtbot)
    asked: list[str] = []
    monkeypatch.setattr(screen, "find_owner", asked.append)
    screen.search.setText(copies[0].nummer)
    screen._on_typed()
    screen.search.setText("achterdeur vernieuwen")
    screen._on_typed()
    assert asked == ["achterdeur vernieuwen"]


def test_a_loss_tells_what_to_do_next_and_again_when_asked(
    services: Services, copies: list[Uitgifte], qtbot: QtBot
) -> None:
    row_id = int(copies[0].exemplaar.id or 0)
    screen, prompts = opened(services, qtbot, {"getuige": "A. Bakker"}, row_id=row_id)
    screen.detail.lost.click()
    kept = services.exemplaren.get(row_id)
    assert (kept.afloop, kept.getuige) == (Afloop.VERMIST, "A. Bakker")
    assert prompts.told[0].startswith(f"Exemplaar {copies[0].nummer} is vermist. Doe nu dit:\n1. ")
    assert "72 uur" in prompts.told[0]
    screen.show_copy(row_id)
    screen.detail.steps.click()
    assert prompts.told[1] == prompts.told[0]


def test_a_reprint_is_shown_with_its_original(
    services: Services, copies: list[Uitgifte], qtbot: QtBot
) -> None:
    again = services.exemplaren.reprint(int(copies[1].exemplaar.id or 0), PAPIER)
    screen, _ = opened(services, qtbot, row_id=int(again.exemplaar.id or 0))
    shown = " ".join(part.accessibleName() for part in screen.detail.findChildren(QWidget))
    assert f"{copies[1].nummer}, dezelfde tekst" in shown
    assert "versie 1, die van nu" in shown
    screen.detail.original.click()
    assert screen.view.current().nummer == copies[1].nummer
    shown = " ".join(part.accessibleName() for part in screen.detail.findChildren(QWidget))
    assert again.nummer in shown
    assert not screen.detail.original.isVisible()


def test_a_returned_copy_may_be_destroyed(services: Services, copies: list[Uitgifte], qtbot: QtBot) -> None:
    row_id = int(copies[0].exemplaar.id or 0)
    services.exemplaren.settle(row_id, Afloop.RETOUR)
    screen, _ = opened(services, qtbot, {"getuige": "M. de Wit"}, row_id=row_id)
    assert not screen.detail.back.isVisible()
    screen.detail.destroyed_button.click()
    assert services.exemplaren.get(row_id).afloop is Afloop.VERNIETIGD


def test_the_register_of_a_year_is_issued_from_the_screen(
    services: Services, copies: list[Uitgifte], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued: list[tuple[Any, ...]] = []
    monkeypatch.setattr(screen_module, "open_jaarstuk", lambda _desk, _parent, *what: issued.append(what))
    screen, prompts = opened(services, qtbot, 2025, None)
    screen.register.click()
    screen.register.click()
    assert issued == [(SoortDocument.UITGIFTEREGISTER, 2025)]
    assert prompts.asked == ["Uitgifteregister van welk jaar?"] * 2
