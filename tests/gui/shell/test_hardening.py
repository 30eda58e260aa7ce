"""What the process denies itself, looked at in a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gui.shell.conftest import Run
from veiligheidsadvies import settings
from veiligheidsadvies.gui.binding.voorkeuren import keep
from veiligheidsadvies.gui.kit import clipboard
from veiligheidsadvies.gui.shell import hardening

CODE = """
import ctypes, json, os, resource
from veiligheidsadvies.gui.shell import hardening
hardening.harden()
hardening.close_memory()
folder = os.environ["TMPDIR"]
import tempfile
told = {
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "umask": os.umask(0),
    "folder": folder,
    "mode": os.stat(folder).st_mode & 0o777,
    "tempdir": tempfile.gettempdir(),
    "cups": os.environ["CUPS_SERVER"],
    "bus": os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""),
}
open(os.path.join(folder, "afdruk.pdf"), "w").close()
hardening.remove_temporary_files()
print(json.dumps({**told, "left": os.path.exists(folder)}))
"""


FREED = """
import re, sys
from veiligheidsadvies.gui.shell import hardening
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
if sys.argv[1] == "large":
    if sys.argv[2] == "1":
        hardening.keep_no_large_blocks()
    del_me = bytearray(30_000_000)  # from here on the library takes blocks of this size from its own heap
    del del_me
    sizes, tidy = [300_000] * 90, lambda: None
else:
    sizes, tidy = [700] * 100_000, hardening.return_memory if sys.argv[2] == "1" else lambda: None
before = resident()
kept = [b"x" * size for size in sizes]
last = b"x" * 900
del kept
tidy()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does it")
@pytest.mark.parametrize("kind", ["large", "small"])
def test_what_was_freed_goes_back_to_the_system(kind: str) -> None:
    def kept(*, is_asked: bool) -> float:
        command = [sys.executable, "-c", FREED, kind, str(int(is_asked))]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert kept(is_asked=False) > 20
    assert kept(is_asked=True) < 5


def test_a_hardened_process(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    killed = tmp_path / "veiligheidsadvies-4194399"
    killed.mkdir()
    (killed / "afdruk.pdf").write_text("adres", encoding="utf-8")
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert told["core"] == [0, 0]
    assert told["dumpable"] == 0
    assert told["umask"] == 0o077
    assert Path(told["folder"]).parent == tmp_path
    assert told["mode"] == stat.S_IRWXU
    assert told["tempdir"] == told["folder"]
    assert told["cups"] == "/run/cups/cups.sock"
    assert not told["left"]
    assert not killed.exists()


BECOME_ANYBODY = """
import ctypes, os, sys
from veiligheidsadvies.gui.shell import hardening
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # who changes is closed to others by that alone
"""
HELD = """
if sys.argv[1] == "closed":
    hardening.close_memory()
print("ready", flush=True)
sys.stdin.read()
"""
READ = "open(f'/proc/{sys.argv[1]}/mem', 'rb').close()"


@pytest.mark.parametrize(("how", "can_be_read"), [("closed", False), ("open", True)])
def test_another_program_of_the_same_user_cannot_read_a_closed_memory(how: str, *, can_be_read: bool) -> None:
    """Root reads everything, so this is tried as somebody else."""
    with subprocess.Popen(
        [sys.executable, "-c", BECOME_ANYBODY + HELD, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == b"ready\n"
        done = subprocess.run(
            [sys.executable, "-c", BECOME_ANYBODY + READ, str(held.pid)], capture_output=True, check=False
        )
        assert (done.returncode == 0) is can_be_read, done.stderr.decode()[-300:]
        assert can_be_read or b"Permission denied" in done.stderr
        held.communicate(b"")


def test_the_command_line_is_hardened_too(tmp_path: Path) -> None:
    code = (
        "import ctypes, resource, sys, veiligheidsadvies.__main__ as program\n"
        "sys.argv[1:] = ['controle', 'nergens', '--wachtwoord-stdin']\n"
        "program.main()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),"
        " 'PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="x\n", capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.splitlines()[-1] == "(0, 0) 0 False"


def test_the_window_watches_over_clipboard_and_recordings(
    run: Run, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(clipboard, "watch", lambda: done.append("clipboard"))
    monkeypatch.setattr(hardening, "close_memory", lambda: done.append("memory"))
    settings.save(settings.Settings(blocks_capture=False))
    running = run(None)
    qtbot.waitUntil(lambda: done == ["memory", "clipboard"])
    assert not running.program._capture._is_on
    keep(settings.Settings(blocks_capture=True))
    assert running.program._capture._is_on
