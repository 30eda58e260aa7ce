"""From concept to changed order through the services: each paper says what the second person signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import builders
from tests.services.leverancierpapier import PAPIER, text_of
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.errors import OpdrachtNietGetekend
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger


def paper(services: Services, stuk: Leverancierstuk, reader: str = "") -> str:
    issued = services.leverancierstukken.issue(stuk, Ontvanger(naam=reader), PAPIER)
    return text_of(issued.pdf)


def test_every_version_is_printed_as_it_was_signed(services: Services) -> None:
    dossier = builders.add_dossier(services)
    advies = builders.add_advies(services, dossier)
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    measures = [
        builders.add_maatregel(services, dossier, titel=titel, status=Status.AKKOORD, advies_id=advies)
        for titel in ("Vrijstaande brievenbus", "Hekwerk om de tuin")
    ]
    order = builders.add_opdracht(services, dossier, *measures, prijs=100_000)
    first = Leverancierstuk(document=SoortDocument.OPDRACHT, opdracht_id=order)
    with pytest.raises(OpdrachtNietGetekend):
        paper(services, first)
    builders.give_opdracht(services, order)
    number = services.opdrachten.beeld(order).opdracht.nummer
    text = paper(services, first)
    assert f"Opdracht {number}" in text
    assert "€ 2.420,00" in text
    assert "J. de Vries" in text
    annex = paper(services, replace(first, document=SoortDocument.ADRESBIJLAGE), "J. Wortel")
    assert "Kerkstraat 12" in annex
    assert number not in annex

    versie, lines = services.opdrachten.change(order)
    wanted = [replace(lines[0], aantal=Aantal(300)), *lines[1:]]
    services.opdrachten.save_concept(
        services.opdrachten.beeld(order).opdracht, wanted, versie=versie, omschrijving="Er komen er twee bij."
    )
    builders.give_opdracht(services, order, versie)
    changed = paper(services, first)
    assert f"Wijziging 1 op opdracht {number}" in changed
    assert "het aantal gaat van 1 naar 3" in changed
    assert "€ 4.840,00" in changed
    assert "€ 2.420,00" in paper(services, replace(first, versie=0))
