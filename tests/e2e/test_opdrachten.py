"""From measures to a paid bill: quotes of two suppliers, an order signed by a second person, its papers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pikepdf
import pytest

from tests.builders import (
    WACHTWOORDZIN,
    add_advies,
    add_dossier,
    add_maatregel,
    add_woonplek,
    with_pkvw,
)
from tests.e2e.conftest import Story, add_lasting_leverancier
from tests.e2e.orders import TWEEDE, next_step, print_paper, say_yes
from tests.e2e.program import Program
from veiligheidsadvies.domain.aanvraag import Offertestand
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import Opdrachtstand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault.keys import FLOOR

NAAM = "mevrouw K. Kanarie-Đorđević"
ADRES = "Kanarielaan 12"
WERK = ("Alarminstallatie woning", "Video-intercom")


def _fill(story: Story) -> None:
    """One dossier with two measures in plan, two suppliers in order, and the key of a second person."""
    services = story.copy_vault()
    dossier = add_dossier(services, "GED-02", naam=story.canary(NAAM))
    advies = add_advies(services, dossier)
    add_woonplek(services, dossier, adres=story.canary(ADRES), **with_pkvw())
    for titel in WERK:
        add_maatregel(services, dossier, advies_id=advies, titel=titel, norm="", status=Status.IN_PLAN)
    add_lasting_leverancier(services)
    add_lasting_leverancier(services, naam=story.canary("Kanarie Beveiliging"), kvk="00000202")
    services.context.vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)
    services.close()


@pytest.fixture
def program(story: Story) -> Program:
    """The program at its measures, with a printer."""
    _fill(story)
    sheets = story.out / "papier.pdf"
    story.exports.append(story.out)
    started = story.start(VEILIGHEIDSADVIES_PROEF_PRINTER=str(sheets))
    started.unlock(WACHTWOORDZIN)
    started.press("Ctrl+3")
    started.wait_for_focus("maatregelen")
    return started


def test_from_measures_to_a_paid_bill(story: Story, program: Program) -> None:
    _ask_two_suppliers(program)
    _enter_quote(program, 0, "2.780", "1.115")
    _enter_quote(program, 1, "2.640,50", "1.120")
    _choose(program, 1)
    _be_refused_for_a_name(program)
    _approve(program)
    _give(program)
    _deliver(program)
    _bill_and_pay(program)
    program.close()
    services = story.services()
    try:
        _see_what_stands(services)
    finally:
        services.close()
    _see_what_was_printed(story.out / "papier.pdf")


def test_everything_until_a_paper_left_is_taken_back_step_by_step(story: Story, program: Program) -> None:
    _ask_two_suppliers(program)
    _enter_quote(program, 0, "2.780", "1.115")
    _choose(program, 0)
    program.click("bewaren")
    program.wait(lambda view: view.text("opdrachtnummer").startswith("OPD-"), "the number")
    program.press("Ctrl+Z")
    program.wait(lambda view: view.focus == "opdrachten", "the list, without the order")
    program.press("Return")
    program.wait_for_words("De offerte van Kanarie Beveiliging is gekozen")
    program.press("Ctrl+Z")
    program.wait_for("offerte_kiezen_0")
    program.press("Ctrl+Z")
    program.wait_for_words("Wacht op de offertes")
    program.press("Ctrl+Z")
    program.wait_for_words("uitgegeven exemplaren en akkoorden blijven staan")
    program.press("Return")
    program.close()
    services = story.services()
    try:
        assert services.opdrachten.list_lijnen() == []
        (line,) = services.aanvragen.list_lijnen()
        assert {one.stand for one, _ in line.offertes} == {Offertestand.GEVRAAGD}
    finally:
        services.close()


def _ask_two_suppliers(program: Program) -> None:
    """Tick both measures, Alt+D, F: a request, printed for each supplier."""
    program.press("Space", "Down", "Space")
    program.press("Alt+D")
    program.wait(lambda view: view.is_popup, "the menu")
    program.press("F")
    program.wait_for("vraagregels")
    program.wait(lambda view: view.text("waarom_uit") == "Kies eerst een leverancier", "no supplier yet")
    program.click("gevraagden")
    program.press("Home", "Space", "Down", "Space")
    program.click("uitzetten")
    for _ in range(2):
        print_paper(program)
    program.wait_for("offerte_invoeren_1")


def _enter_quote(program: Program, at: int, *prices: str) -> None:
    program.click(f"offerte_invoeren_{at}")
    view = program.wait_for("offerteformulier")
    names = [f"prijs_{number}" for number in range(1, 9) if view.has(f"prijs_{number}")]
    for name, price in zip(names, prices, strict=True):
        program.fill(name, price)
        program.press("Tab")
    program.click("akkoord")
    program.wait_for(f"offerte_kiezen_{at}")


def _choose(program: Program, at: int) -> None:
    program.click(f"offerte_kiezen_{at}")
    say_yes(program)
    program.wait_for("opdracht_kop")


def _be_refused_for_a_name(program: Program) -> None:
    """The name of the office holder in a text for the supplier shuts the last button, and says why."""
    program.wait(lambda view: view.is_on("voorleggen"), "it can be laid before")
    program.fill("afspraken", "Bel eerst met Kanarie-Đorđević.")
    view = program.wait(lambda view: not view.is_on("voorleggen"), "the refusal")
    assert view.text("waarom_uit") == "Eerst 1 blokkade oplossen"
    program.fill("afspraken", "Bel een dag vooraf.")
    program.wait(lambda view: view.is_on("voorleggen"), "no refusal any more")


def _approve(program: Program) -> None:
    """Lay it before the second person, who signs with an own key."""
    program.click("voorleggen")
    view = program.wait_for("akkoordformulier")
    assert "kenmerk van de inhoud" in view.text("besluit")
    program.fill("wachtwoordzin", TWEEDE)
    program.click("akkoord")


def _give(program: Program) -> None:
    """Give it: the order on paper, then the address on a sheet of its own for a person."""
    next_step(program, "Opdracht geven…")
    say_yes(program)
    print_paper(program, document="Opdracht")
    say_yes(program)
    print_paper(program, document="Adresbijlage")


def _deliver(program: Program) -> None:
    """An appointment that is confirmed, then everything is delivered and nothing is left to do."""
    next_step(program, "Afspraak maken…")
    program.wait_for("afspraakformulier")
    visit = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=7)
    program.fill("dag", f"{visit:%d-%m-%Y}")
    program.press("Tab")
    program.click("akkoord")
    next_step(program, "Bevestigd")
    next_step(program, "Oplevering vastleggen…")
    program.wait_for("opleverformulier")
    program.fill("certificaat", "BC-2026-0101")
    program.press("Tab")
    program.click("akkoord")
    program.wait(lambda view: view.top == "vraag", "anything left to do")
    program.press("Esc")


def _bill_and_pay(program: Program) -> None:
    """The bill is what was expected; what is open is paid, and the order is done."""
    next_step(program, "Factuur invoeren…")
    view = program.wait_for("factuurformulier")
    assert view.text("verschil").startswith("Geen verschil")
    program.fill("nummer", "ZI-0101")
    program.press("Tab")
    program.click("akkoord")
    program.wait(lambda view: view.top == "venster" and view.has("facturen"), "the bill")
    program.click("facturen")
    program.press("Home", "Return")
    program.wait_for("betaalformulier")
    program.click("akkoord")
    next_step(program, "Afronden")
    program.wait_for_words("Deze opdracht is afgerond")


def _see_what_stands(services: Services) -> None:
    (line,) = services.opdrachten.list_lijnen()
    assert line.opdracht.stand is Opdrachtstand.AFGEROND
    dossier_id = DossierId(services.dossiers.list_all()[0].id or 0)
    measures = services.dossiers.list_maatregelen(dossier_id)
    assert {one.status for one in measures} == {Status.OPGELEVERD}
    (bill,) = services.facturen.list_open() or services.facturen.list_of_year(services.today.year)
    assert (bill.incl, bill.openstaand) == (Bedrag(455_021), NIHIL)
    copies = services.exemplaren.list_of_dossier(dossier_id)
    assert sorted(one.document for one in copies) == sorted(
        [
            SoortDocument.ADRESBIJLAGE,
            SoortDocument.OFFERTEAANVRAAG,
            SoortDocument.OFFERTEAANVRAAG,
            SoortDocument.OPDRACHT,
        ]
    )
    assert [one.name for one in services.beheer.checks() if not one.ok] == ["herstelblad"]


def _see_what_was_printed(sheets: Path) -> None:
    """The last paper on the printer was the annex: pictures, and a title of numbers only."""
    with pikepdf.open(sheets) as pdf:
        assert not any(page.resources.get("/Font") for page in pdf.pages)
        title = str(pdf.docinfo["/Title"])
    assert not any(word in title for word in ("Kanarie", "GED", "Adres"))
