"""The net itself: what a process writes and the sockets it asks for are caught, and no map is passed over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.e2e import memory, trace

MISBEHAVING = """
import os, socket, subprocess, threading
open("gemaakt", "w").close()
os.rename("gemaakt", "hernoemd")
here = os.open(".", os.O_RDONLY)
os.close(os.open("naast", os.O_CREAT | os.O_RDWR, dir_fd=here))
os.mkdir("map")
os.remove("naast", dir_fd=here)
threads = [threading.Thread(target=lambda n=n: open(f"draad{n}", "w").close()) for n in range(20)]
[one.start() for one in threads], [one.join() for one in threads]
try:
    open("/bestaat-niet/bestand", "w")
except OSError:
    pass
open("gelezen").read()
socket.socket(socket.AF_UNIX).close()
try:
    socket.socket(socket.AF_INET6).close()
except OSError:
    pass
socket.socket(socket.AF_INET).close()
subprocess.run(["sh", "-c", ": > kind"])
"""
BRIEF = """
import os
with open("even", "w") as file:
    file.write("een kanarie in een bestand")
os.remove("even")
reading, writing = os.pipe()
os.write(writing, b"een kanarie in een pijp")
"""


def _traced(code: str, place: Path, calls: str) -> Path:
    file = place.parent / "strace"
    command = ["strace", "--seccomp-bpf", "-f", "-qq", "-y", "-s", "4096", "-o", str(file)]
    command += ["-e", f"trace={calls}", sys.executable, "-I", "-B", "-c", code]
    subprocess.run(command, cwd=place, check=True)
    return file


def test_every_way_of_writing_and_every_socket_is_caught(tmp_path: Path) -> None:
    place = tmp_path / "hier"
    place.mkdir()
    (place / "gelezen").write_text("x")
    traced = trace.read(_traced(MISBEHAVING, place, trace.CALLS), folder=place)
    expected = {"gemaakt", "hernoemd", "naast", "map", "kind", *(f"draad{number}" for number in range(20))}
    assert {str(Path(one).relative_to(place)) for one in traced.outside(Path("/dev/null"))} == expected
    assert traced.outside(place) == []
    assert [one.split(",")[0] for one in traced.network] == ["socket(AF_INET6", "socket(AF_INET"]
    assert "sh" in {Path(one).name for one in traced.started}


def test_what_stood_in_a_file_for_a_moment_is_caught(tmp_path: Path) -> None:
    place = tmp_path / "hier"
    place.mkdir()
    found = list(trace.written_bytes(_traced(BRIEF, place, trace.CALLS + trace.BYTES)))
    assert [call for call in found if "kanarie in een bestand" in call]
    assert not [call for call in found if "kanarie in een pijp" in call]
    assert not (place / "even").exists()


def test_a_map_goes_unread_only_where_its_file_ends(tmp_path: Path) -> None:
    file = tmp_path / "een kaart"
    file.write_bytes(bytes(4096))
    line = f"7f0000000000-7f0000004000 r--p 00000000 08:01 77    {file}"
    assert memory._is_past_the_file(line, 0x7F0000001000)
    assert not memory._is_past_the_file(line, 0x7F0000000000)
    nameless = "7f0000000000-7f0000004000 rw-p 00000000 00:00 0 "
    assert not memory._is_past_the_file(nameless, 0x7F0000001000)
    assert not memory._is_past_the_file(f"{nameless}   [anon: /x]", 0x7F0000001000)
