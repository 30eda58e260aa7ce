"""The papers of records law in the dialog that lets a paper out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
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
from veiligheidsadvies.services.vrijgave import texts_of


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


def sentences(widget: QWidget) -> list[str]:
    """What is said at the fields."""
    return [one.text() for one in widget.findChildren(QLabel) if one.property("role") == "problem"]


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


def test_names_that_are_typed_go_from_the_pages_and_from_the_copy(services: Services, qtbot: QtBot) -> None:
    dossier_id = builders.add_dossier(services)
    dossier = services.dossiers.get(dossier_id)
    services.dossiers.save(replace(dossier, notitie="Kees Bakker belde, en Bram Vos ook."))
    bron = inzage_bron(services, dossier_id)
    dialog = shown(services, qtbot, bron)
    seen = dialog.weglaten._seen
    assert (dialog.weglaten.isHidden(), seen.text()) == (
        False,
        "Mogelijk nog een ander: Kees Bakker · Bram Vos.",
    )
    box = dialog.weglaten.form.editor("ook_weg").widget
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Kees Bakker\nBram Vos")
    dialog._later.stop()
    dialog._preview()
    assert seen.isHidden()
    asked = bron.request(EIGEN, Uitgiftegegevens(wijze=Wijze.PAPIER))
    text = "\n".join(texts_of(asked.snapshot))
    assert "[een ander] belde, en [een ander] ook." in text
    assert ("naam van een ander: Bram Vos", "Bram Vos") in asked.gezocht


def test_a_word_that_belongs_on_the_paper_is_told_at_the_box(services: Services, qtbot: QtBot) -> None:
    dialog = shown(services, qtbot, inzage_bron(services, builders.add_dossier(services)))
    box = dialog.weglaten.form.editor("ook_weg").widget
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Đorđević")
    dialog._later.stop()
    dialog._preview()
    assert dialog.weglaten._seen.isHidden()
    assert any("hoort op dit blad" in words for words in sentences(dialog.weglaten))
    box.setPlainText("")
    dialog._later.stop()
    assert not any(sentences(dialog.weglaten))


def test_no_two_fields_beside_the_pages_share_a_letter(services: Services, qtbot: QtBot) -> None:
    dialog = shown(services, qtbot, inzage_bron(services, builders.add_dossier(services)))
    texts = [one.text() for one in dialog.findChildren(QLabel) if one.buddy() is not None]
    letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
    assert len(letters) > 5
    assert len(set(letters)) == len(letters)


def test_other_papers_have_no_box_for_names(services: Services, qtbot: QtBot) -> None:
    assert shown(services, qtbot, register_bron(services)).weglaten.isHidden()


def test_a_register_entry_has_a_usual_reader_and_may_go_to_another(services: Services, qtbot: QtBot) -> None:
    bron = register_bron(services)
    assert (bron.is_vrij, bron.geheim(bron.lezers[0])) == (True, "")
    dialog = shown(services, qtbot, bron)
    assert dialog.keuzes.reader == Ontvanger(naam="functionaris gegevensbescherming")
