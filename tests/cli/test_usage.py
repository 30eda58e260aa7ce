from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, assert_refused
from veiligheidsadvies import __version__
from veiligheidsadvies.cli import kluis_commands
from veiligheidsadvies.cli.arguments import in_dutch
from veiligheidsadvies.cli.main import main

ENGLISH = (
    "usage",
    "error",
    "show this",
    "optional",
    "positional",
    "required",
    "arguments",
    "invalid",
    "choose",
)
WRONG = (
    (),
    ("dossiers",),
    ("onzin",),
    ("onzin", "kluis"),
    ("dossiers", "kluis", "--onbekend"),
    ("dossiers", "kluis", "--json=ja"),
    ("nieuw", "kluis"),
    ("nieuw", "kluis", "--organisatie", "X", "--soort", "rijk", "--herstelblad", "b.pdf"),
    ("nieuw-dossier", "kluis", "--code", "GED-01", "--naam", "X", "--ambt", "keizer"),
    ("druk", "factuur", "kluis", "--dossier", "X", "--ontvanger", "Y", "--uit", "z.pdf"),
    ("druk", "maatregelenplan", "kluis", "--dossier"),
    ("importeer-maatregelen", "kluis", "--dossier", "GED-01"),
)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_told_in_dutch_with_code_2(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, lines=None)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("gebruik: veiligheidsadvies")
    assert not [word for word in ENGLISH if word in result.err.casefold()]


@pytest.mark.parametrize("words", [(), ("nieuw",), ("druk",), ("importeer-maatregelen",), ("voorbeeld",)])
def test_help_is_dutch(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "--help", lines=None)
    assert (result.code, result.err) == (0, "")
    assert not [word for word in ENGLISH if word in result.out.casefold()]


def test_every_message_of_argparse_has_a_dutch_form() -> None:
    assert in_dutch("something new of a later Python") == "dit commando is niet goed getypt"
    assert (
        in_dutch("argument --dossier: expected one argument") == "--dossier: hier hoort iets achter te staan"
    )


def test_the_version(run: Run) -> None:
    assert run("--versie", lines=None).out == f"Veiligheidsadvies {__version__}\n"


def test_without_terminal_or_passphrase_nothing_waits(run: Run, vault: Path) -> None:
    result = run("dossiers", vault, lines=None)
    assert result.code == 2
    assert "--wachtwoord-stdin" in result.err
    assert_refused(run("dossiers", vault, lines=()), "ontbreekt een wachtwoordzin")


def test_at_a_terminal_the_passphrase_is_asked_unseen(vault: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "verkeerd"

    err = io.StringIO()
    code = main(["dossiers", str(vault)], Terminal(), io.StringIO(), err, ask=answer)
    assert (code, asked) == (1, ["Wachtwoordzin: "])
    assert err.getvalue() == "Deze wachtwoordzin past niet.\n"


def test_a_bug_is_one_line_without_values(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise KeyError("mevrouw Geheim")

    monkeypatch.setattr(kluis_commands, "check_vault", broken)
    result = run("controle", vault)
    assert_refused(result, "KeyError")
    assert "Geheim" not in result.err


def test_a_reader_that_goes_away_is_no_error(vault: Path, tmp_path: Path) -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    err = io.StringIO()
    assert main(["--versie"], io.StringIO(), Gone(), err) == 1
    assert err.getvalue() == ""


def _process(*words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "veiligheidsadvies", *words],
        input=text, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip


def test_the_real_program_runs_a_command_without_loading_the_window(tmp_path: Path) -> None:
    done = _process("dossiers", str(tmp_path / "geen.advieskluis"), "--wachtwoord-stdin", text="zin\n")
    told = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert (done.returncode, done.stdout, told) == (1, "", ["Dit is geen kluis van Veiligheidsadvies."])
    assert "PySide6" not in done.stderr
