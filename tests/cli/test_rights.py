"""Whatever the user's own mask says: what we write is for the owner only, and the owner can read it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import WACHTWOORDZIN

WORDS = "blauwe koeien fluiten zelden in een lege trein"
CODE = """
import io, sys
import veiligheidsadvies.__main__ as program
from veiligheidsadvies.vault import keys
keys.FLOOR = keys.KdfParameters(memory_kib=1024, passes=1, lanes=1)
keys.calibrate = lambda: keys.FLOOR
vault, passphrase, words = sys.argv[1:]
for command in (
    ["nieuw", vault, "--organisatie", "X", "--soort", "provincie", "--herstelblad", "blad.pdf"],
    ["nieuw-dossier", vault, "--code", "GED-01", "--naam", "Y", "--ambt", "gedeputeerde"],
    ["druk", "maatregelenplan", vault, "--dossier", "GED-01", "--ontvanger", "bestuurder", "--uit",
     "plan.pdf"],
    ["controle", vault],
):
    sys.argv[1:] = [*command, "--wachtwoord-stdin"]
    sys.stdin = io.TextIOWrapper(io.BytesIO(f"{passphrase}\\n{words}\\n".encode()))
    if program.main():
        sys.exit(command[0])
"""


@pytest.mark.parametrize("mask", [0o000, 0o777, 0o022])
def test_no_file_of_ours_is_for_others_and_each_is_for_the_owner(tmp_path: Path, mask: int) -> None:
    home = tmp_path / "thuis"
    home.mkdir()
    vault = home / "dossiers" / "mijn" / "proef.advieskluis"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(vault), WACHTWOORDZIN, WORDS],
        env=environment,
        cwd=home,
        umask=mask,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    made = {entry: stat.S_IMODE(entry.stat().st_mode) for entry in home.rglob("*")}
    assert {"dossiers.db", "sleutels.json", "slot.lock", "plan.pdf", "blad.pdf", "kluizen"} <= {
        entry.name for entry in made
    }
    assert {oct(mode) for entry, mode in made.items() if entry.is_dir()} == {"0o700"}
    assert {oct(mode) for entry, mode in made.items() if entry.is_file()} == {"0o600"}
