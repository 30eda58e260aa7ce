"""Measures through the real services: saved, changed together, moved along the life cycle, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.domain.advies import AdviesId, Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused, UndoRefused
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.levensloop import OVERGANGEN
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel, MaatregelId, Prioriteit, Status
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import MaatregelFilter, Volgorde
from veiligheidsadvies.services.overgangen import Gegevens, OvergangService

S = Status


@pytest.fixture
def dossier(services: Services) -> DossierId:
    dossier_id = builders.add_dossier(services)
    builders.add_advies(services, dossier_id)
    builders.add_woonplek(services, dossier_id, **builders.with_pkvw())
    return dossier_id


def _add(services: Services, dossier: DossierId, **over: object) -> int:
    return builders.add_maatregel(services, dossier, **{"advies_id": AdviesId(1), **over})


def _status(services: Services, row_id: int) -> Status:
    return services.maatregelen.get(MaatregelId(row_id)).status


def _taken_over(services: Services) -> OvergangService:
    """The steps of what was ordered before there were orders in the program."""
    return OvergangService(services.context, is_van_elders=True)


WALK: tuple[tuple[Status, Gegevens], ...] = (
    (S.IN_PLAN, Gegevens()),
    (S.OFFERTE_GEVRAAGD, Gegevens(velden={"leverancier": "Houtwal Hekwerk"})),
    (S.OFFERTE_ONTVANGEN, Gegevens(velden={"offerte_geldig_tot": dt.date(2026, 4, 1)}, ex=Bedrag(75000))),
    (S.AKKOORD, Gegevens(velden={"akkoord_door": "provinciesecretaris", "akkoord_op": builders.VANDAAG})),
    (S.OPDRACHT_GEGEVEN, Gegevens(velden={"opdracht_kenmerk": "INK-7", "opdracht_op": builders.VANDAAG})),
    (S.INGEPLAND, Gegevens(velden={"gepland_op": dt.date(2026, 3, 20)})),
    (S.UITGEVOERD, Gegevens(velden={"uitgevoerd_op": dt.date(2026, 3, 20)})),
    (S.OPGELEVERD, Gegevens(velden={"opgeleverd_op": dt.date(2026, 3, 21)})),
    (S.IN_BEHEER, Gegevens(velden={"volgende_op": dt.date(2027, 3, 21)})),
    (S.AFGEWIKKELD, Gegevens(velden={"afgewikkeld_op": dt.date(2026, 3, 12)})),
)


def test_a_measure_walks_its_whole_life_and_every_step_is_kept(
    services: Services, dossier: DossierId
) -> None:
    row_id = _add(services, dossier)
    for naar, gegevens in WALK:
        _taken_over(services).apply([row_id], naar, gegevens)
        assert _status(services, row_id) is naar
    path = [line.naar for line in reversed(services.maatregelen.history(MaatregelId(row_id)))]
    assert path == [S.GEADVISEERD, *(naar for naar, _ in WALK)]
    kinds = [line.soort for line in services.kosten.list_of_maatregel(MaatregelId(row_id))]
    assert kinds == [SoortKosten.OFFERTE, SoortKosten.VERPLICHTING]


def test_each_step_undone_goes_back_and_the_history_only_grows(
    services: Services, dossier: DossierId
) -> None:
    row_id = _add(services, dossier)
    for naar, gegevens in WALK:
        _taken_over(services).apply([row_id], naar, gegevens)
    before = len(services.maatregelen.history(MaatregelId(row_id)))
    for number in range(len(WALK)):
        services.undo()
        assert len(services.maatregelen.history(MaatregelId(row_id))) == before + number + 1
    assert _status(services, row_id) is S.GEADVISEERD
    assert services.kosten.list_of_maatregel(MaatregelId(row_id)) == []


def test_undo_and_redo_survive_closing_the_vault(tmp_path: Path) -> None:
    folder, key = builders.vault_folder(tmp_path)
    services = builders.open_vault(folder, key, now=builders.Clock())
    row_id = _add(services, builders.add_dossier(services), advies_id=None)
    services.maatregelen.change_many([row_id], {"prioriteit": Prioriteit.SPOED})
    services.close()
    services = builders.open_vault(folder, key, now=builders.Clock())
    assert services.undo_text == "1 maatregel gewijzigd"
    services.undo()
    assert services.maatregelen.get(MaatregelId(row_id)).prioriteit is Prioriteit.NORMAAL
    services.redo()
    assert services.maatregelen.get(MaatregelId(row_id)).prioriteit is Prioriteit.SPOED
    services.close()


@pytest.mark.parametrize("van", list(Status))
def test_a_step_outside_the_life_cycle_is_refused_with_both_words(
    services: Services, dossier: DossierId, van: Status
) -> None:
    row_id = _add(services, dossier, status=van)
    legal = {o.naar for o in OVERGANGEN if van in o.van}
    for naar in set(Status) - legal:
        with pytest.raises(TransitionRefused) as caught:
            services.overgangen.apply([row_id], naar, Gegevens(reden="toch"))
        assert [b.code for b in caught.value.findings] == ["geen_overgang"]  # type: ignore[attr-defined]
    assert _status(services, row_id) is van


def test_an_order_without_certificate_is_blocked_and_says_what_lifts_it(services: Services) -> None:
    dossier = builders.add_dossier(services)
    builders.add_advies(services, dossier)
    builders.add_woonplek(services, dossier)
    row_id = _add(services, dossier, status=S.AKKOORD, raming=Bedrag(75000))
    order = Gegevens(velden={"opdracht_kenmerk": "INK-7", "opdracht_op": builders.VANDAAG}, reden="dreiging")
    keuze = _taken_over(services).choice(row_id, S.OPDRACHT_GEGEVEN)
    assert keuze.vraagt_akkoord
    assert [b.code for b in keuze.blokkades] == ["pkvw_ontbreekt"]
    with pytest.raises(TransitionRefused):
        _taken_over(services).apply([row_id], S.OPDRACHT_GEGEVEN, order)
    assert _status(services, row_id) is S.AKKOORD


def test_a_demand_that_is_not_met_names_the_field(services: Services, dossier: DossierId) -> None:
    row_id = _add(services, dossier, status=S.IN_PLAN)
    with pytest.raises(TransitionRefused) as caught:
        services.overgangen.apply([row_id], S.OFFERTE_GEVRAAGD, Gegevens())
    assert caught.value.findings[0].data["velden"] == "Leverancier"  # type: ignore[attr-defined]


def test_one_refusal_keeps_all_chosen_measures_where_they_are(services: Services, dossier: DossierId) -> None:
    first, second = _add(services, dossier), _add(services, dossier, betaler=None)
    with pytest.raises(TransitionRefused):
        services.overgangen.apply([first, second], S.IN_PLAN, Gegevens())
    assert {_status(services, row_id) for row_id in (first, second)} == {S.GEADVISEERD}


def test_a_correction_goes_back_one_step_and_back_again(services: Services, dossier: DossierId) -> None:
    row_id = _add(services, dossier)
    services.overgangen.apply([row_id], S.IN_PLAN, Gegevens())
    services.overgangen.apply([row_id], S.OFFERTE_GEVRAAGD, Gegevens(velden={"leverancier": "Houtwal"}))
    services.overgangen.correct(row_id, "verkeerde leverancier")
    assert _status(services, row_id) is S.IN_PLAN
    services.overgangen.correct(row_id, "toch niet in plan")
    assert _status(services, row_id) is S.GEADVISEERD
    with pytest.raises(TransitionRefused):
        services.overgangen.correct(row_id, "nog verder")
    with pytest.raises(TransitionRefused):
        services.overgangen.correct(row_id, " ")


def test_many_measures_change_as_one_undo_step(services: Services, dossier: DossierId) -> None:
    ids = [_add(services, dossier) for _ in range(5)]
    services.maatregelen.change_many(ids, {"termijn": dt.date(2026, 4, 30), "leverancier": "Houtwal"})
    services.undo()
    assert {services.maatregelen.get(MaatregelId(i)).termijn for i in ids} == {None}


def test_a_measure_entered_by_mistake_goes_by_undo_and_comes_back(
    services: Services, dossier: DossierId
) -> None:
    row_id = _add(services, dossier, raming=Bedrag(75000))
    services.undo()
    assert services.maatregelen.count(MaatregelFilter()) == 0
    services.redo()
    assert services.maatregelen.get(MaatregelId(row_id)).titel
    assert len(services.kosten.list_of_maatregel(MaatregelId(row_id))) == 1


def test_undo_of_nothing_says_so(services: Services) -> None:
    while services.undo_text is not None:
        services.undo()
    with pytest.raises(UndoRefused):
        services.undo()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"titel": " "}, "titel"),
        ({"titel": "a\x00b"}, "titel"),
        ({"tekst": "x" * 4001}, "tekst"),
        ({"titel": "Alarm 🔔"}, "titel"),
        ({"terugkerend": True}, "interval_maanden"),
        ({"interval_maanden": 0}, "interval_maanden"),
        ({"termijn": dt.date(1750, 1, 1)}, "termijn"),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field(
    services: Services, dossier: DossierId, over: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        services.maatregelen.save(builders.maatregel(dossier, **over))
    assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize("text", ["a < b & <img src=x>", "'; DROP TABLE maatregel; --", "=1+1", "x" * 4000])
def test_odd_text_is_kept_literally(services: Services, dossier: DossierId, text: str) -> None:
    row_id = _add(services, dossier, tekst=text)
    assert services.maatregelen.get(MaatregelId(row_id)).tekst == text


def test_filters_orders_and_totals_agree(services: Services, dossier: DossierId) -> None:
    late = _add(services, dossier, termijn=dt.date(2026, 2, 27), status=S.IN_PLAN, raming=Bedrag(19500))
    soon = _add(services, dossier, termijn=dt.date(2026, 3, 20), domein=Domein.INFORMATIE, raming=Bedrag(100))
    done = _add(services, dossier, termijn=dt.date(2026, 1, 1), status=S.OPGELEVERD)
    own = _add(services, dossier, betaler=Betaler.BESTUURDER, grondslag=Grondslag.PKVW_EIGEN_REKENING)
    service = services.maatregelen
    assert service.list_ids(MaatregelFilter(), Volgorde.DAG) == [late, soon, done, own]
    assert service.list_ids(MaatregelFilter(te_laat_op=builders.VANDAAG), Volgorde.DAG) == [late]
    assert service.list_ids(MaatregelFilter(domeinen=(Domein.INFORMATIE,)), Volgorde.DAG) == [soon]
    assert set(service.list_ids(MaatregelFilter(alleen_open=True), Volgorde.CODE)) == {late, soon, own}
    assert service.list_ids(MaatregelFilter(betalers=(Betaler.BESTUURDER,)), Volgorde.DAG) == [own]
    assert service.list_ids(MaatregelFilter(ids=()), Volgorde.DAG) == []
    everything = service.totals(MaatregelFilter())
    assert (everything.aantal, everything.raming) == (4, Bedrag(19600))
    page = service.list_page([soon, late])
    assert [(line.id, line.raming.cents) for line in page] == [(soon, 100), (late, 19500)]
    assert page[1].days_late(builders.VANDAAG) == 13


@pytest.mark.parametrize("order", list(Volgorde))
def test_descending_turns_every_order_round(services: Services, dossier: DossierId, order: Volgorde) -> None:
    ids = {
        _add(
            services,
            dossier,
            titel=f"M{n}",
            catalogus_code=f"W-1{n}",
            termijn=dt.date(2026, 4, n + 1),
            leverancier=f"L{n}",
            raming=Bedrag(100 * n + 100),
        )
        for n in range(3)
    }
    up = services.maatregelen.list_ids(MaatregelFilter(), order)
    down = services.maatregelen.list_ids(MaatregelFilter(), order, descending=True)
    assert set(up) == set(down) == ids
    if order in {Volgorde.DAG, Volgorde.CODE, Volgorde.TITEL, Volgorde.RAMING}:
        assert up == down[::-1]


def test_search_finds_measures_without_accents_and_case(services: Services, dossier: DossierId) -> None:
    row_id = _add(services, dossier, titel="Çelik deur voor Đorđević")
    assert services.maatregelen.find_ids("celik dor") == (row_id,)
    assert services.maatregelen.find_ids('"; DROP * (') == ()


def test_search_finds_the_measures_of_a_dossier_by_its_code(services: Services, dossier: DossierId) -> None:
    own = [_add(services, dossier, titel=titel) for titel in ("Slot", "Hek", "Lamp")]
    other = _add(services, builders.add_dossier(services, "CDK-01"), titel="Poort bij GED-04")
    assert services.maatregelen.find_ids("ged-04") == (other, *own)
    assert services.maatregelen.find_ids(" GED") == (other, *own)
    assert services.maatregelen.find_ids("ged-04", limit=2) == (other, own[0])
    assert services.maatregelen.find_ids("ge") == (other,)
    assert services.maatregelen.find_ids("g%d") == ()


def test_the_estimate_keeps_the_rate_of_the_catalogue(services: Services, dossier: DossierId) -> None:
    row_id = _add(services, dossier, catalogus_code="W-33", raming=Bedrag(10900))
    (line,) = services.kosten.list_of_maatregel(MaatregelId(row_id))
    assert (line.btw, line.ex, line.incl) == (BtwTarief.LAAG, Bedrag(10000), Bedrag(10900))


def test_a_measure_of_the_catalogue_takes_over_what_it_knows(services: Services, dossier: DossierId) -> None:
    (line, *_) = services.catalogus.search("brievenb vrij")
    made: Maatregel = services.maatregelen.from_catalogus(line, dossier)
    assert (made.catalogus_code, made.grondslag, made.betaler) == (
        "W-10",
        Grondslag.REGELING_WOONPLEK,
        Betaler.ORGANISATIE,
    )


@pytest.mark.parametrize(("interval", "yearly"), [(1, True), (12, True), (13, False), (None, False)])
def test_the_estimate_of_what_returns_within_a_year_is_yearly(
    services: Services, dossier: DossierId, interval: int | None, *, yearly: bool
) -> None:
    over = {"terugkerend": interval is not None, "interval_maanden": interval}
    row_id = _add(services, dossier, raming=Bedrag(40800), **over)
    (line,) = services.kosten.list_of_maatregel(MaatregelId(row_id))
    assert line.per_jaar is yearly
