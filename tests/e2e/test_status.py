"""One measure through its whole life, and an action that is taken back after the program was started anew."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import (
    WACHTWOORDZIN,
    add_advies,
    add_dossier,
    add_maatregel,
    add_opdracht,
    add_woonplek,
    give_opdracht,
    with_pkvw,
)
from tests.e2e.conftest import Story, add_lasting_leverancier
from tests.e2e.program import Program
from veiligheidsadvies.domain.aantal import EEN
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.oplevering import Oplevering
from veiligheidsadvies.services.kluis import Services

STEPS: tuple[tuple[Status, dict[str, str]], ...] = (
    (Status.IN_PLAN, {"termijn": "1-10-2027"}),
    (Status.OFFERTE_GEVRAAGD, {"leverancier": "Kanarie Sloten en Sluitwerk"}),
    (Status.OFFERTE_ONTVANGEN, {"ex": "1.234,50"}),
    (Status.AKKOORD, {"akkoord_door": "de provinciesecretaris"}),
)
BY_ORDER = (Status.OPDRACHT_GEGEVEN, Status.INGEPLAND, Status.UITGEVOERD, Status.OPGELEVERD)


def _one_measure(services: Services) -> int:
    dossier = add_dossier(services)
    advies = add_advies(services, dossier)
    add_woonplek(services, dossier, **with_pkvw())
    return add_maatregel(services, dossier, advies_id=advies, verantwoordelijke="")


def test_a_measure_goes_through_its_life_and_every_step_stays_in_its_history(story: Story) -> None:
    services = story.copy_vault()
    row = _one_measure(services)
    services.close()
    story.canary("Kanarie Sloten en Sluitwerk")
    program = _measures(story)
    for naar, values in STEPS:
        _take_step(program, naar, values)
    program.close()
    _order(story, row)
    program = _measures(story)
    _take_step(program, Status.AFGEWIKKELD, {})
    program.close()
    services = story.services()
    try:
        maatregel = services.maatregelen.get(MaatregelId(row))
        assert maatregel.status is Status.AFGEWIKKELD
        assert maatregel.leverancier == "Kanarie Sloten en Sluitwerk"
        assert maatregel.opdracht_kenmerk == services.opdrachten.list_lijnen()[0].opdracht.nummer
        history = [line.naar for line in reversed(services.maatregelen.history(MaatregelId(row)))]
        by_hand = [naar for naar, _ in STEPS]
        assert history == [Status.GEADVISEERD, *by_hand, *BY_ORDER, Status.AFGEWIKKELD]
        amounts = {line.soort.value: line.ex for line in services.kosten.list_of_maatregel(MaatregelId(row))}
        assert amounts["offerte"] == Bedrag(123_450)
        assert amounts["verplichting"] == Bedrag(123_450)
    finally:
        services.close()


def _measures(story: Story) -> Program:
    """The program with the list of measures on the screen."""
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    program.press("Ctrl+3")
    program.wait_for("scherm_maatregelen")
    return program


def _order(story: Story, row: int) -> None:
    """The steps that only an order takes."""
    services = story.services()
    try:
        supplier = add_lasting_leverancier(services, naam="Kanarie Sloten en Sluitwerk")
        dossier = services.maatregelen.get(MaatregelId(row)).dossier_id or DossierId(0)
        concept = add_opdracht(services, dossier, row, leverancier_id=supplier, prijs=123_450)
        order = give_opdracht(services, concept)
        line = services.opdrachten.beeld(order).regels[0].regel
        delivery = Oplevering(opdracht_id=order, opgeleverd_op=services.today)
        services.opdrachten.deliver(delivery, {line.id: EEN} if line.id else {})
    finally:
        services.close()


def _take_step(program: Program, naar: Status, values: dict[str, str]) -> None:
    """Ctrl+T, choose by its first letters, and fill in what is asked."""
    program.wait(lambda view: view.top == "venster" and view.focus == "maatregelen", "the list")
    program.press("Ctrl+T")
    program.wait_for_focus("naar")
    _choose(program, naar)
    program.click("akkoord")
    program.wait(lambda view: not view.has("naar"), f"the choice of {naar}")
    view = program.look()
    if view.top != "venster":
        for name, text in values.items():
            program.fill(name, text)
            program.press("Tab")
        program.click("akkoord")
    program.wait(lambda view: view.top == "venster", f"the step to {naar}")


def _choose(program: Program, naar: Status) -> None:
    program.press("Home")
    for _ in range(20):
        if program.look().text("naar") == naar.woord:
            return
        program.press("Down")
    raise AssertionError(f"{naar.woord} is not offered")


def test_an_action_is_taken_back_and_done_again_after_a_restart(story: Story) -> None:
    services = story.copy_vault()
    row = _one_measure(services)
    maatregel = services.maatregelen.get(MaatregelId(row))
    services.maatregelen.save(
        replace(maatregel, titel=story.canary("Kanarietitel van na de wijziging")), None
    )
    services.close()
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    program.press("Ctrl+Z")
    _see_title(program, maatregel.titel)
    program.close()
    assert _title(story, row) == maatregel.titel
    program = story.start()
    program.unlock(WACHTWOORDZIN)
    program.press("Ctrl+Shift+Z")
    _see_title(program, "Kanarietitel van na de wijziging")
    program.close()
    assert _title(story, row) == "Kanarietitel van na de wijziging"


def _see_title(program: Program, titel: str) -> None:
    """Open the only measure there is."""
    program.press("Ctrl+3")
    program.wait_for_focus("maatregelen")
    program.press("Return")
    program.wait(lambda view: titel in view.words.splitlines(), titel)


def _title(story: Story, row: int) -> str:
    services = story.services()
    try:
        return services.maatregelen.get(MaatregelId(row)).titel
    finally:
        services.close()
