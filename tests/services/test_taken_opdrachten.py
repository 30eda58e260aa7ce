"""Orders and requests stand in Vandaag on their day, and leave it when the work is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock
from veiligheidsadvies.domain.aantal import EEN
from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.vandaag import Doel


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=Clock())
    yield services
    services.close()


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id, **builders.with_pkvw())
    return dossier_id


def _tasks(services: Services) -> list[tuple[str, int, Doel, int | None]]:
    wanted = {Doel.OPDRACHT, Doel.AANVRAAG}
    return [
        (one.wat, (one.dag - VANDAAG).days, one.doel, one.row_id)
        for one in services.vandaag.taken()
        if one.doel in wanted
    ]


def test_an_order_is_in_vandaag_until_it_is_delivered(services: Services, dossier_id: DossierId) -> None:
    advies = builders.add_advies(services, dossier_id)
    row = builders.add_maatregel(services, dossier_id, advies_id=advies, status=Status.IN_PLAN)
    order = builders.add_opdracht(services, dossier_id, row, gereed_voor=VANDAAG + dt.timedelta(days=9))
    assert _tasks(services) == []
    builders.give_opdracht(services, order)
    services.opdrachten.make_afspraak(Afspraak(opdracht_id=order, dag=VANDAAG, thuis="de bewoner"))
    assert _tasks(services) == [
        ("Uitvoering opdracht OPD-2026-001", 0, Doel.OPDRACHT, order),
        ("Opdracht OPD-2026-001 gereed", 9, Doel.OPDRACHT, order),
    ]
    line = services.opdrachten.beeld(order).regels[0].regel
    point = Restpunt(omschrijving="Kitnaad", termijn=VANDAAG + dt.timedelta(days=3))
    done = Oplevering(opdracht_id=order, opgeleverd_op=VANDAAG)
    services.opdrachten.deliver(done, {line.id: EEN} if line.id else {}, [point])
    assert _tasks(services) == [("Restpunt: Kitnaad", 3, Doel.OPDRACHT, order)]
    services.opdrachten.settle_restpunt(services.opdrachten.beeld(order).restpunten[0].id or 0, VANDAAG)
    assert _tasks(services) == []


def test_a_request_is_in_vandaag_until_every_quote_is_in(services: Services, dossier_id: DossierId) -> None:
    row = builders.add_maatregel(services, dossier_id, status=Status.IN_PLAN)
    request, lines = services.aanvragen.concept(dossier_id, [row])
    until = VANDAAG + dt.timedelta(days=7)
    supplier = builders.add_leverancier(services)
    changes = services.aanvragen.save(replace(request, reageren_voor=until), lines, [supplier])
    asked = AanvraagId(changes.row_id or 0)
    assert _tasks(services) == []
    services.aanvragen.send(asked)
    assert _tasks(services) == [("Offertes binnen bij aanvraag OFA-2026-001", 7, Doel.AANVRAAG, asked)]
    offer = replace(services.aanvragen.list_offertes(asked)[0], ontvangen_op=VANDAAG)
    line = services.aanvragen.list_regels(asked)[0]
    services.aanvragen.save_offerte(offer, {line.id: (Bedrag(100), BtwTarief.HOOG)} if line.id else {})
    assert _tasks(services) == []
