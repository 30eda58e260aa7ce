"""The overview of a year: tree, payers, months and lists are sums of the same posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.opdrachten import give_order, regel_voor
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId, Status
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtregel, OpdrachtregelId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kosten_overzicht import Kostenknoop
from veiligheidsadvies.storage import kosten_posten, kosten_table, records
from veiligheidsadvies.storage.kosten_table import Geldstand

RAMING, VERPLICHTING, FACTUUR = SoortKosten.RAMING, SoortKosten.VERPLICHTING, SoortKosten.FACTUUR
BETALING, CREDIT = SoortKosten.BETALING, SoortKosten.CREDIT


class Geld:
    """A vault with one dossier and measures to book on; every amount without btw."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.dossier_id = builders.add_dossier(services)

    def measure(self, **over: object) -> int:
        return builders.add_maatregel(
            self.services, self.dossier_id, **{"grondslag": Grondslag.WERKGEVERSZORG, **over}
        )

    def book(self, measure: int, kind: SoortKosten, cents: int, year: int = 2026, **over: object) -> None:
        line = builders.kostenregel(
            kind,
            cents,
            **{
                "btw": BtwTarief.NUL,
                "boekjaar": year,
                "datum": dt.date(year, 2, 5),
                "maatregel_id": MaatregelId(measure),
                "dossier_id": self.dossier_id,
                **over,
            },
        )
        self.services.context.save(line, "Regel")

    def regel(self, measure: int, cents: int, **over: object) -> Opdrachtregel:
        return regel_voor(self.dossier_id, measure, cents, titel="Deurspion", btw=BtwTarief.NUL, **over)

    def order(self, *regels: Opdrachtregel) -> tuple[OpdrachtId, list[OpdrachtregelId]]:
        supplier = builders.add_leverancier(self.services)
        return give_order(self.services, self.dossier_id, supplier, regels)


@pytest.fixture
def geld(tmp_path: Path) -> Iterator[Geld]:
    opened = builders.open_services(tmp_path)
    yield Geld(opened)
    opened.close()


def _filled(geld: Geld) -> list[int]:
    home, work, own = (
        geld.measure(),
        geld.measure(domein=Domein.WERK, titel="Toegangsdeur"),
        geld.measure(betaler=Betaler.BESTUURDER, titel="Hang- en sluitwerk"),
    )
    geld.book(home, RAMING, 5_000)
    geld.book(work, VERPLICHTING, 4_000, 2025)
    geld.book(work, FACTUUR, 1_000)
    geld.book(work, BETALING, 400)
    geld.book(own, FACTUUR, 700)
    geld.book(own, BETALING, 700)
    _, (first, second) = geld.order(
        geld.regel(home, 3_000), geld.regel(home, 2_000, betaler=Betaler.NIEUWE_WERKGEVER)
    )
    geld.book(home, FACTUUR, 1_200, betaler=Betaler.ORGANISATIE, opdrachtregel_id=first)
    geld.book(home, CREDIT, 200, betaler=Betaler.ORGANISATIE, opdrachtregel_id=first)
    return [home, work, own, first, second]


def _leaves(node: Kostenknoop) -> Iterator[Kostenknoop]:
    if not node.kinderen:
        yield node
    for child in node.kinderen:
        yield from _leaves(child)


def _sum(parts: list[Geldstand]) -> Geldstand:
    found = Geldstand()
    for part in parts:
        found += part
    return found


def test_the_tree_the_payers_and_the_domains_add_up_to_the_year(geld: Geld) -> None:
    _filled(geld)
    geld.services.kosten.save_begroting(
        Begroting(jaar=2026, bedrag=Bedrag(9_000), extra=Bedrag(500), overgeheveld=Bedrag(300))
    )
    found = geld.services.kosten.kostenoverzicht(2026)
    assert found.totaal == Geldstand(
        raming=Bedrag(5_000), verplicht=Bedrag(2_000), gefactureerd=Bedrag(2_000), betaald=Bedrag(400)
    )
    assert found.totaal.openstaand == Bedrag(1_600)
    assert found.stand.begroot == Bedrag(9_800)
    assert found.stand.vrij == Bedrag(5_800)
    assert _sum([node.stand for node in found.boom]) == found.totaal
    assert _sum([leaf.stand for node in found.boom for leaf in _leaves(node)]) == found.totaal
    assert found.per_betaler[Betaler.ORGANISATIE] == found.totaal
    assert _sum(list(found.per_domein.values())) == found.totaal
    assert found.per_betaler[Betaler.BESTUURDER] == Geldstand(gefactureerd=Bedrag(700), betaald=Bedrag(700))
    assert found.per_betaler[Betaler.NIEUWE_WERKGEVER] == Geldstand(verplicht=Bedrag(2_000))
    assert found.controle.sluit
    everybody = geld.services.kosten.kostenoverzicht(2026, None)
    assert everybody.totaal == _sum(list(found.per_betaler.values()))


