"""A virtual screen for each worker, and for each story folders of its own that are searched afterwards."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import add_leverancier, erkenning, open_services, vault_folder
from tests.e2e import trace
from tests.e2e.canaries import texts
from tests.e2e.program import BIN, IS_LONG, Program
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.services.kluis import Services, UnlockedKey, open_vault
from veiligheidsadvies.vault import slotfile

PROBE = Path(__file__).parent / "probe"
# -r: a key that is held long, because the machine is slow, is still one key.
SCREEN = ("Xvfb", "-r", "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A display of our own; Xvfb itself finds one that is free."""
    tell, told = os.pipe()
    server = subprocess.Popen(
        [*SCREEN, "-displayfd", str(told)],
        pass_fds=(told,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(tell) as lines:
            number = lines.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(60)


class Story:
    """Starts programs over one vault; at its end it looks at everything they did."""

    def __init__(self, folder: Path, runtime: Path, screen: str) -> None:
        self.home, self.config, self.runtime = folder / "thuis", folder / "config", runtime
        self.out, self._logs = folder / "uit", folder / "verslag"
        for made in (self.home, self.config, self.out, self._logs):
            made.mkdir()
        # A font of the user's own that no list of fonts knows yet, which is when such lists are written.
        fonts = self.home / ".local" / "share" / "fonts"
        fonts.mkdir(parents=True)
        self._font = Path(shutil.copy(_a_font(), fonts))
        self.vault: Path = folder / "proef.advieskluis"
        self.key: UnlockedKey | None = None
        self._screen = screen
        self._programs: list[Program] = []
        self._canaries: list[str] = []
        self.exports: list[Path] = []
        """Where the user asked for a file outside the vault."""

    def copy_vault(self) -> Services:
        """A vault with cheap keys, open in this process to be filled; close it before a program starts."""
        services = open_services(self.vault.parent)
        self.vault, self.key = services.beheer.folder, None
        self._remember_key()
        return services

    def _remember_key(self) -> None:
        with tempfile.TemporaryDirectory() as other:
            self.key = vault_folder(Path(other))[1]

    def services(self) -> Services:
        """What stands in the vault, after the program let it go."""
        assert self.key is not None
        return open_vault(self.vault, self.key)

    def start(self, *arguments: str | Path, **environment: str) -> Program:
        """Start the program on the vault, or with other arguments."""
        given = [str(one) for one in arguments] if arguments else [str(self.vault)]
        program = Program(given, {**self._environment(), **environment}, folder=self._logs)
        self._programs.append(program)
        return program

    def start_new(self) -> Program:
        """Start the program without any vault."""
        program = Program([], self._environment(), folder=self._logs)
        self._programs.append(program)
        return program

    def run(self, *arguments: str | Path, typed: str) -> subprocess.CompletedProcess[str]:
        """A command without a window, to its end; `typed` comes over standard input."""
        command = [str(BIN / "veiligheidsadvies"), *(str(one) for one in arguments)]
        return subprocess.run(
            command, input=f"{typed}\n", env=self._environment(), capture_output=True, text=True, check=False
        )

    def canary(self, words: str) -> str:
        """A text that is typed and that no file may hold in the open."""
        self._canaries.append(words)
        return words

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Amsterdam",
            "DISPLAY": self._screen,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "TMPDIR": str(self.home),
            "VEILIGHEIDSADVIES_CONFIG": str(self.config),
            "PYTHONPATH": str(PROBE),
            # Byte code is made once by whoever installs the program; it says nothing about its use.
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONFAULTHANDLER": "1",
        }

    def check(self) -> None:
        """Nothing was written elsewhere, no network was asked for, and nothing can be read."""
        for program in self._programs:
            traced = program.traced()
            assert traced.network == ()
            allowed = (self.vault, self.config, self.runtime, *self.exports, *map(Path, _HARMLESS))
            # A vault is made beside its place, under a name of its own, and then moved there whole.
            made = re.compile(re.escape(str(self.vault.parent)) + r"/\.[0-9a-f]+\.advieskluis\.deel(/|$)")
            assert [path for path in traced.outside(*allowed) if not made.match(path)] == []
            assert {Path(one).name for one in traced.started} <= {"veiligheidsadvies", "python", "python3"}
            assert "Traceback" not in program.complaints
            self._canaries += [words for words in program.typed if len(words) >= _LONG and "/" not in words]
        self._canaries += self._kept()
        names = self._told_names()
        self._canaries = [words for words in self._canaries if words not in names]
        self._look_at_bytes()
        assert not (self.config / "fouten.log").exists()
        found = list(self._readable())
        assert found == []
        assert [file.name for file in self.home.rglob("*") if file.is_file()] == [self._font.name]

    def _told_names(self) -> str:
        """Who has a key: the slot file tells it, as docs/threat_model.md says."""
        file = self.vault / slotfile.NAMES[0]
        found = json.loads(file.read_bytes())["sleuven"] if file.exists() else []
        return " ".join(str(slot["naam"]) for slot in found)

    def _kept(self) -> set[str]:
        """The texts of the vault as it is now, if it is one that we made."""
        if self.key is None:
            return set()
        try:
            services = self.services()
        except UserError:
            return set()
        try:
            return texts(services)
        finally:
            services.close()

    def _look_at_bytes(self) -> None:
        """No text went through a call that writes to a file, wherever that file is now."""
        if not IS_LONG:
            return
        plain = [words for words in self._canaries if words.isascii()]
        for program in self._programs:
            for call in trace.written_bytes(program.trace_file):
                assert not [words for words in plain if words in call], call[:200]

    def _readable(self) -> Iterator[tuple[Path, str]]:
        """Files that hold one of the typed texts; what strace saw of it lies in a folder of the tests."""
        places = (self.vault, self.config, self.runtime, self.home, self.out)
        for file in (file for place in places for file in place.rglob("*") if file.is_file()):
            content = file.read_bytes()
            for words in self._canaries:
                if any(words.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
                    yield file, words

    def end(self) -> None:
        for program in self._programs:
            program.clean_up()


def add_lasting_leverancier(services: Services, **over: str) -> LeverancierId:
    """A supplier whose papers are in order whenever a story runs, by the clock of the machine."""
    last = dt.date(2099, 12, 31)
    return add_leverancier(services, erkenning(geldig_tot=last), ghv_tot=last, **over)


def _a_font() -> Path:
    """Found without importing the package, which would look at all its files."""
    spec = importlib.util.find_spec("font_source_sans_pro")
    assert spec is not None
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).rglob("SourceSansPro-Regular.ttf"))


_LONG = 6
_HARMLESS = ("/dev/null", "/dev/tty", "/proc/self")


@pytest.fixture
def story(tmp_path: Path, screen: str) -> Iterator[Story]:
    """Folders and programs of one story; the checks at its end are part of the test."""
    with contextlib.ExitStack() as stack:
        runtime = Path(tempfile.mkdtemp(prefix="runtime-", dir="/dev/shm"))
        stack.callback(shutil.rmtree, runtime, ignore_errors=True)
        told = Story(tmp_path, runtime, screen)
        stack.callback(told.end)
        yield told
        told.check()
