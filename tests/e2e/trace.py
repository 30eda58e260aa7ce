"""What a process did to files and to the network, read from what strace wrote down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "%file,%network,memfd_create"
BYTES = ",write,writev,pwrite64,pwritev,pwritev2"
_INSIDE = re.compile(r"^\d+<(?:pipe|socket|UNIX|anon_inode|/dev/null)")
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)$")
_ANSWER = re.compile(r"\)\s+= (-?\d+|0x[0-9a-f]+|\?)(?!.*\)\s+= )")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_READING = frozenset(
    {
        "access", "faccessat", "faccessat2", "stat", "lstat", "newfstatat", "statx", "statfs", "readlink",
        "readlinkat", "execve", "execveat", "getcwd", "chdir", "getxattr", "lgetxattr", "listxattr",
        "llistxattr", "inotify_add_watch", "name_to_handle_at", "memfd_create",
    }
)  # fmt: skip
_SOCKETS = frozenset(
    {
        "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
        "sendmmsg", "recvfrom", "recvmsg", "recvmmsg", "getsockname", "getpeername", "setsockopt",
        "getsockopt", "shutdown",
    }
)  # fmt: skip
_BYTE_CALLS = frozenset(BYTES.split(","))
_UNFINISHED = "<unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)$")
UNREADABLE = "?"
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """`written`: every path that was created, opened for writing, renamed, removed or changed.

    `network`: calls for another socket than a local one. `started`: programs that were started or asked for.
    """

    written: frozenset[str]
    network: tuple[str, ...]
    started: tuple[str, ...] = field(default=())

    def outside(self, *allowed: Path) -> list[str]:
        """Paths that were written and lie in none of these folders."""
        places = [str(one) for one in allowed]
        return sorted(
            path
            for path in self.written
            if not any(path == place or path.startswith(f"{place}/") for place in places)
        )


def read(file: Path, *, folder: Path) -> Trace:
    """Read one trace; `folder` is where the process was started."""
    written, network, started = set[str](), list[str](), list[str]()
    for call, rest in _calls(file):
        if call == "execve":
            started.append(rest.split('"')[1])
        if call in _SOCKETS and _is_network(call, rest):
            network.append(f"{call}({rest}")
        written |= set(_written(call, rest, folder))
    return Trace(written=frozenset(written), network=tuple(network), started=tuple(started))


def written_bytes(file: Path) -> Iterator[str]:
    """What was written to files, as strace shows it; pipes and local sockets are no files."""
    for call, rest in _calls(file):
        if call in _BYTE_CALLS and not _INSIDE.match(rest):
            yield rest


def _is_network(call: str, rest: str) -> bool:
    is_local = rest.startswith(("AF_UNIX", "AF_LOCAL", "AF_NETLINK"))
    return "AF_INET" in rest or (call == "socket" and not is_local)


def _calls(file: Path) -> Iterator[tuple[str, str]]:
    """Calls that did not fail, with their arguments and answer; of some also those that failed."""
    for line in _whole_lines(file):
        found = _LINE.match(line)
        if found is None:
            continue
        answer = _ANSWER.search(line)
        has_failed = answer is not None and answer[1].startswith("-")
        # A socket or a program that was asked for is one too many, also when there was none to be had.
        if not has_failed or found[2] in _SOCKETS or found[2] == "execve":
            yield found[2], found[3]


def _whole_lines(file: Path) -> Iterator[str]:
    """Calls that another thread came between are put together again."""
    begun: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        process, _, rest = line.partition(" ")
        if rest.endswith(_UNFINISHED):
            begun[process] = line.removesuffix(_UNFINISHED)
        elif resumed := _RESUMED.match(rest.lstrip()):
            yield begun.pop(process, f"{process} ") + resumed[1]
        else:
            yield line
    yield from begun.values()


def _written(call: str, rest: str, folder: Path) -> Iterator[str]:
    if call in _READING or call in _SOCKETS or call in _BYTE_CALLS:
        return
    is_open = call in {"open", "openat", "openat2"}
    if is_open and not _WRITES.search(rest):
        return
    paths = _PATH.findall(rest)
    if is_open and not paths:
        yield f"{UNREADABLE} {call}({rest}"
    for base, path in paths:
        yield str((Path(base) if base else folder) / path)
