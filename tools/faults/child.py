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

    def wait_until_stopped(self) -> None:
        """Until it waits in `stop_here`. ChildFailed when it ends before."""
        _, status = os.waitpid(self.number, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            self.code = os.waitstatus_to_exitcode(status)
            self.finish()
            raise ChildFailed("ended before it came there")

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


def stop_here() -> None:
    """In a child: wait until somebody who looks on lets it go on."""
    os.kill(os.getpid(), signal.SIGSTOP)


@contextlib.contextmanager
def forked(work: Work) -> Iterator[Child]:
    """Run `work` in a child, which is gone at the end of the block."""
    ear, mouth = socket.socketpair()
    number = os.fork()
    if number == 0:
        ear.close()
        _be_child(work, mouth)
    mouth.close()
    child = Child(number, ear)
    try:
        yield child
    finally:
        child.close()


def _be_child(work: Work, mouth: socket.socket) -> None:
    """Never returns. Tells over a socket, by `sendto`, so that what it writes to files is seen apart."""
    code = 1
    try:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

        def tell(line: str) -> None:
            mouth.sendall(line.encode() + b"\n")

        try:
            work(tell)
            code = 0
        except BaseException as error:  # noqa: BLE001 - told to who started it
            tell(f"{_FAILED} {type(error).__name__}: {error}".replace("\n", " "))
    finally:
        os._exit(code)
