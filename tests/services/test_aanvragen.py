"""Requests for quotes: what is asked of whom, what came back side by side, and the choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import (
    AanvraagId,
    Aanvraagstand,
    OfferteId,
    Offertestand,
)
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId, Screening
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.storage import records

S = Status


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=clock)
    yield services
    services.close()


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    return builders.add_dossier(services)


@pytest.fixture
def suppliers(services: Services) -> list[LeverancierId]:
    names = ("Zandoever Installatie", "Oostpolder Meldkamer", "Duinzicht Techniek")
    return [builders.add_leverancier(services, naam=name) for name in names]


def _measures(services: Services, dossier_id: DossierId, number: int = 2) -> list[int]:
    rows = [
        builders.add_maatregel(
            services, dossier_id, titel=f"Werk {at}", norm="SKG***", tekst="wegens dreiging"
        )
        for at in range(1, number + 1)
    ]
    services.overgangen.apply(rows, S.IN_PLAN, Gegevens())
    return rows


def _request(services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]) -> AanvraagId:
    request, lines = services.aanvragen.concept(dossier_id, _measures(services, dossier_id))
    lines[0] = replace(lines[0], aantal=Aantal(200), eenheid="stuks")
    return AanvraagId(services.aanvragen.save(request, lines, suppliers).row_id or 0)


def _enter(services: Services, request: AanvraagId, at: int, *cents: int | None, **over: object) -> OfferteId:
    offer = services.aanvragen.list_offertes(request)[at]
    given = {"ontvangen_op": services.today, "geldig_tot": VANDAAG + dt.timedelta(days=30), **over}
    rate = BtwTarief.HOOG
    lines = services.aanvragen.list_regels(request)
    prices = {
        line.id: (Bedrag(price), rate)
        for line, price in zip(lines, cents, strict=True)
        if line.id is not None and price is not None
    }
    services.aanvragen.save_offerte(replace(offer, **given), prices)  # type: ignore[arg-type]
    return OfferteId(offer.id or 0)


def _statuses(services: Services, dossier_id: DossierId) -> list[Status]:
    return [one.status for one in services.dossiers.list_maatregelen(dossier_id)]


def test_a_request_asks_in_title_and_norm_alone(services: Services, dossier_id: DossierId) -> None:
    request, lines = services.aanvragen.concept(dossier_id, _measures(services, dossier_id))
    assert [(one.titel, one.eis) for one in lines] == [("Werk 1", "SKG***"), ("Werk 2", "SKG***")]
    assert "dreiging" not in repr((request, lines))
    assert services.aanvragen.list_lijnen() == []


def test_sending_brings_the_measures_on_and_undo_brings_them_back(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    request = _request(services, dossier_id, suppliers)
    assert services.aanvragen.get(request).nummer == "OFA-2026-001"
    assert services.aanvragen.list_lijnen(dossier_id)[0].volgende == "uitzetten"
    services.aanvragen.send(request)
    line = services.aanvragen.list_lijnen()[0]
    assert (line.dossiercode, line.regels, line.volgende) == ("GED-04", 2, "wacht op offertes")
    assert line.offertes[0][1] == "Zandoever Installatie"
    assert _statuses(services, dossier_id) == [S.OFFERTE_GEVRAAGD] * 2
    services.undo()
    assert services.aanvragen.get(request).stand is Aanvraagstand.CONCEPT
    assert _statuses(services, dossier_id) == [S.IN_PLAN] * 2


def test_nothing_goes_out_without_a_line_or_a_supplier_or_with_a_word_that_betrays(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    request, lines = services.aanvragen.concept(dossier_id, _measures(services, dossier_id, 1))
    row = AanvraagId(services.aanvragen.save(request, [], []).row_id or 0)
    with pytest.raises(TransitionRefused) as refused:
        services.aanvragen.send(row)
    assert [one.code for one in refused.value.findings] == ["geen_aanvraagregels", "geen_leveranciers"]
    kept = replace(services.aanvragen.get(row), toelichting="Bij de woning van mevrouw Đorđević")
    telling = [replace(lines[0], eis="de deur van de gedeputeerde")]
    hits = services.aanvragen.release_hits(kept, telling)
    assert {hit.sleutel for hit in hits} == {"toelichting", "regel:1:eis"}
    services.aanvragen.save(kept, telling, suppliers)
    with pytest.raises(TransitionRefused) as refused:
        services.aanvragen.send(row)
    assert {one.code for one in refused.value.findings} == {"tekst_verraadt"}
    assert services.aanvragen.get(row).stand is Aanvraagstand.CONCEPT


def test_a_word_of_the_suppliers_own_data_is_a_coincidence_for_him_only(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    namesake = Leverancier(naam="Đorđević Sloten", plaats="Fictiefstad", kvk="00000101")
    own = LeverancierId(services.leveranciers.save(namesake, []).row_id or 0)
    request, lines = services.aanvragen.concept(dossier_id, _measures(services, dossier_id, 1))
    named = replace(request, toelichting="Sluit aan op de sloten van Đorđević.")

    def weights(*asked: LeverancierId) -> set[Ernst]:
        return {hit.ernst for hit in services.aanvragen.release_hits(named, lines, asked)}

    assert weights(own) == {Ernst.LET_OP}
    assert weights(own, suppliers[0]) == weights(suppliers[0], own) == weights() == {Ernst.BLOKKEERT}


def test_a_concept_keeps_its_lines_and_suppliers_as_they_were_changed(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    row = _request(services, dossier_id, suppliers)
    lines = services.aanvragen.list_regels(row)
    services.aanvragen.save(services.aanvragen.get(row), [lines[1]], suppliers[1:])
    assert [one.id for one in services.aanvragen.list_regels(row)] == [lines[1].id]
    assert [one.leverancier_id for one in services.aanvragen.list_offertes(row)] == suppliers[1:]
    with pytest.raises(InvalidInput) as refused:
        services.aanvragen.save(services.aanvragen.get(row), [replace(lines[1], titel="")], suppliers)
    assert [one.field for one in refused.value.problems] == ["regels.1.titel"]
    services.aanvragen.send(row)
    with pytest.raises(TransitionRefused):
        services.aanvragen.save(services.aanvragen.get(row), lines, suppliers)


def test_quotes_stand_side_by_side_with_the_lowest_complete_one_marked(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId], clock: Clock
) -> None:
    row = _request(services, dossier_id, suppliers)
    services.aanvragen.send(row)
    _enter(services, row, 0, 100_01, 50_00, levertijd_dagen=14)
    assert _statuses(services, dossier_id) == [S.OFFERTE_ONTVANGEN] * 2
    _enter(services, row, 1, 10_00, None)
    assert services.aanvragen.list_lijnen()[0].volgende == "2 van 3 offertes binnen"
    _enter(services, row, 2, 90_00, 70_00, geldig_tot=VANDAAG)
    clock.forward(days=1)
    first, part, last = services.aanvragen.vergelijking(row).kolommen
    lines = services.aanvragen.list_regels(row)
    assert (first.ex, first.btw, first.incl) == (Bedrag(250_02), Bedrag(52_50), Bedrag(302_52))
    assert (first.is_volledig, first.is_goedkoopste, first.is_verlopen) == (True, False, False)
    assert (part.ontbreekt, part.is_goedkoopste) == ((lines[1].id,), False)
    assert (last.incl, last.is_goedkoopste, last.is_verlopen) == (Bedrag(302_50), True, True)
    assert first.screening is Screening.IN_ORDE
    services.leveranciers.save(
        replace(services.leveranciers.get(suppliers[0]), vog_bevestigd_op=None), [builders.erkenning()]
    )
    assert services.aanvragen.vergelijking(row).kolommen[0].screening is Screening.ONTBREEKT


def test_a_quote_is_changed_until_one_is_chosen(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    row = _request(services, dossier_id, suppliers)
    services.aanvragen.send(row)
    offer = _enter(services, row, 0, 100_00, 50_00)
    _enter(services, row, 0, 90_00, None)
    assert [one.stukprijs for one in services.aanvragen.list_offerteregels(offer)] == [Bedrag(90_00)]
    for over in (
        {"ontvangen_op": VANDAAG + dt.timedelta(days=1)},
        {"ontvangen_op": VANDAAG - dt.timedelta(days=1)},
    ):
        with pytest.raises(InvalidInput):
            _enter(services, row, 0, 90_00, None, **over)
    with pytest.raises(InvalidInput) as refused:
        _enter(services, row, 0, -1, None)
    lines = services.aanvragen.list_regels(row)
    assert [one.field for one in refused.value.problems] == [f"prijs_{lines[0].id}"]
    with pytest.raises(InvalidInput):
        _enter(services, row, 0, None, None)


def test_the_chosen_quote_becomes_an_order_at_its_prices(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    row = _request(services, dossier_id, suppliers)
    services.aanvragen.send(row)
    _enter(services, row, 0, 100_00, 50_00)
    chosen = _enter(services, row, 1, 90_01, 50_00, kenmerk="Q-7")
    with pytest.raises(TransitionRefused):
        services.aanvragen.choose(OfferteId(services.aanvragen.list_offertes(row)[2].id or 0))
    services.aanvragen.choose(chosen)
    stands = [one.stand for one in services.aanvragen.list_offertes(row)]
    assert stands == [Offertestand.AFGEVALLEN, Offertestand.GEKOZEN, Offertestand.GEVRAAGD]
    assert services.aanvragen.get(row).stand is Aanvraagstand.GEKOZEN
    measure = services.dossiers.list_maatregelen(dossier_id)[0]
    assert measure.leverancier == "Oostpolder Meldkamer"
    costs = services.kosten.list_of_maatregel(MaatregelId(measure.id or 0))
    assert [(one.soort, one.ex, one.kenmerk) for one in costs] == [
        (SoortKosten.OFFERTE, Bedrag(180_02), "Q-7")
    ]
    order, lines = services.opdrachten.concept_uit_offerte(chosen)
    assert (order.leverancier_id, order.offerte_id) == (suppliers[1], chosen)
    assert [(one.aantal, one.stukprijs, one.ex, one.eenheid) for one in lines] == [
        (Aantal(200), Bedrag(90_01), Bedrag(180_02), "stuks"),
        (Aantal(100), Bedrag(50_00), Bedrag(50_00), ""),
    ]
    services.opdrachten.save_concept(order, lines)
    with pytest.raises(TransitionRefused):
        services.aanvragen.choose(chosen)


def test_the_last_day_of_a_quote_is_told_with_its_order(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId], clock: Clock
) -> None:
    row = _request(services, dossier_id, suppliers[:1])
    services.aanvragen.send(row)
    assert services.dossiers.list_maatregelen(dossier_id)[0].leverancier == "Zandoever Installatie"
    offer = _enter(services, row, 0, 100_00, 50_00, geldig_tot=VANDAAG)
    services.aanvragen.choose(offer)
    clock.forward(days=1)
    order, lines = services.opdrachten.concept_uit_offerte(offer)
    found = services.opdrachten.findings(order, lines)
    assert "offerte_verlopen" in {one.code for one in found}


def test_withdrawing_brings_the_measures_back(
    services: Services, dossier_id: DossierId, suppliers: list[LeverancierId]
) -> None:
    row = _request(services, dossier_id, suppliers)
    services.aanvragen.send(row)
    _enter(services, row, 0, 100_00, None)
    services.aanvragen.withdraw(row, "niet nodig")
    assert services.aanvragen.get(row).stand is Aanvraagstand.INGETROKKEN
    assert _statuses(services, dossier_id) == [S.IN_PLAN] * 2
    kept = records.list_where(services.context.connection, Maatregel)
    assert [one.offerte_geldig_tot for one in kept] == [None, None]
    with pytest.raises(TransitionRefused):
        services.aanvragen.withdraw(row, "nog eens")
