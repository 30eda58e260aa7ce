"""Run as a process: random clicking, typing and locking in the real program, on a screen that nobody sees.

`python -m tools.faults.monkey VAULT OUT SEED SECONDS`: VAULT is a copy that may be ruined, OUT a folder for
what it tells in `monkey.json`. Locking replaces the process, as in the real program; this one goes on then.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from shiboken6 import isValid

from tools import driving
from tools.faults.hands import Hands, Random
from tools.faults.place import PASSPHRASE, accept_cheap_keys
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell.navigation import SCREENS
from veiligheidsadvies.gui.shell.program import Program, Seams
from veiligheidsadvies.gui.shell.session import Session
from veiligheidsadvies.services.sterkte import strength
from veiligheidsadvies.services.voorbeeld import example_passphrase

REPORT = "monkey.json"
_LOCK_AFTER = 300  # seconds, in the first half; the second half is one long session
_LOOK_EVERY = 60.0  # seconds
_WARM_UP = 60.0
_TOLD = 20  # kinds of objects of which there are more than at first
_QUIET = "This plugin does not support"


@dataclass(slots=True, kw_only=True)
class Report:
    """What all processes of one run saw.

    `memory` (MiB), `objects` and `kinds` (more than at first) are those of the last session.
    """

    done: float = 0.0
    acts: int = 0
    locks: int = 0
    tracebacks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)


class Monkey(QObject):
    """Acts again and again until its time is over, or it locks."""

    def __init__(self, program: Program, report: Report, given: Given) -> None:
        super().__init__()
        self._program, self._report, self._given = program, report, given
        self._hands = Hands(given.chance, program.window)
        self._begun = time.monotonic()
        self._looked = self._begun + _WARM_UP
        left = given.seconds - report.done
        self._ends = self._begun + left
        self._lock_at = self._begun + _LOCK_AFTER if left > given.seconds / 2 + _LOCK_AFTER else self._ends
        self._unlock_asked = self._has_visited = False
        self._first: dict[str, int] = {}
        self._next = QTimer(self, singleShot=True, interval=1)  # one for all: each singleShot() leaves traces
        self._next.timeout.connect(self._tick)
        self._next.start()

    def _tick(self) -> None:
        now = time.monotonic()
        session = self._program.session
        if now >= self._ends:
            finish(self._report, self._given, self._begun)
        self._next.start()  # before acting: a dialog runs a loop of its own
        if session is None:
            self._unlock()
        elif now >= self._lock_at:
            session.lock()
        elif now - self._looked >= _LOOK_EVERY and self._hands.front() is self._program.window:
            self._looked = now
            self._look(session)
        else:
            self._report.acts += 1
            self._hands.act(session)

    def _unlock(self) -> None:
        page = self._program.window.centralWidget()
        if self._unlock_asked or not isinstance(page, UnlockScreen):
            return
        self._unlock_asked = True
        page.page.field.setText(example_passphrase(self._given.vault) or PASSPHRASE)
        QTest.keyClick(page.page.field, Qt.Key.Key_Return)

    def _look(self, session: Session) -> None:
        """How much there is now; written down at once, because two hours are long to wait for."""
        kinds = self._count(session)
        self._report.memory.append(_resident())
        self._report.objects.append(kinds.total())
        self._first = self._first or kinds
        self._report.kinds = dict((kinds - Counter(self._first)).most_common(_TOLD))
        write(self._report, self._given)

    def _count(self, session: Session) -> Counter[str]:
        """How many objects when every screen stands where its work begins: an open form is no growth."""
        if not self._has_visited:
            strength(PASSPHRASE)  # its lists of words, 12 MB, are loaded once: at the first new passphrase
        for dossier in session.desk.services.dossiers.list_all()[:1]:
            session.go(Plek(scherm="dossier", dossier_id=DossierId(dossier.id or 0)))
            self._visit_tabs()
        for one in SCREENS:
            if one.is_entry:
                session.go(Plek(scherm=one.name))
                self._visit_tabs()
        session.go(Plek(scherm="vandaag"))
        self._has_visited = True
        QApplication.sendPostedEvents(None, 52)  # what was to be deleted later
        gc.collect()
        return _objects()

    def _visit_tabs(self) -> None:
        """Before the first count: a tab that is made at its first visit is no growth either."""
        if self._has_visited:
            return
        strips = [one for one in self._program.window.findChildren(QTabBar) if one.isVisible()]
        for strip in strips:
            for number in (*range(strip.count()), 0):
                strip.setCurrentIndex(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the process was asked to do."""

    vault: Path
    out: Path
    seed: int
    seconds: float
    chance: random.Random


