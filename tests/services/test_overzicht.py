from __future__ import annotations

from pathlib import Path

from tests.builders import add_dossier, add_maatregel, open_services
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.services.overzicht import OverzichtService


def test_totals_count_everything_and_dossiers_what_is_alive(tmp_path: Path) -> None:
    services = open_services(tmp_path)
    dossier_id = add_dossier(services)
    add_maatregel(services, dossier_id, raming=Bedrag(1210_00))
    add_maatregel(services, dossier_id, domein=Domein.WERK, titel="Noodknop")
    lapsed = add_maatregel(services, dossier_id, titel="Hek")
    services.overgangen.apply([lapsed], Status.VERVALLEN, Gegevens(reden="niet nodig"))
    overzicht = OverzichtService(services.context)
    totals = overzicht.totals()
    (line,) = overzicht.dossiers()
    services.close()
    measures = totals["maatregelen"]
    assert totals["dossiers"] == 1
    assert (
        measures["totaal"]
        == sum(measures["per_domein"].values())
        == sum(measures["per_status"].values())
        == 3
    )
    assert measures["per_domein"] == {"wonen": 2, "werk": 1, "verplaatsen": 0, "informatie": 0}
    assert (measures["per_status"]["geadviseerd"], measures["per_status"]["vervallen"]) == (2, 1)
    assert totals["geld"] == {"2026": {"raming": 121000}}
    assert (line["code"], line["maatregelen"], line["open"]) == ("GED-04", 2, 2)