def test_the_order_of_last_year_that_is_billed_now_counts_once(geld: Geld) -> None:
    measure = geld.measure()
    geld.book(measure, VERPLICHTING, 4_000, 2025)
    geld.book(measure, FACTUUR, 3_000, 2026)
    money = [geld.services.kosten.jaarstand(year) for year in (2025, 2026)]
    assert [(stand.verplicht, stand.gefactureerd) for stand in money] == [
        (Bedrag(1_000), NIHIL),
        (NIHIL, Bedrag(3_000)),
    ]


def test_the_tree_tells_order_lines_below_their_measure(geld: Geld) -> None:
    home, *_, first, _ = _filled(geld)
    found = geld.services.kosten.kostenoverzicht(2026)
    wonen = found.boom[0]
    assert (wonen.soort, wonen.titel, [node.titel for node in wonen.kinderen]) == (
        "domein",
        "wonen",
        ["GED-04"],
    )
    measure = wonen.kinderen[0].kinderen[0]
    assert (measure.maatregel_id, measure.soort) == (home, "maatregel")
    assert [(post.opdrachtregel_id, post.opdracht_nummer, post.titel) for post in measure.kinderen] == [
        (None, "", "Buiten opdrachten"),
        (first, "OPD-2026-001", "OPD-2026-001 · Deurspion"),
    ]


def test_the_months_run_up_to_the_figures_of_the_year(geld: Geld) -> None:
    _filled(geld)
    later = geld.measure(titel="Camera", termijn=dt.date(2026, 9, 1))
    geld.book(later, RAMING, 1_500)
    found = geld.services.kosten.kostenoverzicht(2026)
    assert [m.gefactureerd.cents for m in found.maanden] == [0] + [2_000] * 11
    assert [m.verplicht.cents for m in found.maanden] == [0] * 3 + [2_000] * 9
    assert [m.geraamd.cents for m in found.maanden] == [0] * 8 + [1_500] * 4
    last = found.maanden[-1]
    assert (last.gefactureerd, last.verplicht, last.geraamd) == (
        found.totaal.gefactureerd,
        found.totaal.verplicht,
        found.totaal.nog_geraamd,
    )


def test_the_fiscal_list_tells_what_was_billed_per_code_and_category(geld: Geld) -> None:
    _filled(geld)
    measure = geld.measure(titel="Alarm")
    geld.book(measure, FACTUUR, 1_000, fiscale_categorie=FiscaleCategorie.GEEN_LOON, btw=BtwTarief.HOOG)
    found = geld.services.kosten.kostenoverzicht(2026)
    told = [(r.dossier_code, r.categorie.value, r.betaler, r.ex.cents, r.btw.cents) for r in found.fiscaal]
    assert told == [
        ("GED-04", "geen_loon", Betaler.ORGANISATIE, 1_000, 210),
        ("GED-04", "nader_bepalen", Betaler.BESTUURDER, 700, 0),
        ("GED-04", "nader_bepalen", Betaler.ORGANISATIE, 2_000, 0),
    ]
    assert sum(r.incl.cents for r in found.fiscaal if r.betaler is Betaler.ORGANISATIE) == (
        found.totaal.gefactureerd.cents
    )


def test_what_comes_due_is_told_by_day(geld: Geld) -> None:
    measure = geld.measure(titel="Alarmopvolging")
    contract = Contract(
        dossier_id=geld.dossier_id,
        maatregel_id=MaatregelId(measure),
        naam="Alarmopvolging",
        ingang=dt.date(2025, 5, 1),
        opzegtermijn_dagen=30,
        ex=Bedrag(100_00),
        incl=Bedrag(121_00),
        volgend_onderhoud=dt.date(2026, 4, 20),
    )
    geld.services.context.save(contract, "Contract")
    coming = geld.services.kosten.kostenoverzicht(2026).komend
    assert [(one.soort, one.dag) for one in coming] == [
        ("opzeggen", dt.date(2026, 3, 31)),
        ("onderhoud", dt.date(2026, 4, 20)),
    ]


