"""Papers for suppliers: what they say, what was signed, and when they may leave."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests import builders
from tests.opdrachten import WERK, add_aanvraag, add_opdracht, add_versie, regel, save, sign, versie_of
from tests.services.leverancierpapier import (
    GEHEIM,
    MONTEUR,
    PAPIER,
    ZANDOEVER,
    change,
    get_order,
    given_to_a_home,
    issue,
    stuk,
    text_of,
)
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bedrag import BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    AdresOntbreekt,
    GeheimhoudingOntbreekt,
    InvalidInput,
    NotFound,
    OpdrachtNietGetekend,
)
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import Adreswijze, OpdrachtId, Opdrachtstand, Versiestand
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, OpleveringId, Opleverregel, Restpunt
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.opdracht_stuk import (
    inhoud,
    inhoud_sha256,
    opdracht_stuk,
    opdracht_uit_inhoud,
    opdracht_van_versie,
)
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records


@pytest.fixture
def order(services: Services, dossier: DossierId, supplier: LeverancierId) -> OpdrachtId:
    return given_to_a_home(services, dossier, supplier)


# --- what was signed is what is printed


def test_content_is_the_same_for_every_reader_and_day(services: Services, order: OpdrachtId) -> None:
    one = inhoud(opdracht_stuk(services.context, order, 0, Ontvanger(naam="J. Wortel")))
    services.context.now.forward(days=3)  # type: ignore[attr-defined]
    assert inhoud(opdracht_stuk(services.context, order, 0)) == one
    assert inhoud(opdracht_van_versie(services.context, order, 0)) == one
    assert inhoud_sha256(one) == versie_of(services, order).inhoud_sha256
    assert not any(word in one for word in GEHEIM)


def test_a_paper_from_content_says_the_same_on_its_own_sheet(services: Services, order: OpdrachtId) -> None:
    made = opdracht_stuk(services.context, order, 0)
    sheet = replace(made.blad, nummer="2026-0099", ontvanger="J. Wortel")
    again = opdracht_uit_inhoud(inhoud(made), sheet)
    assert again == replace(made, blad=sheet)
    assert isinstance(again, OpdrachtStuk)


@pytest.mark.parametrize("content", ["[]", "{}", '{"document": "adresbijlage", "inhoud": {}}', "geen json"])
def test_other_content_is_no_order(services: Services, order: OpdrachtId, content: str) -> None:
    sheet = opdracht_stuk(services.context, order, 0).blad
    with pytest.raises(ValueError):
        opdracht_uit_inhoud(content, sheet)


def test_a_later_change_of_the_records_does_not_reach_the_paper(
    services: Services, order: OpdrachtId
) -> None:
    change(services, get_order(services, order), afspraken="Kom door de achterdeur.")
    paper = text_of(issue(services, SoortDocument.OPDRACHT, order).pdf)
    assert "achterdeur" not in paper
    assert "Ł. Brzęczyk akkoord op papier, 12 maart 2026" in paper


def test_content_that_was_tampered_with_does_not_leave(services: Services, order: OpdrachtId) -> None:
    kept = versie_of(services, order)
    change(services, kept, inhoud=kept.inhoud.replace("278000", "178000"))
    with pytest.raises(OpdrachtNietGetekend):
        issue(services, SoortDocument.OPDRACHT, order)


@pytest.mark.parametrize("stand", [Versiestand.CONCEPT, Versiestand.VOORGELEGD, Versiestand.INGETROKKEN])
def test_an_order_that_nobody_signed_does_not_leave(
    services: Services, order: OpdrachtId, stand: Versiestand
) -> None:
    change(services, versie_of(services, order), stand=stand)
    with pytest.raises(OpdrachtNietGetekend):
        issue(services, SoortDocument.OPDRACHT, order)
    assert services.leverancierstukken.preview(stuk(SoortDocument.OPDRACHT, order), ZANDOEVER)


# --- the order


def test_the_order_tells_number_work_and_money_and_no_dossier(services: Services, order: OpdrachtId) -> None:
    issued = issue(services, SoortDocument.OPDRACHT, order)
    paper = text_of(issued.pdf)
    for words in ("OPD-2026-014", "Vaste paniekknop", "4.315,00", "906,15", "€ 5.221,15", "één woning"):
        assert words in paper
    for word in GEHEIM:
        assert word.casefold() not in paper.casefold()
    with pikepdf.open(io.BytesIO(issued.pdf)) as document:
        assert str(document.docinfo["/Title"]) == issued.nummer


def test_copies_are_counted_per_order_and_kept_as_his(services: Services, order: OpdrachtId) -> None:
    first, second = (issue(services, SoortDocument.OPDRACHT, order) for _ in range(2))
    assert [(one.exemplaar.volgnummer, one.exemplaar.aantal) for one in (first, second)] == [(1, 1), (2, 2)]
    issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)
    copies = services.leverancierstukken.copies(order)
    assert [one.document for one in copies] == [
        SoortDocument.ADRESBIJLAGE,
        SoortDocument.OPDRACHT,
        SoortDocument.OPDRACHT,
    ]
    assert {one.leverancier_id for one in copies} == {get_order(services, order).leverancier_id}
    assert copies[0].ontvanger == "J. Wortel"


def test_a_change_is_a_paper_of_its_own_with_both_totals(services: Services, order: OpdrachtId) -> None:
    lines = records.list_where(
        services.context.connection, type(WERK[0]), "opdracht_id = ?", (order,), order="id"
    )
    less = replace(regel("Vaste paniekknop", 21000, aantal=-1), wijzigt_id=lines[2].id)
    more = regel("Losse paniekknop", 9000, btw=BtwTarief.LAAG)
    add_versie(services, order, 1, (less, more), omschrijving="De bewoner wil er één minder.")
    sign(services, order, 1)
    paper = text_of(issue(services, SoortDocument.OPDRACHT, order).pdf)
    for words in (
        "Wijziging 1 op opdracht OPD-2026-014",
        "het aantal gaat van 2 naar 1",
        "Regel 4 komt erbij: Losse paniekknop.",
        "Btw 21% -44,10",
        "Btw 9% 8,10",
        "€ -156,00",
        "5.221,15",
        "€ 5.065,15",
        "De afspraken van opdracht OPD-2026-014 blijven gelden",
    ):
        assert words in paper
    assert "De bewoner wil" not in paper
    assert services.leverancierstukken.file_name(stuk(SoortDocument.OPDRACHT, order)) == (
        "OPD-2026-014-wijziging-1.pdf"
    )
    original = services.leverancierstukken.preview(stuk(SoortDocument.OPDRACHT, order, versie=0), ZANDOEVER)
    assert "€ 5.221,15" in text_of(original)
    delivery = text_of(issue(services, SoortDocument.OPLEVERSTAAT, order).pdf)
    assert "Losse paniekknop" in delivery


def test_an_order_without_address_says_so_and_has_no_annex(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    made = add_opdracht(services, dossier, supplier, adres_wijze=Adreswijze.GEEN)
    sign(services, made)
    assert "adresbijlage" not in text_of(issue(services, SoortDocument.OPDRACHT, made).pdf)
    with pytest.raises(AdresOntbreekt):
        issue(services, SoortDocument.ADRESBIJLAGE, made, MONTEUR)


# --- the annex


def test_the_annex_tells_where_and_nothing_else(services: Services, order: OpdrachtId) -> None:
    save(
        services,
        Afspraak(
            dossier_id=get_order(services, order).dossier_id,
            opdracht_id=order,
            dag=dt.date(2026, 3, 30),
            tijd="9:00–12:00",
            thuis="de moeder van N.",
            monteurs="J. Wortel",
        ),
    )
    issued = issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)
    paper = text_of(issued.pdf)
    for words in (
        "Kerkstraat 12 1234 AB Merenstad",
        "maandag 30 maart 2026, 9:00–12:00",
        f"nr. {issued.nummer}",
        "overhandigd aan J. Wortel",
        "Gevonden? Bel 06 0000 0001 en noem het nummer.",
        "retour uiterlijk dinsdag 31 maart 2026",
    ):
        assert words in paper
    mute = ("Merenland", "provincie", "Zandoever", "Alarm", "OPD-2026-014", "moeder", "Đorđević", "GED-04")
    for word in mute:
        assert word.casefold() not in paper.casefold()
    assert issued.exemplaar.retour_voor == dt.date(2026, 3, 31)


def test_an_agreed_day_of_return_stands_on_the_annex(services: Services, order: OpdrachtId) -> None:
    agreed = replace(PAPIER, retour_voor=dt.date(2026, 4, 2))
    issued = services.leverancierstukken.issue(stuk(SoortDocument.ADRESBIJLAGE, order), MONTEUR, agreed)
    assert "retour uiterlijk donderdag 2 april 2026" in text_of(issued.pdf)


@pytest.mark.parametrize(
    "papers",
    [{"ghv_getekend_op": None, "ghv_tot": None}, {"ghv_tot": dt.date(2026, 3, 11)}],
    ids=["never signed", "expired"],
)
def test_no_address_without_valid_secrecy(
    services: Services, order: OpdrachtId, papers: dict[str, Any]
) -> None:
    supplier = services.leveranciers.get(get_order(services, order).leverancier_id or LeverancierId(0))
    services.leveranciers.save(replace(supplier, **papers), [])
    with pytest.raises(GeheimhoudingOntbreekt):
        issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)
    assert services.leverancierstukken.copies(order) == []
    issue(services, SoortDocument.OPDRACHT, order)


@pytest.mark.parametrize("name", ["K. Onbekend", "Zandoever Installatie", " "])
def test_the_annex_goes_to_a_person_who_signed_along(
    services: Services, order: OpdrachtId, name: str
) -> None:
    with pytest.raises(InvalidInput):
        issue(services, SoortDocument.ADRESBIJLAGE, order, Ontvanger(naam=name))


@pytest.mark.parametrize("stand", [Opdrachtstand.CONCEPT, Opdrachtstand.AFGEROND, Opdrachtstand.GEANNULEERD])
def test_no_address_for_work_that_is_not_done_now(
    services: Services, order: OpdrachtId, stand: Opdrachtstand
) -> None:
    change(services, get_order(services, order), stand=stand)
    with pytest.raises(OpdrachtNietGetekend):
        issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR)


def test_the_annex_of_a_place_of_work_names_its_street_and_not_the_building(
    services: Services, order: OpdrachtId
) -> None:
    made = get_order(services, order)
    place = save(
        services,
        Werklocatie(dossier_id=made.dossier_id, naam="Provinciehuis", adres="Marktplein 3, 4321 BA Waterdam"),
    )
    change(services, made, woonplek_id=None, werklocatie_id=place)
    paper = text_of(issue(services, SoortDocument.ADRESBIJLAGE, order, MONTEUR).pdf)
    assert "Marktplein 3 4321 BA Waterdam" in paper
    assert "Provinciehuis" not in paper


# --- request and delivery


def test_the_request_asks_and_tells_nothing(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    builders.add_woonplek(services, dossier)
    asked = add_aanvraag(services, dossier, supplier, toelichting="Werk op een doordeweekse dag.")
    paper = services.leverancierstukken.of_request("ofa-2026-003", "")
    issued = services.leverancierstukken.issue(paper, ZANDOEVER, PAPIER)
    text = text_of(issued.pdf)
    for words in (
        "OFA-2026-003",
        "Video-intercom",
        "dinsdag 24 maart 2026",
        "één woning",
        "doordeweekse dag",
    ):
        assert words in text
    for word in (*GEHEIM, "€", "2.780"):
        assert word.casefold() not in text.casefold()
    assert (issued.exemplaar.aanvraag_id, issued.exemplaar.leverancier_id) == (asked, supplier)
    assert services.leverancierstukken.file_name(paper) == "OFA-2026-003.pdf"


def test_a_request_to_two_suppliers_is_counted_for_each(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    other = builders.add_leverancier(services, naam="Houtwal Hekwerk", kvk="00000202")
    add_aanvraag(services, dossier, supplier, other)
    with pytest.raises(InvalidInput):
        services.leverancierstukken.of_request("OFA-2026-003", "iemand anders")
    with pytest.raises(NotFound):
        services.leverancierstukken.of_request("OFA-2026-004", "")
    for name in ("Houtwal Hekwerk", "zandoever installatie"):
        paper = services.leverancierstukken.of_request("OFA-2026-003", name)
        issued = services.leverancierstukken.issue(paper, Ontvanger(), PAPIER)
        assert (issued.exemplaar.volgnummer, issued.exemplaar.aantal) == (1, 1)
        assert issued.exemplaar.ontvanger.casefold() == name.casefold()


def test_the_delivery_sheet_is_empty_before_and_filled_in_after(
    services: Services, order: OpdrachtId
) -> None:
    before = text_of(issue(services, SoortDocument.OPLEVERSTAAT, order).pdf)
    assert "Alarminstallatie" in before
    assert "Schrijf geen adres, naam of code op dit blad." in before
    made = get_order(services, order)
    lines = records.list_where(
        services.context.connection, type(WERK[0]), "opdracht_id = ?", (order,), order="id"
    )
    delivery = save(
        services,
        Oplevering(
            dossier_id=made.dossier_id,
            opdracht_id=order,
            opgeleverd_op=builders.VANDAAG,
            certificaat="BE-2026-77",
            is_uitgelegd=True,
            codes_bij_bewoner=True,
            fotos="2026-0101, 2026-0102",
            garantie_tot=dt.date(2028, 3, 12),
        ),
    )
    for line in lines:
        save(
            services,
            Opleverregel(
                dossier_id=made.dossier_id,
                oplevering_id=OpleveringId(delivery),
                opdrachtregel_id=line.id,
                aantal=Aantal(100),
            ),
        )
    save(
        services,
        Restpunt(
            dossier_id=made.dossier_id,
            opdracht_id=order,
            opdrachtregel_id=lines[2].id,
            omschrijving="Tweede knop volgt.",
            termijn=dt.date(2026, 4, 6),
        ),
    )
    partly = text_of(issue(services, SoortDocument.OPLEVERSTAAT, order).pdf)
    assert "Eerder geleverd: 1." in partly
    assert "3 Tweede knop volgt. 06-04-2026" in partly
    change(services, made, stand=Opdrachtstand.OPGELEVERD)
    after = text_of(issue(services, SoortDocument.OPLEVERSTAAT, order).pdf)
    for words in ("BE-2026-77", "2026-0101, 2026-0102", "12-03-2028"):
        assert words in after
