"""The real program in a process of its own, under strace, on a virtual screen, worked by its keys."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e import trace

BIN = Path(sys.executable).parent
IS_LONG = os.environ.get("FAULTS") == "long"
"""Whether the bytes of every call that writes are looked at too."""
PATIENCE = 90.0  # seconds; a loaded machine is slow, a broken program never comes


@dataclass(frozen=True, slots=True)
class View:
    """What the top window shows at one moment."""

    found: Mapping[str, Any]

    @property
    def top(self) -> str:
        """objectName of the main window or of the dialog over it."""
        return str(self.found["top"])

    @property
    def focus(self) -> str:
        """objectName of the widget that gets the keys."""
        return str(self.found["focus"])

    @property
    def title(self) -> str:
        """Of the top window."""
        return str(self.found["title"])

    @property
    def is_active(self) -> bool:
        """Whether the keyboard of the screen goes to the top window."""
        return bool(self.found["active"])

    @property
    def is_popup(self) -> bool:
        """Whether a menu or a list is open."""
        return bool(self.found["popup"])

    @property
    def words(self) -> str:
        """Everything that can be read."""
        return "\n".join(part["text"] for part in self.found["parts"] if part["text"])

    def has(self, name: str) -> bool:
        """Whether a widget of this name is to be seen."""
        return any(part["name"] == name for part in self.found["parts"])

    def text(self, name: str) -> str:
        """The text of a widget; "" when it is not to be seen."""
        return next((part["text"] for part in self.found["parts"] if part["name"] == name), "")

    def rows(self, name: str) -> list[str]:
        """What a table says of each of its rows, in the words for a screen reader."""
        return next(
            (str(part["rows"]).splitlines() for part in self.found["parts"] if part["name"] == name), []
        )

    def is_on(self, name: str) -> bool:
        """Whether a widget can be used."""
        return any(part["name"] == name and part["on"] for part in self.found["parts"])


class Program:
    """One run of `veiligheidsadvies`; it keeps its process when it locks."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], *, folder: Path) -> None:
        self._folder = folder
        self.trace_file = folder / f"strace-{time.monotonic_ns()}"
        self._errors = (folder / f"{self.trace_file.name}.err").open("wb")
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        command = ["strace", "--seccomp-bpf", "-f", "-qq", "-y", "-s", "4096", "-o", str(self.trace_file)]
        command += ["-e", f"trace={trace.CALLS}{trace.BYTES if IS_LONG else ''}"]
        if os.geteuid() != 0:
            # A process that made itself unreadable shows its paths to root only.
            command += ["-e", "inject=prctl:retval=0"]
        pipes = {"VEILIGHEIDSADVIES_PROEF_IN": str(orders), "VEILIGHEIDSADVIES_PROEF_UIT": str(answers)}
        self.process = subprocess.Popen(
            [*command, str(BIN / "veiligheidsadvies"), *arguments],
            env={**environment, **pipes},
            cwd=folder,
            pass_fds=(orders, answers),
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
        )
        os.close(orders)
        os.close(answers)
        self._rest, self._number, self._pid = b"", 0, 0
        self.typed: list[str] = []
        self.wait_for_start()

    @property
    def pid(self) -> int:
        """Of the program itself, not of strace."""
        return self._pid

    @property
    def complaints(self) -> str:
        """What it wrote to its standard streams."""
        return Path(self._errors.name).read_text(encoding="utf-8", errors="replace")

    def wait_for_start(self) -> None:
        """Until a window of a new program runs, at the start and after locking."""
        ends = time.monotonic() + PATIENCE
        while "hello" not in (answer := self._read(ends)):
            continue
        self._pid = int(answer["hello"])

    def look(self) -> View:
        """What is on screen now."""
        return View(self._ask(do="look"))

    def wait(self, is_so: Callable[[View], bool], what: str = "") -> View:
        """Look until something is so; fails with what is on screen instead."""
        ends = time.monotonic() + PATIENCE
        while True:
            view = self.look()
            if is_so(view):
                return view
            if time.monotonic() > ends or view.top == "fout":
                raise AssertionError(
                    f"never came: {what}\nfocus {view.focus!r} in {view.top!r}:\n{view.words}"
                )
            time.sleep(0.02)

    def wait_for(self, name: str) -> View:
        """Until a widget of this name is to be seen."""
        return self.wait(lambda view: view.has(name), name)

    def wait_for_words(self, words: str) -> View:
        """Until these words stand somewhere."""
        return self.wait(lambda view: words in view.words, words)

    def wait_for_focus(self, name: str) -> View:
        """Until a widget gets the keys."""
        return self.wait(lambda view: view.focus == name, f"focus on {name}")

    def press(self, *keys: str) -> None:
        """Press keys such as `Ctrl+N`, one after the other."""
        self._ask(do="press", keys=keys)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.typed.append(text)
        self._ask(do="type", text=text)

    def click(self, name: str) -> None:
        """Click on a widget with the mouse."""
        self.wait(lambda view: view.is_on(name), name)
        self._ask(do="click", name=name)

    def fill(self, name: str, text: str) -> None:
        """Click into a field and type over what stands there."""
        self.click(name)
        self.wait_for_focus(name)
        self.press("Ctrl+A")
        self.type(text)

    def unlock(self, passphrase: str) -> View:
        """Type the passphrase and wait for the frame."""
        self.wait_for_focus("wachtwoordzin")
        self.type(passphrase)
        self.press("Return")
        return self.wait(lambda view: view.has("scherm_vandaag"), "Vandaag")

    def rest(self, seconds: float) -> None:
        """Do nothing for a while; whatever the program does of itself within that time, it did."""
        time.sleep(seconds)
        for _ in range(3):  # a clock that ran out comes before the answer, however slow the machine is
            self.look()

    def press_from_outside(self, keys: str) -> None:
        """Press keys on the keyboard of the screen itself, in the names of xdotool: `ctrl+l`."""
        self.wait(lambda view: view.is_active, "an active window")
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True, env=self._screen())

    def type_from_outside(self, text: str) -> None:
        """Type on the keyboard of the screen itself."""
        self.typed.append(text)
        self.wait(lambda view: view.is_active, "an active window")
        subprocess.run(["xdotool", "type", "--delay", "4", text], check=True, env=self._screen())

    def close(self) -> None:
        """Ctrl+Q, and wait until it is gone."""
        with contextlib.suppress(EOFError):
            self._ask(do="press", keys=["Ctrl+Q"])
        self.process.wait(PATIENCE)
        assert self.process.returncode == 0, f"ended with {self.process.returncode}\n{self.complaints}"

    def kill(self) -> None:
        """As a power cut would."""
        os.kill(self._pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def clean_up(self) -> None:
        """Leave no process behind."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid or self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()
        os.close(self._orders)
        os.close(self._answers)
        self._errors.close()

    def traced(self) -> trace.Trace:
        """What it did to files and network; after its end."""
        assert self.process.poll() is not None, "it still runs"
        return trace.read(self.trace_file, folder=self._folder)

    def _screen(self) -> dict[str, str]:
        found = Path(f"/proc/{self.process.pid}/environ").read_bytes().split(b"\0")
        return dict(one.decode().split("=", 1) for one in found if one)

    def _ask(self, **order: Any) -> dict[str, Any]:
        self._number += 1
        os.write(self._orders, json.dumps({"id": self._number, **order}).encode() + b"\n")
        ends = time.monotonic() + PATIENCE
        while (answer := self._read(ends)).get("id") != self._number:
            continue
        assert "error" not in answer, f"{order}: {answer['error']}"
        return answer

    def _read(self, ends: float) -> dict[str, Any]:
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, ends - time.monotonic()))
            assert ready, f"no answer from the program\n{self.complaints}"
            part = os.read(self._answers, 1 << 20)
            if not part:
                raise EOFError(self.complaints)
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer
