"""A copy that a former data key opens, made into one that the present key opens; the content stays as it was.

Works over files of its own and may run in a worker thread. The old file is replaced only by a new one that
was read back whole; stopped anywhere before that, it stands as it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from veiligheidsadvies.domain.errors import CopyFault, CopyRefused
from veiligheidsadvies.vault import copyfile, copying, slotfile
from veiligheidsadvies.vault.copyfile import CopyFile, Manifest, Report, silent
from veiligheidsadvies.vault.copying import MadeCopy, between
from veiligheidsadvies.vault.database import (
    DATABASE_NAME,
    Connection,
    open_database,
    transaction,
)
from veiligheidsadvies.vault.slotfile import SlotFile

_UNPACKED, _ENCRYPTED, _CHECKED, _WRITTEN = 0.2, 0.5, 0.75, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What a job needs: the keys, the present slots, and the settings that belong to the present key.

    `old_keys` by mark; `settings` replaces those whose names begin with one of `prefixes`.
    """

    folder: Path
    new_key: bytes = field(repr=False)
    old_keys: Mapping[str, bytes] = field(repr=False)
    slots: SlotFile = field(repr=False)
    settings: Mapping[str, str] = field(repr=False)
    prefixes: Sequence[str]


def renew(renewal: Renewal, path: Path, *, report: Report = silent) -> MadeCopy:
    """Encrypt the copy in `path` anew, in its place.

    Raises CopyRefused (damaged, or of a key that nobody remembers), CopyNotVerified, FileUnreadable,
    FileUnwritable, StorageUnavailable.
    """
    copy = copyfile.read(path)
    if copy.header.mark == copyfile.mark_of(renewal.new_key):  # stopped before it was told
        manifest = copyfile.unseal(copy, renewal.new_key)
        sha256 = copyfile.verify(copy, report=report)
        return MadeCopy(path=path, header=copy.header, manifest=manifest, size=copy.size, sha256=sha256)
    old_key = renewal.old_keys.get(copy.header.mark)
    if old_key is None:
        raise CopyRefused(CopyFault.ANDERE_SLEUTEL)
    manifest = copyfile.unseal(copy, old_key)
    with copying.staging(renewal.folder) as room:
        copyfile.extract(copy, room, report=between(report, 0.0, _UNPACKED))
        manifest = _encrypt(room / DATABASE_NAME, renewal, old_key, manifest)
        report(_ENCRYPTED)
        for name in slotfile.NAMES:
            (room / name).unlink()
        slotfile.write(room, renewal.slots, renewal.new_key)
        copying.require_all(
            copying.check_database(room / DATABASE_NAME, renewal.new_key, manifest, copy.header.schema)
        )
        report(_CHECKED)
        return _replace(renewal, copy, manifest, room, report)


def _encrypt(path: Path, renewal: Renewal, old_key: bytes, before: Manifest) -> Manifest:
    connection = open_database(path, old_key)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        counts = copying.counts_of(connection)
        if counts != dict(before.counts):
            raise CopyRefused(CopyFault.BESCHADIGD)
        with transaction(connection):
            _set_settings(connection, renewal)
        connection.rekey(renewal.new_key)
        return replace(before, counts=copying.counts_of(connection))
    finally:
        connection.close()


def _set_settings(connection: Connection, renewal: Renewal) -> None:
    for prefix in renewal.prefixes:
        connection.execute("DELETE FROM instelling WHERE substr(naam, 1, ?) = ?", (len(prefix), prefix))
    for name, value in renewal.settings.items():
        connection.execute("INSERT INTO instelling (naam, waarde) VALUES (?, ?)", (name, value))


def _replace(renewal: Renewal, copy: CopyFile, manifest: Manifest, room: Path, report: Report) -> MadeCopy:
    path, parts = copy.path, tuple(copyfile.part_of(room / name, name) for name in copyfile.PARTS)
    header = replace(copy.header, mark=copyfile.mark_of(renewal.new_key), parts=parts)
    sources = {part.name: room / part.name for part in parts}
    with copying.temporary(path, header.vault_id) as unfinished, copying.told_of(path, renewal.folder):
        copyfile.write(
            unfinished,
            header,
            manifest,
            sources,
            renewal.new_key,
            report=between(report, _CHECKED, _WRITTEN),
        )
        size, sha256 = copying.read_back(
            unfinished, renewal.new_key, manifest, between(report, _WRITTEN, 1.0)
        )
        copying.put_in_place(unfinished, path)
    return MadeCopy(path=path, header=header, manifest=manifest, size=size, sha256=sha256)
