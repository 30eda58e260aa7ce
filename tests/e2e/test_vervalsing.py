"""What was forged with the data key while the program was closed shows on the order and in every check."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN
from tests.e2e.conftest import Story, add_lasting_leverancier
from tests.e2e.orders import TWEEDE, next_step, open_order, print_paper, say_yes
from tests.e2e.program import Program, View
from veiligheidsadvies.domain.errors import AkkoordKloptNiet
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.text.messages import explain
from veiligheidsadvies.vault import keys, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, Connection, open_database
from veiligheidsadvies.vault.keys import FLOOR

KEY_HOLDERS = ("mr. K. de Groot", "drs. S. Vermeer")
FORGED = (
    (
        "handtekening klopt niet",
        "UPDATE akkoord SET handtekening = hex(randomblob(64)) WHERE opdracht_id = ?1",
    ),
    (
        "handtekening klopt niet",
        "UPDATE akkoord SET (handtekening, slot_id, naam) ="
        " (SELECT handtekening, slot_id, naam FROM akkoord WHERE opdracht_id = 1) WHERE opdracht_id = ?1",
    ),
    (
        "akkoord van een andere opdracht",
        "UPDATE opdrachtversie SET akkoord_id ="
        " (SELECT akkoord_id FROM opdrachtversie WHERE opdracht_id = 1) WHERE opdracht_id = ?1",
    ),
    (
        "inhoud gewijzigd",
        "UPDATE opdrachtversie SET inhoud = replace(inhoud, '100000', '900000') WHERE opdracht_id = ?1",
    ),
    ("regels gewijzigd na het akkoord", "UPDATE opdrachtregel SET eis = 'Zonder eis' WHERE opdracht_id = ?1"),
)
"""What the page of the order says, and what was written for it."""
VERWISSELD = "akkoordsleutel verwisseld"


@pytest.fixture
def orders(story: Story) -> list[OpdrachtId]:
    """Orders that K. de Groot signed and that were given, one that S. Vermeer signed, and last a concept."""
    services = story.copy_vault()
    dossier = builders.add_dossier(services, "GED-02", naam=story.canary("mevrouw K. Kanarie-Đorđević"))
    builders.add_woonplek(services, dossier, adres="Kanarielaan 12", **builders.with_pkvw())
    advies = builders.add_advies(services, dossier)
    supplier = add_lasting_leverancier(services)
    slots = [services.context.vault.add_approval_slot(name, TWEEDE, kdf=FLOOR) for name in KEY_HOLDERS]
    made = []
    for number in range(len(FORGED) + 3):
        row = builders.add_maatregel(
            services, dossier, advies_id=advies, titel=f"Werk {number}", norm="Eis", status=Status.IN_PLAN
        )
        made.append(builders.add_opdracht(services, dossier, row, leverancier_id=supplier))
    for order in made[:-1]:
        _sign(services, order, slots[1] if order == made[-2] else slots[0])
    services.close()
    return made


def _sign(services: Services, order: OpdrachtId, slot: str) -> None:
    services.opdrachten.submit(order)
    akkoord = services.akkoorden.give(services.opdrachten.voorstel(order), slot, TWEEDE).row_id or 0
    services.opdrachten.approve(order, 0, akkoord)
    services.opdrachten.give(order)


def test_a_yes_with_an_own_key_holds_until_something_is_forged(
    story: Story, orders: list[OpdrachtId]
) -> None:
    story.exports.append(story.out)
    printer = {"VEILIGHEIDSADVIES_PROEF_PRINTER": str(story.out / "papier.pdf")}
    program = story.start(**printer)
    program.unlock(WACHTWOORDZIN)
    _approve_the_last(program)
    assert _check_in_window(program)["Niet in orde"] == []
    program.close()
    assert story.run("controle", story.vault, "--wachtwoord-stdin", typed=WACHTWOORDZIN).returncode == 0

    _forge(story, orders)
    program = story.start(**printer)
    program.unlock(WACHTWOORDZIN)
    # The list has the newest number first: the good one, the one of the swapped key, the forged ones.
    open_order(program, 0)
    _see_that_it_holds(program)
    for at, what in enumerate((VERWISSELD, *(what for what, _ in reversed(FORGED))), 1):
        _see_that_it_does_not_hold(program, at, what)
    _be_refused_a_paper(program, VERWISSELD)
    wrong = _check_in_window(program)["Niet in orde"]
    assert [title for title, _ in wrong] == [
        "Akkoordsleutels",
        "Handtekeningen onder akkoorden",
        "Akkoord op opdrachten",
    ]
    program.close()
    _see_in_controle(story, dict(wrong)["Akkoord op opdrachten"])


def _approve_the_last(program: Program) -> None:
    """The concept is laid before K. de Groot, who signs with an own key; then it is given."""
    open_order(program)
    program.click("voorleggen")
    program.wait_for("akkoordformulier")
    program.fill("wachtwoordzin", TWEEDE)
    program.click("akkoord")
    next_step(program, "Opdracht geven…")
    say_yes(program)
    print_paper(program, document="Opdracht")
    program.wait(lambda view: view.top == "vraag", "the annex")
    program.press("Esc")
    program.wait(lambda view: view.top == "venster" and view.has("opdracht_gegevens"), "the order")
    _see_that_it_holds(program)
    program.press("Ctrl+4")
    first, *_ = program.wait_for_focus("opdrachten").rows("opdrachten")
    assert "Akkoord: sleutel" in first


def _see_that_it_holds(program: Program) -> None:
    view = program.look()
    assert any(line.endswith(", met akkoordsleutel") for line in view.words.splitlines())
    assert not view.has("akkoord_klopt_niet")
    assert view.is_on("opdracht_druk_opdracht")


def _see_that_it_does_not_hold(program: Program, at: int, what: str) -> None:
    view = open_order(program, at)
    assert view.text("akkoord_klopt_niet_zin").startswith(f"Het akkoord klopt niet: {what}.")
    assert f"klopt niet: {what}" in view.words.splitlines()
    assert "met akkoordsleutel" not in view.words
    for paper in ("opdracht", "bijlage", "staat"):
        assert view.has(f"opdracht_druk_{paper}")
        assert not view.is_on(f"opdracht_druk_{paper}")


def _be_refused_a_paper(program: Program, what: str) -> None:
    """Ctrl+P does not ask a button: the refusal comes before anything gets a number."""
    open_order(program, 1)
    program.press("Ctrl+P")
    program.wait_for("uitgifte_dialoog")
    program.click("akkoord")
    program.wait_for_words(explain(AkkoordKloptNiet(what)))
    program.press("Return", "Esc")
    program.wait(lambda view: view.top == "venster", "the order")


def _check_in_window(program: Program) -> dict[str, list[tuple[str, str]]]:
    """Every check that Beheer shows, as title and detail, by the word of its outcome."""
    program.press("Ctrl+9")
    program.wait_for("beheer_tabs")
    while not program.look().has("controleren"):
        program.press("Ctrl+Tab")
    program.click("controleren")
    view = program.wait(
        lambda view: view.has("controle_uitslag_8") and view.is_on("anker") and _is_ready(view),
        "the outcomes",
    )
    lines = view.words.splitlines()
    found: dict[str, list[tuple[str, str]]] = {"In orde": [], "Let op": [], "Niet in orde": []}
    for title, told in itertools.pairwise(lines[lines.index("Alle controles uitvoeren") :]):
        word, _, detail = told.partition(": ")
        if word in found:
            found[word].append((title, detail))
    assert [title for title, _ in found["Let op"]] == ["Herstelblad"]
    assert len(found["In orde"]) >= 8
    return found


def _is_ready(view: View) -> bool:
    return view.text("controleren") == "Alle controles uitvoeren"


def _forge(story: Story, orders: list[OpdrachtId]) -> None:
    """Write straight into the encrypted database and the slot file, as who has the data key can."""
    assert story.key is not None
    connection = open_database(story.vault / DATABASE_NAME, story.key.data_key)
    try:
        good = connection.execute("SELECT inhoud FROM opdrachtversie WHERE opdracht_id = 1").fetchall()
        assert "100000" in good[0][0]
        for order, (_, sql) in zip(orders[1:], FORGED, strict=False):
            connection.execute(sql, (order,))
        _swap_key(story, connection, orders[-2])
    finally:
        connection.close()


def _swap_key(story: Story, connection: Connection, order: OpdrachtId) -> None:
    """Another key in the place of the one that signed this order, also in the slot file, and signed anew."""
    assert story.key is not None
    file = slotfile.authentic(story.vault, story.key.data_key)
    (akkoord,) = connection.execute(
        "SELECT id, slot_id, samenvatting_sha256 FROM akkoord WHERE opdracht_id = ?", (order,)
    ).fetchall()
    old = file.find(akkoord[1])
    assert old is not None
    own = keys.new_approval_slot(
        file.vault_id, name=old.name, passphrase=TWEEDE, kdf=FLOOR, created=old.created
    )
    signature = keys.sign(file.vault_id, own, TWEEDE, bytes.fromhex(akkoord[2]))
    assert signature is not None
    slots = tuple(replace(own, id=old.id) if one.id == old.id else one for one in file.slots)
    slotfile.write(
        story.vault, replace(file, generation=file.generation + 1, slots=slots), story.key.data_key
    )
    connection.execute(
        "UPDATE sleutelhouder SET publieke_sleutel = ? WHERE sleuf_id = ?", (own.public_key, old.id)
    )
    connection.execute("UPDATE akkoord SET handtekening = ? WHERE id = ?", (signature.hex(), akkoord[0]))


def _see_in_controle(story: Story, detail: str) -> None:
    """The same on the command line: exit code 1, the checks by name, and each order with what is wrong."""
    done = story.run("controle", story.vault, "--wachtwoord-stdin", typed=WACHTWOORDZIN)
    assert done.returncode == 1
    wrong = {line.split()[1]: line for line in done.stdout.splitlines() if line.startswith("fout")}
    assert set(wrong) == {"akkoordsleutels", "akkoorden", "opdrachten"}
    assert wrong["opdrachten"].endswith(detail)
    assert [one.split(": ")[1] for one in detail.split("; ")] == [*(what for what, _ in FORGED), VERWISSELD]
