"""An extract stands beside name and address, so no number on it leads to other paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests import builders
from tests.services.leverancierpapier import text_of
from tests.services.test_vernietigen import builders_save
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ReleaseRefused
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Grondslag, MaatregelId, Status
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.oplevering import Afspraak
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.services.bewaarstukken import Bewaarpapier
from veiligheidsadvies.services.inzage_nummers import EEN_NUMMER, Nummers
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.storage import records

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)


def inzage(services: Services, dossier_id: DossierId) -> Uitgifte:
    paper = Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=dossier_id)
    return services.bewaarstukken.issue(paper, EIGEN, PAPIER)


def ordered(services: Services, dossier_id: DossierId) -> tuple[int, str]:
    """A measure that was moved by a given order, and the number of that order."""
    builders.add_woonplek(services, dossier_id, **builders.with_pkvw())
    given = {"grondslag": Grondslag.WERKGEVERSZORG, "status": Status.OFFERTE_ONTVANGEN}
    measure = builders.add_maatregel(services, dossier_id, **given)
    order = builders.give_opdracht(services, builders.add_opdracht(services, dossier_id, measure))
    services.opdrachten.make_afspraak(Afspraak(opdracht_id=order, dag=builders.VANDAAG))
    return measure, records.get(services.context.connection, Opdracht, order).nummer


def test_the_number_of_an_order_that_moved_a_measure_stands_on_no_extract(
    services: Services, dossier: DossierId
) -> None:
    _, number = ordered(services, dossier)
    noted = [one.reden for one in records.list_where(services.context.connection, Statusovergang)]
    assert f"opdracht {number}" in noted
    text = text_of(inzage(services, dossier).pdf)
    assert number not in text
    assert f"(opdracht {EEN_NUMMER})" in text
    assert "naar al dat papier wijzen. Staat er een in een tekst, dan leest u [een nummer]" in text


def test_the_check_of_the_finished_paper_stops_a_number_that_got_through(
    services: Services, dossier: DossierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(services, dossier)
    monkeypatch.setattr(Nummers, "without", lambda _self, text: text)
    with pytest.raises(ReleaseRefused) as refused:
        inzage(services, dossier)
    assert refused.value.places == ("nummer van een opdracht of aanvraag",)


def test_numbers_of_quotes_bills_contracts_and_paper_are_left_out_of_every_text(
    services: Services, dossier: DossierId
) -> None:
    measure, number = ordered(services, dossier)
    reader = Ontvanger(naam="provinciesecretaris")
    issued = services.stukken.issue(SoortDocument.MAATREGELENPLAN, dossier, reader, PAPIER)
    plan = issued.exemplaar.nummer
    contract = Contract(
        dossier_id=dossier,
        maatregel_id=MaatregelId(measure),
        leverancier_id=LeverancierId(1),
        naam="Meldkamer",
        kenmerk="Polis MK-7741/b",
        ingang=dt.date(2026, 1, 1),
        ex=Bedrag(100_00),
        incl=Bedrag(121_00),
    )
    builders_save(services, contract)
    spaced = number.replace("-", " ")
    said = f"Zie {number.lower()}, {spaced} en MK 7741 B; exemplaar {plan}, ook {plan}."
    hidden = Nummers(services.context, dossier).without(said)
    assert (
        hidden == "Zie [een nummer], [een nummer] en [een nummer]; exemplaar [een nummer], ook [een nummer]."
    )
    services.dossiers.save_stap(Stap(dossier_id=dossier, nummer=9, toelichting=said))
    text = text_of(inzage(services, dossier).pdf)
    assert not {one for one in (number, number.lower(), plan, "7741") if one in text}


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("12", "Op nummer 12 wonen er 12."),
        ("2026", "In 2026 wordt dit herzien."),
        ("SKG3", "Een slot met SKG3."),
        ("12-03-2026", "Gebeld op 12-03-2026."),
        ("2025-2026", "Geldt voor 2025-2026."),
        ("mondeling 12 maart 2026", "Mondeling, op 12 maart 2026."),
        ("12500", "Dit kost € 12.500,00 of 12500,00 euro."),
        ("45678", "Bel 06-45678-12 of 06-45678."),
        ("per mail", "Dat ging per mail."),
    ],
)
def test_a_reference_that_is_no_number_of_its_own_hides_nothing(
    services: Services, dossier: DossierId, reference: str, said: str
) -> None:
    builders.add_maatregel(services, dossier, opdracht_kenmerk=reference)
    assert Nummers(services.context, dossier).without(said) == said


def test_the_code_of_another_dossier_still_stops_it(services: Services, dossier: DossierId) -> None:
    builders.add_dossier(services, "GED-105", naam="de heer K. Wolfsenberg")
    note = replace(services.dossiers.get(dossier), notitie="Zelfde plan als GED-105.")
    services.dossiers.save(note)
    with pytest.raises(ReleaseRefused):
        inzage(services, dossier)
