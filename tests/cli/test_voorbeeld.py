"""The example is made once for this file; it takes some seconds, for every line in it is a real action."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import Clock
from tests.cli.conftest import Result, Run, assert_refused
from veiligheidsadvies.cli.main import main
from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.leverancier import Screening
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtstand
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.opdracht_beeld import Opdrachtbeeld
from veiligheidsadvies.services.overzicht import OverzichtService
from veiligheidsadvies.services.vandaag import Doel, Groep
from veiligheidsadvies.services.voorbeeld import example_approvals, example_passphrase
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Result]]:
    folder, config = tmp_path_factory.mktemp("voorbeeld"), tmp_path_factory.mktemp("config-voorbeeld")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(config))
        out, err = io.StringIO(), io.StringIO()
        code = main(["voorbeeld", str(folder)], io.StringIO(), out, err, now=Clock())
    yield folder, Result(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def services(made: tuple[Path, Result]) -> Iterator[Services]:
    vault = made[0] / "voorbeeld.advieskluis"
    key = kluis.unlock(vault, example_passphrase(vault) or "", now=Clock())
    opened = kluis.open_vault(vault, key, now=Clock())
    yield opened
    opened.close()


def test_the_passphrase_is_told_and_stands_beside_the_vault(made: tuple[Path, Result]) -> None:
    folder, result = made
    assert (result.code, result.err) == (0, "")
    (line,) = [line for line in result.out.splitlines() if line.startswith("wachtwoord:")]
    assert example_passphrase(folder / "voorbeeld.advieskluis") == line.split()[-1]
    assert len(line.split()) == 2
    assert example_passphrase(folder) is None
    (approval,) = example_approvals(folder / "voorbeeld.advieskluis")
    name, _, phrase = approval.partition(": ")
    assert name == "H. Aalberts"
    assert len(phrase.split("-")) == 4
    assert example_approvals(folder) == []


def test_every_paper_is_there_and_says_that_it_is_fictitious(made: tuple[Path, Result]) -> None:
    papers = sorted((made[0] / "afdrukken").glob("*.pdf"))
    assert len(papers) == 20
    for paper in papers:
        for page in pypdfium2.PdfDocument(paper.read_bytes()):
            assert "FICTIEF" in page.get_textpage().get_text_bounded(), paper.name


def test_all_statuses_domains_and_two_years_of_money(services: Services) -> None:
    totals = OverzichtService(services.context).totals()
    assert totals["dossiers"] == 9
    assert 110 <= totals["maatregelen"]["totaal"] <= 135
    assert all(totals["maatregelen"]["per_status"][status.value] for status in Status)
    assert all(totals["maatregelen"]["per_domein"].values())
    assert list(totals["geld"]) == ["2025", "2026"]
    assert all({"raming", "verplichting", "factuur"} <= set(kinds) for kinds in totals["geld"].values())


def test_there_is_something_late_now_and_soon(services: Services) -> None:
    groups = {task.groep(services.today) for task in services.vandaag.taken()}
    assert groups == set(Groep)
    late, others = services.vandaag.exemplaren_buiten()
    assert len(late) == 1
    assert others


def test_the_history_lies_in_the_past_and_every_check_is_in_order(services: Services) -> None:
    moments = [line.op for line in services.maatregelen.history(MaatregelId(1))]
    assert moments == sorted(moments, reverse=True)
    assert moments[0] <= services.today
    assert all(outcome.ok for outcome in services.beheer.checks())
    assert len(services.akkoorden.verify_all()) == 5


def test_the_example_is_never_overwritten(made: tuple[Path, Result], run: Run) -> None:
    before = (made[0] / "voorbeeld.advieskluis" / "sleutels.json").read_bytes()
    result = run("voorbeeld", made[0], lines=None)
    assert_refused(result, "Hier staat al iets.")
    assert (made[0] / "voorbeeld.advieskluis" / "sleutels.json").read_bytes() == before


@pytest.mark.parametrize("day", ["2026-01-01", "2026-03-12", "2026-12-31", "2028-02-29"])
def test_the_story_always_begins_in_the_previous_year(day: str) -> None:
    moment = dt.datetime.fromisoformat(f"{day}T00:05:00+01:00")
    timeline = Tijdlijn(moment)
    assert timeline.geleden(600).year == moment.year - 1
    days = [timeline.geleden(ago) for ago in range(600, -1, -1)]
    assert days == sorted(days)
    seen: list[dt.datetime] = []
    for ago in (3, 600, 0, 45, 0, 46):
        timeline.plan(ago, lambda: seen.append(timeline()))
    timeline.begin()
    assert timeline() <= timeline._at(days[0], 0)
    assert timeline.run() == 6
    assert seen == sorted(seen)
    assert max(seen) <= moment
    assert timeline() == moment


def test_six_suppliers_show_every_state_and_do_the_work(services: Services) -> None:
    lines = services.leveranciers.list_regels()
    assert len(lines) == 6
    assert {line.stand for line in lines} == set(Screening)
    assert all(line.maatregelen for line in lines)
    assert Doel.LEVERANCIER in {task.doel for task in services.vandaag.taken()}


def test_six_orders_stand_at_six_points_and_the_release_check_has_something_to_say(
    services: Services,
) -> None:
    lines = services.opdrachten.list_lijnen()
    assert {line.opdracht.stand for line in lines} == {
        Opdrachtstand.CONCEPT,
        Opdrachtstand.VOORGELEGD,
        Opdrachtstand.INGEPLAND,
        Opdrachtstand.DEELS_OPGELEVERD,
        Opdrachtstand.OPGELEVERD,
        Opdrachtstand.AFGEROND,
    }
    seen = {line.opdracht.stand: _seen(services, line.opdracht.id) for line in lines}
    concept = seen[Opdrachtstand.CONCEPT]
    hits = services.opdrachten.release_hits(concept.opdracht, [line.regel for line in concept.regels])
    assert [hit.sleutel for hit in hits] == ["regel:2:eis"]
    assert [point.gereed_op for point in seen[Opdrachtstand.DEELS_OPGELEVERD].restpunten] == [None]
    assert seen[Opdrachtstand.INGEPLAND].afspraak is not None
    others = [line for line in lines if line.opdracht.stand is not Opdrachtstand.CONCEPT]
    for line in others:
        one = _seen(services, line.opdracht.id)
        assert services.opdrachten.release_hits(one.opdracht, [kept.regel for kept in one.regels]) == ()


def test_bills_a_credit_note_and_contracts_of_two_years(services: Services) -> None:
    bills = [one for year in (2025, 2026) for one in services.facturen.list_of_year(year)]
    assert sorted(one.factuur.soort for one in bills) == ["credit", "factuur", "factuur"]
    by_number = {one.factuur.nummer: one for one in bills}
    paid, more = by_number["ZI-0418"], by_number["ZI-0533"]
    assert (paid.openstaand, paid.gecrediteerd) == (NIHIL, Bedrag(72_60))
    assert more.betaald == NIHIL
    assert more.openstaand == more.incl
    assert more.factuur.verschil_reden
    due = [one for one in services.kosten.kostenoverzicht(2026).komend if one.soort == "betalen"]
    assert [(one.titel, one.bedrag) for one in due] == [("Factuur ZI-0533", more.openstaand)]
    contracts = services.contracten.list_all()
    assert len(contracts) == 4
    assert sum(one.opgezegd_op is not None for one in contracts) == 1
    assert [one.kenmerk for one in contracts if services.contracten.bevindingen(one)] == ["OM-2210"]
    for year in (2025, 2026):
        stand = services.kosten.jaarstand(year)
        assert stand.begroot is not None
        assert stand.vrij is not None
        assert stand.vrij.cents > 0
        assert stand.begroot == stand.vrij + stand.verplicht + stand.gefactureerd


def test_two_quotes_lie_side_by_side_and_the_lowest_is_marked(services: Services) -> None:
    (line,) = services.aanvragen.list_lijnen()
    assert line.dossiercode == "GED-06"
    seen = services.aanvragen.vergelijking(AanvraagId(line.aanvraag.id or 0))
    assert len(seen.regels) == 2
    assert [one.is_volledig for one in seen.kolommen] == [True, True]
    assert sum(one.is_goedkoopste for one in seen.kolommen) == 1


def _seen(services: Services, opdracht_id: OpdrachtId | None) -> Opdrachtbeeld:
    return services.opdrachten.beeld(OpdrachtId(opdracht_id or 0))
