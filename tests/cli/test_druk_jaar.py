"""The papers of a year, printed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Result, Run, assert_refused, register, text_of
from veiligheidsadvies.services import kluis

NAAM = "mevrouw N. Đorđević"


@pytest.fixture
def year(vault: Path) -> Path:
    """A vault with one dossier."""
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    builders.add_maatregel(services, builders.add_dossier(services, naam=NAAM))
    services.close()
    return vault


def printing(run: Run, vault: Path, paper: str, path: Path, *more: str, reader: str = "auditor") -> Result:
    words = ("--uit", path, "--ontvanger", reader, "--onversleuteld", "proef")
    return run("druk", paper, vault, *words, *more)


@pytest.mark.parametrize(
    ("paper", "document", "words"),
    [
        ("kostenoverzicht", "kostenoverzicht", "Kostenoverzicht 2026 binnenversie"),
        ("kostenoverzicht --buiten", "kostenoverzicht_buiten", "Waarom één regel?"),
        ("fiscale-lijst", "fiscale_lijst", "Wij rekenen geen belasting uit"),
        ("contractenlijst", "contractenlijst", "In 2026 loopt geen contract"),
        ("uitgifteregister", "uitgifteregister", "Uitgifteregister 2026"),
    ],
)
def test_a_paper_of_a_year_is_registered_and_written(
    run: Run, year: Path, tmp_path: Path, paper: str, document: str, words: str
) -> None:
    path = tmp_path / "stuk.pdf"
    name, *more = paper.split()
    result = printing(run, year, name, path, "--jaar", "2026", *more)
    assert result.code == 0, result.err
    assert result.out.startswith("exemplaar: 2026-0001\n")
    assert words in text_of(path)
    (copy,) = register(year)
    assert (copy.document.value, copy.ontvanger, copy.dossier_id) == (document, "auditor", None)


@pytest.mark.parametrize(
    ("paper", "more"),
    [
        ("kostenoverzicht", ("--dossier", "GED-04")),
        ("fiscale-lijst", ("--jaar", "26")),
        ("fiscale-lijst", ("--jaar", "2026", "--buiten")),
        ("maatregelenplan", ("--jaar", "2026")),
    ],
)
def test_a_paper_of_a_year_is_asked_of_a_year(
    run: Run, year: Path, tmp_path: Path, paper: str, more: tuple[str, ...]
) -> None:
    result = printing(run, year, paper, tmp_path / "stuk.pdf", *more)
    assert result.code == 2
    assert not (tmp_path / "stuk.pdf").exists()


def test_a_sheet_with_codes_is_not_for_somebody_by_the_name_of_a_bestuurder(
    run: Run, year: Path, tmp_path: Path
) -> None:
    path = tmp_path / "stuk.pdf"
    result = printing(run, year, "kostenoverzicht", path, "--jaar", "2026", reader=NAAM)
    assert_refused(result, "naam")
    assert not path.exists()
    assert not register(year)
