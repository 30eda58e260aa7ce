"""Approval by a second person: with an own key, or on a numbered form whose code is typed back."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock
from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, WijzeAkkoord
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    InvalidInput,
    NotFound,
    UndoRefused,
)
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.kluis import Services, open_vault, unlock_by_recovery
from veiligheidsadvies.services.overgangen import Gegevens, Voorstel
from veiligheidsadvies.services.stukken import Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.keys import FLOOR

TWEEDE = "groene lampen zingen zacht over zee"
REDEN = "De bewoner plaatst zelf een kast.\nMet dezelfde eisen."
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord")


@pytest.fixture
def maatregel_id(services: Services) -> int:
    return builders.add_maatregel(services, builders.add_dossier(services))


@pytest.fixture
def voorstel(services: Services, maatregel_id: int) -> Voorstel:
    return services.overgangen.propose([maatregel_id], Status.AFGEWEKEN, REDEN)


def add_slot(services: Services, name: str = "J. de Vries") -> str:
    return services.context.vault.add_approval_slot(name, TWEEDE, kdf=FLOOR)


def ask(services: Services, voorstel: Voorstel) -> tuple[str, str]:
    """The number and the code on a form, read from its text."""
    issued = services.akkoorden.request_on_paper(voorstel, "provinciesecretaris", PAPIER)
    found = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page_texts(issued.pdf)[0])
    code = next(text for text in found if text != issued.nummer)
    return issued.nummer, code


def reason(told: pytest.ExceptionInfo[ApprovalRefused]) -> ApprovalReason:
    return told.value.reason


def test_a_signed_approval_lets_the_step_pass_and_verifies(
    services: Services, maatregel_id: int, voorstel: Voorstel
) -> None:
    slot_id = add_slot(services)
    assert [slot.name for slot in services.akkoorden.list_approvers()] == ["J. de Vries"]
    given = services.akkoorden.give(voorstel, slot_id, TWEEDE)
    akkoord = services.akkoorden.get(given.row_id or 0)
    assert (akkoord.naam, akkoord.voorgesteld_door, akkoord.wijze) == (
        "J. de Vries",
        "E. Yeşilgöz",
        WijzeAkkoord.SLEUTEL,
    )
    services.overgangen.apply(
        [maatregel_id], Status.AFGEWEKEN, Gegevens(reden=REDEN, akkoord_id=AkkoordId(given.row_id or 0))
    )
    assert [item.is_goed for item in services.akkoorden.verify_all()] == [True]


def test_an_approval_outlives_its_slot(services: Services, voorstel: Voorstel) -> None:
    slot_id = add_slot(services)
    services.akkoorden.give(voorstel, slot_id, TWEEDE)
    services.context.vault.remove_slot(slot_id)
    assert [item.is_goed for item in services.akkoorden.verify_all()] == [True]


def test_nobody_approves_an_own_proposal(services: Services, voorstel: Voorstel) -> None:
    slot_id = add_slot(services, "e.  yesilgoz")
    assert services.akkoorden.list_approvers() == []
    with pytest.raises(ApprovalRefused) as told:
        services.akkoorden.give(voorstel, slot_id, TWEEDE)
    assert reason(told) is ApprovalReason.EIGEN_VOORSTEL


def test_another_name_makes_nobody_a_second_person(services: Services, voorstel: Voorstel) -> None:
    vault, akkoorden = services.context.vault, services.akkoorden
    own, key = add_slot(services, "E. Yeşilgöz"), vault.list_slots()[0].id
    vault.rename_slot(key, "P. Jansen")
    assert (akkoorden.list_approvers(), akkoorden.has_own_key) == ([], True)
    _, code = ask(services, voorstel)
    for attempt in (
        lambda: akkoorden.give(voorstel, own, TWEEDE),
        lambda: akkoorden.give_on_paper(voorstel, code=code, naam="e. yesilgöz", datum=VANDAAG),
    ):
        with pytest.raises(ApprovalRefused) as told:
            attempt()
        assert reason(told) is ApprovalReason.EIGEN_VOORSTEL
    vault.rename_slot(key, "E. Yeşilgöz")
    vault.rename_slot(own, "K. de Groot")
    assert akkoorden.list_approvers() == []
    with pytest.raises(ApprovalRefused):
        akkoorden.give(voorstel, own, TWEEDE)


def test_who_laid_it_before_is_known_by_every_name_of_the_key(services: Services, voorstel: Voorstel) -> None:
    """In a session of somebody else, who knows the proposer by the present name alone."""
    vault = services.context.vault
    own, key = add_slot(services, "P. Jansen"), vault.add_opening_slot("P. Jansen", TWEEDE, kdf=FLOOR)
    vault.rename_slot(key, "B. Bos")
    with pytest.raises(ApprovalRefused) as told:
        services.akkoorden.give(replace(voorstel, voorgesteld_door="B. Bos"), own, TWEEDE)
    assert reason(told) is ApprovalReason.EIGEN_VOORSTEL


def test_an_approval_of_who_had_another_name_for_a_while_is_told(
    services: Services, voorstel: Voorstel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was given before the program knew former names; a name that came later tells nothing."""
    vault = services.context.vault
    key, own, other = vault.list_slots()[0].id, add_slot(services, "E. Yeşilgöz"), add_slot(services)
    services.akkoorden.give(voorstel, other, TWEEDE)
    vault.rename_slot(key, "P. Jansen")
    with monkeypatch.context() as patch:
        patch.setattr(Personen, "is_actor", lambda *_: False)
        given = services.akkoorden.give(voorstel, own, TWEEDE)
    vault.rename_slot(key, "J. de Vries")
    vault.rename_slot(key, "E. Yeşilgöz")
    told = next(one for one in services.beheer.check_here() if one.name == "namen bij akkoorden")
    assert not told.ok
    assert told.detail.endswith(f": akkoord {given.row_id}")


