"""Beheer: organisation, keys, recovery sheet, procurement limits, log, security state and preferences."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies import settings
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.errors import FileUnreadable, WrongPassphrase
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.voorkeuren import preferences_signal
from veiligheidsadvies.gui.kit.dialog import Dialog, close_all
from veiligheidsadvies.gui.kit.jobs import Cancelled
from veiligheidsadvies.gui.kit.word_fields import WordFields
from veiligheidsadvies.gui.screens.beheer import BeheerScreen
from veiligheidsadvies.gui.screens.beheer.delen import STOP, UNPRINTED, DelenDialog
from veiligheidsadvies.gui.screens.beheer.hersleutelen import (
    NOBODY,
    NOT_THEIRS,
    Hersleutelen,
    Reden,
)
from veiligheidsadvies.gui.screens.beheer.herstelblad import HerstelbladPart
from veiligheidsadvies.gui.screens.beheer.inkoop import InkoopPart
from veiligheidsadvies.gui.screens.beheer.kopie_rijen import rows, standing
from veiligheidsadvies.gui.screens.beheer.logboek import LogboekPart, counted
from veiligheidsadvies.gui.screens.beheer.na_hersleutelen import EenmaligeZin
from veiligheidsadvies.gui.screens.beheer.organisatie import OrganisatiePart
from veiligheidsadvies.gui.screens.beheer.oude_kopieen import OudeKopieenDialog, show_old_copies
from veiligheidsadvies.gui.screens.beheer.screen import TABS
from veiligheidsadvies.gui.screens.beheer.sleutel_acties import (
    UNEQUAL,
    AndereWachtzin,
    NieuweSleutel,
    SleutelDialog,
)
from veiligheidsadvies.gui.screens.beheer.sleutels import SleutelsPart
from veiligheidsadvies.gui.screens.beheer.voorkeuren import VoorkeurenPart
from veiligheidsadvies.services.beheer import SlotKind
from veiligheidsadvies.services.kluis import Services, unlock
from veiligheidsadvies.services.kopieronde import Ronde
from veiligheidsadvies.services.oude_kopieen import OudeKopieenService
from veiligheidsadvies.settings import Settings
from veiligheidsadvies.vault.copyfile import Report

ZIN = "zeven groene vissen zwemmen rond om middernacht"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def opened(services: Services, qtbot: QtBot, tab: str, *answers: Any) -> tuple[BeheerScreen, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = BeheerScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(Plek(scherm="beheer", tab=tab))
    QApplication.processEvents()
    return screen, prompts


def _fill(dialog: SleutelDialog, **values: Any) -> None:
    for name, value in values.items():
        dialog.form.set_value(name, value)


def _do(dialog: SleutelDialog, qtbot: QtBot) -> None:
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog._is_busy)


def _problem(dialog: Dialog, field: str) -> str:
    line = dialog.findChild(QWidget, f"{field}_probleem")
    assert line is not None
    return line.accessibleName()


# --- organisation


def test_the_kind_of_organisation_switches_the_terms(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot, "organisatie")
    part = screen.part
    assert isinstance(part, OrganisatiePart)
    part.page.form.set_value("soort", SoortOrganisatie.WATERSCHAP)
    part.page.form.field_edited.emit("soort")
    shown = [words.accessibleName() for words in part._terms.findChildren(QWidget)]
    assert "Voorzitter: dijkgraaf" in shown
    part.page.submit()
    assert services.beheer.organisatie().soort is SoortOrganisatie.WATERSCHAP
    assert not part.page.form.is_dirty


def test_an_organisation_without_a_name_is_told_at_the_field_and_its_draft_is_handed_over(
    services: Services, qtbot: QtBot
) -> None:
    screen, _ = opened(services, qtbot, "organisatie")
    part = screen.part
    assert isinstance(part, OrganisatiePart)
    part.page.form.set_value("naam", None)
    part.page.submit()
    assert services.beheer.organisatie().naam == "Provincie Merenland"
    assert screen.drafts()["beheer:organisatie"]["naam"] == ""


def test_unsaved_words_keep_the_tab(services: Services, qtbot: QtBot) -> None:
    screen, prompts = opened(services, qtbot, "organisatie", False, True)
    part = screen.part
    assert isinstance(part, OrganisatiePart)
    part.page.form.set_value("naam", "Iets anders")
    screen.strip.setCurrentIndex(3)
    assert screen.strip.currentIndex() == 0
    screen.strip.setCurrentIndex(3)
    assert screen.strip.currentIndex() == 3
    assert len(prompts.asked) == 2


# --- keys


def test_a_person_is_added_and_opens_the_vault(services: Services, qtbot: QtBot) -> None:
    desk, _ = make_desk(services)
    dialog = NieuweSleutel(desk, None)
    qtbot.addWidget(dialog)
    dialog.show()
    _fill(dialog, naam="M. de Wit", nieuw=ZIN, herhaling="iets anders")
    dialog.accept_button.click()
    assert _problem(dialog, "herhaling") == UNEQUAL
    _fill(dialog, herhaling=ZIN)
    _do(dialog, qtbot)
    assert not dialog.isVisible()
    assert "M. de Wit" in {slot.name for slot in services.beheer.list_slots()}
    assert unlock(services.beheer.folder, ZIN).slot_name == "M. de Wit"


def test_a_key_that_is_cancelled_while_it_is_derived_is_not_kept(services: Services, qtbot: QtBot) -> None:
    desk, _ = make_desk(services)
    dialog = NieuweSleutel(desk, None)
    qtbot.addWidget(dialog)
    dialog.show()
    _fill(dialog, naam="M. de Wit", nieuw=ZIN, herhaling=ZIN)
    dialog.accept_button.click()
    assert dialog._is_busy
    dialog.reject()
    desk.jobs.wait()
    qtbot.wait(20)
    assert len(services.beheer.list_slots()) == 1


def test_a_passphrase_that_can_be_guessed_is_refused_at_its_field(services: Services, qtbot: QtBot) -> None:
    desk, _ = make_desk(services)
    dialog = NieuweSleutel(desk, None)
    qtbot.addWidget(dialog)
    _fill(dialog, naam="M. de Wit", nieuw="welkom01", herhaling="welkom01")
    dialog.accept_button.click()
    assert "te raden" in _problem(dialog, "nieuw")
    _fill(dialog, naam="E. Yeşilgöz", nieuw=ZIN, herhaling=ZIN)
    dialog.accept_button.click()
    assert _problem(dialog, "naam")
    assert len(services.beheer.list_slots()) == 1


def test_an_approval_key_shows_its_fingerprint(services: Services, qtbot: QtBot) -> None:
    desk, _ = make_desk(services)
    dialog = NieuweSleutel(desk, None)
    qtbot.addWidget(dialog)
    _fill(dialog, soort=SlotKind.AKKOORD, naam="P. Jansen", nieuw=ZIN, herhaling=ZIN)
    _do(dialog, qtbot)
    screen, _ = opened(services, qtbot, "sleutels")
    part = screen.part
    assert isinstance(part, SleutelsPart)
    words = part.view.table.export(range(2))
    slot = next(one for one in services.beheer.list_slots() if one.kind is SlotKind.AKKOORD)
    assert slot.fingerprint in words
    assert "geeft akkoord" in words


def test_another_passphrase_needs_the_present_one(services: Services, qtbot: QtBot) -> None:
    desk, _ = make_desk(services)
    dialog = AndereWachtzin(desk, None, services.beheer.list_slots()[0])
    qtbot.addWidget(dialog)
    dialog.show()
    _fill(dialog, oud="helemaal mis", nieuw=ZIN, herhaling=ZIN)
    _do(dialog, qtbot)
    assert "past niet" in _problem(dialog, "oud")
    _fill(dialog, oud=builders.WACHTWOORDZIN)
    _do(dialog, qtbot)
    assert not dialog.isVisible()
    assert unlock(services.beheer.folder, ZIN).slot_name == "E. Yeşilgöz"


@pytest.mark.parametrize("kind", SlotKind)
def test_the_cure_for_a_passphrase_that_was_seen_is_told_by_kind(
    services: Services, qtbot: QtBot, kind: SlotKind
) -> None:
    services.beheer.add_approval_slot("M. de Wit", ZIN)
    slot = next(one for one in services.beheer.list_slots() if one.kind is kind)
    dialog = AndereWachtzin(make_desk(services)[0], None, slot)
    qtbot.addWidget(dialog)
    words = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert ("‘Zin is gezien…’" in words) is (kind is SlotKind.OPENEN)
    assert ("Trek deze sleutel in" in words) is (kind is SlotKind.AKKOORD)


def test_the_last_key_that_opens_is_not_taken_away(services: Services, qtbot: QtBot) -> None:
    screen, prompts = opened(services, qtbot, "sleutels")
    part = screen.part
    assert isinstance(part, SleutelsPart)
    part.remove.click()
    assert "enige sleutel" in prompts.told[0]
    assert prompts.asked == []
    assert len(services.beheer.list_slots()) == 1


def test_a_person_is_renamed_and_an_approval_key_removed(services: Services, qtbot: QtBot) -> None:
    services.beheer.add_approval_slot("M. de Wit", ZIN)
    screen, prompts = opened(services, qtbot, "sleutels", "M. de Wit-Bos", True)
    part = screen.part
    assert isinstance(part, SleutelsPart)
    part.view.go_to(1)
    part.rename.click()
    assert part.view.current().slot.name == "M. de Wit-Bos"
    part.seen.click()
    assert "opent niets" in prompts.told[-1]
    assert "andere zin helpt hier niet" in prompts.told[-1]
    assert "Trek deze sleutel in" in prompts.told[-1]
    part.remove.click()
    assert [slot.name for slot in services.beheer.list_slots()] == ["E. Yeşilgöz"]


def test_the_list_says_when_each_key_was_last_used(services: Services, qtbot: QtBot) -> None:
    services.beheer.add_opening_slot("M. de Wit", ZIN)
    screen, _ = opened(services, qtbot, "sleutels")
    part = screen.part
    assert isinstance(part, SleutelsPart)
    words = part.view.table.export(range(2))
    assert "opende 12-03-2026" in words
    assert "nog nooit" in words


def rekeying(services: Services, qtbot: QtBot, reden: Reden, name: str = "") -> Hersleutelen:
    desk, _ = make_desk(services)
    slot = next((one for one in services.beheer.list_slots() if one.name == name), None)
    dialog = Hersleutelen(desk, None, reden, slot)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def ids(services: Services) -> dict[str, str]:
    return {slot.name: slot.id for slot in services.beheer.list_slots()}


def encrypt(dialog: Hersleutelen, qtbot: QtBot, **values: str) -> None:
    for name, value in values.items():
        dialog.form.set_value(name, value)
        dialog.form.field_edited.emit(name)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog._is_busy)


def test_revoking_a_key_that_opens_encrypts_anew(services: Services, qtbot: QtBot) -> None:
    services.beheer.add_opening_slot("M. de Wit", ZIN)
    services.beheer.add_opening_slot("P. Jansen", "andere lange woorden voor een derde persoon")
    before, own = services.context.vault.recovery_groups(), ids(services)
    dialog = rekeying(services, qtbot, Reden.INTREKKEN, "M. de Wit")
    assert f"hoe_{own['M. de Wit']}" not in dialog.form.values()
    encrypt(dialog, qtbot, **{f"zin_{own['E. Yeşilgöz']}": "mis"})
    assert dialog.isVisible()
    assert dialog.uitkomst is None
    encrypt(dialog, qtbot, **{f"zin_{own['E. Yeşilgöz']}": builders.WACHTWOORDZIN})
    assert dialog.uitkomst is not None
    assert dialog.uitkomst.vervallen == ("M. de Wit",)
    words = dialog.uitkomst.eenmalig["P. Jansen"]
    assert len(words.split()) == 7
    assert services.context.vault.recovery_groups() != before
    folder = services.beheer.folder
    services.close()
    assert unlock(folder, words).slot_name == "P. Jansen"
    assert unlock(folder, builders.WACHTWOORDZIN).slot_name == "E. Yeşilgöz"
    with pytest.raises(WrongPassphrase):
        unlock(folder, ZIN)


def test_a_passphrase_that_was_seen_is_replaced(services: Services, qtbot: QtBot) -> None:
    own = ids(services)["E. Yeşilgöz"]
    dialog = rekeying(services, qtbot, Reden.GEZIEN, "E. Yeşilgöz")
    field = f"zin_{own}"
    encrypt(dialog, qtbot, **{field: builders.WACHTWOORDZIN, "nieuw": "welkom01", "herhaling": "welkom01"})
    assert "te raden" in _problem(dialog, "nieuw")
    encrypt(dialog, qtbot, nieuw=ZIN, herhaling="anders")
    assert _problem(dialog, "herhaling") == UNEQUAL
    encrypt(dialog, qtbot, herhaling=ZIN)
    assert dialog.uitkomst is not None
    folder = services.beheer.folder
    services.close()
    assert unlock(folder, ZIN).slot_name == "E. Yeşilgöz"
    with pytest.raises(WrongPassphrase):
        unlock(folder, builders.WACHTWOORDZIN)


def test_somebody_must_type_a_passphrase(services: Services, qtbot: QtBot) -> None:
    services.beheer.add_opening_slot("M. de Wit", ZIN)
    own = ids(services)
    dialog = rekeying(services, qtbot, Reden.INTREKKEN, "E. Yeşilgöz")
    how, typed = f"hoe_{own['M. de Wit']}", f"zin_{own['M. de Wit']}"
    assert dialog.form.values()[how] == "typt"
    encrypt(dialog, qtbot, **{how: "eenmalig"})
    assert NOBODY in dialog.form.band.accessibleName() or NOBODY in " ".join(
        words.text() for words in dialog.form.band.findChildren(QLabel)
    )
    encrypt(dialog, qtbot, **{how: "typt", typed: ZIN})
    assert dialog.uitkomst is not None
    assert dialog.uitkomst.vervallen == ("E. Yeşilgöz",)


@pytest.mark.parametrize("wrong", [("M. de Wit",), ("E. Yeşilgöz",), ("E. Yeşilgöz", "M. de Wit")])
def test_of_more_passphrases_it_is_told_whose_is_wrong(
    services: Services, qtbot: QtBot, wrong: tuple[str, ...]
) -> None:
    services.beheer.add_opening_slot("M. de Wit", ZIN)
    own = ids(services)
    dialog = rekeying(services, qtbot, Reden.NIEUW_BLAD)
    right = {"M. de Wit": ZIN, "E. Yeşilgöz": builders.WACHTWOORDZIN}
    typed = {f"zin_{own[name]}": "mis" if name in wrong else words for name, words in right.items()}
    encrypt(dialog, qtbot, **{f"hoe_{own['M. de Wit']}": "typt"}, **typed)
    assert dialog.uitkomst is None
    for name, slot_id in own.items():
        told = NOT_THEIRS.format(name=name) if name in wrong else ""
        assert _problem(dialog, f"zin_{slot_id}") == told


# --- recovery sheet


def test_the_sheet_is_copied_by_hand_and_typed_back(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot, "herstelblad")
    part = screen.part
    assert isinstance(part, HerstelbladPart)
    assert part.bad.isVisible()
    assert "niet bevestigd" in part.bad.accessibleName()
    groups = services.context.vault.recovery_groups()
    part.show_groups.click()
    shown = part.findChild(QWidget, "getoonde_groep_14")
    assert shown is not None
    assert shown.property("text").replace(" ", "") == groups[13]
    for edit, group in zip(part.fields._edits, groups, strict=True):
        edit.take(group)
    wrong = "0" if groups[2][0] != "0" else "1"
    part.fields._edits[2].take(wrong + groups[2][1:])
    part.confirm.click()
    assert "groep 3" in part.told.text()
    assert not services.beheer.herstelblad_bevestigd
    part.fields._edits[2].take(groups[2])
    part.confirm.click()
    assert services.beheer.herstelblad_bevestigd
    assert part.good.isVisible()
    assert part._sheet.isHidden()
    assert part.fields.groups() == [""] * 14


def test_the_groups_leave_the_screen_with_the_tab(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot, "herstelblad")
    part = screen.part
    assert isinstance(part, HerstelbladPart)
    part.show_groups.click()
    screen.strip.setCurrentIndex(0)
    assert part._sheet.isHidden()
    assert part._grid.count() == 0
    screen.strip.setCurrentIndex(2)
    part.show_groups.click()
    screen.hide()
    assert part._grid.count() == 0
    assert any("Herstelblad getoond" in line.wat for line in services.logboek.list_latest(limit=5))


def test_a_new_sheet_encrypts_anew_and_tells_what_follows(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.beheer.add_opening_slot("M. de Wit", ZIN)
    services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
    before, own = services.context.vault.recovery_groups(), ids(services)
    screen, prompts = opened(services, qtbot, "herstelblad")
    part = screen.part
    assert isinstance(part, HerstelbladPart)

    def fill(dialog: Hersleutelen) -> int:
        encrypt(dialog, qtbot, **{f"zin_{own['E. Yeşilgöz']}": builders.WACHTWOORDZIN})
        return dialog.result()

    told = []

    def hear(dialog: EenmaligeZin) -> int:
        told.append((dialog.windowTitle(), dialog.findChild(QLabel, "eenmalige_woorden").text()))
        return 1

    monkeypatch.setattr(Hersleutelen, "exec", fill)
    monkeypatch.setattr(EenmaligeZin, "exec", hear)
    part.renew.click()
    assert services.context.vault.recovery_groups() != before
    assert "niet bevestigd" in part.bad.accessibleName()
    ((title, words),) = told
    assert title == "Eenmalige zin voor M. de Wit"
    assert len(words.split()) == 7
    assert "opnieuw versleuteld" in prompts.told[-1]


def test_a_used_sheet_asks_for_a_new_one(services: Services, qtbot: QtBot) -> None:
    services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
    services.context.vault.set_setting("herstelblad_gebruikt_op", "2026-03-01T10:00:00+00:00")
    screen, _ = opened(services, qtbot, "herstelblad")
    part = screen.part
    assert isinstance(part, HerstelbladPart)
    assert "01-03-2026 gebruikt" in part.bad.accessibleName()
    assert not part.good.isVisible()


def test_copies_of_a_former_key_are_shown_and_renewed(services: Services, qtbot: QtBot) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(lambda _: None))
    own = services.context.vault._key.slot_id
    services.context.vault.rekey({own: builders.WACHTWOORDZIN})
    screen, _ = opened(services, qtbot, "herstelblad")
    assert isinstance(screen.part, HerstelbladPart)
    assert screen.part.copies.isVisible()
    dialog = OudeKopieenDialog(screen.desk, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "bij de kluis" in dialog.view.table.export(range(1))
    dialog.accept_button.click()
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    screen.part.load()
    assert not screen.part.copies.isVisible()


def test_a_copy_that_cannot_be_renewed_is_told(services: Services, qtbot: QtBot) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(lambda _: None))
    services.context.vault.rekey({services.context.vault._key.slot_id: builders.WACHTWOORDZIN})
    services.kopieen.list_all()[0].pad.unlink()
    desk, _ = make_desk(services)
    dialog = OudeKopieenDialog(desk, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: dialog.told.text() != "")
    assert "1 kopie is niet vernieuwd" in dialog.told.text()
    assert dialog.accept_button.isEnabled()


def test_a_vault_set_aside_is_shown_with_what_an_old_secret_opens(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, shown = services.context.vault.folder, list[OudeKopieenDialog]()
    screen, _ = opened(services, qtbot, "herstelblad")
    show_old_copies(screen.desk, screen)  # nothing is old: it closes itself
    monkeypatch.setattr(OudeKopieenDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    shutil.copytree(folder, folder.with_name(f"{folder.stem}-opzij-20260311T080000Z{folder.suffix}"))
    services.context.vault.rekey({services.context.vault._key.slot_id: builders.WACHTWOORDZIN})
    screen.part.load()
    assert isinstance(screen.part, HerstelbladPart)
    assert screen.part.copies.isVisible()
    show_old_copies(screen.desk, screen)
    (dialog,) = shown
    qtbot.waitUntil(dialog.looking.isHidden)
    assert "opzij, naast de kluis" in dialog.view.table.export(range(1))
    assert not dialog.aside.isHidden()
    assert not dialog.accept_button.isEnabled()
    assert "1 opzijgezette kluis gaat open" in " ".join(line.state for line in standing(services))


def test_looking_for_old_copies_ends_when_the_dialog_is_closed(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, _ = opened(services, qtbot, "herstelblad")
    ended, seen = list[bool](), list[str]()

    def look(report: Report) -> Ronde:
        try:
            for _ in range(300):
                time.sleep(0.01)
                report(0.0)
        except Cancelled:
            ended.append(True)
            raise
        raise FileUnreadable

    def close() -> None:
        (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, OudeKopieenDialog))
        seen.append(dialog.looking.text() if dialog.looking.isVisible() else "")
        assert not dialog.accept_button.isEnabled()
        dialog.reject()

    monkeypatch.setattr(OudeKopieenService, "prepare_look", lambda _: look)
    QTimer.singleShot(100, close)
    show_old_copies(screen.desk, screen)
    screen.desk.jobs.wait()
    assert ended == [True]
    assert "Sluiten breekt dat af" in seen[0]


def test_a_copy_of_a_later_key_is_not_called_old(services: Services) -> None:
    made = services.kopieen.prepare_round(is_forced=True)(lambda _: None)
    assert made.gemaakt is not None
    header = dataclasses.replace(made.gemaakt.header, mark="0" * 16)  # a key that this vault never had
    other = dataclasses.replace(made.gemaakt, header=header)
    services.kopieen.keep_round(dataclasses.replace(made, gemaakt=other))
    assert [row.soort for row in rows(services)] == ["dagelijks, latere sleutel"]
    assert "Oude sleutel" not in [line.title for line in standing(services)]
    services.context.vault.rekey({services.context.vault._key.slot_id: builders.WACHTWOORDZIN})
    assert [row.soort for row in rows(services)] == ["dagelijks, oude sleutel"]


# --- three parts


KEEPERS = ("A. Aker", "B. Boom", "C. Ceder")


def parts_dialog(services: Services, qtbot: QtBot) -> DelenDialog:
    return asking_parts_dialog(services, qtbot)[0]


def asking_parts_dialog(services: Services, qtbot: QtBot, *answers: Any) -> tuple[DelenDialog, Answers]:
    desk, prompts = make_desk(services, *answers)
    dialog = DelenDialog(desk, None)
    qtbot.addWidget(dialog, before_close_func=DelenDialog.abandon)  # what is left open asks nothing
    dialog.show()
    return dialog, prompts


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Takes every part; for whom each was, and its title."""
    printed: list[tuple[str, str]] = []

    def issue(_desk: Any, _parent: Any, make: Any) -> str:
        source = make()
        sheet = source.snapshot(source.lezers[0])
        assert source.wijzen == (Wijze.PAPIER,)
        printed.append((sheet.blad.ontvanger, sheet.titel))
        return "2026-0001"

    monkeypatch.setattr("veiligheidsadvies.gui.screens.beheer.delen.open_bron", issue)
    return printed


