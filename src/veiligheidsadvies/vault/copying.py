"""Making a copy of a vault beside the work, and proving that it is whole before it counts.

Everything here works over connections of its own and may run in a worker thread: the vault stays in use, and
what is written meanwhile is not in the copy. Nothing has the name of a copy before it was opened and checked.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from veiligheidsadvies import __version__, paths
from veiligheidsadvies.domain.errors import (
    CopyNotVerified,
    CopyRefused,
    FileInTheWay,
    FileUnwritable,
    VaultDamaged,
)
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault import chain as log_chain
from veiligheidsadvies.vault import copyfile, integrity, location, migrate, slotfile
from veiligheidsadvies.vault.chain import Chain
from veiligheidsadvies.vault.copyfile import SUFFIX, CopyFile, Header, Manifest, Report, silent
from veiligheidsadvies.vault.database import DATABASE_NAME, Connection, create_database, open_database
from veiligheidsadvies.vault.files import environment_errors, outside_errors, sync_folder
from veiligheidsadvies.vault.integrity import CheckOutcome

UNFINISHED = ".deel"
_COPIED, _WRITTEN = 0.5, 0.8
_TRIES = 5
_CHUNK = 1 << 20
_STALE = 3600
"""Seconds without a change after which nobody, in no other process either, is writing a file any more."""
_SMALL_CACHE = "PRAGMA cache_size = -1024"
"""For who reads every page once: what is kept has to be wiped too."""
_UNSYNCED = "PRAGMA synchronous = OFF"
"""For a file that a crash may take: the copy into which it goes is brought to the disk."""
_ONE_FILE = "PRAGMA journal_mode = DELETE"
"""A copy is one file: nothing of it may stand in a log beside it."""
_under_way: set[Path] = set()
"""What is being written now, by any thread of this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which vault is copied; plain data, for another thread."""

    folder: Path
    data_key: bytes = field(repr=False)
    known_log: tuple[int, str] | None = None
    """Number and head of the log row up to which an earlier copy was verified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCopy:
    """A copy that was read back whole. `sha256` is of the whole file, `size` in bytes."""

    path: Path
    header: Header
    manifest: Manifest
    size: int
    sha256: str


def make(
    source: Source,
    target: Path,
    *,
    now: Callable[[], dt.datetime],
    may_replace: bool = False,
    report: Report = silent,
) -> MadeCopy:
    """Copy the vault to a new file `target`; on any failure nothing remains.

    With `may_replace` a file that stands there is replaced, once the copy is verified. Raises CopyNotVerified
    when what was written does not read back whole, VaultDamaged when the vault itself does not, FileInTheWay,
    FileUnwritable, StorageUnavailable.
    """
    if os.path.lexists(target) and not (may_replace and paths.is_file(target)):
        raise FileInTheWay
    if not paths.is_folder(target.parent):
        raise FileUnwritable
    with staging(source.folder) as room:
        manifest, header = _snapshot(source, room, now(), report)
        with temporary(target, header.vault_id) as unfinished:
            # The database is checked while it is written into its file: SQLite lets other threads work.
            with ThreadPoolExecutor(max_workers=1) as beside:
                checked = beside.submit(
                    check_database,
                    room / DATABASE_NAME,
                    source.data_key,
                    manifest,
                    header.schema,
                    known_log=source.known_log,
                )
                with told_of(target, source.folder):
                    told = between(report, _COPIED, _WRITTEN)
                    made = _write(unfinished, room, source.data_key, manifest, header, told)
                require_all(checked.result())
            report(1.0)
            with told_of(target, source.folder):
                put_in_place(unfinished, target)
    return MadeCopy(path=target, header=header, manifest=manifest, size=made[0], sha256=made[1])


def told_of(target: Path, folder: Path) -> contextlib.AbstractContextManager[None]:
    """What fails outside the vault in `folder`, as on a stick, is not told as trouble of the vault."""
    return contextlib.nullcontext() if target.parent == folder / location.BACKUP_FOLDER else outside_errors()


def _write(
    path: Path, room: Path, data_key: bytes, manifest: Manifest, header: Header, report: Report
) -> tuple[int, str]:
    """The whole file under its temporary name, read back; its size and SHA-256."""
    sources = {part.name: room / part.name for part in header.parts}
    copyfile.write(path, header, manifest, sources, data_key, report=between(report, 0.0, 0.5))
    return read_back(path, data_key, manifest, between(report, 0.5, 1.0))


def duplicate(made: CopyFile, target: Path, data_key: bytes, *, report: Report = silent) -> tuple[int, str]:
    """The same copy once more outside the vault, read back; its size and SHA-256. Raises as `make`."""
    if os.path.lexists(target):
        raise FileInTheWay
    manifest = copyfile.unseal(made, data_key)
    with temporary(target, made.header.vault_id) as unfinished, outside_errors():
        copyfile.clone(made, unfinished, report=between(report, 0.0, 0.5))
        found = read_back(unfinished, data_key, manifest, between(report, 0.5, 1.0))
        put_in_place(unfinished, target)
    return found


