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
from veiligheidsadvies.domain.errors import AkkoordKloptNiet, TransitionRefused
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.vault import keys
from veiligheidsadvies.vault.keys import FLOOR

TWEEDE = "groene lampen zingen zacht over zee"
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="uitvoering")
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
        (_run("UPDATE opdrachtregel SET eis = 'iets anders'"), "regels gewijzigd na het akkoord"),
        (_run("UPDATE opdrachtregel SET incl = incl + 1"), "regels gewijzigd na het akkoord"),
        (_run("UPDATE opdrachtregel SET aantal = 200, stukprijs = 50000"), "regels gewijzigd na het akkoord"),
        (_run("UPDATE opdrachtversie SET poort_reden = 'haast'"), "reden gewijzigd na het akkoord"),
        (_run("UPDATE akkoord SET samenvatting_sha256 = 'x'"), "besluit gewijzigd"),
        (
            _run("UPDATE akkoord SET handtekening = substr(handtekening, 3) || substr(handtekening, 1, 2)"),
            "handtekening klopt niet",
        ),
        (_run("UPDATE sleutelhouder SET publieke_sleutel = NULL"), "akkoordsleutel verwisseld"),
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
        "UPDATE akkoord SET handtekening = substr(handtekening, 3) || substr(handtekening, 1, 2)",
        "UPDATE akkoord SET handtekening = 'geen handtekening'",
        "UPDATE akkoord SET slot_id = 'een-andere-sleutel'",
    ],
)
def test_a_forged_text_or_signature_is_found(services: Services, order: OpdrachtId, sql: str) -> None:
    services.context.vault.connection.execute(sql)
    assert [one.is_goed for one in services.akkoorden.verify_all()] == [False]
    assert not next(one for one in services.beheer.check_here() if one.name == "akkoorden").ok


@pytest.mark.parametrize("name", ["K. de Groot", "J. de  Vries", ""])
def test_a_name_that_is_not_of_the_key_is_found(services: Services, order: OpdrachtId, name: str) -> None:
    def outcome() -> tuple[bool, str]:
        return next((one.ok, one.detail) for one in services.beheer.checks() if "namen" in one.name)

    assert outcome() == (True, "")
    services.context.vault.connection.execute("UPDATE akkoord SET naam = ?", (name,))
    (akkoord_id,) = services.context.vault.connection.execute("SELECT id FROM akkoord").fetchone()
    assert outcome() == (False, f"naam is niet die van de akkoordsleutel: akkoord {akkoord_id}")
    assert [what for _, what in _wrong(services)] == ["naam is niet die van de akkoordsleutel"]
    assert [one.is_goed for one in services.akkoorden.verify_all()] == [False]


def test_an_approval_keeps_the_name_that_its_key_had(services: Services, order: OpdrachtId) -> None:
    vault = services.context.vault
    (slot,) = services.akkoorden.list_approvers()
    vault.rename_slot(slot.id, "J. de Vries-Bos")
    assert _wrong(services) == []
    vault.remove_slot(slot.id)
    assert all(one.ok or one.warning for one in services.beheer.checks())


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


def test_an_approval_that_was_signed_anew_with_a_swapped_key_is_found(
    services: Services, order: OpdrachtId
) -> None:
    vault = services.context.vault
    own = keys.new_approval_slot(
        vault.vault_id, name="J. de Vries", passphrase=TWEEDE, kdf=FLOOR, created="2026-03-12T10:42:00+00:00"
    )
    akkoord = services.akkoorden.get(services.opdrachten.beeld(order).huidige.akkoord_id or 0)
    digest = hashlib.sha256(akkoord.besluit.encode()).digest()
    signature = keys.sign(vault.vault_id, own, TWEEDE, digest)
    assert signature is not None
    vault.connection.execute("UPDATE sleutelhouder SET publieke_sleutel = ?", (own.public_key,))
    vault.connection.execute("UPDATE akkoord SET handtekening = ?", (signature.hex(),))
    assert vault.verify_approval(akkoord.slot_id, digest, signature)
    assert [what for _, what in _wrong(services)] == ["akkoordsleutel verwisseld"]
    assert not next(one for one in services.beheer.check_here() if one.name == "akkoordsleutels").ok


@pytest.mark.parametrize(
    "document", [SoortDocument.OPDRACHT, SoortDocument.ADRESBIJLAGE, SoortDocument.OPLEVERSTAAT]
)
def test_no_paper_leaves_of_an_order_whose_approval_does_not_hold(
    services: Services, order: OpdrachtId, document: SoortDocument
) -> None:
    _run("UPDATE akkoord SET slot_id = 'een-andere-sleutel'")(services, order)
    stuk = Leverancierstuk(document=document, opdracht_id=order)
    with pytest.raises(AkkoordKloptNiet) as refused:
        services.leverancierstukken.request(stuk, Ontvanger(naam="J. Wortel"), PAPIER)
    assert refused.value.what == "handtekening klopt niet"
    assert services.opdrachten.beeld(order).akkoord_bezwaar == "handtekening klopt niet"


def test_an_order_whose_approval_does_not_hold_is_not_given(services: Services, order: OpdrachtId) -> None:
    versie, lines = services.opdrachten.change(order)
    more = [replace(lines[0], aantal=Aantal(300))]
    services.opdrachten.save_concept(
        services.opdrachten.get(order), more, versie=versie, omschrijving="Twee meer"
    )
    akkoord = builders.approve_opdracht(services, order, versie)
    services.context.vault.connection.execute("UPDATE akkoord SET papiercode = '' WHERE id = ?", (akkoord,))
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.give(order, versie)
    assert [one.code for one in refused.value.findings] == ["akkoord_klopt_niet"]
    assert services.opdrachten.beeld(order).akkoord_bezwaar.startswith(f"wijziging {versie}, ")
