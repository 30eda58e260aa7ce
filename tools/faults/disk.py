"""A disk that forgets: what a power cut leaves of files and folders, by the letter of POSIX.

What was synced is there. Of what was written to a file since, any sector may be there or not, in any order;
of new, renamed and removed names in a folder that was not synced since, the first few hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SECTORS = (512, 4096)


@dataclass(slots=True, eq=False)
class File:
    """`now` is what a program sees. `unsynced` are writes (offset, bytes) and lengths (offset, None)."""

    synced: bytes = b""
    now: bytearray = field(default_factory=bytearray)
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        """As pwrite."""
        _apply(self.now, offset, data)
        self.unsynced.append((offset, data))

    def resize(self, length: int) -> None:
        """As ftruncate."""
        _apply(self.now, length, None)
        self.unsynced.append((length, None))

    def sync(self) -> None:
        """As fsync."""
        self.synced = bytes(self.now)
        self.unsynced.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What may stand on the disk when the power went now."""
        content = bytearray(self.synced)
        style = chance.choice(("dropped", "all", "first", "some", "torn", "torn"))
        first = chance.randint(0, len(self.unsynced)) if style == "first" else len(self.unsynced)
        for offset, data in self.unsynced[:first]:
            if style == "dropped" or (style in {"some", "torn"} and chance.random() < 0.5):  # noqa: PLR2004
                continue
            for at, piece in _torn(offset, data, chance) if style == "torn" else [(offset, data)]:
                _apply(content, at, piece)
        return bytes(content)


def _torn(offset: int, data: bytes | None, chance: random.Random) -> Iterator[tuple[int, bytes | None]]:
    """Some of the sectors of a write, in any order."""
    if data is None:
        yield offset, None
        return
    size = chance.choice(_SECTORS)
    sectors = [(offset + at, data[at : at + size]) for at in range(0, len(data), size)]
    yield from chance.sample(sectors, chance.randint(0, len(sectors)))


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


@dataclass(slots=True, eq=False)
class Folder:
    """Names as a running program sees them, and as the disk has them for sure."""

    now: dict[str, File | Folder] = field(default_factory=dict)
    synced: dict[str, File | Folder] = field(default_factory=dict)


Entry = tuple[Folder, str]
Rename = tuple[Entry | None, Entry | None, "File | Folder | None"]
"""What a name was before, what it is now, and what it names: a new name has no before, a removed no after."""


class Disk:
    """Everything below one folder of the real disk, from the moment it was read in."""

    def __init__(self, root: Path) -> None:
        self._path = root
        self.root = _read(root)
        self._renames: list[Rename] = []

    def find(self, path: str) -> File | Folder | None:
        """What a path names now; None outside the folder and where there is nothing."""
        node: File | Folder | None = self.root
        for part in self._parts(path) or ():
            node = node.now.get(part) if isinstance(node, Folder) else None
        return node if self._parts(path) is not None else None

    def create(self, path: str, made: File | Folder) -> File | Folder:
        """A new name; where it would be outside, what was made is in no folder."""
        if place := self._place(path):
            self._rename((None, place, made))
        return made

    def rename(self, old: str, new: str) -> None:
        """Another name, over whatever had it."""
        before, after = self._place(old), self._place(new)
        if before and after:
            self._rename((before, after, before[0].now[before[1]]))

    def remove(self, path: str) -> None:
        """A name less."""
        if place := self._place(path):
            self._rename((place, None, None))

    def sync(self, node: File | Folder) -> None:
        """As fsync of a file or a folder."""
        if isinstance(node, File):
            node.sync()
            return
        for rename in [one for one in self._renames if node in {place[0] for place in one[:2] if place}]:
            _rename_in(rename, is_synced=True)
            self._renames.remove(rename)

    def cut(self, target: Path, chance: random.Random) -> None:
        """Write to `target` what may be left when the power went now. The disk is of no use afterwards.

        One time in three that is nothing but what was synced.
        """
        if chance.random() < 1 / 3:
            _write(self.root, target, None)
            return
        for rename in self._renames[: chance.randint(0, len(self._renames))]:
            _rename_in(rename, is_synced=True)
        _write(self.root, target, chance)

    def _rename(self, rename: Rename) -> None:
        _rename_in(rename, is_synced=False)
        self._renames.append(rename)

    def _parts(self, path: str) -> tuple[str, ...] | None:
        whole = Path(path)
        return whole.relative_to(self._path).parts if whole.is_relative_to(self._path) else None

    def _place(self, path: str) -> Entry | None:
        folder = self.find(str(Path(path).parent))
        return (folder, Path(path).name) if isinstance(folder, Folder) else None


def _rename_in(rename: Rename, *, is_synced: bool) -> None:
    before, after, node = rename
    if before is not None:
        names = before[0].synced if is_synced else before[0].now
        names.pop(before[1], None)
    if after is not None and node is not None:
        names = after[0].synced if is_synced else after[0].now
        names[after[1]] = node


def _read(path: Path) -> Folder:
    """A folder as it is, all of it on the disk."""
    folder = Folder()
    for entry in path.iterdir():
        if entry.is_dir():
            folder.now[entry.name] = _read(entry)
        else:
            content = entry.read_bytes()
            folder.now[entry.name] = File(synced=content, now=bytearray(content))
    folder.synced = dict(folder.now)
    return folder


def _write(folder: Folder, target: Path, chance: random.Random | None) -> None:
    target.mkdir(mode=0o700)
    for name, node in folder.synced.items():
        if isinstance(node, Folder):
            _write(node, target / name, chance)
        elif not name.endswith("-shm"):  # in memory, and made anew from the write-ahead log
            (target / name).touch(mode=0o600)
            (target / name).write_bytes(node.after_cut(chance) if chance else node.synced)
