"""Nobody approves an own proposal, or in a session by recovery sheet; a yes on paper shows that it is one."""

from __future__ import annotations

import json

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN
from tests.e2e.conftest import Story, add_lasting_leverancier
from tests.e2e.orders import TWEEDE, choose, next_step, open_order, options, print_paper, say_yes
from tests.e2e.program import Program, View
from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.domain.errors import ApprovalReason, ApprovalRefused
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import Opdrachtstand
from veiligheidsadvies.gui.binding.akkoord import OWN_KEY
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.messages import explain
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database
from veiligheidsadvies.vault.keys import FLOOR

EIGEN = "vier blauwe bekers wachten onder de trap"
DERDE = "tien oude klokken tikken in het gemaal"
EIGEN_VOORSTEL = explain(ApprovalRefused(ApprovalReason.EIGEN_VOORSTEL))
HERSTELBLAD = explain(ApprovalRefused(ApprovalReason.HERSTELBLAD))
FORMULIER, CODE = "Op papier: formulier maken", "Op papier: code overnemen"


@pytest.fixture
def services(story: Story) -> Services:
    """A concept of E. Yeşilgöz, who has an approval key too, as the second person K. de Groot has."""
    services = story.copy_vault()
    dossier = builders.add_dossier(services, "GED-02", naam=story.canary("mevrouw K. Kanarie-Đorđević"))
    builders.add_woonplek(services, dossier, adres="Kanarielaan 12", **builders.with_pkvw())
    row = builders.add_maatregel(
        services, dossier, advies_id=builders.add_advies(services, dossier), norm="", status=Status.IN_PLAN
    )
    supplier = add_lasting_leverancier(services)
    builders.add_opdracht(services, dossier, row, leverancier_id=supplier)
    vault = services.context.vault
    vault.add_approval_slot("E. Yeşilgöz", EIGEN, kdf=FLOOR)
    vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)
    vault.add_opening_slot("mr. K. de Groot", DERDE, kdf=FLOOR)
    return services


def test_who_proposed_is_refused_with_an_own_key_also_when_somebody_else_opened(
    story: Story, services: Services
) -> None:
    services.close()
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    open_order(program)
    program.click("voorleggen")
    view = program.wait_for("akkoordformulier")
    assert view.text("eigen_sleutel") == OWN_KEY
    assert options(program, "wijze") == ["mr. K. de Groot, met akkoordsleutel", FORMULIER]
    program.press("Esc")
    program.wait(lambda view: view.text("volgende_stap_knop") == "Akkoord geven…", "it was laid before")
    program.close()

    program = story.start()
    program.unlock(DERDE)
    open_order(program)
    next_step(program, "Akkoord geven…")
    program.wait_for("akkoordformulier")
    choose(program, "wijze", "E. Yeşilgöz, met akkoordsleutel")
    program.fill("wachtwoordzin", EIGEN)
    program.click("akkoord")
    program.wait_for_words(EIGEN_VOORSTEL)
    program.press("Esc")
    view = program.wait(lambda view: view.top == "venster", "the order")
    assert view.text("volgende_stap_knop") == "Akkoord geven…"
    program.close()
    assert _approvals(story) == (Opdrachtstand.VOORGELEGD, [])


def test_a_session_by_recovery_sheet_proposes_and_approves_nothing(story: Story, services: Services) -> None:
    groups = services.beheer.herstelgroepen()
    services.close()
    program = story.start()
    program.wait_for("herstelblad")
    program.click("herstelblad")
    program.wait_for_focus("groep_1")
    program.type("".join(groups))
    program.press("Return")
    program.wait_for_focus("nieuw_wachtwoord")
    program.type(story.canary("lantaarn vouwfiets oever kaneel driehoek"))
    program.press("Return")
    program.type("lantaarn vouwfiets oever kaneel driehoek")
    program.press("Return")
    program.wait_for("scherm_beheer")
    open_order(program)
    program.click("voorleggen")
    view = program.wait(lambda view: view.top == "melding", "why nobody approves now")
    assert HERSTELBLAD in view.words
    program.press("Return")
    view = program.wait(lambda view: view.top == "venster" and view.has("volgende_stap_reden"), "the order")
    assert view.text("volgende_stap_titel") == "De opdracht wacht op akkoord van een tweede persoon"
    assert view.text("volgende_stap_reden").startswith(HERSTELBLAD)
    assert not view.has("volgende_stap_knop")
    program.close()
    assert _approvals(story) == (Opdrachtstand.VOORGELEGD, [])


def test_an_approval_on_paper_asks_another_name_and_shows_that_it_is_weaker(
    story: Story, services: Services
) -> None:
    services.close()
    story.exports.append(story.out)
    program = story.start(VEILIGHEIDSADVIES_PROEF_PRINTER=str(story.out / "papier.pdf"))
    program.unlock(WACHTWOORDZIN)
    open_order(program)
    program.click("voorleggen")
    program.wait_for("akkoordformulier")
    choose(program, "wijze", FORMULIER)
    program.fill("beslisser", "provinciesecretaris")
    program.click("akkoord")
    program.wait_for_words("Het akkoordformulier is gemaakt.")
    program.press("Return")
    _type_back(program, _printed_code(story))
    next_step(program, "Opdracht geven…")
    say_yes(program)
    print_paper(program, document="Opdracht")
    program.wait(lambda view: view.top == "vraag", "the annex")
    program.press("Esc")
    view = program.wait(lambda view: view.top == "venster" and view.has("opdracht_gegevens"), "the order")
    _see_that_it_is_weaker(program, view)
    program.close()
    assert _approvals(story) == (Opdrachtstand.GEGEVEN, [("J. de Vries", WijzeAkkoord.PAPIER)])


def _type_back(program: Program, code: str) -> None:
    """The code with the own name, however it is written, and then with that of somebody else."""
    next_step(program, "Akkoord geven…")
    program.wait_for("akkoordformulier")
    choose(program, "wijze", CODE)
    program.fill("code", code)
    program.fill("naam", "E. Yesilgöz")
    program.press("Tab")
    program.click("akkoord")
    program.wait_for_words(EIGEN_VOORSTEL)
    program.fill("naam", "J. de Vries")
    program.press("Tab")
    program.click("akkoord")


def _see_that_it_is_weaker(program: Program, view: View) -> None:
    """On the page of the order, in the list of orders and at its paper in the register of copies."""
    (told,) = (line for line in view.words.splitlines() if line.startswith("J. de Vries"))
    assert told.endswith(", op papier, zwakker bewijs")
    program.press("Ctrl+4")
    (row,) = program.wait_for_focus("opdrachten").rows("opdrachten")
    assert "Akkoord: papier, zwakker" in row
    program.press("Ctrl+8")
    view = program.wait_for("exemplaar_detail")
    assert told in view.words.splitlines()


def _printed_code(story: Story) -> str:
    """The code on the form; the form itself holds pictures, so that it is read where the program keeps it."""
    assert story.key is not None
    connection = open_database(story.vault / DATABASE_NAME, story.key.data_key, is_read_only=True)
    try:
        (row,) = connection.execute(
            "SELECT waarde FROM instelling WHERE naam LIKE 'akkoordcode:%'"
        ).fetchall()
        return str(json.loads(row[0])["code"])
    finally:
        connection.close()


def _approvals(story: Story) -> tuple[Opdrachtstand, list[tuple[str, WijzeAkkoord]]]:
    services = story.services()
    try:
        (line,) = services.opdrachten.list_lijnen()
        given = records.list_where(services.context.connection, Akkoord)
        return line.opdracht.stand, [(one.naam, one.wijze) for one in given]
    finally:
        services.close()
