"""`kopie`, `herstel` and `oefening`: what they say, their exit codes, and that "gelukt" is true."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Run, assert_refused
from tests.unreachable import shut
from veiligheidsadvies.services import kluis
from veiligheidsadvies.vault import copyfile


@pytest.fixture
def copy(run: Run, vault: Path, dossier: str, tmp_path: Path) -> Path:
    path = tmp_path / "kluis.kluiskopie"
    made = run("kopie", vault, path)
    assert made.code == 0, made.err
    assert "gelukt" in made.out
    return path


def groups(vault: Path) -> list[str]:
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    found = services.context.vault.recovery_groups()
    services.close()
    return found


def test_a_copy_put_back_is_the_same_vault(run: Run, copy: Path, tmp_path: Path) -> None:
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    done = run("herstel", copy, tmp_path / "nieuw.advieskluis")
    assert done.code == 0, done.err
    assert "kopie van: 12-03-2026" in done.out
    assert "Het terugzetten is gelukt: alles is nagekeken." in done.out
    assert "GED-04" in run("dossiers", tmp_path / "nieuw.advieskluis").out
    assert run("controle", tmp_path / "nieuw.advieskluis").code == 0


def test_with_the_recovery_sheet_alone(run: Run, vault: Path, copy: Path, tmp_path: Path) -> None:
    sheet = groups(vault)
    target = tmp_path / "nieuw.advieskluis"
    done = run("herstel", copy, target, "--herstelblad-stdin", lines=tuple(sheet))
    assert done.code == 0, done.err
    assert "GED-04" in run("dossiers", target).out
    wrong = [*sheet[:-1], sheet[0]]
    refused = run("herstel", copy, tmp_path / "tweede", "--herstelblad-stdin", lines=tuple(wrong))
    assert_refused(refused, "Kijk groep 14 na")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kluis.kluiskopie",
        "nieuw.advieskluis",
        vault.name,
    ]


def test_nothing_is_replaced(run: Run, vault: Path, copy: Path, tmp_path: Path) -> None:
    before = copy.read_bytes()
    assert_refused(run("kopie", vault, copy), "Hier staat al een bestand")
    assert_refused(run("herstel", copy, vault), "Hier staat al iets")
    assert copy.read_bytes() == before
    assert "GED-04" in run("dossiers", vault).out


def test_a_wrong_passphrase_leaves_nothing(run: Run, copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "nieuw.advieskluis"
    assert_refused(run("herstel", copy, target, lines=("verkeerd",)), "past niet")
    assert not target.exists()
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4", "geen reservekopie"),
        (b"KLUISKOPIE 9\r\n\x1a\n", "nieuwere versie"),
        (copyfile.MAGIC, "het einde ontbreekt"),
        (None, "beschadigd"),
    ],
)
def test_a_bad_file_is_told_for_what_it_is(
    content: bytes | None, sentence: str, run: Run, copy: Path, tmp_path: Path
) -> None:
    if content is None:
        changed = bytearray(copy.read_bytes())
        changed[-5000] ^= 1
        content = bytes(changed)
    copy.write_bytes(content)
    assert_refused(run("herstel", copy, tmp_path / "nieuw.advieskluis"), sentence)
    assert not (tmp_path / "nieuw.advieskluis").exists()


def test_a_mistyped_name_is_no_trouble_of_a_disk(run: Run, copy: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "weg.kluiskopie", tmp_path / "weg" / "x.kluiskopie", copy / "x.kluiskopie"):
        assert_refused(run("herstel", path, tmp_path / "n"), "Dit bestand is er niet.")


@pytest.mark.parametrize("code", [errno.EROFS, errno.EPERM, errno.EIO])
def test_a_place_that_takes_no_vault_is_no_trouble_of_one(
    code: int, run: Run, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vast").mkdir()
    shut(monkeypatch, tmp_path / "vast", code, only=("mkdir",))
    refused = run("herstel", copy, tmp_path / "vast" / "nieuw.advieskluis")
    assert_refused(refused, "Dit bestand kan hier niet worden geschreven.")
    assert list((tmp_path / "vast").iterdir()) == []


def test_numbers_from_paper(run: Run, copy: Path, tmp_path: Path, configuration: Path) -> None:
    for path in sorted(configuration.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    bare = run("herstel", copy, tmp_path / "a.advieskluis")
    assert "kent de hoogste nummers" in bare.err
    services = kluis.open_vault(
        tmp_path / "a.advieskluis", kluis.unlock(tmp_path / "a.advieskluis", WACHTWOORDZIN)
    )
    assert services.nummers.zijn_onzeker
    services.close()
    for path in sorted(configuration.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    told = run(
        "herstel", copy, tmp_path / "b.advieskluis", "--nummer", "2026-0041", "--nummer", "OPD-2026-003"
    )
    assert told.code == 0
    assert told.err == ""


def test_typed_wrong(run: Run, vault: Path, copy: Path, tmp_path: Path) -> None:
    wrong = run("kopie", vault, tmp_path / "kopie.zip")
    assert wrong.code == 2
    assert "eindigt op .kluiskopie" in wrong.err
    assert run("herstel", copy).code == 2
    number = run("herstel", copy, tmp_path / "n", "--nummer", "veertig")
    assert number.code == 2
    assert "zoals het op papier staat" in number.err
    assert not (tmp_path / "n").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_refused_before_anything_is_written(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    strange = tmp_path / os.fsdecode(b"caf\xe9")
    strange.mkdir()
    for target in (tmp_path / os.fsdecode(b"caf\xe9.kluiskopie"), strange / "k.kluiskopie"):
        wrong = run("kopie", vault, target)
        assert wrong.code == 2
        assert "geen tekst" in wrong.err
        assert not target.exists()


def test_the_drill_needs_a_copy_and_tells_what_it_proved(run: Run, vault: Path, tmp_path: Path) -> None:
    assert_refused(run("oefening", vault), "geen reservekopie gevonden")
    run("kopie", vault, tmp_path / "k.kluiskopie")
    done = run("oefening", vault)
    assert done.code == 0, done.err
    assert "in orde  logboek" in done.out
    assert "De oefening is gelukt" in done.out
    changed = bytearray((tmp_path / "k.kluiskopie").read_bytes())
    changed[-5000] ^= 1
    (tmp_path / "k.kluiskopie").write_bytes(changed)
    failed = run("oefening", vault)
    assert failed.code == 1
    assert "fout" in failed.out
    assert "De oefening is niet gelukt" in failed.err
    (tmp_path / "k.kluiskopie").write_bytes(b"%PDF-1.4")
    told = run("oefening", vault).out
    assert "Dit bestand is geen reservekopie van een kluis." in told
    assert "geen_kopie" not in told
