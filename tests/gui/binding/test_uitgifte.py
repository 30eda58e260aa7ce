"""Letting a paper out: it stands in the register before a byte leaves, and only what was asked leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.binding.printers import FakePrinters, refuse
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.gui.binding import afdrukken, uitgifte
from veiligheidsadvies.gui.binding.bron import Bron, DossierStuk, Herdruk, HerstelbladBron
from veiligheidsadvies.gui.binding.jaarstuk import JaarStuk
from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog
from veiligheidsadvies.gui.binding.uitgifte_keuzes import ANDER, EIGEN_ZIN, NO_PRINTER, UNEQUAL
from veiligheidsadvies.gui.kit.dialog import close_all
from veiligheidsadvies.services.bladbeeld import page_sizes
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import StukkenService
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgiftegegevens

PLAN = SoortDocument.MAATREGELENPLAN
Open = Callable[..., UitgifteDialog]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    found = builders.add_dossier(services)
    builders.add_advies(services, found)
    builders.add_maatregel(services, found)
    return found


@pytest.fixture
def start(
    services: Services, dossier: DossierId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Opens the dialog on a dossier's plan; every job is done before the vault closes."""
    made: list[UitgifteDialog] = []

    def open_dialog(
        *answers: Any, printers: Any = None, bron: Bron | None = None, is_hidden: bool = False
    ) -> UitgifteDialog:
        monkeypatch.setattr(afdrukken, "SystemPrinters", lambda: printers or FakePrinters())
        desk, _ = make_desk(services, *answers)
        desk.secrecy.set_hidden(is_hidden=is_hidden)
        dialog = UitgifteDialog(desk, None, bron or DossierStuk(services, PLAN, dossier))
        qtbot.addWidget(dialog)
        dialog.show()
        made.append(dialog)
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.abandon()
        dialog._desk.jobs.wait()
    qtbot.wait(1)


def _set(dialog: UitgifteDialog, **values: Any) -> None:
    for name, value in values.items():
        dialog.keuzes.form.set_value(name, value)
        dialog.keuzes._on_edited(name)


def _press(dialog: UitgifteDialog) -> None:
    dialog.accept_button.click()


def _wait_for_end(dialog: UitgifteDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._run.is_busy)


def _wait_for_number(services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(_copies(services)))


def _copies(services: Services) -> list[Exemplaar]:
    return services.exemplaren.begin_search()


def test_an_encrypted_file_opens_with_its_passphrase_only(
    services: Services, start: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "stuk.pdf"
    dialog = start(target)
    _set(dialog, wijze=Wijze.VERSLEUTELD, doel="besluit")
    phrase = dialog.keuzes.phrase.zin
    assert len(phrase.split()) == 7
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    with pikepdf.open(target, password=phrase) as pdf:
        assert pdf.encryption.R == 6
        assert len(pdf.pages) > 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target, password="iets anders")
    copy = _copies(services)[0]
    assert dialog.uitgifte is not None
    assert (copy.nummer, copy.wijze, copy.doel) == (dialog.uitgifte.nummer, Wijze.VERSLEUTELD, "besluit")
    assert target.stat().st_mode & 0o777 == 0o600


