"""A paper leaves as an encrypted file and over a printer; each copy is in the register with its number."""

from __future__ import annotations

import re

import pikepdf
import pytest

from tests.builders import WACHTWOORDZIN, add_advies, add_dossier, add_maatregel, add_woonplek, with_pkvw
from tests.e2e.conftest import Story
from tests.e2e.program import Program
from tests.gui.looking import ENGLISH
from veiligheidsadvies.domain.exemplaar import Afloop, Wijze

NAAM = "mevrouw K. Kanarie-Đorđević"


def _at_the_dossier(story: Story, **environment: str) -> Program:
    """A program that shows the one dossier of a vault."""
    services = story.copy_vault()
    dossier = add_dossier(services, naam=story.canary(NAAM))
    advies = add_advies(services, dossier)
    add_woonplek(services, dossier, adres=story.canary("Kanarielaan 12"), **with_pkvw())
    add_maatregel(services, dossier, advies_id=advies)
    services.close()
    started = story.start(**environment)
    started.unlock(WACHTWOORDZIN)
    started.press("Ctrl+2")
    started.wait_for_focus("dossiers")
    started.press("Return")
    started.wait_for("dossier_tabs")
    return started


def test_an_encrypted_plan_is_registered_and_opens_with_the_words_that_were_shown(story: Story) -> None:
    program = _at_the_dossier(story)
    target = story.out / "plan.pdf"
    story.exports.append(story.out)
    _open_plan(program)
    view = program.wait(lambda view: bool(view.text("voorgestelde_zin")), "the generated words")
    words = view.text("voorgestelde_zin")
    program.click("voorbeeld_verborgen_actie")
    program.wait_for_words("bladzijde 1 van")
    program.click("akkoord")
    view = program.wait_for("fileNameEdit")
    assert ENGLISH.search(view.words.replace("&", "")) is None
    program.press("Ctrl+A")
    program.type(str(target))
    program.press("Return")
    number = _told_number(program)
    program.close()
    assert list(story.out.iterdir()) == [target]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=words) as pdf:
        assert pdf.encryption.R == 6
        assert len(pdf.pages) >= 2
    assert _registered(story) == [(number, Wijze.VERSLEUTELD)]


def test_a_plan_on_paper_is_registered_before_it_goes_to_the_printer(story: Story) -> None:
    sheets = story.out / "papier.pdf"
    story.exports.append(story.out)
    program = _at_the_dossier(story, VEILIGHEIDSADVIES_PROEF_PRINTER=str(sheets))
    _open_plan(program)
    view = program.wait(lambda view: view.text("wijze") == "op papier", "the way")
    assert view.text("printer") == "Proefprinter"
    assert "wachtrij van de printer" in view.text("spoolerwaarschuwing")
    program.click("akkoord")
    number = _told_number(program)
    program.close()
    with pikepdf.open(sheets) as pdf:
        assert len(pdf.pages) >= 2
        # Pictures of 300 dots an inch, and no letter that could be read by a machine.
        assert not any(page.resources.get("/Font") for page in pdf.pages)
        assert pdf.docinfo["/Title"] == number
    assert NAAM.encode() not in sheets.read_bytes()
    assert _registered(story) == [(number, Wijze.PAPIER)]


def test_locking_while_a_copy_is_made_leaves_a_register_that_is_true(story: Story) -> None:
    target = story.out / "plan.pdf"
    story.exports.append(story.out)
    program = _at_the_dossier(story)
    _open_plan(program)
    program.click("akkoord")
    program.wait_for("fileNameEdit")
    program.press("Ctrl+A")
    program.type(str(target))
    program.press("Return")
    # The lock may come before the number is given out, while the paper is made, or when all is done.
    program.wait(
        lambda view: bool(view.text("voortgang_woorden")) or view.top == "melding", "the work has begun"
    )
    program.press_from_outside("ctrl+l")
    program.wait_for_start()
    program.unlock(WACHTWOORDZIN)
    program.close()
    services = story.services()
    try:
        copies = services.exemplaren.list_of_dossier(services.dossiers.list_all()[0].id)
    finally:
        services.close()
    outside = [copy for copy in copies if copy.afloop is Afloop.BUITEN]
    assert len(copies) <= 1
    assert list(story.out.iterdir()) == ([target] if outside else [])


def _open_plan(program: Program) -> None:
    """Alt+A, M: the menu Afdrukken, Maatregelenplan."""
    program.press("Alt+A")
    program.wait(lambda view: view.is_popup, "the menu")
    program.press("M")
    program.wait_for("uitgifte_dialoog")


def _told_number(program: Program) -> str:
    view = program.wait(lambda view: view.top == "melding", "what was registered")
    found = re.search(r"\d{4}-\d{4}", view.words)
    assert found is not None, view.words
    program.press("Return")
    program.wait(lambda view: view.top == "venster", "the dossier")
    return found[0]


def _registered(story: Story) -> list[tuple[str, Wijze]]:
    services = story.services()
    try:
        dossier = services.dossiers.list_all()[0]
        return [(one.nummer, one.wijze) for one in services.exemplaren.list_of_dossier(dossier.id)]
    finally:
        services.close()
