"""The papers of an order and of a request, printed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Result, Run, assert_refused, register, text_of
from tests.opdrachten import add_aanvraag, add_opdracht, sign
from veiligheidsadvies.domain.woonplek import WoonplekId
from veiligheidsadvies.services import kluis

ORDER = ("--opdracht", "OPD-2026-014")


@pytest.fixture
def order(vault: Path) -> Path:
    """A vault with a given order and a request."""
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    dossier = builders.add_dossier(services)
    supplier = builders.add_leverancier(services)
    home = WoonplekId(builders.add_woonplek(services, dossier))
    sign(services, add_opdracht(services, dossier, supplier, woonplek_id=home))
    add_aanvraag(services, dossier, supplier)
    services.close()
    return vault


def printing(run: Run, vault: Path, paper: str, path: Path, *more: str, reader: str = "J. Wortel") -> Result:
    words = ("--uit", path, "--ontvanger", reader, "--onversleuteld", "proef", *more)
    return run("druk", paper, vault, *words)


@pytest.mark.parametrize(
    ("paper", "about", "words"),
    [
        ("opdracht", ORDER, "€ 5.221,15"),
        ("adresbijlage", ORDER, "Kerkstraat 12"),
        ("opleverstaat", ORDER, "Opleverstaat OPD-2026-014"),
        ("offerteaanvraag", ("--aanvraag", "OFA-2026-003"), "Offerteaanvraag OFA-2026-003"),
    ],
)
def test_a_paper_is_registered_and_written(
    run: Run, order: Path, tmp_path: Path, paper: str, about: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "stuk.pdf"
    result = printing(run, order, paper, path, *about)
    assert result.code == 0, result.err
    assert result.out.startswith("exemplaar: 2026-0001\n")
    assert words in text_of(path)
    assert ("Kerkstraat" in text_of(path)) == (paper == "adresbijlage")
    (copy,) = register(order)
    assert (copy.document.value, copy.ontvanger) == (paper, "J. Wortel")
    assert (copy.opdracht_id is None) == (paper == "offerteaanvraag")


@pytest.mark.parametrize(
    ("paper", "about", "missing"),
    [
        ("opdracht", ("--dossier", "GED-04"), "--opdracht"),
        ("adresbijlage", ("--aanvraag", "OFA-2026-003"), "--opdracht"),
        ("offerteaanvraag", ("--leverancier", "Zandoever Installatie"), "--aanvraag|--opdracht"),
        ("maatregelenplan", ORDER, "--dossier"),
    ],
)
def test_a_paper_is_asked_of_what_it_is_about(
    run: Run, order: Path, tmp_path: Path, paper: str, about: tuple[str, ...], missing: str
) -> None:
    result = printing(run, order, paper, tmp_path / "stuk.pdf", *about)
    assert result.code == 2
    assert f"dit ontbreekt: {missing}" in result.err


def test_what_may_not_leave_writes_no_file_and_takes_no_number(run: Run, order: Path, tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    assert_refused(printing(run, order, "opdracht", path, "--opdracht", "OPD-2026-099"), "OPD-2026-099")
    refused = printing(run, order, "adresbijlage", path, *ORDER, reader="K. Onbekend")
    assert_refused(refused, "staat niet bij wie de geheimhouding tekende")
    unknown = printing(run, order, "opdracht", path, *ORDER, "--wijziging", "3")
    assert unknown.code == 1
    assert not path.exists()
    assert register(order) == []


def test_a_doubted_word_waits_for_a_second_person(run: Run, order: Path, tmp_path: Path) -> None:
    services = kluis.open_vault(order, kluis.unlock(order, WACHTWOORDZIN), now=Clock())
    dossier = builders.add_dossier(
        services, "GED-09", naam="mevrouw N. Merenland"
    )  # as the province is called
    (supplier,) = [one.leverancier.id for one in services.leveranciers.list_regels()]
    assert supplier is not None
    add_aanvraag(services, dossier, supplier, nummer="OFA-2026-004", toelichting="Zie Merenland.")
    services.close()
    path, about = tmp_path / "stuk.pdf", ("--aanvraag", "OFA-2026-004")
    refused = printing(run, order, "offerteaanvraag", path, *about)
    assert_refused(refused, "Hier ontbreekt het akkoord van een tweede persoon, met een reden")
    assert "toelichting 1: naam." in refused.err
    assert not path.exists()
    assert register(order) == []
    services = kluis.open_vault(order, kluis.unlock(order, WACHTWOORDZIN), now=Clock())
    paper = services.leverancierstukken.of_request("OFA-2026-004", "")
    stand = services.vrijgaven.of_paper(paper)
    builders.sign_on_paper(services, services.vrijgaven.voorstel(stand, "zo heet de provincie"))
    services.close()
    result = printing(run, order, "offerteaanvraag", path, *about)
    assert result.code == 0, result.err
    assert "zo heet de provincie (akkoord" in register(order)[0].doel