def write(report: Report, given: Given) -> None:
    """Write down what was seen up to now."""
    (given.out / REPORT).write_text(json.dumps(asdict(report)), "utf-8")


def finish(report: Report, given: Given, begun: float) -> None:
    """Write down what was seen, and stop at once."""
    report.done += time.monotonic() - begun
    write(report, given)
    os._exit(0)


def growth(values: list[float] | list[int]) -> float:
    """The last few looks against the first few; 0.05 is five per cent more."""
    few = max(1, len(values) // 5)
    return statistics.median(values[-few:]) / statistics.median(values[:few]) - 1 if values else 0.0


def _resident() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _objects() -> Counter[str]:
    """How many objects there are of each kind, in every window and in the application."""
    tops: list[QObject] = [one for one in QApplication.topLevelWidgets() if isValid(one)]
    app = QApplication.instance()
    roots = [one for one in (*tops, app) if one is not None and (one is app or one.parent() is None)]
    return Counter(type(one).__name__ for root in roots for one in _all_in(root))


def _all_in(root: QObject) -> Iterator[QObject]:
    for one in root.children():  # not findChildren(): see hands
        yield one
        yield from _all_in(one)


def main() -> int:
    """Start the program, and the monkey on it."""
    vault, out, seed, seconds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    kept = out / REPORT
    report = Report(**json.loads(kept.read_text("utf-8"))) if kept.exists() else Report()
    report.memory, report.objects, report.kinds = [], [], {}
    chance = random.Random(f"{seed}:{report.locks}")  # noqa: S311 - must be the same again
    given = Given(vault=vault, out=out, seed=seed, seconds=seconds, chance=chance)
    begun = time.monotonic()
    _listen(report)
    accept_cheap_keys()
    files = out / "bestanden"
    files.mkdir(exist_ok=True)
    app, theme = driving.application()

    def relaunch(_folder: Path) -> None:
        report.done += time.monotonic() - begun
        report.locks += 1
        write(report, given)
        os.execv(sys.executable, [sys.executable, "-m", "tools.faults.monkey", *sys.argv[1:]])  # noqa: S606

    program = Program(app, theme, Seams(relaunch=relaunch, prompts=lambda: Random(chance, files)))
    program.window.closing.disconnect()
    program.window.closing.connect(lambda: _stay(program))
    program.start(vault)
    monkey = Monkey(program, report, given)
    app.exec()
    del monkey
    return 1


def _stay(program: Program) -> None:
    """Ask what is asked when the window closes, but do not let the session end at the first Ctrl+W."""
    if program.session is not None:
        program.session.may_close()
    program.window.may_close = False


def _listen(report: Report) -> None:
    """Every traceback and every warning of Qt, each once."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        if text not in report.tracebacks:
            report.tracebacks.append(text)

    def heard(_kind: object, _context: object, text: str) -> None:
        sys.stderr.write(f"{text}\n")  # the last words of a program that is about to abort
        if text not in report.warnings and _QUIET not in text:
            report.warnings.append(text)

    sys.excepthook = hook
    qInstallMessageHandler(heard)


if __name__ == "__main__":
    sys.exit(main())
