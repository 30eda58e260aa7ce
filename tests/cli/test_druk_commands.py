from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.builders import WACHTWOORDZIN, Clock, add_leverancier
from tests.cli.conftest import Result, Run, assert_refused, register, text_of
from veiligheidsadvies.cli import druk_commands
from veiligheidsadvies.domain.errors import FileUnwritable, StorageFailure, StorageUnavailable
from veiligheidsadvies.domain.exemplaar import Afloop
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.stukken import StukkenService

NAAM = "N. Đorđević"


def printing(
    run: Run, vault: Path, path: Path, *more: str, paper: str = "maatregelenplan", lines: tuple[str, ...] = ()
) -> Result:
    words = more if "--ontvanger" in more else ("--ontvanger", "provinciesecretaris", *more)
    return run(
        "druk", paper, vault, "--dossier", "GED-04", "--uit", path, *words, lines=(WACHTWOORDZIN, *lines)
    )


def test_a_copy_is_registered_numbered_and_encrypted(
    run: Run, vault: Path, dossier: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    result = printing(run, vault, path, lines=("zin van het bestand",))
    assert result.code == 0, result.err
    assert result.out.startswith("exemplaar: 2026-0001\n")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="zin van het bestand") as document:
        assert document.encryption.R == 6
    (copy,) = register(vault)
    assert (copy.nummer, copy.ontvanger, copy.afloop) == ("2026-0001", "provinciesecretaris", Afloop.BUITEN)


@pytest.mark.parametrize("paper", ["maatregelenplan", "samenvatting"])
def test_another_reader_sees_the_code_and_no_name(
    run: Run, vault: Path, dossier: str, tmp_path: Path, paper: str
) -> None:
    path = tmp_path / "stuk.pdf"
    result = printing(run, vault, path, "--onversleuteld", "leest het op een tablet", paper=paper)
    assert result.code == 0, result.err
    assert dossier in text_of(path)
    assert NAAM not in text_of(path)
    assert register(vault)[0].reden == "leest het op een tablet"


def test_the_own_copy_has_the_name_and_no_code(run: Run, vault: Path, dossier: str, tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    assert printing(run, vault, path, "--ontvanger", "bestuurder", "--onversleuteld", "proef").code == 0
    assert NAAM in text_of(path)
    assert dossier not in text_of(path)


def test_nothing_is_registered_for_what_cannot_leave(
    run: Run, vault: Path, dossier: str, tmp_path: Path
) -> None:
    path = tmp_path / "stuk.pdf"
    assert_refused(printing(run, vault, path, "--onversleuteld", " "), "vraagt een reden")
    assert_refused(printing(run, vault, path), "ontbreekt een wachtwoordzin")
    assert_refused(printing(run, vault, path, lines=("",)), "Vul dit veld in")
    assert_refused(
        printing(run, vault, tmp_path / "weg" / "stuk.pdf", lines=("zin",)), "niet worden geschreven"
    )
    assert_refused(printing(run, vault, tmp_path, lines=("zin",)), "niet worden geschreven")
    assert register(vault) == []
    assert not path.exists()


def test_an_existing_file_is_not_overwritten(run: Run, vault: Path, dossier: str, tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(b"van iemand anders")
    assert_refused(printing(run, vault, path, lines=("zin",)), "Hier staat al een bestand")
    assert path.read_bytes() == b"van iemand anders"
    assert register(vault) == []


def test_a_number_once_given_stays_used_when_writing_fails(
    run: Run, vault: Path, dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise FileUnwritable

    with monkeypatch.context() as patch:
        patch.setattr(druk_commands, "write_file", full)
        assert_refused(printing(run, vault, tmp_path / "a.pdf", lines=("zin",)), "niet worden geschreven")
    again = printing(run, vault, tmp_path / "a.pdf", lines=("zin",))
    assert again.out.startswith("exemplaar: 2026-0002\n")
    assert [copy.afloop for copy in register(vault)] == [Afloop.BUITEN, Afloop.VERNIETIGD]


@pytest.fixture
def supplier(vault: Path) -> str:
    """The name of a supplier in the vault."""
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    add_leverancier(services)
    services.close()
    return "Zandoever Installatie"


def declare(run: Run, vault: Path, path: Path, *more: str) -> Result:
    words = ("--ontvanger", "J. Wortel", "--onversleuteld", "om te tekenen", *more)
    return run("druk", "geheimhoudingsverklaring", vault, "--uit", path, *words)


def test_the_declaration_of_a_supplier(
    run: Run, vault: Path, dossier: str, supplier: str, tmp_path: Path
) -> None:
    path = tmp_path / "verklaring.pdf"
    result = declare(run, vault, path, "--leverancier", supplier.upper())
    assert result.code == 0, result.err
    assert "Zandoever Installatie gaat voor ons beveiligingswerk doen." in text_of(path)
    (copy,) = register(vault)
    assert (copy.ontvanger, copy.document.value) == ("J. Wortel", "geheimhoudingsverklaring")
    assert copy.leverancier_id is not None


def test_a_declaration_is_of_a_supplier_and_a_plan_of_a_dossier(
    run: Run, vault: Path, dossier: str, supplier: str, tmp_path: Path
) -> None:
    path = tmp_path / "stuk.pdf"
    assert_refused(declare(run, vault, path, "--leverancier", "Niemand"), "Niemand")
    for more in (("--dossier", dossier), ("--leverancier", supplier, "--dossier", dossier), ()):
        result = declare(run, vault, path, *more)
        assert result.code == 2, more
        assert "--leverancier" in result.err
    wrong = run("druk", "samenvatting", vault, "--uit", path, "--ontvanger", "x", "--leverancier", supplier)
    assert (wrong.code, "dit ontbreekt: --dossier" in wrong.err) == (2, True)
    assert register(vault) == []


def test_a_paper_never_goes_into_a_vault(run: Run, vault: Path, dossier: str) -> None:
    before = (vault / "sleutels.json").read_bytes()
    for name in ("sleutels.json", "dossiers.db", "plan.pdf", "reservekopieen/plan.pdf"):
        (vault / "reservekopieen").mkdir(exist_ok=True)
        result = printing(run, vault, vault / name, "--onversleuteld", "proef")
        assert_refused(result, "Dit bestand kan hier niet worden geschreven.")
    assert (vault / "sleutels.json").read_bytes() == before
    assert register(vault) == []


def test_a_file_that_the_register_cannot_follow_is_taken_away(
    run: Run, vault: Path, dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageUnavailable(StorageFailure.VOL)

    monkeypatch.setattr(StukkenService, "complete", full)
    monkeypatch.setattr(StukkenService, "cancel", full)
    path = tmp_path / "plan.pdf"
    result = printing(run, vault, path, "--onversleuteld", "proef")
    assert result.code == 1
    assert result.err == "De schijf is vol. Er is niets verloren: maak ruimte vrij en bewaar opnieuw.\n"
    assert not path.exists()
    assert [copy.nummer for copy in register(vault)] == ["2026-0001"]
