"""Documents, copies and the log of one dossier; and what a screen reader finds on every part of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.dossierplek import Frame, press
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.exemplaar import Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.dossier.documents_tab import EXPORT_WARNING, size_words
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


def opened(
    services: Services, dossier: DossierId, qtbot: QtBot, *answers: object, row_id: int | None = None
) -> Frame:
    frame = Frame(services, qtbot, *answers)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="documenten", row_id=row_id))
    return frame


def test_a_file_is_kept_looked_at_and_taken_out_on_purpose(
    services: Services, dossier: DossierId, qtbot: QtBot, tmp_path: Path
) -> None:
    source, target = tmp_path / "Schouw.txt", tmp_path / "uit.txt"
    source.write_text("Achterdeur: hang- en sluitwerk < SKG**", encoding="utf-8")
    too_long = {"naam": "n" * 201}
    frame = opened(services, dossier, qtbot, source, too_long, {"naam": "Schouw"}, False, True, target)
    press(frame, "documenten_leeg_actie")
    assert frame.prompts.told == ["Dit zijn 201 tekens; er passen er 200. Kort de tekst in."]
    (kept,) = services.bijlagen.list_of_dossier(dossier)
    assert kept.naam == "Schouw"
    press(frame, "document_tonen")
    text = frame.screen.findChild(QPlainTextEdit, "document")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Achterdeur: hang- en sluitwerk < SKG**"
    frame.desk.secrecy.set_hidden(is_hidden=True)
    assert not text.isVisible()
    frame.desk.secrecy.set_hidden(is_hidden=False)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert frame.places[-1].tab == "documenten"
    press(frame, "document_uitvoeren")
    assert not target.exists()
    press(frame, "document_uitvoeren")
    assert frame.prompts.asked[-2] == EXPORT_WARNING
    assert target.read_bytes() == source.read_bytes()


def test_pictures_and_pdf_are_shown_from_memory(
    services: Services, dossier: DossierId, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "deur.png"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(picture))
    services.bijlagen.add(dossier, naam="deur", content=picture.read_bytes())
    services.bijlagen.add(dossier, naam="advies", content=_pdf())
    services.bijlagen.add(dossier, naam="vreemd", content=b"\x00\xff\x00")
    frame = opened(services, dossier, qtbot, row_id=1)
    assert [words for words, _ in frame.screen.crumbs()][-1] == "Document"
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="documenten", row_id=2))
    assert "bladzijde 1 van 1" in frame.words()
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="documenten", row_id=3))
    assert "toont het programma niet" in frame.prompts.told[0]
    assert frame.screen.crumbs()[-1][0] == "GED-04"


def _pdf() -> bytes:
    import io

    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, "Advies")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_file_that_cannot_be_read_is_told(
    services: Services, dossier: DossierId, qtbot: QtBot, tmp_path: Path
) -> None:
    frame = opened(services, dossier, qtbot, tmp_path / "weg.pdf")
    press(frame, "documenten_leeg_actie")
    assert frame.prompts.told == ["Dit bestand kan niet worden gelezen."]


def test_a_file_that_is_too_large_is_not_even_read(
    services: Services, dossier: DossierId, qtbot: QtBot, tmp_path: Path
) -> None:
    large = tmp_path / "groot.bin"
    with large.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    frame = opened(services, dossier, qtbot, large)
    press(frame, "documenten_leeg_actie")
    assert frame.prompts.told == ["Dit bestand is groter dan 50 MB en past niet in de kluis."]


def test_names_of_documents_are_hidden_in_privacy_mode(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    services.bijlagen.add(dossier, naam="Brief Đorđević.txt", content=b"x")
    frame = opened(services, dossier, qtbot)
    model = frame.table("documenten").table
    assert model.index(0, 0).data() == "Brief Đorđević.txt"
    frame.desk.secrecy.set_hidden(is_hidden=True)
    assert "Đorđević" not in model.index(0, 0).data()


def test_sizes_are_said_in_dutch() -> None:
    assert [size_words(size) for size in (812, 34_800, 1_258_291)] == ["812 B", "34 kB", "1,2 MB"]


def test_copies_lead_to_the_register_and_the_log_tells_what_was_done(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    copy = Exemplaar(
        nummer="2026-0001",
        document=SoortDocument.MAATREGELENPLAN,
        dossier_id=dossier,
        volgnummer=1,
        aantal=1,
        ontvanger="secretaris",
        uitgegeven_door="S&S",
        uitgegeven_op=services.now,
        wijze=Wijze.PAPIER,
        snapshot_sha256="0",
        retour_voor=dt.date(2026, 3, 6),
    )
    services.context.write("Exemplaar uitgegeven", lambda log: records.save(log, copy), Exemplaar)
    frame = opened(services, dossier, qtbot)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="exemplaren"))
    view = frame.table("exemplaren_dossier")
    assert view.table.index(0, 3).data() == "6 dagen te laat"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert frame.places[-1] == Plek(scherm="exemplaren", dossier_id=dossier, row_id=1)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab="logboek"))
    log = frame.table("logboek").table
    said = {log.index(row, 1).data() for row in range(log.rowCount())}
    assert {"Exemplaar uitgegeven", "Dossier GED-04 aangemaakt"} <= said


_PLACES = (
    *("overzicht", "advies", "maatregelen", "kosten", "woonplek", "documenten", "exemplaren", "logboek"),
    *("gegevens", "stap", "verhuizing", "advies:nieuw", "kosten:nieuw", "woonplek:nieuw"),
)


def _focusable(frame: Frame) -> list[QWidget]:
    found = [widget for widget in frame.screen.findChildren(QWidget) if widget.isVisible()]
    return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("is_filled", [True, False])
def test_everything_that_takes_the_focus_has_a_name(
    services: Services, dossier: DossierId, qtbot: QtBot, *, is_filled: bool
) -> None:
    if is_filled:
        builders.add_woonplek(services, dossier)
        builders.add_advies(services, dossier)
        builders.add_maatregel(services, dossier, termijn=dt.date(2026, 3, 1))
        services.bijlagen.add(dossier, naam="x.txt", content=b"x")
    other = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE)).row_id
    services.dossiers.save_werklocatie(Werklocatie(dossier_id=DossierId(other or 0), naam="Provinciehuis"))
    frame = Frame(services, qtbot)
    for place in _PLACES:
        frame.show(Plek(scherm="dossier", dossier_id=dossier, tab=place))
        nameless = [(place, widget) for widget in _focusable(frame) if not widget.accessibleName()]
        assert nameless == []
    for place in ("overzicht", "woonplek"):
        frame.show(Plek(scherm="dossier", dossier_id=other, tab=place))
        assert [widget for widget in _focusable(frame) if not widget.accessibleName()] == []


def test_tab_goes_round_every_tab_of_the_dossier(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    builders.add_woonplek(services, dossier)
    builders.add_maatregel(services, dossier, termijn=dt.date(2026, 3, 1))
    frame = Frame(services, qtbot)
    for place in ("overzicht", "maatregelen", "woonplek", "logboek"):
        frame.show(Plek(scherm="dossier", dossier_id=dossier, tab=place))
        wanted = {widget.objectName() for widget in _focusable(frame)}
        seen = set()
        for _ in range(2 * len(wanted) + 4):
            widget = frame.screen.window().focusWidget()
            seen.add(widget.objectName())
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        assert wanted <= seen, place
