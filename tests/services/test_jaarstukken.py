"""The papers of a year from the records: amounts of the money engine, no names, numbered per year."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests import builders
from tests.opdrachten import add_opdracht, sign
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput, ReleaseRefused
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument, Wijze
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie, SoortKosten
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel, MaatregelId
from veiligheidsadvies.domain.woonplek import WoonplekId
from veiligheidsadvies.printing.kosten_snapshots import (
    Contractenlijst,
    FiscaleLijst,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Uitgifteregister,
)
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.services.jaarstukken import JAARSTUKKEN
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.papierwoorden import JAARWOORDEN, PAPIERWOORDEN
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgiftegegevens
from veiligheidsadvies.services.vrijgave import Vrijgave, texts_of
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

NAAM = "mevrouw N. Đorđević"
LEZER = Ontvanger(naam="budgethouder")
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
S = SoortDocument


@pytest.fixture
def dossier(services: Services) -> DossierId:
    """Two measures, money of two payers in 2026, and a budget."""
    found = builders.add_dossier(services, naam=NAAM)
    builders.add_advies(services, found)
    home = builders.add_maatregel(services, found, grondslag=Grondslag.WERKGEVERSZORG)
    work = builders.add_maatregel(
        services, found, domein=Domein.WERK, grondslag=Grondslag.WERKGEVERSZORG, titel="Deur van de werkkamer"
    )
    book(services, found, home, SoortKosten.RAMING, 900_00)
    book(services, found, home, SoortKosten.VERPLICHTING, 700_00)
    book(services, found, work, SoortKosten.FACTUUR, 100_01)
    book(services, found, work, SoortKosten.BETALING, 40_00)
    book(services, found, home, SoortKosten.FACTUUR, 50_00, betaler=Betaler.BESTUURDER)
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(5000_00)))
    return found


def book(
    services: Services, dossier: DossierId, measure: int, kind: SoortKosten, cents: int, **over: object
) -> None:
    line = builders.kostenregel(
        kind,
        cents,
        **{
            "btw": BtwTarief.HOOG,
            "boekjaar": 2026,
            "maatregel_id": MaatregelId(measure),
            "dossier_id": dossier,
            "fiscale_categorie": FiscaleCategorie.GEEN_LOON,
            **over,
        },
    )
    services.context.save(line, "Regel")


def first_measure(services: Services, dossier: DossierId) -> int:
    found = records.list_where(services.context.connection, Maatregel, "dossier_id = ?", (dossier,))
    return int(found[0].id or 0)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).split())


def test_the_inside_version_has_the_amounts_of_the_year_three_ways(
    services: Services, dossier: DossierId
) -> None:
    paper = services.jaarstukken.snapshot(S.KOSTENOVERZICHT, 2026, LEZER)
    assert isinstance(paper, KostenoverzichtBinnen)
    stand = services.kosten.jaarstand(2026)
    assert paper.totaal.gefactureerd == stand.gefactureerd.cents == 121_01
    assert paper.totaal.verplicht == stand.verplicht.cents == 847_00
    assert [row.naam for row in paper.per_dossier] == ["GED-04"]
    assert {row.domein: row.stand.gefactureerd for row in paper.per_domein}["werk"] == 121_01
    assert [row.naam for row in paper.per_grondslag] == ["Provincie, werkgeverszorg"]
    assert [(row.naam, row.stand.gefactureerd) for row in paper.anderen] == [("bestuurders zelf", 60_50)]
    told = {fact.label: fact.tekst for fact in paper.controle}
    assert told["Drie totalen"] == "gelijk aan de losse regels, verschil €\u00a00,00"
    assert told["Sluit op de cent"] == "5.000,00 = 121,01 gefactureerd + 847,00 verplicht + 4.031,99 vrij"
    assert "Buitenversie" not in told


def test_the_inside_version_says_whether_the_outside_one_still_holds(
    services: Services, dossier: DossierId
) -> None:
    outside = services.jaarstukken.issue(S.KOSTENOVERZICHT_BUITEN, 2026, LEZER, PAPIER)
    services.jaarstukken.issue(S.KOSTENOVERZICHT_BUITEN, 2025, LEZER, PAPIER)

    def told() -> str:
        paper = services.jaarstukken.snapshot(S.KOSTENOVERZICHT, 2026, LEZER)
        assert isinstance(paper, KostenoverzichtBinnen)
        return {fact.label: fact.tekst for fact in paper.controle}["Buitenversie"]

    assert told() == f"nr. {outside.nummer}, zelfde bedragen, verschil € 0,00"
    book(services, dossier, first_measure(services, dossier), SoortKosten.FACTUUR, 10_00)
    assert told() == f"nr. {outside.nummer}, andere bedragen, gefactureerd +12,10, verplicht -12,10"


def test_the_outside_version_is_one_line_without_a_code(services: Services, dossier: DossierId) -> None:
    issued = services.jaarstukken.issue(S.KOSTENOVERZICHT_BUITEN, 2026, LEZER, PAPIER)
    text = text_of(issued.pdf)
    assert "5.000,00 121,01 847,00 4.031,99" in text
    assert "GED-04" not in text
    assert "INTERN" in text
    empty = services.jaarstukken.snapshot(S.KOSTENOVERZICHT_BUITEN, 2024, LEZER)
    assert isinstance(empty, KostenoverzichtBuiten)
    assert empty.geld.begroot is None
    assert "nog geen begroting" in empty.uitleg[0].tekst


def test_the_fiscal_list_has_every_payer_and_computes_nothing(services: Services, dossier: DossierId) -> None:
    book(
        services,
        dossier,
        first_measure(services, dossier),
        SoortKosten.FACTUUR,
        10_00,
        fiscale_categorie=FiscaleCategorie.EIGEN_REKENING,
    )
    paper = services.jaarstukken.snapshot(S.FISCALE_LIJST, 2026, LEZER)
    assert isinstance(paper, FiscaleLijst)
    lines = {(row.dossier, row.categorie, row.betaler): row.bedrag.incl for row in paper.regels}
    assert lines[("GED-04", "geen loon", "provincie")] == 121_01
    assert lines[("GED-04", "geen loon", "bestuurder")] == 60_50
    assert paper.totaal.incl == paper.gefactureerd == 121_01 + 60_50 + 12_10
    assert any("niet gedekt door de Regeling" in note.tekst for note in paper.weten)
    assert "Wij rekenen geen belasting" in paper.inleiding


def test_the_list_of_contracts_begins_with_the_first_day_to_give_notice(
    services: Services, dossier: DossierId
) -> None:
    supplier = builders.add_leverancier(services)
    begin = dt.date(2025, 5, 4)
    for name, day, over in (
        ("Onderhoud", dt.date(2025, 11, 1), {}),
        ("Meldkamer", begin, {"kenmerk": "OM-1"}),
        ("Proef", begin, {"verlenging_maanden": 0, "looptijd_maanden": 18}),
        ("Oud", dt.date(2024, 1, 1), {"eindigt_op": dt.date(2024, 12, 31)}),
        ("Later", dt.date(2027, 1, 1), {}),
    ):
        contract = Contract(
            naam=name,
            ingang=day,
            leverancier_id=supplier,
            ex=Bedrag(100_00),
            incl=Bedrag(121_00),
            dossier_id=dossier,
            maatregel_id=MaatregelId(first_measure(services, dossier)),
            **over,  # type: ignore[arg-type]
        )
        services.contracten.save(contract)
    paper = services.jaarstukken.snapshot(S.CONTRACTENLIJST, 2026, LEZER)
    assert isinstance(paper, Contractenlijst)
    assert [row.naam for row in paper.regels] == ["Meldkamer", "Onderhoud", "Proef"]
    first = paper.regels[0]
    assert (first.dossier, first.opzeggen_voor, first.is_dringend) == ("GED-04", dt.date(2026, 4, 3), True)
    assert paper.regels[2].stand == "eindigt vanzelf"
    assert paper.totaal == 3 * 121_00
    text = text_of(services.jaarstukken.issue(S.CONTRACTENLIJST, 2026, LEZER, PAPIER).pdf)
    assert "OM-1" in text
    assert NAAM not in text


@pytest.fixture
def copies(services: Services, dossier: DossierId) -> list[str]:
    """Copies of every kind of reader, one lost and one reprinted."""
    readers = (EIGEN, Ontvanger(naam="provinciesecretaris"), Ontvanger(naam="Jan Bakker"))
    numbers = [services.stukken.issue(S.MAATREGELENPLAN, dossier, one, PAPIER) for one in readers]
    supplier = builders.add_leverancier(services)
    home = WoonplekId(builders.add_woonplek(services, dossier))
    order = add_opdracht(services, dossier, supplier, woonplek_id=home)
    sign(services, order)
    stuk = Leverancierstuk(document=S.ADRESBIJLAGE, opdracht_id=order)
    numbers.append(services.leverancierstukken.issue(stuk, Ontvanger(naam="J. Wortel"), PAPIER))
    again = services.exemplaren.reprint(int(numbers[1].exemplaar.id or 0), PAPIER)
    services.exemplaren.settle(int(again.exemplaar.id or 0), Afloop.VERMIST)
    return [one.nummer for one in (*numbers, again)]


def test_the_register_tells_readers_by_office_or_supplier_only(services: Services, copies: list[str]) -> None:
    paper = services.jaarstukken.snapshot(S.UITGIFTEREGISTER, 2026, LEZER)
    assert isinstance(paper, Uitgifteregister)
    assert [row.nummer for row in paper.regels] == copies
    supplier = records.list_where(services.context.connection, Leverancier)[0].naam
    told = [row.ontvanger for row in paper.regels]
    assert told == [
        "eigen exemplaar",
        "provinciesecretaris",
        "lezer op naam",
        supplier,
        "provinciesecretaris",
    ]
    assert [row.hoort_bij for row in paper.regels[:3]] == ["GED-04"] * 3
    assert paper.regels[3].hoort_bij.startswith("OPD-2026-")
    assert paper.regels[4].noot == f"herdruk van {copies[1]}"
    assert {one.stand: one.aantal for one in paper.standen} == {
        "buiten": 4,
        "retour": 0,
        "vernietigd": 0,
        "vermist": 1,
    }
    assert paper.ontbreekt == ()


def test_the_register_is_a_numbered_copy_itself_and_stands_in_the_next(
    services: Services, copies: list[str]
) -> None:
    first = services.jaarstukken.issue(S.UITGIFTEREGISTER, 2026, LEZER, PAPIER)
    text = text_of(first.pdf)
    for secret in ("Đorđević", "Bakker", "Wortel", "Kerkstraat"):
        assert secret not in text
    assert first.nummer not in [row.nummer for row in _register(services).regels[:-1]]
    assert _register(services).regels[-1].nummer == first.nummer
    assert first.exemplaar.document is S.UITGIFTEREGISTER


def _register(services: Services) -> Uitgifteregister:
    paper = services.jaarstukken.snapshot(S.UITGIFTEREGISTER, 2026, LEZER)
    assert isinstance(paper, Uitgifteregister)
    return paper


@pytest.mark.parametrize("document", JAARSTUKKEN)
def test_copies_of_a_year_are_counted_per_year(
    services: Services, dossier: DossierId, document: SoortDocument
) -> None:
    parts = [
        services.jaarstukken.issue(document, year, LEZER, PAPIER).exemplaar for year in (2026, 2026, 2025)
    ]
    assert [(copy.volgnummer, copy.aantal) for copy in parts] == [(1, 1), (2, 2), (1, 1)]
    assert all(copy.dossier_id is None for copy in parts)


def test_nobody_gets_a_paper_of_a_year_in_the_name_of_a_bestuurder(
    services: Services, dossier: DossierId
) -> None:
    for document in JAARSTUKKEN:
        with pytest.raises(ReleaseRefused) as refused:
            services.jaarstukken.issue(document, 2026, Ontvanger(naam=NAAM), PAPIER)
        assert "naam" in " ".join(refused.value.places)
        with pytest.raises(InvalidInput):
            services.jaarstukken.issue(document, 2026, EIGEN, PAPIER)
        assert not services.exemplaren.list_all()


def test_a_contract_that_names_somebody_is_refused(services: Services, dossier: DossierId) -> None:
    services.contracten.save(
        Contract(
            naam="Alarm bij Đorđević thuis",
            ingang=dt.date(2026, 1, 1),
            ex=Bedrag(100),
            incl=Bedrag(121),
            dossier_id=dossier,
            maatregel_id=MaatregelId(first_measure(services, dossier)),
        )
    )
    with pytest.raises(ReleaseRefused):
        services.jaarstukken.issue(S.CONTRACTENLIJST, 2026, LEZER, PAPIER)


def test_another_paper_is_no_paper_of_a_year(services: Services, dossier: DossierId) -> None:
    with pytest.raises(ValueError, match=S.OPDRACHT.value):
        services.jaarstukken.snapshot(S.OPDRACHT, 2026, LEZER)


def test_every_fixed_word_of_a_paper_of_a_year_is_known(services: Services, copies: list[str]) -> None:
    """A surname such as Grootboek or Lezer stands on the paper by itself, so finding it proves nothing."""
    services.contracten.save(
        Contract(
            naam="Onderhoud",
            ingang=dt.date(2026, 1, 1),
            ex=Bedrag(100),
            incl=Bedrag(121),
            dossier_id=DossierId(1),
            maatregel_id=MaatregelId(first_measure(services, DossierId(1))),
        )
    )
    reader = Ontvanger(naam="Xq")
    for document in JAARSTUKKEN:
        snapshot = services.jaarstukken.snapshot(document, 2026, reader)
        text = " ".join(page_texts(services.jaarstukken.preview(document, 2026, reader)))
        known = Vrijgave(services.context).ordinary_words() | PAPIERWOORDEN
        known |= _words(" ".join((JAARWOORDEN, *texts_of(snapshot))))
        assert _words(text) <= known


def test_a_surname_that_is_a_word_of_the_paper_keeps_nobody_from_it(
    services: Services, dossier: DossierId
) -> None:
    builders.add_dossier(services, "GED-05", naam="mevrouw A. Lezer")
    builders.add_dossier(services, "GED-06", naam="de heer B. Grootboek")
    for document in JAARSTUKKEN:
        assert services.jaarstukken.issue(document, 2026, LEZER, PAPIER).pdf


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", fold(text)))
