"""The papers of a year in the dialog that lets a paper out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.gui.binding.jaarstuk import JaarStuk, paper_name
from veiligheidsadvies.gui.shell.commands import PAPERS_OF_YEAR
from veiligheidsadvies.services.jaarstukken import JAARSTUKKEN
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_controle import preview
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    builders.add_dossier(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("soort", JAARSTUKKEN)
def test_a_paper_of_a_year_has_usual_readers_and_a_preview(services: Services, soort: SoortDocument) -> None:
    bron = JaarStuk(services, soort, 2026)
    assert bron.titel == f"{paper_name(soort)} 2026"
    assert len({reader.naam for reader in bron.lezers}) == len(bron.lezers) >= 2
    assert not any(reader.is_eigen for reader in bron.lezers)
    for reader in bron.lezers:
        assert bron.geheim(reader) == ""
        assert preview(bron.snapshot(reader)).startswith(b"%PDF")
    asked = bron.request(bron.lezers[0], Uitgiftegegevens(wijze=Wijze.PAPIER))
    assert asked.dossier_id is None


def test_the_menu_offers_every_paper_of_a_year() -> None:
    assert {SoortDocument(word) for word, _ in PAPERS_OF_YEAR} == set(JAARSTUKKEN)
    keys = [words[words.index("&") + 1].lower() for _, words in PAPERS_OF_YEAR]
    assert len(set(keys)) == len(keys)
