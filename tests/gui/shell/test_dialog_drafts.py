"""What stands in an open dialog when the program locks is offered again by the same dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests import builders
from tests.gui.shell.conftest import Run, Running
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bewaarstuk import inzage_bron
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog
from veiligheidsadvies.gui.kit.dialog import FormDialog
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import LongText, Passphrase, Text
from veiligheidsadvies.services.conceptherkomst import Conceptherkomst
from veiligheidsadvies.services.kluis import UnlockedKey, open_vault

Vault = tuple[Path, UnlockedKey]
SECRET = "negen kromme dakpannen fluiten"


def open_dialog(parent: QWidget, title: str = "Document toevoegen") -> tuple[FormDialog, Form]:
    form = Form(
        (
            Section(
                "",
                (
                    Field(name="naam", label="Naam", kind=Text()),
                    Field(name="dag", label="Dag", kind=fields.date()),
                    Field(name="uitleg", label="Uitleg", kind=LongText()),
                    Field(name="zin", label="Wachtwoordzin", kind=Passphrase()),
                ),
            ),
        )
    )
    form.load({"naam": "zoals het was"})
    dialog = FormDialog(parent, title=title, accept_text="Bewaren", form=form)
    dialog.open()
    return dialog, form


def type_into(form: Form) -> None:
    typed = {"naam": "half getypt", "dag": "31-02", "uitleg": "twee\nregels", "zin": SECRET}
    form.restore_draft(typed)


def locked_and_opened_again(run: Run, unlocked: Running, vault: Vault) -> Running:
    unlocked.program.lock()
    again = run(vault[0])
    again.program.enter(open_vault(*vault))
    return again


@pytest.fixture
def again(run: Run, unlocked: Running, vault: Vault) -> Running:
    """After a lock under a half-filled dialog over the list of dossiers."""
    unlocked.session.go(Plek(scherm="dossiers"))
    _, form = open_dialog(unlocked.session.frame)
    type_into(form)
    return locked_and_opened_again(run, unlocked, vault)


def test_the_same_dialog_at_the_same_place_offers_it_again(again: Running) -> None:
    again.session.go(Plek(scherm="dossiers"))
    dialog, form = open_dialog(again.session.frame)
    assert form.draft() == {"naam": "half getypt", "dag": "31-02", "uitleg": "twee\nregels", "zin": ""}
    assert form.is_dirty
    told = dialog.findChild(QLabel, "dialoog_opmerking")
    assert isinstance(told, QLabel)
    assert "staat er weer" in told.text()


def test_a_passphrase_is_not_kept(again: Running) -> None:
    kept = again.session.desk.services.concepten.list_all()
    assert len(kept) == 1
    assert SECRET not in str(kept)


def test_the_way_back_says_what_to_do(again: Running) -> None:
    again.session.frame.findChild(QPushButton, "concept_verder").click()  # type: ignore[union-attr]
    assert again.session.router.place == Plek(scherm="dossiers")
    words = [label.text() for label in again.session.frame.bands.findChildren(QLabel)]
    assert any("hetzelfde venster" in one for one in words)


def test_another_dialog_and_another_place_get_nothing(again: Running) -> None:
    again.session.go(Plek(scherm="dossiers"))
    assert not open_dialog(again.session.frame, "Iets anders")[1].is_dirty
    again.session.go(Plek(scherm="exemplaren"))
    assert not open_dialog(again.session.frame)[1].is_dirty


@pytest.mark.parametrize("end", ["accept", "reject"])
def test_once_the_dialog_is_done_the_draft_is_gone(again: Running, end: str) -> None:
    again.session.go(Plek(scherm="dossiers"))
    dialog, _ = open_dialog(again.session.frame)
    assert again.session.frame.bands.has("concept")
    getattr(dialog, end)()
    assert not again.session.frame.bands.has("concept")
    assert again.session.desk.services.concepten.list_all() == []
    assert not open_dialog(again.session.frame)[1].is_dirty


def test_a_pause_in_typing_keeps_it_too(unlocked: Running, qtbot: Any) -> None:
    _, form = open_dialog(unlocked.session.frame)
    type_into(form)
    unlocked.session.drafts.typed()
    concepten = unlocked.session.desk.services.concepten
    qtbot.waitUntil(lambda: len(concepten.list_all()) == 1)


def test_an_untouched_dialog_leaves_nothing(run: Run, unlocked: Running, vault: Vault) -> None:
    open_dialog(unlocked.session.frame)
    again = locked_and_opened_again(run, unlocked, vault)
    assert again.session.desk.services.concepten.list_all() == []


def paper_dialog(running: Running, dossier_id: DossierId) -> UitgifteDialog:
    running.session.go(Plek(scherm="dossier", dossier_id=dossier_id))
    desk = running.session.desk
    dialog = UitgifteDialog(desk, running.session.frame, inzage_bron(desk.services, dossier_id))
    dialog.open()
    return dialog


@pytest.fixture
def paper_again(run: Run, unlocked: Running, vault: Vault) -> UitgifteDialog:
    """The dialog of an extract, opened again after a lock in the middle of it."""
    dossier_id = builders.add_dossier(unlocked.session.desk.services)
    dialog = paper_dialog(unlocked, dossier_id)
    dialog.weglaten.form.restore_draft({"ook_weg": "Kees Bakker\nBram Vos"})
    dialog.keuzes.form.restore_draft(
        {
            "wijze": "als versleuteld bestand",
            "zin": "zelf een zin kiezen",
            "wachtzin": SECRET,
            "doel": "archief",
        }
    )
    return paper_dialog(locked_and_opened_again(run, unlocked, vault), dossier_id)


def test_the_choices_of_a_paper_are_offered_again(paper_again: UitgifteDialog) -> None:
    assert paper_again.weglaten.words == ("Kees Bakker", "Bram Vos")
    values = paper_again.keuzes.form.values()
    assert (paper_again.keuzes.way, values["doel"], values["wachtzin"]) == (
        Wijze.VERSLEUTELD,
        "archief",
        None,
    )
    assert not paper_again.keuzes.form.editor("wachtzin").widget.isHidden()
    assert paper_again._later.isActive()


def test_they_are_of_that_dossier_and_hold_no_passphrase(paper_again: UitgifteDialog) -> None:
    context = paper_again._desk.services.context
    (draft,) = context.vault.list_drafts()
    assert SECRET not in draft.data
    assert Conceptherkomst(context).dossiers(draft) == {1}


def test_an_untouched_paper_leaves_nothing(run: Run, unlocked: Running, vault: Vault) -> None:
    paper_dialog(unlocked, builders.add_dossier(unlocked.session.desk.services))
    again = locked_and_opened_again(run, unlocked, vault)
    assert again.session.desk.services.concepten.list_all() == []
