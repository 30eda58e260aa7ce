from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN
from tests.cli.conftest import Run, assert_refused
from veiligheidsadvies import __version__
from veiligheidsadvies.cli import kluis_commands
from veiligheidsadvies.cli.arguments import in_dutch
from veiligheidsadvies.cli.main import _ENDING, heed_signals, main
from veiligheidsadvies.vault import copyfile

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


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_passphrase_is_asked_unseen(vault: Path) -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "verkeerd"

    err = io.StringIO()
    code = main(["dossiers", str(vault)], Terminal(), io.StringIO(), err, ask=answer)
    assert (code, asked) == (1, ["Wachtwoordzin: "])
    assert err.getvalue() == "Deze wachtwoordzin past niet.\n"


@pytest.mark.parametrize("command", ["bevestig-herstelblad", "herstel-toegang", "herstel"])
@pytest.mark.parametrize("typed", ["\nAAAAA BBBBB\n", "AAAAA\n\t BBBBB\n"])
def test_at_a_terminal_an_empty_line_ends_what_stands_on_paper(
    command: str, typed: str, run: Run, vault: Path, tmp_path: Path
) -> None:
    words = [command, str(vault)]
    if command == "herstel":
        copy = tmp_path / "k.kluiskopie"
        assert run("kopie", vault, copy).code == 0
        words = [command, str(copy), str(tmp_path / "nieuw"), "--herstelblad-stdin"]
    stdin, out, err = Terminal(f"{typed} \nwat daarna wordt getypt\n"), io.StringIO(), io.StringIO()
    assert main(words, stdin, out, err, ask=lambda _: WACHTWOORDZIN) == 1
    assert stdin.read() == "wat daarna wordt getypt\n"
    assert out.getvalue().count("sluit af met een lege regel.\n") == 1
    assert err.getvalue().startswith("Kijk groep 1, 2, 3")


@pytest.mark.parametrize("command", ["bevestig-herstelblad", "herstel-toegang"])
@pytest.mark.parametrize("typed", [(), ("", " ")])
def test_nothing_off_paper_is_told_as_nothing(
    command: str, typed: tuple[str, ...], run: Run, vault: Path
) -> None:
    assert_refused(run(command, vault, lines=(WACHTWOORDZIN, *typed)), "herstelblad is niets ingevoerd")
    stdin, err = Terminal("".join(f"{line}\n" for line in typed)), io.StringIO()
    assert main([command, str(vault)], stdin, io.StringIO(), err, ask=lambda _: WACHTWOORDZIN) == 1
    assert err.getvalue() == "Van het herstelblad is niets ingevoerd.\n"


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


def test_a_terminal_that_closes_ends_a_command_as_ctrl_c_does(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {number: signal.getsignal(number) for number in _ENDING}
    honest, seen = copyfile.write, []

    def interrupted(path: Path, *rest: object, **more: object) -> None:
        honest(path, *rest, **more)  # type: ignore[arg-type]
        seen.append(path)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(copyfile, "write", interrupted)
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        heed_signals()
        assert_refused(run("kopie", vault, tmp_path / "k.kluiskopie"), "Afgebroken.")
        assert {signal.getsignal(number) for number in _ENDING} == {signal.SIG_IGN}
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert [path.parent for path in seen] == [tmp_path]
    assert [path.name for path in tmp_path.iterdir()] == [vault.name]


@pytest.mark.skipif(os.name == "nt", reason="nobody sends a signal there")
@pytest.mark.parametrize("is_ignored", [False, True], ids=["asked", "nohup"])
def test_the_real_program_heeds_the_system(*, is_ignored: bool, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "veiligheidsadvies"]
    words = [*program, "herstel-toegang", str(tmp_path), "--wachtwoord-stdin"]
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if is_ignored else signal.SIG_DFL)
    try:
        running = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    with running:
        assert running.stdin is not None
        running.stdin.write("een nieuwe zin\n")
        running.stdin.flush()
        while _unread(running.stdin.fileno()) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGHUP)  # while it waits for the sheet
        if not is_ignored:
            running.wait(timeout=60)
        told = running.communicate()[1]
    assert told == ("Van het herstelblad is niets ingevoerd.\n" if is_ignored else "Afgebroken.\n")
    assert running.returncode == 1


def _unread(pipe: int) -> int:
    import fcntl
    import termios

    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


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
