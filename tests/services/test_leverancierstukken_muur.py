"""Papers for suppliers: the wall that keeps in what tells for whom, a reprint, and the register."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from tests import builders
from tests.opdrachten import add_opdracht, regel, sign, versie_of
from tests.services.leverancierpapier import (
    MONTEUR,
    PAPIER,
    ZANDOEVER,
    get_order,
    given_to_a_home,
    issue,
    stuk,
    text_of,
)
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    GeheimhoudingOntbreekt,
    NotFound,
    ReleaseApprovalRequired,
    ReleaseRefused,
)
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import Adreswijze, OpdrachtId
from veiligheidsadvies.domain.woonplek import WoonplekId
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def order(services: Services, dossier: DossierId, supplier: LeverancierId) -> OpdrachtId:
    return given_to_a_home(services, dossier, supplier)


# --- the wall


@pytest.mark.parametrize(
    "leak",
    ["Voor mevrouw Đorđević.", "Zie dossier GED-04.", "Kerkstraat 12, achterom.", "Voor de gedeputeerde."],
)
def test_what_tells_for_whom_keeps_every_paper_in(
    services: Services, dossier: DossierId, supplier: LeverancierId, leak: str
) -> None:
    home = WoonplekId(builders.add_woonplek(services, dossier))
    made = add_opdracht(
        services, dossier, supplier, (regel("Alarminstallatie", 278000, eis=leak),), woonplek_id=home
    )
    sign(services, made)
    for document in (SoortDocument.OPDRACHT, SoortDocument.OPLEVERSTAAT):
        with pytest.raises(ReleaseRefused) as refused:
            issue(services, document, made)
        assert "regel 1, eis" in refused.value.places[0]
    assert services.leverancierstukken.copies(made) == []
    assert services.leverancierstukken.treffers(stuk(SoortDocument.OPDRACHT, made), ZANDOEVER)


def test_a_coincidence_leaves_with_a_reason_that_was_signed(
    services: Services, supplier: LeverancierId
) -> None:
    services.leveranciers.save(
        replace(services.leveranciers.get(supplier), naam="Slot Installatie", ghv_personen=""), []
    )
    dossier = builders.add_dossier(services, "GED-07", naam="de heer P. Slot")
    made = add_opdracht(services, dossier, supplier, (regel("Werk volgens voorstel van Slot", 100000),))
    sign(services, made)
    with pytest.raises(ReleaseApprovalRequired) as doubt:
        issue(services, SoortDocument.OPDRACHT, made)
    assert "regel 1, titel" in doubt.value.places[0]
    sign(services, made, vrijgave_reden="Zo heet de leverancier.")
    assert issue(services, SoortDocument.OPDRACHT, made).exemplaar.afloop is Afloop.BUITEN


def test_the_names_on_the_letterhead_ask_for_no_reason(services: Services, order: OpdrachtId) -> None:
    own = services.beheer.organisatie()
    services.beheer.save_organisatie(
        replace(own, postadres="Provinciehuis, Postbus 1", postcode_plaats="1234 AB Merenstad")
    )
    sign(services, order)
    assert "Provinciehuis" in text_of(issue(services, SoortDocument.OPDRACHT, order).pdf)


# --- again


def test_a_reprint_is_the_same_text_under_a_new_number_and_still_his(
    services: Services, order: OpdrachtId
) -> None:
    first = issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)
    again = services.exemplaren.reprint(first.exemplaar.id or 0, PAPIER)
    assert (again.exemplaar.opdracht_id, again.exemplaar.volgnummer) == (order, 2)
    assert "Kerkstraat 12" in text_of(again.pdf)


def test_what_forbids_an_annex_forbids_its_reprint(services: Services, order: OpdrachtId) -> None:
    first = issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)
    supplier = services.leveranciers.get(get_order(services, order).leverancier_id or LeverancierId(0))
    services.leveranciers.save(replace(supplier, ghv_tot=dt.date(2026, 3, 1)), [])
    with pytest.raises(GeheimhoudingOntbreekt):
        services.exemplaren.reprint(first.exemplaar.id or 0, PAPIER)


def test_the_register_keeps_what_was_printed(services: Services, order: OpdrachtId) -> None:
    issued = issue(services, SoortDocument.OPDRACHT, order)
    kept = json.loads(services.exemplaren.get(issued.exemplaar.id or 0).snapshot)
    assert kept["document"] == "opdracht"
    assert kept["inhoud"]["totaal"]["incl"] == 522115


def test_forty_lines_leave_whole(services: Services, dossier: DossierId, supplier: LeverancierId) -> None:
    lines = tuple(regel(f"Post {nr} van het werk", 1000 * nr, eis="Volgens NEN.") for nr in range(1, 41))
    made = add_opdracht(services, dossier, supplier, lines, adres_wijze=Adreswijze.GEEN)
    sign(services, made)
    paper = text_of(issue(services, SoortDocument.OPDRACHT, made).pdf)
    assert all(f"Post {nr} van het werk" in paper for nr in range(1, 41))
    assert "€ 9.922,00" in paper


def test_of_order_finds_by_number(services: Services, order: OpdrachtId) -> None:
    papers = services.leverancierstukken
    assert papers.of_order(SoortDocument.OPDRACHT, " opd-2026-014 ").opdracht_id == order
    with pytest.raises(NotFound):
        papers.of_order(SoortDocument.OPDRACHT, "OPD-2026-999")
    with pytest.raises(NotFound):
        papers.of_order(SoortDocument.OFFERTEAANVRAAG, "OPD-2026-014")
    assert versie_of(services, order).nummer == 0
