"""The file format `.kluiskopie`: one file that holds the encrypted database, the key slots and a manifest.

    magic (16) · length (4) · header · length (4) · seal · dossiers.db · sleutels.json

The header is JSON that anybody may read: which vault, when, which schema, and size and SHA-256 of the parts.
The seal is AES-256-GCM under a key derived from the data key; it binds the header and hides how many records
there are and the head of the log. Nothing of the content is readable, and a changed byte is noticed.

Reading trusts nothing: every length has a bound and must add up to the size of the file, and the names of the
parts are the two that we write, so that no name of a file ever comes from a copy.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import CopyFault, CopyRefused, FileAbsent, FileUnreadable
from veiligheidsadvies.vault import slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, PAGE_SIZE
from veiligheidsadvies.vault.files import environment_errors

SUFFIX = ".kluiskopie"
PARTS = (DATABASE_NAME, slotfile.NAMES[0])
MAGIC = b"KLUISKOPIE 1\r\n\x1a\n"
_ANY_VERSION = b"KLUISKOPIE "
_FORMAT = 1
_LENGTH = 4
_LARGEST_HEADER, _LARGEST_SEAL = 64 * 1024, 256 * 1024
_LARGEST_DATABASE, _LARGEST_SLOTS = 1 << 40, 1 << 20
_CHUNK = 1 << 20
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NONCE = 12
_SEAL_CONTEXT = b"veiligheidsadvies reservekopie v1"
_MARK_CONTEXT = b"veiligheidsadvies sleutelmerk v1"
_HEX32, _HEX16, _SHA = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{16}"), re.compile("[0-9a-f]{64}")
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError)
Report = Callable[[float], None]
"""Told how far it is (0 to 1); raises to stop the work."""


def silent(_: float) -> None:
    """For who does not want to know how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file inside the copy."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What anybody may read of a copy. `mark` is a keyed hash that tells which data key opens it."""

    copy_id: str
    vault_id: str
    made_at: dt.datetime
    program: str
    schema: int
    mark: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands under the seal: the number of rows of each table, and the last row of the log."""

    counts: Mapping[str, int]
    log_row: int
    log_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFile:
    """A copy whose header was read; `starts` are the places of the parts."""

    path: Path
    header: Header
    raw_header: bytes
    seal: bytes
    starts: tuple[int, ...]
    size: int


def mark_of(data_key: bytes) -> str:
    """16 hex digits that tell data keys apart and give nothing of them away."""
    return _derived(data_key, _MARK_CONTEXT)[:8].hex()


def read(path: Path) -> CopyFile:
    """The header of a copy, without a key. Raises CopyRefused, FileAbsent and FileUnreadable.

    From here on it is read from the disk or stick, not from what the memory of this computer holds of it.
    """
    if paths.is_there(path) and not paths.is_file(path):  # whoever opens a pipe waits for ever
        raise CopyRefused(CopyFault.GEEN_KOPIE)
    try:
        with path.open("rb") as file:
            _forget(file)
            return _read(file, path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileAbsent from error
    except OSError as error:
        raise FileUnreadable from error
    except _NONSENSE as error:
        raise CopyRefused(CopyFault.BESCHADIGD) from error


def unseal(copy: CopyFile, data_key: bytes) -> Manifest:
    """The manifest, which also proves that header and parts are those that were written. CopyRefused."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if copy.header.mark != mark_of(data_key):
        raise CopyRefused(CopyFault.ANDERE_SLEUTEL)
    nonce, sealed = copy.seal[:_NONCE], copy.seal[_NONCE:]
    try:
        plain = AESGCM(_derived(data_key, _SEAL_CONTEXT)).decrypt(nonce, sealed, MAGIC + copy.raw_header)
        data = json.loads(plain)
        return Manifest(
            counts={str(name): int(number) for name, number in data["aantallen"].items()},
            log_row=int(data["logregel"]),
            log_head=str(data["logkop"]),
        )
    except (InvalidTag, *_NONSENSE) as error:
        raise CopyRefused(CopyFault.BESCHADIGD) from error


