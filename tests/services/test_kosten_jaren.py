"""Yearly costs over the years: they end with the measure."""

from __future__ import annotations

import datetime as dt

import pytest

from tests import builders
from tests.builders import kostenregel
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Grondslag, Status
from veiligheidsadvies.services.kluis import Services

SUBSCRIPTION = Bedrag(12_10)


@pytest.mark.parametrize(
    ("status", "ended", "expected"),
    [
        (Status.IN_BEHEER, None, {2025: 0, 2026: 1, 2027: 1, 2030: 1}),
        (Status.AFGEWIKKELD, dt.date(2027, 2, 1), {2026: 1, 2027: 1, 2028: 0, 2030: 0}),
        (Status.AFGEWIKKELD, None, {2026: 1, 2027: 0}),
        (Status.VERVALLEN, None, {2026: 0, 2027: 0}),
    ],
)
def test_a_subscription_weighs_on_the_years_in_which_it_runs(
    services: Services, status: Status, ended: dt.date | None, expected: dict[int, int]
) -> None:
    dossier_id = builders.add_dossier(services)
    over = {"status": status, "afgewikkeld_op": ended, "grondslag": Grondslag.WERKGEVERSZORG}
    row_id = builders.add_maatregel(services, dossier_id, **over)
    line = kostenregel(
        SoortKosten.VERPLICHTING, 10_00, maatregel_id=row_id, dossier_id=dossier_id, per_jaar=True
    )
    services.kosten.save(line)
    found = {year: services.kosten.jaarstand(year).verplicht for year in expected}
    assert found == {year: Bedrag(SUBSCRIPTION.cents * times) for year, times in expected.items()}
