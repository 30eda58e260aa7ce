"""What the plan and the summary say: asks, standing, money that adds up, words for each reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests import builders
from tests.builders import VANDAAG
from veiligheidsadvies.domain.advies import Domein, Gedeeld
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId, Status, Toestemming
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.woonplek import Eigendom
from veiligheidsadvies.printing.reconcile import reconcile
from veiligheidsadvies.printing.snapshots import Geld, Maatregelenplan, Samenvatting, Standgroep
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import EIGEN, Ontvanger

SECRETARIS = Ontvanger(naam="provinciesecretaris")
S = SoortKosten


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    return builders.add_dossier(services)


def add(services: Services, dossier_id: DossierId, *costs: tuple[Any, ...], **over: Any) -> int:
    """A measure with cost lines (kind, euros ex btw, fields of the line)."""
    row_id = builders.add_maatregel(services, dossier_id, **over)
    for soort, euros, *fields in costs:
        given = {
            "maatregel_id": MaatregelId(row_id),
            "dossier_id": dossier_id,
            **(fields[0] if fields else {}),
        }
        services.kosten.save(builders.kostenregel(soort, euros * 100, **given))
    return row_id


def plan(services: Services, dossier_id: DossierId, reader: Ontvanger = EIGEN) -> Maatregelenplan:
    snapshot = services.stukken.maatregelenplan(dossier_id, reader)
    reconcile(snapshot)
    return snapshot


def summary(services: Services, dossier_id: DossierId, reader: Ontvanger = SECRETARIS) -> Samenvatting:
    snapshot = services.stukken.samenvatting(dossier_id, reader)
    reconcile(snapshot)
    return snapshot


def row(snapshot: Maatregelenplan, domein: Domein = Domein.WONEN) -> Any:
    return next(blok for blok in snapshot.domeinen if blok.domein == domein.value).maatregelen[0]


NEXT_YEAR = {"boekjaar": 2027}
YEARLY = {"per_jaar": True}


@pytest.mark.parametrize(
    ("costs", "status", "once", "yearly"),
    [
        ([(S.RAMING, 100)], Status.IN_PLAN, 12100, 0),
        ([(S.RAMING, 100), (S.RAMING, 50)], Status.IN_PLAN, 18150, 0),
        ([(S.RAMING, 100), (S.OFFERTE, 90), (S.OFFERTE, 80)], Status.OFFERTE_ONTVANGEN, 9680, 0),
        ([(S.OFFERTE, 90), (S.VERPLICHTING, 95)], Status.OPDRACHT_GEGEVEN, 11495, 0),
        ([(S.VERPLICHTING, 95), (S.FACTUUR, 40)], Status.INGEPLAND, 11495, 0),
        ([(S.VERPLICHTING, 95), (S.FACTUUR, 100), (S.CREDIT, 10)], Status.OPGELEVERD, 10890, 0),
        ([(S.FACTUUR, 40), (S.BETALING, 40)], Status.OPGELEVERD, 4840, 0),
        ([(S.RAMING, 100, NEXT_YEAR)], Status.IN_PLAN, 12100, 0),
        ([(S.RAMING, 20), (S.RAMING, 30, {**YEARLY, **NEXT_YEAR})], Status.IN_PLAN, 2420, 3630),
        ([(S.RAMING, 30, YEARLY)], Status.IN_BEHEER, 3630, 3630),
        ([(S.RAMING, 100), (S.RAMING, 30, YEARLY)], Status.VERVALLEN, 0, 0),
        ([(S.RAMING, 100), (S.FACTUUR, 10)], Status.VERVALLEN, 1210, 0),
        ([], Status.IN_PLAN, 0, 0),
    ],
)
def test_a_measure_costs_its_best_known_amount(
    services: Services, dossier_id: DossierId, costs: list[Any], status: Status, once: int, yearly: int
) -> None:
    add(services, dossier_id, *costs, status=status)
    line = row(plan(services, dossier_id))
    assert (line.in_jaar.incl, line.per_jaar.incl) == (once, yearly)


def test_a_measure_that_was_wound_up_costs_nothing_any_more(
    services: Services, dossier_id: DossierId
) -> None:
    for ended in (dt.date(2025, 12, 1), dt.date(2026, 2, 1)):
        add(services, dossier_id, (S.RAMING, 30, YEARLY), status=Status.AFGEWIKKELD, afgewikkeld_op=ended)
    rows = plan(services, dossier_id).domeinen[0].maatregelen
    assert [(line.in_jaar.incl, line.per_jaar.incl) for line in rows] == [(0, 0), (3630, 0)]


def test_money_adds_up_by_payer_and_says_what_kind_it_is(services: Services, dossier_id: DossierId) -> None:
    own = {"betaler": Betaler.BESTUURDER, "grondslag": Grondslag.PKVW_EIGEN_REKENING}
    add(services, dossier_id, (S.FACTUUR, 100), status=Status.OPGELEVERD)
    add(services, dossier_id, (S.RAMING, 10), (S.RAMING, 5, YEARLY), domein=Domein.WERK)
    add(services, dossier_id, (S.OFFERTE, 7), **own)
    add(services, dossier_id, (S.RAMING, 3, NEXT_YEAR), betaler=None, grondslag=None)
    snapshot = plan(services, dossier_id)
    assert [(line.naam, line.in_jaar.incl, line.per_jaar.incl) for line in snapshot.kosten] == [
        ("Provincie (werkgever)", 12100 + 1210 + 605, 605),
        ("U zelf: Politiekeurmerk, indicatie", 847, 0),
        ("Nog te bepalen", 363, 0),
    ]
    assert snapshot.in_jaar == Geld(ex=12500, btw=2625, incl=15125)
    assert snapshot.periode == "2026–2027"
    assert snapshot.bedragen == "facturen, offertes en ramingen"
    other = plan(services, dossier_id, SECRETARIS)
    assert other.kosten[1].naam == "Bestuurder: Politiekeurmerk, indicatie"


def test_a_plan_without_measures_or_money_still_adds_up(services: Services, dossier_id: DossierId) -> None:
    snapshot = plan(services, dossier_id)
    assert [blok.naam for blok in snapshot.domeinen] == ["Wonen", "Werk", "Verplaatsen", "Informatie"]
    assert [(line.naam, line.in_jaar) for line in snapshot.kosten] == [("Provincie (werkgever)", Geld())]
    assert snapshot.bedragen == "ramingen"


def test_asks_come_from_the_records_with_the_most_urgent_first(
    services: Services, dossier_id: DossierId
) -> None:
    builders.add_advies(services, dossier_id)
    builders.add_woonplek(services, dossier_id, pkvw_termijn=dt.date(2026, 2, 27), eigendom=Eigendom.HUURDER)
    given = {"toestemming": Toestemming.VERKREGEN}
    for _ in range(2):
        add(services, dossier_id, status=Status.WACHT_OP_PKVW, **given)
    visit = dt.date(2026, 3, 20)
    behaviour = {"grondslag": Grondslag.GEEN_KOSTEN, "domein": Domein.INFORMATIE}
    add(
        services,
        dossier_id,
        titel="Sloten op drie deuren",
        status=Status.INGEPLAND,
        gepland_op=visit,
        **given,
    )
    add(services, dossier_id, titel="BRP-geheimhouding", termijn=dt.date(2026, 3, 31), **behaviour)
    add(services, dossier_id, titel="Reisroutes wisselen", status=Status.BESPROKEN, **behaviour)
    asked = [(ask.dag, ask.zin) for ask in plan(services, dossier_id).vragen]
    assert asked == [
        (
            "nu",
            "Laat de keuring voor het Politiekeurmerk plannen. Zonder keurmerk mogen wij drie maatregelen "
            "aan uw woning niet bestellen. De afgesproken dag was 27 februari.",
        ),
        ("vrijdag 20 maart", "Wees thuis voor: sloten op drie deuren."),
        ("uiterlijk 31 maart", "Bespreek met ons: BRP-geheimhouding."),
        ("bij ons gesprek", "Pas toe wat is besproken: reisroutes wisselen."),
    ]
    other = plan(services, dossier_id, SECRETARIS)
    assert other.vragen_kop == "Wat vragen wij van de bestuurder?"
    assert "aan de woning" in other.vragen[0].zin


def test_a_certificate_lifts_its_ask_and_a_term_ahead_is_named(
    services: Services, dossier_id: DossierId
) -> None:
    builders.add_advies(services, dossier_id)
    home_id = builders.add_woonplek(services, dossier_id, pkvw_termijn=dt.date(2026, 4, 1))
    add(services, dossier_id)
    assert plan(services, dossier_id).vragen[0].dag == "uiterlijk 1 april"
    home = services.dossiers.list_woonplekken(dossier_id)[0]
    assert home.id == home_id
    services.dossiers.save_woonplek(replace(home, **builders.with_pkvw()))
    assert plan(services, dossier_id).vragen == ()


def test_consent_advice_and_own_work_are_asked(services: Services, dossier_id: DossierId) -> None:
    builders.add_advies(services, dossier_id, gedeeld=Gedeeld.NIET)
    builders.add_woonplek(services, dossier_id, eigendom=Eigendom.VVE, **builders.with_pkvw())
    own = {"betaler": Betaler.BESTUURDER, "status": Status.IN_PLAN, "termijn": dt.date(2026, 3, 1)}
    add(services, dossier_id, titel="Hek repareren", **own)
    sentences = [ask.zin for ask in plan(services, dossier_id).vragen]
    assert sentences == [
        "Deel de maatregelen uit het advies met de werkgever.",
        "Laat dit uitvoeren: hek repareren. De afgesproken dag was 1 maart.",
        "Vraag de vereniging van eigenaren om toestemming voor één maatregel aan de woning.",
    ]


def test_many_asks_end_with_a_pointer_to_the_sheets(services: Services, dossier_id: DossierId) -> None:
    builders.add_advies(services, dossier_id)
    for day in range(1, 10):
        when = VANDAAG + dt.timedelta(days=day)
        add(
            services, dossier_id, status=Status.INGEPLAND, gepland_op=when, grondslag=Grondslag.WERKGEVERSZORG
        )
    asked = plan(services, dossier_id).vragen
    assert len(asked) == 6
    assert asked[-1].zin == "Nog 4 punten; zie de bladen per domein."


def test_standing_follows_status_and_day(services: Services, dossier_id: DossierId) -> None:
    day = dt.date(2026, 3, 1)
    add(services, dossier_id, status=Status.IN_PLAN, termijn=day, tekst="  a < b  ")
    add(services, dossier_id, status=Status.OPGELEVERD, opgeleverd_op=day)
    add(services, dossier_id, status=Status.IN_BEHEER, volgende_op=dt.date(2026, 9, 1))
    add(services, dossier_id, status=Status.VERVALLEN, termijn=day)
    rows = plan(services, dossier_id).domeinen[0].maatregelen
    assert [(r.stand, r.groep, r.datum, r.datum_soort, r.is_af) for r in rows] == [
        ("te laat", Standgroep.TE_LAAT, day, "termijn", False),
        ("opgeleverd", Standgroep.GEREED, day, "", True),
        ("in beheer", Standgroep.GEREED, dt.date(2026, 9, 1), "volgende", True),
        ("vervallen", Standgroep.VERVALLEN, day, "", False),
    ]
    assert rows[0].tekst == "a < b"


def test_facts_signatures_and_open_points(services: Services, dossier_id: DossierId) -> None:
    builders.add_advies(services, dossier_id, gedeeld_op=dt.date(2026, 1, 19), bva_datum=None)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), herijking_op=dt.date(2027, 1, 9)))
    services.dossiers.save_stap(
        Stap(dossier_id=dossier_id, nummer=9, gereed_op=dt.date(2026, 2, 13), door="provinciesecretaris")
    )
    add(services, dossier_id, (S.RAMING, 10), termijn=dt.date(2026, 3, 1), status=Status.IN_PLAN)
    own, other = plan(services, dossier_id), plan(services, dossier_id, SECRETARIS)
    facts = {fact.label: fact.tekst for fact in own.grondslagen}
    assert facts["Advies CCV"].startswith("14 november 2025, nog niet vastgesteld")
    assert facts["Gedeeld"] == "door u op 19 januari 2026, alleen de maatregelen"
    assert facts["Akkoord"] == "provinciesecretaris, 13 februari 2026"
    assert facts["Herijking"].startswith("uiterlijk 9 januari 2027")
    signs = [(sign.naam, sign.teken) for blok in (own, other) for sign in blok.domeinen[0].handtekeningen]
    assert signs == [
        ("mevrouw N. Đorđević", "handtekening"),
        ("E. Yeşilgöz", "handtekening"),
        ("", "paraaf"),
        ("E. Yeşilgöz", "handtekening"),
    ]
    points = [(point.tekst, point.dag) for point in own.open_punten]
    assert ("PKVW-certificaat ontbreekt (1 maatregel)", "") in points
    assert ("Te laat: vrijstaande brievenbus buiten de gevel", "01-03-2026") in points
    assert ("Fiscale toets van één post in het domein wonen", "") in points
    assert own.contacten[0].telefoon == "06\u00a00000\u00a00001"


@pytest.mark.parametrize(
    ("kind", "payer", "secretary", "sentence"),
    [
        (SoortOrganisatie.GEMEENTE, "Gemeente (werkgever)", "gemeentesecretaris", "De gemeente regelt"),
        (
            SoortOrganisatie.WATERSCHAP,
            "Waterschap (werkgever)",
            "secretaris-directeur",
            "Het waterschap regelt",
        ),
    ],
)
def test_words_follow_the_kind_of_organisation(
    services: Services,
    dossier_id: DossierId,
    kind: SoortOrganisatie,
    payer: str,
    secretary: str,
    sentence: str,
) -> None:
    services.beheer.save_organisatie(replace(services.beheer.organisatie(), soort=kind, rubricering="intern"))
    add(services, dossier_id, (S.RAMING, 10))
    snapshot = plan(services, dossier_id)
    assert snapshot.kosten[0].naam == payer
    assert sentence in snapshot.inleiding
    assert snapshot.blad.rubricering.value == "INTERN"
    paper = summary(services, dossier_id)
    assert paper.beslisser == secretary
    assert "Staten" not in paper.weten[-1].tekst


def test_the_summary_bears_the_decision_and_whether_the_budget_does(
    services: Services, dossier_id: DossierId
) -> None:
    builders.add_advies(services, dossier_id)
    other_id = builders.add_dossier(services, "GED-05")
    add(services, other_id, (S.VERPLICHTING, 1000), status=Status.OPDRACHT_GEGEVEN)
    add(services, dossier_id, (S.VERPLICHTING, 200), status=Status.OPDRACHT_GEGEVEN)
    add(services, dossier_id, (S.RAMING, 100), (S.RAMING, 10, YEARLY), termijn=dt.date(2026, 5, 15))
    own = {"betaler": Betaler.BESTUURDER, "grondslag": Grondslag.PKVW_EIGEN_REKENING}
    add(services, dossier_id, (S.RAMING, 50), **own)
    add(services, dossier_id, (S.RAMING, 70), status=Status.VERVALLEN)
    add(services, dossier_id, (S.RAMING, 40, NEXT_YEAR))
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(200000)))
    paper = summary(services, dossier_id)
    line = paper.domeinen[0]
    assert (line.aantal, line.in_jaar, line.per_jaar) == (4, 24200 + 12100 + 1210 + 4840, 1210)
    assert (line.grondslag, line.gereed_in) == ("Regeling, woonplek", "mei 2026")
    budget = paper.begroting
    assert budget is not None
    assert (budget.vastgelegd, budget.dit_besluit, budget.vrij) == (121000, 37510, 200000 - 121000 - 37510)
    assert paper.besluit == "Ga akkoord met het maatregelenplan van dossier GED-04:"
    assert paper.besluit_noot.startswith("Opdrachten en ramingen inclusief btw")
    heads = ["Volgend jaar.", "Politiekeurmerk.", "Fiscaal.", "Geen ruchtbaarheid."]
    assert [item.kop for item in paper.weten] == heads


def test_the_summary_is_signed_by_its_reader_and_has_no_budget_bar_without_budget(
    services: Services, dossier_id: DossierId
) -> None:
    add(services, dossier_id, (S.RAMING, 10))
    paper = summary(services, dossier_id, Ontvanger(naam="de commissaris van de Koning"))
    assert paper.beslisser == "Commissaris van de Koning"
    assert paper.begroting is None
    assert "GED-04" not in summary(services, dossier_id, EIGEN).besluit