def test_a_wrong_passphrase_a_foreign_signature_and_an_unknown_slot_are_refused(
    services: Services, voorstel: Voorstel
) -> None:
    slot_id = add_slot(services)
    with pytest.raises(ApprovalRefused) as told:
        services.akkoorden.give(voorstel, slot_id, "anders")
    assert reason(told) is ApprovalReason.WACHTWOORD
    with ThreadPoolExecutor(max_workers=1) as beside:  # as the window does
        signature = beside.submit(services.akkoorden.sign, voorstel, slot_id, TWEEDE).result()
    other = replace(voorstel, tekst=voorstel.tekst + " en meer")
    with pytest.raises(ApprovalRefused):
        services.akkoorden.save_signed(other, slot_id, signature)
    with pytest.raises(NotFound):
        services.akkoorden.give(voorstel, services.context.vault.list_slots()[0].id, TWEEDE)
    assert services.akkoorden.verify_all() == []


def test_a_session_by_recovery_sheet_cannot_approve(services: Services, voorstel: Voorstel) -> None:
    slot_id = add_slot(services)
    _, code = ask(services, voorstel)
    folder, groups = services.context.vault.folder, services.context.vault.recovery_groups()
    services.close()
    recovered = open_vault(folder, unlock_by_recovery(folder, groups), now=Clock())
    for attempt in (
        lambda: recovered.akkoorden.give(voorstel, slot_id, TWEEDE),
        lambda: recovered.akkoorden.give_on_paper(voorstel, code=code, naam="J. de Vries", datum=VANDAAG),
    ):
        with pytest.raises(ApprovalRefused) as told:
            attempt()
        assert reason(told) is ApprovalReason.HERSTELBLAD
    recovered.close()


def test_the_form_shows_the_decision_and_its_code_is_typed_back_once(
    services: Services, maatregel_id: int, voorstel: Voorstel
) -> None:
    nummer, code = ask(services, voorstel)
    form = services.exemplaren.get_by_number(nummer)
    assert (form.document, form.doel) == (SoortDocument.AKKOORDFORMULIER, "akkoord")
    assert services.akkoorden.is_requested(voorstel)
    text = page_texts(services.exemplaren.preview(form.id or 0))[0]
    assert "Met dezelfde eisen." in text
    assert voorstel.sha256[:4] in text
    typed = code.lower().replace("-", " ").replace("0", "o")
    given = services.akkoorden.give_on_paper(voorstel, code=typed, naam="J. de Vries", datum=VANDAAG)
    akkoord = services.akkoorden.get(given.row_id or 0)
    assert (akkoord.wijze, akkoord.naam, akkoord.op.date()) == (WijzeAkkoord.PAPIER, "J. de Vries", VANDAAG)
    assert services.exemplaren.get_by_number(nummer).afloop is Afloop.RETOUR
    assert [item.is_goed for item in services.akkoorden.verify_all()] == [True]
    with pytest.raises(ApprovalRefused):
        services.akkoorden.give_on_paper(voorstel, code=code, naam="J. de Vries", datum=VANDAAG)


def test_a_wrong_code_an_own_name_and_a_wrong_day_are_refused(services: Services, voorstel: Voorstel) -> None:
    _, code = ask(services, voorstel)
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    for name, typed, expected in (
        ("J. de Vries", wrong, ApprovalReason.CODE),
        ("J. de Vries", "éé", ApprovalReason.CODE),
        ("E. Yesilgöz", code, ApprovalReason.EIGEN_VOORSTEL),
    ):
        with pytest.raises(ApprovalRefused) as told:
            services.akkoorden.give_on_paper(voorstel, code=typed, naam=name, datum=VANDAAG)
        assert reason(told) is expected
    for name, day in (
        ("J. de Vries", VANDAAG + dt.timedelta(days=1)),
        ("J. de Vries", VANDAAG - dt.timedelta(days=1)),
        (" ", VANDAAG),
    ):
        with pytest.raises(InvalidInput):
            services.akkoorden.give_on_paper(voorstel, code=code, naam=name, datum=day)
    assert services.akkoorden.is_requested(voorstel)


def test_a_second_form_makes_the_first_code_worthless(services: Services, voorstel: Voorstel) -> None:
    _, first = ask(services, voorstel)
    _, second = ask(services, voorstel)
    with pytest.raises(ApprovalRefused):
        services.akkoorden.give_on_paper(voorstel, code=first, naam="J. de Vries", datum=VANDAAG)
    services.akkoorden.give_on_paper(voorstel, code=second, naam="J. de Vries", datum=VANDAAG)


def test_a_changed_text_is_found(services: Services, voorstel: Voorstel) -> None:
    given = services.akkoorden.give(voorstel, add_slot(services), TWEEDE)
    akkoord = services.akkoorden.get(given.row_id or 0)
    forged = replace(akkoord, besluit=akkoord.besluit + " en meer")
    services.context.write("vervalst", lambda log: records.save(log, forged), Akkoord)
    assert [item.is_goed for item in services.akkoorden.verify_all()] == [False]
    slot_id, digest, signature = next(services.akkoorden.signatures())
    assert not services.context.vault.verify_approval(slot_id, digest, signature)
    outcome = next(item for item in services.context.vault.checks() if item.name == "akkoorden")
    assert not outcome.ok


def test_an_approval_is_never_undone(services: Services, voorstel: Voorstel) -> None:
    services.akkoorden.give(voorstel, add_slot(services), TWEEDE)
    with pytest.raises(UndoRefused):
        services.undo()
    assert len(services.akkoorden.list_of_dossier(voorstel.dossier_id)) == 1  # type: ignore[arg-type]
