"""Paths below a folder that may not be looked into, or on a disk that fails: told in Dutch, always."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN
from tests.cli.conftest import Run, assert_refused
from tests.unreachable import shut
from veiligheidsadvies import __main__ as program

UNWRITABLE = "Dit bestand kan hier niet worden geschreven."
FOLDER = "Deze map kan niet worden gelezen."

pytestmark = pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])


@pytest.fixture
def place(code: int, vault: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shut folder with a vault and a copy in it."""
    folder = tmp_path / "dicht"
    folder.mkdir()
    shutil.copytree(vault, folder / "kluis.advieskluis")
    shutil.copy(copy, folder)
    shut(monkeypatch, folder, code)
    return folder


@pytest.fixture
def copy(run: Run, vault: Path, dossier: str, tmp_path: Path) -> Path:
    path = tmp_path / "kluis.kluiskopie"
    assert run("kopie", vault, path).code == 0
    return path


def test_a_copy_to_it_and_a_vault_in_it(run: Run, vault: Path, place: Path, tmp_path: Path) -> None:
    assert_refused(run("kopie", vault, place / "x.kluiskopie"), UNWRITABLE)
    assert_refused(run("kopie", place / "kluis.advieskluis", tmp_path / "x.kluiskopie"), FOLDER)


def test_a_copy_in_it_and_a_vault_to_it(run: Run, copy: Path, place: Path, tmp_path: Path) -> None:
    unreadable = run("herstel", place / copy.name, tmp_path / "nieuw.advieskluis")
    assert_refused(unreadable, "Dit bestand kan niet worden gelezen.")
    assert_refused(run("herstel", copy, place / "nieuw.advieskluis"), UNWRITABLE)


def test_a_drill_takes_another_copy(
    run: Run, vault: Path, tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dicht").mkdir()
    assert run("kopie", vault, tmp_path / "goed.kluiskopie").code == 0
    assert run("kopie", vault, tmp_path / "dicht" / "x.kluiskopie").code == 0
    shut(monkeypatch, tmp_path / "dicht", code)
    done = run("oefening", vault)
    assert done.code == 0, done.err
    assert "kopie: goed.kluiskopie" in done.out


def test_a_new_vault_and_its_sheet(run: Run, place: Path, tmp_path: Path) -> None:
    words = ("--organisatie", "X", "--soort", "gemeente", "--herstelblad")
    new = tmp_path / "nieuw.advieskluis"
    for sheet in (place / "b.pdf", place / "onder" / "b.pdf"):
        assert_refused(run("nieuw", new, *words, sheet, lines=(WACHTWOORDZIN,)), UNWRITABLE)
    assert not new.exists()
    other = place / "nieuw.advieskluis"
    assert_refused(run("nieuw", other, *words, tmp_path / "b.pdf", lines=(WACHTWOORDZIN,)), FOLDER)
    assert_refused(run("voorbeeld", place, lines=None), FOLDER)


def test_a_paper_to_it(run: Run, vault: Path, dossier: str, place: Path) -> None:
    words = ("--dossier", dossier, "--ontvanger", "bestuurder")
    for path in (place / "blad.pdf", place / "onder" / "blad.pdf"):
        assert_refused(run("druk", "maatregelenplan", vault, *words, "--uit", path), UNWRITABLE)
        assert_refused(run("nieuw-herstelblad", vault, path), UNWRITABLE)


def test_a_word_that_is_a_folder_like_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.parent)
    assert not program._opens_window([place.name])
