"""A process that works on a vault until it is ended: forked off, so that it starts at once."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

Tell = Callable[[str], None]
Work = Callable[[Tell], None]
READY = "ready"
_FAILED = "failed"


class ChildFailed(Exception):
    """The work of a child raised something; it was not ended by us."""


class Child:
    """A running child and the lines it told so far, in order."""

    def __init__(self, number: int, ear: socket.socket) -> None:
        self.number = number
        self._ear = ear
        self._rest = b""
        self.lines: list[str] = []
        self.code: int | None = None

    def hear(self, seconds: float) -> bool:
        """Read what comes within this time; False when the child can tell nothing more."""
        ready, _, _ = select.select([self._ear], [], [], max(0.0, seconds))
        if not ready:
            return True
        heard = self._ear.recv(1 << 16)
        *whole, self._rest = (self._rest + heard).split(b"\n")
        self.lines += [line.decode() for line in whole]
        return bool(heard)

    def wait_for(self, line: str, *, seconds: float = 60) -> None:
        """Until the child told this line; ChildFailed when it ends before."""
        ends = time.monotonic() + seconds
        while line not in self.lines:
            if not self.hear(1) or time.monotonic() > ends:
                self._raise_failure()
                raise ChildFailed(f"never told {line!r}")

    def run_for(self, seconds: float) -> None:
        """Let it work for a while, or until it is done."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0 and self.hear(left):
            pass

    def kill(self) -> bool:
        """End it as a power switch would end a program; whether it was still at work."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        return self.finish() == -signal.SIGKILL

    def finish(self) -> int:
        """Hear it out and let it end; its exit code, negative for a signal. ChildFailed when it raised."""
        while self.hear(60):
            pass
        if self.code is None:
            _, status = os.waitpid(self.number, 0)
            self.code = os.waitstatus_to_exitcode(status)
        self._raise_failure()
        return self.code

    def told(self) -> list[dict[str, Any]]:
        """The acknowledgements among what it told."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    def _raise_failure(self) -> None:
        for line in self.lines:
            if line.startswith(_FAILED):
                raise ChildFailed(line)

    def close(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        if self.code is None:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.number, 0)
        self._ear.close()


@contextlib.contextmanager
def forked(work: Work, *, is_stopped: bool = False) -> Iterator[Child]:
    """Run `work` in a child; with `is_stopped` it waits for SIGCONT first, so that somebody can look on."""
    ear, mouth = socket.socketpair()
    number = os.fork()
    if number == 0:
        ear.close()
        _be_child(work, mouth, is_stopped=is_stopped)
    mouth.close()
    child = Child(number, ear)
    try:
        if is_stopped:
            os.waitpid(number, os.WUNTRACED)
        yield child
    finally:
        child.close()


def _be_child(work: Work, mouth: socket.socket, *, is_stopped: bool) -> None:
    """Never returns. Tells over a socket, by `sendto`, so that what it writes to files is seen apart."""
    code = 1
    try:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if is_stopped:
            os.kill(os.getpid(), signal.SIGSTOP)

        def tell(line: str) -> None:
            mouth.sendall(line.encode() + b"\n")

        try:
            work(tell)
            code = 0
        except BaseException as error:  # noqa: BLE001 - told to who started it
            tell(f"{_FAILED} {type(error).__name__}: {error}".replace("\n", " "))
    finally:
        os._exit(code)
