"""The list of orders: what stands in a row."""

from __future__ import annotations

import datetime as dt

import pytest

from veiligheidsadvies.domain.opdracht import Opdrachtstand
from veiligheidsadvies.gui.binding.opdrachtregister import Rij, columns

TODAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("stand", "told"),
    [
        (Opdrachtstand.INGEPLAND, "3 dagen te laat"),
        (Opdrachtstand.DEELS_OPGELEVERD, "3 dagen te laat"),
        (Opdrachtstand.OPGELEVERD, "ma 09-03"),
        (Opdrachtstand.AFGEROND, "ma 09-03"),
    ],
)
def test_an_order_is_late_until_all_of_it_was_delivered(stand: Opdrachtstand, told: str) -> None:
    row = Rij(
        id=1,
        is_aanvraag=False,
        nummer="OPD-2026-001",
        dossier_id=1,
        dossier_code="GED-02",
        leverancier="Zandoever Installatie",
        stand=stand,
        dag=TODAY - dt.timedelta(days=3),
        incl=None,
        volgende="",
    )
    (day,) = [column for column in columns(lambda: TODAY) if column.name == "dag"]
    assert day.cell(row).text == told