def test_the_check_names_the_cents_that_do_not_add_up(geld: Geld, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(geld)
    whole = kosten_table.geldstand

    def wrong(*given: object, **over: object) -> Geldstand:
        return replace(whole(*given, **over), betaald=Bedrag(397))  # type: ignore[arg-type]

    monkeypatch.setattr(kosten_table, "geldstand", wrong)
    controle = geld.services.kosten.kostenoverzicht(2026).controle
    assert (controle.sluit, controle.verschil) == (False, Bedrag(3))


def test_a_payment_counts_in_the_year_of_its_bill(geld: Geld) -> None:
    measure = geld.measure()
    row = geld.services.context.save(
        Factuur(
            dossier_id=geld.dossier_id,
            nummer="F1",
            datum=dt.date(2025, 12, 1),
            ontvangen_op=dt.date(2025, 12, 3),
            boekjaar=2025,
        ),
        "Factuur",
    ).row_id
    geld.book(measure, FACTUUR, 500, 2025, factuur_id=row)
    geld.book(measure, BETALING, 500, 2026, factuur_id=row)
    assert geld.services.kosten.jaarstand(2025).openstaand == NIHIL
    assert geld.services.kosten.jaarstand(2026).betaald == NIHIL
    assert geld.services.kosten.kostenoverzicht(2025).controle.sluit


def test_an_estimate_counts_again_once_its_order_was_cancelled(geld: Geld) -> None:
    measure = geld.measure()
    geld.book(measure, RAMING, 900)
    _, (line,) = geld.order(geld.regel(measure, 800))
    assert geld.services.kosten.jaarstand(2026).geraamd == NIHIL
    geld.book(measure, VERPLICHTING, -800, betaler=Betaler.ORGANISATIE, opdrachtregel_id=line)
    stand = geld.services.kosten.jaarstand(2026)
    assert (stand.geraamd, stand.verplicht) == (Bedrag(900), NIHIL)


@pytest.mark.parametrize("year", [None, 2025, 2026, 2027])
def test_the_short_way_of_adding_up_is_the_long_one(geld: Geld, year: int | None) -> None:
    """A measure that is added up as it is read gives what its post gives."""
    geld.measure()
    for status, kinds in (
        (Status.IN_BEHEER, {RAMING: 10, VERPLICHTING: 7, FACTUUR: 5, CREDIT: 1, BETALING: 4}),
        (Status.VERVALLEN, {RAMING: 20, VERPLICHTING: 9, FACTUUR: 2}),
        (Status.IN_PLAN, {RAMING: 30, SoortKosten.OFFERTE: 25, BETALING: 1}),
    ):
        measure = geld.measure(status=status)
        for kind, cents in kinds.items():
            geld.book(measure, kind, cents, 2026)
    recurring = geld.measure(status=Status.AFGEWIKKELD, afgewikkeld_op=dt.date(2026, 5, 1))
    geld.book(recurring, RAMING, 40, 2025, per_jaar=True)
    geld.book(recurring, SoortKosten.OFFERTE, 35, 2025, per_jaar=True)
    connection = geld.services.context.connection
    long = kosten_posten.added(p for _, p in kosten_posten.list_posten(connection).standen(year))
    assert kosten_table.geldstand(connection, jaar=year) == long
    assert kosten_table.geldstand(connection, jaar=year, dossier_id=geld.dossier_id) == long
    assert kosten_table.geldstand(connection, jaar=year, behalve=geld.dossier_id) == Geldstand()
    if year is None:
        assert kosten_table.per_dossier(connection) == {DossierId(geld.dossier_id): long}


def test_a_closed_contract_ends_what_recurs(geld: Geld) -> None:
    measure = geld.measure(status=Status.IN_BEHEER)
    geld.book(measure, VERPLICHTING, 120, 2025, per_jaar=True)
    contract = Contract(
        dossier_id=geld.dossier_id,
        maatregel_id=MaatregelId(measure),
        naam="Opvolging",
        ingang=dt.date(2025, 1, 1),
        ex=Bedrag(120),
        btw=BtwTarief.NUL,
        incl=Bedrag(120),
    )
    row = geld.services.context.save(contract, "Contract").row_id
    years = (2025, 2026, 2027, 2028)
    assert [geld.services.kosten.jaarstand(y).verplicht.cents for y in years] == [120] * 4
    kept = records.get(geld.services.context.connection, Contract, row or 0)
    geld.services.context.save(replace(kept, eindigt_op=dt.date(2026, 12, 31)), "Contract")
    assert [geld.services.kosten.jaarstand(y).verplicht.cents for y in years] == [120, 120, 0, 0]