def write(
    path: Path,
    header: Header,
    manifest: Manifest,
    sources: Mapping[str, Path],
    data_key: bytes,
    *,
    report: Report = silent,
) -> None:
    """Write a new file of mode 0600 to `path`, on the disk when this returns. Raises StorageUnavailable."""
    raw = _dump(_header_data(header))
    seal = _seal(manifest, raw, data_key)
    with environment_errors():
        descriptor = os.open(path, _NEW_FILE, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for block in (raw, seal):
                file.write((MAGIC if block is raw else b"") + len(block).to_bytes(_LENGTH, "big") + block)
            total, done = sum(part.size for part in header.parts), 0
            for part in header.parts:
                with sources[part.name].open("rb") as source:
                    while chunk := source.read(_CHUNK):
                        file.write(chunk)
                        done += len(chunk)
                        report(done / total)
            file.flush()
            os.fsync(file.fileno())


def clone(copy: CopyFile, path: Path, *, report: Report = silent) -> None:
    """The same bytes in a new file of mode 0600, on the disk when this returns. Raises StorageUnavailable."""
    with environment_errors(), copy.path.open("rb") as file:
        descriptor = os.open(path, _NEW_FILE, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            while chunk := file.read(_CHUNK):
                target.write(chunk)
                report(min(1.0, target.tell() / copy.size))
            target.flush()
            os.fsync(target.fileno())


def part_of(path: Path, name: str) -> Part:
    """Size and SHA-256 of a file that becomes a part."""
    with environment_errors(), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Part(name=name, size=path.stat().st_size, sha256=digest)


def verify(copy: CopyFile, *, report: Report = silent) -> str:
    """Read every byte; the SHA-256 of the whole file. Raises CopyRefused when a part is not what it was."""
    with environment_errors(), copy.path.open("rb") as file:
        whole = hashlib.sha256(file.read(copy.starts[0]))
        for part, start in zip(copy.header.parts, copy.starts, strict=True):
            _pass_on(file, part, whole.update, _onwards(report, start, copy.size))
        if file.read(1):
            raise CopyRefused(CopyFault.BESCHADIGD)
    return whole.hexdigest()


def extract(copy: CopyFile, folder: Path, *, report: Report = silent) -> None:
    """Write both parts into `folder` (the slots twice, as a vault has them), checked while they pass.

    Raises CopyRefused and StorageUnavailable.
    """
    with environment_errors(), copy.path.open("rb") as file:
        for part, start in zip(copy.header.parts, copy.starts, strict=True):
            names = slotfile.NAMES if part.name == slotfile.NAMES[0] else (part.name,)
            for name in names:
                file.seek(start)
                with os.fdopen(os.open(folder / name, _NEW_FILE, 0o600), "wb") as target:
                    _pass_on(file, part, target.write, _onwards(report, start, copy.size))
                    target.flush()
                    os.fsync(target.fileno())


def _pass_on(file: BinaryIO, part: Part, use: Callable[[bytes], object], report: Report) -> None:
    digest, left = hashlib.sha256(), part.size
    while left:
        chunk = file.read(min(_CHUNK, left))
        if not chunk:
            raise CopyRefused(CopyFault.AFGEBROKEN)
        left -= len(chunk)
        digest.update(chunk)
        use(chunk)
        report(part.size - left)
    if digest.hexdigest() != part.sha256:
        raise CopyRefused(CopyFault.BESCHADIGD)


def _onwards(report: Report, start: int, size: int) -> Report:
    return lambda done: report((start + done) / size)


def _forget(file: BinaryIO) -> None:
    """Let the system drop what it keeps in memory of a file on the disk. Windows knows no such call."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):  # a file system may not know it
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read(file: BinaryIO, path: Path) -> CopyFile:
    size = os.fstat(file.fileno()).st_size
    magic = file.read(len(MAGIC))
    if magic != MAGIC:
        is_ours = magic.startswith(_ANY_VERSION)
        raise CopyRefused(CopyFault.TE_NIEUW if is_ours else CopyFault.GEEN_KOPIE)
    raw, seal = _block(file, _LARGEST_HEADER), _block(file, _LARGEST_SEAL)
    header = _parsed(json.loads(raw))
    starts, place = [], file.tell()
    for part in header.parts:
        starts.append(place)
        place += part.size
    if place != size:
        raise CopyRefused(CopyFault.AFGEBROKEN if place > size else CopyFault.BESCHADIGD)
    return CopyFile(path=path, header=header, raw_header=raw, seal=seal, starts=tuple(starts), size=size)


def _block(file: BinaryIO, largest: int) -> bytes:
    start = file.read(_LENGTH)
    length = int.from_bytes(start, "big")
    if len(start) == _LENGTH and not 0 < length <= largest:
        raise CopyRefused(CopyFault.BESCHADIGD)
    block = file.read(length)
    if len(start) < _LENGTH or len(block) < length:
        raise CopyRefused(CopyFault.AFGEBROKEN)
    return block


def _parsed(data: Mapping[str, Any]) -> Header:
    if data["formaat"] != _FORMAT:
        raise CopyRefused(CopyFault.TE_NIEUW)
    parts = tuple(
        Part(name=entry["naam"], size=_whole(entry["grootte"]), sha256=_fits(_SHA, entry["sha256"]))
        for entry in data["delen"]
    )
    if tuple(part.name for part in parts) != PARTS:
        raise ValueError("not the parts of a copy")
    database, slots = parts
    if database.size % PAGE_SIZE or not PAGE_SIZE <= database.size <= _LARGEST_DATABASE:
        raise ValueError("not the size of a database")
    if not 0 < slots.size <= _LARGEST_SLOTS:
        raise ValueError("not the size of a slot file")
    made_at = dt.datetime.fromisoformat(data["gemaakt_op"])
    return Header(
        copy_id=_fits(_HEX32, data["kenmerk"]),
        vault_id=_fits(_HEX32, data["kluis"]),
        made_at=made_at.astimezone(dt.UTC),
        program=str(data["programma"])[:40],
        schema=_whole(data["schema"]),
        mark=_fits(_HEX16, data["sleutelmerk"]),
        parts=parts,
    )


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a size")
    return value


def _fits(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not of this form")
    return value


def _header_data(header: Header) -> dict[str, Any]:
    return {
        "formaat": _FORMAT,
        "kenmerk": header.copy_id,
        "kluis": header.vault_id,
        "gemaakt_op": header.made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "programma": header.program,
        "schema": header.schema,
        "sleutelmerk": header.mark,
        "delen": [{"naam": one.name, "grootte": one.size, "sha256": one.sha256} for one in header.parts],
    }


def _seal(manifest: Manifest, raw_header: bytes, data_key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = _dump(
        {"aantallen": dict(manifest.counts), "logregel": manifest.log_row, "logkop": manifest.log_head}
    )
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_derived(data_key, _SEAL_CONTEXT)).encrypt(nonce, plain, MAGIC + raw_header)


def _dump(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _derived(data_key: bytes, context: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=context).derive(data_key)