def check_database(
    path: Path,
    data_key: bytes,
    manifest: Manifest,
    schema: int,
    *,
    known_log: tuple[int, str] | None = None,
    with_content: bool = False,
) -> list[CheckOutcome]:
    """Everything that can be proved of a copied database, one outcome a check; nothing is changed.

    The log is verified from `known_log` on, where an earlier copy proved the rest. `with_content` also reads
    every attachment and compares it with its own SHA-256.
    """
    try:
        connection = open_database(path, data_key, is_read_only=True)
    except VaultDamaged:
        return [CheckOutcome(name="versleuteling", ok=False, detail="de database gaat niet open")]
    with ThreadPoolExecutor(max_workers=1) as beside, contextlib.closing(connection):
        pages = beside.submit(_check_pages, path, data_key)
        try:
            outcomes = [integrity.check_structure(connection), integrity.check_references(connection)]
            outcomes += _same_content(connection, manifest, schema, known_log)
            if with_content:
                outcomes.append(integrity.check_attachments(connection))
            outcomes.insert(0, pages.result())
        except VaultDamaged:
            outcomes = [CheckOutcome(name="opbouw", ok=False, detail="de database is niet leesbaar")]
    return outcomes


def _check_pages(path: Path, data_key: bytes) -> CheckOutcome:
    with contextlib.closing(open_database(path, data_key, is_read_only=True)) as connection:
        return integrity.check_pages(connection)


def require_all(outcomes: Sequence[CheckOutcome]) -> None:
    """Raise CopyNotVerified when anything is not in order."""
    wrong = [outcome.name for outcome in outcomes if not outcome.ok and not outcome.warning]
    if wrong:
        raise CopyNotVerified(wrong)


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A closed folder on the disk of the vault, gone afterwards whatever happens. StorageUnavailable."""
    backups = folder / location.BACKUP_FOLDER
    room = backups / f".{secrets.token_hex(6)}{UNFINISHED}"
    with environment_errors():
        backups.mkdir(mode=0o700, exist_ok=True)
        room.mkdir(mode=0o700)
    begin(room)
    try:
        yield room
    finally:
        end(room)


@contextlib.contextmanager
def temporary(target: Path, vault_id: str) -> Iterator[Path]:
    """The name under which a copy of this vault is written; gone afterwards unless it got its own.

    What an earlier one that was broken off left in that folder goes first, to make room.
    """
    _remove_broken_off(target.parent, vault_id)
    path = target.with_name(f"{_stem(vault_id)}{secrets.token_hex(4)}{SUFFIX}{UNFINISHED}")
    begin(path)
    try:
        yield path
    finally:
        end(path)


def begin(path: Path) -> None:
    """From here `abandon_all` takes this file or folder away."""
    _under_way.add(path)


def end(path: Path, *, is_kept: bool = False) -> None:
    """Take it away now, unless it is finished."""
    _under_way.discard(path)
    if not is_kept:
        _take_away(path)


def abandon_all() -> None:
    """The process is about to end: what a job had not finished is taken away now."""
    for path in tuple(_under_way):
        end(path)


def _take_away(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Take away what interrupted copies left in the folder of copies of a vault that nobody has open."""
    with contextlib.suppress(OSError):
        for entry in folder.glob(f"*{UNFINISHED}"):
            _take_away(entry)


def _remove_broken_off(folder: Path, vault_id: str) -> None:
    """Take away what copies of this vault left in any folder, but nothing that may be under way now."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_stem(vault_id)}*{SUFFIX}{UNFINISHED}"):
            found = path.lstat()
            is_old = time.time() - found.st_mtime > _STALE
            if is_old and stat.S_ISREG(found.st_mode) and path not in _under_way:
                _take_away(path)


def _stem(vault_id: str) -> str:
    return f".{vault_id[:8]}."


def name_of(vault_id: str, at: dt.datetime, *, number: int = 1) -> str:
    """The file name of a copy: of which vault and when, not of whom."""
    tail = f"-{number}" if number > 1 else ""
    return f"kluis-{vault_id[:8]}-{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}{tail}{SUFFIX}"


def is_name_of(vault_id: str, name: str) -> bool:
    """Whether it is a name that `name_of` gives."""
    stem = re.escape(f"kluis-{vault_id[:8]}-")
    return re.fullmatch(rf"{stem}\d{{8}}T\d{{6}}Z(-\d+)?{re.escape(SUFFIX)}", name, re.ASCII) is not None


def counts_of(connection: Connection) -> dict[str, int]:
    """The number of rows of every table."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return {name: int(connection.value(f'SELECT count(*) FROM "{name}"')) for (name,) in names}


def chain_of(connection: Connection) -> tuple[str, Chain]:
    """The id of the vault behind a connection, and its log. Raises VaultDamaged."""
    row = connection.execute("SELECT kluis_id, logsleutel FROM kluis WHERE id = 1").fetchone()
    if row is None:
        raise VaultDamaged
    return str(row[0]), Chain(connection, log_key=row[1], vault_id=row[0])


