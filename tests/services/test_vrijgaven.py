"""Words that may be a coincidence: no paper without a yes of its own leaves on a typed reason alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.opdrachten import add_aanvraag, add_opdracht, regel, save, sign
from tests.services.leverancierpapier import MONTEUR, PAPIER, ZANDOEVER, change, given_to_a_home, text_of
from veiligheidsadvies.domain.aanvraag import AanvraagId, Aanvraagstand
from veiligheidsadvies.domain.akkoord import OnderwerpAkkoord
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    InvalidInput,
    ReleaseApprovalLapsed,
    ReleaseApprovalRequired,
    ReleaseRefused,
    TransitionRefused,
)
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.oplevering import Afspraak, Restpunt
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgifte
from veiligheidsadvies.services.vernietigplan import Vernietigplan
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.vault import Vault

TWEEDE = "groene lampen zingen zacht over zee"
WAAROM = "zo heet de provincie ook"
SLOT = "Zoals besproken met Merenland."


@pytest.fixture
def dossier(services: Services) -> DossierId:
    """Of somebody who is called as the province is: her name stands in the letterhead."""
    return builders.add_dossier(services, "GED-07", naam="mevrouw N. Merenland")


@pytest.fixture
def request_(services: Services, dossier: DossierId, supplier: LeverancierId) -> AanvraagId:
    return add_aanvraag(services, dossier, supplier, toelichting=SLOT)


def _paper(request: AanvraagId, supplier: LeverancierId) -> Leverancierstuk:
    return Leverancierstuk(
        document=SoortDocument.OFFERTEAANVRAAG, aanvraag_id=request, leverancier_id=supplier
    )


def _issue(services: Services, paper: Leverancierstuk) -> Uitgifte:
    return services.leverancierstukken.issue(paper, Ontvanger(), PAPIER)


def _proposal(services: Services, paper: Leverancierstuk, reden: str = WAAROM) -> Voorstel:
    return services.vrijgaven.voorstel(services.vrijgaven.of_paper(paper), reden)


def _slot(services: Services, naam: str = "J. de Vries") -> str:
    return services.context.vault.add_approval_slot(naam, TWEEDE, kdf=FLOOR)


def _outcome(services: Services) -> Any:
    return next(one for one in services.beheer.check_here() if one.name == "vrijgaven")


# --- a request


def test_a_request_leaves_with_a_reason_and_the_key_of_a_second_person_only(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    paper = _paper(request_, supplier)
    with pytest.raises(ReleaseApprovalRequired) as missing:
        _issue(services, paper)
    assert missing.value.places == ("toelichting 1: naam",)
    assert not isinstance(missing.value, ReleaseApprovalLapsed)
    assert services.exemplaren.list_all() == []
    proposal = _proposal(services, paper)
    assert proposal.onderwerp is OnderwerpAkkoord.VRIJGAVE
    words, _, reason = proposal.tekst.partition(REDEN)
    assert reason == WAAROM
    assert words.splitlines()[:2] == [
        "Offerteaanvraag OFA-2026-003 aan Zandoever Installatie",
        "“Merenland” blijft staan (naam): toelichting 1",
    ]
    given = services.akkoorden.give(proposal, _slot(services), TWEEDE).row_id
    issued = _issue(services, paper)
    assert (
        issued.exemplaar.doel
        == f"mag blijven staan: {WAAROM} (akkoord {given}: J. de Vries, met eigen sleutel)"
    )
    assert SLOT in text_of(issued.pdf)
    assert _outcome(services).ok
    assert [one.is_goed for one in services.akkoorden.verify_all()] == [True]
    again = services.exemplaren.reprint(issued.exemplaar.id or 0, PAPIER)
    assert f"(akkoord {given}: " in again.exemplaar.doel


def test_the_digest_in_the_decision_is_that_of_every_copy_and_of_nothing_else(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    paper = _paper(request_, supplier)
    before = services.vrijgaven.of_paper(paper).stukken[0]
    builders.sign_on_paper(services, _proposal(services, paper))
    other = services.leverancierstukken.issue(paper, Ontvanger(naam="K. Lezer"), PAPIER)
    assert other.exemplaar.ontvanger == "K. Lezer"
    assert services.vrijgaven.of_paper(paper).stukken == (before,)
    assert f"kenmerk van de inhoud: {before.inhoud_sha256}" in _proposal(services, paper).tekst


@pytest.mark.parametrize("reden", ["", "  \n "])
def test_no_decision_without_a_reason(
    services: Services, request_: AanvraagId, supplier: LeverancierId, reden: str
) -> None:
    with pytest.raises(InvalidInput):
        _proposal(services, _paper(request_, supplier), reden)


def test_a_long_reason_is_cut_off_in_the_register_and_whole_in_the_decision(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    paper, reason = _paper(request_, supplier), "want zo heet zij nu eenmaal, " * 12
    builders.sign_on_paper(services, _proposal(services, paper, reason))
    doel = services.leverancierstukken.issue(paper, Ontvanger(), replace(PAPIER, doel="Prijs")).exemplaar.doel
    assert doel.startswith("Prijs; mag blijven staan: want zo heet zij")
    assert doel.endswith("…" + doel[doel.index(" (akkoord ") :])
    assert len(doel) <= 200
    assert _outcome(services).ok


def test_one_decision_is_about_all_suppliers_that_are_asked(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    second = builders.add_leverancier(services, naam="Kleiland Deuren")
    request = add_aanvraag(services, dossier, supplier, second, toelichting=SLOT)
    proposal = _proposal(services, _paper(request, second))
    assert proposal.tekst.count("kenmerk van de inhoud: ") == 2
    builders.sign_on_paper(services, proposal)
    for one in (supplier, second):
        assert "mag blijven staan" in _issue(services, _paper(request, one)).exemplaar.doel
    kept = services.leveranciers.get(second)
    services.leveranciers.save(replace(kept, adres="Elders 1"), [])
    assert services.vrijgaven.of_paper(_paper(request, supplier)).is_vrij
    with pytest.raises(ReleaseApprovalRequired):
        _issue(services, _paper(request, second))


def test_a_request_is_not_sent_before_the_yes(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    with pytest.raises(TransitionRefused) as refused:
        services.aanvragen.send(request_)
    assert [one.code for one in refused.value.findings] == ["vrijgave_nog"]  # type: ignore[attr-defined]
    builders.sign_on_paper(services, _proposal(services, _paper(request_, supplier)))
    services.aanvragen.send(request_)
    assert services.aanvragen.get(request_).stand is Aanvraagstand.UITGEZET
    assert _issue(services, _paper(request_, supplier)).exemplaar.doel


def test_no_yes_lifts_what_is_refused(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    request = add_aanvraag(services, dossier, supplier, toelichting=f"{SLOT}\nZie GED-07.")
    paper = _paper(request, supplier)
    assert services.vrijgaven.of_paper(paper).is_vrij
    with pytest.raises(ReleaseRefused):
        _issue(services, paper)
    with pytest.raises(ValueError, match="nothing to decide on"):
        _proposal(services, paper)


# --- what makes a yes no yes


def _tekst(services: Services, request: AanvraagId) -> None:
    kept = services.aanvragen.get(request)
    change(services, kept, toelichting=f"{SLOT} En snel.")


def _regel(services: Services, request: AanvraagId) -> None:
    change(services, services.aanvragen.list_regels(request)[0], eis="Iets anders.")


def _dag(services: Services, request: AanvraagId) -> None:
    change(services, services.aanvragen.get(request), reageren_voor=None)


def _briefhoofd(services: Services, request: AanvraagId) -> None:
    del request
    own = services.beheer.organisatie()
    services.beheer.save_organisatie(replace(own, afdeling="Kabinet"))


@pytest.mark.parametrize("wijzig", [_tekst, _regel, _dag, _briefhoofd])
def test_a_change_of_what_is_printed_voids_the_yes_and_says_so(
    services: Services,
    request_: AanvraagId,
    supplier: LeverancierId,
    wijzig: Callable[[Services, AanvraagId], None],
) -> None:
    paper = _paper(request_, supplier)
    builders.sign_on_paper(services, _proposal(services, paper))
    assert [one.code for one in services.vrijgaven.of_paper(paper).bevindingen] == ["vrijgave_akkoord"]
    wijzig(services, request_)
    stand = services.vrijgaven.of_paper(paper)
    assert stand.is_vervallen
    assert [one.code for one in stand.bevindingen] == ["vrijgave_vervallen"]
    with pytest.raises(ReleaseApprovalLapsed):
        _issue(services, paper)
    outcome = _outcome(services)
    assert (outcome.ok, outcome.warning) == (False, True)
    assert outcome.detail == "OFA-2026-003: gewijzigd na het akkoord"


def test_a_yes_is_not_carried_to_another_request(
    services: Services, dossier: DossierId, request_: AanvraagId, supplier: LeverancierId
) -> None:
    builders.sign_on_paper(services, _proposal(services, _paper(request_, supplier)))
    other = add_aanvraag(services, dossier, supplier, nummer="OFA-2026-004", toelichting=SLOT)
    with pytest.raises(ReleaseApprovalRequired) as missing:
        _issue(services, _paper(other, supplier))
    assert not isinstance(missing.value, ReleaseApprovalLapsed)


def test_nobody_says_yes_to_an_own_proposal(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    paper = _paper(request_, supplier)
    proposal = _proposal(services, paper)
    assert proposal.voorgesteld_door == services.actor
    with pytest.raises(ApprovalRefused) as refused:
        services.akkoorden.give(proposal, _slot(services, services.actor.upper()), TWEEDE)
    assert refused.value.reason is ApprovalReason.EIGEN_VOORSTEL
    builders.sign_on_paper(services, proposal, naam=services.actor)
    with pytest.raises(ReleaseApprovalRequired):
        _issue(services, paper)
    outcome = _outcome(services)
    assert (outcome.ok, outcome.warning) == (False, False)
    assert "eigen voorstel" in outcome.detail


def test_who_wrote_the_request_says_no_yes_in_the_session_of_somebody_else(
    services: Services, request_: AanvraagId, supplier: LeverancierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = services.actor
    monkeypatch.setattr(Vault, "actor", property(lambda _: "A. Ander"))
    proposal = _proposal(services, _paper(request_, supplier))
    assert proposal.voorgesteld_door == writer
    with pytest.raises(ApprovalRefused) as refused:
        services.akkoorden.give(proposal, _slot(services, writer), TWEEDE)
    assert refused.value.reason is ApprovalReason.EIGEN_VOORSTEL


def test_a_session_opened_by_the_recovery_sheet_says_no_yes(tmp_path: Path) -> None:
    folder, key = builders.vault_folder(tmp_path)
    opened = Services(
        Vault.open(folder, replace(key, by_recovery=True), now=builders.Clock()), now=builders.Clock()
    )
    dossier = builders.add_dossier(opened, "GED-07", naam="mevrouw N. Merenland")
    supplier = builders.add_leverancier(opened)
    paper = _paper(add_aanvraag(opened, dossier, supplier, toelichting=SLOT), supplier)
    slot = _slot(opened)
    with pytest.raises(ApprovalRefused) as refused:
        opened.akkoorden.give(_proposal(opened, paper), slot, TWEEDE)
    assert refused.value.reason is ApprovalReason.HERSTELBLAD
    opened.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE akkoord SET besluit = replace(besluit, 'provincie', 'gemeente')",
        "UPDATE akkoord SET handtekening = substr(handtekening, 3) || substr(handtekening, 1, 2)",
        "UPDATE akkoord SET slot_id = 'een-andere-sleutel'",
    ],
)
def test_a_forged_yes_opens_nothing_and_is_found(
    services: Services, request_: AanvraagId, supplier: LeverancierId, sql: str
) -> None:
    paper = _paper(request_, supplier)
    services.akkoorden.give(_proposal(services, paper), _slot(services), TWEEDE)
    services.context.vault.connection.execute(sql)
    with pytest.raises(ReleaseApprovalRequired):
        _issue(services, paper)
    assert [one.is_goed for one in services.akkoorden.verify_all()] == [False]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE akkoord SET onderwerp = 'afwijking'", "akkoord ontbreekt"),
        ("UPDATE akkoord SET besluit = replace(besluit, 'kenmerk', 'merk')", "akkoord op een andere inhoud"),
        ("UPDATE exemplaar SET snapshot = replace(snapshot, 'besproken', 'gezien')", "akkoord op een andere"),
        ("UPDATE exemplaar SET snapshot = ''", "inhoud gewijzigd"),
    ],
)
def test_a_copy_whose_yes_is_about_something_else_is_found(
    services: Services, request_: AanvraagId, supplier: LeverancierId, sql: str, words: str
) -> None:
    paper = _paper(request_, supplier)
    builders.sign_on_paper(services, _proposal(services, paper))
    number = _issue(services, paper).nummer
    assert _outcome(services).ok
    services.context.vault.connection.execute(sql)
    outcome = _outcome(services)
    assert not outcome.ok
    assert f"exemplaar {number}: {words}" in outcome.detail


# --- on paper


def test_the_form_holds_the_words_and_no_dossier_code_and_its_code_counts_once(
    services: Services, supplier: LeverancierId
) -> None:
    dossier = builders.add_dossier(
        services, "GED-09", naam="de heer P. Zandoever"
    )  # as the supplier is called
    request = add_aanvraag(services, dossier, supplier, toelichting="Zoals besproken met Zandoever.")
    paper = _paper(request, supplier)
    proposal = _proposal(services, paper, "zo heet de leverancier")
    issued = services.akkoorden.request_on_paper(proposal, "provinciesecretaris", PAPIER)
    told = text_of(issued.pdf)
    assert "“Zandoever” blijft staan (naam)" in told
    assert "zo heet de leverancier" in told
    assert "GED-09" not in told
    code = _code(services, proposal)
    with pytest.raises(ApprovalRefused):
        services.akkoorden.give_on_paper(proposal, code=code, naam=services.actor, datum=services.today)
    services.akkoorden.give_on_paper(proposal, code=code, naam="J. de Vries", datum=services.today)
    doel = _issue(services, paper).exemplaar.doel
    assert doel.endswith("J. de Vries, op papier)")
    assert not services.akkoorden.is_requested(proposal)


def test_the_form_of_an_order_holds_its_doubted_words_too(services: Services) -> None:
    dossier = builders.add_dossier(services, "GED-09", naam="de heer P. Zandoever")
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    advies = builders.add_advies(services, dossier)
    row = builders.add_maatregel(services, dossier, advies_id=advies, status=Status.IN_PLAN)
    supplier = builders.add_leverancier(services)
    order, lines = services.opdrachten.concept(dossier, [row], supplier)
    doubted = [replace(lines[0], titel="Kast volgens voorstel Zandoever")]
    kept = services.opdrachten.save_concept(order, doubted, vrijgave_reden="zo heet hij", poort_reden="spoed")
    services.opdrachten.submit(OpdrachtId(kept.row_id or 0))
    proposal = services.opdrachten.voorstel(OpdrachtId(kept.row_id or 0))
    assert proposal.woorden == ("Zandoever",)
    told = text_of(services.akkoorden.request_on_paper(proposal, "provinciesecretaris", PAPIER).pdf)
    assert "Kast volgens voorstel Zandoever" in told
    assert "GED-09" not in told


def test_a_reason_waits_for_the_form_that_bears_it(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    service = services.vrijgaven
    stand = service.of_paper(_paper(request_, supplier))
    assert service.find_reason(stand) is None
    service.keep_reason(stand, WAAROM)
    assert service.find_reason(service.of_paper(_paper(request_, supplier))) == WAAROM
    service.keep_reason(stand, None)
    assert service.find_reason(stand) is None


def test_a_reason_that_waits_goes_when_its_dossier_is_destroyed(
    services: Services, request_: AanvraagId, supplier: LeverancierId, dossier: DossierId
) -> None:
    services.vrijgaven.keep_reason(services.vrijgaven.of_paper(_paper(request_, supplier)), WAAROM)
    kept = "SELECT naam FROM instelling WHERE waarde = ?"
    ((name,),) = services.context.connection.execute(kept, (WAAROM,)).fetchall()
    assert name in Vernietigplan(services.context, dossier).plan(Bewaarsoort.DOSSIER).settings


def _code(services: Services, proposal: Voorstel) -> str:
    kept = services.context.vault.setting(f"akkoordcode:{proposal.sha256}")
    return str(json.loads(str(kept))["code"])


# --- the other papers


def _delivery(order: OpdrachtId) -> Leverancierstuk:
    return Leverancierstuk(document=SoortDocument.OPLEVERSTAAT, opdracht_id=order)


def test_a_delivery_sheet_asks_a_yes_for_what_nobody_signed(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    order = add_opdracht(services, dossier, supplier, (regel("Werk volgens Merenland", 100000),))
    sign(services, order, vrijgave_reden=WAAROM)
    paper = _delivery(order)
    assert services.leverancierstukken.issue(paper, ZANDOEVER, PAPIER).exemplaar.doel == ""
    left = Restpunt(dossier_id=dossier, opdracht_id=order, omschrijving="Plaatje van Merenland hangt scheef")
    save(services, left)
    with pytest.raises(ReleaseApprovalRequired) as missing:
        services.leverancierstukken.issue(paper, ZANDOEVER, PAPIER)
    assert missing.value.places == ("restpunt 1, tekst: naam",)
    proposal = _proposal(services, paper)
    assert proposal.opdracht_id == order
    builders.sign_on_paper(services, proposal)
    assert "akkoord" in services.leverancierstukken.issue(paper, ZANDOEVER, PAPIER).exemplaar.doel
    (point,) = records.list_where(services.context.connection, Restpunt)
    change(services, point, omschrijving="Plaatje van Merenland is weg")
    assert services.vrijgaven.list_lapsed() == ["OPD-2026-014-oplevering"]


def test_the_check_survives_an_order_of_which_the_content_is_gone(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    order = add_opdracht(services, dossier, supplier, (regel("Werk volgens Merenland", 100000),))
    sign(services, order, vrijgave_reden=WAAROM)
    left = Restpunt(dossier_id=dossier, opdracht_id=order, omschrijving="Plaatje van Merenland hangt scheef")
    save(services, left)
    builders.sign_on_paper(services, _proposal(services, _delivery(order)))
    assert _outcome(services).ok
    services.context.vault.connection.execute("UPDATE opdrachtversie SET inhoud = '{}'")
    assert services.vrijgaven.list_lapsed() == ["OPD-2026-014-oplevering"]
    assert not next(one for one in services.beheer.check_here() if one.name == "opdrachten").ok


def test_a_name_in_the_hour_of_a_visit_is_asked_after(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    order = given_to_a_home(services, dossier, supplier)
    save(
        services,
        Afspraak(
            dossier_id=dossier, opdracht_id=order, dag=builders.VANDAAG, tijd="9 uur, met Merenland erbij"
        ),
    )
    paper = Leverancierstuk(document=SoortDocument.ADRESBIJLAGE, opdracht_id=order)
    with pytest.raises(ReleaseApprovalRequired):
        services.leverancierstukken.issue(paper, MONTEUR, PAPIER)
    builders.sign_on_paper(services, _proposal(services, paper))
    late = replace(PAPIER, retour_voor=builders.VANDAAG.replace(day=28))
    assert "akkoord" in services.leverancierstukken.issue(paper, MONTEUR, late).exemplaar.doel


def test_a_declaration_with_the_surname_of_somebody_asks_a_yes(
    services: Services, supplier: LeverancierId
) -> None:
    builders.add_dossier(services, "GED-09", naam="mevrouw S. Đorđević")
    kept = services.leveranciers.get(supplier)
    services.leveranciers.save(replace(kept, ghv_personen="J. Wortel\nA. Đorđević"), [])
    with pytest.raises(ReleaseApprovalRequired) as missing:
        services.leveranciers.issue(supplier, ZANDOEVER, PAPIER)
    assert missing.value.places == ("personen 2: naam",)
    stand = services.vrijgaven.of_declaration(supplier)
    proposal = services.vrijgaven.voorstel(stand, "een andere familie")
    assert proposal.dossier_id is None
    services.akkoorden.give(proposal, _slot(services), TWEEDE)
    issued = services.leveranciers.issue(supplier, ZANDOEVER, PAPIER)
    assert "een andere familie (akkoord" in issued.exemplaar.doel
    assert services.exemplaren.reprint(issued.exemplaar.id or 0, PAPIER).exemplaar.doel
    services.leveranciers.save(replace(kept, ghv_personen="J. Wortel\nB. Đorđević"), [])
    with pytest.raises(ReleaseApprovalLapsed):
        services.leveranciers.issue(supplier, ZANDOEVER, PAPIER)
    assert services.vrijgaven.list_lapsed() == [f"geheimhoudingsverklaring van leverancier {supplier}"]


def test_what_is_on_the_screen_and_what_is_kept_are_judged_alike(
    services: Services, request_: AanvraagId, supplier: LeverancierId
) -> None:
    builders.sign_on_paper(services, _proposal(services, _paper(request_, supplier)))
    request, lines = services.aanvragen.get(request_), services.aanvragen.list_regels(request_)
    assert services.vrijgaven.of_request(request, lines, [supplier]).is_vrij
    fresh = [replace(one, id=None) for one in lines]
    assert services.vrijgaven.of_request(request, fresh, [supplier]).is_vrij
    typed = replace(request, toelichting=f"{SLOT} Nu.")
    assert services.vrijgaven.of_request(typed, lines, [supplier]).is_vervallen
