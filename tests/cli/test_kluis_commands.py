from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Result, Run, assert_refused
from veiligheidsadvies.cli.kluis_commands import groups_of
from veiligheidsadvies.domain.errors import FileUnwritable
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.services import herstelblad, kluis
from veiligheidsadvies.storage import records


def make(run: Run, tmp_path: Path, *, passphrase: str = WACHTWOORDZIN, sheet: str = "blad.pdf") -> Result:
    return run(
        "nieuw", tmp_path / "nieuw.advieskluis", "--organisatie", "Gemeente Duinwijk", "--soort", "gemeente",
        "--herstelblad", tmp_path / sheet, lines=(passphrase,),
    )  # fmt: skip


def sheet_words(result: Result) -> str:
    (line,) = [line for line in result.out.splitlines() if line.startswith("pdf-wachtwoord:")]
    return line.removeprefix("pdf-wachtwoord:").strip()


def groups_on(path: Path, words: str) -> list[str]:
    import pypdfium2

    page = pypdfium2.PdfDocument(path.read_bytes(), password=words)[0]
    lines = page.get_textpage().get_text_bounded().splitlines()
    return [line for line in lines if re.fullmatch(r"\d{1,2}( [0-9A-Z]){5}", line)]


def test_a_new_vault_comes_with_an_encrypted_sheet(run: Run, tmp_path: Path) -> None:
    result = make(run, tmp_path)
    assert (result.code, result.err) == (0, "")
    words = sheet_words(result)
    assert len(words.split()) == 7
    sheet = tmp_path / "blad.pdf"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(sheet)
    with pikepdf.open(sheet, password=words) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256


def test_the_vault_waits_until_the_sheet_is_typed_back(run: Run, tmp_path: Path) -> None:
    words = sheet_words(make(run, tmp_path))
    vault = tmp_path / "nieuw.advieskluis"
    before = run("controle", vault)
    assert before.code == 0
    assert "nog niet bevestigd" in before.out
    key = kluis.unlock(vault, WACHTWOORDZIN)
    services = kluis.open_vault(vault, key, now=Clock())
    groups = services.context.vault.recovery_groups()
    kept = records.list_where(services.context.connection, Exemplaar)
    services.close()
    printed = groups_on(tmp_path / "blad.pdf", words)
    assert groups_of("\n".join(printed)) == groups
    assert not any(group in copy.snapshot for copy in kept for group in groups)

    wrong = [*groups[:4], "00000", *groups[5:]]
    assert_refused(run("bevestig-herstelblad", vault, lines=(WACHTWOORDZIN, *wrong)), "groep 5")
    assert "nog niet bevestigd" in run("controle", vault).out
    assert run("bevestig-herstelblad", vault, lines=(WACHTWOORDZIN, *printed)).code == 0
    assert "nog niet bevestigd" not in run("controle", vault).out


def test_a_weak_passphrase_makes_nothing(run: Run, tmp_path: Path) -> None:
    assert_refused(make(run, tmp_path, passphrase="welkom2026"), "te raden")
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_of_a_hundred_signs_is_taken(run: Run, tmp_path: Path) -> None:
    assert make(run, tmp_path, passphrase=WACHTWOORDZIN * 3).code == 0


def test_what_stands_there_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "blad.pdf").write_bytes(b"van mij")
    assert_refused(make(run, tmp_path), "Hier staat al iets")
    assert (tmp_path / "blad.pdf").read_bytes() == b"van mij"
    assert not (tmp_path / "nieuw.advieskluis").exists()
    make(run, tmp_path, sheet="een.pdf")
    assert_refused(make(run, tmp_path, sheet="twee.pdf"), "Hier staat al iets")
    assert not (tmp_path / "twee.pdf").exists()


def test_without_a_sheet_no_vault_remains(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_refused(make(run, tmp_path, sheet="weg/blad.pdf"), "niet worden geschreven")

    def full(_path: Path, _content: bytes) -> None:
        raise FileUnwritable

    monkeypatch.setattr(herstelblad, "write_file", full)
    assert_refused(make(run, tmp_path), "niet worden geschreven")
    assert list(tmp_path.iterdir()) == []


def test_control_knows_a_log_head_from_paper(run: Run, vault: Path) -> None:
    key = kluis.unlock(vault, WACHTWOORDZIN)
    services = kluis.open_vault(vault, key, now=Clock())
    head = services.context.vault.log_head()
    services.close()
    assert run("controle", vault, "--anker", head).code == 0
    refused = run("controle", vault, "--anker", "0000 0000 0000 0000")
    assert_refused(refused, "1 van de")
    faults = [line.split()[1] for line in refused.out.splitlines() if line.startswith("fout")]
    assert faults == ["anker"]


def test_groups_are_read_from_any_layout() -> None:
    groups = ["ABCDE", "FGHJK", "LMNPQ", "RSTVW"]
    assert groups_of("1. ABCDE 2. FGHJK\n3: LMNPQ,RSTVW") == groups
    assert groups_of("1 A B C D E\nF G H J K\n13 L M N P Q\nRSTVW\n") == groups
    assert groups_of("") == []
