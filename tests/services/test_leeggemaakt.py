"""Whatever somebody wipes out in a form is asked for at that field, and is no error of the program."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests import builders
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.oplevering import Oplevering
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.services.context import check
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage.tables import RECORDS


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_number_and_day_that_is_always_there_is_asked_for(kind: type[Any]) -> None:
    record = kind(**{field.name: None for field in dataclasses.fields(kind) if field.init})
    with pytest.raises(InvalidInput) as refused:
        check(record)
    asked = [problem.field for problem in refused.value.problems]
    amounts = [field.name for field in dataclasses.fields(kind) if field.type == Bedrag.__name__]
    assert {*amounts} & velden(kind).keys() <= {*asked}
    assert {problem.reason for problem in refused.value.problems} == {"verplicht"}


def test_it_is_asked_for_before_anything_is_made_of_it(services: Services) -> None:
    dossier = builders.add_dossier(services)
    builders.add_advies(services, dossier)
    measure = MaatregelId(builders.add_maatregel(services, dossier))
    line = services.kosten.new_line(measure, dossier, SoortKosten.RAMING)
    delivery = Oplevering(dossier_id=dossier, opdracht_id=OpdrachtId(1), opgeleverd_op=builders.VANDAAG)
    emptied: Any = None
    for save, record, name in (
        (services.kosten.save, line, "soort"),
        (services.opdrachten.save_oplevering, delivery, "opgeleverd_op"),
    ):
        with pytest.raises(InvalidInput) as refused:
            save(dataclasses.replace(record, **{name: emptied}))
        assert [(problem.field, problem.reason) for problem in refused.value.problems] == [
            (name, "verplicht")
        ]