def test_an_own_passphrase_is_typed_twice(start: Open, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "eigen.pdf"
    dialog = start(target)
    _set(dialog, wijze=Wijze.VERSLEUTELD, zin=EIGEN_ZIN, wachtzin=builders.WACHTWOORDZIN, herhaling="anders")
    _press(dialog)
    assert not dialog._run.is_busy
    problem = dialog.findChild(QWidget, "herhaling_probleem")
    assert problem is not None
    assert problem.accessibleName() == UNEQUAL
    _set(dialog, herhaling=builders.WACHTWOORDZIN)
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    with pikepdf.open(target, password=builders.WACHTWOORDZIN) as pdf:
        assert pdf.pages


def test_an_open_file_asks_a_reason(services: Services, start: Open, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "open.pdf"
    dialog = start(target)
    _set(dialog, wijze=Wijze.ONVERSLEUTELD)
    _press(dialog)
    assert not _copies(services)
    _set(dialog, reden="de lezer heeft geen wachtwoordprogramma")
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    assert page_sizes(target.read_bytes())
    assert _copies(services)[0].reden == "de lezer heeft geen wachtwoordprogramma"


def test_a_copy_is_registered_before_the_printer_is_opened(
    services: Services, start: Open, qtbot: QtBot
) -> None:
    seen: list[tuple[str, Afloop]] = []

    def look(title: str) -> None:
        copy = services.exemplaren.get_by_number(title)
        seen.append((copy.nummer, copy.afloop))

    printers = FakePrinters(on_open=look)
    dialog = start(printers=printers)
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    copy = _copies(services)[0]
    assert seen == [(copy.nummer, Afloop.BUITEN)]
    assert printers.titles == [copy.nummer]
    assert len(printers.sent[0]) > 1
    assert (copy.wijze, copy.is_eigen) == (Wijze.PAPIER, True)
    assert copy.pdf_sha256


@pytest.mark.parametrize("moment", ["on_open", "on_send"])
def test_a_copy_that_the_printer_refuses_is_not_outside(
    services: Services, start: Open, qtbot: QtBot, moment: str
) -> None:
    dialog = start(printers=FakePrinters(**{moment: refuse}))
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    assert dialog.uitgifte is None
    assert "De printer nam het blad niet aan" in dialog.notice.accessibleName()
    assert _copies(services)[0].afloop is Afloop.VERNIETIGD
    assert any(line.resultaat == "afdrukken mislukt" for line in services.logboek.list_latest())
    assert dialog.accept_button.isEnabled()


def test_a_cancelled_print_uses_its_number_and_sends_nothing(
    services: Services, start: Open, qtbot: QtBot
) -> None:
    printers = FakePrinters()
    dialog = start(printers=printers)
    _press(dialog)
    _wait_for_number(services, qtbot)
    assert dialog._run.may_stop
    dialog.reject()
    dialog._desk.jobs.wait()
    qtbot.wait(20)
    assert not printers.sent
    assert not dialog.isVisible()
    assert [copy.afloop for copy in _copies(services)] == [Afloop.VERNIETIGD]
    assert any(line.resultaat == "afgebroken" for line in services.logboek.list_latest())


def test_what_is_stopped_before_its_number_leaves_no_trace(
    services: Services, start: Open, qtbot: QtBot
) -> None:
    printers = FakePrinters()
    dialog = start(printers=printers)
    _press(dialog)
    assert dialog._run.may_stop
    dialog.reject()
    dialog._desk.jobs.wait()
    qtbot.wait(20)
    assert not dialog.isVisible()
    assert not _copies(services)
    assert not printers.titles


def test_the_lock_closes_the_dialog_and_writes_the_copy_off(
    services: Services, start: Open, qtbot: QtBot
) -> None:
    dialog = start()
    _press(dialog)
    _wait_for_number(services, qtbot)
    close_all()
    assert not dialog.isVisible()
    assert dialog.voorbeeld.view.pages.page_count == 0
    assert _copies(services)[0].afloop is Afloop.VERNIETIGD


def test_the_lock_comes_when_the_register_cannot_be_written(
    services: Services, start: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Locking never fails: on a full disk the copy stays outside in the register, to be asked after."""

    def full(*_: object) -> None:
        raise StorageUnavailable(StorageFailure.VOL)

    dialog = start()
    _press(dialog)
    _wait_for_number(services, qtbot)
    monkeypatch.setattr(StukkenService, "cancel", full)
    close_all()
    assert not dialog.isVisible()
    assert not dialog._run.is_busy
    assert [copy.afloop for copy in _copies(services)] == [Afloop.BUITEN]


def test_a_file_that_cannot_be_written_leaves_nothing_outside(
    services: Services, start: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = start(tmp_path / "bestaat niet" / "stuk.pdf")
    _set(dialog, wijze=Wijze.VERSLEUTELD)
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    assert "kan hier niet worden geschreven" in dialog.notice.accessibleName()
    assert _copies(services)[0].afloop is Afloop.VERNIETIGD


def test_no_file_chosen_uses_no_number(services: Services, start: Open) -> None:
    dialog = start(None)
    _set(dialog, wijze=Wijze.VERSLEUTELD)
    _press(dialog)
    assert not _copies(services)
    assert dialog.isVisible()


def test_an_unprintable_sign_is_told_in_the_preview_and_uses_no_number(
    services: Services, start: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = start(tmp_path / "stuk.pdf")
    _set(dialog, lezer=ANDER, ontvanger="de heer 🔔", wijze=Wijze.VERSLEUTELD)
    dialog._preview()
    qtbot.waitUntil(lambda: "Dit kan niet op papier" in dialog.voorbeeld._words.text())
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    assert "Dit kan niet op papier" in dialog.notice.accessibleName()
    assert not _copies(services)


def test_a_sheet_that_would_tell_the_name_is_refused_before_it_has_a_number(
    services: Services, start: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = start(tmp_path / "stuk.pdf")
    _set(dialog, lezer=ANDER, ontvanger="mevrouw N. Đorđević", wijze=Wijze.VERSLEUTELD)
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    assert "Dit blad gaat niet naar buiten" in dialog.notice.accessibleName()
    assert dialog.accept_button.isEnabled()
    assert not _copies(services)


def test_a_reader_must_be_named(services: Services, start: Open) -> None:
    dialog = start()
    _set(dialog, lezer=ANDER)
    dialog._preview()
    assert "Vul in wie dit exemplaar krijgt" in dialog.voorbeeld._words.text()
    _press(dialog)
    assert not _copies(services)


def test_the_preview_is_made_from_memory_and_hides_a_name(start: Open, qtbot: QtBot) -> None:
    dialog = start(is_hidden=True)
    assert dialog.voorbeeld.currentWidget() is dialog.voorbeeld._cover
    dialog.voorbeeld._cover.button.click()
    qtbot.waitUntil(lambda: dialog.voorbeeld.view.pages.page_count > 1)
    assert dialog.voorbeeld.currentWidget() is dialog.voorbeeld.view


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_preview_with_a_secret_is_in_the_log_of_its_dossier_once(
    services: Services, dossier: DossierId, start: Open, qtbot: QtBot, *, is_hidden: bool
) -> None:
    def noted() -> list[str]:
        lines = services.context.vault.history(dossier_id=dossier)
        return [line.object for line in lines if line.verb == "inzien"]

    dialog = start(is_hidden=is_hidden)
    if is_hidden:
        assert noted() == []
        dialog.voorbeeld._cover.button.click()
    qtbot.waitUntil(lambda: dialog.voorbeeld.currentWidget() is dialog.voorbeeld.view)
    dialog._preview()
    assert noted() == ["scherm:voorbeeld"]


def test_a_preview_without_a_secret_leaves_nothing(services: Services, start: Open, qtbot: QtBot) -> None:
    dialog = start(bron=JaarStuk(services, SoortDocument.FISCALE_LIJST, 2026))
    qtbot.waitUntil(lambda: dialog.voorbeeld.currentWidget() is dialog.voorbeeld.view)
    assert "inzien" not in [line.verb for line in services.context.vault.history(limit=9)]


def test_without_a_printer_paper_is_not_offered_first(start: Open) -> None:
    printers = FakePrinters()
    printers.names = list  # type: ignore[method-assign, assignment]
    dialog = start(printers=printers)
    assert dialog.keuzes.way is Wijze.VERSLEUTELD
    _set(dialog, wijze=Wijze.PAPIER)
    _press(dialog)
    problem = dialog.findChild(QWidget, "wijze_probleem")
    assert problem is not None
    assert problem.accessibleName() == NO_PRINTER


def test_a_reprint_says_the_same_under_its_own_number(
    services: Services, dossier: DossierId, start: Open, qtbot: QtBot
) -> None:
    reader = Ontvanger(naam="provinciesecretaris")
    first = services.stukken.issue(PLAN, dossier, reader, Uitgiftegegevens(wijze=Wijze.PAPIER)).exemplaar
    builders.add_maatregel(services, dossier, titel="Iets van later")
    dialog = start(bron=Herdruk(services, first))
    assert dialog.keuzes.reader == reader
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    again = _copies(services)[0]
    assert again.nummer != first.nummer
    assert "Iets van later" not in again.snapshot
    assert again.ontvanger == "provinciesecretaris"


def test_the_recovery_sheet_goes_to_paper_only_and_has_no_return_date(
    services: Services, start: Open, qtbot: QtBot
) -> None:
    dialog = start(bron=HerstelbladBron(services))
    assert dialog.keuzes.way is Wijze.PAPIER
    _press(dialog)
    _wait_for_end(dialog, qtbot)
    copy = _copies(services)[0]
    assert (copy.document, copy.retour_voor) == (SoortDocument.HERSTELBLAD, None)


def test_the_key_is_covered_while_names_are_hidden(services: Services, start: Open) -> None:
    dialog = start(bron=HerstelbladBron(services), is_hidden=True)
    assert dialog.voorbeeld.currentWidget() is dialog.voorbeeld._cover
    assert "de sleutel van de kluis" in dialog.voorbeeld._cover.detail.text()


def test_opening_tells_the_number_when_it_left(
    services: Services, dossier: DossierId, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    issued = services.stukken.issue(PLAN, dossier, EIGEN, Uitgiftegegevens(wijze=Wijze.PAPIER))

    class Gone(UitgifteDialog):
        def exec(self) -> int:
            self.uitgifte = issued
            return 1

    monkeypatch.setattr(afdrukken, "SystemPrinters", FakePrinters)
    monkeypatch.setattr(uitgifte, "UitgifteDialog", Gone)
    desk, prompts = make_desk(services)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert uitgifte.open_uitgifte(desk, parent, PLAN, dossier) == issued.nummer
    assert issued.nummer in prompts.told[0]
    desk.jobs.wait()


def test_everything_that_can_be_focused_has_a_name(start: Open) -> None:
    dialog = start()
    _set(dialog, wijze=Wijze.VERSLEUTELD)
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy()
        and not widget.accessibleName()
        and not widget.focusProxy()
    ]
    assert nameless == []
