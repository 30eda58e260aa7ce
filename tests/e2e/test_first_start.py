"""Somebody starts for the first time: organisation, passphrase, recovery sheet, typed back from paper."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Story
from tests.e2e.program import Program
from veiligheidsadvies.services import kluis

ZIN = "lantaarn vouwfiets oever kaneel driehoek"


def test_a_first_start_ends_in_an_empty_vault_whose_sheet_was_typed_back(story: Story) -> None:
    story.vault = story.home.parent / "eerste.advieskluis"
    program = story.start_new()
    program.wait_for_focus("nieuwe_kluis")
    program.press("Space")
    _tell_organisation(program, story)
    _choose_passphrase(program, story)
    groups = _read_sheet(program)
    _type_back(program, groups)
    view = program.wait_for("scherm_vandaag")
    assert "Herstelblad niet bevestigd" not in view.words
    assert view.title == "Veiligheidsadvies"
    program.close()
    _look_inside(story.vault, groups)


def _tell_organisation(program: Program, story: Story) -> None:
    program.wait_for_focus("naam")
    program.type(story.canary("Waterschap De Kanarievogel"))
    program.press("Tab")
    program.wait_for_focus("slot_naam")
    program.type("Mevrouw Ł. Kanarie-Đorđević")  # the name of a key is no secret: it stands beside the vault
    program.fill("map", str(story.vault))
    program.click("verder")


def _choose_passphrase(program: Program, story: Story) -> None:
    program.wait_for_focus("nieuw_wachtwoord")
    program.type("kort")
    program.press("Return", "Return")
    program.wait_for_words("Deze wachtwoordzin is te raden.")
    program.fill("nieuw_wachtwoord", story.canary(ZIN))
    program.press("Return")
    program.wait_for_focus("nieuw_herhaald")
    program.type(ZIN)
    program.press("Return")


def _read_sheet(program: Program) -> list[str]:
    view = program.wait_for("blad_groep_14")
    groups = [view.text(f"blad_groep_{number}") for number in range(1, 15)]
    program.wait_for_focus("verder")
    program.press("Space")
    return groups


def _type_back(program: Program, groups: list[str]) -> None:
    """Small letters, one mistake that is pointed out at its group, and no mouse."""
    program.wait_for_focus("groep_1")
    wrong = groups[0][:4] + ("0" if groups[0][4] != "0" else "1")
    program.type(wrong.lower())
    assert program.look().focus == "groep_1"
    program.press("Ctrl+A")
    for group in groups:
        program.type(group.lower())
    program.press("Return")


def _look_inside(vault: Path, groups: list[str]) -> None:
    services = kluis.open_vault(vault, kluis.unlock(vault, ZIN))
    try:
        assert services.beheer.herstelblad_bevestigd
        assert services.beheer.organisatie().naam == "Waterschap De Kanarievogel"
        assert services.actor == "Mevrouw Ł. Kanarie-Đorđević"
        assert services.beheer.herstelgroepen() == groups
    finally:
        services.close()
