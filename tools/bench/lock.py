"""Locking in the real program: the next frame is blank, and the process that unlocks stands within a second.

The program runs as its own process, on a virtual screen (Xvfb) where there is one. What it reports comes over
a pipe: when locking began, when the blank frame stood and what was on it, and, from the new process, when its
unlock window stood.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tools import driving
from tools.bench.first_frame import PIPE
from tools.bench.report import Measured
from tools.bench.vaults import PASSPHRASE
from tools.driving import run_for, run_until
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell import program as shell
from veiligheidsadvies.gui.shell.lock import blank as real_blank

FRAME = 1000 / 60
_SCREEN = ("-screen", "0", "1280x900x24", "-nolisten", "tcp")


def measure(folder: Path) -> list[Measured]:
    """Unlock the vault in a process of its own, lock it, and wait for the window that comes instead."""
    with _screen() as environment:
        blank, replaced = _lock_once(folder, environment)
    return [
        Measured(what="lock: blank screen", ours=blank, bound=FRAME, against="one frame at 60 Hz"),
        Measured(what="lock: process replaced", ours=replaced, bound=1000, against="a second"),
    ]


def _lock_once(folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tools.bench.lock", str(folder)]
    process = subprocess.Popen(command, pass_fds=(writing,), env={**environment, PIPE: str(writing)})
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            told = [pipe.readline().split() for _ in range(4)]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
    if len(told[3]) != 1 or told[2] == ["seen"]:
        raise RuntimeError(f"locking told {told}")
    begin, painted, replaced = int(told[0][1]), int(told[1][1]), int(told[3][0])
    return (painted - begin) / 1_000_000, (replaced - begin) / 1_000_000


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """A virtual screen, or else the platform that stands in the environment already."""
    server = shutil.which("Xvfb")
    if server is None:
        yield dict(os.environ)
        return
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), *_SCREEN]
    running = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        running.terminate()
        running.wait(timeout=30)


def main() -> int:
    """Be the program that is locked."""
    folder, pipe = Path(sys.argv[1]), int(os.environ[PIPE])

    def tell(word: str) -> None:
        os.write(pipe, f"{word} {time.monotonic_ns()}\n".encode())

    def blank(window: QWidget, cover: QWidget) -> None:
        tell("begin")
        real_blank(window, cover)
        tell("painted")
        os.write(pipe, b"blank\n" if _is_one_color(window) else b"seen\n")

    def relaunch(path: Path) -> None:
        # As the program itself does it, with the same words and somebody who looks at the clock.
        os.set_inheritable(pipe, True)  # noqa: FBT003
        words = [sys.executable, "-m", "tools.bench.first_frame", "program", str(path)]
        os.execv(sys.executable, words)  # noqa: S606 - the program itself

    app, theme = driving.application()
    program = shell.Program(app, theme, shell.Seams(relaunch=relaunch))
    mock.patch.object(shell, "blank", blank).start()
    program.start(folder)
    _work(program)
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    run_for(5)
    return 1


def _work(program: shell.Program) -> None:
    """Unlock, and show something that has to go."""
    driving.wait_for_preload(program)
    page = program.window.centralWidget()
    if not isinstance(page, UnlockScreen):
        raise TypeError(page)
    page.page.field.setText(PASSPHRASE)
    QTest.keyClick(page.page.field, Qt.Key.Key_Return)
    run_until(lambda: program.session is not None, "the vault is open")
    run_for(1)
    if program.session is not None:
        program.session.go(Plek(scherm="maatregelen"))
    run_for(1)
    if _is_one_color(program.window):
        raise RuntimeError("nothing to see before locking")


def _is_one_color(window: QWidget) -> bool:
    """Whether the screen itself shows nothing of the window."""
    place = window.geometry()
    seen = QGuiApplication.primaryScreen().grabWindow(0, place.x(), place.y(), place.width(), place.height())
    small = seen.toImage().convertToFormat(seen.toImage().format().Format_RGB32)
    first = bytes(small.constBits()[:4])
    return bytes(small.constBits()) == first * (small.width() * small.height())


if __name__ == "__main__":
    sys.exit(main())
