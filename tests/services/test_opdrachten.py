"""Orders: gates block and lift, a second person signs what is printed, measures and money follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock
from veiligheidsadvies.domain.aantal import EEN, Aantal
from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, WijzeAkkoord
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, total
from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    InvalidInput,
    TransitionRefused,
    UndoRefused,
    YearClosed,
)
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, Status
from veiligheidsadvies.domain.opdracht import (
    Adreswijze,
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.printing.snapshots import Akkoordformulier
from veiligheidsadvies.services.kluis import Services, open_vault, unlock, unlock_by_recovery
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.keys import FLOOR

TWEEDE = "groene lampen zingen zacht over zee"
S = Status
O = Opdrachtstand  # noqa: E741 - as in the domain


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=clock)
    services.inkoop.save(_limits())
    yield services
    services.close()


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    """A dossier in which everything may be ordered."""
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id, **builders.with_pkvw())
    return dossier_id


def _limits(**over: int) -> Inkoopgrens:
    given = {"enkelvoudig_tot": 50_000_00, "meervoudig_tot": 200_000_00, "eu_drempel": 221_000_00}
    amounts = {name: Bedrag(cents) for name, cents in {**given, "mandaat_tot": 10_000_00, **over}.items()}
    return Inkoopgrens(vanaf=dt.date(2026, 1, 1), **amounts)


def _measure(services: Services, dossier_id: DossierId, **over: Any) -> int:
    """A measure in the plan, from an advice that was adopted."""
    advies = services.dossiers.list_adviezen(dossier_id)
    advies_id = advies[0].id if advies else builders.add_advies(services, dossier_id)
    row = builders.add_maatregel(services, dossier_id, **{"advies_id": advies_id, **over})
    services.overgangen.apply([row], S.IN_PLAN, Gegevens())
    return row


def _status(services: Services, row_id: int) -> Status:
    return records.get(services.context.connection, Maatregel, row_id).status


def _history(services: Services, row_id: int) -> list[str]:
    rows = services.context.connection.execute(
        "SELECT naar FROM statusovergang WHERE maatregel_id = ? ORDER BY id", (row_id,)
    ).fetchall()
    return [row[0] for row in rows]


def _booked(services: Services) -> list[Kostenregel]:
    return [
        line
        for line in records.list_where(services.context.connection, Kostenregel)
        if line.soort is SoortKosten.VERPLICHTING
    ]


def _codes(findings: Any, ernst: Ernst | None = None) -> set[str]:
    return {one.code for one in findings if ernst is None or one.ernst is ernst}


def _stand(services: Services, opdracht_id: OpdrachtId) -> Opdrachtstand:
    return services.opdrachten.get(opdracht_id).stand


def _lines(services: Services, opdracht_id: OpdrachtId) -> list[Opdrachtregel]:
    return [one.regel for one in services.opdrachten.beeld(opdracht_id).regels]


def _deliver(services: Services, opdracht_id: OpdrachtId, *numbers: Aantal, **over: Any) -> None:
    lines = _lines(services, opdracht_id)
    points = over.pop("restpunten", ())
    services.opdrachten.deliver(
        Oplevering(opdracht_id=opdracht_id, **{"opgeleverd_op": services.today, **over}),
        {line.id: number for line, number in zip(lines, numbers, strict=True) if line.id},
        points,
    )


def _refusal(error: pytest.ExceptionInfo[TransitionRefused]) -> set[str]:
    return _codes(error.value.findings)


def test_a_concept_is_prefilled_without_a_word_of_the_advice(
    services: Services, dossier_id: DossierId
) -> None:
    supplier = builders.add_leverancier(services)
    row = _measure(
        services, dossier_id, norm="SKG***", tekst="wegens dreiging", leverancier="zandoever installatie"
    )
    line = builders.kostenregel(SoortKosten.OFFERTE, 278_000, maatregel_id=row, dossier_id=dossier_id)
    services.kosten.save(line)
    order, lines = services.opdrachten.concept(dossier_id, [row])
    assert order.leverancier_id == supplier
    assert order.woonplek_id is not None
    assert [(one.titel, one.eis, one.ex) for one in lines] == [
        ("Vrijstaande brievenbus buiten de gevel", "SKG***", Bedrag(278_000))
    ]
    assert "dreiging" not in repr(lines)
    assert services.opdrachten.list_lijnen() == []


def test_a_number_is_given_at_the_first_save_and_never_again(
    services: Services, dossier_id: DossierId
) -> None:
    row = _measure(services, dossier_id)
    first = services.opdrachten.get(builders.add_opdracht(services, dossier_id, row))
    assert first.nummer == "OPD-2026-001"
    services.undo()
    assert services.opdrachten.list_lijnen() == []
    second = services.opdrachten.get(builders.add_opdracht(services, dossier_id, row))
    assert second.nummer == "OPD-2026-002"


def test_the_whole_way_of_an_order(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(services, dossier_id, row)
    services.opdrachten.submit(order)
    assert _stand(services, order) is O.VOORGELEGD
    akkoord = builders.sign_on_paper(services, services.opdrachten.voorstel(order))
    services.opdrachten.approve(order, 0, akkoord)
    assert _status(services, row) is S.AKKOORD
    services.opdrachten.give(order)
    kept = records.get(services.context.connection, Maatregel, row)
    assert (kept.status, kept.opdracht_kenmerk) == (S.OPDRACHT_GEGEVEN, "OPD-2026-001")
    assert [(one.incl, one.boekjaar, one.kenmerk) for one in _booked(services)] == [
        (Bedrag(121_000), 2026, "OPD-2026-001")
    ]
    services.opdrachten.make_afspraak(Afspraak(opdracht_id=order, dag=VANDAAG, thuis="de bewoner"))
    assert _status(services, row) is S.INGEPLAND
    _deliver(services, order, EEN)
    assert _status(services, row) is S.OPGELEVERD
    services.opdrachten.complete(order)
    assert _stand(services, order) is O.AFGEROND
    assert _history(services, row)[2:] == [
        "akkoord",
        "opdracht_gegeven",
        "ingepland",
        "uitgevoerd",
        "opgeleverd",
    ]
    way = [line.naar for line in reversed(services.opdrachten.beeld(order).historie)]
    assert way == [O.CONCEPT, O.VOORGELEGD, O.AKKOORD, O.GEGEVEN, O.INGEPLAND, O.OPGELEVERD, O.AFGEROND]


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"pkvw": False}, "pkvw_ontbreekt"),
        ({"bva": None}, "bva_ontbreekt"),
        ({"begin": dt.date(2026, 9, 1)}, "buiten_ambt"),
        ({"prijs": 1_000_001}, "boven_mandaat"),
    ],
)
def test_a_gate_blocks_and_a_typed_reason_that_is_signed_lifts_it(
    services: Services, over: dict[str, Any], code: str
) -> None:
    begin = {"begin": over["begin"]} if "begin" in over else {}
    dossier = builders.add_dossier(services, **begin)
    pkvw = builders.with_pkvw() if over.get("pkvw", True) else {}
    builders.add_woonplek(services, dossier, **pkvw)
    builders.add_advies(services, dossier, **({"bva_datum": over["bva"]} if "bva" in over else {}))
    row = _measure(services, dossier)
    price = {"prijs": over["prijs"]} if "prijs" in over else {}
    order = builders.add_opdracht(services, dossier, row, **price)
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.submit(order)
    assert _refusal(refused) == {code}
    beeld = services.opdrachten.beeld(order)
    lines = [one.regel for one in beeld.regels]
    services.opdrachten.save_concept(beeld.opdracht, lines, poort_reden="spoed na\nincident")
    services.opdrachten.submit(order)
    voorstel = services.opdrachten.voorstel(order)
    assert "opgeheven: " in voorstel.tekst
    assert voorstel.tekst.endswith("Reden: spoed na incident")
    services.opdrachten.approve(order, 0, builders.sign_on_paper(services, voorstel))
    services.opdrachten.give(order)
    assert _status(services, row) is S.OPDRACHT_GEGEVEN


def test_secrecy_is_never_lifted_for_an_order_that_bears_the_address(
    services: Services, dossier_id: DossierId
) -> None:
    supplier = builders.add_leverancier(services, ghv_tot=dt.date(2026, 3, 1))
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(
        services, dossier_id, row, leverancier_id=supplier, poort_reden="hij is te vertrouwen"
    )
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.submit(order)
    assert _refusal(refused) == {"ghv_verlopen"}
    beeld = services.opdrachten.beeld(order)
    services.opdrachten.save_concept(
        replace(beeld.opdracht, adres_wijze=Adreswijze.GEEN), [one.regel for one in beeld.regels]
    )
    services.opdrachten.submit(order)
    assert _stand(services, order) is O.VOORGELEGD


def test_a_word_that_betrays_blocks_at_its_line(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order, lines = services.opdrachten.concept(dossier_id, [row], builders.add_leverancier(services))
    lines = [replace(lines[0], eis="Plaatsen bij de deur van de gedeputeerde.", stukprijs=Bedrag(100))]
    assert [hit.sleutel for hit in services.opdrachten.release_hits(order, lines)] == ["regel:1:eis"]
    row_id = services.opdrachten.save_concept(order, lines, vrijgave_reden="mag", poort_reden="mag").row_id
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.submit(OpdrachtId(row_id or 0))
    assert _refusal(refused) == {"tekst_verraadt"}


def test_findings_tell_all_and_work_before_anything_was_saved(
    services: Services, dossier_id: DossierId
) -> None:
    supplier = builders.add_leverancier(
        services, builders.erkenning(geldig_tot=dt.date(2026, 1, 1)), vog_bevestigd_op=None
    )
    rows = [_measure(services, dossier_id, certificaat_vereist=True), _measure(services, dossier_id)]
    order, lines = services.opdrachten.concept(dossier_id, rows, supplier)
    found = services.opdrachten.findings(order, lines)
    assert not _codes(found, Ernst.BLOKKEERT)
    assert _codes(found, Ernst.LET_OP) >= {
        "borg_ontbreekt",
        "vog_ontbreekt",
        "prijs_ontbreekt",
        "akkoord_nog",
    }
    assert _codes(found, Ernst.IN_ORDE) >= {"pkvw_geldig", "bva_vastgesteld", "ghv_geldig", "onder_mandaat"}
    borg = next(one for one in found if one.code == "borg_ontbreekt")
    assert borg.data["regel"] == 1
    services.dossiers.save_woonplek(
        replace(services.dossiers.list_woonplekken(dossier_id)[0], in_eigen_gebied=False)
    )
    assert "ontheffing_ontbreekt" in _codes(services.opdrachten.findings(order, lines))


def test_splitting_over_the_year_is_visible(services: Services, dossier_id: DossierId) -> None:
    first = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, _measure(services, dossier_id), prijs=999_000)
    )
    supplier = services.opdrachten.get(first).leverancier_id
    assert supplier is not None
    assert services.inkoop.sum_of_year(supplier, 2026) == Bedrag(999_000)
    for _ in range(4):
        row = _measure(services, dossier_id)
        builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, row, prijs=999_000))
    sixth = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id), prijs=999_000)
    found = services.opdrachten.beeld(sixth).bevindingen
    over = next(one for one in found if one.code == "boven_enkelvoudig")
    assert (over.ernst, over.data["som"]) == (Ernst.LET_OP, Bedrag(5_994_000))
    assert "onder_mandaat" in _codes(found)
    services.opdrachten.cancel(first, "dubbel")
    assert services.inkoop.sum_of_year(supplier, 2026) == Bedrag(3_996_000)


def test_nobody_approves_an_own_proposal_also_not_in_a_session_of_another(
    services: Services, dossier_id: DossierId, tmp_path: Path, clock: Clock
) -> None:
    vault = services.context.vault
    own = vault.add_approval_slot("e. yesilgoz", TWEEDE, kdf=FLOOR)
    vault.add_opening_slot("J. de Vries", builders.WACHTWOORDZIN + " ook", kdf=FLOOR)
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    services.opdrachten.submit(order)
    with pytest.raises(ApprovalRefused) as refused:
        services.akkoorden.give(services.opdrachten.voorstel(order), own, TWEEDE)
    assert refused.value.reason is ApprovalReason.EIGEN_VOORSTEL
    folder = vault.folder
    services.close()
    clock.forward(hours=1)
    other = open_vault(folder, unlock(folder, builders.WACHTWOORDZIN + " ook"), now=clock)
    try:
        voorstel = other.opdrachten.voorstel(order)
        assert voorstel.voorgesteld_door == "E. Yeşilgöz"
        with pytest.raises(ApprovalRefused):
            other.akkoorden.give(voorstel, own, TWEEDE)
        forged = builders.sign_on_paper(other, voorstel, "E. Yesilgoz")
        with pytest.raises(TransitionRefused) as own_yes:
            other.opdrachten.approve(order, 0, forged)
        assert _refusal(own_yes) == {"eigen_voorstel"}
    finally:
        other.close()


def test_an_approval_of_another_order_does_not_count(services: Services, dossier_id: DossierId) -> None:
    one = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    other = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    services.opdrachten.submit(one)
    services.opdrachten.submit(other)
    akkoord = builders.sign_on_paper(services, services.opdrachten.voorstel(one))
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.approve(other, 0, akkoord)
    assert _refusal(refused) == {"akkoord_past_niet"}


def test_a_change_after_the_approval_voids_it_visibly(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(services, dossier_id, row)
    akkoord = builders.approve_opdracht(services, order)
    beeld = services.opdrachten.beeld(order)
    assert beeld.akkoord is not None
    lines = [replace(one.regel, stukprijs=Bedrag(100_001)) for one in beeld.regels]
    services.opdrachten.save_concept(beeld.opdracht, lines)
    after = services.opdrachten.beeld(order)
    assert (after.opdracht.stand, after.is_akkoord_vervallen) == (O.CONCEPT, True)
    assert "akkoord_vervallen" in _codes(after.bevindingen)
    assert _status(services, row) is S.IN_PLAN
    with pytest.raises(TransitionRefused):
        services.opdrachten.give(order)
    services.opdrachten.submit(order)
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.approve(order, 0, akkoord)
    assert _refusal(refused) == {"akkoord_past_niet"}


def test_a_supplier_that_moved_after_the_approval_asks_for_a_new_one(
    services: Services, dossier_id: DossierId
) -> None:
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    builders.approve_opdracht(services, order)
    regel = services.leveranciers.list_regels()[0]
    services.leveranciers.save(replace(regel.leverancier, adres="Kade 9"), list(regel.erkenningen))
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.give(order)
    assert _refusal(refused) == {"inhoud_anders"}


def test_a_gate_that_shuts_after_the_approval_stops_the_order(
    services: Services, dossier_id: DossierId, clock: Clock
) -> None:
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id), poort_reden="spoed")
    builders.approve_opdracht(services, order)
    home = services.dossiers.list_woonplekken(dossier_id)[0]
    services.dossiers.save_woonplek(replace(home, pkvw_afgifte=dt.date(2010, 1, 1)))
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.give(order)
    assert _refusal(refused) == {"akkoord_past_niet"}
    services.dossiers.save_woonplek(home)
    clock.forward(days=1)
    services.opdrachten.give(order)
    assert services.opdrachten.get(order).opdracht_op == VANDAAG + dt.timedelta(days=1)


def test_a_gate_that_opens_after_the_approval_leaves_it_standing(services: Services) -> None:
    dossier = builders.add_dossier(services)
    builders.add_woonplek(services, dossier)
    order = builders.add_opdracht(services, dossier, _measure(services, dossier), poort_reden="spoed")
    builders.approve_opdracht(services, order)
    home = services.dossiers.list_woonplekken(dossier)[0]
    services.dossiers.save_woonplek(replace(home, **builders.with_pkvw()))
    services.opdrachten.give(order)
    assert _stand(services, order) is O.GEGEVEN


def test_an_order_is_not_given_on_a_day_to_come_or_before_its_approval(
    services: Services, dossier_id: DossierId
) -> None:
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    builders.approve_opdracht(services, order)
    for day in (VANDAAG + dt.timedelta(days=1), VANDAAG - dt.timedelta(days=1)):
        with pytest.raises(InvalidInput):
            services.opdrachten.give(order, op=day)


def test_an_order_is_not_given_in_a_year_that_was_closed(tmp_path: Path) -> None:
    clock = Clock(dt.datetime(2025, 12, 30, 9, 0, tzinfo=dt.UTC))
    services = builders.open_services(tmp_path, now=clock)
    dossier = builders.add_dossier(services)
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    builders.add_advies(services, dossier, bva_datum=dt.date(2025, 12, 1))
    row = _measure(services, dossier)
    order = builders.add_opdracht(services, dossier, row, adres_wijze=Adreswijze.GEEN)
    builders.approve_opdracht(services, order)
    clock.forward(days=14)
    services.kosten.close_year(2025)
    with pytest.raises(YearClosed):
        services.opdrachten.give(order, op=dt.date(2025, 12, 31))
    services.opdrachten.give(order)
    assert [line.boekjaar for line in _booked(services)] == [2026]
    services.close()


def test_every_step_is_undone_one_by_one_until_something_was_signed(
    services: Services, dossier_id: DossierId
) -> None:
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(services, dossier_id, row)
    builders.approve_opdracht(services, order)
    services.opdrachten.give(order)
    services.opdrachten.make_afspraak(Afspraak(opdracht_id=order, dag=VANDAAG))
    _deliver(services, order, EEN)
    steps = (
        (O.INGEPLAND, S.INGEPLAND),
        (O.GEGEVEN, S.OPDRACHT_GEGEVEN),
        (O.AKKOORD, S.AKKOORD),
        (O.VOORGELEGD, S.IN_PLAN),
    )
    for stand, status in steps:
        services.undo()
        assert (_stand(services, order), _status(services, row)) == (stand, status)
    assert _booked(services) == []
    with pytest.raises(UndoRefused):
        services.undo()
    for _ in steps:
        services.redo()
    assert (_stand(services, order), _status(services, row)) == (O.OPGELEVERD, S.OPGELEVERD)
    assert total(line.incl for line in _booked(services)) == Bedrag(121_000)


def test_a_partial_delivery_leaves_the_rest(services: Services, dossier_id: DossierId) -> None:
    rows = [_measure(services, dossier_id), _measure(services, dossier_id, certificaat_vereist=True)]
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, *rows, aantal=Aantal(200))
    )
    _deliver(services, order, Aantal(200), EEN)
    assert _stand(services, order) is O.DEELS_OPGELEVERD
    assert [_status(services, row) for row in rows] == [S.OPGELEVERD, S.OPDRACHT_GEGEVEN]
    with pytest.raises(InvalidInput):
        _deliver(services, order, Aantal(0), Aantal(101))
    point = Restpunt(omschrijving="Kitnaad", blokkeert=True, opdrachtregel_id=_lines(services, order)[1].id)
    _deliver(services, order, Aantal(0), EEN, restpunten=[point])
    assert (_stand(services, order), _status(services, rows[1])) == (O.DEELS_OPGELEVERD, S.UITGEVOERD)
    beeld = services.opdrachten.beeld(order)
    services.opdrachten.settle_restpunt(beeld.restpunten[0].id or 0, VANDAAG)
    assert _status(services, rows[1]) is S.UITGEVOERD  # its certificate is not there yet
    services.opdrachten.save_oplevering(replace(beeld.opleveringen[-1], certificaat="BC-77"))
    kept = records.get(services.context.connection, Maatregel, rows[1])
    assert (kept.status, kept.certificaat) == (S.OPGELEVERD, "BC-77")
    assert _stand(services, order) is O.OPGELEVERD
    with pytest.raises(TransitionRefused):
        services.opdrachten.cancel(order, "te laat")


def test_another_appointment_replaces_the_first(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, row))
    for day in (VANDAAG, VANDAAG + dt.timedelta(days=9)):
        services.opdrachten.make_afspraak(Afspraak(opdracht_id=order, dag=day))
    kept = records.list_where(services.context.connection, Afspraak)
    assert [one.is_vervallen for one in kept] == [True, False]
    beeld = services.opdrachten.beeld(order)
    assert beeld.afspraak == kept[1]
    assert records.get(services.context.connection, Maatregel, row).gepland_op == kept[1].dag


def test_a_change_is_signed_again_and_books_the_difference(services: Services, dossier_id: DossierId) -> None:
    rows = [_measure(services, dossier_id) for _ in range(3)]
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, *rows[:2], aantal=Aantal(300))
    )
    before = [replace(line) for line in _lines(services, order)]
    versie, lines = services.opdrachten.change(order)
    assert (versie, lines) == (1, before)
    extra = services.opdrachten.concept(dossier_id, [rows[2]])[1][0]
    wanted = [
        replace(lines[0], aantal=Aantal(100)),
        replace(lines[1], stukprijs=Bedrag(90_001), btw=BtwTarief.LAAG),
        replace(extra, stukprijs=Bedrag(5_000)),
    ]
    services.opdrachten.save_concept(
        services.opdrachten.get(order), wanted, versie=1, omschrijving="Minder, goedkoper en een extra regel"
    )
    assert _lines(services, order) == before
    assert _stand(services, order) is O.GEGEVEN
    assert services.opdrachten.change(order)[0] == 1
    with pytest.raises(TransitionRefused):
        services.opdrachten.give(order, 1)
    builders.give_opdracht(services, order, 1)
    after = _lines(services, order)
    assert [(one.aantal, one.ex) for one in after] == [
        (Aantal(100), Bedrag(100_000)),
        (Aantal(300), Bedrag(270_003)),
        (EEN, Bedrag(5_000)),
    ]
    assert [one.volgorde for one in after] == [1, 2, 3]
    booked = _booked(services)
    assert total(one.ex for one in booked) == total(one.ex for one in after)
    assert total(one.incl for one in booked) == total(one.incl for one in after)
    assert _status(services, rows[2]) is S.OPDRACHT_GEGEVEN
    versions = records.list_where(services.context.connection, Opdrachtversie)
    assert [one.stand for one in versions] == [Versiestand.GEGEVEN, Versiestand.GEGEVEN]
    assert [
        line for line in records.list_where(services.context.connection, Opdrachtregel) if line.versie == 0
    ] == before


def test_a_change_that_takes_a_measure_away_frees_it(services: Services, dossier_id: DossierId) -> None:
    rows = [_measure(services, dossier_id), _measure(services, dossier_id)]
    order = builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, *rows))
    versie, lines = services.opdrachten.change(order)
    services.opdrachten.save_concept(
        services.opdrachten.get(order), lines[:1], versie=versie, omschrijving="Vervalt"
    )
    builders.give_opdracht(services, order, versie)
    assert [_status(services, row) for row in rows] == [S.OPDRACHT_GEGEVEN, S.IN_PLAN]
    assert [one.id for one in services.opdrachten.list_bestelbaar(dossier_id)] == [rows[1]]
    assert total(one.incl for one in _booked(services)) == Bedrag(121_000)


def test_a_withdrawn_change_leaves_the_order_as_it_was(services: Services, dossier_id: DossierId) -> None:
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    )
    versie, lines = services.opdrachten.change(order)
    more = [replace(lines[0], aantal=Aantal(500))]
    services.opdrachten.save_concept(services.opdrachten.get(order), more, versie=versie, omschrijving="Meer")
    builders.approve_opdracht(services, order, versie)
    services.opdrachten.withdraw(order, "toch niet", versie=versie)
    assert _lines(services, order) == lines
    assert services.opdrachten.change(order) == (2, lines)
    assert not services.opdrachten.beeld(order).is_akkoord_vervallen


def test_less_than_was_delivered_cannot_be_ordered(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, row, aantal=Aantal(300))
    )
    _deliver(services, order, Aantal(200))
    versie, lines = services.opdrachten.change(order)
    less = [replace(lines[0], aantal=EEN)]
    services.opdrachten.save_concept(
        services.opdrachten.get(order), less, versie=versie, omschrijving="Minder"
    )
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.submit(order, versie)
    assert _refusal(refused) == {"meer_geleverd"}


def test_less_than_ordered_finishes_what_was_delivered(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, row, aantal=Aantal(300))
    )
    _deliver(services, order, Aantal(200))
    versie, lines = services.opdrachten.change(order)
    less = [replace(lines[0], aantal=Aantal(200))]
    services.opdrachten.save_concept(
        services.opdrachten.get(order), less, versie=versie, omschrijving="Minder"
    )
    builders.give_opdracht(services, order, versie)
    assert (_stand(services, order), _status(services, row)) == (O.OPGELEVERD, S.OPGELEVERD)


def test_cancelling_releases_what_was_not_delivered(services: Services, dossier_id: DossierId) -> None:
    rows = [_measure(services, dossier_id), _measure(services, dossier_id)]
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, *rows, prijs=33_33, aantal=Aantal(300))
    )
    _deliver(services, order, Aantal(100), Aantal(0))
    with pytest.raises(InvalidInput):
        services.opdrachten.cancel(order, " ")
    services.opdrachten.cancel(order, "failliet")
    assert _stand(services, order) is O.GEANNULEERD
    assert total(one.ex for one in _booked(services)) == Bedrag(33_33)
    assert total(one.incl for one in _booked(services)) == Bedrag(40_33)
    assert [_status(services, row) for row in rows] == [S.OPDRACHT_GEGEVEN, S.IN_PLAN]
    assert services.overgangen.previous_status(rows[1]) is S.GEADVISEERD
    services.undo()
    assert (_stand(services, order), _status(services, rows[1])) == (O.DEELS_OPGELEVERD, S.OPDRACHT_GEGEVEN)


def test_what_was_agreed_before_the_order_stays_agreed(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    agreed = Gegevens(velden={"akkoord_door": "secretaris", "akkoord_op": VANDAAG}, ex=Bedrag(100))
    services.overgangen.apply([row], S.AKKOORD, agreed)
    order = builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, row))
    services.opdrachten.cancel(order, "failliet")
    kept = records.get(services.context.connection, Maatregel, row)
    assert (kept.status, kept.akkoord_op, kept.opdracht_kenmerk) == (S.AKKOORD, VANDAAG, "")


def test_a_withdrawn_order_gives_its_measures_back(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(services, dossier_id, row)
    assert services.opdrachten.list_bestelbaar(dossier_id) == []
    builders.approve_opdracht(services, order)
    services.opdrachten.withdraw(order, "toch een ander")
    assert (_stand(services, order), _status(services, row)) == (O.INGETROKKEN, S.IN_PLAN)
    assert [one.id for one in services.opdrachten.list_bestelbaar(dossier_id)] == [row]
    with pytest.raises(TransitionRefused):
        services.opdrachten.withdraw(order, "nog eens")


def test_a_measure_is_on_one_order_at_a_time(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    first = builders.add_opdracht(services, dossier_id, row)
    second = builders.add_opdracht(services, dossier_id, row)
    for order in (first, second):
        with pytest.raises(TransitionRefused) as refused:
            services.opdrachten.submit(order)
        assert _refusal(refused) == {"al_op_opdracht"}
    services.opdrachten.withdraw(first)
    services.opdrachten.submit(second)


def test_a_measure_on_an_order_is_not_stepped_by_hand(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, row))
    for keuze in services.overgangen.choices(row):
        assert "volgt_opdracht" in _codes(keuze.blokkades)
    with pytest.raises(TransitionRefused) as refused:
        services.overgangen.apply([row], S.VERVALLEN, Gegevens(reden="niet nodig"))
    assert "volgt_opdracht" in _refusal(refused)
    with pytest.raises(TransitionRefused):
        services.overgangen.correct(row, "vergissing")
    assert services.overgangen.find_order(row) == (order, "OPD-2026-001")
    _deliver(services, order, EEN)
    services.overgangen.apply([row], S.AFGEWIKKELD, Gegevens())
    assert _status(services, row) is S.AFGEWIKKELD


def test_giving_an_order_by_hand_is_not_offered(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    agreed = Gegevens(velden={"akkoord_door": "secretaris", "akkoord_op": VANDAAG}, ex=Bedrag(100))
    services.overgangen.apply([row], S.AKKOORD, agreed)
    assert S.OPDRACHT_GEGEVEN not in [keuze.naar for keuze in services.overgangen.choices(row)]
    keuze = services.overgangen.choice(row, S.OPDRACHT_GEGEVEN)
    assert (_codes(keuze.blokkades), keuze.is_mogelijk) == ({"via_opdracht"}, False)


def test_a_measure_that_lapsed_meanwhile_is_told(services: Services, dossier_id: DossierId) -> None:
    row = _measure(services, dossier_id)
    order = builders.add_opdracht(services, dossier_id, row)
    services.overgangen.apply([row], S.VERVALLEN, Gegevens(reden="niet nodig"))
    with pytest.raises(TransitionRefused) as refused:
        services.opdrachten.submit(order)
    assert _refusal(refused) == {"niet_bestelbaar"}


def test_waiting_for_pkvw_is_in_the_history_when_it_is_ordered_in_haste(services: Services) -> None:
    dossier = builders.add_dossier(services)
    builders.add_woonplek(services, dossier)
    row = _measure(services, dossier)
    services.overgangen.apply([row], S.WACHT_OP_PKVW, Gegevens())
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier, row, poort_reden="spoed")
    )
    assert _history(services, row)[2:] == ["wacht_op_pkvw", "in_plan", "akkoord", "opdracht_gegeven"]
    services.opdrachten.cancel(order, "failliet")
    assert _status(services, row) is S.WACHT_OP_PKVW


def test_an_order_without_lines_or_supplier_is_told(services: Services, dossier_id: DossierId) -> None:
    builders.add_leverancier(services)
    empty = Opdracht(dossier_id=dossier_id)
    found = _codes(services.opdrachten.findings(empty, []), Ernst.BLOKKEERT)
    assert found == {"geen_regels", "leverancier_ontbreekt", "adres_ontbreekt"}
    with pytest.raises(InvalidInput):
        services.opdrachten.save_concept(empty, [])


def test_a_problem_of_a_line_is_told_at_that_line(services: Services, dossier_id: DossierId) -> None:
    supplier = builders.add_leverancier(services)
    rows = [_measure(services, dossier_id), _measure(services, dossier_id)]
    order, lines = services.opdrachten.concept(dossier_id, rows, supplier)
    with pytest.raises(InvalidInput) as refused:
        services.opdrachten.save_concept(order, [lines[0], replace(lines[1], titel=" ", aantal=Aantal(0))])
    assert {one.field for one in refused.value.problems} == {"regels.2.titel", "regels.2.aantal"}


def test_the_list_tells_what_is_next(services: Services, dossier_id: DossierId) -> None:
    order = builders.add_opdracht(
        services, dossier_id, _measure(services, dossier_id), gereed_voor=VANDAAG - dt.timedelta(days=1)
    )
    line = services.opdrachten.list_lijnen()[0]
    assert (line.dossiercode, line.leverancier, line.regels) == ("GED-04", "Zandoever Installatie", 1)
    assert (line.totaal.incl, line.volgende, line.te_laat) == (
        Bedrag(121_000),
        "voorleggen voor akkoord",
        False,
    )
    builders.give_opdracht(services, order)
    line = services.opdrachten.list_lijnen(dossier_id)[0]
    assert (line.volgende, line.te_laat) == ("afspraak maken", True)
    assert services.opdrachten.list_lijnen(DossierId(dossier_id + 1)) == []


def test_an_approval_is_bound_to_the_order(services: Services, dossier_id: DossierId) -> None:
    slot = services.context.vault.add_approval_slot("J. de Vries", TWEEDE, kdf=FLOOR)
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    services.opdrachten.submit(order)
    changes = services.akkoorden.give(services.opdrachten.voorstel(order), slot, TWEEDE)
    akkoord = records.get(services.context.connection, Akkoord, AkkoordId(changes.row_id or 0))
    assert akkoord.opdracht_id == order
    for part in ("OPD-2026-001", "Zandoever Installatie", "€ 1.210,00 incl. btw"):
        assert part in akkoord.besluit
    services.opdrachten.approve(order, 0, changes.row_id or 0)
    assert _stand(services, order) is O.AKKOORD


def test_an_approval_on_paper_is_typed_back_from_the_form(services: Services, dossier_id: DossierId) -> None:
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    services.opdrachten.submit(order)
    voorstel = services.opdrachten.voorstel(order)
    way = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord")
    issued = services.akkoorden.request_on_paper(voorstel, "provinciesecretaris", way)
    form = services.exemplaren.snapshot(issued.exemplaar.id or 0)
    assert isinstance(form, Akkoordformulier)
    assert any("OPD-2026-001" in fact.tekst for fact in form.feiten)
    signed = services.akkoorden.give_on_paper(voorstel, code=form.code, naam="K. de Groot", datum=VANDAAG)
    services.opdrachten.approve(order, 0, signed.row_id or 0)
    beeld = services.opdrachten.beeld(order)
    assert beeld.akkoord is not None
    assert (beeld.akkoord.wijze, beeld.akkoord.opdracht_id) == (WijzeAkkoord.PAPIER, order)
    services.opdrachten.give(order)
    with pytest.raises(UndoRefused):
        for _ in range(4):
            services.undo()


def test_a_session_opened_by_the_recovery_sheet_approves_no_order(
    services: Services, dossier_id: DossierId, clock: Clock
) -> None:
    slot = services.context.vault.add_approval_slot("J. de Vries", TWEEDE, kdf=FLOOR)
    order = builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    services.opdrachten.submit(order)
    folder, groups = services.context.vault.folder, services.context.vault.recovery_groups()
    services.close()
    recovered = open_vault(folder, unlock_by_recovery(folder, groups), now=clock)
    try:
        with pytest.raises(ApprovalRefused) as refused:
            recovered.akkoorden.give(recovered.opdrachten.voorstel(order), slot, TWEEDE)
        assert refused.value.reason is ApprovalReason.HERSTELBLAD
    finally:
        recovered.close()


def test_a_change_under_way_is_what_is_next(services: Services, dossier_id: DossierId) -> None:
    order = builders.give_opdracht(
        services, builders.add_opdracht(services, dossier_id, _measure(services, dossier_id))
    )
    versie, lines = services.opdrachten.change(order)
    more = [replace(lines[0], aantal=Aantal(300))]
    kept = services.opdrachten.get(order)
    words = "Meer voor de gedeputeerde"
    services.opdrachten.save_concept(kept, more, versie=versie, omschrijving=words)
    assert services.opdrachten.list_lijnen()[0].volgende == "wijziging voorleggen"
    assert services.opdrachten.list_lijnen()[0].totaal.ex == Bedrag(100_000)
    assert "tekst_verraadt" in _codes(services.opdrachten.beeld(order).bevindingen)
    with pytest.raises(TransitionRefused):
        services.opdrachten.submit(order, versie)
    services.opdrachten.cancel(order, "failliet")
    assert records.list_where(services.context.connection, Opdrachtversie)[1].stand is Versiestand.INGETROKKEN
