"""What the process denies itself, looked at in a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

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