def _snapshot(source: Source, room: Path, at: dt.datetime, report: Report) -> tuple[Manifest, Header]:
    """One state of the vault as files in `room`, and what is said of it."""
    connection = open_database(source.folder / DATABASE_NAME, source.data_key)
    try:
        connection.execute(_SMALL_CACHE).fetchall()
        is_at_rest = _begin_at_rest(connection)
        # Now, when nothing large waits for the disk yet: it is on the disk when this returns.
        slotfile.write(room, slotfile.authentic(source.folder, source.data_key), source.data_key)
        vault_id, chain = chain_of(connection)
        number, mac = chain.last()
        schema = migrate.schema_version(connection)
        told = between(report, 0.0, _COPIED)
        if is_at_rest:
            _copy_file(source, room, told)
        else:
            _copy_pages(connection, source, room, told)
        manifest = Manifest(counts=counts_of(connection), log_row=number, log_head=log_chain.head(mac))
    finally:
        connection.close()
    header = Header(
        copy_id=secrets.token_hex(16),
        vault_id=vault_id,
        made_at=at.astimezone(dt.UTC).replace(microsecond=0),
        program=__version__,
        schema=schema,
        mark=copyfile.mark_of(source.data_key),
        parts=tuple(copyfile.part_of(room / name, name) for name in copyfile.PARTS),
    )
    return manifest, header


def _begin_at_rest(connection: Connection) -> bool:
    """Begin reading at a moment at which the file holds all there is, the write-ahead log nothing more.

    As long as that reading lasts, SQLite writes to the log only: a checkpoint never passes a reader. So the
    file may be copied byte by byte. False (reading all the same) when somebody wrote at every try.
    """
    for _ in range(_TRIES):
        before = connection.value("PRAGMA data_version")
        _, logged, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()[0]
        connection.execute("BEGIN")
        connection.value("SELECT count(*) FROM kluis")  # from here on this is what is read
        if logged == moved and connection.value("PRAGMA data_version") == before:
            return True
        connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    return False


def _copy_file(source: Source, room: Path, report: Report) -> None:
    """Copy the file byte by byte, which must be at rest."""
    path = room / DATABASE_NAME
    with environment_errors(), (source.folder / DATABASE_NAME).open("rb") as file:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as copy:
            size = max(os.fstat(file.fileno()).st_size, 1)
            while chunk := file.read(_CHUNK):
                copy.write(chunk)
                report(min(1.0, copy.tell() / size))
    with contextlib.closing(open_database(path, source.data_key)) as target:
        for pragma in (_UNSYNCED, _ONE_FILE):
            target.execute(pragma).fetchall()


def _copy_pages(connection: Connection, source: Source, room: Path, report: Report) -> None:
    """Copy what `connection` reads, page by page."""
    with contextlib.closing(create_database(room, source.data_key)) as target:
        for pragma in (_UNSYNCED, "PRAGMA journal_mode = OFF", _SMALL_CACHE):
            target.execute(pragma).fetchall()
        connection.copy_to(target, report)
        target.execute(_ONE_FILE).fetchall()


def read_back(path: Path, data_key: bytes, manifest: Manifest, report: Report) -> tuple[int, str]:
    """Open what was written as a stranger would; its size and SHA-256. Raises CopyNotVerified."""
    try:
        copy = copyfile.read(path)
        found = copyfile.unseal(copy, data_key)
        sha256 = copyfile.verify(copy, report=report)
    except CopyRefused as error:
        raise CopyNotVerified(["bestand"]) from error
    if found != manifest:
        raise CopyNotVerified(["manifest"])
    return copy.size, sha256


def _same_content(
    connection: Connection, manifest: Manifest, schema: int, known_log: tuple[int, str] | None
) -> Iterator[CheckOutcome]:
    found = counts_of(connection)
    different = sum(
        found.get(name) != manifest.counts.get(name) for name in found.keys() | manifest.counts.keys()
    )
    rows = sum(found.values())
    wrong = count(different, "tabel wijkt af", "tabellen wijken af")
    told = wrong if different else f"{rows} rijen in {len(found)} tabellen"
    yield CheckOutcome(name="aantallen", ok=not different, detail=told)
    version = migrate.schema_version(connection)
    yield CheckOutcome(name="schema", ok=version == schema, detail=str(version))
    _, chain = chain_of(connection)
    (outcome,) = integrity.check_chain(chain, known=known_log)
    yield outcome
    number, mac = chain.last()
    is_same = (number, log_chain.head(mac)) == (manifest.log_row, manifest.log_head)
    yield CheckOutcome(name="logkop", ok=is_same, detail=log_chain.head(mac))


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name. Raises StorageUnavailable."""
    with environment_errors():
        unfinished.replace(target)
        with contextlib.suppress(OSError):  # some sticks cannot
            sync_folder(target.parent)


def between(report: Report, start: float, end: float) -> Report:
    """How far a step is, as a part of the whole."""
    return lambda part: report(start + (end - start) * part)
