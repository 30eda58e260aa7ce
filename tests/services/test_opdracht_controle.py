"""`controle` finds every signed order that is not what was signed any more, and who signed what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.vault.keys import FLOOR

TWEEDE = "groene lampen zingen zacht over zee"
Tamper = Callable[[Services, OpdrachtId], None]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=Clock())
    yield services
    services.close()


@pytest.fixture
def order(services: Services) -> OpdrachtId:
    """Given, and signed with an own key."""
    dossier = builders.add_dossier(services)
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    advies = builders.add_advies(services, dossier)
    row = builders.add_maatregel(services, dossier, advies_id=advies, status=Status.IN_PLAN)
    slot = services.context.vault.add_approval_slot("J. de Vries", TWEEDE, kdf=FLOOR)
    order = builders.add_opdracht(services, dossier, row)
    services.opdrachten.submit(order)
    akkoord = services.akkoorden.give(services.opdrachten.voorstel(order), slot, TWEEDE).row_id or 0
    services.opdrachten.approve(order, 0, akkoord)
    services.opdrachten.give(order)
    return order


def _run(sql: str) -> Tamper:
    def tamper(services: Services, order: OpdrachtId) -> None:
        del order
        services.context.vault.connection.execute(sql)

    return tamper


def _wrong(services: Services) -> list[tuple[str, str]]:
    return Opdrachtcontrole(services.context).list_wrong()


def test_what_is_right_is_told_as_right(services: Services, order: OpdrachtId) -> None:
    versie, lines = services.opdrachten.change(order)
    more = [replace(lines[0], aantal=Aantal(300))]
    services.opdrachten.save_concept(
        services.opdrachten.get(order), more, versie=versie, omschrijving="Twee meer"
    )
    assert _wrong(services) == []
    builders.give_opdracht(services, order, versie)
    assert _wrong(services) == []
    outcomes = {one.name: one.ok for one in services.beheer.check_here()}
    assert outcomes["opdrachten"]
    assert outcomes["akkoorden"]


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (
            _run("UPDATE opdrachtversie SET inhoud = replace(inhoud, 'brievenbus', 'kluisje')"),
            "inhoud gewijzigd",
        ),
        (_run("UPDATE opdrachtregel SET ex = ex + 1"), "regels gewijzigd na het akkoord"),
        (_run("UPDATE opdrachtregel SET titel = 'iets anders'"), "regels gewijzigd na het akkoord"),
        (_run("UPDATE opdrachtversie SET akkoord_id = NULL"), "akkoord ontbreekt"),
        (_run("UPDATE akkoord SET onderwerp = 'afwijking'"), "akkoord ontbreekt"),
        (_run("UPDATE akkoord SET opdracht_id = NULL"), "akkoord van een andere opdracht"),
        (_run("UPDATE opdracht SET nummer = 'OPD-2026-009'"), "akkoord van een andere opdracht"),
        (_run("UPDATE akkoord SET naam = 'E. Yesilgöz'"), "eigen voorstel"),
        (_run("UPDATE akkoord SET naam = ' E.  yeşilgöz'"), "eigen voorstel"),
    ],
)
def test_what_was_changed_behind_the_program_is_found(
    services: Services, order: OpdrachtId, tamper: Tamper, words: str
) -> None:
    tamper(services, order)
    found = _wrong(services)
    assert [what for _, what in found] == [words]
    outcome = next(one for one in services.beheer.check_here() if one.name == "opdrachten")
    assert not outcome.ok
    assert found[0][0] in outcome.detail


def test_content_changed_with_its_digest_is_found(services: Services, order: OpdrachtId) -> None:
    forged = "{}"
    digest = hashlib.sha256(forged.encode()).hexdigest()
    services.context.vault.connection.execute(
        "UPDATE opdrachtversie SET inhoud = ?, inhoud_sha256 = ? WHERE opdracht_id = ?",
        (forged, digest, order),
    )
    assert [what for _, what in _wrong(services)] == ["akkoord op een andere inhoud"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE akkoord SET besluit = replace(besluit, '1.210,00', '1.210,01')",
        "UPDATE akkoord SET handtekening = substr(handtekening, 1, 126) || '00'",
        "UPDATE akkoord SET slot_id = 'een-andere-sleutel'",
    ],
)
def test_a_forged_text_or_signature_is_found(services: Services, order: OpdrachtId, sql: str) -> None:
    services.context.vault.connection.execute(sql)
    assert [one.is_goed for one in services.akkoorden.verify_all()] == [False]
    assert not next(one for one in services.beheer.check_here() if one.name == "akkoorden").ok


def test_a_signature_that_was_moved_to_another_approval_is_found(
    services: Services, order: OpdrachtId
) -> None:
    beeld = services.opdrachten.beeld(order)
    other = builders.sign_on_paper(services, services.opdrachten.voorstel(order), "K. de Groot")
    services.context.vault.connection.execute(
        "UPDATE akkoord SET wijze = 'sleutel', besluit = 'Iets anders',"
        " slot_id = (SELECT slot_id FROM akkoord WHERE id = ?1),"
        " handtekening = (SELECT handtekening FROM akkoord WHERE id = ?1) WHERE id = ?2",
        (beeld.versies[0].akkoord_id, other),
    )
    good = {one.akkoord_id: one.is_goed for one in services.akkoorden.verify_all()}
    assert not good[other]  # type: ignore[index]


def test_a_swapped_key_is_found(services: Services, order: OpdrachtId) -> None:
    services.context.vault.add_approval_slot("K. de Groot", TWEEDE, kdf=FLOOR)
    services.context.vault.connection.execute(
        "UPDATE sleutelhouder SET publieke_sleutel = (SELECT publieke_sleutel FROM sleutelhouder"
        " WHERE naam = 'K. de Groot') WHERE naam = 'J. de Vries'"
    )
    outcomes = {one.name: one.ok for one in services.beheer.check_here()}
    assert not outcomes["akkoordsleutels"]
    assert not outcomes["akkoorden"]