def name_keepers(dialog: DelenDialog, *names: str) -> None:
    for number, name in enumerate(names, 1):
        dialog.form.set_value(f"bewaarder_{number}", name)
    dialog.accept_button.click()


def test_each_part_is_printed_for_its_keeper(
    services: Services, qtbot: QtBot, printer: list[tuple[str, str]]
) -> None:
    dialog = parts_dialog(services, qtbot)
    name_keepers(dialog, "A. Aker", "B. Boom", "A. Aker")
    assert _problem(dialog, "bewaarder_3")
    assert dialog.reeks is None
    name_keepers(dialog, *KEEPERS)
    for button in dialog.prints:
        button.click()
    assert printer == [(name, f"Herstelblad, deel {at} van 3") for at, name in enumerate(KEEPERS, 1)]


def test_no_part_is_typed_back_before_all_three_are_printed(
    services: Services, qtbot: QtBot, printer: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = parts_dialog(services, qtbot)
    name_keepers(dialog, *KEEPERS)
    for number in (1, 3):
        dialog.print_part(number)
        dialog.accept_button.click()
        assert dialog.unprinted.isVisible()
        assert dialog.unprinted.text() == UNPRINTED
        assert not dialog.parts.isVisible()
    assert dialog.focusWidget() is dialog.prints[1]
    with monkeypatch.context() as patch:
        patch.setattr("veiligheidsadvies.gui.screens.beheer.delen.open_bron", lambda *_: None)
        dialog.print_part(2)
    dialog.accept_button.click()
    assert not dialog.parts.isVisible()
    dialog.print_part(2)
    assert dialog.unprinted.text() == ""
    dialog.accept_button.click()
    assert dialog.parts.isVisible()
    assert len(printer) == 3


def test_who_stops_is_told_that_the_parts_on_paper_open_the_vault(
    services: Services, qtbot: QtBot, printer: list[tuple[str, str]]
) -> None:
    dialog, prompts = asking_parts_dialog(services, qtbot, False, True)
    name_keepers(dialog, *KEEPERS)
    dialog.print_part(2)
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert prompts.asked == [STOP, STOP]
    assert len(printer) == 1


def test_parts_of_which_nothing_is_on_paper_are_left_without_a_question(
    services: Services, qtbot: QtBot
) -> None:
    dialog, prompts = asking_parts_dialog(services, qtbot)
    name_keepers(dialog, *KEEPERS)
    dialog.reject()
    assert not dialog.isVisible()
    assert prompts.asked == []


def test_the_lock_closes_the_parts_without_a_question(
    services: Services, qtbot: QtBot, printer: list[tuple[str, str]]
) -> None:
    dialog, prompts = asking_parts_dialog(services, qtbot)
    name_keepers(dialog, *KEEPERS)
    dialog.print_part(1)
    close_all()
    assert not dialog.isVisible()
    assert prompts.asked == []
    assert len(printer) == 1


def test_it_is_said_that_earlier_parts_and_parts_on_paper_open_the_vault(
    services: Services, qtbot: QtBot
) -> None:
    words = " ".join(one.text() for one in parts_dialog(services, qtbot).findChildren(QLabel))
    assert "openen de kluis al vanaf het afdrukken" in words
    assert "tellen" not in words
    screen, _ = opened(services, qtbot, "herstelblad")
    words = " ".join(one.text() for one in screen.part.findChildren(QLabel))
    assert "Ook eerdere delen blijven de kluis openen" in words


def test_two_of_three_parts_are_typed_back_before_they_count(
    services: Services, qtbot: QtBot, printer: list[tuple[str, str]]
) -> None:
    dialog = parts_dialog(services, qtbot)
    name_keepers(dialog, *KEEPERS)
    for button in dialog.prints:
        button.click()
    dialog.accept_button.click()
    assert len(printer) == 3
    assert dialog.reeks is not None
    first, _, third = (part.words for part in dialog.reeks.delen)
    fields = dialog.parts.fields
    type_words(fields[0], third, qtbot)
    dialog.accept_button.click()
    assert dialog.parts.is_last
    type_words(fields[1], third, qtbot)
    dialog.accept_button.click()
    assert "twee keer hetzelfde deel" in dialog.told.text()
    assert not services.beheer.herstelblad_bevestigd
    type_words(fields[1], first, qtbot)
    dialog.accept_button.click()
    assert not dialog.isVisible()
    assert services.beheer.herstelblad_bevestigd
    kept = services.herstelblad.delen()
    assert kept is not None
    assert kept.bewaarders == KEEPERS
    screen, _ = opened(services, qtbot, "herstelblad")
    assert isinstance(screen.part, HerstelbladPart)
    assert "drie delen" in screen.part.good.accessibleName()


def type_words(fields: WordFields, words: Sequence[str], qtbot: QtBot) -> None:
    """Four letters of each and a space, as a person would."""
    fields.clear()
    fields.focus_first()
    for number, word in enumerate(words, 1):
        edit = fields._edits[number - 1]
        qtbot.keyClicks(edit, word[:4].upper() if number % 2 else word)
        if number < len(words):
            qtbot.keyClick(edit, Qt.Key.Key_Space)
        else:
            edit.editingFinished.emit()
    assert fields.words() == list(words)


def test_a_word_that_is_none_is_marked_and_a_pasted_part_fills_all(services: Services, qtbot: QtBot) -> None:
    fields = parts_dialog(services, qtbot).parts.fields[0]
    words = services.herstelblad.split(("a", "b", "c")).delen[0].words
    qtbot.keyClicks(fields._edits[0], "fiets")
    qtbot.keyClick(fields._edits[0], Qt.Key.Key_Space)
    assert fields._edits[0].accessibleDescription() == "staat niet in de lijst"
    QApplication.clipboard().setText("\n".join(f"{at}. {word}" for at, word in enumerate(words, 1)))
    qtbot.keyClick(fields._edits[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert fields.words() == list(words)
    assert {edit.accessibleDescription() for edit in fields._edits} == {"staat in de lijst"}
    QApplication.clipboard().clear()


# --- procurement limits


def test_limits_hold_from_a_day_on_and_the_newest_begins_from_those_in_force(
    services: Services, qtbot: QtBot
) -> None:
    first = {
        "vanaf": dt.date(2026, 1, 1),
        "enkelvoudig_tot": Bedrag(5_000_000),
        "meervoudig_tot": Bedrag(22_100_000),
        "eu_drempel": Bedrag(22_100_000),
        "mandaat_tot": Bedrag(1_000_000),
    }
    screen, prompts = opened(services, qtbot, "inkoop", first, {"mandaat_tot": Bedrag(1_500_000)})
    part = screen.part
    assert isinstance(part, InkoopPart)
    part.add()
    assert services.inkoop.limits(services.today).mandaat_tot == Bedrag(1_000_000)  # type: ignore[union-attr]
    part.add()
    newest = services.inkoop.limits(services.today)
    assert newest is not None
    assert (newest.vanaf, newest.enkelvoudig_tot, newest.mandaat_tot) == (
        services.today,
        Bedrag(5_000_000),
        Bedrag(1_500_000),
    )
    assert len(prompts.asked) == 2


# --- log and checks


@pytest.mark.parametrize(
    ("found", "read", "every", "words"),
    [
        (None, 1000, 3412, "De nieuwste 1.000 van 3.412 regels"),
        (12, 1000, 3412, "12 van de nieuwste 1.000 van 3.412 regels"),
        (None, 412, 412, "412 regels"),
        (1, 412, 412, "1 van 412 regels"),
        (None, 1, 1, "1 regel"),
        (None, 0, 0, "0 regels"),
    ],
)
def test_the_number_of_log_lines_says_how_many_there_are(
    found: int | None, read: int, every: int, words: str
) -> None:
    assert counted(found, read=read, every=every) == words


def test_the_log_is_filtered_and_all_checks_are_shown(services: Services, qtbot: QtBot) -> None:
    builders.add_dossier(services)
    screen, _ = opened(services, qtbot, "logboek")
    part = screen.part
    assert isinstance(part, LogboekPart)
    assert part.head.text() == services.logboek.kop
    everything = part.view.table.rowCount()
    assert part.findChild(QLabel, "log_aantal").text() == f"{everything} regels"
    part.search.setText("dossier")
    assert 0 < part.view.table.rowCount() < everything
    assert all(line.wat for line in part.view.table.rows())
    part.run_checks.setFocus()
    part.run_checks.click()
    assert part.run_checks.text() == "Bezig…"
    assert part.run_checks.hasFocus()
    assert screen.desk.jobs.is_busy
    qtbot.waitUntil(lambda: part.run_checks.text() != "Bezig…")
    assert not services.beheer.is_check_due
    spoken = [words.accessibleName() for words in part.outcomes.findChildren(QWidget)]
    assert any(words.startswith("Logboek: In orde") for words in spoken)
    assert any(words.startswith("Herstelblad: Let op") for words in spoken)
    assert not any("Niet in orde" in words for words in spoken)
    seen = [words.text() for words in part.outcomes.findChildren(QLabel)]
    assert "In orde" in seen
    assert "Let op: nog niet bevestigd" in seen


def test_a_log_head_from_paper_is_compared(services: Services, qtbot: QtBot) -> None:
    head = services.logboek.kop
    screen, _ = opened(services, qtbot, "logboek")
    part = screen.part
    assert isinstance(part, LogboekPart)

    def told() -> str:
        spoken = [
            words.accessibleName() for words in part.outcomes.findChildren(QWidget) if words.isVisible()
        ]
        return next((words for words in spoken if words.startswith("Logkop van papier")), "")

    part.anchor.setText(head.lower())
    part.compare()
    qtbot.waitUntil(lambda: "gevonden bij regel" in told())
    part.anchor.setText("0000 0000 0000 0000")
    part.compare()
    qtbot.waitUntil(lambda: "komt niet voor" in told())
    assert "Niet in orde" in told()


# --- security state and preferences


def test_what_is_wrong_stands_on_top(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot, "beveiliging")
    first = screen.part.findChild(QWidget, "beveiligingspunten_0")
    assert first is not None
    assert first.accessibleName().startswith("Herstelblad: Niet in orde")


def test_preferences_are_kept_and_told_at_once(services: Services, qtbot: QtBot) -> None:
    screen, prompts = opened(services, qtbot, "voorkeuren")
    part = screen.part
    assert isinstance(part, VoorkeurenPart)
    part.page.form.set_value("lock_after_minutes", 0)
    part.save()
    assert settings.load() == Settings()
    part.page.form.set_value("lock_after_minutes", 12)
    part.page.form.set_value("names_hidden", False)
    with qtbot.waitSignal(preferences_signal().changed) as told:
        part.save()
    assert told.args is not None
    assert told.args[0].lock_after_minutes == 12
    assert settings.load() == Settings(lock_after_minutes=12, names_hidden=False)
    assert "bewaard" in prompts.told[0]
    assert screen.may_leave()


# --- all of it


@pytest.mark.parametrize("tab", [name for name, _, _ in TABS])
def test_everything_that_takes_the_focus_has_a_name(services: Services, qtbot: QtBot, tab: str) -> None:
    screen, _ = opened(services, qtbot, tab)
    screen.focus_first()
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_keyboard_goes_along_all_tabs(services: Services, qtbot: QtBot) -> None:
    screen, _ = opened(services, qtbot, "organisatie")
    seen = []
    for _ in TABS:
        seen.append(screen.part.objectName())
        screen._step(1)
    assert len(set(seen)) == len(TABS)
    assert screen.strip.currentIndex() == 0
