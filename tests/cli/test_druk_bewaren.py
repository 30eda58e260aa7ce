"""The papers of records law, printed from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Run, register, text_of
from veiligheidsadvies.services import kluis

NAAM = "mevrouw N. Đorđević"
REDEN = ("--onversleuteld", "proef")


@pytest.fixture
def dossier(vault: Path) -> Path:
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    builders.add_dossier(services, naam=NAAM)
    services.close()
    return vault


def test_an_extract_and_a_register_are_registered_and_written(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    extract, entry = tmp_path / "inzage.pdf", tmp_path / "register.pdf"
    asked = ("--dossier", "GED-04", "--ontvanger", "bestuurder", "--uit", extract, *REDEN)
    result = run("druk", "inzage-uittreksel", dossier, *asked)
    assert result.code == 0, result.err
    assert NAAM in text_of(extract)
    assert "GED-04" not in text_of(extract)
    result = run("druk", "verwerkingsregister", dossier, "--ontvanger", "archief", "--uit", entry, *REDEN)
    assert result.code == 0, result.err
    assert "artikel 30" in text_of(entry)
    copies = sorted((copy.document.value, copy.ontvanger) for copy in register(dossier))
    assert copies == [("inzage-uittreksel", NAAM), ("verwerkingsregister", "archief")]


def test_names_are_left_out_by_hand_and_the_rest_is_to_be_read(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    services = kluis.open_vault(dossier, kluis.unlock(dossier, WACHTWOORDZIN), now=Clock())
    found = services.dossiers.get_by_code("GED-04")
    services.dossiers.save(replace(found, notitie="Kees Bakker belde, en buurman Teun ook."))
    services.close()
    path = tmp_path / "inzage.pdf"
    asked = ("--dossier", "GED-04", "--ontvanger", "bestuurder", "--uit", path, *REDEN)
    result = run(
        "druk", "inzage-uittreksel", dossier, *asked, "--weglaten", "Kees Bakker", "--weglaten", "Teun"
    )
    assert result.code == 0, result.err
    assert "[een ander] belde, en buurman [een ander] ook." in text_of(path)
    assert "Lees dit vóór de bestuurder het krijgt" in result.err
    other = ("druk", "verwerkingsregister", dossier, "--ontvanger", "archief", "--weglaten", "Teun")
    assert run(*other, "--uit", tmp_path / "register.pdf", *REDEN).code == 2


@pytest.mark.parametrize(
    ("paper", "more"),
    [
        ("inzage-uittreksel", ("--dossier", "GED-04", "--ontvanger", "secretaris")),
        ("inzage-uittreksel", ("--ontvanger", "bestuurder")),
        ("verwerkingsregister", ("--dossier", "GED-04", "--ontvanger", "archief")),
        ("maatregelenplan", ("--ontvanger", "archief")),
    ],
)
def test_what_is_asked_of_the_wrong_thing_is_typed_wrong(
    run: Run, dossier: Path, tmp_path: Path, paper: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / "stuk.pdf"
    assert run("druk", paper, dossier, *more, "--uit", path, *REDEN).code == 2
    assert not path.exists()
