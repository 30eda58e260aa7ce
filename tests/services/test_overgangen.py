"""Steps of the life cycle that must not go wrong quietly: what an Akkoord covers, what is asked anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock, kostenregel
from veiligheidsadvies.domain.advies import AdviesId
from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ApprovalRefused, InvalidInput, TransitionRefused
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, EindeBesluit, Grondslag, MaatregelId, Status
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens, OvergangService
from veiligheidsadvies.services.stukken import Uitgiftegegevens
from veiligheidsadvies.text.bevindingen import remedy
from veiligheidsadvies.vault.keys import FLOOR

S = Status
TWEEDE = "groene lampen zingen zacht over zee"
ORDER = {"opdracht_kenmerk": "INK-7", "opdracht_op": VANDAAG}


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


def _status(services: Services, row_id: int) -> Status:
    return services.maatregelen.get(MaatregelId(row_id)).status


def _taken_over(services: Services) -> OvergangService:
    """The steps of what was ordered before there were orders in the program."""
    return OvergangService(services.context, is_van_elders=True)


def _codes(told: pytest.ExceptionInfo[TransitionRefused]) -> set[str]:
    return {finding.code for finding in told.value.findings}  # type: ignore[attr-defined]


def test_an_approval_lifts_only_what_it_names(services: Services, dossier: DossierId) -> None:
    """Approved without certificate; the order is then dated before the office began."""
    builders.add_woonplek(services, dossier)
    advies = AdviesId(builders.add_advies(services, dossier, bva_datum=dt.date(2020, 1, 1), ccv_datum=None))
    row_id = builders.add_maatregel(
        services, dossier, advies_id=advies, status=S.AKKOORD, raming=Bedrag(75000)
    )
    slot = services.context.vault.add_approval_slot("J. de Vries", TWEEDE, kdf=FLOOR)
    voorstel = _taken_over(services).propose([row_id], S.OPDRACHT_GEGEVEN, "spoed")
    akkoord = AkkoordId(services.akkoorden.give(voorstel, slot, TWEEDE).row_id or 0)
    given = Gegevens(velden=ORDER, reden="spoed", akkoord_id=akkoord)
    early = replace(given, velden={**ORDER, "opdracht_op": dt.date(2021, 1, 1)})
    with pytest.raises(TransitionRefused) as told:
        _taken_over(services).apply([row_id], S.OPDRACHT_GEGEVEN, early)
    assert "buiten_ambt" in _codes(told)
    _taken_over(services).apply([row_id], S.OPDRACHT_GEGEVEN, given)
    assert _status(services, row_id) is S.OPDRACHT_GEGEVEN


def test_a_proposal_names_every_rule_that_the_filled_in_order_breaks(
    services: Services, dossier: DossierId
) -> None:
    builders.add_woonplek(services, dossier)
    row_id = builders.add_maatregel(services, dossier, status=S.AKKOORD, raming=Bedrag(75000))
    early = {**ORDER, "opdracht_op": dt.date(2021, 1, 1)}
    text = _taken_over(services).propose([row_id], S.OPDRACHT_GEGEVEN, "spoed", Gegevens(velden=early)).tekst
    assert all(f"regel {rule}" in text for rule in ("R1", "R2", "R4"))


def test_a_step_fills_only_its_own_fields(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier)
    for velden in ({"titel": "iets anders"}, {"status": S.AKKOORD}, {"opdracht_op": VANDAAG}):
        with pytest.raises(ValueError, match="not a field of this step"):
            services.overgangen.apply([row_id], S.IN_PLAN, Gegevens(velden=velden))


def test_in_bulk_each_measure_keeps_the_payer_and_supplier_it_had(
    services: Services, dossier: DossierId
) -> None:
    own = builders.add_maatregel(
        services, dossier, betaler=Betaler.BESTUURDER, grondslag=Grondslag.PKVW_EIGEN_REKENING
    )
    unknown = builders.add_maatregel(services, dossier, betaler=None)
    chosen = Gegevens(velden={"betaler": Betaler.ORGANISATIE})
    services.overgangen.apply([own, unknown, own], S.IN_PLAN, chosen)
    assert services.maatregelen.get(MaatregelId(own)).betaler is Betaler.BESTUURDER
    assert services.maatregelen.get(MaatregelId(unknown)).betaler is Betaler.ORGANISATIE
    assert len(services.maatregelen.history(MaatregelId(own))) == 2


def test_an_old_order_date_does_not_revive_a_certificate(services: Services, dossier: DossierId) -> None:
    expired = builders.with_pkvw(pkvw_afgifte=dt.date(2016, 3, 1))
    builders.add_woonplek(services, dossier, **expired)
    row_id = builders.add_maatregel(
        services, dossier, status=S.WACHT_OP_PKVW, opdracht_op=dt.date(2026, 1, 1)
    )
    with pytest.raises(TransitionRefused):
        services.overgangen.apply([row_id], S.IN_PLAN, Gegevens())


def test_an_order_asks_the_ground_that_decides_on_its_gates(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier, status=S.AKKOORD, raming=Bedrag(75000))
    services.maatregelen.change_many([row_id], {"grondslag": None})
    with pytest.raises(TransitionRefused) as told:
        _taken_over(services).apply([row_id], S.OPDRACHT_GEGEVEN, Gegevens(velden=ORDER))
    assert _codes(told) == {"gegevens_ontbreken"}


def test_what_is_repeated_asks_its_dates_anew(services: Services, dossier: DossierId, clock: Clock) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.GEEN_KOSTEN)
    talked = Gegevens(velden={"besproken_op": VANDAAG})
    applied = {"toegepast_op": VANDAAG, "herhalen_op": dt.date(2026, 9, 1)}
    services.overgangen.apply([row_id], S.BESPROKEN, talked)
    services.overgangen.apply([row_id], S.TOEGEPAST, Gegevens(velden=applied))
    clock.forward(days=300)
    assert services.overgangen.choice(row_id, S.BESPROKEN).velden == ("besproken_op",)
    again = services.today
    services.overgangen.apply([row_id], S.BESPROKEN, Gegevens(velden={"besproken_op": again}))
    choice = services.overgangen.choice(row_id, S.TOEGEPAST)
    assert (choice.velden, choice.mag) == (("toegepast_op",), ("herhalen_op",))
    services.overgangen.apply([row_id], S.TOEGEPAST, Gegevens(velden={"toegepast_op": again}))
    maatregel = services.maatregelen.get(MaatregelId(row_id))
    assert (maatregel.besproken_op, maatregel.days_late(again)) == (again, 0)


def test_settling_what_happens_once_asks_nothing(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier, status=S.OPGELEVERD)
    services.overgangen.apply([row_id], S.AFGEWIKKELD, Gegevens())
    assert services.maatregelen.get(MaatregelId(row_id)).afgewikkeld_op == VANDAAG


def test_settling_what_returns_asks_decision_and_date(services: Services, dossier: DossierId) -> None:
    over = {"terugkerend": True, "interval_maanden": 12}
    row_id = builders.add_maatregel(services, dossier, status=S.IN_BEHEER, **over)
    asked = services.overgangen.choice(row_id, S.AFGEWIKKELD).velden
    assert asked == ("afgewikkeld_op", "einde_besluit")
    given = Gegevens(velden={"afgewikkeld_op": VANDAAG, "einde_besluit": EindeBesluit.OPZEGGEN})
    services.overgangen.apply([row_id], S.AFGEWIKKELD, given)


def test_an_order_commits_all_that_was_estimated(services: Services, dossier: DossierId) -> None:
    over = {"status": S.AKKOORD, "grondslag": Grondslag.WERKGEVERSZORG}
    row_id = MaatregelId(builders.add_maatregel(services, dossier, **over))
    for ex, per_year in ((100_00, False), (50_00, False), (12_00, True)):
        line = kostenregel(SoortKosten.RAMING, ex, maatregel_id=row_id, dossier_id=dossier, per_jaar=per_year)
        services.kosten.save(line)
    expected = services.kosten.jaarstand(2026).geraamd
    _taken_over(services).apply([row_id], S.OPDRACHT_GEGEVEN, Gegevens(velden=ORDER))
    assert services.kosten.jaarstand(2026).verplicht == expected
    assert services.kosten.jaarstand(2027).verplicht == Bedrag(14_52)


def test_a_form_that_was_open_during_a_step_does_not_turn_it_back(
    services: Services, dossier: DossierId
) -> None:
    """R16: the status changes through its history only."""
    row_id = MaatregelId(builders.add_maatregel(services, dossier))
    opened = services.maatregelen.get(row_id)
    services.overgangen.apply([row_id], S.IN_PLAN, Gegevens())
    services.maatregelen.save_with_lines(replace(opened, titel="Andere titel"), [])
    services.maatregelen.save(replace(opened, titel="Nog een titel", status=S.AFGEWEKEN))
    kept = services.maatregelen.get(row_id)
    assert (kept.titel, kept.status, kept.status_op) == ("Nog een titel", S.IN_PLAN, VANDAAG)
    assert services.maatregelen.history(row_id)[0].naar is S.IN_PLAN


def test_a_guessed_paper_code_leaves_a_trace(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier)
    voorstel = services.overgangen.propose([row_id], S.AFGEWEKEN, "niet nodig")
    services.akkoorden.request_on_paper(voorstel, "provinciesecretaris", Uitgiftegegevens(wijze=Wijze.PAPIER))
    for code in ("0000-0000", "1111-1111"):
        with pytest.raises(ApprovalRefused):
            services.akkoorden.give_on_paper(voorstel, code=code, naam="J. de Vries", datum=VANDAAG)
    told = [line.resultaat for line in services.logboek.list_of_dossier(dossier)]
    assert told.count("code geweigerd") == 2
    assert services.akkoorden.is_requested(voorstel)


def test_a_recovery_sheet_and_a_form_do_not_show_their_secret_in_a_report(
    services: Services, dossier: DossierId
) -> None:
    sheet = services.beheer.herstelblad()
    assert not any(group in repr(sheet) for group in sheet.groepen)
    assert sheet.qr not in repr(sheet)


def test_who_renounces_a_measure_does_so_on_a_day(services: Services, dossier: DossierId) -> None:
    first, second = (builders.add_maatregel(services, dossier) for _ in range(2))
    choice = services.overgangen.choice(first, S.BESTUURDER_ZIET_AF)
    assert (choice.velden, choice.vraagt_reden) == (("status_op",), True)
    told = VANDAAG - dt.timedelta(days=3)
    services.overgangen.apply(
        [first], S.BESTUURDER_ZIET_AF, Gegevens(reden="Doet het zelf.", velden={"status_op": told})
    )
    services.overgangen.apply([second], S.BESTUURDER_ZIET_AF, Gegevens(reden="Doet het zelf."))
    for row_id, day in ((first, told), (second, VANDAAG)):
        assert services.maatregelen.get(MaatregelId(row_id)).status_op == day
        line = services.maatregelen.history(MaatregelId(row_id))[0]
        assert (line.naar, line.op, line.reden) == (S.BESTUURDER_ZIET_AF, day, "Doet het zelf.")


def test_nobody_renounces_a_measure_tomorrow(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier)
    tomorrow = {"status_op": VANDAAG + dt.timedelta(days=1)}
    with pytest.raises(InvalidInput) as told:
        services.overgangen.apply([row_id], S.BESTUURDER_ZIET_AF, Gegevens(reden="Zelf.", velden=tomorrow))
    assert [problem.field for problem in told.value.problems] == ["status_op"]
    assert _status(services, row_id) is S.GEADVISEERD


def _approved(services: Services, row_id: int, *, ex: Bedrag | None = None) -> Gegevens:
    slot_id = services.context.vault.add_approval_slot("J. de Vries", TWEEDE, kdf=FLOOR)
    given = Gegevens(reden="niet nodig", ex=ex)
    voorstel = services.overgangen.propose([row_id], S.AFGEWEKEN, "niet nodig", given)
    akkoord_id = AkkoordId(services.akkoorden.give(voorstel, slot_id, TWEEDE).row_id or 0)
    return replace(given, akkoord_id=akkoord_id)


def _covers(services: Services) -> bool:
    (told,) = [one for one in services.beheer.check_here() if one.name == "dekking van akkoorden"]
    return told.ok


def test_what_is_signed_holds_amount_supplier_and_text(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier, leverancier="Zandoever Installatie")
    own = {"maatregel_id": MaatregelId(row_id), "dossier_id": dossier}
    services.kosten.save(kostenregel(SoortKosten.OFFERTE, 1_000_00, **own))
    text = services.overgangen.propose([row_id], S.AFGEWEKEN, "niet nodig").tekst
    assert "; bedrag € 1.210,00 incl. btw; leverancier Zandoever Installatie; tekst " in text
    other = services.overgangen.propose([row_id], S.AFGEWEKEN, "niet nodig", Gegevens(ex=Bedrag(2_000_00)))
    assert "bedrag € 2.420,00 incl. btw" in other.tekst


@pytest.mark.parametrize("change", ["bedrag", "leverancier", "tekst"])
def test_a_later_change_shows_that_the_approval_no_longer_covers_it(
    services: Services, dossier: DossierId, change: str
) -> None:
    row_id = builders.add_maatregel(services, dossier, leverancier="Zandoever Installatie")
    own = {"maatregel_id": MaatregelId(row_id), "dossier_id": dossier}
    services.kosten.save(kostenregel(SoortKosten.OFFERTE, 1_000_00, **own))
    services.overgangen.apply([row_id], S.AFGEWEKEN, _approved(services, row_id))
    assert services.overgangen.coverage(row_id) == []
    assert _covers(services)
    if change == "bedrag":
        services.kosten.save(kostenregel(SoortKosten.OFFERTE, 9_000_00, **own))
    else:
        words = {change: "iets heel anders"}
        services.maatregelen.save(replace(services.maatregelen.get(MaatregelId(row_id)), **words))
    (found,) = services.overgangen.coverage(row_id)
    assert change in remedy(found)
    assert not _covers(services)


def test_a_change_between_approval_and_step_asks_anew(services: Services, dossier: DossierId) -> None:
    row_id = builders.add_maatregel(services, dossier)
    given = _approved(services, row_id)
    services.maatregelen.save(replace(services.maatregelen.get(MaatregelId(row_id)), tekst="meer"))
    with pytest.raises(TransitionRefused) as told:
        services.overgangen.apply([row_id], S.AFGEWEKEN, given)
    assert "akkoord_ontbreekt" in _codes(told)


def test_a_decision_names_no_other_dossier(services: Services, dossier: DossierId) -> None:
    other = builders.add_dossier(services, "GED-09")
    ids = [builders.add_maatregel(services, one) for one in (dossier, other)]
    with pytest.raises(ValueError, match="one dossier"):
        services.overgangen.propose(ids, S.AFGEWEKEN, "niet nodig")
    with pytest.raises(TransitionRefused):
        services.overgangen.apply(ids, S.AFGEWEKEN, _approved(services, ids[0]))


def test_an_approved_step_that_is_done_again_keeps_its_approval(
    services: Services, dossier: DossierId
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    given = _approved(services, row_id)
    services.overgangen.apply([row_id], S.AFGEWEKEN, given)
    services.undo()
    assert services.maatregelen.history(MaatregelId(row_id))[0].akkoord_id is None
    services.redo()
    assert services.maatregelen.history(MaatregelId(row_id))[0].akkoord_id == given.akkoord_id
    services.maatregelen.save(replace(services.maatregelen.get(MaatregelId(row_id)), tekst="meer"))
    assert not _covers(services)
