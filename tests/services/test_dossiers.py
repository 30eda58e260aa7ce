"""Dossiers through the real services: made, moved, followed through the steps, seen in Vandaag."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests import builders
from veiligheidsadvies.domain.advies import Advies, AdviesId, Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.errors import InvalidInput, NotFound, UnderHold
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId, Status
from veiligheidsadvies.domain.stap import Fase, Stap
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens, Wijze, produce
from veiligheidsadvies.services.vandaag import Doel, Groep
from veiligheidsadvies.text.messages import explain_problem

TERM = dt.date(2026, 4, 30)


def test_codes_are_proposed_per_office_and_stay_unique(services: Services) -> None:
    assert services.dossiers.propose_code(Ambt.GEDEPUTEERDE) == "GED-01"
    builders.add_dossier(services, "GED-01")
    assert services.dossiers.propose_code(Ambt.GEDEPUTEERDE) == "GED-02"
    with pytest.raises(InvalidInput) as caught:
        builders.add_dossier(services, " ged-01 ")
    assert [(p.field, p.reason) for p in caught.value.problems] == [("code", "bestaat_al")]


@pytest.mark.parametrize("code", ["", "GED", "GED-", "4", "ged 04", "GED-0004"])
def test_a_code_has_letters_and_a_number(services: Services, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        builders.add_dossier(services, code)
    assert {p.field for p in caught.value.problems} == {"code"}


def test_all_problems_come_at_once(services: Services) -> None:
    with pytest.raises(InvalidInput) as caught:
        builders.add_dossier(
            services, "GED-01", naam="", begin=dt.date(2026, 5, 1), einde=dt.date(2026, 4, 1)
        )
    assert {p.field for p in caught.value.problems} == {"naam", "einde"}


def test_a_new_dossier_starts_at_step_one_and_undo_takes_it_away(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    found = services.overzicht.get(dossier_id)
    assert (found.voortgang.huidige, found.voortgang.fase) == (1, Fase.AANMELDING)
    assert found.volgende.nummer == 1
    services.undo()
    with pytest.raises(NotFound):
        services.dossiers.get(dossier_id)


def test_the_records_move_the_dossier_through_the_steps(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_advies(services, dossier_id, gedeeld_op=dt.date(2026, 1, 19))
    assert services.overzicht.get(dossier_id).voortgang.huidige == 8
    assert services.overzicht.get(dossier_id).volgende.doel == "woonplek"
    builders.add_woonplek(services, dossier_id)
    builders.add_maatregel(services, dossier_id, advies_id=AdviesId(1), status=Status.IN_PLAN, termijn=TERM)
    assert services.overzicht.get(dossier_id).voortgang.huidige == 9
    services.dossiers.save_stap(Stap(dossier_id=dossier_id, nummer=9, gereed_op=dt.date(2026, 2, 13)))
    found = services.overzicht.get(dossier_id)
    assert (found.voortgang.huidige, found.volgende.doel) == (10, "pkvw")
    assert {b.code for b in found.bevindingen} >= {"pkvw_ontbreekt"}
    home = services.dossiers.list_woonplekken(dossier_id)[0]
    services.dossiers.save_woonplek(replace(home, **builders.with_pkvw()))
    assert services.overzicht.get(dossier_id).voortgang.huidige == 11
    assert [m.termijn for m in services.overzicht.get(dossier_id).eerstvolgende] == [TERM]


def test_an_advice_before_its_own_adoption_is_refused(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    wrong = Advies(dossier_id=dossier_id, ccv_datum=dt.date(2026, 2, 1), bva_datum=dt.date(2026, 1, 1))
    with pytest.raises(InvalidInput) as caught:
        services.dossiers.save_advies(wrong)
    assert caught.value.problems[0].data["datum"] == dt.date(2026, 2, 1)


def test_an_advice_with_measures_cannot_go(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    advies_id = builders.add_advies(services, dossier_id)
    builders.add_maatregel(services, dossier_id, advies_id=AdviesId(advies_id))
    for told in ("nog één maatregel", "nog 2 maatregelen"):
        with pytest.raises(InvalidInput) as caught:
            services.dossiers.remove(services.dossiers.list_adviezen(dossier_id)[0])
        assert told in explain_problem(caught.value.problems[0])
        builders.add_maatregel(services, dossier_id, advies_id=AdviesId(advies_id))
    empty = builders.add_advies(services, dossier_id, kenmerk="tweede")
    services.dossiers.remove(next(a for a in services.dossiers.list_adviezen(dossier_id) if a.id == empty))
    assert [a.id for a in services.dossiers.list_adviezen(dossier_id)] == [advies_id]


@pytest.mark.parametrize("kind", [Woonplek, Werklocatie])
def test_a_place_that_an_order_is_for_cannot_go(
    services: Services, kind: type[Woonplek | Werklocatie]
) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id)
    services.dossiers.save_werklocatie(Werklocatie(dossier_id=dossier_id, naam="Huis", adres="Kade 1"))
    (home,), (office,) = (
        services.dossiers.list_woonplekken(dossier_id),
        services.dossiers.list_werklocaties(dossier_id),
    )
    place = home if kind is Woonplek else office
    chosen = {"woonplek_id": None, "werklocatie_id": None, f"{place.TABEL}_id": place.id}
    order = builders.add_opdracht(
        services, dossier_id, builders.add_maatregel(services, dossier_id), **chosen
    )
    with pytest.raises(InvalidInput) as caught:
        services.dossiers.remove(place)
    (problem,) = caught.value.problems
    assert problem.data == {"nummers": services.opdrachten.get(order).nummer}
    services.dossiers.remove(office if place is home else home)


def test_under_a_hold_nothing_is_taken_out_and_changing_goes_on(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id)
    (home,) = services.dossiers.list_woonplekken(dossier_id)
    hold = services.bewaren.hold(dossier_id, "lopende zaak").row_id or 0
    with pytest.raises(UnderHold):
        services.dossiers.remove(home)
    services.dossiers.save_woonplek(replace(home, adres="Kade 1"))
    services.bewaren.lift(hold, "zaak gesloten")
    services.dossiers.remove(home)
    assert services.dossiers.list_woonplekken(dossier_id) == []


def test_moving_house_closes_the_old_home_and_asks_what_follows(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_advies(services, dossier_id)
    builders.add_woonplek(services, dossier_id, vanaf=dt.date(2020, 1, 1))
    builders.add_maatregel(
        services, dossier_id, status=Status.IN_BEHEER, terugkerend=True, interval_maanden=1,
        opgeleverd_op=dt.date(2025, 5, 1), volgende_op=dt.date(2026, 4, 1),
    )  # fmt: skip
    (old,) = services.dossiers.list_woonplekken(dossier_id)
    services.dossiers.move_house(old, Woonplek(adres="Dijk 3"), last_day=dt.date(2026, 2, 28))
    new, closed = services.dossiers.list_woonplekken(dossier_id)
    assert (closed.tot, new.vanaf, new.adres) == (dt.date(2026, 2, 28), dt.date(2026, 3, 1), "Dijk 3")
    codes = {b.code for b in services.overzicht.get(dossier_id).bevindingen}
    assert codes >= {"advies_na_verhuizing", "abonnement_oud_adres"}
    services.undo()
    assert [w.adres for w in services.dossiers.list_woonplekken(dossier_id)] == [old.adres]


def test_a_move_back_in_time_is_refused(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id, vanaf=dt.date(2020, 1, 1))
    (old,) = services.dossiers.list_woonplekken(dossier_id)
    new = Woonplek(adres="Dijk 3", vanaf=dt.date(2026, 2, 1))
    with pytest.raises(InvalidInput):
        services.dossiers.move_house(old, new, last_day=dt.date(2026, 2, 28))


def test_vandaag_tells_what_is_late_this_week_and_soon(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_advies(services, dossier_id, ccv_datum=dt.date(2026, 1, 19), bva_datum=None)
    builders.add_woonplek(services, dossier_id, pkvw_termijn=dt.date(2026, 2, 27))
    builders.add_maatregel(services, dossier_id, titel="Brievenbus", termijn=dt.date(2026, 3, 13))
    builders.add_maatregel(services, dossier_id, titel="Kluis", termijn=dt.date(2026, 3, 16))
    builders.add_maatregel(services, dossier_id, titel="Ver weg", termijn=dt.date(2026, 8, 1))
    today = services.today
    found = {(t.wat, t.groep(today)) for t in services.vandaag.taken()}
    assert found >= {
        ("PKVW-certificaat nog niet binnen", Groep.TE_LAAT),
        ("Brievenbus", Groep.DEZE_WEEK),
        ("Kluis", Groep.BINNENKORT),
        ("Navraag vaststelling door BVA", Groep.BINNENKORT),
        ("Herstelblad bevestigen", Groep.DEZE_WEEK),
    }
    assert "Ver weg" not in {wat for wat, _ in found}
    later = services.vandaag.next_after()
    assert later is not None
    assert later.wat == "Ver weg"


def test_a_closed_dossier_asks_nothing(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_maatregel(services, dossier_id, termijn=dt.date(2026, 3, 13))
    services.dossiers.save(replace(services.dossiers.get(dossier_id), gesloten_op=builders.VANDAAG))
    assert {t.doel for t in services.vandaag.taken()} == {Doel.HERSTELBLAD}


def test_the_matrix_counts_every_live_measure_once(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    for status in Status:
        builders.add_maatregel(services, dossier_id, status=status, titel=status.woord)
    builders.add_maatregel(services, dossier_id, status=Status.IN_PLAN, termijn=dt.date(2026, 3, 11))
    matrix = services.vandaag.matrix()
    assert matrix.vervallen == 4
    assert matrix.row_total(None) == len(Status) - 4 + 1
    assert (
        matrix.cell(Domein.WONEN, "te_laat"),
        matrix.cell(None, "wacht"),
        matrix.cell(None, "gereed"),
    ) == (1, 2, 4)


def test_the_year_reconciles_and_own_account_stands_outside(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    ours = MaatregelId(builders.add_maatregel(services, dossier_id))
    own = MaatregelId(
        builders.add_maatregel(
            services, dossier_id, betaler=Betaler.BESTUURDER, grondslag=Grondslag.PKVW_EIGEN_REKENING
        )
    )
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(6_000_000)))
    for row, kind, cents in (
        (ours, SoortKosten.VERPLICHTING, 300_000),
        (ours, SoortKosten.FACTUUR, 200_000),
        (ours, SoortKosten.CREDIT, 50_000),
        (ours, SoortKosten.BETALING, 100_000),
        (own, SoortKosten.FACTUUR, 999_900),
    ):
        services.kosten.save(builders.kostenregel(kind, cents, maatregel_id=row, dossier_id=dossier_id))
    stand = services.kosten.jaarstand(2026)
    assert stand.gefactureerd == Bedrag(242_000 - 60_500)
    assert stand.verplicht == Bedrag(363_000) - stand.gefactureerd
    assert stand.vrij is not None
    assert stand.vrij + stand.verplicht + stand.gefactureerd == stand.begroot
    assert stand.betaald == Bedrag(121_000)
    assert stand.geraamd == Bedrag(0)
    assert services.kosten.jaarstand(2025).gefactureerd == Bedrag(0)


def test_what_is_still_estimated_is_the_newest_quote_or_else_the_estimate(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    quoted, estimated, lapsed, ordered = (
        MaatregelId(builders.add_maatregel(services, dossier_id, status=status))
        for status in (Status.OFFERTE_ONTVANGEN, Status.IN_PLAN, Status.VERVALLEN, Status.OPDRACHT_GEGEVEN)
    )
    for row, kind, cents in (
        (quoted, SoortKosten.RAMING, 900),
        (quoted, SoortKosten.OFFERTE, 800),
        (quoted, SoortKosten.OFFERTE, 700),
        (estimated, SoortKosten.RAMING, 50),
        (lapsed, SoortKosten.RAMING, 4000),
        (lapsed, SoortKosten.VERPLICHTING, 4000),
        (ordered, SoortKosten.RAMING, 300),
        (ordered, SoortKosten.VERPLICHTING, 310),
    ):
        services.kosten.save(
            builders.kostenregel(kind, cents, btw=BtwTarief.NUL, maatregel_id=row, dossier_id=dossier_id)
        )
    stand = services.kosten.jaarstand(2026)
    assert (stand.geraamd, stand.verplicht) == (Bedrag(750), Bedrag(310))
    assert services.kosten.stand_per_dossier()[dossier_id].nog_geraamd == Bedrag(750)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"ex": Bedrag(-1)}, "ex"),
        ({"incl": Bedrag(5)}, "incl"),
        ({"boekjaar": 1026}, "boekjaar"),
        ({"ex": Bedrag(10_000_000_01)}, "ex"),
    ],
)
def test_money_that_cannot_be_is_told_at_its_field(
    services: Services, over: dict[str, object], field: str
) -> None:
    dossier_id = builders.add_dossier(services)
    row_id = MaatregelId(builders.add_maatregel(services, dossier_id))
    line = builders.kostenregel(SoortKosten.FACTUUR, 10_000, maatregel_id=row_id, dossier_id=dossier_id)
    with pytest.raises(InvalidInput) as caught:
        services.kosten.save(replace(line, **over))  # type: ignore[arg-type]
    assert field in {p.field for p in caught.value.problems}


def test_search_reaches_persons_codes_and_homes(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id, adres="Čapkova 3")
    kinds = {
        hit.soort: hit for text in ("dordevic", "ged-04", "capkova") for hit in services.zoeken.search(text)
    }
    assert {"Bestuurder", "Dossier", "Woonplek"} <= set(kinds)
    assert {kinds[k].dossier_code for k in kinds} == {"GED-04"}
    assert kinds["Bestuurder"].is_gevoelig
    assert services.zoeken.search("  ") == []


def test_drafts_wait_until_they_are_dropped(services: Services) -> None:
    services.concepten.save("maatregel:12", {"titel": "Half get"})
    services.concepten.save("maatregel:12", {"titel": "Half getypt"})
    assert [(c.sleutel, c.waarden) for c in services.concepten.list_all()] == [
        ("maatregel:12", {"titel": "Half getypt"})
    ]
    services.concepten.drop("maatregel:12")
    assert services.concepten.find("maatregel:12") is None


def test_an_other_dossier_needs_a_description_and_no_person(services: Services) -> None:
    with pytest.raises(InvalidInput):
        services.dossiers.create(Dossier(code="OVG-01", soort=SoortDossier.OVERIG))
    made = services.dossiers.create(
        Dossier(code="OVG-01", soort=SoortDossier.OVERIG, omschrijving="Statenlid")
    )
    assert services.dossiers.find_bestuurder(DossierId(made.row_id or 0)) is None
    with pytest.raises(InvalidInput):
        services.dossiers.create(Dossier(code="GED-09"))
    person = Bestuurder(naam="X", ambt=Ambt.OVERIG)
    assert services.dossiers.create(Dossier(code="OVG-02"), person).row_id


def test_a_copy_whose_issue_was_broken_off_is_asked_after(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    registered = services.stukken.register(
        SoortDocument.MAATREGELENPLAN,
        dossier_id,
        Ontvanger(naam="provinciesecretaris"),
        Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord"),
    )
    number = registered.exemplaar.nummer
    assert f"Exemplaar {number} nagaan" in {task.wat for task in services.vandaag.taken()}
    services.stukken.complete(registered, produce(registered))
    assert f"Exemplaar {number} nagaan" not in {task.wat for task in services.vandaag.taken()}


@pytest.mark.parametrize(
    ("planned", "button"), [(None, "Herijking plannen…"), (TERM, "Herijking verzetten…")]
)
def test_a_planned_review_is_told_instead_of_asked(
    services: Services, planned: dt.date | None, button: str
) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_woonplek(services, dossier_id)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), herijking_op=planned))
    for number in range(1, 17):
        done = Stap(dossier_id=dossier_id, nummer=number, gereed_op=dt.date(2026, 1, 1))
        services.dossiers.save_stap(done)
    assert services.overzicht.get(dossier_id).volgende.knop == button
