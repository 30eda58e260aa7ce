"""From an advice on the desk to a dossier with its fifteen measures, by keyboard."""

from __future__ import annotations

import datetime as dt

from tests.builders import WACHTWOORDZIN
from tests.e2e.conftest import Story
from tests.e2e.program import Program
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde

CODES = (
    "W-01", "W-02", "W-03", "W-04", "W-05", "W-10", "K-01", "K-02", "K-03",
    "V-01", "V-02", "V-03", "D-01", "D-02", "D-03",
)  # fmt: skip


def test_an_advice_of_fifteen_measures_becomes_a_dossier(story: Story) -> None:
    story.copy_vault().close()
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    _make_dossier(program, story)
    _add_advice(program, story)
    _add_measures(program)
    program.close()
    _look_inside(story)


def _make_dossier(program: Program, story: Story) -> None:
    program.press("Ctrl+2")
    program.wait_for("scherm_dossiers")
    program.press("Ctrl+N")
    program.wait_for("portefeuille")
    program.fill("naam", story.canary("de heer Y. Özdil-Kanarie"))
    program.fill("portefeuille", "Natuur en stikstof")
    program.fill("begin", "5-7-2023")
    program.press("Ctrl+S")
    program.wait_for("dossier_tabs")


def _add_advice(program: Program, story: Story) -> None:
    program.press("Ctrl+Tab")
    program.wait_for("advies_leeg_actie")
    program.click("advies_leeg_actie")
    program.fill("kenmerk", story.canary("CCV-KANARIE-2026-17"))
    program.fill("ccv_datum", "14-11-2025")
    program.fill("bva_datum", "9-1-2026")
    program.fill("bevindingen_wonen", story.canary("De achterdeur is zwak, schrijft kanarie."))
    program.press("Ctrl+S")
    program.wait(lambda view: view.has("advies_openen"), "the list of advices")


def _add_measures(program: Program) -> None:
    """Ctrl+N, and for each: its code, Enter, Tab, the estimate, Enter."""
    program.press("Ctrl+Tab")
    program.click("naar_maatregelen")
    program.wait_for("scherm_maatregelen")
    program.press("Ctrl+N")
    for number, code in enumerate(CODES, 1):
        program.wait(lambda view: view.focus == "snel_catalogus" and not view.text("snel_catalogus"), code)
        program.type(code)
        program.wait(lambda view: view.is_popup, f"the list at {code}")
        program.press("Return")
        program.wait(lambda view: not view.is_popup, f"{code} is taken")
        if number % 2:
            program.press("Tab")
            program.wait_for_focus("snel_raming")
            program.type(f"{number}.250,50")
        program.press("Return")
        program.wait_for_words(f"{code} toegevoegd")
    program.press("Escape")


def _look_inside(story: Story) -> None:
    services = story.services()
    try:
        dossier = services.dossiers.list_all()[0]
        assert dossier.code == "GED-01"
        (advies,) = services.dossiers.list_adviezen(dossier.id)
        assert (advies.kenmerk, advies.bva_datum) == ("CCV-KANARIE-2026-17", dt.date(2026, 1, 9))
        ids = services.maatregelen.list_ids(MaatregelFilter(dossier_id=dossier.id), Volgorde.CODE)
        rows = services.maatregelen.list_page(ids)
        found = {services.maatregelen.get(row.id).catalogus_code: row for row in rows}
        assert sorted(found) == sorted(CODES)
        assert {row.status for row in rows} == {Status.GEADVISEERD}
        assert found[CODES[0]].raming.cents == 125_050
        assert found[CODES[14]].raming.cents == 1_525_050
        assert found[CODES[1]].raming.cents == 0
    finally:
        services.close()
