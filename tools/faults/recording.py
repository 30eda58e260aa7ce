"""What strace wrote down of a child at work, played again on a disk that forgets, up to any moment."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tools.faults.child import Child
from tools.faults.disk import Disk, File, Folder

TRACED = (
    *("openat", "close", "lseek", "write", "pwrite64", "writev", "pwritev", "ftruncate", "truncate"),
    *("fallocate", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir"),
    *("mkdirat", "rmdir", "link", "linkat", "sendfile", "copy_file_range", "sendto", "dup", "dup2", "dup3"),
)
OPTIONS = ("-xx", "-s", "8000000", "-e", f"trace={','.join(TRACED)}")
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)(?: .*)?$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_FLAGS = re.compile(r"O_[A-Z_|]*")
_UNKNOWN = frozenset(
    {
        "writev",
        "pwritev",
        "truncate",
        "fallocate",
        "link",
        "linkat",
        "sendfile",
        "copy_file_range",
        "dup",
        "mkdirat",
    }
)
"""Calls that the program does not make on files; one that appears must be played too."""


def copy_by_writing() -> None:
    """In a child: copy files by reading and writing, so that strace sees what was copied."""
    mock.patch.object(shutil, "_USE_CP_SENDFILE", new=False, create=True).start()
    mock.patch.object(shutil, "_USE_CP_COPY_FILE_RANGE", new=False, create=True).start()


@dataclass(frozen=True, slots=True)
class Call:
    """One call that succeeded: its strings, its arguments as text, and its answer."""

    name: str
    strings: tuple[bytes, ...]
    text: str
    answer: int

    @property
    def number(self) -> int:
        """The first argument, a file descriptor."""
        return int(self.text.split(",")[0].split("<")[0])

    def argument(self, at: int) -> str:
        """An argument that comes after any string, counted from the end (-1 is the last)."""
        return self.text.split(",")[at].strip()


def read(file: Path, child: Child) -> list[Call]:
    """The calls of the child itself, in order."""
    return [call for call in _calls(file, child.number) if call.answer >= 0]


def _calls(file: Path, number: int) -> Iterator[Call]:
    begun = ""
    for line in file.read_text("ascii").splitlines():
        if not line.startswith(f"{number} "):
            continue
        if line.endswith("<unfinished ...>"):
            begun = line.removesuffix("<unfinished ...>").rstrip()
            continue
        whole = begun + line.split("resumed>", 1)[1] if "resumed>" in line else line
        found = _LINE.match(whole)
        if found:
            strings = _STRING.findall(found[3])
            if any(cut for _, cut in strings):
                raise RuntimeError("a write was not recorded whole")
            plain = tuple(bytes.fromhex(text.replace("\\x", "")) for text, _ in strings)
            yield Call(found[2], plain, _STRING.sub('""', found[3]), int(found[4]))


class Playing:
    """Plays calls on a disk. `told` are the lines the child told so far."""

    def __init__(self, disk: Disk, open_files: dict[int, tuple[str, int]]) -> None:
        self._disk = disk
        self._paths = {number: path for number, (path, _) in open_files.items()}
        self._open: dict[int, tuple[File | Folder, int]] = {
            number: (node, offset)
            for number, (path, offset) in open_files.items()
            if (node := disk.find(path)) is not None
        }
        self._heard = b""

    @property
    def told(self) -> list[str]:
        """What whoever waited for an acknowledgement had heard."""
        return self._heard.decode().split("\n")[:-1]

    def play(self, call: Call) -> None:
        """One call."""
        if act := getattr(self, f"_{call.name}", None):
            act(call)
        elif call.name in _UNKNOWN and call.number in self._open:
            raise RuntimeError(f"{call.name} is not played")

    def _openat(self, call: Call) -> None:
        path, flags = self._path(call), (_FLAGS.search(call.text) or [""])[0].split("|")
        node = self._disk.find(path)
        if node is None and "O_CREAT" in flags:
            node = self._disk.create(path, File())
        if isinstance(node, File) and "O_TRUNC" in flags and node.now:
            node.resize(0)
        self._open.pop(call.answer, None)
        self._paths[call.answer] = path
        if node is not None:
            self._open[call.answer] = (node, 0)

    def _close(self, call: Call) -> None:
        self._open.pop(call.number, None)

    def _lseek(self, call: Call) -> None:
        if call.number in self._open:
            self._open[call.number] = (self._open[call.number][0], call.answer)

    def _write(self, call: Call) -> None:
        node, offset = self._open.get(call.number, (None, 0))
        if isinstance(node, File):
            node.write(offset, call.strings[0][: call.answer])
            self._open[call.number] = (node, offset + call.answer)

    def _pwrite64(self, call: Call) -> None:
        node, _ = self._open.get(call.number, (None, 0))
        if isinstance(node, File):
            node.write(int(call.argument(-1)), call.strings[0][: call.answer])

    def _ftruncate(self, call: Call) -> None:
        node, _ = self._open.get(call.number, (None, 0))
        if isinstance(node, File):
            node.resize(int(call.argument(-1)))

    def _fsync(self, call: Call) -> None:
        node, _ = self._open.get(call.number, (None, 0))
        if node is not None:
            self._disk.sync(node)

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        self._disk.rename(call.strings[0].decode(), call.strings[1].decode())

    _renameat = _renameat2 = _rename

    def _link(self, call: Call) -> None:
        node = self._disk.find(call.strings[0].decode())
        if node is not None:
            self._disk.create(call.strings[1].decode(), node)

    _linkat = _link

    def _unlink(self, call: Call) -> None:
        self._disk.remove(call.strings[0].decode())

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> None:
        self._disk.remove(self._path(call))

    def _path(self, call: Call) -> str:
        """The path of a call that may name a file in an open folder."""
        name, base = call.strings[0].decode(), call.text.split(",")[0]
        return name if base == "AT_FDCWD" else str(Path(self._paths[int(base)]) / name)

    def _mkdir(self, call: Call) -> None:
        self._disk.create(call.strings[0].decode(), Folder())

    def _sendto(self, call: Call) -> None:
        self._heard += call.strings[0][: call.answer]
