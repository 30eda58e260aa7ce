"""What is left of a destroyed dossier: it costs nothing more, and it can go in its own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.services.test_vernietigen import builders_save, destroy, lay_down
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Gebeurtenis, Orgaan
from veiligheidsadvies.domain.bewaarstand import Beletsel
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtstand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import kosten_table, records

EINDE = dt.date(2023, 12, 1)
JAAR = builders.VANDAAG.year
REDEN = "Kanarievogel-bezwaar loopt"


class Oud:
    """A vault with a dossier that ended long ago and has a measure, and a clock to go on with."""

    def __init__(self, folder: Path) -> None:
        self.clock = builders.Clock()
        self.services = builders.open_services(folder, now=self.clock)
        self.dossier_id = builders.add_dossier(self.services, einde=EINDE)
        self.close()
        self.measure = builders.add_maatregel(self.services, self.dossier_id)
        lay_down(self.services)

    def close(self, day: dt.date | None = EINDE) -> None:
        service = self.services.dossiers
        service.save(replace(service.get(self.dossier_id), gesloten_op=day))

    def book(self, kind: SoortKosten, cents: int, **over: object) -> None:
        line = builders.kostenregel(
            kind,
            cents,
            maatregel_id=MaatregelId(self.measure),
            dossier_id=self.dossier_id,
            **over,
        )
        builders_save(self.services, line)

    def go_to(self, year: int) -> None:
        self.clock.moment = dt.datetime(year, 2, 1, 9, 0, tzinfo=dt.UTC)

    def figures(self, year: int) -> object:
        whole = self.services.kosten.kostenoverzicht(year, None)
        assert whole.controle.sluit
        alone = kosten_table.geldstand(self.services.context.connection, jaar=year)
        return whole.stand, whole.totaal, alone

    def is_anything_in(self, year: int) -> bool:
        assert self.services.kosten.kostenoverzicht(year, None).controle.sluit
        return bool(kosten_table.geldstand(self.services.context.connection, jaar=year))

    def left(self) -> list[Beletsel]:
        return list(self.services.bewaren.stand(self.dossier_id, Bewaarsoort.GELD).beletsels)

    def rows(self, table: str) -> int:
        sql = f"SELECT count(*) FROM {table} WHERE dossier_id = ?"
        found = self.services.context.connection.execute(sql, (self.dossier_id,)).fetchone()
        return int(found[0])


@pytest.fixture
def oud(tmp_path: Path) -> Iterator[Oud]:
    made = Oud(tmp_path)
    yield made
    made.services.close()


# --- what returns every year


@pytest.mark.parametrize("kind", [SoortKosten.RAMING, SoortKosten.VERPLICHTING, SoortKosten.FACTUUR])
def test_a_yearly_amount_of_which_nobody_noted_the_end_ends_with_its_dossier(
    oud: Oud, kind: SoortKosten
) -> None:
    oud.book(kind, 100_00, boekjaar=JAAR - 2, per_jaar=True)
    before = [oud.figures(year) for year in range(JAAR - 3, JAAR + 1)]
    assert oud.is_anything_in(JAAR + 1)
    destroy(oud.services, oud.dossier_id)
    assert [oud.figures(year) for year in range(JAAR - 3, JAAR + 1)] == before
    assert oud.is_anything_in(JAAR)
    assert not any(oud.is_anything_in(year) for year in (JAAR + 1, JAAR + 19))
    stand = oud.services.bewaren.stand(oud.dossier_id, Bewaarsoort.GELD)
    assert stand.begin == dt.date(JAAR, 12, 31)


def test_what_is_left_with_a_yearly_amount_goes_in_its_time(oud: Oud) -> None:
    oud.book(SoortKosten.RAMING, 100_00, per_jaar=True)
    destroy(oud.services, oud.dossier_id)
    oud.go_to(JAAR + 8)
    assert oud.left() == [Beletsel.BOEKJAAR]
    oud.services.kosten.close_year(JAAR)
    destroy(oud.services, oud.dossier_id, Bewaarsoort.GELD)
    assert [oud.rows(table) for table in ("kostenregel", "maatregel")] == [0, 0]


def test_a_measure_settled_on_a_later_day_ends_with_its_dossier_too(oud: Oud) -> None:
    oud.book(SoortKosten.RAMING, 100_00, per_jaar=True)
    (measure,) = oud.services.dossiers.list_maatregelen(oud.dossier_id)
    later = replace(measure, status=Status.AFGEWIKKELD, afgewikkeld_op=dt.date(JAAR + 30, 1, 1))
    builders_save(oud.services, later)
    assert oud.is_anything_in(JAAR + 1)
    destroy(oud.services, oud.dossier_id)
    assert not oud.is_anything_in(JAAR + 1)


def test_a_yearly_amount_does_not_hide_the_last_book_year_of_a_closed_dossier(oud: Oud) -> None:
    """A term of the dossier itself may run from its last book year as well."""
    for rule in oud.services.bewaren.list_regels(Orgaan.BESTUUR):
        if rule.vanaf is Gebeurtenis.EINDE_AMBT:
            oud.services.bewaren.save_regel(replace(rule, vanaf=Gebeurtenis.BOEKJAAR))
    assert oud.services.bewaren.stand(oud.dossier_id).begin == dt.date(EINDE.year, 12, 31)  # without money
    oud.book(SoortKosten.RAMING, 100_00, boekjaar=EINDE.year - 1, per_jaar=True)
    assert oud.services.bewaren.stand(oud.dossier_id).begin == dt.date(EINDE.year, 12, 31)
    assert oud.is_anything_in(JAAR)  # as long as the dossier is there
    oud.close(None)
    assert Beletsel.DAG_ONBEKEND in oud.services.bewaren.stand(oud.dossier_id).beletsels


def test_without_any_amount_its_term_runs_from_the_closing_of_the_dossier(oud: Oud) -> None:
    order = builders.add_opdracht(oud.services, oud.dossier_id, oud.measure)
    kept = records.get(oud.services.context.connection, Opdracht, order)
    builders_save(oud.services, replace(kept, stand=Opdrachtstand.GEANNULEERD))
    assert records.list_where(oud.services.context.connection, Kostenregel) == []
    destroy(oud.services, oud.dossier_id)
    stand = oud.services.bewaren.stand(oud.dossier_id, Bewaarsoort.GELD)
    assert stand.begin == dt.date(EINDE.year, 12, 31)


# --- what was ordered and never billed


def test_the_closing_of_a_year_carries_nothing_of_it_along(oud: Oud) -> None:
    oud.book(SoortKosten.VERPLICHTING, 100_00)
    before = oud.figures(JAAR)
    destroy(oud.services, oud.dossier_id)
    oud.go_to(JAAR + 1)
    oud.services.kosten.close_year(JAAR)
    closing = oud.services.kosten.find_afsluiting(JAAR)
    assert closing is not None
    assert closing.overgedragen.cents == 0
    assert (oud.rows("kostenregel"), oud.figures(JAAR)) == (1, before)
    assert not oud.is_anything_in(JAAR + 1)
    oud.go_to(JAAR + 8)
    assert oud.left() == []


# --- what was noted on it since


def test_a_hold_on_what_is_left_goes_with_it(oud: Oud) -> None:
    oud.book(SoortKosten.RAMING, 100_00)
    destroy(oud.services, oud.dossier_id)
    hold = oud.services.bewaren.hold(oud.dossier_id, REDEN).row_id or 0
    oud.services.bewaren.lift(hold, REDEN)
    oud.go_to(JAAR + 8)
    oud.services.kosten.close_year(JAAR)
    destroy(oud.services, oud.dossier_id, Bewaarsoort.GELD)
    assert oud.rows("blokkade") == 0
    images = "SELECT count(*) FROM beeld WHERE voor LIKE ? OR na LIKE ?"
    sought = (f"%{REDEN}%",) * 2
    assert oud.services.context.vault.connection.execute(images, sought).fetchone() == (0,)
    assert all(check.ok or check.warning for check in oud.services.beheer.checks())


# --- its code


def own_rest_code(services: Services, dossier_id: int) -> DossierId:
    """A dossier that an earlier program let somebody give the code that another one is to get."""
    made = services.dossiers.create(Dossier(code="ORG-09", soort=SoortDossier.ORGANISATIE)).row_id or 0
    kept = services.dossiers.get(DossierId(made))
    builders_save(services, replace(kept, code=f"VD-{dossier_id:02d}"))
    return DossierId(made)


def test_nobody_gives_a_dossier_a_code_of_what_is_left(oud: Oud) -> None:
    service = oud.services.dossiers
    with pytest.raises(InvalidInput) as refused:
        service.create(Dossier(code=" vd-09 ", soort=SoortDossier.ORGANISATIE))
    assert [(one.field, one.reason) for one in refused.value.problems] == [("code", "code_van_rest")]
    with pytest.raises(InvalidInput) as refused:
        service.save(replace(service.get(oud.dossier_id), code="VD-09"))
    assert [(one.field, one.reason) for one in refused.value.problems] == [("code", "code_van_rest")]


def test_a_dossier_that_has_such_a_code_is_changed_as_before(oud: Oud) -> None:
    service = oud.services.dossiers
    other = own_rest_code(oud.services, 9)
    service.save(replace(service.get(other), notitie="gebeld"))
    assert service.get(other).notitie == "gebeld"


def test_a_code_that_somebody_has_leaves_another_one_for_what_is_left(oud: Oud) -> None:
    other = own_rest_code(oud.services, oud.dossier_id)
    destroy(oud.services, oud.dossier_id)
    codes = {one.id: one.code for one in records.list_where(oud.services.context.connection, Dossier)}
    assert codes[other] == f"VD-{oud.dossier_id:02d}"
    assert codes[oud.dossier_id] == f"VD-{oud.dossier_id + 1:02d}"
